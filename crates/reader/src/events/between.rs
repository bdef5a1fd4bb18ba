//! What happens between two given parties: the reading whose roles connect them best.

use super::clause::Clause;
use super::frames::Library;
use super::ranker::{self, LABELS, Sample};
use super::readings::{self, Reading, Role};
use super::{Frames, evidence_span};
use crate::View;
use model::{Event, Evidence, Party, Span, Witness};

/// A candidate with its score by frames alone.
pub(super) struct Candidate {
    pub reading: Reading,
    pub score: f32,
    /// Index in [`LABELS`].
    pub label: usize,
    /// How well the parties stand in the frame's places, lower is better.
    pub source_fit: u8,
    pub target_fit: u8,
    /// True where the parties stand the other way round.
    pub reversed: bool,
}

/// The penalty of a party that stands in no place of the frame.
const UNCONNECTED: u8 = 7;

/// The event between the parties whose words are given, by frames and ranker. It always answers for a sentence that
/// holds both: where no frame connects them, the nearest event words decide, and the rule says so.
pub fn between(view: View, source: &[Span], target: &[Span]) -> Option<Event> {
    let (index, clause) = locate(view, source, target)?;
    let candidates = candidates(&view.language.events.library, &clause, source, target);
    let sample = sample(&view.language.events.library, &clause, &candidates, source, target);
    let label = view.language.events.ranker.choose(&sample);
    Some(answer(&view.language.events, index, &clause, &candidates, label, source, target))
}

/// The features of the sentence for the ranker, for training.
pub fn sample_between(view: View, source: &[Span], target: &[Span]) -> Option<Sample> {
    let (_, clause) = locate(view, source, target)?;
    let library = &view.language.events.library;
    let candidates = candidates(library, &clause, source, target);
    Some(sample(library, &clause, &candidates, source, target))
}

/// The candidates with their scores and frames, best first, for people.
pub fn candidates_for_people(view: View, source: &[Span], target: &[Span]) -> String {
    let library = &view.language.events.library;
    let Some((_, clause)) = locate(view, source, target) else { return "no sentence".to_owned() };
    let describe = |candidate: &Candidate| {
        let frame = candidate.reading.operator.map_or(candidate.reading.frame, |(frame, _)| frame);
        format!(
            "{} {:.1} by {} at `{}` (fit {}/{}{})",
            LABELS[candidate.label],
            candidate.score,
            library.frames[frame].name,
            clause.lower[candidate.reading.trigger],
            candidate.source_fit,
            candidate.target_fit,
            if candidate.reversed { ", reversed" } else { "" }
        )
    };
    candidates(library, &clause, source, target).iter().take(4).map(describe).collect::<Vec<_>>().join("; ")
}

/// The sentence that holds the parties; the first one that overlaps the source otherwise.
fn locate<'a>(view: View<'a>, source: &[Span], target: &[Span]) -> Option<(usize, Clause<'a>)> {
    let holds = |spans: &[Span], index: usize| spans.iter().any(|span| view.sentences[index].span.overlaps(*span));
    let index = (0..view.sentences.len())
        .find(|&index| holds(source, index) && holds(target, index))
        .or_else(|| (0..view.sentences.len()).find(|&index| holds(source, index)))
        .or(if view.sentences.is_empty() { None } else { Some(0) })?;
    let library = &view.language.events.library;
    Some((index, Clause::new(&view.sentences[index], view.document, &library.vocabulary)))
}

fn marks(clause: &Clause, spans: &[Span]) -> Vec<bool> {
    clause.sentence.tokens.iter().map(|token| spans.iter().any(|span| span.overlaps(token.span))).collect()
}

fn candidates(library: &Library, clause: &Clause, source: &[Span], target: &[Span]) -> Vec<Candidate> {
    let (source, target) = (marks(clause, source), marks(clause, target));
    let mut candidates: Vec<Candidate> = readings::readings(library, clause, true)
        .into_iter()
        .filter_map(|reading| candidate(library, clause, reading, &source, &target))
        .collect();
    candidates.sort_by(|left, right| {
        right
            .score
            .total_cmp(&left.score)
            .then(left.reading.trigger.cmp(&right.reading.trigger))
            .then(left.reading.frame.cmp(&right.reading.frame))
    });
    candidates
}

fn candidate(
    library: &Library,
    clause: &Clause,
    reading: Reading,
    source: &[bool],
    target: &[bool],
) -> Option<Candidate> {
    let label = label_of(library, &reading)?;
    let trigger = reading.trigger;
    let source_fit = fit(clause, &reading.sources, source);
    let target_fit = fit(clause, &reading.targets, target);
    let turned = (fit(clause, &reading.sources, target), fit(clause, &reading.targets, source));
    let together = if reading.reciprocal { fit(clause, &reading.sources, target).min(target_fit) } else { target_fit };
    let straight = source_fit + together;
    let reversed = turned.0 + turned.1 + 2 < straight;
    let penalty = if reversed { turned.0 + turned.1 + 1 } else { straight };
    let mut score = 10.0 + 1.5 * reading.specificity as f32 - 1.4 * f32::from(penalty);
    // Words of many senses: a surer frame goes before them.
    let frame = &library.frames[reading.operator.map_or(reading.frame, |(operator, _)| operator)];
    if frame.pattern.unsure || frame.given_only {
        score -= 2.0;
    }
    // Words inside a party's own description seldom are the event between the parties.
    if source[trigger] || target[trigger] {
        score -= 4.0;
    }
    if reading.consumed {
        score -= 5.0;
    }
    if clause.parsed {
        let depth = depth(clause, trigger);
        score -= 0.35 * depth as f32;
    } else {
        let first = source.iter().chain(target).position(|&mark| mark).unwrap_or(0);
        score -= 0.05 * trigger.abs_diff(first) as f32;
    }
    if reading.operator.is_some() {
        score += 2.0;
    }
    Some(Candidate { reading, score, label, source_fit, target_fit: together, reversed })
}

/// How far a token is from the root, in relations.
fn depth(clause: &Clause, token: usize) -> usize {
    let mut at = token;
    for steps in 0..12 {
        match clause.head(at) {
            // The clause that a report reports counts like the report itself.
            Some(head) => at = head,
            None => return steps,
        }
    }
    12
}

/// How well the marked words stand in the roles: the rank of the best, plus one where they only stand below it.
fn fit(clause: &Clause, roles: &[Role], marked: &[bool]) -> u8 {
    let mut best = UNCONNECTED;
    for role in roles {
        if role.rank >= best {
            continue;
        }
        if marked[role.token] {
            best = role.rank;
        } else if clause.parsed {
            let (low, high) = clause.extent[role.token];
            let below = (low..=high.min(clause.len() - 1)).any(|at| marked[at] && clause.governs(role.token, at, 4));
            if below {
                best = best.min(role.rank + 1);
            }
        }
    }
    best
}

/// The label of a reading in data sets that know 15 types: by its CAMEO code, with CONCEDE and RETREAT as YIELD.
fn label_of(library: &Library, reading: &Reading) -> Option<usize> {
    label(library, &reading.event_type, reading.cameo.as_deref())
}

fn label(library: &Library, event_type: &str, cameo: Option<&str>) -> Option<usize> {
    let name = cameo.and_then(|code| library.ontology.from_cameo(code)).unwrap_or(event_type);
    let name = if matches!(name, "CONCEDE" | "RETREAT") { "YIELD" } else { name };
    LABELS.iter().position(|label| *label == name)
}

/// The label of an event in data sets of 15 types ([`LABELS`]).
pub fn label_of_event(frames: &Frames, event: &Event) -> &'static str {
    label(&frames.library, &event.event_type, event.cameo.as_deref()).map_or("CONSULT", |index| LABELS[index])
}

fn sample(library: &Library, clause: &Clause, candidates: &[Candidate], source: &[Span], target: &[Span]) -> Sample {
    let (source, target) = (marks(clause, source), marks(clause, target));
    ranker::sample(library, clause, candidates, &source, &target)
}

fn answer(
    frames: &Frames,
    index: usize,
    clause: &Clause,
    candidates: &[Candidate],
    chosen: usize,
    source: &[Span],
    target: &[Span],
) -> Event {
    let library = &frames.library;
    let parties = |spans: &[Span]| spans.iter().map(|&span| Party { span, actor: None }).collect::<Vec<_>>();
    let (sources, targets) = (parties(source), parties(target));
    let best = candidates.iter().find(|candidate| candidate.label == chosen);
    let (event_type, mode, cameo, span, rule, words) = match best {
        Some(candidate) => {
            let reading = &candidate.reading;
            let frame = reading.operator.map_or(reading.frame, |(frame, _)| frame);
            (
                reading.event_type.clone(),
                reading.mode.clone(),
                reading.cameo.clone(),
                evidence_span(clause, reading, &sources, &targets),
                library.frames[frame].name.clone(),
                reading.words.clone(),
            )
        }
        None => {
            let name = if LABELS[chosen] == "YIELD" { "CONCEDE" } else { LABELS[chosen] };
            (name.to_owned(), None, None, clause.sentence.span, "events/ranker".to_owned(), Vec::new())
        }
    };
    let mut witnesses: Vec<Witness> =
        words.iter().map(|&word| Witness { role: "trigger".into(), span: clause.sentence.tokens[word].span }).collect();
    witnesses.extend(source.iter().map(|&span| Witness { role: "source".into(), span }));
    witnesses.extend(target.iter().map(|&span| Witness { role: "target".into(), span }));
    Event {
        sentence: index,
        quad: library.ontology.quad(&event_type),
        weight: library.ontology.weight(&event_type, mode.as_deref()),
        sources,
        targets,
        event_type,
        mode,
        cameo,
        contexts: Vec::new(),
        factuality: best.map_or(model::Factuality::Actual, |candidate| {
            super::factuality::factuality(library, clause, &candidate.reading)
        }),
        attribution: None,
        opinion: false,
        time: None,
        place: None,
        pillars: Vec::new(),
        lenses: Vec::new(),
        third_parties: Vec::new(),
        evidence: Evidence { rule, span, witnesses, children: Vec::new() },
    }
}
