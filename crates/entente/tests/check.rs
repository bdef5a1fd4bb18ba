//! `entente check` and `entente explain` on a ledger of three articles and an imported table.
#![allow(clippy::disallowed_methods)] // A test reads files.

mod support;

use std::path::Path;
use std::process::Output;
use support::{entente, json};

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Norway's exports to Sweden by month, and those of Sweden to Norway for the year.
fn table() -> String {
    let mut table = String::from("reporterCode,partnerCode,flowCode,cmdCode,period,primaryValue\n");
    for month in 1..=9 {
        table += &format!("579,752,X,TOTAL,2020{month:02},{}\n", 800_000_000 + month * 10_000_000);
    }
    table + "752,579,M,TOTAL,2019,9350000000\n579,752,X,TOTAL,2019,9100000000\n"
}

fn ledger(folder: &Path) {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the file is written");
    write(
        "a.txt",
        "Journal : The Fjord Post (English) Date : 12 October 2020 Author : NA Page No. : 3\n\n\
         Norway's exports to Sweden amounted to $7.7 billion from January to September 2020. Norway's exports to Sweden were $9.35 billion in 2019.\n",
    );
    write(
        "b.txt",
        "Journal : Baltic Weekly (English) Date : 14 October 2020 Author : NA Page No. : 1\n\n\
         Norway's exports to Sweden amounted to $7.9 billion from January to September 2020.\n",
    );
    write(
        "c.txt",
        "Journal : Baltic Weekly (English) Date : 15 October 2020 Author : NA Page No. : 1\n\n\
         Kenya's exports to Uganda rose from $600 million in 2018 to $630 million in 2019, an increase of 50 percent. Peru has 12 trains.\n",
    );
    let observed = entente(folder, &["observe", "a.txt", "b.txt", "c.txt", "--no-report", "--quiet"]);
    assert_eq!(observed.status.code(), Some(0), "{}", String::from_utf8_lossy(&observed.stderr));
}

#[test]
fn a_table_imported_after_reading_is_held_against_the_claims() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    ledger(folder);
    let before = json(&entente(folder, &["check", "--json", "--side", "NOR"]));
    let across = before["claims"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|claim| claim["checks"].as_array().expect("a list"));
    assert!(
        across.into_iter().any(|check| check["rule"] == "other-articles" && check["verdict"] == "disagrees"),
        "{before}"
    );
    std::fs::write(folder.join("trade.csv"), table()).expect("the table is written");
    assert_eq!(entente(folder, &["import", "trade.csv", "--vintage", "2021-03"]).status.code(), Some(0));

    let said = words(&entente(folder, &["check", "--side", "NOR"]));
    for part in [
        "sum of 9 months, 9 of 9 months covered",
        "agrees within rounding",
        "mirror statistic of SWE",
        "trade.csv, line",
        "vintage 2021-03",
        "The Fjord Post, 2020-10-12",
        "claims could be checked",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let disagrees = words(&entente(folder, &["check", "--verdict", "disagrees"]));
    assert!(disagrees.contains("is +5.0 %; stated 50 %"), "the planted error is listed: {disagrees}");
    assert!(!disagrees.contains("9.35 billion"), "{disagrees}");
}

#[test]
fn filters_narrow_the_list_and_the_coverage() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    ledger(folder);
    let count = |arguments: &[&str]| {
        let output = entente(folder, &[&["check", "--json"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let result = json(&output);
        (result["claims"].as_array().map_or(0, Vec::len), result["coverage"]["claims"].as_u64().unwrap_or(0))
    };
    let all = count(&[]).1;
    assert!(all >= 6, "{all}");
    assert_eq!(count(&["--indicator", "exports", "--side", "NOR", "--side", "SWE"]), (3, 3));
    assert_eq!(count(&["--side", "NOR", "--period", "2019"]), (1, 1));
    assert_eq!(count(&["--side", "NOR", "--outlet", "baltic"]), (1, 1));
    assert_eq!(count(&["--document", "a.txt"]).1, 2);
    assert!(count(&["--verdict", "not-checkable", "--document", "c.txt"]).0 >= 1);
    for (arguments, part) in [
        (&["check", "none.db"][..], "there is no such ledger"),
        (&["check", "--indicator", "cheese"], "there are"),
        (&["check", "--period", "soon"], "2020-Q3"),
        (&["check", "--verdict", "true"], "agrees-within-rounding"),
    ] {
        let output = entente(folder, arguments);
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!folder.join("none.db").exists());
}

#[test]
fn explain_shows_one_entry_with_its_working() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    ledger(folder);
    std::fs::write(folder.join("trade.csv"), table()).expect("the table is written");
    entente(folder, &["import", "trade.csv"]);
    let result = json(&entente(folder, &["check", "--json", "--side", "NOR", "--period", "2020"]));
    let id = result["claims"][0]["id"].as_str().expect("an id").to_owned();
    let said = words(&entente(folder, &["explain", &id[..8]]));
    for part in ["exports to Sweden amounted", "9 of 9 months covered", "UN Comtrade", "other articles", "by rule", &id]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let object = json(&entente(folder, &["explain", &id, "--json"]));
    assert_eq!(object["id"], id.as_str());
    assert!(object["checks"].as_array().is_some_and(|checks| checks.len() >= 2), "{object}");
    let unknown = entente(folder, &["explain", "00000000"]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("no entry of ledger.db begins so"));
    let sentence = "Norway's exports to Sweden were $9.1 billion in 2019.";
    assert!(!words(&entente(folder, &["explain", sentence])).contains("UN Comtrade"));
    assert!(words(&entente(folder, &["explain", sentence, "--ledger", "ledger.db"])).contains("UN Comtrade"));
}

#[test]
fn the_report_has_a_page_for_each_claim_that_could_be_checked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    ledger(folder);
    std::fs::write(folder.join("trade.csv"), table()).expect("the table is written");
    entente(folder, &["import", "trade.csv"]);
    assert_eq!(entente(folder, &["report", "--quiet"]).status.code(), Some(0));
    let report = std::fs::read_to_string(folder.join("report.html")).expect("the report is there");
    for part in [
        "data-title=\"Claims\"",
        "id=\"claim/",
        "9 of 9 months covered",
        "trade.csv, line 2",
        "Baltic Weekly, 2020-10-14",
    ] {
        assert!(report.contains(part), "{part}");
    }
}

#[test]
fn the_source_of_a_check_is_printed_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    ledger(folder);
    std::fs::write(folder.join("trade.csv"), table()).expect("the table is written");
    let source = format!("Monthly figures {}of the two customs offices", "and revisions ".repeat(40));
    assert_eq!(entente(folder, &["import", "trade.csv", "--source", &source]).status.code(), Some(0));
    let said = words(&entente(folder, &["check", "--side", "NOR"]));
    assert!(said.contains(&source), "{said}");
    for line in said.lines().filter(|line| line.contains(": ")) {
        assert_eq!(line.matches('[').count(), line.matches(']').count(), "{line}");
    }
}
