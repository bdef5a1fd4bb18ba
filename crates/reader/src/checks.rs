//! Whether claims hold: against each other, against dated facts, against reference figures.

use crate::View;
use model::Claim;

/// Dated facts and the small reference table that ship with the project.
pub struct Facts;

impl Facts {
    /// From `ontology/facts`.
    pub fn embedded() -> Facts {
        Facts
    }
}

/// The claims with what checking them found.
pub fn check(_view: View, claims: Vec<Claim>) -> Vec<Claim> {
    claims
}
