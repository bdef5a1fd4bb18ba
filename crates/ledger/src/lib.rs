//! The store, and the only crate that knows SQL.
//!
//! A [`Ledger`] is one SQLite file. Observations are inserted, never edited or deleted: what a later reading of a document
//! no longer finds stays in the file and is out of force. One transaction per document: a program killed at any moment
//! leaves whole documents only. `docs/ledger.md` documents every table and column.

mod check;
mod content;
mod error;
mod flat;
mod open;
mod read;
mod record;
mod reference;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

pub use error::{Error, Result};
pub use reference::{Import, Importing, Source};

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open ledger.
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
}

/// What recording a reading did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recorded {
    /// True where the document was not in the ledger before.
    pub new: bool,
    /// Entries that were not in the ledger before.
    pub entries: usize,
    /// Entries that were in force before and are not now.
    pub retracted: usize,
}

impl Ledger {
    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Names the cause of what SQLite reports.
    pub(crate) fn error(&self, source: rusqlite::Error) -> Error {
        Error::sql(&self.path, source)
    }
}
