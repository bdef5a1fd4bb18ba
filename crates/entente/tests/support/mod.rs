//! What tests of the binary share.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the binary in a folder.
pub fn entente(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_entente")).current_dir(folder).args(arguments).output().expect("the binary starts")
}

/// What it printed with `--json`.
pub fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}
