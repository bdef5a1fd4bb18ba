//! Documents to readings: pure linguistics.
//!
//! [`read`] calls the stages in order; each returns new values and none of them knows a clock, a file or a random
//! number. Words, names, frames and patterns are data (`ontology/`, `language/en/`), embedded at build time.

pub mod actors;
pub mod checks;
pub mod claims;
pub mod data;
pub mod dating;
pub mod events;
pub mod grammar;
mod numbers;
pub mod phrases;
pub mod pillars;
pub mod quantities;
pub mod quotes;
pub mod times;
pub mod vectors;

#[cfg(test)]
mod rules;
mod word_set;

use model::{Dating, Document, Finding, Genre, Mention, MentionValue, PartKind, Problem, Reading, Sentence};

/// Everything that is known of a language and of the world: lexicon, names, patterns, trained weights.
pub struct Language {
    /// Segmentation, tags, lemmas, dependencies, names.
    pub grammar: grammar::Grammar,
    /// Who can act.
    pub actors: actors::Actors,
    /// Number words, units, currencies.
    pub quantities: quantities::Quantities,
    /// Event types and frames.
    pub events: events::Frames,
    /// Indicators and their phrases.
    pub claims: claims::Indicators,
    /// Dated facts and the small reference table that ship with the project.
    pub checks: checks::Facts,
    /// Words that introduce speech.
    pub quotes: quotes::Cues,
}

impl Language {
    /// English, from the embedded data.
    ///
    /// # Panics
    /// Never with the data that a released build embeds: every file is loaded in the tests.
    pub fn english() -> Language {
        Language {
            grammar: grammar::Grammar::embedded(),
            actors: actors::Actors::embedded(),
            quantities: quantities::Quantities::embedded(),
            events: events::Frames::embedded(),
            claims: claims::Indicators::embedded(),
            checks: checks::Facts::embedded(),
            quotes: quotes::Cues::embedded(),
        }
    }
}

/// What a stage that finds things may look at: the document and what the stages before it found.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The language.
    pub language: &'a Language,
    /// The document.
    pub document: &'a Document,
    /// Its sentences with grammar.
    pub sentences: &'a [Sentence],
    /// Actors, times and quantities, in order of their spans.
    pub mentions: &'a [Mention],
    /// When it was published.
    pub dating: &'a Dating,
    /// News or opinion.
    pub genre: Genre,
}

impl<'a> View<'a> {
    /// The words of a span.
    pub fn words(&self, span: model::Span) -> &'a str {
        span.of(&self.document.text)
    }

    /// The mentions of a sentence, in order of their spans.
    pub fn mentions_in(&self, sentence: usize) -> &'a [Mention] {
        let start = self.mentions.partition_point(|mention| mention.sentence < sentence);
        let end = self.mentions.partition_point(|mention| mention.sentence <= sentence);
        &self.mentions[start..end]
    }
}

/// Reads a document. Deterministic, linear in the length of the text, and without panic on any input: what cannot be
/// read is said in [`Reading::problems`].
pub fn read(language: &Language, document: &Document) -> Reading {
    let mut problems = Vec::new();
    let (sentences, states) = grammar::with_states(&language.grammar, document, &mut problems);
    let genre = dating::genre(document, &sentences);
    let expressions = times::expressions(document, &sentences);
    let dating = dating::date(document, &sentences, &expressions);
    let mut mentions = times::anchor(&expressions, &dating);
    mentions.extend(quantities::mentions(&language.quantities, document, &sentences, &mentions));
    mentions.extend(actors::mentions(language, document, &sentences, &mentions, &dating));
    mentions.sort_by_key(|mention| (mention.sentence, mention.span.start, std::cmp::Reverse(mention.span.end)));
    let view = View { language, document, sentences: &sentences, mentions: &mentions, dating: &dating, genre };
    let quotes = quotes::quotes(view, &states);
    let events = events::events(view, &quotes);
    let claims = checks::check(view, claims::claims(view, &quotes));
    let mut findings: Vec<Finding> = events.into_iter().map(Finding::Event).collect();
    findings.extend(claims.into_iter().map(Finding::Claim));
    findings.extend(quotes.into_iter().map(Finding::Quote));
    findings.sort_by_key(|finding| (finding.evidence().span.start, finding.evidence().span.end));
    Reading { document: document.id.clone(), dating, genre, sentences, mentions, findings, problems }
}

/// A document of one passage without header: for `explain`, for rule examples and for gold sentences. `published` anchors
/// relative times.
pub fn passage(text: &str, published: Option<model::Interval>) -> Document {
    Document {
        id: String::new(),
        source: String::new(),
        header: model::Header::default(),
        published,
        text: text.to_owned(),
        parts: vec![model::Part { span: model::Span::new(0, text.len()), kind: PartKind::Body }],
        text_language: Some("en".to_owned()),
        replaced_characters: 0,
    }
}

/// The actor mentions among `mentions`.
pub fn actor_mentions(mentions: &[Mention]) -> impl Iterator<Item = (&Mention, &model::ActorReference)> {
    mentions.iter().filter_map(|mention| match &mention.value {
        MentionValue::Actor(reference) => Some((mention, reference)),
        _ => None,
    })
}

/// A problem with a stable code.
pub(crate) fn problem(span: model::Span, code: &str, message: impl Into<String>) -> Problem {
    Problem { span, code: code.to_owned(), message: message.into() }
}
