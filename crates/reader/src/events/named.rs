//! Events told by a name alone: `State visit to Norway`, `Norway bans Sudanese dates`.

use super::clause::Clause;
use super::readings;
use crate::{Language, pillars};
use model::{Document, Pillar};

/// What the name of an event between two states tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// PLOVER type, where a frame matched.
    pub event_type: Option<String>,
    /// Weight, from −10 (hostile) to 10; 0 where nothing is known.
    pub weight: f32,
    /// The pillar that it bears on.
    pub pillar: Pillar,
    /// The frame.
    pub rule: Option<String>,
}

/// What the name of an event between two states tells.
pub fn named(language: &Language, name: &str) -> Named {
    let document: Document = crate::passage(name, None);
    let sentences = crate::grammar::sentences(&language.grammar, &document, &mut Vec::new());
    let library = &language.events.library;
    let mut best: Option<(f32, Named)> = None;
    let mut by_words: Vec<Pillar> = Vec::new();
    let dating = model::Dating::default();
    let view = crate::View {
        language,
        document: &document,
        sentences: &sentences,
        mentions: &[],
        dating: &dating,
        genre: model::Genre::News,
    };
    for (index, sentence) in sentences.iter().enumerate() {
        let clause = Clause::new(sentence, &document, &library.vocabulary);
        by_words.extend(pillars::pillars_in(view, index, sentence.span));
        let words: Vec<usize> = (0..clause.len()).collect();
        by_words.extend(
            super::bearing::contexts_of(library, &clause, &words)
                .iter()
                .filter(|context| *context != "diplomatic")
                .filter_map(|context| {
                    pillars::of_context(context).or_else(|| library.ontology.pillar_of_context(context))
                }),
        );
        for reading in readings::readings(library, &clause, true).into_iter().filter(|reading| !reading.consumed) {
            let weight = library.ontology.weight(&reading.event_type, reading.mode.as_deref());
            // The more specific frame wins; among equals the earlier, and conflict over cooperation.
            let score =
                reading.specificity as f32 * 2.0 - 0.05 * reading.trigger as f32 + if weight < 0.0 { 0.6 } else { 0.0 };
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                let contexts = super::bearing::contexts(library, &clause, &reading);
                let found =
                    super::bearing::pillars_of(view, index, &clause, sentence.span, &contexts, &reading.event_type);
                best = Some((
                    score,
                    Named {
                        pillar: found.first().copied().unwrap_or(Pillar::PoliticalTrust),
                        weight,
                        rule: Some(
                            library.frames[reading.operator.map_or(reading.frame, |(frame, _)| frame)].name.clone(),
                        ),
                        event_type: Some(reading.event_type),
                    },
                ));
            }
        }
    }
    best.map(|(_, named)| named).unwrap_or(Named {
        event_type: None,
        weight: 0.0,
        pillar: by_words.first().copied().unwrap_or(Pillar::PoliticalTrust),
        rule: None,
    })
}
