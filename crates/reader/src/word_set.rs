//! Word lists of the data files: words in lower case, separated by spaces or line ends.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Deserializer};

/// A set of words in lower case.
#[derive(Default)]
pub struct WordSet(FxHashSet<String>);

impl WordSet {
    /// True for a word in lower case.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WordSet, D::Error> {
        let words = String::deserialize(deserializer)?;
        Ok(WordSet(words.split_whitespace().map(str::to_owned).collect()))
    }
}
