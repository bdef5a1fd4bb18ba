//! Finding files to read, and writing files so that a crash leaves the old one whole.

use crate::outputs::{self, Own};
use anyhow::{Context, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The files that inputs name.
#[derive(Debug, Default)]
pub struct Found {
    /// In order of the inputs and of name, each once.
    pub files: Vec<PathBuf>,
    /// What cannot be read, with the reason.
    pub failures: Vec<String>,
    /// What lies in a folder and is no article, with the reason.
    pub passed_over: Vec<String>,
}

/// The files that the inputs name, folders searched to the bottom. Inside folders hidden files are passed over in silence,
/// and what goes with articles but is none (reports and ledgers of Entente, notes on a collection) with a message.
pub fn expand(inputs: &[PathBuf]) -> Found {
    let Found { mut files, mut failures, mut passed_over } = Found::default();
    for input in inputs {
        if !input.exists() {
            failures.push(format!("{}: there is no such file or folder", input.display()));
            continue;
        }
        let walk = walkdir::WalkDir::new(input).sort_by_file_name().follow_links(true).into_iter();
        let visible =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        for entry in walk.filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => match no_article(entry.path(), entry.depth() > 0) {
                    Some(what) if entry.depth() > 0 => {
                        passed_over.push(format!("{}: {what}", entry.path().display()));
                    }
                    Some(what) => failures.push(format!("{}: {what}; name articles", entry.path().display())),
                    None => files.push(entry.into_path()),
                },
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => failures.push(format!("{}: is no ordinary file", entry.path().display())),
                Err(error) => failures.push(error.to_string()),
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Found { files, failures, passed_over }
}

/// Why a file is no article; notes on a collection only where a folder was searched.
fn no_article(path: &Path, searched: bool) -> Option<&'static str> {
    match outputs::own(path) {
        Some(Own::Report) => Some("is a report of Entente, no article"),
        Some(Own::Ledger) => Some("is a ledger of Entente, no article"),
        None => {
            (searched && is_note(path)).then_some("is a note on the collection, no article; name it to have it read")
        }
    }
}

/// True for `README.md`, `LICENSE`, `LICENSE-MIT`, `CHANGELOG.txt` and the like.
fn is_note(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
    let stem = stem.split_once('-').map_or(stem, |(stem, _)| stem);
    ["readme", "license", "licence", "copying", "changelog"].contains(&stem)
        && ["", "md", "txt", "rst"].contains(&ending)
}

/// Reads a file up to `limit` bytes and one more, so that the caller can tell that it is over the limit without holding
/// the whole of it. Special files (pipes, devices) are refused: they may never end.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>> {
    use std::io::Read;
    let file = std::fs::File::open(path).with_context(|| format!("{}: cannot be opened", path.display()))?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).with_context(|| format!("{}: cannot be read", path.display()))?;
    Ok(bytes)
}

/// Writes a file whole or not at all: a temporary file beside it, synced, then renamed over it.
pub fn write(path: &Path, contents: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().with_context(|| format!("{}: names no file", path.display()))?;
    let temporary = folder.join(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let attempt = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&temporary)?;
        file.write_all(contents)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)?;
        std::fs::File::open(folder)?.sync_all()
    };
    attempt().map_err(|error| {
        let _ = std::fs::remove_file(&temporary);
        anyhow::Error::new(error)
            .context(format!("{}: cannot be written; is the folder there, and may you write in it?", path.display()))
    })
}
