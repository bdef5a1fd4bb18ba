//! Whom a noun phrase means: its head where that can act, and otherwise its owner, maker or place.

use super::clause::Clause;
use super::trust;
use crate::View;
use crate::grammar::names::Class;
use model::{Actor, ActorKind, MentionValue, Party, Span, Upos, Via};

/// For whom a noun phrase may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Only those who act or are met: states, bodies, people of them.
    Participant,
    /// Besides, those whose words or decisions it is: `a Norlandic statement`.
    Author,
    /// Besides, the owner of anything: `Norland's exports`, `a depot in Norland`.
    Owner,
    /// The doer of an act that is named: `the Norlandic strike`, `the killings by Norland`, but not where or to whom.
    Doer,
}

/// Who is meant by the noun phrase that a token heads, with those joined to it.
pub fn with_conjuncts(view: View, index: usize, clause: &Clause, token: usize, standing: Standing) -> Vec<Party> {
    // `the clan that Norland blames`
    let token = whole(view, clause, if clause.parsed { clause.antecedent(token) } else { token });
    let mut found = named_at(view, index, clause, token, standing);
    // `institutions such as the Norlandic Union and Sudria`.
    let example =
        clause.dependents(token, &["nmod"]).find(|&child| matches!(clause.case(child), Some("such" | "including")));
    let below = |&example: &usize| whole(view, clause, clause.antecedent(example)) > token;
    if let Some(example) = example.filter(|_| found.is_empty()).filter(below) {
        return with_conjuncts(view, index, clause, example, standing);
    }
    let mut heads = vec![token];
    let nominal = |at: usize| matches!(clause.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X | Upos::Adj);
    // `Norland, Sudria and Westmark`: the parser may hang each on the one before.
    while let Some(head) = heads.pop() {
        // `Norland, not Sudria, visited`.
        let excluded = |at: usize| {
            clause.children[at].iter().any(|&child| matches!(clause.lower[child].as_str(), "not" | "nor" | "than"))
        };
        for conjunct in clause.dependents(head, &["conj"]).filter(|&at| at > head && nominal(at) && !excluded(at)) {
            add(&mut found, named_at(view, index, clause, conjunct, standing));
            heads.push(conjunct);
        }
    }
    found
}

/// What is counted or grouped: `activists` in `dozens of activists`.
fn whole(view: View, clause: &Clause, token: usize) -> usize {
    let words = &view.language.events.library.words.parties;
    let part =
        |at: usize| clause.upos(at) != Upos::Propn && (words.partitive.has(clause, at) || is_crowd(view, clause, at));
    let mut at = token;
    // `tens of thousands of activists`
    for _ in 0..3 {
        let of = clause.dependents(at, &["nmod"]).find(|&child| clause.case(child) == Some("of"));
        match of.filter(|_| part(at)) {
            Some(of) => at = of,
            None => break,
        }
    }
    at
}

/// True for a number of people that nobody counted: `thousands marched`.
fn is_crowd(view: View, clause: &Clause, token: usize) -> bool {
    clause.lower[token].ends_with('s') && view.language.events.library.words.parties.crowd.has(clause, token)
}

/// Who is named by the noun phrase that a token heads.
pub fn named_at(view: View, index: usize, clause: &Clause, token: usize, standing: Standing) -> Vec<Party> {
    let own = actor_at(view, index, clause.sentence.tokens[token].span);
    if let [only] = own.as_slice()
        && let Some(actor) = stateless(only)
    {
        // `foreign residents in Norland`: of any state but that.
        let words = &view.language.events.library.words.parties;
        if clause.dependents(token, &["amod"]).any(|child| words.foreign.has(clause, child)) {
            return own;
        }
        // `civilians in Norland`: the words name a role, what follows its state.
        let mut states = around(view, index, clause, token, &["of", "in", "from"], false);
        states.extend(leaders(view, index, clause, token));
        // `Norland, whose leader threatened`
        if clause.children[token].iter().any(|&child| clause.lower[child] == "whose") {
            states.extend(around(view, index, clause, token, &[], true));
        }
        if let Some(country) = states.iter().find_map(|party| party.actor.as_ref()?.country.clone()) {
            let id = format!("{country}/{}", actor.id.trim_start_matches("role:"));
            let actor = Actor { id, country: Some(country), ..actor.clone() };
            return vec![Party { span: only.span, actor: Some(actor) }];
        }
    }
    if !own.is_empty() {
        return own;
    }
    let library = &view.language.events.library;
    let words = &library.words.parties;
    // `the Norland-based group Open Hands`, `his deputy, Mara Vell`: the name says who it is.
    // The parser takes some for a second subject.
    let second = clause.head(token).filter(|_| clause.relation(token) == "nsubj").into_iter().flat_map(|head| {
        let follows = |&name: &usize| clause.extent[name].0 == token + 1;
        clause.dependents(head, &["nsubj"]).filter(follows).collect::<Vec<_>>()
    });
    let apposed = clause
        .dependents(token, &["appos"])
        .chain(second)
        .filter(|&name| clause.upos(name) == Upos::Propn)
        .map(|name| actor_at(view, index, clause.sentence.tokens[name].span))
        .find(|named| named.iter().any(|party| party.actor.as_ref().is_some_and(|a| !a.id.starts_with("role:"))));
    if let Some(named) = apposed.filter(|_| library.is_person(clause, token)) {
        return named;
    }
    let nominal = matches!(
        clause.upos(token),
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::X | Upos::Det
    );
    if !nominal || words.related.contains(&clause.lemmas[token]) {
        return Vec::new();
    }
    let person = library.is_person(clause, token)
        || words.partitive.has(clause, token)
        || !matches!(clause.upos(token), Upos::Noun | Upos::Propn | Upos::X);
    let allowed = match standing {
        Standing::Participant => person,
        Standing::Author => person || words.mouthpiece.has(clause, token),
        Standing::Owner | Standing::Doer => true,
    };
    if !allowed {
        return Vec::new();
    }
    let cases: &[&[&str]] = match standing {
        Standing::Doer if words.movements.has(clause, token) => &[&["by"], &["of"]],
        Standing::Doer => &[&["by", "from"]],
        Standing::Owner if !person => &[&["by"], &["of"], &["in", "from"]],
        _ => &[&["of", "between"], &["in", "from", "by"]],
    };
    let by = if cases[0].contains(&"by") { around(view, index, clause, token, &["by"], false) } else { Vec::new() };
    if !by.is_empty() {
        return by;
    }
    // `missiles fired by Norland`, `attacks carried out by the army`.
    let made: Vec<Party> = clause
        .dependents(token, &["acl"])
        .filter(|&made| clause.full_relation(made) == "acl" && clause.passive(made))
        .filter(|&made| standing == Standing::Doer || standing == Standing::Owner && words.used.has(clause, made))
        .flat_map(|made| clause.agents(made))
        .flat_map(|agent| named_at(view, index, clause, agent, Standing::Author))
        .collect();
    if !made.is_empty() {
        return made;
    }
    let mut found = around(view, index, clause, token, &[], true);
    // `his ousting`: whose deed it is called suffers it, unless `of` tells who does.
    if standing == Standing::Doer
        && words.deeds.has(clause, token)
        && clause.dependents(token, &["nmod"]).all(|child| clause.case(child) != Some("of"))
    {
        let owner = clause.children[token].iter().find(|&&child| clause.full_relation(child) == "nmod:poss");
        let owner = owner.map(|&owner| clause.sentence.tokens[owner].span);
        found.retain(|party| owner.is_none_or(|owner| !party.span.overlaps(owner)));
    }
    // Who only belongs to a body that is no state's is somebody else: `a professor of Norland University`.
    if person && standing != Standing::Owner {
        found.retain(|party| party.actor.as_ref().is_some_and(|a| a.is_side() && a.kind != ActorKind::Company));
    }
    for cases in cases {
        if !found.is_empty() {
            break;
        }
        found = around(view, index, clause, token, cases, false);
    }
    // `his Norlandic counterpart, Mara Vell`: the person goes before the state.
    let person_of = |country: &Option<String>| {
        found.iter().any(|party| {
            party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person && actor.country == *country)
        })
    };
    let doubled: Vec<bool> = found
        .iter()
        .map(|party| {
            let state = party.actor.as_ref().filter(|actor| actor.kind == ActorKind::State);
            state.is_some_and(|actor| person_of(&actor.country))
        })
        .collect();
    let mut doubled = doubled.into_iter();
    found.retain(|_| !doubled.next().unwrap_or(false));
    if words.private.has(clause, token) {
        found = found.into_iter().map(|party| private(clause, token, party)).collect();
    }
    found
}

/// Those who lead what a noun names: `governments led by Mara Vell`.
fn leaders(view: View, index: usize, clause: &Clause, token: usize) -> Vec<Party> {
    clause
        .dependents(token, &["acl"])
        .filter(|&led| matches!(clause.lower[led].as_str(), "led" | "headed" | "run" | "chaired" | "commanded"))
        .flat_map(|led| clause.agents(led))
        .flat_map(|leader| actor_at(view, index, clause.sentence.tokens[leader].span))
        .collect()
}

/// Private people and bodies of a state, which are not the state: `Norlandic scholars`.
fn private(clause: &Clause, token: usize, party: Party) -> Party {
    let own = clause.sentence.tokens[token].span;
    match party.actor {
        Some(actor) if actor.kind == ActorKind::State && actor.sector.is_none() => {
            let noun = &clause.lower[token];
            let actor = Actor {
                id: format!("{}/CVL/{noun}", actor.id),
                name: format!("{noun} of {}", actor.name),
                sector: Some("CVL".to_owned()),
                kind: ActorKind::People,
                ..actor
            };
            Party { span: party.span.cover(own), actor: Some(actor) }
        }
        actor => Party { actor, ..party },
    }
}

/// The role without a state that a party is, if it is one.
fn stateless(party: &Party) -> Option<&Actor> {
    party.actor.as_ref().filter(|actor| actor.country.is_none() && actor.id.starts_with("role:"))
}

/// True for a role of no state: `peacekeepers`.
pub fn is_nobodys(party: &Party) -> bool {
    stateless(party).is_some()
}

/// The actors that modify a noun: before it as possessor or attribute, or after one of the prepositions.
fn around(view: View, index: usize, clause: &Clause, token: usize, cases: &[&str], before: bool) -> Vec<Party> {
    let here = |at: usize| actor_at(view, index, clause.sentence.tokens[at].span);
    let mut found = Vec::new();
    for &child in &clause.children[token] {
        let relation = clause.relation(child);
        let owner = clause.full_relation(child) == "nmod:poss";
        let takes = if before {
            // `Norland Steel`: the state's name in a longer name is not the state.
            let longer = clause.upos(token) == Upos::Propn
                && clause.upos(child) == Upos::Propn
                && matches!(relation, "compound" | "flat");
            (owner || matches!(relation, "compound" | "amod" | "flat")) && !longer || relation == "appos"
        } else {
            relation == "nmod" && !owner && clause.case(child).is_some_and(|case| cases.contains(&case))
        };
        if !takes {
            continue;
        }
        add(&mut found, here(if owner { clause.antecedent(child) } else { child }));
        if relation != "appos" {
            for conjunct in clause.dependents(child, &["conj"]) {
                add(&mut found, here(conjunct));
            }
            // `the government of the Norlandic republic`, `a leading Norlandic company's ships`.
            if found.is_empty() && (owner || !before) {
                for deeper in clause.dependents(child, &["compound", "amod", "nmod"]) {
                    let near = clause.full_relation(deeper) == "nmod:poss"
                        || clause.relation(deeper) != "nmod"
                        || clause.case(deeper) == Some("of");
                    if near && !trust::is_related(&view.language.events.library, clause, child) {
                        add(&mut found, here(deeper));
                    }
                }
            }
        }
    }
    found
}

/// The actors of the mention that covers a token.
pub fn actor_at(view: View, index: usize, span: Span) -> Vec<Party> {
    let covering = view.mentions_in(index).iter().filter(|mention| mention.span.contains(span));
    for mention in covering {
        if let MentionValue::Actor(reference) = &mention.value {
            if reference.via == Via::Unlisted && reference.actors.is_empty() {
                return Vec::new();
            }
            return reference
                .actors
                .iter()
                .map(|actor| Party { span: mention.span, actor: Some(actor.clone()) })
                .collect();
        }
    }
    Vec::new()
}

/// The state in which the place lies that a token names.
pub fn state_of_place(view: View, index: usize, clause: &Clause, token: usize) -> Option<Party> {
    let span = clause.sentence.tokens[token].span;
    view.mentions_in(index).iter().filter(|mention| mention.span.contains(span)).find_map(|mention| {
        match &mention.value {
            MentionValue::Place { country: Some(country), .. } => {
                Some(Party { span: mention.span, actor: Some(state(view, country)) })
            }
            _ => None,
        }
    })
}

fn state(view: View, country: &str) -> Actor {
    Actor {
        id: country.to_owned(),
        name: view.language.actors.state_name(country).unwrap_or(country).to_owned(),
        country: Some(country.to_owned()),
        sector: None,
        kind: ActorKind::State,
        office: None,
    }
}

/// Somebody whom the ontology does not know: a proper name or a noun for people, with the words of its noun phrase.
pub fn unknown(view: View, index: usize, clause: &Clause, token: usize) -> Option<Party> {
    let token = whole(view, clause, token);
    let beside = matches!(clause.relation(token), "obl" | "nmod")
        && clause
            .case(token)
            .is_some_and(|case| matches!(case, "on" | "in" | "at" | "during" | "after" | "before" | "since" | "from"));
    if beside { None } else { unknown_person(view, index, clause, token) }
}

fn unknown_person(view: View, index: usize, clause: &Clause, token: usize) -> Option<Party> {
    let library = &view.language.events.library;
    let noun = library.is_person(clause, token) || is_crowd(view, clause, token);
    let person = noun || clause.upos(token) == Upos::Propn;
    // A place is nobody, unless it acts: `Lyon became a sister city`.
    let place = is_place(view, index, clause, token);
    if place && clause.relation(token) != "nsubj" {
        return None;
    }
    if !person || trust::is_time(view, index, clause, token) || matches!(clause.relation(token), "amod" | "compound") {
        return None;
    }
    (noun || place || names_somebody(view, clause, token)).then(|| nameless(clause, token))
}

/// True where the trained finder of names takes a word for the name of a person, a body or a people; where it takes it for
/// no name at all, a proper noun of several words still is one.
fn names_somebody(view: View, clause: &Clause, token: usize) -> bool {
    match clause.names(view).iter().find(|(first, end, _)| (*first..*end).contains(&token)) {
        Some((_, _, class)) => matches!(class, Class::Person | Class::Organization | Class::Nationality),
        None => clause.children[token].iter().any(|&child| matches!(clause.relation(child), "flat" | "compound")),
    }
}

/// True where a token names a place.
fn is_place(view: View, index: usize, clause: &Clause, token: usize) -> bool {
    let span = clause.sentence.tokens[token].span;
    view.mentions_in(index)
        .iter()
        .any(|mention| mention.span.contains(span) && matches!(mention.value, MentionValue::Place { .. }))
}

/// A party of nobody known, with the words of its noun phrase.
pub fn nameless(clause: &Clause, token: usize) -> Party {
    let mut span = clause.sentence.tokens[token].span;
    for &child in &clause.children[token] {
        let told = matches!(clause.relation(child), "compound" | "amod" | "flat" | "det" | "nummod");
        if told || clause.full_relation(child) == "nmod:desc" {
            span = span.cover(clause.sentence.tokens[child].span);
        }
    }
    Party { span, actor: None }
}

/// Somebody unknown whose the noun is: `a request from Norlandish officials`.
pub fn unknown_owner(view: View, index: usize, clause: &Clause, token: usize) -> Option<Party> {
    clause
        .dependents(token, &["nmod"])
        .filter(|&child| {
            clause.full_relation(child) == "nmod:poss"
                || clause.case(child).is_some_and(|case| matches!(case, "by" | "from" | "of"))
        })
        .filter(|&child| actor_at(view, index, clause.sentence.tokens[child].span).is_empty())
        .find_map(|child| unknown_person(view, index, clause, child))
}

/// True where two parties are the same actor.
pub fn same(left: &Party, right: &Party) -> bool {
    match (&left.actor, &right.actor) {
        (Some(left), Some(right)) => left.id == right.id,
        _ => left.span.overlaps(right.span),
    }
}

/// Adds parties that are not there yet.
pub fn add(parties: &mut Vec<Party>, more: Vec<Party>) {
    for party in more {
        if !parties.iter().any(|other| same(other, &party)) {
            parties.push(party);
        }
    }
}
