//! A small trained ranker: which of the candidate readings is the event between two given parties.
//!
//! A linear model over hashed features, trained by multinomial logistic regression. What the frames say is among the
//! features, so that it can outvote them only where the words it was trained on say otherwise. Everything is deterministic.

use super::between::Candidate;
use super::clause::Clause;
use super::frames::Library;
use crate::data;

/// The labels of data sets that know 15 types: PLOVER's, with CONCEDE and RETREAT as YIELD.
pub const LABELS: [&str; 15] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "YIELD",
    "COOPERATE",
    "AID",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

const CLASSES: usize = LABELS.len();
const BITS: u32 = 17;
const DENSE: usize = 8;

/// The features of one sentence with given parties.
#[derive(Debug, Clone)]
pub struct Sample {
    hashed: Vec<u32>,
    dense: [[f32; DENSE]; CLASSES],
    /// The label that frames alone would choose.
    pub frames_choice: Option<usize>,
}

/// The trained weights; without them, frames alone decide.
#[derive(Default)]
pub struct Ranker {
    /// By feature, then label.
    weights: Vec<f32>,
    dense: Vec<f32>,
    /// FNV-1a hash of the sentences it was trained on, so that an evaluation can tell that it sees them again.
    pub trained_on: u64,
}

impl Ranker {
    /// From `language/en/events-ranker.bin`; without weights where it is not there.
    pub fn embedded() -> Ranker {
        data::weights("language/en/events-ranker.bin").and_then(Ranker::from_bytes).unwrap_or_default()
    }

    /// The label of a sample, as an index in [`LABELS`].
    pub fn choose(&self, sample: &Sample) -> usize {
        if self.weights.is_empty() {
            return sample.frames_choice.unwrap_or(7);
        }
        let scores = self.scores(sample);
        (0..CLASSES).max_by(|&left, &right| scores[left].total_cmp(&scores[right]).then(right.cmp(&left))).unwrap_or(0)
    }

    fn scores(&self, sample: &Sample) -> [f32; CLASSES] {
        let mut scores = [0.0; CLASSES];
        for &feature in &sample.hashed {
            let row = &self.weights[feature as usize * CLASSES..(feature as usize + 1) * CLASSES];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        for (score, dense) in scores.iter_mut().zip(&sample.dense) {
            *score += dense.iter().zip(&self.dense).map(|(value, weight)| value * weight).sum::<f32>();
        }
        scores
    }

    /// Trains on samples with their labels (indexes in [`LABELS`]).
    pub fn train(samples: &[(Sample, usize)], trained_on: u64) -> Ranker {
        const ROUNDS: usize = 40;
        const RATE: f32 = 0.08;
        const DECAY: f32 = 4e-4;
        let mut ranker = Ranker {
            weights: vec![0.0; (1 << BITS) * CLASSES],
            dense: [1.0, 1.0, 0.5, 0.2, 0.0, 0.0, 0.0, 0.0].to_vec(),
            trained_on,
        };
        let mut seen = vec![1e-3_f32; ranker.weights.len()];
        let mut dense_seen = [1.0_f32; DENSE];
        // A fixed stride visits the samples in a scattered order without randomness.
        let stride = (1..samples.len().max(2))
            .rev()
            .find(|&step| gcd(step, samples.len().max(1)) == 1 && step * 5 < samples.len() * 3)
            .unwrap_or(1);
        let mut at = 0;
        for _ in 0..ROUNDS * samples.len() {
            at = (at + stride) % samples.len();
            let (sample, label) = &samples[at];
            let mut probabilities = ranker.scores(sample);
            let highest = probabilities.iter().copied().fold(f32::MIN, f32::max);
            let mut sum = 0.0;
            for value in &mut probabilities {
                *value = (*value - highest).exp();
                sum += *value;
            }
            for (class, value) in probabilities.iter_mut().enumerate() {
                *value = *value / sum - if class == *label { 1.0 } else { 0.0 };
            }
            for &feature in &sample.hashed {
                let start = feature as usize * CLASSES;
                for (class, gradient) in probabilities.iter().enumerate() {
                    let gradient = gradient + DECAY * ranker.weights[start + class];
                    seen[start + class] += gradient * gradient;
                    ranker.weights[start + class] -= RATE * gradient / (seen[start + class].sqrt() + 1.0);
                }
            }
            for (feature, (weight, seen)) in ranker.dense.iter_mut().zip(&mut dense_seen).enumerate() {
                let gradient: f32 = (0..CLASSES).map(|class| probabilities[class] * sample.dense[class][feature]).sum();
                *seen += gradient * gradient;
                *weight -= RATE * gradient / seen.sqrt();
            }
        }
        ranker
    }

    /// As bytes: the hash of the training sentences, the dense weights, a scale, and for each feature that weighs anything
    /// its number and one signed byte per label.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.trained_on.to_le_bytes().to_vec();
        for weight in &self.dense {
            bytes.extend(weight.to_le_bytes());
        }
        let scale = self.weights.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs())) / 127.0;
        bytes.extend(scale.to_le_bytes());
        for (feature, row) in self.weights.chunks(CLASSES).enumerate() {
            let row: Vec<u8> = row.iter().map(|weight| (weight / scale).round() as i8 as u8).collect();
            if row.iter().any(|&weight| weight != 0) {
                bytes.extend((feature as u32).to_le_bytes());
                bytes.extend(row);
            }
        }
        bytes
    }

    /// From the bytes of [`Ranker::to_bytes`]; nothing where they are not such.
    pub fn from_bytes(bytes: &[u8]) -> Option<Ranker> {
        let header = 8 + 4 * (DENSE + 1);
        if bytes.len() < header || !(bytes.len() - header).is_multiple_of(4 + CLASSES) {
            return None;
        }
        let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let trained_on = u64::from_le_bytes(bytes[..8].try_into().ok()?);
        let dense = (0..DENSE).map(|index| f32::from_le_bytes(word(8 + 4 * index))).collect();
        let scale = f32::from_le_bytes(word(8 + 4 * DENSE));
        let mut weights = vec![0.0; (1 << BITS) * CLASSES];
        for at in (header..bytes.len()).step_by(4 + CLASSES) {
            let start = u32::from_le_bytes(word(at)) as usize * CLASSES;
            for (weight, &byte) in weights.get_mut(start..start + CLASSES)?.iter_mut().zip(&bytes[at + 4..]) {
                *weight = f32::from(byte as i8) * scale;
            }
        }
        Some(Ranker { weights, dense, trained_on })
    }
}

fn gcd(left: usize, right: usize) -> usize {
    if right == 0 { left } else { gcd(right, left % right) }
}

/// FNV-1a.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

pub(super) fn sample(
    library: &Library,
    clause: &Clause,
    candidates: &[Candidate],
    source: &[bool],
    target: &[bool],
) -> Sample {
    let mut dense = [[0.0_f32; DENSE]; CLASSES];
    for (order, candidate) in candidates.iter().enumerate() {
        let row = &mut dense[candidate.label];
        let level = ((candidate.score + 10.0) / 20.0).clamp(0.0, 1.5);
        row[0] = row[0].max(level);
        if order == 0 {
            row[1] = 1.0;
        }
        row[2] = 1.0;
        if candidate.source_fit < 3 && candidate.target_fit < 3 {
            row[3] = 1.0;
        }
        if candidate.source_fit == 0 {
            row[4] = 1.0;
        }
        if candidate.target_fit <= 1 {
            row[5] = 1.0;
        }
        if candidate.reading.specificity >= 2 {
            row[6] = 1.0;
        }
        if candidate.reversed {
            row[7] = 1.0;
        }
    }
    let mut hashed = Vec::new();
    let mut add = |kind: &str, words: &[&str]| {
        let bytes = kind.bytes().chain(words.iter().flat_map(|word| std::iter::once(0).chain(word.bytes())));
        hashed.push((hash(bytes) >> 20) as u32 & ((1 << BITS) - 1));
    };
    for (order, candidate) in candidates.iter().take(4).enumerate() {
        let frame = &library.frames[candidate.reading.operator.map_or(candidate.reading.frame, |(frame, _)| frame)];
        if order == 0 {
            add("top", &[LABELS[candidate.label]]);
            add("top-frame", &[&frame.name]);
        }
        add("candidate", &[LABELS[candidate.label], ["1", "2", "3", "4"][order]]);
        add("frame", &[&frame.family, LABELS[candidate.label]]);
        add("trigger", &[&lemma(clause, candidate.reading.trigger), LABELS[candidate.label]]);
    }
    let word = |at: usize| -> Option<String> {
        if source[at] || target[at] {
            return None;
        }
        let lemma = lemma(clause, at);
        lemma.chars().any(char::is_alphabetic).then_some(lemma)
    };
    let source_at = source.iter().position(|&mark| mark).unwrap_or(0);
    let target_at = target.iter().position(|&mark| mark).unwrap_or(clause.len());
    let source_end = source.iter().rposition(|&mark| mark).unwrap_or(0);
    add("order", &[if source_at < target_at { "source first" } else { "target first" }]);
    let between = source_end.min(target_at)..source_end.max(target_at);
    let mut previous = String::from("^");
    for at in 0..clause.len() {
        if let Some(lemma) = word(at) {
            add("word", &[&lemma]);
            if between.contains(&at) {
                add("between", &[&lemma]);
                add("pair", &[&previous, &lemma]);
            }
            previous = lemma;
        } else if source[at] {
            previous = "<source>".into();
        } else if target[at] {
            if between.contains(&at) || at == target_at {
                add("pair", &[&previous, "<target>"]);
            }
            previous = "<target>".into();
        }
    }
    // The words on the way up the tree from the parties.
    for (name, marked) in [("source-path", source), ("target-path", target)] {
        if let Some(head) = (0..clause.len()).find(|&at| marked[at] && clause.head(at).is_none_or(|head| !marked[head]))
        {
            let mut at = head;
            for step in 0..3 {
                let Some(up) = clause.head(at) else { break };
                add(name, &[&lemma(clause, up)]);
                if step == 0 {
                    add("relation", &[name, clause.full_relation(head), &lemma(clause, up)]);
                }
                at = up;
            }
        }
    }
    hashed.sort_unstable();
    hashed.dedup();
    Sample { hashed, dense, frames_choice: candidates.first().map(|candidate| candidate.label) }
}

fn lemma(clause: &Clause, at: usize) -> String {
    let lemma = clause.sentence.tokens[at].lemma.to_lowercase();
    if lemma.is_empty() { clause.lower[at].clone() } else { lemma }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_and_survives_bytes() {
        let sample =
            |feature: u32| Sample { hashed: vec![feature, 9], dense: [[0.0; DENSE]; CLASSES], frames_choice: None };
        let samples: Vec<(Sample, usize)> =
            (0..20).map(|index| (sample(index % 2), (index % 2) as usize * 3)).collect();
        let ranker = Ranker::train(&samples, 7);
        assert_eq!(ranker.choose(&sample(0)), 0);
        assert_eq!(ranker.choose(&sample(1)), 3);
        let again = Ranker::from_bytes(&ranker.to_bytes()).unwrap();
        assert_eq!((again.choose(&sample(0)), again.choose(&sample(1)), again.trained_on), (0, 3, 7));
        assert!(Ranker::from_bytes(&[1, 2, 3]).is_none());
    }
}
