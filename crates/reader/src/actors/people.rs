//! Persons and institutions by name: those of the lists, and those that only their words tell.

use super::chunks::{Chunker, Draft, name_actor, one};
use super::forms::{capitalised, slug};
use super::lexicon::Class;
use super::lists::RoleKind;
use super::names::Entry;
use super::persons;
use super::roles::{Chain, role_actor};
use model::{Actor, ActorKind, ActorReference, Upos, Via};

impl Chunker<'_> {
    /// A person of the lists. A surname after an unknown given name is somebody else.
    pub fn listed_person(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let name = self.name(at)?;
        let found: Vec<u32> = name
            .entries
            .iter()
            .filter_map(|entry| if let Entry::Person(person) = entry { Some(*person) } else { None })
            .collect();
        if found.is_empty() || name.entries.iter().any(|entry| matches!(entry, Entry::State(_) | Entry::Role(..))) {
            return None;
        }
        if name.end - name.start == 1 {
            let beside = |at: usize| {
                self.words.get(at).is_some_and(|word| {
                    word.is_word() && word.is_capitalised() && !self.covered[at] && word.text.len() > 1
                })
            };
            let opens = |at: usize| {
                let first = at == 0 && self.upos(at) != Upos::Propn;
                first || self.words[at].is(Class::Title) || self.words[at].is(Class::Opening)
            };
            let before = at > 0 && beside(at - 1) && !opens(at - 1) && !self.blocked[at - 1] && self.words[at].spaced;
            let after = beside(name.end) && self.words[name.end].spaced && !self.blocked[name.end];
            // `J. Biden`, `al-Assad`, `O'Neill`.
            let glued = at > 0 && !self.words[at].spaced && matches!(self.word(at - 1), "'" | "’" | "@");
            if before || after || glued {
                self.namesakes.borrow_mut().push(self.word(at).to_owned());
                return None;
            }
            let titled = at > 0 && self.words[at - 1].is(Class::Title);
            let told = |person: &u32| {
                persons::known_by_surname(self.lists, *person, self.date) || self.is_of_state_before(*person, at)
            };
            if !titled && !found.iter().any(told) {
                return None;
            }
            // `the Trump administration`, `Putin's spokesman` belong to the roles.
            let possessive = self.possessive(name.end);
            let next = possessive.unwrap_or(name.end);
            let owns = |chain: Chain| {
                let role = &self.lists.roles[chain.role as usize];
                role.name == "government" || (possessive.is_some() && role.kind != RoleKind::People)
            };
            if self.roles(next, false).is_some_and(owns) {
                return None;
            }
        }
        let ranked = persons::rank(self.lists, &found, self.date);
        let mut actors = ranked.iter().map(|person| persons::actor(self.lists, *person, self.date));
        let best = actors.next()?;
        let reference = ActorReference { actors: vec![best], alternatives: actors.collect(), via: Via::Name };
        drafts.push(Draft::new(at..name.end, reference, "actors/person"));
        Some(name.end)
    }

    /// `Zaire's Mobutu`, `Bolivian Morales`: true where the state before a surname is one in which the person held office.
    fn is_of_state_before(&self, person: u32, at: usize) -> bool {
        let possessive = at > 2 && self.word(at - 1) == "s" && matches!(self.word(at - 2), "'" | "’");
        let end = if possessive { at - 2 } else { at };
        let owner = (1..=4).filter_map(|back| self.name(end.checked_sub(back)?)).find(|name| name.end == end);
        owner.is_some_and(|name| {
            name.entries.iter().any(|entry| match entry {
                Entry::State(state) | Entry::Adjective(state) => {
                    persons::held_office_of(self.lists, person, Some(self.lists.states[*state as usize].code))
                }
                _ => false,
            })
        })
    }

    /// `Mr Kato`, `Dr. Reza Amiri`: somebody, whoever it is.
    pub fn titled(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let title = &self.words[at];
        if !title.is(Class::Title) || !title.is_capitalised() {
            return None;
        }
        let next = at + 1 + usize::from(self.word(at + 1) == ".");
        if self.name(next).is_some_and(|name| name.entries.iter().any(|entry| matches!(entry, Entry::Person(_)))) {
            return None;
        }
        let end = self.proper_name(next)?;
        let written = self.words[next].span.cover(self.words[end - 1].span).of(self.text);
        let sector = if title.is(Class::TitleMilitary) {
            Some("MIL".to_owned())
        } else if title.is(Class::TitleLegislative) {
            Some("LEG".to_owned())
        } else {
            None
        };
        drafts.push(Draft::new(at..end, one(stranger(written, sector), Via::Unlisted), "actors/title-name"));
        Some(end)
    }

    /// The index after the titles that stand at a word: `Lt. Col.`, `Dr`.
    pub fn after_titles(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..3 {
            if !self.words.get(at).is_some_and(|word| word.is(Class::Title) && word.is_capitalised()) {
                break;
            }
            at += 1 + usize::from(self.word(at + 1) == ".");
        }
        at
    }

    /// The end of a run of capitalised words that the lists do not hold, from `at`: the name of somebody.
    pub fn proper_name(&self, at: usize) -> Option<usize> {
        let mut end = at;
        let mut last = at;
        while let Some(word) = self.words.get(end) {
            let glued = end > at && !word.spaced && word.text != "-" && word.text != ".";
            let after_hyphen = end > at && self.words[end - 1].text == "-";
            if (end - at >= 6 || self.blocked[end] || glued) && !after_hyphen {
                break;
            }
            let listed = self.name(end).is_some_and(|name| {
                let other = |entry: &Entry| matches!(entry, Entry::Place(_) | Entry::Person(_) | Entry::State(_));
                let minor = |entry: &Entry| match entry {
                    Entry::Place(place) => self.lists.places[*place as usize].minor,
                    Entry::Person(_) => true,
                    _ => false,
                };
                !name.entries.iter().all(other) || (end == at && !name.entries.iter().all(minor))
            });
            if word.is_word() && word.is_capitalised() && !listed && !(end == at && word.is(Class::Opening)) {
                end += 1;
                last = end;
            } else if end > at
                && (word.text == "-"
                    || (word.is(Class::NameParticle) && !word.is_capitalised())
                    || (word.text == "." && self.words[end - 1].text.len() == 1))
            {
                end += 1;
            } else if end > at
                && matches!(word.text, "“" | "\"" | "‘" | "(")
                && self.is_plain_capital(end + 1)
                && matches!(self.word(end + 2), "”" | "\"" | "’" | ")")
                && self.is_plain_capital(end + 3)
            {
                // A nickname: `José “Pepe” Mujica`.
                end += 3;
            } else {
                break;
            }
        }
        (last > at).then_some(last)
    }

    /// `Tsinghua University`, `the Anti-Corruption Commission`: capitalised words of no list that end in the name of a body.
    /// Whose it is, the document may tell, unless it is a university, a firm or the like.
    pub fn institution(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        if !self.is_plain_capital(at) || self.words[at].is_all_capitals() || self.blocked[at] {
            return None;
        }
        let chain = self.roles(at, true)?;
        let role = &self.lists.roles[chain.role as usize];
        if role.kind != RoleKind::Body || chain.start == at || chain.plural || self.is_part_of_word(&chain) {
            return None;
        }
        if !(at..chain.start)
            .all(|at| self.words[at].is_capitalised() || !self.words[at].is_word() || self.is(at, "and"))
        {
            return None;
        }
        let written = self.words[at].span.cover(self.words[chain.end - 1].span).of(self.text);
        let sector = self.lists.roles[chain.sector as usize].sector;
        let mut actor = role_actor(None, role, sector, &self.written(&chain), false);
        actor.name = written.to_owned();
        let public = matches!(sector, "GOV" | "LEG" | "JUD" | "COP" | "MIL" | "SPY");
        if !public {
            actor.id = format!("org:{}", slug(written));
            actor.kind = ActorKind::Organisation;
        }
        let mut draft = Draft::new(at..chain.end, one(actor, Via::Unlisted), "actors/institution");
        draft.bare = public.then_some((chain.role, false));
        drafts.push(draft);
        Some(chain.end)
    }

    /// Finds persons that the lists do not hold by what stands beside their names: `Kari Nes, Norway's fisheries
    /// minister`, `its chairman, Kari Nes,`, `Kari Nes said`.
    pub fn name_persons(&self, drafts: &mut Vec<Draft>) {
        let mut taken = self.blocked.clone();
        for draft in drafts.iter() {
            taken[draft.start..draft.end].fill(true);
        }
        let mut found: Vec<Draft> = Vec::new();
        for draft in drafts.iter().filter(|draft| draft.person) {
            let Some(actor) = draft.actor() else { continue };
            let Some(name) = self.name_before(draft.start, &taken).or_else(|| self.name_after(draft.end, &taken))
            else {
                continue;
            };
            let mut actor = actor.clone();
            let office = actor.office.take().or_else(|| Some(capitalised(&actor.name)));
            name_actor(&mut actor, self.words[name.start].span.cover(self.words[name.end - 1].span).of(self.text));
            actor.office = office;
            taken[name.start..name.end].fill(true);
            let mut person = Draft::new(name, one(actor, Via::Unlisted), "actors/name-role");
            person.bare = draft.bare;
            found.push(person);
        }
        let mut at = 0;
        while at < self.words.len() {
            let Some(end) = self.full_name(at, &taken) else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).is_some_and(|at| self.words[at].is(Class::Speech));
            if before || self.words.get(end).is_some_and(|word| word.is(Class::Speech)) {
                let written = self.words[at].span.cover(self.words[end - 1].span).of(self.text);
                found.push(Draft::new(at..end, one(stranger(written, None), Via::Unlisted), "actors/name-said"));
            }
            at = end;
        }
        if !found.is_empty() {
            drafts.append(&mut found);
            drafts.sort_by_key(|draft| (draft.start, draft.end));
        }
    }

    /// The name before a comma and a role: `Kari Nes, the country's …`, `Kari Nes, 45, a …`.
    fn name_before(&self, role: usize, taken: &[bool]) -> Option<std::ops::Range<usize>> {
        let mut at = role;
        // Back over `the`, `a former`, `the country's`.
        for _ in 0..6 {
            let before = at.checked_sub(1)?;
            if self.word(before) == "," {
                at = before;
                break;
            }
            if taken[before]
                || self.words[before].is_capitalised()
                || matches!(self.word(before), "and" | "." | ";" | ":")
            {
                return None;
            }
            at = before;
        }
        if self.word(at) != "," {
            return None;
        }
        // An age in between.
        if at >= 2 && self.word(at - 2) == "," && self.word(at - 1).parse::<u8>().is_ok() {
            at -= 2;
        }
        let end = at;
        let mut start = end;
        while start > 0 && end - start < 6 {
            let word = &self.words[start - 1];
            let part = self.is_name_word(start - 1, taken)
                || (start < end && word.is(Class::NameParticle) && !word.is_capitalised())
                || (start < end && word.text == "-" && !word.spaced)
                || (start < end && word.text == "." && start > 1 && self.words[start - 2].text.len() == 1);
            if !part {
                break;
            }
            start -= 1;
        }
        while start < end && !self.is_name_word(start, taken) {
            start += 1;
        }
        let words = (start..end).filter(|at| self.is_name_word(*at, taken)).count();
        (2..=5).contains(&words).then_some(start..end)
    }

    /// The name after a role and a comma: `the finance minister, Kari Nes, said`.
    fn name_after(&self, role: usize, taken: &[bool]) -> Option<std::ops::Range<usize>> {
        if self.word(role) != "," {
            return None;
        }
        let end = self.full_name(role + 1, taken)?;
        let next = self.words.get(end);
        let closed = next
            .is_none_or(|word| matches!(word.text, "," | "." | "(" | ";" | "-" | "–" | "—") || word.is(Class::Speech));
        closed.then_some(role + 1..end)
    }

    /// The end of two to five capitalised words of no list that may be somebody's full name.
    fn full_name(&self, at: usize, taken: &[bool]) -> Option<usize> {
        if !self.is_name_word(at, taken) || (at > 0 && self.is_name_word(at - 1, taken)) {
            return None;
        }
        let mut end = at;
        let mut words = 0;
        let mut last = at;
        while end < self.words.len() && end - at < 8 {
            let word = &self.words[end];
            if self.is_name_word(end, taken) && (word.spaced || end == at || self.word(end - 1) == "-") {
                words += 1;
                end += 1;
                last = end;
            } else if end > at
                && ((word.is(Class::NameParticle) && !word.is_capitalised())
                    || (word.text == "-" && !word.spaced)
                    || (word.text == "." && self.words[end - 1].text.len() == 1))
            {
                end += 1;
            } else {
                break;
            }
        }
        (2..=5).contains(&words).then_some(last)
    }

    fn is_name_word(&self, at: usize, taken: &[bool]) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if !word.is_word() || !word.is_capitalised() || taken[at] || word.is(Class::Opening) {
            return false;
        }
        let initial = word.text.chars().count() == 1;
        let named = self.covered[at]
            && !self.name(at).is_some_and(|name| {
                name.end == at + 1
                    && name.entries.iter().all(|entry| matches!(entry, Entry::Person(_) | Entry::Place(_)))
            });
        !named && (initial || !word.is_all_capitals()) && self.upos(at) == Upos::Propn
    }
}

/// A person of whom nothing but the name is known.
fn stranger(written: &str, sector: Option<String>) -> Actor {
    Actor {
        id: format!("person:{}", slug(written)),
        name: written.to_owned(),
        country: None,
        sector,
        kind: ActorKind::Person,
        office: None,
    }
}
