//! Where the words of a pattern stand in a sentence.

use super::clause::Clause;
use super::frames::Match;
use super::pattern::{Class, Element, Pattern, Place};
use super::vocabulary::WordId;
use model::Upos;

/// The match of a pattern at a token whose word starts the trigger.
pub fn match_at(clause: &Clause, pattern: &Pattern, frame: usize, token: usize, trigger: &[WordId]) -> Option<Match> {
    let mut words = vec![token];
    let mut at = token;
    for &word in &trigger[1..] {
        at = (at + 1..(at + 4).min(clause.len())).find(|&next| clause.is(next, word))?;
        words.push(at);
    }
    // A verb leads its phrase (`pull out`), a noun closes its own (`arms sale`): the parties hang on it.
    let token = if pattern.class == Class::Noun { at } else { token };
    // `has rejected`: an auxiliary is no act.
    let helps = pattern.class == Class::Verb && clause.relation(token) == "aux";
    if helps || !class_fits(clause, token, pattern.class) {
        return None;
    }
    let mut by_tree = clause.parsed;
    let mut specificity = trigger.len() - 1;
    for element in &pattern.elements {
        let place = find(clause, token, at, element);
        match (place, element.negated) {
            // A guard against an object is none against what stands deeper in the clause.
            (Some((_, _, tree)), true) if tree || element.place != Place::Object => return None,
            (Some(_), true) => {}
            (None, false) => return None,
            (Some((first, length, tree)), false) => {
                words.extend(first..first + length);
                by_tree &= tree;
                specificity += 1;
            }
            (None, true) => {}
        }
    }
    words.sort_unstable();
    words.dedup();
    Some(Match { frame, trigger: token, words, specificity, by_tree })
}

fn class_fits(clause: &Clause, token: usize, class: Class) -> bool {
    let upos = clause.upos(token);
    let form = &clause.lower[token];
    match class {
        Class::Any => true,
        Class::Verb => match upos {
            Upos::Verb | Upos::Aux | Upos::X => true,
            Upos::Adj => form.ends_with("ed") || form.ends_with("ing") || form.ends_with("en"),
            // `the meeting`, `an emergency meeting of` are nouns.
            Upos::Noun => form.ends_with("ing") && (!is_called(clause, token) || clause.is_deed(token)),
            _ => false,
        },
        Class::Noun => {
            // `is training pilots` is a verb with all that belongs to one.
            let verbal = || {
                clause.children[token].iter().any(|&child| matches!(clause.relation(child), "aux" | "nsubj" | "obj"))
            };
            matches!(upos, Upos::Noun | Upos::Propn | Upos::X)
                || upos == Upos::Verb && form.ends_with("ing") && !verbal()
        }
        Class::Adjective => matches!(upos, Upos::Adj | Upos::X | Upos::Verb | Upos::Adv),
    }
}

/// True where a noun has a determiner, an attribute or an owner: `the meeting`, `the army's killing of`.
fn is_called(clause: &Clause, token: usize) -> bool {
    clause.children[token].iter().any(|&child| {
        matches!(clause.relation(child), "det" | "amod" | "compound") || clause.full_relation(child) == "nmod:poss"
    })
}

/// Where an element's words stand, as first token, number of tokens, and whether the tree says so.
fn find(clause: &Clause, trigger: usize, after: usize, element: &Element) -> Option<(usize, usize, bool)> {
    let right = after + 1..clause.window_end(trigger).max(after + 1).min(clause.len());
    let left = clause.window_start(trigger)..trigger;
    match &element.place {
        Place::Object if element.words.is_empty() => {
            let own = clause.dependents(trigger, &["obj", "iobj"]).next();
            let passive =
                || clause.children[trigger].iter().copied().find(|&at| clause.full_relation(at) == "nsubj:pass");
            own.or_else(passive).map(|at| (at, 1, true))
        }
        Place::Object => {
            if clause.parsed {
                // By the tree first; a passive's object is its subject.
                let hit = hits(clause, 0..clause.len(), element).find(|&(at, _)| {
                    at != trigger && (governs_object(clause, trigger, at) || passive_subject(clause, trigger, at))
                });
                let relative = || {
                    let noun = clause.relative_object(trigger)?;
                    hits(clause, noun..noun + 1, element).next()
                };
                if let Some((at, length)) = hit {
                    return Some((
                        at,
                        length,
                        is_object(clause, trigger..=after, at) || is_acted_upon(clause, trigger, at),
                    ));
                }
                if let Some((at, length)) = relative() {
                    return Some((at, length, true));
                }
                // What the tree does not call an object is none, however near it stands.
                return None;
            }
            let mut near = hits(clause, right.start..right.end.min(trigger + 9), element);
            if let Some((at, length)) = near.next() {
                return Some((at, length, false));
            }
            if clause.passive(trigger) {
                return hits(clause, left.start.max(trigger.saturating_sub(10))..trigger, element)
                    .last()
                    .map(|(at, length)| (at, length, false));
            }
            None
        }
        Place::Subject => {
            // `hit by drones`: who does it, whatever the voice.
            if clause.parsed && clause.passive(trigger) {
                let agents: Vec<(usize, usize)> = clause.agents(trigger).map(|agent| clause.extent[agent]).collect();
                return agents
                    .into_iter()
                    .find_map(|(low, high)| hits(clause, low..high + 1, element).next())
                    .map(|(at, length)| (at, length, true));
            }
            if let Some((subject, _)) = clause.subject(trigger) {
                let (low, high) = clause.extent[subject];
                let hit = hits(clause, low..high + 1, element)
                    .find(|&(at, _)| at == subject || clause.governs(subject, at, 3));
                if let Some((at, length)) = hit {
                    return Some((at, length, true));
                }
                return None;
            }
            hits(clause, left, element).last().map(|(at, length)| (at, length, false))
        }
        Place::Preposition(names) => {
            let end = clause.len().min(right.end + 3);
            for at in right.start..end {
                if !names.iter().any(|name| clause.lower[at] == *name) {
                    continue;
                }
                if element.words.is_empty() {
                    let by_tree = depends(clause, trigger, at);
                    return (at < after + 7 || by_tree).then_some((at, 1, by_tree));
                }
                // `barred them from entering`
                let gerund = |word: usize| clause.head(word) == Some(trigger) && clause.relation(word) == "advcl";
                let below =
                    |&(word, _): &(usize, usize)| !clause.parsed || clause.governs(trigger, word, 5) || gerund(word);
                if let Some((word, length)) = hits(clause, at + 1..(at + 8).min(clause.len()), element).find(below) {
                    return Some((word, length, depends(clause, trigger, at) && depends(clause, trigger, word)));
                }
            }
            None
        }
        Place::Infinitive => {
            for at in right.start..right.end {
                let denied =
                    |at: usize| clause.lower.get(at).is_some_and(|word| matches!(word.as_str(), "not" | "never"));
                if clause.lower[at] == "to"
                    && !denied(at - 1)
                    && !denied(at + 1)
                    && let Some((word, length)) = hits(clause, at + 1..(at + 4).min(clause.len()), element).next()
                {
                    return Some((word, length, depends(clause, trigger, word)));
                }
            }
            None
        }
        Place::Near => hits(clause, right, element)
            .next()
            .or_else(|| hits(clause, left, element).last())
            .map(|(at, length)| (at, length, clause.parsed)),
        Place::After => hits(clause, after + 1..(after + 4).min(clause.len()), element)
            .next()
            .map(|(at, length)| (at, length, clause.parsed)),
        Place::Before => hits(clause, trigger.saturating_sub(3)..trigger, element)
            .last()
            .map(|(at, length)| (at, length, clause.parsed)),
    }
}

/// Where the element's words stand in a range.
fn hits<'a>(
    clause: &'a Clause,
    range: std::ops::Range<usize>,
    element: &'a Element,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    range.filter_map(move |at| {
        element.words.iter().find_map(|phrase| {
            let fits = phrase
                .iter()
                .enumerate()
                .all(|(offset, &word)| at + offset < clause.len() && clause.is(at + offset, word));
            fits.then_some((at, phrase.len()))
        })
    })
}

/// True where the tree hangs a word below the trigger, with no clause that stands for itself between them.
fn depends(clause: &Clause, trigger: usize, word: usize) -> bool {
    let mut at = word;
    for _ in 0..6 {
        if matches!(clause.full_relation(at), "acl:relcl" | "parataxis" | "nsubj" | "root") {
            return false;
        }
        match clause.head(at) {
            Some(head) if head == trigger => return true,
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

fn governs_object(clause: &Clause, trigger: usize, at: usize) -> bool {
    at > trigger && clause.governs(trigger, at, 5)
}

/// True where a word is the object itself or says what kind it is: `sanctions` in `a package of sanctions`, not `minister` in
/// `the minister's letter`.
fn is_object(clause: &Clause, triggers: std::ops::RangeInclusive<usize>, at: usize) -> bool {
    let trigger = *triggers.start();
    let mut word = at;
    for _ in 0..4 {
        let Some(head) = clause.head(word) else { return false };
        let kind = match clause.full_relation(word) {
            "obj" | "iobj" | "nsubj:pass" | "xcomp" | "nsubj" if head == trigger => return true,
            // `left Norport after talks`, `flew home in a jet` have no such object; `took in refugees` does.
            "obl" if head == trigger => {
                let mut cases = clause.dependents(word, &["case"]);
                return cases.all(|case| triggers.contains(&case) || clause.lower[case] == "as");
            }
            "nmod:poss" => false,
            "compound" | "amod" | "flat" | "conj" | "nummod" | "appos" | "nmod:desc" => true,
            "nmod" => clause.case(word) == Some("of"),
            _ => false,
        };
        if word == trigger || head == trigger {
            return true;
        }
        if !kind {
            return false;
        }
        word = head;
    }
    false
}

/// True for the subject of a passive where it stands above the verb or is shared with another: `an accord signed by`, `a
/// tanker was stopped and seized`.
fn is_acted_upon(clause: &Clause, trigger: usize, at: usize) -> bool {
    clause.passive(trigger) && clause.subject(trigger).is_some_and(|(subject, _)| subject == at)
}

fn passive_subject(clause: &Clause, trigger: usize, at: usize) -> bool {
    at < trigger
        && clause.passive(trigger)
        && clause.subject(trigger).is_some_and(|(subject, _)| subject == at || clause.governs(subject, at, 3))
}
