//! How fast documents are recorded: `cargo run --release -p ledger --example write_speed [documents] [file]`.
#![allow(clippy::disallowed_methods)] // A measurement needs a clock.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::time::Instant;
use support::*;

const SENTENCES: usize = 30;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(2000, |text| text.parse().expect("a number of documents"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = arguments.next().map_or_else(|| folder.path().join("speed.db"), PathBuf::from);
    let documents: Vec<_> = (0..count)
        .map(|number| {
            let lines: Vec<String> = (0..SENTENCES).map(|line| text(number * SENTENCES + line)).collect();
            let document = document(&lines.join("\n"), &format!("{number}.txt"), given("The Daily"));
            let reading = reading(&document, 3.4);
            (document, reading)
        })
        .collect();
    let mut ledger = ledger::Ledger::open(&path).expect("a new ledger");
    for (what, moment) in [("new", MONDAY), ("again, unchanged", TUESDAY)] {
        let start = Instant::now();
        let entries: usize = documents
            .iter()
            .map(|(document, reading)| ledger.record(document, reading, moment).expect("recorded").entries)
            .sum();
        let seconds = start.elapsed().as_secs_f64();
        let per_second = count as f64 / seconds;
        println!(
            "{what}: {count} documents, {entries} new entries in {seconds:.2} s: {per_second:.0} documents/s, {:.0} entries/s",
            entries as f64 / seconds
        );
    }
    let start = Instant::now();
    let entries = ledger.snapshot().expect("a snapshot").entries.len();
    println!("snapshot of {entries} entries: {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    assert!(ledger.check().expect("a check").is_empty());
    println!("check: {:.2} s", start.elapsed().as_secs_f64());
    drop(ledger);
    let size = std::fs::metadata(&path).expect("the file").len();
    println!("file: {:.1} MB, {} bytes an entry", size as f64 / 1e6, size / entries as u64);
}
