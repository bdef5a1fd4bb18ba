//! Bytes to documents.
//!
//! [`read`] takes the bytes of one file and gives the articles in it. It knows the formats that press monitors, researchers
//! and readers keep articles in:
//!
//! - **digests**: plain text with a header line such as `Journal : X (Chinese) Date : … Author : … Page No. : …`, or one field
//!   a line; several articles may follow one another in a file;
//! - **mail-like text**: `Title:`, `Source:`, `Date:` …, a blank line, the article; real mail (MIME) too;
//! - **bare text**: an address on the first line or nothing at all, then headline, dateline and paragraphs;
//! - **HTML pages**, through a readability library.
//!
//! A document's text is never altered after decoding; only what it is (title, byline, dateline, body, furniture) is said
//! beside it, as spans. For HTML pages and MIME mail the text is what the page shows: title, byline and paragraphs.
//!
//! [`tables`] reads the figures of statistical offices, a row at a time.
//!
//! What this crate does not do: it reads no files and no clock, it follows no links, it infers no date from an article's words
//! beyond its dateline, and it drops nothing: what is not an article's own words is marked as furniture and kept.

mod article;
mod dates;
mod decode;
mod error;
mod furniture;
mod header;
mod html;
mod lines;
mod mail;
pub mod tables;
mod text;

pub use error::IntakeError;

use model::{Document, Field, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How much one file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file in bytes: 20,000,000 by default.
    pub max_bytes: usize,
    /// How deep the elements of an HTML page may nest: 256 by default; browsers stop at 512.
    pub max_depth: usize,
    /// How many elements an HTML page may have: 100,000 by default.
    pub max_elements: usize,
}

/// The articles in `bytes`, in order; at least one.
///
/// `source` says where the bytes came from (a path or an address). It is copied into the documents and, where it is an
/// address, helps with HTML pages and where the text states none; it never enters the ids.
///
/// # Errors
/// Each says why the bytes were refused and what to do: see [`IntakeError`].
///
/// ```
/// let file = "Journal : Norland Daily (French) Date : 13 January 2021 Author : NA\n\nNorland thanked Sudria.";
/// let documents = intake::read(file.as_bytes(), "digest.txt", &intake::Limits::default())?;
/// assert_eq!(documents[0].header.outlet.value(), Some("Norland Daily"));
/// assert_eq!(documents[0].header.language.value(), Some("French"));
/// assert_eq!(documents[0].published.unwrap().start.to_string(), "2021-01-13");
/// # Ok::<(), intake::IntakeError>(())
/// ```
pub fn read(bytes: &[u8], source: &str, limits: &Limits) -> Result<Vec<Document>, IntakeError> {
    let decoded = decode::decode(bytes, limits)?;
    if html::is_html(&decoded.text) {
        return html::read(&decoded.text, source, decoded.replaced, limits).map(|document| vec![document]);
    }
    if mail::is_mail(&decoded.text) {
        return mail::read(bytes, source, limits).map(|document| vec![document]);
    }
    Ok(text::read(&decoded.text, source))
}

/// The outlet behind an address: the one listed for the host, else the host itself without `www.`. The span is the host's
/// where the address stands in the text.
fn outlet_of(url: &str, field: &Field) -> Field {
    let from = url.find("://").map_or(0, |at| at + 3);
    let host = url[from..].split(['/', '?', '#', ':']).next().unwrap_or_default();
    let (start, host) = match host.strip_prefix("www.") {
        Some(rest) => (from + 4, rest),
        None => (from, host),
    };
    if !host.contains('.') {
        return Field::Absent;
    }
    let span = match field {
        Field::Given(_, place) if !place.is_empty() => Span::new(place.start + start, place.start + start + host.len()),
        _ => Span::default(),
    };
    let lower = host.to_ascii_lowercase();
    let mut domain = Some(lower.as_str());
    while let Some(name) = domain {
        if let Some(outlet) = OUTLETS.get(name) {
            return Field::Given((*outlet).to_owned(), span);
        }
        domain = name.split_once('.').map(|(_, rest)| rest);
    }
    Field::Given(lower, span)
}

/// Hosts and their outlets.
static OUTLETS: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| table(include_str!("../data/outlets.tsv")).into_iter().map(|row| (row[0], row[1])).collect());

/// The rows of a table in this crate: lines of columns divided by tabs; lines that begin with `#` are comments.
fn table(data: &'static str) -> Vec<Vec<&'static str>> {
    let lines = data.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect()).collect()
}
