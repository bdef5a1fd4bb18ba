//! One event, many mentions: reports of the same act in a document become one event.

use model::{Event, Factuality, Party};

/// Merges the reports of one act. The first report with the surest factuality leads; the others are its evidence.
pub fn merge(events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::new();
    for event in events {
        match merged.iter_mut().find(|other| same_act(other, &event)) {
            Some(first) => {
                if rank(event.factuality) < rank(first.factuality) {
                    first.factuality = event.factuality;
                }
                if first.time.is_none() {
                    first.time = event.time;
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

/// Reports are of one act where parties, type and factuality agree, their times do not differ, and their trigger is the same
/// word or they stand close together.
fn same_act(left: &Event, right: &Event) -> bool {
    left.event_type == right.event_type
        && left.mode == right.mode
        && sides(&left.sources) == sides(&right.sources)
        && sides(&left.targets) == sides(&right.targets)
        && left.contexts.first() == right.contexts.first()
        && left.factuality.is_fact() == right.factuality.is_fact()
        && match (&left.time, &right.time) {
            (Some(left), Some(right)) => left.value == right.value,
            _ => true,
        }
        && left.evidence.rule == right.evidence.rule
}

fn sides(parties: &[Party]) -> Vec<String> {
    let mut sides: Vec<String> = parties
        .iter()
        .map(|party| party.actor.as_ref().map_or_else(|| format!("{:?}", party.span), |actor| actor.id.clone()))
        .collect();
    sides.sort();
    sides
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
