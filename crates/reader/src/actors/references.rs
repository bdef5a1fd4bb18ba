//! Words that refer to somebody named elsewhere in the document: `the two countries`, `the bloc`, `its`, surnames.

use super::chunks::Draft;
use super::forms::slug;
use super::lexicon::{Class, Lexicon, Nominal};
use super::words::Word;
use model::{Actor, ActorReference, MentionValue, Via};
use std::collections::BTreeMap;

/// Adds drafts for collectives, definite nouns, pronouns and surnames in the words that no draft covers.
pub fn find(
    lexicon: &Lexicon,
    words: &[Word],
    drafts: Vec<Draft>,
    surnames: &BTreeMap<String, Actor>,
    acronyms: &BTreeMap<String, Actor>,
) -> Vec<Draft> {
    let mut covered = vec![false; words.len()];
    for draft in &drafts {
        covered[draft.start..draft.end].fill(true);
    }
    let mut all = drafts;
    let mut replaced: Vec<(usize, usize)> = Vec::new();
    let mut added = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if covered[at] {
            at += 1;
            continue;
        }
        if let Some((end, rule)) = collective(words, at) {
            // A bare role inside (`the two leaders`) belongs to the collective.
            replaced.push((at, end));
            covered[at..end].fill(true);
            added.push(open(at, end, rule, Via::Collective));
            at = end;
            continue;
        }
        if nominal(lexicon, words, at).is_some() && !covered[at + 1] {
            added.push(open(at, at + 2, "actors/the-noun", Via::Anaphor));
            at += 2;
            continue;
        }
        if words[at].is_all_capitals()
            && words[at].text.len() < 9
            && (is_in_brackets(words, at) || acronyms.contains_key(words[at].text))
        {
            added.push(open(at, at + 1, "actors/acronym", Via::Name));
        } else if is_pronoun(&words[at]) && !is_empty_subject(words, at) {
            added.push(open(at, at + 1, "actors/pronoun", Via::Anaphor));
        } else if words[at].is_capitalised() && words[at].text.len() > 2 && surnames.contains_key(&slug(words[at].text))
        {
            let beside = |other: Option<&Word>| other.is_some_and(|word| word.is_word() && word.is_capitalised());
            let before = at > 0 && beside(words.get(at - 1)) && !covered[at - 1] && !words[at - 1].is(Class::Opening);
            if !beside(words.get(at + 1)) && !before {
                added.push(open(at, at + 1, "actors/surname", Via::Name));
            }
        }
        at += 1;
    }
    if !replaced.is_empty() {
        all.retain(|draft| {
            let after = replaced.partition_point(|(_, end)| *end <= draft.start);
            replaced.get(after).is_none_or(|(start, _)| draft.end <= *start)
        });
    }
    if !added.is_empty() {
        all.append(&mut added);
        all.sort_by_key(|draft| (draft.start, draft.end));
    }
    all
}

/// `(ACC)`.
pub fn is_in_brackets(words: &[Word], at: usize) -> bool {
    at > 0 && words[at - 1].text == "(" && words.get(at + 1).is_some_and(|next| next.text == ")")
}

/// True for a personal or possessive pronoun of the third person.
fn is_pronoun(word: &Word) -> bool {
    word.text.len() <= 5
        && word.text != "IT"
        && matches!(
            word.text.to_ascii_lowercase().as_str(),
            "he" | "she" | "it" | "its" | "they" | "their" | "his" | "her" | "him" | "them"
        )
}

/// `it is clear that`, `it seems`: nobody is meant.
fn is_empty_subject(words: &[Word], at: usize) -> bool {
    words[at].text.eq_ignore_ascii_case("it")
        && words.get(at + 1).is_some_and(|word| {
            word.is(Class::EmptyIt)
                && !(word.text == "would" && words.get(at + 2).is_some_and(|next| next.text != "be"))
        })
}

fn open(start: usize, end: usize, rule: &'static str, via: Via) -> Draft {
    Draft::new(start..end, ActorReference { actors: Vec::new(), alternatives: Vec::new(), via }, rule)
}

/// True for a mention that refers back and names nobody.
pub fn is_open(draft: &Draft) -> bool {
    matches!(&draft.value, MentionValue::Actor(reference) if reference.actors.is_empty())
}

/// `the bloc`, `the company`, with what it may stand for.
pub fn nominal(lexicon: &Lexicon, words: &[Word], at: usize) -> Option<Nominal> {
    if !matches!(words[at].text, "the" | "The" | "this" | "This") {
        return None;
    }
    let noun = words.get(at + 1).filter(|noun| noun.id.is_some() || noun.text.len() < 16)?;
    let kind = *lexicon.nominals.get(&noun.text.to_lowercase())?;
    // A noun may go on: `the company town`, `the group stage`, `the Union Buildings`; `the island of Crete` names itself.
    let goes_on = words.get(at + 2).is_some_and(|next| {
        next.spaced && (next.text == "of" || next.is_capitalised()) || matches!(next.text, "-" | "‑")
    });
    (!goes_on).then_some(kind)
}

/// `the two countries`, `both sides`, `their countries`, `the country`: the index after it, and the rule.
fn collective(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    let lower = |at: usize| words.get(at).map(|word| word.text.to_lowercase()).unwrap_or_default();
    let noun = |at: usize| words.get(at).is_some_and(|word| word.is(Class::Collective));
    match words[at].text {
        "the" | "The" | "these" | "These" | "those" | "our" | "its" | "Our"
            if matches!(lower(at + 1).as_str(), "two" | "2") =>
        {
            let mut end = at + 2;
            while end < at + 5 && !noun(end) {
                if !words.get(end).is_some_and(|word| word.is(Class::CollectiveBetween) || word.text == "-") {
                    return None;
                }
                end += 1;
            }
            noun(end).then_some((end + 1, "actors/the-two"))
        }
        "both" | "Both" => {
            let mut end = at + 1 + usize::from(lower(at + 1) == "the");
            if words.get(end).is_some_and(|word| word.is(Class::CollectiveBetween)) {
                end += 1;
            }
            noun(end).then_some((end + 1, "actors/the-two"))
        }
        "their" | "Their" if matches!(lower(at + 1).as_str(), "countries" | "nations" | "governments") => {
            Some((at + 2, "actors/the-two"))
        }
        "their" | "Their" if lower(at + 1) == "two" && noun(at + 2) => Some((at + 3, "actors/the-two")),
        "the" | "The" if lower(at + 1) == "latter" && !goes_on(words, at + 2) => Some((at + 2, "actors/the-latter")),
        "the" | "The"
            if matches!(
                lower(at + 1).as_str(),
                "sides" | "governments" | "delegations" | "neighbours" | "neighbors"
            ) =>
        {
            let goes_on = matches!(lower(at + 2).as_str(), "of" | "from")
                || words.get(at + 2).is_some_and(|next| next.text == "'" || next.text == "’");
            (!goes_on).then_some((at + 2, "actors/the-two"))
        }
        "the" | "The" | "our" | "Our" | "this" | "This"
            if matches!(lower(at + 1).as_str(), "country" | "nation" | "republic" | "homeland") =>
        {
            let of = lower(at + 2) == "of";
            (!of).then_some((at + 2, "actors/the-country"))
        }
        _ => None,
    }
}

/// A noun that goes on after an adjective: `the latter half`.
fn goes_on(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        matches!(word.text, "half" | "part" | "stages" | "years" | "case" | "group" | "two" | "stage")
    })
}
