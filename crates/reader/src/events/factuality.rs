//! How the words present an act: as done, intended, conditional, hedged, denied …

use super::clause::Clause;
use super::frames::Library;
use super::readings::{Reading, carrier};
use model::{Factuality, Upos};

const INTENT: &[&str] = &[
    "want",
    "plan",
    "intend",
    "seek",
    "hope",
    "try",
    "attempt",
    "aim",
    "prepare",
    "wish",
    "consider",
    "mull",
    "weigh",
    "contemplate",
    "expect",
    "desire",
    "intention",
    "plan",
    "effort",
    "bid",
    "desire",
    "willing",
    "ready",
    "eager",
    "keen",
    "determined",
    "determination",
    "drive",
    "push",
    "ambition",
    "proposal",
    "propose",
    "attempt",
    "clamor",
    "scheme",
    "schedule",
    "set",
    "due",
    "poised",
    "likely",
    "able",
    "unable",
    "need",
    "continue",
];
const HEDGE: &[&str] = &[
    "may",
    "might",
    "could",
    "possibly",
    "perhaps",
    "maybe",
    "allegedly",
    "reportedly",
    "apparently",
    "suspected",
    "alleged",
    "rumoured",
    "rumored",
    "purportedly",
    "presumably",
    "suspect",
    "believe",
    "appear",
    "seem",
    "likely",
    "probably",
    "fear",
    "worry",
    "doubt",
    "wonder",
    "claim",
    "possible",
];
const HABIT: &[&str] = &[
    "regularly",
    "usually",
    "often",
    "routinely",
    "frequently",
    "always",
    "annually",
    "yearly",
    "monthly",
    "weekly",
    "continually",
    "repeatedly",
];
const CONDITION: &[&str] = &["if", "unless", "whether", "should", "lest", "provided", "in_case"];

/// How a reading's act is presented.
pub fn factuality(library: &Library, clause: &Clause, reading: &Reading) -> Factuality {
    if reading.intended {
        return Factuality::Intended;
    }
    let verb = carrier(library, clause, reading.trigger);
    let mut at = verb;
    let mut outermost = Factuality::Actual;
    if last_mark_is_question(clause) {
        return Factuality::Possible;
    }
    for steps in 0..8 {
        let own = at == verb || clause.relation(verb) == "aux" && clause.head(verb) == Some(at);
        if !(own && reading.settled)
            && let Some(found) = local(clause, at)
        {
            return found;
        }
        let relation = clause.relation(at).to_owned();
        let Some(head) = clause.head(at) else { break };
        // Reported speech is the speaker's, not doubtful by itself; a relative clause or an adverbial stands on its own.
        if matches!(relation.as_str(), "parataxis" | "nsubj" | "obl" | "nmod" | "compound" | "appos")
            && steps > 0
            && at != verb
        {
            break;
        }
        let lemma = clause.sentence.tokens[head].lemma.to_lowercase();
        let form = &clause.lower[head];
        let governs = matches!(relation.as_str(), "xcomp" | "ccomp" | "acl" | "obj" | "csubj" | "advcl")
            && clause.full_relation(at) != "acl:relcl";
        // `the intention to leave`, `in response to the wish … to leave`: an infinitive below a noun is not done yet.
        if relation == "acl"
            && clause.dependents(at, &["mark"]).any(|mark| clause.lower[mark] == "to")
            && !matches!(lemma.as_str(), "decision" | "move" | "agreement" | "deal" | "vote")
        {
            return Factuality::Intended;
        }
        if governs {
            if relation == "advcl"
                && clause.dependents(at, &["mark"]).any(|mark| clause.lower[mark] == "to")
                && reading.operator.is_none()
            {
                return Factuality::Intended;
            }
            if relation != "advcl" && relation != "obj" {
                let word = |list: &[&str]| list.contains(&lemma.as_str()) || list.contains(&form.as_str());
                if word(&[
                    "deny", "denies", "denied", "refuse", "decline", "fail", "avoid", "prevent", "stop", "refrain",
                    "failure",
                ]) {
                    return Factuality::Denied;
                }
                if word(INTENT) && !word(&["continue"]) {
                    outermost = Factuality::Intended;
                } else if word(HEDGE) {
                    outermost = Factuality::Possible;
                } else if word(&["threaten", "vow", "pledge", "promise", "agree", "offer", "announce"])
                    && relation == "xcomp"
                {
                    outermost = Factuality::Future;
                } else if word(&[
                    "urge", "ask", "call", "demand", "request", "order", "tell", "warn", "allow", "let", "appeal",
                    "press", "want",
                ]) && relation == "xcomp"
                {
                    outermost = Factuality::Intended;
                }
                if outermost != Factuality::Actual {
                    return outermost;
                }
            }
            if relation == "obj"
                && at == verb
                && matches!(
                    lemma.as_str(),
                    "consider"
                        | "plan"
                        | "mull"
                        | "seek"
                        | "want"
                        | "propose"
                        | "discuss"
                        | "avoid"
                        | "prevent"
                        | "expect"
                        | "fear"
                        | "deny"
                        | "contemplate"
                        | "need"
                )
            {
                return if matches!(lemma.as_str(), "deny" | "avoid" | "prevent") {
                    Factuality::Denied
                } else {
                    Factuality::Intended
                };
            }
        }
        if relation == "conj"
            && matches!(clause.upos(at), Upos::Verb)
            && clause.dependents(at, &["aux"]).next().is_some()
        {
            break;
        }
        if clause.full_relation(at) == "acl:relcl" || relation == "nsubj" {
            break;
        }
        at = head;
    }
    if clause.children[verb].iter().any(|&child| HABIT.contains(&clause.lower[child].as_str())) {
        return Factuality::Habitual;
    }
    if !clause.parsed && !reading.settled {
        return by_order(clause, reading);
    }
    Factuality::Actual
}

/// What stands beside the verb itself.
fn local(clause: &Clause, verb: usize) -> Option<Factuality> {
    let mut negated = false;
    let mut conditional = false;
    let mut modal = None;
    for &child in &clause.children[verb] {
        let word = clause.lower[child].as_str();
        let relation = clause.relation(child);
        match relation {
            "advmod" | "aux" | "det" | "cc" | "part" | "neg" => match word {
                "not" | "n't" | "never" | "no" | "neither" | "nor" | "hardly" => negated = true,
                "will" | "'ll" | "shall" | "wo" => modal = modal.or(Some(Factuality::Future)),
                "would" => modal = modal.or(Some(Factuality::Future)),
                "could" | "may" | "might" | "can" => modal = modal.or(Some(Factuality::Possible)),
                "should" | "must" | "ought" => modal = modal.or(Some(Factuality::Intended)),
                "allegedly" | "reportedly" | "possibly" | "perhaps" | "purportedly" | "probably" => {
                    modal = Some(Factuality::Possible)
                }
                _ => {}
            },
            "mark" if CONDITION.contains(&word) => return Some(Factuality::Conditional),
            "mark" | "case" if word == "without" => negated = true,
            "advcl" => {
                conditional |= clause
                    .dependents(child, &["mark"])
                    .any(|mark| matches!(clause.lower[mark].as_str(), "if" | "unless"));
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

fn last_mark_is_question(clause: &Clause) -> bool {
    clause
        .lower
        .iter()
        .rev()
        .find(|word| !matches!(word.as_str(), "\"" | "”" | "'" | "’"))
        .is_some_and(|word| word == "?")
}

fn by_order(clause: &Clause, reading: &Reading) -> Factuality {
    let trigger = reading.trigger;
    let from = trigger.saturating_sub(5).max(clause.window_start(trigger));
    let before = &clause.lower[from..trigger];
    let has = |list: &[&str]| before.iter().any(|word| list.contains(&word.as_str()));
    if clause.lower[..trigger].iter().any(|word| word == "if" || word == "unless") {
        Factuality::Conditional
    } else if has(&["not", "n't", "never", "no", "denied", "denies", "without"]) {
        Factuality::Denied
    } else if reading.operator.is_none() && has(&["will", "would"]) {
        Factuality::Future
    } else if has(&["may", "might", "could"]) {
        Factuality::Possible
    } else if reading.operator.is_none()
        && has(&["want", "wants", "plans", "seeking", "seeks", "intends", "hopes", "planned", "wanted", "trying"])
    {
        Factuality::Intended
    } else {
        Factuality::Actual
    }
}
