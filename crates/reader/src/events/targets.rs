//! Those acted upon in a reading, and where they stand: best places first.

use super::addressed::{against, opposed, who_is_told, who_is_warned, who_should_act, whom_it_helps};
use super::clause::Clause;
use super::frames::Library;
use super::noun_phrases::{
    Standing, actor_at, is_nobodys, nameless, same, state_of_place, unknown, unknown_owner, with_conjuncts,
};
use super::pattern::Slot;
use super::readings::{Reading, Role};
use super::trust;
use crate::View;
use model::{Actor, ActorKind, MentionValue, Party, Upos, Via};

/// Those acted upon, and whether they stand after `with` or `between`.
pub fn target_parties(
    view: View,
    index: usize,
    clause: &Clause,
    reading: &Reading,
    sources: &[Party],
    source_tokens: &[usize],
) -> (Vec<Party>, bool) {
    let library = &view.language.events.library;
    let mut ranked: Vec<&Role> = reading.targets.iter().collect();
    ranked.sort_by_key(|role| role.rank);
    let body = clause.body();
    let frame = &library.frames[reading.frame];
    let withdraws = frame.event_type == "RETREAT" && frame.mode.as_deref() == Some("withdraw");
    ranked.retain(|role| {
        // `fired missiles`: the words of the act are no party, unless they are people.
        let instrument = reading.event_type == "MOBILIZE"
            || withdraws
            || !library.is_person(clause, role.token) && is_role(view, index, clause, role.token);
        // `sent in troops and police`.
        let joined = reading.event_type == "MOBILIZE"
            && clause.relation(role.token) == "conj"
            && clause.head(role.token).is_some_and(|head| reading.words.contains(&head));
        let part = matches!(clause.relation(role.token), "compound" | "amod")
            && reading.event_type == "MOBILIZE"
            && clause.head(role.token).is_some_and(|head| reading.words.contains(&head));
        // `withdrew Norlandic forces from Sudria`: who is withdrawn is no party.
        let moved = withdraws
            && clause.relation(role.token) == "obj"
            && actor_at(view, index, clause.sentence.tokens[role.token].span)
                .iter()
                .any(|party| party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("MIL")));
        // `moved two brigades to the border`: those who are moved.
        let ordered = reading.event_type == "MOBILIZE"
            && matches!(clause.full_relation(role.token), "obj" | "nsubj:pass")
            && actor_at(view, index, clause.sentence.tokens[role.token].span).iter().all(is_nobodys);
        if instrument && reading.words.contains(&role.token) || part || joined || moved || ordered {
            return false;
        }
        let own = |&source: &usize| {
            source == role.token
                || clause.parsed
                    && clause.governs(source, role.token, 6)
                    && !reading.words.contains(&source)
                    && !is_below(clause, reading.trigger, source, role.token)
                    && !hangs_on_agent(clause, source, role.token)
        };
        // Who says so is no party: `…, a Norlandic official said`.
        let speaker = clause.relation(role.token) == "nsubj"
            && clause.head(role.token).is_some_and(|head| {
                library.is_speech(clause, head) && head != reading.trigger && !reading.words.contains(&head)
            });
        !source_tokens.iter().any(own) && !speaker && role.token >= body
    });
    let verbal = trust::is_verbal(&reading.event_type);
    let with = |token: usize| matches!(clause.case(token), Some("with" | "between" | "and"));
    let near = |role: &&&Role| !clause.parsed || role.rank < reading.target_limit;
    let other = |party: &Party| !sources.iter().any(|source| same(source, party));
    // `an anti-Norland alliance`, but not `an anti-fraud alliance`.
    if let Some(against) = against(library, clause, reading).filter(|_| reading.operator.is_none()) {
        return (opposed(view, index, clause, against), false);
    }
    if let Some(asked) = who_should_act(library, clause, reading) {
        let standing = if reading.event_type == "THREATEN" { Standing::Owner } else { Standing::Author };
        let mut found = with_conjuncts(view, index, clause, asked, standing);
        found.retain(other);
        if found.is_empty() {
            found.extend(unknown(view, index, clause, asked));
        }
        if !found.is_empty() && !source_tokens.contains(&asked) {
            return (found, false);
        }
    }
    let mut nobodys = None;
    let mut victims = false;
    for role in ranked.iter().filter(near) {
        if !trust::links_target(library, clause, reading, role.token)
            || is_addressee(library, clause, reading, role)
            || is_victim(library, clause, reading, role.token)
        {
            continue;
        }
        let standing = standing(library, clause, reading, role.token);
        let mut found = with_conjuncts(view, index, clause, role.token, standing);
        // `urged the council to look into the state's plans`: who is addressed is somebody, if nobody knows whom.
        let told = match clause.full_relation(role.token) {
            "obj" => true,
            // `appealed to donors to help Norland`
            "obl" => reading.event_type == "REQUEST" && matches!(clause.case(role.token), Some("to" | "on" | "upon")),
            _ => false,
        };
        let addressed = role.rank == 0
            && found.is_empty()
            && clause.parsed
            && clause.head(role.token) == Some(reading.trigger)
            && told
            && library.is_person(clause, role.token);
        if addressed && let Some(party) = unknown(view, index, clause, role.token) {
            return if sources.iter().any(|party| party.actor.is_some()) {
                (vec![party], false)
            } else {
                (vec![], false)
            };
        }
        victims |= standing == Standing::Doer && found.is_empty();
        if found.is_empty() && takes_place(reading) {
            // `annexed the valley from Norland`: the state goes before its place.
            found.extend(placed(view, index, clause, role.token));
            let home = |party: &Party| party.actor.as_ref().map(Actor::side);
            let state =
                ranked.iter().filter(near).map(|role| actor_at(view, index, clause.sentence.tokens[role.token].span));
            if let [place] = found.as_slice()
                && let Some(state) = state.flatten().find(|party| home(party) == home(place))
            {
                found = vec![state];
            }
        }
        found.retain(other);
        // `refused to deploy peacekeepers in Norland`: a state is meant rather than a role of none.
        if verbal && !found.is_empty() && found.iter().all(is_nobodys) {
            nobodys = nobodys.or(Some((found, with(role.token))));
            continue;
        }
        if !found.is_empty() {
            return (found, with(role.token));
        }
    }
    for helped in whom_it_helps(library, clause, reading) {
        let mut found = with_conjuncts(view, index, clause, helped, Standing::Owner);
        found.retain(other);
        if found.is_empty() {
            found.extend(placed(view, index, clause, helped).filter(other));
        }
        if !found.is_empty() {
            return (found, false);
        }
    }
    // Somebody unknown in a place that the frame names.
    let slots = &library.frames[reading.frame].pattern.target;
    let named = if slots.is_empty() { reading.target_limit.min(2) } else { reading.target_limit };
    let unlisted = ranked
        .iter()
        .filter(|role| role.rank < named)
        .filter(|role| trust::links_target(library, clause, reading, role.token))
        .filter(|role| {
            !is_addressee(library, clause, reading, role) && !is_victim(library, clause, reading, role.token)
        })
        .filter(|role| {
            let free = matches!(reading.event_type.as_str(), "ACCUSE" | "THREATEN" | "COOPERATE");
            !verbal || free || clause.upos(role.token) == Upos::Noun || actor_free_name(view, index, clause, role.token)
        })
        .find_map(|role| {
            unknown(view, index, clause, role.token)
                .or_else(|| unknown_owner(view, index, clause, role.token))
                .or_else(|| site(view, clause, reading, role.token))
        })
        .filter(|party| sources.iter().all(|source| !source.span.overlaps(party.span)));
    if let Some(party) = unlisted.filter(|_| nobodys.is_none()) {
        return if sources.iter().any(|party| party.actor.is_some()) { (vec![party], false) } else { (vec![], false) };
    }
    // Further away only another state, an organisation of states, or another part of the same state.
    let foreign = |party: &Party| {
        party.actor.as_ref().is_some_and(|actor| {
            actor.is_side()
                && sources.iter().filter_map(|source| source.actor.as_ref()).all(|source| {
                    source.side() != actor.side()
                        || source.sector.is_some() && actor.sector.is_some() && source.sector != actor.sector
                })
        })
    };
    if let Some(told) = who_is_told(library, clause, reading).filter(|_| nobodys.is_none()) {
        let mut found = with_conjuncts(view, index, clause, told, Standing::Author);
        let press = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("JRN"));
        found.retain(|party| foreign(party) && !press(party));
        if !found.is_empty() {
            return (found, false);
        }
    }
    // `condemned the attack on Norland`: who suffers the act is not who is condemned.
    if victims {
        return Default::default();
    }
    for role in ranked.iter().filter(|role| !clause.parsed || role.rank < reading.target_limit + 3) {
        if !trust::links_far(library, clause, reading, role.token)
            || !trust::links_target(library, clause, reading, role.token)
            || is_addressee(library, clause, reading, role)
            || is_victim(library, clause, reading, role.token)
        {
            continue;
        }
        let mut found = with_conjuncts(view, index, clause, role.token, standing(library, clause, reading, role.token));
        found.retain(|party| foreign(party));
        if !found.is_empty() {
            return (found, with(role.token));
        }
    }
    if let Some(warned) = who_is_warned(clause, reading).filter(|_| nobodys.is_none()) {
        let mut found = with_conjuncts(view, index, clause, warned, Standing::Author);
        found.retain(other);
        return (found, false);
    }
    nobodys.unwrap_or_default()
}

/// True where a word hangs on the trigger before it hangs on the one above: `Norland` in `a report accusing Norland`.
fn is_below(clause: &Clause, trigger: usize, above: usize, word: usize) -> bool {
    let mut at = word;
    for _ in 0..DEEP {
        match clause.head(at) {
            Some(head) if head == trigger => return true,
            Some(head) if head != above => at = head,
            _ => return false,
        }
    }
    false
}

/// True for what the parser hangs on the agent before it: `the expulsion by Norland of two envoys`.
fn hangs_on_agent(clause: &Clause, agent: usize, word: usize) -> bool {
    clause.upos(agent) == Upos::Propn
        && clause.case(agent) == Some("by")
        && clause.head(word) == Some(agent)
        && clause.case(word) == Some("of")
}

/// How far below a word another is looked for, in relations.
const DEEP: usize = 6;

/// True for those who suffer the act of which another is accused, or that is asked for: `criticised attacks on civilians`.
fn is_victim(library: &Library, clause: &Clause, reading: &Reading, token: usize) -> bool {
    if !clause.parsed
        || !matches!(reading.event_type.as_str(), "ACCUSE" | "SUPPORT" | "REQUEST" | "REJECT" | "THREATEN")
    {
        return false;
    }
    // `rejected the attack on Norland's budget` may be meant for Norland; `rejected the occupation of Norland` is not.
    let deeds = |head: usize| reading.event_type != "REJECT" || library.words.parties.deeds.has(clause, head);
    // `called for sanctions against Norland`: where nobody is asked, it is said against those who are to suffer.
    if reading.event_type == "REQUEST" && library.frames[reading.frame].event_type == "SANCTION" {
        return false;
    }
    // `blamed the raid on Norland`: the frame asks for the preposition before all else.
    let (frame, _) = reading.operator.unwrap_or((reading.frame, reading.trigger));
    if let Some(Slot::Preposition(first)) = library.frames[frame].pattern.target.first()
        && clause.case(token) == Some(first)
    {
        return false;
    }
    let mut at = token;
    for _ in 0..4 {
        let Some(head) = clause.head(at) else { return false };
        if head == reading.trigger {
            return false;
        }
        let suffers = clause.relation(at) == "nmod"
            && clause.full_relation(at) != "nmod:poss"
            && clause.case(at).is_some_and(|case| matches!(case, "on" | "against" | "of" | "in" | "at" | "to"));
        // `filed charges against`: a noun of the act's own words tells the act.
        let own = reading.operator.is_none() && reading.words.contains(&head);
        if suffers && !own && deeds(head) && library.names_act(clause, head) {
            return true;
        }
        at = head;
    }
    false
}

/// True for those to whom something is said of others, or where it is said: `complained to the court`, `met at the palace`.
fn is_addressee(library: &Library, clause: &Clause, reading: &Reading, role: &Role) -> bool {
    let Some(case) = clause.case(role.token) else { return false };
    let slots = &library.frames[reading.frame].pattern.target;
    let named = |case: &str| slots.iter().any(|slot| matches!(slot, Slot::Preposition(name) if name == case));
    match reading.event_type.as_str() {
        "ACCUSE" => (role.rank > 0 || !named(case)) && matches!(case, "to" | "with") || matches!(case, "in" | "before"),
        "CONSULT" => reading.mode.as_deref() != Some("visit") && matches!(case, "in" | "at"),
        _ => false,
    }
}

/// The state of the place that a noun phrase names or is in: `targets in Norport`.
fn placed(view: View, index: usize, clause: &Clause, token: usize) -> Option<Party> {
    // `the Norlandic town of Bergen`
    let told = clause
        .dependents(token, &["amod"])
        .filter(|_| view.language.events.library.words.parties.site.has(clause, token))
        .flat_map(|child| actor_at(view, index, clause.sentence.tokens[child].span))
        .find(|party| party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State));
    if told.is_some() {
        return told;
    }
    state_of_place(view, index, clause, token).or_else(|| {
        clause
            .dependents(token, &["nmod", "compound"])
            .filter(|&child| {
                clause.relation(child) == "compound"
                    || clause.full_relation(child) == "nmod:poss"
                    || clause.case(child).is_some_and(|case| matches!(case, "in" | "at" | "near" | "of" | "on"))
            })
            .find_map(|child| state_of_place(view, index, clause, child))
    })
}

/// True where a token only names a role of no state: `missiles`, `troops`.
fn is_role(view: View, index: usize, clause: &Clause, token: usize) -> bool {
    let named = actor_at(view, index, clause.sentence.tokens[token].span);
    !named.is_empty() && named.iter().all(is_nobodys)
}

/// A proper name that the ontology does not hold: of several words, or one whose form shows somebody.
fn actor_free_name(view: View, index: usize, clause: &Clause, token: usize) -> bool {
    let span = clause.sentence.tokens[token].span;
    let shown = view.mentions_in(index).iter().any(|mention| {
        mention.span.contains(span)
            && matches!(&mention.value, MentionValue::Actor(reference) if reference.via == Via::Unlisted)
    });
    let several =
        clause.children[token].iter().any(|&child| matches!(clause.relation(child), "flat" | "compound" | "appos"));
    let words = view.words(span);
    let initials = words.len() > 1 && words.chars().all(char::is_uppercase);
    clause.upos(token) == Upos::Propn && actor_at(view, index, span).is_empty() && (shown || several || initials)
}

/// For whom the noun phrase of a target may stand.
fn standing(library: &Library, clause: &Clause, reading: &Reading, token: usize) -> Standing {
    let direct = !clause.parsed || matches!(clause.relation(token), "obj" | "iobj" | "nsubj");
    match reading.event_type.as_str() {
        "CONSULT" => Standing::Participant,
        "COOPERATE" | "AGREE" if direct || matches!(clause.case(token), Some("with" | "between")) => {
            Standing::Participant
        }
        "AID" if direct => Standing::Participant,
        "ACCUSE" | "REJECT" | "SUPPORT" | "REQUEST" if library.names_act(clause, token) => Standing::Doer,
        _ => Standing::Owner,
    }
}

/// A place that is attacked, closed or occupied: `stormed a police station`.
fn site(view: View, clause: &Clause, reading: &Reading, token: usize) -> Option<Party> {
    let direct = !clause.parsed || matches!(clause.full_relation(token), "obj" | "nsubj:pass" | "conj");
    let violent = matches!(reading.event_type.as_str(), "ASSAULT" | "COERCE" | "PROTEST");
    let words = &view.language.events.library.words.parties;
    (violent && direct && words.site.has(clause, token)).then(|| nameless(clause, token))
}

/// True for acts whose target may be told by a place.
fn takes_place(reading: &Reading) -> bool {
    reading.mode.as_deref() == Some("meet")
        || matches!(
            reading.event_type.as_str(),
            "ASSAULT" | "MOBILIZE" | "CONSULT" | "RETREAT" | "CONCEDE" | "COERCE" | "SANCTION" | "AID"
        )
}

/// The states in which the act takes place, where its victims or addressees are not named otherwise.
pub fn places(view: View, index: usize, clause: &Clause, reading: &Reading) -> Vec<Party> {
    let core = |at: usize| at == reading.trigger || reading.words.contains(&at);
    (reading.trigger + 1..clause.len())
        .filter(|&token| {
            !clause.parsed
                || matches!(clause.relation(token), "obl" | "nmod" | "obj")
                    && clause.head(token).is_some_and(|head| {
                        core(head) || clause.relation(head) == "obj" && clause.head(head).is_some_and(core)
                    })
        })
        .find_map(|token| {
            let side = |party: &Party| party.actor.as_ref().is_some_and(Actor::is_side);
            let inside = matches!(
                clause.case(token),
                Some("in" | "on" | "at" | "near" | "across" | "over" | "into" | "inside" | "within")
            );
            let named = actor_at(view, index, clause.sentence.tokens[token].span).into_iter().find(side);
            state_of_place(view, index, clause, token).or(named.filter(|_| inside))
        })
        .into_iter()
        .collect()
}
