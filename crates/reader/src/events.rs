//! Who did what to whom, in the terms of PLOVER.
//!
//! Frames (`language/en/events`) propose readings of a sentence: a trigger with the words around it gives a type, the
//! grammar gives those who act and those acted upon, and words above the trigger change the type (`agreed to send aid`)
//! or how the act is presented (`may`, `denied`, `if`). Nothing here knows a sentence by heart.

mod addressed;
mod bearing;
pub mod between;
mod circumstances;
mod clause;
mod factuality;
mod frames;
pub mod given;
mod matching;
mod merge;
mod named;
mod noun_phrases;
mod ontology;
mod operators;
mod parties;
mod pattern;
mod ranker;
mod readings;
mod record;
mod roles;
mod targets;
#[cfg(test)]
mod tests;
mod trust;
mod vocabulary;
mod words;

pub use between::between;
pub use named::{Named, named};
pub use ontology::Ontology;
pub use ranker::{LABELS, Ranker, Sample};

use crate::View;
use clause::Clause;
use frames::Library;
use jiff::civil::Date;
use model::{Attribution, Event, Evidence, Factuality, Genre, Party, Quote, Span, Upos, Witness};
use noun_phrases::Standing;
use readings::{Projection, Reading};

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
    let written = circumstances::written(view);
    let mut events = Vec::new();
    for (index, sentence) in view.sentences.iter().enumerate() {
        if sentence.tokens.len() > MAXIMUM_TOKENS {
            continue;
        }
        let clause = Clause::new(sentence, view.document, &library.vocabulary);
        in_sentence(view, quotes, index, &clause, written, &mut events);
    }
    merge::merge(&view.document.text, events)
}

/// Longer sentences are lists or damaged text; their grammar means nothing.
const MAXIMUM_TOKENS: usize = 200;

fn in_sentence(
    view: View,
    quotes: &[Quote],
    index: usize,
    clause: &Clause,
    written: Option<Date>,
    events: &mut Vec<Event>,
) {
    let library = &view.language.events.library;
    if trust::is_sport(library, clause) || factuality::is_question(clause) {
        return;
    }
    let readings = readings::readings(library, clause, false);
    let mut found: Vec<(Event, usize, usize)> = Vec::new();
    let mut purposes = Vec::new();
    let mut take = |reading: &Reading, found: &mut Vec<(Event, usize, usize)>| {
        let Some(event) = event(view, quotes, index, clause, reading, written) else { return };
        if factuality::is_purpose(clause, reading) {
            purposes.push(reading.trigger);
        }
        let weight = reading.specificity * 4 + reading.words.len() + usize::from(reading.by_tree);
        found.push((event, reading.trigger, weight));
    };
    for reading in readings
        .iter()
        .filter(|reading| !reading.consumed && !readings::is_content(library, clause, reading, &readings))
    {
        take(reading, &mut found);
    }
    // Where an operator with its act gave no event (`rejected a call to …`), the operator's own act may.
    for reading in readings.iter().filter(|reading| reading.consumed && reading.operator.is_none()) {
        let changed = readings
            .iter()
            .any(|other| other.operator.is_some() && !other.consumed && other.trigger == reading.trigger);
        // `Norland will meet Sudria, it announced`: the act stands for itself where the operator's reading is none.
        let freed = readings.iter().any(|other| {
            other.operator.is_some()
                && !other.consumed
                && other.act == reading.trigger
                && clause.dependents(reading.trigger, &["nsubj"]).next().is_some()
                && clause.relation(reading.trigger) != "xcomp"
                && found.iter().all(|(_, trigger, _)| *trigger != other.trigger)
        });
        // `was stopped and seized by Norland`: nobody stops, so the longer reading told nothing.
        let outlives = reading.outdone
            && !readings::is_content(library, clause, reading, &readings)
            && readings.iter().filter(|other| readings::outdoes(other, reading)).all(|other| {
                other.event_type == reading.event_type && found.iter().all(|(_, trigger, _)| *trigger != other.trigger)
            });
        let changed = changed || freed || outlives;
        if changed && found.iter().all(|(_, trigger, _)| *trigger != reading.trigger) {
            take(reading, &mut found);
        }
    }
    // `opposes Norland's rejection of Sudria`: what is opposed is the act of another.
    for reading in readings.iter().filter(|reading| is_anothers(library, clause, reading, &readings)) {
        let Some((sources, targets)) = parties::parties(view, index, clause, reading) else { continue };
        let by = sides(&sources);
        let known = !by.is_empty() && !sides(&targets).is_empty();
        let blamed = known && found.iter().any(|(event, ..)| blames(&event.event_type) && by == sides(&event.targets));
        if blamed && found.iter().all(|(_, trigger, _)| *trigger != reading.trigger) {
            take(reading, &mut found);
        }
    }
    // One act for one trigger, and one of a type between the same parties in a sentence: the most specific wins.
    // What is told as done goes before what is told as the purpose of it: `met to discuss`.
    found.sort_by_key(|(event, trigger, weight)| (!event.factuality.is_fact(), std::cmp::Reverse(*weight), *trigger));
    let mut kept: Vec<(Event, usize)> = Vec::new();
    for (event, trigger, _) in found {
        let double = kept.iter().any(|(other, other_trigger)| {
            *other_trigger == trigger
                || purposes.contains(&trigger) && same_sides(other, &event) && other.factuality.is_fact()
                || other.event_type == event.event_type
                    && same_sides(other, &event)
                    && (other.factuality == event.factuality
                        || other.factuality.is_fact() && event.factuality == Factuality::Intended)
        });
        if !double {
            kept.push((event, trigger));
        }
    }
    kept.sort_by_key(|(_, trigger)| *trigger);
    events.extend(kept.into_iter().map(|(event, _)| event));
}

/// True for an act in a noun that has an owner of its own and stands below a rejection or an accusation.
fn is_anothers(library: &Library, clause: &Clause, reading: &Reading, all: &[Reading]) -> bool {
    if !clause.parsed || reading.operator.is_some() || library.frames[reading.frame].pattern.unsure {
        return false;
    }
    let noun = match clause.head(reading.trigger) {
        Some(head) if clause.relation(reading.trigger) == "acl" => head,
        _ => reading.trigger,
    };
    let owner = |&child: &usize| {
        clause.full_relation(child) == "nmod:poss"
            || matches!(clause.relation(child), "nmod" | "obl") && clause.case(child) == Some("by")
    };
    let owned = clause.children[noun].iter().any(owner);
    owned
        && matches!(clause.upos(noun), Upos::Noun)
        && all.iter().any(|other| {
            blames(&other.event_type) && other.trigger != reading.trigger && clause.governs(other.trigger, noun, 4)
        })
}

/// True for acts that are against what another does.
fn blames(event_type: &str) -> bool {
    matches!(event_type, "REJECT" | "ACCUSE")
}

/// The sides of parties, in order.
fn sides(parties: &[Party]) -> Vec<String> {
    let mut sides: Vec<String> =
        parties.iter().filter_map(|party| party.actor.as_ref().map(model::Actor::side)).collect();
    sides.sort();
    sides
}

fn same_sides(left: &Event, right: &Event) -> bool {
    sides(&left.sources) == sides(&right.sources) && sides(&left.targets) == sides(&right.targets)
}

/// The event that a reading gives, where its parties are known.
fn event(
    view: View,
    quotes: &[Quote],
    index: usize,
    clause: &Clause,
    reading: &Reading,
    written: Option<Date>,
) -> Option<Event> {
    let library = &view.language.events.library;
    let (decisive, _) = reading.operator.unwrap_or((reading.frame, reading.trigger));
    // `intends to target the poor`: words of many senses threaten nobody.
    let menace = reading.event_type == "THREATEN" && library.frames[reading.frame].pattern.unsure;
    if library.frames[decisive].pattern.unsure || menace {
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
    let attribution = attribution(quotes, index, clause, reading, view);
    let time = circumstances::time(view, index, clause, reading);
    if factuality::is_owed(library, clause, reading) {
        return None;
    }
    if factuality::is_purpose(clause, reading) && library.ontology.is_cooperation(&reading.event_type) {
        return None;
    }
    let told = told(library, clause, reading, &sources, attribution.as_ref());
    let factuality = circumstances::with_history(view, index, clause, reading, time.as_ref(), written, told);
    let (event_type, mode) = (reading.event_type.clone(), reading.mode.clone());
    let span = evidence_span(clause, reading, &sources, &targets);
    let contexts = bearing::contexts(library, clause, reading);
    let opinion = view.genre == Genre::Opinion && sources.iter().any(|party| is_author(view, party));
    let event = Event {
        sentence: index,
        quad: library.ontology.quad(&event_type),
        weight: library.ontology.weight(&event_type, mode.as_deref()),
        pillars: bearing::pillars_of(view, index, clause, span, &contexts, &event_type),
        lenses: bearing::lenses_of(view, index, span),
        time,
        place: circumstances::place(view, index, clause, reading),
        third_parties: circumstances::third_parties(view, index, clause, reading, &sources, &targets),
        evidence: evidence(library, clause, reading, span, &sources, &targets),
        event_type,
        mode,
        cameo: cameo(library, clause, reading),
        contexts,
        factuality,
        attribution,
        opinion,
        sources,
        targets,
    };
    Some(event)
}

/// How the act is told. A future act is told as done where the act itself is the word that is given (PLOVER manual 2.0,
/// sections 2.3 and 3.1): cooperation that is to come is AGREE, unless only somebody else says so; conflict that is to
/// come is THREATEN only where the actor itself says so.
fn told(
    library: &Library,
    clause: &Clause,
    reading: &Reading,
    sources: &[Party],
    attribution: Option<&Attribution>,
) -> Factuality {
    let told = factuality::factuality(library, clause, reading);
    let Some(projection) = reading.projection else { return told };
    if told != Factuality::Future {
        return told;
    }
    let settled = Reading { settled: true, ..reading.clone() };
    let rest = factuality::factuality(library, clause, &settled);
    if !rest.is_fact() {
        return rest;
    }
    let side = |party: &Party| party.actor.as_ref().map(model::Actor::side);
    let speaker = attribution.map(|attribution| attribution.source.as_ref().and_then(side));
    let own_word = speaker
        .as_ref()
        .is_some_and(|speaker| speaker.is_some() && sources.iter().any(|source| side(source) == *speaker));
    let cooperation = matches!(reading.event_type.as_str(), "AGREE" | "CONCEDE");
    let given = own_word || cooperation && projection == Projection::Will && speaker.flatten().is_none();
    if given { Factuality::Actual } else { Factuality::Future }
}

/// The CAMEO code of a reading. PLOVER's REQUEST is both CAMEO's demands (10) and its appeals (02); the verb tells them
/// apart, and the second digits differ by one place where appeals have a code for the economy of their own.
fn cameo(library: &Library, clause: &Clause, reading: &Reading) -> Option<String> {
    let code = reading.cameo.clone()?;
    let Some(rest) = code.strip_prefix("10") else { return Some(code) };
    if reading.event_type != "REQUEST" || library.words.modality.demand.has(clause, reading.trigger) {
        return Some(code);
    }
    Some(if rest == "1" { "022".to_owned() } else { format!("02{rest}") })
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
            let source = clause.subject(head).and_then(|(token, _)| {
                noun_phrases::named_at(view, index, clause, token, Standing::Author).into_iter().next()
            });
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
