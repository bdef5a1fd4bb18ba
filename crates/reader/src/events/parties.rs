//! Who acts and who is acted upon in a reading.
//!
//! Each role of the reading names tokens, best first; here they become parties. The first role that somebody fills
//! decides: where the subject is somebody whom nobody knows, no other word of the sentence takes its place.

use super::addressed::helped_place;
use super::clause::Clause;
use super::frames::Library;
use super::noun_phrases::{Standing, actor_at, add, is_nobodys, same, state_of_place, unknown, with_conjuncts};
use super::readings::{Reading, Role};
use super::record::{is_of_record, is_part, matter};
use super::roles::{carrier, occasion_of};
use super::targets::{places, target_parties};
use crate::View;
use model::{Actor, ActorKind, Party, Upos};

/// The parties of a reading in a sentence; `None` where the sides are not both known.
pub fn parties(view: View, index: usize, clause: &Clause, reading: &Reading) -> Option<(Vec<Party>, Vec<Party>)> {
    let (mut sources, source_tokens) = source_parties(view, index, clause, reading);
    // `a Norlandic cook moved to Sudria`: private people deploy nobody.
    let private = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("CVL"));
    if sources.is_empty() || reading.mode.as_deref() == Some("troops") && sources.iter().all(private) {
        return None;
    }
    if reading.event_type == "PROTEST" {
        residents(view, index, clause, reading, &mut sources);
    }
    let (mut targets, with) = target_parties(view, index, clause, reading, &sources, &source_tokens);
    if !is_of_record(reading, &sources, &targets) {
        return None;
    }
    if !targets.is_empty() && !matter(view, reading, &sources, &targets) {
        return None;
    }
    // `Norland and Sudria agreed to settle their quarrel over Rocky Reef`: what nobody knows is no other side.
    let nobody = targets.iter().all(|target| target.actor.is_none() || is_nobodys(target));
    let mutual = is_mutual(view, reading, with || nobody && (targets.is_empty() || count_camps(&sources) >= 2));
    if mutual && (targets.is_empty() || !with) && count_camps(&sources) >= 2 {
        return Some((sources.clone(), sources));
    }
    if targets.is_empty() && matches!(reading.event_type.as_str(), "ASSAULT" | "PROTEST" | "MOBILIZE") {
        targets = places(view, index, clause, reading);
        let home = |party: &Party| party.actor.as_ref().map(Actor::side);
        targets.retain(|target| sources.iter().all(|source| home(source) != home(target)));
    }
    // CAMEO 033: help that is promised.
    let promised = reading.cameo.as_deref().is_some_and(|code| code.starts_with("033"));
    if targets.is_empty() && (reading.event_type == "AID" || promised) {
        targets.extend(helped_place(view, index, clause, reading, &sources));
    }
    targets.retain(|target| {
        !sources.iter().any(|source| same(source, target) || is_part(view, index, reading, source, target))
    });
    if targets.is_empty() {
        return None;
    }
    // `Norland beat Sudria`: a state is no body that can be beaten.
    let bodiless = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State);
    if reading.mode.as_deref() == Some("beat") && targets.iter().all(bodiless) && sources.iter().all(bodiless) {
        return None;
    }
    if mutual {
        add(&mut sources, targets);
        targets = sources.clone();
    }
    Some((sources, targets))
}

/// Gives those who protest the state where they do, unless the words tell another: `thousands marched in Norport`.
fn residents(view: View, index: usize, clause: &Clause, reading: &Reading, sources: &mut Vec<Party>) {
    let stateless = |party: &Party| party.actor.as_ref().is_none_or(|actor| actor.country.is_none());
    if !sources.iter().all(stateless) {
        return;
    }
    let place = places(view, index, clause, reading).into_iter().find_map(|place| place.actor);
    let Some(state) = place.filter(|state| state.kind == ActorKind::State) else { return };
    let of_state = |party: Party| {
        let role = party.actor.map(|actor| (actor.id.trim_start_matches("role:").to_owned(), actor.sector, actor.name));
        let (role, sector, name) =
            role.unwrap_or(("CVL".to_owned(), Some("CVL".to_owned()), format!("people in {}", state.name)));
        let actor = Actor {
            id: format!("{}/{role}", state.id),
            name,
            country: state.country.clone(),
            sector,
            kind: ActorKind::People,
            office: None,
        };
        Party { actor: Some(actor), ..party }
    };
    let told = std::mem::take(sources).into_iter().map(of_state).collect();
    add(sources, told);
}

/// True where the parties do it with each other: the act itself is mutual, or one does it `with` the other.
fn is_mutual(view: View, reading: &Reading, with: bool) -> bool {
    let act = &view.language.events.library.frames[reading.frame];
    match reading.operator {
        None => reading.reciprocal,
        Some(_) => reading.reciprocal && (act.reciprocal || with),
    }
}

/// Those who act, and the tokens that name them.
fn source_parties(view: View, index: usize, clause: &Clause, reading: &Reading) -> (Vec<Party>, Vec<usize>) {
    let library = &view.language.events.library;
    let verb = carrier(library, clause, reading.trigger);
    let standing = match reading.event_type.as_str() {
        "ASSAULT" | "MOBILIZE" | "SANCTION" | "COERCE" => Standing::Owner,
        "CONSULT" => Standing::Participant,
        _ => Standing::Author,
    };
    let body = clause.body();
    let nominal = matches!(clause.upos(reading.trigger), Upos::Noun | Upos::Propn);
    // Beside a noun stand those who do it in several ways; the surer first.
    // `hosted talks between`, `brought up the shooting by`: where the noun tells who, its verb's subject is another.
    let told = nominal
        && reading.sources.iter().any(|role| {
            clause.head(role.token) == Some(reading.trigger)
                && matches!(clause.case(role.token), Some("by" | "between"))
        });
    let order = |role: &Role| -> u8 {
        if !clause.parsed {
            return 0;
        }
        if told && clause.head(role.token) != Some(reading.trigger) {
            return 3;
        }
        if clause.head(role.token) != Some(reading.trigger) {
            // `did it with the support of`: the clause's subject is not who does what a noun in it tells.
            let occasion = reading.reciprocal && occasion_of(library, clause, reading.trigger).is_some();
            return if nominal && verb == reading.trigger && !occasion { 3 } else { 0 };
        }
        match (clause.full_relation(role.token), clause.case(role.token)) {
            ("nmod" | "obl" | "obl:agent", Some("by" | "between")) => 0,
            ("nsubj" | "nsubj:pass" | "obj", _) => 0,
            ("nmod:poss", _) => 1,
            _ => 2,
        }
    };
    if clause.parsed && clause.passive(verb) {
        // `killed in a Norlandic raid`: who does the deed is told by its noun.
        let agent = clause.agents(verb).next().is_some();
        let deed = clause
            .dependents(verb, &["obl"])
            .find(|&token| matches!(clause.case(token), Some("in" | "during")) && library.names_act(clause, token));
        if let Some(deed) = deed.filter(|_| !agent) {
            let doers = with_conjuncts(view, index, clause, deed, Standing::Doer);
            return (doers, vec![deed]);
        }
    }
    let able = reading.sources.iter().filter(|role| !is_attribute(view, index, clause, reading, role.token));
    let mut able: Vec<&Role> = able.filter(|role| !library.words.parties.ground.has(clause, role.token)).collect();
    let Some(best) = able.iter().map(|role| role.rank).min() else {
        let (told, tokens) = announcers(view, index, clause, reading, verb);
        return if told.is_empty() { both_sides(view, index, clause, reading, verb) } else { (told, tokens) };
    };
    let case = |token: usize| match clause.case(token) {
        None if clause.relation(token) == "conj" => clause.head(token).and_then(|head| clause.case(head)),
        own => own,
    };
    let unnamed = library.frames[reading.frame].pattern.source.is_empty();
    let place = best > 0 && unnamed && able.iter().all(|role| matches!(case(role.token), Some("in" | "from")));
    let doer = match reading.mode.as_deref() {
        Some("arrest") => "in",
        Some("deport" | "expel") => "from",
        _ if place => return Default::default(),
        _ => "",
    };
    if place {
        able.retain(|role| case(role.token) == Some(doer));
    }
    let mut roles: Vec<(u8, &Role)> = able
        .into_iter()
        .filter(|role| role.rank == best && role.token >= body)
        .map(|role| (order(role), role))
        .collect();
    if clause.relation(reading.trigger) != "obj" {
        roles.retain(|(order, _)| *order < 3);
    }
    roles.sort_by_key(|(order, _)| *order);
    // `the Directorate said it seized`: the speaker goes before what the pronoun may mean elsewhere.
    let spoken = roles.iter().any(|(_, role)| is_speaker(view, index, clause, verb, role.token));
    if spoken {
        roles.retain(|(_, role)| !is_pronoun(clause, role.token));
    }
    let mut sources = Vec::new();
    let mut tokens = Vec::new();
    let mut settled = None;
    for &(order, role) in &roles {
        if settled.is_some_and(|settled| order > settled) && !reading.reciprocal {
            break;
        }
        // `the attack in Norland killed two`: where an act happens is not who does it.
        let act = library.names_act(clause, clause.antecedent(role.token));
        let standing = match standing {
            Standing::Owner if act => Standing::Doer,
            _ if reading.event_type == "AID" && library.words.parties.conveyance.has(clause, role.token) => {
                Standing::Owner
            }
            standing => standing,
        };
        let mut found = with_conjuncts(view, index, clause, role.token, standing);
        if place {
            // `was expelled from the party`: only a state, or an organisation of states, is a place that acts.
            let acts = |actor: &Actor| match actor.kind {
                ActorKind::State => true,
                ActorKind::Organisation => doer == "from" && actor.is_side(),
                _ => false,
            };
            found.retain(|party| party.actor.as_ref().is_some_and(acts));
        }
        if found.is_empty() && place {
            found.extend(state_of_place(view, index, clause, role.token));
        }
        if !found.is_empty() {
            settled = settled.or(Some(order));
            tokens.push(role.token);
            add(&mut sources, found);
            // Where the pronoun is resolved, the speaker that stands in for it is not needed.
            if is_pronoun(clause, role.token) {
                break;
            }
        } else if clause.parsed && order == 0 && !place && verb != role.token && !is_pronoun(clause, role.token) {
            // Somebody unknown stands in the first place: nobody else takes it.
            break;
        }
    }
    if sources.is_empty() {
        // `the parliament passed a resolution condemning`: a document speaks for who issued it.
        let issuer = roles.iter().find_map(|(_, role)| issuer(library, clause, role.token));
        if let Some(issuer) = issuer {
            tokens.push(issuer);
            add(&mut sources, with_conjuncts(view, index, clause, issuer, Standing::Author));
        }
    }
    if sources.is_empty() && clause.parsed {
        // `Lyon became a sister city`: a city that acts does so as a part of its state.
        let words = matches!(reading.event_type.as_str(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN");
        let acts = |role: &&(u8, &Role)| clause.full_relation(role.1.token) == "nsubj" && !words;
        let city = roles
            .iter()
            .filter(acts)
            .find_map(|(_, role)| Some((role.token, state_of_place(view, index, clause, role.token)?)));
        if let Some((token, party)) = city {
            tokens.push(token);
            sources.push(party);
        }
    }
    if sources.is_empty() && !place && !matches!(reading.event_type.as_str(), "CONSULT" | "AGREE" | "COOPERATE") {
        let unlisted = roles.iter().find_map(|(_, role)| Some((role.token, unknown(view, index, clause, role.token)?)));
        if let Some((token, party)) = unlisted {
            tokens.push(token);
            sources.push(party);
        }
    }
    (sources, tokens)
}

/// Those between whom a mutual act passes that names nobody else: `relations between Norland and Sudria were restored`.
fn both_sides(view: View, index: usize, clause: &Clause, reading: &Reading, verb: usize) -> (Vec<Party>, Vec<usize>) {
    let between = |role: &&Role| clause.case(role.token) == Some("between") && role.rank < reading.target_limit;
    let Some(role) = reading.targets.iter().find(between).filter(|_| reading.reciprocal && clause.passive(verb)) else {
        return Default::default();
    };
    let sides = with_conjuncts(view, index, clause, role.token, Standing::Participant);
    if count_camps(&sides) >= 2 { (sides, vec![role.token]) } else { Default::default() }
}

/// Who did what the passive tells of nobody, where those who tell it can do it themselves: `two Norlanders were detained,
/// the coast guard said`.
fn announcers(view: View, index: usize, clause: &Clause, reading: &Reading, verb: usize) -> (Vec<Party>, Vec<usize>) {
    if !clause.parsed || !clause.passive(verb) || reading.event_type != "COERCE" {
        return Default::default();
    }
    let library = &view.language.events.library;
    let report = clause.reporting(verb, |say| library.is_speech(clause, say));
    let speaker = report.and_then(|say| clause.dependents(say, &["nsubj"]).next());
    let Some(speaker) = speaker else { return Default::default() };
    let mut found = with_conjuncts(view, index, clause, speaker, Standing::Author);
    let words = &library.words.parties;
    found.retain(|party| {
        let guards =
            || view.words(party.span).to_lowercase().split_whitespace().any(|word| words.guards.contains(word));
        party.actor.as_ref().filter(|actor| actor.country.is_some()).is_some_and(|actor| {
            match actor.sector.as_deref() {
                Some("COP" | "MIL" | "SPY" | "JUD") => true,
                Some("GOV") => guards(),
                _ => false,
            }
        })
    });
    if found.is_empty() { Default::default() } else { (found, vec![speaker]) }
}

/// True for a word that only says of which kind the act's noun is: `military` in `the military attack`, `total` in `its
/// total rejection`.
fn is_attribute(view: View, index: usize, clause: &Clause, reading: &Reading, token: usize) -> bool {
    clause.parsed
        && clause.head(token) == Some(reading.trigger)
        && matches!(clause.relation(token), "amod" | "compound" | "nummod" | "advmod")
        && clause.upos(token) != Upos::Propn
        && !view.language.events.library.is_person(clause, token)
        && actor_at(view, index, clause.sentence.tokens[token].span).is_empty()
}

/// True for the subject of the report right above a verb whose own subject is a pronoun that agrees with it.
fn is_speaker(view: View, index: usize, clause: &Clause, verb: usize, token: usize) -> bool {
    let library = &view.language.events.library;
    let reported = clause.relation(verb) == "ccomp"
        && clause.head(verb).is_some_and(|report| {
            library.is_speech(clause, report) && clause.subject(report).is_some_and(|(subject, _)| subject == token)
        });
    let Some(pronoun) = clause.dependents(verb, &["nsubj"]).next().filter(|_| reported) else { return false };
    let who = actor_at(view, index, clause.sentence.tokens[token].span);
    let person = |party: &Party| {
        party.actor.as_ref().is_some_and(|actor| matches!(actor.kind, ActorKind::Person | ActorKind::People))
    };
    match clause.lower[pronoun].as_str() {
        "it" => !who.iter().any(person) && (!who.is_empty() || clause.sentence.tokens[token].xpos == "NNP"),
        "he" | "she" => {
            who.iter().any(person)
                || who.is_empty() && (clause.sentence.tokens[token].xpos == "NNP" || library.is_person(clause, token))
        }
        _ => false,
    }
}

/// Who passed, issued or signed the document that a token names.
fn issuer(library: &Library, clause: &Clause, token: usize) -> Option<usize> {
    if !clause.parsed || !library.words.parties.mouthpiece.has(clause, token) || clause.relation(token) != "obj" {
        return None;
    }
    clause.subject(clause.head(token)?).map(|(subject, _)| subject)
}

fn is_pronoun(clause: &Clause, token: usize) -> bool {
    clause.upos(token) == Upos::Pron
        && matches!(clause.lower[token].as_str(), "it" | "he" | "she" | "they" | "them" | "him" | "her" | "we" | "i")
}

/// How many camps there are: sides, and within a side its sectors.
fn count_camps(parties: &[Party]) -> usize {
    let mut camps: Vec<(String, Option<String>)> = parties
        .iter()
        .filter_map(|party| party.actor.as_ref().map(|actor| (actor.side(), actor.sector.clone())))
        .collect();
    camps.sort();
    camps.dedup();
    // A state and its own government are one camp.
    let sides: std::collections::BTreeSet<&String> = camps.iter().map(|(side, _)| side).collect();
    if sides.len() == 1 {
        camps.retain(|(_, sector)| sector.is_some());
    } else {
        return sides.len();
    }
    camps.len()
}
