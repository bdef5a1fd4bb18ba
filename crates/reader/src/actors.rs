//! Who can act: names, roles and references, resolved to states and their parts.

use crate::Language;
use model::{Dating, Document, Mention, Sentence};

/// The gazetteer: states, bodies, office holders, organisations.
pub struct Actors;

impl Actors {
    /// From `ontology/actors`.
    pub fn embedded() -> Actors {
        Actors
    }
}

/// The actors and places that the sentences mention. `others` are the times and quantities found before, which no name
/// may overlap.
pub fn mentions(
    _language: &Language,
    _document: &Document,
    _sentences: &[Sentence],
    _others: &[Mention],
    _dating: &Dating,
) -> Vec<Mention> {
    Vec::new()
}
