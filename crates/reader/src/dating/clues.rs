//! What the words say about the year in which they were written.

use super::genre::WORDS;
use super::offices;
use super::terms;
use crate::times::{Anchor, Expression, Meaning, Part, Unit, YearOf, explicit_year};
use jiff::civil::{Date, Weekday};
use model::{Document, Sentence, Span};
use std::collections::BTreeMap;

/// A clue: years with weights, and the words that it rests on.
pub(super) struct Clue {
    pub rule: &'static str,
    /// The sentence or words to show.
    pub span: Span,
    pub witnesses: Vec<Span>,
    /// Years with what they gain; negative weights speak against a year.
    pub votes: Vec<(i16, f64)>,
    /// No earlier than this day.
    pub earliest: Option<Date>,
    /// No later than this day.
    pub latest: Option<Date>,
}

impl Clue {
    /// True where the clue's weightiest year is this one, or the year is among its best.
    pub fn supports(&self, year: i16) -> bool {
        let best = self.votes.iter().map(|(_, weight)| *weight).fold(f64::MIN, f64::max);
        self.votes.iter().any(|(voted, weight)| *voted == year && *weight >= best - 0.35 && *weight > 0.0)
    }
}

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
            let year = match &time.meaning {
                Meaning::Range(first, _) if matches!(**first, Meaning::Calendar { part: Part::Whole, .. }) => {
                    explicit_year(time.parts.first()?)
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
        bound(sentence, here, &mut clues);
        provisional(document, sentence, here, &mut clues);
        ago(sentence, here, &mut clues);
        anniversary(document, sentence, here, &mut clues);
    }
    if let Some(latest) = latest {
        pulls(times, latest, &mut clues);
    }
    weekdays(document, times, latest, &mut clues);
    offices::offices(document, sentences, latest, &mut clues);
    terms::terms(document, sentences, &mut clues);
    clues
}

fn clue(rule: &'static str, span: Span, witnesses: Vec<Span>, votes: Vec<(i16, f64)>) -> Clue {
    Clue { rule, span, witnesses, votes, earliest: None, latest: None }
}

/// A full date in the first words: a dateline that was not set apart.
fn dateline(sentences: &[Sentence], times: &[Expression], clues: &mut Vec<Clue>) {
    let Some(first) = sentences.first() else { return };
    let Some(time) = times.first().filter(|time| time.sentence == 0 && time.span.end <= first.span.start + 60) else {
        return;
    };
    if let Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Day(month, day), .. } = time.meaning {
        let mut found = clue("dating/dateline", time.span, vec![time.span], vec![(year, 2.5)]);
        found.earliest = Date::new(year, month as i8, day as i8).ok();
        clues.push(found);
    }
}

/// The latest year told as past: the text is not older, and seldom much younger.
fn latest_year(told: &[(&Expression, i16)], contrast: bool, clues: &mut Vec<Clue>) {
    let past: Vec<&(&Expression, i16)> = told.iter().filter(|(time, _)| !time.future).collect();
    let Some(latest) = past.iter().map(|(_, year)| *year).max() else { return };
    let witnesses: Vec<&Expression> = past.iter().filter(|(_, year)| *year == latest).map(|(time, _)| *time).collect();
    // Writers leave the year out of this year's dates: beside bare months and `this year`, a written year is another one.
    let (mut same, mut next) = (0.4, 0.4);
    for time in witnesses.iter().take(3) {
        let dated = matches!(
            time.meaning,
            Meaning::Calendar { part: Part::Day(..) | Part::Month(_) | Part::Quarter(_) | Part::Season(_), .. }
        );
        let (to_same, to_next) = match (dated, contrast, time.adverbial) {
            (true, true, _) => (0.1, 0.45),
            (true, false, _) => (0.3, 0.3),
            (false, _, false) => (0.45, 0.15),
            (false, true, true) => (0.2, 0.4),
            (false, false, true) => (0.3, 0.3),
        };
        same += to_same;
        next += to_next;
    }
    // Texts on line are seldom older than that; a history of an old year is not of that year.
    let weight = if latest < 1995 { 0.5 } else { 1.0 };
    let mut votes = vec![(latest, same * weight), (latest + 1, next * weight), (latest + 2, 0.2), (latest + 3, 0.1)];
    votes.extend((1..=12).map(|back| (latest - back, -3.0)));
    let earliest = witnesses
        .iter()
        .filter_map(|time| match time.meaning {
            Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Day(month, day), .. } => {
                Date::new(year, month as i8, day as i8).ok()
            }
            Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Month(month), .. } => {
                Date::new(year, month as i8, 1).ok()
            }
            _ => None,
        })
        .max();
    let mut found =
        clue("dating/latest-year", witnesses[0].span, witnesses.iter().map(|time| time.span).collect(), votes);
    found.earliest = earliest;
    clues.push(found);
}

/// A year that lies ahead: the text is not younger.
fn ahead(told: &[(&Expression, i16)], latest: Option<i16>, clues: &mut Vec<Clue>) {
    let mut years: BTreeMap<i16, Vec<Span>> = BTreeMap::new();
    for (time, year) in told.iter().filter(|(time, year)| time.future && latest.is_none_or(|latest| *year >= latest)) {
        years.entry(*year).or_default().push(time.span);
    }
    let Some((&year, spans)) = years.iter().next() else { return };
    let mut votes = vec![(year, 0.4), (year - 1, 0.4), (year - 2, 0.2)];
    votes.extend((1..=4).map(|after| (year + after, -0.4)));
    clues.push(clue("dating/year-ahead", spans[0], spans.clone(), votes));
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
fn bound(sentence: &Sentence, times: &[Expression], clues: &mut Vec<Clue>) {
    for relative in times {
        let Some(years) = from_publication(relative) else { continue };
        let explicit = times
            .iter()
            .filter(|time| !time.future)
            .filter_map(|time| Some((time, explicit_year(time).filter(|year| (1950..=2100).contains(year))?)));
        let Some((time, year)) = explicit.max_by_key(|(_, year)| *year) else { continue };
        // A whole year beside a part of `last year` names the same year; otherwise it is often the one compared with.
        let part = matches!(relative.meaning, Meaning::Calendar { .. });
        let published = year - years;
        // `this year` beside a written year is hardly that year.
        let votes = match (years, part) {
            (-1, true) => vec![(published, 1.8), (published + 1, 0.2)],
            (-1, false) => vec![(published, 0.6), (published + 1, 0.4)],
            _ => vec![(published, 0.3), (published + 1, 0.5)],
        };
        clues.push(clue("dating/relative-year", sentence.span, vec![time.span, relative.span], votes));
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
    let mut found =
        clue("dating/preliminary-figures", sentence.span, vec![time.span], vec![(year, 0.6), (year + 1, 0.6)]);
    // In the year after, figures stay preliminary for a quarter or so.
    found.latest = Date::new(year + 1, 3, 31).ok();
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
        let close = times.iter().filter_map(|time| {
            let year = explicit_year(time)?;
            let gap = time.span.start.max(relative.span.start) - time.span.end.min(relative.span.end);
            (gap <= 4 && (1800..=2100).contains(&year)).then_some((time, year))
        });
        if let Some((time, year)) = close.into_iter().next() {
            let published = year - count as i16;
            clues.push(clue("dating/years-ago", sentence.span, vec![time.span, relative.span], vec![(published, 1.5)]));
        }
    }
}

/// `the 20th anniversary of the 2001 attacks`, `20 years after the 1991 war`.
fn anniversary(document: &Document, sentence: &Sentence, times: &[Expression], clues: &mut Vec<Clue>) {
    let text = sentence.span.of(&document.text);
    let Some(at) = text.to_ascii_lowercase().find(" anniversary of") else { return };
    let before = text[..at].rsplit([' ', '-']).next().unwrap_or_default();
    let digits: String = before.chars().take_while(char::is_ascii_digit).collect();
    let Ok(count) = digits.parse::<i16>() else { return };
    let after = sentence.span.start + at;
    if let Some((time, year)) = times
        .iter()
        .filter(|time| time.span.start > after && time.span.start < after + 60)
        .find_map(|time| Some((time, explicit_year(time)?)))
    {
        let votes = vec![(year + count, 1.5)];
        clues.push(clue("dating/anniversary", sentence.span, vec![time.span], votes));
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
        clues.push(clue("dating/this-year", *first, this.clone(), vec![(latest, 0.1)]));
    }
    if let Some(first) = last.first() {
        clues.push(clue("dating/last-year", *first, last.clone(), vec![(latest + 1, 0.3)]));
    }
}

/// `Tuesday, Sept. 13`: the years in which that day falls so.
fn weekdays(document: &Document, times: &[Expression], latest: Option<i16>, clues: &mut Vec<Clue>) {
    for time in times.iter().filter(|time| time.rule == "times/weekday-date") {
        let Meaning::Calendar { year: YearOf::Open, part: Part::Day(month, day), .. } = time.meaning else { continue };
        let words = time.span.of(&document.text).to_ascii_lowercase();
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let Some(weekday) = names.iter().position(|name| words.starts_with(name)) else { continue };
        let Ok(weekday) = Weekday::from_monday_zero_offset(weekday as i8) else { continue };
        let from = latest.unwrap_or(2000) - 1;
        let votes: Vec<(i16, f64)> = (from..from + 8)
            .filter(|year| Date::new(*year, month as i8, day as i8).is_ok_and(|date| date.weekday() == weekday))
            .map(|year| (year, 1.0))
            .collect();
        clues.push(clue("dating/weekday", time.span, vec![time.span], votes));
    }
}
