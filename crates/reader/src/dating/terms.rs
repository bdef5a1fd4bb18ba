//! Names and phrases that stand in news only from some year on: `ontology/dated_terms.tsv`.

use super::clues::{Clue, clue};
use super::posterior::{KNOWN_TO, Likelihood};
use crate::data;
use crate::numbers::Line;
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Stretches of years, first to last.
type Peaks = Vec<(i16, i16)>;

/// A phrase with the years that it is at home in.
#[derive(Debug)]
pub(super) struct Term {
    pieces: Vec<String>,
    /// The first year in which it can stand in news.
    from: i16,
    /// The years in which news uses it most.
    peaks: Peaks,
    /// The year of the event that it names, where anniversaries are counted from it.
    pub event: Option<i16>,
}

/// Terms by their first word, the longest first.
static TERMS: LazyLock<FxHashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<String, Vec<Term>> = FxHashMap::default();
    for row in data::rows("ontology/dated_terms.tsv", &["phrase", "from", "peaks", "event"]) {
        let [phrase, from, peaks, event] = row[..] else { continue };
        let pieces = pieces(phrase);
        let peaks = peaks
            .split('|')
            .filter_map(|range| {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                Some((first.parse().ok()?, last.parse().ok()?))
            })
            .collect();
        let Some(first) = pieces.first().cloned() else { continue };
        let from = from.parse().unwrap_or_default();
        terms.entry(first).or_default().push(Term { pieces, from, peaks, event: event.parse().ok() });
    }
    // The order of a table's values does not matter here: each is sorted by itself.
    #[allow(clippy::iter_over_hash_type)]
    for terms in terms.values_mut() {
        terms.sort_by(|a, b| b.pieces.len().cmp(&a.pieces.len()).then_with(|| a.pieces.cmp(&b.pieces)));
    }
    terms
});

/// Cuts a phrase as [`Line`] cuts text: letters, digits, signs.
pub(super) fn pieces(phrase: &str) -> Vec<String> {
    let sentence = Sentence { span: Span::new(0, phrase.len()), tokens: Vec::new() };
    let line = Line::new(phrase, &sentence);
    (0..line.len()).map(|at| same(line.word(at)).to_lowercase()).collect()
}

/// True where the pieces stand at `index`, whatever the shape of apostrophes.
pub(super) fn stand(line: &Line, index: usize, pieces: &[String]) -> bool {
    pieces.iter().enumerate().all(|(step, piece)| same(line.word(index + step)) == piece)
}

fn same(word: &str) -> &str {
    if word == "’" { "'" } else { word }
}

/// The longest term that begins at a piece of a line, with the piece after it. Names are written with a capital.
pub(super) fn at(line: &Line, index: usize) -> Option<(&'static Term, usize)> {
    let terms = TERMS.get(line.word(index))?;
    let term = terms.iter().find(|term| stand(line, index, &term.pieces))?;
    Some((term, index + term.pieces.len()))
}

impl Term {
    /// How likely the term is in a text of that year, against the years in which it is used most.
    fn likelihood(&self, year: i16) -> f64 {
        if year < self.from {
            return if year + 1 == self.from { 0.05 } else { 0.012 };
        }
        // What was in use when the table was last looked over goes on.
        let distance = |(first, last): &(i16, i16)| match (year - first, year - last) {
            (before @ ..0, _) => 0.4 * 0.6f64.powi(i32::from(-before) - 1),
            (_, after @ 1..) if *last < KNOWN_TO => 0.5 * 0.72f64.powi(i32::from(after) - 1),
            _ => 1.0,
        };
        self.peaks
            .iter()
            .map(distance)
            .fold(if self.peaks.iter().all(|(first, _)| year < *first) { 0.04 } else { 0.1 }, f64::max)
    }
}

/// Clues from the terms of a text.
pub(super) fn terms(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    // Terms of the same years are often of one story: they count once, with their first words as the witness.
    let mut found: BTreeMap<(Peaks, i16), Vec<Span>> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        // An event whose anniversary is told is of another year.
        let remembered = (0..line.len()).any(|at| line.word(at) == "anniversary");
        let (mut index, mut covered) = (0, 0);
        while index < line.len() {
            let Some((term, end)) = at(&line, index) else {
                index += 1;
                continue;
            };
            let hypothetical = line.word(end - 1) == "administration"
                && matches!(line.before(index, 1), "a" | "an" | "any" | "potential" | "future" | "possible");
            // A term inside a longer one says nothing more, one that reaches beyond it does.
            if end > covered && !hypothetical && !(remembered && term.event.is_some()) {
                found.entry((term.peaks.clone(), term.from)).or_default().push(line.span(index, end));
                covered = end;
            }
            index += 1;
        }
    }
    for ((peaks, from), spans) in found {
        let term = Term { pieces: Vec::new(), from, peaks, event: None };
        let likelihood = Likelihood::new(|year| term.likelihood(year));
        clues.push(clue("dating/term", spans[0], spans.into_iter().take(5).collect(), likelihood));
    }
}
