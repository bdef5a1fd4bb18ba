//! The gold formats of the `events_end_to_end` layer.

use anyhow::{Context, Result};
use regex::Regex;

/// What a party is in the gold.
#[derive(Debug, Clone)]
pub enum Side {
    /// CAMEO code: `RUSGOV`.
    Code(String),
    /// Words in the sentence, and a country code where the gold gives one.
    Words(String, Option<String>),
}

/// A gold event.
#[derive(Debug, Clone)]
pub struct Gold {
    pub source: Side,
    pub target: Side,
    /// CAMEO root (`04`), quad class (`1`) or type (`CONSULT`).
    pub kind: String,
    /// True where the parties are in either order.
    pub either: bool,
}

/// A sentence with its gold events.
pub struct Record {
    pub id: String,
    pub text: String,
    pub gold: Vec<Gold>,
}

/// The records of a PETRARCH validation file. The file holds free text between its elements, so it is no XML to a parser.
pub fn petrarch(text: &str) -> Result<Vec<Record>> {
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
pub fn plover(text: &str) -> Result<Vec<Record>> {
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
pub fn table(text: &str) -> Result<Vec<Record>> {
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
