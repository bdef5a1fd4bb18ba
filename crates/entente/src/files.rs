//! Finding files to read, and writing files so that a crash leaves the old one whole.

use anyhow::{Context, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The files that the inputs name, folders searched to the bottom in order of name, each file once. Hidden files are
/// passed over inside folders. What cannot be listed comes back as messages.
pub fn expand(inputs: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let mut files = Vec::new();
    let mut failures = Vec::new();
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
                Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => failures.push(format!("{}: is no ordinary file", entry.path().display())),
                Err(error) => failures.push(error.to_string()),
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|file| seen.insert(file.clone()));
    (files, failures)
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
