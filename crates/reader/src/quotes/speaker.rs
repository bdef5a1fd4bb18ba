//! Which actor the speaker's words denote.

use crate::View;
use crate::actors;
use model::{Actor, ActorKind, Party, Span};

/// The person who spoke last, for `he` and `she` that the actors' stage left open.
#[derive(Default)]
pub struct Speakers {
    last: Option<(Actor, usize)>,
}

/// Sentences over which a pronoun reaches back to the last speaker.
const REACH: usize = 4;

impl Speakers {
    /// The party behind the words at `span`, headed by token `head` of a sentence.
    pub fn party(&mut self, view: View, sentence: usize, span: Span, head: usize) -> Party {
        let mentions = actors::actors_in_phrase(view, sentence, head);
        let inside = mentions.iter().filter(|mention| mention.span.overlaps(span));
        let mut actor: Option<Actor> = inside.flat_map(|mention| actors::actors_of(mention).iter()).next().cloned();
        let words = view.words(span).to_lowercase();
        let pronoun = matches!(words.as_str(), "he" | "she");
        if actor.is_none() && pronoun {
            actor = self
                .last
                .as_ref()
                .filter(|(_, when)| sentence.saturating_sub(*when) <= REACH)
                .map(|(actor, _)| actor.clone());
        }
        if let Some(actor) = actor.as_ref().filter(|actor| actor.kind == ActorKind::Person) {
            self.last = Some((actor.clone(), sentence));
        } else if !pronoun && words != "who" && words != "it" {
            // Another speaker whom nobody knows may be meant by the next pronoun.
            self.last = None;
        }
        Party { span, actor }
    }
}
