//! What is stated about something measurable: indicator, actors, period, level, change, and who says so.
//!
//! A claim never says that its figure is right: [`crate::checks`] says what it agrees with.

mod attachment;
mod build;
mod dated;
mod dimension;
#[cfg(test)]
mod examples;
mod figures;
pub(crate) mod frame;
mod groups;
mod parties;
mod registry;
mod topics;
mod unclassified;
mod words;

use crate::View;
use model::{ActorKind, Attribution, Claim, Evidence, Party, Quote, Span, Via};

#[cfg(test)]
pub use examples::{check_examples, read as read_claims};
pub use registry::{Flow, Indicator, Indicators, UnitFamily, family};

/// The claims of a document, in order of their sentences.
pub fn claims(view: View, quotes: &[Quote]) -> Vec<Claim> {
    let mut context = build::Context::default();
    let mut claims = Vec::new();
    let repeated = repeated(view);
    for sentence in (0..view.sentences.len()).filter(|&sentence| !repeated[sentence]) {
        let Some(frame) = frame::Frame::new(view, sentence) else { continue };
        let text = view.document.text.as_str();
        let mut found = build::claims_of(&frame, &view.language.claims, &view.sentences[sentence], text, &mut context);
        for claim in &mut found {
            claim.attribution = quoted(quotes, claim).or_else(|| according_to(&frame)).map(|said| known(&frame, said));
        }
        claims.append(&mut found);
    }
    claims
}

/// The least length in bytes of a sentence that nobody writes twice, save where a page repeats a paragraph of its article.
const NEVER_TWICE: usize = 60;

/// For each sentence, whether it stands in the document before, word for word: it claims nothing again.
pub(crate) fn repeated(view: View) -> Vec<bool> {
    let mut seen = rustc_hash::FxHashSet::default();
    let words = |sentence: &model::Sentence| sentence.span.of(&view.document.text).trim();
    view.sentences.iter().map(words).map(|sentence| sentence.len() >= NEVER_TWICE && !seen.insert(sentence)).collect()
}

/// A claim of an indicator of which nothing is told yet but where it stands.
pub(crate) fn blank(sentence: usize, indicator: &str, span: Span) -> Claim {
    Claim {
        sentence,
        indicator: indicator.to_owned(),
        reporter: None,
        partner: None,
        dimension: None,
        period: None,
        level: None,
        change: None,
        attribution: None,
        status: None,
        pillar: None,
        checks: Vec::new(),
        evidence: Evidence { rule: format!("claims/{indicator}"), span, witnesses: Vec::new(), children: Vec::new() },
    }
}

/// Who says it, where the figure stands inside what somebody is quoted with.
fn quoted(quotes: &[Quote], claim: &Claim) -> Option<Attribution> {
    let figure: Span = claim.evidence.witnesses.get(1).or(claim.evidence.witnesses.first())?.span;
    let quote = quotes.iter().find(|quote| quote.content.iter().any(|content| content.contains(figure)))?;
    Some(quote.attribution.clone())
}

/// Without the state of a ministry that was only guessed from what the text spoke of, where its sentence names others: `Finance
/// Ministry figures show that Peru exported 3 billion to Chile`.
fn known(frame: &frame::Frame, mut said: Attribution) -> Attribution {
    if let Some(source) = &mut said.source {
        let guessed = |named: &&frame::Named| named.span.overlaps(source.span) && named.reference.via == Via::Anaphor;
        let state = source.actor.as_ref().and_then(|actor| actor.country.clone());
        let mut named = frame.actors.iter().filter(|named| !named.span.overlaps(source.span));
        let mut states =
            named.by_ref().flat_map(|named| &named.reference.actors).filter_map(|actor| actor.country.as_ref());
        let ministry = source.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Body);
        let elsewhere = states.next().is_some_and(|first| Some(first) != state.as_ref())
            && states.all(|other| Some(other) != state.as_ref());
        if ministry && elsewhere && frame.actors.iter().any(|named| guessed(&named)) {
            source.actor = None;
        }
    }
    said
}

/// `According to the customs office, …`: the words up to the comma are the source.
fn according_to(frame: &frame::Frame) -> Option<Attribution> {
    let at = (0..frame.words.len()).find(|&at| frame.lower(at) == "according" && frame.lower(at + 1) == "to")?;
    let start = at + 2;
    let end = (start..frame.words.len()).find(|&at| matches!(frame.lower(at), "," | ";")).unwrap_or(frame.words.len());
    if end <= start || end - start > 14 {
        return None;
    }
    let span = frame.span(start, end);
    let named = frame.actors.iter().find(|named| start <= named.words.0 && named.words.1 <= end);
    let actor = named.and_then(|named| named.reference.actors.first()).cloned();
    Some(Attribution { source: Some(Party { span, actor }), cue: Some(frame.span(at, start)), outer: None })
}
