//! What stands around the mentions of a sentence: subjects, other nouns, strangers.

use super::chunks::Draft;
use super::lexicon::Class;
use super::memory::NAMED;
use super::words::Word;
use model::{Sentence, Token, Upos};

/// True where `-backed` or the like follows: `Saudi-backed` militias are not said to be Saudi.
pub fn is_backer(words: &[Word], end: usize) -> bool {
    words.get(end).is_some_and(|word| !word.spaced && matches!(word.text, "-" | "‑"))
        && words.get(end + 1).is_some_and(|word| word.is(Class::Backed))
}

/// True for those who are met abroad, and of whose state nothing else need be told: embassies, envoys, and outlets.
/// The outlet's own state, `home`, is told by its outlets all the same.
pub fn is_from_elsewhere(draft: &Draft, home: Option<&str>) -> bool {
    draft.actor().is_some_and(|actor| {
        let outlet = home != actor.country.as_deref()
            && actor.sector.as_deref() == Some("JRN")
            && actor.id.starts_with("media:");
        outlet || ["/embassy", "/ambassador"].iter().any(|role| actor.id.ends_with(role))
    })
}

/// A noun that is no actor.
#[derive(Debug, Clone, Copy)]
pub struct Noun {
    /// Index of its word.
    pub at: usize,
    /// True for a plural.
    pub plural: bool,
    /// True for the subject of a clause.
    pub subject: bool,
}

pub fn is_subject(words: &[Word], grammar: &Sentence, at: usize) -> bool {
    let token = grammar.tokens.get(words[at].token);
    token.is_some_and(|token| token.relation.starts_with("nsubj") && token.span.start == words[at].span.start)
}

/// The nouns that no draft covers, at most as many as references look at.
pub fn nouns(words: &[Word], drafts: &[Draft], grammar: &Sentence) -> Vec<Noun> {
    let mut found = Vec::new();
    let mut draft = drafts.iter().peekable();
    for (at, word) in words.iter().enumerate() {
        while draft.next_if(|draft| draft.end <= at).is_some() {}
        if draft.peek().is_some_and(|draft| draft.start <= at) || !word.is_word() {
            continue;
        }
        let noun = |token: &&Token| matches!(token.upos, Upos::Noun | Upos::Propn);
        let Some(token) = grammar.tokens.get(word.token).filter(noun) else { continue };
        // A noun before another noun is no antecedent: `oil prices`. A name that no list holds is one where it acts.
        let subject = token.relation.starts_with("nsubj");
        if token.relation != "compound" && (token.upos == Upos::Noun || subject) {
            found.push(Noun { at, plural: token.xpos == "NNS", subject });
            if found.len() >= NAMED {
                break;
            }
        }
    }
    found
}

/// True where two capitalised words in a row belong to no mention: perhaps a person, whom a pronoun may mean.
pub fn has_stranger(words: &[Word], drafts: &[Draft]) -> bool {
    let mut covered = vec![false; words.len()];
    for draft in drafts {
        covered[draft.start..draft.end].fill(true);
    }
    let name = |at: usize| {
        words[at].is_word()
            && words[at].is_capitalised()
            && !words[at].is_all_capitals()
            && words[at].text.len() > 1
            && !words[at].is(Class::Opening)
            && !covered[at]
    };
    (1..words.len()).any(|at| name(at - 1) && name(at) && words[at].spaced)
}

/// `in Nepal`, `across the Philippines`: where something happens.
pub fn is_location(words: &[Word], start: usize) -> bool {
    let before = if start > 1 && words[start - 1].text.eq_ignore_ascii_case("the") { start - 2 } else { start - 1 };
    words[before].is(Class::CityBefore)
}

/// The family name of a person, as it is used alone: the last word, or the first of a Chinese, Korean or Vietnamese name
/// whose first word is one of the usual family names.
pub fn family_name<'n>(name: &'n str, words: &[Word], draft: &Draft) -> &'n str {
    let first = name.split_whitespace().next().unwrap_or_default();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let family = words[draft.start..draft.end].iter().any(|word| word.text == first && word.is(Class::FamilyFirst));
    if first.len() < name.len() && family { first } else { last }
}
