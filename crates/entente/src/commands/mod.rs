//! One module a command: `run` does it and returns the exit status.

pub mod completions;
pub mod eval;
pub mod explain;
pub mod findings;
pub mod import;
pub mod observe;
pub mod report;
