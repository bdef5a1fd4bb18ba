//! One module a command: `run` does it and returns the exit status.

pub mod check;
pub mod completions;
pub mod eval;
pub mod explain;
pub mod findings;
pub mod import;
pub mod observe;
pub mod report;

use anyhow::Result;
use ledger::Ledger;
use model::{Document, Reading};
use std::path::Path;

/// Opens a ledger that must be there: asking makes none.
pub fn existing(path: &Path) -> Result<Ledger> {
    if !path.exists() {
        anyhow::bail!("{}: there is no such ledger; `entente observe <files> --ledger {0}` makes one", path.display());
    }
    Ok(Ledger::open(path)?)
}

/// Every article of a ledger with the reading in force, in order of id.
pub fn articles(ledger: &Ledger) -> Result<Vec<(Document, Reading)>> {
    let mut articles = Vec::new();
    for record in ledger.documents()? {
        articles.extend(ledger.reading(&record.id)?);
    }
    Ok(articles)
}
