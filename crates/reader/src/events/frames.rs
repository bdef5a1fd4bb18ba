//! Frames: loading them, and finding where they match.

use super::clause::Clause;
use super::matching::match_at;
use super::ontology::Ontology;
use super::pattern::{self, Class, Pattern};
use super::vocabulary::{Vocabulary, WordId};
use super::words::Words;
use crate::data;
use model::Upos;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One frame: a pattern and what it means.
pub struct Frame {
    /// Its file and number there: `events/impose-sanctions#1`.
    pub name: String,
    /// The file alone, for the ranker: `impose-sanctions`.
    pub family: String,
    /// What it matches.
    pub pattern: Pattern,
    /// PLOVER type; empty for an operator that means nothing by itself.
    pub event_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// How it changes an act that depends on it: `promise`, `refuse`, `request` …
    pub operator: Option<String>,
    /// True where the parties do it with each other: `met`, `agreed`.
    pub reciprocal: bool,
    /// True for a loose frame, which is trusted only where both parties are given.
    pub given_only: bool,
}

/// An example of a frame file.
#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))] // Read by the tests alone; loading checks its shape.
pub struct Yes {
    /// A sentence written for the project.
    pub text: String,
    /// What must be found.
    pub event: ExpectedEvent,
}

/// What an example expects.
#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
pub struct ExpectedEvent {
    /// Words of the source.
    pub source: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Words of the target; absent where there is none.
    pub target: Option<String>,
}

/// A sentence in which no event of the file's types is a fact.
#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
pub struct No {
    /// A sentence written for the project.
    pub text: String,
    /// Why not.
    pub why: String,
}

#[derive(Deserialize)]
struct FrameEntry {
    #[serde(rename = "type", default)]
    event_type: String,
    mode: Option<String>,
    cameo: Option<String>,
    operator: Option<String>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    given_only: bool,
    #[serde(rename = "match")]
    patterns: Vec<String>,
}

/// A frame file.
#[derive(Deserialize)]
pub struct FrameFile {
    frame: Vec<FrameEntry>,
    /// What must be found.
    #[serde(default)]
    pub yes: Vec<Yes>,
    /// What must not.
    #[serde(default)]
    pub no: Vec<No>,
}

#[derive(Deserialize)]
struct SetFile {
    set: BTreeMap<String, Vec<String>>,
}

/// What becomes of an act that depends on an operator.
#[derive(Debug, Clone, Deserialize)]
pub struct Outcome {
    /// The types that it applies to; empty for all.
    #[serde(default)]
    pub of: Vec<String>,
    /// The new type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Its mode.
    pub mode: Option<String>,
    /// Its CAMEO code.
    pub cameo: Option<String>,
}

#[derive(Deserialize)]
struct OperatorEntry {
    name: String,
    outcome: Vec<Outcome>,
}

#[derive(Deserialize)]
struct OperatorFile {
    operator: Vec<OperatorEntry>,
}

/// The fewest examples with which a file loads.
const FEWEST_YES: usize = 2;
const FEWEST_NO: usize = 1;

/// All frames with their index by trigger word.
pub struct Library {
    /// The frames, in order of file and place.
    pub frames: Vec<Frame>,
    /// The words of the frames.
    pub vocabulary: Vocabulary,
    /// Types, modes, contexts.
    pub ontology: Ontology,
    index: FxHashMap<WordId, Vec<(u32, u16)>>,
    operators: BTreeMap<String, Vec<Outcome>>,
    /// Words of the contexts, by number of the context in the ontology.
    pub context_words: FxHashMap<WordId, Vec<u16>>,
    /// Verbs that only carry a noun: `hold talks`, `launch an attack`.
    pub light: Vec<WordId>,
    /// Verbs that report what somebody says.
    speech: Vec<WordId>,
    /// Nouns for people and bodies that act.
    person: Vec<WordId>,
    /// Organisations of states and their meetings.
    multilateral: Vec<WordId>,
    /// Function words.
    pub words: Words,
    /// Nouns that name a hostile or material act: `attack`, `arrest`.
    act_nouns: FxHashSet<WordId>,
}

/// A frame that matches in a sentence.
#[derive(Debug, Clone)]
pub struct Match {
    /// Number of the frame.
    pub frame: usize,
    /// The trigger's token.
    pub trigger: usize,
    /// Tokens of the trigger's phrase and of the required words.
    pub words: Vec<usize>,
    /// How many required words it has: the more, the more specific.
    pub specificity: usize,
    /// True where the tree, not only the order of words, carries all elements.
    pub by_tree: bool,
}

/// Reads a frame file.
///
/// # Errors
/// What is wrong with it, for its author.
pub fn read_file(path: &str, text: &str) -> Result<FrameFile, String> {
    let file: FrameFile = toml::from_str(text).map_err(|error| format!("{path}: {error}"))?;
    if file.yes.len() < FEWEST_YES || file.no.len() < FEWEST_NO {
        return Err(format!("{path}: a frame file needs {FEWEST_YES} [[yes]] and {FEWEST_NO} [[no]] examples"));
    }
    Ok(file)
}

impl Library {
    /// From the embedded data.
    ///
    /// # Panics
    /// Where an embedded file cannot be read; the tests load every file.
    pub fn embedded() -> Library {
        let ontology = Ontology::embedded();
        let mut vocabulary = Vocabulary::default();
        let mut sets = BTreeMap::new();
        for (path, text) in data::files("language/en/event-sets/") {
            let file: SetFile = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            for (name, words) in file.set {
                assert!(sets.insert(name.clone(), words).is_none(), "{path}: the set {name} is defined twice");
            }
        }
        let mut operators = BTreeMap::new();
        if let Some(text) = data::file("ontology/event-operators.toml") {
            let file: OperatorFile = toml::from_str(text).unwrap_or_else(|error| panic!("event-operators: {error}"));
            operators.extend(file.operator.into_iter().map(|entry| (entry.name, entry.outcome)));
        }
        let mut frames = Vec::new();
        for (path, text) in data::files("language/en/events/") {
            let file = read_file(path, text).unwrap_or_else(|error| panic!("{error}"));
            let family = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml").to_owned();
            for (number, entry) in file.frame.into_iter().enumerate() {
                for text in &entry.patterns {
                    let pattern =
                        pattern::parse(text, &mut vocabulary, &sets).unwrap_or_else(|error| panic!("{path}: {error}"));
                    frames.push(Frame {
                        name: format!("events/{family}#{}", number + 1),
                        family: family.clone(),
                        pattern,
                        event_type: entry.event_type.clone(),
                        mode: entry.mode.clone(),
                        cameo: entry.cameo.clone(),
                        operator: entry.operator.clone(),
                        reciprocal: entry.reciprocal,
                        given_only: entry.given_only,
                    });
                }
            }
        }
        let mut index: FxHashMap<WordId, Vec<(u32, u16)>> = FxHashMap::default();
        for (number, frame) in frames.iter().enumerate() {
            for (which, trigger) in frame.pattern.triggers.iter().enumerate() {
                if let Some(&first) = trigger.first() {
                    index.entry(first).or_default().push((number as u32, which as u16));
                }
            }
        }
        let mut context_words: FxHashMap<WordId, Vec<u16>> = FxHashMap::default();
        for (number, context) in ontology.contexts.iter().enumerate() {
            for word in context.words.iter().filter(|word| !word.contains('_')) {
                context_words.entry(vocabulary.enter(word)).or_default().push(number as u16);
            }
        }
        let mut listed = |name: &str| sets.get(name).into_iter().flatten().map(|word| vocabulary.enter(word)).collect();
        let (light, speech, person) = (listed("light"), listed("speech"), listed("person"));
        let multilateral = listed("multilateral");
        let words = Words::embedded();
        let act_nouns = frames
            .iter()
            .filter(|frame| frame.pattern.class == Class::Noun && ontology.is_deed(&frame.event_type))
            .flat_map(|frame| {
                frame.pattern.triggers.iter().filter(|trigger| trigger.len() == 1).map(|trigger| trigger[0])
            })
            .collect();
        Library {
            frames,
            vocabulary,
            ontology,
            index,
            operators,
            context_words,
            light,
            speech,
            person,
            multilateral,
            words,
            act_nouns,
        }
    }

    /// What an act of `event_type` becomes under an operator.
    pub fn outcome(&self, operator: &str, event_type: &str) -> Option<&Outcome> {
        let outcomes = self.operators.get(operator)?;
        outcomes.iter().find(|outcome| outcome.of.is_empty() || outcome.of.iter().any(|name| name == event_type))
    }

    /// True where the token is a verb of saying.
    pub fn is_speech(&self, clause: &Clause, token: usize) -> bool {
        self.speech.iter().any(|&word| clause.is(token, word))
    }

    /// True where the token is a noun that names a hostile or material act.
    pub fn names_act(&self, clause: &Clause, token: usize) -> bool {
        let words = &self.words.parties;
        clause.upos(token) == Upos::Noun
            && (words.deeds.has(clause, token) || clause.ids[token].iter().any(|id| self.act_nouns.contains(id)))
    }

    /// True where the token is a noun for people or a body that acts.
    pub fn is_person(&self, clause: &Clause, token: usize) -> bool {
        self.words.parties.people.has(clause, token) || self.person.iter().any(|&word| clause.is(token, word))
    }

    /// True where the token names an organisation of states or its meetings.
    pub fn is_multilateral(&self, clause: &Clause, token: usize) -> bool {
        self.multilateral.iter().any(|&word| clause.is(token, word))
    }

    /// Every place where a frame matches, in order of trigger.
    pub fn matches(&self, clause: &Clause) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for token in 0..clause.len() {
            let start = found.len();
            for id in &clause.ids[token] {
                for &(frame, which) in self.index.get(id).map(Vec::as_slice).unwrap_or_default() {
                    let frame = frame as usize;
                    if found[start..].iter().any(|other: &Match| other.frame == frame) {
                        continue;
                    }
                    let pattern = &self.frames[frame].pattern;
                    if let Some(matched) = match_at(clause, pattern, frame, token, &pattern.triggers[which as usize]) {
                        found.push(matched);
                    }
                }
            }
        }
        found
    }
}
