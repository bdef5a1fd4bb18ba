//! `entente import`: tables of statistical offices into the ledger.

use crate::cli::{Import, Output, exit};
use crate::nearest::nearest;
use crate::outputs;
use crate::tables::{Codes, Said};
use crate::terminal::{self, BAD, DOUBT, FAINT, GOOD, STRONG, paint};
use anyhow::{Context, Result, anyhow, bail};
use intake::tables::{Field, Item, Limits, Mapping, TableError, Values};
use ledger::Source;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// How many rows that were left out are named one by one for each file; all of them are in the ledger's
/// `reference_left_out`.
const NAMED: usize = 10;

/// What one file gave.
#[derive(Debug, serde::Serialize)]
struct Outcome {
    file: String,
    format: String,
    already: bool,
    read: u64,
    figures: u64,
    known: u64,
    without_value: u64,
    left_out: u64,
    /// How often each reason was given, with the first line on which it was.
    reasons: Vec<(String, u64, u64)>,
    /// Figures of series that no indicator stands for: kept, and compared with nothing.
    not_compared: u64,
}

/// Imports each file in a transaction of its own; the same file with the same settings changes nothing.
pub fn run(arguments: &Import, output: Output) -> Result<u8> {
    outputs::check_ledger(
        &arguments.ledger,
        &arguments.files.iter().chain(&arguments.mapping).cloned().collect::<Vec<_>>(),
    )?;
    let codes = Codes::embedded();
    let mapping = mapping(arguments)?;
    if let Some(mapping) = &mapping {
        understood(mapping, &codes).with_context(|| match &arguments.mapping {
            Some(path) => format!("{}: the mapping cannot be used; nothing was done", path.display()),
            None => "the mapping cannot be used; nothing was done".to_owned(),
        })?;
    }
    if let Some(vintage) = arguments.vintage.as_deref().filter(|vintage| !is_day_or_period(vintage)) {
        bail!("--vintage {vintage}: is no date; write a year, month or day: 2021, 2021-02, 2021-02-17");
    }
    let said = Said {
        source: arguments.source.clone(),
        vintage: arguments.vintage.clone(),
        status: arguments.status.map(|status| status.name().to_owned()),
        counted_by: arguments.counted_by.clone(),
    };
    let mut ledger = super::ToFill::at(&arguments.ledger)?;
    let limits = Limits { rows: arguments.max_rows, ..Limits::default() };
    let recorded_at = super::observe::now();
    let (mut outcomes, mut failures) = (Vec::new(), Vec::new());
    for path in &arguments.files {
        match import(&mut ledger, path, mapping.as_ref(), &said, &codes, &limits, &recorded_at) {
            Ok(outcome) => {
                if !output.json && !output.quiet {
                    say(&outcome);
                }
                outcomes.push(outcome);
            }
            Err(error) => {
                let message = format!("{error:#}");
                terminal::warning(&message);
                failures.push(message);
            }
        }
    }
    if output.json {
        let imports = serde_json::json!({ "imports": outcomes, "failed": failures, "ledger": arguments.ledger.display().to_string() });
        println!("{imports}");
    }
    if outcomes.is_empty() {
        bail!("none of the files could be imported; each is named above with the reason");
    }
    let whole = failures.is_empty() && outcomes.iter().all(|outcome| outcome.already || outcome.left_out == 0);
    Ok(if whole { exit::DONE } else { exit::PARTIAL })
}

#[allow(clippy::too_many_arguments)] // What one import needs, each from another place.
fn import(
    ledger: &mut super::ToFill,
    path: &Path,
    mapping: Option<&Mapping>,
    said: &Said,
    codes: &Codes,
    limits: &Limits,
    recorded_at: &str,
) -> Result<Outcome> {
    let shown = path.display().to_string();
    let kind = std::fs::metadata(path).with_context(|| format!("{shown}: cannot be opened"))?;
    if kind.is_dir() {
        bail!("{shown}: is a folder; name the files");
    }
    if !kind.is_file() {
        bail!("{shown}: is no ordinary file; a table is read twice, once for its hash, so save it first");
    }
    let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
    let open = || File::open(path).with_context(|| format!("{shown}: cannot be opened"));
    let sha256 = hash(open()?).with_context(|| format!("{shown}: cannot be read"))?;
    let settings = serde_json::json!({ "mapping": mapping, "said": said }).to_string();
    // The format is part of the record, and known once the header is read: a first look ends at the first row.
    let format = format_of(open()?, mapping, limits).map_err(|error| anyhow!("{shown}: {error}"))?;
    let source = Source { file: name.clone(), sha256: sha256.clone(), format: format.to_owned(), settings };
    let ledger = ledger.ledger()?;
    if let Some(before) = ledger.import_of(&source)? {
        return Ok(outcome(before, true, BTreeMap::new(), 0));
    }
    let mut importing = ledger.import(&source, recorded_at)?;
    let mut reasons: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut not_compared = 0;
    let mut hashing = Hashing { input: open()?, hash: Sha256::new() };
    let mut leave_out = |importing: &mut ledger::Importing, line: u64, reason: &str| -> ledger::Result<()> {
        // Reasons are counted by kind; a hostile table must not fill the memory with them.
        if reasons.len() < 1000 || reasons.contains_key(reason) {
            reasons.entry(reason.to_owned()).or_insert((0, line)).0 += 1;
        }
        importing.leave_out(line, reason)
    };
    intake::tables::read(&mut hashing, mapping, limits, |item| match item {
        Item::Row(row) => match codes.figure(&row, format, said, &name) {
            Ok(figure) => {
                not_compared += u64::from(!codes.is_indicator(&figure.indicator));
                importing.add(row.line, &figure)
            }
            Err(reason) => leave_out(&mut importing, row.line, &reason),
        },
        Item::WithoutValue => {
            importing.without_value();
            Ok(())
        }
        Item::LeftOut(left_out) => leave_out(&mut importing, left_out.line, &left_out.reason),
    })
    .map_err(|error| anyhow!("{shown}: {error}"))?;
    if hashing.finish().with_context(|| format!("{shown}: cannot be read"))? != sha256 {
        bail!("{shown}: changed while it was read; nothing of it was imported");
    }
    let import = importing.finish().with_context(|| format!("{shown}: could not be recorded"))?;
    Ok(outcome(import, false, reasons, not_compared))
}

fn outcome(import: ledger::Import, already: bool, reasons: BTreeMap<String, (u64, u64)>, not_compared: u64) -> Outcome {
    let mut reasons: Vec<(String, u64, u64)> =
        reasons.into_iter().map(|(reason, (count, line))| (reason, count, line)).collect();
    reasons.sort_by_key(|(_, count, line)| (std::cmp::Reverse(*count), *line));
    Outcome {
        file: import.file,
        format: import.format,
        already,
        read: import.read,
        figures: import.figures,
        known: import.known,
        without_value: import.without_value,
        left_out: import.left_out,
        reasons,
        not_compared,
    }
}

/// The format that a table's header shows.
fn format_of(file: File, mapping: Option<&Mapping>, limits: &Limits) -> Result<&'static str, String> {
    struct Seen;
    let mut format = None;
    let outcome =
        intake::tables::read_with(BufReader::new(file), mapping, limits, &mut |found| format = Some(found), |_| {
            Err(Seen)
        });
    match (outcome, format) {
        (Ok(recognised), _) => Ok(recognised.format),
        (Err(TableError::Sink(Seen)), Some(format)) => Ok(format),
        (Err(TableError::Sink(Seen)), None) => Err("no format".to_owned()),
        (Err(error), _) => Err(error.map_sink(|_| "").to_string()),
    }
}

fn hash(mut input: impl Read) -> std::io::Result<String> {
    let mut hashing = Hashing { input: &mut input, hash: Sha256::new() };
    std::io::copy(&mut hashing, &mut std::io::sink())?;
    hashing.finish()
}

/// Passes bytes on and keeps their hash.
struct Hashing<R> {
    input: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.hash.update(&buffer[..length]);
        Ok(length)
    }
}

impl<R: Read> Hashing<R> {
    /// The hash of the whole input, the rest included.
    fn finish(mut self) -> std::io::Result<String> {
        std::io::copy(&mut self, &mut std::io::sink())?;
        Ok(self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Refuses a mapping with a word that means nothing: where it holds for every row, no row would be understood, or each
/// would be misunderstood.
fn understood(mapping: &Mapping, codes: &Codes) -> Result<()> {
    let indicators = mapping.values.iter().map(|values| (values.column.as_str(), values.indicator.as_str()));
    let fixed = mapping.fixed.get(&Field::Indicator).map(|indicator| ("fixed indicator", indicator.as_str()));
    for (column, indicator) in indicators.chain(fixed) {
        if !codes.is_indicator(indicator) {
            let near = nearest(indicator, codes.indicators(), 5);
            let near = if near.is_empty() {
                format!("there are {}", codes.indicators().collect::<Vec<_>>().join(", "))
            } else {
                format!("near it: {}", near.join(", "))
            };
            bail!("{column}={indicator}: `{indicator}` is no indicator; {near}");
        }
    }
    for (field, value) in &mapping.fixed {
        let wrong = match field {
            Field::Reporter | Field::Partner if !codes.knows_side(value, mapping.areas) => {
                "no state or organisation that is known; write CHN, China, or the code that `areas` says"
            }
            Field::Frequency if !FREQUENCIES.contains(&value.trim().to_ascii_lowercase().as_str()) => {
                "no frequency; write `month`, `quarter` or `year`"
            }
            Field::Status if crate::tables::status(value).is_empty() => "no status; write `preliminary` or `final`",
            Field::Vintage if !is_day_or_period(value) => {
                "no date; write a year, month or day: 2021, 2021-02, 2021-02-17"
            }
            Field::Period if intake::tables::period(value, "").is_none() => "no period; write 2020, 2020-Q3 or 2020-09",
            _ => continue,
        };
        bail!("fixed {} `{value}` is {wrong}", field.name());
    }
    Ok(())
}

/// The words for how often a series has a figure, in plain words and as SDMX has them.
const FREQUENCIES: [&str; 16] = [
    "a",
    "y",
    "annual",
    "year",
    "yearly",
    "s",
    "h",
    "half",
    "q",
    "quarter",
    "quarterly",
    "m",
    "month",
    "monthly",
    "d",
    "day",
];

/// True for a year, half, quarter, month or day.
fn is_day_or_period(text: &str) -> bool {
    !text.contains('/') && intake::tables::period(text, "").is_some()
}

/// The mapping that file and options say, if any.
fn mapping(arguments: &Import) -> Result<Option<Mapping>> {
    let mut mapping = match &arguments.mapping {
        Some(path) => {
            let bytes = crate::files::read(path, 1_000_000)?;
            let text = String::from_utf8(bytes).with_context(|| format!("{}: is not UTF-8", path.display()))?;
            Some(toml::from_str::<Mapping>(&text).with_context(|| format!("{}: is no mapping", path.display()))?)
        }
        None => None,
    };
    let given =
        !arguments.column.is_empty() || !arguments.fixed.is_empty() || !arguments.value.is_empty() || arguments.across;
    if given {
        let mapping = mapping.get_or_insert_with(Mapping::default);
        mapping.across |= arguments.across;
        for (option, list, into) in [("--column", &arguments.column, true), ("--fixed", &arguments.fixed, false)] {
            for pair in list {
                let (name, value) =
                    pair.split_once('=').with_context(|| format!("{option} {pair}: write it as FIELD=NAME"))?;
                let field = Field::from_name(name).with_context(|| {
                    let known: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
                    format!("{option} {pair}: `{name}` is no field; the fields are {}", known.join(", "))
                })?;
                let to = if into { &mut mapping.columns } else { &mut mapping.fixed };
                to.insert(field, value.to_owned());
            }
        }
        for pair in &arguments.value {
            let (column, indicator) =
                pair.rsplit_once('=').with_context(|| format!("--value {pair}: write it as TITLE=INDICATOR"))?;
            mapping.values.push(Values {
                column: column.to_owned(),
                indicator: indicator.to_owned(),
                unit: None,
                multiply: None,
            });
        }
    }
    if let (Some(mapping), Some(multiply)) = (&mut mapping, arguments.multiply) {
        if mapping.values.is_empty() {
            let column = mapping.columns.get(&Field::Value).cloned().unwrap_or_default();
            let indicator = mapping.fixed.get(&Field::Indicator).cloned().unwrap_or_default();
            if column.is_empty() || indicator.is_empty() {
                bail!("--multiply needs a column of figures with its indicator: --value TITLE=INDICATOR");
            }
            mapping.values.push(Values { column, indicator, unit: None, multiply: None });
            mapping.columns.remove(&Field::Value);
        }
        mapping.values.iter_mut().for_each(|values| values.multiply = values.multiply.or(Some(multiply)));
    }
    if let Some(complaint) = mapping.as_ref().and_then(Mapping::complaint) {
        bail!("the mapping is not whole: {complaint}");
    }
    Ok(mapping)
}

fn say(outcome: &Outcome) {
    let Outcome { file, format, figures, known, without_value, left_out, .. } = outcome;
    if outcome.already {
        anstream::println!(
            "{} {} {}",
            paint(GOOD, "known"),
            paint(STRONG, file),
            paint(
                FAINT,
                match left_out {
                    0 => "imported before with the same settings; nothing changed".to_owned(),
                    1 => "imported before with the same settings, 1 row left out; nothing changed".to_owned(),
                    rows => format!("imported before with the same settings, {rows} rows left out; nothing changed"),
                }
            )
        );
        return;
    }
    if *figures == 0 && *known > 0 {
        anstream::println!(
            "{} {} {}",
            paint(GOOD, "known"),
            paint(STRONG, file),
            paint(FAINT, format!("another import brought every figure of it before ({known}); no figure is new"))
        );
        say_left_out(outcome);
        return;
    }
    let mut notes = vec![format.clone()];
    if *known > 0 {
        notes.push(format!("{known} already in the ledger"));
    }
    if *without_value > 0 {
        notes.push(format!("{without_value} cells without a value"));
    }
    if outcome.not_compared > 0 {
        notes.push(format!(
            "{} of series that no indicator stands for: kept, compared with nothing",
            outcome.not_compared
        ));
    }
    anstream::println!(
        "{} {} {} {}",
        paint(GOOD, "imported"),
        paint(STRONG, file),
        terminal::counted(*figures as usize, "figure"),
        paint(FAINT, format!("({})", notes.join("; ")))
    );
    say_left_out(outcome);
}

fn say_left_out(outcome: &Outcome) {
    let Outcome { file, figures, known, left_out, .. } = outcome;
    for (reason, count, line) in outcome.reasons.iter().take(NAMED) {
        let times = if *count > 1 { format!("line {line} and {} more", count - 1) } else { format!("line {line}") };
        anstream::eprintln!("{} {file}, {times}: {reason}", paint(DOUBT, "left out:"));
    }
    if outcome.reasons.len() > NAMED {
        let more = outcome.reasons.len() - NAMED;
        anstream::eprintln!(
            "{} {more} more reasons; every line is in the ledger's table reference_left_out",
            paint(DOUBT, "left out:")
        );
    }
    if *left_out > 0 && *figures == 0 && *known == 0 {
        anstream::eprintln!(
            "{} no row of {file} was understood; is it the right format or mapping?",
            paint(BAD, "note:")
        );
    }
}
