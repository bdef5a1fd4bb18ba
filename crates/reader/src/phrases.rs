//! Phrase tables: short sequences of dictionary words, looked up in the words of a sentence.
//!
//! The notation of the data files: words divided by spaces or hyphens, `a|b` for alternatives, a final `?` for a word
//! that may be missing: `bilateral|two-way trade volume?`. A word fits in any of its inflected forms.

use model::{Sentence, Span};
use rustc_hash::FxHashMap;

/// A word of a sentence as phrases see it: tokens are divided at hyphens, so that `two-way` is two words.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Index of its token in the sentence.
    pub token: usize,
    /// The word in lower case.
    pub lower: String,
    /// Its possible dictionary forms, the word itself first.
    pub forms: Vec<String>,
}

impl Word {
    /// True where the word or one of its dictionary forms is `form`.
    pub fn is(&self, form: &str) -> bool {
        self.forms.iter().any(|own| own == form)
    }

    /// True where it is one of `forms`.
    pub fn any(&self, forms: &[&str]) -> bool {
        forms.iter().any(|form| self.is(form))
    }
}

/// The words of a sentence in order; punctuation other than `%`, `(`, `)`, `;`, `,` and `:` is left out.
pub fn words(sentence: &Sentence, text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(sentence.tokens.len());
    for (index, token) in sentence.tokens.iter().enumerate() {
        let whole = token.span.of(text);
        let divided = whole.contains(['-', '–', '—']);
        let mut start = 0;
        for piece in whole.split(['-', '–', '—']) {
            let offset = token.span.start + start;
            start += piece.len();
            start += whole[start.min(whole.len())..].chars().next().map_or(0, char::len_utf8);
            let lower = piece.to_lowercase().replace('’', "'");
            let keeps = lower.chars().any(char::is_alphanumeric)
                || matches!(lower.as_str(), "%" | "(" | ")" | ";" | "," | ":" | "'s" | "'" | "$");
            if !keeps {
                continue;
            }
            let mut forms = stems(&lower);
            let lemma = token.lemma.to_lowercase();
            if !divided && !lemma.is_empty() && !forms.contains(&lemma) {
                forms.push(lemma);
            }
            words.push(Word { span: Span::new(offset, offset + piece.len()), token: index, lower, forms });
        }
    }
    words
}

/// The word and what it would be without an English inflection. A rough net: a phrase table decides which of them is a
/// word, so a wrong guess costs nothing.
fn stems(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let mut add = |stem: &str, ending: &str| {
        if stem.len() >= 2 {
            forms.push(format!("{stem}{ending}"));
        }
    };
    if !word.is_ascii() || word.len() < 4 {
        return forms;
    }
    if let Some(stem) = word.strip_suffix("ies").or_else(|| word.strip_suffix("ied")) {
        add(stem, "y");
    }
    if let Some(stem) = word.strip_suffix("es").or_else(|| word.strip_suffix("ed")) {
        add(stem, "");
        add(stem, "e");
        add(undouble(stem), "");
    } else if let Some(stem) = word.strip_suffix("ing") {
        add(stem, "");
        add(stem, "e");
        add(undouble(stem), "");
    } else if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        add(stem, "");
    }
    if let Some(form) = irregular(word) {
        add(form, "");
    }
    forms
}

/// `shipp` → `ship`.
fn undouble(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b && !matches!(b, b's' | b'l' | b'e') => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// Irregular forms of the verbs of measuring and stating.
fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "rose" | "risen" => "rise",
        "grew" | "grown" => "grow",
        "fell" | "fallen" => "fall",
        "sank" | "sunk" => "sink",
        "shrank" | "shrunk" => "shrink",
        "bought" => "buy",
        "sold" => "sell",
        "sent" => "send",
        "lent" => "lend",
        "gave" | "given" => "give",
        "held" => "hold",
        "stood" => "stand",
        "made" => "make",
        "went" | "gone" => "go",
        "hosted" => "host",
        "men" => "man",
        "women" => "woman",
        "people" => "person",
        _ => return None,
    })
}

/// A table from phrases to values.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first word: the rest of the phrase (each word's alternatives and whether it may be missing) and the value.
    by_first: FxHashMap<String, Vec<(Vec<Slot>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: FxHashMap::default() }
    }
}

#[derive(Debug, Clone)]
struct Slot {
    alternatives: Vec<Vec<String>>,
    optional: bool,
}

/// A phrase found: the range of words that it covers, and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<T> {
    /// Index of the first word.
    pub start: usize,
    /// Index after the last word.
    pub end: usize,
    /// What the phrase stands for.
    pub value: T,
}

impl<T: Clone> Phrases<T> {
    /// Adds a phrase in the notation of the module.
    pub fn add(&mut self, phrase: &str, value: T) {
        let mut slots: Vec<Slot> = phrase
            .split_whitespace()
            .map(|word| {
                let (word, optional) = match word.strip_suffix('?') {
                    Some(word) => (word, true),
                    None => (word, false),
                };
                let alternatives =
                    word.split('|').map(|word| word.split('-').map(str::to_lowercase).collect()).collect();
                Slot { alternatives, optional }
            })
            .collect();
        if slots.is_empty() {
            return;
        }
        let first = slots.remove(0);
        if first.optional {
            let rest = phrase.split_once(' ').map(|(_, rest)| rest).unwrap_or_default().to_owned();
            self.add(&rest, value.clone());
        }
        for mut alternative in first.alternatives {
            let head = alternative.remove(0);
            let mut rest: Vec<Slot> =
                alternative.into_iter().map(|word| Slot { alternatives: vec![vec![word]], optional: false }).collect();
            rest.extend(slots.iter().cloned());
            self.by_first.entry(head).or_default().push((rest, value.clone()));
        }
    }

    /// The phrases in `words`, left to right, the longest at each place, without overlap. Where one phrase has several
    /// values, the first that was added.
    pub fn find(&self, words: &[Word]) -> Vec<Hit<T>> {
        let first = |mut values: Vec<T>| values.swap_remove(0);
        let hits = self.find_all(words).into_iter();
        hits.map(|hit| Hit { start: hit.start, end: hit.end, value: first(hit.value) }).collect()
    }

    /// As [`Phrases::find`], with every value of a phrase, in the order in which they were added; at least one.
    pub fn find_all(&self, words: &[Word]) -> Vec<Hit<Vec<T>>> {
        let mut hits = Vec::new();
        let mut start = 0;
        while start < words.len() {
            match self.at(words, start) {
                Some(hit) => {
                    start = hit.end;
                    hits.push(hit);
                }
                None => start += 1,
            }
        }
        hits
    }

    /// The longest phrase that begins at the word `start`, with all its values.
    pub fn at(&self, words: &[Word], start: usize) -> Option<Hit<Vec<T>>> {
        let mut best: Option<Hit<Vec<T>>> = None;
        for form in &words[start].forms {
            for (rest, value) in self.by_first.get(form).map(Vec::as_slice).unwrap_or_default() {
                let Some(end) = fit(rest, words, start + 1) else { continue };
                match &mut best {
                    Some(best) if best.end > end => {}
                    Some(best) if best.end == end => best.value.push(value.clone()),
                    _ => best = Some(Hit { start, end, value: vec![value.clone()] }),
                }
            }
        }
        best
    }
}

/// The end of the slots when they are laid on the words from `at`; the longest fit.
fn fit(slots: &[Slot], words: &[Word], at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    let mut best = None;
    for alternative in &slot.alternatives {
        let covers = words.get(at..at + alternative.len());
        if covers.is_some_and(|covers| covers.iter().zip(alternative).all(|(word, form)| word.is(form))) {
            best = best.max(fit(rest, words, at + alternative.len()));
        }
    }
    if best.is_none() && slot.optional { fit(rest, words, at) } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_and_hyphens_fit() {
        let text = "Their two-way trade volumes grew; total exports fell.";
        let document = crate::passage(text, None);
        let sentences = crate::grammar::sentences(&crate::grammar::Grammar::embedded(), &document, &mut Vec::new());
        let words = words(&sentences[0], text);
        let mut table = Phrases::default();
        table.add("bilateral|two-way trade volume?", 1);
        table.add("total? export", 2);
        table.add("grow", 3);
        let found: Vec<_> =
            table.find(&words).into_iter().map(|hit| (words[hit.start].lower.clone(), hit.value)).collect();
        assert_eq!(found, [("two".into(), 1), ("grew".into(), 3), ("total".into(), 2)]);
    }
}
