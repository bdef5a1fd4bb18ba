//! What is said along the tree: a word mostly goes with the word that it hangs on, and what makes it part from it can be
//! learned.

use super::candidates::{Candidate, Context, mask};
use super::linear::Collector;
use super::said::{Guide, Signs, whose};
use super::tree::Tree;
use model::Upos;

/// Words go by what they hang on.
pub(super) const HANGING: Guide = Guide { by: |tree, _, at| tree.head(at), features };

/// What speaks for a word being said, and the states that it may be in: below a word that is not said, below one that is.
fn features(context: &Context, tree: &Tree, candidate: &Candidate, at: usize) -> Signs {
    let cue = candidate.anchor;
    let group = candidate.group;
    let lemma = tree.word(cue);
    let class = mask(context.lexicon.classes(&lemma));
    let (first, last) = tree.reach(at);
    let head = tree.head(at);
    let states = match head {
        None => ["root"; 2],
        Some(head) if (group.0..=group.1).contains(&head) => ["cue"; 2],
        Some(_) => ["unsaid", "said"],
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
    let source = whose(candidate, span);
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
        &["under"] as &[&str],
        &["under", side],
        &["relation", relation],
        &["relation+side", relation, side],
        &["relation+class", relation, class, side],
        &["relation+apart", relation, apart],
        &["relation+opening", relation, opening],
        &["opening+apart", opening, apart],
        &["opening+class", opening, class],
        &["relation+kind", opening, kind],
        &["relation+lemma", opening, tree.lemma(at)],
        &["cue", relation, &lemma],
        &["cue+opening", opening, &lemma],
        &["touches", touches, relation],
        &["touches+class", touches, class, upos],
        &["quoted", quoted],
        &["quoted+class", quoted, class],
        &["quoted+relation", quoted, relation],
        &["source", source],
        &["source+class", source, class, side],
        &["source+relation", source, relation, side],
        &["verb", relation, verb, apart],
        &["tags", relation, tag, own],
        &["enclosed", relation, apart, closing],
        &["distance", relation, distance],
        &["distance+apart", distance, apart, opening],
        &["size", relation, size, apart],
        &["that", relation, that, apart],
        &["kind+class", kind, class, side],
        &["opening+cue+kind", opening, class, kind],
        &["own tag", relation, own, side],
    ] {
        collector.add(parts);
    }
    if let Some(head) = head {
        let (relation_of_head, upos_of_head) = (tree.full_relation(head), tree.upos(head).name());
        let order = if at < head { "before" } else { "after" };
        for parts in [
            &["head", relation, relation_of_head] as &[&str],
            &["head upos", relation, upos_of_head, order],
            &["head apart", relation_of_head, opening, apart],
        ] {
            collector.add(parts);
        }
    }
    (collector, states)
}
