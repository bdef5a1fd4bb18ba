//! `cargo xtask drift`: what a change of rules does to real articles.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Reads the same articles with two builds and prints the findings that only one of them has, and how many they share.
/// `old` and `new` are paths of `entente` binaries.
pub fn run(old: &str, new: &str, paths: &[&str]) -> Result<()> {
    let paths = if paths.is_empty() { &["texts"] } else { paths };
    let before = findings(old, paths)?;
    let after = findings(new, paths)?;
    let mut shared = 0;
    let mut totals: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let count = |set: &BTreeMap<String, usize>, key: &str| set.get(key).copied().unwrap_or_default();
    let keys: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for key in keys {
        let (was, is) = (count(&before, key), count(&after, key));
        shared += was.min(is);
        let kind = key.split('\t').next().unwrap_or_default();
        if is > was {
            println!("+ {}", key.replace('\t', "  "));
            *totals.entry((kind, "gained")).or_default() += is - was;
        } else if was > is {
            println!("- {}", key.replace('\t', "  "));
            *totals.entry((kind, "lost")).or_default() += was - is;
        }
    }
    println!("\n{shared} findings the same");
    for ((kind, change), number) in totals {
        println!("{number} {kind} {change}");
    }
    Ok(())
}

/// Findings as lines (kind, document, headline), with how often each stands.
fn findings(binary: &str, paths: &[&str]) -> Result<BTreeMap<String, usize>> {
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
    let mut lines = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        *lines.entry(line.to_owned()).or_default() += 1;
    }
    std::fs::remove_dir_all(&folder).ok();
    Ok(lines)
}

fn scratch() -> Result<PathBuf> {
    let time = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos();
    let folder = std::env::temp_dir().join(format!("entente-drift-{}-{time}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
