//! A small linear model over hashed features: whether a word is a cue, and which of several stretches is meant.

/// Number of weights. Decisions on words, which have far more features, share the second half.
const SIZE: usize = 1 << 20;

/// Examples that a feature must be seen in to count.
const LEAST: u32 = 3;

/// Hashed features of one choice.
pub type Features = Vec<u32>;

/// Collects the features of one choice.
pub struct Collector {
    seed: u64,
    offset: u32,
    features: Features,
}

impl Collector {
    /// For decisions of one kind; those of different kinds share no weights but by chance.
    pub fn new(kind: &str) -> Collector {
        let offset = if matches!(kind, "said" | "next") { SIZE as u32 / 2 } else { 0 };
        Collector { seed: hash(0xcbf2_9ce4_8422_2325, kind), offset, features: Vec::new() }
    }

    /// Adds the feature that these parts make together.
    pub fn add(&mut self, parts: &[&str]) {
        let value = parts.iter().fold(self.seed, |value, part| hash(value, part));
        self.features.push(((value ^ (value >> 32)) % (SIZE as u64 / 2)) as u32 + self.offset);
    }

    /// Adds a feature for each value of a state that is not zero, by its place and its step.
    pub fn add_steps(&mut self, part: &str, steps: &[i8]) {
        let seed = hash(self.seed, part);
        for (place, &step) in steps.iter().enumerate().filter(|(_, step)| **step != 0) {
            let value = mix(mix(seed, place as u64), u64::from(step as u8));
            self.features.push(((value ^ (value >> 32)) % (SIZE as u64 / 2)) as u32 + self.offset);
        }
    }

    /// What was collected, each together with a state that all of them share.
    pub fn in_state(&self, state: &str) -> Features {
        let state = hash(self.seed, state) as u32;
        let place = |feature: u32| ((feature ^ state).wrapping_mul(0x9e37_79b1) >> 13) + self.offset;
        self.features.iter().map(|&feature| place(feature - self.offset)).collect()
    }

    /// What was collected.
    pub fn done(self) -> Features {
        self.features
    }
}

/// A hash of the bytes, eight at a time, with an end mark, so that parts do not run together.
fn hash(start: u64, text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let value = words.iter().fold(start, |value, word| mix(value, u64::from_le_bytes(*word)));
    mix(value, rest.iter().fold(0xff, |word, byte| word << 8 | u64::from(*byte)))
}

fn mix(value: u64, word: u64) -> u64 {
    (value.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Trained weights; empty where nothing was trained, and then rules alone decide.
#[derive(Debug, Clone, Default)]
pub struct Linear {
    weights: Vec<f32>,
    /// The probability from which a word counts as a cue.
    pub threshold: f32,
    /// [`super::training::fingerprint`] of the articles it was trained on; 0 where that was not said.
    pub trained_on: u64,
}

/// A training example: the choices, and the right one. One choice alone is a yes-no decision, right where `right` is 0.
pub struct Example {
    /// Features of each choice.
    pub choices: Vec<Features>,
    /// The right one; `None` for no of a yes-no decision.
    pub right: Option<usize>,
}

impl Linear {
    /// True without weights.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The score of a choice: log odds for a yes-no decision.
    pub fn score(&self, features: &[u32]) -> f32 {
        features.iter().map(|&feature| self.weights.get(feature as usize).copied().unwrap_or(0.0)).sum()
    }

    /// The probability of yes.
    pub fn probability(&self, features: &[u32]) -> f32 {
        logistic(self.score(features))
    }

    /// The best choice, and how far it stands above the second; the first without weights.
    pub fn best<'a>(&self, choices: impl Iterator<Item = &'a Features>) -> (usize, f32) {
        let (mut best, mut top, mut second) = (0, f32::NEG_INFINITY, f32::NEG_INFINITY);
        for (index, features) in choices.enumerate() {
            let score = self.score(features);
            if score > top {
                (best, second, top) = (index, top, score);
            } else {
                second = second.max(score);
            }
        }
        (best, top - second)
    }

    /// Trains by logistic and softmax regression with adaptive steps (AdaGrad), averaged over the last rounds. The same
    /// examples give the same weights.
    pub fn train(examples: &[&Example], threshold: f32) -> Linear {
        const ROUNDS: usize = 12;
        /// Rounds whose weights are averaged, the last ones.
        const AVERAGED: usize = 8;
        const RATE: f32 = 0.015;
        const DECAY: f32 = 1e-3;
        let times = occurrences(examples);
        let mut linear = Linear { weights: vec![0.0; SIZE], threshold, trained_on: 0 };
        let mut seen = vec![0.1_f32; SIZE];
        let count = examples.len();
        // A fixed stride visits the examples in a scattered order without randomness.
        let stride = (1..count.max(2)).rev().find(|&step| gcd(step, count) == 1 && step * 5 < count * 3).unwrap_or(1);
        let mut at = 0;
        let mut total = vec![0.0_f32; SIZE];
        for step in 1..=ROUNDS * count {
            at = (at + stride) % count;
            let example = examples[at];
            let gradients: Vec<f32> = match (example.choices.as_slice(), example.right) {
                ([only], right) => vec![linear.probability(only) - if right.is_some() { 1.0 } else { 0.0 }],
                (_, None) => Vec::new(),
                (choices, Some(right)) => {
                    let scores: Vec<f32> = choices.iter().map(|features| linear.score(features)).collect();
                    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
                    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
                    let share = |score: &f32| (score - highest).exp() / total;
                    scores.iter().enumerate().map(|(i, s)| share(s) - if i == right { 1.0 } else { 0.0 }).collect()
                }
            };
            for (features, gradient) in example.choices.iter().zip(gradients) {
                for &feature in features {
                    let feature = feature as usize;
                    if times[feature] < LEAST {
                        continue;
                    }
                    let slope = gradient + DECAY * linear.weights[feature];
                    seen[feature] += slope * slope;
                    linear.weights[feature] -= RATE * slope / seen[feature].sqrt();
                }
            }
            if step % count == 0 && step / count > ROUNDS - AVERAGED {
                total.iter_mut().zip(&linear.weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        linear.weights = total.iter().map(|sum| sum / AVERAGED as f32).collect();
        linear
    }

    /// These weights and those for other decisions together.
    pub fn joined(mut self, other: &Linear) -> Linear {
        self.weights.iter_mut().zip(&other.weights).for_each(|(weight, more)| *weight += more);
        self
    }

    /// The weights as bytes: threshold, scale, fingerprint, and for each weight that is not zero how many are before it
    /// since the last one, and its value in one signed byte. A longer stretch of zeros is told by steps of value zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let highest = self.weights.iter().fold(1e-6_f32, |highest, weight| highest.max(weight.abs()));
        let scale = highest / 127.0;
        let mut bytes = self.threshold.to_le_bytes().to_vec();
        bytes.extend(scale.to_le_bytes());
        bytes.extend(self.trained_on.to_le_bytes());
        let mut zeros = 0_u8;
        for weight in &self.weights {
            let value = (weight / scale).round().clamp(-127.0, 127.0) as i8;
            if value == 0 && zeros < u8::MAX {
                zeros += 1;
            } else {
                bytes.extend([zeros, value as u8]);
                zeros = 0;
            }
        }
        bytes
    }

    /// Reads what [`Linear::to_bytes`] writes; `None` where it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Linear> {
        let threshold = f32::from_le_bytes(bytes.get(..4)?.try_into().ok()?);
        let scale = f32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
        let trained_on = u64::from_le_bytes(bytes.get(8..16)?.try_into().ok()?);
        let (steps, rest) = bytes.get(16..)?.as_chunks::<2>();
        let mut weights = vec![0.0; SIZE];
        let mut at = 0;
        for &[zeros, value] in steps {
            at += usize::from(zeros);
            *weights.get_mut(at)? = f32::from(value as i8) * scale;
            at += 1;
        }
        rest.is_empty().then_some(Linear { weights, threshold, trained_on })
    }
}

/// The probability that belongs to log odds.
pub fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The number of examples that each feature occurs in.
fn occurrences(examples: &[&Example]) -> Vec<u32> {
    let mut times = vec![0_u32; SIZE];
    let mut last = vec![usize::MAX; SIZE];
    for (at, example) in examples.iter().enumerate() {
        for &feature in example.choices.iter().flatten() {
            let feature = feature as usize;
            if last[feature] != at {
                last[feature] = at;
                times[feature] += 1;
            }
        }
    }
    times
}

fn gcd(one: usize, other: usize) -> usize {
    if other == 0 { one } else { gcd(other, one % other) }
}
