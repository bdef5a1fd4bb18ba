//! Imported tables: whole or not at all, once, and in ledgers that an older version made.
#![allow(clippy::disallowed_methods)] // Tests look at files.
mod support;

use ledger::{Ledger, Source};
use model::{Interval, ReferenceFigure};
use support::*;

fn figure(month: i8, value: f64) -> ReferenceFigure {
    let start = jiff::civil::date(2020, month, 1);
    ReferenceFigure {
        indicator: "exports".to_owned(),
        reporter: "CHN".to_owned(),
        partner: "RUS".to_owned(),
        product: String::new(),
        product_name: String::new(),
        cut: String::new(),
        period: format!("2020-{month:02}"),
        interval: Some(Interval { start, end: start.last_of_month() }),
        value,
        step: 1e4,
        unit: "USD".to_owned(),
        change: Some(-2.5),
        counted_by: "CHN".to_owned(),
        source: "customs".to_owned(),
        vintage: "2020-10".to_owned(),
        status: "preliminary".to_owned(),
        origin: String::new(),
    }
}

fn source(settings: &str) -> Source {
    Source {
        file: "trade.csv".to_owned(),
        sha256: "ab".repeat(32),
        format: "mapped".to_owned(),
        settings: settings.to_owned(),
    }
}

#[test]
fn figures_come_back_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path().join("l.db")).unwrap();
    assert_eq!(ledger.import_of(&source("{}")).unwrap(), None);
    let mut importing = ledger.import(&source("{}"), MONDAY).unwrap();
    importing.add(2, &figure(8, 4.3e9)).unwrap();
    importing.add(3, &figure(9, 4.4e9)).unwrap();
    importing.add(4, &figure(9, 4.4e9)).unwrap();
    importing.without_value();
    importing.leave_out(5, "no number").unwrap();
    importing.leave_out(5, "no period").unwrap();
    let import = importing.finish().unwrap();
    let counts = (import.read, import.figures, import.known, import.without_value, import.left_out);
    assert_eq!(counts, (5, 2, 1, 1, 2));
    assert_eq!(ledger.import_of(&source("{}")).unwrap(), Some(import.clone()));
    assert_eq!(ledger.import_of(&source("{\"other\":1}")).unwrap(), None, "other settings are another import");
    let mut expected = [figure(8, 4.3e9), figure(9, 4.4e9)];
    expected[0].origin = "trade.csv, line 2".to_owned();
    expected[1].origin = "trade.csv, line 3".to_owned();
    assert_eq!(ledger.reference_figures("CHN", "RUS").unwrap(), expected);
    assert_eq!(ledger.reference_figures("RUS", "CHN").unwrap(), expected, "in either direction");
    assert_eq!(ledger.reference_figures("CHN", "").unwrap(), []);
    assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
}

#[test]
fn an_import_that_does_not_end_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut ledger = Ledger::open(&path).unwrap();
    let before = dump(&path);
    let mut importing = ledger.import(&source("{}"), MONDAY).unwrap();
    importing.add(2, &figure(8, 4.3e9)).unwrap();
    drop(importing);
    assert_eq!(dump(&path), before);
    assert!(ledger.import(&source("{}"), "yesterday").is_err());
}

#[test]
fn a_later_vintage_stands_beside_the_earlier() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path().join("l.db")).unwrap();
    for (settings, vintage, value) in [("1", "2020-10", 4.4e9), ("2", "2021-01", 4.5e9)] {
        let mut importing = ledger.import(&source(settings), MONDAY).unwrap();
        importing.add(2, &ReferenceFigure { vintage: vintage.to_owned(), ..figure(9, value) }).unwrap();
        importing.finish().unwrap();
    }
    let vintages: Vec<String> =
        ledger.reference_figures("CHN", "RUS").unwrap().into_iter().map(|figure| figure.vintage).collect();
    assert_eq!(vintages, ["2020-10", "2021-01"]);
}

/// A ledger as the first version made it: its layout, and a document in it.
#[test]
fn a_ledger_of_the_first_layout_is_brought_up_to_date_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let document = document(&text(1), "a.txt", given("The Daily"));
    let reading = reading(&document, 2.0);
    Ledger::open(&path).unwrap().record(&document, &reading, MONDAY).unwrap();
    let new = rusqlite::Connection::open(&path).unwrap();
    new.execute_batch(
        "DROP VIEW reference; DROP TABLE reference_value; DROP TABLE reference_series; DROP TABLE reference_left_out;
         DROP TABLE reference_import; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(new);
    let fresh = folder.path().join("fresh.db");
    let first = rusqlite::Connection::open(&fresh).unwrap();
    first.execute_batch(include_str!("../src/schema/1.sql")).unwrap();
    let schema = |connection: &rusqlite::Connection| -> Vec<String> {
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(schema(&rusqlite::Connection::open(&path).unwrap()), schema(&first), "the file is of the first layout");

    let before = dump(&path);
    assert_eq!(Ledger::open_read_only(&path).unwrap().reference_figures("CHN", "RUS").unwrap(), []);
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.reading(&document.id).unwrap(), Some((document, reading)));
    let mut importing = ledger.import(&source("{}"), MONDAY).unwrap();
    importing.add(2, &figure(8, 4.3e9)).unwrap();
    importing.finish().unwrap();
    assert_eq!(ledger.reference_figures("CHN", "RUS").unwrap().len(), 1);
    let after: Vec<String> = dump(&path).into_iter().filter(|line| !line.starts_with("reference")).collect();
    assert_eq!(after, before, "what was there is there");
    assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
}
