//! A stated date whose day and month may be exchanged: `Date : 11/03/2023`.
//!
//! The year is certain. Which of the two days it was the text may show: news tells of days shortly before its own.

use super::weekdays::named;
use crate::times::{Expression, Meaning, Part, YearOf};
use jiff::civil::Date;
use model::{Dating, Document, Evidence, Interval, Span, Witness};

/// How many days before its date a text tells of what is new, by judgement: a week, and the days of a weekly's delay.
const SHORTLY: i32 = 10;

/// What the stated date leaves: the reading that the days told in the text fit, where they fit one only, else both.
pub(super) fn date(document: &Document, interval: Interval, times: &[Expression]) -> Dating {
    let year = interval.start.year();
    let told: Vec<(Date, Span)> =
        times.iter().filter_map(|time| Some((day(document, time, year)?, time.span))).collect();
    let fitting = |reading: Date| -> Vec<Span> {
        let before = |day: Date| day.until(reading).map_or(i32::MAX, |span| span.get_days());
        told.iter().filter(|(day, _)| (0..=SHORTLY).contains(&before(*day))).map(|(_, span)| *span).collect()
    };
    let (first, last) = (fitting(interval.start), fitting(interval.end));
    let (interval, witnesses) = match (first.is_empty(), last.is_empty()) {
        (false, true) => (Interval { end: interval.start, ..interval }, first),
        (true, false) => (Interval { start: interval.end, ..interval }, last),
        _ => (interval, Vec::new()),
    };
    let header = match &document.header.date {
        model::Field::Given(_, span) => vec![Evidence {
            rule: "dating/day-and-month".to_owned(),
            span: *span,
            witnesses: witnesses.into_iter().map(|span| Witness { role: "time".to_owned(), span }).collect(),
            children: Vec::new(),
        }],
        _ => Vec::new(),
    };
    Dating {
        interval: Some(interval),
        year: Some(year),
        stated: true,
        credible: None,
        evidence: header,
        against: Vec::new(),
    }
}

/// The day of that year that is told as past; none where its weekday is another.
fn day(document: &Document, time: &Expression, of_year: i16) -> Option<Date> {
    let Meaning::Calendar { year, part: Part::Day(month, day), .. } = time.meaning else { return None };
    let this_year = match year {
        YearOf::Explicit(year) => year == of_year,
        YearOf::Open => true,
        _ => false,
    };
    let date = Date::new(of_year, month as i8, day as i8).ok()?;
    let weekday = (time.rule == "times/weekday-date").then(|| named(time.span.of(&document.text))).flatten();
    (this_year && !time.future && weekday.is_none_or(|weekday| weekday == date.weekday())).then_some(date)
}
