//! What only the document can settle: surnames, roles without state, collectives and pronouns.
//!
//! Conservative: a reference that has more than one good reading stays without actors.

use super::chunks::{Draft, role_actor};
use super::lists::Lists;
use super::words::Word;
use model::{Actor, ActorKind, ActorReference, Mention, MentionValue, Via};
use std::collections::BTreeMap;

/// What has been said so far in the document.
struct Memory<'a> {
    lists: &'a Lists,
    /// How often each state is named in the document.
    counts: BTreeMap<String, usize>,
    /// How often each state is named by words that have no other reading.
    sure: BTreeMap<String, usize>,
    /// Persons by surname.
    surnames: BTreeMap<String, Actor>,
    /// States in the order of their last mention, the last one last, each once.
    recent: Vec<String>,
    /// The last two states named together (`China and Russia`).
    pair: Option<[String; 2]>,
    /// The last actor for each role: `foreign ministry` gives the Russian one, `president` the president named last.
    roles: BTreeMap<String, Actor>,
    /// Who was named in the sentence that is read, and in the one before.
    here: Vec<Named>,
    before: Vec<Named>,
    /// True where this sentence, or the one before, names somebody whom the lists and titles do not tell.
    strangers: [bool; 2],
    /// What titles and pronouns tell of persons: true for women.
    women: BTreeMap<String, bool>,
}

/// Somebody named in a sentence.
#[derive(Debug, Clone)]
struct Named {
    actors: Vec<Actor>,
    /// Index of the first word of the mention in its sentence.
    start: usize,
    plural: bool,
}

/// Turns the drafts of all sentences into mentions.
pub fn settle(lists: &Lists, readings: Vec<(Vec<Word>, Vec<Draft>)>) -> Vec<Mention> {
    let (counts, sure) = count(&readings);
    let mut memory = Memory {
        lists,
        counts,
        sure,
        surnames: BTreeMap::new(),
        recent: Vec::new(),
        pair: None,
        roles: BTreeMap::new(),
        here: Vec::new(),
        before: Vec::new(),
        strangers: [false; 2],
        women: BTreeMap::new(),
    };
    let mut mentions = Vec::new();
    for (index, (words, drafts)) in readings.into_iter().enumerate() {
        let drafts = with_references(words.as_slice(), drafts, &memory.surnames);
        memory.before = std::mem::take(&mut memory.here);
        memory.strangers = [has_stranger(&words, &drafts), memory.strangers[0]];
        let mut previous: Option<(usize, String)> = None;
        let mut bare_before: Option<(u32, usize, usize)> = None;
        for mut draft in drafts {
            memory.choose(&mut draft);
            memory.resolve(&mut draft, &words);
            if let MentionValue::Actor(reference) = &draft.value {
                memory.remember(reference, &draft, &words);
                let country = single_country(reference);
                if let (Some((end, before)), Some(now)) = (&previous, &country) {
                    let joined = draft.start - end <= 3
                        && words[*end..draft.start]
                            .iter()
                            .all(|word| matches!(word.text, "and" | "-" | "–" | "/" | "," | "the" | "with"));
                    if joined && before != now {
                        memory.pair = Some([before.clone(), now.clone()]);
                    }
                }
                if draft.rule != "actors/pronoun" {
                    previous = country.map(|country| (draft.end, country));
                }
            }
            let span = words[draft.start].span.cover(words[draft.end - 1].span);
            // `the leaders of the two countries`: the role belongs to both.
            if let Some((role, end, position)) = bare_before
                && draft.rule == "actors/the-two"
                && draft.start == end + 1
                && words[end].text == "of"
                && let MentionValue::Actor(reference) = &draft.value
                && let Some(actors) = memory.with_role(reference, role, &mentions, position)
            {
                let last: &mut Mention = &mut mentions[position];
                last.span = last.span.cover(span);
                last.value =
                    MentionValue::Actor(ActorReference { actors, alternatives: Vec::new(), via: Via::Collective });
                last.rule = "actors/role-of-the-two".to_owned();
                bare_before = None;
                continue;
            }
            bare_before = draft.bare.filter(|(_, plural)| *plural).map(|(role, _)| (role, draft.end, mentions.len()));
            mentions.push(Mention { span, sentence: index, value: draft.value, rule: draft.rule.to_owned() });
        }
    }
    mentions
}

/// How often each state is named, in all and by words without other reading.
fn count(readings: &[(Vec<Word>, Vec<Draft>)]) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let mut counts = BTreeMap::new();
    let mut sure = BTreeMap::new();
    let mut first = true;
    for draft in readings.iter().flat_map(|(_, drafts)| drafts) {
        let (countries, single): (Vec<&str>, bool) = match &draft.value {
            MentionValue::Actor(reference) => (
                reference.actors.iter().filter_map(|actor| actor.country.as_deref()).collect(),
                reference.alternatives.is_empty(),
            ),
            MentionValue::Place { country: Some(country), .. } => (vec![country], true),
            _ => (Vec::new(), true),
        };
        for country in countries {
            // What an article names first, in its dateline or its lead, it is about: that counts twice.
            *counts.entry(country.to_owned()).or_insert(0) += if first { 2 } else { 1 };
            first = false;
            if single {
                *sure.entry(country.to_owned()).or_insert(0) += 1;
            }
        }
    }
    (counts, sure)
}

/// True where two capitalised words in a row belong to no mention: perhaps a person, whom a pronoun may mean.
fn has_stranger(words: &[Word], drafts: &[Draft]) -> bool {
    let mut covered = vec![false; words.len()];
    for draft in drafts {
        covered[draft.start..draft.end].fill(true);
    }
    let name = |at: usize| {
        words[at].is_word()
            && words[at].is_capitalised()
            && !words[at].is_all_capitals()
            && words[at].text.len() > 1
            && !covered[at]
    };
    (1..words.len()).any(|at| name(at - 1) && name(at) && words[at].spaced)
}

fn single_country(reference: &ActorReference) -> Option<String> {
    match reference.actors.as_slice() {
        [actor] => actor.country.clone(),
        _ => None,
    }
}

/// Adds drafts for collectives, pronouns and surnames in the words that no draft covers.
fn with_references(words: &[Word], drafts: Vec<Draft>, surnames: &BTreeMap<String, Actor>) -> Vec<Draft> {
    let mut covered = vec![false; words.len()];
    for draft in &drafts {
        covered[draft.start..draft.end].fill(true);
    }
    let mut all = drafts;
    let mut at = 0;
    while at < words.len() {
        if covered[at] {
            at += 1;
            continue;
        }
        if let Some((end, rule)) = collective(words, at) {
            // A bare role inside (`the two leaders`) belongs to the collective.
            all.retain(|draft| draft.end <= at || draft.start >= end);
            covered[at..end].fill(true);
            all.push(open(at, end, rule, Via::Collective));
            at = end;
            continue;
        }
        let lower = words[at].text.to_lowercase();
        if matches!(lower.as_str(), "he" | "she" | "it" | "its" | "they" | "their" | "his" | "her" | "him" | "them")
            && words[at].text != "IT"
            && !(lower == "it" && is_empty_subject(words, at))
        {
            all.push(open(at, at + 1, "actors/pronoun", Via::Anaphor));
        } else if words[at].is_capitalised() && words[at].text.len() > 2 && surnames.contains_key(words[at].text) {
            let beside = |other: Option<&Word>| other.is_some_and(|word| word.is_word() && word.is_capitalised());
            if !beside(words.get(at + 1)) && (at < 2 || !beside(words.get(at - 1)) || covered[at - 1]) {
                all.push(open(at, at + 1, "actors/surname", Via::Name));
            }
        }
        at += 1;
    }
    all.sort_by_key(|draft| (draft.start, draft.end));
    all
}

/// `it is clear that`, `it seems`: nobody is meant.
fn is_empty_subject(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| {
        matches!(
            word.text,
            "is" | "was"
                | "'"
                | "’"
                | "seems"
                | "seemed"
                | "appears"
                | "appeared"
                | "remains"
                | "becomes"
                | "may"
                | "might"
                | "would"
                | "takes"
                | "took"
                | "comes"
                | "came"
        ) && !(word.text == "would" && words.get(at + 2).is_some_and(|next| next.text != "be"))
    })
}

fn open(start: usize, end: usize, rule: &'static str, via: Via) -> Draft {
    let reference = ActorReference { actors: Vec::new(), alternatives: Vec::new(), via };
    Draft { start, end, value: MentionValue::Actor(reference), rule, bare: None }
}

/// `the two countries`, `both sides`, `their countries`, `the country`: the index after it, and the rule.
fn collective(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    let lower = |at: usize| words.get(at).map(|word| word.text.to_lowercase()).unwrap_or_default();
    let noun = |word: &str| {
        matches!(
            word,
            "countries"
                | "sides"
                | "nations"
                | "states"
                | "leaders"
                | "capitals"
                | "governments"
                | "neighbours"
                | "neighbors"
                | "presidents"
                | "ministers"
                | "parties"
                | "peoples"
                | "powers"
                | "militaries"
                | "armies"
                | "economies"
                | "allies"
                | "rivals"
                | "superpowers"
                | "delegations"
        )
    };
    let first = lower(at);
    match first.as_str() {
        "the" | "these" | "those" | "our" if lower(at + 1) == "two" => {
            let mut end = at + 2;
            while end < at + 4 && !noun(&lower(end)) {
                if !matches!(
                    lower(end).as_str(),
                    "neighbouring"
                        | "neighboring"
                        | "big"
                        | "great"
                        | "foreign"
                        | "major"
                        | "asian"
                        | "rival"
                        | "prime"
                        | "defence"
                        | "defense"
                        | "nuclear"
                        | "heads"
                        | "friendly"
                        | "african"
                        | "european"
                        | "arab"
                ) {
                    return None;
                }
                end += 1;
            }
            noun(&lower(end)).then_some((end + 1, "actors/the-two"))
        }
        "both" => {
            let end = at + 1 + usize::from(lower(at + 1) == "the");
            noun(&lower(end)).then_some((end + 1, "actors/the-two"))
        }
        "their" if matches!(lower(at + 1).as_str(), "countries" | "nations" | "governments") => {
            Some((at + 2, "actors/the-two"))
        }
        "their" if lower(at + 1) == "two" && noun(&lower(at + 2)) => Some((at + 3, "actors/the-two")),
        "the" if matches!(lower(at + 1).as_str(), "country" | "nation" | "republic" | "kingdom") => {
            let of = lower(at + 2) == "of";
            (!of).then_some((at + 2, "actors/the-country"))
        }
        _ => None,
    }
}

impl Memory<'_> {
    /// Chooses among the readings of an ambiguous name the state that the document names elsewhere: `Congo` beside
    /// `Kinshasa`, `Korean` beside `North Korea`.
    fn choose(&self, draft: &mut Draft) {
        let MentionValue::Actor(reference) = &mut draft.value else { return };
        let ([best], false) = (reference.actors.as_slice(), reference.alternatives.is_empty()) else { return };
        let named = |actor: &Actor| actor.country.as_ref().and_then(|code| self.sure.get(code)).copied().unwrap_or(0);
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
    fn resolve(&self, draft: &mut Draft, words: &[Word]) {
        let MentionValue::Actor(reference) = &mut draft.value else { return };
        match draft.rule {
            "actors/the-two" => {
                if let Some(pair) = self.two() {
                    reference.actors = pair.iter().filter_map(|code| self.state(code)).collect();
                }
            }
            "actors/the-country" => {
                let last = self.recent.last().filter(|_| self.one_in_sight());
                reference.actors = last.and_then(|code| self.state(code)).into_iter().collect();
            }
            "actors/surname" => {
                reference.actors = self.surnames.get(words[draft.start].text).cloned().into_iter().collect();
            }
            "actors/pronoun" => {
                let lower = words[draft.start].text.to_lowercase();
                reference.actors = match lower.as_str() {
                    "he" | "him" | "his" => self.person(false),
                    "she" | "her" => self.person(true),
                    "they" | "them" | "their" => self.thing(true, lower == "they" && draft.start == 0),
                    _ => self.thing(false, lower == "it" && draft.start == 0),
                };
            }
            _ => {}
        }
        if let Some((role, plural)) = draft.bare
            && let Some(actor) = reference.actors.first_mut()
            && actor.country.is_none()
        {
            let role = &self.lists.roles[role as usize];
            let sector = actor.sector.clone().unwrap_or_else(|| role.sector.to_owned());
            let definite = draft.start > 0 && words[draft.start - 1].text.eq_ignore_ascii_case("the");
            let named = actor.id.starts_with("person:") || actor.id.starts_with("company:");
            if definite
                && !named
                && let Some(known) = self.roles.get(role.name).filter(|_| !plural)
            {
                *actor = known.clone();
            } else if let Some(state) = self.dominant().and_then(|code| self.lists.state_of.get(code)) {
                let state = &self.lists.states[*state as usize];
                if named {
                    actor.country = Some(state.code.to_owned());
                } else {
                    let written = actor.name.clone();
                    let state = Some((state.code, state.name, state.adjective));
                    *actor = role_actor(state, role, &sector, &written, plural);
                }
            }
        }
    }

    /// The one person whom `he` or `she` may mean: in this sentence, or else in the one before. Of several, the one that
    /// its sentence begins with.
    fn person(&self, woman: bool) -> Vec<Actor> {
        for (sentence, stranger) in [&self.here, &self.before].into_iter().zip(self.strangers) {
            if stranger {
                return Vec::new();
            }
            let mut found: Vec<(&Actor, usize)> = Vec::new();
            for named in sentence {
                let [actor] = named.actors.as_slice() else { continue };
                let fits = actor.kind == ActorKind::Person
                    && !named.plural
                    && self.women.get(&actor.id).is_none_or(|known| *known == woman);
                if fits && !found.iter().any(|(known, _)| known.id == actor.id) {
                    found.push((actor, named.start));
                }
            }
            match found.as_slice() {
                [] => {}
                [(only, _)] => return vec![(*only).clone()],
                [(first, start), ..] => return if *start <= 3 { vec![(*first).clone()] } else { Vec::new() },
            }
        }
        Vec::new()
    }

    /// The one state, body or organisation (or, for a plural, people or several of them) that `it` or `they` may mean:
    /// the only one in this sentence so far, or the one it begins with; at the start of a sentence, the one that the
    /// sentence before begins with.
    fn thing(&self, plural: bool, first_word: bool) -> Vec<Actor> {
        let fits = |named: &&Named| {
            let many = named.plural || named.actors.len() > 1;
            let thing = named.actors.iter().all(|actor| actor.kind != ActorKind::Person || named.plural);
            !named.actors.is_empty() && if plural { many } else { !many && thing }
        };
        let sentence = if first_word { &self.before } else { &self.here };
        let found: Vec<&Named> = sentence.iter().filter(fits).collect();
        let Some(first) = found.first() else { return Vec::new() };
        let only = found.iter().all(|named| named.actors == first.actors);
        if first.start <= 2 || (only && !first_word) { first.actors.clone() } else { Vec::new() }
    }

    /// Keeps what later references may need.
    fn remember(&mut self, reference: &ActorReference, draft: &Draft, words: &[Word]) {
        for actor in reference.actors.iter().filter(|_| draft.bare.is_none()) {
            if let Some(country) = &actor.country {
                self.recent.retain(|known| known != country);
                self.recent.push(country.clone());
            }
        }
        let last = words[draft.end - 1];
        let many = last.text.ends_with('s') && !last.is_all_capitals();
        if let [actor] = reference.actors.as_slice() {
            if actor.kind == ActorKind::Person && actor.id.contains("person:") {
                let family = family_name(&actor.name);
                if family.chars().count() > 2 || !family.is_ascii() || FAMILY_FIRST.contains(&family) {
                    self.surnames.insert(family.to_owned(), actor.clone());
                }
                if let Some(office) = actor.office.as_ref().filter(|office| !office.starts_with("former")) {
                    self.roles.insert(office.to_lowercase(), actor.clone());
                }
            } else if let Some(role) = actor.id.splitn(3, '/').nth(2)
                && reference.via == Via::Composition
            {
                self.roles.insert(role.to_owned(), actor.clone());
            } else if actor.id.ends_with("/GOV") && reference.via == Via::Composition {
                self.roles.insert("government".to_owned(), actor.clone());
            }
            if actor.kind == ActorKind::Person {
                for word in &words[draft.start..draft.end] {
                    match word.text.to_lowercase().as_str() {
                        "spokeswoman" | "queen" | "princess" | "mrs" | "ms" | "businesswoman" | "she"
                        | "chairwoman" | "congresswoman" => {
                            self.women.insert(actor.id.clone(), true);
                        }
                        "spokesman" | "king" | "mr" | "sir" | "businessman" | "he" | "his" | "him" | "rabbi"
                        | "sheikh" | "imam" | "bishop" | "husband" | "father" | "chairman" | "congressman"
                        | "sultan" => {
                            self.women.insert(actor.id.clone(), false);
                        }
                        _ => {}
                    }
                }
            }
        }
        let person = matches!(reference.actors.as_slice(), [actor] if actor.kind == ActorKind::Person);
        if draft.rule != "actors/pronoun" || person {
            let plural = reference.actors.len() > 1
                || reference.actors.iter().any(|actor| {
                    matches!(actor.kind, ActorKind::People)
                        || (actor.kind != ActorKind::Person
                            && many
                            && actor.office.is_none()
                            && actor.kind != ActorKind::State
                            && actor.kind != ActorKind::Organisation)
                        || (actor.kind == ActorKind::Person && actor.office.is_none() && !actor.id.contains("person:"))
                });
            self.here.push(Named { actors: reference.actors.clone(), start: draft.start, plural });
        }
        if let [one, two] = reference.actors.as_slice()
            && let (Some(one), Some(two)) = (&one.country, &two.country)
            && one != two
        {
            self.pair = Some([one.clone(), two.clone()]);
        }
    }

    /// The actors that a role makes of both states of a collective; none where it stayed open.
    fn with_role(&self, both: &ActorReference, role: u32, mentions: &[Mention], at: usize) -> Option<Vec<Actor>> {
        let MentionValue::Actor(bare) = &mentions.get(at)?.value else { return None };
        let bare = bare.actors.first()?;
        let role = &self.lists.roles[role as usize];
        let sector = bare.sector.clone().unwrap_or_else(|| role.sector.to_owned());
        let written = role.name;
        let actors: Vec<Actor> = both
            .actors
            .iter()
            .filter_map(|actor| self.lists.state_of.get(actor.country.as_deref()?))
            .map(|state| &self.lists.states[*state as usize])
            .map(|state| role_actor(Some((state.code, state.name, state.adjective)), role, &sector, written, true))
            .collect();
        (!actors.is_empty()).then_some(actors)
    }

    /// The two states that `the two countries` means: the pair named last, or the last two states.
    fn two(&self) -> Option<[String; 2]> {
        if let Some(pair) = &self.pair {
            return Some(pair.clone());
        }
        match self.recent.as_slice() {
            [one, two] => Some([one.clone(), two.clone()]),
            [.., one, two] if self.main_pair().is_some_and(|pair| pair.contains(&one) && pair.contains(&two)) => {
                Some([one.clone(), two.clone()])
            }
            _ => None,
        }
    }

    /// The two states that the document is mostly about.
    fn main_pair(&self) -> Option<[&String; 2]> {
        let mut ranked: Vec<(&String, usize)> = self.counts.iter().map(|(code, count)| (code, *count)).collect();
        ranked.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        let total: usize = ranked.iter().map(|(_, count)| count).sum();
        match ranked.as_slice() {
            [(one, first), (two, second), ..] if (first + second) * 10 >= total * 6 => Some([one, two]),
            _ => None,
        }
    }

    /// The state that the document is mostly about: three fifths of all that are named, and more than twice the next.
    fn dominant(&self) -> Option<&str> {
        let total: usize = self.counts.values().sum();
        let (code, count) = self.counts.iter().find(|(_, count)| **count * 10 >= total * 6)?;
        let second = self.counts.iter().filter(|(other, _)| *other != code).map(|(_, count)| *count).max().unwrap_or(0);
        (*count > 2 * second).then_some(code.as_str())
    }

    /// True where the last state named is the one the document is about, or the only one so far.
    fn one_in_sight(&self) -> bool {
        self.recent.len() == 1
            || self.dominant().is_some_and(|code| self.recent.last().is_some_and(|last| last == code))
    }

    fn state(&self, code: &str) -> Option<Actor> {
        self.lists.state_of.get(code).map(|state| self.lists.state_actor(*state))
    }
}

/// The family name of a person, as it is used alone: the last word, or the first of a Chinese, Korean or Vietnamese name
/// whose first word is one of the usual family names.
fn family_name(name: &str) -> &str {
    let mut parts = name.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    if parts.next().is_some() && FAMILY_FIRST.contains(&first) { first } else { last }
}

/// Usual family names that stand first.
const FAMILY_FIRST: &[&str] = &[
    "Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun", "Hu", "Zhu", "Gao",
    "Lin", "He", "Guo", "Ma", "Luo", "Liang", "Song", "Zheng", "Xie", "Han", "Tang", "Feng", "Yu", "Dong", "Xiao",
    "Cheng", "Cao", "Yuan", "Deng", "Fu", "Shen", "Zeng", "Peng", "Lu", "Jiang", "Cai", "Jia", "Ding", "Wei", "Xue",
    "Ye", "Yan", "Pan", "Du", "Dai", "Xia", "Zhong", "Tian", "Ren", "Fan", "Fang", "Shi", "Yao", "Tan", "Liao", "Zou",
    "Xiong", "Jin", "Hao", "Kong", "Bai", "Cui", "Kang", "Mao", "Qiu", "Qin", "Gu", "Hou", "Shao", "Meng", "Long",
    "Wan", "Duan", "Lei", "Qian", "Yin", "Chang", "Geng", "Hua", "Ying", "Xi", "Bo", "Kim", "Park", "Choi", "Jung",
    "Kang", "Cho", "Yoon", "Lim", "Moon", "Roh", "Ban", "Nguyen", "Tran", "Pham", "Hoang", "Vo", "Dang", "Bui", "Ngo",
    "Truong", "Phan", "Tsai", "Lai", "Ko", "Tong", "Mak", "Chan", "Cheung",
];
