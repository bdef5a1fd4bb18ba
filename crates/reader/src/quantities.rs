//! Numbers with units, bounds and changes.

use model::{Document, Mention, Sentence};

/// Number words, units, currencies.
pub struct Quantities;

impl Quantities {
    /// From `ontology/units.toml` and `language/en/lexicon`.
    pub fn embedded() -> Quantities {
        Quantities
    }
}

/// The quantities of the sentences; `times` are not numbers.
pub fn mentions(_: &Quantities, _document: &Document, _sentences: &[Sentence], _times: &[Mention]) -> Vec<Mention> {
    Vec::new()
}

/// True where a unit of measure stands at `index`.
pub(crate) fn is_unit(_line: &crate::numbers::Line, _index: usize) -> bool {
    false
}
