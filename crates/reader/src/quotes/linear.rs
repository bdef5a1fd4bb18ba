//! A small linear model over hashed features: whether a word is a cue, and which of several stretches is meant.

/// Number of weights.
const SIZE: usize = 1 << 20;

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
        static SKIP: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| std::env::var("SKIP").unwrap_or_default().split(';').filter(|s| !s.is_empty()).map(str::to_owned).collect());
        if SKIP.iter().any(|s| parts[0] == s || (s.ends_with('*') && parts[0].starts_with(&s[..s.len()-1]))) { return; }
        let value = parts.iter().fold(self.seed, |value, part| hash(value, part));
        self.features.push(((value ^ (value >> 29)) % (SIZE as u64 / 2)) as u32 + self.offset);
    }

    /// What was collected.
    pub fn done(self) -> Features {
        self.features
    }
}

/// FNV-1a with an end mark, so that parts do not run together.
fn hash(start: u64, text: &str) -> u64 {
    text.bytes().chain([0xff]).fold(start, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
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
        1.0 / (1.0 + (-self.score(features)).exp())
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

    /// Trains by logistic and softmax regression with adaptive steps (AdaGrad), averaged over the last rounds. The same examples give the same weights.
    pub fn train(examples: &[&Example], threshold: f32) -> Linear {
        let least: u32 = std::env::var("LEAST").map_or(3, |v| v.parse().unwrap());
        let mut active = vec![0_u32; SIZE];
        let mut last = vec![u32::MAX; SIZE];
        for (e, example) in examples.iter().enumerate() {
            for c in &example.choices { for &r in c { if last[r as usize] != e as u32 { last[r as usize] = e as u32; active[r as usize] += 1; } } }
        }
        let env = |name: &str, value: f32| std::env::var(name).map_or(value, |v| v.parse().unwrap());
        let ROUNDS = env("ROUNDS", 12.0) as usize;
        let AVERAGED = ROUNDS * 2 / 3;
        let RATE = env("RATE", 0.03);
        let DECAY = env("DECAY", 1e-3);
        let drop = env("DROP", 0.0);
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = move || { state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407); (state >> 40) as f32 / (1 << 24) as f32 };
        let mut kept: Vec<Features> = Vec::new();
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
            let choices: &[Features] = if drop > 0.0 {
                kept.clear();
                let salt = (random() * 16777216.0) as u32;
                let cut = (drop * 65536.0) as u32;
                for c in &example.choices {
                    kept.push(c.iter().copied().filter(|&r| (r ^ salt).wrapping_mul(0x9E37_79B1) >> 16 >= cut).collect());
                }
                &kept
            } else { &example.choices };
            let gradients: Vec<f32> = match (choices, example.right) {
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
            for (features, gradient) in choices.iter().zip(gradients) {
                for &feature in features {
                    let feature = feature as usize;
                    if active[feature] < least { continue; }
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

    /// The weights as bytes: threshold, scale, fingerprint, and one signed byte for each weight.
    pub fn to_bytes(&self) -> Vec<u8> {
        let highest = self.weights.iter().fold(1e-6_f32, |highest, weight| highest.max(weight.abs()));
        let scale = highest / 127.0;
        let mut bytes = self.threshold.to_le_bytes().to_vec();
        bytes.extend(scale.to_le_bytes());
        bytes.extend(self.trained_on.to_le_bytes());
        bytes.extend(self.weights.iter().map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8 as u8));
        bytes
    }

    /// Reads what [`Linear::to_bytes`] writes; `None` where the length is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Option<Linear> {
        let threshold = f32::from_le_bytes(bytes.get(..4)?.try_into().ok()?);
        let scale = f32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
        let trained_on = u64::from_le_bytes(bytes.get(8..16)?.try_into().ok()?);
        let weights: Vec<f32> = bytes.get(16..)?.iter().map(|&byte| f32::from(byte as i8) * scale).collect();
        (weights.len() == SIZE).then_some(Linear { weights, threshold, trained_on })
    }
}

fn gcd(one: usize, other: usize) -> usize {
    if other == 0 { one } else { gcd(other, one % other) }
}
