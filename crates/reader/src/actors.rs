//! Who can act: names, roles and references, resolved to states and their parts.
//!
//! [`mentions`] finds the names of a sentence with a trie over folded words, composes them into mentions (`Russian
//! Foreign Ministry spokeswoman Maria Zakharova`), and settles with the whole document what the sentence alone leaves
//! open: surnames, roles without state (`the ministry`), `the two countries`, pronouns. What stays open keeps no actor;
//! what is ambiguous keeps its alternatives. [`in_phrase`] tells the event coder whom a noun phrase names.

mod chunks;
mod counts;
mod forms;
mod holders;
mod home;
mod lexicon;
mod lists;
mod load;
mod memory;
mod names;
mod owners;
mod people;
mod persons;
mod phrases;
mod places;
mod references;
mod roles;
mod settle;
mod surroundings;
mod when;
mod words;

#[cfg(test)]
mod tests;

pub use phrases::{actors_in_phrase, actors_of, in_phrase, phrase};
pub(crate) use words::fold;

use crate::Language;
use chunks::Chunker;
use lists::Lists;
use model::{Dating, Document, Mention, MentionValue, Sentence};
use when::When;

/// The gazetteer: states, bodies, office holders, organisations.
pub struct Actors {
    lists: Lists,
}

impl Actors {
    /// From `ontology/actors`.
    pub fn embedded() -> Actors {
        Actors { lists: Lists::embedded() }
    }

    /// The name of a state or territory by its ISO 3166-1 alpha-3 code (former states by their former one): `RUS` gives
    /// `Russia`.
    pub fn state_name(&self, code: &str) -> Option<&'static str> {
        self.lists.state_of.get(code).map(|index| self.lists.states[*index as usize].name)
    }

    /// A state as an actor, by its code.
    pub(crate) fn state(&self, code: &str) -> Option<model::Actor> {
        self.lists.state_of.get(code).map(|index| self.lists.state_actor(*index))
    }

    /// The code of a state by its name or an alias, exactly written: `Russia` gives `RUS`. The first reading of an
    /// ambiguous name.
    pub fn state_code(&self, name: &str) -> Option<&'static str> {
        let mut found = Vec::new();
        let sentence = Sentence { span: model::Span::new(0, name.len()), tokens: Vec::new() };
        let words = words::of_sentence(&self.lists.names, name, &sentence);
        for name in self.lists.names.find(&words, false) {
            if name.start == 0 && name.end == words.len() {
                found.extend(name.entries);
            }
        }
        found.into_iter().find_map(|entry| match entry {
            names::Entry::State(state) => Some(self.lists.states[state as usize].code),
            _ => None,
        })
    }
}

/// The actors and places that the sentences mention, in order and without overlap. `others` are the times and quantities
/// found before, which no name may overlap.
pub fn mentions(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
    others: &[Mention],
    dating: &Dating,
) -> Vec<Mention> {
    let lists = &language.actors.lists;
    let date = When::of(dating);
    let mut readings = Vec::with_capacity(sentences.len());
    let mut other = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        let words = words::of_sentence(&lists.names, &document.text, sentence);
        let names = lists.names.find(&words, in_capitals(&words));
        let mut chunker = Chunker::new(lists, &document.text, sentence, &words, &names, date);
        while others.get(other).is_some_and(|mention| mention.sentence < index) {
            other += 1;
        }
        for mention in others[other..].iter().take_while(|mention| mention.sentence == index) {
            if matches!(mention.value, MentionValue::Time(_) | MentionValue::Quantity(_)) {
                let from = words.partition_point(|word| word.span.end <= mention.span.start);
                for (word, blocked) in words[from..].iter().zip(&mut chunker.blocked[from..]) {
                    if word.span.start >= mention.span.end {
                        break;
                    }
                    *blocked = true;
                }
            }
        }
        let drafts = chunker.drafts();
        let namesakes = chunker.namesakes.take();
        readings.push(settle::Chunks { words, drafts, namesakes });
    }
    settle::settle(lists, sentences, readings, home::of(lists, document))
}

/// True for a sentence written in capitals throughout.
fn in_capitals(words: &[words::Word]) -> bool {
    let mut letters = 0;
    for word in words {
        if word.text.chars().any(char::is_lowercase) {
            return false;
        }
        letters += usize::from(word.text.starts_with(char::is_uppercase));
    }
    letters > 2
}
