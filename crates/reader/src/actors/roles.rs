//! Roles in a sentence: `foreign ministry spokeswoman`, `riot police`, `Deputy Fisheries Minister`.

use super::chunks::Chunker;
use super::forms::capitalised;
use super::lexicon::Class;
use super::lists::{Role, RoleKind};
use super::names::Entry;
use model::{Actor, ActorKind, Upos};

/// Roles that follow each other.
#[derive(Debug, Clone, Copy)]
pub struct Chain {
    /// Index of the first word.
    pub start: usize,
    /// Index after the last word.
    pub end: usize,
    /// The last role, which says who it is.
    pub role: u32,
    /// The role that gives the sector.
    pub sector: u32,
    /// True for several people.
    pub plural: bool,
    /// True where the words may stand without holder.
    pub alone: bool,
    /// True where a hyphen and `backed`, `linked` or the like stand before: `Saudi-backed militia`.
    pub backed: bool,
}

impl Chunker<'_> {
    /// The roles that follow each other from `at`. With `fill`, modifiers may stand before them, and capitalised words of
    /// no list before a capitalised role.
    pub fn roles(&self, at: usize, fill: bool) -> Option<Chain> {
        let mut at = at;
        let mut chain: Option<Chain> = None;
        let mut filled = 0;
        let mut capitals = false;
        let mut backed = false;
        loop {
            let role = self.name(at).and_then(|name| {
                let first = name.entries.iter().find_map(|entry| match entry {
                    Entry::Role(role, plural, _) => Some((*role, *plural)),
                    _ => None,
                });
                // One form may need a holder where another does not: `commission`, `Commission`.
                let alone = name.entries.iter().any(|entry| matches!(entry, Entry::Role(.., true)));
                first.map(|(role, plural)| (role, plural, alone, name.end))
            });
            let role = role.filter(|(_, plural, _, end)| {
                // `traditional national food`, `multi-party elections`.
                let adjective = end - at == 1 && !plural && matches!(self.upos(at), Upos::Adj | Upos::Adv | Upos::Aux);
                let joined = at > 0 && !self.words[at].spaced && matches!(self.word(at - 1), "-" | "‑" | "–") && fill;
                !adjective && !joined && (!capitals || self.words[at].is_capitalised())
            });
            if let Some((role, plural, alone, end)) = role {
                let start = chain.as_ref().map_or(at, |chain| chain.start);
                let own = &self.lists.roles[role as usize];
                let sector = match &chain {
                    Some(before) if own.inherits => before.sector,
                    _ => role,
                };
                let alone = alone || chain.as_ref().is_some_and(|chain: &Chain| chain.alone);
                let end = self.institution_tail(role, at, end);
                chain = Some(Chain { start, end, role, sector, plural, alone, backed });
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
                backed |= self.words[at].is(Class::Backed) && at > 0 && !self.words[at].spaced;
                filled += 1;
                at += 1;
            } else if filled < 4 && fill && chain.is_none() && self.is_name_of_body(at) {
                capitals = true;
                filled += 1;
                at += 1;
            } else {
                break;
            }
        }
        chain
    }

    /// A capitalised word inside the name of an institution or office: `Meteorological` in `Thai Meteorological Department`.
    fn is_name_of_body(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|word| word.spaced) else { return false };
        let particle = word.text == "and" && at > 0 && self.is_plain_capital(at - 1) && self.is_plain_capital(at + 1);
        particle || (self.is_plain_capital(at) && (!word.is_all_capitals() || self.roles_at(at + 1)))
    }

    /// The end of a body whose capitalised name goes on: `Ministry of Labour and Employment`.
    fn institution_tail(&self, role: u32, start: usize, end: usize) -> usize {
        if self.lists.roles[role as usize].kind != RoleKind::Body || !self.words[start].is_capitalised() {
            return end;
        }
        let mut tail = end;
        let mut part = (start..end).any(|at| matches!(self.word(at), "of" | "for"));
        for _ in 0..4 {
            let link = self.word(tail);
            let links = match link {
                "of" | "for" | "on" => true,
                "and" | "&" | "," => part,
                _ => false,
            };
            if !links {
                break;
            }
            let mut at = tail + 1;
            if self.is(at, "the") {
                at += 1;
            }
            let first = at;
            while at < first + 3 && self.is_plain_capital(at) && (at == first || self.words[at].spaced) {
                at += 1;
            }
            // A comma needs its `and`: `Ministry of Economy, Trade and Industry`.
            let listed = link != "," || (matches!(self.word(at), "and" | "&") && self.is_plain_capital(at + 1));
            if at == first || !listed {
                break;
            }
            part = true;
            tail = at;
        }
        tail
    }

    /// True where a role follows, after a possessive ending if there is one.
    pub fn role_follows(&self, at: usize) -> bool {
        let at = self.possessive(at).unwrap_or(at);
        self.roles(at, false).is_some()
    }

    /// True where the name of a role starts at a word.
    pub fn roles_at(&self, at: usize) -> bool {
        self.name(at).is_some_and(|name| name.entries.iter().any(|entry| matches!(entry, Entry::Role(..))))
    }

    /// A word between a state and a role: `senior`, `state-owned`, `high-speed`.
    fn is_modifier(&self, at: usize, between_roles: bool) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if let Some(name) = self.name(at) {
            let other = |entry: &Entry| matches!(entry, Entry::Person(_) | Entry::Place(_));
            return !between_roles && name.entries.iter().all(other) && self.roles_at(name.end);
        }
        if matches!(word.text, "-" | "‑") {
            return !word.spaced && self.words.get(at + 1).is_some_and(|next| !next.spaced && next.is_word());
        }
        if word.id.is_some_and(|id| self.lists.modifiers.contains(&id)) {
            return true;
        }
        !between_roles && !word.is_capitalised() && word.is_word() && matches!(self.upos(at), Upos::Adj | Upos::Noun)
    }

    /// The roles as written, in lower case except for acronyms.
    pub fn written(&self, chain: &Chain) -> String {
        let mut result = String::new();
        for (index, word) in self.words[chain.start..chain.end].iter().enumerate() {
            if index > 0 && word.spaced {
                result.push(' ');
            }
            if word.is_all_capitals() { result.push_str(word.text) } else { result.push_str(&word.text.to_lowercase()) }
        }
        result
    }

    /// True for an ambassador or an embassy, which are posted to somewhere.
    pub fn posts(&self, chain: &Chain) -> bool {
        matches!(self.lists.roles[chain.role as usize].name, "ambassador" | "embassy")
    }

    /// `rebel-held`, `student-led`.
    pub fn is_part_of_word(&self, chain: &Chain) -> bool {
        self.is_glued_hyphen(chain.end)
            || (chain.start > 0
                && !self.words[chain.start].spaced
                && matches!(self.word(chain.start - 1), "-" | "‑" | "–")
                && !self.words[chain.start - 1].spaced)
    }

    /// One person without article is a modifier or part of an idiom: `civilian planes`, `taken hostage`.
    pub fn lacks_article(&self, chain: &Chain) -> bool {
        let role = &self.lists.roles[chain.role as usize];
        if chain.plural || !matches!(role.kind, RoleKind::People | RoleKind::Person) {
            return false;
        }
        let article =
            |back: usize| chain.start.checked_sub(back).is_some_and(|at| self.words[at].is(Class::Determiner));
        !(1..=5).any(article) || self.is_modifying(chain.end - 1)
    }

    /// True where the grammar makes the word a modifier of another noun.
    pub fn is_modifying(&self, at: usize) -> bool {
        self.words
            .get(at)
            .and_then(|word| self.sentence.tokens.get(word.token))
            .is_some_and(|token| matches!(token.relation.as_str(), "compound" | "amod"))
    }

    /// True where the grammar or another list shows that the words are no role here: `to judge`, `press ahead`.
    pub fn is_other_word(&self, chain: &Chain) -> bool {
        let listed = self.name(chain.start).is_some_and(|name| {
            name.end == chain.end && name.entries.iter().any(|entry| matches!(entry, Entry::Listed(_)))
        });
        listed || matches!(self.upos(chain.end - 1), Upos::Verb | Upos::Adj | Upos::Adv | Upos::Aux | Upos::Adp)
    }
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

/// What sort of actor a role makes.
pub fn kind_of(role: &Role) -> ActorKind {
    match role.kind {
        RoleKind::Body | RoleKind::Thing => ActorKind::Body,
        RoleKind::Person => ActorKind::Person,
        RoleKind::People => ActorKind::People,
        RoleKind::Firm => ActorKind::Company,
    }
}
