//! Words that introduce speech, by what follows them.

use crate::data;
use std::collections::BTreeMap;

/// Takes a clause or a quotation: `say`.
pub const SAY: u8 = 1;
/// Thought and feeling: `believe`.
pub const THINK: u8 = 2;
/// What documents do: `show`.
pub const SHOW: u8 = 4;
/// Wants somebody to act: `urge`.
pub const DEMAND: u8 = 8;
/// Commits to acting: `vow`.
pub const PROMISE: u8 = 16;
/// Judges: `criticise`.
pub const JUDGE: u8 = 32;
/// Brings up: `cite`.
pub const MENTION: u8 = 64;
/// Nouns of speech: `claim`.
pub const NOUN: u8 = 128;

/// The names of the classes in the data file, with their bits.
const CLASSES: [(&str, u8); 8] = [
    ("say", SAY),
    ("think", THINK),
    ("show", SHOW),
    ("demand", DEMAND),
    ("promise", PROMISE),
    ("judge", JUDGE),
    ("mention", MENTION),
    ("noun", NOUN),
];

/// The lexicon of speech.
pub struct Lexicon {
    classes: BTreeMap<&'static str, u8>,
    kinds: Vec<(&'static str, Vec<&'static str>)>,
    phrases: Vec<Vec<&'static str>>,
}

impl Lexicon {
    /// From `language/en/lexicon/speech.toml`, a table of strings: words separated by white space, phrases by line.
    pub fn embedded() -> Lexicon {
        let mut lexicon = Lexicon { classes: BTreeMap::new(), kinds: Vec::new(), phrases: Vec::new() };
        let mut section = "";
        // The file is flat enough to be read in place, so that the words can be borrowed from it.
        for line in data::file("language/en/lexicon/speech.toml").unwrap_or_default().lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if let Some((name, _)) = line.split_once(" = \"\"\"") {
                section = name;
            } else if line == "\"\"\"" {
                section = "";
            } else if section == "phrase" {
                lexicon.phrases.push(line.split_whitespace().collect());
            } else if let Some((_, bit)) = CLASSES.iter().find(|(name, _)| *name == section) {
                for word in line.split_whitespace() {
                    *lexicon.classes.entry(word).or_insert(0) |= bit;
                }
            } else if let Some(kind) = section.strip_prefix("kind-") {
                match lexicon.kinds.last_mut().filter(|(name, _)| *name == kind) {
                    Some((_, words)) => words.extend(line.split_whitespace()),
                    None => lexicon.kinds.push((kind, line.split_whitespace().collect())),
                }
            }
        }
        lexicon
    }

    /// The words of each class, by its name.
    pub fn class_words(&self) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        CLASSES.iter().map(|(name, bit)| {
            (*name, self.classes.iter().filter(|(_, bits)| *bits & bit != 0).map(|(word, _)| *word).collect())
        })
    }

    /// Nouns by what they denote: `person`, `body`, `document`, `occasion`, `time`.
    pub fn kinds(&self) -> &[(&'static str, Vec<&'static str>)] {
        &self.kinds
    }

    /// The classes of a lemma as bits.
    pub fn classes(&self, lemma: &str) -> u8 {
        if lemma == "make clear" {
            return SAY;
        }
        self.classes.get(lemma).copied().unwrap_or(0)
    }

    /// The number of words of the phrase that starts at `at`, if one does.
    pub fn phrase(&self, words: &[String], at: usize) -> Option<usize> {
        let rest = words.get(at..)?;
        self.phrases
            .iter()
            .find(|phrase| phrase.len() < rest.len() && phrase.iter().zip(rest).all(|(one, other)| one == other))
            .map(Vec::len)
    }
}
