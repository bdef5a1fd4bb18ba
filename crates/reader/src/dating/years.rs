//! Written years: the latest that is told as past, and those that lie ahead.

use super::clues::{Clue, clue};
use super::posterior::Likelihood;
use crate::times::{Expression, Meaning, Part, YearOf};
use jiff::civil::Date;
use model::{Document, Sentence, Span};
use std::collections::BTreeMap;

/// How the latest year is written, from the most telling way to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    /// `July 26, 2022` in the first fifth of the text: mostly the date of the text or of what it reports.
    DayEarly,
    /// A full date further down.
    Day,
    /// `the 2022 budget`, `Expo 2022`: part of a name, often of what goes on or is to come.
    Named,
    /// A year that is neither.
    Plain,
    /// `June 2021`: a month of this year is written without it.
    Month,
    /// `in 2021`, `since 2021`: background.
    Placed,
}

/// How often a text is so many years younger than the latest year that it tells, from none to eight, and how often one
/// year older: for each way of writing it. Counted in some 470 texts that tell a year and smoothed by hand: wires of 2022,
/// American papers of 2016, wiki news of 2006 to 2023, web logs of 2003 to 2006. Of full dates at the beginning 80 to 100 in a
/// hundred are of the text's year in every set with five or more; of other full dates 50 to 78; of years in names 27 to
/// 75; of placed years none to 11. The sets differ less than the ways, but months and plain years are few outside the wires.
fn lags(written: Written) -> ([f64; 9], f64) {
    match written {
        Written::DayEarly => ([0.85, 0.08, 0.02, 0.015, 0.01, 0.006, 0.004, 0.003, 0.002], 0.004),
        Written::Day => ([0.50, 0.14, 0.08, 0.07, 0.03, 0.025, 0.02, 0.015, 0.012], 0.015),
        Written::Named => ([0.33, 0.12, 0.09, 0.06, 0.04, 0.035, 0.03, 0.02, 0.018], 0.11),
        Written::Plain => ([0.25, 0.11, 0.09, 0.05, 0.07, 0.06, 0.055, 0.04, 0.035], 0.025),
        Written::Month => ([0.16, 0.36, 0.17, 0.10, 0.045, 0.035, 0.03, 0.02, 0.015], 0.02),
        Written::Placed => ([0.08, 0.14, 0.11, 0.13, 0.075, 0.07, 0.065, 0.04, 0.035], 0.03),
    }
}

/// Where one of the two years before is told as well, the text moves with its time: how much more often each lag is seen
/// with bare years, in the same articles.
const FOLLOWED: [f64; 9] = [1.7, 2.0, 1.8, 1.0, 0.7, 0.7, 0.7, 0.35, 0.35];

/// Words before a year that make it the time of an event rather than part of a name.
const PLACING: [&str; 9] = ["in", "since", "during", "from", "of", "between", "after", "until", "to"];

/// The latest year told as past: the text is not older, and seldom much younger.
pub(super) fn latest_year(
    document: &Document,
    sentences: &[Sentence],
    told: &[(&Expression, i16)],
    clues: &mut Vec<Clue>,
) {
    let past: Vec<&(&Expression, i16)> = told.iter().filter(|(time, _)| !time.future).collect();
    let Some(latest) = past.iter().map(|(_, year)| *year).max() else { return };
    let mut witnesses: Vec<(Written, &Expression)> = past
        .iter()
        .filter(|(_, year)| *year == latest)
        .map(|(time, _)| (written(document, sentences, time), *time))
        .collect();
    witnesses.sort_by_key(|(written, time)| (*written, time.span.start));
    let way = witnesses[0].0;
    // `on Friday, 22 July 2022`: only what is near is told with its weekday.
    let exact = way != Written::DayEarly && witnesses.iter().any(|(_, time)| time.rule == "times/weekday-date");
    let bare = matches!(way, Written::Named | Written::Plain | Written::Placed);
    let followed = bare && past.iter().any(|(_, year)| (1..=2).contains(&(latest - year)));
    let (shares, ahead) = lags(way);
    let earliest = witnesses.iter().filter_map(|(_, time)| begun(time)).max();
    // The shares are of whole years: that of the year itself falls to the months that are left of it. Figures of a period
    // are told after it more often than within the year.
    let period = witnesses.iter().any(|(_, time)| matches!(time.meaning, Meaning::Range(..)));
    let left = earliest.filter(|_| !period).map_or(1.0, |day| f64::from(13 - i32::from(day.month())) / 12.0);
    let likelihood = Likelihood::new(|year| match usize::try_from(year - latest) {
        Ok(0) if exact => 0.75 / left,
        Ok(lag) if exact => [0.75, 0.15, 0.03, 0.02].get(lag).copied().unwrap_or(0.01),
        Ok(lag) => {
            let share = shares.get(lag).copied().unwrap_or(shares[8] * 0.93f64.powi(lag as i32 - 8));
            share * if followed { FOLLOWED[lag.min(8)] } else { 1.0 } / if lag == 0 { left } else { 1.0 }
        }
        // A year ahead that was not seen to be ahead.
        Err(_) => ahead * 0.6f64.powi(i32::from(latest - year) - 1),
    });
    let spans = witnesses.iter().map(|(_, time)| time.span).collect();
    let mut found = clue("dating/latest-year", witnesses[0].1.span, spans, likelihood);
    found.earliest = earliest;
    clues.push(found);
}

/// How a year is written.
fn written(document: &Document, sentences: &[Sentence], time: &Expression) -> Written {
    match time.meaning {
        Meaning::Calendar { part: Part::Day(..) | Part::Days(..), .. } => {
            let start = sentences.first().map_or(0, |sentence| sentence.span.start);
            let end = sentences.last().map_or(0, |sentence| sentence.span.end);
            let early = time.span.start.saturating_sub(start) < end.saturating_sub(start) / 5;
            if early { Written::DayEarly } else { Written::Day }
        }
        Meaning::Calendar { part: Part::Whole, .. } => {
            let before = document.text.get(..time.span.start).unwrap_or_default();
            let word = before.rsplit(char::is_whitespace).find(|word| !word.is_empty()).unwrap_or_default();
            let after = document.text.get(time.span.end..).unwrap_or_default();
            let goes_on = after.starts_with(' ') && after.trim_start().starts_with(char::is_alphabetic);
            let name = word.starts_with(char::is_uppercase) && !word.ends_with([',', '.', ';', ':']);
            let article = matches!(
                word.to_ascii_lowercase().as_str(),
                "the" | "a" | "an" | "its" | "his" | "their" | "this" | "for"
            );
            if PLACING.contains(&word.to_ascii_lowercase().as_str()) {
                Written::Placed
            } else if name || article && goes_on {
                Written::Named
            } else {
                Written::Plain
            }
        }
        Meaning::Calendar { part: Part::Month(_), .. } => Written::Month,
        _ => Written::Plain,
    }
}

/// The first day on which a time that is told as past can be told: a period from one month to another is over.
fn begun(time: &Expression) -> Option<Date> {
    let over = matches!(time.meaning, Meaning::Range(..));
    let last = if over { time.parts.last()? } else { time };
    match last.meaning {
        Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Day(month, day), .. } => {
            Date::new(year, month as i8, day as i8).ok()
        }
        Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Month(month), .. } => {
            let first = Date::new(year, month as i8, 1).ok()?;
            Some(if over { first.last_of_month() } else { first })
        }
        _ => None,
    }
}

/// A year that lies ahead: the text is not younger.
pub(super) fn ahead(told: &[(&Expression, i16)], latest: Option<i16>, clues: &mut Vec<Clue>) {
    let mut years: BTreeMap<i16, Vec<Span>> = BTreeMap::new();
    for (time, year) in told.iter().filter(|(time, year)| time.future && latest.is_none_or(|latest| *year >= latest)) {
        years.entry(*year).or_default().push(time.span);
    }
    let Some((&ahead, spans)) = years.iter().next() else { return };
    // Plans are for the next years or for a round one.
    let round = ahead % 5 == 0;
    let likelihood = Likelihood::new(|year| match (ahead - year, round) {
        (..0, _) => 0.12,
        (0, false) => 0.8,
        (1, false) => 1.0,
        (2, false) => 0.6,
        (3, false) => 0.4,
        (4..=30, false) => 0.25,
        (0..=30, true) => 0.7,
        _ => 0.1,
    });
    clues.push(clue("dating/year-ahead", spans[0], spans.clone(), likelihood));
}
