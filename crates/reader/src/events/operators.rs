//! Words that change the act below them: `agreed to send`, `refused to meet`, `will not attack`.

use super::clause::Clause;
use super::frames::{Library, Match};
use super::readings::{Projection, Reading, Role};
use super::roles::{carrier, nominal, push, sources, target_limit, targets};
use model::Upos;

/// The reading that an operator makes of the act that depends on it.
pub fn operate(library: &Library, clause: &Clause, matched: &Match, readings: &mut [Reading]) -> Option<Reading> {
    let frame = &library.frames[matched.frame];
    let mut operator = frame.operator.as_deref()?;
    // `wants Norland to leave` asks for it.
    if operator == "intend"
        && library.words.modality.want.has(clause, matched.trigger)
        && clause.dependents(matched.trigger, &["xcomp", "ccomp"]).any(|verb| {
            verb > matched.trigger
                && (clause.dependents(verb, &["nsubj"]).next().is_some()
                    || clause.dependents(matched.trigger, &["obj"]).any(|object| object < verb))
        })
    {
        operator = "request";
    }
    if matches!(operator, "promise" | "intend" | "threaten" | "refuse" | "fail")
        && !nominal(clause, matched.trigger, frame.pattern.class)
        && clause.passive(matched.trigger)
    {
        return None;
    }
    let after = *matched.words.last()?;
    let embedded = readings
        .iter()
        .enumerate()
        .filter(|(_, reading)| {
            reading.trigger != matched.trigger && !reading.words.contains(&matched.trigger) || reading.trigger > after
        })
        .filter_map(|(index, reading)| Some((embedding(library, clause, matched.trigger, reading.trigger)?, index)))
        .filter(|&(_, index)| library.outcome(operator, &readings[index].event_type).is_some())
        .min_by_key(|&(distance, index)| {
            (!readings[index].by_tree, distance, usize::MAX - readings[index].specificity, index)
        })
        .map(|(_, index)| index)?;
    // `vowed never to meet` refuses.
    let act = carrier(library, clause, readings[embedded].trigger);
    let negated = |token: usize| {
        clause
            .dependents(token, &["advmod"])
            .any(|child| library.words.modality.negation.contains(&clause.lower[child]))
    };
    if operator == "promise" && act != matched.trigger && negated(act) {
        operator = "refuse";
    }
    let outcome = library.outcome(operator, &readings[embedded].event_type)?;
    let mut targets = targets(library, clause, matched);
    for role in &readings[embedded].targets {
        push(&mut targets, role.token, role.rank + 1);
    }
    let own = sources(library, clause, matched);
    // `rejected Norland's accusations against Sudria`: whose act it is, is rejected.
    let noun = readings[embedded].trigger;
    if operator == "refuse" && clause.upos(noun) == Upos::Noun {
        let owners = clause.children[noun].iter().filter(|&&child| clause.full_relation(child) == "nmod:poss");
        for &owner in owners {
            targets.retain(|role| role.token != owner);
            targets.insert(0, Role { token: owner, rank: 0 });
        }
    }
    targets.sort_by_key(|role| role.rank);
    let mut words = matched.words.clone();
    words.extend(&readings[embedded].words);
    words.sort_unstable();
    words.dedup();
    let reading = Reading {
        frame: readings[embedded].frame,
        operator: Some((matched.frame, matched.trigger)),
        act: readings[embedded].act,
        event_type: outcome.event_type.clone(),
        mode: outcome.mode.clone(),
        cameo: outcome.cameo.clone(),
        trigger: matched.trigger,
        words,
        specificity: matched.specificity + readings[embedded].specificity + 1,
        by_tree: matched.by_tree && readings[embedded].by_tree,
        sources: own,
        targets,
        target_limit: target_limit(&frame.pattern).max(readings[embedded].target_limit + 1),
        reciprocal: frame.reciprocal || readings[embedded].reciprocal && matches!(operator, "promise" | "intend"),
        consumed: false,
        outdone: false,
        settled: false,
        intended: operator == "intend" && !library.words.modality.commit.has(clause, matched.trigger),
        projection: None,
    };
    let trigger = readings[embedded].trigger;
    for reading in readings.iter_mut().filter(|reading| reading.trigger == trigger) {
        reading.consumed = true;
    }
    Some(reading)
}

/// How far below the operator an act hangs; `None` where it does not depend on it.
pub fn embedding(library: &Library, clause: &Clause, operator: usize, act: usize) -> Option<usize> {
    if clause.parsed {
        let mut at = act;
        for steps in 1..=5 {
            let relation = clause.full_relation(at);
            if matches!(
                relation,
                "acl:relcl" | "parataxis" | "nsubj" | "csubj" | "nsubj:pass" | "nmod:poss" | "aux" | "amod"
            ) && !(relation == "nsubj:pass" && clause.passive(operator))
            {
                return None;
            }
            if relation == "advcl"
                && !clause
                    .dependents(at, &["mark"])
                    .any(|mark| matches!(clause.lower[mark].as_str(), "to" | "from" | "for" | "of"))
            {
                return None;
            }
            // `agreed to talk, years after a clash`: what was before or beside the act is not what was agreed.
            if matches!(relation, "obl" | "nmod")
                && clause
                    .dependents(at, &["case"])
                    .any(|case| library.words.parties.beside.contains(&clause.lower[case]))
            {
                return None;
            }
            let head = clause.head(at)?;
            // `agreed with the call to leave`: what another does is not promised.
            if head == operator && relation == "obl" && clause.case(at) == Some("with") {
                return None;
            }
            if head == operator {
                // `criticised Norland but praised Sudria`: beside the operator, not below it.
                return (relation != "conj").then_some(steps);
            }
            // `seeks to prevent the arrest`: what is prevented is not what is sought.
            if library.words.modality.deny_object.has(clause, head) {
                return None;
            }
            if relation == "conj"
                && head < at
                && matches!(clause.upos(at), Upos::Verb)
                && clause.dependents(at, &["nsubj"]).next().is_some()
            {
                return None;
            }
            at = head;
        }
        return None;
    }
    (act > operator && act < clause.window_end(operator).min(operator + 9)).then(|| act - operator)
}

/// `will send aid` promises, `would not send aid` refuses, `will attack` threatens; only the refusal counts as done.
pub fn project(library: &Library, clause: &Clause, readings: &mut [Reading]) {
    for reading in readings.iter_mut().filter(|reading| reading.operator.is_none()) {
        let verb = carrier(library, clause, reading.trigger);
        let helpers: Vec<&str> = if clause.parsed {
            clause.children[verb]
                .iter()
                .filter(|&&child| child < verb)
                .map(|&child| clause.lower[child].as_str())
                .collect()
        } else {
            clause.lower[verb.saturating_sub(4)..verb].iter().map(String::as_str).collect()
        };
        let has = |list: &[&str]| helpers.iter().any(|word| list.contains(word));
        if !has(&["will", "would", "wo", "'ll"]) {
            continue;
        }
        let conditional = clause.parsed && clause.dependents(verb, &["advcl"]).any(|below| clause.is_condition(below));
        let negated = has(&["not", "n't", "never"]);
        let cooperation = matches!(
            reading.event_type.as_str(),
            "AGREE" | "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "RETREAT" | "CONCEDE"
        );
        if negated && !cooperation {
            continue;
        }
        let operator = if negated { "refuse" } else { "promise" };
        if let Some(outcome) = library.outcome(operator, &reading.event_type) {
            reading.event_type.clone_from(&outcome.event_type);
            reading.mode.clone_from(&outcome.mode);
            reading.cameo.clone_from(&outcome.cameo);
            reading.specificity += 1;
            // A refusal is an act by itself; what only will be is not done, whatever its type.
            reading.settled = negated && !conditional;
            let would = !has(&["will", "wo", "'ll"]);
            reading.projection = Some(if would { Projection::Would } else { Projection::Will });
            if negated || conditional {
                reading.projection = None;
            }
        }
    }
}
