//! National elections told with their month or as near: `ontology/facts/elections.tsv` has when each state voted.

use super::clues::{Clue, clue, from_publication, month};
use super::posterior::Likelihood;
use super::terms;
use crate::data;
use crate::numbers::{Kind, Line};
use crate::times::{Expression, explicit_year};
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A name of a state.
struct State {
    pieces: Vec<String>,
    /// `US` is a state, `us` none.
    capitals: bool,
    code: &'static str,
}

/// Starts of the months of elections, as years with a fraction, by the state's code.
static ELECTIONS: LazyLock<FxHashMap<&'static str, Vec<f64>>> = LazyLock::new(|| {
    let rows = data::rows("ontology/facts/elections.tsv", &["country", "months"]);
    rows.into_iter().map(|row| (row[0], row[1].split('|').filter_map(month_start).collect())).collect()
});

fn month_start(written: &str) -> Option<f64> {
    let (year, month) = written.split_once('-')?;
    Some(year.parse::<f64>().ok()? + (month.parse::<f64>().ok()? - 1.0) / 12.0)
}

/// Names, adjectives, inhabitants and capitals of states, by their first word, the longest first.
static STATES: LazyLock<FxHashMap<String, Vec<State>>> = LazyLock::new(|| {
    let mut states: FxHashMap<String, Vec<State>> = FxHashMap::default();
    let columns = ["iso3", "name", "aliases", "adjectives", "inhabitants", "capitals"];
    for row in data::rows("ontology/actors/countries.tsv", &columns) {
        let names = row[1..].iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|name| !name.is_empty());
        for name in names {
            let pieces = terms::pieces(name);
            let capitals = name.chars().all(|letter| !letter.is_lowercase());
            let Some(first) = pieces.first().cloned() else { continue };
            states.entry(first).or_default().push(State { pieces, capitals, code: row[0] });
        }
    }
    // The order of a table's values does not matter here: each is sorted by itself.
    #[allow(clippy::iter_over_hash_type)]
    for names in states.values_mut() {
        names.sort_by(|a, b| b.pieces.len().cmp(&a.pieces.len()).then_with(|| a.code.cmp(b.code)));
    }
    states
});

/// The state named at a piece of a line, with the piece after its name.
pub(super) fn state_at(line: &Line, at: usize) -> Option<(&'static str, usize)> {
    if !line.capital(at) {
        return None;
    }
    let fits = |state: &&State| {
        terms::stand(line, at, &state.pieces)
            && (!state.capitals || line.original(at).chars().all(|letter| !letter.is_lowercase()))
    };
    STATES.get(line.word(at))?.iter().find(fits).map(|state| (state.code, at + state.pieces.len()))
}

/// True where a national election, or its like, is named.
fn election_at(line: &Line, at: usize) -> bool {
    let lower = line.word(at);
    let named = matches!(lower, "election" | "elections" | "polls" | "ballot" | "runoff")
        || lower == "run" && line.dash(at + 1) && line.word(at + 2) == "off";
    // Those of a town, a club or a region are held at other times.
    let other = (at.saturating_sub(3)..at).any(|before| {
        matches!(
            line.word(before),
            "local"
                | "municipal"
                | "regional"
                | "provincial"
                | "mayoral"
                | "state"
                | "opinion"
                | "gubernatorial"
                | "by"
        )
    });
    named && !other
}

/// Clues from elections told of the state that the text names most, or that the sentence names.
pub(super) fn elections(document: &Document, sentences: &[Sentence], times: &[Expression], clues: &mut Vec<Clue>) {
    let mut named: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut told: Vec<(usize, Span, Option<&'static str>)> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let line = Line::new(&document.text, sentence);
        let (mut election, mut state) = (None, None);
        for at in 0..line.len() {
            if line.kind(at) != Some(Kind::Word) {
                continue;
            }
            if let Some((code, _)) = state_at(&line, at) {
                *named.entry(code).or_default() += 1;
                state = state.or(Some(code));
            }
            if election.is_none() && election_at(&line, at) {
                election = Some(line.span(at, at + 1));
            }
        }
        told.extend(election.map(|span| (index, span, state)));
    }
    // A state that is named in passing is not the one that votes.
    let most = named.iter().max_by_key(|(_, count)| **count).filter(|(_, count)| **count > 1).map(|(code, _)| *code);
    let mut seen: Vec<(&str, Option<u8>, Option<i16>)> = Vec::new();
    for (index, span, state) in told {
        let Some(code) = state.or(most) else { continue };
        let Some(held) = ELECTIONS.get(code) else { continue };
        let start = times.partition_point(|time| time.sentence < index);
        let end = times.partition_point(|time| time.sentence <= index);
        let here = &times[start..end];
        if here.iter().any(|time| explicit_year(time).is_some()) {
            continue;
        }
        let month = here.iter().find_map(|time| Some((month(time)?, time.span)));
        let shift = here.iter().find_map(|time| Some((from_publication(time)?, time.span)));
        let key = (code, month.map(|(month, _)| month), shift.map(|(years, _)| years));
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let likelihood = Likelihood::by_month(|start, _| {
            held.iter().map(|election| fits(*election, start, key.1, key.2)).fold(ELSEWHERE, f64::max)
        });
        let witnesses = [Some(span), month.map(|(_, span)| span), shift.map(|(_, span)| span)];
        clues.push(clue("dating/election", span, witnesses.into_iter().flatten().collect(), likelihood));
    }
}

/// How likely elections are told of far from any national one, against near one: parties speak of them all the time, and
/// there are others than national ones. By judgement.
const ELSEWHERE: f64 = 0.35;

/// How likely an election is told so in a month, both in years.
fn fits(election: f64, start: f64, month: Option<u8>, shift: Option<i16>) -> f64 {
    let to_come = election - start;
    if let Some(shift) = shift {
        return if election.floor() as i16 - start.floor() as i16 == shift { 1.0 } else { 0.0 };
    }
    if let Some(month) = month {
        let same = ((election.fract() * 12.0).round() as i64 + 1) == i64::from(month);
        // A month without its year lies within a year.
        return if same && (-0.95..0.95).contains(&to_come) { 1.0 } else { 0.0 };
    }
    if (-0.3..0.75).contains(&to_come) { 0.8 } else { 0.0 }
}
