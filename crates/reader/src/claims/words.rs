//! The word lists of the rules that give a figure to what it measures: `[rules]` of `language/en/claims.toml`.

use crate::phrases::Word;
use crate::word_set::WordSet;
use serde::Deserialize;
use std::sync::LazyLock;

impl WordSet {
    /// True where one of the word's dictionary forms is among the words.
    pub(super) fn has_form(&self, word: &Word) -> bool {
        word.forms.iter().any(|form| self.contains(form))
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
