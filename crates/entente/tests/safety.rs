//! What commands never write over, what they pass over, and what they say to words that mean nothing.
#![allow(clippy::disallowed_methods)] // A test reads files.

mod support;

use std::path::Path;
use support::{entente, json};

const TEXT: &str = "Journal : The Fjord Post (English) Date : 12 October 2020 Author : NA Page No. : 3\n\n\
    Norway condemned Belarus on Monday. Kenya and Uganda signed an agreement on trade.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "a.txt", TEXT);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("the file is written");
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).expect("the file is there")
}

/// Exit status and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = entente(folder, arguments);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn refused(folder: &Path, arguments: &[&str], part: &str) {
    let (status, said) = run(folder, arguments);
    assert_eq!(status, Some(1), "{arguments:?}: {said}");
    assert!(said.contains(part), "{arguments:?}: {part}: {said}");
}

#[test]
fn nothing_but_a_report_is_replaced_by_a_report() {
    let folder = folder();
    let folder = folder.path();
    write(folder, "notes.html", "<!doctype html><title>My notes</title>");
    refused(folder, &["observe", "a.txt", "--report", "a.txt"], "is an input");
    refused(folder, &["observe", "a.txt", "--report", "./a.txt"], "is an input");
    refused(folder, &["observe", "a.txt", "--ledger", "l.db", "--report", "l.db"], "is the ledger");
    refused(folder, &["observe", "a.txt", "--ledger", "a.txt"], "is an input");
    refused(folder, &["observe", "a.txt", "--report", "notes.html"], "no report of Entente");
    refused(folder, &["observe", "a.txt", "--report", "none/r.html"], "does not exist");
    refused(folder, &["observe", "a.txt", "--report", "."], "is a folder");
    for name in ["ledger.db", "l.db"] {
        assert!(!folder.join(name).exists(), "{name}: refused before any work");
    }
    assert_eq!(bytes(folder, "a.txt"), TEXT.as_bytes());
    assert_eq!(run(folder, &["observe", "a.txt", "--quiet"]).0, Some(0));
    let ledger = bytes(folder, "ledger.db");
    refused(folder, &["report", "--report", "ledger.db"], "is the ledger");
    refused(folder, &["report", "--report", "notes.html"], "no report of Entente");
    refused(folder, &["import", "a.txt", "--ledger", "a.txt"], "is an input");
    assert_eq!(bytes(folder, "ledger.db"), ledger);
    assert_eq!(bytes(folder, "notes.html"), b"<!doctype html><title>My notes</title>");
    let page = String::from_utf8(bytes(folder, "report.html")).expect("UTF-8");
    assert_eq!(page.matches("<meta name=\"generator\" content=\"Entente ").count(), 1);
    write(folder, "empty.html", "");
    for target in ["report.html", "empty.html"] {
        assert_eq!(run(folder, &["report", "--quiet", "--report", target]).0, Some(0), "{target} may be replaced");
    }
}

#[test]
fn a_searched_folder_gives_articles_only() {
    let folder = folder();
    let folder = folder.path();
    for name in ["README.md", "LICENSE-MIT", "changelog.txt"] {
        write(folder, name, "France thanked Germany.\n");
    }
    assert_eq!(run(folder, &["observe", ".", "--quiet"]).0, Some(0));
    let output = entente(folder, &["observe", ".", "--json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let result = json(&output);
    assert_eq!((&result["documents"], &result["new_documents"]), (&1.into(), &0.into()), "{result}");
    for name in ["report.html", "ledger.db", "README.md", "LICENSE-MIT", "changelog.txt"] {
        assert!(said.contains(name) && result["passed_over"].to_string().contains(name), "{name}: {said}");
    }
    let named = json(&entente(folder, &["observe", "README.md", "--json", "--no-report"]));
    assert_eq!(named["new_documents"], 1, "a note that is named is read");
    refused(folder, &["observe", "report.html", "--report", "other.html"], "is a report of Entente");
}

#[test]
fn a_run_that_reads_nothing_leaves_no_ledger() {
    let folder = folder();
    let folder = folder.path();
    write(folder, "empty.txt", "");
    refused(folder, &["observe", "empty.txt"], "the one file could not be read");
    refused(folder, &["import", "a.txt"], "none of the files");
    assert!(!folder.join("ledger.db").exists() && !folder.join("report.html").exists());
    let output = entente(folder, &["observe", "a.txt", "empty.txt"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 article, 2 sentences") && said.contains("1 input, named above"), "{said}");
}

#[test]
fn findings_show_the_ids_that_explain_takes() {
    let folder = folder();
    let folder = folder.path();
    run(folder, &["observe", "a.txt", "--no-report", "--quiet"]);
    let lines = entente(folder, &["findings", "--json"]).stdout;
    let first = String::from_utf8_lossy(&lines).lines().next().expect("a finding").to_owned();
    let first: serde_json::Value = serde_json::from_str(&first).expect("an object");
    let id = first["id"].as_str().expect("an id").to_owned();
    let plain = String::from_utf8_lossy(&entente(folder, &["findings"]).stdout).into_owned();
    assert!(plain.lines().all(|line| line.split('\t').count() == 4), "{plain}");
    let plain = String::from_utf8_lossy(&entente(folder, &["findings", "--ids"]).stdout).into_owned();
    let cells: Vec<&str> = plain.lines().next().expect("a line").split('\t').collect();
    assert_eq!((cells[0], cells[1], cells[4]), ("event", "a.txt", &id[..12]));
    for start in [&id, cells[4]] {
        let said = String::from_utf8_lossy(&entente(folder, &["explain", start]).stdout).into_owned();
        assert!(said.contains(&id), "{start}: {said}");
    }
    refused(folder, &["explain", "0a0b0c0d0e"], "no entry of ledger.db begins so");
    refused(folder, &["explain", "1a"], "too short for the id");
    let (status, said) = run(folder, &["explain", "decade"]);
    assert!(status == Some(0) && said.contains("read as a sentence"), "{said}");
    for empty in ["", "  "] {
        let (status, said) = run(folder, &["explain", empty]);
        assert!(status == Some(2) && said.contains("give a sentence"), "{said}");
    }
}

#[test]
fn sides_and_indicators_that_mean_nothing_are_named() {
    let folder = folder();
    let folder = folder.path();
    run(folder, &["observe", "a.txt", "--no-report", "--quiet"]);
    for command in ["findings", "check"] {
        refused(folder, &[command, "--side", "XYZQ"], "no such side");
        refused(folder, &[command, "--side", "Norwey"], "Norway is NOR");
        assert_eq!(run(folder, &[command, "--side", "china"]).0, Some(0), "known, and nothing about it");
    }
    let by_name = entente(folder, &["findings", "--side", "norway"]).stdout;
    assert!(!by_name.is_empty() && by_name == entente(folder, &["findings", "--side", "NOR"]).stdout);
    for id in ["treaty-status", "unclassified"] {
        assert_eq!(run(folder, &["check", "--indicator", id]).0, Some(0), "{id}");
    }
    refused(folder, &["check", "--indicator", "export"], "near it: exports");
    refused(folder, &["check", "--indicator", "export"], "treaty-status");
}

#[cfg(unix)]
#[test]
fn a_ledger_that_may_not_be_written_to_can_be_asked() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let folder = folder.path();
    let kept = folder.join("kept");
    std::fs::create_dir(&kept).expect("the folder is made");
    run(folder, &["observe", "a.txt", "--quiet", "--no-report", "--ledger", "kept/l.db"]);
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("the mode is set");
    };
    mode(&kept.join("l.db"), 0o444);
    mode(&kept, 0o555);
    let statuses: Vec<_> = [
        &["findings", "kept/l.db"][..],
        &["check", "kept/l.db"],
        &["report", "kept/l.db"],
        &["explain", "Norway thanked Sweden.", "--ledger", "kept/l.db"],
    ]
    .iter()
    .map(|arguments| run(folder, arguments))
    .collect();
    let beside = std::fs::read_dir(&kept).expect("the folder can be listed").count();
    mode(&kept, 0o755);
    assert!(statuses.iter().all(|(status, _)| *status == Some(0)), "{statuses:?}");
    assert_eq!(beside, 1, "nothing is left beside the ledger");
}
