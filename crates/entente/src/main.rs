//! Reads the press and keeps an auditable ledger of how states treat each other.
#![allow(clippy::disallowed_methods)] // The binary is where the clock, the files and the environment live.

mod checking;
mod cli;
mod commands;
mod describe;
mod eval;
mod files;
mod nearest;
mod outputs;
mod pages;
mod sides;
mod tables;
mod terminal;

use clap::Parser;
use cli::{Cli, Command, exit};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Observe(arguments) => commands::observe::run(arguments, cli.output),
        Command::Report(arguments) => commands::report::run(arguments, cli.output),
        Command::Import(arguments) => commands::import::run(arguments, cli.output),
        Command::Check(arguments) => commands::check::run(arguments, cli.output),
        Command::Findings(arguments) => commands::findings::run(arguments, cli.output),
        Command::Explain(arguments) => commands::explain::run(arguments, cli.output),
        Command::Eval(arguments) => commands::eval::run(arguments, cli.output),
        Command::Completions(arguments) => commands::completions::run(arguments),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        // A reader that stops reading (`| head`) is no error of ours.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(exit::DONE),
        Err(error) => {
            terminal::error(&format!("{error:#}"));
            ExitCode::from(exit::FAILED)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
