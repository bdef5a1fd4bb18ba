//! Who is meant though the frame names no place for them: whom an act is told, whose act is asked for, warned against or
//! helped.

use super::clause::{AGAINST, Clause};
use super::frames::Library;
use super::noun_phrases::{actor_at, state_of_place};
use super::readings::Reading;
use super::record::home;
use super::roles::predicate;
use crate::View;
use model::{Party, Upos};

/// The word that says whom the act is against, where its frame asks for one: `anti-Norland`.
pub fn against(library: &Library, clause: &Clause, reading: &Reading) -> Option<usize> {
    let anti = [library.vocabulary.id("anti")?];
    let elements = &library.frames[reading.frame].pattern.elements;
    if !elements.iter().any(|element| element.words.iter().any(|phrase| *phrase == anti)) {
        return None;
    }
    reading.words.iter().copied().find(|&word| clause.lower[word].starts_with(AGAINST))
}

/// The actors in a word that says whom something is against.
pub fn opposed(view: View, index: usize, clause: &Clause, against: usize) -> Vec<Party> {
    let span = clause.sentence.tokens[against].span;
    let named = view.mentions_in(index).iter().filter(|mention| span.contains(mention.span));
    named.flat_map(|mention| actor_at(view, index, mention.span)).collect()
}

/// To whom an act of words is told: `told Norland that it would reject the plan`, `it will hit back, he warned Norland`.
pub fn who_is_told(library: &Library, clause: &Clause, reading: &Reading) -> Option<usize> {
    let verbal = matches!(reading.event_type.as_str(), "REJECT" | "THREATEN" | "AGREE" | "REQUEST");
    if !clause.parsed || !verbal {
        return None;
    }
    let verb = predicate(clause, reading.trigger);
    let report = clause.reporting(verb, |say| library.words.modality.tell.has(clause, say))?;
    clause.dependents(report, &["obj", "iobj"]).next()
}

/// Whose act a threat depends on: `will respond if Norland deploys missiles`, `should Norland attack`.
pub fn who_is_warned(clause: &Clause, reading: &Reading) -> Option<usize> {
    if !clause.parsed || reading.event_type != "THREATEN" {
        return None;
    }
    let condition = |&at: &usize| {
        clause.is_condition(at)
            || clause
                .dependents(at, &["aux"])
                .next()
                .is_some_and(|aux| clause.lower[aux] == "should" && clause.extent[at].0 == aux)
    };
    [reading.act, reading.trigger]
        .into_iter()
        .flat_map(|verb| clause.dependents(verb, &["advcl"]).filter(condition).collect::<Vec<_>>())
        .find_map(|at| clause.dependents(at, &["nsubj"]).next())
}

/// Whom the purpose of help names: `donated lorries to help Norland`, `$5 million to support refugees in Norland`.
pub fn whom_it_helps<'a>(
    library: &'a Library,
    clause: &'a Clause,
    reading: &Reading,
) -> impl Iterator<Item = usize> + 'a {
    let helps = reading.event_type == "AID" || library.frames[reading.frame].event_type == "AID";
    let (trigger, act) = (reading.trigger, reading.act);
    let below = move |head: usize| {
        head == trigger || head == act || clause.governs(trigger, head, 4) || clause.governs(act, head, 4)
    };
    (trigger + 1..clause.len())
        .filter(move |&at| {
            clause.parsed
                && helps
                && matches!(clause.relation(at), "advcl" | "acl" | "xcomp")
                && library.words.parties.help.has(clause, at)
                && clause.dependents(at, &["mark"]).any(|mark| clause.lower[mark] == "to")
                && clause.head(at).is_some_and(below)
        })
        .flat_map(move |purpose| {
            let placed = |&at: &usize| matches!(clause.case(at), Some("in" | "for" | "across" | "from"));
            let objects = clause.dependents(purpose, &["obj"]);
            objects.chain(clause.dependents(purpose, &["obl"]).filter(placed))
        })
}

/// Who is asked, or alleged, to act in the clause below: `demanded that Norland leave`, `called for Norland to leave`.
pub fn who_should_act(library: &Library, clause: &Clause, reading: &Reading) -> Option<usize> {
    if !clause.parsed || !matches!(reading.event_type.as_str(), "REQUEST" | "ACCUSE" | "THREATEN") {
        return None;
    }
    // `a demand that Norland leave`, `repeated its charge that Norland armed rebels`, `a warning that Norland would suffer`.
    let mut nouns = reading.words.iter().copied().filter(|&at| matches!(clause.upos(at), Upos::Noun));
    let told = nouns.find_map(|noun| {
        clause
            .dependents(noun, &["acl", "ccomp"])
            .filter(|&verb| clause.dependents(verb, &["mark"]).any(|mark| clause.lower[mark] == "that"))
            .find_map(|verb| clause.dependents(verb, &["nsubj"]).next())
    });
    if told.is_some() || reading.event_type == "THREATEN" {
        return told;
    }
    // `asked his lawyers for him to attend`: who is asked stands there by itself.
    if clause.dependents(reading.trigger, &["obj"]).any(|object| library.is_person(clause, object)) {
        return None;
    }
    clause
        .dependents(reading.trigger, &["ccomp", "advcl", "xcomp"])
        .filter(|&verb| verb > reading.trigger)
        .filter(|&verb| {
            clause.relation(verb) == "ccomp"
                || clause.dependents(verb, &["mark"]).any(|mark| clause.lower[mark] == "for")
        })
        .find_map(|verb| acting(clause, verb))
}

/// Who acts in a clause: its subject, or the agent of a passive; `deplored that children are recruited` blames no children.
fn acting(clause: &Clause, verb: usize) -> Option<usize> {
    if clause.passive(verb) { clause.agents(verb).next() } else { clause.dependents(verb, &["nsubj"]).next() }
}

/// How deep below the act the place may be told of those whom it helps.
const HELPED: usize = 8;

/// The foreign state in which those are whom help reaches, however deep it is told: `paid for shelter for those hit by the
/// flood in Norland`.
pub fn helped_place(view: View, index: usize, clause: &Clause, reading: &Reading, sources: &[Party]) -> Option<Party> {
    let below = |token: usize| {
        let mut at = token;
        for _ in 0..HELPED {
            let Some(head) = clause.head(at) else { return false };
            if matches!(clause.full_relation(at), "acl:relcl" | "ccomp" | "parataxis" | "csubj") {
                return false;
            }
            if head == reading.trigger || reading.words.contains(&head) {
                return clause.relation(at) != "nsubj" && clause.relation(at) != "conj";
            }
            at = head;
        }
        false
    };
    (reading.trigger + 1..clause.len())
        .filter(|&token| clause.parsed && clause.case(token) == Some("in") && below(token))
        .filter_map(|token| {
            let mut named = actor_at(view, index, clause.sentence.tokens[token].span).into_iter();
            state_of_place(view, index, clause, token).or_else(|| named.find(|party| home(party).is_some()))
        })
        .find(|place| sources.iter().all(|source| home(source) != home(place)))
}
