//! `net-score`: how cooperative or hostile what one side did toward the other was, summed up.
//!
//! **Formula.** The sum of the weights of the [occasions](crate::occasions()); an occasion weighs the mean of its reports.
//! Weights of type and mode lie between −10 and 10, on the scale of Goldstein (1992), assigned to PLOVER's types.
//!
//! **Bounds.** What the sum would be if some or all of the reports that were taken together told of different events: each
//! occasion adds between its weight and the sum of its reports' weights.
//!
//! **Range.** Any number; its size grows with the number of events.
//!
//! **When it misleads.** A quiet month and a month of praise and threats alike come out near zero: look at the counts by
//! quad class beside it. It grows with the number of articles. Goldstein's weights are a panel's judgement of types, not of
//! acts: every assault weighs as much.

use crate::{Basis, Occasion, Outcome};

pub(crate) const BASIS: Basis = Basis::Occasions(reckon);

fn reckon(all: &[&Occasion]) -> Option<Outcome> {
    if all.is_empty() {
        return None;
    }
    let sum = |weight: fn(&Occasion) -> f64| all.iter().map(|occasion| weight(occasion)).sum::<f64>();
    let interval = (
        sum(|occasion| occasion.weight.min(occasion.report_weight)),
        sum(|occasion| occasion.weight.max(occasion.report_weight)),
    );
    let value = sum(|occasion| occasion.weight);
    Some(Outcome { value, interval: Some(interval), behind: (0..all.len()).collect() })
}

#[cfg(test)]
mod tests {
    use crate::samples::*;

    /// Aid of 7 told twice, and a threat of −6: 7 − 6 = 1; if the aid was given twice, 14 − 6 = 8.
    #[test]
    fn worked_example() {
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-06-05", "B")],
            vec![
                entry("a", event("NOR", "SUD", "AID", 7.0)),
                entry("b", event("NOR", "SUD", "AID", 7.0)),
                entry("b", event("NOR", "SUD", "THREATEN", -6.0)),
                entry("b", event("SUD", "NOR", "ACCUSE", -2.2)),
            ],
        );
        assert_eq!(points(&snapshot, "net-score", "NOR", None), [("2021-06".to_owned(), 1.0, Some((1.0, 8.0)))]);
        assert_eq!(points(&snapshot, "net-score", "SUD", None), [("2021-06".to_owned(), -2.2, Some((-2.2, -2.2)))]);
    }
}
