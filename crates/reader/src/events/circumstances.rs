//! When and where an act took place, and whom else it concerns.

use super::clause::Clause;
use super::frames::Library;
use super::noun_phrases::actor_at;
use super::readings::Reading;
use super::roles::carrier;
use crate::View;
use jiff::ToSpan;
use jiff::civil::Date;
use model::{Factuality, Mention, MentionValue, Party, Time, TimeKind, Upos};

/// How long before the article an act must lie to be its background, in days.
const FAR_PAST: i32 = 365;

/// The time of the act: a time that hangs on its words, or on a verb whose time it shares. The time of another act, of
/// the report (`said on Monday`), or in a name (`the 2015 accord`) is not its own.
pub fn time(view: View, index: usize, clause: &Clause, reading: &Reading) -> Option<Time> {
    let library = &view.language.events.library;
    let trigger = clause.sentence.tokens[reading.trigger].span.start;
    let times: Vec<(&Mention, &Time)> = view
        .mentions_in(index)
        .iter()
        .filter_map(|mention| match &mention.value {
            MentionValue::Time(time) if !matches!(time.kind, TimeKind::Duration | TimeKind::Set) => {
                Some((mention, time))
            }
            _ => None,
        })
        .collect();
    if !clause.parsed {
        return times
            .iter()
            .min_by_key(|(mention, _)| mention.span.start.abs_diff(trigger))
            .map(|(_, time)| (*time).clone());
    }
    let carriers = carriers(library, clause, reading);
    // `in 1879, when Norland invaded`: the clause tells of the time that it hangs on.
    let verb = carriers[1];
    if matches!(clause.relation(verb), "acl" | "advcl")
        && let Some(head) = clause.head(verb)
        && let Some((_, time)) =
            times.iter().find(|(mention, _)| mention.span.contains(clause.sentence.tokens[head].span))
    {
        return Some((*time).clone());
    }
    // The same where the clause hangs on the verb: the time stands right before `when`.
    let when = clause.children[verb].iter().find(|&&child| clause.lower[child] == "when");
    if let Some(&when) = when
        && let Some((_, time)) = times.iter().find(|(mention, _)| {
            let end = mention.span.end;
            let start = clause.sentence.tokens[when].span.start;
            end <= start && start - end <= 2
        })
    {
        return Some((*time).clone());
    }
    times
        .iter()
        .filter_map(|(mention, time)| {
            let token = top(clause, mention)?;
            let distance = distance(clause, reading, &carriers, token)
                .or_else(|| follows(clause, reading.trigger, token).then_some(FOLLOWING))?;
            Some((distance, mention.span.start.abs_diff(trigger), *time))
        })
        .min_by_key(|(distance, offset, _)| (*distance, *offset))
        .map(|(_, _, time)| time.clone())
}

/// The distance of a time that only follows the act's noun.
const FOLLOWING: usize = 9;

/// True for a time after a noun with nothing but its complements between: `the annexation of Norland by Sudria in 1824`.
fn follows(clause: &Clause, trigger: usize, token: usize) -> bool {
    trigger < token
        && matches!(clause.upos(trigger), Upos::Noun)
        && (trigger + 1..token).all(|at| !matches!(clause.upos(at), Upos::Verb | Upos::Aux | Upos::Punct))
}

/// How far ahead an article may look, in years.
const GENERATION: i32 = 30;

/// The words whose time is the act's: its trigger, the verb that carries it, and verbs above that it follows.
fn carriers(library: &Library, clause: &Clause, reading: &Reading) -> Vec<usize> {
    let mut carriers = vec![reading.trigger, carrier(library, clause, reading.trigger)];
    let mut at = carriers[1];
    for _ in 0..3 {
        let own_subject = clause.dependents(at, &["nsubj"]).next().is_some();
        let shares = match clause.relation(at) {
            "xcomp" | "aux" | "cop" => true,
            "conj" | "advcl" => !own_subject,
            _ => false,
        };
        match clause.head(at) {
            Some(head) if shares && !library.is_speech(clause, head) => at = head,
            _ => break,
        }
        carriers.push(at);
    }
    carriers
}

/// The token of a mention that hangs on a word outside it.
fn top(clause: &Clause, mention: &Mention) -> Option<usize> {
    let inside = |token: usize| mention.span.contains(clause.sentence.tokens[token].span);
    (0..clause.len()).find(|&token| inside(token) && clause.head(token).is_none_or(|head| !inside(head)))
}

/// How far a time or place hangs from the act; `None` where it belongs to something else.
fn distance(clause: &Clause, reading: &Reading, carriers: &[usize], token: usize) -> Option<usize> {
    let head = clause.head(token)?;
    if matches!(clause.relation(token), "compound" | "nummod" | "amod" | "flat" | "nsubj" | "appos" | "conj" | "acl") {
        return None;
    }
    if let Some(position) = carriers.iter().position(|&carrier| carrier == head) {
        return Some(position);
    }
    // In a noun phrase of the frame's own words it tells of them: `held talks in May`.
    (reading.words.contains(&head) && clause.relation(token) == "nmod").then_some(carriers.len())
}

/// The first day on which the article can have been written, as far as is known: its date, or the latest day that it
/// tells of.
pub fn written(view: View) -> Option<Date> {
    if let Some(days) = view.dating.interval {
        return Some(days.start);
    }
    if let Some(year) = view.dating.year {
        return Date::new(year, 1, 1).ok();
    }
    let days = view.mentions.iter().filter_map(|mention| match &mention.value {
        MentionValue::Time(time) if time.absolute && time.grain <= model::Grain::Month => time.interval,
        _ => None,
    });
    let latest = days.map(|days| days.start).max();
    // Of years alone some may be to come; but an article is not written a generation before the last year that it names.
    let years = view.mentions.iter().filter_map(|mention| match &mention.value {
        MentionValue::Time(time) if time.absolute => time.interval,
        _ => None,
    });
    latest.or_else(|| years.map(|days| days.start).max()?.checked_sub(GENERATION.years()).ok())
}

/// `Historical` for what was done long before the article: more than a year before, or in an era of the past.
pub fn with_history(
    view: View,
    index: usize,
    clause: &Clause,
    reading: &Reading,
    time: Option<&Time>,
    written: Option<Date>,
    told: Factuality,
) -> Factuality {
    if !told.is_fact() {
        return told;
    }
    // `this year` may be told of another time than that of the article.
    let sure = |time: &&Time| time.absolute;
    let dated = time.filter(sure).and_then(|time| time.interval).is_some_and(|days| {
        written.is_some_and(|written| days.end.checked_add(FAR_PAST.days()).is_ok_and(|far| far < written))
    });
    if dated || in_an_era(view, clause, reading) || in_a_dated_event(view, index, clause, reading, written) {
        Factuality::Historical
    } else {
        told
    }
}

/// True where the act took place at something that bears a year far back: `during the 1907 congress`.
fn in_a_dated_event(view: View, index: usize, clause: &Clause, reading: &Reading, written: Option<Date>) -> bool {
    let Some(written) = written.filter(|_| clause.parsed) else { return false };
    let far = |token: usize| {
        let span = clause.sentence.tokens[token].span;
        view.mentions_in(index).iter().any(|mention| {
            mention.span.contains(span)
                && matches!(&mention.value, MentionValue::Time(time) if time.absolute
                    && time.interval.is_some_and(|days| days.end.checked_add(FAR_PAST.days()).is_ok_and(|far| far < written)))
        })
    };
    carriers(&view.language.events.library, clause, reading).iter().any(|&carrier| {
        clause.dependents(carrier, &["obl", "nmod"]).any(|token| {
            clause.case(token).is_some_and(|case| matches!(case, "during" | "at" | "in"))
                && clause.dependents(token, &["nummod", "compound", "amod"]).any(far)
        })
    })
}

/// True where the words place the act in an era: `during the war of independence`, `under the dictatorship`.
fn in_an_era(view: View, clause: &Clause, reading: &Reading) -> bool {
    if !clause.parsed {
        return false;
    }
    let library = &view.language.events.library;
    let carriers = carriers(library, clause, reading);
    carriers.iter().any(|&carrier| {
        clause.dependents(carrier, &["obl", "nmod"]).any(|token| {
            library.words.modality.eras.has(clause, token)
                && clause.case(token).is_some_and(|case| matches!(case, "during" | "in" | "under" | "throughout"))
                // `the war` of today is no era; one with a name or a number is.
                && clause.children[token].iter().any(|&child| {
                    matches!(clause.relation(child), "compound" | "amod" | "nummod" | "nmod" | "flat")
                })
        })
    })
}

/// Where the act took place: a state's code or a place's name.
pub fn place(view: View, index: usize, clause: &Clause, reading: &Reading) -> Option<String> {
    if !clause.parsed {
        return None;
    }
    let carriers = carriers(&view.language.events.library, clause, reading);
    let found = view.mentions_in(index).iter().filter_map(|mention| {
        let name = match &mention.value {
            MentionValue::Place { name, .. } => name.clone(),
            MentionValue::Actor(reference) => {
                let [actor] = reference.actors.as_slice() else { return None };
                if actor.kind != model::ActorKind::State {
                    return None;
                }
                actor.country.clone()?
            }
            _ => return None,
        };
        let token = top(clause, mention)?;
        if !matches!(clause.relation(token), "obl" | "nmod")
            || !clause.case(token).is_some_and(|case| {
                matches!(case, "in" | "at" | "near" | "inside" | "outside" | "off" | "around" | "over")
            })
        {
            return None;
        }
        Some((distance(clause, reading, &carriers, token)?, name))
    });
    found.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// The most third parties that are kept.
const MOST_THIRD_PARTIES: usize = 4;

/// Prepositions before those whom an act concerns besides its parties.
const CONCERNING: [&str; 11] =
    ["on", "over", "about", "against", "regarding", "concerning", "to", "with", "for", "of", "from"];

/// Other states and organisations below the act's words, whom it concerns: `urged Sudria to talk to Westmark`.
pub fn third_parties(
    view: View,
    index: usize,
    clause: &Clause,
    reading: &Reading,
    sources: &[Party],
    targets: &[Party],
) -> Vec<Party> {
    if !clause.parsed {
        return Vec::new();
    }
    let library = &view.language.events.library;
    let verb = carrier(library, clause, reading.trigger);
    let side = |party: &Party| party.actor.as_ref().map(model::Actor::side);
    let mut found: Vec<Party> = Vec::new();
    for token in 0..clause.len() {
        if found.len() >= MOST_THIRD_PARTIES {
            break;
        }
        let concerned = matches!(clause.relation(token), "obl" | "nmod" | "obj" | "compound" | "amod" | "conj")
            && clause.case(token).is_none_or(|case| CONCERNING.contains(&case));
        if !concerned || !(below(clause, verb, token) || below(clause, reading.trigger, token)) {
            continue;
        }
        for party in actor_at(view, index, clause.sentence.tokens[token].span) {
            let known = sources
                .iter()
                .chain(targets)
                .chain(&found)
                .any(|other| side(other) == side(&party) || other.span.overlaps(party.span));
            if !known && party.actor.as_ref().is_some_and(model::Actor::is_side) {
                found.push(party);
            }
        }
    }
    found
}

/// True where a token hangs below another without a clause that stands for itself between them, and not in its subject.
fn below(clause: &Clause, high: usize, low: usize) -> bool {
    let mut at = low;
    for _ in 0..8 {
        if at == high {
            return true;
        }
        if matches!(clause.full_relation(at), "acl:relcl" | "parataxis" | "nsubj" | "nsubj:pass" | "csubj") {
            return false;
        }
        match clause.head(at) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}
