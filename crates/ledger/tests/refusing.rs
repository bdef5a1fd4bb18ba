//! Files that are no ledger, newer ledgers, locked, full and unwritable ones: a clear message, and not a byte changed.
#![allow(clippy::disallowed_methods)] // Tests look at files.
mod support;

use ledger::{Error, Ledger};
use rusqlite::Connection;
use support::*;

fn message(error: Option<Error>) -> String {
    error.expect("an error").to_string()
}

#[test]
fn other_files_are_refused_and_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "not a database, just notes").unwrap();
    assert!(message(Ledger::open(&path).err()).contains("notes.txt: not a SQLite file"));
    assert_eq!(std::fs::read(&path).unwrap(), b"not a database, just notes");
    assert!(message(Ledger::open(folder.path()).err()).contains("not a SQLite file"));

    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(message(Ledger::open(&path).err()).contains("not a ledger of Entente"));
    assert!(message(Ledger::open_read_only(&path).err()).contains("not a ledger of Entente"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_layout_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    drop(Ledger::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let text = message(Ledger::open(&path).err());
    assert!(text.contains("layout 99") && text.contains("update Entente"), "{text}");
}

#[test]
fn missing_files_and_folders_are_named() {
    let folder = tempfile::tempdir().unwrap();
    assert!(message(Ledger::open_read_only(folder.path().join("none.db")).err()).contains("no such ledger"));
    assert!(!folder.path().join("none.db").exists());
    assert!(message(Ledger::open(folder.path().join("no/such/l.db")).err()).contains("folder does not exist"));
}

#[test]
fn a_ledger_opened_to_read_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let document = document(&text(1), "a.txt", given("The Daily"));
    let reading = reading(&document, 1.0);
    Ledger::open(&path).unwrap().record(&document, &reading, MONDAY).unwrap();
    let mut ledger = Ledger::open_read_only(&path).unwrap();
    assert_eq!(ledger.documents().unwrap().len(), 1);
    let (rows, later) = (dump(&path), support::reading(&document, 2.0));
    assert!(message(ledger.record(&document, &later, TUESDAY).err()).contains("may not be written to"));
    assert_eq!(dump(&path), rows);
}

#[test]
fn a_ledger_in_use_is_named_after_a_while_and_can_be_read_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let document = document(&text(1), "a.txt", given("The Daily"));
    let reading = reading(&document, 1.0);
    let mut ledger = Ledger::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(ledger.snapshot().unwrap(), model::Snapshot::default());
    assert!(message(ledger.record(&document, &reading, MONDAY).err()).contains("in use by another program"));
    other.execute_batch("ROLLBACK").unwrap();
    assert!(ledger.record(&document, &reading, MONDAY).unwrap().new);
}

#[test]
fn damage_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for number in 0..20 {
        let document = document(&text(number), "a.txt", given("The Daily"));
        ledger.record(&document, &reading(&document, 1.0), MONDAY).unwrap();
    }
    drop(ledger);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = off; DELETE FROM event_record WHERE entry = 3; UPDATE dyad_month_sum SET reports = 7").unwrap();
    drop(connection);
    let wrong = Ledger::open(&path).unwrap().check().unwrap();
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let found = Ledger::open(&path).and_then(|ledger| ledger.check());
    assert!(found.as_ref().map_or(true, |wrong| wrong.len() > 2), "{found:?}");
}
