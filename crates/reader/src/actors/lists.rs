//! The lists of `ontology/actors` as plain tables, and the actors that they make.

use super::lexicon::Lexicon;
use super::names::Names;
use super::when::When;
use jiff::civil::Date;
use model::{Actor, ActorKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// A state or territory.
#[derive(Debug)]
pub struct State {
    /// ISO 3166-1 alpha-3.
    pub code: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// The first adjective, for the names of its parts.
    pub adjective: &'static str,
    /// From when it existed, where a text may be older.
    pub from: Option<Date>,
    /// Until when it existed.
    pub to: Option<Date>,
    /// True for a monarchy by its official name.
    pub kingdom: bool,
    /// True for an island or several.
    pub island: bool,
}

/// What sort of role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// An institution.
    Body,
    /// One office holder.
    Person,
    /// People without institution.
    People,
    /// A company.
    Firm,
    /// A weapon or vessel, which acts only as somebody's: `Chinese warships`.
    Thing,
}

/// A role that a state, city or organisation gives.
#[derive(Debug)]
pub struct Role {
    /// The canonical name.
    pub name: &'static str,
    /// What sort.
    pub kind: RoleKind,
    /// PLOVER sector.
    pub sector: &'static str,
    /// True where one person holds it in a state.
    pub office: bool,
    /// True where a role before it gives the sector.
    pub inherits: bool,
}

/// A body, organisation, company, group or outlet.
#[derive(Debug)]
pub struct Listed {
    /// The actor as it is given to mentions.
    pub actor: Actor,
    /// True where the name is a building or place that stands for the body: `the Pentagon`.
    pub metonym: bool,
    /// Whether its names count only in documents that name its state.
    pub local: Local,
    /// When it was, or is, in power: first and last day.
    pub in_power: Vec<(Option<Date>, Option<Date>)>,
}

/// Which names of a listed actor count only in documents that name its state, or whose outlet is at home there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Local {
    /// None.
    No,
    /// Those in capitals: `ACC`.
    Acronyms,
    /// All: `Democrats`.
    All,
}

/// A place that is no state.
#[derive(Debug)]
pub struct Place {
    /// The name to show.
    pub name: &'static str,
    /// The state that it lies in, where it lies in one.
    pub country: Option<&'static str>,
    /// True for the many cities and provinces whose names may also be somebody's: they count only where no capitalised
    /// word beside them says so.
    pub minor: bool,
}

/// One term in an office.
#[derive(Debug)]
pub struct Term {
    /// `President`, `Foreign Minister`.
    pub office: &'static str,
    /// PLOVER sector.
    pub sector: &'static str,
    /// ISO 3166-1 alpha-3; empty for offices of organisations.
    pub country: &'static str,
    /// The first day; `None` where unknown.
    pub from: Option<Date>,
    /// The last day; `None` for still in office.
    pub to: Option<Date>,
}

/// A person who holds or held an office.
#[derive(Debug)]
pub struct Person {
    /// Stable id: `person:vladimir-putin`.
    pub id: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// Terms in order of their first day.
    pub terms: Vec<Term>,
}

/// Everything that the files of `ontology/actors` hold.
#[derive(Debug, Default)]
pub struct Lists {
    /// States, in the order of the file.
    pub states: Vec<State>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Bodies, organisations, companies, groups and outlets.
    pub listed: Vec<Listed>,
    /// Places.
    pub places: Vec<Place>,
    /// Persons.
    pub persons: Vec<Person>,
    /// Words, by their numbers in the vocabulary, that may stand between a state's name and a role.
    pub modifiers: FxHashSet<u32>,
    /// States whose leaders the world press names by surname alone.
    pub world: FxHashSet<&'static str>,
    /// The states where outlets are at home, by the outlet's name in small letters without spaces: `bangkokpost`.
    pub homes: FxHashMap<String, &'static str>,
    /// The names of all of them.
    pub names: Names,
    /// Index of a state by its code.
    pub state_of: FxHashMap<&'static str, u32>,
    /// Index of a state by the last part of its internet addresses: `nz`, `uk`.
    pub state_of_domain: FxHashMap<String, u32>,
    /// The organisation that an organ belongs to: `EC` gives `EU`.
    pub whole_of: FxHashMap<&'static str, &'static str>,
    /// Places that have the name of a state: `Georgia`.
    pub shared_names: Vec<u32>,
    /// Spellings, and the nouns that stand for somebody named before.
    pub lexicon: Lexicon,
}

impl Lists {
    /// The state as an actor.
    pub fn state_actor(&self, state: u32) -> Actor {
        let state = &self.states[state as usize];
        Actor {
            id: state.code.to_owned(),
            name: state.name.to_owned(),
            country: Some(state.code.to_owned()),
            sector: None,
            kind: ActorKind::State,
            office: None,
        }
    }

    /// The government of a state as an actor.
    pub fn government(&self, state: u32) -> Actor {
        let state = &self.states[state as usize];
        Actor {
            id: format!("{}/GOV", state.code),
            name: format!("Government of {}", state.name),
            country: Some(state.code.to_owned()),
            sector: Some("GOV".to_owned()),
            kind: ActorKind::Body,
            office: None,
        }
    }

    /// People of a state as an actor.
    pub fn people(&self, state: u32) -> Actor {
        let state = &self.states[state as usize];
        Actor {
            id: format!("{}/CVL", state.code),
            name: if state.adjective.is_empty() {
                format!("People of {}", state.name)
            } else {
                format!("{} people", state.adjective)
            },
            country: Some(state.code.to_owned()),
            sector: Some("CVL".to_owned()),
            kind: ActorKind::People,
            office: None,
        }
    }

    /// True for the name of a place of that state which is also the name of another state.
    pub fn is_place_of(&self, name: &str, country: Option<&str>) -> bool {
        self.shared_names.iter().any(|index| {
            let place = &self.places[*index as usize];
            place.name == name && place.country == country
        })
    }

    /// A listed actor as it is at a date: a movement that is in power then counts as the government of its state.
    pub fn listed_actor(&self, listed: u32, date: Option<When>) -> Actor {
        let listed = &self.listed[listed as usize];
        let mut actor = listed.actor.clone();
        let rules = |date: When| {
            // Where the date is not known, it counts only if it was in power throughout.
            let last = if date.known { date.days.start } else { date.days.end };
            let in_term = |(from, to): &(Option<Date>, Option<Date>)| {
                from.is_none_or(|from| from <= date.days.start) && to.is_none_or(|to| last <= to)
            };
            listed.in_power.iter().any(in_term)
        };
        if date.is_some_and(rules) {
            actor.sector = Some("GOV".to_owned());
        }
        actor
    }
}
