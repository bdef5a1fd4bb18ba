//! Training of the tagger.

use super::perceptron::Perceptron;
use super::{Corpus, Inventory, Plan, Sample, Sequence};
use reader::grammar::lexical::Word;
use reader::grammar::tagger;
use reader::grammar::weights::{Scorer, Table, Weights, best, build_table};
use std::collections::BTreeMap;

/// A trained tagger in the model's layout.
pub struct Tagger {
    /// Weights.
    pub bytes: Vec<u8>,
    /// Words with only one tag.
    pub known: Vec<u8>,
    classes: usize,
}

impl Tagger {
    /// The tags of a sentence.
    pub fn tag(&self, words: &[Word]) -> Vec<u8> {
        let weights = Weights::read(&self.bytes).expect("built here");
        tagger::tag(words, &weights, Table::read(&self.known), self.classes)
    }

    /// The tags of every sentence.
    pub fn tag_all(&self, corpus: &Corpus) -> Vec<Vec<u8>> {
        let weights = Weights::read(&self.bytes).expect("built here");
        let known = Table::read(&self.known);
        corpus.samples.iter().map(|sample| tagger::tag(&sample.words, &weights, known, self.classes)).collect()
    }
}

/// Trains on the whole corpus and says how well it does on `check`.
pub fn train(plan: &Plan, corpus: &Corpus, check: &Corpus, inventory: &Inventory) -> Tagger {
    let samples: Vec<&Sample> = corpus.samples.iter().collect();
    let tagger = train_on(plan, &samples, inventory, plan.rounds[0]);
    let found = tagger.tag_all(check);
    let right: usize = check
        .samples
        .iter()
        .zip(&found)
        .map(|(sample, found)| sample.tags.iter().zip(found).filter(|(a, b)| a == b).count())
        .sum();
    eprintln!("tagger: {:.4} of {} tags (both tag sets)", right as f64 / check.words() as f64, check.words());
    tagger
}

/// Tags every sentence with a tagger that has not seen it, so that the parser learns from tags as it will meet them.
pub fn fold(plan: &Plan, corpus: &Corpus, inventory: &Inventory) -> Vec<Vec<u8>> {
    const FOLDS: usize = 4;
    let fold_of = |index: usize| index / 40 % FOLDS;
    let mut tags = vec![Vec::new(); corpus.samples.len()];
    for fold in 0..FOLDS {
        let seen: Vec<&Sample> = corpus
            .samples
            .iter()
            .enumerate()
            .filter(|(index, _)| fold_of(*index) != fold)
            .map(|(_, sample)| sample)
            .collect();
        let tagger = train_on(plan, &seen, inventory, plan.rounds[0].min(5));
        let weights = Weights::read(&tagger.bytes).expect("built here");
        let known = Table::read(&tagger.known);
        for (index, sample) in corpus.samples.iter().enumerate().filter(|(index, _)| fold_of(*index) == fold) {
            tags[index] = tagger::tag(&sample.words, &weights, known, tagger.classes);
        }
    }
    tags
}

fn train_on(plan: &Plan, samples: &[&Sample], inventory: &Inventory, rounds: usize) -> Tagger {
    let classes = inventory.tags.len();
    let known = known(samples);
    let table = Table::read(&known);
    let mut model = Perceptron::new(plan.least[0]);
    let mut order = Sequence(88_172_645_463_325_252);
    let mut list = Vec::new();
    let mut scores = vec![0; classes];
    for _ in 0..rounds {
        for index in order.order(samples.len()) {
            let sample = samples[index];
            let mut tags = vec![0; sample.words.len()];
            for at in 0..tags.len() {
                if let Some(only) = table.and_then(|table| table.get(sample.words[at].form)) {
                    tags[at] = only as u8;
                    continue;
                }
                tagger::features(&sample.words, &tags, at, &mut list);
                scores.fill(0);
                model.score(&list, &mut scores);
                let found = best(&scores, |_| true);
                let right = sample.tags[at] as usize;
                model.tick();
                if found != right {
                    model.update(&list, right, found);
                }
                tags[at] = found as u8;
            }
        }
    }
    Tagger { bytes: model.bytes(plan.prune), known, classes }
}

/// Frequent words that have (almost) always the same tag.
fn known(samples: &[&Sample]) -> Vec<u8> {
    let mut counts: BTreeMap<u64, BTreeMap<u8, usize>> = BTreeMap::new();
    for sample in samples {
        for (word, &tag) in sample.words.iter().zip(&sample.tags) {
            *counts.entry(word.form).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut pairs = Vec::new();
    for (form, tags) in counts {
        let total: usize = tags.values().sum();
        let Some((&tag, &most)) = tags.iter().max_by_key(|(_, count)| **count) else { continue };
        if total >= 50 && most as f64 / total as f64 >= 0.998 {
            pairs.push((form, u16::from(tag)));
        }
    }
    build_table(pairs)
}
