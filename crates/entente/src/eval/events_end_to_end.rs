//! The `events_end_to_end` layer: from raw text to source, target and type.
//!
//! Every dyad that is found counts: one that the gold does not hold is wrong, and one in a sentence of which the gold says
//! that nothing happens is invented. Only acts told as done, and intentions to cooperate or to harm, count as found. Codes
//! have to agree in country or organisation and in sector; a dyad with an unknown side is wrong. What two do with
//! each other is one dyad that stands for both directions. The `country_` rates leave the sectors out.

use super::events_gold::{Gold, Record, Side, petrarch, plover, table};
use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result, bail};
use model::{Event, Factuality, Finding, MentionValue, Party, Quad, Reading};
use rayon::prelude::*;
use reader::Language;
use std::collections::BTreeMap;
use std::path::Path;

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
    let exact = tally(&records, &found, Grade::Exact, options);
    let country = tally(&records, &found, Grade::Country, Options { errors: 0, ..options });
    let empty = records.iter().filter(|record| record.gold.is_empty()).count();
    let mut metrics = BTreeMap::from([
        ("precision".to_owned(), exact.precision()),
        ("recall".to_owned(), exact.recall()),
        ("f1".to_owned(), f1(exact.precision(), exact.recall())),
        ("invented".to_owned(), rate(exact.invented, exact.given)),
        ("dyad_recall".to_owned(), rate(exact.dyads, exact.wanted)),
    ]);
    if matches!(kind, Kind::CameoRoot) {
        metrics.insert("country_precision".to_owned(), country.precision());
        metrics.insert("country_recall".to_owned(), country.recall());
        metrics.insert("country_f1".to_owned(), f1(country.precision(), country.recall()));
    }
    let mut table = format!(
        "{} gold dyads in {} sentences, {empty} of them without an event; {} found, {} right, {} invented\nkind        gold found right",
        exact.wanted,
        records.len(),
        exact.given,
        exact.right,
        exact.invented
    );
    for (kind, [right, gold, found]) in &exact.by_kind {
        table += &format!("\n{kind:<11}{gold:>5}{found:>6}{right:>6}");
    }
    Ok(Score { layer: "events_end_to_end", n: records.len(), metrics, tables: vec![table], misses: exact.misses })
}

/// What was found of the gold.
#[derive(Default)]
struct Tally {
    /// Gold dyads that were found.
    right: usize,
    /// Found dyads that the gold holds.
    right_found: usize,
    /// Found dyads.
    given: usize,
    /// Gold dyads.
    wanted: usize,
    /// Found dyads in sentences without an event.
    invented: usize,
    /// Gold dyads of which both parties were found, of whatever kind.
    dyads: usize,
    /// Right, gold and found by kind.
    by_kind: BTreeMap<String, [usize; 3]>,
    misses: Vec<Miss>,
}

impl Tally {
    fn precision(&self) -> f64 {
        rate(self.right_found, self.given)
    }

    fn recall(&self) -> f64 {
        rate(self.right, self.wanted)
    }
}

fn tally(records: &[Record], found: &[Vec<Found>], grade: Grade, options: Options) -> Tally {
    let mut tally = Tally::default();
    for (record, found) in records.iter().zip(found) {
        let mut used = vec![false; found.len()];
        let mut missed = Vec::new();
        for gold in &record.gold {
            tally.by_kind.entry(gold.kind.clone()).or_default()[1] += 1;
            let hit = (0..found.len()).find(|&index| {
                (!used[index] || found[index].mutual)
                    && found[index].kind == gold.kind
                    && found[index].connects(gold, grade)
            });
            match hit {
                Some(index) => {
                    used[index] = true;
                    tally.right += 1;
                    tally.by_kind.entry(gold.kind.clone()).or_default()[0] += 1;
                }
                None => missed.push(gold),
            }
            tally.dyads += usize::from(found.iter().any(|found| found.connects(gold, grade)));
        }
        for found in found {
            tally.by_kind.entry(found.kind.clone()).or_default()[2] += 1;
        }
        tally.wanted += record.gold.len();
        tally.given += found.len();
        tally.right_found += used.iter().filter(|used| **used).count();
        if record.gold.is_empty() {
            tally.invented += found.len();
        }
        let wrong: Vec<String> =
            found.iter().zip(&used).filter(|(_, used)| !**used).map(|(found, _)| found.to_string()).collect();
        if (!missed.is_empty() || !wrong.is_empty()) && tally.misses.len() < options.errors {
            tally.misses.push(Miss {
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
    tally
}

/// A dyad that was read.
struct Found {
    source: Party,
    target: Party,
    /// The party's words first, then other words of the text for the same actor: a pronoun stands for its name.
    source_words: Vec<String>,
    target_words: Vec<String>,
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
            self.source_words[0],
            self.target_words[0],
            self.rule
        )
    }
}

impl Found {
    fn connects(&self, gold: &Gold, grade: Grade) -> bool {
        let source = |side: &Side| is(&self.source, &self.source_words, side, grade);
        let target = |side: &Side| is(&self.target, &self.target_words, side, grade);
        let straight = source(&gold.source) && target(&gold.target);
        straight || (gold.either || self.mutual) && source(&gold.target) && target(&gold.source)
    }
}

/// How exactly a code has to agree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grade {
    /// Country or organisation and sector: the exact dyad.
    Exact,
    /// Country or organisation alone.
    Country,
}

/// True where a party is the gold's: the same code, or overlapping words.
fn is(party: &Party, words: &[String], side: &Side, grade: Grade) -> bool {
    match side {
        Side::Code(gold) => {
            let Some(actor) = &party.actor else { return false };
            let (home, sectors) = parts(gold);
            let same_home = if actor.id.starts_with("role:") { home == "---" } else { actor.side() == home };
            let same_sector = match actor.sector.as_deref() {
                None => sectors.is_empty(),
                // An organisation's code says what it is.
                Some("IGO") => sectors.is_empty() || sectors.contains(&"IGO"),
                Some(sector) => sectors.contains(&sector),
            };
            same_home && (grade == Grade::Country || same_sector)
        }
        Side::Words(gold, country) => {
            let code = party.actor.as_ref().map(model::Actor::code);
            words.iter().any(|words| holds(gold, words) || holds(words, gold))
                || country.is_some()
                    && code.is_some_and(|code| country.as_deref().is_some_and(|country| code.starts_with(country)))
        }
    }
}

/// True where the words stand whole in the text.
fn holds(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + words.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// Sectors that CAMEO and PLOVER share; what else a CAMEO code holds (religion, region, name) is not compared.
const SECTORS: [&str; 22] = [
    "GOV", "MIL", "OPP", "REB", "CVL", "COP", "BUS", "LEG", "JUD", "SPY", "NGO", "IGO", "MED", "EDU", "LAB", "AGR",
    "CRM", "ELI", "REF", "SEP", "UAF", "INS",
];

/// The country or organisation of a CAMEO code, in this project's terms, and its sectors.
fn parts(code: &str) -> (&str, Vec<&str>) {
    let chunks: Vec<&str> = (0..code.len() / 3).filter_map(|index| code.get(index * 3..index * 3 + 3)).collect();
    let organisation = match chunks.as_slice() {
        ["IGO", "UNO", ..] => Some("UN"),
        ["IGO", "EUR", ..] => Some("EU"),
        ["IGO", "NAT", ..] => Some("NATO"),
        ["IGO", "COP", "ITP"] => Some("INTERPOL"),
        ["IMG", "MUS", "ISI"] => Some("IS"),
        _ => None,
    };
    match organisation {
        Some(name) => (name, Vec::new()),
        None => (
            chunks.first().copied().unwrap_or(code),
            chunks.iter().skip(1).copied().filter(|chunk| SECTORS.contains(chunk)).collect(),
        ),
    }
}

fn read(language: &Language, text: &str, kind_wanted: Kind) -> Vec<Found> {
    let document = reader::passage(text, None);
    let reading = reader::read(language, &document);
    let mut found: Vec<Found> = Vec::new();
    for finding in &reading.findings {
        let Finding::Event(event) = finding else { continue };
        // An intention to act together or to harm is an event of its own (PLOVER manual 2.0, sections 3.1 and 3.11).
        let intent =
            event.factuality == Factuality::Intended && matches!(event.event_type.as_str(), "AGREE" | "THREATEN");
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
                let code = |party: &Party| party.actor.as_ref().map(model::Actor::code);
                let known = found.iter().any(|other| {
                    let pair = (code(&other.source), code(&other.target));
                    other.kind == kind
                        && (pair == (code(source), code(target)) && (pair.0.is_some() || pair.1.is_some())
                            || mutual && pair == (code(target), code(source)))
                });
                // `two ministers of Norland met those of Sudria`: those of one side met the other, not each other.
                let one_side = mutual
                    && code(source) == code(target)
                    && event.sources.iter().any(|other| code(other) != code(source));
                if !same && !known && !one_side {
                    found.push(Found {
                        source_words: names(&reading, text, source),
                        target_words: names(&reading, text, target),
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

/// The words of a party, and of every other mention of the same actor.
fn names(reading: &Reading, text: &str, party: &Party) -> Vec<String> {
    let mut names = vec![party.span.of(text).to_owned()];
    if let Some(actor) = &party.actor {
        names.extend(reading.mentions.iter().filter_map(|mention| match &mention.value {
            MentionValue::Actor(reference) if reference.actors.iter().any(|other| other.id == actor.id) => {
                Some(mention.span.of(text).to_owned())
            }
            _ => None,
        }));
    }
    names
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
