//! The notation of frames.
//!
//! A pattern is a line of elements, separated by spaces. One of them is the trigger, the others narrow it or say who is
//! who.
//!
//! | element | meaning |
//! | --- | --- |
//! | `verb[impose slap]` `noun[talk]` `adj[angry]` `any[strike]` | the trigger; `crack_down` is a phrase |
//! | `object[sanction embargo]` | the object (subject of a passive) is or holds one of the words |
//! | `object` | there is an object, whatever it is |
//! | `subject[court]` | the subject is or holds one of them |
//! | `on\|against[iran]` | one of them after one of the prepositions |
//! | `on\|against` | one of the prepositions |
//! | `to[leave]` | an infinitive with one of them |
//! | `near[troop]` | one of them in the same clause, before or after |
//! | `after[...]` `before[...]` | one of them at most three words after, or before, the trigger |
//! | `!near[...]` | guard: not there |
//! | `unsure` | words of many senses: trusted only where both parties are given |
//! | `source:by\|owner` `target:on\|against` | where the parties stand: `subject`, `object`, `owner`, `speaker`, `any` or a preposition |
//!
//! Words are dictionary forms; `cease-fire` is found as one token and as three. `@name` inside brackets stands for a set of words of the lexicon. Without roles, the
//! subject (or owner, agent) is the source, the object or what follows is the target.

use super::vocabulary::{Vocabulary, WordId};
use std::collections::BTreeMap;

/// Part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A verb or participle.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// Whatever it is tagged.
    Any,
}

/// Where a required word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Object of the trigger, or subject of its passive.
    Object,
    /// Subject of the trigger.
    Subject,
    /// After one of these prepositions.
    Preposition(Vec<String>),
    /// In an infinitive.
    Infinitive,
    /// In the same clause.
    Near,
    /// Within three words after.
    After,
    /// Within three words before.
    Before,
}

/// Where a party stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The subject.
    Subject,
    /// The object.
    Object,
    /// Possessor or modifier of a noun: `Russia's rejection`, `US sanctions`.
    Owner,
    /// After a preposition.
    Preposition(String),
    /// Who says so: the subject of the clause above.
    Speaker,
    /// Anywhere after the trigger in its clause.
    Any,
}

/// A required or forbidden word.
#[derive(Debug, Clone)]
pub struct Element {
    /// Where it stands.
    pub place: Place,
    /// The words, of which one is enough; a phrase is several in a row. Empty for a preposition with whatever follows.
    pub words: Vec<Vec<WordId>>,
    /// True where it must not be there.
    pub negated: bool,
}

/// A parsed pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Part of speech of the trigger.
    pub class: Class,
    /// The trigger's words.
    pub triggers: Vec<Vec<WordId>>,
    /// What else must or must not be there.
    pub elements: Vec<Element>,
    /// Where the source stands, best first; empty for the default.
    pub source: Vec<Slot>,
    /// Where the target stands, best first; empty for the default.
    pub target: Vec<Slot>,
    /// True for words of many senses, trusted only where both parties are given.
    pub unsure: bool,
}

/// Reads a pattern.
///
/// # Errors
/// What is wrong with it, for the author of the frame.
pub fn parse(text: &str, vocabulary: &mut Vocabulary, sets: &BTreeMap<String, Vec<String>>) -> Result<Pattern, String> {
    let mut pattern = Pattern {
        class: Class::Any,
        triggers: Vec::new(),
        elements: Vec::new(),
        source: vec![],
        target: vec![],
        unsure: false,
    };
    for part in split(text)? {
        if part == "unsure" {
            pattern.unsure = true;
            continue;
        }
        if let Some(slots) = part.strip_prefix("source:") {
            pattern.source = slots.split('|').map(slot).collect();
            continue;
        }
        if let Some(slots) = part.strip_prefix("target:") {
            pattern.target = slots.split('|').map(slot).collect();
            continue;
        }
        if part == "object" || part == "!object" {
            let negated = part.starts_with('!');
            pattern.elements.push(Element { place: Place::Object, words: Vec::new(), negated });
            continue;
        }
        let (negated, part) = match part.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, part.as_str()),
        };
        let Some((name, inside)) = part.strip_suffix(']').and_then(|part| part.split_once('[')) else {
            if part.contains(['[', ']', ':']) {
                return Err(format!("`{part}` is not an element: word[…], preposition, source:… or target:…"));
            }
            let place = Place::Preposition(part.split('|').map(str::to_owned).collect());
            pattern.elements.push(Element { place, words: Vec::new(), negated });
            continue;
        };
        let words = words(inside, vocabulary, sets)?;
        let class = match name {
            "verb" => Some(Class::Verb),
            "noun" => Some(Class::Noun),
            "adj" => Some(Class::Adjective),
            "any" => Some(Class::Any),
            _ => None,
        };
        if let Some(class) = class {
            if !pattern.triggers.is_empty() || negated {
                return Err(format!("`{text}` has more than one trigger"));
            }
            pattern.class = class;
            pattern.triggers = words;
            continue;
        }
        let place = match name {
            "object" => Place::Object,
            "subject" => Place::Subject,
            "to" => Place::Infinitive,
            "near" => Place::Near,
            "after" => Place::After,
            "before" => Place::Before,
            _ => {
                let names: Vec<String> = name.split('|').map(str::to_owned).collect();
                let place = ["object", "subject", "near", "after", "before"];
                if names.len() > 1 && names.iter().any(|name| place.contains(&name.as_str())) {
                    return Err(format!("`{part}`: only prepositions may share their words"));
                }
                Place::Preposition(names)
            }
        };
        pattern.elements.push(Element { place, words, negated });
    }
    if pattern.triggers.is_empty() {
        return Err(format!("`{text}` has no trigger"));
    }
    Ok(pattern)
}

fn slot(name: &str) -> Slot {
    match name {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "owner" => Slot::Owner,
        "any" => Slot::Any,
        "speaker" => Slot::Speaker,
        _ => Slot::Preposition(name.to_owned()),
    }
}

/// The elements of a pattern: split at spaces that are not inside brackets.
fn split(text: &str) -> Result<Vec<String>, String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '[' => depth += 1,
            ']' => {
                depth = depth.checked_sub(1).ok_or_else(|| format!("`{text}`: a bracket closes that none opened"))?
            }
            _ => {}
        }
        if character.is_whitespace() && depth == 0 {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    if depth > 0 {
        return Err(format!("`{text}`: a bracket is not closed"));
    }
    parts.retain(|part| !part.is_empty());
    Ok(parts)
}

fn words(
    inside: &str,
    vocabulary: &mut Vocabulary,
    sets: &BTreeMap<String, Vec<String>>,
) -> Result<Vec<Vec<WordId>>, String> {
    let mut words = Vec::new();
    for word in inside.split_whitespace() {
        if let Some(name) = word.strip_prefix('@') {
            let set = sets.get(name).ok_or_else(|| format!("there is no set of words called {name}"))?;
            for word in set {
                words.extend(phrases(word, vocabulary));
            }
        } else {
            words.extend(phrases(word, vocabulary));
        }
    }
    if words.is_empty() { Err("brackets without words".to_owned()) } else { Ok(words) }
}

/// The words of a phrase; one with a hyphen (`cease-fire`) is one token for some and three for others.
fn phrases(word: &str, vocabulary: &mut Vocabulary) -> Vec<Vec<WordId>> {
    let whole = word.split('_').map(|word| vocabulary.enter(word)).collect();
    let mut phrases = vec![whole];
    if word.contains('-') && !word.starts_with('-') && !word.ends_with('-') {
        let parted = word.replace('-', "_-_");
        phrases.push(parted.split('_').map(|word| vocabulary.enter(word)).collect());
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation() {
        let mut vocabulary = Vocabulary::default();
        let sets = BTreeMap::from([("aid".to_owned(), vec!["food".to_owned(), "first_aid".to_owned()])]);
        let pattern = parse(
            "verb[impose slap crack_down] object[sanction @aid] !near[deny] source:subject target:on|against",
            &mut vocabulary,
            &sets,
        )
        .unwrap();
        assert_eq!(pattern.triggers.len(), 3);
        assert_eq!(pattern.elements[0].words.len(), 3);
        assert!(pattern.elements[1].negated);
        assert_eq!(pattern.target, [Slot::Preposition("on".into()), Slot::Preposition("against".into())]);
        for wrong in
            ["object[x]", "verb[a] object|near[b]", "verb[a] verb[b]", "verb[a", "verb:a", "verb[@none]", "verb[]"]
        {
            assert!(parse(wrong, &mut vocabulary, &sets).is_err(), "{wrong}");
        }
    }
}
