//! Tables of statistical offices: bytes in, rows out, one at a time.
//!
//! The formats are recognised by their header: SDMX-CSV 1.0 and 2.0 (IMF, Eurostat, OECD, ECB), UN Comtrade (CSV and JSON,
//! new and old column names), World Bank (wide and long), Correlates of War trade; any other table needs a [`Mapping`]
//! that says which column is what. A row says what the table says, in the table's own codes: whom `156` means, and which
//! indicator `TXG_FOB_USD` is, is for those who know the ontology. Nothing is guessed: a cell that cannot be understood
//! comes back with its line and the reason. A table is never held in memory: one record is, up to [`Limits::record`] bytes.

mod formats;
mod json;
mod mapping;
mod period;
mod records;
mod value;

pub use mapping::{Mapping, Values};
pub use period::period;
pub use value::number;

use formats::Plan;
use model::Interval;
use records::Records;
use std::io::Read;

/// What a column of a table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    Reporter,
    Partner,
    Indicator,
    Flow,
    Product,
    ProductName,
    Period,
    Frequency,
    Value,
    Unit,
    Multiplier,
    Status,
    Vintage,
    Change,
    CountedBy,
    Source,
}

impl Field {
    /// Every field, in order.
    pub const ALL: [Field; 16] = [
        Field::Reporter,
        Field::Partner,
        Field::Indicator,
        Field::Flow,
        Field::Product,
        Field::ProductName,
        Field::Period,
        Field::Frequency,
        Field::Value,
        Field::Unit,
        Field::Multiplier,
        Field::Status,
        Field::Vintage,
        Field::Change,
        Field::CountedBy,
        Field::Source,
    ];

    /// The name in mappings and on the command line: `counted_by`.
    pub const fn name(self) -> &'static str {
        [
            "reporter",
            "partner",
            "indicator",
            "flow",
            "product",
            "product_name",
            "period",
            "frequency",
            "value",
            "unit",
            "multiplier",
            "status",
            "vintage",
            "change",
            "counted_by",
            "source",
        ][self as usize]
    }

    /// The field of that name.
    pub fn from_name(name: &str) -> Option<Field> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// How the states of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Areas {
    /// ISO 3166-1 codes of two or three letters, or names.
    #[default]
    Iso,
    /// UN M49 numbers, as UN Comtrade has them.
    M49,
    /// Correlates of War numbers.
    Cow,
}

/// What is too much.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one record, line breaks inside quotation marks included.
    pub record: usize,
    /// Cells of one record.
    pub cells: usize,
    /// Bytes of a cell that is a code, a name or a number.
    pub cell: usize,
    /// Records of one table.
    pub rows: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { record: 256 * 1024, cells: 4096, cell: 2000, rows: 20_000_000 }
    }
}

/// One figure of a table, in the table's own words.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// Line of the file on which its record begins, from 1; for JSON the number of the record.
    pub line: u64,
    /// How its states are written.
    pub areas: Areas,
    fields: [&'a str; Field::ALL.len()],
    /// What the table cuts the figure by besides the fields, as `NAME=CODE` joined by `;`.
    pub cut: String,
    /// The period, in one form: `2020`, `2020-Q3`, `2020-05`, `2020-01/2020-09`.
    pub period: String,
    /// The days of the period; `None` for an academic year.
    pub interval: Option<Interval>,
    /// The value in units: multiplied out.
    pub value: f64,
    /// The step of its last printed digit, in units.
    pub step: f64,
    /// Percentage change on the year before, where the table has it.
    pub change: Option<f64>,
}

impl<'a> Row<'a> {
    /// What the table says of a field, trimmed; empty where it says nothing.
    pub fn get(&self, field: Field) -> &'a str {
        self.fields[field as usize]
    }
}

/// A row, or a cell of one, that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Line of the file, from 1.
    pub line: u64,
    /// Why, for people; what it quotes is shortened and free of control characters.
    pub reason: String,
}

/// What reading a table meets, in order.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant)] // One lives at a time, on the stack; boxing would cost an allocation a row.
pub enum Item<'a> {
    /// A figure.
    Row(Row<'a>),
    /// A cell that is empty or marked as missing.
    WithoutValue,
    /// What could not be understood.
    LeftOut(LeftOut),
}

/// Why a table could not be read at all.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // The messages say it.
pub enum TableError<E> {
    #[error("the file is empty")]
    Empty,
    #[error("{0}")]
    NotATable(String),
    #[error(
        "no line of the first {searched} has the header of a format that is known (SDMX-CSV, UN Comtrade, World Bank, \
         Correlates of War). Say which column is what, with --mapping or --column; the first line is: {first}"
    )]
    UnknownHeader { searched: usize, first: String },
    #[error(
        "the mapping names the column `{column}`, and no line of the first {searched} has it; the first line is: {first}"
    )]
    NoSuchColumn { column: String, searched: usize, first: String },
    #[error("the mapping is not whole: {0}")]
    Mapping(String),
    #[error("there are more than {0} rows; raise --max-rows if the table is really that long")]
    TooManyRows(u64),
    #[error("it cannot be read to its end: {0}")]
    Io(#[from] std::io::Error),
    #[error("it is not JSON as UN Comtrade gives it: {0}")]
    Json(String),
    #[error("{0}")]
    Sink(E),
}

impl<E> TableError<E> {
    /// The same error, with what the sink failed with put another way.
    pub fn map_sink<F>(self, other: impl FnOnce(E) -> F) -> TableError<F> {
        match self {
            TableError::Sink(error) => TableError::Sink(other(error)),
            TableError::Empty => TableError::Empty,
            TableError::NotATable(what) => TableError::NotATable(what),
            TableError::UnknownHeader { searched, first } => TableError::UnknownHeader { searched, first },
            TableError::NoSuchColumn { column, searched, first } => {
                TableError::NoSuchColumn { column, searched, first }
            }
            TableError::Mapping(complaint) => TableError::Mapping(complaint),
            TableError::TooManyRows(rows) => TableError::TooManyRows(rows),
            TableError::Io(error) => TableError::Io(error),
            TableError::Json(what) => TableError::Json(what),
        }
    }
}

/// What was recognised about a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// `sdmx-csv`, `un-comtrade`, `world-bank`, `cow-dyadic`, `cow-national`, `mapped`.
    pub format: &'static str,
}

/// Reads a table, and gives each of its items to `sink`, in order; an error of the sink ends it. With a mapping the table
/// is read by it, without one by the format that its header shows.
///
/// # Errors
/// For what is no table, a header that is not known, a mapping that does not fit, more rows than the limit, and where the
/// input or the sink fails. A bad row is no error: it is an item.
pub fn read<E>(
    input: impl Read,
    mapping: Option<&Mapping>,
    limits: &Limits,
    sink: impl FnMut(Item) -> Result<(), E>,
) -> Result<Recognised, TableError<E>> {
    read_with(input, mapping, limits, &mut |_| {}, sink)
}

/// As [`read`]; the format is told to `recognised` before the first item.
///
/// # Errors
/// As [`read`].
pub fn read_with<E>(
    input: impl Read,
    mapping: Option<&Mapping>,
    limits: &Limits,
    recognised: &mut dyn FnMut(&'static str),
    mut sink: impl FnMut(Item) -> Result<(), E>,
) -> Result<Recognised, TableError<E>> {
    let mut input = std::io::BufReader::with_capacity(1 << 16, input);
    let start = {
        use std::io::BufRead;
        input.fill_buf()?.to_vec()
    };
    refuse_what_is_no_table(&start)?;
    if start.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf)) == Some(&b'{') {
        if mapping.is_some() {
            return Err(TableError::NotATable("a mapping is for CSV; this file is JSON".to_owned()));
        }
        recognised("un-comtrade");
        return json::read(input, limits, sink);
    }
    let mut records = Records::new(input, limits, mapping.and_then(|mapping| mapping.delimiter));
    let plan = header(&mut records, mapping)?;
    records.settle();
    recognised(plan.format);
    let mut cells = Vec::new();
    let mut count = 0;
    loop {
        match records.next(&mut cells)? {
            records::Next::End => break,
            records::Next::Bad(left_out) => sink(Item::LeftOut(left_out)).map_err(TableError::Sink)?,
            records::Next::Record(line) => {
                count += 1;
                if count > limits.rows {
                    return Err(TableError::TooManyRows(limits.rows));
                }
                plan.rows(line, &cells, limits, &mut sink).map_err(TableError::Sink)?;
            }
        }
    }
    Ok(Recognised { format: plan.format })
}

/// How many records are searched for the header: tables for people have titles and notes above it.
const HEADER_WITHIN: usize = 60;

fn header<E>(records: &mut Records<impl std::io::BufRead>, mapping: Option<&Mapping>) -> Result<Plan, TableError<E>> {
    if let Some(mapping) = mapping {
        mapping.complaint().map_or(Ok(()), |complaint| Err(TableError::Mapping(complaint)))?;
    }
    let mut cells = Vec::new();
    let (mut searched, mut first) = (0, None);
    let mut notes: Vec<Vec<String>> = Vec::new();
    while searched < HEADER_WITHIN {
        match records.next(&mut cells)? {
            records::Next::End => break,
            records::Next::Bad(_) => searched += 1,
            records::Next::Record(_) => {
                searched += 1;
                let texts: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
                first.get_or_insert_with(|| shown(&texts.join(", ")));
                let plan = match mapping {
                    Some(mapping) => mapping.plan(&texts),
                    None => formats::recognise(&texts, &notes),
                };
                if let Some(plan) = plan {
                    return Ok(plan);
                }
                notes.push(cells.clone());
            }
        }
    }
    let first = first.ok_or(TableError::Empty)?;
    Err(match mapping {
        Some(mapping) => TableError::NoSuchColumn { column: mapping.missing_column(&notes), searched, first },
        None => TableError::UnknownHeader { searched, first },
    })
}

fn refuse_what_is_no_table<E>(start: &[u8]) -> Result<(), TableError<E>> {
    let no = |what: &str| Err(TableError::NotATable(what.to_owned()));
    if start.iter().all(u8::is_ascii_whitespace) {
        return Err(TableError::Empty);
    }
    if start.starts_with(b"PK\x03\x04") {
        return no("a ZIP archive or a spreadsheet: unpack it, or save the sheet as CSV (UTF-8)");
    }
    if start.starts_with(b"\xd0\xcf\x11\xe0") {
        return no("an old Excel file: save the sheet as CSV (UTF-8)");
    }
    if start.starts_with(b"\x1f\x8b") {
        return no("compressed with gzip: unpack it first");
    }
    if start.starts_with(b"%PDF") {
        return no("a PDF: tables are read from CSV and JSON");
    }
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        return no("UTF-16 text: save it as CSV in UTF-8");
    }
    if start.contains(&0) {
        return no("binary data, no table");
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return no("XML or HTML: ask the office for CSV (for SDMX: SDMX-CSV)");
    }
    Ok(())
}

/// What a table says, for a message: short, on one line, without control characters.
pub(crate) fn shown(text: &str) -> String {
    let clean: String =
        text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).take(81).collect();
    if clean.chars().count() > 80 { format!("{}…", clean.chars().take(80).collect::<String>()) } else { clean }
}
