//! The choice among what may be said: which candidates are cues, and which of their readings hold.

use super::candidates::{self, Candidate, Context, Speaker, Variant};
use super::linear::{self, Linear};
use super::meanings::Meanings;
use super::{keep, lexicon, marks, sources, tree};
use crate::data;
use crate::grammar::states::States;
use crate::vectors::Vectors;
use model::{Sentence, Span};

/// What is known of speech: the lexicon and the trained choice among readings.
pub struct Cues {
    /// Words of speech by class.
    pub lexicon: lexicon::Lexicon,
    /// Which candidates are cues, and which readings of their parts hold.
    pub linear: Linear,
    /// What words mean.
    pub meanings: Meanings,
}

impl Cues {
    /// From `language/en/lexicon/speech.toml` and `language/en/quotes-cues.bin`.
    pub fn embedded() -> Cues {
        let linear = data::weights("language/en/quotes-cues.bin").and_then(Linear::from_bytes).unwrap_or_default();
        let lexicon = lexicon::Lexicon::embedded();
        let vectors = data::weights("language/en/vectors.bin").and_then(Vectors::read);
        let meanings = Meanings::new(&lexicon, vectors);
        Cues { lexicon, linear, meanings }
    }
}

/// What candidates of a document are found in.
pub fn context<'a>(cues: &'a Cues, text: &'a str, sentences: &'a [Sentence], states: &'a States) -> Context<'a> {
    Context {
        text,
        states,
        trees: sentences
            .iter()
            .enumerate()
            .map(|(index, sentence)| tree::Tree::new(sentence, index, text, &cues.meanings))
            .collect(),
        quoted: marks::quoted(text, sentences),
        lexicon: &cues.lexicon,
        meanings: &cues.meanings,
    }
}

/// A candidate that was taken for a cue, with the readings chosen.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Index of the sentence.
    pub sentence: usize,
    /// The cue.
    pub cue: Span,
    /// The speaker.
    pub source: Option<Speaker>,
    /// The content.
    pub content: Vec<Span>,
    /// Which construction the content is: `clause`, `before`.
    pub construction: &'static str,
}

/// Log odds at first sight below which a candidate is not looked at again: about one such in thirty is a cue.
const DOUBT: f32 = -3.0;

/// A candidate's readings, chosen.
pub(super) struct Chosen {
    /// Index of the candidate in its sentence.
    pub candidate: usize,
    /// The choice.
    pub choice: Choice,
    /// Log odds of being a cue at first sight.
    pub first_sight: f32,
    /// Class of speech of the cue.
    pub class: &'static str,
    /// What speaks for it as a whole.
    pub features: linear::Features,
}

/// The readings of a candidate that a model prefers; `None` where it is hardly a cue.
fn chosen(context: &Context, linear: &Linear, candidate: &Candidate, index: usize) -> Option<Chosen> {
    let first_sight = linear.score(&candidate.features);
    if first_sight < DOUBT || (linear.is_empty() && !candidate.likely) {
        return None;
    }
    let (content, lead) = linear.best(candidate.content_features(context, linear).iter());
    let content = candidate.contents.get(content)?;
    let cues: Vec<Variant<Span>> = candidates::cues(context, candidate, content);
    let cue = cues.get(linear.best(cues.iter().map(|variant| &variant.features)).0)?;
    let source = candidate.sources.get(linear.best(sources::features(context, candidate, content).iter()).0)?;
    let reading = keep::Reading { first_sight, content, lead, cue, source };
    let features = keep::features(context, candidate, &reading);
    let choice = Choice {
        sentence: candidate.sentence,
        cue: cue.value,
        source: source.value,
        content: content.value.clone(),
        construction: content.name,
    };
    let class = candidates::mask(context.lexicon.classes(&context.trees[candidate.sentence].word(candidate.anchor)));
    Some(Chosen { candidate: index, choice, first_sight, class, features })
}

/// The readings of the candidates of a document, by sentence; `candidates` are those of each sentence.
pub(super) fn readings(context: &Context, linear: &Linear, candidates: &[Vec<Candidate>]) -> Vec<Chosen> {
    let mut found: Vec<Chosen> = candidates
        .iter()
        .flat_map(|here| here.iter().enumerate())
        .filter_map(|(index, candidate)| chosen(context, linear, candidate, index))
        .collect();
    for (at, features) in keep::surroundings(context, &found).into_iter().enumerate() {
        found[at].features.extend(features);
    }
    found
}

/// The choices of a document, in order, each content and cue once.
pub fn choices(context: &Context, linear: &Linear) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    let candidates: Vec<Vec<Candidate>> =
        (0..context.trees.len()).map(|sentence| candidates::in_sentence(context, sentence)).collect();
    let mut sentence = 0;
    let mut start = 0;
    for Chosen { choice, first_sight, features, .. } in readings(context, linear, &candidates) {
        // The mean of both looks is better than either: the second knows more, from fewer examples.
        let score = (first_sight + linear.score(&features)) / 2.0;
        if !linear.is_empty() && linear::logistic(score) < linear.threshold {
            continue;
        }
        if choice.sentence != sentence {
            sentence = choice.sentence;
            start = found.len();
        }
        // A wider cue holds a narrower one: `continued to call for`.
        let rival = found[start..].iter().position(|other| other.cue.overlaps(choice.cue));
        match rival {
            Some(at) if choice.cue.end - choice.cue.start > found[start + at].cue.end - found[start + at].cue.start => {
                found[start + at] = choice;
            }
            Some(_) => {}
            None => found.push(choice),
        }
    }
    found
}
