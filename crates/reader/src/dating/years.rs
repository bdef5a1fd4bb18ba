//! Written years: the latest that is told as past, and those that lie ahead.

use super::clues::{self, Clue, clue};
use super::posterior::Likelihood;
use crate::times::{Expression, Meaning, Part, YearOf};
use jiff::civil::Date;
use model::{Document, Sentence, Span};
use std::collections::BTreeMap;

/// How the latest year is written. Of several ways in one text the first in this order counts.
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
    /// `the first quarter of 2021`, `from January to June 2021`: figures, told soon after the period.
    Period,
    /// `June 2021`: a month of this year is written without it.
    Month,
    /// `in 2021`, `since 2021`: background.
    Placed,
}

/// How often a text is so many years younger than the latest year that it tells, from none to eight, and how often one
/// year older: for each way of writing it but figures of a period. Counted in some 470 texts that tell a year and smoothed by hand: wires of 2022,
/// American papers of 2016, wiki news of 2006 to 2023, web logs of 2003 to 2006. Of full dates at the beginning 80 to 100 in a
/// hundred are of the text's year in every set with five or more; of other full dates 50 to 78; of years in names 27 to
/// 75; of placed years none to 11. The sets differ less than the ways, but months and plain years are few outside the wires.
fn lags(written: Written) -> Option<([f64; 9], f64)> {
    Some(match written {
        Written::DayEarly => ([0.85, 0.08, 0.02, 0.015, 0.01, 0.006, 0.004, 0.003, 0.002], 0.004),
        Written::Day => ([0.50, 0.14, 0.08, 0.07, 0.03, 0.025, 0.02, 0.015, 0.012], 0.015),
        Written::Named => ([0.33, 0.12, 0.09, 0.06, 0.04, 0.035, 0.03, 0.02, 0.018], 0.11),
        // Counted by months after its end: `since_period`.
        Written::Period => return None,
        Written::Plain => ([0.25, 0.11, 0.09, 0.05, 0.07, 0.06, 0.055, 0.04, 0.035], 0.025),
        Written::Month => ([0.16, 0.36, 0.17, 0.10, 0.045, 0.035, 0.03, 0.02, 0.015], 0.02),
        Written::Placed => ([0.08, 0.14, 0.11, 0.13, 0.075, 0.07, 0.065, 0.04, 0.035], 0.03),
    })
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
    let earliest = witnesses.iter().filter_map(|(_, time)| begun(time)).max();
    let periods = || witnesses.iter().filter(|(written, _)| *written == Written::Period);
    let likelihood = match lags(way) {
        None => {
            let end = periods().filter_map(|(_, time)| begun(time)).max();
            let end = end.map(|end| f64::from(end.year()) + f64::from(end.month()) / 12.0);
            Likelihood::by_month(|start, _| end.map_or(1.0, |end| since_period(start - end)))
        }
        Some((shares, ahead)) => {
            // The shares are of whole years: that of the year itself falls to the months that are left of it. Figures of
            // a period are told after it more often than within the year.
            let left = earliest
                .filter(|_| periods().next().is_none())
                .map_or(1.0, |day| f64::from(13 - i32::from(day.month())) / 12.0);
            let share = |lag: usize| {
                if exact {
                    return [0.75, 0.15, 0.03, 0.02].get(lag).copied().unwrap_or(0.01);
                }
                let share = shares.get(lag).copied().unwrap_or(shares[8] * 0.93f64.powi(lag as i32 - 8));
                share * if followed { FOLLOWED[lag.min(8)] } else { 1.0 }
            };
            Likelihood::new(|year| match usize::try_from(year - latest) {
                Ok(0) => share(0) / left,
                Ok(lag) => share(lag),
                // A year ahead that was not seen to be ahead.
                Err(_) => ahead * 0.6f64.powi(i32::from(latest - year) - 1),
            })
        }
    };
    let spans = witnesses.iter().map(|(_, time)| time.span).collect();
    let mut found = clue("dating/latest-year", witnesses[0].1.span, spans, likelihood);
    found.earliest = earliest;
    clues.push(found);
}

/// How likely figures of a period that ended so many years ago are a text's latest: quarters follow each other. By
/// judgement; a period that goes on, or that is still to come, is told so as well.
fn since_period(years: f64) -> f64 {
    match years {
        ..-0.5 => 0.03,
        ..-0.01 => 0.15,
        ..0.5 => 1.0,
        ..1.0 => 0.5,
        ..2.0 => 0.15,
        ..4.0 => 0.06,
        _ => 0.06 * 0.9f64.powf(years - 4.0),
    }
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
        Meaning::Calendar { part: Part::Half(_) | Part::Quarter(_) | Part::FirstMonths(_), .. } => Written::Period,
        Meaning::Range(..) if begun(time).is_some() => Written::Period,
        _ => Written::Plain,
    }
}

/// The first day on which a time that is told as past can be told: a period from one month to another is over.
fn begun(time: &Expression) -> Option<Date> {
    let over = matches!(time.meaning, Meaning::Range(..));
    let last = if over { time.parts.last()? } else { time };
    let ended = |year: i16, month: u8| Some(Date::new(year, i8::try_from(month).ok()?, 1).ok()?.last_of_month());
    match last.meaning {
        Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Half(half), .. } => {
            ended(year, half.checked_mul(6)?)
        }
        Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Quarter(quarter), .. } => {
            ended(year, quarter.checked_mul(3)?)
        }
        Meaning::Calendar { year: YearOf::Explicit(year), part: Part::FirstMonths(months), .. } => ended(year, months),
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

/// The month of a day or month that is planned.
fn planned(time: &Expression) -> Option<Date> {
    match time.meaning {
        Meaning::Calendar {
            year: YearOf::Explicit(year),
            part: Part::Day(month, _) | Part::Days(month, ..) | Part::Month(month),
            ..
        } => Date::new(year, i8::try_from(month).ok()?, 1).ok(),
        _ => None,
    }
}

/// A year that lies ahead: the text is not younger.
pub(super) fn ahead(
    document: &Document,
    sentences: &[Sentence],
    told: &[(&Expression, i16)],
    latest: Option<i16>,
    clues: &mut Vec<Clue>,
) {
    let mut years: BTreeMap<i16, Vec<Span>> = BTreeMap::new();
    for (time, year) in told.iter().filter(|(time, year)| time.future && latest.is_none_or(|latest| *year >= latest)) {
        years.entry(*year).or_default().push(time.span);
    }
    let Some((&ahead, spans)) = years.iter().next() else { return };
    // Plans are for the next years or for a round one.
    let round = ahead % 5 == 0;
    // A day or a month that is told as to come is near.
    let near = told.iter().filter(|(time, year)| time.future && *year == ahead).find_map(|(time, _)| planned(time));
    if let Some(day) = near {
        let moment = f64::from(day.year()) + f64::from(day.month() - 1) / 12.0;
        let likelihood = Likelihood::by_month(|start, _| match moment - start {
            ..-0.05 => 0.1,
            ..0.75 => 1.0,
            ..1.5 => 0.4,
            ..3.0 => 0.2,
            _ => 0.08,
        });
        clues.push(clue("dating/year-ahead", spans[0], spans.clone(), likelihood));
        return;
    }
    let soon = told.iter().any(|(time, year)| {
        let sentence = sentences.get(time.sentence);
        *year == ahead && sentence.is_some_and(|sentence| clues::awaited(document, sentence, time))
    });
    let likelihood = Likelihood::new(|year| match (ahead - year, round) {
        // An event for which somebody stands, or before which something happens, is near; papers still tell after it what
        // was before it.
        (lag @ ..0, _) if soon => [0.15, 0.08].get(usize::from(lag.unsigned_abs()) - 1).copied().unwrap_or(0.05),
        (left, _) if soon => [1.0, 0.6, 0.25, 0.1].get(left as usize).copied().unwrap_or(0.03),
        (..0, _) => 0.12,
        (0, false) => 0.8,
        (1, false) => 1.0,
        (2, false) => 0.6,
        (3, false) => 0.4,
        (4..=6, false) => 0.2,
        (7..=30, false) => 0.06,
        (0..=30, true) => 0.7,
        _ => 0.1,
    });
    clues.push(clue("dating/year-ahead", spans[0], spans.clone(), likelihood));
}
