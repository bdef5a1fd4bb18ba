//! Candidate readings of a sentence: which frames match, who plays which part, and how operators change them.

use super::clause::{Clause, is_be};
use super::frames::{Library, Match};
use super::pattern::{Class, Pattern, Slot};
use model::Upos;

/// A candidate reading.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Number of the frame that gives the act.
    pub frame: usize,
    /// The operator's frame and trigger, where one changed the act: `agreed to send`.
    pub operator: Option<(usize, usize)>,
    /// PLOVER type.
    pub event_type: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// The token that decides time and factuality: the operator's trigger, or the frame's.
    pub trigger: usize,
    /// The tokens that the reading rests on.
    pub words: Vec<usize>,
    /// How many required words matched.
    pub specificity: usize,
    /// True where the tree carries the match.
    pub by_tree: bool,
    /// Who may act, best first.
    pub sources: Vec<Role>,
    /// Who may be acted upon, best first.
    pub targets: Vec<Role>,
    /// Targets of this rank and above stand outside the places that the frame names: trusted only where they are given.
    pub target_limit: u8,
    /// True where the parties do it with each other.
    pub reciprocal: bool,
    /// True where another reading has taken this one in.
    pub consumed: bool,
    /// True where the type already says what a negation or a future beside the trigger means: `will not send` is REJECT.
    pub settled: bool,
    /// True where somebody only wants it: `hopes to send`.
    pub intended: bool,
}

/// A token that heads a party, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// The token.
    pub token: usize,
    /// 0 for the place that the frame names, more the further away.
    pub rank: u8,
}

/// The readings of a sentence, in order of trigger.
pub fn readings(library: &Library, clause: &Clause) -> Vec<Reading> {
    let matches = library.matches(clause);
    let mut readings: Vec<Reading> = matches.iter().filter_map(|matched| plain(library, clause, matched)).collect();
    let operated: Vec<Reading> = matches
        .iter()
        .filter(|matched| library.frames[matched.frame].operator.is_some())
        .filter_map(|matched| operate(library, clause, matched, &mut readings))
        .collect();
    // `agreed to offer to send`: the outermost operator decides.
    let mut operated = operated;
    for index in 0..operated.len() {
        let inner = operated.iter().enumerate().any(|(other_index, other)| {
            other_index != index
                && other.trigger != operated[index].trigger
                && embedding(clause, other.trigger, operated[index].trigger).is_some()
                && other.words.iter().any(|word| operated[index].words.contains(word))
        });
        operated[index].consumed = inner;
    }
    // An operator with an act of its own (`agreed`) gives way to the reading that it changed.
    for composite in &operated {
        for reading in readings.iter_mut().filter(|reading| reading.operator.is_none()) {
            if reading.trigger == composite.trigger && reading.specificity <= 1 {
                reading.consumed = true;
            }
        }
    }
    readings.extend(operated);
    project(library, clause, &mut readings);
    // The words of a more specific reading are not readings of their own: `sanctions` in `imposed sanctions`.
    for index in 0..readings.len() {
        let dominated = readings.iter().enumerate().any(|(other_index, other)| {
            other_index != index
                && !library.frames[other.frame].given_only
                && (other.specificity, other.words.len()) > (readings[index].specificity, readings[index].words.len())
                && other.words.contains(&readings[index].trigger)
                && readings[index].operator.is_none()
        });
        readings[index].consumed |= dominated;
    }
    readings.sort_by_key(|reading| (reading.trigger, reading.frame));
    readings
}

fn plain(library: &Library, clause: &Clause, matched: &Match) -> Option<Reading> {
    let frame = &library.frames[matched.frame];
    if frame.event_type.is_empty() {
        return None;
    }
    Some(Reading {
        frame: matched.frame,
        operator: None,
        event_type: frame.event_type.clone(),
        mode: frame.mode.clone(),
        cameo: frame.cameo.clone(),
        trigger: matched.trigger,
        words: matched.words.clone(),
        specificity: matched.specificity,
        by_tree: matched.by_tree,
        sources: sources(library, clause, matched),
        targets: targets(library, clause, matched),
        target_limit: target_limit(&frame.pattern),
        reciprocal: frame.reciprocal,
        consumed: false,
        settled: frame.pattern.source.contains(&Slot::Speaker),
        intended: false,
    })
}

/// True for a noun that only says what another reading is about: `mediation` in `opposed French mediation`, `attacks` in
/// `discussed the attacks`. A noun with a verb of its own (`launched attacks`) is an event.
pub fn is_content(library: &Library, clause: &Clause, reading: &Reading, all: &[Reading]) -> bool {
    if !clause.parsed
        || reading.operator.is_some()
        || library.frames[reading.frame].pattern.class != Class::Noun
        || carrier(library, clause, reading.trigger) != reading.trigger
    {
        return false;
    }
    all.iter().any(|other| {
        !other.consumed
            && other.trigger != reading.trigger
            && !reading.words.contains(&other.trigger)
            && clause.governs(other.trigger, reading.trigger, 4)
    })
}

/// The reading that an operator makes of the act that depends on it.
fn operate(library: &Library, clause: &Clause, matched: &Match, readings: &mut [Reading]) -> Option<Reading> {
    let frame = &library.frames[matched.frame];
    let operator = frame.operator.as_deref()?;
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
        .filter_map(|(index, reading)| Some((embedding(clause, matched.trigger, reading.trigger)?, index)))
        .filter(|&(_, index)| library.outcome(operator, &readings[index].event_type).is_some())
        .min_by_key(|&(distance, index)| (distance, usize::MAX - readings[index].specificity, index))
        .map(|(_, index)| index)?;
    let outcome = library.outcome(operator, &readings[embedded].event_type)?;
    let mut targets = targets(library, clause, matched);
    for role in &readings[embedded].targets {
        push(&mut targets, role.token, role.rank + 1);
    }
    let own = sources(library, clause, matched);
    targets.sort_by_key(|role| role.rank);
    let mut words = matched.words.clone();
    words.extend(&readings[embedded].words);
    words.sort_unstable();
    words.dedup();
    let reading = Reading {
        frame: readings[embedded].frame,
        operator: Some((matched.frame, matched.trigger)),
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
        settled: false,
        intended: operator == "intend",
    };
    let trigger = readings[embedded].trigger;
    for reading in readings.iter_mut().filter(|reading| reading.trigger == trigger) {
        reading.consumed = true;
    }
    Some(reading)
}

/// Prepositions of what happens before or beside an act.
const CIRCUMSTANCE: [&str; 9] =
    ["after", "before", "since", "during", "despite", "amid", "amidst", "following", "until"];

/// How far below the operator an act hangs; `None` where it does not depend on it.
fn embedding(clause: &Clause, operator: usize, act: usize) -> Option<usize> {
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
                && clause.dependents(at, &["case"]).any(|case| CIRCUMSTANCE.contains(&clause.lower[case].as_str()))
            {
                return None;
            }
            let head = clause.head(at)?;
            if head == operator {
                // `agreed and signed`: a second act beside the operator, not one below it.
                return (relation != "conj").then_some(steps);
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
fn project(library: &Library, clause: &Clause, readings: &mut [Reading]) {
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
        let conditional = clause.parsed
            && clause.dependents(verb, &["advcl"]).any(|clause_at| {
                clause
                    .dependents(clause_at, &["mark"])
                    .any(|mark| matches!(clause.lower[mark].as_str(), "if" | "unless"))
            });
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
        }
    }
}

/// The verb that carries a trigger: itself, or the light verb above a noun.
pub fn carrier(library: &Library, clause: &Clause, trigger: usize) -> usize {
    if !matches!(clause.upos(trigger), Upos::Noun | Upos::Propn | Upos::X) {
        return trigger;
    }
    light_verb(library, clause, trigger).unwrap_or(trigger)
}

/// The light verb of which a noun is the object: `held talks`, `talks were held`, `launched a series of attacks`.
fn light_verb(library: &Library, clause: &Clause, noun: usize) -> Option<usize> {
    let light = |at: usize| library.light.iter().any(|&word| clause.is(at, word));
    if clause.parsed {
        let mut at = noun;
        for _ in 0..4 {
            let relation = clause.relation(at);
            let head = clause.head(at)?;
            match relation {
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
fn target_limit(pattern: &Pattern) -> u8 {
    if pattern.target.is_empty() || pattern.target.contains(&Slot::Any) { 3 } else { pattern.target.len() as u8 }
}

fn push(roles: &mut Vec<Role>, token: usize, rank: u8) {
    match roles.iter_mut().find(|role| role.token == token) {
        Some(role) => role.rank = role.rank.min(rank),
        None => roles.push(Role { token, rank }),
    }
}

/// Who may act, best first.
fn sources(library: &Library, clause: &Clause, matched: &Match) -> Vec<Role> {
    let frame = &library.frames[matched.frame];
    let pattern = &frame.pattern;
    let trigger = matched.trigger;
    let mut roles = Vec::new();
    for (rank, slot) in pattern.source.iter().enumerate() {
        for token in fill(library, clause, trigger, slot) {
            push(&mut roles, token, rank as u8);
        }
    }
    if !pattern.source.is_empty() {
        return roles;
    }
    let base = roles.len() as u8;
    if nominal(clause, trigger, pattern.class) {
        for slot in [Slot::Owner, Slot::Preposition("by".into()), Slot::Preposition("between".into()), Slot::Subject] {
            for token in fill(library, clause, trigger, &slot) {
                push(&mut roles, token, base);
            }
        }
    } else if clause.passive(trigger) {
        for token in fill(library, clause, trigger, &Slot::Preposition("by".into())) {
            push(&mut roles, token, base);
        }
        if roles.is_empty() && clause.parsed {
            // `was arrested in Norland`: the state where it happens stands in, at low rank.
            for token in fill(library, clause, trigger, &Slot::Preposition("in".into())) {
                push(&mut roles, token, base + 3);
            }
        }
    } else {
        for token in fill(library, clause, trigger, &Slot::Subject) {
            push(&mut roles, token, base);
        }
    }
    roles.sort_by_key(|role| role.rank);
    roles
}

/// Who may be acted upon, best first.
fn targets(library: &Library, clause: &Clause, matched: &Match) -> Vec<Role> {
    let frame = &library.frames[matched.frame];
    let pattern = &frame.pattern;
    let trigger = matched.trigger;
    let mut roles = Vec::new();
    for (rank, slot) in pattern.target.iter().enumerate() {
        for token in fill(library, clause, trigger, slot) {
            push(&mut roles, token, rank as u8);
        }
    }
    let base = pattern.target.len().min(3) as u8;
    let passive = !nominal(clause, trigger, pattern.class) && clause.passive(trigger);
    if passive && pattern.target.iter().all(|slot| *slot != Slot::Subject) {
        for token in fill(library, clause, trigger, &Slot::Object) {
            push(&mut roles, token, base);
        }
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

fn nominal(clause: &Clause, trigger: usize, class: Class) -> bool {
    class == Class::Noun || class == Class::Any && matches!(clause.upos(trigger), Upos::Noun | Upos::Propn)
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
                let within: &[&str] = if noun { &["obj", "nsubj", "obl", "nmod"] } else { &["obj", "nsubj", "obl"] };
                for object in clause.dependents(trigger, within).collect::<Vec<_>>() {
                    found.extend(prepositional(clause, object, name));
                }
            }
            if found.is_empty() {
                let verb = carrier(library, clause, trigger);
                if verb != trigger {
                    found.extend(prepositional(clause, verb, name));
                }
            }
        }
        Slot::Speaker => found.extend(clause.head(trigger).and_then(|verb| speaker(clause, verb))),
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
