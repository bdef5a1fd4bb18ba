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
