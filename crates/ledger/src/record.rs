//! Recording: one transaction for each document; nothing is edited or deleted.

use crate::flat::{self, Words, days, key, number, thousandths};
use crate::{Error, Ledger, Recorded, Result, content};
use model::{Dating, Document, Field, Finding, Genre, Header, Interval, Part, Reading, Span};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a reading says besides findings, mentions and problems, which have tables of their own. Tokens and their grammar
/// are not kept: they are ten times the size of all the rest, and reading the text again gives them back.
#[derive(Serialize, Deserialize)]
pub(crate) struct Details {
    pub(crate) header: Header,
    pub(crate) published: Option<Interval>,
    pub(crate) parts: Vec<Part>,
    pub(crate) text_language: Option<String>,
    pub(crate) replaced_characters: usize,
    pub(crate) dating: Dating,
    pub(crate) genre: Genre,
    pub(crate) sentences: Vec<Span>,
}

/// A way of reading a document, ready to be written.
struct Version<'a> {
    id: String,
    details: String,
    entries: Vec<(String, &'a Finding)>,
}

impl Ledger {
    /// Records a document and what was read in it, as of `recorded_at` (ISO 8601 with a time zone; kept in UTC to the
    /// second). Reading the same document again from the same source with the same outcome changes nothing. Where the
    /// outcome differs, the new entries are added, and what the document said before stays in the file, out of force.
    ///
    /// # Errors
    /// For a moment that is none, for a reading of another document, and where the file cannot be written; then nothing
    /// of the document is recorded.
    pub fn record(&mut self, document: &Document, reading: &Reading, recorded_at: &str) -> Result<Recorded> {
        if reading.document != document.id {
            return Err(Error::OtherDocument { document: document.id.clone(), reading: reading.document.clone() });
        }
        let moment = moment(recorded_at)?;
        let version = version(document, reading)?;
        let path = self.path.clone();
        let sql = |error| Error::sql(&path, error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        let known = known_text(&transaction, &document.id).map_err(sql)?;
        if known.as_ref().is_some_and(|text| *text != document.text) {
            return Err(Error::SameIdOtherText { document: document.id.clone() });
        }
        if known.is_some() && is_latest_of_source(&transaction, document, &version.id).map_err(sql)? {
            return Ok(Recorded::default());
        }
        let mut recorded = Recorded { new: known.is_none(), ..Recorded::default() };
        if recorded.new {
            insert_document(&transaction, document).map_err(sql)?;
        }
        let before = in_force(&transaction, &document.id)?;
        let words = Words { document, reading };
        recorded.entries = insert_version(&transaction, words, &version, &before, &moment)?;
        transaction
            .execute(
                "INSERT OR IGNORE INTO sighting VALUES (?1, ?2, ?3, ?4)",
                params![document.id, document.source, moment, version.id],
            )
            .map_err(sql)?;
        put_in_force(&transaction, &document.id).map_err(sql)?;
        let after = in_force(&transaction, &document.id)?;
        recorded.retracted = before.entries.keys().filter(|id| !after.entries.contains_key(*id)).count();
        add_to_sums(&transaction, &before.sums(), &after.sums()).map_err(sql)?;
        transaction.commit().map_err(sql)?;
        Ok(recorded)
    }
}

/// A moment in UTC, to the second, so that moments compare as text.
pub(crate) fn moment(value: &str) -> Result<String> {
    let moment: jiff::Timestamp = value.parse().map_err(|_| Error::NotAMoment { value: value.to_owned() })?;
    Ok(format!("{moment:.0}"))
}

fn version<'a>(document: &Document, reading: &'a Reading) -> Result<Version<'a>> {
    let details = Details {
        header: document.header.clone(),
        published: document.published,
        parts: document.parts.clone(),
        text_language: document.text_language.clone(),
        replaced_characters: document.replaced_characters,
        dating: reading.dating.clone(),
        genre: reading.genre,
        sentences: reading.sentences.iter().map(|sentence| sentence.span).collect(),
    };
    let entries = reading
        .findings
        .iter()
        .map(|finding| Ok((content::entry_id(&document.id, finding)?, finding)))
        .collect::<Result<Vec<_>>>()?;
    let ids: Vec<String> = entries.iter().map(|(id, _)| id.clone()).collect();
    let whole = format!(
        "[{},{},{}]",
        content::canonical_json(&details)?,
        content::canonical_list(&reading.mentions)?,
        content::canonical_list(&reading.problems)?
    );
    let id = content::reading_id(&document.id, &whole, &ids)?;
    Ok(Version { id, details: serde_json::to_string(&details)?, entries })
}

fn known_text(transaction: &Transaction, document: &str) -> rusqlite::Result<Option<String>> {
    transaction
        .prepare_cached("SELECT text FROM document WHERE id = ?1")?
        .query_row([document], |row| row.get(0))
        .optional()
}

/// True where this source last gave this reading.
fn is_latest_of_source(transaction: &Transaction, document: &Document, reading: &str) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM sighting WHERE document = ?1 AND source = ?2 AND reading = ?3 AND recorded_at =
             (SELECT max(recorded_at) FROM sighting WHERE document = ?1 AND source = ?2))",
        )?
        .query_row(params![document.id, document.source, reading], |row| row.get(0))
}

fn insert_document(transaction: &Transaction, document: &Document) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT INTO document (id, text) VALUES (?1, ?2)")?
        .execute(params![document.id, document.text])?;
    transaction
        .prepare_cached("INSERT INTO document_search (rowid, text) VALUES (last_insert_rowid(), ?1)")?
        .execute([&document.text])?;
    Ok(())
}

/// Writes the reading and its entries where they are not there yet, and returns how many entries were new.
fn insert_version(
    transaction: &Transaction,
    words: Words,
    version: &Version,
    before: &InForce,
    moment: &str,
) -> Result<usize> {
    let sql = |error| Error::sql(transaction.path().unwrap_or_default().as_ref(), error);
    let there: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM reading WHERE id = ?1)")
        .and_then(|mut statement| statement.query_row([&version.id], |row| row.get(0)))
        .map_err(sql)?;
    if there {
        return Ok(0);
    }
    let reading = insert_reading(transaction, words, version).map_err(sql)?;
    for (position, mention) in words.reading.mentions.iter().enumerate() {
        let value = serde_json::to_string(&mention.value)?;
        flat::insert_mention(transaction, words, reading, position, mention, &value).map_err(sql)?;
    }
    let mut replaced = Replaced::new(before, version, moment);
    let mut new = 0;
    for (position, (id, finding)) in version.entries.iter().enumerate() {
        let json = serde_json::to_string(finding)?;
        let mut insert = || -> rusqlite::Result<()> {
            let evidence = finding.evidence();
            let known: Option<i64> = transaction
                .prepare_cached("SELECT number FROM entry WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?;
            let entry = if let Some(known) = known {
                known
            } else {
                transaction
                    .prepare_cached(
                        "INSERT INTO entry (id, document, kind, recorded_at, supersedes, rule, span_start, span_end, words,
                         finding) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    )?
                    .execute(params![
                        id,
                        words.document.id,
                        finding.kind(),
                        moment,
                        replaced.by(finding),
                        evidence.rule,
                        number(evidence.span.start),
                        number(evidence.span.end),
                        words.of(evidence.span),
                        json,
                    ])?;
                let entry = transaction.last_insert_rowid();
                flat::insert(transaction, words, entry, finding)?;
                new += 1;
                entry
            };
            transaction.prepare_cached("INSERT INTO reading_entry VALUES (?1, ?2, ?3)")?.execute(params![
                reading,
                number(position),
                entry
            ])?;
            Ok(())
        };
        insert().map_err(sql)?;
    }
    Ok(new)
}

/// Writes the reading itself and its problems, and returns the number of its row.
fn insert_reading(transaction: &Transaction, words: Words, version: &Version) -> rusqlite::Result<i64> {
    let Words { document, reading } = words;
    let header = &document.header;
    let state = |field: &Field| match field {
        Field::Given(..) => "given",
        Field::NotAvailable => "not_available",
        Field::Blank => "blank",
        Field::Absent => "absent",
    };
    let (start, end) = days(published(document.published, &reading.dating));
    let mut statement = transaction.prepare_cached(
        "INSERT INTO reading VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
         ?20, ?21, ?22, ?23, ?24, ?25)",
    )?;
    statement.execute(params![
        version.id,
        document.id,
        header.outlet.value(),
        state(&header.outlet),
        header.language.value(),
        state(&header.language),
        header.date.value(),
        state(&header.date),
        header.author.value(),
        state(&header.author),
        header.page.value(),
        state(&header.page),
        header.title.value(),
        state(&header.title),
        header.url.value(),
        state(&header.url),
        start,
        end,
        reading.dating.year,
        reading.dating.stated || (reading.dating.interval.is_none() && document.published.is_some()),
        key(&reading.genre),
        document.text_language,
        number(document.replaced_characters),
        number(reading.sentences.len()),
        version.details,
    ])?;
    let row = transaction.last_insert_rowid();
    let mut statement = transaction.prepare_cached("INSERT INTO problem VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (position, problem) in reading.problems.iter().enumerate() {
        let (start, end) = (number(problem.span.start), number(problem.span.end));
        statement.execute(params![row, number(position), problem.code, problem.message, start, end])?;
    }
    Ok(row)
}

/// The days of publication: what the reader made of the document, or what its header states.
pub(crate) fn published(stated: Option<Interval>, dating: &Dating) -> Option<Interval> {
    dating.interval.or(stated)
}

/// What of a document is in force.
#[derive(Default)]
pub(crate) struct InForce {
    since: String,
    published: Option<Interval>,
    entries: BTreeMap<String, Finding>,
}

pub(crate) fn in_force(connection: &rusqlite::Connection, document: &str) -> Result<InForce> {
    let sql = |error| Error::sql(connection.path().unwrap_or_default().as_ref(), error);
    let found: Option<(String, String, String)> = connection
        .prepare_cached(
            "SELECT r.id, r.details, f.since FROM reading_in_force f JOIN reading r ON r.id = f.reading
             WHERE f.document = ?1",
        )
        .and_then(|mut statement| {
            statement.query_row([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
        })
        .map_err(sql)?;
    let Some((reading, details, since)) = found else {
        return Ok(InForce::default());
    };
    let details: Details = serde_json::from_str(&details)?;
    let rows: Vec<(String, String)> = connection
        .prepare_cached(
            "SELECT e.id, e.finding FROM reading r JOIN reading_entry re ON re.reading = r.number
             JOIN entry e ON e.number = re.entry WHERE r.id = ?1",
        )
        .and_then(|mut statement| statement.query_map([reading], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .map_err(sql)?;
    let entries = rows
        .into_iter()
        .map(|(id, finding)| Ok((id, serde_json::from_str(&finding)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    Ok(InForce { since, published: published(details.published, &details.dating), entries })
}

/// Source, target, month, pillar (empty for all together) and quad class.
pub(crate) type SumKey = (String, String, String, &'static str, i64);

/// Reports, documents, weights in thousandths.
pub(crate) type Sum = (i64, i64, i64);

impl InForce {
    /// What the document adds to the sums of dyads and months.
    pub(crate) fn sums(&self) -> BTreeMap<SumKey, Sum> {
        let mut sums = BTreeMap::new();
        for finding in self.entries.values() {
            let Finding::Event(event) = finding else { continue };
            if !event.counts() {
                continue;
            }
            let month = event.month(self.published).unwrap_or_else(|| "unknown".to_owned());
            let pillars: BTreeSet<&str> = std::iter::once("").chain(event.pillars.iter().map(|p| p.key())).collect();
            for dyad in event.dyads() {
                for &pillar in &pillars {
                    let key = (dyad.source.clone(), dyad.target.clone(), month.clone(), pillar, event.quad as i64);
                    let sum: &mut Sum = sums.entry(key).or_insert((0, 1, 0));
                    sum.0 += 1;
                    sum.2 += i64::from(thousandths(event.weight));
                }
            }
        }
        sums
    }
}

/// Finds, for a new entry, the one in force that it replaces: of the same kind, sharing words with it, and gone from the
/// new reading.
struct Replaced<'a> {
    gone: Vec<(&'a String, &'a Finding)>,
}

impl<'a> Replaced<'a> {
    fn new(before: &'a InForce, version: &Version, moment: &str) -> Replaced<'a> {
        let kept: BTreeSet<&String> = version.entries.iter().map(|(id, _)| id).collect();
        // Two copies of a text read in the same run, or an old reading that comes late, correct nothing.
        let corrects = !before.since.is_empty() && before.since.as_str() < moment;
        let gone = before.entries.iter().filter(|(id, _)| corrects && !kept.contains(id)).collect();
        Replaced { gone }
    }

    fn by(&mut self, finding: &Finding) -> Option<String> {
        let span = finding.evidence().span;
        let shared = |other: Span| span.end.min(other.end).saturating_sub(span.start.max(other.start));
        let best = self
            .gone
            .iter()
            .enumerate()
            .filter(|(_, (_, old))| old.kind() == finding.kind() && span.overlaps(old.evidence().span))
            .max_by_key(|(index, (_, old))| {
                (alike(old, finding), shared(old.evidence().span), std::cmp::Reverse(*index))
            })?
            .0;
        Some(self.gone.remove(best).0.clone())
    }
}

/// How much two findings of one kind are the same but for details.
fn alike(one: &Finding, other: &Finding) -> usize {
    match (one, other) {
        (Finding::Event(one), Finding::Event(other)) => {
            usize::from(one.event_type == other.event_type) + usize::from(one.dyads() == other.dyads())
        }
        (Finding::Claim(one), Finding::Claim(other)) => {
            usize::from(one.indicator == other.indicator) + usize::from(one.level == other.level)
        }
        (Finding::Quote(one), Finding::Quote(other)) => usize::from(one.content == other.content),
        _ => 0,
    }
}

/// The reading of a document that is in force: the one seen last; of several seen at once (copies of one text under
/// different headers), that of the first source in order of names.
pub(crate) const CHOICE: &str = "ORDER BY recorded_at DESC, source, reading LIMIT 1";

fn put_in_force(transaction: &Transaction, document: &str) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(&format!(
            "INSERT INTO reading_in_force (document, reading, source, since)
             SELECT document, reading, source, recorded_at FROM
             (SELECT * FROM sighting WHERE document = ?1 {CHOICE}) WHERE true
             ON CONFLICT (document) DO UPDATE SET
             reading = excluded.reading, source = excluded.source, since = excluded.since"
        ))?
        .execute([document])?;
    Ok(())
}

fn add_to_sums(
    transaction: &Transaction,
    before: &BTreeMap<SumKey, Sum>,
    after: &BTreeMap<SumKey, Sum>,
) -> rusqlite::Result<()> {
    if before == after {
        return Ok(());
    }
    let mut add = transaction.prepare_cached(
        "INSERT INTO dyad_month_sum VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT DO UPDATE SET reports = reports + excluded.reports, documents = documents + excluded.documents,
         weight_thousandths = weight_thousandths + excluded.weight_thousandths",
    )?;
    let signed = before.iter().map(|row| (row, -1)).chain(after.iter().map(|row| (row, 1)));
    for ((key, sum), sign) in signed {
        let (source, target, month, pillar, quad) = key;
        let (reports, documents, weight) = (sign * sum.0, sign * sum.1, sign * sum.2);
        add.execute(params![source, target, month, pillar, quad, reports, documents, weight])?;
    }
    if !before.is_empty() {
        transaction.execute("DELETE FROM dyad_month_sum WHERE reports = 0", [])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::support::*;
    use crate::{Error, Ledger};

    #[test]
    fn a_full_disk_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path().join("l.db")).unwrap();
        let pages: i64 = ledger.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        // SQLite gives the same error for a full file as for a full disk.
        let limit = format!("PRAGMA max_page_count = {}", pages + 20);
        ledger.connection.query_row(&limit, [], |_| Ok(())).unwrap();
        let mut count = 0;
        let error = loop {
            let document = document(&text(count), "a.txt", given("The Daily"));
            match ledger.record(&document, &reading(&document, 1.0), MONDAY) {
                Ok(_) => count += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Full { .. }), "{error}");
        assert!(error.to_string().contains("the disk is full"));
        assert!(count > 0);
        assert_eq!(ledger.documents().unwrap().len(), count);
        assert_eq!(ledger.check().unwrap(), [] as [String; 0]);
    }
}
