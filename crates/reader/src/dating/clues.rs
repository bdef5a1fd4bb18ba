//! What the words say about the year in which they were written.

use super::genre::WORDS;
use super::posterior::Likelihood;
use super::{offices, sessions, terms};
use crate::times::{Anchor, Expression, Meaning, Part, Unit, YearOf, explicit_year};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
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
    // `by 2030` and `until 2025` lie ahead whatever the verb.
    let times: Vec<Expression> = times
        .iter()
        .map(|time| {
            let before = document.text.get(..time.span.start).unwrap_or_default().trim_end();
            let ahead = [" by", " until", " through", "By"].iter().any(|word| before.ends_with(word));
            Expression { future: time.future || ahead, ..time.clone() }
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
    let contrast = times.iter().any(|time| {
        matches!(
            time.meaning,
            Meaning::Calendar { year: YearOf::Open, part: Part::Month(_) | Part::Day(..) | Part::Days(..), .. }
        ) || from_publication(time) == Some(0)
    });
    latest_year(&told, contrast, &mut clues);
    ahead(&told, latest, &mut clues);
    for (index, sentence) in sentences.iter().enumerate() {
        let start = times.partition_point(|time| time.sentence < index);
        let end = times.partition_point(|time| time.sentence <= index);
        let here = &times[start..end];
        bound(document, sentence, here, &mut clues);
        provisional(document, sentence, here, &mut clues);
        ago(sentence, here, &mut clues);
    }
    if let Some(latest) = latest {
        pulls(times, latest, &mut clues);
    }
    weekdays(document, times, &mut clues);
    today(document, times, &mut clues);
    offices::offices(document, sentences, &mut clues);
    sessions::sessions(document, sentences, times, &mut clues);
    terms::terms(document, sentences, &mut clues);
    damped(clues)
}

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

/// How often the latest year told as past is so many years before the text's own, from none to eight: for a date with
/// month or day and for a bare year, each without and with dates of this year beside it, whose year writers leave out.
/// Counted in 274 dated articles of 2016 and of 2019 to 2022 from several papers, smoothed.
const LAGS: [[[f64; 9]; 2]; 2] = [
    [
        [0.30, 0.21, 0.13, 0.06, 0.04, 0.03, 0.025, 0.02, 0.015],
        [0.36, 0.31, 0.07, 0.05, 0.03, 0.025, 0.02, 0.015, 0.012],
    ],
    [
        [0.13, 0.11, 0.11, 0.09, 0.07, 0.055, 0.05, 0.04, 0.035],
        [0.13, 0.17, 0.12, 0.10, 0.08, 0.055, 0.045, 0.035, 0.03],
    ],
];

/// The latest year told as past: the text is not older, and seldom much younger.
fn latest_year(told: &[(&Expression, i16)], contrast: bool, clues: &mut Vec<Clue>) {
    let past: Vec<&(&Expression, i16)> = told.iter().filter(|(time, _)| !time.future).collect();
    let Some(latest) = past.iter().map(|(_, year)| *year).max() else { return };
    let witnesses: Vec<&Expression> = past.iter().filter(|(_, year)| *year == latest).map(|(time, _)| *time).collect();
    // `on Friday, 22 July 2022`: only what is near is told with its weekday.
    let exact = witnesses.iter().find(|time| time.rule == "times/weekday-date");
    let dated = witnesses.iter().any(|time| !matches!(time.meaning, Meaning::Calendar { part: Part::Whole, .. }));
    let lags = &LAGS[usize::from(!dated)][usize::from(contrast)];
    let likelihood = Likelihood::new(|year| match usize::try_from(year - latest) {
        Ok(lag) if exact.is_some() => [0.75, 0.15, 0.03, 0.02].get(lag).copied().unwrap_or(0.01),
        Ok(lag) => lags.get(lag).copied().unwrap_or(lags[8] * 0.93f64.powi(lag as i32 - 8)),
        // A year ahead that was not seen to be ahead.
        Err(_) => 0.02 * 0.6f64.powi(i32::from(latest - year) - 1),
    });
    let earliest = witnesses.iter().filter_map(|time| begun(time)).max();
    let spans = witnesses.iter().map(|time| time.span).collect();
    let mut found = clue("dating/latest-year", witnesses[0].span, spans, likelihood);
    found.earliest = earliest;
    clues.push(found);
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
fn ahead(told: &[(&Expression, i16)], latest: Option<i16>, clues: &mut Vec<Clue>) {
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

/// How many years from the document's a time is, where it says so.
fn from_publication(time: &Expression) -> Option<i16> {
    match &time.meaning {
        Meaning::Calendar { year: YearOf::FromPublication(years), .. } => Some(*years),
        Meaning::Shifted { unit: Unit::Year, count, anchor: Anchor::Publication, .. } if count.abs() <= 1 => {
            Some(*count as i16)
        }
        _ => None,
    }
}

/// `all events in 2020 … in early November last year`: a relative year and an explicit one in one sentence.
fn bound(document: &Document, sentence: &Sentence, times: &[Expression], clues: &mut Vec<Clue>) {
    for relative in times {
        let Some(years) = from_publication(relative) else { continue };
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

/// `in 2001, 20 years ago`.
fn ago(sentence: &Sentence, times: &[Expression], clues: &mut Vec<Clue>) {
    for relative in times {
        let Meaning::Shifted { unit: Unit::Year, count, anchor: Anchor::Publication, .. } = relative.meaning else {
            continue;
        };
        if !(-200..=-2).contains(&count) {
            continue;
        }
        let close = times.iter().find_map(|time| {
            let year = explicit_year(time)?;
            let gap = time.span.start.max(relative.span.start) - time.span.end.min(relative.span.end);
            (gap <= 4 && (1800..=2100).contains(&year)).then_some((time, year))
        });
        if let Some((time, year)) = close {
            let published = year - count as i16;
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

/// `Tuesday, Sept. 13`, `Sept. 13 (Tuesday)`: the years in which that day falls so.
fn weekdays(document: &Document, times: &[Expression], clues: &mut Vec<Clue>) {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let named = |words: &str| {
        let words = words.trim_start_matches(|first: char| !first.is_alphabetic()).to_ascii_lowercase();
        names.iter().position(|name| words.starts_with(name)).map(|index| index as i8)
    };
    let open_day = |time: &Expression| match time.meaning {
        Meaning::Calendar { year: YearOf::Open, part: Part::Day(month, day), .. } => Some((month as i8, day as i8)),
        _ => None,
    };
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
        let Some(Ok(weekday)) = weekday.map(Weekday::from_monday_zero_offset) else { continue };
        if seen.contains(&(month, day)) {
            continue;
        }
        seen.push((month, day));
        let falls = |year: i16| Date::new(year, month, day).is_ok_and(|date| date.weekday() == weekday);
        let likelihood = Likelihood::new(|year| if falls(year) { 1.0 } else { 0.05 });
        clues.push(clue("dating/weekday", time.span, witnesses, likelihood));
    }
}
