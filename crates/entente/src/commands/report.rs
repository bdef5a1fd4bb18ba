//! `entente report`.

use crate::cli::{Output, Report, exit};
use crate::terminal::{GOOD, paint};
use crate::{files, pages, terminal};
use anyhow::{Result, bail};
use ledger::Ledger;
use std::path::Path;

/// Writes the report of a ledger.
pub fn run(arguments: &Report, output: Output) -> Result<u8> {
    if !arguments.ledger.exists() {
        bail!(
            "{}: there is no such ledger; `entente observe <files> --ledger {0}` makes one",
            arguments.ledger.display()
        );
    }
    let ledger = Ledger::open(&arguments.ledger)?;
    write(&ledger, &arguments.report, output)?;
    if output.json {
        println!("{}", serde_json::json!({ "report": arguments.report.display().to_string() }));
    } else if !output.quiet {
        anstream::println!("{} {}", paint(GOOD, "report"), arguments.report.display());
    }
    Ok(exit::DONE)
}

/// Builds the report from the ledger and writes it whole or not at all.
pub fn write(ledger: &Ledger, path: &Path, output: Output) -> Result<()> {
    let snapshot = ledger.snapshot()?;
    let bar = terminal::progress(snapshot.documents.len(), "reporting", output.quiet || output.json);
    let mut articles = Vec::with_capacity(snapshot.documents.len());
    for record in &snapshot.documents {
        if let Some((document, reading)) = ledger.reading(&record.id)? {
            articles.push((document, reading));
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let page = pages::report::build(&snapshot, &articles);
    files::write(path, pages::render(&page)?.as_bytes())
}
