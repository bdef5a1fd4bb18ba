//! Which acts the ledger has a use for: those between parties of politics, of whom none is only a part of the other.

use super::readings::Reading;
use crate::View;
use model::{Actor, MentionValue, Party};

/// Sectors of people and business, whose dealings within a state are no matter of states.
const PRIVATE: [&str; 12] = ["CVL", "BUS", "AGR", "EDU", "MED", "JRN", "HLH", "LAB", "CRM", "REF", "UNK", "ENV"];

/// The state or organisation on whose side somebody stands, where that is known.
pub fn home(party: &Party) -> Option<String> {
    party.actor.as_ref().filter(|actor| actor.is_side()).map(Actor::side)
}

/// Types of kindness and exchange, which are a matter of politics only between parties of politics.
fn is_kind(reading: &Reading) -> bool {
    matches!(reading.event_type.as_str(), "AGREE" | "CONSULT" | "SUPPORT" | "COOPERATE" | "AID")
}

/// True for somebody whose part in politics the sector tells, whatever the state.
fn is_public(party: &Party) -> bool {
    let sector = party.actor.as_ref().and_then(|actor| actor.sector.as_deref());
    sector.is_some_and(|sector| !PRIVATE.contains(&sector))
}

/// True where the ledger has a use for the act. It is about states, their parts and people, and their organisations; and
/// about bodies and forces of politics (`the police`, `a court`, an armed group) where nobody tells of which state.
pub fn is_of_record(reading: &Reading, sources: &[Party], targets: &[Party]) -> bool {
    let side = |party: &Party| party.actor.as_ref().is_some_and(Actor::is_side);
    if sources.iter().chain(targets).any(side) {
        return true;
    }
    if is_kind(reading) {
        sources.iter().any(is_public) && targets.iter().all(is_public)
    } else {
        sources.iter().chain(targets).any(is_public)
    }
}

/// True where the act is one between parties of politics. People who are kind to each other, travel or do business within
/// one state are no matter of states; between states, or in conflict, they are.
pub fn matter(view: View, reading: &Reading, sources: &[Party], targets: &[Party]) -> bool {
    let contentious = &view.language.events.library.words.parties.contentious;
    let political = |party: &Party| {
        let public = party
            .actor
            .as_ref()
            .is_some_and(|actor| actor.sector.as_deref().is_none_or(|sector| !PRIVATE.contains(&sector)));
        let words = view.words(party.span).to_lowercase();
        public
            || words.split_whitespace().any(|word| {
                contentious.contains(word) || word.strip_suffix('s').is_some_and(|one| contentious.contains(one))
            })
    };
    // An interview is no meeting of states.
    let press = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("JRN"));
    if reading.event_type == "CONSULT" && sources.iter().chain(targets).any(press) {
        return false;
    }
    let abroad = sources.iter().any(|source| {
        targets.iter().any(|target| matches!((home(source), home(target)), (Some(one), Some(other)) if one != other))
    });
    if reading.mode.as_deref() == Some("visit") {
        let ranks = |parties: &[Party]| -> Vec<Option<String>> {
            parties.iter().map(|party| party.actor.as_ref().and_then(|actor| actor.sector.clone())).collect()
        };
        return sources.iter().any(political)
            && (abroad || targets.iter().any(political) && ranks(sources) != ranks(targets));
    }
    // `granted asylum to Mara Vell`: whom a state helps is named, and need be nobody of politics.
    let helped = reading.event_type == "AID"
        && targets.iter().any(|party| party.actor.as_ref().is_none_or(|actor| actor.country.is_none()));
    // Whoever fights, exercises or is fought as a company or a school does so by another sense of the word.
    let harmless = |party: &Party| {
        let sector = party.actor.as_ref().and_then(|actor| actor.sector.as_deref());
        matches!(sector, Some("BUS" | "EDU" | "HLH" | "JRN" | "AGR"))
    };
    if matches!(reading.event_type.as_str(), "ASSAULT" | "MOBILIZE") && sources.iter().all(harmless) {
        return false;
    }
    // An ultimatum of editors to their writers is none of politics.
    if reading.event_type == "THREATEN" && !sources.iter().chain(targets).any(political) {
        return false;
    }
    // What happens in a family is its own matter.
    let kin = |party: &Party| {
        let words = view.words(party.span).to_lowercase();
        let last = words.split_whitespace().last().unwrap_or_default();
        view.language.events.library.words.parties.kin.contains(last)
            || last.strip_suffix('s').is_some_and(|one| view.language.events.library.words.parties.kin.contains(one))
    };
    if targets.iter().all(kin) && !sources.iter().any(political) {
        return false;
    }
    let gives_way = matches!(reading.event_type.as_str(), "RETREAT" | "CONCEDE");
    if gives_way && !abroad && !sources.iter().chain(targets).any(political) {
        return false;
    }
    let both = || sources.iter().any(political) && (helped || targets.iter().any(political));
    !is_kind(reading) || abroad || both()
}

/// True where one party is only a part of the other, so that nothing passes between two: a state and its government. Its
/// opponents and its people are others.
///
/// A place within the state that is attacked or closed stands for those who live there.
pub fn is_part(view: View, index: usize, reading: &Reading, source: &Party, target: &Party) -> bool {
    let place = |party: &Party| {
        view.mentions_in(index)
            .iter()
            .any(|mention| mention.span == party.span && matches!(mention.value, MentionValue::Place { .. }))
    };
    if matches!(reading.event_type.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE") && place(target) && !place(source) {
        return false;
    }
    let (Some(source), Some(target)) = (&source.actor, &target.actor) else { return false };
    if source.country.is_none() || source.country != target.country {
        return false;
    }
    let official = |actor: &Actor| {
        matches!(actor.sector.as_deref(), None | Some("GOV" | "MIL" | "LEG" | "JUD" | "SPY" | "COP" | "ELI"))
    };
    let bare = source.sector.is_none() || target.sector.is_none();
    let violent = matches!(reading.event_type.as_str(), "ASSAULT" | "PROTEST");
    let friendly = matches!(reading.event_type.as_str(), "AGREE" | "CONSULT" | "COOPERATE" | "AID");
    let opposed = |actor: &Actor| matches!(actor.sector.as_deref(), Some("OPP" | "REB" | "SEP" | "UAF" | "INS"));
    let within = if friendly { !opposed(source) && !opposed(target) } else { official(source) && official(target) };
    bare && within && !violent || source.sector.is_none() && target.sector.is_none()
}
