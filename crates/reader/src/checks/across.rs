//! The same claim in several documents.

use super::number::{Range, show_quantity};
use model::{Claim, Verdict};

/// Two claims of different documents about the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Index of the first in the list that was compared.
    pub first: usize,
    /// Index of the second.
    pub second: usize,
    /// `Agrees`, `AgreesWithinRounding` or `Disagrees`.
    pub verdict: Verdict,
    /// The figures, for people.
    pub working: String,
}

/// Compares claims of several documents: same indicator, sides, dimension, period, unit. Each item is the document's id and
/// its claim; claims of one document are not compared with each other, and targets and forecasts with none. The comparisons
/// come in the order of the list; every later claim is held against the first of its sort in each other document.
pub fn across(claims: &[(&str, &Claim)]) -> Vec<Comparison> {
    let mut sorts: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    for (index, (_, claim)) in claims.iter().enumerate() {
        if let Some(sort) = sort(claim) {
            sorts.entry(sort).or_default().push(index);
        }
    }
    let mut comparisons = Vec::new();
    for members in sorts.values() {
        for (position, &second) in members.iter().enumerate() {
            let mut seen: Vec<&str> = vec![claims[second].0];
            for &first in &members[..position] {
                if seen.contains(&claims[first].0) {
                    continue;
                }
                seen.push(claims[first].0);
                let (Some(one), Some(two)) = (&claims[first].1.level, &claims[second].1.level) else { continue };
                let verdict = if one.value == two.value {
                    Verdict::Agrees
                } else if Range::of(one).meets(Range::of(two)) {
                    Verdict::AgreesWithinRounding
                } else {
                    Verdict::Disagrees
                };
                let working = format!("{} here, {} there", show_quantity(two), show_quantity(one));
                comparisons.push(Comparison { first, second, verdict, working });
            }
        }
    }
    comparisons.sort_by_key(|comparison| (comparison.second, comparison.first));
    comparisons
}

/// What two claims must share to be compared; `None` for one that cannot be.
fn sort(claim: &Claim) -> Option<String> {
    let level = claim.level.as_ref()?;
    let interval = claim.period.as_ref()?.interval?;
    let reporter = claim.reporter.as_ref()?.side();
    let partner = claim.partner.as_ref().map(model::Actor::side).unwrap_or_default();
    if claim.indicator == "unclassified" || matches!(claim.status.as_deref(), Some("target" | "forecast")) {
        return None;
    }
    // Trade between two is the same whoever is named first.
    let (first, second) =
        if claim.indicator == "trade-total" && partner < reporter { (partner, reporter) } else { (reporter, partner) };
    let dimension = claim.dimension.clone().unwrap_or_default();
    Some(format!(
        "{}\t{first}\t{second}\t{dimension}\t{}/{}\t{}",
        claim.indicator, interval.start, interval.end, level.unit
    ))
}
