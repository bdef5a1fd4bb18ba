//! What a claim is cut by: goods, products, parts.

use super::frame::{Figure, Frame, Topic};
use super::registry::{Indicator, UnitFamily};
use model::Upos;

/// What a claim is cut by: the goods of `exports of soybeans`, the wheat of `2 million tonnes of wheat`.
pub(super) fn dimension(frame: &Frame, topic: &Topic, indicator: &Indicator) -> Option<String> {
    if indicator.units == [UnitFamily::Event] {
        let start = topic.words.1;
        let end = (start..frame.words.len().min(start + 6)).find(|&at| {
            matches!(frame.tags[at], Upos::Verb | Upos::Aux)
                || matches!(frame.lower(at), "," | ";" | "to" | "from" | "in" | "was" | "were" | "has" | "have" | "for")
        });
        return goods(frame, start, end?);
    }
    if matches!(indicator.id.as_str(), "commodity-volume" | "commodity-output") && topic.thing {
        return Some(frame.words[topic.words.1 - 1].forms.last()?.clone()).filter(|word| !word.is_empty());
    }
    if topic.counted || indicator.pillar != model::Pillar::EconomicComplementarity {
        return None;
    }
    if let Some((start, end)) = dimension_range(frame, topic) {
        return goods(frame, start, end);
    }
    let mut first = topic.words.0;
    while first > 0
        && matches!(frame.tags[first - 1], Upos::Noun | Upos::Adj)
        && !frame.words[first - 1].any(&[
            "total",
            "bilateral",
            "annual",
            "two",
            "way",
            "mutual",
            "overall",
            "combined",
            "whole",
            "country",
            "foreign",
            "direct",
            "world",
            "global",
            "international",
            "last",
            "year",
            "month",
            "monthly",
            "yearly",
            "new",
            "recent",
            "that",
            "million",
            "billion",
            "side",
        ])
        && !frame.actors.iter().any(|named| named.words.0 < first && first <= named.words.1)
        && !frame.figures.iter().any(|figure| figure.words.0 < first && first <= figure.words.1)
        && !frame.times.iter().any(|time| time.words.0 < first && first <= time.words.1)
    {
        first -= 1;
    }
    goods(frame, first, topic.words.0)
}

/// The words after `of` or `in` that say what the topic is cut by.
pub(super) fn dimension_range(frame: &Frame, topic: &Topic) -> Option<(usize, usize)> {
    let start = topic.words.1;
    if topic.counted || !matches!(frame.lower(start), "of" | "in") {
        return None;
    }
    let limit = frame.words.len().min(start + 16);
    let end = (start + 1..limit).find(|&at| {
        matches!(frame.tags[at], Upos::Verb | Upos::Aux)
            || matches!(
                frame.lower(at),
                ";" | "("
                    | "to"
                    | "from"
                    | "in"
                    | "with"
                    | "between"
                    | "for"
                    | "by"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "has"
                    | "have"
                    | "against"
                    | "worth"
                    | "into"
                    | "on"
            )
            || frame.actors.iter().any(|named| named.words.0 == at)
            || frame.figures.iter().any(|figure| figure.words.0 == at)
            || frame.times.iter().any(|time| time.words.0 == at)
            || frame.directions.iter().any(|hit| hit.start == at)
    });
    let end = end.unwrap_or(limit);
    (end > start + 1).then_some((start + 1, end))
}

/// The words of goods, the last in its dictionary form.
fn goods(frame: &Frame, mut start: usize, mut end: usize) -> Option<String> {
    while start < end && matches!(frame.lower(start), "the" | "its" | "their" | "a" | "all" | "and" | "," | "both") {
        start += 1;
    }
    while start < end && matches!(frame.lower(end - 1), "," | "and" | "etc" | "the" | "'s" | "also" | "which" | "that")
    {
        end -= 1;
    }
    let last = frame.words.get(start..end)?.last()?;
    let mut words: Vec<&str> = frame.words[start..end - 1].iter().map(|word| word.lower.as_str()).collect();
    words.push(singular(last));
    Some(words.join(" ").replace(" ,", ","))
        .filter(|words| {
            !words
                .split(' ')
                .all(|word| matches!(word, "not" | "no" | "more" | "less" | "than" | "up" | "to" | "that" | "about"))
        })
        .filter(|words| !matches!(words.as_str(), "good" | "goods" | "one" | "which"))
}

/// The dictionary form of a plural noun.
fn singular(word: &crate::phrases::Word) -> &str {
    let plural = word.lower.ends_with('s') && !word.lower.ends_with("ss");
    if plural {
        word.forms
            .iter()
            .skip(1)
            .rfind(|form| word.lower == format!("{form}s"))
            .unwrap_or(word.forms.last().unwrap_or(&word.lower))
    } else {
        &word.lower
    }
}

/// What a part of a whole is, from the words after its figure.
pub(super) fn part_words(frame: &Frame, figure: &Figure) -> Option<String> {
    let start = figure.words.1;
    let end = (start..frame.words.len().min(start + 6))
        .find(|&at| {
            matches!(frame.lower(at), "," | ";" | "and" | ")") || frame.figures.iter().any(|other| other.words.0 == at)
        })
        .unwrap_or(frame.words.len().min(start + 6));
    let words: Vec<&str> = frame.words[start..end].iter().map(|word| word.lower.as_str()).collect();
    Some(words.join(" ")).filter(|words| !words.is_empty())
}
