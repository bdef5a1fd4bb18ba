//! `cargo xtask drift`: what a change of rules does to real articles.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Findings of one sentence: a line each, with how often it stands.
type Lines = BTreeMap<String, usize>;

/// Where a finding stands: file, sentence, kind.
type Place = (String, String, String);

/// Reads the same articles with two builds and prints, sentence by sentence, the findings that only one of them has: gained
/// (`+`), lost (`-`), and changed (`~`, with both wordings), where a sentence lost and gained one of the same kind. `old` and
/// `new` are paths of `entente` binaries.
pub fn run(old: &str, new: &str, paths: &[&str]) -> Result<()> {
    let paths = if paths.is_empty() { &["texts"] } else { paths };
    let before = findings(old, paths)?;
    let after = findings(new, paths)?;
    let mut totals: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let none = Lines::new();
    let places: std::collections::BTreeSet<&Place> = before.keys().chain(after.keys()).collect();
    let mut shown = ("", "");
    for place in places {
        let drift = compare(before.get(place).unwrap_or(&none), after.get(place).unwrap_or(&none));
        let (file, sentence, kind) = place;
        let mut count = |change: &'static str, number: usize| {
            if number > 0 {
                *totals.entry((kind.clone(), change)).or_default() += number;
            }
        };
        count("the same", drift.same);
        count("changed", drift.changed.len());
        count("lost", drift.lost.len());
        count("gained", drift.gained.len());
        if drift.changed.is_empty() && drift.lost.is_empty() && drift.gained.is_empty() {
            continue;
        }
        if shown.0 != file {
            println!("\n{file}");
        }
        if shown != (file, sentence) {
            println!("  “{sentence}”");
        }
        shown = (file, sentence);
        for (was, is) in &drift.changed {
            println!("    ~ {kind}  {was}\n      {:width$}  {is}", "→", width = kind.len());
        }
        for (sign, lines) in [("-", &drift.lost), ("+", &drift.gained)] {
            for line in lines {
                println!("    {sign} {kind}  {line}");
            }
        }
    }
    println!();
    for ((kind, change), number) in totals {
        println!("{number:>7} {kind} {change}");
    }
    Ok(())
}

/// What happened to the findings of one sentence and kind.
#[derive(Debug, Default, PartialEq)]
struct Drift {
    same: usize,
    changed: Vec<(String, String)>,
    lost: Vec<String>,
    gained: Vec<String>,
}

fn compare(before: &Lines, after: &Lines) -> Drift {
    let count = |lines: &Lines, key: &str| lines.get(key).copied().unwrap_or_default();
    let only = |one: &Lines, other: &Lines| -> Vec<String> {
        one.iter()
            .flat_map(|(line, &number)| std::iter::repeat_n(line.clone(), number.saturating_sub(count(other, line))))
            .collect()
    };
    let (mut lost, mut gained) = (only(before, after), only(after, before));
    let pairs = lost.len().min(gained.len());
    let changed = lost.drain(..pairs).zip(gained.drain(..pairs)).collect();
    let same = before.iter().map(|(line, &number)| number.min(count(after, line))).sum();
    Drift { same, changed, lost, gained }
}

/// The findings of the articles, by place.
fn findings(binary: &str, paths: &[&str]) -> Result<BTreeMap<Place, Lines>> {
    if !Path::new(binary).is_file() {
        bail!("{binary}: there is no such binary; build entente at both revisions and name the two files");
    }
    let folder = scratch()?;
    let ledger = folder.join("ledger.db");
    let status = Command::new(binary)
        .arg("observe")
        .args(paths)
        .args(["--quiet", "--no-report", "--ledger"])
        .arg(&ledger)
        .status()
        .with_context(|| format!("{binary} could not be started"))?;
    // 3: some inputs were left out, and both builds leave out what they must.
    if !matches!(status.code(), Some(0 | 3)) {
        bail!("{binary} observe failed with {status}");
    }
    let output = Command::new(binary).arg("findings").arg(&ledger).output()?;
    if !output.status.success() {
        bail!("{binary} findings failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut places: BTreeMap<Place, Lines> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut cells = line.splitn(4, '\t').map(str::to_owned);
        if let (Some(kind), Some(file), Some(headline)) = (cells.next(), cells.next(), cells.next()) {
            let sentence = cells.next().unwrap_or_default();
            *places.entry((file, sentence, kind)).or_default().entry(headline).or_default() += 1;
        }
    }
    std::fs::remove_dir_all(&folder).ok();
    Ok(places)
}

fn scratch() -> Result<PathBuf> {
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    let folder = std::env::temp_dir().join(format!("entente-drift-{}-{time}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[&str]) -> Lines {
        let mut counted = Lines::new();
        for line in lines {
            *counted.entry((*line).to_owned()).or_default() += 1;
        }
        counted
    }

    #[test]
    fn lost_with_gained_is_changed() {
        let drift = compare(&lines(&["AID: A → B", "MEET: A"]), &lines(&["AID: A → C", "MEET: A"]));
        assert_eq!(drift.same, 1);
        assert_eq!(drift.changed, [("AID: A → B".to_owned(), "AID: A → C".to_owned())]);
        assert!(drift.lost.is_empty() && drift.gained.is_empty());
        assert_eq!(compare(&lines(&["x", "x"]), &lines(&["x"])).lost, ["x"]);
        assert_eq!(compare(&lines(&[]), &lines(&["y"])).gained, ["y"]);
    }
}
