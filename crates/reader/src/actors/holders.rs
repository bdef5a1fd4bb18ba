//! Someone to whom a role belongs: a state, city, organisation or leader, by name, adjective or seat.

use super::chunks::{Chunker, Draft, one};
use super::forms::slug;
use super::lexicon::Class;
use super::lists::State;
use super::names::{Entry, Found};
use super::persons;
use super::places;
use super::when::When;
use super::words::Word;
use model::{Actor, ActorKind, ActorReference, MentionValue, Upos, Via};

/// Someone to whom a role belongs.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Index of its first word.
    pub start: usize,
    /// Index after its last word.
    pub end: usize,
    /// How it is named.
    pub form: Form,
    /// States, best reading first.
    pub states: Vec<u32>,
    /// Listed actors that are no state; for a capital, the organisation that has its seat there.
    pub listed: Vec<u32>,
    /// True where the words may be an adjective: `Chinese`, `US`.
    pub adjectival: bool,
    /// True after `ethnic`: the people of that name, of whatever state.
    pub ethnic: bool,
}

/// How a holder is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The names say it.
pub enum Form {
    Name,
    Adjective,
    Inhabitant,
    Capital,
    Seat,
    Place,
    Listed,
    Person,
}

impl Chunker<'_> {
    /// The holder that starts at a word.
    pub fn holder(&self, at: usize) -> Option<Holder> {
        let name = self.name(at)?;
        if self.is_currency(name.end) {
            return None;
        }
        if self.blocked[at] && !self.role_follows(name.end) {
            return None;
        }
        let mut holder = Holder {
            start: name.start,
            end: name.end,
            form: Form::Name,
            states: Vec::new(),
            listed: Vec::new(),
            adjectival: false,
            ethnic: name.start > 0 && self.is(name.start - 1, "ethnic"),
        };
        let pick = |wanted: fn(&Entry) -> Option<u32>| -> Vec<u32> { name.entries.iter().filter_map(wanted).collect() };
        let by_name = pick(|entry| if let Entry::State(state) = entry { Some(*state) } else { None });
        let by_adjective = pick(|entry| if let Entry::Adjective(state) = entry { Some(*state) } else { None });
        let by_prefix = pick(|entry| if let Entry::Prefix(state) = entry { Some(*state) } else { None });
        let by_people = pick(|entry| if let Entry::Inhabitant(state) = entry { Some(*state) } else { None });
        let by_seat = pick(|entry| if let Entry::Seat(state) = entry { Some(*state) } else { None });
        let by_capital = pick(|entry| if let Entry::Capital(state) = entry { Some(*state) } else { None });
        let listed = pick(|entry| if let Entry::Listed(index) = entry { Some(*index) } else { None });
        let place =
            name.entries.iter().find_map(|entry| if let Entry::Place(index) = entry { Some(*index) } else { None });
        holder.adjectival = !by_adjective.is_empty();
        if !listed.is_empty() {
            // `Fauzia Moslem` is a person.
            let people = &self.lists.listed[listed[0] as usize].actor;
            let named = people.kind == ActorKind::Group && people.sector.as_deref() == Some("CVL");
            if named && at > 0 && name.end - at == 1 && self.words[at].spaced && self.is_plain_capital(at - 1) {
                return None;
            }
            holder.form = Form::Listed;
            holder.listed = listed;
        } else if !by_name.is_empty() {
            if self.is_personal_name(name) {
                return None;
            }
            holder.states = by_name;
            if !by_adjective.is_empty() && self.role_follows(name.end) {
                holder.form = Form::Adjective;
            }
            // `Atlanta, Georgia`; elsewhere the document tells.
            if let Some(other) = place.and_then(|index| self.lists.places[index as usize].country) {
                let own = self.lists.states[holder.states[0] as usize].code;
                if self.follows_place_of(at, other) {
                    holder.form = Form::Place;
                    holder.states.clear();
                }
                if !self.follows_place_of(at, own) {
                    holder.states.extend(self.lists.state_of.get(other));
                }
            }
        } else if !by_adjective.is_empty() {
            holder.form = Form::Adjective;
            holder.states = by_adjective;
        } else if !by_prefix.is_empty() {
            // `Sino-Indian`; `Pak troops`.
            let after = at > 0 && !self.words[at].spaced && matches!(self.word(at - 1), "-" | "‑" | "–");
            if !after && !self.is_glued_hyphen(name.end) && !self.role_follows(name.end) {
                return None;
            }
            holder.form = Form::Adjective;
            holder.adjectival = true;
            holder.states = by_prefix;
        } else if !by_people.is_empty() {
            holder.form = Form::Inhabitant;
            holder.states = by_people;
        } else if !by_seat.is_empty() {
            holder.form = Form::Seat;
            holder.states = by_seat;
        } else if !by_capital.is_empty() {
            holder.form = Form::Capital;
            holder.states = by_capital;
            holder.listed = pick(|entry| if let Entry::OrganisationSeat(index) = entry { Some(*index) } else { None });
        } else if let Some(index) = place {
            let place = &self.lists.places[index as usize];
            if place.minor && self.is_part_of_name(name) {
                return None;
            }
            holder.form = Form::Place;
            holder.states.extend(place.country.and_then(|country| self.lists.state_of.get(country)));
        } else {
            let person = name.entries.iter().find_map(|entry| match entry {
                Entry::Person(index) => Some(*index),
                _ => None,
            })?;
            let country = persons::actor(self.lists, person, self.date).country?;
            holder.form = Form::Person;
            holder.states.push(*self.lists.state_of.get(country.as_str())?);
        }
        self.order(&mut holder.states);
        // `the International Atomic Energy Agency (IAEA) chief`.
        let bracketed = self.word(holder.end) == "("
            && self.words.get(holder.end + 1).is_some_and(Word::is_all_capitals)
            && self.word(holder.end + 2) == ")";
        if bracketed && holder.form == Form::Listed {
            holder.end += 3;
        }
        Some(holder)
    }

    /// True where a comma and a place of that state stand before.
    fn follows_place_of(&self, at: usize, country: &str) -> bool {
        if at < 2 || self.word(at - 1) != "," {
            return false;
        }
        (2..=5).filter_map(|back| self.name(at.checked_sub(back)?)).any(|name| {
            name.end == at - 1
                && name.entries.iter().any(|entry| {
                    matches!(entry, Entry::Place(place)
                        if self.lists.places[*place as usize].country == Some(country))
                })
        })
    }

    /// Puts the states that existed at the date first.
    fn order(&self, states: &mut [u32]) {
        states.sort_by_key(|state| {
            let state: &State = &self.lists.states[*state as usize];
            match self.date.and_then(When::known) {
                Some(date) => {
                    state.from.is_some_and(|from| date.end < from) || state.to.is_some_and(|to| to < date.start)
                }
                None => state.to.is_some(),
            }
        });
    }

    /// `US$78`, `US dollars`, `Swiss francs`: money, no state.
    fn is_currency(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            (word.is(Class::Currency) && matches!(self.upos(at), Upos::Noun | Upos::Propn | Upos::Sym))
                || (!word.spaced && matches!(word.text, "$" | "€" | "£" | "¥" | "₹"))
        })
    }

    /// True for a hyphen without spaces around it.
    pub fn is_glued_hyphen(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| !word.spaced && matches!(word.text, "-" | "‑" | "–"))
            && self.words.get(at + 1).is_some_and(|next| !next.spaced && next.is_word())
    }

    /// A capitalised word that no name of the lists covers and that does not merely open a sentence.
    pub fn is_plain_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.is_word()
                && word.is_capitalised()
                && word.text.len() > 1
                && !self.covered[at]
                && !word.is(Class::Opening)
        })
    }

    /// `Chad` and `Jordan` are persons beside another capitalised word that is no name of the lists.
    fn is_personal_name(&self, name: &Found) -> bool {
        if name.end - name.start != 1 || !self.words[name.start].is(Class::AlsoPerson) {
            return false;
        }
        // `Jordán` is no state in any spelling.
        if !self.word(name.start).is_ascii() {
            return true;
        }
        let plain = |at: usize| self.is_plain_capital(at) && !self.words[at].is_all_capitals();
        let before = name.start.checked_sub(1).is_some_and(|at| plain(at) && self.words[name.start].spaced);
        before || (plain(name.end) && self.words[name.end].spaced)
    }

    /// A place of the long lists beside a capitalised word of no list is part of another name: `Whitney Houston`.
    pub fn is_part_of_name(&self, name: &Found) -> bool {
        let before = name.start.checked_sub(1);
        let titled = before.is_some_and(|at| {
            self.words[at].is(Class::Title) || (at > 0 && self.word(at) == "." && self.words[at - 1].is(Class::Title))
        });
        let initial = before.is_some_and(|at| {
            self.word(at) == "." && at > 0 && self.words[at - 1].text.len() == 1 && self.words[at - 1].is_capitalised()
        });
        let glued =
            before.is_some_and(|at| !self.words[name.start].spaced && matches!(self.word(at), "-" | "'" | "’" | "@"));
        titled
            || initial
            || glued
            || before.is_some_and(|at| self.is_plain_capital(at) && self.words[name.start].spaced)
            || (self.is_plain_capital(name.end) && self.words[name.end].spaced)
    }

    /// The holder that a comma, `and`, `or`, a hyphen or a slash joins to what ends before `at`.
    pub fn joined(&self, at: usize) -> Option<Holder> {
        let mut next = at;
        if self.is(next, ",") {
            next += 1;
        }
        if matches!(self.word(next), "and" | "or" | "&" | "-" | "–" | "/" | "‑") {
            next += 1;
        }
        if next == at {
            return None;
        }
        if self.is(next, "the") {
            next += 1;
        }
        let holder = self.holder(next)?;
        (!matches!(holder.form, Form::Person)).then_some(holder)
    }

    /// `Iraqi Kurds`: a people of several states, in one of them.
    pub fn people_of(&self, holders: &[Holder], drafts: &mut Vec<Draft>) -> Option<usize> {
        let [holder] = holders else { return None };
        let group = self.holder(holder.end).filter(|_| holder.form == Form::Adjective)?;
        let listed = &self.lists.listed[*group.listed.first()? as usize].actor;
        if listed.kind != ActorKind::Group || listed.country.is_some() || self.roles(group.end, true).is_some() {
            return None;
        }
        let state = &self.lists.states[*holder.states.first()? as usize];
        let actor = Actor {
            id: format!("{}/{}", state.code, listed.id),
            name: format!("{} {}", state.adjective, listed.name),
            country: Some(state.code.to_owned()),
            kind: ActorKind::People,
            ..listed.clone()
        };
        drafts.push(Draft::new(holder.start..group.end, one(actor, Via::Composition), "actors/people-of-state"));
        Some(group.end)
    }

    /// `Royal Air Force of Oman`, `Congress of Peru`: the body of that state, where the list has another state's.
    pub fn body_of(&self, holders: &[Holder], drafts: &mut Vec<Draft>) -> Option<usize> {
        let [holder] = holders else { return None };
        let listed = &self.lists.listed[*holder.listed.first()? as usize].actor;
        if holder.form != Form::Listed || listed.kind != ActorKind::Body || self.word(holder.end) != "of" {
            return None;
        }
        let next = holder.end + 1 + usize::from(self.is(holder.end + 1, "the"));
        let owner = self.holder(next).filter(|owner| owner.form == Form::Name)?;
        let state = &self.lists.states[*owner.states.first()? as usize];
        if listed.country.as_deref().is_none_or(|country| country == state.code) {
            return None;
        }
        let written = self.words[holder.start].span.cover(self.words[holder.end - 1].span).of(self.text);
        let sector = listed.sector.clone().unwrap_or_default();
        let actor = Actor {
            id: format!("{}/{sector}/{}", state.code, slug(written)),
            name: format!("{written} of {}", state.name),
            country: Some(state.code.to_owned()),
            ..listed.clone()
        };
        drafts.push(Draft::new(holder.start..owner.end, one(actor, Via::Composition), "actors/body-of-state"));
        Some(owner.end)
    }

    /// A holder that holds nothing: a mention of its own.
    ///
    /// With `acts`, a capital among others that act, acts too: `Washington, London and Paris condemned`.
    pub fn alone(&self, holder: &Holder, acts: bool, drafts: &mut Vec<Draft>) {
        let readings = |make: &dyn Fn(u32) -> Actor, via: Via| {
            let mut all = holder.states.iter().map(|state| make(*state));
            let actors = all.next().into_iter().collect();
            ActorReference { actors, alternatives: all.collect(), via }
        };
        let (value, rule) = match holder.form {
            Form::Name => (readings(&|state| self.lists.state_actor(state), Via::Name), "actors/name"),
            Form::Seat => (readings(&|state| self.lists.government(state), Via::Metonym), "actors/seat"),
            Form::Listed => {
                let mut all = holder.listed.iter().map(|listed| self.lists.listed_actor(*listed, self.date));
                let metonym = holder.listed.first().is_some_and(|first| self.lists.listed[*first as usize].metonym);
                let via = if metonym { Via::Metonym } else { Via::Name };
                let actors = all.next().into_iter().collect();
                (ActorReference { actors, alternatives: all.collect(), via }, "actors/listed")
            }
            Form::Inhabitant | Form::Adjective if holder.ethnic => {
                let mut value = readings(&|state| self.lists.people(state), Via::Demonym);
                value.alternatives = std::mem::take(&mut value.actors);
                (value, "actors/ethnic")
            }
            Form::Adjective if self.is_language(holder) => return,
            Form::Adjective => (readings(&|state| self.lists.state_actor(state), Via::Demonym), "actors/adjective"),
            Form::Inhabitant => (readings(&|state| self.lists.people(state), Via::Demonym), "actors/inhabitants"),
            Form::Capital if acts || self.capital_acts(holder) => {
                let mut value = readings(&|state| self.lists.state_actor(state), Via::Metonym);
                if let Some(seat) = holder.listed.first() {
                    // `Brussels` is the European Union before it is Belgium.
                    value.alternatives = std::mem::take(&mut value.actors);
                    value.actors.push(self.lists.listed_actor(*seat, self.date));
                }
                (value, "actors/capital")
            }
            Form::Capital | Form::Place => {
                self.place(holder.start, drafts);
                return;
            }
            Form::Person => {
                self.listed_person(holder.start, drafts);
                return;
            }
        };
        let mut draft = Draft::new(holder.start..holder.end, value, rule);
        draft.listed = holder.listed.first().copied().filter(|_| holder.form == Form::Listed);
        drafts.push(draft);
    }

    /// True for a capital that stands for its government.
    pub fn capital_acts(&self, holder: &Holder) -> bool {
        holder.form == Form::Capital && places::acts(self.words, self.sentence, holder.start, holder.end)
    }

    /// `in Chinese`, `speaks Russian`, `English, French and Italian`, `the Hindi language`.
    fn is_language(&self, holder: &Holder) -> bool {
        let next = self.words.get(holder.end);
        if next.is_some_and(|word| word.is(Class::LanguageAfter)) {
            return true;
        }
        if self.is_glued_hyphen(holder.end) {
            return self.words.get(holder.end + 1).is_some_and(|word| word.is(Class::LanguageAfter));
        }
        // `called in English a suit`: nothing follows that it could be the attribute of.
        let bare = holder.start > 0
            && self.word(holder.start - 1) == "in"
            && !matches!(self.upos(holder.end), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::X);
        if !bare
            && next.is_some_and(|word| {
                word.is_word() && !matches!(word.text, "and" | "or" | "but" | "as" | "at" | "to" | "with")
            })
        {
            return false;
        }
        // Back over a list of languages.
        let mut at = holder.start;
        for _ in 0..12 {
            let Some(before) = at.checked_sub(1) else { return false };
            let word = &self.words[before];
            if word.is(Class::LanguageBefore) || (word.text == "in" && at == holder.start) {
                return true;
            }
            if !self.covered[before] && !matches!(word.text, "," | "and" | "or" | "both" | "fluently" | "only") {
                return false;
            }
            at = before;
        }
        false
    }

    /// A place at a word, as a mention.
    pub fn place(&self, at: usize, drafts: &mut Vec<Draft>) -> bool {
        let Some(name) = self.name(at) else { return false };
        let Some(index) = name.entries.iter().find_map(|entry| match entry {
            Entry::Place(index) => Some(*index),
            _ => None,
        }) else {
            return false;
        };
        let place = &self.lists.places[index as usize];
        // `the West Coast` is not the West.
        let goes_on = place.country.is_none() && self.is_plain_capital(name.end) && self.words[name.end].spaced;
        if goes_on || (place.minor && self.is_part_of_name(name)) {
            return false;
        }
        let value = MentionValue::Place { name: place.name.to_owned(), country: place.country.map(str::to_owned) };
        drafts.push(Draft {
            start: at,
            end: name.end,
            value,
            rule: "actors/place",
            bare: None,
            listed: None,
            person: false,
        });
        true
    }
}
