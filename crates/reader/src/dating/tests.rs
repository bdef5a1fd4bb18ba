use super::*;
use crate::{passage, times};
use model::{Genre, Span};

fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(". ") {
        let span = Span::new(start, start + piece.trim_end().len());
        sentences.push(Sentence { span, tokens: Vec::new() });
        start += piece.len();
    }
    sentences
}

fn read(text: &str) -> Dating {
    let document = passage(text, None);
    let sentences = sentences(text);
    date(&document, &sentences, &times::expressions(&document, &sentences))
}

#[test]
fn a_year_called_last_year_dates_the_text() {
    let dating = read(
        "Trade between Norland and Sudria shows resilience. According to preliminary statistics, from January to \
         September 2016, trade was 7 billion dollars. All fairs in 2016 were held online in early November last year. \
         This year the two sides worked together.",
    );
    assert_eq!(dating.year, Some(2017));
    assert!(!dating.stated);
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/relative-year"));
    assert!(dating.against.iter().any(|evidence| evidence.rule == "dating/this-year"));
    let interval = dating.interval.expect("the year is known");
    assert_eq!((interval.start.to_string(), interval.end.to_string()), ("2017-01-01".into(), "2017-03-31".into()));
}

#[test]
fn no_clue_no_answer() {
    assert_eq!(read("The ministers met and agreed on trade. They will meet again.").year, None);
    assert_eq!(read("The pact of 1975 still holds.").year, None);
}

#[test]
fn a_note_on_the_author_makes_an_opinion() {
    let text = "(The author is a fellow of an institute)";
    assert_eq!(genre(&passage(text, None), &sentences(text)), Genre::Opinion);
}

#[test]
fn offices_and_a_weekday_leave_one_year() {
    let dating = read(
        "President Bill Clinton met Chancellor Gerhard Schröder on Tuesday, March 2. President Boris Yeltsin stayed away. \
         Prime Minister Tony Blair was told of the talks by telephone.",
    );
    assert_eq!(dating.year, Some(1999), "{dating:?}");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/weekday"));
}

#[test]
fn the_elect_and_the_former_bound_the_year() {
    let dating = read("President-elect Joe Biden named his team. Former President Barack Obama praised it.");
    assert_eq!(dating.year, Some(2020), "{dating:?}");
    let dating = read("A Trump administration would leave the pact, the envoy said.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/office"), "{dating:?}");
}

#[test]
fn anniversaries_and_sessions_count_from_a_year() {
    let dating = read("Crowds marked the 25th anniversary of the fall of the Berlin Wall.");
    assert_eq!(dating.year, Some(2014), "{dating:?}");
    let dating = read(
        "Leaders gathered for the G20 summit in Hangzhou. Prime Minister Theresa May and President Barack Obama spoke.",
    );
    assert_eq!(dating.year, Some(2016), "{dating:?}");
}

#[test]
fn clues_that_disagree_are_kept_against_the_answer() {
    let dating = read(
        "On Friday, 22 July 2022, the council met. The Rio Olympics were recalled. It was told of the war in Ukraine.",
    );
    assert_eq!(dating.year, Some(2022), "{dating:?}");
    assert!(dating.against.iter().any(|evidence| evidence.rule == "dating/term"), "{dating:?}");
}

#[test]
fn a_date_beside_today_is_the_day_of_writing() {
    let dating = read("Police in Port Vellan yesterday (July 27, 2022) held two men.");
    assert_eq!(dating.year, Some(2022), "{dating:?}");
    let interval = dating.interval.expect("the day is known");
    assert_eq!((interval.start.to_string(), interval.end.to_string()), ("2022-07-28".into(), "2022-07-28".into()));
}

#[test]
fn an_office_that_ended_early_in_a_year_leaves_its_first_weeks() {
    let dating = read(
        "Norland resisted the Obama administration. From January to September 2016, trade was 7 billion dollars. All \
         fairs in 2016 were held online in early November last year.",
    );
    assert_eq!(dating.year, Some(2017), "{dating:?}");
}
