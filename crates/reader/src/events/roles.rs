//! Which tokens may play which part: sources and targets of a matched frame, best first.

use super::clause::{Clause, is_be};
use super::frames::{Library, Match};
use super::pattern::{Class, Pattern, Slot};
use super::readings::Role;
use model::Upos;

/// The verb that carries a trigger: itself, or the light verb above a noun.
pub fn carrier(library: &Library, clause: &Clause, trigger: usize) -> usize {
    if !matches!(clause.upos(trigger), Upos::Noun | Upos::Propn | Upos::X) {
        return trigger;
    }
    light_verb(library, clause, trigger).unwrap_or(trigger)
}

/// Prepositions through which a verb carries a noun: `engaged in talks`, `put under pressure`.
const CARRYING: [&str; 8] = ["in", "into", "on", "to", "under", "with", "of", "for"];

/// The light verb of which a noun is the object: `held talks`, `talks were held`, `launched a series of attacks`.
fn light_verb(library: &Library, clause: &Clause, noun: usize) -> Option<usize> {
    let verbal = |at: usize| !clause.parsed || matches!(clause.upos(at), Upos::Verb | Upos::Aux);
    let light = |at: usize| verbal(at) && library.light.iter().any(|&word| clause.is(at, word));
    if clause.parsed {
        let mut at = noun;
        for _ in 0..4 {
            let relation = clause.relation(at);
            let head = clause.head(at)?;
            match relation {
                "nsubj" if clause.dependents(head, &["obj"]).next().is_some() => return None,
                // `gave a deadline over an attack`: what is only the matter of a noun is not done by its verb.
                "obl" if !clause.case(at).is_none_or(|case| CARRYING.contains(&case)) => return None,
                "nmod" if !clause.case(at).is_none_or(|case| matches!(case, "of" | "in" | "into")) => return None,
                "obj" | "obl" | "nsubj" | "xcomp" | "acl" if light(head) => return Some(head),
                "obj" | "obl" | "nmod" | "conj" | "compound" | "appos" => at = head,
                _ => return None,
            }
        }
        return None;
    }
    (noun.saturating_sub(6)..noun).rev().find(|&at| light(at))
}

/// The first rank outside the places that a pattern names; without named places, the object and what hangs on it.
pub fn target_limit(pattern: &Pattern) -> u8 {
    if pattern.target.is_empty() || pattern.target.contains(&Slot::Any) { 3 } else { pattern.target.len() as u8 }
}

pub fn push(roles: &mut Vec<Role>, token: usize, rank: u8) {
    match roles.iter_mut().find(|role| role.token == token) {
        Some(role) => role.rank = role.rank.min(rank),
        None => roles.push(Role { token, rank }),
    }
}

fn push_all(roles: &mut Vec<Role>, tokens: Vec<usize>, rank: u8) {
    for token in tokens {
        push(roles, token, rank);
    }
}

/// Who may act, best first.
pub fn sources(library: &Library, clause: &Clause, matched: &Match) -> Vec<Role> {
    let frame = &library.frames[matched.frame];
    let pattern = &frame.pattern;
    let trigger = matched.trigger;
    let mut roles = Vec::new();
    for (rank, slot) in pattern.source.iter().enumerate() {
        push_all(&mut roles, fill(library, clause, trigger, slot), rank as u8);
    }
    // `flew home after talks with Norland`: what is done with each other on an occasion of another act, its subject does.
    if frame.reciprocal
        && nominal(clause, trigger, pattern.class)
        && let Some(verb) = occasion_of(library, clause, trigger)
        && !clause.passive(verb)
        && let Some((subject, _)) = clause.subject(verb)
    {
        push(&mut roles, subject, 0);
    }
    if !pattern.source.is_empty() {
        // `ordered the release of`: where the noun itself names nobody who could do it, the one who orders it does.
        let verb = carrier(library, clause, trigger);
        let enacts = verb != trigger && clause.parsed && library.words.parties.enacting.has(clause, verb);
        if enacts && roles.iter().all(|role| is_quality(clause, role.token)) {
            roles.clear();
            push_all(&mut roles, fill(library, clause, trigger, &Slot::Subject), 0);
        }
        return roles;
    }
    if nominal(clause, trigger, pattern.class) {
        for slot in [Slot::Owner, Slot::Preposition("by".into()), Slot::Preposition("between".into()), Slot::Subject] {
            push_all(&mut roles, fill(library, clause, trigger, &slot), 0);
        }
    } else if clause.passive(trigger) {
        push_all(&mut roles, fill(library, clause, trigger, &Slot::Preposition("by".into())), 0);
        if roles.is_empty() && clause.parsed {
            // `was arrested in Norland`, `were expelled from Norland`: the state where it happens stands in, at low rank.
            for place in ["in", "from"] {
                push_all(&mut roles, fill(library, clause, trigger, &Slot::Preposition(place.into())), 3);
            }
        }
    } else {
        push_all(&mut roles, fill(library, clause, trigger, &Slot::Subject), 0);
    }
    roles.sort_by_key(|role| role.rank);
    roles
}

/// The verb beside which an act in a noun takes place: `flew in for talks`, `left after a day of talks`.
pub fn occasion_of(library: &Library, clause: &Clause, noun: usize) -> Option<usize> {
    let words = &library.words.parties;
    // `after a hard battle with his rival`: one battle is often none of arms, clashes are.
    let many = clause.sentence.tokens[noun].xpos == "NNS";
    if clause.upos(noun) != Upos::Noun || !many && !words.meeting.has(clause, noun) {
        return None;
    }
    let mut at = noun;
    for _ in 0..3 {
        let head = clause.head(at)?;
        let case = clause.case(at)?;
        match clause.relation(at) {
            "nmod" if case == "of" => at = head,
            // `is in Norport for talks`
            "obl" if case == "for" && clause.case(head) == Some("in") => {
                return clause.dependents(head, &["cop"]).next().map(|_| head);
            }
            "obl" if matches!(clause.upos(head), Upos::Verb) => {
                let beside = words.beside.contains(case) && !matches!(case, "before" | "until" | "despite" | "since");
                return (beside || case == "for" && words.travel.has(clause, head)).then_some(head);
            }
            _ => return None,
        }
    }
    None
}

/// True for a plain adjective, which names no party: `scathing` in `scathing criticism`.
fn is_quality(clause: &Clause, token: usize) -> bool {
    clause.upos(token) == Upos::Adj
}

/// Who may be acted upon, best first.
pub fn targets(library: &Library, clause: &Clause, matched: &Match) -> Vec<Role> {
    let frame = &library.frames[matched.frame];
    let pattern = &frame.pattern;
    let trigger = matched.trigger;
    let mut roles = Vec::new();
    for (rank, slot) in pattern.target.iter().enumerate() {
        push_all(&mut roles, fill(library, clause, trigger, slot), rank as u8);
    }
    let base = pattern.target.len().min(3) as u8;
    let passive = !nominal(clause, trigger, pattern.class) && clause.passive(trigger);
    if passive && pattern.target.iter().all(|slot| *slot != Slot::Subject) {
        push_all(&mut roles, fill(library, clause, trigger, &Slot::Object), base);
    }
    if !clause.parsed {
        for at in trigger + 1..clause.window_end(trigger).max(trigger + 1) {
            push(&mut roles, at, base + 1 + ((at - trigger) / 5) as u8);
        }
        return roles;
    }
    let mut from = vec![trigger];
    if nominal(clause, trigger, pattern.class) {
        from.extend(light_verb(library, clause, trigger));
    }
    for start in from {
        below(clause, start, start, 0, base, &mut roles);
    }
    if roles.is_empty() {
        for at in trigger + 1..clause.window_end(trigger).max(trigger + 1) {
            push(&mut roles, at, base + 5);
        }
    }
    roles.sort_by_key(|role| role.rank);
    roles
}

/// The nominals below a token that are not its subject, nearer ones first.
fn below(clause: &Clause, start: usize, at: usize, depth: u8, base: u8, roles: &mut Vec<Role>) {
    if depth > 5 {
        return;
    }
    for &child in &clause.children[at] {
        let cost = match clause.relation(child) {
            "obj" | "iobj" => 0,
            "obl" | "nmod" | "conj" | "appos" | "flat" | "compound" | "amod" => 1,
            "xcomp" | "ccomp" | "acl" | "advcl" | "dep" => 2,
            "nsubj" if depth > 0 => 1,
            _ => continue,
        };
        if clause.relation(child) == "conj"
            && at == start
            && !matches!(clause.upos(child), Upos::Noun | Upos::Propn | Upos::Pron)
        {
            continue;
        }
        if matches!(clause.upos(child), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X | Upos::Adj | Upos::Num) {
            push(roles, child, base + depth + cost);
        }
        below(clause, start, child, depth + 1 + u8::from(cost > 1), base, roles);
    }
}

pub fn nominal(clause: &Clause, trigger: usize, class: Class) -> bool {
    class == Class::Noun
        || class == Class::Verb && clause.is_deed(trigger)
        || class == Class::Any && matches!(clause.upos(trigger), Upos::Noun | Upos::Propn)
}

/// The tokens that stand in a slot of the trigger.
fn fill(library: &Library, clause: &Clause, trigger: usize, slot: &Slot) -> Vec<usize> {
    if !clause.parsed {
        return fill_by_order(clause, trigger, slot);
    }
    let mut found = Vec::new();
    match slot {
        Slot::Subject => {
            let verb = carrier(library, clause, trigger);
            if verb != trigger && clause.passive(verb) {
                found.extend(prepositional(clause, verb, "by"));
            } else {
                found.extend(clause.subject(verb).map(|(token, _)| token).filter(|&token| token != trigger));
                // `Norland said it would leave`: the speaker is who `it` most likely is.
                if let Some(&pronoun) = found.first()
                    && matches!(clause.lower[pronoun].as_str(), "it" | "he" | "she" | "they")
                {
                    found.extend(speaker(clause, verb));
                }
            }
        }
        Slot::Object => {
            if clause.passive(trigger) {
                found.extend(clause.subject(trigger).map(|(token, _)| token));
            }
            found.extend(clause.dependents(trigger, &["obj", "iobj"]));
            if clause.dependents(trigger, &["obj"]).next().is_none() {
                found.extend(clause.relative_object(trigger));
            }
        }
        Slot::Owner => {
            found.extend(clause.children[trigger].iter().copied().filter(|&child| child < trigger).filter(|&child| {
                clause.full_relation(child) == "nmod:poss"
                    || matches!(clause.relation(child), "compound" | "amod" | "nmod")
            }));
        }
        Slot::Preposition(name) => {
            found.extend(prepositional(clause, trigger, name));
            if found.is_empty() {
                // `the withdrawal of troops from Norland`: what a noun's phrase says may hang on a noun within it.
                let noun = matches!(clause.upos(trigger), Upos::Noun | Upos::Propn);
                let within: &[&str] =
                    if noun { &["obj", "nsubj", "obl", "nmod"] } else { &["obj", "nsubj", "obl", "xcomp"] };
                let direct: Vec<usize> = clause
                    .dependents(trigger, within)
                    .filter(|&at| at > trigger || clause.relation(at) != "obl")
                    // `froze aid after a raid on Norland`: what a circumstance holds is not the act's.
                    .filter(|&at| !clause.case(at).is_some_and(|case| library.words.parties.beside.contains(case)))
                    .collect();
                // `expressed sympathy with and support for Norland`.
                let joined: Vec<usize> = direct
                    .iter()
                    .flat_map(|&object| clause.dependents(object, &["conj"]).collect::<Vec<_>>())
                    .collect();
                for object in direct.into_iter().chain(joined) {
                    found.extend(prepositional(clause, object, name));
                    // `sanctions imposed on Norland`.
                    if found.is_empty() {
                        let told = clause.dependents(object, &["acl"]).find(|&at| clause.passive(at));
                        found.extend(told.into_iter().flat_map(|told| prepositional(clause, told, name)));
                    }
                    // `returned the remains of two soldiers to Norland`: what hangs low at the right edge may be the act's.
                    if found.is_empty() && name != "of" {
                        found.extend(at_right_edge(library, clause, object, name));
                    }
                }
            }
            // `a second day of talks with Norland`, where the parser hangs what follows on the day.
            if found.is_empty()
                && clause.relation(trigger) == "nmod"
                && clause.case(trigger) == Some("of")
                && let Some(whole) = clause.head(trigger)
            {
                found.extend(prepositional(clause, whole, name).into_iter().filter(|&at| at > trigger));
            }
            if found.is_empty() {
                let verb = carrier(library, clause, trigger);
                if verb != trigger {
                    found.extend(prepositional(clause, verb, name));
                }
            }
            // `mediation to end the dispute between Norland and Sudria`: whom it is between may be told deep below.
            if found.is_empty() && name == "between" {
                found.extend(
                    (trigger + 1..clause.len())
                        .find(|&at| clause.case(at) == Some("between") && below_purpose(clause, trigger, at)),
                );
            }
        }
        Slot::Speaker => found.extend(speaker(clause, predicate(clause, trigger))),
        Slot::Any => {
            let mut roles = Vec::new();
            below(clause, trigger, trigger, 0, 0, &mut roles);
            found.extend(roles.into_iter().map(|role| role.token));
        }
    }
    let conjuncts: Vec<usize> =
        found.iter().flat_map(|&token| clause.dependents(token, &["conj"]).collect::<Vec<_>>()).collect();
    for token in conjuncts {
        if !found.contains(&token) && matches!(clause.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X) {
            found.push(token);
        }
    }
    found
}

/// True where a word hangs below the trigger through its object and the purpose of it.
fn below_purpose(clause: &Clause, trigger: usize, word: usize) -> bool {
    let mut at = word;
    for _ in 0..6 {
        let Some(head) = clause.head(at) else { return false };
        let passes = match clause.relation(at) {
            "nmod" | "obl" | "obj" | "compound" | "conj" => true,
            "acl" | "advcl" | "xcomp" => clause.dependents(at, &["mark"]).any(|mark| clause.lower[mark] == "to"),
            _ => false,
        };
        if !passes || head == trigger {
            return passes;
        }
        at = head;
    }
    false
}

/// How far down the right edge of a noun phrase a preposition may hang.
const EDGE: usize = 3;

/// The nominals with a preposition at the right edge below a noun: `Norland` in `food aid in lorries to Norland`.
fn at_right_edge(library: &Library, clause: &Clause, noun: usize, name: &str) -> Vec<usize> {
    let mut at = noun;
    for _ in 0..EDGE {
        let Some(low) = clause.dependents(at, &["nmod"]).filter(|&child| child > at).last() else { break };
        let beside = clause.case(low).is_some_and(|case| library.words.parties.beside.contains(case));
        if clause.full_relation(low) == "nmod:poss" || beside {
            break;
        }
        let found = prepositional(clause, low, name);
        if !found.is_empty() {
            return found;
        }
        at = low;
    }
    Vec::new()
}

/// The word that heads the clause of a trigger: the verb of an auxiliary, otherwise the trigger itself.
pub fn predicate(clause: &Clause, trigger: usize) -> usize {
    let helps = matches!(clause.relation(trigger), "aux" | "cop");
    clause.head(trigger).filter(|_| helps).unwrap_or(trigger)
}

/// The subject of the nearest clause above, for pronouns.
fn speaker(clause: &Clause, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..5 {
        let above = clause.head(at)?;
        if matches!(clause.relation(at), "ccomp" | "advcl" | "conj" | "parataxis")
            && let Some((subject, _)) = clause.subject(above)
            && matches!(clause.upos(subject), Upos::Noun | Upos::Propn)
        {
            return Some(subject);
        }
        at = above;
    }
    None
}

/// The nominals below `at` that have the preposition.
fn prepositional(clause: &Clause, at: usize, name: &str) -> Vec<usize> {
    clause
        .dependents(at, &["obl", "nmod", "advcl", "xcomp"])
        .filter(|&child| {
            clause.children[child].iter().any(|&mark| clause.relation(mark) == "case" && clause.lower[mark] == name)
        })
        .collect()
}

fn fill_by_order(clause: &Clause, trigger: usize, slot: &Slot) -> Vec<usize> {
    let passive = clause.passive(trigger);
    let left = clause.window_start(trigger)..trigger;
    let right = trigger + 1..clause.window_end(trigger).max(trigger + 1);
    let function = |at: &usize| !is_be(&clause.lower[*at]) && clause.lower[*at].len() > 1;
    match slot {
        Slot::Subject => left.rev().filter(function).collect(),
        Slot::Object if passive => left.rev().filter(function).collect(),
        Slot::Speaker => Vec::new(),
        Slot::Object | Slot::Any => right.filter(function).collect(),
        Slot::Owner => (trigger.saturating_sub(3)..trigger).rev().filter(function).collect(),
        Slot::Preposition(name) => {
            let end = right.end;
            right
                .clone()
                .find(|&at| clause.lower[at] == *name)
                .map_or_else(Vec::new, |at| (at + 1..end.min(at + 7)).collect())
        }
    }
}
