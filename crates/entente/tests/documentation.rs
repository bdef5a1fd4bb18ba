//! The user documentation names every command and every option that the binary has.
#![allow(clippy::disallowed_methods)] // A test reads files.

use std::path::Path;
use std::process::Command;

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_entente")).args(arguments).output().expect("the binary starts");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

/// The names that a help text lists below a heading, up to the next empty line.
fn listed(help: &str, heading: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

#[test]
fn every_command_and_option_is_documented() {
    let documentation = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/commands.md"))
        .expect("docs/commands.md");
    let commands: Vec<String> = listed(&help(&["-h"]), "Commands:").into_iter().filter(|name| name != "help").collect();
    assert!(commands.len() >= 6, "the help lists the commands: {commands:?}");
    for command in &commands {
        assert!(
            documentation.contains(&format!("## entente {command}\n")),
            "docs/commands.md has no section for `{command}`"
        );
        let section = documentation.split(&format!("## entente {command}\n")).nth(1).unwrap_or_default();
        let section = section.split("\n## ").next().unwrap_or_default();
        let options = help(&[command, "-h"]);
        for word in options.split(|character: char| character.is_whitespace() || "[]<>.,;`".contains(character)) {
            let common = ["--quiet", "--json", "--help", "--version"].contains(&word);
            if word.starts_with("--") && word.len() > 2 && !common {
                assert!(section.contains(word), "docs/commands.md does not explain `{word}` of `entente {command}`");
            }
        }
    }
}

#[test]
fn every_page_of_the_report_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documentation = std::fs::read_to_string(root.join("../../docs/report.md")).expect("docs/report.md");
    let template = std::fs::read_to_string(root.join("templates/report.html")).expect("the template");
    let titles: Vec<&str> = template
        .split("data-title=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|title| !title.contains("{{"))
        .collect();
    assert!(titles.len() >= 3, "the template names its pages: {titles:?}");
    for title in titles.into_iter().chain(["A relationship", "A claim", "An article"]) {
        assert!(documentation.contains(&format!("## {title}\n")), "docs/report.md has no section “{title}”");
    }
}
