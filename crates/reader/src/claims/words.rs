//! The word lists of the rules that give a figure to what it measures: `[rules]` of `language/en/claims.toml`.

use crate::phrases::Word;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Deserializer};
use std::sync::LazyLock;

/// A set of words in lower case.
pub(super) struct WordSet(FxHashSet<String>);

impl WordSet {
    /// True for a word as it is written, in lower case.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// True where the word or one of its dictionary forms is among the words.
    pub(super) fn has(&self, word: &Word) -> bool {
        word.forms.iter().any(|form| self.contains(form))
    }
}

impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WordSet, D::Error> {
        let words = String::deserialize(deserializer)?;
        Ok(WordSet(words.split_whitespace().map(str::to_owned).collect()))
    }
}

/// The lists; the file says what each is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) struct Rules {
    pub conditional: WordSet,
    pub unreal: WordSet,
    pub follows: WordSet,
    pub negation: WordSet,
    pub limits: WordSet,
    pub prevents: WordSet,
    pub backdrop: WordSet,
    pub traded: WordSet,
    pub measures: WordSet,
    pub shares: WordSet,
    pub converted: WordSet,
    pub converted_opening: WordSet,
    pub definite: WordSet,
    pub age: WordSet,
    pub people: WordSet,
    pub age_limits: WordSet,
    pub whole_of: WordSet,
    pub part: WordSet,
}

#[derive(Deserialize)]
struct File {
    rules: Rules,
}

/// The lists, loaded once.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let text = crate::data::file("language/en/claims.toml").expect("claims.toml is embedded");
    let file: File = toml::from_str(text).expect("claims.toml is valid");
    file.rules
});
