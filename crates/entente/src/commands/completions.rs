//! `entente completions`.

use crate::cli::{Cli, Completions, exit};
use clap::CommandFactory;

/// Prints the completion script of a shell.
pub fn run(arguments: &Completions) -> anyhow::Result<u8> {
    clap_complete::generate(arguments.shell, &mut Cli::command(), "entente", &mut std::io::stdout());
    Ok(exit::DONE)
}
