//! Dependencies: an arc-hybrid transition parser. It moves words from the sentence to a stack and attaches the top of the
//! stack to the next word (left arc) or to the word below it (right arc); each arc gets its relation as it is made.

mod features;
pub mod punctuation;

pub use features::{label_features, move_features};

use super::lexical::Word;
use super::weights::{Scorer, best};

/// The moves.
pub const SHIFT: usize = 0;
/// The top of the stack depends on the next word.
pub const LEFT: usize = 1;
/// The top of the stack depends on the word below it.
pub const RIGHT: usize = 2;

/// A word that is not there.
pub const NONE: usize = usize::MAX;

/// The relation of a word that has none yet.
pub const NO_LABEL: u8 = 255;

/// What the parser has done so far. Word `n` stands for the root.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Words that wait for their head or dependents, the top last.
    pub stack: Vec<usize>,
    /// The next word; `length` when only the root is left.
    pub next: usize,
    /// Number of words.
    pub length: usize,
    /// The head of each word so far, or [`NONE`]; `length` is the root.
    pub heads: Vec<usize>,
    /// The relation of each word so far.
    pub labels: Vec<u8>,
    children: Vec<Children>,
}

/// The outermost and next dependents of a word on either side, and their number.
#[derive(Debug, Clone, Copy)]
pub struct Children {
    /// The outermost left dependent, and the one made before it.
    pub left: [usize; 2],
    /// The outermost right dependent, and the one made before it.
    pub right: [usize; 2],
    /// Numbers of left and right dependents.
    pub counts: [u8; 2],
    /// A hash-like set of the relations on either side.
    pub labels: [u64; 2],
}

const CHILDLESS: Children = Children { left: [NONE; 2], right: [NONE; 2], counts: [0; 2], labels: [0; 2] };

impl State {
    /// The state before the first move.
    pub fn new(length: usize) -> State {
        State {
            stack: Vec::with_capacity(length),
            next: 0,
            length,
            heads: vec![NONE; length],
            labels: vec![NO_LABEL; length],
            children: vec![CHILDLESS; length + 1],
        }
    }

    /// True when every word has its head.
    pub fn done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// True for a move that may be made: exactly one word depends on the root.
    pub fn allows(&self, step: usize) -> bool {
        match step {
            SHIFT => self.next < self.length,
            LEFT => !self.stack.is_empty() && (self.next < self.length || self.stack.len() == 1),
            _ => self.stack.len() >= 2,
        }
    }

    /// The `depth`-th word of the stack from the top, or [`NONE`].
    #[inline]
    pub fn top(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |index| self.stack[index])
    }

    /// The dependents of a word.
    #[inline]
    pub fn children(&self, word: usize) -> &Children {
        self.children.get(word).unwrap_or(&CHILDLESS)
    }

    /// The head and the dependent of the arc that a move makes.
    pub fn arc(&self, step: usize) -> Option<(usize, usize)> {
        match step {
            LEFT => Some((self.next, self.top(0))),
            RIGHT => Some((self.top(1), self.top(0))),
            _ => None,
        }
    }

    /// Makes a move; `label` is the relation of its arc.
    pub fn step(&mut self, step: usize, label: u8) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent] = head;
        self.labels[dependent] = label;
        let children = &mut self.children[head];
        let side = usize::from(dependent > head);
        let near = if side == 0 { &mut children.left } else { &mut children.right };
        *near = [dependent, near[0]];
        children.counts[side] = children.counts[side].saturating_add(1);
        children.labels[side] |= 1 << (label % 64);
    }
}

/// The head (`length` for the root) and the relation of every word.
pub fn parse(
    words: &[Word],
    tags: &[u8],
    moves: &impl Scorer,
    relations: &impl Scorer,
    labels: usize,
) -> (Vec<usize>, Vec<u8>) {
    let mut state = State::new(words.len());
    let mut list = Vec::with_capacity(128);
    let mut scores = vec![0; labels.max(3)];
    while !state.done() {
        let step = if state.stack.is_empty() {
            SHIFT
        } else if state.next == state.length {
            if state.stack.len() == 1 { LEFT } else { RIGHT }
        } else {
            move_features(&state, words, tags, &mut list);
            scores[..3].fill(0);
            moves.score(&list, &mut scores[..3]);
            best(&scores[..3], |step| state.allows(step))
        };
        let mut label = NO_LABEL;
        if let Some((head, dependent)) = state.arc(step) {
            label_features(&state, words, tags, head, dependent, &mut list);
            scores[..labels].fill(0);
            relations.score(&list, &mut scores[..labels]);
            label = best(&scores[..labels], |_| true) as u8;
        }
        state.step(step, label);
    }
    (state.heads, state.labels)
}
