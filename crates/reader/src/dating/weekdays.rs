//! Days of the month with their weekday, which fall together once in five or six years.

use super::clues::{Clue, clue};
use super::posterior::Likelihood;
use crate::times::{Expression, Meaning, Part, YearOf};
use jiff::civil::{Date, Weekday};
use model::{Document, Sentence, Span};

/// The weekday that words begin with (`Tuesday, Sept. 13`).
pub(super) fn named(words: &str) -> Option<Weekday> {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let words = words.trim_start_matches(|first: char| !first.is_alphabetic()).to_ascii_lowercase();
    let index = names.iter().position(|name| words.starts_with(name))?;
    Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()
}

/// The month and day of a date without a year.
fn open_day(time: &Expression) -> Option<(i8, i8)> {
    match time.meaning {
        Meaning::Calendar { year: YearOf::Open, part: Part::Day(month, day), .. } => Some((month as i8, day as i8)),
        _ => None,
    }
}

/// `Tuesday, Sept. 13`, `Sept. 13 (Tuesday)`: the years in which that day falls so.
pub(super) fn weekdays(document: &Document, times: &[Expression], clues: &mut Vec<Clue>) {
    let mut seen: Vec<(i8, i8)> = Vec::new();
    for (index, time) in times.iter().enumerate() {
        let Some((month, day)) = open_day(time) else { continue };
        let bare = |other: &&Expression| {
            matches!(other.meaning, Meaning::Weekday { direction: None, .. }) && other.sentence == time.sentence
        };
        let between = |from: usize, to: usize| {
            document.text.get(from..to).is_some_and(|words| words.trim_matches([' ', ',', '(', ')']).is_empty())
        };
        let before = index.checked_sub(1).and_then(|at| times.get(at)).filter(bare);
        let after = times.get(index + 1).filter(bare);
        let beside = before
            .filter(|other| between(other.span.end, time.span.start))
            .or_else(|| after.filter(|other| between(time.span.end, other.span.start)));
        let (weekday, witnesses) = if time.rule == "times/weekday-date" {
            (named(time.span.of(&document.text)), vec![time.span])
        } else {
            match beside {
                Some(other) => (named(other.span.of(&document.text)), vec![time.span, other.span]),
                None => continue,
            }
        };
        let Some(weekday) = weekday else { continue };
        if seen.contains(&(month, day)) {
            continue;
        }
        seen.push((month, day));
        let falls = |year: i16| Date::new(year, month, day).is_ok_and(|date| date.weekday() == weekday);
        let likelihood = Likelihood::new(|year| if falls(year) { 1.0 } else { 0.05 });
        clues.push(clue("dating/weekday", time.span, witnesses, likelihood));
    }
}

/// How many bytes from the beginning a dateline may end.
const DATELINE: usize = 120;
/// How often the weekday that a dispatch first names is its own day, the day before it, … six days before it: a dispatch
/// tells what happened on its day or the day before. By judgement; a week ahead is as rare as long ago.
const TOLD_AFTER: [f64; 7] = [1.0, 0.4, 0.1, 0.06, 0.05, 0.06, 0.08];

/// `PORT VELLAN, July 18 (Agency) -- The minister said on Monday`: the dispatch is of a year in which its day is that
/// weekday, or the day after it.
pub(super) fn dateline(document: &Document, sentences: &[Sentence], times: &[Expression], clues: &mut Vec<Clue>) {
    let Some(first) = sentences.first() else { return };
    let Some((place, time, (month, day))) = times
        .iter()
        .enumerate()
        .take_while(|(_, time)| time.span.end <= first.span.start + DATELINE)
        .find_map(|(index, time)| Some((index, time, open_day(time)?)))
    else {
        return;
    };
    if time.rule == "times/weekday-date" || !closes(document, time.span) {
        return;
    }
    let told = times[place + 1..]
        .iter()
        .take_while(|other| other.sentence <= time.sentence + 1)
        .find(|other| matches!(other.meaning, Meaning::Weekday { direction: None, .. }) && !other.future);
    let Some(told) = told else { return };
    let Some(weekday) = named(told.span.of(&document.text)) else { return };
    let likelihood = Likelihood::new(|year| {
        let Ok(date) = Date::new(year, month, day) else { return 0.03 };
        let after = weekday.until(date.weekday());
        usize::try_from(after).ok().and_then(|after| TOLD_AFTER.get(after)).copied().unwrap_or(0.05)
    });
    clues.push(clue("dating/dateline-weekday", told.span, vec![time.span, told.span], likelihood));
}

/// True where a dash follows a date within a few words (`July 18 (Agency) --`, `17 March -`): a dateline's end.
fn closes(document: &Document, date: Span) -> bool {
    let after: String = document.text.get(date.end..).unwrap_or_default().chars().take(40).collect();
    let dash = ["--", " - ", "–", "—", " -"].iter().filter_map(|dash| after.find(dash)).min();
    dash.and_then(|end| after.get(..end)).is_some_and(|words| {
        let words = words.trim_matches([' ', ',', '.', ')']);
        words.is_empty() || words.trim_start_matches(',').trim_start().starts_with(['(', '/']) || words.len() < 12
    })
}
