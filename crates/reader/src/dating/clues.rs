//! What the words say about the year in which they were written.

use super::genre::WORDS;
use super::posterior::Likelihood;
use super::{ages, elections, independence, offices, persons, reckoned, sessions, terms, weekdays, years};
use crate::times::{Anchor, Expression, Meaning, Part, Unit, YearOf, explicit_year};
use jiff::ToSpan;
use jiff::civil::Date;
use model::{Document, Sentence, Span};
use std::collections::BTreeMap;

/// A clue: how likely its words are in a text of each year, and the words that it rests on.
pub(super) struct Clue {
    pub rule: &'static str,
    /// The sentence or words to show.
    pub span: Span,
    pub witnesses: Vec<Span>,
    pub likelihood: Likelihood,
    /// No earlier than this day.
    pub earliest: Option<Date>,
    /// No later than this day.
    pub latest: Option<Date>,
}

/// The share of their say that further clues of one rule keep: the first counts whole.
const DAMPING: [f64; 8] = [1.0, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

/// Every clue of a document, in order of rule.
pub(super) fn clues(document: &Document, sentences: &[Sentence], times: &[Expression]) -> Vec<Clue> {
    let mut clues = Vec::new();
    let times: Vec<Expression> = times
        .iter()
        .map(|time| {
            let sentence = sentences.get(time.sentence);
            let future = time.future || sentence.is_some_and(|sentence| lies_ahead(document, sentence, time));
            Expression { future, ..time.clone() }
        })
        .collect();
    let times = times.as_slice();
    let told: Vec<(&Expression, i16)> = times
        .iter()
        .filter_map(|time| {
            // Of `2020-2030` only the beginning has surely come.
            let first = time.parts.first().and_then(explicit_year);
            let year = match &time.meaning {
                Meaning::Range(..) => {
                    let last = explicit_year(time);
                    // A range told backwards is none.
                    first.filter(|first| last.is_none_or(|last| *first <= last)).or(if first.is_none() {
                        last
                    } else {
                        None
                    })
                }
                _ => explicit_year(time),
            };
            Some((time, year.filter(|year| (1950..=2100).contains(year))?))
        })
        .collect();
    dateline(sentences, times, &mut clues);
    let latest = told.iter().filter(|(time, _)| !time.future).map(|(_, year)| *year).max();
    years::latest_year(document, sentences, &told, &mut clues);
    years::ahead(document, sentences, &told, latest, &mut clues);
    let (mut bounds, mut agos) = (Vec::new(), Vec::new());
    for (index, sentence) in sentences.iter().enumerate() {
        let start = times.partition_point(|time| time.sentence < index);
        let end = times.partition_point(|time| time.sentence <= index);
        let here = &times[start..end];
        bound(document, sentence, here, &mut bounds, &mut clues);
        provisional(document, sentence, here, &mut clues);
        ago(sentence, here, &mut agos, &mut clues);
    }
    if let Some(latest) = latest {
        pulls(times, latest, &mut clues);
    }
    weekdays::weekdays(document, times, &mut clues);
    weekdays::dateline(document, sentences, times, &mut clues);
    today(document, times, &mut clues);
    offices::offices(document, sentences, &mut clues);
    persons::persons(document, sentences, &mut clues);
    sessions::sessions(document, sentences, times, &mut clues);
    elections::elections(document, sentences, times, &mut clues);
    terms::terms(document, sentences, &mut clues);
    reckoned::reckoned(document, sentences, times, &mut clues);
    independence::independence(document, sentences, &mut clues);
    ages::ages(document, sentences, &mut clues);
    damped(clues)
}

/// True where the words before a time say that it has not come, whatever the verb: `by 2030`, `candidates for the 2028
/// election`; but not `they stayed there until 1991`.
fn lies_ahead(document: &Document, sentence: &Sentence, time: &Expression) -> bool {
    let before = document.text.get(sentence.span.start..time.span.start).unwrap_or_default().trim_end();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    match last {
        "by" | "By" => return true,
        "until" | "Until" | "through" | "Through" => {
            return crate::times::verb_looks_ahead(sentence, time.span).unwrap_or(true);
        }
        _ => {}
    }
    awaited(document, sentence, time) || plan(document, sentence, time, &WORDS.target_phrases)
}

/// True where an event of that time is told as to come soon: `ahead of the 2022 World Cup`, `candidates for 2028`.
pub(super) fn awaited(document: &Document, sentence: &Sentence, time: &Expression) -> bool {
    plan(document, sentence, time, &WORDS.awaiting_phrases)
}

/// True where one of some phrases stands a few words before a time, and binds it.
fn plan(document: &Document, sentence: &Sentence, time: &Expression, phrases: &[String]) -> bool {
    let before = document.text.get(sentence.span.start..time.span.start).unwrap_or_default().trim_end();
    // Only what a few words bind to the time.
    let near: Vec<&str> = before.split_whitespace().rev().take(PLAN_REACH).collect();
    let near = near.into_iter().rev().collect::<Vec<_>>().join(" ").to_lowercase();
    phrases.iter().any(|phrase| {
        near.rmatch_indices(phrase.as_str()).any(|(at, _)| {
            let after = near.get(at + phrase.len()..).unwrap_or_default();
            // `set for 2013` is a plan, `set forth in 2013` none.
            let whole =
                (at == 0 || near.as_bytes().get(at - 1) == Some(&b' ')) && !after.starts_with(char::is_alphanumeric);
            whole && !after.contains([',', ';', '.'])
        })
    })
}

/// How many words before a time a phrase that looks ahead may begin.
const PLAN_REACH: usize = 7;

/// The clues of one rule support each other less and less: the strongest counts whole.
fn damped(mut clues: Vec<Clue>) -> Vec<Clue> {
    let mut order: Vec<usize> = (0..clues.len()).collect();
    order.sort_by(|&a, &b| clues[b].likelihood.strength().total_cmp(&clues[a].likelihood.strength()).then(a.cmp(&b)));
    let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
    for index in order {
        let rank = seen.entry(clues[index].rule).or_default();
        let share = DAMPING.get(*rank).or(DAMPING.last()).copied().unwrap_or(1.0);
        *rank += 1;
        let Clue { earliest, latest, .. } = clues[index];
        clues[index].likelihood = clues[index].likelihood.damped(share).within(earliest, latest);
    }
    clues
}

pub(super) fn clue(rule: &'static str, span: Span, witnesses: Vec<Span>, likelihood: Likelihood) -> Clue {
    Clue { rule, span, witnesses, likelihood, earliest: None, latest: None }
}

/// A full date in the first words: a dateline that was not set apart.
fn dateline(sentences: &[Sentence], times: &[Expression], clues: &mut Vec<Clue>) {
    let Some(first) = sentences.first() else { return };
    let Some(time) = times.first().filter(|time| time.sentence == 0 && time.span.end <= first.span.start + 60) else {
        return;
    };
    if let Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Day(month, day), .. } = time.meaning {
        let likelihood = Likelihood::of(&[(year, 1.0), (year + 1, 0.12)], 0.04);
        let mut found = clue("dating/dateline", time.span, vec![time.span], likelihood);
        found.earliest = Date::new(year, month as i8, day as i8).ok();
        clues.push(found);
    }
}

/// How many years from the document's a time is, where it says so.
pub(super) fn from_publication(time: &Expression) -> Option<i16> {
    match &time.meaning {
        Meaning::Calendar { year: YearOf::FromPublication(years), .. } => Some(*years),
        Meaning::Shifted { unit: Unit::Year, count, anchor: Anchor::Publication, .. } if count.abs() <= 1 => {
            Some(*count as i16)
        }
        _ => None,
    }
}

/// `all events in 2020 … in early November last year`: a relative year and an explicit one in one sentence.
///
/// `seen` holds the readings that are clues already: the year written, the relative one, and how they stand together.
fn bound(
    document: &Document,
    sentence: &Sentence,
    times: &[Expression],
    seen: &mut Vec<(i16, i16, Beside)>,
    clues: &mut Vec<Clue>,
) {
    for relative in times {
        let Some(years) = from_publication(relative) else { continue };
        // `this year (2022)`, `the end of this year 2022`, `last year, 2021`: the same year twice.
        let same = times.iter().find_map(|time| {
            let year = explicit_year(time)?;
            let between = document.text.get(relative.span.end..time.span.start)?;
            (between.len() <= 3 && between.trim_matches([' ', ',', '(']).is_empty()).then_some((time, year))
        });
        if let Some((time, year)) = same {
            if !new(seen, (year, years, Beside::Same)) {
                continue;
            }
            let likelihood = Likelihood::of(&[(year - years, 1.0)], 0.02);
            clues.push(clue("dating/relative-year", sentence.span, vec![time.span, relative.span], likelihood));
            continue;
        }
        let explicit = times
            .iter()
            .filter(|time| !time.future)
            .filter_map(|time| Some((time, explicit_year(time).filter(|year| (1950..=2100).contains(year))?)));
        let Some((time, year)) = explicit.max_by_key(|(_, year)| *year) else { continue };
        // A whole year beside a part of `last year` names the same year; otherwise it is often the one compared with.
        let part = matches!(relative.meaning, Meaning::Calendar { .. });
        // `up from November last year` compares with another year; what is only told in a part of it is of that year.
        let before = document.text.get(sentence.span.start..relative.span.start).unwrap_or_default().to_lowercase();
        let compared =
            before.split_whitespace().rev().take(5).any(|word| WORDS.comparing_words.iter().any(|other| other == word));
        if !new(seen, (year, years, Beside::Other { part, compared })) {
            continue;
        }
        let likelihood = match (years, part) {
            (-1, true) if !compared => Likelihood::of(&[(year + 1, 1.0), (year + 2, 0.2)], 0.02),
            (-1, true) => Likelihood::of(&[(year + 1, 1.0), (year + 2, 0.3)], 0.06),
            (-1, false) => Likelihood::of(&[(year + 1, 0.6), (year + 2, 1.0), (year, 0.2), (year + 3, 0.6)], 0.25),
            // `this year` beside a written year is hardly that year.
            (0, _) => Likelihood::of(&[(year, 0.35), (year + 1, 1.0), (year + 2, 0.5), (year + 3, 0.4)], 0.2),
            _ => Likelihood::of(&[(year, 1.0), (year + 1, 0.6), (year - 1, 0.3)], 0.2),
        };
        clues.push(clue("dating/relative-year", sentence.span, vec![time.span, relative.span], likelihood));
    }
}

/// How a relative year stands to a written one in its sentence.
#[derive(PartialEq)]
enum Beside {
    /// The same year twice.
    Same,
    /// Another: whether it is the relative year or a part of it, and whether it is compared with.
    Other { part: bool, compared: bool },
}

/// Keeps a reading that was not seen before. One that comes back says nothing new.
fn new<T: PartialEq>(seen: &mut Vec<T>, reading: T) -> bool {
    let new = !seen.contains(&reading);
    if new {
        seen.push(reading);
    }
    new
}

/// How many bytes stand between two spans; none where they touch or overlap.
pub(super) fn gap(one: Span, other: Span) -> usize {
    one.start.max(other.start).saturating_sub(one.end.min(other.end))
}

/// The month of a date without a year.
pub(super) fn month(time: &Expression) -> Option<u8> {
    match time.meaning {
        Meaning::Calendar { year: YearOf::Open, part: Part::Month(month) | Part::Day(month, _), .. } => Some(month),
        _ => None,
    }
}

/// Figures of a period that are still preliminary: the text follows it within months.
fn provisional(document: &Document, sentence: &Sentence, times: &[Expression], clues: &mut Vec<Clue>) {
    let lower = sentence.span.of(&document.text).to_lowercase();
    if !WORDS.provisional_words.iter().any(|word| lower.contains(word.as_str())) {
        return;
    }
    let Some((time, year)) =
        times.iter().filter_map(|time| Some((time, explicit_year(time)?))).max_by_key(|pair| pair.1)
    else {
        return;
    };
    let likelihood = Likelihood::of(&[(year, 1.0), (year + 1, 1.0)], 0.3);
    let mut found = clue("dating/preliminary-figures", sentence.span, vec![time.span], likelihood);
    // In the year after, figures stay preliminary for a quarter or so.
    found.latest = Date::new(year.saturating_add(1), 3, 31).ok();
    clues.push(found);
}

/// `in 2001, 20 years ago`. `seen` holds the years that are clues already.
fn ago(sentence: &Sentence, times: &[Expression], seen: &mut Vec<i16>, clues: &mut Vec<Clue>) {
    for relative in times {
        let Meaning::Shifted { unit: Unit::Year, count, anchor: Anchor::Publication, .. } = relative.meaning else {
            continue;
        };
        if !(-200..=-2).contains(&count) {
            continue;
        }
        let close = times.iter().find_map(|time| {
            let year = explicit_year(time)?;
            (gap(time.span, relative.span) <= 4 && (1800..=2100).contains(&year)).then_some((time, year))
        });
        if let Some((time, year)) = close {
            let published = year - count as i16;
            if !new(seen, published) {
                continue;
            }
            let likelihood = Likelihood::of(&[(published, 1.0), (published - 1, 0.2), (published + 1, 0.2)], 0.06);
            clues.push(clue("dating/years-ago", sentence.span, vec![time.span, relative.span], likelihood));
        }
    }
}

/// `this year`, `in the last year` in a text whose latest year is Y pull toward Y; `last year` toward the year after.
fn pulls(times: &[Expression], latest: i16, clues: &mut Vec<Clue>) {
    let mut spans: [Vec<Span>; 2] = Default::default();
    for time in times {
        match (&time.meaning, from_publication(time)) {
            (_, Some(0)) => spans[0].push(time.span),
            (Meaning::Length { unit: Unit::Year, count: Some(1.0), placed: -1 }, _) => spans[0].push(time.span),
            (_, Some(-1)) => spans[1].push(time.span),
            _ => {}
        }
    }
    let [this, last] = spans;
    if let Some(first) = this.first() {
        let likelihood = Likelihood::of(&[(latest, 1.0)], 0.85);
        clues.push(Clue { earliest: None, ..clue("dating/this-year", *first, this.clone(), likelihood) });
    }
    if let Some(first) = last.first() {
        let likelihood = Likelihood::of(&[(latest + 1, 1.0), (latest + 2, 0.9)], 0.7);
        clues.push(clue("dating/last-year", *first, last.clone(), likelihood));
    }
}

/// `today (July 28, 2022)`, `yesterday, 27 July 2022`: the day of writing itself.
fn today(document: &Document, times: &[Expression], clues: &mut Vec<Clue>) {
    for pair in times.windows(2) {
        let [relative, day] = pair else { continue };
        let Meaning::Shifted { unit: Unit::Day, count, anchor: Anchor::Publication, .. } = relative.meaning else {
            continue;
        };
        let Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Day(month, number), .. } = day.meaning else {
            continue;
        };
        let between = document.text.get(relative.span.end..day.span.start).unwrap_or("-");
        if count.abs() > 1 || !between.trim_matches([' ', ',', '(']).is_empty() {
            continue;
        }
        let told = Date::new(year, month as i8, number as i8);
        let Some(written) = told.ok().and_then(|told| told.checked_sub(i64::from(count).days()).ok()) else { continue };
        let likelihood = Likelihood::of(&[(written.year(), 1.0)], 0.004);
        let mut found = clue("dating/today", day.span, vec![relative.span, day.span], likelihood);
        (found.earliest, found.latest) = (Some(written), Some(written));
        clues.push(found);
    }
}
