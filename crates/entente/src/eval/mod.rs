//! `entente eval`: scores one layer of reading against a gold file or folder, recognised by its content.

mod checks;
mod events_end_to_end;
mod events_given_actors;
mod events_gold;
mod grammar;
mod names;
mod quantities;
mod quotes;
mod relations;
mod times;

use anyhow::{Result, bail};
use reader::Language;
use std::collections::BTreeMap;
use std::path::Path;

/// What `entente eval` was asked for, besides the gold.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Read from raw text instead of gold tokens (grammar).
    pub raw: bool,
    /// Score this file of another system, in the gold's format, instead of the reader (grammar).
    pub system: Option<&'a Path>,
    /// Hide the documents' dates and score dating instead (times, quotes).
    pub dating: bool,
    /// Keep this many misses.
    pub errors: usize,
}

/// The score of one layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Name of the layer: `events_given_actors`.
    pub layer: &'static str,
    /// How many gold records were scored.
    pub n: usize,
    /// Rates from 0 to 1, by name.
    pub metrics: BTreeMap<String, f64>,
    /// More to show a person: tables by class, in fixed-width text. Not part of the JSON.
    pub tables: Vec<String>,
    /// The first misses, as many as were asked for.
    pub misses: Vec<Miss>,
}

/// One record that was not read as the gold says.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Miss {
    /// Id or text of the record.
    pub record: String,
    /// What the gold says.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// Why: the derivation, or the rule that stood closest.
    pub why: String,
}

/// A layer: how its gold is recognised, and how it is scored.
struct Layer {
    /// True where the gold at this path, whose first 4,096 bytes (of the first file, for a folder) are given, is this layer's.
    recognises: fn(&Path, &str) -> bool,
    score: fn(&Path, &Language, Options) -> Result<Score>,
}

const LAYERS: &[Layer] = &[
    Layer { recognises: events_given_actors::recognises, score: events_given_actors::score },
    Layer { recognises: events_end_to_end::recognises, score: events_end_to_end::score },
    Layer { recognises: relations::recognises, score: relations::score },
    Layer { recognises: grammar::recognises, score: grammar::score },
    Layer { recognises: names::recognises, score: names::score },
    Layer { recognises: quantities::recognises, score: quantities::score },
    Layer { recognises: times::recognises, score: times::score },
    Layer { recognises: quotes::recognises, score: quotes::score },
    Layer { recognises: checks::recognises, score: checks::score },
];

/// Scores the gold at `path`.
pub fn evaluate(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let sample = sample(path)?;
    for layer in LAYERS {
        if (layer.recognises)(path, &sample) {
            return (layer.score)(path, language, options);
        }
    }
    bail!("{}: no gold format that `entente eval` knows; `entente help eval` lists them", path.display())
}

/// The first 4,096 bytes of a file, or of the first file of a folder by name.
fn sample(path: &Path) -> Result<String> {
    use anyhow::Context;
    let file = if path.is_dir() {
        walkdir::WalkDir::new(path)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
            .find(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().to_owned())
            .with_context(|| format!("{}: the folder is empty", path.display()))?
    } else {
        path.to_owned()
    };
    let bytes = std::fs::read(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
    Ok(String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned())
}

/// The harmonic mean of precision and recall; 0 where both are 0.
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// `part / whole`, 0 where the whole is 0.
pub fn rate(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
