//! How the words present an act: as done, intended, conditional, hedged, denied …
//!
//! From the act's verb the tree is climbed to the root: what stands beside each word on the way (negation, auxiliaries,
//! conjunctions) and what governs it (`hopes that`, `the risk of`) may make it something else than done. Climbing ends
//! where a clause stands on its own: at relative clauses, at clauses of circumstance with a subject, and at reports.

use super::clause::Clause;
use super::frames::Library;
use super::pattern::Slot;
use super::readings::Reading;
use super::roles::carrier;
use super::words::Modality;
use model::{Factuality, Upos};

/// How far up the tree something may change an act, in relations.
const REACH: usize = 10;

/// How a reading's act is presented.
pub fn factuality(library: &Library, clause: &Clause, reading: &Reading) -> Factuality {
    match presented(library, clause, reading) {
        told if reading.intended && told.is_fact() => Factuality::Intended,
        told => told,
    }
}

fn presented(library: &Library, clause: &Clause, reading: &Reading) -> Factuality {
    let modality = &library.words.modality;
    if is_question(clause) {
        return Factuality::Possible;
    }
    let verb = carrier(library, clause, reading.trigger);
    if !clause.parsed {
        return if reading.settled { Factuality::Actual } else { by_order(modality, clause, reading) };
    }
    // A noun that a light verb carries has words of its own, as have the nouns between: `held no talks`, `had no part in`.
    let mut noun = reading.trigger;
    for _ in 0..4 {
        if noun == verb {
            break;
        }
        if let Some(found) = beside(modality, clause, noun) {
            return found;
        }
        match clause.head(noun) {
            Some(head) => noun = head,
            None => break,
        }
    }
    let mut at = verb;
    for _ in 0..REACH {
        let own = at == verb || clause.relation(verb) == "aux" && clause.head(verb) == Some(at);
        if !(own && reading.settled)
            && let Some(found) = beside(modality, clause, at)
        {
            return found;
        }
        let Some(head) = clause.head(at) else { break };
        // `the fact that`: taken for granted whatever is said of it.
        if matches!(clause.relation(at), "acl" | "ccomp") && clause.lemmas[head] == "fact" {
            break;
        }
        if let Some(found) = above(modality, clause, at, head) {
            return found;
        }
        if is_refuted(modality, clause, at, head) {
            return Factuality::Denied;
        }
        // `an attack would start a war`: a noun that names the act shares the doubt of its clause, not its negation.
        if at == verb
            && clause.relation(at) == "nsubj"
            && matches!(clause.upos(at), Upos::Noun | Upos::Propn)
            && !definite(clause, at)
            && let Some(found) = beside(modality, clause, head)
            && found != Factuality::Denied
        {
            return found;
        }
        // `new talks are unlikely`
        if at == verb && clause.relation(at) == "nsubj" && modality.doubt.has(clause, head) {
            return Factuality::Possible;
        }
        // `will not forgive its refusal`: a noun of something known is taken for granted.
        let known = at == verb
            && matches!(clause.upos(at), Upos::Noun | Upos::Propn)
            && matches!(clause.relation(at), "obl" | "nmod" | "obj")
            && definite(clause, at);
        if known || stands_alone(library, clause, at, head) {
            // `Norland should tell Sudria that it must leave`: where speaking is the act, it is asked of the speaking.
            if library.frames[reading.frame].pattern.source.contains(&Slot::Speaker)
                && clause.relation(at) == "ccomp"
                && let Some(found) = beside(modality, clause, head)
            {
                return found;
            }
            break;
        }
        at = head;
    }
    if clause.children[verb].iter().any(|&child| modality.habitual_adverbs.contains(&clause.lower[child])) {
        return Factuality::Habitual;
    }
    Factuality::Actual
}

/// True for what a report tells that is called untrue: `reports that Norland attacked were false`.
fn is_refuted(modality: &Modality, clause: &Clause, at: usize, report: usize) -> bool {
    matches!(clause.relation(at), "acl" | "ccomp")
        && modality.report.has(clause, report)
        && matches!(clause.relation(report), "nsubj" | "appos")
        && clause.head(report).is_some_and(|verdict| {
            matches!(clause.upos(verdict), Upos::Adj | Upos::Noun)
                && modality.untrue.has(clause, verdict)
                && beside(modality, clause, verdict) != Some(Factuality::Denied)
        })
}

/// True where somebody says that it ought to be done: `Norland should free him`. Nobody has done or means to do it.
pub fn is_owed(library: &Library, clause: &Clause, reading: &Reading) -> bool {
    let necessary = &library.words.modality.necessary_auxiliaries;
    let verb = carrier(library, clause, reading.trigger);
    let owed = |at: usize| clause.dependents(at, &["aux"]).any(|aux| necessary.contains(&clause.lower[aux]));
    let above = clause.head(verb).filter(|_| clause.relation(verb) == "conj");
    let told = library.frames[reading.frame].pattern.source.contains(&Slot::Speaker);
    clause.parsed && !told && (owed(verb) || above.is_some_and(owed))
}

/// True where the act is only the purpose of another: `came to help`, `efforts to help`.
pub fn is_purpose(clause: &Clause, reading: &Reading) -> bool {
    let verb = reading.trigger;
    clause.parsed
        && reading.operator.is_none()
        && matches!(clause.full_relation(verb), "advcl" | "acl")
        && clause.dependents(verb, &["mark"]).any(|mark| clause.lower[mark] == "to")
}

/// True for a noun that speaks of something known: `the talks`, `their talks`.
fn definite(clause: &Clause, noun: usize) -> bool {
    clause.children[noun].iter().any(|&child| {
        matches!(clause.lower[child].as_str(), "the" | "this" | "these" | "those")
            || clause.full_relation(child) == "nmod:poss"
    })
}

/// What the words beside a token make of it.
fn beside(modality: &Modality, clause: &Clause, token: usize) -> Option<Factuality> {
    let mut negated = false;
    let mut conditional = false;
    let mut modal = None;
    for &child in &clause.children[token] {
        let word = clause.lower[child].as_str();
        match clause.relation(child) {
            "advmod" | "aux" | "det" | "cc" | "part" | "neg" | "amod" => {
                if modality.negation.contains(word) && !not_only(clause, child) {
                    negated = true;
                } else if modality.future_auxiliaries.contains(word) {
                    modal = modal.or(Some(Factuality::Future));
                } else if modality.conditional_auxiliaries.contains(word) && clause.relation(child) == "aux" {
                    // `'d` is `had` before a participle of the past.
                    let past = word == "'d" && clause.sentence.tokens[token].xpos == "VBN";
                    modal = modal.or((!past).then_some(Factuality::Future));
                } else if modality.possible_auxiliaries.contains(word)
                    || modality.doubtful_adverbs.contains(word)
                    || clause.relation(child) == "amod" && modality.doubt.contains(word)
                {
                    modal = Some(Factuality::Possible);
                } else if modality.necessary_auxiliaries.contains(word) {
                    modal = Some(Factuality::Intended);
                } else if clause.relation(child) == "amod"
                    && matches!(word, "planned" | "proposed" | "upcoming" | "forthcoming" | "future")
                {
                    modal = modal.or(Some(Factuality::Intended));
                }
            }
            "mark" if modality.condition_marks.contains(word) => return Some(Factuality::Conditional),
            "mark" | "case" if word == "without" => negated = true,
            "mark" if modality.time_marks.contains(word) && still_to_come(clause, token) => {
                return Some(Factuality::Conditional);
            }
            "advcl" => {
                conditional |= clause.is_condition(child);
            }
            _ => {}
        }
    }
    match modal {
        _ if negated => Some(Factuality::Denied),
        Some(_) if conditional => Some(Factuality::Conditional),
        modal => modal,
    }
}

/// `not only … but also` denies nothing.
fn not_only(clause: &Clause, token: usize) -> bool {
    clause.lower.get(token + 1).is_some_and(|word| matches!(word.as_str(), "only" | "just" | "merely" | "least"))
}

/// True for a present after a conjunction of time: `until the police leave`.
fn still_to_come(clause: &Clause, verb: usize) -> bool {
    let finite = |token: usize| matches!(clause.sentence.tokens[token].xpos.as_str(), "VBP" | "VBZ" | "VB");
    let helped = clause.dependents(verb, &["aux", "cop"]).any(finite);
    let past = clause.dependents(verb, &["aux", "cop"]).any(|token| clause.sentence.tokens[token].xpos == "VBD")
        || !helped && !finite(verb);
    !past
}

/// What a word makes of what depends on it.
fn above(modality: &Modality, clause: &Clause, at: usize, head: usize) -> Option<Factuality> {
    let relation = clause.relation(at);
    if clause.full_relation(at) == "acl:relcl" {
        return None;
    }
    let marked = |word: &str| clause.dependents(at, &["mark", "case"]).any(|mark| clause.lower[mark] == word);
    let infinitive = marked("to")
        && matches!(clause.upos(at), Upos::Verb | Upos::Aux | Upos::Noun | Upos::Adj)
        && clause.sentence.tokens[at].xpos != "VBG"
        && matches!(relation, "xcomp" | "acl" | "advcl" | "ccomp" | "csubj" | "root");
    let clausal = matches!(relation, "xcomp" | "ccomp" | "acl" | "csubj");
    if clausal {
        if modality.deny.has(clause, head) {
            return Some(Factuality::Denied);
        }
        // `it did not say that …`, `denied that`: what is not said is not told as done.
        if modality.doubt.has(clause, head) || modality.allege.has(clause, head) && marked("that") {
            return Some(Factuality::Possible);
        }
        if modality.foresee.has(clause, head) && (infinitive || clause.full_relation(at) != "ccomp") {
            return Some(Factuality::Future);
        }
    }
    if infinitive {
        // `the intention to leave`, `came to help`: an infinitive is not done unless what governs it says so.
        let perfect = clause.dependents(at, &["aux"]).any(|aux| clause.lower[aux] == "have");
        let told = relation != "advcl" && modality.done.has(clause, head)
            || modality.enacted.has(clause, at) && !modality.intend.has(clause, head)
            || perfect;
        return (!told).then_some(Factuality::Intended);
    }
    if relation == "ccomp" && modality.intend.has(clause, head) {
        return Some(Factuality::Intended);
    }
    let gerund = clause.sentence.tokens[at].xpos == "VBG";
    // `blocked Norland from selling`
    if gerund && marked("from") && (modality.deny.has(clause, head) || modality.prevent.has(clause, head)) {
        return Some(Factuality::Denied);
    }
    // `while deepening its ties, it wants`: a circumstance is not what is wanted.
    let circumstance = relation == "advcl"
        && clause
            .dependents(at, &["mark", "case"])
            .any(|mark| modality.circumstance_marks.contains(&clause.lower[mark]));
    let object = !circumstance && matches!(relation, "obj" | "nmod" | "obl" | "xcomp" | "acl" | "advcl")
        || clause.full_relation(at) == "nsubj:pass";
    if object && clause.passive_object(at, head) {
        if modality.deny_object.has(clause, head) {
            return Some(Factuality::Denied);
        }
        if modality.intend_object.has(clause, head) {
            return Some(Factuality::Intended);
        }
    }
    if gerund && matches!(relation, "acl" | "nmod" | "obl" | "advcl") {
        let nominal = matches!(clause.upos(head), Upos::Noun | Upos::Propn);
        if modality.allege.has(clause, head) && (marked("of") || marked("for")) {
            return Some(Factuality::Possible);
        }
        if nominal && marked("for") || marked("instead") || marked("against") {
            return Some(Factuality::Intended);
        }
        if nominal && marked("of") && !modality.practice.has(clause, head) {
            return Some(Factuality::Possible);
        }
    }
    None
}

/// True where what is above no longer says anything about the act.
fn stands_alone(library: &Library, clause: &Clause, at: usize, head: usize) -> bool {
    let own_subject = clause.dependents(at, &["nsubj", "csubj", "expl"]).next().is_some();
    match clause.full_relation(at) {
        "acl:relcl" | "parataxis" | "nsubj" | "nsubj:pass" | "appos" | "csubj" | "root" | "dislocated" | "vocative" => {
            true
        }
        "ccomp" => library.is_speech(clause, head),
        // `denying them access while …`, `after meeting …`: beside what is above, not part of it.
        "advcl" => {
            own_subject
                || clause.dependents(at, &["mark", "case"]).any(|mark| {
                    let word = clause.lower[mark].as_str();
                    !matches!(
                        word,
                        "to" | "by" | "in" | "from" | "for" | "of" | "on" | "with" | "about" | "into" | "against"
                    )
                })
        }
        "conj" => {
            let verbal = matches!(clause.upos(at), Upos::Verb | Upos::Aux | Upos::Adj);
            let finite = clause.dependents(at, &["aux", "cop"]).next().is_some();
            let but = clause.dependents(at, &["cc"]).any(|cc| matches!(clause.lower[cc].as_str(), "but" | "yet"));
            verbal && (own_subject || finite || but)
        }
        // A circumstance of another act: `after the attack, it may respond`.
        "obl" | "nmod" => clause.case(at).is_some_and(|case| library.words.parties.beside.contains(case)),
        _ => false,
    }
}

/// True for a sentence that ends in a question mark: it asks, and tells nothing.
pub fn is_question(clause: &Clause) -> bool {
    clause
        .lower
        .iter()
        .rev()
        .find(|word| !matches!(word.as_str(), "\"" | "”" | "'" | "’"))
        .is_some_and(|word| word == "?")
}

fn by_order(modality: &Modality, clause: &Clause, reading: &Reading) -> Factuality {
    let trigger = reading.trigger;
    let from = trigger.saturating_sub(5).max(clause.window_start(trigger));
    let before = &clause.lower[from..trigger];
    let has = |set: &crate::word_set::WordSet| before.iter().any(|word| set.contains(word));
    if clause.lower[..trigger].iter().any(|word| word == "if" || word == "unless") {
        Factuality::Conditional
    } else if has(&modality.negation) || has(&modality.deny) {
        Factuality::Denied
    } else if reading.operator.is_none()
        && (has(&modality.future_auxiliaries) || has(&modality.conditional_auxiliaries))
    {
        Factuality::Future
    } else if has(&modality.possible_auxiliaries) || has(&modality.doubtful_adverbs) {
        Factuality::Possible
    } else if reading.operator.is_none() && has(&modality.intend) {
        Factuality::Intended
    } else {
        Factuality::Actual
    }
}
