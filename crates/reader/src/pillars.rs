//! The five pillars of a relationship and the two lenses: what belongs to which, from `ontology/pillars`.

use crate::View;
use crate::phrases::{Phrases, Word, words};
use model::{Lens, Pillar, Sentence, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A pillar or lens as its file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The key in data files: `political_trust`.
    pub key: String,
    /// The name to show.
    pub name: String,
    /// What belongs to it, for people.
    pub counts: String,
    /// What does not, and where that belongs instead.
    pub does_not_count: String,
    /// The PLOVER contexts that belong to it; lenses have none.
    #[serde(default)]
    contexts: Vec<String>,
    phrases: Vec<String>,
    /// Sentences that belong or do not.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A sentence that belongs to a pillar or lens, or does not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Whether it belongs.
    pub counts: bool,
    /// Why not, and where it belongs.
    #[serde(default)]
    pub why: String,
}

/// Pillars and lenses as loaded.
struct Pillars {
    pillars: Vec<Definition>,
    lenses: Vec<Definition>,
    contexts: BTreeMap<String, Pillar>,
    pillar_phrases: Phrases<Pillar>,
    lens_phrases: Phrases<Lens>,
}

fn loaded() -> &'static Pillars {
    static LOADED: OnceLock<Pillars> = OnceLock::new();
    LOADED.get_or_init(|| {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Lenses {
            lens: Vec<Definition>,
        }
        let mut pillars = Vec::new();
        let mut contexts = BTreeMap::new();
        let mut pillar_phrases = Phrases::default();
        for pillar in Pillar::ALL {
            let path = format!("ontology/pillars/{}.toml", pillar.key());
            let text = crate::data::file(&path).unwrap_or_else(|| panic!("{path} is missing"));
            let definition: Definition = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            for context in &definition.contexts {
                contexts.insert(context.clone(), pillar);
            }
            for phrase in &definition.phrases {
                pillar_phrases.add(phrase, pillar);
            }
            pillars.push(definition);
        }
        let path = "ontology/pillars/lenses.toml";
        let text = crate::data::file(path).unwrap_or_else(|| panic!("{path} is missing"));
        let lenses: Lenses = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut lens_phrases = Phrases::default();
        for definition in &lenses.lens {
            let lens = Lens::ALL.into_iter().find(|lens| lens.key() == definition.key);
            let lens = lens.unwrap_or_else(|| panic!("{path}: no lens {}", definition.key));
            for phrase in &definition.phrases {
                lens_phrases.add(phrase, lens);
            }
        }
        Pillars { pillars, lenses: lenses.lens, contexts, pillar_phrases, lens_phrases }
    })
}

/// The pillar that a PLOVER context bears on. Contexts are written as in the manual (`natural resource`), in any case,
/// with spaces, underscores or hyphens; `None` where the context says nothing about a relationship (`historical`).
pub fn of_context(context: &str) -> Option<Pillar> {
    let name = context.trim().to_lowercase().replace(['_', '-'], " ");
    loaded().contexts.get(&name).copied()
}

/// The pillars that the words of `span` in the sentence bear on, the one with most words first; equal ones in the
/// pillars' order. Empty where no word speaks for any.
pub fn pillars_in(view: View, sentence: usize, span: Span) -> Vec<Pillar> {
    view.sentences.get(sentence).map(|sentence| pillars_of(sentence, &view.document.text, span)).unwrap_or_default()
}

/// The lenses that the words of `span` in the sentence speak for, in order.
pub fn lenses_in(view: View, sentence: usize, span: Span) -> Vec<Lens> {
    view.sentences.get(sentence).map(|sentence| lenses_of(sentence, &view.document.text, span)).unwrap_or_default()
}

/// As [`pillars_in`], for one sentence of `text`.
pub fn pillars_of(sentence: &Sentence, text: &str, span: Span) -> Vec<Pillar> {
    let mut counts: BTreeMap<Pillar, usize> = BTreeMap::new();
    for hit in loaded().pillar_phrases.find(&within(sentence, text, span)) {
        *counts.entry(hit.value).or_default() += 1;
    }
    let mut ranked: Vec<(Pillar, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|&(pillar, count)| (std::cmp::Reverse(count), pillar));
    ranked.into_iter().map(|(pillar, _)| pillar).collect()
}

fn lenses_of(sentence: &Sentence, text: &str, span: Span) -> Vec<Lens> {
    let mut lenses: Vec<Lens> =
        loaded().lens_phrases.find(&within(sentence, text, span)).into_iter().map(|hit| hit.value).collect();
    lenses.sort();
    lenses.dedup();
    lenses
}

fn within(sentence: &Sentence, text: &str, span: Span) -> Vec<Word> {
    words(sentence, text).into_iter().filter(|word| span.contains(word.span)).collect()
}

/// The definitions of the five pillars, in order: for pages that explain them.
pub fn definitions() -> &'static [Definition] {
    &loaded().pillars
}

/// The definitions of the two lenses, in order.
pub fn lens_definitions() -> &'static [Definition] {
    &loaded().lenses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Sentence {
        let document = crate::passage(text, None);
        let grammar = crate::grammar::Grammar::embedded();
        crate::grammar::sentences(&grammar, &document, &mut Vec::new()).remove(0)
    }

    #[test]
    fn the_examples_of_each_pillar_hold() {
        for (pillar, definition) in Pillar::ALL.into_iter().zip(definitions()) {
            assert_eq!(definition.key, pillar.key());
            assert!(definition.example.iter().filter(|example| example.counts).count() >= 2, "{}", definition.key);
            assert!(definition.example.iter().any(|example| !example.counts), "{}", definition.key);
            for example in &definition.example {
                let sentence = sentence(&example.text);
                let first = pillars_of(&sentence, &example.text, sentence.span).first().copied();
                assert_eq!(
                    first == Some(pillar),
                    example.counts,
                    "{}: {} gives {first:?}",
                    definition.key,
                    example.text
                );
            }
        }
        for (lens, definition) in Lens::ALL.into_iter().zip(lens_definitions()) {
            for example in &definition.example {
                let sentence = sentence(&example.text);
                let found = lenses_of(&sentence, &example.text, sentence.span);
                assert_eq!(found.contains(&lens), example.counts, "{}: {}", definition.key, example.text);
            }
        }
    }

    #[test]
    fn every_context_has_one_pillar() {
        let mut seen = BTreeMap::new();
        for definition in definitions() {
            for context in &definition.contexts {
                assert_eq!(seen.insert(context, &definition.key), None, "{context}");
            }
        }
        assert_eq!(of_context("natural_resource"), Some(Pillar::EconomicComplementarity));
        assert_eq!(of_context("historical"), None);
    }
}
