//! Reads the press and keeps an auditable ledger of how states treat each other.
#![allow(clippy::disallowed_methods)] // The binary is where the clock, the files and the environment live.

mod eval;

fn main() -> anyhow::Result<()> {
    // `entente eval` alone so far; replaced by the command line.
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, path, rest @ ..] = arguments.as_slice()
        && command == "eval"
    {
        let flag = |name: &str| rest.iter().any(|argument| argument == name);
        let errors =
            rest.iter().position(|argument| argument == "--errors").and_then(|at| rest.get(at + 1)?.parse().ok());
        let options = eval::Options { raw: flag("raw"), dating: flag("--dating"), errors: errors.unwrap_or_default() };
        let score = eval::evaluate(std::path::Path::new(path), &reader::Language::english(), options)?;
        println!("{} n={} {:#?}", score.layer, score.n, score.metrics);
        for table in &score.tables {
            println!("{table}");
        }
        for miss in &score.misses {
            println!(
                "{}\n  expected {}\n  found    {}\n  why      {}",
                miss.record, miss.expected, miss.found, miss.why
            );
        }
    }
    Ok(())
}
