//! Keeps what later references may need.

use super::super::chunks::Draft;
use super::super::forms::slug;
use super::super::lexicon::Class;
use super::super::surroundings::{family_name, is_backer, is_from_elsewhere, is_location};
use super::super::words::Word;
use super::{KNOWN, Memory, NAMED, Named};
use model::{Actor, ActorKind, MentionValue, Via};

impl Memory<'_> {
    /// Keeps what later references may need.
    pub fn remember(&mut self, draft: &Draft, words: &[Word]) {
        let reference = match &draft.value {
            MentionValue::Actor(reference) => reference,
            MentionValue::Place { country: Some(country), .. } => {
                let located = draft.start > 0 && !words[draft.start - 1].is(Class::PartnerBefore);
                self.see(country, located);
                return;
            }
            _ => return,
        };
        let located = draft.start > 0 && is_location(words, draft.start);
        let told =
            draft.bare.is_none() && !is_backer(words, draft.end) && !is_from_elsewhere(draft, self.home.as_deref());
        for actor in reference.actors.iter().filter(|_| told).take(NAMED) {
            if let Some(country) = &actor.country
                && draft.rule != "actors/pronoun"
            {
                self.see(country, located && actor.kind == ActorKind::State);
            }
        }
        if let [actor] = reference.actors.as_slice() {
            self.remember_one(actor, draft, words, reference.via);
        }
        if let [one, two] = reference.actors.as_slice()
            && let (Some(one), Some(two)) = (&one.country, &two.country)
        {
            self.pair_of(one, two);
        }
        let person = matches!(reference.actors.as_slice(), [actor] if actor.kind == ActorKind::Person);
        if draft.rule != "actors/pronoun" || person {
            let last = &words[draft.end - 1];
            let many = last.text.ends_with('s') && !last.is_all_capitals();
            let plural = reference.actors.len() > 1 || reference.actors.iter().any(|actor| is_many(actor, many));
            // Only what was not named before in the sentence, and not too much of it.
            let new = !self.here.iter().any(|named| named.plural == plural && named.actors == reference.actors);
            if new && self.here.len() < NAMED && reference.actors.len() < NAMED {
                let subject = self.subjects.iter().any(|at| (draft.start..draft.end).contains(at));
                self.here.push(Named { actors: reference.actors.clone(), start: draft.start, plural, subject });
            }
        }
    }

    fn remember_one(&mut self, actor: &Actor, draft: &Draft, words: &[Word], via: Via) {
        match actor.kind {
            ActorKind::Person => {
                if actor.id.contains("person:") {
                    let family = family_name(&actor.name, words, draft);
                    if family.chars().count() > 1 {
                        self.surnames.insert(slug(family), actor.clone());
                    }
                }
                let office = actor.office.as_ref().map(|office| office.to_lowercase());
                if let Some(office) =
                    office.filter(|office| !office.starts_with("former") && !office.starts_with("ex-"))
                {
                    let under = ["vice", "deputy", "assistant", "acting"].iter().any(|rank| office.starts_with(rank));
                    if let Some(head) = office.split(' ').next_back().filter(|head| *head != office && !under) {
                        self.heads.insert(head.to_owned(), (actor.clone(), self.sentence));
                    }
                    self.roles.insert(office, (actor.clone(), self.sentence));
                }
                for word in &words[draft.start..draft.end] {
                    if word.is(Class::Woman) || word.is(Class::WomanName) {
                        self.women.insert(actor.id.clone(), true);
                    } else if word.is(Class::Man) || word.is(Class::ManName) {
                        self.women.insert(actor.id.clone(), false);
                    } else {
                        continue;
                    }
                    break;
                }
            }
            ActorKind::Organisation | ActorKind::Company | ActorKind::Group
                if via != Via::Anaphor && actor.office.is_none() =>
            {
                self.known.retain(|(known, _)| known.id != actor.id);
                if self.known.len() >= KNOWN {
                    self.known.remove(0);
                }
                self.known.push((actor.clone(), self.sentence));
                // `the Commission` after `the European Commission`.
                if actor.kind == ActorKind::Organisation
                    && let Some((_, head)) = actor.name.rsplit_once(' ')
                {
                    self.heads.insert(head.to_lowercase(), (actor.clone(), self.sentence));
                }
            }
            _ => {}
        }
        if actor.kind != ActorKind::Person && via == Via::Composition {
            if actor.id.ends_with("/GOV") {
                self.roles.insert("government".to_owned(), (actor.clone(), self.sentence));
            } else if let Some(role) = actor.id.splitn(3, '/').nth(2) {
                self.roles.insert(role.to_owned(), (actor.clone(), self.sentence));
            }
            if actor.kind == ActorKind::Body
                && let Some(head) = actor.name.split(' ').next_back()
            {
                self.heads.insert(head.to_owned(), (actor.clone(), self.sentence));
            }
        }
    }

    /// Notes a state in this sentence.
    fn see(&mut self, country: &str, located: bool) {
        let scene = &mut self.scenes[0];
        match scene.iter_mut().find(|(known, _)| known == country) {
            Some((_, known)) => *known |= located,
            None => scene.push((country.to_owned(), located)),
        }
    }

    /// Notes two states that are named together.
    pub fn pair_of(&mut self, one: &str, two: &str) {
        if one != two {
            self.pair = Some(([one.to_owned(), two.to_owned()], self.sentence));
        }
    }
}

fn is_many(actor: &Actor, many: bool) -> bool {
    match actor.kind {
        ActorKind::People => true,
        ActorKind::Person => actor.office.is_none() && !actor.id.contains("person:"),
        ActorKind::State | ActorKind::Organisation => false,
        _ => many && actor.office.is_none(),
    }
}
