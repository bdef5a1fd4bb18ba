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
