//! A chain of labels: how well each follows the one before is learned with how well each fits its word (Lafferty, McCallum
//! and Pereira 2001).

use network::Matrix;
use network::functions::exp;

/// Turns the scores of a sentence into the derivatives of the negative log-probability of the `wanted` labels, times
/// `weight`, and adds those of the transitions (`before` × `label`; label 0 stands before the first word).
pub fn chain(scores: &mut Matrix, transitions: &Matrix, wanted: &[u8], weight: f32, slopes: &mut Matrix) {
    let labels = scores.columns;
    let follows: Vec<f32> = transitions.data.iter().map(|&value| exp(value)).collect();
    // How well each word fits each label, up to a factor for each word, which cancels out.
    for row in scores.data.chunks_exact_mut(labels) {
        let highest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        row.iter_mut().for_each(|value| *value = exp(*value - highest));
    }
    let fits = scores.clone();
    let mut forward = Matrix::zeros(fits.rows, labels);
    let mut start = vec![0.0; labels];
    start[0] = 1.0;
    for at in 0..fits.rows {
        let before = if at == 0 { start.clone() } else { forward.row(at - 1).to_vec() };
        let row = forward.row_mut(at);
        for (before, follows) in before.iter().zip(follows.chunks_exact(labels)) {
            for (sum, follows) in row.iter_mut().zip(follows) {
                *sum += before * follows;
            }
        }
        row.iter_mut().zip(fits.row(at)).for_each(|(sum, fit)| *sum *= fit);
        scale(row);
    }
    let mut backward = vec![1.0; labels];
    for at in (0..fits.rows).rev() {
        let row = scores.row_mut(at);
        for ((slope, forward), backward) in row.iter_mut().zip(forward.row(at)).zip(&backward) {
            *slope = forward * backward;
        }
        scale(row);
        row[usize::from(wanted[at])] -= 1.0;
        row.iter_mut().for_each(|slope| *slope *= weight);
        // The pairs of this label and the one before.
        let ahead: Vec<f32> = backward.iter().zip(fits.row(at)).map(|(backward, fit)| backward * fit).collect();
        let before = if at == 0 { &start[..] } else { forward.row(at - 1) };
        let mut pairs = vec![0.0; labels * labels];
        for (index, pair) in pairs.iter_mut().enumerate() {
            *pair = before[index / labels] * follows[index] * ahead[index % labels];
        }
        scale(&mut pairs);
        let last = at.checked_sub(1).map_or(0, |at| usize::from(wanted[at]));
        pairs[last * labels + usize::from(wanted[at])] -= 1.0;
        slopes.data.iter_mut().zip(&pairs).for_each(|(slope, pair)| *slope += weight * pair);
        for (before, follows) in backward.iter_mut().zip(follows.chunks_exact(labels)) {
            *before = follows.iter().zip(&ahead).map(|(follows, ahead)| follows * ahead).sum();
        }
        scale(&mut backward);
    }
}

/// Scales values to one in sum.
fn scale(values: &mut [f32]) {
    let sum: f32 = values.iter().sum::<f32>().max(1e-30);
    values.iter_mut().for_each(|value| *value /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The negative log-probability by adding up all sequences.
    fn exhaustive(scores: &Matrix, transitions: &Matrix, wanted: &[u8]) -> f64 {
        let value = |labels: &[usize]| -> f64 {
            let mut before = 0;
            let mut sum = 0.0;
            for (at, &label) in labels.iter().enumerate() {
                sum += f64::from(scores.row(at)[label] + transitions.row(before)[label]);
                before = label;
            }
            sum
        };
        let labels = scores.columns;
        let total: f64 = (0..labels.pow(scores.rows as u32))
            .map(|number| {
                value(&(0..scores.rows).map(|at| number / labels.pow(at as u32) % labels).collect::<Vec<_>>()).exp()
            })
            .sum();
        total.ln() - value(&wanted.iter().map(|&label| usize::from(label)).collect::<Vec<_>>())
    }

    #[test]
    fn derivatives_are_the_slopes() {
        let scores = Matrix { rows: 3, columns: 3, data: vec![0.3, -0.2, 0.9, 0.1, 0.4, -0.7, 1.1, 0.0, 0.2] };
        let transitions = Matrix { rows: 3, columns: 3, data: vec![0.2, 0.5, -0.4, 0.0, -0.3, 0.6, 0.1, -0.8, 0.3] };
        let wanted = [1, 2, 0];
        let (mut found, mut slopes) = (scores.clone(), Matrix::zeros(3, 3));
        chain(&mut found, &transitions, &wanted, 1.0, &mut slopes);
        let step = 1e-3;
        for at in 0..9 {
            for (which, exact) in [(0, found.data[at]), (1, slopes.data[at])] {
                let moved = |change: f32| {
                    let mut both = [scores.clone(), transitions.clone()];
                    both[which].data[at] += change;
                    exhaustive(&both[0], &both[1], &wanted)
                };
                let numeric = (moved(step) - moved(-step)) / f64::from(2.0 * step);
                assert!((numeric - f64::from(exact)).abs() < 1e-3, "{which} {at}: {numeric} {exact}");
            }
        }
    }
}
