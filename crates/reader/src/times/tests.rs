use super::*;
use crate::passage;
use jiff::civil::date;
use model::{Interval, Span, Time};

/// The times of a text published on a day, as `words = value [start..end]`.
fn read(text: &str, published: Option<(i16, i8, i8)>) -> Vec<(String, Time)> {
    let interval = published.map(|(year, month, day)| {
        let day = date(year, month, day);
        Interval { start: day, end: day }
    });
    let document = passage(text, interval);
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: Vec::new() };
    let found = expressions(&document, &[sentence]);
    let dating =
        Dating { interval, year: interval.map(|interval| interval.start.year()), stated: true, ..Dating::default() };
    anchor(&found, &dating)
        .into_iter()
        .filter_map(|mention| match mention.value {
            MentionValue::Time(time) => Some((mention.span.of(text).to_owned(), time)),
            _ => None,
        })
        .collect()
}

/// Checks words and values of a text published on 13 January 2021.
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = read(text, Some((2021, 1, 13)));
    let found: Vec<(&str, &str)> = found.iter().map(|(words, time)| (words.as_str(), time.value.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn calendar_dates() {
    check("The pact was signed on October 13, 2009.", &[("October 13, 2009", "2009-10-13")]);
    check("They met on 5 May 2020 in Norland.", &[("5 May 2020", "2020-05-05")]);
    check("It fell in September 2020.", &[("September 2020", "2020-09")]);
    check("On Monday, June 3, 2019, it rained.", &[("Monday, June 3, 2019", "2019-06-03")]);
    check("Dated 2020-09-30.", &[("2020-09-30", "2020-09-30")]);
    check("Talks ran on July 5-7, 2020.", &[("July 5-7, 2020", "2020-07-05/2020-07-07")]);
}

#[test]
fn composed_periods_are_one() {
    check("From January to September 2020 trade fell.", &[("From January to September 2020", "2020-01/2020-09")]);
    check("In 2018 from February to December it rose.", &[("2018 from February to December", "2018-02/2018-12")]);
    check("It opened at the end of July last year.", &[("the end of July last year", "2020-07")]);
    check("In early November last year they met.", &[("early November last year", "2020-11")]);
    check("The first half of 2019 and Q1 2020.", &[("The first half of 2019", "2019-H1"), ("Q1 2020", "2020-Q1")]);
}

#[test]
fn the_year_last_spoken_of_anchors_the_next() {
    check(
        "In 2019 trade fell. In the first nine months it rose over the same period of the previous year.",
        &[
            ("2019", "2019"),
            ("the first nine months", "2019-01/2019-09"),
            ("the same period of the previous year", "2018-01/2018-09"),
        ],
    );
}

#[test]
fn relative_times() {
    check("They met yesterday and three days ago.", &[("yesterday", "2021-01-12"), ("three days ago", "2021-01-10")]);
    check("On Monday he said it.", &[("Monday", "2021-01-11")]);
    check("It grew in the past five years.", &[("the past five years", "P5Y")]);
    check("It is held every year.", &[("every year", "P1Y")]);
    check("It took nine months in the 1990s.", &[("nine months", "P9M"), ("the 1990s", "199")]);
}

#[test]
fn words_that_are_no_times() {
    for text in [
        "It may rain, and they march on the second road.",
        "Theresa May said so to 2000 people.",
        "The Women's March for 1500 jobs.",
        "A 30-year-old man.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn without_a_date_nothing_is_made_up() {
    let found = read("It fell last year and in September.", None);
    assert!(found.iter().all(|(_, time)| time.interval.is_none() && time.value.contains('X')), "{found:?}");
}
