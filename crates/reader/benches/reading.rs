//! Reading speed on one core: `cargo bench -p reader`.
//!
//! Reads the sample articles of `texts/`, and the newswire of `../shared` where it is beside the checkout, again and again
//! for some seconds and prints sentences and tokens a second. It measures and asserts nothing.
#![allow(clippy::disallowed_methods)] // A benchmark has a clock and reads files.

use model::Document;
use std::path::Path;
use std::time::Instant;

fn main() {
    // `cargo test` runs benchmarks' targets too; only `cargo bench` asks for a measurement.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let start = Instant::now();
    let language = reader::Language::english();
    println!("start-up of the language: {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in ["texts", "../shared/texts/newswire"] {
        let documents = documents(&root.join(folder));
        if documents.is_empty() {
            println!("{folder}: not there, skipped");
            continue;
        }
        let (mut sentences, mut tokens, mut findings, mut rounds) = (0, 0, 0, 0);
        let start = Instant::now();
        while rounds == 0 || start.elapsed().as_secs_f64() < 5.0 {
            for document in &documents {
                let reading = reader::read(&language, document);
                sentences += reading.sentences.len();
                tokens += reading.sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
                findings += reading.findings.len();
            }
            rounds += 1;
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{folder}: {:.0} sentences/s, {:.0} tokens/s, one core ({} articles, {} sentences, {} findings a round)",
            sentences as f64 / seconds,
            tokens as f64 / seconds,
            documents.len(),
            sentences / rounds,
            findings / rounds,
        );
    }
}

/// The text files of a folder as documents of one body each, in order of name.
fn documents(folder: &Path) -> Vec<Document> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .map(|text| reader::passage(&text, None))
        .collect()
}
