//! Time reckoned from a state's independence: `60 years of independence`, `the 50th Independence Day`.

use super::clues::{Clue, clue};
use super::posterior::Likelihood;
use super::{elections, reckoned};
use crate::data;
use crate::numbers::{Line, NUMBERS};
use crate::times::MONTHS;
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Years of independence by the state's code.
static INDEPENDENCE: LazyLock<FxHashMap<&'static str, i16>> = LazyLock::new(|| {
    let rows = data::rows("ontology/facts/independence.tsv", &["country", "year"]);
    rows.into_iter().filter_map(|row| Some((row[0], row[1].parse().ok()?))).collect()
});

/// How many pieces before the word its ordinal may stand: `the 50th anniversary of independence`.
const REACH: usize = 9;

/// Clues from the years that have passed since the independence of the state that the sentence names nearest to the word,
/// or else of the one that the text names most.
pub(super) fn independence(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    let mut named: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut told: Vec<(i16, Span, Option<&'static str>)> = Vec::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        let mut states: Vec<(usize, &'static str)> = Vec::new();
        let mut passed = None;
        let mut covered = 0;
        for at in 0..line.len() {
            // `Sudan` in `South Sudan` is no other state.
            if let Some((code, end)) = elections::state_at(&line, at).filter(|_| at >= covered) {
                covered = end;
                *named.entry(code).or_default() += 1;
                // `60 years of independence from France` names another state as well.
                if line.before(at, 1) != "from" && INDEPENDENCE.contains_key(code) {
                    states.push((at, code));
                }
            }
            if line.word(at) == "independence" && passed.is_none() {
                passed = count(&line, at).map(|(years, span)| (years, span, at));
            }
        }
        let Some((years, span, at)) = passed else { continue };
        let nearest = states.into_iter().min_by_key(|(state, _)| state.abs_diff(at));
        told.push((years, span, nearest.map(|(_, code)| code)));
    }
    let most = named.iter().max_by_key(|(_, count)| **count).map(|(code, _)| *code);
    for (years, span, state) in told {
        let Some(year) = state.or(most).and_then(|code| INDEPENDENCE.get(code)) else { continue };
        let year = year.saturating_add(years);
        let likelihood = Likelihood::of(&[(year, 1.0), (year - 1, 0.15), (year + 1, 0.08)], 0.01);
        // A year that no text can be of tells nothing.
        if likelihood.strength() > 0.0 {
            clues.push(clue("dating/independence", span, vec![span], likelihood));
        }
    }
}

/// The years of independence that the words around `at` count, with the words that say so.
fn count(line: &Line, at: usize) -> Option<(i16, Span)> {
    let ordinal = (at.saturating_sub(REACH)..at).find_map(|first| {
        let (count, next) = NUMBERS.ordinal(line, first)?;
        anniversary(line, first, next, at).then_some((count, line.span(first, at + 1)))
    });
    let (years, span) = ordinal.or_else(|| {
        let (passed, unit, first) = reckoned::passed(line, at)?;
        (unit >= 1.0).then(|| (passed as u32, line.span(first, at + 1)))
    })?;
    // In the first years `two years after independence` is often of somebody else's.
    i16::try_from(years).ok().filter(|years| (5..=300).contains(years)).map(|years| (years, span))
}

/// True where the ordinal that stands from `first` to `next` counts the independence named at `at`: `the 50th Ukrainian
/// Independence Day`, `the 25th anniversary of independence`, but not `the 24th of August, Independence Day`.
fn anniversary(line: &Line, first: usize, next: usize, at: usize) -> bool {
    // `the August 24th Independence Day`
    if MONTHS.contains(&line.before(first, 1)) {
        return false;
    }
    let counted = match elections::state_at(line, next) {
        Some((_, end)) => end,
        None => next + usize::from(line.word(next) == "national"),
    };
    // `its 10th anniversary on Independence Day` is of something else.
    let linked = |word: usize| !matches!(line.word(word), "," | ";" | ":" | "and" | "on" | "as" | "before" | "after");
    counted == at || line.word(counted) == "anniversary" && (counted + 1..at).all(linked)
}
