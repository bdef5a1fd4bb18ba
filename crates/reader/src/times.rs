//! Dates, periods and durations.

use model::{Dating, Document, Mention, Sentence};

/// The time expressions of the sentences. Those that depend on the document's date have no interval yet.
pub fn mentions(_document: &Document, _sentences: &[Sentence]) -> Vec<Mention> {
    Vec::new()
}

/// The same expressions with the relative ones fixed against the document's date, where it is known.
pub fn anchor(found: Vec<Mention>, _sentences: &[Sentence], _document: &Document, _dating: &Dating) -> Vec<Mention> {
    found
}
