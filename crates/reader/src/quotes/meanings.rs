//! What words mean by the company that they keep: how near a word is to those of each class of speech, and what a noun
//! denotes. Word vectors carry what the lexicon knows over to words that it does not list.

use super::lexicon::Lexicon;
use crate::vectors::Vectors;

/// The middles of classes of words.
pub struct Meanings {
    vectors: Option<Vectors<'static>>,
    classes: Vec<(&'static str, Vec<f32>)>,
    kinds: Vec<(&'static str, Vec<f32>)>,
}

/// A noun that is less near than this to every kind denotes something else: the cosine of unrelated words is lower.
const NEAR: f32 = 0.45;

impl Meanings {
    /// The middles of the lexicon's classes of speech and kinds of nouns.
    pub fn new(lexicon: &Lexicon, vectors: Option<Vectors<'static>>) -> Meanings {
        let Some(vectors) = vectors else { return Meanings { vectors, classes: Vec::new(), kinds: Vec::new() } };
        let classes = lexicon.class_words().map(|(name, words)| (name, middle(vectors, &words))).collect();
        let kinds = lexicon.kinds().iter().map(|(name, words)| (*name, middle(vectors, words))).collect();
        Meanings { vectors: Some(vectors), classes, kinds }
    }

    /// How near a lemma is to each class of speech: the cosine in tenths; nothing for an unknown word.
    pub fn nearness(&self, lemma: &str) -> impl Iterator<Item = (&'static str, i32)> {
        let vector = self.unit(lemma);
        self.classes.iter().filter_map(move |(name, middle)| {
            let cosine = product(vector.as_deref()?, middle);
            Some((*name, (cosine * 10.0).round() as i32))
        })
    }

    /// The direction of a lemma's vector: the values that are not about zero, in tenths between -2 and 2.
    pub fn direction(&self, lemma: &str) -> Vec<(usize, i32)> {
        let values = self.unit(lemma).unwrap_or_default();
        let tenths = values.iter().map(|value| (value * 10.0).round().clamp(-2.0, 2.0) as i32);
        tenths.enumerate().filter(|(_, tenths)| *tenths != 0).collect()
    }

    /// The kind of thing that a noun denotes, or `thing`.
    pub fn kind(&self, lemma: &str) -> &'static str {
        let Some(vector) = self.unit(lemma) else { return "thing" };
        let mut best = ("thing", NEAR);
        for (name, middle) in &self.kinds {
            let cosine = product(&vector, middle);
            if cosine > best.1 {
                best = (name, cosine);
            }
        }
        best.0
    }

    fn unit(&self, word: &str) -> Option<Vec<f32>> {
        Some(normal(self.vectors?.find(word)?.values().collect()))
    }
}

/// The mean direction of the words that have a vector.
fn middle(vectors: Vectors<'static>, words: &[&str]) -> Vec<f32> {
    let mut sum = vec![0.0; vectors.size()];
    for vector in words.iter().filter_map(|word| vectors.find(word)) {
        for (sum, value) in sum.iter_mut().zip(normal(vector.values().collect())) {
            *sum += value;
        }
    }
    normal(sum)
}

fn normal(mut vector: Vec<f32>) -> Vec<f32> {
    let length = product(&vector, &vector).sqrt().max(1e-6);
    vector.iter_mut().for_each(|value| *value /= length);
    vector
}

fn product(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
