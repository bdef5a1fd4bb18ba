//! Which words around a cue are said, each by the state of the word that it goes by: the one that it hangs on
//! ([`super::hanging`]) or the one before it ([`super::chain`]). That can be learned from far more words than there are
//! quotations.

use super::candidates::{Candidate, Context};
use super::linear::{Collector, Example, Linear};
use super::tree::Tree;
use model::Span;

/// What speaks for a word being said, and its states: beside a word that is not said, beside one that is.
pub(super) type Signs = (Collector, [&'static str; 2]);

/// A way to tell whether words are said.
pub(super) struct Guide {
    /// The word that another goes by, within a sentence around a cue.
    pub by: fn(&Tree, (usize, usize), usize) -> Option<usize>,
    /// What speaks for a word being said.
    pub features: fn(&Context, &Tree, &Candidate, usize) -> Signs,
}

impl Guide {
    fn is_said(&self, tree: &Tree, cue: (usize, usize), said: &[bool], at: usize) -> bool {
        (self.by)(tree, cue, at).is_some_and(|other| said[other])
    }

    /// Examples for training: each word around the cue, given the content.
    pub fn examples(&self, context: &Context, candidate: &Candidate, content: &[Span]) -> Vec<Example> {
        let tree = &context.trees[candidate.sentence];
        let said = said(tree, content);
        (0..tree.len())
            .filter(|&at| counts(tree, candidate.group, at))
            .map(|at| {
                let state = usize::from(self.is_said(tree, candidate.group, &said, at));
                let (collector, states) = (self.features)(context, tree, candidate, at);
                Example { choices: vec![collector.in_state(states[state])], right: said[at].then_some(0) }
            })
            .collect()
    }
}

/// How well readings of a candidate's content follow a guide.
pub(super) struct Odds<'a> {
    guide: &'static Guide,
    tree: &'a Tree<'a>,
    cue: (usize, usize),
    /// By word, and by whether the word that it goes by is said: the log probabilities that it is not, that it is.
    odds: Vec<[[f32; 2]; 2]>,
}

impl<'a> Odds<'a> {
    /// Looks at the words around a candidate.
    pub fn new(guide: &'static Guide, context: &'a Context, linear: &Linear, candidate: &Candidate) -> Odds<'a> {
        let tree = &context.trees[candidate.sentence];
        let log = |probability: f32| probability.clamp(1e-4, 1.0).ln();
        let odds = (0..tree.len())
            .map(|at| {
                if !counts(tree, candidate.group, at) {
                    return Default::default();
                }
                let (collector, states) = (guide.features)(context, tree, candidate, at);
                states.map(|state| {
                    let yes = linear.probability(&collector.in_state(state));
                    [log(1.0 - yes), log(yes)]
                })
            })
            .collect();
        Odds { guide, tree, cue: candidate.group, odds }
    }

    /// The log probability of a reading, as far as its words lie in the sentence.
    pub fn score(&self, content: &[Span]) -> f32 {
        let said = said(self.tree, content);
        let mut sum = 0.0;
        for (at, odds) in self.odds.iter().enumerate().filter(|(at, _)| counts(self.tree, self.cue, *at)) {
            let state = usize::from(self.guide.is_said(self.tree, self.cue, &said, at));
            sum += odds[state][usize::from(said[at])];
        }
        sum
    }
}

/// How well a reading agrees with where the grammar's network lets words hang, each by itself: the log probability that
/// what is said hangs on what is said, on the cue or on nothing, and that what is not said hangs on nothing that is. The
/// tree knows the likeliest heads only.
pub(super) fn agreement(context: &Context, candidate: &Candidate, content: &[Span]) -> f32 {
    let tree = &context.trees[candidate.sentence];
    let (cue, said) = (candidate.group.0..=candidate.group.1, said(tree, content));
    let fits = |at: usize, head: usize| match said.get(head) {
        Some(&of_head) => of_head == said[at] || said[at] && cue.contains(&head),
        None => true,
    };
    let odds = |at: usize| {
        let heads = context.states.heads(tree.index, at).iter();
        let against: f32 = heads.filter(|(head, _)| !fits(at, *head)).map(|(_, share)| share).sum();
        (1.0 - against).clamp(LEAST_AGREEMENT, 1.0).ln()
    };
    (0..tree.len()).filter(|&at| counts(tree, candidate.group, at)).map(odds).sum()
}

/// No word speaks against a reading with more than the logarithm of this: the network is surer than it is right.
const LEAST_AGREEMENT: f32 = 0.01;

fn said(tree: &Tree, content: &[Span]) -> Vec<bool> {
    let inside = |span: Span| content.iter().any(|part| part.overlaps(span));
    tree.sentence.tokens.iter().map(|token| inside(token.span)).collect()
}

/// True for a word that may be said: no punctuation, and no part of the cue.
fn counts(tree: &Tree, cue: (usize, usize), at: usize) -> bool {
    !tree.is_punct(at) && !(cue.0..=cue.1).contains(&at)
}

/// Whether a word is the speaker's, another's, or nobody is named.
pub(super) fn whose(candidate: &Candidate, word: Span) -> &'static str {
    match candidate.sources.first().and_then(|source| source.value) {
        Some(speaker) if speaker.span.contains(word) => "speaker",
        Some(_) => "other",
        None => "nobody",
    }
}

/// The word before another that may be said.
pub(super) fn previous(tree: &Tree, cue: (usize, usize), at: usize) -> Option<usize> {
    (0..at).rev().find(|&other| counts(tree, cue, other))
}
