//! Reads the files of `ontology/actors`.

use super::forms::{plural, spellings};
use super::lexicon::Lexicon;
use super::lists::{Listed, Lists, Local, Person, Place, Role, RoleKind, State, Term};
use super::names::Entry;
use crate::data;
use jiff::civil::Date;
use model::{Actor, ActorKind};
use rustc_hash::FxHashMap;

impl Lists {
    /// Loads the embedded files.
    pub fn embedded() -> Lists {
        let mut lists = Lists::default();
        lists.lexicon = Lexicon::embedded(&mut lists.names);
        lists.load_states();
        lists.load_roles();
        for (file, kind) in [
            ("bodies", ActorKind::Body),
            ("parties", ActorKind::Body),
            ("organisations", ActorKind::Organisation),
            ("groups", ActorKind::Group),
            ("companies", ActorKind::Company),
            ("media", ActorKind::Company),
        ] {
            lists.load_listed(&format!("ontology/actors/{file}.tsv"), kind);
        }
        lists.load_terms_in_power();
        lists.load_places();
        lists.load_many_places("ontology/actors/cities.tsv");
        lists.load_many_places("ontology/actors/provinces.tsv");
        lists.load_persons();
        for row in data::rows("ontology/actors/modifiers.tsv", &["word"]) {
            let word = lists.names.number(row[0]);
            lists.modifiers.insert(word);
        }
        lists
    }

    fn load_states(&mut self) {
        let columns = [
            "iso3",
            "iso2",
            "name",
            "official",
            "aliases",
            "adjectives",
            "prefixes",
            "inhabitants",
            "capitals",
            "metonyms",
            "from",
            "to",
            "notes",
        ];
        for row in data::rows("ontology/actors/countries.tsv", &columns) {
            let [
                code,
                short,
                name,
                official,
                aliases,
                adjectives,
                prefixes,
                inhabitants,
                capitals,
                metonyms,
                from,
                to,
                notes,
            ] = row[..]
            else {
                continue;
            };
            let index = self.states.len() as u32;
            let adjective = parts(adjectives).next().unwrap_or_default();
            let kingdom =
                ["Kingdom", "Sultanate", "Emirate", "Principality"].iter().any(|word| official.contains(word))
                    || notes.contains("monarchy");
            let island = notes.contains("island");
            self.states.push(State { code, name, adjective, from: date(from), to: date(to), kingdom, island });
            self.state_of.insert(code, index);
            if notes.contains("world press") {
                self.world.insert(code);
            }
            if !short.is_empty() {
                let domain = if short == "GB" { "uk".to_owned() } else { short.to_lowercase() };
                self.state_of_domain.insert(domain, index);
            }
            for prefix in parts(prefixes) {
                self.names.add(prefix, Entry::Prefix(index));
            }
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
                self.places.push(Place { name: capital, country: Some(code), minor: false });
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
                "thing" => RoleKind::Thing,
                _ => RoleKind::People,
            };
            let name = role.trim_end_matches('*');
            self.roles.push(Role { name, kind, sector, office: office == "yes", inherits: office == "inherits" });
            for form in [role].into_iter().chain(parts(forms)) {
                let alone = !form.ends_with('*') && kind != RoleKind::Thing;
                for spelling in spellings(&self.lexicon, form.trim_end_matches('*')) {
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
            if let Some((whole, part)) = id.strip_prefix("org:").and_then(|id| id.split_once('/')) {
                self.whole_of.insert(part, whole);
            }
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
                local: if notes.contains("local names") {
                    Local::All
                } else if notes.contains("local") {
                    Local::Acronyms
                } else {
                    Local::No
                },
                in_power: Vec::new(),
            });
            if let Some(seat) = notes.strip_prefix("seat: ") {
                self.names.add(seat, Entry::OrganisationSeat(index));
            }
            for alias in [name].into_iter().chain(parts(aliases)) {
                for spelling in spellings(&self.lexicon, alias) {
                    self.names.add(&spelling, Entry::Listed(index));
                }
                if sector == "JRN" && !country.is_empty() {
                    self.homes.entry(squeezed(alias)).or_insert(country);
                }
            }
        }
    }

    fn load_places(&mut self) {
        for row in data::rows("ontology/actors/places.tsv", &["name", "aliases", "country"]) {
            let [name, aliases, country] = row[..] else { continue };
            let index = self.places.len() as u32;
            let minor = !name.contains(' ') && !country.is_empty();
            self.places.push(Place { name, country: (!country.is_empty()).then_some(country), minor });
            if self.states.iter().any(|state| state.name == name && state.code != country) && !country.is_empty() {
                self.shared_names.push(index);
            }
            for alias in [name].into_iter().chain(parts(aliases)) {
                self.names.add(alias, Entry::Place(index));
            }
        }
    }

    /// Files with a row for each state: its code and the names of its places.
    fn load_many_places(&mut self, path: &str) {
        for row in data::rows(path, &["country", "names"]) {
            let [country, names] = row[..] else { continue };
            for name in parts(names) {
                let index = self.places.len() as u32;
                self.places.push(Place { name, country: Some(country), minor: true });
                self.names.add(name, Entry::Place(index));
            }
        }
    }

    /// When movements and parties governed.
    fn load_terms_in_power(&mut self) {
        for row in data::rows("ontology/actors/in_power.tsv", &["id", "from", "to"]) {
            let [id, from, to] = row[..] else { continue };
            for listed in self.listed.iter_mut().filter(|listed| listed.actor.id == id) {
                listed.in_power.push((date(from), date(to)));
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
}

fn parts(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// A name as it stands in an internet address: small letters and digits only.
pub fn squeezed(name: &str) -> String {
    name.chars()
        .filter(|character| character.is_ascii_alphanumeric())
        .map(|character| character.to_ascii_lowercase())
        .collect()
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
