//! Header lines and blocks: `Journal : X (Language) Date : … Author : …` on one line, or one field a line.

use crate::lines::{lines, trim};
use model::{Field, Header, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Header lines are not longer than this many bytes.
const MAX_LINE: usize = 3_000;
/// Nor does a block have more lines, so that a file of nothing but headers is read in linear time.
const MAX_LINES: usize = 100;
/// The names of fields are not longer than this many bytes.
const MAX_NAME: usize = 40;

/// What a header field is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Outlet,
    Language,
    Date,
    Author,
    Page,
    Title,
    Url,
    Sender,
    Other,
}

/// A header block found in a text.
#[derive(Debug)]
pub struct Block {
    /// From the first name to the end of the last value.
    pub span: Span,
    /// The fields in order: kind and trimmed value, which may be empty.
    pub fields: Vec<(Kind, Span)>,
    /// The span of the first field's name.
    pub first_name: Span,
}

impl Block {
    /// How many different kinds of field it states, those that a document keeps.
    pub fn kinds(&self) -> usize {
        let mut kinds: Vec<Kind> =
            self.fields.iter().map(|(kind, _)| *kind).filter(|kind| *kind != Kind::Other).collect();
        kinds.sort();
        kinds.dedup();
        kinds.len()
    }
}

static NAMES: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for row in crate::table(include_str!("../data/fields.tsv")) {
        let kind = match row[0] {
            "outlet" => Kind::Outlet,
            "language" => Kind::Language,
            "date" => Kind::Date,
            "author" => Kind::Author,
            "page" => Kind::Page,
            "title" => Kind::Title,
            "url" => Kind::Url,
            "sender" => Kind::Sender,
            _ => Kind::Other,
        };
        names.extend(row[1].split("; ").map(|name| (name.to_owned(), kind)));
    }
    names
});

/// English names of languages: lower-case name to name and codes.
static LANGUAGES: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    crate::table(include_str!("../data/languages.tsv")).into_iter().map(|row| [row[0], row[1], row[2]]).collect()
});

/// The English name of the language with an ISO 639 code, region and script aside (`zh-CN`).
pub fn language_of_code(code: &str) -> Option<&'static str> {
    let code = code.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    LANGUAGES.iter().find(|row| row[1] == code || row[2] == code).map(|row| row[0])
}

/// The ISO 639-1 code of a language's ISO 639-3 code.
pub fn short_code(long: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|row| row[2] == long).map(|row| row[1])
}

/// The language that words name, as its English name: `Chinese`, `in Chinese`, `Chinese edition`.
pub fn language_named(words: &str) -> Option<&'static str> {
    let mut found = words
        .split(|c: char| !c.is_alphabetic())
        .filter_map(|word| LANGUAGES.iter().find(|row| row[0].eq_ignore_ascii_case(word)).map(|row| row[0]));
    let first = found.next()?;
    (words.split_whitespace().count() <= 4 && found.all(|other| other == first)).then_some(first)
}

/// The header block whose first field begins at the start of the line at byte `from`, if there is one.
///
/// It goes on over the lines that begin with a field's name or, folded, with white space, and ends at a blank or any other
/// line. Where the block is a mail's, fields of names that are not known belong to it too.
pub fn block(text: &str, from: usize) -> Option<Block> {
    let mut fields: Vec<(Kind, Span)> = Vec::new();
    let mut first_name = None;
    let mut span = Span::new(from, from);
    let mut several_on_a_line = false;
    for line in lines(text, from).take(MAX_LINES) {
        let words = line.of(text);
        if words.len() > MAX_LINE || words.trim().is_empty() {
            break;
        }
        let folded = words.starts_with([' ', '\t']) && !fields.is_empty();
        let names = names_in(text, line);
        if folded && names.is_empty() {
            // The value goes on; the line break stays inside its span.
            if let Some((_, value)) = fields.last_mut() {
                *value = if value.is_empty() { trim(text, line) } else { value.cover(trim(text, line)) };
            }
            span.end = trim(text, line).end;
            continue;
        }
        let starts = names.first().is_some_and(|(_, name)| leads(text, line, *name));
        if !starts {
            // A mail's field of an unknown name.
            if !fields.is_empty() && !several_on_a_line && is_mail_field(words) {
                let value = line.start + words.find(':').unwrap_or(0) + 1;
                fields.push((Kind::Other, trim(text, Span::new(value, line.end))));
                span.end = trim(text, line).end;
                continue;
            }
            break;
        }
        first_name.get_or_insert(names[0].1);
        several_on_a_line |= names.len() > 1;
        for (index, (kind, name)) in names.iter().enumerate() {
            let end = names.get(index + 1).map_or(line.end, |(_, next)| next.start);
            let start = name.end + name_end(text, *name, line.end);
            fields.push((*kind, value(text, Span::new(start.min(end), end))));
        }
        span.end = trim(text, line).end;
    }
    let first_name = first_name?;
    span.start = first_name.start;
    Some(Block { span, fields, first_name })
}

/// The length of the colon after a name, blanks before it included.
fn name_end(text: &str, name: Span, end: usize) -> usize {
    let rest = Span::new(name.end, end).of(text);
    rest.find([':', '：']).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))
}

/// A value without white space and the separators between fields.
fn value(text: &str, span: Span) -> Span {
    let span = trim(text, span);
    let words = span.of(text);
    let kept = words.trim_end_matches(|c: char| c.is_whitespace() || "|;,*•·".contains(c));
    let start = kept.trim_start_matches(['|', ';', ',', '*', ' ']);
    trim(text, Span::new(span.start + (kept.len() - start.len()), span.start + kept.len()))
}

/// True where nothing but marks of a list or of emphasis stands before the name.
fn leads(text: &str, line: Span, name: Span) -> bool {
    Span::new(line.start, name.start).of(text).chars().all(|c| !c.is_alphanumeric() && !"\"“'‘(".contains(c))
}

/// The names of fields in a line, each with the span of its words, without the colon.
fn names_in(text: &str, line: Span) -> Vec<(Kind, Span)> {
    let words = line.of(text);
    let mut found: Vec<(Kind, Span)> = Vec::new();
    let mut from = 0;
    for (colon, mark) in words.char_indices().filter(|(_, c)| matches!(c, ':' | '：')) {
        let name_end = words[..colon].trim_end().len();
        let earliest = name_end.saturating_sub(MAX_NAME).max(from);
        let earliest = words.ceil_char_boundary(earliest);
        // The longest known name that ends at the colon and begins a word with a capital, or the line.
        let starts = words[earliest..name_end.max(earliest)].char_indices().map(|(at, c)| (earliest + at, c));
        let known = starts
            .filter(|(at, c)| {
                let before = words[..*at].chars().next_back();
                let at_start = words[..*at].trim().is_empty();
                c.is_alphabetic() && before.is_none_or(|c| !c.is_alphanumeric()) && (c.is_uppercase() || at_start)
            })
            .find_map(|(at, _)| NAMES.get(&normal(&words[at..name_end])).map(|kind| (*kind, at)));
        if let Some((kind, at)) = known {
            found.push((kind, Span::new(line.start + at, line.start + name_end)));
            from = colon + mark.len_utf8();
        }
    }
    found
}

/// A name in lower case, with single blanks for all that is no letter.
fn normal(name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

/// True for a line like `X-Mailer: …`: one word of letters, digits and hyphens, a colon, a blank.
fn is_mail_field(line: &str) -> bool {
    let Some((name, rest)) = line.split_once(':') else { return false };
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    letters
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.len() <= MAX_NAME
        && (rest.is_empty() || rest.starts_with(' '))
}

/// The state of a field: given, blank, or said not to be available.
fn field(text: &str, span: Span) -> Field {
    let words = span.of(text);
    let said = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let absent = [
        "na",
        "n/a",
        "n.a",
        "n a",
        "none",
        "nil",
        "null",
        "not available",
        "not applicable",
        "not given",
        "not known",
        "not stated",
        "not specified",
        "not mentioned",
        "unknown",
        "no author",
        "no date",
        "undated",
        "n.d",
        "unavailable",
    ];
    match () {
        () if words.is_empty() => Field::Blank,
        () if said.is_empty() || absent.contains(&said.as_str()) => Field::NotAvailable,
        () => Field::Given(words.split_whitespace().collect::<Vec<_>>().join(" "), span),
    }
}

/// What a block says. Of two fields of the same kind the first that is given counts.
pub fn header(text: &str, block: &Block) -> Header {
    let mut header = Header::default();
    for (kind, span) in &block.fields {
        let state = field(text, *span);
        let slot = match kind {
            Kind::Outlet => &mut header.outlet,
            Kind::Language => &mut header.language,
            Kind::Date => &mut header.date,
            Kind::Author => &mut header.author,
            Kind::Page => &mut header.page,
            Kind::Title => &mut header.title,
            Kind::Url => &mut header.url,
            Kind::Sender | Kind::Other => continue,
        };
        if matches!(slot, Field::Absent) || (slot.value().is_none() && matches!(state, Field::Given(..))) {
            *slot = state;
        }
    }
    sender(text, block, &mut header);
    split_language(text, &mut header);
    header
}

/// `From: Mara Vell <mara@…>` names an author, `From: Norland Daily` an outlet, where nothing else does.
fn sender(text: &str, block: &Block, header: &mut Header) {
    let Some((_, span)) = block.fields.iter().find(|(kind, _)| *kind == Kind::Sender) else { return };
    let words = span.of(text);
    let name = words.split('<').next().unwrap_or(words).trim_end().trim_end_matches('"');
    let name = trim(text, Span::new(span.start, span.start + name.len()));
    let quote = usize::from(name.of(text).starts_with('"'));
    let name = Span::new(name.start + quote, name.end);
    let state = field(text, name);
    let has_address = words.contains('@');
    match (&header.author, &header.outlet) {
        (Field::Absent, Field::Absent) if !has_address => header.outlet = state,
        (_, Field::Absent) if !has_address => header.outlet = state,
        (Field::Absent, _) => header.author = state,
        _ => {}
    }
}

/// Takes the language out of `Global Times (Chinese)`.
fn split_language(text: &str, header: &mut Header) {
    let Field::Given(_, span) = &header.outlet else { return };
    let span = *span;
    let words = span.of(text);
    let (Some(open), true) = (words.rfind(['(', '[']), words.ends_with([')', ']'])) else { return };
    let inside = trim(text, Span::new(span.start + open + 1, span.end - 1));
    let outlet = trim(text, Span::new(span.start, span.start + open));
    if let Some(language) = language_named(inside.of(text)) {
        if header.language.value().is_none() {
            header.language = Field::Given(language.to_owned(), inside);
        }
        header.outlet = field(text, outlet);
    }
}
