//! What a command may write over. An article, a table, a ledger or somebody's page is never replaced by accident: every
//! command asks here before it does any work.

use anyhow::{Result, bail};
use std::io::Read;
use std::path::{Path, PathBuf};

/// How a report begins to say who made it, as its template has it; the version follows.
const GENERATOR: &str = "<meta name=\"generator\" content=\"Entente ";

/// The title by which reports of versions without that line are known.
const TITLE: &str = "<title>Entente: how states treat each other</title>";

/// How far into a file its marks are looked for, in bytes.
const HEAD: u64 = 4096;

/// What Entente itself writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// A report.
    Report,
    /// A ledger, or the log that SQLite keeps beside an open one.
    Ledger,
}

/// What a file is of those that Entente writes; `None` for anything else. It is opened once.
pub fn own(path: &Path) -> Option<Own> {
    let head = head(path);
    let has = |mark: &str| head.windows(mark.len()).any(|part| part == mark.as_bytes());
    if has(GENERATOR) || has(TITLE) {
        return Some(Own::Report);
    }
    let shown = path.to_string_lossy();
    if let Some(main) = ["-wal", "-shm"].iter().find_map(|ending| shown.strip_suffix(ending)) {
        let main = Some(main).filter(|main| !main.is_empty());
        return main.and_then(|main| own(Path::new(main))).filter(|own| *own == Own::Ledger);
    }
    // SQLite keeps the application id at byte 68 of its header.
    (head.starts_with(b"SQLite format 3\0") && head.get(68..72) == Some(b"Entt")).then_some(Own::Ledger)
}

fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if path.is_file()
        && let Ok(file) = std::fs::File::open(path)
    {
        let _ = file.take(HEAD).read_to_end(&mut head);
    }
    head
}

/// True where one of the others is the same file as a path, or would be if both existed.
fn is_among<'p>(path: &Path, others: impl IntoIterator<Item = &'p Path>) -> bool {
    whole(path).is_some_and(|path| others.into_iter().any(|other| whole(other).as_ref() == Some(&path)))
}

fn whole(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| Some(folder(path).canonicalize().ok()?.join(path.file_name()?)))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses a report that would replace something else or cannot be written.
///
/// # Errors
/// Where the target is the ledger, one of the inputs, a folder, a file that is no report of Entente, or stands in a folder
/// that is missing or may not be written to.
pub fn check_report(report: &Path, ledger: &Path, inputs: &[PathBuf]) -> Result<()> {
    let shown = report.display();
    let advice = "nothing was done; choose another file with --report";
    let ours = own(report) == Some(Own::Report);
    if is_among(report, [ledger]) {
        bail!("{shown}: is the ledger, and the report would replace it; {advice}");
    }
    if !ours && is_among(report, inputs.iter().map(PathBuf::as_path)) {
        bail!("{shown}: is an input, and the report would replace it; {advice}");
    }
    if report.is_dir() {
        bail!("{shown}: is a folder; {advice}");
    }
    let empty = report.metadata().is_ok_and(|about| about.is_file() && about.len() == 0);
    if report.exists() && !empty && !ours {
        bail!("{shown}: is there already and is no report of Entente; {advice}, or move that file away");
    }
    check_folder(report, "--report")
}

/// Refuses a ledger that is one of the inputs, or that would stand in a folder that is missing.
///
/// # Errors
/// As said.
pub fn check_ledger(ledger: &Path, inputs: &[PathBuf]) -> Result<()> {
    if is_among(ledger, inputs.iter().map(PathBuf::as_path).filter(|input| !input.is_dir())) {
        bail!(
            "{}: is an input and cannot be the ledger too; nothing was done; choose another file with --ledger",
            ledger.display()
        );
    }
    if ledger.exists() { Ok(()) } else { check_folder(ledger, "--ledger") }
}

/// Refuses a folder that is missing or may not be written to: a file is made in it and taken away again.
fn check_folder(path: &Path, option: &str) -> Result<()> {
    let folder = folder(path);
    if !folder.is_dir() {
        bail!(
            "{}: the folder {} does not exist; nothing was done; make it, or choose another place with {option}",
            path.display(),
            folder.display()
        );
    }
    let probe = folder.join(format!(".entente.{}.part", std::process::id()));
    if let Err(error) = std::fs::File::create(&probe) {
        bail!(
            "{}: nothing can be written in the folder {} ({error}); nothing was done; choose another place with {option}",
            path.display(),
            folder.display()
        );
    }
    let _ = std::fs::remove_file(probe);
    Ok(())
}
