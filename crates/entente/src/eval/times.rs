//! The `times` layer.

use super::{Options, Score};
use anyhow::{Result, bail};
use reader::Language;
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(_path: &Path, _sample: &str) -> bool {
    false
}

/// Scores the gold at `path`.
pub fn score(path: &Path, _language: &Language, _options: Options) -> Result<Score> {
    bail!("{}: this layer has no scorer yet", path.display())
}

/// Scores dating: how many documents were dated, and how many of those rightly.
pub fn score_dating(_documents: Vec<(String, jiff::civil::Date)>, _language: &Language) -> Result<Score> {
    bail!("dating has no scorer yet")
}
