//! Whom a pronoun may mean.

use super::{Memory, Named};
use model::{Actor, ActorKind};

impl Memory<'_> {
    /// The one person whom `he` or `she` may mean: in this sentence, or else in the one before. Of several, the one that
    /// its sentence begins with.
    pub(super) fn person(&self, woman: bool) -> Vec<Actor> {
        for (sentence, stranger) in [&self.here, &self.before].into_iter().zip(self.strangers) {
            if stranger {
                return Vec::new();
            }
            let mut found: Vec<(&Actor, usize)> = Vec::new();
            for named in sentence {
                let [actor] = named.actors.as_slice() else { continue };
                let fits = actor.kind == ActorKind::Person
                    && !named.plural
                    && self.women.get(&actor.id).is_none_or(|known| *known == woman);
                if fits && !found.iter().any(|(known, _)| known.id == actor.id) {
                    found.push((actor, named.start));
                }
            }
            match found.as_slice() {
                [] => {}
                [(only, _)] => return vec![(*only).clone()],
                [(first, start), ..] => return if *start <= 3 { vec![(*first).clone()] } else { Vec::new() },
            }
        }
        Vec::new()
    }

    /// The one state, body or organisation (or, for a plural, people or several of them) that `it` or `they` at a word may
    /// mean: the subject, the only one in this sentence so far, or the one it begins with; at the start of a sentence the
    /// same of the sentence before. Other nouns of the same number stand in the way.
    pub(super) fn thing(&self, plural: bool, first_word: bool, at: usize) -> Vec<Actor> {
        let fits = |named: &&Named| {
            let many = named.plural || named.actors.len() > 1;
            let thing = named.actors.iter().all(|actor| actor.kind != ActorKind::Person || named.plural);
            !named.actors.is_empty() && if plural { many } else { !many && thing }
        };
        let earlier = first_word || self.here.is_empty();
        let (sentence, nouns) = if earlier { (&self.before, &self.nouns[1]) } else { (&self.here, &self.nouns[0]) };
        let found: Vec<&Named> = sentence.iter().filter(fits).collect();
        let Some(first) = found.first() else { return Vec::new() };
        let mut others = nouns.iter().filter(|noun| noun.plural == plural && (earlier || noun.at < at)).peekable();
        let alone = others.peek().is_none();
        if others.any(|noun| noun.subject) {
            return Vec::new();
        }
        let only = found.iter().all(|named| named.actors == first.actors);
        // `a reminder to Iraq that it must`: nothing stands between.
        let last = found.last().map_or(0, |named| named.start);
        let nearest = !nouns.iter().any(|noun| noun.plural == plural && noun.at > last && noun.at < at);
        if let Some(subject) = found.iter().find(|named| named.subject) {
            subject.actors.clone()
        } else if first.start <= 2 || (only && !earlier && (alone || nearest)) {
            first.actors.clone()
        } else {
            Vec::new()
        }
    }
}
