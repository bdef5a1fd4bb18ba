use crate::{ActorReference, Evidence, Finding, Genre, Interval, Quantity, Sentence, Span, Time};
use serde::{Deserialize, Serialize};

/// Everything that was read in one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Id of the document.
    pub document: String,
    /// When it was published, as far as can be told.
    pub dating: Dating,
    /// News or opinion.
    pub genre: Genre,
    /// Sentences of the titles and bodies, in order.
    pub sentences: Vec<Sentence>,
    /// Actors, times and quantities, in order of their spans.
    pub mentions: Vec<Mention>,
    /// Events, claims and quotations, in order of their sentences.
    pub findings: Vec<Finding>,
    /// What could not be read, and why.
    pub problems: Vec<Problem>,
}

/// The publication date: stated, inferred, or unknown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Dating {
    /// The days within which it was published, where that can be said.
    pub interval: Option<Interval>,
    /// The most likely year; it may be given while the interval is wider.
    pub year: Option<i16>,
    /// True where the document itself states the date; false where it is inferred from the words.
    pub stated: bool,
    /// Where the words do not give the year: the days within which it was published in nine of ten such cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credible: Option<Interval>,
    /// Why, each rule with the words that speak for it.
    pub evidence: Vec<Evidence>,
    /// What speaks against it.
    pub against: Vec<Evidence>,
}

/// A stretch of text that names something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence in the reading.
    pub sentence: usize,
    /// What it names.
    pub value: MentionValue,
    /// The rule that found it: `actors/name`, `times/month-year`.
    pub rule: String,
}

/// What a mention names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mention", rename_all = "snake_case")]
pub enum MentionValue {
    /// Somebody who can act.
    Actor(ActorReference),
    /// A place that is not an actor here: a name, and its state where known (ISO 3166-1 alpha-3).
    Place {
        /// The place's name.
        name: String,
        /// The state that it lies in.
        country: Option<String>,
    },
    /// A time.
    Time(Time),
    /// A number with what it measures.
    Quantity(Quantity),
}

/// Something about a text that could not be read as it should be. Bad text never stops a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What, as a stable word: `sentence-too-long`, `not-english`, `control-characters`.
    pub code: String,
    /// What, for people.
    pub message: String,
}
