//! The function words of the event coder: `language/en/lexicon/modality.toml` and `parties.toml`.

use super::clause::Clause;
use crate::data;
use crate::word_set::WordSet;
use serde::Deserialize;

impl WordSet {
    /// True where the token's form or lemma is among the words.
    pub fn has(&self, clause: &Clause, token: usize) -> bool {
        self.contains(&clause.lower[token]) || self.contains(&clause.lemmas[token])
    }
}

/// How words present an act; the file says what each set is for.
#[derive(Deserialize)]
#[allow(missing_docs)]
pub struct Modality {
    pub negation: WordSet,
    pub future_auxiliaries: WordSet,
    pub conditional_auxiliaries: WordSet,
    pub possible_auxiliaries: WordSet,
    pub necessary_auxiliaries: WordSet,
    pub doubtful_adverbs: WordSet,
    pub habitual_adverbs: WordSet,
    pub condition_marks: WordSet,
    pub time_marks: WordSet,
    pub circumstance_marks: WordSet,
    pub done: WordSet,
    pub deny: WordSet,
    pub intend: WordSet,
    pub doubt: WordSet,
    pub foresee: WordSet,
    pub intend_object: WordSet,
    pub deny_object: WordSet,
    pub prevent: WordSet,
    pub allege: WordSet,
    pub untrue: WordSet,
    pub report: WordSet,
    pub tell: WordSet,
    pub practice: WordSet,
    pub eras: WordSet,
    pub commit: WordSet,
    pub want: WordSet,
    pub enacted: WordSet,
    pub state: WordSet,
    pub demand: WordSet,
}

/// Which noun phrases are parties; the file says what each set is for.
#[derive(Deserialize)]
#[allow(missing_docs)]
pub struct PartyWords {
    pub circumstance: WordSet,
    pub beside: WordSet,
    pub travel: WordSet,
    pub conveyance: WordSet,
    pub crowd: WordSet,
    pub meeting: WordSet,
    pub foreign: WordSet,
    pub guards: WordSet,
    pub ground: WordSet,
    pub related: WordSet,
    pub mouthpiece: WordSet,
    pub help: WordSet,
    pub enacting: WordSet,
    pub used: WordSet,
    pub kin: WordSet,
    pub site: WordSet,
    pub private: WordSet,
    pub partitive: WordSet,
    pub people: WordSet,
    pub deeds: WordSet,
    pub movements: WordSet,
    pub contentious: WordSet,
    pub sport: WordSet,
}

/// Both files.
pub struct Words {
    /// How words present an act.
    pub modality: Modality,
    /// Which noun phrases are parties.
    pub parties: PartyWords,
}

impl Words {
    /// From the embedded files.
    ///
    /// # Panics
    /// Where one of them cannot be read; the tests load both.
    pub fn embedded() -> Words {
        Words { modality: read("language/en/lexicon/modality.toml"), parties: read("language/en/lexicon/parties.toml") }
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> T {
    toml::from_str(data::file(path).unwrap_or_default()).unwrap_or_else(|error| panic!("{path}: {error}"))
}
