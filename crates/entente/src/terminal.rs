//! What people see on the terminal: colours that mean something, and progress on long work. Colours go away where the
//! output is no terminal or `NO_COLOR` is set.

use crate::describe;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Cooperation, success.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Conflict, failure.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// Doubt: not counted, not checkable, left out.
pub const DOUBT: Style = AnsiColor::Yellow.on_default();
/// Names of things.
pub const NAME: Style = AnsiColor::Cyan.on_default();
/// What matters most on a line.
pub const STRONG: Style = Style::new().bold();
/// What can be skipped.
pub const FAINT: Style = Style::new().dimmed();

/// `text` in a style.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A number, strong, with its noun in the right number: `1 article`, `2 articles`.
pub fn counted(number: usize, noun: &str) -> String {
    let noun = if number == 1 { noun.to_owned() } else { describe::plural(noun) };
    format!("{} {noun}", paint(STRONG, number))
}

/// Prints an error on standard error.
pub fn error(message: &str) {
    anstream::eprintln!("{} {message}", paint(BAD, "error:"));
}

/// Prints a warning on standard error.
pub fn warning(message: &str) {
    anstream::eprintln!("{} {message}", paint(DOUBT, "left out:"));
}

/// A progress bar over `length` steps, on standard error; hidden where it is no terminal or where `quiet`.
pub fn progress(length: usize, label: &'static str, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    if quiet {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{prefix:>10} {wide_bar:.cyan/dim} {pos}/{len} {eta:>4}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_prefix(label);
    bar
}
