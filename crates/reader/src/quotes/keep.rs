//! Whether a candidate is a cue, seen again once it is known what would be said and by whom.

use super::candidates::{Candidate, Context, Speaker, Variant, mask};
use super::choice::Chosen;
use super::linear::{Collector, Features};
use model::{Span, Upos};
use std::collections::BTreeMap;

/// The readings chosen for a candidate, with how sure the choices are.
pub struct Reading<'a> {
    /// Log odds of being a cue at first sight.
    pub first_sight: f32,
    /// What is said.
    pub content: &'a Variant<Vec<Span>>,
    /// How far the score of the content stands above the second best.
    pub lead: f32,
    /// The cue.
    pub cue: &'a Variant<Span>,
    /// Who speaks.
    pub source: &'a Variant<Option<Speaker>>,
}

/// What speaks for the reading as a whole.
pub fn features(context: &Context, candidate: &Candidate, reading: &Reading) -> Features {
    let tree = &context.trees[candidate.sentence];
    let anchor = candidate.anchor;
    let word = tree.word(anchor);
    let class = mask(context.lexicon.classes(&word));
    let mut collector = Collector::new("keep");
    let first_sight = (reading.first_sight * 2.0).round().clamp(-8.0, 12.0) as i32;
    let first_sight = first_sight.to_string();
    let (name, cut) = (reading.content.name, reading.content.cut);
    let lead = match reading.lead {
        x if x < 0.25 => "even",
        x if x < 1.0 => "near",
        x if x < 3.0 => "ahead",
        _ => "far ahead",
    };
    let spans = &reading.content.value;
    let (start, end) = (spans.first().map_or(0, |span| span.start), spans.last().map_or(0, |span| span.end));
    let tokens = &tree.sentence.tokens;
    let begin = tokens.partition_point(|token| token.span.start < start);
    let stop = tokens.partition_point(|token| token.span.start < end);
    let words = stop.saturating_sub(begin);
    let length = match words {
        0..=1 => "1",
        2..=3 => "few",
        4..=7 => "some",
        8..=15 => "many",
        _ => "long",
    };
    let finite =
        (begin..stop.min(tree.len())).any(|at| matches!(tokens[at].xpos.as_str(), "VBD" | "VBP" | "VBZ" | "MD"));
    let finite = if finite { "finite" } else { "not finite" };
    let quoted = match context.quoted_in(Span::new(start, end.max(start))) {
        [] => "plain",
        [only] if only.inner.start <= start && only.inner.end >= end => "whole",
        _ => "part",
    };
    let opening = tree.lower.get(begin).map_or("", String::as_str);
    let opening_upos = if begin < tree.len() { tree.upos(begin).name() } else { "" };
    // The noun or verb that the content is about.
    let range = begin..stop.min(tree.len());
    let top = range.clone().find(|&at| !tree.is_punct(at) && tree.head(at).is_none_or(|head| !range.contains(&head)));
    let (top_lemma, top_kind, top_class) = top.map_or(("", "", "none"), |top| {
        let kind = if tree.kind(top).is_empty() { tree.upos(top).name() } else { tree.kind(top) };
        (tree.lemma(top), kind, mask(context.lexicon.classes(tree.lemma(top))))
    });
    let (how, denotes, speaker) = match reading.source.value {
        None => ("nobody", "", ""),
        Some(speaker) => {
            let head = speaker.head;
            let kind = if tree.kind(head).is_empty() { tree.upos(head).name() } else { tree.kind(head) };
            (reading.source.name, kind, tree.lemma(head))
        }
    };
    let inside = context.quoted_at(tokens[anchor].span.start).is_some_and(|q| q.inner.contains(tokens[anchor].span));
    let inside = if inside { "inside" } else { "" };
    let tag = tokens[anchor].xpos.as_str();
    let verbs_before = (0..anchor).filter(|&at| tree.upos(at) == Upos::Verb).count().min(3).to_string();
    for parts in [
        &["bias"] as &[&str],
        &["first sight", &first_sight],
        &["first sight+name", &first_sight, name],
        &["first sight+class", &first_sight, class],
        &["name", name],
        &["name+class", name, class],
        &["name+lemma", name, &word],
        &["name+cut", name, cut],
        &["name+tag", name, tag],
        &["lead", lead, name],
        &["length", length, name],
        &["length+class", length, class],
        &["finite", finite, name],
        &["finite+class", finite, class],
        &["quoted", quoted, name],
        &["quoted+class", quoted, class],
        &["quoted+denotes", quoted, denotes],
        &["opening", opening, name],
        &["opening+class", opening, class],
        &["opening upos+class", opening_upos, class, name],
        &["top", top_lemma],
        &["top kind", top_kind, name],
        &["top kind+class", top_kind, class],
        &["top class", top_class, class],
        &["how", how],
        &["how+name", how, name],
        &["how+class", how, class],
        &["denotes", denotes],
        &["denotes+name", denotes, name],
        &["denotes+class", denotes, class],
        &["denotes+top", denotes, top_kind, name],
        &["speaker", speaker],
        &["speaker+name", speaker, name],
        &["inside", inside, name],
        &["inside", inside, denotes, class],
        &["cue", reading.cue.name, name],
        &["cue+class", reading.cue.name, class],
        &["place", &verbs_before, name],
    ] {
        collector.add(parts);
    }
    if let Some(speaker) = reading.source.value {
        context.add_state(&mut collector, "state of speaker", tree, speaker.head);
    }
    collector.done()
}

/// Readings looked back at and ahead to.
const WINDOW: usize = 24;

/// What the other readings of the document say about each: who speaks elsewhere, and what is said within what.
pub(super) fn surroundings(context: &Context, chosen: &[Chosen]) -> Vec<Features> {
    let likely = |other: &Chosen| other.first_sight > 0.0;
    let head = |other: &Chosen| {
        let speaker = other.choice.source?;
        Some(context.trees[other.choice.sentence].lower[speaker.head].as_str())
    };
    let mut speakers: BTreeMap<&str, usize> = BTreeMap::new();
    for other in chosen.iter().filter(|other| likely(other)) {
        *speakers.entry(head(other).unwrap_or_default()).or_insert(0) += 1;
    }
    let all = chosen.iter().filter(|other| likely(other)).count();
    let density = (all * 5 / context.trees.len().max(1)).min(5).to_string();
    let of = |(index, own): (usize, &Chosen)| {
        let mut collector = Collector::new("keep");
        let tree = &context.trees[own.choice.sentence];
        let name = own.choice.construction;
        let word = head(own).unwrap_or_default();
        let class = own.class;
        let times = speakers.get(word).copied().unwrap_or(0).saturating_sub(usize::from(likely(own)));
        let times = match times {
            0 => "never",
            1 => "once",
            2..=3 => "some",
            _ => "often",
        };
        let upos = own.choice.source.map_or("nobody", |speaker| tree.upos(speaker.head).name());
        let first_sight = own.first_sight.round().clamp(-4.0, 4.0).to_string();
        let near = &chosen[index.saturating_sub(WINDOW)..(index + 1 + WINDOW).min(chosen.len())];
        let (mut within, mut holds, mut same, mut before, mut rival) = ("free", "", "", "", "");
        for other in near.iter().filter(|other| likely(other) && other.choice.cue != own.choice.cue) {
            let sure = if other.first_sight > 2.0 { "sure" } else { "likely" };
            if other.choice.content.iter().any(|part| part.contains(own.choice.cue)) && within != "sure" {
                within = sure;
            }
            if own.choice.content.iter().any(|part| part.contains(other.choice.cue)) {
                holds = sure;
            }
            let overlaps = |one: &Chosen, other: &Chosen| {
                one.choice.content.iter().any(|part| other.choice.content.iter().any(|more| part.overlaps(*more)))
            };
            if own.choice.content == other.choice.content {
                same = sure;
            } else if other.choice.sentence == own.choice.sentence
                && overlaps(own, other)
                && within == "free"
                && holds.is_empty()
            {
                rival = if other.first_sight > own.first_sight { "stronger" } else { "weaker" };
            }
            if other.choice.sentence + 1 == own.choice.sentence {
                before = sure;
            }
        }
        for parts in [
            &["speaks", times] as &[&str],
            &["speaks", times, upos],
            &["speaks", times, upos, class],
            &["speaks", times, upos, name],
            &["speaks+first sight", times, &first_sight],
            &["density", &density],
            &["density+class", &density, class],
            &["density+first sight", &density, &first_sight],
            &["within", within],
            &["within+class", within, class],
            &["within+name", within, name],
            &["within+first sight", within, &first_sight],
            &["holds", holds],
            &["holds+class", holds, class],
            &["holds+name", holds, name],
            &["same", same, name],
            &["rival", rival, name],
            &["rival+first sight", rival, &first_sight],
            &["before", before],
            &["before", before, upos],
            &["before", before, class],
        ] {
            collector.add(parts);
        }
        collector.done()
    };
    chosen.iter().enumerate().map(of).collect()
}
