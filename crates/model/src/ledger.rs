use crate::{Finding, Header, Interval, Pillar};
use serde::{Deserialize, Serialize};

/// One observation in the ledger. Entries are never edited: a correction is a new entry that supersedes the old one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Content id: 32 hexadecimal digits derived from the document's id and the finding.
    pub id: String,
    /// Id of the document.
    pub document: String,
    /// What was found.
    pub finding: Finding,
    /// When it was recorded, ISO 8601 in UTC.
    pub recorded_at: String,
    /// Id of the entry that it replaces.
    pub supersedes: Option<String>,
}

/// What the ledger keeps about a document, besides its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// Content id.
    pub id: String,
    /// Path or URL.
    pub source: String,
    /// What the header says.
    pub header: Header,
    /// The days within which it was published, stated or inferred.
    pub published: Option<Interval>,
}

/// The ledger as it stood at a moment: the entries in force, in order of id.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// Documents in order of id.
    pub documents: Vec<DocumentRecord>,
    /// Entries in order of id.
    pub entries: Vec<Entry>,
}

/// A directed pair of states (or of sides, where one is an organisation): who acts, and toward whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dyad {
    /// ISO 3166-1 alpha-3 or organisation code of the side that acts.
    pub source: String,
    /// The side acted toward.
    pub target: String,
}

/// A measure over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Name of the measure: `net-score`, `events.verbal_cooperation`.
    pub measure: String,
    /// The directed pair.
    pub pair: Dyad,
    /// The pillar that it is cut by; `None` for all together.
    pub pillar: Option<Pillar>,
    /// Points in order of period.
    pub points: Vec<Point>,
}

/// One point of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The month, `YYYY-MM`, or `unknown` where the events' time is not determined.
    pub period: String,
    /// The value.
    pub value: f64,
    /// Lower and upper bound of the value, where the measure gives one.
    pub interval: Option<(f64, f64)>,
    /// How many documents stand behind it.
    pub documents: usize,
    /// How many distinct outlets stand behind it.
    pub outlets: usize,
    /// Ids of the entries behind it, in order.
    pub entries: Vec<String>,
}
