//! Whether claims hold: against each other, against dated facts, against reference figures.
//!
//! Every check shows its working. Its tolerance is what the printed digits leave open: half of the last digit's step, and
//! up to a whole step where a writer may have cut off instead of rounding.

mod across;
mod calendar;
mod changes;
mod dates;
mod document;
mod facts;
mod number;
mod offices;
mod reference;
mod sheet;
mod totals;
mod treaties;
mod votes;

use crate::View;
use crate::claims::frame::Frame;
use model::{Check, Claim, Verdict};
use sheet::Sheet;

pub use across::{Comparison, across};
pub use facts::Facts;
pub use reference::{against, with_references};

/// True for a verdict that a reader should look at: the words cannot all be right as they stand.
pub const fn is_conflict(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Disagrees | Verdict::Implausible | Verdict::Stale)
}

/// The claims with what checking them found. Claims about offices, treaties and calendar days that conflict with what is
/// known are added. A claim that nothing could be held against says so.
pub fn check(view: View, claims: Vec<Claim>) -> Vec<Claim> {
    let mut sheet = Sheet::new(view, claims);
    let repeated = crate::claims::repeated(view);
    for index in (0..view.sentences.len()).filter(|&index| !repeated[index]) {
        if let Some(frame) = Frame::new(view, index) {
            changes::check(&mut sheet, &frame);
            totals::check(&mut sheet, &frame);
            votes::check(&mut sheet, &frame);
        }
        calendar::check(&mut sheet, index);
        offices::check(&mut sheet, index);
        treaties::check(&mut sheet, index);
        dates::check(&mut sheet, index);
    }
    document::check(&mut sheet);
    reference::check(&mut sheet);
    let mut claims = sheet.claims;
    claims.sort_by_key(|claim| (claim.sentence, claim.evidence.span.start, claim.evidence.span.end));
    for claim in &mut claims {
        if claim.checks.is_empty() {
            claim.checks.push(nothing_to_hold_it_against());
        }
    }
    claims
}

/// The name of the check of a claim that nothing could be held against.
pub const NO_COUNTERPART: &str = "no-counterpart";

fn nothing_to_hold_it_against() -> Check {
    Check {
        verdict: Verdict::NotCheckable,
        rule: NO_COUNTERPART.to_owned(),
        working: "no other figure of the document, dated fact or reference figure to hold it against".to_owned(),
        spans: Vec::new(),
        reference: None,
    }
}

/// The verdict that a claim is listed under: the gravest conflict, else the best agreement, else what stands between. A
/// claim that agrees with the statistic of its own side agrees, whatever the mirror says; that stands beside it. One that
/// agrees with the other side's statistic only is in conflict between the two.
pub fn headline(checks: &[Check]) -> Verdict {
    const ORDER: [Verdict; 9] = [
        Verdict::Disagrees,
        Verdict::Implausible,
        Verdict::Stale,
        Verdict::Agrees,
        Verdict::AgreesWithinRounding,
        Verdict::ConflictsWithMirror,
        Verdict::DiffersByVintage,
        Verdict::Ambiguous,
        Verdict::NotCheckable,
    ];
    let own_conflicts =
        checks.iter().any(|check| check.rule == reference::RULE && check.verdict == Verdict::ConflictsWithMirror);
    let counts = |check: &Check| !(own_conflicts && check.rule == reference::MIRROR_RULE);
    let has = |verdict: Verdict| checks.iter().any(|check| check.verdict == verdict && counts(check));
    ORDER.into_iter().find(|verdict| has(*verdict)).unwrap_or(Verdict::NotCheckable)
}

#[cfg(test)]
mod tests;
