//! Part-of-speech tags: a linear model that reads a sentence from left to right.

use super::lexical::Word;
use super::weights::{Scorer, Table, best, mix};

/// Number of feature templates; for scratch space.
pub const FEATURES: usize = 56;

/// The tag of a position outside the sentence.
const NONE: u64 = 255;

/// The features of the tag at `at`, given the tags before it; `later` holds tags of an earlier pass, where there was one.
pub fn features(words: &[Word], tags: &[u8], at: usize, out: &mut Vec<u64>) {
    out.clear();
    let word = words[at];
    let outside = Word::default();
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|index| words.get(index)).unwrap_or(&outside);
    let tag = |offset: usize| at.checked_sub(offset).map_or(NONE, |index| u64::from(tags[index]));
    let (before, before2, after, after2) = (near(-1), near(-2), near(1), near(2));
    let (tag1, tag2) = (tag(1), tag(2));
    let mut template = 0;
    let mut push = |a: u64, b: u64| {
        template += 1;
        out.push(mix(mix(0x5151 + template, a), b));
    };
    push(0, 0);
    push(word.lower, 0);
    push(word.form, 0);
    for suffix in &word.suffixes[..4] {
        push(*suffix, 0);
    }
    push(word.prefixes[0], 1);
    push(word.prefixes[1], 1);
    push(word.prefixes[2], 1);
    push(word.shape, u64::from(at == 0));
    push(word.pattern, u64::from(at == 0));
    push(word.clusters[0], 0);
    push(word.clusters[1], 0);
    push(tag1, 0);
    push(tag1, mix(tag2, 5));
    push(tag1, word.lower);
    push(tag1, word.suffixes[2]);
    push(mix(tag1, tag2), word.clusters[0]);
    push(tag1, word.shape);
    push(mix(tag1, tag2), word.lower);
    push(before.lower, 0);
    push(before.lower, word.lower);
    push(before2.lower, 0);
    push(after.lower, 0);
    push(after.lower, word.lower);
    push(after.suffixes[2], 0);
    push(after.suffixes[1], word.suffixes[1]);
    push(after.shape, word.shape);
    push(after2.lower, 0);
    push(after.clusters[0], 0);
    push(after.clusters[0], tag1);
    push(after.clusters[0], word.clusters[0]);
    push(before.clusters[0], word.clusters[0]);
    push(after2.clusters[1], after.clusters[1]);
    push(mix(tag1, after.lower), 0);
    push(word.suffixes[2], u64::from(word.capital));
    push(mix(word.suffixes[2], before.lower), 0);
    push(mix(word.clusters[0], after.clusters[1]), tag1);
    push(mix(word.suffixes[2], word.shape), tag1);
    push(mix(word.shape, before.shape), after.shape);
}

/// Tags the words from left to right. `known` gives the only tag of frequent words that have one.
pub fn tag(words: &[Word], scorer: &impl Scorer, known: Option<Table<'_>>, classes: usize) -> Vec<u8> {
    let mut tags = vec![0; words.len()];
    let mut list = Vec::with_capacity(FEATURES);
    let mut scores = vec![0; classes];
    for at in 0..words.len() {
        if let Some(only) = known.and_then(|table| table.get(words[at].form)) {
            tags[at] = only as u8;
            continue;
        }
        features(words, &tags, at, &mut list);
        scores.fill(0);
        scorer.score(&list, &mut scores);
        tags[at] = best(&scores, |_| true) as u8;
    }
    tags
}
