//! `events.verbal_cooperation`, `events.material_cooperation`, `events.verbal_conflict`, `events.material_conflict`: how
//! many events of a quad class one side did toward the other.
//!
//! **Formula.** The number of [occasions](crate::occasions()) of the class. Bounds: from that number, if the merging was
//! right wherever it took reports together, to the number of reports, if it never was.
//!
//! **Range.** Whole numbers from 1; a month without events has no point.
//!
//! **When it misleads.** It counts what the articles at hand tell. More articles give more events: compare months and
//! dyads by their documents and outlets first, or by [`mean-score`](crate::mean_score). All events of a class count the
//! same, a telephone call as much as a treaty.

use crate::{Basis, Occasion, Outcome};
use model::Quad;

pub(crate) const VERBAL_COOPERATION: Basis = Basis::Occasions(|all| count(all, Quad::VerbalCooperation));
pub(crate) const MATERIAL_COOPERATION: Basis = Basis::Occasions(|all| count(all, Quad::MaterialCooperation));
pub(crate) const VERBAL_CONFLICT: Basis = Basis::Occasions(|all| count(all, Quad::VerbalConflict));
pub(crate) const MATERIAL_CONFLICT: Basis = Basis::Occasions(|all| count(all, Quad::MaterialConflict));

fn count(all: &[&Occasion], quad: Quad) -> Option<Outcome> {
    let behind: Vec<usize> = (0..all.len()).filter(|&index| all[index].quad == quad).collect();
    let reports: usize = behind.iter().map(|&index| all[index].entries.len()).sum();
    let value = behind.len() as f64;
    (!behind.is_empty()).then_some(Outcome { value, interval: Some((value, reports as f64)), behind })
}

#[cfg(test)]
mod tests {
    use crate::samples::*;
    use model::Pillar;

    /// Norland signs a treaty with Sudria (two papers) and gives aid in June, and threatens in July.
    #[test]
    fn worked_example() {
        let economy = Pillar::EconomicComplementarity;
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-06-05", "B"), ("c", "2021-07-09", "A")],
            vec![
                entry("a", event("NOR", "SUD", "AGREE", 6.0).at(Some("2021-06-03")).pillar(economy)),
                entry("b", event("NOR", "SUD", "AGREE", 6.0).at(Some("2021-06-03")).pillar(economy)),
                entry("b", event("NOR", "SUD", "AID", 7.0)),
                entry("c", event("NOR", "SUD", "THREATEN", -6.0)),
                entry("c", event("NOR", "SUD", "ASSAULT", -10.0).opinion()),
            ],
        );
        let of = |name: &str, pillar| points(&snapshot, name, "NOR", pillar);
        assert_eq!(of("events.verbal_cooperation", None), [("2021-06".to_owned(), 1.0, Some((1.0, 2.0)))]);
        assert_eq!(of("events.verbal_cooperation", Some(economy)), [("2021-06".to_owned(), 1.0, Some((1.0, 2.0)))]);
        assert_eq!(of("events.material_cooperation", None), [("2021-06".to_owned(), 1.0, Some((1.0, 1.0)))]);
        assert_eq!(of("events.material_cooperation", Some(economy)), []);
        assert_eq!(of("events.verbal_conflict", None), [("2021-07".to_owned(), 1.0, Some((1.0, 1.0)))]);
        assert_eq!(of("events.material_conflict", None), []);

        let series = crate::series(&snapshot);
        let point = &series[0].points[0];
        assert_eq!((point.documents, point.outlets, point.entries.len()), (2, 2, 2));
    }
}
