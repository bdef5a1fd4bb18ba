//! What is said word after word: a word mostly goes with the one before it, and what makes a stretch begin or end there can
//! be learned.

use super::candidates::{Candidate, Context, mask};
use super::linear::Collector;
use super::said::{Guide, Signs, previous, whose};
use super::tree::Tree;
use model::{Span, Upos};

/// Words go by the one before them.
pub(super) const CHAIN: Guide = Guide { by: previous, features };

/// What speaks for a word being said, and the states that it may be in: after a word that is not said, after one that is.
fn features(context: &Context, tree: &Tree, candidate: &Candidate, at: usize) -> Signs {
    let group = candidate.group;
    let lemma = tree.word(candidate.anchor);
    let class = mask(context.lexicon.classes(&lemma));
    let side = if at < group.0 { "left" } else { "right" };
    let previous = previous(tree, group, at);
    let edge = if at > group.1 && previous.is_none_or(|previous| previous < group.0) { "behind the cue" } else { "" };
    let states = match edge {
        "" => ["unsaid", "said"],
        _ => ["unsaid before the cue", "said before the cue"],
    };
    // The highest part that begins with this word, and what it hangs on.
    let mut part = at;
    for _ in 0..10 {
        match tree.head(part) {
            Some(head) if tree.reach(head).0 >= at => part = head,
            _ => break,
        }
    }
    let relation = tree.full_relation(part);
    let head = tree.head(part);
    let up = match head {
        None => "root",
        Some(head) if (group.0..=group.1).contains(&head) => "cue",
        Some(head) if head < at && (at < group.0 || head > group.1) => "near",
        Some(head) if head < at => "beyond the cue",
        Some(head) if at < group.0 && head > group.1 => "behind the cue",
        Some(_) => "later",
    };
    let end = tree.reach(part).1;
    let to = if end + 1 >= tree.len() {
        "end"
    } else if tree.is_punct(end + 1) {
        tree.lower[end + 1].as_str()
    } else {
        ""
    };
    let gap = if at > 0 && tree.is_punct(at - 1) { tree.lower[at - 1].as_str() } else { "" };
    let span = tree.sentence.tokens[at].span;
    let anchor = tree.sentence.tokens[candidate.anchor].span;
    let quoted = |span: Span| match context.quoted_at(span.start).filter(|quoted| quoted.inner.contains(span)) {
        None => 'p',
        Some(quoted) if quoted.inner.contains(anchor) => 'c',
        Some(_) => 'q',
    };
    let quotes: String =
        [previous.map_or('-', |previous| quoted(tree.sentence.tokens[previous].span)), quoted(span)].iter().collect();
    let word = tree.lower[at].as_str();
    let upos = tree.upos(at).name();
    let kind = if tree.kind(part).is_empty() { tree.upos(part).name() } else { tree.kind(part) };
    let (previous_word, previous_upos) =
        previous.map_or(("", ""), |previous| (tree.lower[previous].as_str(), tree.upos(previous).name()));
    let distance = match at.abs_diff(if at < group.0 { group.0 } else { group.1 }) {
        1 => "1",
        2 => "2",
        3 => "3",
        4..=6 => "close",
        7..=14 => "far",
        _ => "farther",
    };
    let next = tree.lower.get(at + 1).map_or("", String::as_str);
    let source = whose(candidate, span);
    let head_upos = head.map_or("", |head| tree.upos(head).name());
    let verb = match tree.upos(part) {
        Upos::Verb => mask(context.lexicon.classes(tree.lemma(part))),
        _ => kind,
    };
    let (tag, own) = (tree.sentence.tokens[part].xpos.as_str(), tree.sentence.tokens[candidate.anchor].xpos.as_str());
    let mut collector = Collector::new("next");
    for parts in [
        &["state"] as &[&str],
        &["side", side],
        &["word", word],
        &["word+class", word, class],
        &["word+gap", word, gap],
        &["word+up", word, up],
        &["word+kind", word, kind],
        &["word+next", word, next],
        &["word+lemma", word, tree.lemma(part)],
        &["word+previous", previous_word, word],
        &["upos", upos, side],
        &["upos+previous", previous_upos, upos, gap],
        &["previous", previous_word, gap],
        &["cue+word", &lemma, word, edge],
        &["cue+relation", &lemma, relation, up],
        &["cue+upos", &lemma, upos, edge],
        &["relation", relation, up],
        &["relation+gap", relation, up, gap],
        &["relation+class", relation, up, class],
        &["relation+side", relation, up, side],
        &["relation+head", relation, up, head_upos],
        &["up+gap", up, gap, to],
        &["up+class", up, class],
        &["up+verb", up, verb, gap],
        &["verb+relation", relation, verb, gap],
        &["tags", tag, own, relation, gap],
        &["quotes", &quotes],
        &["quotes+class", &quotes, class],
        &["quotes+gap", &quotes, gap],
        &["quotes+relation", &quotes, relation],
        &["distance", distance, side],
        &["distance+class", distance, class, side],
        &["distance+upos", distance, upos, class],
        &["distance+gap", distance, gap],
        &["to", to, relation, up],
        &["source", source, side],
        &["source+class", source, class, up],
    ] {
        collector.add(parts);
    }
    (collector, states)
}
