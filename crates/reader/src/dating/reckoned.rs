//! Times reckoned from an event whose date is known: `ten years after the tsunami`, `since the invasion in February`.

use super::clues::{Clue, clue, from_publication, gap, month};
use super::posterior::Likelihood;
use super::terms::{self, Event};
use crate::numbers::{Line, NUMBERS};
use crate::times::Expression;
use model::{Document, Sentence};

/// How many pieces before an event's name the time that has passed may stand.
const REACH: usize = 10;
/// Words between the time that has passed and the event.
const LINKS: [&str; 14] = [
    "after",
    "since",
    "into",
    "of",
    "from",
    "following",
    "hiatus",
    "break",
    "gap",
    "absence",
    "interruption",
    "suspension",
    "due",
    "because",
];

/// Clues from events told with the time that has passed since, or with their month.
pub(super) fn reckoned(document: &Document, sentences: &[Sentence], times: &[Expression], clues: &mut Vec<Clue>) {
    let mut seen: Vec<(&'static str, i64)> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let line = Line::new(&document.text, sentence);
        let start = times.partition_point(|time| time.sentence < index);
        let end = times.partition_point(|time| time.sentence <= index);
        for at in 0..line.len() {
            let Some((term, after)) = terms::at(&line, at) else { continue };
            let Some(event) = term.event else { continue };
            let name = line.span(at, after);
            if let Some((passed, unit, from)) = passed(&line, at) {
                let moment = event.moment() + passed;
                let key = ("dating/time-since", (moment * 12.0) as i64);
                if !seen.contains(&key) {
                    seen.push(key);
                    let likelihood = Likelihood::by_month(|start, end| since(moment, unit, start, end));
                    clues.push(clue(key.0, line.span(from, after), vec![line.span(from, after)], likelihood));
                }
            }
            // `the coup last year`, `the World Cup later this year`.
            let mut near = times[start..end].iter().filter(|time| gap(time.span, name) < NEAR);
            if let Some((told, years)) = near.find_map(|time| Some((time, from_publication(time)?))) {
                let key = ("dating/event-year", i64::from(event.year - years));
                if !seen.contains(&key) {
                    seen.push(key);
                    let likelihood = Likelihood::of(&[(event.year - years, 1.0)], 0.2);
                    clues.push(clue(key.0, sentence.span, vec![name, told.span], likelihood));
                }
            }
            let told =
                times[start..end].iter().find(|time| month(time).is_some_and(|month| event.month == Some(month)));
            if let Some(told) = told {
                let key = ("dating/event-month", (event.moment() * 12.0) as i64);
                if !seen.contains(&key) {
                    seen.push(key);
                    let likelihood = Likelihood::by_month(|start, _| within_a_year(event, start, told.future));
                    clues.push(clue(key.0, sentence.span, vec![name, told.span], likelihood));
                }
            }
        }
    }
}

/// How many bytes apart an event and the year that it is told to be of may stand.
const NEAR: usize = 14;

/// The time told to have passed since what stands at `at`: in years, with its unit in years and its first piece.
pub(super) fn passed(line: &Line, at: usize) -> Option<(f64, f64, usize)> {
    let first = at.saturating_sub(REACH);
    for from in (first..at).rev() {
        let (number, mut next) = match NUMBERS.number(line, from) {
            Some(number) if number.end <= at => (number.value, number.end),
            _ => continue,
        };
        // `two-year hiatus`.
        if line.dash(next) {
            next += 1;
        }
        let unit = match line.word(next) {
            "year" | "years" => 1.0,
            "decade" | "decades" => 10.0,
            "month" | "months" => 1.0 / 12.0,
            "week" | "weeks" => 7.0 / 365.0,
            _ => continue,
        };
        // `two years of age`, `thirteen-year-old`.
        let age = matches!(line.word(next + 1), "old")
            || line.dash(next + 1) && line.word(next + 2) == "old"
            || line.word(next + 1) == "of" && line.word(next + 2) == "age";
        if age {
            return None;
        }
        let linked = (next + 1..at).any(|link| LINKS.contains(&line.word(link)));
        let stopped = (next + 1..at).any(|link| matches!(line.word(link), ";" | ":" | "before" | "until"));
        return (linked && !stopped && (1.0..=200.0).contains(&number)).then_some((number * unit, unit, from));
    }
    None
}

/// How likely a text of the time from `start` to `end` says that an event's round count of units ended at `moment`.
fn since(moment: f64, unit: f64, start: f64, end: f64) -> f64 {
    // Years are counted up to the next, months and weeks roughly.
    let (early, late) = if unit >= 1.0 { (0.35 * unit, 0.8 * unit) } else { (0.1, 0.15) };
    let distance = f64::max(moment - early - end, start - moment - late).max(0.0);
    match distance {
        0.0 => 1.0,
        ..0.5 => 0.2,
        _ => 0.004,
    }
}

/// A month is written without its year within a year.
fn within_a_year(event: Event, start: f64, future: bool) -> f64 {
    let passed = if future { event.moment() - start } else { start - event.moment() };
    match passed {
        ..-0.05 => 0.02,
        ..0.95 => 1.0,
        ..1.5 => 0.2,
        _ => 0.12,
    }
}
