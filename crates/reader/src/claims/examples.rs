//! The examples of the indicator files.

use super::registry::{Expected, parse};
use crate::Language;
use model::{ChangeBasis, Claim, Direction, Finding, Interval};
use std::sync::OnceLock;

fn english() -> &'static Language {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    LANGUAGE.get_or_init(Language::english)
}

/// The claims of a passage.
pub fn read(text: &str, published: Option<&str>) -> Vec<Claim> {
    let day = published.map(|day| day.parse().expect("a day of ISO 8601"));
    let document = crate::passage(text, day.map(|day| Interval { start: day, end: day }));
    let claims = crate::read(english(), &document).findings.into_iter().filter_map(|finding| match finding {
        Finding::Claim(claim) => Some(claim),
        _ => None,
    });
    claims.collect()
}

/// Checks the examples of one indicator file: every expected claim is found, and no other indicator of the file is found
/// in a `[[no]]` sentence.
pub fn check_examples(path: &str) {
    let file =
        parse(path, crate::data::file(path).expect("an embedded file")).unwrap_or_else(|error| panic!("{error}"));
    let mut failures = Vec::new();
    for yes in &file.yes {
        let claims = read(&yes.text, yes.published.as_deref());
        for expected in &yes.claims {
            if !claims.iter().any(|claim| fits(expected, claim)) {
                failures.push(format!("{}\n  expected {expected:?}\n  found {}", yes.text, show(&claims)));
            }
        }
    }
    let ids: Vec<&String> = file.yes.iter().flat_map(|yes| &yes.claims).map(|claim| &claim.indicator).collect();
    for no in &file.no {
        let claims = read(&no.text, None);
        let wrong = claims.iter().find(|claim| match &no.indicator {
            Some(indicator) => claim.indicator == *indicator,
            None => ids.contains(&&claim.indicator),
        });
        if wrong.is_some() {
            failures.push(format!("{}\n  expected no claim\n  found {}", no.text, show(&claims)));
        }
    }
    assert!(failures.is_empty(), "{path}:\n{}", failures.join("\n"));
}

fn fits(expected: &Expected, claim: &Claim) -> bool {
    let side = |actor: &Option<model::Actor>| actor.as_ref().map(|actor| actor.side());
    let same = |wanted: &Option<String>, found: Option<String>| wanted.is_none() || *wanted == found;
    let near = |wanted: f64, found: f64| (wanted - found).abs() <= 1e-9 * wanted.abs().max(1.0);
    let level = claim.level.as_ref();
    let signed = claim.change.as_ref().map(|quantity| {
        let down = quantity
            .change
            .is_some_and(|change| change.direction == Direction::Down && change.basis == ChangeBasis::By);
        if down { -quantity.value.abs() } else { quantity.value }
    });
    claim.indicator == expected.indicator
        && same(&expected.reporter, side(&claim.reporter))
        && same(&expected.partner, side(&claim.partner))
        && expected.value.is_none_or(|value| level.is_some_and(|level| near(value, level.value)))
        && same(&expected.unit, level.map(|level| level.unit.clone()))
        && expected.bound.is_none_or(|bound| level.is_some_and(|level| level.bound == bound))
        && expected.change.is_none_or(|change| signed.is_some_and(|signed| near(change, signed)))
        && expected.up.is_none_or(|up| {
            let change = claim.change.as_ref().and_then(|quantity| quantity.change);
            change.is_some_and(|change| change.direction == if up { Direction::Up } else { Direction::Down })
        })
        && same(&expected.period, claim.period.as_ref().map(|time| time.value.clone()))
        && same(&expected.dimension, claim.dimension.clone())
}

/// Claims in a line each.
pub fn show(claims: &[Claim]) -> String {
    let line = |claim: &Claim| {
        let side = |actor: &Option<model::Actor>| actor.as_ref().map_or("?".to_owned(), |actor| actor.side());
        let figure = |quantity: &Option<model::Quantity>| {
            quantity
                .as_ref()
                .map_or(String::new(), |it| format!("{:?} {} {} {:?}", it.bound, it.value, it.unit, it.change))
        };
        format!(
            "{} {}→{} [{}] level {} change {} in {} ({:?})",
            claim.indicator,
            side(&claim.reporter),
            side(&claim.partner),
            claim.dimension.clone().unwrap_or_default(),
            figure(&claim.level),
            figure(&claim.change),
            claim.period.as_ref().map_or("?", |time| &time.value),
            claim.status,
        )
    };
    claims.iter().map(line).collect::<Vec<_>>().join("\n    ")
}
