//! The best tree without crossing arcs.
//!
//! In English hardly any arcs cross, and where those of the best tree do, one of them is mostly wrong.

use super::trees::Arcs;

/// True where two arcs of a tree cross, that of the root among them; heads as [`super::trees::best`] gives them.
pub fn crosses(heads: &[usize]) -> bool {
    let arcs: Vec<(usize, usize)> =
        heads.iter().enumerate().map(|(word, &head)| ((word + 1).min(head), (word + 1).max(head))).collect();
    arcs.iter().any(|&(a, b)| arcs.iter().any(|&(c, d)| a < c && c < b && b < d))
}

/// Which end of a stretch of words governs the rest.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// A stretch of words: its best score and where it splits, by the end that governs.
type Stretch = [(f32, usize); 2];

/// The head of every word in the best tree without crossing arcs and with one word below the root, by the algorithm of
/// Eisner (1996), in time cubic in the number of words: 0 is the root, `n` the word `n - 1`.
pub fn best(arcs: &Arcs) -> Vec<usize> {
    let words = arcs.words;
    if words == 0 {
        return Vec::new();
    }
    let at = |left: usize, right: usize| left * words + right;
    let highest = |splits: std::ops::Range<usize>, score: &dyn Fn(usize) -> f32| {
        let better = |best: (f32, usize), split: usize| {
            let score = score(split);
            if score > best.0 { (score, split) } else { best }
        };
        splits.clone().fold((f32::NEG_INFINITY, splits.start), better)
    };
    // Closed stretches have all dependents of the governing end; open ones have an arc between their ends.
    let mut closed: Vec<Stretch> = vec![[(0.0, 0); 2]; words * words];
    let mut open: Vec<Stretch> = vec![[(f32::NEG_INFINITY, 0); 2]; words * words];
    for width in 1..words {
        for left in 0..words - width {
            let right = left + width;
            let (sum, split) =
                highest(left..right, &|split| closed[at(left, split)][0].0 + closed[at(split + 1, right)][1].0);
            let [rightwards, leftwards] = [arcs.score(right, left + 1), arcs.score(left, right + 1)];
            open[at(left, right)] = [(sum + rightwards, split), (sum + leftwards, split)];
            closed[at(left, right)] = [
                highest(left + 1..right + 1, &|split| open[at(left, split)][0].0 + closed[at(split, right)][0].0),
                highest(left..right, &|split| closed[at(left, split)][1].0 + open[at(split, right)][1].0),
            ];
        }
    }
    let whole = |root: usize| arcs.score(root, 0) + closed[at(0, root)][1].0 + closed[at(root, words - 1)][0].0;
    let (_, root) = highest(0..words, &whole);
    let mut heads = vec![0; words];
    let mut rest = vec![(0, root, Side::Right, true), (root, words - 1, Side::Left, true)];
    while let Some((left, right, side, is_closed)) = rest.pop() {
        if left == right {
            continue;
        }
        let stretch = if is_closed { closed[at(left, right)] } else { open[at(left, right)] };
        let (_, split) = stretch[side as usize];
        match (is_closed, side) {
            (true, Side::Left) => rest.extend([(left, split, side, false), (split, right, side, true)]),
            (true, Side::Right) => rest.extend([(left, split, side, true), (split, right, side, false)]),
            (false, _) => {
                match side {
                    Side::Left => heads[right] = left + 1,
                    Side::Right => heads[left] = right + 1,
                }
                rest.extend([(left, split, Side::Left, true), (split + 1, right, Side::Right, true)]);
            }
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::trees::tests::{by_chance, exhaustive, is_tree, total};

    #[test]
    fn the_best_tree_without_crossing_arcs_is_found() {
        for arcs in by_chance(5, 300) {
            let heads = best(&arcs);
            assert!(is_tree(&heads) && !crosses(&heads), "{arcs:?} {heads:?}");
            let exact = exhaustive(&arcs, |heads| !crosses(heads));
            assert!((total(&arcs, &heads) - exact).abs() < 1e-2, "{arcs:?} {heads:?}");
        }
        assert!(best(&Arcs::default()).is_empty());
    }

    #[test]
    fn crossing_arcs_are_seen() {
        assert!(crosses(&[3, 4, 0, 3]));
        assert!(!crosses(&[2, 0, 4, 2]));
    }
}
