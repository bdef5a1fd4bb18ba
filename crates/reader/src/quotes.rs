//! Who said what.

use crate::View;
use model::Quote;

/// Words that introduce speech.
pub struct Cues;

impl Cues {
    /// From `language/en/lexicon`.
    pub fn embedded() -> Cues {
        Cues
    }
}

/// The quotations and attributed statements of a document.
pub fn quotes(_view: View) -> Vec<Quote> {
    Vec::new()
}
