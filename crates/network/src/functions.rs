//! Exponential, logistic function and hyperbolic tangent, from additions and multiplications alone.

/// `e` to the power of `x`, to about one part in ten million; `x` is clamped to ±87, where `f32` ends.
///
/// The usual reduction `x = n ln 2 + r` with a polynomial for `e^r` (Cephes, `expf`).
#[inline(always)]
#[allow(clippy::excessive_precision)] // The coefficients as published.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0);
    // Adding and subtracting this rounds to a whole number without a library call.
    const ROUND: f32 = 12_582_912.0;
    let n = (x * std::f32::consts::LOG2_E + ROUND) - ROUND;
    let r = x - n * 0.693_359_375 - n * -2.121_944_4e-4;
    let p = ((((1.987_569_15e-4 * r + 1.398_199_95e-3) * r + 8.333_451_9e-3) * r + 4.166_579_6e-2) * r
        + 1.666_666_55e-1)
        * r
        + 5.000_000_12e-1;
    let value = p * r * r + r + 1.0;
    value * f32::from_bits(((n as i32 + 127) << 23) as u32)
}

/// The logistic function.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

/// The hyperbolic tangent of every value.
pub fn tanh_all(values: &mut [f32]) {
    for value in values {
        *value = tanh(*value);
    }
}

/// The leaky rectifier of every value.
pub fn leaky_all(values: &mut [f32]) {
    for value in values {
        *value = leaky(*value);
    }
}

/// The leaky rectifier that all hidden layers use.
#[inline(always)]
pub fn leaky(x: f32) -> f32 {
    if x > 0.0 { x } else { 0.1 * x }
}

/// Turns scores into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - highest);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// The index of the highest score, the first of equals; 0 for none.
pub fn highest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (index, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = index;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_close_to_the_exact_ones() {
        for step in -2000..=2000 {
            let x = step as f32 / 100.0;
            let exact = f64::from(x);
            assert!((f64::from(exp(x)) / exact.exp() - 1.0).abs() < 3e-7, "exp({x})");
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-exact).exp())).abs() < 3e-7, "sigmoid({x})");
            assert!((f64::from(tanh(x)) - exact.tanh()).abs() < 5e-7, "tanh({x})");
        }
        assert!(exp(-1e9) >= 0.0 && exp(1e9).is_finite() && exp(f32::NAN).is_nan());
    }
}
