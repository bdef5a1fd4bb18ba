//! The `checks` layer: passages of which some carry one planted error.
//!
//! The gold is the project's own: TOML with `[[passage]]` tables of `id`, `published`, `domain`, `text` and, where an error
//! was planted, `error = { kind, words }`. A passage is found out where a check disagrees, finds something implausible or
//! stale, and touches the words of the planted error. A conflict found elsewhere, or in a passage that is right, counts
//! against precision.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use model::{Check, Claim, Finding, Interval, Span};
use reader::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Gold {
    passage: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    id: String,
    published: Option<String>,
    text: String,
    error: Option<Planted>,
}

#[derive(Deserialize)]
struct Planted {
    kind: String,
    words: String,
}

/// True for this layer's gold.
pub fn recognises(_path: &Path, sample: &str) -> bool {
    sample.lines().any(|line| line.trim() == "[[passage]]")
}

/// Scores the gold at `path`, a file or a folder of them.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let mut passages = Vec::new();
    for file in files(path) {
        let text = std::fs::read_to_string(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
        let gold: Gold = toml::from_str(&text).with_context(|| format!("{}: not checking gold", file.display()))?;
        passages.extend(gold.passage);
    }
    let (mut hits, mut wrong, mut planted) = (0, 0, 0);
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut misses = Vec::new();
    for passage in &passages {
        let claims = read(language, passage)?;
        let conflicts: Vec<(&Claim, &Check)> = claims
            .iter()
            .flat_map(|claim| claim.checks.iter().map(move |check| (claim, check)))
            .filter(|(_, check)| reader::checks::is_conflict(check.verdict))
            .collect();
        let why =
            conflicts.iter().map(|(claim, check)| format!("{} [{}]: {}", check.rule, claim.indicator, check.working));
        let why = why.collect::<Vec<_>>().join("; ");
        let mut miss = |expected: String, found: &str| {
            if misses.len() < options.errors {
                let record = format!("{}: {}", passage.id, passage.text);
                let why = if why.is_empty() { summary(&claims) } else { why.clone() };
                misses.push(Miss { record, expected, found: found.to_owned(), why });
            }
        };
        match &passage.error {
            Some(error) => {
                planted += 1;
                let counts = kinds.entry(error.kind.clone()).or_default();
                counts.1 += 1;
                let start = passage.text.find(&error.words).unwrap_or_default();
                let words = Span::new(start, start + error.words.len());
                let touches = |claim: &Claim, check: &Check| {
                    claim.evidence.span.overlaps(words) || check.spans.iter().any(|span| span.overlaps(words))
                };
                if conflicts.iter().any(|(claim, check)| touches(claim, check)) {
                    hits += 1;
                    counts.0 += 1;
                } else {
                    wrong += usize::from(!conflicts.is_empty());
                    miss(
                        format!("{} at `{}`", error.kind, error.words),
                        if conflicts.is_empty() { "nothing" } else { "another place" },
                    );
                }
            }
            None if !conflicts.is_empty() => {
                wrong += 1;
                miss("no error".to_owned(), "a conflict");
            }
            None => {}
        }
    }
    let (precision, recall) = (rate(hits, hits + wrong), rate(hits, planted));
    let metrics = [("precision", precision), ("recall", recall), ("f1", f1(precision, recall))];
    let mut table = String::from("planted error             found\n");
    for (kind, (found, all)) in &kinds {
        table += &format!("{kind:<24} {found:>3} of {all}\n");
    }
    Ok(Score {
        layer: "checks",
        n: passages.len(),
        metrics: metrics.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        tables: vec![table],
        misses,
    })
}

fn files(path: &Path) -> Vec<std::path::PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect()
}

fn read(language: &Language, passage: &Passage) -> Result<Vec<Claim>> {
    let day = passage
        .published
        .as_ref()
        .map(|day| day.parse())
        .transpose()
        .with_context(|| format!("{}: published", passage.id))?;
    let document = reader::passage(&passage.text, day.map(|day| Interval { start: day, end: day }));
    let findings = reader::read(language, &document).findings.into_iter();
    Ok(findings.filter_map(|finding| if let Finding::Claim(claim) = finding { Some(claim) } else { None }).collect())
}

/// The claims in a line, for a miss that no check explains.
fn summary(claims: &[Claim]) -> String {
    let line = |claim: &Claim| {
        let figure = |quantity: &Option<model::Quantity>| {
            quantity.as_ref().map_or("–".to_owned(), |quantity| format!("{} {}", quantity.value, quantity.unit))
        };
        let period = claim.period.as_ref().map_or("?", |period| period.value.as_str());
        format!("{} {} ({}) in {period}", claim.indicator, figure(&claim.level), figure(&claim.change))
    };
    if claims.is_empty() {
        "no claim was read".to_owned()
    } else {
        claims.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_errors_are_found_and_right_passages_left_alone() {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/checks");
        let score = score(&gold, &Language::english(), Options::default()).expect("the project's own gold");
        assert!(score.n >= 150, "{}", score.n);
        assert!(score.metrics["precision"] >= 0.95, "{:?}", score.metrics);
        assert!(score.metrics["recall"] >= 0.85, "{:?}", score.metrics);
    }
}
