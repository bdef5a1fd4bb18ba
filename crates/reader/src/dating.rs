//! When a document was published, and what sort of text it is.

use crate::times::Expression;
use model::{Dating, Document, Genre, Sentence};

/// The publication date: stated by header, dateline or address, or inferred from the words, or unknown.
pub fn date(document: &Document, _sentences: &[Sentence], _times: &[Expression]) -> Dating {
    Dating {
        interval: document.published,
        year: document.published.map(|interval| interval.start.year()),
        stated: document.published.is_some(),
        evidence: Vec::new(),
        against: Vec::new(),
    }
}

/// News or opinion, by address, byline and words.
pub fn genre(_document: &Document, _sentences: &[Sentence]) -> Genre {
    Genre::Unknown
}
