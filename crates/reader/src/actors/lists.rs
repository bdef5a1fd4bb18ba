//! The lists of `ontology/actors`, loaded into plain tables and one trie of names.

use super::names::{Entry, Names};
use crate::data;
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
}

/// A place that is no state.
#[derive(Debug)]
pub struct Place {
    /// The name to show.
    pub name: &'static str,
    /// The state that it lies in, where it lies in one.
    pub country: Option<&'static str>,
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
    /// Words that may stand between a state's name and a role.
    pub modifiers: FxHashSet<&'static str>,
    /// The names of all of them.
    pub names: Names,
    /// Index of a state by its code.
    pub state_of: FxHashMap<&'static str, u32>,
}

impl Lists {
    /// Loads the embedded files.
    pub fn embedded() -> Lists {
        let mut lists = Lists::default();
        lists.load_states();
        lists.load_roles();
        for (file, kind) in [
            ("bodies", ActorKind::Body),
            ("organisations", ActorKind::Organisation),
            ("groups", ActorKind::Group),
            ("companies", ActorKind::Company),
            ("media", ActorKind::Company),
        ] {
            lists.load_listed(&format!("ontology/actors/{file}.tsv"), kind);
        }
        lists.load_places();
        lists.load_persons();
        lists.modifiers = data::rows("ontology/actors/modifiers.tsv", &["word"]).iter().map(|row| row[0]).collect();
        lists
    }

    fn load_states(&mut self) {
        let columns =
            ["iso3", "name", "official", "aliases", "adjectives", "inhabitants", "capitals", "metonyms", "from", "to"];
        for row in data::rows("ontology/actors/countries.tsv", &columns) {
            let [code, name, official, aliases, adjectives, inhabitants, capitals, metonyms, from, to] = row[..] else {
                continue;
            };
            let index = self.states.len() as u32;
            let adjective = parts(adjectives).next().unwrap_or_default();
            self.states.push(State { code, name, adjective, from: date(from), to: date(to) });
            self.state_of.insert(code, index);
            for alias in [name, official].into_iter().chain(parts(aliases)) {
                self.names.add(alias, Entry::State(index));
            }
            for alias in parts(adjectives) {
                self.names.add(alias, Entry::Adjective(index));
            }
            for alias in parts(inhabitants) {
                self.names.add(alias, Entry::Inhabitant(index));
            }
            for capital in parts(capitals) {
                let place = self.places.len() as u32;
                self.places.push(Place { name: capital, country: Some(code) });
                self.names.add(capital, Entry::Capital(index));
                self.names.add(capital, Entry::Place(place));
            }
            for alias in parts(metonyms) {
                self.names.add(alias, Entry::Seat(index));
            }
        }
    }

    fn load_roles(&mut self) {
        for row in data::rows("ontology/actors/roles.tsv", &["role", "forms", "kind", "sector", "office"]) {
            let [role, forms, kind, sector, office] = row[..] else { continue };
            let index = self.roles.len() as u32;
            let kind = match kind {
                "body" => RoleKind::Body,
                "person" => RoleKind::Person,
                "firm" => RoleKind::Firm,
                _ => RoleKind::People,
            };
            let name = role.trim_end_matches('*');
            self.roles.push(Role { name, kind, sector, office: office == "yes", inherits: office == "inherits" });
            for form in [role].into_iter().chain(parts(forms)) {
                let alone = !form.ends_with('*');
                for spelling in spellings(form.trim_end_matches('*')) {
                    // Several people are somebody even where one word of them is too vague: `workers`.
                    let many = alone || kind == RoleKind::People;
                    self.names.add(&plural(&spelling), Entry::Role(index, true, many));
                    self.names.add(&spelling, Entry::Role(index, false, alone));
                }
            }
        }
    }

    fn load_listed(&mut self, path: &str, kind: ActorKind) {
        for row in data::rows(path, &["id", "name", "aliases", "country", "sector", "notes"]) {
            let [id, name, aliases, country, sector, notes] = row[..] else { continue };
            let index = self.listed.len() as u32;
            self.listed.push(Listed {
                actor: Actor {
                    id: id.to_owned(),
                    name: name.to_owned(),
                    country: given(country),
                    sector: given(sector),
                    kind,
                    office: None,
                },
                metonym: notes.starts_with("metonym"),
            });
            for alias in [name].into_iter().chain(parts(aliases)) {
                for spelling in spellings(alias) {
                    self.names.add(&spelling, Entry::Listed(index));
                }
            }
        }
    }

    fn load_places(&mut self) {
        for row in data::rows("ontology/actors/places.tsv", &["name", "aliases", "country"]) {
            let [name, aliases, country] = row[..] else { continue };
            let index = self.places.len() as u32;
            self.places.push(Place { name, country: (!country.is_empty()).then_some(country) });
            for alias in [name].into_iter().chain(parts(aliases)) {
                self.names.add(alias, Entry::Place(index));
            }
        }
    }

    /// Every file `offices*.tsv`: one row per term.
    fn load_persons(&mut self) {
        let mut index_of: FxHashMap<&'static str, u32> = FxHashMap::default();
        let columns = ["id", "name", "aliases", "country", "sector", "office", "from", "to"];
        for (path, _) in data::files("ontology/actors/offices") {
            for row in data::rows(path, &columns) {
                let [id, name, aliases, country, sector, office, from, to] = row[..] else { continue };
                let index = *index_of.entry(id).or_insert_with(|| {
                    self.persons.push(Person { id, name, terms: Vec::new() });
                    self.persons.len() as u32 - 1
                });
                for alias in [name].into_iter().chain(parts(aliases)) {
                    self.names.add(alias, Entry::Person(index));
                }
                let term = Term { office, sector, country, from: date(from), to: date(to) };
                self.persons[index as usize].terms.push(term);
            }
        }
        for person in &mut self.persons {
            person.terms.sort_by_key(|term| (term.from, term.to.is_none(), term.to));
        }
    }

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
}

fn parts(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

fn given(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// A day of the lists; a year or a month alone counts from its first day.
fn date(cell: &str) -> Option<Date> {
    let full = match cell.len() {
        4 => format!("{cell}-01-01"),
        7 => format!("{cell}-01"),
        _ => cell.to_owned(),
    };
    full.parse().ok()
}

/// British and American spellings of a name.
fn spellings(form: &str) -> Vec<String> {
    let mut all = vec![form.to_owned()];
    for (one, other) in [
        ("defence", "defense"),
        ("Defence", "Defense"),
        ("organisation", "organization"),
        ("Organisation", "Organization"),
        ("labour", "labor"),
        ("Labour", "Labor"),
        ("Centre", "Center"),
        ("adviser", "advisor"),
        ("Programme", "Program"),
    ] {
        if form.contains(one) {
            all.push(form.replace(one, other));
        } else if form.contains(other) {
            all.push(form.replace(other, one));
        }
    }
    all
}

/// The plural of a role: of its last word, or of the word before `of`, `for`, `to`, `in`.
pub fn plural(form: &str) -> String {
    let words: Vec<&str> = form.split(' ').collect();
    let at =
        words.iter().position(|word| matches!(*word, "of" | "for" | "to" | "in" | "general")).unwrap_or(words.len());
    let at = at.max(1) - 1;
    let mut result = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            result.push(' ');
        }
        if index != at {
            result.push_str(word);
        } else if let Some(stem) = word.strip_suffix("man").filter(|stem| !stem.is_empty() && *word != "human") {
            result.push_str(stem);
            result.push_str("men");
        } else if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            result.push_str(stem);
            result.push_str("ies");
        } else if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
            result.push_str(word);
            if !word.ends_with('s') || word.ends_with("ss") {
                result.push_str("es");
            }
        } else if word.ends_with("men") || matches!(*word, "people" | "police" | "children" | "staff" | "personnel") {
            result.push_str(word);
        } else {
            result.push_str(word);
            result.push('s');
        }
    }
    result
}
