//! `cargo xtask ci`: what CI runs, cheapest first.

use anyhow::{Context, Result, bail};
use std::process::Command;

/// The steps: what a reader of the log calls them, and the arguments to cargo.
const STEPS: &[(&str, &[&str])] = &[
    ("formatting", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ("tests", &["test", "--workspace"]),
    ("documentation", &["doc", "--workspace", "--no-deps", "--quiet"]),
];

/// Runs the steps and stops at the first that fails.
pub fn run() -> Result<()> {
    for (name, arguments) in STEPS {
        eprintln!("── {name}: cargo {}", arguments.join(" "));
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let status = Command::new(cargo)
            .args(*arguments)
            .env("RUSTDOCFLAGS", "-D warnings")
            .status()
            .with_context(|| format!("cargo could not be started for {name}"))?;
        if !status.success() {
            bail!("{name} failed: cargo {}", arguments.join(" "));
        }
    }
    Ok(())
}
