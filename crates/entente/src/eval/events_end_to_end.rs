//! The `events_end_to_end` layer: from raw text to source, target and type.
//!
//! Every dyad that is found counts: one that the gold does not hold is wrong, and one in a sentence of which the gold says
//! that nothing happens is invented. Only acts told as done count as found.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result, bail};
use model::{Event, Factuality, Finding, Party, Quad};
use rayon::prelude::*;
use reader::Language;
use regex::Regex;
use std::collections::BTreeMap;
use std::path::Path;

/// What a party is in the gold.
#[derive(Debug, Clone)]
enum Side {
    /// CAMEO code: `RUSGOV`.
    Code(String),
    /// Words in the sentence, and a country code where the gold gives one.
    Words(String, Option<String>),
}

/// A gold event.
#[derive(Debug, Clone)]
struct Gold {
    source: Side,
    target: Side,
    /// CAMEO root (`04`), quad class (`1`) or type (`CONSULT`).
    kind: String,
    /// True where the parties are in either order.
    either: bool,
}

/// A sentence with its gold events.
struct Record {
    id: String,
    text: String,
    gold: Vec<Gold>,
}

/// How the gold names what happens.
#[derive(Clone, Copy)]
enum Kind {
    CameoRoot,
    Quad,
    Type,
}

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let header: Vec<&str> = sample.lines().next().unwrap_or_default().split('\t').collect();
    path.is_file()
        && (sample.contains("<Validation>")
            || ["sentence", "source", "target", "class"].iter().all(|column| header.contains(column))
            || sample.contains("PLOVER-GSR"))
}

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let (records, kind) = if text.contains("<Validation>") {
        (petrarch(&text)?, Kind::CameoRoot)
    } else if text.contains("PLOVER-GSR") {
        (plover(&text)?, Kind::Type)
    } else {
        (table(&text)?, Kind::Quad)
    };
    if records.is_empty() {
        bail!("{}: no records", path.display());
    }
    let found: Vec<Vec<Found>> = records.par_iter().map(|record| read(language, &record.text, kind)).collect();
    let (mut right, mut right_found, mut given, mut wanted, mut invented, mut dyads_right) = (0, 0, 0, 0, 0, 0);
    let mut misses = Vec::new();
    let mut by_kind: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (record, found) in records.iter().zip(&found) {
        let mut used = vec![false; found.len()];
        let mut missed = Vec::new();
        for gold in &record.gold {
            by_kind.entry(gold.kind.clone()).or_default()[1] += 1;
            let hit = (0..found.len()).find(|&index| {
                (!used[index] || found[index].mutual) && found[index].kind == gold.kind && found[index].connects(gold)
            });
            match hit {
                Some(index) => {
                    used[index] = true;
                    right += 1;
                    by_kind.entry(gold.kind.clone()).or_default()[0] += 1;
                }
                None => missed.push(gold),
            }
            dyads_right += usize::from(found.iter().any(|found| found.connects(gold)));
        }
        for found in found {
            by_kind.entry(found.kind.clone()).or_default()[2] += 1;
        }
        wanted += record.gold.len();
        given += found.len();
        right_found += used.iter().filter(|used| **used).count();
        if record.gold.is_empty() {
            invented += found.len();
        }
        let wrong: Vec<String> =
            found.iter().zip(&used).filter(|(_, used)| !**used).map(|(found, _)| found.to_string()).collect();
        if (!missed.is_empty() || !wrong.is_empty()) && misses.len() < options.errors {
            misses.push(Miss {
                record: format!("{}: {}", record.id, record.text),
                expected: if missed.is_empty() {
                    "nothing more".into()
                } else {
                    missed.iter().map(|gold| format!("{gold:?}")).collect::<Vec<_>>().join("; ")
                },
                found: if wrong.is_empty() { "nothing more".into() } else { wrong.join("; ") },
                why: found.iter().map(|found| found.rule.clone()).collect::<Vec<_>>().join("; "),
            });
        }
    }
    let (precision, recall) = (rate(right_found, given), rate(right, wanted));
    let empty = records.iter().filter(|record| record.gold.is_empty()).count();
    let metrics = BTreeMap::from([
        ("precision".to_owned(), precision),
        ("recall".to_owned(), recall),
        ("f1".to_owned(), f1(precision, recall)),
        ("invented".to_owned(), rate(invented, given)),
        ("dyad_recall".to_owned(), rate(dyads_right, wanted)),
    ]);
    let mut table = format!(
        "{wanted} gold dyads in {} sentences, {empty} of them without an event; {given} found, {right} right, {invented} invented\nkind        gold found right",
        records.len()
    );
    for (kind, [right, gold, found]) in &by_kind {
        table += &format!("\n{kind:<11}{gold:>5}{found:>6}{right:>6}");
    }
    Ok(Score { layer: "events_end_to_end", n: records.len(), metrics, tables: vec![table], misses })
}

/// A dyad that was read.
struct Found {
    source: Party,
    target: Party,
    source_words: String,
    target_words: String,
    kind: String,
    rule: String,
    /// True where the parties do it with each other: one pair stands for both directions.
    mutual: bool,
}

impl std::fmt::Display for Found {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = |party: &Party| party.actor.as_ref().map_or_else(|| "---".to_owned(), model::Actor::code);
        write!(
            formatter,
            "{} {}→{} ({} → {}) by {}",
            self.kind,
            code(&self.source),
            code(&self.target),
            self.source_words,
            self.target_words,
            self.rule
        )
    }
}

impl Found {
    fn connects(&self, gold: &Gold) -> bool {
        let straight =
            is(&self.source, &self.source_words, &gold.source) && is(&self.target, &self.target_words, &gold.target);
        straight
            || (gold.either || self.mutual)
                && is(&self.source, &self.source_words, &gold.target)
                && is(&self.target, &self.target_words, &gold.source)
    }
}

/// True where a party is the gold's: the same country or organisation, or overlapping words.
fn is(party: &Party, words: &str, side: &Side) -> bool {
    let code = party.actor.as_ref().map(model::Actor::code);
    let of_country = party.actor.as_ref().map(model::Actor::side);
    match side {
        Side::Code(gold) => match gold.strip_prefix("---") {
            // The gold does not know the country either: the sector has to agree.
            Some(sector) => party
                .actor
                .as_ref()
                .is_none_or(|actor| actor.country.is_none() && actor.sector.as_deref() == Some(sector)),
            None => of_country.is_some_and(|side| {
                let gold = organisation(gold);
                side == gold || gold.starts_with(&side) && side.len() == 3
            }),
        },
        Side::Words(gold, country) => {
            let overlap = gold.contains(words) || words.contains(gold.as_str());
            overlap
                || country.is_some()
                    && code.is_some_and(|code| country.as_deref().is_some_and(|country| code.starts_with(country)))
        }
    }
}

/// The organisation or side of a CAMEO code.
fn organisation(code: &str) -> &str {
    match code.get(..6).unwrap_or(code) {
        "IGOUNO" => "UN",
        "IGOEUR" => "EU",
        "IMGMUS" => "ISIS",
        "IGOCOP" => "INTERPOL",
        "NGAREB" | "NGAMUS" => "NGA",
        _ => code,
    }
}

fn read(language: &Language, text: &str, kind_wanted: Kind) -> Vec<Found> {
    let document = reader::passage(text, None);
    let reading = reader::read(language, &document);
    let mut found: Vec<Found> = Vec::new();
    for finding in &reading.findings {
        let Finding::Event(event) = finding else { continue };
        // CAMEO codes an intention to act together or to harm as an event of its own.
        let intent = matches!(kind_wanted, Kind::CameoRoot)
            && event.factuality == Factuality::Intended
            && matches!(event.event_type.as_str(), "AGREE" | "THREATEN");
        if !event.factuality.is_fact() && !intent {
            continue;
        }
        let mutual = event.sources == event.targets;
        let kind = kind_of(event, kind_wanted);
        for source in &event.sources {
            for target in &event.targets {
                let same = match (&source.actor, &target.actor) {
                    (Some(source), Some(target)) => source.id == target.id,
                    _ => source.span == target.span,
                };
                let side = |party: &Party| party.actor.as_ref().map(model::Actor::side);
                let known = found.iter().any(|other| {
                    other.kind == kind
                        && side(source).is_some()
                        && (side(&other.source) == side(source) && side(&other.target) == side(target)
                            || mutual && side(&other.source) == side(target) && side(&other.target) == side(source))
                });
                // A dyad of codes has a code on both sides.
                let half = matches!(kind_wanted, Kind::CameoRoot) && (source.actor.is_none() || target.actor.is_none());
                if !same && !known && !half {
                    found.push(Found {
                        source_words: source.span.of(text).to_owned(),
                        target_words: target.span.of(text).to_owned(),
                        source: source.clone(),
                        target: target.clone(),
                        kind: kind.clone(),
                        rule: event.evidence.rule.clone(),
                        mutual,
                    });
                }
            }
        }
    }
    found
}

fn kind_of(event: &Event, kind: Kind) -> String {
    match kind {
        Kind::CameoRoot => event.cameo.as_deref().and_then(|code| code.get(..2)).unwrap_or("00").to_owned(),
        Kind::Quad => match event.quad {
            Quad::VerbalCooperation => "1",
            Quad::MaterialCooperation => "2",
            Quad::VerbalConflict => "3",
            Quad::MaterialConflict => "4",
        }
        .to_owned(),
        Kind::Type => event.event_type.clone(),
    }
}

/// The records of a PETRARCH validation file. The file holds free text between its elements, so it is no XML to a parser.
fn petrarch(text: &str) -> Result<Vec<Record>> {
    let sentence = Regex::new(r#"(?s)<Sentence\s([^>]*?)/?>(.*?)</Text>"#)?;
    let coding = Regex::new(r#"<EventCoding\s([^>]*)/>"#)?;
    let words = Regex::new(r#"(?s)<Text>(.*)$"#)?;
    let attribute = |attributes: &str, name: &str| -> Option<String> {
        let from = attributes.find(&format!("{name}=\""))? + name.len() + 2;
        attributes.get(from..)?.split('"').next().map(str::to_owned)
    };
    let mut records = Vec::new();
    for capture in sentence.captures_iter(text) {
        let body = &capture[2];
        let Some(text) =
            words.captures(body).map(|capture| capture[1].split_whitespace().collect::<Vec<_>>().join(" "))
        else {
            continue;
        };
        if text.is_empty() {
            continue;
        }
        let mut gold = Vec::new();
        for coding in coding.captures_iter(body) {
            let attributes = &coding[1];
            if let (Some(code), Some(source), Some(target)) = (
                attribute(attributes, "eventcode"),
                attribute(attributes, "sourcecode"),
                attribute(attributes, "targetcode"),
            ) {
                gold.push(Gold {
                    source: Side::Code(source),
                    target: Side::Code(target),
                    kind: code.get(..2).unwrap_or_default().to_owned(),
                    either: false,
                });
            }
        }
        records.push(Record {
            id: attribute(&capture[1], "id").unwrap_or_default(),
            text: text.replace("``", "\"").replace("''", "\""),
            gold,
        });
    }
    Ok(records)
}

/// The records of PLOVER's gold standard, with its old labels as those of manual 2.0.
fn plover(text: &str) -> Result<Vec<Record>> {
    let values: Vec<serde_json::Value> = serde_json::from_str(text)?;
    let mut records = Vec::new();
    for value in &values {
        let field = |name: &str| value.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        let kind = match field("event") {
            "DEMAND" => "REQUEST",
            "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
            "FIGHT" => "ASSAULT",
            "DOCUMENT" | "" => continue,
            name => name,
        };
        let parties = |name: &str| -> Vec<Side> {
            let list = value.get(name).and_then(|value| value.as_array()).cloned().unwrap_or_default();
            list.iter()
                .map(|party| {
                    let code = party
                        .get("code")
                        .and_then(|code| code.as_str())
                        .filter(|code| code.len() == 3 && *code != "IGO");
                    Side::Words(
                        party.get("actorText").and_then(|text| text.as_str()).unwrap_or_default().to_owned(),
                        code.map(str::to_owned),
                    )
                })
                .collect()
        };
        let (sources, targets) = (parties("source"), parties("target"));
        let mut gold = Vec::new();
        if targets.is_empty() {
            // Without a recipient the actors act on each other.
            for (index, source) in sources.iter().enumerate() {
                for target in &sources[index + 1..] {
                    gold.push(Gold {
                        source: source.clone(),
                        target: target.clone(),
                        kind: kind.to_owned(),
                        either: true,
                    });
                }
            }
        }
        for source in &sources {
            for target in &targets {
                gold.push(Gold {
                    source: source.clone(),
                    target: target.clone(),
                    kind: kind.to_owned(),
                    either: false,
                });
            }
        }
        if !gold.is_empty() {
            records.push(Record { id: field("id").to_owned(), text: field("text").to_owned(), gold });
        }
    }
    Ok(records)
}

/// The records of a table with one row for each pair of actors; class 0 says that nothing happens between them.
fn table(text: &str) -> Result<Vec<Record>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let column =
        |name: &str| headers.iter().position(|header| header == name).with_context(|| format!("no column {name}"));
    let (sentence, source, target, class) =
        (column("sentence")?, column("source")?, column("target")?, column("class")?);
    let mut records: Vec<Record> = Vec::new();
    for row in reader.records() {
        let row = row?;
        let cell = |index: usize| row.get(index).unwrap_or_default().trim().to_owned();
        let text = cell(sentence);
        if records.last().is_none_or(|record| record.text != text) {
            records.push(Record { id: (records.len() + 1).to_string(), text, gold: Vec::new() });
        }
        if cell(class) != "0"
            && let Some(record) = records.last_mut()
        {
            record.gold.push(Gold {
                source: Side::Words(cell(source), None),
                target: Side::Words(cell(target), None),
                kind: cell(class),
                either: false,
            });
        }
    }
    Ok(records)
}
