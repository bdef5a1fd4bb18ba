//! The choice among what may be said: which candidates are cues, and which of their readings hold.

use super::candidates::{self, Candidate, Context, Speaker, Variant};
use super::linear::{self, Linear};
use super::meanings::Meanings;
use super::{direct, keep, lexicon, marks, sources, tree};
use crate::data;
use crate::grammar::states::States;
use crate::vectors::Vectors;
use model::{Sentence, Span, Upos};

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
    let trees: Vec<tree::Tree> = sentences
        .iter()
        .enumerate()
        .map(|(index, sentence)| tree::Tree::new(sentence, index, text, &cues.meanings))
        .collect();
    Context {
        text,
        states,
        is_transcript: direct::is_transcript(text, &trees),
        trees,
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
    if (first_sight < DOUBT && !direct::is_sure(candidate.contents[0].name)) || (linear.is_empty() && !candidate.likely)
    {
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
    select(context, linear).0
}

/// The choices of a document, and within what they say whatever another is told to have said: `the media said that the
/// president had promised that …`. The annotations that the choice is trained on leave most of the latter out.
pub(super) fn choices_within(context: &Context, linear: &Linear) -> Vec<Choice> {
    let (mut found, rest) = select(context, linear);
    let inner: Vec<Choice> = rest.into_iter().filter(|choice| is_within(context, choice, &found)).collect();
    found.extend(inner);
    found.sort_by_key(|choice| (choice.sentence, choice.cue.start, std::cmp::Reverse(choice.cue.end)));
    found
}

/// True for a clause that somebody named says, within what another choice of its sentence says.
fn is_within(context: &Context, inner: &Choice, found: &[Choice]) -> bool {
    let tree = &context.trees[inner.sentence];
    let named = inner.source.is_some_and(|source| matches!(tree.upos(source.head), Upos::Noun | Upos::Propn));
    let speech = tree.sentence.tokens_in(inner.cue).any(|token| {
        context.lexicon.classes(&tree.word(token)) & (lexicon::SAY | lexicon::THINK | lexicon::PROMISE) != 0
    });
    let start = found.partition_point(|outer| outer.sentence < inner.sentence);
    named
        && speech
        && inner.construction == "clause"
        && found[start..].iter().take_while(|outer| outer.sentence == inner.sentence).any(|outer| {
            let holds = |span: Span| outer.content.iter().any(|part| part.contains(span));
            holds(inner.cue) && inner.content.iter().all(|part| holds(*part)) && outer.content != inner.content
        })
}

/// The choices of a document, in order, each content and cue once, and those that were not likely enough.
fn select(context: &Context, linear: &Linear) -> (Vec<Choice>, Vec<Choice>) {
    let (mut found, mut rest): (Vec<Choice>, Vec<Choice>) = Default::default();
    let candidates: Vec<Vec<Candidate>> =
        (0..context.trees.len()).map(|sentence| candidates::in_sentence(context, sentence)).collect();
    let mut sentence = 0;
    let mut start = 0;
    for Chosen { choice, first_sight, features, .. } in readings(context, linear, &candidates) {
        // The mean of both looks is better than either: the second knows more, from fewer examples.
        let score = (first_sight + linear.score(&features)) / 2.0;
        let sure = direct::is_sure(choice.construction);
        if !sure && !linear.is_empty() && linear::logistic(score) < linear.threshold {
            rest.push(choice);
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
    (found, rest)
}
