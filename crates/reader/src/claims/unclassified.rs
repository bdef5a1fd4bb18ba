//! Figures that no indicator knows.

use super::blank;
use super::build::{quantity_of, sides_named, witness};
use super::frame::{Frame, Role};
use super::registry::UnitFamily;
use model::{Claim, Span};

/// Figures with a unit or a count that no indicator knows, where a sentence names two sides: coverage is shown, not
/// hidden. What is said of one side alone, or of none, is no matter between states; nor are bare counts.
pub(super) fn claims_of(frame: &Frame, claims: &[Claim]) -> Vec<Claim> {
    let used =
        |span: Span| claims.iter().any(|claim| claim.evidence.witnesses.iter().any(|witness| witness.span == span));
    if sides_named(frame).len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for figure in frame.figures.iter().filter(|figure| !used(figure.span)) {
        let measured = match figure.family {
            UnitFamily::Count => figure.role == Role::Change,
            UnitFamily::Length | UnitFamily::Area | UnitFamily::Other => figure.quantity.unit.contains('/'),
            _ => true,
        };
        if !measured || matches!(figure.role, Role::Share | Role::Converted) {
            continue;
        }
        let mut claim = Claim {
            reporter: frame.nearest_side(figure.words.0).and_then(|named| named.reference.actors.first()).cloned(),
            dimension: figure.quantity.counted.clone(),
            ..blank(frame.sentence, "unclassified", figure.span)
        };
        match figure.role {
            Role::Change => {
                claim.change = Some(quantity_of(figure));
                witness(&mut claim, "change", figure.span);
            }
            _ => {
                claim.level = Some(quantity_of(figure));
                witness(&mut claim, "value", figure.span);
            }
        }
        if let [time] = frame.times.as_slice() {
            claim.period = Some(time.time.clone());
            witness(&mut claim, "time", time.span);
        }
        found.push(claim);
    }
    found
}
