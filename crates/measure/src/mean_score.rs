//! `mean-score`: how cooperative or hostile an event of the month was on average.
//!
//! **Formula.** The sum of the weights of the [occasions](crate::occasions()), divided by their number.
//!
//! **Bounds.** The lowest and the highest of the mean itself and the means when any one document is left out (what several
//! documents tell stays whichever is left out, so these may all lie on one side); none where leaving one out leaves no event,
//! so that a figure without bounds rests on a single document.
//!
//! **Range.** −10 to 10.
//!
//! **When it misleads.** Few events make it jump: look at the number beside it. It does not grow with the number of
//! articles, but it follows their choice: papers that report only quarrels give a low mean.

use crate::{Basis, Occasion, Outcome};
use std::collections::BTreeMap;

pub(crate) const BASIS: Basis = Basis::Occasions(reckon);

fn reckon(all: &[&Occasion]) -> Option<Outcome> {
    if all.is_empty() {
        return None;
    }
    let sum: f64 = all.iter().map(|occasion| occasion.weight).sum();
    let mut only: BTreeMap<&String, (f64, usize)> = BTreeMap::new();
    for occasion in all {
        let alone = occasion.documents.len() == 1;
        for document in &occasion.documents {
            let lost = only.entry(document).or_default();
            if alone {
                *lost = (lost.0 + occasion.weight, lost.1 + 1);
            }
        }
    }
    let without = only.values().map(|(weight, count)| {
        let left = all.len() - count;
        (left > 0).then(|| (sum - weight) / left as f64)
    });
    let means: Option<Vec<f64>> = without.collect();
    let value = sum / all.len() as f64;
    let interval =
        means.map(|means| means.into_iter().fold((value, value), |(low, high), mean| (low.min(mean), high.max(mean))));
    Some(Outcome { value, interval, behind: (0..all.len()).collect() })
}

#[cfg(test)]
mod tests {
    use crate::samples::*;

    /// Two papers tell of aid (6), each alone of a threat (−3): without either the mean rises from 0 to 1.5.
    #[test]
    fn what_two_papers_tell_stays() {
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-06-04", "B")],
            vec![
                entry("a", event("NOR", "SUD", "AID", 6.0)),
                entry("b", event("NOR", "SUD", "AID", 6.0)),
                entry("a", event("NOR", "SUD", "THREATEN", -3.0)),
                entry("b", event("NOR", "SUD", "REJECT", -3.0)),
            ],
        );
        let expected = [("2021-06".to_owned(), 0.0, Some((0.0, 1.5)))];
        assert_eq!(points(&snapshot, "mean-score", "NOR", None), expected);
    }

    /// One paper tells of aid (7) and a threat (−6), another of the aid alone: the mean is 0.5; without the first paper
    /// only the aid is left, 7; without the second nothing changes.
    #[test]
    fn worked_example() {
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-06-05", "B"), ("c", "2021-07-05", "B")],
            vec![
                entry("a", event("NOR", "SUD", "AID", 7.0)),
                entry("a", event("NOR", "SUD", "THREATEN", -6.0)),
                entry("b", event("NOR", "SUD", "AID", 7.0)),
                entry("c", event("NOR", "SUD", "AID", 7.0)),
            ],
        );
        let expected = [("2021-06".to_owned(), 0.5, Some((0.5, 7.0))), ("2021-07".to_owned(), 7.0, None)];
        assert_eq!(points(&snapshot, "mean-score", "NOR", None), expected);
    }
}
