//! When a document was published, and what sort of text it is.
//!
//! Where the document does not state its date, every clue says how likely its words are in each year: the latest year told
//! as past, years ahead, relative words bound to written years, offices held, entered and left, national elections, weekdays
//! of dates, anniversaries, sessions of series, dated names, time reckoned from known events and from independence, persons
//! whose offices or birthdays are known, figures that are still preliminary. `posterior` combines them. Clues for another
//! year than the one chosen are kept as evidence against it; where no year stands out there is no answer.

mod ages;
mod clues;
mod elections;
mod genre;
mod independence;
mod offices;
mod persons;
mod posterior;
mod readings;
mod reckoned;
mod sessions;
mod tenures;
mod terms;
mod weekdays;
mod years;

pub use genre::genre;

use crate::times::Expression;
use clues::Clue;
use jiff::civil::Date;
use model::{Dating, Document, Evidence, Interval, Sentence, Witness};
use posterior::Posterior;

/// The publication date: stated by header, dateline or address, or inferred from the words, or unknown. An inferred
/// interval holds the days that the clues leave within the most likely year; where no year is likely enough, the credible
/// interval holds the days that are left.
pub fn date(document: &Document, sentences: &[Sentence], times: &[Expression]) -> Dating {
    if let Some(interval) = document.published.filter(|interval| interval.day_and_month_exchanged()) {
        return readings::date(document, interval, times);
    }
    if let Some(interval) = document.published {
        let same = interval.start.year() == interval.end.year();
        return Dating {
            interval: Some(interval),
            year: same.then(|| interval.start.year()),
            stated: true,
            credible: None,
            evidence: Vec::new(),
            against: Vec::new(),
        };
    }
    let clues = clues::clues(document, sentences, times);
    let posterior = Posterior::of(clues.iter().map(|clue| &clue.likelihood));
    let Some((year, first, last)) = posterior.answer() else {
        // Without a clue the prior alone would speak.
        let credible = if clues.is_empty() { None } else { posterior.credible() };
        return Dating { credible, evidence: clues.iter().map(evidence).collect(), ..Dating::default() };
    };
    let (evidence_for, against): (Vec<&Clue>, Vec<&Clue>) =
        clues.iter().partition(|clue| clue.likelihood.supports(year));
    Dating {
        interval: interval(year, (first, last), &evidence_for),
        year: Some(year),
        stated: false,
        credible: None,
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

/// The days of a year that its clues leave: its likely months, not before the last date told.
fn interval(year: i16, (first, last): (i8, i8), clues: &[&Clue]) -> Option<Interval> {
    let mut start = Date::new(year, first, 1).ok()?;
    let mut end = Date::new(year, last, 1).ok()?.last_of_month();
    let months = Interval { start, end };
    for clue in clues {
        if let Some(earliest) = clue.earliest.filter(|day| day.year() == year) {
            start = start.max(earliest);
        }
        if let Some(latest) = clue.latest.filter(|day| day.year() == year) {
            end = end.min(latest);
        }
    }
    Some(if start <= end { Interval { start, end } } else { months })
}

#[cfg(test)]
mod tests;
