//! What a bare number counts: `48,000 Chinese students` → `Chinese student`.

use crate::numbers::{Kind, Line, NUMBERS};
use model::{Sentence, Upos};

/// The noun phrase counted from piece `index` on, as a lemma phrase, and the piece after its head. `taken` marks the
/// pieces of dates and times, which are no part of it.
pub(super) fn counted(line: &Line, sentence: &Sentence, index: usize, taken: &[bool]) -> Option<(String, usize)> {
    let (first, last) = phrase(line, sentence, index, taken)?;
    let mut phrase = String::new();
    for at in first..=last {
        if !phrase.is_empty() && !line.glued(at) {
            phrase.push(' ');
        }
        if at == last {
            phrase.push_str(&lemma(line, sentence, at));
        } else {
            phrase.push_str(line.original(at));
        }
    }
    (!phrase.is_empty()).then_some((phrase, last + 1))
}

/// The piece of the head of what is counted from piece `index` on.
pub(super) fn head(line: &Line, sentence: &Sentence, index: usize) -> Option<usize> {
    phrase(line, sentence, index, &[]).map(|(_, last)| last)
}

fn phrase(line: &Line, sentence: &Sentence, index: usize, taken: &[bool]) -> Option<(usize, usize)> {
    // `the 27-member bloc`: members are counted, not blocs.
    if line.dash(index) && line.glued(index) && line.glued(index + 1) {
        let at = index + 1;
        let noun = line.kind(at) == Some(Kind::Word) && !participle(line.word(at));
        return noun.then_some((at, at));
    }
    let tagged = sentence.tokens.iter().any(|token| token.upos != Upos::X);
    if tagged { by_tags(line, sentence, index, taken) } else { by_words(line, index) }
}

/// The universal part of speech of the piece at `index`; `X` where the sentence has no tags.
pub(super) fn tag(line: &Line, sentence: &Sentence, index: usize) -> Upos {
    let Some(piece) = line.pieces.get(index) else { return Upos::Punct };
    let at = sentence.tokens.partition_point(|token| token.span.end <= piece.start);
    sentence.tokens.get(at).filter(|token| token.span.start < piece.end).map_or(Upos::X, |token| token.upos)
}

fn by_tags(line: &Line, sentence: &Sentence, index: usize, taken: &[bool]) -> Option<(usize, usize)> {
    let mut at = after_of(line, index);
    let mut first = at;
    let mut head = None;
    while at < line.len() && at < first + 8 && !taken.get(at).is_some_and(|taken| *taken) {
        let upos = tag(line, sentence, at);
        match upos {
            // `four of the country's leaders`.
            _ if head.is_some() && line.apostrophe(at) && line.glued(at) => {
                at += usize::from(line.word(at + 1) == "s" && line.glued(at + 1));
                (first, head) = (at + 1, None);
            }
            Upos::Noun | Upos::Propn => head = Some(at),
            Upos::Adj | Upos::Num if head.is_none() || upos == Upos::Adj && noun_follows(line, sentence, at) => {}
            // `twelve wounded soldiers`, `46 diesel-powered ships`.
            Upos::Verb
                if (head.is_none() || line.dash(at - 1) && line.glued(at))
                    && participle(line.word(at))
                    && noun_follows(line, sentence, at) => {}
            Upos::Adv if head.is_none() && noun_follows(line, sentence, at + 1) => {}
            Upos::Punct if line.dash(at) && line.glued(at) && line.glued(at + 1) => {}
            _ => break,
        }
        at += 1;
    }
    Some((first, head?))
}

/// The piece after `of`, its article and its number: `hundreds of people`, `two of the ships`, `27 of 34 drones`.
fn after_of(line: &Line, index: usize) -> usize {
    if line.word(index) != "of" {
        return index;
    }
    let mut at = index + 1;
    while matches!(line.word(at), "the" | "all" | "its" | "their" | "these" | "those" | "our" | "his" | "her" | "this")
    {
        at += 1;
    }
    NUMBERS.number(line, at).map_or(at, |number| number.end)
}

fn noun_follows(line: &Line, sentence: &Sentence, index: usize) -> bool {
    matches!(tag(line, sentence, index + 1), Upos::Noun | Upos::Propn | Upos::Adj)
}

fn participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en")
}

/// Without tags: words up to the first plural, as long as no function word or sign stands between.
fn by_words(line: &Line, index: usize) -> Option<(usize, usize)> {
    let mut at = after_of(line, index);
    let first = at;
    while at < line.len() && at < first + 5 {
        let word = line.word(at);
        if line.kind(at) == Some(Kind::Word) {
            if FUNCTION.contains(&word) {
                return None;
            }
            if is_plural(word) {
                return Some((first, at));
            }
        } else if !(line.dash(at) && line.glued(at)) {
            return None;
        }
        at += 1;
    }
    None
}

/// True for the form of more than one.
pub(super) fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "men" | "women" | "children" | "police" | "troops" | "personnel" | "aircraft" | "cattle")
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
}

const FUNCTION: [&str; 40] = [
    "of", "in", "on", "at", "by", "to", "for", "with", "from", "and", "or", "but", "as", "that", "which", "who", "was",
    "were", "is", "are", "has", "have", "had", "will", "would", "could", "can", "may", "than", "the", "a", "an",
    "this", "his", "its", "their", "after", "before", "while", "said",
];

/// The dictionary form of a piece: the token's, or a plain singular.
fn lemma(line: &Line, sentence: &Sentence, index: usize) -> String {
    let piece = line.pieces[index];
    let at = sentence.tokens.partition_point(|token| token.span.end <= piece.start);
    let token = sentence.tokens.get(at).filter(|token| token.span.start == piece.start && token.span.end == piece.end);
    match token {
        Some(token) if !token.lemma.is_empty() => token.lemma.clone(),
        _ => singular(line.original(index)),
    }
}

/// The singular of a regular plural, and of the irregular ones that numbers count most.
pub fn singular(word: &str) -> String {
    match word {
        "men" => return "man".to_owned(),
        "women" => return "woman".to_owned(),
        "children" => return "child".to_owned(),
        _ => {}
    }
    let lower = word.to_lowercase();
    if lower.ends_with("ies") && lower.len() > 4 {
        format!("{}y", &word[..word.len() - 3])
    } else if ["sses", "shes", "ches", "xes"].iter().any(|end| lower.ends_with(end)) {
        word[..word.len() - 2].to_owned()
    } else if lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) && lower.len() > 3 {
        word[..word.len() - 1].to_owned()
    } else {
        word.to_owned()
    }
}
