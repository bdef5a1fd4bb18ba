//! The command line: one definition feeds parsing, help and shell completions.

use clap::{Args, Parser, Subcommand, ValueHint};
use std::path::PathBuf;

/// Exit statuses, the same for every command.
pub mod exit {
    /// Everything was done.
    pub const DONE: u8 = 0;
    /// Nothing was done: the message says why.
    pub const FAILED: u8 = 1;
    // 2 is clap's: the command line was not understood.
    /// Part of it was done: some inputs could not be read, each named on standard error; the others were.
    pub const PARTIAL: u8 = 3;
}

const EXIT_CODES: &str = "Exit status:
  0  everything was done
  1  nothing was done; the message says why and what to do
  2  the command line was not understood
  3  part of it was done: some inputs could not be read, each named on standard error";

/// Reads the press and keeps an auditable ledger of how states treat each other.
#[derive(Debug, Parser)]
#[command(name = "entente", version, propagate_version = true, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to say it.
    #[command(flatten)]
    pub output: Output,
}

/// Options of every command.
#[derive(Debug, Clone, Copy, Args)]
pub struct Output {
    /// Print nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print the result as JSON on standard output
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles, fill the ledger, write the report
    ///
    /// Reads press articles (plain text, press digests, HTML pages) from files and folders, records what they say in the
    /// ledger, and writes one HTML report that works offline. Reading the same article twice changes nothing.
    Observe(Observe),
    /// Write the report of a ledger that is already filled
    Report(Report),
    /// Import tables of statistical offices, to hold claims against them
    ///
    /// Reads SDMX-CSV (IMF, Eurostat, OECD, ECB), UN Comtrade (CSV, JSON), World Bank (CSV) and Correlates of War trade by
    /// their header, and any other CSV by a mapping of its columns. The same file twice changes nothing. A row that cannot
    /// be understood is named with its line and the reason, and left out.
    Import(Import),
    /// List what a ledger holds, a line a finding
    ///
    /// Tab-separated: kind, source, finding, sentence; with --ids also the start of the entry's id. With --json one object a line, evidence included.
    Findings(Findings),
    /// List the claims of a ledger by verdict, with the working, and how many could be checked
    ///
    /// Claims are held against each other, against dated facts, and against the reference figures that ship with Entente and
    /// those that `entente import` brought, anew each time. A verdict says what agrees with what, never what is true.
    Check(Check),
    /// Show how one sentence is read: tokens, tags, mentions, findings, and the rule behind each
    Explain(Explain),
    /// Score the reader against a gold file or folder
    ///
    /// The format is recognised by its content; docs/eval.md lists formats, layers and metrics. Rates run from 0 to 1.
    Eval(Eval),
    /// Print the completion script of a shell
    Completions(Completions),
}

/// `entente observe`.
#[derive(Debug, Args)]
pub struct Observe {
    /// Files and folders to read; folders are searched to the bottom
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// The ledger, made where there is none
    #[arg(long, default_value = "ledger.db", value_hint = ValueHint::FilePath)]
    pub ledger: PathBuf,
    /// The report to write
    #[arg(long, default_value = "report.html", value_hint = ValueHint::FilePath)]
    pub report: PathBuf,
    /// Fill the ledger only
    #[arg(long, conflicts_with = "report")]
    pub no_report: bool,
    /// Refuse files larger than this many megabytes
    #[arg(long, default_value_t = 20, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=2000))]
    pub max_size: u64,
}

/// `entente report`.
#[derive(Debug, Args)]
pub struct Report {
    /// The ledger to report on
    #[arg(default_value = "ledger.db", value_hint = ValueHint::FilePath)]
    pub ledger: PathBuf,
    /// The report to write
    #[arg(long, default_value = "report.html", value_hint = ValueHint::FilePath)]
    pub report: PathBuf,
}

/// `entente import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The tables
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The ledger, made where there is none
    #[arg(long, default_value = "ledger.db", value_hint = ValueHint::FilePath)]
    pub ledger: PathBuf,
    /// A TOML file that says which column is what
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub mapping: Option<PathBuf>,
    /// A field and the title of its column: `partner=ISO`; repeatable
    #[arg(long, value_name = "FIELD=TITLE")]
    pub column: Vec<String>,
    /// A field that is the same in every row: `reporter=CHN`; repeatable
    #[arg(long, value_name = "FIELD=VALUE")]
    pub fixed: Vec<String>,
    /// A column of figures and what it measures: `Exports=exports`; repeatable
    #[arg(long, value_name = "TITLE=INDICATOR")]
    pub value: Vec<String>,
    /// What a printed one stands for: 1e6 for a table in millions
    #[arg(long, value_name = "NUMBER")]
    pub multiply: Option<f64>,
    /// The titles of columns are the periods: `Country, 2019, 2020`
    #[arg(long)]
    pub across: bool,
    /// Who published the table
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// When it was published or taken: `2021-02`
    #[arg(long, value_name = "DATE")]
    pub vintage: Option<String>,
    /// Whether its figures are preliminary or final
    #[arg(long, value_enum)]
    pub status: Option<Status>,
    /// Whose count it is, where that is not the reporter: `SIPRI`
    #[arg(long, value_name = "CODE")]
    pub counted_by: Option<String>,
    /// Refuse tables of more rows than this
    #[arg(long, default_value_t = 20_000_000, value_name = "N")]
    pub max_rows: u64,
}

/// Whether figures may still be revised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Status {
    /// Its figures may still be revised
    Preliminary,
    /// Its figures are not expected to change
    Final,
}

impl Status {
    /// The name in figures.
    pub fn name(self) -> &'static str {
        match self {
            Status::Preliminary => "preliminary",
            Status::Final => "final",
        }
    }
}

/// `entente findings`.
#[derive(Debug, Args)]
pub struct Findings {
    /// The ledger
    #[arg(default_value = "ledger.db", value_hint = ValueHint::FilePath)]
    pub ledger: PathBuf,
    /// Only findings of this kind
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
    /// Only findings that name this side, by code or name (`CHN`, `China`, `NATO`); given twice, both
    #[arg(long, value_name = "CODE")]
    pub side: Vec<String>,
    /// Add the start of each entry's id, for `entente explain`, as a last column
    #[arg(long)]
    pub ids: bool,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// Who did what to whom.
    Event,
    /// What was claimed.
    Claim,
    /// Who said what.
    Quote,
}

impl Kind {
    /// The name in findings.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Claim => "claim",
            Kind::Quote => "quote",
        }
    }
}

/// `entente check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The ledger
    #[arg(default_value = "ledger.db", value_hint = ValueHint::FilePath)]
    pub ledger: PathBuf,
    /// Only claims with this verdict among their checks; repeatable
    #[arg(long, value_enum)]
    pub verdict: Vec<VerdictName>,
    /// Only claims of this indicator (`trade-total`); repeatable
    #[arg(long, value_name = "ID")]
    pub indicator: Vec<String>,
    /// Only claims that name this side, by code or name (`CHN`, `China`); given twice, both
    #[arg(long, value_name = "CODE")]
    pub side: Vec<String>,
    /// Only claims about a time in this period: `2020`, `2020-Q3`, `2020-01/2020-09`
    #[arg(long)]
    pub period: Option<String>,
    /// Only claims of outlets with this in their name
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Only claims of articles with this in their path or title, or at the start of their id
    #[arg(long, value_name = "TEXT")]
    pub document: Option<String>,
}

/// The verdicts, as they are written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[allow(missing_docs)] // The names say it.
pub enum VerdictName {
    Disagrees,
    Implausible,
    Stale,
    ConflictsWithMirror,
    DiffersByVintage,
    Ambiguous,
    Agrees,
    AgreesWithinRounding,
    NotCheckable,
}

impl VerdictName {
    /// The verdict.
    pub fn verdict(self) -> model::Verdict {
        use model::Verdict;
        match self {
            VerdictName::Disagrees => Verdict::Disagrees,
            VerdictName::Implausible => Verdict::Implausible,
            VerdictName::Stale => Verdict::Stale,
            VerdictName::ConflictsWithMirror => Verdict::ConflictsWithMirror,
            VerdictName::DiffersByVintage => Verdict::DiffersByVintage,
            VerdictName::Ambiguous => Verdict::Ambiguous,
            VerdictName::Agrees => Verdict::Agrees,
            VerdictName::AgreesWithinRounding => Verdict::AgreesWithinRounding,
            VerdictName::NotCheckable => Verdict::NotCheckable,
        }
    }
}

/// `entente explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The sentence or a whole passage; or the id of an entry of a ledger, or the start of one
    #[arg(value_parser = not_empty)]
    pub sentence: String,
    /// The ledger that holds the entry, or whose imported figures the claims of the sentence are held against
    #[arg(long, value_hint = ValueHint::FilePath)]
    pub ledger: Option<PathBuf>,
    /// The day on which it was published, to anchor `last year` and the holders of offices
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<jiff::civil::Date>,
}

/// A text with a word in it.
fn not_empty(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err("nothing to explain: give a sentence, a passage, or the id of an entry".to_owned());
    }
    Ok(text.to_owned())
}

/// `entente eval`.
#[derive(Debug, Args)]
pub struct Eval {
    /// The gold file or folder
    #[arg(value_hint = ValueHint::AnyPath)]
    pub gold: PathBuf,
    /// For grammar: start from the gold tokens or from raw text
    #[arg(long, value_enum, default_value_t = Tokens::Gold)]
    pub tokens: Tokens,
    /// For grammar: score this CoNLL-U file of another parser instead of the reader
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "tokens")]
    pub system: Option<PathBuf>,
    /// Score the dating of documents, with their dates hidden
    #[arg(long)]
    pub dating: bool,
    /// Print the first N misses: expected, found, and why
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
}

/// Where the scoring of grammar starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Tokens {
    /// Gold sentences and tokens.
    Gold,
    /// Raw text.
    Raw,
}

/// `entente completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}
