//! One event, many mentions: reports of the same act in a document become one event.

use model::{Event, Factuality, Party};
use std::collections::BTreeSet;

/// Merges the reports of one act. The first report with the surest factuality leads; the others are its evidence.
pub fn merge(text: &str, events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::new();
    for event in events {
        match merged.iter_mut().find(|other| same_act(text, other, &event)) {
            Some(first) => {
                if rank(event.factuality) < rank(first.factuality) {
                    first.factuality = event.factuality;
                }
                if first.time.is_none() {
                    first.time = event.time;
                }
                if first.place.is_none() {
                    first.place = event.place;
                }
                for pillar in event.pillars {
                    if !first.pillars.contains(&pillar) && first.pillars.len() < 2 {
                        first.pillars.push(pillar);
                    }
                }
                first.evidence.children.push(event.evidence);
            }
            None => merged.push(event),
        }
    }
    merged
}

/// Reports are of one act where type, sides and kind of factuality agree, nothing of persons, mode, time and place
/// differs, and the words are those of one act: the same word (`invaded`, `invasion`) with a common context, or, for
/// meetings of the same two sides, any word of meeting.
fn same_act(text: &str, left: &Event, right: &Event) -> bool {
    let (one, other) = (word(text, left), word(text, right));
    let same_word = one.is_some() && one == other;
    let common_context =
        left.contexts.first() == right.contexts.first() || left.contexts.is_empty() || right.contexts.is_empty();
    let meeting = left.event_type == "CONSULT" && family(left) == family(right);
    left.event_type == right.event_type
        && (left.mode == right.mode || left.mode.is_none() || right.mode.is_none())
        && same_parties(&left.sources, &right.sources)
        && same_parties(&left.targets, &right.targets)
        && left.factuality.is_fact() == right.factuality.is_fact()
        && same_time(left, right)
        && (left.place == right.place || left.place.is_none() || right.place.is_none())
        && (same_word && common_context || meeting)
}

/// The stem of an event's own word: its first letters in lower case.
fn word(text: &str, event: &Event) -> Option<String> {
    /// Letters that `invade` and `invasion`, `agree` and `agreement` share.
    const STEM: usize = 4;
    let trigger = event.evidence.witnesses.iter().find(|witness| witness.role == "trigger")?;
    let word = text.get(trigger.span.start..trigger.span.end)?;
    Some(word.chars().take(STEM).flat_map(char::to_lowercase).collect())
}

/// The file of the frame that found it.
fn family(event: &Event) -> &str {
    event.evidence.rule.split('#').next().unwrap_or_default()
}

/// Times that do not contradict each other: one is unknown or tells of no day, or they share days.
fn same_time(left: &Event, right: &Event) -> bool {
    match (&left.time, &right.time) {
        (Some(left), Some(right)) => {
            left.value == right.value
                || matches!((left.interval, right.interval), (Some(one), Some(other)) if one.overlaps(other))
                || [left, right].iter().any(|time| time.value.ends_with("_REF"))
        }
        _ => true,
    }
}

/// The same sides, and no two different persons of a side: a minister may stand for the state, but not for the president.
fn same_parties(left: &[Party], right: &[Party]) -> bool {
    let sides = |parties: &[Party]| -> BTreeSet<String> {
        parties
            .iter()
            .map(|party| party.actor.as_ref().map_or_else(|| format!("{:?}", party.span), model::Actor::side))
            .collect()
    };
    // Somebody in particular, with the side; a state or its government as such is nobody in particular.
    let somebody = |parties: &[Party]| -> BTreeSet<(String, String)> {
        parties
            .iter()
            .filter_map(|party| party.actor.as_ref())
            .filter(|actor| actor.sector.is_some() && actor.id.split('/').count() != 2)
            .map(|actor| (actor.side(), actor.id.clone()))
            .collect()
    };
    if sides(left) != sides(right) {
        return false;
    }
    let (one, other) = (somebody(left), somebody(right));
    one.iter().all(|(side, id)| {
        let named: Vec<&String> = other.iter().filter(|(of, _)| of == side).map(|(_, id)| id).collect();
        named.is_empty() || named.contains(&id)
    })
}

fn rank(factuality: Factuality) -> u8 {
    match factuality {
        Factuality::Actual => 0,
        Factuality::Habitual => 1,
        Factuality::Historical => 2,
        _ => 3,
    }
}

/// Checks the examples of one frame file: every `[[yes]]` gives its event, no `[[no]]` gives a fact of the file's types.
#[cfg(test)]
pub fn check_examples(path: &str) {
    use crate::data;
    use model::{Finding, Span};
    let file = super::frames::read_file(path, data::file(path).expect("an embedded file"))
        .unwrap_or_else(|error| panic!("{error}"));
    let language = crate::Language::english();
    let mut wrong = Vec::new();
    let family = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
    for example in &file.yes {
        let document = crate::passage(&example.text, None);
        let reading = crate::read(&language, &document);
        let holds =
            |parties: &[Party], words: &str| parties.iter().any(|party| party.span.of(&document.text).contains(words));
        let found = reading.findings.iter().any(|finding| match finding {
            Finding::Event(event) => {
                event.event_type == example.event.event_type
                    && event.factuality.is_fact()
                    && holds(&event.sources, &example.event.source)
                    && example.event.target.as_deref().is_none_or(|target| holds(&event.targets, target))
            }
            _ => false,
        });
        if !found {
            let events: Vec<String> = reading
                .findings
                .iter()
                .filter_map(|finding| match finding {
                    Finding::Event(event) => Some(format!(
                        "{} {:?} {:?}→{:?} by {}",
                        event.event_type,
                        event.factuality,
                        event.sources.iter().map(|party| party.span.of(&document.text)).collect::<Vec<_>>(),
                        event.targets.iter().map(|party| party.span.of(&document.text)).collect::<Vec<_>>(),
                        event.evidence.rule
                    )),
                    _ => None,
                })
                .collect();
            wrong.push(format!("yes: {:?} expected {}, found {events:?}", example.text, example.event.event_type));
        }
    }
    for example in &file.no {
        let document = crate::passage(&example.text, None);
        let reading = crate::read(&language, &document);
        for finding in &reading.findings {
            if let Finding::Event(event) = finding
                && event.factuality.is_fact()
                && (event.evidence.rule.contains(family)
                    || event.evidence.children.iter().any(|child| child.rule.contains(family)))
            {
                let span: Span = event.evidence.span;
                wrong.push(format!(
                    "no ({}): {:?} gave {} by {} in {:?}",
                    example.why, example.text, event.event_type, event.evidence.rule, span
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{path}:\n{}", wrong.join("\n"));
}

#[cfg(test)]
mod tests {
    use model::{Event, Finding};

    fn events(text: &str) -> Vec<Event> {
        let reading = crate::read(&crate::Language::english(), &crate::passage(text, None));
        let event = |finding| match finding {
            Finding::Event(event) => Some(event),
            _ => None,
        };
        reading.findings.into_iter().filter_map(event).collect()
    }

    #[test]
    fn reports_of_one_act_are_one_event_and_other_acts_are_not() {
        let one = events(
            "Chile invaded Peru on Monday. Shops closed in the capital. Norway condemned Chile's invasion of Peru on Tuesday.",
        );
        let assaults: Vec<&Event> = one.iter().filter(|event| event.event_type == "ASSAULT").collect();
        assert_eq!(assaults.len(), 1, "{one:?}");
        let two = events(
            "The Norwegian foreign minister met the Sudanese president. The Norwegian king met Sudanese officials.",
        );
        assert_eq!(two.iter().filter(|event| event.event_type == "CONSULT").count(), 2, "{two:?}");
    }
}
