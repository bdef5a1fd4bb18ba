//! `entente observe`: files to ledger to report.

use crate::cli::{Observe, Output, exit};
use crate::commands::{ToFill, report};
use crate::terminal::{self, BAD, DOUBT, FAINT, GOOD, counted, paint};
use crate::{files, outputs};
use anyhow::{Context, Result, anyhow};
use intake::Limits;
use model::{Document, Reading};
use rayon::prelude::*;
use reader::Language;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files read side by side before their readings go into the ledger: enough to keep every core busy, few enough that a
/// killed run loses little and memory stays small.
const BATCH: usize = 64;

/// What reading one file gave: its articles, or why there are none.
type Outcome = Result<Vec<(Document, Reading)>>;

/// What a run did.
#[derive(Debug, Default)]
struct Tally {
    documents: usize,
    new: usize,
    sentences: usize,
    findings: BTreeMap<&'static str, usize>,
    problems: BTreeMap<String, usize>,
    left_out: Vec<String>,
    passed_over: Vec<String>,
}

/// Reads the inputs, fills the ledger, writes the report.
pub fn run(arguments: &Observe, output: Output) -> Result<u8> {
    outputs::check_ledger(&arguments.ledger, &arguments.inputs)?;
    let found = files::expand(&arguments.inputs);
    let paths = found.files;
    if !arguments.no_report {
        outputs::check_report(&arguments.report, &arguments.ledger, &paths)?;
    }
    let mut tally = Tally { left_out: found.failures, passed_over: found.passed_over, ..Tally::default() };
    for message in &tally.passed_over {
        if !output.quiet {
            anstream::eprintln!("{} {message}", terminal::paint(FAINT, "passed over:"));
        }
    }
    for message in &tally.left_out {
        terminal::warning(message);
    }
    if paths.is_empty() {
        return Err(anyhow!("no file to read; name at least one article, or a folder that holds some"));
    }
    let mut ledger = ToFill::at(&arguments.ledger)?;
    let language = Language::english();
    let limits = Limits { max_bytes: arguments.max_size as usize * 1_000_000, ..Limits::default() };
    let recorded_at = now();
    let bar = terminal::progress(paths.len(), "reading", output.quiet || output.json);
    for batch in paths.chunks(BATCH) {
        let outcomes: Vec<(&PathBuf, Outcome)> = batch
            .par_iter()
            .map(|path| {
                let outcome = read_file(&language, path, &limits);
                bar.inc(1);
                (path, outcome)
            })
            .collect();
        for (path, outcome) in outcomes {
            match outcome {
                Ok(readings) => {
                    for (document, reading) in readings {
                        let recorded = ledger
                            .ledger()?
                            .record(&document, &reading, &recorded_at)
                            .with_context(|| format!("{}: could not be recorded", path.display()))?;
                        tally.add(&reading, recorded.new);
                    }
                }
                Err(error) => {
                    let message = format!("{error:#}");
                    bar.suspend(|| terminal::warning(&message));
                    tally.left_out.push(message);
                }
            }
        }
    }
    bar.finish_and_clear();
    let Some(ledger) = ledger.opened().filter(|_| tally.documents > 0) else {
        return Err(match paths.len() {
            1 => anyhow!("the one file could not be read; the reason is above"),
            files => anyhow!("none of {files} files could be read; each is named above with the reason"),
        });
    };
    let written = if arguments.no_report { None } else { Some(arguments.report.as_path()) };
    if let Some(path) = written {
        report::write(&ledger, path, output)?;
    }
    say(&tally, &arguments.ledger, written, output)?;
    Ok(if tally.left_out.is_empty() { exit::DONE } else { exit::PARTIAL })
}

/// Reads one file. A defect of ours that panics on one file must not lose the others: it comes back as that file's error.
fn read_file(language: &Language, path: &Path, limits: &Limits) -> Outcome {
    let bytes = files::read(path, limits.max_bytes as u64)?;
    let source = path.display().to_string();
    let documents = intake::read(&bytes, &source, limits).with_context(|| source.clone())?;
    std::panic::catch_unwind(|| {
        documents
            .into_iter()
            .map(|document| {
                let reading = reader::read(language, &document);
                (document, reading)
            })
            .collect()
    })
    .map_err(|_| {
        anyhow!("{source}: a defect of Entente stopped its reading; please report it with the file if you may")
    })
}

impl Tally {
    fn add(&mut self, reading: &Reading, new: bool) {
        self.documents += 1;
        self.new += usize::from(new);
        self.sentences += reading.sentences.len();
        for finding in &reading.findings {
            *self.findings.entry(finding.kind()).or_default() += 1;
        }
        for problem in &reading.problems {
            *self.problems.entry(problem.code.clone()).or_default() += 1;
        }
    }
}

/// The time of recording, in UTC, to the second.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn say(tally: &Tally, ledger: &Path, report: Option<&Path>, output: Output) -> Result<()> {
    if output.json {
        println!(
            "{}",
            serde_json::json!({
                "documents": tally.documents,
                "new_documents": tally.new,
                "sentences": tally.sentences,
                "findings": tally.findings,
                "problems": tally.problems,
                "left_out": tally.left_out,
                "passed_over": tally.passed_over,
                "ledger": ledger.display().to_string(),
                "report": report.map(|path| path.display().to_string()),
            })
        );
        return Ok(());
    }
    if output.quiet {
        return Ok(());
    }
    let count = |kind: &str| tally.findings.get(kind).copied().unwrap_or_default();
    let known = tally.documents - tally.new;
    anstream::println!(
        "{} {}, {}{}",
        paint(GOOD, "read"),
        counted(tally.documents, "article"),
        counted(tally.sentences, "sentence"),
        if known > 0 { paint(FAINT, format!(" ({known} already in the ledger)")) } else { String::new() },
    );
    anstream::println!(
        "{} {}, {}, {}",
        paint(GOOD, "found"),
        counted(count("event"), "event"),
        counted(count("claim"), "claim"),
        counted(count("quote"), "quotation"),
    );
    for (code, number) in &tally.problems {
        anstream::println!("{} {number} × {code}", paint(DOUBT, "problem"));
    }
    if !tally.left_out.is_empty() {
        anstream::println!("{} {}, named above", paint(BAD, "left out"), counted(tally.left_out.len(), "input"));
    }
    anstream::println!("{} {}", paint(GOOD, "ledger"), ledger.display());
    if let Some(path) = report {
        anstream::println!("{} {}", paint(GOOD, "report"), path.display());
    }
    Ok(())
}
