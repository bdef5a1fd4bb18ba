//! `coverage.actual`, `.habitual`, `.intended`, `.future`, `.conditional`, `.possible`, `.denied`, `.historical`,
//! `.attributed`, `.opinion`: how the press speaks of what one side does toward the other.
//!
//! **Formula.** The number of reports (entries, not taken together) of that factuality, in the month in which they were
//! published. An author's own judgements count in `.opinion` only. `.attributed` counts the reports of acts told as done
//! that rest on somebody's word; they are also in `.actual` or `.habitual`.
//!
//! **Range.** Whole numbers from 1; a month without reports has no point.
//!
//! **When it misleads.** These are reports, not events: one denial in ten papers counts ten. The month is that of
//! publication, not of the act; the counts of events use the month of the act.

use crate::{Basis, Place, UNKNOWN, cuts, events_of, published};
use model::{Event, Factuality, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const ACTUAL: Basis = Basis::Reports(|event| told(event, Factuality::Actual));
pub(crate) const HABITUAL: Basis = Basis::Reports(|event| told(event, Factuality::Habitual));
pub(crate) const INTENDED: Basis = Basis::Reports(|event| told(event, Factuality::Intended));
pub(crate) const FUTURE: Basis = Basis::Reports(|event| told(event, Factuality::Future));
pub(crate) const CONDITIONAL: Basis = Basis::Reports(|event| told(event, Factuality::Conditional));
pub(crate) const POSSIBLE: Basis = Basis::Reports(|event| told(event, Factuality::Possible));
pub(crate) const DENIED: Basis = Basis::Reports(|event| told(event, Factuality::Denied));
pub(crate) const HISTORICAL: Basis = Basis::Reports(|event| told(event, Factuality::Historical));
pub(crate) const ATTRIBUTED: Basis = Basis::Reports(|event| event.counts() && event.attribution.is_some());
pub(crate) const OPINION: Basis = Basis::Reports(|event| event.opinion);

fn told(event: &Event, factuality: Factuality) -> bool {
    event.factuality == factuality && !event.opinion
}

/// The entries of the events that pass, by pair, pillar and month of publication.
pub(crate) fn places(snapshot: &Snapshot, passes: fn(&Event) -> bool) -> BTreeMap<Place, BTreeSet<String>> {
    let published = published(snapshot);
    let mut places: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
    for (entry, event) in events_of(snapshot).filter(|(_, event)| passes(event)) {
        let month = published.get(entry.document.as_str()).and_then(|days| days.month());
        let month = month.unwrap_or_else(|| UNKNOWN.to_owned());
        for dyad in event.dyads() {
            for pillar in cuts(event.pillars.iter().copied()) {
                places.entry((dyad.clone(), pillar, month.clone())).or_default().insert(entry.id.clone());
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use crate::samples::*;
    use model::Factuality;

    /// Sudria says that Norland attacked it, Norland denies it, and a columnist has a view.
    #[test]
    fn worked_example() {
        let attack = || event("NOR", "SUD", "ASSAULT", -10.0).at(Some("2021-05-30"));
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-06-05", "B"), ("c", "", "C")],
            vec![
                entry("a", attack().said_by("SUD")),
                entry("b", attack().told_as(Factuality::Denied).said_by("NOR")),
                entry("c", attack().opinion()),
            ],
        );
        let of = |name: &str| points(&snapshot, name, "NOR", None);
        let june = [("2021-06".to_owned(), 1.0, None)];
        assert_eq!(of("coverage.actual"), june);
        assert_eq!(of("coverage.attributed"), june);
        assert_eq!(of("coverage.denied"), june);
        assert_eq!(of("coverage.opinion"), [("unknown".to_owned(), 1.0, None)]);
        assert_eq!(of("coverage.intended"), []);
        assert_eq!(of("events.material_conflict"), [("2021-05".to_owned(), 1.0, Some((1.0, 1.0)))]);
    }
}
