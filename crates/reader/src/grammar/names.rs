//! Names of persons, organisations, places and peoples: a linear model that labels words from left to right, with the
//! project's own lists as features and with what it called the same word earlier in the text.

use super::lexical::Word;
use super::weights::{Scorer, hash_text, mix};
use crate::data;
use model::Span;
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

/// What a word was called earlier in the same text: by its lower-case hash, the last label's class and how often.
pub type Memory = FxHashMap<u64, u8>;

/// A sentence as the name finder sees it.
pub struct Context<'a> {
    /// The words.
    pub words: &'a [Word],
    /// Their tags, in the tagger's numbering.
    pub tags: &'a [u8],
    /// The kinds of listed names that cover them.
    pub kinds: &'a [u16],
    /// The runs of capitalised words that they stand in.
    pub runs: &'a [Run],
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

/// The features of the label at `at`, given the labels before it.
pub fn features(context: &Context<'_>, labels: &[u8], memory: &Memory, at: usize, out: &mut Vec<u64>) {
    out.clear();
    let outside = Word::default();
    let near =
        |offset: isize| at.checked_add_signed(offset).and_then(|index| context.words.get(index)).unwrap_or(&outside);
    let tag = |offset: isize| {
        at.checked_add_signed(offset).and_then(|index| context.tags.get(index)).map_or(250, |&tag| u64::from(tag))
    };
    let kind = |offset: isize| {
        at.checked_add_signed(offset).and_then(|index| context.kinds.get(index)).map_or(0, |&kind| u64::from(kind))
    };
    let past = |back: usize| at.checked_sub(back).map_or(200, |index| u64::from(labels[index]));
    let (word, before, before2, after, after2) = (*near(0), near(-1), near(-2), near(1), near(2));
    let (label1, label2) = (past(1), past(2));
    let recalled = memory.get(&word.lower).map_or(90, |&label| u64::from(label));
    let recalled_after = memory.get(&after.lower).map_or(90, |&label| u64::from(label));
    let convention = context.convention as u64;
    let run = context.runs.get(at).copied().unwrap_or_default();
    let word_at = |index: u32| context.words.get(index as usize).unwrap_or(&outside);
    let bounds = |(start, end): (u32, u32)| {
        let length = u64::from((end - start).min(5));
        let place = if end == start { 9 } else { u64::from((at as u32 - start).min(3)) };
        let first = if end == start { &outside } else { word_at(start) };
        let last = if end == start { &outside } else { word_at(end - 1) };
        (first, last, length, place)
    };
    let (first, last, length, place) = bounds(run.narrow);
    let (wide_first, wide_last, wide_length, wide_place) = bounds(run.wide);
    let (run_before, run_after) = (word_at(run.wide.0.wrapping_sub(1)), word_at(run.wide.1.max(1)));
    let mut template = 0x4000_u64;
    let mut push = |a: u64, b: u64, c: u64| {
        template += 1;
        let feature = mix(mix(mix(template, a), b), c);
        out.push(feature);
        // What the two conventions share is learned from both; a second copy holds what is Universal NER's own.
        if context.convention == Convention::Universal {
            out.push(mix(feature, 77));
        }
    };
    push(0, 0, 0);
    push(0, convention, 1);
    push(word.lower, 0, 0);
    push(word.form, 0, 0);
    push(word.lower, convention, 1);
    push(word.shape, u64::from(at == 0), 0);
    push(word.pattern, 0, 0);
    push(word.clusters[0], 0, 0);
    push(word.clusters[1], word.shape, 0);
    push(word.clusters[0], convention, word.shape & 1);
    for (index, suffix) in word.suffixes[..4].iter().enumerate() {
        push(*suffix, index as u64, word.shape & 3);
    }
    push(word.prefixes[2], word.shape & 3, 0);
    push(word.prefixes[3], word.shape & 3, 0);
    push(tag(0), 0, 0);
    push(tag(0), tag(-1), tag(1));
    push(tag(0), word.shape, convention);
    push(label1, 0, 0);
    push(label1, label2, 0);
    push(label1, word.lower, 0);
    push(label1, word.shape, tag(0));
    push(label1, word.pattern, after.shape & 1);
    push(label1, word.clusters[0], 0);
    push(label1, before.lower, word.shape & 1);
    push(label1, before.lower, word.lower);
    push(label1, convention, tag(0));
    push(label1, label2, mix(before.lower, tag(0)));
    push(before.lower, word.shape, 0);
    push(before.lower, word.lower, 0);
    push(before.lower, word.clusters[0], 0);
    push(before2.lower, before.lower, word.shape & 1);
    push(before2.lower, word.shape & 1, 0);
    push(before.clusters[0], word.shape & 1, 0);
    push(before.clusters[0], word.clusters[0], 0);
    push(before.pattern, word.pattern, after.pattern);
    push(before2.clusters[1], before.clusters[1], word.clusters[1]);
    push(after.lower, word.shape, 0);
    push(after.lower, word.lower, 0);
    push(after.lower, word.clusters[0], 0);
    push(after2.lower, after.lower, word.shape & 1);
    push(after2.lower, word.shape & 1, 0);
    push(after.clusters[0], word.shape & 1, 0);
    push(after.clusters[0], word.clusters[0], 0);
    push(after2.clusters[1], after.clusters[1], word.shape & 1);
    push(after.suffixes[2], word.shape & 1, 0);
    push(label1, after.lower, word.shape & 1);
    push(near(3).lower, word.shape & 1, 3);
    push(near(-3).lower, word.shape & 1, 3);
    push(kind(0), 0, 0);
    push(kind(0), kind(-1), kind(1));
    push(kind(0), word.shape, label1);
    push(kind(0), convention, tag(0));
    push(kind(0), after.shape & 1, label1);
    push(kind(1), word.shape & 1, 1);
    push(last.lower, place, label1);
    push(last.lower, length, place);
    push(last.clusters[0], length, place);
    push(last.suffixes[2], length, place);
    push(first.lower, length, place);
    push(first.clusters[0], last.clusters[0], place);
    push(length, place, label1);
    push(wide_last.lower, wide_place, label1);
    push(wide_last.clusters[0], wide_length, wide_place);
    push(wide_first.lower, wide_last.lower, wide_place);
    push(wide_first.lower, wide_length, label1);
    push(wide_length, length, mix(wide_place, label1));
    push(run_before.lower, wide_length, wide_place);
    push(run_after.lower, wide_length, wide_place);
    push(run_before.clusters[0], length, label1);
    push(run_after.clusters[0], length, label1);
    push(word.shape, mix(last.shape, length), mix(place, label1));
    push(recalled, 0, 0);
    push(recalled, label1, word.shape & 3);
    push(recalled, recalled_after, label1);
    push(recalled_after, word.shape & 3, label1);
}

/// True where a label may follow another: the inside of a name only after the same name, and only classes that the
/// convention has.
pub fn follows(convention: Convention, before: u8, label: u8) -> bool {
    let known = convention == Convention::News || label <= super::names::label(Class::Location, true);
    known && (label == 0 || label % 2 == 1 || before == label || before + 1 == label)
}

/// Labels a sentence and remembers its names.
pub fn labels(context: &Context<'_>, scorer: &impl Scorer, memory: &mut Memory) -> Vec<u8> {
    let mut labels = vec![0; context.words.len()];
    let mut list = Vec::with_capacity(80);
    let mut scores = [0; LABELS];
    for at in 0..labels.len() {
        features(context, &labels, memory, at, &mut list);
        scores.fill(0);
        scorer.score(&list, &mut scores);
        let before = if at > 0 { labels[at - 1] } else { 0 };
        labels[at] = super::weights::best(&scores, |label| follows(context.convention, before, label as u8)) as u8;
    }
    remember(context.words, &labels, memory);
    labels
}

/// Remembers what the words of a sentence were called.
pub fn remember(words: &[Word], labels: &[u8], memory: &mut Memory) {
    for (word, &label) in words.iter().zip(labels) {
        if word.capital {
            memory.insert(word.lower, label);
        }
    }
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
