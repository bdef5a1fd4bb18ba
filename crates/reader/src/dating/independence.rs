//! Time reckoned from a state's independence: `60 years of independence`, `the 50th Independence Day`.

use super::clues::{Clue, clue};
use super::posterior::Likelihood;
use super::{elections, reckoned};
use crate::data;
use crate::numbers::{Line, NUMBERS};
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

/// Clues from the years that have passed since the independence of the state that the sentence names, or else of the one
/// that the text names most.
pub(super) fn independence(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    let mut named: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut told: Vec<(i16, Span, Option<&'static str>)> = Vec::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        let mut state = None;
        let mut passed = None;
        for at in 0..line.len() {
            if let Some(code) = elections::state_at(&line, at) {
                *named.entry(code).or_default() += 1;
                state = state.or(Some(code));
            }
            if line.word(at) == "independence" && passed.is_none() {
                passed = count(&line, at);
            }
        }
        told.extend(passed.map(|(years, span)| (years, span, state)));
    }
    let most = named.iter().max_by_key(|(_, count)| **count).map(|(code, _)| *code);
    for (years, span, state) in told {
        // `60 years of independence from France` names another state as well.
        let states = state.into_iter().chain(most);
        let Some(year) = states.filter_map(|code| INDEPENDENCE.get(code)).next_back() else { continue };
        let year = year.saturating_add(years);
        let likelihood = Likelihood::of(&[(year, 1.0), (year - 1, 0.15), (year + 1, 0.08)], 0.01);
        clues.push(clue("dating/independence", span, vec![span], likelihood));
    }
}

/// The years of independence that the words around `at` count, with the words that say so.
fn count(line: &Line, at: usize) -> Option<(i16, Span)> {
    let anniversary = |first: usize| (first..at + 3).any(|word| matches!(line.word(word), "anniversary" | "day"));
    let ordinal = (at.saturating_sub(REACH)..at).find_map(|first| {
        let (count, _) = NUMBERS.ordinal(line, first)?;
        anniversary(first).then_some((count, line.span(first, at + 1)))
    });
    let (years, span) = ordinal.or_else(|| {
        let (passed, unit, first) = reckoned::passed(line, at)?;
        (unit >= 1.0).then(|| (passed as u32, line.span(first, at + 1)))
    })?;
    // In the first years `two years after independence` is often of somebody else's.
    i16::try_from(years).ok().filter(|years| (5..=300).contains(years)).map(|years| (years, span))
}
