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

#[test]
fn a_full_date_at_the_beginning_is_nearer_than_a_year_of_background() {
    let dating = read(
        "The mayor of Port Vellan opened the new bridge on 4 May 2009. The crowd cheered for an hour. The old one had been \
         closed since 1998. Traffic will be free of charge for a week.",
    );
    assert_eq!(dating.year, Some(2009), "{dating:?}");
    assert_eq!(read("The old bridge of Port Vellan has been closed since 1998. Nobody repaired it.").year, None);
}

#[test]
fn a_dispatch_and_its_first_weekday_fall_in_few_years() {
    let dating = read(
        "PORT VELLAN, March 2 (Agency) -- The trade minister said on Tuesday that talks with Prime Minister Tony Blair and \
         President Boris Yeltsin had gone well.",
    );
    assert_eq!(dating.year, Some(1999), "{dating:?}");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/dateline-weekday"), "{dating:?}");
}

#[test]
fn time_is_reckoned_from_known_events() {
    let dating = read("Fishermen went out again ten years after the Indian Ocean tsunami. They had waited for boats.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/time-since"), "{dating:?}");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/term"), "{dating:?}");
    let dating =
        read("Five months after Russia's invasion of Ukraine, bread is dear in Port Vellan. Bakers complained.");
    assert_eq!(dating.year, Some(2022), "{dating:?}");
    let dating = read("Grain grew dearer after Russia's invasion of Ukraine began in February. Bakers complained.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/event-month"), "{dating:?}");
    assert_eq!(dating.year, Some(2022), "{dating:?}");
}

#[test]
fn a_person_named_without_an_office_is_a_clue_of_its_own() {
    let dating = read("The report was read to Sadako Ogata and to the envoys of nine states.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/person"), "{dating:?}");
}

#[test]
fn dated_terms_are_in_order() {
    for (path, _) in crate::data::files("ontology/dated_terms") {
        for row in crate::data::rows(path, &["phrase", "from", "peaks", "event"]) {
            assert_eq!(row[0], row[0].to_lowercase(), "{path}: {row:?}");
            let from: i16 = row[1].parse().unwrap_or_else(|_| panic!("{path}: {row:?}"));
            for range in row[2].split('|') {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                let (first, last): (i16, i16) = (first.parse().expect(path), last.parse().expect(path));
                assert!(first <= last && from <= first, "{path}: {row:?}");
            }
        }
    }
}

#[test]
fn an_office_just_entered_or_left_dates_the_text() {
    let dating = read(
        "President Nestor Kirchner, who took office in May, met President Jacques Chirac on Tuesday, September 23. \
         The envoys of nine states looked on.",
    );
    assert_eq!(dating.year, Some(2003), "{dating:?}");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/office-change"), "{dating:?}");
    let dating = read("President Nestor Kirchner, who took office in 2003, met the envoys of nine states.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/office-change"), "{dating:?}");
    let dating = read("Outgoing President Lech Walesa handed over the keys. The envoys of nine states looked on.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/office-change"), "{dating:?}");
}

#[test]
fn the_last_part_of_a_name_with_a_hyphen_may_be_small() {
    let dating = read("President Lee Teng-hui spoke to farmers. They asked him for cheaper seed.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/office"), "{dating:?}");
    // Another person who shares two parts of the name.
    let dating = read("Minister Kim Hyun-joon spoke to farmers. They asked him for cheaper seed.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/office"), "{dating:?}");
}

#[test]
fn a_minister_of_something_else_is_another_term() {
    let dating = read("Agriculture Minister Sergei Lavrov spoke to farmers. They asked him for cheaper seed.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/office"), "{dating:?}");
    let dating = read("Foreign Minister Sergei Lavrov spoke to farmers. They asked him for cheaper seed.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/office"), "{dating:?}");
}

#[test]
fn a_national_election_and_its_month_are_of_few_years() {
    let dating = read(
        "Ghanaians go to the polls on Thursday, December 7. President Jerry Rawlings will not stand again. The envoy of Ghana said that \
         the vote would be calm. Vice President Al Gore wished the country well.",
    );
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/election"), "{dating:?}");
    assert_eq!(dating.year, Some(2000), "{dating:?}");
    let dating = read("Ghana holds local elections in December. The envoy of Ghana said that the vote would be calm.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/election"), "{dating:?}");
}

#[test]
fn heads_of_provinces_and_cities_count_with_their_title_only() {
    let dating = read("Governor Pete Wilson signed the bill. Mayor Richard Riordan had asked for it.");
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/office"), "{dating:?}");
    let dating = read("The bill was read by Pete Wilson. He sells shoes in Port Vellan.");
    assert!(dating.evidence.is_empty(), "{dating:?}");
}

#[test]
fn texts_of_any_decade_without_a_clue_to_the_year_get_none() {
    // Of 1995, 2003, 2011, 2017 and 2024.
    for text in [
        "KAMPALA - Fishermen on the lake asked for lower duties on nets. President Yoweri Museveni promised to look into it.",
        "The council of Tromso will build a road to the harbour. Work begins after the winter. Traders are content.",
        "Prime Minister Lee Hsien Loong opened a library in the west of the island on Saturday. It lends tools as well.",
        "Chancellor Angela Merkel visited a dairy in Holstein and spoke with its forty workers about the price of milk.",
        "A bus with pilgrims left the road near Oaxaca on Tuesday. Nine people were hurt. Police look for the driver.",
    ] {
        let dating = read(text);
        assert_eq!(dating.year, None, "{text}: {dating:?}");
    }
}

#[test]
fn elections_are_in_order() {
    for row in crate::data::rows("ontology/facts/elections.tsv", &["country", "months"]) {
        let months: Vec<&str> = row[1].split('|').collect();
        assert!(months.is_sorted() && months.iter().all(|month| month.len() == 7), "{row:?}");
    }
    for row in crate::data::rows("ontology/facts/regional_offices.tsv", &["name", "from", "to"]) {
        assert!(row[2].is_empty() || row[1] < row[2], "{row:?}");
    }
}

#[test]
fn years_of_independence_are_counted() {
    let dating = read("Crowds in Port Louis marked 50 years of independence. Mauritius was a British colony before.");
    assert_eq!(dating.year, Some(2018), "{dating:?}");
    let dating =
        read("The 25th anniversary of Namibia's independence was marked with songs. Children danced in the rain.");
    assert_eq!(dating.year, Some(2015), "{dating:?}");
    let dating = read("Judges asked for more independence after two years of talks. Kenya has many courts.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/independence"), "{dating:?}");
}

#[test]
fn ages_of_known_persons_date_the_text() {
    for text in [
        "Plácido Domingo, 60, sang in the harbour. Fishermen cheered for an hour.",
        "The 60-year-old Plácido Domingo sang in the harbour. Fishermen cheered for an hour.",
    ] {
        let dating = read(text);
        let rules = dating.evidence.iter().map(|evidence| evidence.rule.as_str());
        assert!(rules.eq(["dating/age"]), "{text}: {dating:?}");
        // Born in January 1941.
        assert_eq!(dating.year, Some(2001), "{text}: {dating:?}");
    }
    // Somebody else's age, and no age at all.
    for text in
        ["Plácido Domingo, 12 farmers and a priest opened a dam.", "Tendai Moyo, 84, opened a dam near the border."]
    {
        let dating = read(text);
        assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/age"), "{text}: {dating:?}");
    }
}

#[test]
fn the_same_year_told_twice_is_the_years() {
    let dating = read("The bridge will be ready by the end of this year 2009. It was begun in 2003.");
    assert_eq!(dating.year, Some(2009), "{dating:?}");
}

#[test]
fn what_is_awaited_has_not_come() {
    let dating = read("She is one of nine candidates for the 2013 election. The party has ruled since 2004.");
    assert!(
        dating.evidence.iter().chain(&dating.against).any(|evidence| evidence.rule == "dating/year-ahead"),
        "{dating:?}"
    );
    let credible = dating.credible.or(dating.interval).expect("a clue");
    assert!(credible.start.year() >= 2004 && credible.start.year() <= 2012, "{dating:?}");
}

#[test]
fn an_age_is_no_time_since_an_event() {
    let dating = read("Children below 13 years of age were vaccinated against COVID-19. Nurses came by boat.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/time-since"), "{dating:?}");
}

#[test]
fn the_later_of_two_presidents_is_in_office() {
    let dating = read(
        "President Néstor Kirchner had promised the road. President Cristina Fernandez opened it on Monday. The envoys of \
         nine states looked on.",
    );
    assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/former-office"), "{dating:?}");
}

#[test]
fn another_who_bears_the_name_of_a_minister_is_no_clue() {
    let text = |full: &str| format!("{full} spoke to farmers about seed. Minister Lavrov then left by train.");
    let known = read(&text("Sergei Lavrov"));
    assert!(known.evidence.iter().any(|evidence| evidence.rule == "dating/office"), "{known:?}");
    let other = read(&text("The poet Ilya Lavrov"));
    assert!(other.evidence.iter().all(|evidence| evidence.rule != "dating/office"), "{other:?}");
}

#[test]
fn where_no_year_stands_out_the_credible_days_are_kept() {
    let dating = read("Chancellor Angela Merkel visited a dairy in Holstein and spoke with its forty workers.");
    let days = dating.credible.expect("a clue");
    assert!(dating.year.is_none() && dating.interval.is_none(), "{dating:?}");
    assert!((2005..=2008).contains(&days.start.year()) && days.end.year() >= 2018, "{days:?}");
    assert_eq!(read("The ministers met and agreed on trade. They will meet again.").credible, None);
}

#[test]
fn figures_of_a_period_are_told_soon_after_it() {
    let dating = read("Exports rose by a tenth in the first half of 2008. Growers asked for more ships.");
    let days = dating.credible.or(dating.interval).expect("a clue");
    assert!(days.start >= jiff::civil::date(2008, 5, 1), "{dating:?}");
}

#[test]
fn births_and_independence_are_in_order() {
    for row in crate::data::rows("ontology/facts/births.tsv", &["name", "born"]) {
        assert!(row[1].len() == 7 && row[1].as_bytes()[4] == b'-', "{row:?}");
    }
    for row in crate::data::rows("ontology/facts/independence.tsv", &["country", "year"]) {
        assert!(row[0].len() == 3 && row[1].len() == 4, "{row:?}");
    }
    for row in crate::data::rows("ontology/facts/domestic_offices.tsv", &["name", "from", "to"]) {
        assert!(row[2].is_empty() || row[1] < row[2], "{row:?}");
    }
}

#[test]
fn an_elect_does_not_sit_in_the_office() {
    let dating = read(
        "President Barack Obama met President-elect Donald Trump for an hour. The envoys of nine states waited outside.",
    );
    assert!(dating.year.is_none_or(|year| (2016..=2017).contains(&year)), "{dating:?}");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/former-office"), "{dating:?}");
}

#[test]
fn a_portfolio_is_the_same_in_either_spelling() {
    for written in ["Defence", "Defense"] {
        let dating = read(&format!("{written} Minister Sergei Shoigu spoke to farmers. They asked him for seed."));
        assert!(dating.evidence.iter().any(|evidence| evidence.rule == "dating/office"), "{written}: {dating:?}");
    }
}

#[test]
fn ordinals_of_days_and_centuries_count_no_independence() {
    for text in [
        "In the 19th century the square was a market, and on Independence Day Ukraine dances there.",
        "Ukraine dances on the 24th of August, Independence Day. Bakers sell bread in the square.",
        "Ukraine dances at the August 24th Independence Day fair. Bakers sell bread in the square.",
        "The bakery marked its 10th anniversary on Independence Day in Ukraine. Children danced.",
    ] {
        let dating = read(text);
        let all = dating.evidence.iter().chain(&dating.against);
        assert!(all.clone().all(|evidence| evidence.rule != "dating/independence"), "{text}: {dating:?}");
    }
    for (text, year) in [
        ("Crowds danced at the 25th Ukrainian Independence Day. Bakers sold bread.", 2016),
        // The state nearest to the word, not the one told most nor the one left.
        (
            "Envoys of Kenya and Kenya's farmers came to Namibia's 20th anniversary of independence from South Africa.",
            2010,
        ),
    ] {
        assert_eq!(read(text).year, Some(year), "{text}");
    }
}

#[test]
fn another_persons_age_before_a_name_is_not_its_bearers() {
    let dating = read("The 63-year-old farmer met Plácido Domingo in the harbour. Nobody sang.");
    assert!(dating.evidence.iter().all(|evidence| evidence.rule != "dating/age"), "{dating:?}");
}

#[test]
fn spans_that_overlap_have_no_gap() {
    assert_eq!(clues::gap(Span::new(0, 9), Span::new(4, 6)), 0);
    assert_eq!(clues::gap(Span::new(7, 9), Span::new(0, 4)), 3);
}

#[test]
fn what_is_said_again_is_no_further_clue() {
    let dating = read("Exports fell in 2016 and in May last year. Imports fell in 2016 and in May last year.");
    let all = dating.evidence.iter().chain(&dating.against);
    assert_eq!(all.filter(|evidence| evidence.rule == "dating/relative-year").count(), 1, "{dating:?}");
}

/// The dating of a text whose header has 11/03/2023, and the values of its times.
fn two_readings(text: &str) -> (Dating, Vec<String>) {
    let days = |start: &str, end: &str| Interval { start: start.parse().unwrap(), end: end.parse().unwrap() };
    let mut document = passage(text, Some(days("2023-03-11", "2023-11-03")));
    document.header.date = model::Field::Given("11/03/2023".to_owned(), Span::new(0, 0));
    let sentences = sentences(text);
    let expressions = times::expressions(&document, &sentences);
    let dating = date(&document, &sentences, &expressions);
    let values = times::anchor(&expressions, &dating).into_iter().filter_map(|mention| match mention.value {
        model::MentionValue::Time(time) => Some(time.value),
        _ => None,
    });
    (dating, values.collect())
}

#[test]
fn a_date_of_two_readings_gives_its_year_and_the_day_that_fits() {
    let (dating, _) = two_readings("The ministers met on Friday and agreed on trade.");
    assert_eq!((dating.year, dating.stated), (Some(2023), true));
    let interval = dating.interval.unwrap();
    assert_eq!((interval.start.to_string(), interval.end.to_string()), ("2023-03-11".into(), "2023-11-03".into()));
    assert_eq!(dating.evidence[0].rule, "dating/day-and-month");
    let (dating, times) = two_readings("The ministers met on March 9 and agreed on trade. They parted on Friday.");
    let interval = dating.interval.unwrap();
    assert_eq!((interval.start.to_string(), interval.end.to_string()), ("2023-03-11".into(), "2023-03-11".into()));
    assert_eq!(times.last().map(String::as_str), Some("2023-03-10"));
}
