//! The claims of a document while they are checked.

use crate::View;
use crate::claims::blank;
use model::{Check, Claim, Quantity, Span, Verdict, Witness};

/// The claims of a document, and the document.
pub struct Sheet<'a> {
    /// The document and what was read in it.
    pub view: View<'a>,
    /// Its claims.
    pub claims: Vec<Claim>,
}

impl<'a> Sheet<'a> {
    /// A sheet with nothing checked.
    pub fn new(view: View<'a>, claims: Vec<Claim>) -> Sheet<'a> {
        Sheet { view, claims }
    }

    /// The claim that rests on the words `span`, as value (in either currency), change, share or part.
    pub fn claim_of(&self, sentence: usize, span: Span) -> Option<usize> {
        self.claims.iter().position(|claim| {
            claim.sentence == sentence
                && claim.evidence.witnesses.iter().any(|witness| {
                    witness.span.overlaps(span)
                        && matches!(witness.role.as_str(), "value" | "change" | "share" | "part" | "converted")
                })
        })
    }

    /// Notes what was found about the figure at `span`, on the claim that rests on it; where there is none, on a new one
    /// that has no indicator.
    pub fn note_figure(&mut self, sentence: usize, span: Span, quantity: &Quantity, check: Check) {
        let index = self.claim_of(sentence, span).unwrap_or_else(|| {
            let mut claim = blank(sentence, "unclassified", span);
            claim.level = Some(quantity.clone());
            claim.evidence.witnesses.push(Witness { role: "value".to_owned(), span });
            self.claims.push(claim);
            self.claims.len() - 1
        });
        self.note(index, check);
    }

    /// Notes what was found about a claim; the same check with the same working once.
    pub fn note(&mut self, index: usize, check: Check) {
        let checks = &mut self.claims[index].checks;
        if !checks.contains(&check) {
            checks.push(check);
        }
    }

    /// Adds a claim about something dated that was found while checking.
    pub fn add(&mut self, sentence: usize, indicator: &str, dimension: &str, span: Span, check: Check) {
        let mut claim = blank(sentence, indicator, span);
        claim.dimension = Some(dimension.to_owned());
        claim.evidence.witnesses.push(Witness { role: "indicator".to_owned(), span });
        claim.checks.push(check);
        self.claims.push(claim);
    }
}

/// A check without reference.
pub fn found(verdict: Verdict, rule: &str, working: String, spans: Vec<Span>) -> Check {
    Check { verdict, rule: rule.to_owned(), working, spans, reference: None }
}
