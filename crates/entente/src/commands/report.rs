//! `entente report`.

use crate::cli::{Output, Report, exit};
use crate::terminal::{GOOD, paint};
use crate::{checking, files, outputs, pages, terminal};
use anyhow::Result;
use ledger::Ledger;
use std::path::Path;

/// Writes the report of a ledger.
pub fn run(arguments: &Report, output: Output) -> Result<u8> {
    outputs::check_report(&arguments.report, &arguments.ledger, &[])?;
    let ledger = super::existing(&arguments.ledger)?;
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
    let versions = checking::recheck(ledger, &reader::checks::Facts::embedded(), &mut articles)?;
    let page = pages::report::build(&snapshot, &articles, &versions);
    files::write(path, pages::render(&page)?.as_bytes())
}
