//! What has been said so far in a document, and whom a reference means.
//!
//! Conservative: a reference that has more than one good reading stays without actors.

mod pronouns;
mod remember;

use super::chunks::Draft;
use super::counts::Counts;
use super::forms::slug;
use super::lexicon::Nominal;
use super::lists::Lists;
use super::surroundings::{Noun, has_stranger, is_subject, nouns};
use super::words::Word;
use model::{Actor, ActorKind, ActorReference, MentionValue, Sentence};
use std::collections::BTreeMap;

/// How many of those named in a sentence references look at.
pub const NAMED: usize = 64;
/// How many organisations, groups and companies are remembered.
const KNOWN: usize = 32;

/// What has been said so far in the document.
pub struct Memory<'a> {
    /// The lists.
    pub lists: &'a Lists,
    counts: Counts,
    /// How often states are named in all, and the one named most.
    total: usize,
    most: usize,
    dominant: Option<String>,
    main_pair: Option<[String; 2]>,
    /// The state where the outlet is at home.
    home: Option<String>,
    /// Persons by surname, folded.
    pub surnames: BTreeMap<String, Actor>,
    /// What acronyms stand for in this document: `the Anti-Corruption Commission (ACC)`.
    pub acronyms: BTreeMap<String, Actor>,
    /// The last two states named together (`China and Russia`), and in which sentence.
    pair: Option<([String; 2], usize)>,
    /// The last actor for each role: `foreign ministry` gives the Russian one, `president` the president named last.
    roles: BTreeMap<String, (Actor, usize)>,
    /// The last actor for the last word of each role: `ministry`.
    heads: BTreeMap<String, (Actor, usize)>,
    /// Organisations, groups and companies, the last named last, and the sentence of each.
    known: Vec<(Actor, usize)>,
    /// Who was named in the sentence that is read, and in the one before.
    here: Vec<Named>,
    before: Vec<Named>,
    /// Which words of this sentence are subjects.
    subjects: Vec<usize>,
    /// Nouns of this sentence and of the one before that are no actors.
    nouns: [Vec<Noun>; 2],
    /// The states of this sentence and of the two before; true where something happened there (`in Nepal`).
    scenes: [Vec<(String, bool)>; 3],
    /// True where this sentence, or the one before, names somebody whom the lists and titles do not tell.
    strangers: [bool; 2],
    /// What titles and pronouns tell of persons: true for women.
    women: BTreeMap<String, bool>,
    sentence: usize,
}

/// Somebody named in a sentence.
#[derive(Debug, Clone)]
struct Named {
    actors: Vec<Actor>,
    /// Index of the first word of the mention in its sentence.
    start: usize,
    plural: bool,
    subject: bool,
}

impl<'a> Memory<'a> {
    /// Nothing said so far; the counts are of the whole document.
    pub fn new(lists: &'a Lists, counts: Counts, home: Option<String>) -> Memory<'a> {
        Memory {
            lists,
            dominant: counts.dominant(home.as_deref()),
            total: counts.all.values().sum(),
            most: counts.all.values().copied().max().unwrap_or(0),
            main_pair: counts.pair(),
            home,
            counts,
            surnames: BTreeMap::new(),
            acronyms: BTreeMap::new(),
            pair: None,
            roles: BTreeMap::new(),
            heads: BTreeMap::new(),
            known: Vec::new(),
            here: Vec::new(),
            before: Vec::new(),
            subjects: Vec::new(),
            nouns: Default::default(),
            scenes: Default::default(),
            strangers: [false; 2],
            women: BTreeMap::new(),
            sentence: 0,
        }
    }

    /// Begins a sentence.
    pub fn begin(&mut self, sentence: usize, words: &[Word], drafts: &[Draft], grammar: &Sentence) {
        self.sentence = sentence;
        self.before = std::mem::take(&mut self.here);
        self.scenes.rotate_right(1);
        self.scenes[0].clear();
        self.strangers = [has_stranger(words, drafts), self.strangers[0]];
        self.nouns.swap(0, 1);
        self.nouns[0] = nouns(words, drafts, grammar);
        self.subjects = (0..words.len()).filter(|at| is_subject(words, grammar, *at)).take(NAMED).collect();
    }

    /// Chooses among the readings of an ambiguous name the state that the document names elsewhere: `Congo` beside
    /// `Kinshasa`, `Korean` beside `North Korea`.
    pub fn choose(&self, draft: &mut Draft) {
        let MentionValue::Actor(reference) = &mut draft.value else { return };
        let ([best], false) = (reference.actors.as_slice(), reference.alternatives.is_empty()) else { return };
        let named = |actor: &Actor| {
            let Some(code) = &actor.country else { return 0 };
            let home = usize::from(self.home.as_ref() == Some(code));
            // What the outlet's own state calls so counts before chance, and after what the document names.
            self.counts.sure.get(code).copied().unwrap_or(0) * 2 + home
        };
        let (mut at, mut most) = (None, named(best));
        for (index, other) in reference.alternatives.iter().enumerate() {
            if named(other) > most {
                most = named(other);
                at = Some(index);
            }
        }
        if let Some(at) = at {
            std::mem::swap(&mut reference.actors[0], &mut reference.alternatives[at]);
        }
    }

    /// Settles a draft that the sentence left open.
    pub fn resolve(&self, draft: &mut Draft, words: &[Word]) {
        let MentionValue::Actor(reference) = &mut draft.value else { return };
        let word = &words[draft.start];
        match draft.rule {
            "actors/the-two" => {
                reference.actors = self.two().iter().flatten().filter_map(|code| self.state(code)).collect();
            }
            "actors/the-latter" => {
                let last = self.here.last().or(self.before.last());
                reference.actors =
                    last.map(|named| named.actors.clone()).filter(|all| all.len() == 1).unwrap_or_default();
            }
            "actors/the-country" => {
                let told = if matches!(word.text, "our" | "Our") { self.home.as_deref() } else { self.country() };
                reference.actors = told.and_then(|code| self.state(code)).into_iter().collect();
            }
            "actors/the-noun" => {
                let kind = words
                    .get(draft.start + 1)
                    .and_then(|noun| self.lists.lexicon.nominals.get(&noun.text.to_lowercase()));
                reference.actors = kind.and_then(|kind| self.noun(*kind)).into_iter().collect();
            }
            "actors/surname" => {
                reference.actors = self.surnames.get(&slug(word.text)).cloned().into_iter().collect();
            }
            "actors/acronym" => {
                reference.actors = self.acronyms.get(word.text).cloned().into_iter().collect();
            }
            "actors/pronoun" => {
                let first = draft.start == 0;
                reference.actors = match word.text.to_lowercase().as_str() {
                    "he" | "him" | "his" => self.person(false),
                    "she" | "her" => self.person(true),
                    "they" | "them" | "their" => self.thing(true, first, draft.start),
                    "it" if !self.subjects.contains(&draft.start) => Vec::new(),
                    _ => self.thing(false, first, draft.start),
                };
            }
            _ => {}
        }
    }

    /// The actor that a bare role becomes: the one that held it before (`the ministry`), or that of the state that the
    /// words are about.
    pub fn of_role(&self, role: u32, plural: bool, definite: bool, actor: &Actor) -> Option<Actor> {
        let role = &self.lists.roles[role as usize];
        let named = actor.id.starts_with("person:") || actor.id.starts_with("company:");
        if definite && !named {
            if let Some(known) = self.same_role(role.name, &actor.name).filter(|_| !plural) {
                return Some(known.clone());
            }
            let rebels = actor.sector.as_deref() == Some("REB");
            if let Some(group) = rebels.then(|| self.noun(Nominal::Group)).flatten() {
                return Some(group);
            }
        }
        // Envoys speak for another state than the one where they are met.
        if role.name == "ambassador" {
            return None;
        }
        // Experts are of anywhere, and `governments` are of many states.
        if plural && (actor.sector.as_deref() == Some("EDU") || role.name == "government") {
            return None;
        }
        // An economist, a firm or a paper may be from anywhere, whatever the outlet's home.
        let anywhere = named && matches!(actor.sector.as_deref(), Some("EDU" | "BUS" | "JRN" | "NGO" | "MED" | "CVL"));
        let state = if anywhere {
            self.dominant.as_deref()?
        } else if named {
            // Where something happened does not tell whose minister speaks.
            self.main_state().or_else(|| self.whose())?
        } else if definite && actor.sector.as_deref() == Some("MIL") {
            // `Israel … in Jenin; the army`: an army acts abroad too.
            only(self.scenes[0].iter().filter(|(_, located)| !located)).or_else(|| self.whose())?
        } else {
            self.whose()?
        };
        let state = &self.lists.states[*self.lists.state_of.get(state)? as usize];
        if named || actor.name.starts_with(char::is_uppercase) {
            let mut actor = actor.clone();
            actor.country = Some(state.code.to_owned());
            if let Some(part) = actor.id.strip_prefix("role:") {
                let sector = actor.sector.clone().unwrap_or_default();
                actor.id = format!("{}/{sector}/{part}", state.code);
            }
            return Some(actor);
        }
        let sector = actor.sector.clone().unwrap_or_else(|| role.sector.to_owned());
        let state = Some((state.code, state.name, state.adjective));
        Some(super::roles::role_actor(state, role, &sector, &actor.name, plural))
    }

    /// Who was named in that role: `the government` after `the Chilean government`, `the ministry` after `the foreign
    /// ministry`. What is long past counts only for the state that the document is about.
    fn same_role(&self, role: &str, written: &str) -> Option<&Actor> {
        let (actor, sentence) = self.heads.get(written).or_else(|| self.roles.get(role))?;
        let recent = self.sentence - sentence <= 2;
        let about = self.dominant.is_none() || self.dominant == actor.country || actor.country.is_none();
        (recent || about).then_some(actor)
    }

    /// The state that the document is mostly about, or at least names more often than any other.
    fn main_state(&self) -> Option<&str> {
        if let Some(dominant) = &self.dominant {
            return Some(dominant);
        }
        only_key(self.counts.all.iter().filter(|(_, count)| **count == self.most).map(|(code, _)| code.as_str()))
    }

    /// The state that something without owner belongs to: where it happened, what the document is about, the only state
    /// in sight, or where the outlet is at home.
    fn whose(&self) -> Option<&str> {
        if let Some(only) = only(self.scenes[0].iter().filter(|(_, located)| *located)) {
            return Some(only);
        }
        if let Some(dominant) = &self.dominant {
            return Some(dominant);
        }
        if let Some(only) = only(self.scenes[1].iter().filter(|(_, located)| *located)) {
            return Some(only);
        }
        if let Some(only) = only(self.scenes.iter().flatten())
            && self.counts.all.get(only).is_some_and(|count| count * 2 >= self.total)
        {
            return Some(only);
        }
        let home = self.home.as_deref()?;
        (self.counts.all.get(home).copied().unwrap_or(0) * 2 >= self.most).then_some(home)
    }

    /// The state that `the country` means: the only one in this sentence, or in the one before; else what the document is
    /// about.
    fn country(&self) -> Option<&str> {
        for scene in &self.scenes[..2] {
            match scene.as_slice() {
                [] => {}
                [(one, _)] => return Some(one),
                several => {
                    let dominant =
                        self.dominant.as_deref().filter(|code| several.iter().any(|(state, _)| state == code));
                    return dominant.or_else(|| only(several.iter().filter(|(_, located)| *located)));
                }
            }
        }
        self.whose()
    }

    /// The organisation, group or state that a definite noun means.
    fn noun(&self, kind: Nominal) -> Option<Actor> {
        let sector = |actor: &Actor, wanted: &str| actor.sector.as_deref() == Some(wanted);
        let fits = |actor: &Actor| match kind {
            Nominal::Igo => actor.kind == ActorKind::Organisation && sector(actor, "IGO"),
            Nominal::Ngo => actor.kind == ActorKind::Organisation && sector(actor, "NGO"),
            Nominal::Organisation => actor.kind == ActorKind::Organisation,
            Nominal::Group => actor.kind == ActorKind::Group && !sector(actor, "CVL"),
            Nominal::Company => actor.kind == ActorKind::Company && !sector(actor, "JRN"),
            Nominal::Outlet => sector(actor, "JRN"),
            Nominal::Kingdom | Nominal::Island => false,
        };
        let lasting = if matches!(kind, Nominal::Group | Nominal::Igo) { 8 } else { 3 };
        let recent = self.known.iter().rev().take_while(|(_, sentence)| self.sentence - sentence <= lasting);
        if let Some((actor, _)) = recent.into_iter().find(|(actor, _)| fits(actor)) {
            return Some(actor.clone());
        }
        let state = |wanted: fn(&super::lists::State) -> bool| {
            let candidates = self.scenes.iter().flatten().map(|(code, _)| code.as_str());
            let mut candidates = candidates.chain(self.dominant.as_deref()).chain(self.home.as_deref());
            candidates
                .find(|code| {
                    self.lists.state_of.get(code).is_some_and(|state| wanted(&self.lists.states[*state as usize]))
                })
                .and_then(|code| self.state(code))
        };
        match kind {
            Nominal::Kingdom => state(|state| state.kingdom),
            Nominal::Island => state(|state| state.island),
            _ => None,
        }
    }

    /// The actors that a role makes of both states of a collective; none where it stayed open.
    pub fn with_role(&self, both: &ActorReference, role: u32, bare: &Actor) -> Option<Vec<Actor>> {
        let role = &self.lists.roles[role as usize];
        let sector = bare.sector.clone().unwrap_or_else(|| role.sector.to_owned());
        let actors: Vec<Actor> = both
            .actors
            .iter()
            .filter_map(|actor| self.lists.state_of.get(actor.country.as_deref()?))
            .map(|state| &self.lists.states[*state as usize])
            .map(|state| {
                super::roles::role_actor(
                    Some((state.code, state.name, state.adjective)),
                    role,
                    &sector,
                    role.name,
                    true,
                )
            })
            .collect();
        (!actors.is_empty()).then_some(actors)
    }

    /// The two states that `the two countries` means: the only two in this sentence or the one before, the pair named
    /// last, or the two that the document is about.
    fn two(&self) -> Option<[String; 2]> {
        for scene in &self.scenes[..2] {
            if let [(one, _), (two, _)] = scene.as_slice() {
                return Some([one.clone(), two.clone()]);
            }
        }
        if let Some((pair, sentence)) = &self.pair
            && (self.sentence - sentence <= 6 || self.main_pair.as_ref().is_none_or(|main| same(main, pair)))
        {
            return Some(pair.clone());
        }
        let all: Vec<&String> = self.counts.all.keys().collect();
        match all.as_slice() {
            [one, two] => Some([(*one).clone(), (*two).clone()]),
            _ => self.main_pair.clone(),
        }
    }

    fn state(&self, code: &str) -> Option<Actor> {
        self.lists.state_of.get(code).map(|state| self.lists.state_actor(*state))
    }
}

fn same(one: &[String; 2], two: &[String; 2]) -> bool {
    one == two || (one[0] == two[1] && one[1] == two[0])
}

/// The only one.
fn only_key<'m>(mut codes: impl Iterator<Item = &'m str>) -> Option<&'m str> {
    codes.next().filter(|_| codes.next().is_none())
}

/// The one state among some; none where there are several.
fn only<'m>(mut states: impl Iterator<Item = &'m (String, bool)>) -> Option<&'m str> {
    let first = &states.next()?.0;
    states.all(|(state, _)| state == first).then_some(first)
}
