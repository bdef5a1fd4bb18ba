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

/// Opens a ledger that must be there, to ask it: asking makes none. One that may not be written to, or that another program
/// is writing to, is opened to read only.
pub fn existing(path: &Path) -> Result<Ledger> {
    if !path.exists() {
        anyhow::bail!("{}: there is no such ledger; `entente observe <files> --ledger {0}` makes one", path.display());
    }
    match Ledger::open(path) {
        // A connection that only reads cannot take away the log that SQLite keeps beside the file, so it is the second choice.
        Err(ledger::Error::ReadOnly { .. } | ledger::Error::NoFolder { .. } | ledger::Error::Locked { .. }) => {
            Ok(Ledger::open_read_only(path)?)
        }
        opened => Ok(opened?),
    }
}

/// A ledger to fill that is opened where it is there, so that a file that is none is refused before any work; a new one is
/// made where it is first needed, so that a run that brings nothing leaves nothing behind.
pub struct ToFill<'p> {
    path: &'p Path,
    open: Option<Ledger>,
}

impl<'p> ToFill<'p> {
    /// Opens the ledger if it is there.
    pub fn at(path: &'p Path) -> Result<ToFill<'p>> {
        Ok(ToFill { path, open: if path.exists() { Some(Ledger::open(path)?) } else { None } })
    }

    /// The ledger, made now if it was not there.
    pub fn ledger(&mut self) -> Result<&mut Ledger> {
        Ok(match &mut self.open {
            Some(ledger) => ledger,
            none => none.insert(Ledger::open(self.path)?),
        })
    }

    /// The ledger, if there is one by now.
    pub fn opened(self) -> Option<Ledger> {
        self.open
    }
}

/// Every article of a ledger with the reading in force, in order of id.
pub fn articles(ledger: &Ledger) -> Result<Vec<(Document, Reading)>> {
    let mut articles = Vec::new();
    for record in ledger.documents()? {
        articles.extend(ledger.reading(&record.id)?);
    }
    Ok(articles)
}
