//! What is said, word by word along the tree: a word mostly goes with the word that it hangs on, and what makes it part
//! from it can be learned from far more words than there are quotations.

use super::candidates::{Candidate, Context, mask};
use super::linear::{Collector, Example, Features, Linear};
use super::tree::Tree;
use model::{Span, Upos};

/// Log probabilities of a word being said or not, where the word that it hangs on is said or not.
#[derive(Debug, Clone, Copy, Default)]
struct Odds {
    /// By whether the head is said: that the word is not, that it is.
    by_head: [[f32; 2]; 2],
}

/// How well readings of a candidate's content follow the tree.
pub struct Hanging<'a> {
    tree: &'a Tree<'a>,
    odds: Vec<Odds>,
    cue: (usize, usize),
}

impl<'a> Hanging<'a> {
    /// Looks at the words around a candidate.
    pub fn new(context: &'a Context, linear: &Linear, candidate: &Candidate) -> Hanging<'a> {
        let tree = &context.trees[candidate.sentence];
        let log = |probability: f32| probability.clamp(1e-4, 1.0).ln();
        let odds = (0..tree.len())
            .map(|at| {
                let by_head = [false, true].map(|said| {
                    let yes = linear.probability(&features(context, tree, candidate, at, said));
                    [log(1.0 - yes), log(yes)]
                });
                Odds { by_head }
            })
            .collect();
        Hanging { tree, odds, cue: candidate.group }
    }

    /// The log probability of a reading, as far as its words lie in the sentence.
    pub fn score(&self, content: &[Span]) -> f32 {
        let said = said(self.tree, content);
        let mut sum = 0.0;
        for (at, odds) in self.odds.iter().enumerate() {
            if counts(self.tree, self.cue, at) {
                let head = self.tree.head(at).is_some_and(|head| said[head]);
                sum += odds.by_head[usize::from(head)][usize::from(said[at])];
            }
        }
        sum
    }
}

/// Examples for training: each word around the cue, given the content.
pub fn examples(context: &Context, candidate: &Candidate, content: &[Span]) -> Vec<Example> {
    let tree = &context.trees[candidate.sentence];
    let said = said(tree, content);
    (0..tree.len())
        .filter(|&at| counts(tree, candidate.group, at))
        .map(|at| {
            let head = tree.head(at).is_some_and(|head| said[head]);
            let right = said[at].then_some(0);
            Example { choices: vec![features(context, tree, candidate, at, head)], right }
        })
        .collect()
}

pub(super) fn said(tree: &Tree, content: &[Span]) -> Vec<bool> {
    let inside = |span: Span| content.iter().any(|part| part.overlaps(span));
    tree.sentence.tokens.iter().map(|token| inside(token.span)).collect()
}

pub(super) fn counts(tree: &Tree, cue: (usize, usize), at: usize) -> bool {
    !tree.is_punct(at) && !(cue.0..=cue.1).contains(&at)
}

fn features(context: &Context, tree: &Tree, candidate: &Candidate, at: usize, head_said: bool) -> Features {
    let cue = candidate.anchor;
    let group = candidate.group;
    let lemma = tree.word(cue);
    let class = mask(context.lexicon.classes(&lemma));
    let (first, last) = tree.reach(at);
    let head = tree.head(at);
    let under = match head {
        None => "root",
        Some(head) if (group.0..=group.1).contains(&head) => "cue",
        Some(_) if head_said => "said",
        Some(_) => "unsaid",
    };
    let side = if at < group.0 { "left" } else { "right" };
    let relation = tree.full_relation(at);
    let opening = match tree.upos(first) {
        Upos::Adp | Upos::Sconj | Upos::Part | Upos::Cconj | Upos::Pron | Upos::Adv => tree.lower[first].as_str(),
        other => other.name(),
    };
    let apart = if first > 0 && tree.is_punct(first - 1) { tree.lower[first - 1].as_str() } else { "" };
    let upos = tree.upos(at).name();
    let kind = if tree.kind(at).is_empty() { upos } else { tree.kind(at) };
    let touches = if first == group.1 + 1 {
        "behind the cue"
    } else if last + 1 == group.0 {
        "before the cue"
    } else {
        ""
    };
    let span = tree.sentence.tokens[at].span;
    let quoted = context.quoted_at(span.start).filter(|quoted| quoted.inner.contains(span));
    let anchor = tree.sentence.tokens[cue].span;
    let quoted = match quoted {
        None => "plain",
        Some(quoted) if quoted.inner.contains(anchor) => "with the cue",
        Some(_) => "quoted",
    };
    let source = candidate.sources.first().and_then(|source| source.value);
    let source = match source {
        Some(speaker) if speaker.span.contains(span) => "speaker",
        Some(_) => "other",
        None => "nobody",
    };
    let verb = match tree.upos(at) {
        Upos::Verb => mask(context.lexicon.classes(tree.lemma(at))),
        _ => upos,
    };
    let closing = if last + 1 < tree.len() && tree.is_punct(last + 1) { tree.lower[last + 1].as_str() } else { "" };
    let distance = match at.abs_diff(cue) {
        0..=2 => "near",
        3..=6 => "close",
        7..=14 => "far",
        _ => "farther",
    };
    let size = match last - first {
        0 => "1",
        1..=3 => "few",
        4..=9 => "some",
        _ => "many",
    };
    let that = if tree.lower.get(group.1 + 1).is_some_and(|word| word == "that") { "that" } else { "" };
    let (tag, own) = (tree.sentence.tokens[at].xpos.as_str(), tree.sentence.tokens[cue].xpos.as_str());
    let mut collector = Collector::new("said");
    for parts in [
        &["under", under] as &[&str],
        &["under", under, side],
        &["relation", under, relation],
        &["relation+side", under, relation, side],
        &["relation+class", under, relation, class, side],
        &["relation+apart", under, relation, apart],
        &["relation+opening", under, relation, opening],
        &["opening+apart", under, opening, apart],
        &["opening+class", under, opening, class],
        &["relation+kind", under, opening, kind],
        &["relation+lemma", under, opening, tree.lemma(at)],
        &["cue", under, relation, &lemma],
        &["cue+opening", under, opening, &lemma],
        &["touches", under, touches, relation],
        &["touches+class", under, touches, class, upos],
        &["quoted", under, quoted],
        &["quoted+class", under, quoted, class],
        &["quoted+relation", under, quoted, relation],
        &["source", under, source],
        &["source+class", under, source, class, side],
        &["source+relation", under, source, relation, side],
        &["verb", under, relation, verb, apart],
        &["tags", under, relation, tag, own],
        &["enclosed", under, relation, apart, closing],
        &["distance", under, relation, distance],
        &["distance+apart", under, distance, apart, opening],
        &["size", under, relation, size, apart],
        &["that", under, relation, that, apart],
        &["kind+class", under, kind, class, side],
        &["opening+cue+kind", under, opening, class, kind],
        &["own tag", under, relation, own, side],
    ] {
        collector.add(parts);
    }
    if let Some(head) = head {
        let (relation_of_head, upos_of_head) = (tree.full_relation(head), tree.upos(head).name());
        let order = if at < head { "before" } else { "after" };
        for parts in [
            &["head", under, relation, relation_of_head] as &[&str],
            &["head upos", under, relation, upos_of_head, order],
            &["head apart", under, relation_of_head, opening, apart],
        ] {
            collector.add(parts);
        }
    }
    collector.done()
}
