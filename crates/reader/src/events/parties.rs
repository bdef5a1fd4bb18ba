//! Who is meant by the words in a role.

use super::clause::Clause;
use super::readings::{Reading, Role};
use super::trust;
use crate::View;
use model::{Actor, ActorKind, MentionValue, Party, Span, Upos, Via};

/// The parties of a reading in a sentence; `None` where the sides are not both known.
pub fn parties(view: View, index: usize, clause: &Clause, reading: &Reading) -> Option<(Vec<Party>, Vec<Party>)> {
    let mut sources = Vec::new();
    let best = reading.sources.first()?.rank;
    for role in &reading.sources {
        if role.rank > best && !sources.is_empty() {
            break;
        }
        if !is_thing(view, index, clause, role.token, &reading.event_type) {
            add(&mut sources, with_conjuncts(view, index, clause, role.token));
        }
        // Where the pronoun is resolved, the speaker that stands in for it is not needed.
        if is_pronoun(clause, role.token) && !sources.is_empty() {
            break;
        }
    }
    if sources.is_empty() && !trust::is_verbal(&reading.event_type) {
        sources.extend(
            reading
                .sources
                .iter()
                .filter(|role| role.rank == best)
                .find_map(|role| unknown(view, index, clause, role.token)),
        );
    }
    if sources.is_empty() {
        return None;
    }
    let mut targets = target_parties(view, index, clause, reading, &sources);
    let nameless = |token: usize| !trust::is_verbal(&reading.event_type) || clause.upos(token) == Upos::Noun;
    if targets.is_empty() && sources.iter().any(|party| party.actor.is_some()) {
        let nearest = reading
            .targets
            .iter()
            .filter(|role| role.rank < reading.target_limit.min(2) && nameless(role.token))
            .find_map(|role| unknown(view, index, clause, role.token));
        targets.extend(nearest.filter(|party| sources.iter().all(|source| source.span != party.span)));
    }
    // The ledger is about states and their organisations.
    if !targets.iter().chain(&sources).any(|party| party.actor.as_ref().is_some_and(Actor::is_side)) {
        return None;
    }
    if reading.reciprocal {
        let sides = count_sides(&sources);
        if targets.is_empty() && sides >= 2 {
            targets = sources.clone();
        }
    }
    if targets.is_empty() && matches!(reading.event_type.as_str(), "ASSAULT" | "PROTEST" | "MOBILIZE") {
        targets = places(view, index, clause, reading);
        let home = |party: &Party| party.actor.as_ref().map(Actor::side);
        targets.retain(|target| sources.iter().all(|source| home(source) != home(target)));
    }
    targets.retain(|target| {
        reading.reciprocal && count_sides(&sources) >= 2 || !sources.iter().any(|source| same(source, target))
    });
    if targets.is_empty() {
        return None;
    }
    if reading.reciprocal && targets != sources {
        add(&mut sources, targets);
        targets = sources.clone();
    }
    Some((sources, targets))
}

fn is_pronoun(clause: &Clause, token: usize) -> bool {
    matches!(clause.lower[token].as_str(), "it" | "he" | "she" | "they" | "them" | "him" | "her")
}

/// Somebody whom the ontology does not know: a proper name or a noun for people, with the words of its noun phrase.
fn unknown(view: View, index: usize, clause: &Clause, token: usize) -> Option<Party> {
    if trust::is_time(view, index, clause, token) {
        return None;
    }
    let person = clause.upos(token) == Upos::Propn || view.language.events.library.is_person(clause, token);
    if matches!(clause.relation(token), "amod" | "compound") {
        return None;
    }
    if !person
        || matches!(clause.relation(token), "obl" | "nmod")
            && clause
                .case(token)
                .is_some_and(|case| matches!(case, "on" | "in" | "at" | "during" | "after" | "before" | "since"))
    {
        return None;
    }
    let mut span = clause.sentence.tokens[token].span;
    for &child in &clause.children[token] {
        if matches!(clause.relation(child), "compound" | "amod" | "flat" | "det" | "nummod") {
            span = span.cover(clause.sentence.tokens[child].span);
        }
    }
    Some(Party { span, actor: None })
}

/// The states in which the act takes place, where its victims or addressees are not named otherwise.
fn places(view: View, index: usize, clause: &Clause, reading: &Reading) -> Vec<Party> {
    let start = clause.sentence.tokens[reading.trigger].span.start;
    let place =
        view.mentions_in(index).iter().filter(|mention| mention.span.start > start).find_map(|mention| match &mention
            .value
        {
            MentionValue::Place { country: Some(country), .. } => Some((mention.span, country.clone())),
            _ => None,
        });
    place.map_or_else(Vec::new, |(span, country)| {
        let actor = Actor {
            id: country.clone(),
            name: country.clone(),
            country: Some(country),
            sector: None,
            kind: ActorKind::State,
            office: None,
        };
        vec![Party { span, actor: Some(actor) }]
    })
}

fn target_parties(view: View, index: usize, clause: &Clause, reading: &Reading, sources: &[Party]) -> Vec<Party> {
    let mut ranked: Vec<&Role> = reading.targets.iter().collect();
    ranked.sort_by_key(|role| role.rank);
    let foreign = |party: &Party| {
        party.actor.as_ref().is_some_and(|actor| {
            actor.is_side()
                && sources.iter().filter_map(|source| source.actor.as_ref()).all(|source| source.side() != actor.side())
        })
    };
    // In the places that the frame names anybody; further away only another state or an organisation of states.
    let library = &view.language.events.library;
    for (limit, far) in [(reading.target_limit, false), (reading.target_limit + 3, true)] {
        for role in ranked.iter().filter(|role| !clause.parsed || role.rank < limit) {
            if far && !trust::links_far(clause, reading, role.token)
                || !trust::links_target(library, clause, reading, role.token)
                || trust::is_verbal(&reading.event_type) && is_thing_strict(view, index, clause, role.token)
            {
                continue;
            }
            let found: Vec<Party> = with_conjuncts(view, index, clause, role.token)
                .into_iter()
                .filter(|party| !sources.iter().any(|source| same(source, party)) && (!far || foreign(party)))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// True where two parties are the same actor.
fn same(left: &Party, right: &Party) -> bool {
    match (&left.actor, &right.actor) {
        (Some(left), Some(right)) => left.id == right.id,
        _ => left.span == right.span,
    }
}

fn count_sides(parties: &[Party]) -> usize {
    let mut sides: Vec<String> = parties.iter().filter_map(|party| party.actor.as_ref().map(Actor::side)).collect();
    sides.sort();
    sides.dedup();
    sides.len()
}

fn add(parties: &mut Vec<Party>, more: Vec<Party>) {
    for party in more {
        if !parties.iter().any(|other| same(other, &party)) {
            parties.push(party);
        }
    }
}

fn with_conjuncts(view: View, index: usize, clause: &Clause, token: usize) -> Vec<Party> {
    let mut found = named_at(view, index, clause, token);
    let mut heads = vec![token];
    let nominal = |at: usize| matches!(clause.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X | Upos::Adj);
    // `Norland, Sudria and Westmark`: the parser may hang each on the one before.
    while let Some(head) = heads.pop() {
        for conjunct in clause.dependents(head, &["conj"]).filter(|&at| at > head && nominal(at)) {
            add(&mut found, named_at(view, index, clause, conjunct));
            heads.push(conjunct);
        }
    }
    found
}

/// Who is named by the noun phrase that a token heads: itself, its possessor or modifiers, or what follows with `of`,
/// `in` or `from`.
pub fn named_at(view: View, index: usize, clause: &Clause, token: usize) -> Vec<Party> {
    let own = actor_at(view, index, clause.sentence.tokens[token].span);
    if !own.is_empty() {
        return own;
    }
    if !matches!(
        clause.upos(token),
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::X | Upos::Det
    ) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for &child in &clause.children[token] {
        let inside = matches!(clause.relation(child), "compound" | "amod" | "flat" | "appos")
            || clause.full_relation(child) == "nmod:poss";
        // `Norland Steel`, `Rainbow Norland`: the state's name in a longer name is not the state.
        let longer = clause.upos(token) == Upos::Propn
            && clause.upos(child) == Upos::Propn
            && matches!(clause.relation(child), "compound" | "flat");
        if inside && !longer && !trust::is_related(clause, token) {
            let mut deeper = actor_at(view, index, clause.sentence.tokens[child].span);
            for &conjunct in &clause.children[child] {
                if matches!(clause.relation(conjunct), "conj" | "compound" | "amod" | "nmod" | "flat") {
                    deeper.extend(actor_at(view, index, clause.sentence.tokens[conjunct].span));
                }
            }
            add(&mut found, deeper);
        }
    }
    if found.is_empty() && !trust::is_related(clause, token) {
        for child in clause.dependents(token, &["nmod"]) {
            if clause
                .case(child)
                .is_some_and(|case| matches!(case, "of" | "in" | "from" | "on" | "at" | "between" | "to"))
            {
                found = named_shallow(view, index, clause, child);
                for conjunct in clause.dependents(child, &["conj"]) {
                    add(&mut found, named_shallow(view, index, clause, conjunct));
                }
                if !found.is_empty() {
                    break;
                }
            }
        }
    }
    found
}

/// True for a noun that is no actor though it belongs to one: `China's Youth Day`, `the forum in Norland`.
fn is_thing(view: View, index: usize, clause: &Clause, token: usize, event_type: &str) -> bool {
    trust::is_verbal(event_type) && is_thing_strict(view, index, clause, token)
}

fn is_thing_strict(view: View, index: usize, clause: &Clause, token: usize) -> bool {
    let here = |at: usize| !actor_at(view, index, clause.sentence.tokens[at].span).is_empty();
    clause.parsed
        && clause.upos(token) == Upos::Noun
        && !here(token)
        && !trust::stands_for_owner(&view.language.events.library, clause, token)
        && !clause.children[token].iter().any(|&child| {
            matches!(clause.relation(child), "compound" | "amod" | "flat" | "appos") && here(child)
                || clause.full_relation(child) == "nmod:poss"
                || clause.relation(child) == "nmod"
                    && clause
                        .case(child)
                        .is_some_and(|case| matches!(case, "of" | "by" | "on" | "against" | "to" | "between" | "with"))
        })
}

fn named_shallow(view: View, index: usize, clause: &Clause, token: usize) -> Vec<Party> {
    let own = actor_at(view, index, clause.sentence.tokens[token].span);
    if !own.is_empty() {
        return own;
    }
    for &child in &clause.children[token] {
        if matches!(clause.relation(child), "compound" | "amod" | "flat" | "nmod" | "conj") {
            let found = actor_at(view, index, clause.sentence.tokens[child].span);
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// The actors of the mention that covers a token. A place stands for the state that it lies in.
fn actor_at(view: View, index: usize, span: Span) -> Vec<Party> {
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
