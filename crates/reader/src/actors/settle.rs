//! Turns the drafts of all sentences into mentions, with what only the document can settle.

use super::chunks::Draft;
use super::counts::Counts;
use super::forms::slug;
use super::lists::{Lists, Local};
use super::memory::Memory;
use super::references;
use super::surroundings::{is_backer, is_from_elsewhere};
use super::words::Word;
use model::{Actor, ActorKind, ActorReference, Mention, MentionValue, Sentence, Via};
use std::collections::{BTreeMap, BTreeSet};

/// The mentions of all sentences. `home` is the state where the outlet is at home.
pub fn settle(lists: &Lists, sentences: &[Sentence], readings: Vec<Chunks>, home: Option<String>) -> Vec<Mention> {
    let mut readings = readings;
    forget_namesakes(&mut readings);
    let told = |words: &[Word], draft: &Draft| {
        !is_local(lists, words, draft) && !is_backer(words, draft.end) && !is_from_elsewhere(draft, home.as_deref())
    };
    let counts = Counts::of(
        readings.iter().flat_map(|chunks| chunks.drafts.iter().filter(move |draft| told(&chunks.words, draft))),
        home.as_deref(),
    );
    // `ACC` is the commission of Bangladesh only where Bangladesh is meant.
    for chunks in &mut readings {
        chunks.drafts.retain(|draft| {
            !is_local(lists, &chunks.words, draft)
                || countries(draft).any(|code| home.as_deref() == Some(code) || counts.names(code))
        });
    }
    let mut memory = Memory::new(lists, counts, home);
    let mut mentions = Vec::new();
    for (index, Chunks { words, drafts, .. }) in readings.into_iter().enumerate() {
        let drafts = references::find(&lists.lexicon, &words, drafts, &memory.surnames, &memory.acronyms);
        memory.begin(index, &words, &drafts, &sentences[index]);
        let mut open = Open { words: &words, index, previous: None, owner: None, bare: None, last: None };
        for draft in drafts {
            open.settle(draft, &mut memory, &mut mentions);
        }
    }
    mentions
}

/// What the chunker made of a sentence.
pub struct Chunks<'a> {
    /// The words.
    pub words: Vec<Word<'a>>,
    /// The drafts.
    pub drafts: Vec<Draft>,
    /// Names of listed persons that stand in the name of somebody else.
    pub namesakes: Vec<String>,
}

/// Drops listed persons by surname alone where the document has another person of that name: `Kerry` beside `Anne
/// Kerry`, unless it names the listed one in full too.
fn forget_namesakes(readings: &mut [Chunks]) {
    let namesakes: BTreeSet<String> =
        readings.iter_mut().flat_map(|chunks| std::mem::take(&mut chunks.namesakes)).collect();
    let mut named: BTreeMap<&str, Vec<(String, Option<char>)>> = BTreeMap::new();
    for chunks in readings.iter() {
        for draft in chunks.drafts.iter().filter(|draft| draft.end - draft.start > 1) {
            let last = chunks.words[draft.end - 1].text;
            let person = draft.actor().filter(|actor| actor.id.starts_with("person:") && actor.name.ends_with(last));
            if let Some(actor) = person.filter(|actor| actor.name.contains(' ')) {
                named.entry(last).or_default().push((actor.id.clone(), actor.name.chars().next()));
            }
        }
    }
    if namesakes.is_empty() && named.is_empty() {
        return;
    }
    let full: BTreeSet<String> = readings
        .iter()
        .flat_map(|chunks| &chunks.drafts)
        .filter(|draft| draft.end - draft.start > 1)
        .filter_map(|draft| Some(draft.actor()?.id.clone()))
        .collect();
    for chunks in readings {
        let words = &chunks.words;
        chunks.drafts.retain(|draft| {
            draft.rule != "actors/person"
                || draft.end - draft.start > 1
                || draft.actor().is_some_and(|actor| full.contains(&actor.id))
                || !namesakes.contains(words[draft.start].text)
                    && named.get(words[draft.start].text).is_none_or(|others| {
                        // Another spelling of the same given name (`Moqtada`) may well be the same person.
                        draft.actor().is_some_and(|actor| {
                            let initial = actor.name.chars().next();
                            others.iter().any(|(id, first)| *id == actor.id || *first == initial)
                        })
                    })
        });
    }
}

/// A name of a body by which only its own state knows it: an acronym, or any.
fn is_local(lists: &Lists, words: &[Word], draft: &Draft) -> bool {
    match draft.listed.map(|listed| lists.listed[listed as usize].local) {
        Some(Local::All) => true,
        Some(Local::Acronyms) => words[draft.start].is_all_capitals(),
        _ => false,
    }
}

/// `Commissioner Vell` after `the Norlandic trade commissioner Mara Vell`: whom the text named so, not a listed namesake.
fn known_by_surname(draft: &mut Draft, words: &[Word], memory: &Memory) {
    let MentionValue::Actor(reference) = &mut draft.value else { return };
    let [actor] = reference.actors.as_mut_slice() else { return };
    let [.., before, last] = &words[draft.start..draft.end] else { return };
    if draft.rule != "actors/role-name" || !actor.id.starts_with("person:") || actor.name.contains(before.text) {
        return;
    }
    let known = memory.surnames.get(&slug(last.text)).filter(|known| known.country.is_some());
    if let Some(known) = known {
        *actor = known.clone();
        reference.alternatives.clear();
        draft.bare = None;
    }
}

/// The states of all readings of a draft.
fn countries(draft: &Draft) -> impl Iterator<Item = &str> {
    let actors = match &draft.value {
        MentionValue::Actor(reference) => [reference.actors.as_slice(), reference.alternatives.as_slice()],
        _ => [&[][..], &[][..]],
    };
    actors.into_iter().flatten().filter_map(|actor| actor.country.as_deref())
}

/// True where the acronym begins with the first letter of one of the capitalised words before it, and is no longer than
/// they are many (two letters more are allowed: `INTERPOL`, `MoFA`).
fn stands_for(acronym: &str, before: &[Word]) -> bool {
    let first = acronym.chars().next();
    let name = before.iter().rev().take(9).take_while(|word| word.is_capitalised() || word.text.len() < 5);
    let (mut words, mut begins) = (0, false);
    for word in name {
        words += usize::from(word.is_capitalised());
        begins |= word.text.chars().next() == first;
    }
    begins && acronym.chars().count() <= words + 2
}

/// A sentence while its drafts are settled.
struct Open<'a> {
    words: &'a [Word<'a>],
    index: usize,
    /// The end and the country of the mention before.
    previous: Option<(usize, String)>,
    /// The end and the actor of a possessive pronoun before: `its foreign ministry`.
    owner: Option<(usize, Actor)>,
    /// A plural role before without state: the role, its end and its place among the mentions.
    bare: Option<(u32, usize, usize)>,
    /// The end and the only actor of the mention before, whoever it is.
    last: Option<(usize, Actor)>,
}

impl Open<'_> {
    fn settle(&mut self, mut draft: Draft, memory: &mut Memory, mentions: &mut Vec<Mention>) {
        memory.choose(&mut draft);
        self.place_of_name(&mut draft, memory);
        if references::is_open(&draft) {
            memory.resolve(&mut draft, self.words);
        }
        self.acronym(&mut draft, memory);
        let needs_actor = matches!(draft.rule, "actors/the-noun" | "actors/the-latter" | "actors/acronym");
        if references::is_open(&draft) && needs_actor {
            return;
        }
        known_by_surname(&mut draft, self.words, memory);
        self.give_state(&mut draft, memory);
        memory.remember(&draft, self.words);
        let bracket = self.words.get(draft.end).is_some_and(|word| word.text == "(");
        self.last = draft.actor().filter(|_| bracket).map(|actor| (draft.end, actor.clone()));
        self.pair(&draft, memory);
        let span = self.words[draft.start].span.cover(self.words[draft.end - 1].span);
        // `the leaders of the two countries`: the role belongs to both.
        if let Some((role, end, position)) = self.bare.take()
            && draft.rule == "actors/the-two"
            && draft.start == end + 1
            && self.words[end].text == "of"
            && let MentionValue::Actor(both) = &draft.value
            && let Some(last) = mentions.get_mut(position)
            && let MentionValue::Actor(bare) = &last.value
            && let Some(actors) = bare.actors.first().and_then(|bare| memory.with_role(both, role, bare))
        {
            last.span = last.span.cover(span);
            last.value = MentionValue::Actor(ActorReference { actors, alternatives: Vec::new(), via: Via::Collective });
            last.rule = "actors/role-of-the-two".to_owned();
            return;
        }
        self.bare = draft.bare.filter(|(_, plural)| *plural).map(|(role, _)| (role, draft.end, mentions.len()));
        let word = self.words[draft.start].text;
        let possessive = ["its", "his", "her", "their"].iter().any(|form| word.eq_ignore_ascii_case(form));
        let owned = match self.words.get(draft.end..draft.end + 2) {
            // `Russian President Vladimir Putin's spokesman`
            Some([apostrophe, s]) if matches!(apostrophe.text, "'" | "’") && s.text == "s" => draft.end + 2,
            _ => draft.end,
        };
        if (draft.rule == "actors/pronoun" && possessive) || owned > draft.end {
            self.owner = draft.actor().map(|actor| (owned, actor.clone()));
        }
        mentions.push(Mention { span, sentence: self.index, value: draft.value, rule: draft.rule.to_owned() });
    }

    /// `Georgia` where the document is about the United States.
    fn place_of_name(&self, draft: &mut Draft, memory: &Memory) {
        let Some(actor) = draft.actor().filter(|_| draft.rule == "actors/name") else { return };
        let country = actor.country.clone();
        let words = self.words[draft.start].text;
        if actor.kind == ActorKind::State && actor.name != words && memory.lists.is_place_of(words, country.as_deref())
        {
            draft.value = MentionValue::Place { name: words.to_owned(), country };
            draft.rule = "actors/place";
        }
    }

    /// `the Anti-Corruption Commission (ACC)`: from here on the acronym stands for what precedes it, whatever else it may
    /// mean elsewhere.
    fn acronym(&self, draft: &mut Draft, memory: &mut Memory) {
        if draft.end - draft.start > 3
            && self.words[draft.end - 1].text == ")"
            && references::is_in_brackets(self.words, draft.end - 2)
            && let Some(actor) = draft.actor()
        {
            memory.acronyms.insert(self.words[draft.end - 2].text.to_owned(), actor.clone());
            return;
        }
        let word = &self.words[draft.start];
        if draft.end - draft.start != 1 || !word.is_all_capitals() {
            return;
        }
        let MentionValue::Actor(reference) = &mut draft.value else { return };
        if references::is_in_brackets(self.words, draft.start)
            && let Some((end, actor)) = &self.last
            && end + 1 == draft.start
            && !matches!(actor.kind, ActorKind::State | ActorKind::Person | ActorKind::People)
            && stands_for(word.text, &self.words[..*end])
        {
            memory.acronyms.insert(word.text.to_owned(), actor.clone());
        }
        if let Some(actor) = memory.acronyms.get(word.text) {
            reference.actors = vec![actor.clone()];
            reference.alternatives = Vec::new();
        }
    }

    /// Gives a role without state the state that its owner, or the document, tells.
    fn give_state(&self, draft: &mut Draft, memory: &Memory) {
        let (Some((role, plural)), MentionValue::Actor(reference)) = (draft.bare, &mut draft.value) else { return };
        let Some(actor) = reference.actors.first_mut().filter(|actor| actor.country.is_none()) else { return };
        let before = draft.start.checked_sub(1).map_or("", |at| self.words[at].text);
        if let Some((end, owner)) = &self.owner
            && *end == draft.start
        {
            if let Some(country) = &owner.country {
                actor.country = Some(country.clone());
                if let Some(part) = actor.id.strip_prefix("role:") {
                    let sector = actor.sector.clone().unwrap_or_default();
                    actor.id = format!("{country}/{sector}/{part}");
                }
                reference.via = Via::Anaphor;
            } else if owner.kind == ActorKind::Organisation {
                // `the United Nations … its peacekeepers`
                actor.id = format!("{}/{}", owner.id, actor.id.strip_prefix("role:").unwrap_or(&actor.id));
                reference.via = Via::Anaphor;
            }
            return;
        }
        let definite = before.eq_ignore_ascii_case("the") || before.eq_ignore_ascii_case("this");
        if let Some(known) = memory.of_role(role, plural, definite, actor) {
            *actor = known;
        }
    }

    /// Notes two states joined by `and`, a hyphen or `with`.
    fn pair(&mut self, draft: &Draft, memory: &mut Memory) {
        if !matches!(draft.value, MentionValue::Actor(_)) || draft.rule == "actors/pronoun" {
            return;
        }
        let country = draft.actor().and_then(|actor| actor.country.clone());
        if let (Some((end, before)), Some(now)) = (&self.previous, &country) {
            let joined = draft.start >= *end
                && draft.start - end <= 3
                && self.words[*end..draft.start]
                    .iter()
                    .all(|word| matches!(word.text, "and" | "-" | "–" | "/" | "," | "the" | "with"));
            if joined {
                memory.pair_of(before, now);
            }
        }
        self.previous = country.map(|country| (draft.end, country));
    }
}
