//! What is stated about something measurable.

use crate::View;
use model::{Claim, Quote};

/// Indicators and their phrases.
pub struct Indicators;

impl Indicators {
    /// From `ontology/indicators`.
    pub fn embedded() -> Indicators {
        Indicators
    }
}

/// The claims of a document.
pub fn claims(_view: View, _quotes: &[Quote]) -> Vec<Claim> {
    Vec::new()
}

/// Checks the examples of one indicator file.
#[cfg(test)]
pub fn check_examples(path: &str) {
    panic!("{path}: no checker yet");
}
