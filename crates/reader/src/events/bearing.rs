//! What an act bears on: contexts, pillars, lenses.

use super::clause::Clause;
use super::frames::Library;
use super::readings::Reading;
use crate::{View, pillars};
use model::{Lens, Pillar, Span};

/// The contexts whose words stand in the reading's clause, most words first.
pub fn contexts(library: &Library, clause: &Clause, reading: &Reading) -> Vec<String> {
    let first = reading.words.first().copied().unwrap_or(reading.trigger);
    let last = reading.words.last().copied().unwrap_or(reading.trigger);
    let range = clause.window_start(first)..clause.window_end(last).max(last + 1).min(clause.len());
    contexts_of(library, clause, &range.collect::<Vec<_>>())
}

/// The contexts whose words are among the tokens, most words first.
pub fn contexts_of(library: &Library, clause: &Clause, tokens: &[usize]) -> Vec<String> {
    let mut counts = vec![0_usize; library.ontology.contexts.len()];
    for id in tokens.iter().flat_map(|&at| &clause.ids[at]) {
        for &context in library.context_words.get(id).map(Vec::as_slice).unwrap_or_default() {
            counts[context as usize] += 1;
        }
    }
    let mut order: Vec<usize> = (0..counts.len()).filter(|&context| counts[context] > 0).collect();
    order.sort_by_key(|&context| (std::cmp::Reverse(counts[context]), context));
    order.into_iter().map(|context| library.ontology.contexts[context].name.clone()).collect()
}

/// The pillars by the words of the evidence, then by context, then by type. Meetings of two sides are political trust,
/// those at the table of an organisation diplomatic coordination.
pub fn pillars_of(
    view: View,
    index: usize,
    clause: &Clause,
    span: Span,
    contexts: &[String],
    event_type: &str,
) -> Vec<Pillar> {
    let library = &view.language.events.library;
    let mut found = Vec::new();
    let mut add = |pillar: Pillar| {
        if !found.contains(&pillar) {
            found.push(pillar);
        }
    };
    let talks = matches!(event_type, "CONSULT" | "AGREE");
    if talks && (0..clause.len()).any(|token| library.is_multilateral(clause, token)) {
        add(Pillar::DiplomaticCoordination);
    } else if event_type == "CONSULT" {
        add(Pillar::PoliticalTrust);
    }
    for pillar in pillars::pillars_in(view, index, span) {
        add(pillar);
    }
    for context in contexts.iter().filter(|context| *context != "diplomatic") {
        if let Some(pillar) = pillars::of_context(context).or_else(|| library.ontology.pillar_of_context(context)) {
            add(pillar);
        }
    }
    found.truncate(2);
    if found.is_empty() {
        found.push(match event_type {
            "MOBILIZE" | "ASSAULT" => Pillar::MilitaryInteraction,
            _ => Pillar::PoliticalTrust,
        });
    }
    found
}

pub fn lenses_of(view: View, index: usize, span: Span) -> Vec<Lens> {
    pillars::lenses_in(view, index, span)
}
