//! Names and phrases that stand in news only from some year on: `ontology/dated_terms.tsv` and the tables
//! in `ontology/dated_terms/`.

use super::clues::{Clue, clue};
use super::posterior::{KNOWN_TO, Likelihood};
use super::reckoned;
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
    /// The event that it names, where anniversaries are counted from it.
    pub event: Option<Event>,
}

/// When something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub year: i16,
    pub month: Option<u8>,
}

impl Event {
    /// From `2011` or `2011-03`.
    fn read(written: &str) -> Option<Event> {
        let (year, month) = written.split_once('-').unwrap_or((written, ""));
        Some(Event { year: year.parse().ok()?, month: month.parse().ok() })
    }

    /// The middle of its month, or of its year where the month is not known, in years.
    pub fn moment(&self) -> f64 {
        let part = self.month.map_or(0.5, |month| (f64::from(month) - 0.5) / 12.0);
        f64::from(self.year) + part
    }
}

/// Terms by their first word, the longest first.
static TERMS: LazyLock<FxHashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<String, Vec<Term>> = FxHashMap::default();
    let files = data::files("ontology/dated_terms").map(|(path, _)| path);
    for row in files.flat_map(|path| data::rows(path, &["phrase", "from", "peaks", "event"])) {
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
        terms.entry(first).or_default().push(Term { pieces, from, peaks, event: Event::read(event) });
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
    /// How likely the term is in a text of that year, against the years in which it is used most: less in later years
    /// where it is what the text is about, for it is then news rather than background.
    fn likelihood(&self, year: i16, topic: bool) -> f64 {
        if year < self.from {
            return if year + 1 == self.from { 0.05 } else { 0.012 };
        }
        // What was in use when the table was last looked over goes on.
        let distance = |(first, last): &(i16, i16)| match (year - first, year - last) {
            (before @ ..0, _) => 0.4 * 0.6f64.powi(i32::from(-before) - 1),
            (_, after @ 1..) if *last < KNOWN_TO && topic => 0.33 * 0.6f64.powi(i32::from(after) - 1),
            (_, after @ 1..) if *last < KNOWN_TO => 0.5 * 0.72f64.powi(i32::from(after) - 1),
            _ => 1.0,
        };
        self.peaks
            .iter()
            .map(distance)
            .fold(if self.peaks.iter().all(|(first, _)| year < *first) || topic { 0.04 } else { 0.1 }, f64::max)
    }
}

/// How much the terms of one stretch of years say, against what [`Term::likelihood`] says of one: they mostly stand
/// several in a text. Chosen with the threshold of the answer, on sets of different years and papers.
const WEIGHT: f64 = 1.3;

/// A text is about what its first sentences (the title is one) name, and what it names so often.
const TOPIC_SENTENCES: usize = 3;
const TOPIC_MENTIONS: usize = 3;

/// Clues from the terms of a text.
pub(super) fn terms(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    // Terms of the same years are often of one story: they count once, with their first words as the witness.
    let mut found: BTreeMap<(Peaks, i16), Vec<Span>> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        // An event whose anniversary is told, or the time since, is of another year.
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
            if end > covered
                && !hypothetical
                && !(term.event.is_some() && (remembered || reckoned::passed(&line, index).is_some()))
            {
                found.entry((term.peaks.clone(), term.from)).or_default().push(line.span(index, end));
                covered = end;
            }
            index += 1;
        }
    }
    let lead = sentences.get(TOPIC_SENTENCES - 1).or(sentences.last()).map_or(0, |sentence| sentence.span.end);
    // Who is known by the office has his term in it, to the day.
    let named: Vec<Span> = clues
        .iter()
        .filter(|clue| clue.rule.contains("office") && clue.rule != "dating/no-office")
        .map(|clue| clue.span)
        .collect();
    for ((peaks, from), spans) in found {
        if spans.iter().all(|span| named.iter().any(|other| other.start < span.end && span.start < other.end)) {
            continue;
        }
        let happened = matches!(peaks[..], [(first, last)] if first == last);
        let topic = happened && (spans.len() >= TOPIC_MENTIONS || spans.iter().any(|span| span.end <= lead));
        let term = Term { pieces: Vec::new(), from, peaks, event: None };
        let likelihood = Likelihood::new(|year| term.likelihood(year, topic)).damped(WEIGHT);
        clues.push(clue("dating/term", spans[0], spans.into_iter().take(5).collect(), likelihood));
    }
}
