//! Names and phrases that stand in news only from some year on: `ontology/dated_terms.tsv`.

use super::clues::Clue;
use crate::data;
use crate::numbers::Line;
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

struct Term {
    pieces: Vec<String>,
    from: i16,
    peaks: Vec<i16>,
}

/// Terms by their first word.
static TERMS: LazyLock<FxHashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<String, Vec<Term>> = FxHashMap::default();
    for row in data::rows("ontology/dated_terms.tsv", &["phrase", "from", "peaks"]) {
        let [phrase, from, peaks] = row[..] else { continue };
        let pieces: Vec<String> = cut(phrase);
        let peaks = peaks
            .split('|')
            .flat_map(|range| {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                first.parse::<i16>().unwrap_or_default()..=last.parse::<i16>().unwrap_or_default()
            })
            .collect();
        let Some(first) = pieces.first().cloned() else { continue };
        terms.entry(first).or_default().push(Term { pieces, from: from.parse().unwrap_or_default(), peaks });
    }
    terms
});

/// Cuts a phrase as [`Line`] cuts text: letters, digits, signs.
fn cut(phrase: &str) -> Vec<String> {
    let document = crate::passage(phrase, None);
    let sentence = Sentence { span: Span::new(0, phrase.len()), tokens: Vec::new() };
    let line = Line::new(&document.text, &sentence);
    (0..line.len()).map(|at| line.word(at).to_owned()).collect()
}

/// Votes for the years in which the terms of a text are at home.
pub(super) fn terms(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    let mut found: BTreeMap<Vec<i16>, (Span, i16, f64)> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        for at in 0..line.len() {
            let Some(terms) = TERMS.get(line.word(at)) else { continue };
            for term in terms {
                if term.pieces.iter().enumerate().all(|(step, piece)| line.word(at + step) == piece) {
                    let span = line.span(at, at + term.pieces.len());
                    // Several terms of the same years support each other, less and less.
                    let entry = found.entry(term.peaks.clone()).or_insert((span, term.from, 0.0));
                    entry.1 = entry.1.max(term.from);
                    entry.2 = 1.0 - (1.0 - entry.2) * 0.6;
                }
            }
        }
    }
    for (peaks, (span, from, strength)) in found {
        let gain = (2.4 / peaks.len() as f64).clamp(0.25, 1.4) * (0.5 + strength);
        let mut votes: Vec<(i16, f64)> = peaks.iter().map(|year| (*year, gain)).collect();
        votes.extend((1..=25).map(|back| (from - back, -2.0)));
        clues.push(Clue { rule: "dating/term", span, witnesses: vec![span], votes, earliest: None, latest: None });
    }
}
