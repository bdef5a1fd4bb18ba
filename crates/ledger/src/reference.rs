//! Reference figures: imported tables go in whole or not at all, and come back by the sides that they are about.

use crate::record::moment;
use crate::{Error, Ledger, Result, content};
use model::{Interval, ReferenceFigure};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How many rows that were left out are kept with their reason; the others are only counted.
const KEPT_REASONS: u64 = 10_000;

/// How many series are remembered while a table is imported. Tables are sorted by series as a rule, so a small memory
/// answers nearly always; a table with more series than this asks the file again.
const REMEMBERED_SERIES: usize = 20_000;

/// Where a table comes from and how it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's name, for people; never part of the id.
    pub file: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// The format that it was read as: `un-comtrade`.
    pub format: String,
    /// How its columns were understood and what the user said about it, as JSON.
    pub settings: String,
}

/// What an import did, or did when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Import {
    /// Content id: from the bytes and the settings.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The format.
    pub format: String,
    /// When it was recorded, UTC.
    pub recorded_at: String,
    /// Figures and rows that were read, with those left out.
    pub read: u64,
    /// Figures that are in the ledger since.
    pub figures: u64,
    /// Figures that another import had brought before, the same to the last digit.
    pub known: u64,
    /// Cells that are empty or marked as missing.
    pub without_value: u64,
    /// Rows and cells that could not be understood, each with its reason in `reference_left_out`.
    pub left_out: u64,
}

/// An import under way. Nothing is in the ledger until [`Importing::finish`]; dropped before, it leaves no trace.
pub struct Importing<'l> {
    transaction: Transaction<'l>,
    path: PathBuf,
    number: i64,
    import: Import,
    series: BTreeMap<[String; 11], i64>,
    last_line: (u64, i64),
}

impl Ledger {
    /// The import of the same bytes with the same settings, where there was one.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn import_of(&self, source: &Source) -> Result<Option<Import>> {
        let id = content::import_id(&source.sha256, &source.settings);
        Ok(self.imports()?.into_iter().find(|import| import.id == id))
    }

    /// Every import, in order of recording.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn imports(&self) -> Result<Vec<Import>> {
        if !self.has_references()? {
            return Ok(Vec::new());
        }
        self.rows(
            "SELECT id, file, sha256, format, recorded_at, read, figures, known, without_value, left_out
             FROM reference_import ORDER BY number",
            [],
            |row| {
                let count = |index| row.get::<_, i64>(index).map(|count| count.unsigned_abs());
                Ok(Import {
                    id: row.get(0)?,
                    file: row.get(1)?,
                    sha256: row.get(2)?,
                    format: row.get(3)?,
                    recorded_at: row.get(4)?,
                    read: count(5)?,
                    figures: count(6)?,
                    known: count(7)?,
                    without_value: count(8)?,
                    left_out: count(9)?,
                })
            },
        )
    }

    /// Begins to import a table, as of `recorded_at` (ISO 8601 with a time zone). Ask [`Ledger::import_of`] before: the
    /// same bytes with the same settings go in once.
    ///
    /// # Errors
    /// For a moment that is none, and where the file cannot be written.
    pub fn import(&mut self, source: &Source, recorded_at: &str) -> Result<Importing<'_>> {
        let moment = moment(recorded_at)?;
        let path = self.path.clone();
        let sql = |error| Error::sql(&path, error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        let import = Import {
            id: content::import_id(&source.sha256, &source.settings),
            file: source.file.clone(),
            sha256: source.sha256.clone(),
            format: source.format.clone(),
            recorded_at: moment,
            ..Import::default()
        };
        transaction
            .execute(
                "INSERT INTO reference_import (id, file, sha256, format, settings, recorded_at, read, figures, known,
                 without_value, left_out) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, 0, 0, 0)",
                params![import.id, import.file, import.sha256, import.format, source.settings, import.recorded_at],
            )
            .map_err(sql)?;
        let number = transaction.last_insert_rowid();
        Ok(Importing {
            transaction,
            path: self.path.clone(),
            number,
            import,
            series: BTreeMap::new(),
            last_line: (0, 0),
        })
    }

    /// The imported figures about two sides, in either direction; with an empty `other`, those about `side` alone and about
    /// `side` with all partners together. In order of series and period.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reference_figures(&self, side: &str, other: &str) -> Result<Vec<ReferenceFigure>> {
        if !self.has_references()? {
            return Ok(Vec::new());
        }
        let query =
            "SELECT s.indicator, s.reporter, s.partner, s.product, s.product_name, s.cut, v.period, v.period_start,
               v.period_end, v.value, v.step, s.unit, v.change, s.counted_by, s.source, s.vintage, s.status,
               i.file || ', line ' || v.line
             FROM reference_series s JOIN reference_value v ON v.series = s.number
               JOIN reference_import i ON i.number = v.import
             WHERE s.reporter = ?1 AND s.partner = ?2 ORDER BY s.number, v.period, v.value";
        let mut figures = self.rows(query, [side, other], figure)?;
        if !other.is_empty() && side != other {
            figures.extend(self.rows(query, [other, side], figure)?);
        }
        Ok(figures)
    }

    /// False for a ledger of the first layout that is opened to read only.
    fn has_references(&self) -> Result<bool> {
        let tables = "SELECT count(*) FROM sqlite_master WHERE name = 'reference_import'";
        self.connection.query_row(tables, [], |row| row.get(0)).map_err(|error| self.error(error))
    }
}

fn figure(row: &rusqlite::Row) -> rusqlite::Result<ReferenceFigure> {
    let day = |index| -> rusqlite::Result<Option<jiff::civil::Date>> {
        Ok(row.get::<_, Option<String>>(index)?.and_then(|day| day.parse().ok()))
    };
    Ok(ReferenceFigure {
        indicator: row.get(0)?,
        reporter: row.get(1)?,
        partner: row.get(2)?,
        product: row.get(3)?,
        product_name: row.get(4)?,
        cut: row.get(5)?,
        period: row.get(6)?,
        interval: day(7)?.zip(day(8)?).map(|(start, end)| Interval { start, end }),
        value: row.get(9)?,
        step: row.get(10)?,
        unit: row.get(11)?,
        change: row.get(12)?,
        counted_by: row.get(13)?,
        source: row.get(14)?,
        vintage: row.get(15)?,
        status: row.get(16)?,
        origin: row.get(17)?,
    })
}

impl Importing<'_> {
    /// Adds the figure that stands on a line of the file. The same figure (series, period and value) goes in once.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn add(&mut self, line: u64, figure: &ReferenceFigure) -> Result<()> {
        self.import.read += 1;
        let added = self.insert(line, figure).map_err(|error| Error::sql(&self.path, error))?;
        if added {
            self.import.figures += 1;
        } else {
            self.import.known += 1;
        }
        Ok(())
    }

    fn insert(&mut self, line: u64, figure: &ReferenceFigure) -> rusqlite::Result<bool> {
        let series = self.series(figure)?;
        let mut statement = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO reference_value VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
        let rows = statement.execute(params![
            series,
            figure.period,
            figure.interval.map(|interval| interval.start.to_string()),
            figure.interval.map(|interval| interval.end.to_string()),
            figure.value,
            figure.step,
            figure.change,
            self.number,
            i64::try_from(line).unwrap_or(i64::MAX),
        ])?;
        Ok(rows > 0)
    }

    /// The number of the figure's series, made where there is none.
    fn series(&mut self, figure: &ReferenceFigure) -> rusqlite::Result<i64> {
        let key = [
            &figure.indicator,
            &figure.reporter,
            &figure.partner,
            &figure.product,
            &figure.product_name,
            &figure.cut,
            &figure.unit,
            &figure.counted_by,
            &figure.source,
            &figure.vintage,
            &figure.status,
        ]
        .map(String::clone);
        if let Some(&number) = self.series.get(&key) {
            return Ok(number);
        }
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO reference_series (indicator, reporter, partner, product, product_name, cut, unit,
                 counted_by, source, vintage, status) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(rusqlite::params_from_iter(&key))?;
        let number = self
            .transaction
            .prepare_cached(
                "SELECT number FROM reference_series WHERE indicator = ?1 AND reporter = ?2 AND partner = ?3 AND product = ?4
                 AND cut = ?5 AND unit = ?6 AND counted_by = ?7 AND source = ?8 AND vintage = ?9 AND status = ?10",
            )?
            .query_row(
                rusqlite::params_from_iter(key.iter().enumerate().filter(|(index, _)| *index != 4).map(|(_, part)| part)),
                |row| row.get(0),
            )
            .optional()?
            .unwrap_or_default();
        if self.series.len() >= REMEMBERED_SERIES {
            self.series.clear();
        }
        self.series.insert(key, number);
        Ok(number)
    }

    /// Notes a cell that is empty or marked as missing.
    pub fn without_value(&mut self) {
        self.import.without_value += 1;
    }

    /// Notes what stands on a line and could not be understood, and why.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn leave_out(&mut self, line: u64, reason: &str) -> Result<()> {
        self.import.read += 1;
        self.import.left_out += 1;
        if self.import.left_out > KEPT_REASONS {
            return Ok(());
        }
        let position = if self.last_line.0 == line { self.last_line.1 + 1 } else { 0 };
        self.last_line = (line, position);
        self.transaction
            .prepare_cached("INSERT INTO reference_left_out VALUES (?1, ?2, ?3, ?4)")
            .and_then(|mut statement| {
                statement.execute(params![self.number, i64::try_from(line).unwrap_or(i64::MAX), position, reason])
            })
            .map_err(|error| Error::sql(&self.path, error))?;
        Ok(())
    }

    /// Puts the whole import into the ledger, and says what it did.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing of it is in the ledger.
    pub fn finish(self) -> Result<Import> {
        let Importing { transaction, path, number, import, .. } = self;
        let sql = |error| Error::sql(&path, error);
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        transaction
            .execute(
                "UPDATE reference_import SET read = ?2, figures = ?3, known = ?4, without_value = ?5, left_out = ?6
                 WHERE number = ?1",
                params![
                    number,
                    count(import.read),
                    count(import.figures),
                    count(import.known),
                    count(import.without_value),
                    count(import.left_out)
                ],
            )
            .map_err(sql)?;
        transaction.commit().map_err(sql)?;
        Ok(import)
    }
}
