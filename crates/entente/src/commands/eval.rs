//! `entente eval`.

use crate::cli::{Eval, Output, Tokens, exit};
use crate::eval::{Options, evaluate};
use crate::terminal::{DOUBT, FAINT, NAME, STRONG, paint};

/// Scores a gold file or folder and prints the rates.
pub fn run(arguments: &Eval, output: Output) -> anyhow::Result<u8> {
    let options = Options {
        raw: arguments.tokens == Tokens::Raw,
        system: arguments.system.as_deref(),
        dating: arguments.dating,
        errors: arguments.errors,
    };
    let score = evaluate(&arguments.gold, &reader::Language::english(), options)?;
    if output.json {
        let mut result = serde_json::json!({
            "gold": arguments.gold.display().to_string(),
            "layer": score.layer,
            "n": score.n,
            "metrics": score.metrics,
        });
        if options.errors > 0 {
            result["errors"] = serde_json::to_value(&score.misses)?;
        }
        println!("{result}");
        return Ok(exit::DONE);
    }
    anstream::println!("{} {}", paint(STRONG, score.layer), paint(FAINT, format!("({} records)", score.n)));
    for (name, rate) in &score.metrics {
        anstream::println!("  {:<24} {:>6.2} %", name, rate * 100.0);
    }
    if !output.quiet {
        for table in &score.tables {
            anstream::println!("\n{table}");
        }
    }
    for miss in &score.misses {
        anstream::println!("\n{}", paint(NAME, &miss.record));
        anstream::println!("  expected  {}", miss.expected);
        anstream::println!("  found     {}", paint(DOUBT, &miss.found));
        anstream::println!("  why       {}", paint(FAINT, &miss.why));
    }
    Ok(exit::DONE)
}
