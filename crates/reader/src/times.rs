//! Dates, periods and durations.
//!
//! [`expressions`] finds them by their words alone; [`anchor`] fixes them to the calendar once the document's date is
//! known. A composed period (`from January to September 2020`) is one expression that keeps its parts.

mod calendar;
mod clock;
mod compose;
mod days;
mod digits;
mod grammar;
mod lengths;
mod lexicon;
mod meaning;
mod periods;
mod relative;
mod resolve;
mod tense;

pub use meaning::{Anchor, Clock, Expression, Meaning, Part, Unit, YearOf};

use crate::numbers::{Kind, Line};
use grammar::{Found, Reader};
use model::{Dating, Document, Mention, MentionValue, Sentence};

/// The months, as they are written in lower case.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The time expressions of the sentences, in order, before they are fixed to the calendar. Linear in the length of the
/// sentences.
pub fn expressions(document: &Document, sentences: &[Sentence]) -> Vec<Expression> {
    let mut expressions = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let line = Line::new(&document.text, sentence);
        let reader = Reader::new(&line);
        let mut found = Vec::new();
        let mut at = 0;
        while at < line.len() {
            match reader.at(at).filter(|_| starts(&line, at)) {
                Some(expression) => {
                    at = expression.end.max(at + 1);
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        let express = |found: &Found, parts: Vec<Expression>| Expression {
            span: line.span(found.start, found.end),
            sentence: index,
            rule: found.rule,
            meaning: found.meaning.clone(),
            modifier: found.modifier,
            parts,
            future: lies_ahead(&line, found, sentence, reader.words),
            adverbial: adverbial(&line, found),
        };
        for mut composed in compose::compose(&line, found) {
            if composed.parts.is_empty() {
                composed.parts = years(&composed.found);
            }
            let parts = composed.parts.iter().map(|part| express(part, Vec::new())).collect();
            expressions.push(express(&composed.found, parts));
        }
    }
    expressions
}

/// The expressions as mentions, the relative ones fixed against the document's date where it is known, and against the
/// times spoken of before. What stays open has no interval and an `X` in its value.
pub fn anchor(expressions: &[Expression], dating: &Dating) -> Vec<Mention> {
    let mut anchors = resolve::Anchors::new(dating, expressions);
    expressions
        .iter()
        .map(|expression| Mention {
            span: expression.span,
            sentence: expression.sentence,
            value: MentionValue::Time(anchors.fix(expression)),
            rule: expression.rule.to_owned(),
        })
        .collect()
}

/// The simple expressions: composed ones taken apart, as TimeML annotates them.
pub fn simple(expressions: &[Expression]) -> Vec<Expression> {
    let mut simple = Vec::new();
    for expression in expressions {
        if expression.parts.is_empty() {
            simple.push(expression.clone());
        } else {
            simple.extend(expression.parts.iter().cloned());
        }
    }
    simple
}

/// True where the verb over a time looks ahead, false where it looks back; nothing where it does not say.
pub(crate) fn verb_looks_ahead(sentence: &Sentence, time: model::Span) -> Option<bool> {
    tense::ahead(sentence, time)
}

/// The year that an expression's own words give.
pub fn explicit_year(expression: &Expression) -> Option<i16> {
    resolve::explicit_year(&expression.meaning)
}

/// The two years of `1939-45`, as simple expressions; nothing for anything else.
fn years(found: &Found) -> Vec<Found> {
    let Meaning::Range(first, last) = &found.meaning else { return Vec::new() };
    if found.rule != "times/years" {
        return Vec::new();
    }
    let year = |start: usize, meaning: &Meaning| Found {
        start,
        end: start + 1,
        meaning: meaning.clone(),
        modifier: None,
        rule: "times/year",
    };
    vec![year(found.end - 3, first), year(found.end - 1, last)]
}

/// True where an expression may begin: not inside a number or a word with digits (`F-16`, `G20`).
fn starts(line: &Line, index: usize) -> bool {
    if index == 0 || !line.glued(index) {
        return true;
    }
    let before = line.kind(index - 1);
    match line.kind(index) {
        Some(Kind::Digits) => before == Some(Kind::Sign),
        Some(Kind::Word) => before != Some(Kind::Digits),
        _ => true,
    }
}

/// True where a time lies ahead of the text.
fn lies_ahead(line: &Line, found: &Found, sentence: &Sentence, words: &lexicon::TimeWords) -> bool {
    let lexical = || looks_ahead(line, found.start, words);
    if resolve::explicit_year(&found.meaning).is_some() {
        // A year that is written says by itself when it is; only words that look ahead tell that it has not come.
        return lexical();
    }
    let verb = || tense::ahead(sentence, line.span(found.start, found.end));
    governed_ahead(line, found) || !just_told(line, found.start) && verb().unwrap_or_else(lexical)
}

/// True where the preposition alone says that a time lies ahead: `a meeting for Saturday`, `until Monday`, `by the end of
/// the year`.
fn governed_ahead(line: &Line, found: &Found) -> bool {
    matches!(
        (&found.meaning, line.before(found.start, 1)),
        (Meaning::Weekday { direction: None, .. }, "for" | "until")
            | (Meaning::Calendar { year: YearOf::TheYear, .. }, "by" | "until" | "before")
    )
}

/// True right after a word of speech: `will resign, he said late on Monday`.
fn just_told(line: &Line, start: usize) -> bool {
    (start.saturating_sub(6)..start)
        .rev()
        .take_while(|&at| !matches!(line.word(at), "will" | "would" | "to" | "," | "that" | "until" | "for"))
        .any(|at| matches!(line.word(at), "said" | "told" | "announced" | "reported"))
}

/// True where the words before an expression look ahead.
fn looks_ahead(line: &Line, start: usize, words: &lexicon::TimeWords) -> bool {
    // The nearest clause: up to the last comma that is far enough away, at most twenty words back.
    (start.saturating_sub(20)..start).rev().take_while(|&at| !matches!(line.word(at), ";" | ":" | "”")).any(|at| {
        words.future.contains(line.word(at))
            || line.word(at) == "to"
                && matches!(line.before(at, 1), "is" | "are" | "plans" | "expected" | "likely" | "scheduled")
    })
}

/// True where the expression stands as an adverbial: after a preposition, at the start, or as a full date.
fn adverbial(line: &Line, found: &Found) -> bool {
    let before = line.before(found.start, 1);
    let attribute = matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her" | "s")
        && line.kind(found.end) == Some(Kind::Word);
    // `compared with $201 million in 2000`, `down from 14 in 2009`: only measured against.
    let from = found.start.saturating_sub(7);
    let compared = (from..found.start).any(|at| {
        matches!(line.word(at), "compared" | "against" | "versus" | "vs" | "than")
            || line.word(at) == "from" && matches!(line.before(at, 1), "up" | "down")
    });
    !attribute && !compared
}

#[cfg(test)]
mod tests;
