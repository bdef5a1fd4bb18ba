//! From the names in a sentence to its mentions: `Russian Foreign Ministry spokeswoman Maria Zakharova` is one mention.
//!
//! A mention is built from [holders](super::holders) (a state, city, organisation or leader to whom something belongs),
//! [roles](super::roles) and names, in the orders that news uses: `holder role name`, `role of holder`, `title name`.

use super::forms::{capitalised, slug};
use super::holders::{Form, Holder};
use super::lexicon::Class;
use super::lists::{Lists, RoleKind};
use super::names::{Entry, Found};
use super::persons;
use super::roles::{Chain, kind_of, role_actor};
use super::when::When;
use super::words::Word;
use model::{Actor, ActorKind, ActorReference, MentionValue, Sentence, Upos, Via};
use std::cell::{Cell, RefCell};
use std::ops::Range;

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
    /// The listed body or group that it names, or that the role belongs to.
    pub listed: Option<u32>,
    /// True for one person named by role only: `Peru's finance minister`.
    pub person: bool,
}

impl Draft {
    /// An actor at some words.
    pub fn new(words: Range<usize>, value: ActorReference, rule: &'static str) -> Draft {
        let value = MentionValue::Actor(value);
        Draft { start: words.start, end: words.end, value, rule, bare: None, listed: None, person: false }
    }

    /// The only actor, where it names one.
    pub fn actor(&self) -> Option<&Actor> {
        match &self.value {
            MentionValue::Actor(reference) => match reference.actors.as_slice() {
                [actor] => Some(actor),
                _ => None,
            },
            _ => None,
        }
    }
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
    pub name_at: Vec<Option<u32>>,
    /// For each word whether a name of the lists covers it.
    pub covered: Vec<bool>,
    /// For each word whether a time or an amount stands there.
    pub blocked: Vec<bool>,
    /// When the document was published.
    pub date: Option<When>,
    /// How many phrases are open around the one that is read: `a spokesman for the office of …`.
    pub depth: Cell<u8>,
    /// Words that are the name of a listed person, but here stand in the name of somebody else: `Anne Kerry`.
    pub namesakes: RefCell<Vec<String>>,
}

impl<'a> Chunker<'a> {
    /// A reader of the sentence.
    pub fn new(
        lists: &'a Lists,
        text: &'a str,
        sentence: &'a Sentence,
        words: &'a [Word<'a>],
        names: &'a [Found],
        date: Option<When>,
    ) -> Chunker<'a> {
        let mut name_at = vec![None; words.len()];
        let mut covered = vec![false; words.len()];
        for (position, name) in names.iter().enumerate() {
            name_at[name.start] = Some(position as u32);
            covered[name.start..name.end].fill(true);
        }
        let blocked = vec![false; words.len()];
        let (depth, namesakes) = (Cell::new(0), RefCell::new(Vec::new()));
        Chunker { lists, text, sentence, words, names, name_at, covered, blocked, date, depth, namesakes }
    }

    /// The mentions of the sentence, in order and without overlap.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let next = self.step(at, &mut drafts);
            at = next.max(at + 1);
        }
        self.name_persons(&mut drafts);
        drafts.retain(|draft| !self.is_surname(draft));
        drafts
    }

    /// True for the one word of a listed body that here is somebody's last name: `Mara Duma`.
    fn is_surname(&self, draft: &Draft) -> bool {
        let body = draft.actor().is_some_and(|actor| matches!(actor.kind, ActorKind::Body | ActorKind::Organisation));
        let Some(before) = draft.start.checked_sub(1).filter(|_| body && draft.end - draft.start == 1) else {
            return false;
        };
        let (first, last) = (&self.words[before], &self.words[draft.start]);
        let (first_token, last_token) = (first.token, last.token);
        let one_name = |one: usize, other: usize| {
            let token = &self.sentence.tokens[one];
            token.head == Some(other) && matches!(token.relation.as_str(), "flat" | "compound")
        };
        (one_name(last_token, first_token) || one_name(first_token, last_token))
            && self.sentence.tokens[first_token].upos == Upos::Propn
            && first.is_capitalised()
            && !first.is_all_capitals()
            && !last.is_all_capitals()
            && !self.covered[before]
    }

    /// Reads what starts at a word, and returns the index of the next word to look at.
    pub fn step(&self, at: usize, drafts: &mut Vec<Draft>) -> usize {
        if self.name_at[at].is_none() {
            return self.titled(at, drafts).or_else(|| self.institution(at, drafts)).unwrap_or(at + 1);
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

    /// The name that starts at a word.
    pub fn name(&self, at: usize) -> Option<&'a Found> {
        self.name_at.get(at).copied().flatten().map(|index| &self.names[index as usize])
    }

    /// The word at an index; nothing past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.text)
    }

    /// True for that word, in small or capital letters.
    pub fn is(&self, at: usize, form: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(form)
    }

    /// The part of speech of the token in which a word lies.
    pub fn upos(&self, at: usize) -> Upos {
        self.words.get(at).and_then(|word| self.sentence.tokens.get(word.token)).map_or(Upos::X, |token| token.upos)
    }

    /// The index after a possessive ending that stands at `at`: `'s`, or `'` after a plural.
    pub fn possessive(&self, at: usize) -> Option<usize> {
        let apostrophe = self.words.get(at).filter(|word| matches!(word.text, "'" | "’") && !word.spaced)?;
        match self.words.get(at + 1) {
            Some(next) if next.text.eq_ignore_ascii_case("s") && next.span.start == apostrophe.span.end => Some(at + 2),
            Some(next) if !next.spaced => None,
            _ => at.checked_sub(1).filter(|before| self.word(*before).ends_with(['s', 'S'])).map(|_| at + 1),
        }
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
        // `Norland's firm support`, `an anti-Norlandic alliance`.
        let chain = chain.filter(|chain| {
            let firm = self.lists.roles[chain.role as usize].kind == RoleKind::Firm && !chain.plural;
            let quality = firm && possessive.is_some() && self.is_modifying(chain.end - 1);
            !quality && !self.is_opposed(at)
        });
        let chain = chain.filter(|chain| !chain.backed).filter(|chain| match last.form {
            // `the Asia director of Amnesty International`: not of Asia.
            Form::Place if last.states.is_empty() => {
                !matches!(self.word(chain.end), "of" | "for" | "at") || chain.plural
            }
            // `Somerville's mother`: a person of that name.
            Form::Place if possessive.is_some() && !chain.plural => {
                self.lists.roles[chain.role as usize].kind != RoleKind::People
            }
            Form::Person => {
                let role = &self.lists.roles[chain.role as usize];
                let near = chain.start == after;
                near && (role.name == "government" || (possessive.is_some() && role.kind != RoleKind::People))
            }
            _ => true,
        });
        let Some(chain) = chain else {
            if let Some(end) = self.people_of(&holders, drafts).or_else(|| self.body_of(&holders, drafts)) {
                return Some(end);
            }
            // `between the Vatican and Havana`, but not `in Germany and Paris`.
            let states = matches!(holders[0].form, Form::Name | Form::Seat) && !self.is_located(at);
            let acts = holders.len() > 1 && (states || holders.iter().any(|holder| self.capital_acts(holder)));
            for holder in &holders {
                self.alone(holder, acts, drafts);
            }
            return holders.last().map(|holder| holder.end);
        };
        // A plural role belongs to all holders of the same sort (`US and British troops`), a single one to the last.
        let place = |holder: &Holder| matches!(holder.form, Form::Place | Form::Capital);
        let alike = |holder: &Holder| {
            (holder.adjectival == last.adjectival || last.form == Form::Listed) && place(holder) == place(last)
        };
        let shared = chain.plural || holders.iter().all(|holder| holder.form == Form::Adjective);
        let first_alike = holders.iter().rposition(|holder| !alike(holder)).map_or(0, |index| index + 1);
        let bound = if shared { first_alike } else { holders.len() - 1 };
        for holder in &holders[..bound] {
            self.alone(holder, false, drafts);
        }
        let bound = &holders[bound..];
        let mut end = self.posting(&chain);
        let mut draft = self.composed(bound, &chain, end);
        if let Some((named, until)) = self.holder_of_role(bound, &chain, end) {
            draft.value = MentionValue::Actor(named);
            draft.end = until;
            draft.rule = "actors/holder-role-name";
            draft.person = false;
            end = until;
        } else if let Some(inner) = self.inner(&chain) {
            // `Kenya's minister of the interior`, `a Turkish spokesman for the UN`: the words go on.
            draft.end = inner.end;
            end = inner.end;
        }
        if draft.start > 0 && self.is_former(draft.start - 1) {
            make_former(&mut draft);
        }
        drafts.push(draft);
        // `Ugandan police and soldiers`: the second role has the same holder.
        while matches!(self.word(end), "and" | "or") {
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

    /// True after `anti-`.
    fn is_opposed(&self, at: usize) -> bool {
        at > 1 && !self.words[at].spaced && matches!(self.word(at - 1), "-" | "‑" | "–") && self.is(at - 2, "anti")
    }

    /// True after `in`, `across` and the like.
    fn is_located(&self, at: usize) -> bool {
        let before =
            at.checked_sub(1).map(|before| if self.is(before, "the") { before.saturating_sub(1) } else { before });
        before.is_some_and(|before| self.words[before].is(Class::CityBefore))
    }

    /// True for `former`, `ex-`.
    fn is_former(&self, at: usize) -> bool {
        self.is(at, "former") || self.is(at, "ex") || (self.word(at) == "-" && at > 0 && self.is(at - 1, "ex"))
    }

    /// The end of `ambassador to Russia`, `embassy in Moscow`: the posting belongs to the role.
    fn posting(&self, chain: &Chain) -> usize {
        if self.posts(chain) && matches!(self.word(chain.end), "to" | "in") {
            let at = chain.end + 1 + usize::from(self.is(chain.end + 1, "the"));
            if let Some(holder) = self.holder(at) {
                return holder.end;
            }
        }
        chain.end
    }

    pub fn composed(&self, holders: &[Holder], chain: &Chain, end: usize) -> Draft {
        let mut actors = Vec::new();
        let mut alternatives = Vec::new();
        for holder in holders {
            actors.push(self.compose(holder, 0, chain));
            if !holder.ethnic {
                let readings =
                    holder.states.len().max(if holder.form == Form::Listed { holder.listed.len() } else { 0 });
                alternatives.extend((1..readings).map(|other| self.compose(holder, other, chain)));
            }
        }
        let start = holders.first().map_or(chain.start, |holder| holder.start).min(chain.start);
        let mut draft = Draft::new(
            start..end,
            ActorReference { actors, alternatives, via: Via::Composition },
            "actors/holder-role",
        );
        draft.person = holders.len() == 1 && self.is_person(chain);
        draft.listed = holders.first().and_then(|holder| holder.listed.first().copied());
        draft
    }

    /// True for the role of one person.
    pub fn is_person(&self, chain: &Chain) -> bool {
        let kind = self.lists.roles[chain.role as usize].kind;
        !chain.plural && matches!(kind, RoleKind::Person | RoleKind::People)
    }

    /// The actor that a holder and a role make.
    pub fn compose(&self, holder: &Holder, reading: usize, chain: &Chain) -> Actor {
        let role = &self.lists.roles[chain.role as usize];
        let sector = self.lists.roles[chain.sector as usize].sector;
        if let Some(listed) = holder.listed.get(reading).filter(|_| holder.form == Form::Listed) {
            let owner = self.lists.listed_actor(*listed, self.date);
            // Peoples and breakaway regions take the sector of the role; organisations keep their own.
            let loose = matches!(owner.sector.as_deref(), None | Some("CVL" | "PRE" | "REL"));
            // Spies, policemen and soldiers stay such, whatever their rank.
            let service = matches!(owner.sector.as_deref(), Some("SPY" | "COP" | "MIL"));
            let own = loose
                || (!role.inherits && owner.kind == ActorKind::Body && !service)
                || (owner.kind == ActorKind::Company && role.kind == RoleKind::Body);
            return Actor {
                id: format!("{}/{}", owner.id, role.name),
                name: format!("{} {}", owner.name, self.written(chain)),
                country: owner.country,
                sector: if own { Some(sector.to_owned()) } else { owner.sector.or(Some(sector.to_owned())) },
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
    pub fn holder_of_role(&self, holders: &[Holder], chain: &Chain, at: usize) -> Option<(ActorReference, usize)> {
        if chain.plural {
            return None;
        }
        let role = &self.lists.roles[chain.role as usize];
        let owner = holders.last().map(|holder| self.compose(holder, 0, chain));
        let at = self.after_titles(at);
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
                        return Some((one(self.lists.listed_actor(*index, self.date), Via::Name), name.end));
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
                name_actor(&mut actor, &written);
                actor.office = Some(capitalised(&self.written(chain)));
            }
        }
        actor.name = written;
        Some((one(actor, Via::Unlisted), end))
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

/// `former US president`: a former official is no part of the government.
fn make_former(draft: &mut Draft) {
    let MentionValue::Actor(reference) = &mut draft.value else { return };
    for actor in &mut reference.actors {
        if let Some(office) = actor.office.as_mut().filter(|office| !office.starts_with("former")) {
            *office = format!("former {}", office.to_lowercase());
            actor.sector = Some("ELI".to_owned());
        }
    }
}

/// A reference to one actor.
pub fn one(actor: Actor, via: Via) -> ActorReference {
    ActorReference { actors: vec![actor], alternatives: Vec::new(), via }
}

/// Gives an actor that a role made the name of a person.
pub fn name_actor(actor: &mut Actor, written: &str) {
    actor.id = match actor.id.split_once('/') {
        Some((owner, _)) if owner.starts_with("org:") => format!("{owner}/person:{}", slug(written)),
        _ => format!("person:{}", slug(written)),
    };
    actor.name = written.to_owned();
    actor.kind = ActorKind::Person;
}
