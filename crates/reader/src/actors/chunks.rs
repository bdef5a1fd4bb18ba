//! From the names in a sentence to its mentions: `Russian Foreign Ministry spokeswoman Maria Zakharova` is one mention.
//!
//! A mention is built from *holders* (a state, city, organisation or leader to whom something belongs), *roles* and
//! names, in the orders that news uses: `holder role name`, `role of holder`, `title name`.

use super::lists::{Lists, Role, RoleKind};
use super::names::{Entry, Found};
use super::persons;
use super::places;
use super::words::{self, Word};
use model::{Actor, ActorKind, ActorReference, Interval, MentionValue, Sentence, Upos, Via};

/// A mention before its place in the document is settled.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Index of its first word in the sentence.
    pub start: usize,
    /// Index after its last word.
    pub end: usize,
    /// What it names.
    pub value: MentionValue,
    /// The rule.
    pub rule: &'static str,
    /// A role without state, which the document may resolve: its index, and whether it is plural.
    pub bare: Option<(u32, bool)>,
}

/// Someone to whom a role belongs.
#[derive(Debug, Clone)]
struct Holder {
    start: usize,
    end: usize,
    form: Form,
    /// States, best reading first.
    states: Vec<u32>,
    /// A listed actor that is no state.
    listed: Option<u32>,
    /// True where the words may be an adjective: `Chinese`, `US`.
    adjectival: bool,
    /// True after `ethnic`: the people of that name, of whatever state.
    ethnic: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Name,
    Adjective,
    Inhabitant,
    Capital,
    Seat,
    Place,
    Listed,
    Person,
}

/// A sentence while it is being read.
pub struct Chunker<'a> {
    /// The lists.
    pub lists: &'a Lists,
    /// The document's text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words.
    pub words: &'a [Word<'a>],
    /// The names in it.
    pub names: &'a [Found],
    /// For each word the index of the name that starts there.
    pub name_at: Vec<Option<usize>>,
    /// For each word whether a time or an amount stands there.
    pub blocked: Vec<bool>,
    /// When the document was published.
    pub date: Option<Interval>,
}

impl<'a> Chunker<'a> {
    /// The mentions of the sentence, in order and without overlap.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let next = self.step(at, &mut drafts);
            at = next.max(at + 1);
        }
        drafts
    }

    /// Reads what starts at a word, and returns the index of the next word to look at.
    fn step(&self, at: usize, drafts: &mut Vec<Draft>) -> usize {
        if self.name_at[at].is_none() {
            return self.titled(at, drafts).unwrap_or(at + 1);
        }
        if let Some(next) = self.listed_person(at, drafts) {
            return next;
        }
        if let Some(next) = self.held(at, drafts) {
            return next;
        }
        if let Some(next) = self.role(at, drafts) {
            return next;
        }
        self.plain(at, drafts)
    }

    fn name(&self, at: usize) -> Option<&'a Found> {
        self.name_at.get(at).copied().flatten().map(|index| &self.names[index])
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text)
    }

    fn is(&self, at: usize, forms: &[&str]) -> bool {
        let word = self.word(at);
        forms.iter().any(|form| word.eq_ignore_ascii_case(form))
    }

    fn upos(&self, at: usize) -> Upos {
        self.words.get(at).and_then(|word| self.sentence.tokens.get(word.token)).map_or(Upos::X, |token| token.upos)
    }

    /// The index after a possessive ending that stands at `at`: `'s`, or `'` after a plural.
    fn possessive(&self, at: usize) -> Option<usize> {
        let apostrophe = self.words.get(at).filter(|word| matches!(word.text, "'" | "’") && !word.spaced)?;
        match self.words.get(at + 1) {
            Some(next) if next.text.eq_ignore_ascii_case("s") && next.span.start == apostrophe.span.end => Some(at + 2),
            Some(next) if !next.spaced => None,
            _ => at.checked_sub(1).filter(|before| self.word(*before).ends_with(['s', 'S'])).map(|_| at + 1),
        }
    }

    fn holder(&self, at: usize) -> Option<Holder> {
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
            listed: None,
            adjectival: false,
            ethnic: false,
        };
        holder.ethnic = name.start > 0 && self.is(name.start - 1, &["ethnic"]);
        let pick = |wanted: fn(&Entry) -> Option<u32>| -> Vec<u32> { name.entries.iter().filter_map(wanted).collect() };
        let by_name = pick(|entry| if let Entry::State(state) = entry { Some(*state) } else { None });
        let by_adjective = pick(|entry| if let Entry::Adjective(state) = entry { Some(*state) } else { None });
        let by_people = pick(|entry| if let Entry::Inhabitant(state) = entry { Some(*state) } else { None });
        let by_seat = pick(|entry| if let Entry::Seat(state) = entry { Some(*state) } else { None });
        let by_capital = pick(|entry| if let Entry::Capital(state) = entry { Some(*state) } else { None });
        let listed = pick(|entry| if let Entry::Listed(index) = entry { Some(*index) } else { None });
        let places = pick(|entry| if let Entry::Place(index) = entry { Some(*index) } else { None });
        holder.adjectival = !by_adjective.is_empty();
        if let Some(&index) = listed.first() {
            holder.form = Form::Listed;
            holder.listed = Some(index);
        } else if !by_name.is_empty() {
            if self.is_personal_name(name) {
                return None;
            }
            holder.states = by_name;
            if !by_adjective.is_empty() && self.role_follows(name.end) {
                holder.form = Form::Adjective;
            }
        } else if !by_adjective.is_empty() {
            holder.form = Form::Adjective;
            holder.states = by_adjective;
        } else if !by_people.is_empty() {
            holder.form = Form::Inhabitant;
            holder.states = by_people;
        } else if !by_seat.is_empty() {
            holder.form = Form::Seat;
            holder.states = by_seat;
        } else if !by_capital.is_empty() {
            holder.form = Form::Capital;
            holder.states = by_capital;
        } else if let Some(place) = places.first().map(|index| &self.lists.places[*index as usize]) {
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
        Some(holder)
    }

    /// Puts the states that existed at the date, and those that the context names, first.
    fn order(&self, states: &mut [u32]) {
        states.sort_by_key(|state| {
            let state = &self.lists.states[*state as usize];
            match self.date {
                Some(date) => {
                    state.from.is_some_and(|from| date.end < from) || state.to.is_some_and(|to| to < date.start)
                }
                None => state.to.is_some(),
            }
        });
    }

    /// `US$78`, `US dollars`, `Swiss francs`: money, no state.
    fn is_currency(&self, at: usize) -> bool {
        (self.is(at, &["$", "€", "£", "¥"]) && self.words.get(at).is_some_and(|word| !word.spaced))
            || matches!(
                self.word(at).to_lowercase().trim_end_matches('s'),
                "dollar"
                    | "pound"
                    | "franc"
                    | "peso"
                    | "rupee"
                    | "ruble"
                    | "rouble"
                    | "won"
                    | "yen"
                    | "yuan"
                    | "shilling"
                    | "rand"
                    | "lira"
                    | "dinar"
                    | "dirham"
                    | "riyal"
                    | "rial"
                    | "naira"
                    | "krone"
                    | "krona"
                    | "rupiah"
                    | "ringgit"
            )
    }

    fn role_follows(&self, at: usize) -> bool {
        let at = self.possessive(at).unwrap_or(at);
        self.roles(at, false).is_some()
    }

    /// `Chad` and `Jordan` are persons beside another capitalised word that is no name of the lists.
    fn is_personal_name(&self, name: &Found) -> bool {
        if !matches!(self.word(name.start), "Chad" | "Jordan" | "Georgia" | "Jersey" | "Holland") {
            return false;
        }
        let plain = |at: usize| {
            self.words.get(at).is_some_and(|word| {
                word.is_word() && word.is_capitalised() && !word.is_all_capitals() && self.name_at[at].is_none()
            })
        };
        let before = name.start.checked_sub(1).is_some_and(|at| {
            (at > 0 || self.upos(at) == Upos::Propn)
                && plain(at)
                && !self.is(at, &["The", "In", "But", "And", "For", "From", "While", "As"])
        });
        before || (name.end - name.start == 1 && plain(name.end) && self.words[name.end].spaced)
    }

    /// The roles that follow each other from `at`: the role that counts, the role that gives the sector, whether it is
    /// plural, whether it may stand alone, and the index after the last. With `fill`, modifiers may stand before them.
    fn roles(&self, at: usize, fill: bool) -> Option<Chain> {
        let mut at = at;
        let mut chain: Option<Chain> = None;
        let mut filled = 0;
        loop {
            let role = self.name(at).and_then(|name| {
                name.entries.iter().find_map(|entry| match entry {
                    Entry::Role(role, plural, alone) => Some((*role, *plural, *alone, name.end)),
                    _ => None,
                })
            });
            let role = role.filter(|(_, plural, _, end)| {
                // `traditional national food`, `multi-party elections`.
                let adjective = end - at == 1 && !plural && matches!(self.upos(at), Upos::Adj | Upos::Adv | Upos::Aux);
                let joined = at > 0 && !self.words[at].spaced && self.is(at - 1, &["-", "‑", "–"]) && fill;
                !adjective && !joined
            });
            if let Some((role, plural, alone, end)) = role {
                let start = chain.as_ref().map_or(at, |chain| chain.start);
                let own = &self.lists.roles[role as usize];
                let sector = match &chain {
                    Some(before) if own.inherits => before.sector,
                    _ => role,
                };
                let alone = alone || chain.as_ref().is_some_and(|chain: &Chain| chain.alone);
                chain = Some(Chain { start, end, role, sector, plural, alone });
                at = end;
                filled = 0;
                if let Some(after) = self.possessive(at) {
                    if self.roles_at(after) {
                        at = after;
                    } else {
                        break;
                    }
                }
            } else if filled < 3 && (fill || chain.is_some()) && self.is_modifier(at, chain.is_some()) {
                filled += 1;
                at += 1;
            } else {
                break;
            }
        }
        chain
    }

    fn roles_at(&self, at: usize) -> bool {
        self.name(at).is_some_and(|name| name.entries.iter().any(|entry| matches!(entry, Entry::Role(..))))
    }

    /// A word between a state and a role: `senior`, `state-owned`, `high-speed`.
    fn is_modifier(&self, at: usize, between_roles: bool) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if self.name(at).is_some() {
            return self
                .name(at)
                .is_some_and(|name| name.entries.iter().all(|entry| matches!(entry, Entry::Person(_))))
                && !between_roles
                && self.roles_at(self.name(at).map_or(at, |name| name.end));
        }
        if matches!(word.text, "-" | "‑") {
            return !word.spaced && self.words.get(at + 1).is_some_and(|next| !next.spaced && next.is_word());
        }
        let mut folded = String::new();
        words::fold(word.text, &mut folded);
        if self.lists.modifiers.contains(folded.as_str()) {
            return true;
        }
        !between_roles && !word.is_capitalised() && word.is_word() && matches!(self.upos(at), Upos::Adj | Upos::Noun)
    }

    /// `holder role name`: `China's foreign minister Wang Yi`, `US and South Korean troops`; a holder alone otherwise.
    fn held(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let first = self.holder(at)?;
        let mut holders = vec![first];
        while let Some(next) = self.joined(holders[holders.len() - 1].end) {
            holders.push(next);
        }
        let last = &holders[holders.len() - 1];
        let possessive = self.possessive(last.end);
        let after = possessive.unwrap_or(last.end);
        // `Croat forces`, but not `Americans police`.
        let plural_people = last.form == Form::Inhabitant && self.word(last.end - 1).ends_with('s');
        let chain = if plural_people { None } else { self.roles(after, true) };
        let chain = chain.filter(|chain| match last.form {
            Form::Person => self.lists.roles[chain.role as usize].name == "government" && chain.start == after,
            _ => true,
        });
        let Some(chain) = chain else {
            if let Some(end) = self.people_of(&holders, drafts) {
                return Some(end);
            }
            for holder in &holders {
                self.alone(holder, drafts);
            }
            return holders.last().map(|holder| holder.end);
        };
        // A plural role belongs to all holders of the same sort (`US and British troops`), a single one to the last.
        let alike = |holder: &Holder| holder.adjectival == last.adjectival || last.form == Form::Listed;
        let shared = chain.plural || holders.iter().all(|holder| holder.form == Form::Adjective);
        let first_alike = holders.iter().rposition(|holder| !alike(holder)).map_or(0, |index| index + 1);
        let bound = if shared { first_alike } else { holders.len() - 1 };
        for holder in &holders[..bound] {
            self.alone(holder, drafts);
        }
        let bound = &holders[bound..];
        let mut end = self.posting(&chain);
        let mut draft = self.composed(bound, &chain, end);
        if let Some((named, until)) = self.holder_of_role(bound, &chain, end) {
            draft.value = MentionValue::Actor(named);
            draft.end = until;
            draft.rule = "actors/holder-role-name";
            end = until;
        }
        drafts.push(draft);
        // `Ugandan police and soldiers`: the second role has the same holder.
        while self.is(end, &["and", "or"]) {
            let Some(next) =
                self.roles(end + 1, true).filter(|next| next.plural || !self.words[next.start].is_capitalised())
            else {
                break;
            };
            let mut draft = self.composed(bound, &next, next.end);
            draft.start = next.start;
            end = next.end;
            drafts.push(draft);
        }
        Some(end)
    }

    /// `Iraqi Kurds`: a people of several states, in one of them.
    fn people_of(&self, holders: &[Holder], drafts: &mut Vec<Draft>) -> Option<usize> {
        let [holder] = holders else { return None };
        let group = self.holder(holder.end).filter(|_| holder.form == Form::Adjective)?;
        let listed = &self.lists.listed[group.listed? as usize].actor;
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
        let value = MentionValue::Actor(one(actor, Via::Composition));
        drafts.push(Draft { start: holder.start, end: group.end, value, rule: "actors/people-of-state", bare: None });
        Some(group.end)
    }

    /// The holder that a comma, `and`, `or`, a hyphen or a slash joins to what ends before `at`.
    fn joined(&self, at: usize) -> Option<Holder> {
        let mut next = at;
        if self.is(next, &[","]) {
            next += 1;
        }
        if self.is(next, &["and", "or", "&", "-", "–", "/", "‑"]) {
            next += 1;
        }
        if next == at {
            return None;
        }
        if self.is(next, &["the"]) {
            next += 1;
        }
        let holder = self.holder(next)?;
        (!matches!(holder.form, Form::Person)).then_some(holder)
    }

    /// The end of `ambassador to Russia`, `embassy in Moscow`: the posting belongs to the role.
    fn posting(&self, chain: &Chain) -> usize {
        let role = &self.lists.roles[chain.role as usize];
        if matches!(role.name, "ambassador" | "embassy") && self.is(chain.end, &["to", "in"]) {
            let at = chain.end + 1 + usize::from(self.is(chain.end + 1, &["the"]));
            if let Some(holder) = self.holder(at) {
                return holder.end;
            }
        }
        chain.end
    }

    fn composed(&self, holders: &[Holder], chain: &Chain, end: usize) -> Draft {
        let mut actors = Vec::new();
        let mut alternatives = Vec::new();
        for holder in holders {
            actors.push(self.compose(holder, 0, chain));
            if !holder.ethnic {
                alternatives.extend((1..holder.states.len()).map(|other| self.compose(holder, other, chain)));
            }
        }
        Draft {
            start: holders.first().map_or(chain.start, |holder| holder.start).min(chain.start),
            end,
            value: MentionValue::Actor(ActorReference { actors, alternatives, via: Via::Composition }),
            rule: "actors/holder-role",
            bare: None,
        }
    }

    /// The actor that a holder and a role make.
    fn compose(&self, holder: &Holder, reading: usize, chain: &Chain) -> Actor {
        let role = &self.lists.roles[chain.role as usize];
        let sector = self.lists.roles[chain.sector as usize].sector;
        if let Some(listed) = holder.listed {
            let owner = &self.lists.listed[listed as usize].actor;
            // Peoples and breakaway regions take the sector of the role; organisations keep their own.
            let loose = matches!(owner.sector.as_deref(), None | Some("CVL" | "PRE" | "REL"));
            let own = loose
                || (!role.inherits && matches!(owner.kind, ActorKind::Body | ActorKind::Group))
                || (owner.kind == ActorKind::Company && role.kind == RoleKind::Body);
            return Actor {
                id: format!("{}/{}", owner.id, role.name),
                name: format!("{} {}", owner.name, self.written(chain)),
                country: owner.country.clone(),
                sector: if own { Some(sector.to_owned()) } else { owner.sector.clone().or(Some(sector.to_owned())) },
                kind: if matches!(role.kind, RoleKind::Person) { owner.kind } else { kind_of(role) },
                office: (role.kind == RoleKind::Person && !chain.plural).then(|| capitalised(&self.written(chain))),
            };
        }
        let state =
            holder.states.get(reading).filter(|_| !holder.ethnic).map(|state| &self.lists.states[*state as usize]);
        let state = state.map(|state| (state.code, state.name, state.adjective));
        role_actor(state, role, sector, &self.written(chain), chain.plural)
    }

    /// The person, company or outlet named after its role: `Foreign Minister Wang Yi`, `the Chinese company Huawei`.
    fn holder_of_role(&self, holders: &[Holder], chain: &Chain, at: usize) -> Option<(ActorReference, usize)> {
        if chain.plural {
            return None;
        }
        let role = &self.lists.roles[chain.role as usize];
        let owner = holders.last().map(|holder| self.compose(holder, 0, chain));
        if let Some(name) = self.name(at) {
            for entry in &name.entries {
                match entry {
                    Entry::Person(index) => {
                        let mut actor = persons::actor_in_office(self.lists, *index, self.date, role, owner.is_some());
                        if let Some(owner) = &owner {
                            if persons::held_office_of(self.lists, *index, owner.country.as_deref()) {
                                actor.country = owner.country.clone();
                            } else {
                                continue;
                            }
                        }
                        return Some((one(actor, Via::Composition), name.end));
                    }
                    Entry::Listed(index)
                        if role.kind == RoleKind::Firm || role.sector == "JRN" || role.sector == "REB" =>
                    {
                        let actor = self.lists.listed[*index as usize].actor.clone();
                        return Some((one(actor, Via::Name), name.end));
                    }
                    _ => {}
                }
            }
        }
        // `National Park` is no person.
        let vague = holders.is_empty() && role.kind == RoleKind::People && !chain.alone;
        if role.kind == RoleKind::Body || (vague && self.words[chain.end - 1].is_capitalised()) {
            return None;
        }
        let end = self.proper_name(at)?;
        let written: String = self.words[at].span.cover(self.words[end - 1].span).of(self.text).to_owned();
        let mut actor = owner.unwrap_or_else(|| {
            role_actor(None, role, self.lists.roles[chain.sector as usize].sector, &self.written(chain), false)
        });
        match role.kind {
            RoleKind::Firm => {
                actor.id = format!("company:{}", slug(&written));
                actor.kind = ActorKind::Company;
            }
            _ => {
                actor.id = format!("person:{}", slug(&written));
                actor.kind = ActorKind::Person;
                actor.office = Some(capitalised(&self.written(chain)));
            }
        }
        actor.name = written;
        Some((one(actor, Via::Unlisted), end))
    }

    /// The end of a run of capitalised words that the lists do not hold, from `at`: the name of somebody.
    fn proper_name(&self, at: usize) -> Option<usize> {
        let mut end = at;
        let mut last = at;
        while let Some(word) = self.words.get(end) {
            let glued = end > at && !word.spaced && word.text != "-" && word.text != ".";
            let after_hyphen = end > at && self.words[end - 1].text == "-";
            if (end - at >= 6 || self.blocked[end] || glued) && !after_hyphen {
                break;
            }
            let listed = self.name(end).is_some_and(|name| {
                !name.entries.iter().all(|entry| matches!(entry, Entry::Place(_) | Entry::Person(_) | Entry::State(_)))
                    || end == at
            });
            if word.is_word() && word.is_capitalised() && !listed {
                end += 1;
                last = end;
            } else if end > at
                && (matches!(
                    word.text,
                    "al" | "el" | "bin" | "ibn" | "de" | "da" | "van" | "von" | "der" | "ul" | "bint" | "-"
                ) || (word.text == "." && self.words[end - 1].text.len() == 1))
            {
                end += 1;
            } else {
                break;
            }
        }
        (last > at).then_some(last)
    }

    /// `President of France`, `the governments of India and Pakistan`, `Foreign Minister Wang Yi`, and roles alone.
    fn role(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let chain = self.roles(at, false)?;
        if self.is(chain.end, &["of", "from"]) || (self.is(chain.end, &["to", "in"]) && self.posts(&chain)) {
            let next = chain.end + 1 + usize::from(self.is(chain.end + 1, &["the"]));
            if let Some(first) =
                self.holder(next).filter(|holder| holder.form != Form::Inhabitant && self.has_noun_end(holder))
            {
                let mut holders = vec![first];
                if !self.posts(&chain) || !self.is(chain.end, &["to", "in"]) {
                    while chain.plural
                        && let Some(more) = self.joined(holders[holders.len() - 1].end)
                    {
                        holders.push(more);
                    }
                    let end = holders.last().map_or(chain.end, |holder| holder.end);
                    let mut draft = self.composed(&holders, &chain, end);
                    draft.start = chain.start;
                    draft.rule = "actors/role-of-holder";
                    if let Some((named, until)) = self.holder_of_role(&holders, &chain, end) {
                        draft.value = MentionValue::Actor(named);
                        draft.end = until;
                    }
                    let until = draft.end;
                    drafts.push(draft);
                    return Some(until);
                }
            }
        }
        if let Some((named, end)) = self.holder_of_role(&[], &chain, chain.end) {
            let value = MentionValue::Actor(named);
            drafts.push(Draft {
                start: chain.start,
                end,
                value,
                rule: "actors/role-name",
                bare: Some((chain.role, false)),
            });
            return Some(end);
        }
        if self.is_part_of_word(&chain) || self.lacks_article(&chain) {
            return None;
        }
        if !chain.alone || self.is_other_word(&chain) {
            // The words may denote something else: `Congress`, a body of its own.
            return None;
        }
        let role = &self.lists.roles[chain.role as usize];
        let sector = self.lists.roles[chain.sector as usize].sector;
        let mut actor = role_actor(None, role, sector, &self.written(&chain), chain.plural);
        let mut via = Via::Anaphor;
        // `protesters in Cairo`: where they are tells whose they are, except for soldiers and guests.
        if self.is(chain.end, &["in"])
            && !matches!(sector, "MIL" | "JRN" | "NGO" | "BUS")
            && role.kind != RoleKind::Firm
        {
            let next = chain.end + 1 + usize::from(self.is(chain.end + 1, &["the"]));
            if let Some(holder) = self.holder(next).filter(|holder| !holder.states.is_empty()) {
                actor = self.compose(&holder, 0, &chain);
                via = Via::Composition;
            }
        }
        let bare = (via == Via::Anaphor).then_some((chain.role, chain.plural));
        let value = MentionValue::Actor(one(actor, via));
        drafts.push(Draft { start: chain.start, end: chain.end, value, rule: "actors/role", bare });
        Some(chain.end)
    }

    /// The roles as written, in lower case except for acronyms.
    fn written(&self, chain: &Chain) -> String {
        let mut result = String::new();
        for (index, word) in self.words[chain.start..chain.end].iter().enumerate() {
            if index > 0 && word.spaced {
                result.push(' ');
            }
            if word.is_all_capitals() { result.push_str(word.text) } else { result.push_str(&word.text.to_lowercase()) }
        }
        result
    }

    fn posts(&self, chain: &Chain) -> bool {
        matches!(self.lists.roles[chain.role as usize].name, "ambassador" | "embassy")
    }

    /// False for an adjective that goes on: `president of Russian oil company`.
    fn has_noun_end(&self, holder: &Holder) -> bool {
        (holder.form != Form::Adjective || !self.role_follows(holder.end)) && !self.is(holder.end, &["-", "‑"])
    }

    /// `rebel-held`, `student-led`.
    fn is_part_of_word(&self, chain: &Chain) -> bool {
        let hyphen = |at: usize| self.is(at, &["-", "‑", "–"]) && !self.words[at].spaced;
        (hyphen(chain.end) && self.words.get(chain.end + 1).is_some_and(|next| !next.spaced))
            || (chain.start > 0 && !self.words[chain.start].spaced && hyphen(chain.start - 1))
    }

    /// One person without article is a modifier or part of an idiom: `civilian planes`, `taken hostage`.
    fn lacks_article(&self, chain: &Chain) -> bool {
        let role = &self.lists.roles[chain.role as usize];
        if chain.plural || !matches!(role.kind, RoleKind::People | RoleKind::Person) {
            return false;
        }
        let article = |back: usize| {
            chain.start.checked_sub(back).is_some_and(|at| {
                self.is(
                    at,
                    &[
                        "a", "an", "the", "one", "another", "his", "her", "their", "its", "this", "that", "each",
                        "every", "s", "former",
                    ],
                )
            })
        };
        !(article(1) || article(2) || article(3)) || self.is_modifying(chain.end - 1)
    }

    /// True where the grammar makes the word a modifier of another noun.
    fn is_modifying(&self, at: usize) -> bool {
        self.words
            .get(at)
            .and_then(|word| self.sentence.tokens.get(word.token))
            .is_some_and(|token| matches!(token.relation.as_str(), "compound" | "amod"))
    }

    /// True where the grammar or another list shows that the words are no role here: `to judge`, `press ahead`.
    fn is_other_word(&self, chain: &Chain) -> bool {
        let listed = self.name(chain.start).is_some_and(|name| {
            name.end == chain.end && name.entries.iter().any(|entry| matches!(entry, Entry::Listed(_)))
        });
        listed || matches!(self.upos(chain.end - 1), Upos::Verb | Upos::Adj | Upos::Adv | Upos::Aux | Upos::Adp)
    }

    /// A person of the lists. A surname after an unknown given name is somebody else.
    fn listed_person(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        let name = self.name(at)?;
        let found: Vec<u32> = name
            .entries
            .iter()
            .filter_map(|entry| if let Entry::Person(person) = entry { Some(*person) } else { None })
            .collect();
        if found.is_empty() || name.entries.iter().any(|entry| matches!(entry, Entry::State(_) | Entry::Role(..))) {
            return None;
        }
        let short = name.end - name.start == 1;
        if short {
            let beside = |at: usize| {
                self.words.get(at).is_some_and(|word| {
                    word.is_word() && word.is_capitalised() && self.name_at[at].is_none() && word.text.len() > 1
                })
            };
            let before = at > 1 && beside(at - 1) && !self.is_title(at - 1) && !self.blocked[at - 1];
            let after = beside(name.end) && self.words[name.end].spaced && !self.blocked[name.end];
            if before || after {
                return None;
            }
            let titled = at > 0 && self.is_title(at - 1) && self.word(at - 1) != "The";
            if !titled && !found.iter().any(|person| persons::known_by_surname(self.lists, *person, self.date)) {
                return None;
            }
            // `the Trump administration` belongs to the roles.
            let next = self.possessive(name.end).unwrap_or(name.end);
            if self.roles(next, false).is_some_and(|chain| self.lists.roles[chain.role as usize].name == "government") {
                return None;
            }
        }
        let ranked = persons::rank(self.lists, &found, self.date);
        let mut actors = ranked.iter().map(|person| persons::actor(self.lists, *person, self.date));
        let best = actors.next()?;
        let reference = ActorReference { actors: vec![best], alternatives: actors.collect(), via: Via::Name };
        let value = MentionValue::Actor(reference);
        drafts.push(Draft { start: at, end: name.end, value, rule: "actors/person", bare: None });
        Some(name.end)
    }

    fn is_title(&self, at: usize) -> bool {
        self.is(
            at,
            &["Mr", "Mrs", "Ms", "Dr", "Sir", "Lord", "Gen", "Sen", "Prof", "The", "But", "And", "When", "After"],
        )
    }

    /// `Mr Kato`, `Dr. Reza Amiri`: somebody, whoever it is.
    fn titled(&self, at: usize, drafts: &mut Vec<Draft>) -> Option<usize> {
        if !matches!(
            self.word(at),
            "Mr" | "Mrs" | "Ms" | "Dr" | "Prof" | "Sir" | "Gen" | "Col" | "Maj" | "Capt" | "Sen"
        ) {
            return None;
        }
        let next = at + 1 + usize::from(self.word(at + 1) == ".");
        if self.name(next).is_some_and(|name| name.entries.iter().any(|entry| matches!(entry, Entry::Person(_)))) {
            return None;
        }
        let end = self.proper_name(next)?;
        let written = self.words[next].span.cover(self.words[end - 1].span).of(self.text);
        let sector = match self.word(at) {
            "Gen" | "Col" | "Maj" | "Capt" => Some("MIL".to_owned()),
            "Sen" => Some("LEG".to_owned()),
            _ => None,
        };
        let actor = Actor {
            id: format!("person:{}", slug(written)),
            name: written.to_owned(),
            country: None,
            sector,
            kind: ActorKind::Person,
            office: None,
        };
        let value = MentionValue::Actor(one(actor, Via::Unlisted));
        drafts.push(Draft { start: at, end, value, rule: "actors/title-name", bare: None });
        Some(end)
    }

    /// A holder that holds nothing: a mention of its own.
    fn alone(&self, holder: &Holder, drafts: &mut Vec<Draft>) {
        let mut push = |value: MentionValue, rule: &'static str| {
            drafts.push(Draft { start: holder.start, end: holder.end, value, rule, bare: None });
        };
        let readings = |make: &dyn Fn(u32) -> Actor, via: Via| {
            let mut all = holder.states.iter().map(|state| make(*state));
            let actors = all.next().into_iter().collect();
            MentionValue::Actor(ActorReference { actors, alternatives: all.collect(), via })
        };
        match holder.form {
            Form::Name => push(readings(&|state| self.lists.state_actor(state), Via::Name), "actors/name"),
            Form::Seat => push(readings(&|state| self.lists.government(state), Via::Metonym), "actors/seat"),
            Form::Listed => {
                let Some(listed) = holder.listed.map(|index| &self.lists.listed[index as usize]) else { return };
                let via = if listed.metonym { Via::Metonym } else { Via::Name };
                push(MentionValue::Actor(one(listed.actor.clone(), via)), "actors/listed");
            }
            Form::Inhabitant | Form::Adjective if holder.ethnic => {
                let MentionValue::Actor(mut value) = readings(&|state| self.lists.people(state), Via::Demonym) else {
                    return;
                };
                value.alternatives = std::mem::take(&mut value.actors);
                push(MentionValue::Actor(value), "actors/ethnic");
            }
            Form::Adjective => {
                if self.is_language(holder) {
                    return;
                }
                let value = readings(&|state| self.lists.state_actor(state), Via::Demonym);
                push(value, "actors/adjective");
            }
            Form::Inhabitant => push(readings(&|state| self.lists.people(state), Via::Demonym), "actors/inhabitants"),
            Form::Capital => {
                if places::acts(self.words, self.sentence, holder.start, holder.end) {
                    push(readings(&|state| self.lists.state_actor(state), Via::Metonym), "actors/capital");
                } else {
                    self.place(holder.start, drafts);
                }
            }
            Form::Place => {
                self.place(holder.start, drafts);
            }
            Form::Person => {
                self.listed_person(holder.start, drafts);
            }
        }
    }

    /// `in Chinese`, `speaks Russian`.
    fn is_language(&self, holder: &Holder) -> bool {
        let before = holder.start.checked_sub(1);
        let follows = self.words.get(holder.end).is_some_and(|word| word.is_word());
        !follows
            && before.is_some_and(|at| {
                self.is(
                    at,
                    &["in", "into", "speak", "speaks", "spoke", "speaking", "fluent", "learn", "learning", "studying"],
                )
            })
    }

    fn place(&self, at: usize, drafts: &mut Vec<Draft>) -> bool {
        let Some(name) = self.name(at) else { return false };
        let Some(index) = name.entries.iter().find_map(|entry| match entry {
            Entry::Place(index) => Some(*index),
            _ => None,
        }) else {
            return false;
        };
        let place = &self.lists.places[index as usize];
        let value = MentionValue::Place { name: place.name.to_owned(), country: place.country.map(str::to_owned) };
        drafts.push(Draft { start: at, end: name.end, value, rule: "actors/place", bare: None });
        true
    }

    /// What is left: places without state, and bodies whose name is also a role.
    fn plain(&self, at: usize, drafts: &mut Vec<Draft>) -> usize {
        let Some(name) = self.name(at) else { return at + 1 };
        if !self.blocked[at] {
            self.place(at, drafts);
        }
        name.end
    }
}

/// Roles that follow each other.
#[derive(Debug, Clone, Copy)]
struct Chain {
    start: usize,
    end: usize,
    /// The last role, which says who it is.
    role: u32,
    /// The role that gives the sector.
    sector: u32,
    plural: bool,
    alone: bool,
}

/// A role of a state (code, name, adjective), or of nobody named; `written` is the role in the words of the text.
pub fn role_actor(state: Option<(&str, &str, &str)>, role: &Role, sector: &str, written: &str, plural: bool) -> Actor {
    let name = match state {
        Some((_, name, "")) => format!("{} of {name}", capitalised(written)),
        Some((_, _, adjective)) => format!("{adjective} {written}"),
        None => written.to_owned(),
    };
    let part = if role.kind == RoleKind::People { written } else { role.name };
    Actor {
        id: match state {
            Some((code, _, _)) if role.name == "government" => format!("{code}/GOV"),
            Some((code, _, _)) => format!("{code}/{sector}/{part}"),
            None => format!("role:{part}"),
        },
        name,
        country: state.map(|(code, _, _)| code.to_owned()),
        sector: Some(sector.to_owned()),
        kind: kind_of(role),
        office: (role.kind == RoleKind::Person && !plural).then(|| capitalised(written)),
    }
}

fn kind_of(role: &Role) -> ActorKind {
    match role.kind {
        RoleKind::Body => ActorKind::Body,
        RoleKind::Person => ActorKind::Person,
        RoleKind::People => ActorKind::People,
        RoleKind::Firm => ActorKind::Company,
    }
}

fn one(actor: Actor, via: Via) -> ActorReference {
    ActorReference { actors: vec![actor], alternatives: Vec::new(), via }
}

/// `foreign minister` as an office: `Foreign minister`.
pub fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// A name as the last part of an id.
pub fn slug(name: &str) -> String {
    let mut folded = String::new();
    words::fold(name, &mut folded);
    let kept: String =
        folded.chars().map(|character| if character.is_alphanumeric() { character } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}
