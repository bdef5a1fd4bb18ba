//! What only the document can settle: surnames, roles without state, collectives and pronouns.
//!
//! Conservative: a reference that has more than one good reading stays without actors.

use super::chunks::{Draft, role_actor};
use super::lists::Lists;
use super::words::Word;
use model::{Actor, ActorKind, ActorReference, Document, Mention, MentionValue, Sentence, Via};
use std::collections::BTreeMap;

/// What has been said so far in the document.
struct Memory<'a> {
    lists: &'a Lists,
    /// How often each state is named in the document.
    counts: BTreeMap<String, usize>,
    /// Persons by surname.
    surnames: BTreeMap<String, Actor>,
    /// States in the order of their last mention, the last one last, each once.
    recent: Vec<String>,
    /// The last two states named together (`China and Russia`).
    pair: Option<[String; 2]>,
    /// The last composed actor for each role: `foreign ministry` gives the Russian one.
    roles: BTreeMap<String, Actor>,
    /// The last single person, and the index of the sentence.
    person: Option<(Actor, usize)>,
}

/// Turns the drafts of all sentences into mentions.
pub fn settle(
    lists: &Lists,
    document: &Document,
    sentences: &[Sentence],
    readings: Vec<(Vec<Word>, Vec<Draft>)>,
) -> Vec<Mention> {
    let mut memory = Memory {
        lists,
        counts: count(&readings),
        surnames: BTreeMap::new(),
        recent: Vec::new(),
        pair: None,
        roles: BTreeMap::new(),
        person: None,
    };
    let mut mentions = Vec::new();
    for (index, (words, drafts)) in readings.into_iter().enumerate() {
        let drafts = with_references(words.as_slice(), drafts, &memory.surnames);
        let mut previous: Option<(usize, String)> = None;
        for mut draft in drafts {
            memory.resolve(&mut draft, &words, index);
            if let MentionValue::Actor(reference) = &draft.value {
                memory.remember(reference, index);
                let country = single_country(reference);
                if let (Some((end, before)), Some(now)) = (&previous, &country) {
                    let joined = words[*end..draft.start]
                        .iter()
                        .all(|word| matches!(word.text, "and" | "-" | "–" | "/" | "," | "the" | "with"));
                    if joined && before != now && draft.start - end <= 3 {
                        memory.pair = Some([before.clone(), now.clone()]);
                    }
                }
                previous = country.map(|country| (draft.end, country));
            }
            let span = words[draft.start].span.cover(words[draft.end - 1].span);
            mentions.push(Mention { span, sentence: index, value: draft.value, rule: draft.rule.to_owned() });
        }
    }
    let _ = (document, sentences);
    mentions
}

/// How often each state is named.
fn count(readings: &[(Vec<Word>, Vec<Draft>)]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for draft in readings.iter().flat_map(|(_, drafts)| drafts) {
        let countries: Vec<&str> = match &draft.value {
            MentionValue::Actor(reference) => {
                reference.actors.iter().filter_map(|actor| actor.country.as_deref()).collect()
            }
            MentionValue::Place { country: Some(country), .. } => vec![country],
            _ => Vec::new(),
        };
        for country in countries {
            *counts.entry(country.to_owned()).or_insert(0) += 1;
        }
    }
    counts
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
    /// Settles a draft that the sentence left open.
    fn resolve(&self, draft: &mut Draft, words: &[Word], sentence: usize) {
        let MentionValue::Actor(reference) = &mut draft.value else { return };
        match draft.rule {
            "actors/the-two" => {
                if let Some(pair) = self.two() {
                    reference.actors = pair.iter().filter_map(|code| self.state(code)).collect();
                }
            }
            "actors/the-country" => {
                reference.actors = self
                    .recent
                    .last()
                    .filter(|_| self.one_in_sight())
                    .and_then(|code| self.state(code))
                    .into_iter()
                    .collect();
            }
            "actors/surname" => {
                reference.actors = self.surnames.get(words[draft.start].text).cloned().into_iter().collect()
            }
            "actors/pronoun" => {
                let lower = words[draft.start].text.to_lowercase();
                if matches!(lower.as_str(), "he" | "she" | "his" | "her" | "him")
                    && let Some((person, when)) = &self.person
                    && sentence - when <= 2
                {
                    reference.actors = vec![person.clone()];
                }
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
            if definite && let Some(known) = self.roles.get(role.name) {
                *actor = known.clone();
            } else if let Some(state) = self.dominant().and_then(|code| self.lists.state_of.get(code)) {
                let state = &self.lists.states[*state as usize];
                if actor.kind == ActorKind::Person && actor.id.starts_with("person:") {
                    actor.country = Some(state.code.to_owned());
                } else {
                    *actor = role_actor(Some((state.code, state.name, state.adjective)), role, &sector, plural);
                }
            }
        }
    }

    /// Keeps what later references may need.
    fn remember(&mut self, reference: &ActorReference, sentence: usize) {
        for actor in &reference.actors {
            if let Some(country) = &actor.country {
                self.recent.retain(|known| known != country);
                self.recent.push(country.clone());
            }
            if actor.kind == ActorKind::Person && actor.id.starts_with("person:") {
                let family = family_name(&actor.name);
                if family.len() > 2 {
                    self.surnames.insert(family.to_owned(), actor.clone());
                }
                self.person = Some((actor.clone(), sentence));
            } else if let Some(role) = actor.id.splitn(3, '/').nth(2)
                && reference.via == Via::Composition
                && reference.actors.len() == 1
            {
                self.roles.insert(role.to_owned(), actor.clone());
                if actor.kind == ActorKind::Person {
                    self.person = Some((actor.clone(), sentence));
                }
            }
        }
        if let [one, two] = reference.actors.as_slice()
            && let (Some(one), Some(two)) = (&one.country, &two.country)
            && one != two
        {
            self.pair = Some([one.clone(), two.clone()]);
        }
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

    /// The state that the document is mostly about: three fifths of all that are named.
    fn dominant(&self) -> Option<&str> {
        let total: usize = self.counts.values().sum();
        self.counts.iter().find(|(_, count)| **count * 10 >= total * 6).map(|(code, _)| code.as_str())
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
