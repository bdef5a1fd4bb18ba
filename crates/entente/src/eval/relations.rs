//! The `relations` layer: events between two states told by their names alone, with sign and category.

use super::{Miss, Options, Score, rate};
use anyhow::{Context, Result};
use model::Pillar;
use reader::{Language, events};
use std::collections::BTreeMap;
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let header = sample.lines().next().unwrap_or_default();
    path.is_file()
        && ["country_en", "event_name", "event_category_en", "impact"].iter().all(|column| header.contains(column))
}

/// The pillar of a category: talks between the two leaderships and their disputes are political trust, what happens at
/// the table of others is diplomatic coordination.
fn pillar(category: &str) -> Option<Pillar> {
    Some(match category {
        "Cultural / people-to-people cooperation" | "Pandemic / crisis aid" | "Pandemic / disaster shock" => {
            Pillar::PeopleAndCulture
        }
        "Economic win-win cooperation" | "Economic sanction / tariff barrier" | "Tech control / export restriction" => {
            Pillar::EconomicComplementarity
        }
        "Military / security cooperation" | "Security threat" => Pillar::MilitaryInteraction,
        "Multilateral / third-party meeting" => Pillar::DiplomaticCoordination,
        "High-level visit"
        | "Remote talk / virtual meeting"
        | "Strategic partnership upgrade"
        | "Sovereignty dispute"
        | "Diplomatic protest / friction"
        | "Negative strategic positioning"
        | "Detention / judicial dispute"
        | "Policy shift / domestic politics" => Pillar::PoliticalTrust,
        _ => return None,
    })
}

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .with_context(|| format!("{}: cannot be read", path.display()))?;
    let headers = reader.headers()?.clone();
    let column =
        |name: &str| headers.iter().position(|header| header == name).with_context(|| format!("no column {name}"));
    let (country, name, category, impact) =
        (column("country_en")?, column("event_name")?, column("event_category_en")?, column("impact")?);
    let (mut n, mut read, mut signs, mut pillars, mut with_pillar) = (0, 0, 0, 0, 0);
    let mut misses = Vec::new();
    let mut by_category: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for row in reader.records() {
        let row = row?;
        let cell = |index: usize| row.get(index).unwrap_or_default().trim();
        n += 1;
        let found = events::named(language, cell(name));
        read += usize::from(found.rule.is_some());
        let negative = cell(impact) == "negative";
        let sign_right = negative == (found.weight < 0.0);
        signs += usize::from(sign_right);
        let wanted = pillar(cell(category));
        let pillar_right = wanted.is_none_or(|wanted| wanted == found.pillar);
        with_pillar += usize::from(wanted.is_some());
        pillars += usize::from(wanted.is_some() && pillar_right);
        let counts = by_category.entry(cell(category).to_owned()).or_default();
        counts[0] += 1;
        counts[1] += usize::from(sign_right);
        counts[2] += usize::from(pillar_right);
        if (!sign_right || !pillar_right) && misses.len() < options.errors {
            misses.push(Miss {
                record: format!("{}: {}", cell(country), cell(name)),
                expected: format!("{} {}", cell(impact), wanted.map_or("-", Pillar::key)),
                found: format!(
                    "{} {}",
                    if found.weight < 0.0 { "negative" } else { "positive or neutral" },
                    found.pillar.key()
                ),
                why: found.rule.unwrap_or_else(|| "no frame".to_owned()),
            });
        }
    }
    let metrics = BTreeMap::from([
        ("sign_accuracy".to_owned(), rate(signs, n)),
        ("pillar_accuracy".to_owned(), rate(pillars, with_pillar)),
        ("coverage".to_owned(), rate(read, n)),
    ]);
    let mut table = String::from("category                                     n  sign  pillar");
    for (category, [n, signs, pillars]) in &by_category {
        table += &format!("\n{category:<42}{n:>4}{signs:>6}{pillars:>8}");
    }
    Ok(Score { layer: "relations", n, metrics, tables: vec![table], misses })
}
