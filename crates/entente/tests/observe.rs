//! `entente observe` as a user meets it: good and bad input, twice, killed in between.

#![allow(clippy::disallowed_methods)] // A test reads files.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use support::{entente, json};

fn texts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../texts")
}

/// `../shared` beside the checkout, where it is.
fn shared(below: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(below);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not beside this checkout", path.display());
    None
}

#[test]
fn samples_give_a_ledger_and_a_report() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = texts();
    let output = entente(folder.path(), &["observe", "--json", &texts.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let result = json(&output);
    assert!(result["findings"]["event"].as_u64() >= Some(20), "{result}");
    assert!(result["findings"]["claim"].as_u64() >= Some(10), "{result}");
    assert!(result["findings"]["quote"].as_u64() >= Some(8), "{result}");
    let report = std::fs::read_to_string(folder.path().join("report.html")).expect("the report is there");
    for dyad in ["dyad/CHN-IND", "dyad/IRN-SAU", "dyad/JPN-KOR", "dyad/AUS-CHN", "dyad/GRC-TUR", "dyad/IND-RUS"] {
        assert!(report.contains(&format!("id=\"{dyad}\"")), "the report has {dyad}");
    }
    let loads = ["src=\"http", "href=\"http", "url(http", "@import"];
    assert!(loads.iter().all(|load| !report.contains(load)), "the report loads nothing from elsewhere");
}

#[test]
fn reading_twice_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = texts();
    let arguments = ["observe", "--json", &texts.to_string_lossy()];
    entente(folder.path(), &arguments);
    let first = entente(folder.path(), &["findings", "--json"]).stdout;
    let report = std::fs::read(folder.path().join("report.html")).expect("the report is there");
    let again = json(&entente(folder.path(), &arguments));
    assert_eq!(again["new_documents"], 0);
    assert_eq!(first, entente(folder.path(), &["findings", "--json"]).stdout);
    assert!(!first.is_empty());
    assert!(report == std::fs::read(folder.path().join("report.html")).expect("the report is there"), "same bytes");
}

#[test]
fn bad_files_are_named_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("in");
    std::fs::create_dir(&input).expect("the folder is made");
    let write = |name: &str, bytes: &[u8]| std::fs::write(input.join(name), bytes).expect("the file is written");
    write("empty.txt", b"");
    write("blank.txt", b" \n\n ");
    write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    write("huge.txt", "Norway thanked Sweden. ".repeat(60_000).as_bytes());
    write("latin.txt", b"Journal : Le Monde (French) Date : 3 May 2021 Author : NA Page No. : 2\n\nFrance condemned the coup in Mali. The S\xe9n\xe9galese president visited Paris.\n");
    write("good.txt", b"France and Germany signed an agreement on joint fighter jets.\n");
    let output = entente(folder.path(), &["observe", "--max-size", "1", "--json", "in", "nowhere"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    let result = json(&output);
    assert_eq!(result["documents"], 2, "{result}");
    for name in ["empty.txt", "blank.txt", "picture.png", "paper.pdf", "huge.txt", "nowhere"] {
        assert!(said.contains(name), "{name} is named: {said}");
        let left_out = result["left_out"].as_array().expect("a list");
        assert!(left_out.iter().any(|line| line.as_str().is_some_and(|line| line.contains(name))), "{name}");
    }
    let none = entente(folder.path(), &["observe", "in/empty.txt"]);
    assert_eq!(none.status.code(), Some(1));
    assert_eq!(entente(folder.path(), &["observe"]).status.code(), Some(2));
}

#[test]
fn a_file_that_is_no_ledger_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("notes.db");
    std::fs::write(&path, "these are my notes").expect("the file is written");
    let output = entente(folder.path(), &["observe", "--ledger", "notes.db", &texts().to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("notes.db"));
    assert_eq!(std::fs::read(&path).expect("the file is there"), b"these are my notes");
    let absent = entente(folder.path(), &["report", "absent.db"]);
    assert_eq!(absent.status.code(), Some(1));
    assert!(!folder.path().join("absent.db").exists(), "asking makes no ledger");
}

#[cfg(unix)]
#[test]
fn killed_at_any_moment_the_ledger_opens_clean_with_whole_documents() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("in");
    std::fs::create_dir(&input).expect("the folder is made");
    for number in 0..200 {
        let text = format!(
            "Kenya and Uganda signed agreement number {number} on trade. Kenya condemned attack {number} on Somalia.\n"
        );
        std::fs::write(input.join(format!("{number:03}.txt")), text).expect("the file is written");
    }
    for delay in [150, 300, 450, 600] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_entente"))
            .current_dir(folder.path())
            .args(["observe", "in", "--quiet", "--no-report"])
            .spawn()
            .expect("the binary starts");
        std::thread::sleep(std::time::Duration::from_millis(delay));
        child.kill().ok();
        child.wait().expect("it ends");
        if folder.path().join("ledger.db").exists() {
            let output = entente(folder.path(), &["findings"]);
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let whole = json(&entente(folder.path(), &["observe", "in", "--json", "--no-report"]));
    assert_eq!(whole["documents"], 200);
    let lines = entente(folder.path(), &["findings"]).stdout.split(|byte| *byte == b'\n').count();
    assert!(lines > 200, "each of the 200 documents has its events: {lines} lines");
}

#[test]
fn explain_names_the_rule_and_the_words() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = entente(folder.path(), &["explain", "Canada imposed sanctions on Belarus on Monday."]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    for part in ["SANCTION: Canada (CAN) → Belarus (BLR)", "impose", "by rule", "PROPN", "nsubj"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains('\u{1b}'), "no colour codes where the output is no terminal");
    let result = json(&entente(folder.path(), &["explain", "--json", "Canada thanked Mexico."]));
    assert_eq!(result["reading"]["findings"][0]["event_type"], "SUPPORT");
    for hostile in ["\u{0}\u{7f}\u{202e}", "….. . .", "👩‍👩‍👧‍👦 🇫🇷", "的的的", &"(".repeat(5000)]
    {
        assert_eq!(
            entente(folder.path(), &["explain", "--json", "--", &hostile.replace('\0', "\u{1}")]).status.code(),
            Some(0)
        );
    }
}

#[test]
fn completions_exist_for_every_shell() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = entente(folder.path(), &["completions", shell]);
        assert!(String::from_utf8_lossy(&output.stdout).contains("observe"), "{shell}");
    }
}

#[test]
fn the_founding_article_is_read_as_a_careful_analyst_would() {
    let Some(article) = shared("texts/000_212a373057c48eb0.txt") else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = entente(folder.path(), &["observe", "--quiet", &article.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = entente(folder.path(), &["findings", "--json"]).stdout;
    let findings: Vec<serde_json::Value> = String::from_utf8_lossy(&lines)
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .collect();
    let figures = findings
        .iter()
        .filter(|line| line["finding"]["finding"] == "claim")
        .flat_map(|line| [&line["finding"]["level"], &line["finding"]["change"]])
        .filter(|figure| figure.is_object())
        .count();
    assert!(figures >= 12, "{figures} figures");
    let putin = findings.iter().any(|line| {
        line["finding"]["kind"] == "direct"
            && line["finding"]["attribution"]["source"]["actor"]["id"] == "person:vladimir-putin"
    });
    assert!(putin, "Putin's direct quotation");
    let events: Vec<&serde_json::Value> =
        findings.iter().filter(|line| line["finding"]["finding"] == "event").collect();
    let done = events
        .iter()
        .filter(|line| ["actual", "habitual"].contains(&line["finding"]["factuality"].as_str().unwrap_or("")))
        .count();
    assert!(done >= 8, "{done} events done among {}", events.len());
    for none in ["no forbidden zone", "will see a new look", "China is Russia’s partner"] {
        assert!(
            events.iter().all(|line| !line["sentence"].as_str().unwrap_or("").contains(none)),
            "no event in “{none}”"
        );
    }
    let report = std::fs::read_to_string(folder.path().join("report.html")).expect("the report is there");
    for words in
        ["Global Times", "Chinese; this is a translation", "left blank", "most likely 2021", "id=\"dyad/CHN-RUS\""]
    {
        assert!(report.contains(words), "the report says “{words}”");
    }
}
