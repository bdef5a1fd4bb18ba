//! Names to what they may denote: a trie over folded words, with the case that each name asks for.

use super::lexicon::Class;
use super::words::{self, Word};
use rustc_hash::FxHashMap;

/// What a name may denote. The numbers are indexes into the lists of [`super::Actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A state by name.
    State(u32),
    /// A state by adjective: `Russian`.
    Adjective(u32),
    /// A state by a form that stands only before a hyphen: `Sino`, `Franco`.
    Prefix(u32),
    /// People of a state: `Americans`, `Dane`; true for a form that is plural only or may be.
    Inhabitant(u32),
    /// A capital, which may stand for its state.
    Capital(u32),
    /// A seat of government, which always stands for the government.
    Seat(u32),
    /// A city where an organisation has its seat, which may stand for it: `Brussels`.
    OrganisationSeat(u32),
    /// A body, organisation, company, group or outlet.
    Listed(u32),
    /// A place.
    Place(u32),
    /// A person in the lists of office holders.
    Person(u32),
    /// A role: `foreign minister`; true for the plural; the second flag where it may stand alone.
    Role(u32, bool, bool),
}

/// How a word of a name must be written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    /// In any way.
    Any,
    /// With a capital.
    Capital,
    /// Exactly so: acronyms, and short names that are also words.
    Exact(Box<str>),
}

/// A name at the end of its path.
#[derive(Debug, Clone)]
struct Leaf {
    entry: Entry,
    cases: Vec<Case>,
}

/// The trie.
#[derive(Debug, Default)]
pub struct Names {
    vocabulary: FxHashMap<Box<str>, u32>,
    /// The classes of each word of the vocabulary, as sets of bits.
    classes: Vec<u64>,
    steps: FxHashMap<(u32, u32), u32>,
    leaves: Vec<Vec<Leaf>>,
}

/// A name found in a sentence: words `start..end`.
#[derive(Debug, Clone)]
pub struct Found {
    /// Index of the first word.
    pub start: usize,
    /// Index after the last word.
    pub end: usize,
    /// What it may denote, in the order of the lists.
    pub entries: Vec<Entry>,
}

impl Names {
    /// The number of a folded word in the vocabulary, and its classes.
    pub fn word(&self, folded: &str) -> (Option<u32>, u64) {
        let id = self.vocabulary.get(folded).copied();
        (id, id.map_or(0, |id| self.classes[id as usize]))
    }

    /// Puts a word, in lower case, into a class.
    pub fn classify(&mut self, word: &str, class: Class) {
        let mut folded = String::new();
        words::fold(word, &mut folded);
        let word = self.number(&folded);
        self.classes[word as usize] |= class.bit();
    }

    /// The number of a folded word, which is new where no name held it.
    pub fn number(&mut self, folded: &str) -> u32 {
        if let Some(known) = self.vocabulary.get(folded) {
            return *known;
        }
        let next = self.classes.len() as u32;
        self.vocabulary.insert(folded.into(), next);
        self.classes.push(0);
        next
    }

    /// Adds a name. A word written with a capital must have one in the text; one in lower case may be written in any way;
    /// acronyms are exact.
    pub fn add(&mut self, name: &str, entry: Entry) {
        let mut node = 0u32;
        let mut cases = Vec::new();
        let mut folded = String::new();
        if self.leaves.is_empty() {
            self.leaves.push(Vec::new());
        }
        let mut pieces = Vec::new();
        words::split(name, |start, end, _| pieces.push(&name[start..end]));
        for piece in pieces {
            words::fold(piece, &mut folded);
            let word = self.number(&folded);
            let next_node = self.leaves.len() as u32;
            let step = *self.steps.entry((node, word)).or_insert(next_node);
            if step == next_node {
                self.leaves.push(Vec::new());
            }
            node = step;
            let capitals = piece.chars().filter(|character| character.is_uppercase()).count();
            // `al-Qaeda` and `Al-Qaeda`.
            cases.push(if matches!(folded.as_str(), "al" | "el") {
                Case::Any
            } else if capitals > 1 {
                Case::Exact(piece.into())
            } else if capitals == 1 {
                Case::Capital
            } else {
                Case::Any
            });
        }
        if node != 0 {
            let leaves = &mut self.leaves[node as usize];
            if !leaves.iter().any(|leaf| leaf.entry == entry && leaf.cases == cases) {
                leaves.push(Leaf { entry, cases });
            }
        }
    }

    /// The longest names from left to right, without overlap. In a sentence written in capitals throughout
    /// (`all_capitals`), acronyms that are also common words do not count.
    pub fn find(&self, words: &[Word], all_capitals: bool) -> Vec<Found> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let mut best: Option<Found> = None;
            let mut node = 0u32;
            let mut end = start;
            while let Some(step) =
                words.get(end).and_then(|word| word.id).and_then(|word| self.steps.get(&(node, word)))
            {
                node = *step;
                end += 1;
                let mut entries: Vec<Entry> = self.leaves[node as usize]
                    .iter()
                    .filter(|leaf| fits(&leaf.cases, &words[start..end], all_capitals))
                    .map(|leaf| leaf.entry)
                    .collect();
                entries.dedup();
                if !entries.is_empty() {
                    best = Some(Found { start, end, entries });
                }
            }
            match best {
                Some(name) => {
                    start = name.end;
                    found.push(name);
                }
                None => start += 1,
            }
        }
        let shared: Vec<Found> = found
            .iter()
            .filter_map(|name| self.sharing(name, words))
            .filter(|name| found.iter().all(|other| name.end <= other.start || other.end <= name.start))
            .collect();
        if !shared.is_empty() {
            found.extend(shared);
            found.sort_by_key(|name| name.start);
        }
        found
    }

    /// The state named by the word before a name that shares its last words with it: `North` in `North and South Korean`.
    fn sharing(&self, name: &Found, words: &[Word]) -> Option<Found> {
        if name.end - name.start < 2 {
            return None;
        }
        let joined = name.start.checked_sub(1).filter(|&at| matches!(words[at].text, "and" | "or"))?;
        let first = joined.checked_sub(1).filter(|&at| words[at].is_capitalised())?;
        let mut node = 0u32;
        for at in std::iter::once(first).chain(name.start + 1..name.end) {
            node = *self.steps.get(&(node, words[at].id?))?;
        }
        let state = |entry: &Entry| matches!(entry, Entry::State(_) | Entry::Adjective(_) | Entry::Inhabitant(_));
        let entries: Vec<Entry> =
            self.leaves[node as usize].iter().map(|leaf| leaf.entry).filter(|entry| state(entry)).collect();
        (!entries.is_empty()).then_some(Found { start: first, end: joined, entries })
    }
}

fn fits(cases: &[Case], words: &[Word], all_capitals: bool) -> bool {
    cases.iter().zip(words).all(|(case, word)| match case {
        Case::Any => true,
        Case::Capital => word.is_capitalised(),
        Case::Exact(form) => {
            (word.text == &**form && !(all_capitals && word.is(Class::CommonAcronym)))
                || (all_capitals && word.text.len() > 3 && word.text.eq_ignore_ascii_case(form))
        }
    })
}
