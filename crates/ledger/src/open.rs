//! Opening: new files, known files, and refusing all others untouched.

use crate::{Error, Ledger, Result};
use rusqlite::{Connection, OpenFlags};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// The four bytes `Entt` in the file's header, by which `file` and SQLite tell a ledger from other databases.
const APPLICATION_ID: i64 = 0x456e_7474;

/// Each step brings the file from the layout of its index to the next.
const MIGRATIONS: [&str; 2] = [include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

impl Ledger {
    /// Opens the ledger at `path` to read and write, and makes it where there is none. The layout of an older version is
    /// brought up to date in one transaction.
    ///
    /// # Errors
    /// For a file that is no ledger or is of a newer layout (it is left untouched), and for one that cannot be opened,
    /// locked or written.
    pub fn open(path: impl AsRef<Path>) -> Result<Ledger> {
        let path = path.as_ref();
        refuse_other_files(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| Error::sql(path, error))?;
        let mut ledger = Ledger { connection, path: path.to_owned() };
        ledger.prepare()?;
        Ok(ledger)
    }

    /// Opens an existing ledger to read only; nothing is written, not even beside the file where that can be avoided.
    ///
    /// # Errors
    /// Where there is no file, and as [`Ledger::open`].
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Ledger> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        refuse_other_files(path)?;
        let open = |name: &Path, flags: OpenFlags| -> Result<Ledger> {
            let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                .map_err(|error| Error::sql(path, error))?;
            let ledger = Ledger { connection, path: path.to_owned() };
            ledger.connection.busy_timeout(PATIENCE).map_err(|error| ledger.error(error))?;
            match ledger.layout()? {
                (0, 0) => Err(Error::NotALedger { path: path.to_owned() }),
                _ => Ok(ledger),
            }
        };
        match open(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // In a folder that may not be written to, SQLite cannot make the index of the write-ahead log. Where there is
            // no log, nobody is writing, and the file can be read as it is.
            Err(Error::NoFolder { .. } | Error::ReadOnly { .. }) if !beside(path, "-wal").exists() => {
                let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                open(Path::new(&format!("file:{name}?immutable=1")), flags)
            }
            other => other,
        }
    }

    fn prepare(&mut self) -> Result<()> {
        let path = self.path.clone();
        let sql = |error| Error::sql(&path, error);
        self.connection.busy_timeout(PATIENCE).map_err(sql)?;
        self.layout()?;
        // A recorded document is on the disk when `record` returns: that is what an auditable ledger promises, and one
        // sync for each document costs little beside reading it.
        self.connection.pragma_update(None, "journal_mode", "WAL").map_err(sql)?;
        self.connection.pragma_update(None, "synchronous", "FULL").map_err(sql)?;
        self.connection.pragma_update(None, "foreign_keys", true).map_err(sql)?;
        // 64 MiB of pages in memory, and a longer log between copies into the file: content ids fall everywhere in their
        // index, and with SQLite's 2 MiB each insertion would read and write pages again and again.
        self.connection.pragma_update(None, "cache_size", -65_536).map_err(sql)?;
        self.connection.pragma_update(None, "wal_autocheckpoint", 8_000).map_err(sql)?;
        self.connection.set_prepared_statement_cache_capacity(64);
        // Two programs may make the same new ledger at once: the second waits here and then finds the work done.
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(sql)?;
        let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(sql)?;
        for step in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
            transaction.execute_batch(step).map_err(sql)?;
        }
        if found < MIGRATIONS.len() as i64 {
            transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(sql)?;
            transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64).map_err(sql)?;
        }
        transaction.commit().map_err(sql)
    }

    /// The application id and layout of the file; both zero for an empty one.
    fn layout(&self) -> Result<(i64, i64)> {
        let path = || self.path.clone();
        let number = |pragma: &str| -> Result<i64> {
            self.connection.pragma_query_value(None, pragma, |row| row.get(0)).map_err(|error| self.error(error))
        };
        let (application, found) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self
            .connection
            .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
            .map_err(|error| self.error(error))?;
        if application != APPLICATION_ID && (application != 0 || found != 0 || tables != 0) {
            return Err(Error::NotALedger { path: path() });
        }
        let known = MIGRATIONS.len() as i64;
        if found > known {
            return Err(Error::Newer { path: path(), found, known });
        }
        Ok((application, found))
    }
}

/// Refuses what is no database before SQLite sees it, so that not a byte is written beside it.
fn refuse_other_files(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Err(Error::NotADatabase { path: path.to_owned() });
    }
    #[allow(clippy::disallowed_methods)] // The ledger is a file.
    let Ok(file) = std::fs::File::open(path) else {
        return Ok(()); // SQLite reports why.
    };
    let mut start = Vec::new();
    match file.take(16).read_to_end(&mut start) {
        Ok(length) if length > 0 && start != *b"SQLite format 3\0" => {
            Err(Error::NotADatabase { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
