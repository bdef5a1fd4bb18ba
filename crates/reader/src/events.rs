//! Who did what to whom, in the terms of PLOVER.
//!
//! Frames (`language/en/events`) propose readings of a sentence: a trigger with the words around it gives a type, the
//! grammar gives those who act and those acted upon, and words above the trigger change the type (`agreed to send aid`)
//! or how the act is presented (`may`, `denied`, `if`). Nothing here knows a sentence by heart.

pub mod between;
mod clause;
mod factuality;
mod frames;
pub mod given;
mod merge;
mod named;
mod ontology;
mod parties;
mod pattern;
mod ranker;
mod readings;
mod trust;
mod vocabulary;

pub use between::between;
pub use named::{Named, named};
pub use ontology::Ontology;
pub use ranker::{LABELS, Ranker, Sample};

use crate::{View, pillars};
use clause::Clause;
use frames::Library;
use model::{Attribution, Event, Evidence, Genre, Lens, MentionValue, Party, Pillar, Quote, Span, Time, Witness};
use readings::Reading;

/// Event types and frames.
pub struct Frames {
    library: Library,
    ranker: Ranker,
}

impl Frames {
    /// From `ontology/events` and `language/en/events`.
    ///
    /// # Panics
    /// Where an embedded file cannot be read; the tests load every file.
    pub fn embedded() -> Frames {
        Frames { library: Library::embedded(), ranker: Ranker::embedded() }
    }

    /// The same frames with another ranker.
    pub fn with_ranker(mut self, ranker: Ranker) -> Frames {
        self.ranker = ranker;
        self
    }

    /// The ranker's choice for a sample, as an index in [`LABELS`].
    pub fn choose(&self, sample: &Sample) -> usize {
        self.ranker.choose(sample)
    }

    /// Types, modes, contexts and the mapping from CAMEO.
    pub fn ontology(&self) -> &Ontology {
        &self.library.ontology
    }
}

/// The events of a document, in order; several reports of one act are one event.
pub fn events(view: View, quotes: &[Quote]) -> Vec<Event> {
    let library = &view.language.events.library;
    let mut events = Vec::new();
    for (index, sentence) in view.sentences.iter().enumerate() {
        if sentence.tokens.len() > MAXIMUM_TOKENS {
            continue;
        }
        let clause = Clause::new(sentence, view.document, &library.vocabulary);
        in_sentence(view, quotes, index, &clause, &mut events);
    }
    merge::merge(events)
}

/// Longer sentences are lists or damaged text; their grammar means nothing.
const MAXIMUM_TOKENS: usize = 200;

fn in_sentence(view: View, quotes: &[Quote], index: usize, clause: &Clause, events: &mut Vec<Event>) {
    let library = &view.language.events.library;
    let readings = readings::readings(library, clause);
    let mut found: Vec<(Event, usize, usize)> = Vec::new();
    for reading in readings
        .iter()
        .filter(|reading| !reading.consumed && !readings::is_content(library, clause, reading, &readings))
    {
        if let Some(event) = event(view, quotes, index, clause, reading) {
            found.push((
                event,
                reading.trigger,
                reading.specificity * 4 + reading.words.len() + usize::from(reading.by_tree),
            ));
        }
    }
    // One act for one trigger, and one of a type between the same parties in a sentence: the most specific wins.
    found.sort_by_key(|(_, trigger, weight)| (std::cmp::Reverse(*weight), *trigger));
    let mut kept: Vec<(Event, usize)> = Vec::new();
    for (event, trigger, _) in found {
        let double = kept.iter().any(|(other, other_trigger)| {
            *other_trigger == trigger
                || other.event_type == event.event_type
                    && same_sides(other, &event)
                    && other.factuality == event.factuality
        });
        if !double {
            kept.push((event, trigger));
        }
    }
    kept.sort_by_key(|(_, trigger)| *trigger);
    events.extend(kept.into_iter().map(|(event, _)| event));
}

fn same_sides(left: &Event, right: &Event) -> bool {
    let sides = |parties: &[Party]| {
        let mut sides: Vec<String> =
            parties.iter().filter_map(|party| party.actor.as_ref().map(model::Actor::side)).collect();
        sides.sort();
        sides
    };
    sides(&left.sources) == sides(&right.sources) && sides(&left.targets) == sides(&right.targets)
}

/// The event that a reading gives, where its parties are known.
fn event(view: View, quotes: &[Quote], index: usize, clause: &Clause, reading: &Reading) -> Option<Event> {
    let library = &view.language.events.library;
    let given_only = |frame: usize| library.frames[frame].given_only;
    let unsure = |frame: usize| library.frames[frame].pattern.unsure;
    let loose = given_only(reading.frame)
        || match reading.operator {
            Some((operator, _)) => given_only(operator) || unsure(operator),
            None => unsure(reading.frame),
        };
    if loose {
        return None;
    }
    // `announced`, `wants`: without an act below them they promise nothing to anybody.
    let frame = &library.frames[reading.frame];
    let promise = matches!(frame.operator.as_deref(), Some("promise" | "intend"));
    if reading.operator.is_none() && promise && !frame.reciprocal {
        return None;
    }
    if !trust::is_act(view, index, clause, reading) {
        return None;
    }
    let (sources, targets) = parties::parties(view, index, clause, reading)?;
    let factuality = factuality::factuality(library, clause, reading);
    let (event_type, mode, cameo) = (reading.event_type.clone(), reading.mode.clone(), reading.cameo.clone());
    let span = evidence_span(clause, reading, &sources, &targets);
    let contexts = contexts(library, clause, reading);
    let attribution = attribution(quotes, index, clause, reading, view);
    let opinion = view.genre == Genre::Opinion && sources.iter().any(|party| is_author(view, party));
    let event = Event {
        sentence: index,
        quad: library.ontology.quad(&event_type),
        weight: library.ontology.weight(&event_type, mode.as_deref()),
        pillars: pillars_of(view, index, clause, span, &contexts, &event_type),
        lenses: lenses_of(view, index, span),
        time: time(view, index, clause, reading),
        place: None,
        third_parties: Vec::new(),
        evidence: evidence(library, clause, reading, span, &sources, &targets),
        event_type,
        mode,
        cameo,
        contexts,
        factuality,
        attribution,
        opinion,
        sources,
        targets,
    };
    Some(event)
}

/// True for the author's own `I` and `we`.
fn is_author(view: View, party: &Party) -> bool {
    matches!(view.words(party.span).to_lowercase().as_str(), "i" | "we" | "us" | "me")
}

fn evidence_span(clause: &Clause, reading: &Reading, sources: &[Party], targets: &[Party]) -> Span {
    let tokens = &clause.sentence.tokens;
    let words = reading.words.iter().map(|&word| tokens[word].span);
    words
        .chain(
            sources.iter().chain(targets).map(|party| party.span).filter(|span| clause.sentence.span.contains(*span)),
        )
        .fold(tokens[reading.trigger].span, Span::cover)
}

fn evidence(
    library: &Library,
    clause: &Clause,
    reading: &Reading,
    span: Span,
    sources: &[Party],
    targets: &[Party],
) -> Evidence {
    let tokens = &clause.sentence.tokens;
    let mut witnesses = vec![Witness { role: "trigger".into(), span: tokens[reading.trigger].span }];
    witnesses.extend(
        reading
            .words
            .iter()
            .filter(|&&word| word != reading.trigger)
            .map(|&word| Witness { role: "word".into(), span: tokens[word].span }),
    );
    witnesses.extend(sources.iter().map(|party| Witness { role: "source".into(), span: party.span }));
    witnesses.extend(targets.iter().map(|party| Witness { role: "target".into(), span: party.span }));
    let leaf = |rule: &str, token: usize| Evidence {
        rule: rule.to_owned(),
        span: tokens[token].span,
        witnesses: vec![],
        children: vec![],
    };
    let (rule, children) = match reading.operator {
        Some((frame, trigger)) => (
            library.frames[frame].name.clone(),
            vec![leaf(&library.frames[reading.frame].name, *reading.words.last().unwrap_or(&trigger))],
        ),
        None => (library.frames[reading.frame].name.clone(), vec![]),
    };
    Evidence { rule, span, witnesses, children }
}

/// The contexts whose words stand in the reading's clause, most words first.
fn contexts(library: &Library, clause: &Clause, reading: &Reading) -> Vec<String> {
    let first = reading.words.first().copied().unwrap_or(reading.trigger);
    let last = reading.words.last().copied().unwrap_or(reading.trigger);
    let range = clause.window_start(first)..clause.window_end(last).max(last + 1).min(clause.len());
    contexts_of(library, clause, &range.collect::<Vec<_>>())
}

/// The contexts whose words are among the tokens, most words first.
fn contexts_of(library: &Library, clause: &Clause, tokens: &[usize]) -> Vec<String> {
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
fn pillars_of(
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

fn lenses_of(view: View, index: usize, span: Span) -> Vec<Lens> {
    pillars::lenses_in(view, index, span)
}

/// The time nearest to the trigger in its clause.
fn time(view: View, index: usize, clause: &Clause, reading: &Reading) -> Option<Time> {
    let trigger = clause.sentence.tokens[reading.trigger].span.start;
    let times = view.mentions_in(index).iter().filter_map(|mention| match &mention.value {
        MentionValue::Time(time) if time.kind != model::TimeKind::Duration => {
            Some((mention.span.start.abs_diff(trigger), time))
        }
        _ => None,
    });
    times.min_by_key(|(distance, _)| *distance).map(|(_, time)| time.clone())
}

/// Who says so: the quotation that holds the trigger, or `X said that …` above it.
fn attribution(quotes: &[Quote], index: usize, clause: &Clause, reading: &Reading, view: View) -> Option<Attribution> {
    let trigger = clause.sentence.tokens[reading.trigger].span;
    let quoted = quotes.iter().find(|quote| quote.content.iter().any(|span| span.contains(trigger)));
    if let Some(quote) = quoted {
        return Some(quote.attribution.clone());
    }
    let mut at = reading.trigger;
    for _ in 0..6 {
        let head = clause.head(at)?;
        let speech = view.language.events.library.is_speech(clause, head);
        if speech && (matches!(clause.relation(at), "ccomp" | "parataxis") || clause.relation(head) == "parataxis") {
            let source = clause
                .subject(head)
                .and_then(|(token, _)| parties::named_at(view, index, clause, token).into_iter().next());
            return Some(Attribution { source, cue: Some(clause.sentence.tokens[head].span), outer: None });
        }
        at = head;
    }
    None
}

/// Checks the examples of one frame file.
#[cfg(test)]
pub fn check_examples(path: &str) {
    merge::check_examples(path);
}
