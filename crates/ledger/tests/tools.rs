//! The file for others: documented to the last column, and readable by the tools that analysts have.
#![allow(clippy::disallowed_methods)] // Tests look at files.
mod support;

use ledger::Ledger;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use support::*;

fn filled() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let mut ledger = Ledger::open(&path).unwrap();
    for number in 0..3 {
        let document = document(&text(number), &format!("{number}.txt"), given("The Daily"));
        ledger.record(&document, &reading(&document, 3.4), MONDAY).unwrap();
        if number == 0 {
            let mut later = reading(&document, 2.8);
            later.findings.remove(1);
            ledger.record(&document, &later, TUESDAY).unwrap();
        }
    }
    (folder, path)
}

type Layout = BTreeMap<String, BTreeSet<String>>;

fn layout() -> Layout {
    let (_folder, path) = filled();
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection
        .prepare(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'document_search\\__%' ESCAPE '\\'",
        )
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let mut layout = Layout::new();
    for row in rows {
        let (table, column): (String, String) = row.unwrap();
        layout.entry(table).or_default().insert(column);
    }
    layout
}

/// Headings are `### `name``, rows begin with columns between backticks, and a view may take all columns of a table.
fn documented() -> Layout {
    let page = include_str!("../../../docs/ledger.md");
    let ticked = |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let mut layout = Layout::new();
    let mut taken: Vec<(String, String)> = Vec::new();
    let mut table = None;
    for line in page.lines() {
        if line.starts_with('#') {
            table = line.strip_prefix("### ").and_then(|name| ticked(name).pop());
        } else if let Some(table) = &table {
            if let Some(from) = line.strip_prefix("All columns of ") {
                taken.push((table.clone(), ticked(from).remove(0)));
            } else if let Some(row) = line.strip_prefix("| `") {
                let names = format!("`{}", row.split(" | ").next().unwrap());
                layout.entry(table.clone()).or_default().extend(ticked(&names));
            }
        }
    }
    for (view, table) in taken {
        let columns = layout[&table].clone();
        layout.get_mut(&view).unwrap().extend(columns);
    }
    layout
}

#[test]
fn every_table_and_column_is_documented() {
    let (layout, documented) = (layout(), documented());
    assert!(layout.len() > 20);
    assert_eq!(documented.keys().collect::<Vec<_>>(), layout.keys().collect::<Vec<_>>());
    for (table, columns) in &layout {
        assert_eq!(&documented[table], columns, "columns of {table}");
    }
}

const QUERY: &str = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM event), (SELECT count(*) FROM claim),
 (SELECT count(*) FROM quote), (SELECT count(*) FROM check_result), (SELECT count(*) FROM event_party),
 (SELECT count(*) FROM retraction), (SELECT count(*) FROM retraction WHERE replaced_by IS NOT NULL),
 (SELECT sum(reports) FROM dyad_month WHERE pillar IS NULL), (SELECT count(*) FROM event_record),
 (SELECT count(*) FROM document_search WHERE document_search MATCH 'thanked0')";

/// Three documents with three events, a claim and a quotation each; the first was read again, one event fewer and the
/// weights of the other two corrected.
const ANSWER: &str = "3|8|3|3|3|16|3|2|8|11|1";

#[test]
fn the_views_show_what_is_in_force() {
    let (_folder, path) = filled();
    let connection = rusqlite::Connection::open(path).unwrap();
    let answer: Vec<String> = connection
        .query_row(QUERY, [], |row| (0..11).map(|index| row.get::<_, i64>(index).map(|n| n.to_string())).collect())
        .unwrap();
    assert_eq!(answer.join("|"), ANSWER);
    let row: (String, String, f64, String) = connection
        .query_row(
            "SELECT source, quad_name, weight, sentence_text FROM event WHERE recorded_at = ?1 LIMIT 1",
            [TUESDAY],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    assert_eq!(row, ("RUS".to_owned(), "verbal_cooperation".to_owned(), 2.8, "RUS praised0 CHN.".to_owned()));
}

fn ask(program: &str, arguments: &[&str]) {
    match Command::new(program).args(arguments).output() {
        Err(error) => eprintln!("skipped: {program} is not here ({error})"),
        Ok(output) => {
            let (text, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert_eq!(text.trim(), ANSWER, "{program}: {wrong}");
        }
    }
}

#[test]
fn the_sqlite_shell_and_python_read_it() {
    let (_folder, path) = filled();
    let path = path.to_str().unwrap();
    ask("sqlite3", &["-readonly", path, QUERY]);
    let script =
        "import sqlite3, sys\nprint('|'.join(map(str, sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())))";
    ask("python3", &["-c", script, path, QUERY]);
}
