//! Reading back: the ledger now, the ledger as it stood, and one document with all that was read in it.

use crate::record::{CHOICE, Details, moment, published};
use crate::{Ledger, Result};
use model::{Document, DocumentRecord, Entry, Mention, Problem, Reading, Sentence, Span};
use rusqlite::{OptionalExtension, Params, Row};

/// Later than every moment that can be recorded.
const NOW: &str = "~";

impl Ledger {
    /// The entries in force now, and the documents.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn snapshot(&self) -> Result<model::Snapshot> {
        self.snapshot_before(NOW)
    }

    /// The ledger as it stood at a moment (ISO 8601 with a time zone), that moment included: what had been recorded, and
    /// not yet replaced by a later reading. Any report of the past can be made again from it.
    ///
    /// # Errors
    /// For a moment that is none, and where the file cannot be read.
    pub fn snapshot_at(&self, recorded_at: &str) -> Result<model::Snapshot> {
        self.snapshot_before(&moment(recorded_at)?)
    }

    fn snapshot_before(&self, moment: &str) -> Result<model::Snapshot> {
        // One transaction, so that a program that writes meanwhile does not show half.
        let transaction = self.connection.unchecked_transaction().map_err(|error| self.error(error))?;
        let entries = self.rows(
            &format!(
                "SELECT DISTINCT e.id, e.document, e.recorded_at, e.supersedes, e.finding
                 FROM document d
                 JOIN reading r ON r.id =
                   (SELECT reading FROM sighting WHERE document = d.id AND recorded_at <= ?1 {CHOICE})
                 JOIN reading_entry re ON re.reading = r.number
                 JOIN entry e ON e.number = re.entry ORDER BY e.id"
            ),
            [moment],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<_, String>(4)?)),
        )?;
        let entries = entries
            .into_iter()
            .map(|(id, document, recorded_at, supersedes, finding)| {
                Ok(Entry { id, document, recorded_at, supersedes, finding: serde_json::from_str(&finding)? })
            })
            .collect::<Result<Vec<Entry>>>()?;
        let documents = self.documents_before(moment)?;
        transaction.commit().map_err(|error| self.error(error))?;
        Ok(model::Snapshot { documents, entries })
    }

    /// The documents, in order of id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn documents(&self) -> Result<Vec<DocumentRecord>> {
        self.documents_before(NOW)
    }

    fn documents_before(&self, moment: &str) -> Result<Vec<DocumentRecord>> {
        // The source is the first by name of those that gave the reading in force.
        let rows = self.rows(
            &format!(
                "SELECT d.id, r.details,
                   (SELECT min(source) FROM sighting WHERE reading = r.id AND document = d.id AND recorded_at <= ?1)
                 FROM document d
                 JOIN reading r ON r.id =
                   (SELECT reading FROM sighting WHERE document = d.id AND recorded_at <= ?1 {CHOICE})
                 ORDER BY d.id"
            ),
            [moment],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)),
        )?;
        rows.into_iter()
            .map(|(id, details, source)| {
                let details: Details = serde_json::from_str(&details)?;
                let published = published(details.published, &details.dating);
                Ok(DocumentRecord { id, source, header: details.header, published })
            })
            .collect()
    }

    /// A document and the reading of it that is in force; `None` for an id that is not in the ledger. The sentences have
    /// their spans but no tokens: grammar is not kept, and reading the document again gives it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reading(&self, document: &str) -> Result<Option<(Document, Reading)>> {
        let found: Option<(String, i64, String, String)> = self
            .connection
            .query_row(
                "SELECT d.text, r.number, r.details,
                   (SELECT min(source) FROM sighting s WHERE s.document = d.id AND s.reading = r.id)
                 FROM document d JOIN reading_in_force f ON f.document = d.id JOIN reading r ON r.id = f.reading
                 WHERE d.id = ?1",
                [document],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()
            .map_err(|error| self.error(error))?;
        let Some((text, number, details, source)) = found else {
            return Ok(None);
        };
        let details: Details = serde_json::from_str(&details)?;
        let reading = Reading {
            document: document.to_owned(),
            dating: details.dating,
            genre: details.genre,
            sentences: details.sentences.into_iter().map(|span| Sentence { span, tokens: Vec::new() }).collect(),
            mentions: self.mentions(number)?,
            findings: self
                .rows(
                    "SELECT e.finding FROM reading_entry re JOIN entry e ON e.number = re.entry WHERE re.reading = ?1
                     ORDER BY re.position",
                    [number],
                    |row| row.get::<_, String>(0),
                )?
                .iter()
                .map(|finding| Ok(serde_json::from_str(finding)?))
                .collect::<Result<_>>()?,
            problems: self.rows(
                "SELECT span_start, span_end, code, message FROM problem WHERE reading = ?1 ORDER BY position",
                [number],
                |row| Ok(Problem { span: span(row)?, code: row.get(2)?, message: row.get(3)? }),
            )?,
        };
        let document = Document {
            id: document.to_owned(),
            source,
            header: details.header,
            published: details.published,
            text,
            parts: details.parts,
            text_language: details.text_language,
            replaced_characters: details.replaced_characters,
        };
        Ok(Some((document, reading)))
    }

    /// The ids of the entries of a document's reading in force, in the order of its findings.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entry_ids(&self, document: &str) -> Result<Vec<String>> {
        self.rows(
            "SELECT e.id FROM reading_in_force f JOIN reading r ON r.id = f.reading
             JOIN reading_entry re ON re.reading = r.number JOIN entry e ON e.number = re.entry
             WHERE f.document = ?1 ORDER BY re.position",
            [document],
            |row| row.get(0),
        )
    }

    /// The entries whose id begins so, in force or not, with the document of each: at most twenty, in order of id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entries_like(&self, start: &str) -> Result<Vec<(String, String)>> {
        self.rows(
            "SELECT id, document FROM entry WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 20",
            [start],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    fn mentions(&self, reading: i64) -> Result<Vec<Mention>> {
        let rows = self.rows(
            "SELECT span_start, span_end, sentence, rule, value FROM mention WHERE reading = ?1 ORDER BY position",
            [reading],
            |row| Ok((span(row)?, row.get::<_, i64>(2)?, row.get(3)?, row.get::<_, String>(4)?)),
        )?;
        rows.into_iter()
            .map(|(span, sentence, rule, value)| {
                Ok(Mention { span, sentence: sentence as usize, value: serde_json::from_str(&value)?, rule })
            })
            .collect()
    }

    /// The ids of the documents that match a full-text query, best first. The words of the query are looked for as they
    /// are, all of them, in any form of inflection.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn search(&self, query: &str) -> Result<Vec<String>> {
        let words: Vec<String> =
            query.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(
            "SELECT d.id FROM document_search s JOIN document d ON d.number = s.rowid
             WHERE document_search MATCH ?1 ORDER BY s.rank, d.id",
            [words.join(" ")],
            |row| row.get(0),
        )
    }

    pub(crate) fn rows<T>(
        &self,
        query: &str,
        parameters: impl Params,
        row: impl FnMut(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(query).map_err(|error| self.error(error))?;
        let rows = statement.query_map(parameters, row).and_then(Iterator::collect);
        rows.map_err(|error| self.error(error))
    }
}

fn span(row: &Row) -> rusqlite::Result<Span> {
    Ok(Span::new(row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize))
}
