//! A program killed at any moment leaves whole documents only.
#![allow(clippy::disallowed_methods)] // The test starts itself again, and tells the child by the environment where to write.
mod support;

use ledger::Ledger;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use support::*;

const LEDGER: &str = "ENTENTE_TEST_LEDGER";

/// Not a test by itself: writes documents until it is killed.
#[test]
#[ignore = "the child of the test below"]
fn write_until_killed() {
    let Ok(path) = std::env::var(LEDGER) else { return };
    let mut ledger = Ledger::open(path).unwrap();
    let start = ledger.documents().unwrap().len();
    for number in start.. {
        let document = document(&text(number), "endless", given("The Daily"));
        ledger.record(&document, &reading(&document, 1.0), MONDAY).unwrap();
    }
}

fn kill_one(path: &Path, after: Duration) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "write_until_killed"])
        .env(LEDGER, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    assert!(child.try_wait().unwrap().is_none(), "the child ended by itself");
    child.kill().unwrap(); // SIGKILL on Unix.
    child.wait().unwrap();
}

#[test]
fn a_killed_program_leaves_whole_documents() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut counts = Vec::new();
    for round in 0..8 {
        kill_one(&path, Duration::from_millis(60 + 37 * round));
        let ledger = Ledger::open(&path).unwrap();
        assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
        let documents = ledger.documents().unwrap();
        assert_eq!(ledger.snapshot().unwrap().entries.len(), 5 * documents.len());
        for record in &documents {
            let (document, found) = ledger.reading(&record.id).unwrap().unwrap();
            assert_eq!(found, reading(&document, 1.0));
        }
        counts.push(documents.len());
    }
    assert!(counts.is_sorted(), "documents were lost: {counts:?}");
    assert!(counts.last() > Some(&3), "too slow to tell anything: {counts:?}");
}
