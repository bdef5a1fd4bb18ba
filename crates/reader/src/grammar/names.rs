//! Names of persons, organisations, places and peoples: an [encoder](super::encoder) of their own, which also sees the
//! project's lists of names and the runs of capitalised words; a layer that scores the labels of every word; the best
//! sequence of labels. What the same word is called elsewhere in the text has a say.

use super::Seen;
use super::encoder::Encoder;
use super::lexical::Word;
use super::weights::{hash_text, mix};
use crate::data;
use crate::vectors::Vector;
use model::Span;
use network::packed::Reader;
use network::{Batch, Matrix};
use rustc_hash::FxHashMap;

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub class: Class,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A person.
    Person,
    /// A ministry, company, party, team, force, body.
    Organization,
    /// A state, city, region, sea.
    Location,
    /// A nationality, a religious or political group: `Chinese`, `Muslims`.
    Nationality,
    /// A building, airport, road, base.
    Facility,
    /// A thing that is made: vehicle, weapon, medicine.
    Product,
    /// Another name: event, law, award, disease.
    Other,
    /// A date; kept for training, found by the time reader.
    Date,
    /// A sum of money; kept for training, found by the quantity reader.
    Money,
}

impl Class {
    /// Every class, in the order of the labels.
    pub const ALL: [Class; 9] = [
        Class::Person,
        Class::Organization,
        Class::Location,
        Class::Nationality,
        Class::Facility,
        Class::Product,
        Class::Other,
        Class::Date,
        Class::Money,
    ];

    /// A short name for people: `PER`.
    pub const fn code(self) -> &'static str {
        ["PER", "ORG", "LOC", "NORP", "FAC", "PROD", "MISC", "DATE", "MONEY"][self as usize]
    }
}

/// Number of labels: outside, and begin and inside of each class.
pub const LABELS: usize = 1 + 2 * Class::ALL.len();

/// The label of the first (`false`) or a later word of a name.
pub const fn label(class: Class, inside: bool) -> u8 {
    1 + 2 * class as u8 + inside as u8
}

/// The convention that a text is labelled after: what counts as a name differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// News articles, nine classes.
    #[default]
    News,
    /// Universal NER: persons, organisations and places only.
    Universal,
}

/// The lists of names in `ontology/actors/`, by the hashes of their words.
pub struct Gazetteer {
    /// The first word's hash and the number of words, to the kinds of the name.
    names: FxHashMap<u64, u16>,
    /// The longest name that starts with a word.
    longest: FxHashMap<u64, u8>,
}

/// Kinds of listed names, as bits.
const FILES: &[(&str, &[&str], u16)] = &[
    ("countries", &["name", "official", "aliases"], 1),
    ("countries", &["adjectives", "inhabitants"], 2),
    ("countries", &["capitals"], 4),
    ("places", &["name", "aliases"], 8),
    ("organisations", &["name", "aliases"], 16),
    ("bodies", &["name", "aliases"], 16),
    ("companies", &["name", "aliases"], 32),
    ("media", &["name", "aliases"], 32),
    ("groups", &["name", "aliases"], 64),
];

impl Gazetteer {
    /// The embedded lists.
    pub fn embedded() -> Gazetteer {
        let mut gazetteer = Gazetteer { names: FxHashMap::default(), longest: FxHashMap::default() };
        for (file, columns, kind) in FILES {
            for row in data::rows(&format!("ontology/actors/{file}.tsv"), columns) {
                for name in row.iter().flat_map(|cell| cell.split('|')) {
                    gazetteer.add(name, *kind);
                }
            }
        }
        let mut offices: Vec<String> =
            data::files("ontology/actors/offices").map(|(name, _)| name.to_owned()).collect();
        offices.sort();
        for file in offices.iter().filter(|file| file.ends_with(".tsv")) {
            for row in data::rows(file, &["name"]) {
                gazetteer.add(row[0], 128);
                // Surnames and given names tell persons apart from places.
                for word in row[0].split_whitespace().filter(|word| word.len() > 3) {
                    gazetteer.add(word, 256);
                }
            }
        }
        gazetteer
    }

    fn add(&mut self, name: &str, kind: u16) {
        let mut lower = String::new();
        let (mut hash, mut first, mut count) = (0, 0, 0_u8);
        for word in name.split([' ', '-']).filter(|word| !word.is_empty()) {
            super::lexical::normal(word, &mut lower);
            let word = hash_text(&lower);
            hash = mix(hash, word);
            first = if count == 0 { word } else { first };
            count = count.saturating_add(1);
        }
        if (1..=6).contains(&count) && name.len() > 1 {
            *self.names.entry(hash).or_default() |= kind;
            let longest = self.longest.entry(first).or_default();
            *longest = (*longest).max(count);
        }
    }

    /// For each word the kinds of the listed names that cover it; bit 15 where it is the first word of one.
    pub fn kinds(&self, words: &[Word]) -> Vec<u16> {
        let mut kinds = vec![0; words.len()];
        let mut at = 0;
        while at < words.len() {
            let longest = if words[at].capital { self.longest.get(&words[at].lower).copied().unwrap_or(0) } else { 0 };
            let mut found = (0, 0);
            let mut hash = 0;
            for (length, word) in words[at..].iter().take(usize::from(longest)).enumerate() {
                hash = mix(hash, word.lower);
                if let Some(&kind) = self.names.get(&hash) {
                    found = (length + 1, kind);
                }
            }
            for kind in &mut kinds[at..at + found.0] {
                *kind = found.1;
            }
            if found.0 > 0 {
                kinds[at] |= 1 << 15;
            }
            at += found.0.max(1);
        }
        kinds
    }
}

/// A sentence as the name finder sees it.
pub struct Context<'a> {
    /// The words.
    pub words: &'a [Word],
    /// The kinds of listed names that cover them.
    pub kinds: &'a [u16],
    /// The runs of capitalised words that they stand in.
    pub runs: &'a [Run],
    /// True where most words of the sentence start with a capital, as in headlines.
    pub headline: bool,
    /// The convention of the text.
    pub convention: Convention,
}

/// A run of capitalised words, alone and with the small words that join such runs: the last word of `Ministry of Foreign
/// Affairs` is what tells its first word apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Run {
    /// First word and the word after the last, capitals only.
    narrow: (u32, u32),
    /// The same across `of`, `and`, `the`, `for`, `&` between capitals.
    wide: (u32, u32),
}

/// The run of every word; an empty one where it stands in none.
pub fn runs(words: &[Word]) -> Vec<Run> {
    let joins = ["of", "for", "and", "the", "&", "-", "de", "la", "al", "bin"].map(hash_text);
    let mut runs = vec![Run::default(); words.len()];
    for wide in [false, true] {
        let mut at = 0;
        while at < words.len() {
            if !words[at].capital {
                at += 1;
                continue;
            }
            let start = at;
            let mut end = at + 1;
            at += 1;
            // At most two small words in a row, and only where a capital follows.
            while at < words.len() && (words[at].capital || wide && joins.contains(&words[at].lower) && at - end < 2) {
                at += 1;
                if words[at - 1].capital {
                    end = at;
                }
            }
            at = end;
            for run in &mut runs[start..end] {
                let bounds = (start as u32, end as u32);
                if wide { run.wide = bounds } else { run.narrow = bounds }
            }
        }
    }
    runs
}

/// True where most words start with a capital, as in headlines.
pub fn is_headline(words: &[Word]) -> bool {
    let letters = words.iter().filter(|word| word.shape & 0b1_0001 != 0 || word.capital).count();
    let capitals = words.iter().filter(|word| word.capital).count();
    letters >= 3 && capitals * 3 > letters * 2
}

/// The features of a word for the encoder.
pub fn features(context: &Context<'_>, at: usize, out: &mut Vec<u64>) {
    let outside = Word::default();
    let word = &context.words[at];
    let word_at = |index: u32| context.words.get(index as usize).unwrap_or(&outside);
    let mut kind = 0x4100_u64;
    let mut push = |value: u64| {
        kind += 1;
        out.push(mix(kind, value));
    };
    push(word.lower);
    push(word.form);
    push(word.prefixes[2]);
    push(word.prefixes[3]);
    push(word.suffixes[1]);
    push(word.suffixes[2]);
    push(word.suffixes[3]);
    push(word.pattern);
    push(mix(word.shape, u64::from(at == 0) | u64::from(context.headline) << 1));
    push(context.convention as u64);
    let run = context.runs.get(at).copied().unwrap_or_default();
    for (start, end) in [run.narrow, run.wide] {
        let length = u64::from((end - start).min(5));
        let place = if end == start { 9 } else { u64::from((at as u32 - start).min(3)) };
        push(mix(length, place));
        push(if end == start { 0 } else { mix(word_at(end - 1).lower, u64::from(at as u32 + 1 == end)) });
        push(if end == start { 0 } else { mix(word_at(start).lower, u64::from(at as u32 == start)) });
    }
    let kinds = u64::from(context.kinds.get(at).copied().unwrap_or(0));
    push(kinds);
    for bit in 0..KINDS {
        push(if kinds >> bit & 1 == 1 { 1 + (kinds >> 15) } else { 0 });
    }
}

/// Number of kinds of listed names.
const KINDS: usize = 10;

/// The features that tell single words apart, with the share that training leaves out.
pub const RARE_FEATURES: &[(usize, f32)] =
    &[(0, 0.3), (1, 0.4), (3, 0.2), (6, 0.2), (11, 0.15), (12, 0.15), (14, 0.15), (15, 0.15)];

/// True where a label may follow another: the inside of a name only after the same name, and only classes that the
/// convention has.
pub fn follows(convention: Convention, before: u8, label: u8) -> bool {
    let known = convention == Convention::News || label <= self::label(Class::Location, true);
    known && (label == 0 || label % 2 == 1 || before == label || before + 1 == label)
}

/// The trained name finder.
pub struct Finder<'a> {
    encoder: Encoder<'a>,
    /// One layer for each convention.
    layers: [Layer; 2],
}

/// What scores the labels in a convention.
struct Layer {
    weights: Matrix,
    bias: Vec<f32>,
    /// How well a label (column) follows another (row).
    transitions: Matrix,
}

/// How much the other places where a word stands in a text say about its label.
const ELSEWHERE: f32 = 0.3;

impl<'a> Finder<'a> {
    /// Reads the layers above the encoder; `None` where they do not fit.
    pub fn read(encoder: Encoder<'a>, reader: &mut Reader<'_>) -> Option<Finder<'a>> {
        let mut layer = || {
            let (weights, bias, transitions) = (reader.matrix()?, reader.values()?, reader.values()?);
            let fits = (weights.rows, weights.columns) == (encoder.width(), LABELS)
                && bias.len() == LABELS
                && transitions.len() == LABELS * LABELS;
            let transitions = Matrix { rows: LABELS, columns: LABELS, data: transitions };
            fits.then_some(Layer { weights, bias, transitions })
        };
        let layers = [layer()?, layer()?];
        Some(Finder { encoder, layers })
    }

    /// The names in the sentences of a text: for each sentence first word, word after the last, class.
    pub(super) fn find(&self, sentences: &[Seen<'_>], convention: Convention) -> Vec<Vec<(usize, usize, Class)>> {
        let mut scores = Vec::with_capacity(sentences.len());
        for sentences in sentences.chunks(super::TOGETHER) {
            let lengths: Vec<usize> = sentences.iter().map(|seen| seen.words.len()).collect();
            let vectors: Vec<Option<Vector<'_>>> =
                sentences.iter().flat_map(|seen| seen.vectors.iter().copied()).collect();
            let mut features: Vec<Vec<u64>> = Vec::with_capacity(vectors.len());
            for Seen { words, kinds, .. } in sentences {
                let (runs, headline) = (runs(words), is_headline(words));
                let context = Context { words, kinds, runs: &runs, headline, convention };
                features.extend((0..words.len()).map(|at| {
                    let mut list = Vec::with_capacity(32);
                    self::features(&context, at, &mut list);
                    list
                }));
            }
            let words = self.encoder.words(&vectors, |at, add| features[at].iter().for_each(|&feature| add(feature)));
            let contexts = self.encoder.contexts(&Batch::new(lengths.iter().copied()), words);
            let layer = &self.layers[convention as usize];
            let all = contexts.affine(&layer.weights, &layer.bias);
            let mut start = 0;
            for length in lengths {
                let data = all.data[start * LABELS..(start + length) * LABELS].to_vec();
                scores.push(Matrix { rows: length, columns: LABELS, data });
                start += length;
            }
        }
        share(&sentences.iter().map(|seen| seen.words.as_slice()).collect::<Vec<_>>(), &mut scores);
        let transitions = &self.layers[convention as usize].transitions;
        scores.iter().map(|scores| spans(&best_labels(scores, transitions, convention))).collect()
    }
}

/// Mixes the scores of every capitalised word with the mean of its scores over the text.
pub fn share(sentences: &[&[Word]], scores: &mut [Matrix]) {
    let mut sums: FxHashMap<u64, (usize, [f32; LABELS])> = FxHashMap::default();
    let each = |sentence: &[Word]| {
        sentence
            .iter()
            .enumerate()
            .filter(|(_, word)| word.capital)
            .map(|(at, word)| (at, word.lower))
            .collect::<Vec<_>>()
    };
    for (sentence, scores) in sentences.iter().zip(scores.iter()) {
        for (at, word) in each(sentence) {
            let (count, sum) = sums.entry(word).or_insert((0, [0.0; LABELS]));
            *count += 1;
            for (sum, score) in sum.iter_mut().zip(scores.row(at)) {
                *sum += score;
            }
        }
    }
    for (sentence, scores) in sentences.iter().zip(scores) {
        for (at, word) in each(sentence) {
            if let Some((count, sum)) = sums.get(&word).filter(|(count, _)| *count > 1) {
                for (score, sum) in scores.row_mut(at).iter_mut().zip(sum) {
                    *score = (1.0 - ELSEWHERE) * *score + ELSEWHERE * sum / *count as f32;
                }
            }
        }
    }
}

/// The labels with the highest sum of scores and transitions among the sequences that mark whole names (Viterbi 1967).
pub fn best_labels(scores: &Matrix, transitions: &Matrix, convention: Convention) -> Vec<u8> {
    let mut best: Vec<f32> = vec![0.0; LABELS];
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.rows);
    for at in 0..scores.rows {
        let mut next = vec![f32::NEG_INFINITY; LABELS];
        let mut from = [0_u8; LABELS];
        for label in 0..LABELS as u8 {
            for before in 0..LABELS as u8 {
                let start = at == 0 && before != 0;
                if start || !follows(convention, before, label) {
                    continue;
                }
                let score = best[usize::from(before)]
                    + transitions.row(usize::from(before))[usize::from(label)]
                    + scores.row(at)[usize::from(label)];
                if score > next[usize::from(label)] {
                    next[usize::from(label)] = score;
                    from[usize::from(label)] = before;
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut label = network::functions::highest(&best) as u8;
    let mut labels = vec![0; scores.rows];
    for at in (0..scores.rows).rev() {
        labels[at] = label;
        label = back[at][usize::from(label)];
    }
    labels
}

/// The names that labels mark: first word, word after the last, class.
pub fn spans(labels: &[u8]) -> Vec<(usize, usize, Class)> {
    let mut names: Vec<(usize, usize, Class)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        if label == 0 {
            continue;
        }
        let class = Class::ALL[usize::from((label - 1) / 2) % Class::ALL.len()];
        match names.last_mut() {
            Some(last) if label % 2 == 0 && last.1 == at => last.1 = at + 1,
            _ => names.push((at, at + 1, class)),
        }
    }
    names
}
