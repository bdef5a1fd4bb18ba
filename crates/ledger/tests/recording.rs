//! What recording promises: the same twice changes nothing, corrections keep the past, order does not matter.
#![allow(clippy::disallowed_methods)] // Tests look at files.
mod support;

use ledger::{Ledger, Recorded};
use model::{Document, Factuality, Field, Finding, Reading};
use proptest::prelude::*;
use support::*;

fn example() -> (Document, Reading) {
    let document = document("RUS praised CHN.\nCHN thanked RUS.", "a.txt", given("The Daily"));
    let reading = reading(&document, 3.4);
    (document, reading)
}

#[test]
fn a_document_comes_back_as_it_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let (document, reading) = example();
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.record(&document, &reading, MONDAY).unwrap(), Recorded { new: true, entries: 4, retracted: 0 });
    assert_eq!(ledger.reading(&document.id).unwrap(), Some((document.clone(), reading)));
    assert_eq!(ledger.reading("unknown").unwrap(), None);
    assert_eq!(ledger.search("praising chn").unwrap(), std::slice::from_ref(&document.id));
    assert_eq!(ledger.search("\" nothing (*").unwrap(), [] as [String; 0]);
    assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
    let snapshot = ledger.snapshot().unwrap();
    assert_eq!(snapshot.documents.len(), 1);
    assert_eq!(snapshot.documents[0].header, document.header);
    assert_eq!(snapshot.entries.len(), 4);
    assert!(snapshot.entries.is_sorted_by_key(|entry| &entry.id));
    assert!(snapshot.entries.iter().all(|entry| entry.recorded_at == MONDAY && entry.id.len() == 32));
}

#[test]
fn reading_the_same_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let (document, reading) = example();
    Ledger::open(&path).unwrap().record(&document, &reading, MONDAY).unwrap();
    let (rows, bytes) = (dump(&path), std::fs::read(&path).unwrap());
    let recorded = Ledger::open(&path).unwrap().record(&document, &reading, TUESDAY).unwrap();
    assert_eq!(recorded, Recorded::default());
    assert_eq!(dump(&path), rows);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_later_reading_supersedes_and_the_past_can_be_rebuilt() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let (document, first) = example();
    ledger.record(&document, &first, MONDAY).unwrap();
    let monday = ledger.snapshot().unwrap();

    // A newer build sees that the first event was only intended, and that the second is none.
    let mut second = first.clone();
    let Finding::Event(event) = &mut second.findings[0] else { panic!() };
    event.factuality = Factuality::Intended;
    second.findings.remove(1);
    let recorded = ledger.record(&document, &second, WEDNESDAY).unwrap();
    assert_eq!(recorded, Recorded { new: false, entries: 1, retracted: 2 });

    let now = ledger.snapshot().unwrap();
    let intended = now.entries.iter().find(|entry| entry.recorded_at == WEDNESDAY).unwrap();
    let old = monday.entries.iter().find(|entry| Some(&entry.id) == intended.supersedes.as_ref()).unwrap();
    assert_eq!(old.finding, first.findings[0]);
    assert_eq!(now.entries.len(), 3);
    assert_eq!(ledger.snapshot_at(TUESDAY).unwrap(), monday);
    assert_eq!(ledger.snapshot_at("2021-02-01T00:00:00Z").unwrap(), model::Snapshot::default());
    assert_eq!(ledger.snapshot_at("2021-03-03T09:00:00+01:00").unwrap(), now);
    assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
    assert_eq!(ledger.reading(&document.id).unwrap().unwrap().1, second);

    // Back to the older build: its entries are in force again, and none is written twice.
    let recorded = ledger.record(&document, &first, "2021-03-05T08:00:00Z").unwrap();
    assert_eq!(recorded, Recorded { new: false, entries: 0, retracted: 1 });
    assert_eq!(ledger.snapshot().unwrap(), monday);
    assert_eq!(ledger.snapshot_at(WEDNESDAY).unwrap(), now);
    assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
}

#[test]
fn no_row_of_an_observation_is_ever_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let (document, first) = example();
    ledger.record(&document, &first, MONDAY).unwrap();
    let derived = [
        "reading_in_force",
        "dyad_month",
        "article",
        "finding",
        "event:",
        "event_party:",
        "claim:",
        "quote:",
        "check_result",
        "retraction",
        "document_search",
        "sqlite_stat",
    ];
    let kept = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().filter(|line| !derived.iter().any(|name| line.starts_with(name))).collect()
    };
    let before = kept(dump(&path));
    assert!(before.len() > 20);
    ledger.record(&document, &reading(&document, 1.0), TUESDAY).unwrap();
    let after = kept(dump(&path));
    assert!(before.iter().all(|line| after.contains(line)));
    assert!(after.len() > before.len());
}

#[test]
fn what_no_document_has_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path().join("l.db")).unwrap();
    let (document, reading) = example();
    let mut other = reading.clone();
    other.document = "other".to_owned();
    assert!(ledger.record(&document, &other, MONDAY).unwrap_err().to_string().contains("belongs to document other"));
    assert!(ledger.record(&document, &reading, "yesterday").unwrap_err().to_string().contains("ISO 8601"));
    ledger.record(&document, &reading, MONDAY).unwrap();
    let mut altered = document;
    altered.text.push('!');
    assert!(ledger.record(&altered, &reading, MONDAY).unwrap_err().to_string().contains("another text"));
}

#[test]
fn any_text_can_be_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path().join("l.db")).unwrap();
    let mut odd = document("RUS \u{0}praised\u{1F600} CHN.", "ü'; DROP TABLE entry; --", Field::Absent);
    odd.published = None;
    let reading = reading(&odd, f32::MIN_POSITIVE);
    ledger.record(&odd, &reading, MONDAY).unwrap();
    assert_eq!(ledger.reading(&odd.id).unwrap(), Some((odd, reading)));
}

fn run_in_order(documents: &[(Document, Reading)], order: &[usize]) -> (model::Snapshot, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for &index in order {
        let (document, reading) = &documents[index];
        ledger.record(document, reading, MONDAY).unwrap();
    }
    assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
    let snapshot = ledger.snapshot().unwrap();
    drop(ledger);
    let sums = dump(&path).into_iter().filter(|line| line.starts_with("dyad_month:")).collect();
    (snapshot, sums)
}

/// Nine documents: some share a dyad, one is there twice under two names, one under two headers.
fn documents() -> Vec<(Document, Reading)> {
    let mut all: Vec<Document> =
        (0..6).map(|n| document(&text(n), &format!("{n}.txt"), given(["A", "B"][n % 2]))).collect();
    all.push(document(&text(0), "copy-of-0.txt", given("A")));
    all.push(document(&text(1), "another-1.txt", given("C")));
    all.push(document(&text(0), "0.txt", given("A")));
    all.into_iter()
        .map(|document| {
            let reading = reading(&document, 0.1 + document.text.len() as f32 / 7.0);
            (document, reading)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_order_of_documents_does_not_matter(order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()) {
        let documents = documents();
        let in_order: Vec<usize> = (0..9).collect();
        prop_assert_eq!(run_in_order(&documents, &in_order), run_in_order(&documents, &order));
    }
}
