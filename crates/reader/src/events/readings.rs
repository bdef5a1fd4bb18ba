//! Candidate readings of a sentence: which frames match, who plays which part, and how operators change them.

use super::clause::Clause;
use super::frames::{Library, Match};
use super::operators::{embedding, operate, project};
use super::pattern::{Class, Slot};
use super::roles::{carrier, occasion_of, sources, target_limit, targets};

/// A candidate reading.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Number of the frame that gives the act.
    pub frame: usize,
    /// The operator's frame and trigger, where one changed the act: `agreed to send`.
    pub operator: Option<(usize, usize)>,
    /// The trigger of the act itself, below the operator's where there is one.
    pub act: usize,
    /// PLOVER type.
    pub event_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// The token that decides time and factuality: the operator's trigger, or the frame's.
    pub trigger: usize,
    /// The tokens that the reading rests on.
    pub words: Vec<usize>,
    /// How many required words matched.
    pub specificity: usize,
    /// True where the tree carries the match.
    pub by_tree: bool,
    /// Who may act, best first.
    pub sources: Vec<Role>,
    /// Who may be acted upon, best first.
    pub targets: Vec<Role>,
    /// Targets of this rank and above stand outside the places that the frame names: trusted only where they are given.
    pub target_limit: u8,
    /// True where the parties do it with each other.
    pub reciprocal: bool,
    /// True where another reading has taken this one in.
    pub consumed: bool,
    /// True where that is only a reading of more words.
    pub outdone: bool,
    /// True where the type already says what a negation or a future beside the trigger means: `will not send` is REJECT.
    pub settled: bool,
    /// True where somebody only wants it: `hopes to send`.
    pub intended: bool,
    /// Set where `will` or `would` made the type of another: `will send aid` is AGREE.
    pub projection: Option<Projection>,
}

/// The auxiliary that puts an act into the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Projection {
    /// `will`
    Will,
    /// `would`
    Would,
}

/// A token that heads a party, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// The token.
    pub token: usize,
    /// 0 for the place that the frame names, more the further away.
    pub rank: u8,
}

/// The readings of a sentence, in order of trigger. Frames that are trusted only between given parties take part where the
/// parties are `given`.
pub fn readings(library: &Library, clause: &Clause, given: bool) -> Vec<Reading> {
    let mut matches = library.matches(clause);
    matches.retain(|matched| given || !library.frames[matched.frame].given_only);
    let mut readings: Vec<Reading> = matches.iter().filter_map(|matched| plain(library, clause, matched)).collect();
    let mut operated: Vec<Reading> = matches
        .iter()
        .filter(|matched| library.frames[matched.frame].operator.is_some())
        .filter_map(|matched| operate(library, clause, matched, &mut readings))
        .collect();
    // `agreed to offer to send`: the outermost operator decides.
    for index in 0..operated.len() {
        let inner = operated.iter().enumerate().any(|(other_index, other)| {
            other_index != index
                && other.trigger != operated[index].trigger
                && embedding(library, clause, other.trigger, operated[index].trigger).is_some()
                && other.words.iter().any(|word| operated[index].words.contains(word))
        });
        operated[index].consumed = inner;
    }
    // An operator with an act of its own (`agreed`) gives way to the reading that it changed.
    for composite in &operated {
        for reading in readings.iter_mut().filter(|reading| reading.operator.is_none()) {
            if reading.trigger == composite.trigger && reading.specificity <= 1 {
                reading.consumed = true;
            }
        }
    }
    readings.extend(operated);
    project(library, clause, &mut readings);
    // The words of a more specific reading are not readings of their own: `sanctions` in `imposed sanctions`.
    for index in 0..readings.len() {
        let dominated = readings.iter().any(|other| {
            !library.frames[other.frame].given_only
                && outdoes(other, &readings[index])
                // Between given parties the ranker weighs what only stands near; elsewhere it tells nothing.
                && (given || other.by_tree || !readings[index].by_tree)
        });
        readings[index].outdone = dominated && !readings[index].consumed;
        readings[index].consumed |= dominated;
    }
    readings.sort_by_key(|reading| (reading.trigger, reading.frame));
    readings
}

/// True for a reading of more words, among them the other's trigger: `imposed sanctions` before `sanctions`.
pub fn outdoes(reading: &Reading, other: &Reading) -> bool {
    (reading.specificity, reading.words.len()) > (other.specificity, other.words.len())
        && reading.words.contains(&other.trigger)
        && other.operator.is_none()
}

fn plain(library: &Library, clause: &Clause, matched: &Match) -> Option<Reading> {
    let frame = &library.frames[matched.frame];
    if frame.event_type.is_empty() {
        return None;
    }
    Some(Reading {
        frame: matched.frame,
        operator: None,
        act: matched.trigger,
        event_type: frame.event_type.clone(),
        mode: frame.mode.clone(),
        cameo: frame.cameo.clone(),
        trigger: matched.trigger,
        words: matched.words.clone(),
        specificity: matched.specificity,
        by_tree: matched.by_tree,
        sources: sources(library, clause, matched),
        targets: targets(library, clause, matched),
        target_limit: target_limit(&frame.pattern),
        reciprocal: frame.reciprocal,
        consumed: false,
        outdone: false,
        settled: frame.pattern.source.contains(&Slot::Speaker) && frame.event_type == "REQUEST",
        intended: false,
        projection: None,
    })
}

/// True for a noun that only says what another reading is about: `mediation` in `opposed French mediation`, `attacks` in
/// `discussed the attacks`. A noun with a verb of its own (`launched attacks`) is an event.
pub fn is_content(library: &Library, clause: &Clause, reading: &Reading, all: &[Reading]) -> bool {
    if !clause.parsed
        || reading.operator.is_some()
        || library.frames[reading.frame].pattern.class != Class::Noun
        || carrier(library, clause, reading.trigger) != reading.trigger
        || reading.reciprocal && occasion_of(library, clause, reading.trigger).is_some()
    {
        return false;
    }
    all.iter().any(|other| {
        !other.consumed
            && other.trigger != reading.trigger
            && !reading.words.contains(&other.trigger)
            && clause.governs(other.trigger, reading.trigger, 4)
    })
}
