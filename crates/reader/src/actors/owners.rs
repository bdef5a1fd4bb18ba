//! A role and whose it is by what follows: `President of France`, `a spokesman for the Russian Defence Ministry`.

use super::chunks::{Chunker, Draft, name_actor, one};
use super::forms::capitalised;
use super::holders::{Form, Holder};
use super::lexicon::Class;
use super::lists::RoleKind;
use super::roles::{Chain, kind_of, role_actor};
use model::{Actor, ActorKind, MentionValue, Via};

/// How deep phrases may nest.
const DEPTH: u8 = 3;

impl Chunker<'_> {
    /// `President of France`, `a spokesman for the Russian Defence Ministry`, `Foreign Minister Wang Yi`, and roles alone.
    pub fn role(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let chain = self.roles(at, false)?;
        // `Black Soldier Fly`
        let people = self.lists.roles[chain.role as usize].kind == RoleKind::People && !chain.plural;
        if people && at > 0 && self.words[at].is_capitalised() && self.words[at].spaced && self.is_plain_capital(at - 1)
        {
            return None;
        }
        if let Some(end) = self.role_of_holder(&chain, drafts) {
            return Some(end);
        }
        if let Some((named, end)) = self.holder_of_role(&[], &chain, chain.end) {
            let mut draft = Draft::new(chain.start..end, named, "actors/role-name");
            draft.bare = Some((chain.role, false));
            drafts.push(draft);
            return Some(end);
        }
        // `bank accounts`, `company policy`.
        let firm = self.lists.roles[chain.role as usize].kind == RoleKind::Firm;
        if self.is_part_of_word(&chain) || (firm && self.is_modifying(chain.end - 1)) {
            return None;
        }
        if let Some(end) = self.role_of_phrase(&chain, drafts) {
            return Some(end);
        }
        if self.lacks_article(&chain) || !chain.alone || self.is_other_word(&chain) {
            // The words may denote something else: `Congress`, a body of its own.
            return None;
        }
        let role = &self.lists.roles[chain.role as usize];
        let sector = self.lists.roles[chain.sector as usize].sector;
        let mut actor = role_actor(None, role, sector, &self.written(&chain), chain.plural);
        let mut via = Via::Anaphor;
        // `protesters in Cairo`: where they are tells whose they are, except for soldiers and guests.
        if matches!(self.word(chain.end), "in" | "across" | "throughout")
            && !matches!(sector, "MIL" | "JRN" | "NGO" | "BUS")
            && role.kind != RoleKind::Firm
        {
            let mut next = chain.end + 1 + usize::from(self.is(chain.end + 1, "the"));
            // `rebels in eastern Congo`, `villagers in the southern Philippines`.
            if self.words.get(next).is_some_and(|word| word.is(Class::CityBefore) && !self.covered[next]) {
                next += 1;
            }
            if let Some(holder) = self.holder(next).filter(|holder| !holder.states.is_empty()) {
                actor = self.compose(&holder, 0, &chain);
                via = Via::Composition;
            }
        }
        let mut draft = Draft::new(chain.start..chain.end, one(actor, via), "actors/role");
        // `world leaders`, `foreign investors` are of no state that the document tells.
        let foreign = chain.start > 0 && self.words[chain.start - 1].is(Class::ForeignBefore);
        draft.bare = (via == Via::Anaphor && !foreign).then_some((chain.role, chain.plural));
        draft.person = self.is_person(&chain);
        drafts.push(draft);
        Some(chain.end)
    }

    /// `President of France`, `the governments of India and Pakistan`, `the embassy in Moscow`.
    fn role_of_holder(&self, chain: &Chain, drafts: &mut Vec<Draft>) -> Option<usize> {
        let link = self.word(chain.end);
        let posted = self.posts(chain) && matches!(link, "to" | "in");
        if !posted && !matches!(link, "of" | "from" | "for") {
            return None;
        }
        if link == "for" && !self.lists.roles[chain.role as usize].inherits {
            return None;
        }
        let next = chain.end + 1 + usize::from(self.is(chain.end + 1, "the"));
        let first = self.holder(next).filter(|holder| holder.form != Form::Inhabitant && self.has_noun_end(holder))?;
        if posted {
            return None;
        }
        let mut holders = vec![first];
        while chain.plural
            && let Some(more) = self.joined(holders[holders.len() - 1].end)
        {
            holders.push(more);
        }
        // `the spokesman of the Turkish army`: a role of the holder follows.
        let last = &holders[holders.len() - 1];
        if holders.len() == 1 && self.roles(self.possessive(last.end).unwrap_or(last.end), true).is_some() {
            return None;
        }
        let mut end = last.end;
        // `ambassador of Japan to Chile`
        if self.posts(chain) && self.word(end) == "to" {
            let at = end + 1 + usize::from(self.is(end + 1, "the"));
            end = self.holder(at).map_or(end, |posted| posted.end);
        }
        let mut draft = self.composed(&holders, chain, end);
        draft.start = chain.start;
        draft.rule = "actors/role-of-holder";
        if let Some((named, until)) = self.holder_of_role(&holders, chain, end) {
            draft.value = MentionValue::Actor(named);
            draft.end = until;
            draft.person = false;
        }
        let until = draft.end;
        drafts.push(draft);
        Some(until)
    }

    /// `a spokesman for the Russian Defence Ministry`, `head of the central bank`: the role belongs to who is named after
    /// it, and takes the sector from there.
    fn role_of_phrase(&self, chain: &Chain, drafts: &mut Vec<Draft>) -> Option<usize> {
        let inner = self.inner(chain)?;
        let role = &self.lists.roles[chain.role as usize];
        let owner = inner.actor()?.clone();
        let sector = if role.inherits { owner.sector.clone() } else { Some(role.sector.to_owned()) };
        let written = self.written(chain);
        let base = owner.id.clone();
        let actor = Actor {
            id: if owner.country.is_none() && owner.id.starts_with("role:") {
                format!("role:{}", role.name)
            } else {
                format!("{base}/{}", role.name)
            },
            name: if owner.id.starts_with("role:") { written.clone() } else { format!("{} {written}", owner.name) },
            sector,
            kind: if matches!(owner.kind, ActorKind::Organisation) { owner.kind } else { kind_of(role) },
            office: (role.kind == RoleKind::Person && !chain.plural).then(|| capitalised(&written)),
            country: owner.country,
        };
        let mut draft = Draft::new(chain.start..inner.end, one(actor, Via::Composition), "actors/role-of-body");
        draft.bare = inner.bare.map(|_| (chain.role, chain.plural));
        draft.person = self.is_person(chain);
        if let Some(end) = self.proper_name(inner.end).filter(|_| draft.person) {
            let written = self.words[inner.end].span.cover(self.words[end - 1].span).of(self.text);
            if let MentionValue::Actor(reference) = &mut draft.value {
                name_actor(&mut reference.actors[0], written);
            }
            draft.end = end;
            draft.person = false;
        }
        let end = draft.end;
        drafts.push(draft);
        Some(end)
    }

    /// The mention after `of`, `for`, `at` or `with` that follows a role which takes its sector from elsewhere.
    pub fn inner(&self, chain: &Chain) -> Option<Draft> {
        if !self.lists.roles[chain.role as usize].inherits
            || !matches!(self.word(chain.end), "of" | "for" | "at" | "with" | "from")
            || self.depth.get() >= DEPTH
        {
            return None;
        }
        let mut next = chain.end + 1;
        if matches!(self.word(next), "the" | "a" | "an" | "its" | "his" | "their" | "her") {
            next += 1;
        }
        if next >= self.words.len() || (self.name_at[next].is_none() && !self.is_plain_capital(next)) {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let mut found = Vec::new();
        self.step(next, &mut found);
        self.depth.set(self.depth.get() - 1);
        let first = found.into_iter().next()?;
        let actor = first.actor()?;
        let people = actor.kind == ActorKind::People && actor.sector.as_deref() == Some("CVL");
        (first.start == next && !people && actor.kind != ActorKind::State).then_some(first)
    }

    /// False for an adjective that goes on: `president of Russian oil company`.
    fn has_noun_end(&self, holder: &Holder) -> bool {
        (holder.form != Form::Adjective || !self.role_follows(holder.end))
            && !matches!(self.word(holder.end), "-" | "‑")
    }
}
