//! Whom a noun phrase names: the interface for the stages that look for parties.

use crate::View;
use model::{Actor, Mention, MentionValue, Sentence, Span};
use std::ops::Range;

/// The actors and places named inside a range of tokens, in order. Mentions that only touch the range are left out.
pub fn in_phrase<'a>(view: View<'a>, sentence: usize, tokens: Range<usize>) -> Vec<&'a Mention> {
    let Some(span) = span_of(&view.sentences[sentence], tokens) else { return Vec::new() };
    view.mentions_in(sentence)
        .iter()
        .filter(|mention| matches!(mention.value, MentionValue::Actor(_) | MentionValue::Place { .. }))
        .filter(|mention| span.overlaps(mention.span) && (span.contains(mention.span) || mention.span.contains(span)))
        .collect()
}

/// The tokens of the noun phrase headed at `head`: the head, what modifies its name (compounds, adjectives, possessives),
/// its appositions, and what is joined to it by `and`; relative clauses and the like are left out, and so are its
/// prepositional phrases, except `of` (`the governments of India and Pakistan`). A contiguous range that holds `head`.
pub fn phrase(sentence: &Sentence, head: usize) -> Range<usize> {
    let mut inside = vec![false; sentence.tokens.len()];
    let mut open = vec![head];
    while let Some(token) = open.pop() {
        if token >= inside.len() || std::mem::replace(&mut inside[token], true) {
            continue;
        }
        for child in sentence.children(token) {
            let relation = sentence.tokens[child].relation.as_str();
            let keep = match relation.split(':').next().unwrap_or_default() {
                "compound" | "flat" | "amod" | "appos" | "conj" | "cc" | "det" | "nummod" | "fixed" | "case" => true,
                "nmod" => {
                    relation == "nmod:poss"
                        || sentence
                            .children(child)
                            .any(|case| sentence.tokens[case].relation == "case" && sentence.tokens[case].lemma == "of")
                }
                _ => false,
            };
            // A conjoined clause is no part of the phrase.
            let verbal = matches!(sentence.tokens[child].upos, model::Upos::Verb | model::Upos::Aux);
            if keep && !(verbal && relation.starts_with("conj")) {
                open.push(child);
            }
        }
    }
    let mut start = head;
    while start > 0 && inside[start - 1] {
        start -= 1;
    }
    let mut end = head + 1;
    while end < inside.len() && (inside[end] || (end + 1 < inside.len() && inside[end + 1])) {
        end += 1;
    }
    start..end.min(inside.len())
}

/// The mentions that the noun phrase headed at token `head` denotes, best first: the mention that covers the head, then
/// those joined or in apposition to it (`China and Russia`), and, where the head itself names nobody, those that own or
/// modify it (`Russia's decision` gives Russia). Actors only.
pub fn actors_in_phrase<'a>(view: View<'a>, sentence: usize, head: usize) -> Vec<&'a Mention> {
    let grammar = &view.sentences[sentence];
    let mentions: Vec<&Mention> =
        view.mentions_in(sentence).iter().filter(|mention| matches!(mention.value, MentionValue::Actor(_))).collect();
    let at = |token: usize| {
        let span = grammar.tokens.get(token).map(|token| token.span)?;
        mentions.iter().copied().find(|mention| mention.span.overlaps(span))
    };
    let mut found: Vec<&Mention> = at(head).into_iter().collect();
    let direct: Vec<usize> = grammar.children(head).collect();
    for &child in &direct {
        let token = &grammar.tokens[child];
        let noun = !matches!(token.upos, model::Upos::Verb | model::Upos::Aux);
        if noun && matches!(token.relation.as_str(), "conj" | "appos" | "flat") {
            found.extend(actors_at_or_below(grammar, child, &at));
        }
    }
    if found.is_empty() {
        for &child in &direct {
            let relation = grammar.tokens[child].relation.as_str();
            let of = relation == "nmod" && grammar.children(child).any(|case| grammar.tokens[case].lemma == "of");
            if matches!(relation, "nmod:poss" | "compound" | "amod") || of {
                found.extend(actors_at_or_below(grammar, child, &at));
            }
        }
    }
    let mut known = std::collections::BTreeSet::new();
    found.retain(|mention| known.insert(mention.span));
    found
}

/// The mention at a token, and at those joined to it, or its owner where it names nobody.
fn actors_at_or_below<'a>(
    grammar: &Sentence,
    token: usize,
    at: &impl Fn(usize) -> Option<&'a Mention>,
) -> Vec<&'a Mention> {
    let mut found: Vec<&Mention> = at(token).into_iter().collect();
    for child in grammar.children(token) {
        let relation = grammar.tokens[child].relation.as_str();
        let joined = relation == "conj" || relation == "appos";
        let owner = matches!(relation, "nmod:poss" | "compound" | "amod");
        if joined || (owner && found.is_empty()) {
            found.extend(at(child));
        }
    }
    found
}

/// The actors of a mention; none for places, and for references that stayed open.
pub fn actors_of(mention: &Mention) -> &[Actor] {
    match &mention.value {
        MentionValue::Actor(reference) => &reference.actors,
        _ => &[],
    }
}

fn span_of(sentence: &Sentence, tokens: Range<usize>) -> Option<Span> {
    let first = sentence.tokens.get(tokens.start)?;
    let last = sentence.tokens.get(tokens.end.checked_sub(1)?)?;
    Some(first.span.cover(last.span))
}
