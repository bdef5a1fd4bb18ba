use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What can go wrong with a ledger: what, where, and what to do.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // The messages say it.
pub enum Error {
    #[error("{path}: no such ledger; `entente observe … --ledger {path}` makes one", path = path.display())]
    Missing { path: PathBuf },
    #[error("{path}: the folder does not exist or may not be written to; make it, or choose another place", path = path.display())]
    NoFolder { path: PathBuf },
    #[error("{path}: not a SQLite file, so not a ledger; choose another name, it has not been touched", path = path.display())]
    NotADatabase { path: PathBuf },
    #[error("{path}: a SQLite file, but not a ledger of Entente; choose another name, it has not been touched", path = path.display())]
    NotALedger { path: PathBuf },
    #[error("{path}: written by a newer version of Entente (layout {found}, this one knows {known}); update Entente", path = path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{path}: in use by another program; wait for it or close it, then try again", path = path.display())]
    Locked { path: PathBuf },
    #[error("{path}: the disk is full; the document was not recorded, those before it were. Make room, then run again", path = path.display())]
    Full { path: PathBuf },
    #[error("{path}: may not be written to; check the permissions of the file and its folder", path = path.display())]
    ReadOnly { path: PathBuf },
    #[error("{path}: damaged ({detail}); restore a copy, or read the articles again into a new ledger", path = path.display())]
    Damaged { path: PathBuf, detail: String },
    #[error("`{value}` is not a moment in ISO 8601 with a time zone, such as 2021-03-04T05:06:07Z")]
    NotAMoment { value: String },
    #[error("the reading belongs to document {reading}, not to {document}")]
    OtherDocument { document: String, reading: String },
    #[error("document {document} is already there with another text; ids are to be derived from the text")]
    SameIdOtherText { document: String },
    #[error("{path}: {source}", path = path.display())]
    Sql { path: PathBuf, source: rusqlite::Error },
    #[error("a stored value could not be written or understood: {0}")]
    Json(#[from] serde_json::Error),
}

/// The result of working with a ledger.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Names what SQLite reports by its cause.
    pub(crate) fn sql(path: &Path, source: rusqlite::Error) -> Error {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked { path },
            Some(ErrorCode::DiskFull) => Error::Full { path },
            Some(ErrorCode::NotADatabase) => Error::NotADatabase { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly { path },
            Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, detail: source.to_string() },
            Some(ErrorCode::CannotOpen) => Error::NoFolder { path },
            _ => Error::Sql { path, source },
        }
    }
}
