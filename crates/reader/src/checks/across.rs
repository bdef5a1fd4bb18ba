//! The same claim in several documents.

use super::number::{Range, show_quantity, signed, signed_range};
use model::{Claim, Verdict};
use std::collections::BTreeMap;

/// Two claims of different documents about the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Index of the first in the list that was compared.
    pub first: usize,
    /// Index of the second.
    pub second: usize,
    /// `Agrees`, `AgreesWithinRounding`, `Disagrees`, or `ConflictsWithMirror` where the one speaks of exports and the other of
    /// the same flow as imports, which another state counts.
    pub verdict: Verdict,
    /// The figures, for people: that of the second, then that of the first.
    pub working: String,
}

impl Comparison {
    /// The figures seen from the other side.
    pub fn turned(&self, claims: &[(&str, &Claim)]) -> String {
        let (first, second) = (claims[self.first].1, claims[self.second].1);
        compare(second, first).map_or_else(String::new, |(_, working)| working)
    }
}

/// Compares claims of several documents: same indicator, sides, dimension, period, unit. Each item is the document's id and
/// its claim; claims of one document are not compared with each other, and targets and forecasts with none. The comparisons
/// come in the order of the list; every later claim is held against the first of its sort in each other document.
pub fn across(claims: &[(&str, &Claim)]) -> Vec<Comparison> {
    let mut sorts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
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
                if let Some((verdict, working)) = compare(claims[first].1, claims[second].1) {
                    comparisons.push(Comparison { first, second, verdict, working });
                }
            }
        }
    }
    comparisons.sort_by_key(|comparison| (comparison.second, comparison.first));
    comparisons
}

/// Levels where both have one, else changes.
fn compare(first: &Claim, second: &Claim) -> Option<(Verdict, String)> {
    let (verdict, working) = if let (Some(one), Some(two)) = (&first.level, &second.level) {
        let verdict = if one.value == two.value && one.bound == two.bound {
            Verdict::Agrees
        } else if Range::of(one).meets(Range::of(two)) {
            Verdict::AgreesWithinRounding
        } else {
            Verdict::Disagrees
        };
        (verdict, format!("{} here, {} there", show_quantity(two), show_quantity(one)))
    } else {
        let (one, two) = (first.change.as_ref()?, second.change.as_ref()?);
        if one.unit != two.unit || one.step <= 0.0 || two.step <= 0.0 {
            return None;
        }
        let verdict = if signed(one) == signed(two) {
            Verdict::Agrees
        } else if signed_range(one).meets(signed_range(two)) {
            Verdict::AgreesWithinRounding
        } else {
            Verdict::Disagrees
        };
        (verdict, format!("{:+} {} here, {:+} {} there", signed(two), two.unit, signed(one), one.unit))
    };
    let mirror = verdict == Verdict::Disagrees && first.indicator != second.indicator;
    Some((if mirror { Verdict::ConflictsWithMirror } else { verdict }, working))
}

/// What two claims must share to be compared; `None` for one that cannot be.
fn sort(claim: &Claim) -> Option<String> {
    let measured = claim.level.as_ref().or(claim.change.as_ref())?;
    let interval = claim.period.as_ref()?.interval?;
    let reporter = claim.reporter.as_ref()?.side();
    let partner = claim.partner.as_ref().map(model::Actor::side).unwrap_or_default();
    if claim.indicator == "unclassified" || matches!(claim.status.as_deref(), Some("target" | "forecast")) {
        return None;
    }
    // Counts of one state (its companies, its dead) are of this town and that week: only what is counted of a state as a whole
    // is the same thing in two articles.
    let own = ["nuclear-warheads", "defence-spending", "growth"].contains(&claim.indicator.as_str());
    if partner.is_empty() && !own {
        return None;
    }
    // Trade between two is the same whoever is named first, and exports to a state are what it imports.
    let (indicator, first, second) = match claim.indicator.as_str() {
        "trade-total" if partner < reporter => ("trade-total", partner, reporter),
        "imports" if !partner.is_empty() => ("exports", partner, reporter),
        other => (other, reporter, partner),
    };
    let counted = measured.counted.as_deref().filter(|_| measured.unit == "1").unwrap_or_default();
    let dimension = format!("{}\t{}", claim.dimension.as_deref().unwrap_or_default(), counted.to_lowercase());
    let kind = if claim.level.is_some() { "level" } else { "change" };
    Some(format!(
        "{indicator}\t{first}\t{second}\t{dimension}\t{}/{}\t{kind}\t{}",
        interval.start, interval.end, measured.unit
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, passage, read};
    use std::sync::LazyLock;

    static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::english);

    fn claims(text: &str) -> Vec<Claim> {
        let findings = read(&LANGUAGE, &passage(text, None)).findings.into_iter();
        findings
            .filter_map(|finding| if let model::Finding::Claim(claim) = finding { Some(claim) } else { None })
            .collect()
    }

    fn verdicts(texts: &[&str]) -> Vec<Verdict> {
        let all: Vec<(String, Claim)> = texts
            .iter()
            .enumerate()
            .flat_map(|(index, text)| claims(text).into_iter().map(move |claim| (index.to_string(), claim)))
            .collect();
        let list: Vec<(&str, &Claim)> = all.iter().map(|(id, claim)| (id.as_str(), claim)).collect();
        across(&list).iter().map(|comparison| comparison.verdict).collect()
    }

    #[test]
    fn other_documents_versions_are_compared() {
        let one = "Trade between Chile and Peru reached $3.1 billion in 2019.";
        assert_eq!(
            verdicts(&[one, "Trade between Peru and Chile was $3.08 billion in 2019."]),
            [Verdict::AgreesWithinRounding]
        );
        assert_eq!(verdicts(&[one, "Trade between Peru and Chile was $3.9 billion in 2019."]), [Verdict::Disagrees]);
        assert_eq!(verdicts(&[one, "Trade between Peru and Chile was $3.9 billion in 2018."]), []);
        assert_eq!(verdicts(&[one, "Trade between Peru and Chile is expected to reach $3.9 billion in 2019."]), []);
        assert_eq!(verdicts(&[&format!("{one} {one}")]), [], "a document is not compared with itself");
        let dead = ["Clashes in Chile left 40 casualties in 2019.", "Clashes in Chile left 12 casualties in 2019."];
        assert_eq!(verdicts(&dead), [], "whose dead, and of which week, is not said");
    }

    #[test]
    fn the_same_flow_named_from_both_ends_is_a_mirror() {
        let exports = "Exports of Kenya to Uganda amounted to $610 million in 2018.";
        let imports = "Imports of Uganda from Kenya amounted to $540 million in 2018.";
        assert_eq!(verdicts(&[exports, imports]), [Verdict::ConflictsWithMirror]);
    }
}
