//! When a document was published, and what sort of text it is.
//!
//! Where the document does not state its date, every clue votes for years: explicit dates of the past, relative words
//! bound to explicit years, offices held, weekdays of dates, anniversaries, figures that are still preliminary. Clues
//! for another year than the one chosen are kept as evidence against it; where no year stands out there is no answer.

mod clues;
mod genre;
mod offices;
mod terms;

pub use genre::genre;

use crate::times::Expression;
use clues::Clue;
use jiff::civil::Date;
use model::{Dating, Document, Evidence, Interval, Sentence, Witness};
use std::collections::BTreeMap;

/// The least score of a year that is an answer, and by how much it must lead the next.
const LEAST: f64 = 1.4;
const LEAD: f64 = 0.55;

/// The publication date: stated by header, dateline or address, or inferred from the words, or unknown. An inferred
/// interval holds the days that the clues leave within the most likely year.
pub fn date(document: &Document, sentences: &[Sentence], times: &[Expression]) -> Dating {
    if let Some(interval) = document.published {
        let same = interval.start.year() == interval.end.year();
        return Dating {
            interval: Some(interval),
            year: same.then(|| interval.start.year()),
            stated: true,
            evidence: Vec::new(),
            against: Vec::new(),
        };
    }
    let clues = clues::clues(document, sentences, times);
    let mut scores: BTreeMap<i16, f64> = BTreeMap::new();
    for clue in &clues {
        for &(year, weight) in &clue.votes {
            *scores.entry(year).or_default() += weight;
        }
    }
    let mut ranked: Vec<(i16, f64)> = scores.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    let best = ranked.first().copied();
    let second = ranked.get(1).map_or(0.0, |(_, score)| *score);
    let year = best.filter(|(_, score)| *score >= LEAST && score - second >= LEAD).map(|(year, _)| year);
    let Some(year) = year else {
        return Dating { evidence: clues.iter().map(evidence).collect(), ..Dating::default() };
    };
    let (evidence_for, against): (Vec<&Clue>, Vec<&Clue>) = clues.iter().partition(|clue| clue.supports(year));
    Dating {
        interval: interval(year, &evidence_for),
        year: Some(year),
        stated: false,
        evidence: evidence_for.into_iter().map(evidence).collect(),
        against: against.into_iter().map(evidence).collect(),
    }
}

fn evidence(clue: &Clue) -> Evidence {
    Evidence {
        rule: clue.rule.to_owned(),
        span: clue.span,
        witnesses: clue.witnesses.iter().map(|span| Witness { role: "time".to_owned(), span: *span }).collect(),
        children: Vec::new(),
    }
}

/// The days of a year that its clues leave: not before the last date told, and early in the year where the figures of
/// the year before are still preliminary or an office ended.
fn interval(year: i16, clues: &[&Clue]) -> Option<Interval> {
    let mut start = Date::new(year, 1, 1).ok()?;
    let mut end = Date::new(year, 12, 31).ok()?;
    for clue in clues {
        if let Some(earliest) = clue.earliest.filter(|day| day.year() == year) {
            start = start.max(earliest);
        }
        if let Some(latest) = clue.latest.filter(|day| day.year() == year) {
            end = end.min(latest);
        }
    }
    (start <= end)
        .then_some(Interval { start, end })
        .or_else(|| Some(Interval { start: Date::new(year, 1, 1).ok()?, end: Date::new(year, 12, 31).ok()? }))
}

#[cfg(test)]
mod tests;
