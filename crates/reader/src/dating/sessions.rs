//! The n-th meeting of a series, a meeting at a place, and the n-th anniversary of an event.

use super::clues::{Clue, clue};
use super::posterior::Likelihood;
use super::terms;
use crate::data;
use crate::numbers::{Kind, Line, NUMBERS};
use crate::times::{Expression, explicit_year};
use model::{Document, Sentence};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    series: Vec<Series>,
}

/// A recurring meeting of `ontology/facts/series.toml`, as far as dating needs it.
#[derive(Deserialize)]
struct Series {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    session: Vec<Session>,
    /// Its names cut into pieces, the longest first.
    #[serde(skip)]
    names: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Session {
    #[serde(default)]
    number: Option<i16>,
    year: i16,
    #[serde(default)]
    place: String,
}

static SERIES: LazyLock<Vec<Series>> = LazyLock::new(|| {
    let text = data::file("ontology/facts/series.toml").unwrap_or_default();
    let file: File = toml::from_str(text).expect("series.toml is valid");
    let mut series = file.series;
    for one in &mut series {
        one.names = one.aliases.iter().chain([&one.name]).map(|name| terms::pieces(name)).collect();
        one.names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    }
    series
});

/// How many pieces before or after a name its number or place may stand.
const REACH: usize = 7;

/// Clues from meetings and anniversaries.
pub(super) fn sessions(document: &Document, sentences: &[Sentence], times: &[Expression], clues: &mut Vec<Clue>) {
    let mut seen: Vec<(&str, i16)> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let line = Line::new(&document.text, sentence);
        let start = times.partition_point(|time| time.sentence < index);
        let end = times.partition_point(|time| time.sentence <= index);
        for at in 0..line.len() {
            if line.word(at) == "anniversary" {
                clues.extend(anniversary(&line, at, sentence, &times[start..end]));
            }
            if line.kind(at) != Some(Kind::Word) || !line.capital(at) {
                continue;
            }
            for series in SERIES.iter() {
                let Some(name) = series.names.iter().find(|name| terms::stand(&line, at, name)) else { continue };
                // What the table of dated terms knows by itself is left to it.
                if terms::at(&line, at).is_some() {
                    continue;
                }
                if let Some((year, from, to)) = session(&line, at, at + name.len(), series)
                    && !seen.contains(&(&series.name, year))
                {
                    seen.push((&series.name, year));
                    let span = line.span(from, to);
                    let likelihood =
                        Likelihood::of(&[(year, 1.0), (year - 1, 0.5), (year + 1, 0.6), (year + 2, 0.25)], 0.08);
                    clues.push(clue("dating/session", span, vec![span], likelihood));
                }
            }
        }
    }
}

/// The year of the session named at `start..end`: by its number, else by its place; with the pieces that say so.
fn session(line: &Line, start: usize, end: usize, series: &Series) -> Option<(i16, usize, usize)> {
    // `COP26`, `COP 26`.
    let short = line.original(start).chars().all(char::is_uppercase) && end == start + 1;
    if let Some(number) = line.digits(end).filter(|number| line.glued(end) || short && *number < 100) {
        return Some((series.year(i16::try_from(number).ok()?)?, start, end + 1));
    }
    for at in (start.saturating_sub(REACH)..start).rev() {
        if matches!(line.word(at), "," | ";" | "and") {
            break;
        }
        if let Some((number, after)) = NUMBERS.ordinal(line, at)
            && after <= start
            && let Some(year) = i16::try_from(number).ok().and_then(|number| series.year(number))
        {
            return Some((year, at, end));
        }
    }
    // `the G20 summit in Hangzhou`: only a place that held one.
    for at in end..(end + REACH).min(line.len()) {
        if line.word(at) != "in" {
            continue;
        }
        let held: Vec<i16> = series
            .session
            .iter()
            .filter(|session| !session.place.is_empty())
            .filter(|session| terms::stand(line, at + 1, &terms::pieces(&session.place)))
            .map(|session| session.year)
            .collect();
        if let [year] = held[..] {
            return Some((year, start, at + 2));
        }
    }
    None
}

impl Series {
    /// The year of a session: as listed, or counted on where the listed ones follow each other yearly.
    fn year(&self, number: i16) -> Option<i16> {
        let numbered = || self.session.iter().filter_map(|session| Some((session.number?, session.year)));
        if let Some((_, year)) = numbered().find(|(known, _)| *known == number) {
            return Some(year);
        }
        let (nearest, year) = numbered().min_by_key(|(known, _)| (known - number).abs())?;
        let (first, last) = (numbered().next()?, numbered().next_back()?);
        let yearly = last.0 > first.0 && last.1 - first.1 == last.0 - first.0;
        (yearly && (nearest - number).abs() <= 5).then_some(year + number - nearest)
    }
}

/// `the 20th anniversary of the 2001 attacks`, `the 25th anniversary of the fall of the Berlin Wall`.
fn anniversary(line: &Line, at: usize, sentence: &Sentence, times: &[Expression]) -> Option<Clue> {
    let count = (at.saturating_sub(3)..at).find_map(|before| {
        let (count, end) = NUMBERS.ordinal(line, before)?;
        (end == at || end + 1 == at).then_some(count)
    })?;
    let count = i16::try_from(count).ok().filter(|count| (1..=300).contains(count))?;
    let after = line.span(at, at + 1).end;
    let written = times
        .iter()
        .filter(|time| time.span.start > after && time.span.start < after + 60)
        .find_map(|time| Some((time.span, explicit_year(time)?)));
    let event = || {
        let near = (at.saturating_sub(12)..at).rev().chain(at + 1..(at + 14).min(line.len()));
        near.filter_map(|index| Some((index, terms::at(line, index)?)))
            .find_map(|(index, (term, end))| Some((line.span(index, end), term.event?.year)))
    };
    let (witness, year) = written.or_else(event)?;
    let year = year.checked_add(count)?;
    let likelihood = Likelihood::of(&[(year, 1.0), (year - 1, 0.15), (year + 1, 0.05)], 0.008);
    Some(clue("dating/anniversary", sentence.span, vec![witness], likelihood))
}
