//! Snapshots to series: pure arithmetic.
//!
//! [`series`] gives every measure of [`MEASURES`] for every directed dyad, pillar and month; [`dyads`] an overview of the
//! unordered pairs; [`occasions`] what both rest on: reports of one event brought together. Nothing here depends on the
//! order of entries. `docs/measures.md` is the reference for readers of figures.

mod coverage;
mod dyads;
mod events;
mod mean_score;
mod net_score;
mod occasions;
#[cfg(test)]
mod samples;

pub use dyads::{DyadSummary, Toward, dyads};
pub use occasions::{Occasion, Report, UNDATED_DAYS, occasions};

use model::{Dyad, Entry, Finding, Pillar, Point, Series, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// A month that is not determined.
pub const UNKNOWN: &str = "unknown";

/// A measure: its name, what it is for people, and how it is reckoned.
pub struct Measure {
    /// The stable name: `net-score`.
    pub name: &'static str,
    /// What it says, in a few words.
    pub title: &'static str,
    /// What it is reckoned from.
    pub basis: Basis,
}

/// What a measure is reckoned from.
#[derive(Clone, Copy)]
pub enum Basis {
    /// Events told as done, in the month in which they happened, reports of one event taken together.
    Occasions(fn(&[&Occasion]) -> Option<Outcome>),
    /// Single reports of any factuality, in the month in which they were published; those that pass are counted.
    Reports(fn(&model::Event) -> bool),
}

/// What a measure says of a set of occasions.
pub struct Outcome {
    /// The value.
    pub value: f64,
    /// Lower and upper bound, where the measure gives one.
    pub interval: Option<(f64, f64)>,
    /// Which of the occasions stand behind it, by position.
    pub behind: Vec<usize>,
}

/// Every measure, in the order in which they are shown.
pub const MEASURES: [Measure; 16] = [
    Measure { name: "events.verbal_cooperation", title: "verbal cooperation", basis: events::VERBAL_COOPERATION },
    Measure { name: "events.material_cooperation", title: "material cooperation", basis: events::MATERIAL_COOPERATION },
    Measure { name: "events.verbal_conflict", title: "verbal conflict", basis: events::VERBAL_CONFLICT },
    Measure { name: "events.material_conflict", title: "material conflict", basis: events::MATERIAL_CONFLICT },
    Measure { name: "net-score", title: "net score: sum of weights", basis: net_score::BASIS },
    Measure { name: "mean-score", title: "mean weight of an event", basis: mean_score::BASIS },
    Measure { name: "coverage.actual", title: "reports of acts done", basis: coverage::ACTUAL },
    Measure { name: "coverage.habitual", title: "reports of repeated acts", basis: coverage::HABITUAL },
    Measure { name: "coverage.intended", title: "reports of intentions", basis: coverage::INTENDED },
    Measure { name: "coverage.future", title: "reports of acts to come", basis: coverage::FUTURE },
    Measure { name: "coverage.conditional", title: "reports of conditional acts", basis: coverage::CONDITIONAL },
    Measure { name: "coverage.possible", title: "reports of possible acts", basis: coverage::POSSIBLE },
    Measure { name: "coverage.denied", title: "denials", basis: coverage::DENIED },
    Measure { name: "coverage.historical", title: "reports of the past as background", basis: coverage::HISTORICAL },
    Measure { name: "coverage.attributed", title: "acts told as done on another's word", basis: coverage::ATTRIBUTED },
    Measure { name: "coverage.opinion", title: "authors' own judgements", basis: coverage::OPINION },
];

/// A set of points' coordinates: pair, pillar (none for all together), month.
type Place = (Dyad, Option<Pillar>, String);

/// Every measure over time, for each directed dyad, all pillars together and each pillar. In the order of [`MEASURES`],
/// pair and pillar; points in order of month, `unknown` last. A month without a point has nothing to count.
pub fn series(snapshot: &Snapshot) -> Vec<Series> {
    let occasions = occasions(snapshot);
    let mut by_place: BTreeMap<Place, Vec<&Occasion>> = BTreeMap::new();
    for occasion in &occasions {
        let month = occasion.month.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        for pillar in cuts(occasion.pillars.iter().copied()) {
            by_place.entry((occasion.dyad.clone(), pillar, month.clone())).or_default().push(occasion);
        }
    }
    let sources = Sources::new(snapshot);
    let mut all = Vec::new();
    for measure in &MEASURES {
        let mut lines: BTreeMap<(Dyad, Option<Pillar>), Vec<Point>> = BTreeMap::new();
        match measure.basis {
            Basis::Occasions(reckon) => {
                for ((pair, pillar, month), occasions) in &by_place {
                    let Some(outcome) = reckon(occasions) else { continue };
                    let entries = outcome.behind.iter().flat_map(|index| occasions[*index].entries.iter().cloned());
                    let point = sources.point(month, outcome.value, outcome.interval, entries.collect());
                    lines.entry((pair.clone(), *pillar)).or_default().push(point);
                }
            }
            Basis::Reports(counts) => {
                for ((pair, pillar, month), entries) in coverage::places(snapshot, counts) {
                    let point = sources.point(&month, entries.len() as f64, None, entries);
                    lines.entry((pair, pillar)).or_default().push(point);
                }
            }
        }
        all.extend(lines.into_iter().map(|((pair, pillar), points)| Series {
            measure: measure.name.to_owned(),
            pair,
            pillar,
            points,
        }));
    }
    all
}

/// All together, then each pillar once.
pub(crate) fn cuts(pillars: impl Iterator<Item = Pillar>) -> impl Iterator<Item = Option<Pillar>> {
    let pillars: BTreeSet<Pillar> = pillars.collect();
    std::iter::once(None).chain(pillars.into_iter().map(Some))
}

/// Which document and outlet each entry comes from.
pub(crate) struct Sources<'a> {
    documents: BTreeMap<&'a str, &'a str>,
    outlets: BTreeMap<&'a str, &'a str>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Sources<'a> {
        let outlet = |record: &'a model::DocumentRecord| Some((record.id.as_str(), record.header.outlet.value()?));
        Sources {
            documents: snapshot.entries.iter().map(|entry| (entry.id.as_str(), entry.document.as_str())).collect(),
            outlets: snapshot.documents.iter().filter_map(outlet).collect(),
        }
    }

    /// How many documents, and how many outlets that their headers name, stand behind entries.
    pub(crate) fn count<'e>(&self, entries: impl Iterator<Item = &'e String>) -> (usize, usize) {
        let documents: BTreeSet<&str> = entries.filter_map(|id| self.documents.get(id.as_str()).copied()).collect();
        let outlets: BTreeSet<&str> = documents.iter().filter_map(|id| self.outlets.get(id).copied()).collect();
        (documents.len(), outlets.len())
    }

    fn point(&self, month: &str, value: f64, interval: Option<(f64, f64)>, entries: BTreeSet<String>) -> Point {
        let (documents, outlets) = self.count(entries.iter());
        let entries = entries.into_iter().collect();
        Point { period: month.to_owned(), value, interval, documents, outlets, entries }
    }
}

/// The events among entries.
pub(crate) fn events_of(snapshot: &Snapshot) -> impl Iterator<Item = (&Entry, &model::Event)> {
    snapshot.entries.iter().filter_map(|entry| match &entry.finding {
        Finding::Event(event) => Some((entry, event)),
        _ => None,
    })
}

/// When each document was published, by its id.
pub(crate) fn published(snapshot: &Snapshot) -> BTreeMap<&str, model::Interval> {
    snapshot.documents.iter().filter_map(|record| Some((record.id.as_str(), record.published?))).collect()
}
