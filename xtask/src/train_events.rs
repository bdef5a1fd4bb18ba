//! Trains the ranker of events between given actors and writes its weights.

use anyhow::{Context, Result, ensure};
use reader::Language;
use reader::events::{LABELS, Ranker, given};

/// Where the weights go.
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../language/en/events-ranker.bin");

/// Trains on the marked sentences of `file`, says how well ten-fold cross-validation does, and writes the weights. The
/// same file and frames give the same bytes.
///
/// # Errors
/// Where the file cannot be read or holds no records, or the weights cannot be written.
pub fn run(file: &str) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{file}: cannot be read"))?;
    let records = given::records(&text);
    ensure!(!records.is_empty(), "{file}: no sentences with `<s>`, `<t>` and a known label");
    let language = Language::english();
    let samples: Vec<_> =
        records.iter().filter_map(|record| Some((given::sample(&language, record)?, record.root))).collect();
    let answers = given::cross_validate(&samples, 10);
    let right = samples.iter().zip(&answers).filter(|((_, label), answer)| label == *answer).count();
    println!(
        "{} sentences, {} labels, ten-fold accuracy {:.1} %",
        samples.len(),
        LABELS.len(),
        100.0 * right as f64 / samples.len() as f64
    );
    let ranker = Ranker::train(&samples, given::fingerprint(&records));
    std::fs::write(WEIGHTS, ranker.to_bytes()).with_context(|| format!("{WEIGHTS}: cannot be written"))
}
