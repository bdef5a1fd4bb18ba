//! `entente import` as a user meets it: twice, with bad rows, with a mapping, and what it refuses.
#![allow(clippy::disallowed_methods)] // A test reads files.

mod support;

use support::{entente, json};

const COMTRADE: &str = "reporterCode,partnerCode,flowCode,cmdCode,period,primaryValue\n\
    156,643,X,TOTAL,2020,50585000000\n156,643,M,TOTAL,2020,57181000000\n156,643,RX,TOTAL,2020,10\n156,999,X,TOTAL,2020,5\n";

#[test]
fn the_same_table_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("trade.csv"), COMTRADE).expect("the table is written");
    let first = entente(folder.path(), &["import", "trade.csv", "--vintage", "2021-06", "--json"]);
    assert_eq!(first.status.code(), Some(3), "two rows are left out: {}", String::from_utf8_lossy(&first.stderr));
    let import = &json(&first)["imports"][0];
    assert_eq!((&import["figures"], &import["left_out"], &import["already"]), (&2.into(), &2.into(), &false.into()));
    assert!(
        import["reasons"].to_string().contains("`999` is no state")
            && import["reasons"].to_string().contains("flow `RX`")
    );
    let bytes = std::fs::read(folder.path().join("ledger.db")).expect("the ledger is there");
    std::fs::copy(folder.path().join("trade.csv"), folder.path().join("copy.csv")).expect("the table is copied");
    let again = json(&entente(folder.path(), &["import", "trade.csv", "copy.csv", "--vintage", "2021-06", "--json"]));
    assert_eq!((&again["imports"][0]["already"], &again["imports"][1]["already"]), (&true.into(), &true.into()));
    assert!(
        bytes == std::fs::read(folder.path().join("ledger.db")).expect("the ledger is there"),
        "not a byte changed"
    );
    let said = String::from_utf8_lossy(&entente(folder.path(), &["import", "trade.csv", "--status", "final"]).stderr)
        .into_owned();
    assert!(said.contains("left out: trade.csv, line 4: flow `RX`"), "{said}");
}

#[test]
fn a_table_without_known_header_is_read_by_options_or_a_mapping() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("the file is written");
    write("panel.csv", "ISO,month,Exports\nRU,2020-09-01,4400.25\n");
    let refused = entente(folder.path(), &["import", "panel.csv"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--mapping"), "the error helps");
    let options = [
        "import",
        "panel.csv",
        "--json",
        "--fixed",
        "reporter=CHN",
        "--fixed",
        "frequency=month",
        "--fixed",
        "unit=USD",
    ];
    let columns =
        ["--column", "partner=ISO", "--column", "period=month", "--value", "Exports=exports", "--multiply", "1e6"];
    let by_options = entente(folder.path(), &[&options[..], &columns[..]].concat());
    assert_eq!(by_options.status.code(), Some(0), "{}", String::from_utf8_lossy(&by_options.stderr));
    write(
        "map.toml",
        "[fixed]\nreporter = \"CHN\"\nfrequency = \"month\"\n[columns]\npartner = \"ISO\"\nperiod = \"month\"\n\
         [[values]]\ncolumn = \"Exports\"\nindicator = \"exports\"\nunit = \"USD\"\nmultiply = 1e6\n",
    );
    let by_file = json(&entente(folder.path(), &["import", "panel.csv", "--json", "--mapping", "map.toml"]));
    assert_eq!(by_file["imports"][0]["known"], 1, "the same figure is not there twice");
    let wrong = entente(folder.path(), &["import", "panel.csv", "--column", "reporter=ISO"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("nothing says the period"));
    let field = entente(folder.path(), &["import", "panel.csv", "--column", "land=ISO"]);
    assert!(String::from_utf8_lossy(&field.stderr).contains("the fields are reporter, partner"));
}

#[test]
fn bad_files_are_named_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("good.csv"), COMTRADE).expect("the table is written");
    std::fs::write(folder.path().join("bad.csv"), b"PK\x03\x04").expect("the file is written");
    let output = entente(folder.path(), &["import", "none.csv", "bad.csv", ".", "good.csv", "--json"]);
    assert_eq!(output.status.code(), Some(3));
    let result = json(&output);
    assert_eq!(result["failed"].as_array().map(Vec::len), Some(3), "{result}");
    assert_eq!(result["imports"][0]["figures"], 2);
    assert_eq!(entente(folder.path(), &["import", "bad.csv"]).status.code(), Some(1));
}

#[test]
fn words_of_a_mapping_that_mean_nothing_are_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    std::fs::write(folder.join("panel.csv"), "ISO,month,Exports\nRU,2020-09-01,4400.25\n").expect("it is written");
    let fixed = ["import", "panel.csv", "--fixed", "reporter=CHN", "--fixed", "frequency=month", "--fixed", "unit=USD"];
    let columns = ["--column", "partner=ISO", "--column", "period=month", "--value"];
    let refused = |more: &[&str], part: &str| {
        let output = entente(folder, more);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(part), "{part}: {said}");
        assert!(!folder.join("ledger.db").exists(), "nothing was done");
    };
    refused(&[&fixed[..], &columns, &["Exports=export"]].concat(), "near it: exports");
    refused(&[&fixed[..], &columns, &["Exports=exports", "--vintage", "lately"]].concat(), "2021-02-17");
    for (wrong, part) in [
        ("reporter = \"CHNN\"", "map.toml: the mapping cannot be used"),
        ("reporter = \"CHN\"\nfrequency = \"moth\"", "fixed frequency `moth` is no frequency"),
        ("repoter = \"CHN\"", "map.toml: is no mapping"),
    ] {
        let text = format!(
            "[fixed]\n{wrong}\n[columns]\npartner = \"ISO\"\nperiod = \"month\"\n\
             [[values]]\ncolumn = \"Exports\"\nindicator = \"exports\"\n"
        );
        std::fs::write(folder.join("map.toml"), text).expect("the mapping is written");
        refused(&["import", "panel.csv", "--mapping", "map.toml"], part);
    }
}

#[test]
fn an_import_that_changes_nothing_says_why() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("trade.csv"), COMTRADE).expect("the table is written");
    assert_eq!(entente(folder.path(), &["import", "trade.csv"]).status.code(), Some(3), "two rows are left out");
    let again = entente(folder.path(), &["import", "trade.csv"]);
    assert_eq!(again.status.code(), Some(0));
    let said = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(said.contains("imported before with the same settings, 2 rows left out; nothing changed"), "{said}");
}
