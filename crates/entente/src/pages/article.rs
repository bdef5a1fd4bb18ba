//! One article with its findings marked in the text.

use crate::describe;
use model::{Document, Evidence, Field, Finding, Genre, PartKind, Quad, Reading, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// An article as the report shows it.
#[derive(Debug, Serialize)]
pub struct Article {
    /// Content id of the document.
    pub id: String,
    pub title: String,
    pub outlet: String,
    pub source: String,
    /// The date as a reader wants it: `2021-01-13`, `2021, inferred`, `unknown`.
    pub date: String,
    /// Header fields with their state in words.
    pub header: Vec<(&'static str, String)>,
    /// The year that the words of an article without a date settle; `None` where it is stated or stays unknown.
    pub year: Option<i16>,
    /// Why the document is dated as it is, and what speaks against it.
    pub dating: Vec<Ground>,
    pub against: Vec<Ground>,
    pub paragraphs: Vec<Paragraph>,
    pub findings: Vec<Card>,
    /// Counts of events, claims and quotations.
    pub counts: [usize; 3],
    pub problems: Vec<(String, String)>,
}

/// What a dating goes by, in words, and the words of the article.
#[derive(Debug, Serialize)]
pub struct Ground {
    pub rule: String,
    pub words: Vec<String>,
}

/// A rule and the words that it rests on.
#[derive(Debug, Serialize)]
pub struct Reason {
    pub rule: String,
    pub words: Vec<(String, String)>,
    pub children: Vec<Reason>,
}

/// A part of the text.
#[derive(Debug, Serialize)]
pub struct Paragraph {
    pub kind: PartKind,
    pub pieces: Vec<Piece>,
}

/// A stretch of text with the findings that rest on it.
#[derive(Debug, Serialize)]
pub struct Piece {
    pub text: String,
    /// Numbers of the findings in this article, space-separated; empty for plain text.
    pub findings: String,
    /// Colour class: `good`, `bad`, `doubt`, `claim`, `quote`.
    pub tone: &'static str,
    /// What the words are, for those who cannot see the colour.
    pub label: String,
    /// True where the keyboard stops.
    pub stop: bool,
}

/// A finding explained.
#[derive(Debug, Serialize)]
pub struct Card {
    /// Number in the article, from 0.
    pub number: usize,
    pub kind: &'static str,
    pub tone: &'static str,
    pub headline: String,
    pub rows: Vec<(&'static str, String)>,
    pub why: Reason,
}

impl Article {
    /// Order in lists.
    pub fn sort_key(&self) -> (&str, &str, &str, &str) {
        (&self.outlet, &self.date, &self.title, &self.id)
    }
}

/// The title to show for a document: its headline, or the first words of its body.
pub fn title(document: &Document) -> String {
    let headline = document.header.title.value().map(str::to_owned);
    let found = || document.parts_of(PartKind::Title).map(|(_, words)| words.trim().to_owned()).next();
    let first = || document.parts_of(PartKind::Body).map(|(_, words)| words.trim().to_owned()).next();
    let line = headline.or_else(found).or_else(first).unwrap_or_else(|| "(no text)".to_owned());
    describe::shorten(&line.split_whitespace().collect::<Vec<_>>().join(" "), 90)
}

/// The outlet to show.
pub fn outlet(document: &Document) -> String {
    document.header.outlet.value().unwrap_or("outlet not given").to_owned()
}

/// The date to show.
pub fn date(reading: &Reading) -> String {
    let dating = &reading.dating;
    match (dating.interval, dating.year, dating.stated) {
        (Some(interval), _, true) if interval.start == interval.end => interval.start.to_string(),
        (Some(interval), _, true) => format!("{} to {}", interval.start, interval.end),
        (_, Some(year), _) => format!("{year}, inferred"),
        (Some(interval), None, false) => format!("{} to {}, inferred", interval.start, interval.end),
        (None, None, _) => "date unknown".to_owned(),
    }
}

/// The colour class of a finding.
pub fn tone(finding: &Finding) -> &'static str {
    match finding {
        Finding::Event(event) if !event.counts() => "doubt",
        Finding::Event(event) => match event.quad {
            Quad::VerbalCooperation | Quad::MaterialCooperation => "good",
            Quad::VerbalConflict | Quad::MaterialConflict => "bad",
        },
        Finding::Claim(_) => "claim",
        Finding::Quote(_) => "quote",
    }
}

/// Builds the article.
pub fn build(document: &Document, reading: &Reading) -> Article {
    let mut counts = [0; 3];
    for finding in &reading.findings {
        counts[match finding {
            Finding::Event(_) => 0,
            Finding::Claim(_) => 1,
            Finding::Quote(_) => 2,
        }] += 1;
    }
    Article {
        id: document.id.clone(),
        title: title(document),
        outlet: outlet(document),
        source: document.source.clone(),
        date: date(reading),
        header: header(document, reading),
        year: reading.dating.year,
        dating: grounds(&reading.dating.evidence, &document.text),
        against: grounds(&reading.dating.against, &document.text),
        paragraphs: paragraphs(document, reading),
        findings: reading
            .findings
            .iter()
            .enumerate()
            .map(|(number, finding)| Card {
                number,
                kind: finding.kind(),
                tone: tone(finding),
                headline: describe::headline(finding, &document.text),
                rows: describe::rows(finding, &document.text),
                why: reason(finding.evidence(), &document.text),
            })
            .collect(),
        counts,
        problems: reading.problems.iter().map(|problem| (problem.code.clone(), problem.message.clone())).collect(),
    }
}

fn header(document: &Document, reading: &Reading) -> Vec<(&'static str, String)> {
    let header = &document.header;
    let state = |field: &Field| match field {
        Field::Given(value, _) => value.clone(),
        Field::NotAvailable => "not available, says the header".to_owned(),
        Field::Blank => "left blank".to_owned(),
        Field::Absent => "not given".to_owned(),
    };
    let mut rows = vec![
        ("outlet", state(&header.outlet)),
        ("date in the header", state(&header.date)),
        ("published", published(document, reading)),
        ("author", state(&header.author)),
        ("page", state(&header.page)),
    ];
    if let Some(language) = header.language.value() {
        let translated = !language.to_lowercase().starts_with("english");
        let note = if translated { format!("{language}; this is a translation") } else { language.to_owned() };
        rows.push(("original language", note));
    }
    let genre = match reading.genre {
        Genre::News => "news",
        Genre::Opinion => "opinion: the author's own judgements are not counted as events",
        Genre::Unknown => "not decided",
    };
    rows.push(("genre", genre.to_owned()));
    if let Some(url) = header.url.value() {
        rows.push(("address", url.to_owned()));
    }
    rows.push(("read from", document.source.clone()));
    rows
}

fn published(document: &Document, reading: &Reading) -> String {
    let dating = &reading.dating;
    let days = dating.interval.map(|interval| format!("{} to {}", interval.start, interval.end));
    match (dating.stated, dating.year, days) {
        (true, _, _) => format!("{}, stated", date(reading)),
        (false, Some(year), Some(days)) => format!("inferred: most likely {year} ({days})"),
        (false, Some(year), None) => format!("inferred: most likely {year}"),
        (false, None, Some(days)) => format!("inferred: {days}"),
        // Where the header gives a date that cannot be read, the words are no better witness.
        (false, None, None) => match dating.credible.filter(|_| document.header.date.value().is_none()) {
            Some(days) => format!(
                "unknown: nothing in the text settles the year; most likely between {} and {}",
                days.start, days.end
            ),
            None => "unknown: nothing in the text settles it".to_owned(),
        },
    }
}

/// Rules of dating in words, each once, with all the words that speak so.
fn grounds(evidence: &[Evidence], text: &str) -> Vec<Ground> {
    let mut grounds: Vec<Ground> = Vec::new();
    for found in evidence {
        let rule = describe::dating_rule(&found.rule);
        let at = grounds.iter().position(|ground| ground.rule == rule).unwrap_or_else(|| {
            grounds.push(Ground { rule, words: Vec::new() });
            grounds.len() - 1
        });
        for witness in &found.witnesses {
            let words = describe::shorten(&describe::words(witness.span, text), 120);
            if !grounds[at].words.contains(&words) {
                grounds[at].words.push(words);
            }
        }
    }
    grounds
}

/// A derivation with its words.
pub fn reason(evidence: &Evidence, text: &str) -> Reason {
    Reason {
        rule: evidence.rule.clone(),
        words: evidence
            .witnesses
            .iter()
            .map(|witness| (witness.role.clone(), describe::shorten(&describe::words(witness.span, text), 200)))
            .collect(),
        children: evidence.children.iter().map(|child| reason(child, text)).collect(),
    }
}

/// The parts of the text, cut where a witness of a finding starts or ends.
fn paragraphs(document: &Document, reading: &Reading) -> Vec<Paragraph> {
    let mut marks: Vec<(Span, usize)> = Vec::new();
    for (number, finding) in reading.findings.iter().enumerate() {
        let evidence = finding.evidence();
        let mut spans: Vec<Span> = evidence.witnesses.iter().map(|witness| witness.span).collect();
        if let Finding::Quote(quote) = finding {
            spans.extend(&quote.content);
        }
        spans.retain(|span| !span.is_empty());
        if spans.is_empty() {
            spans.push(evidence.span);
        }
        marks.extend(spans.into_iter().map(|span| (span, number)));
    }
    marks.sort_unstable();
    let mut seen = vec![false; reading.findings.len()];
    document
        .parts
        .iter()
        .filter(|part| !part.span.is_empty())
        .map(|part| Paragraph { kind: part.kind, pieces: pieces(document, reading, &marks, part.span, &mut seen) })
        .collect()
}

fn pieces(
    document: &Document,
    reading: &Reading,
    marks: &[(Span, usize)],
    span: Span,
    seen: &mut [bool],
) -> Vec<Piece> {
    // Edges: at each offset, which findings open and which close. A sweep from left to right keeps the open ones counted,
    // so that the cost grows with the number of marks and not with its square.
    let mut edges: BTreeMap<usize, Vec<(usize, isize)>> = BTreeMap::new();
    let end = marks.partition_point(|(mark, _)| mark.start < span.end);
    let start = marks[..end].iter().position(|(mark, _)| mark.end > span.start).unwrap_or(end);
    for (mark, number) in &marks[start..end] {
        if mark.overlaps(span) {
            edges.entry(mark.start.max(span.start)).or_default().push((*number, 1));
            edges.entry(mark.end.min(span.end)).or_default().push((*number, -1));
        }
    }
    edges.entry(span.end).or_default();
    let mut open: BTreeMap<usize, isize> = BTreeMap::new();
    let mut pieces = Vec::new();
    let mut from = span.start;
    for (at, changes) in edges {
        if at > from {
            let text = Span::new(from, at).of(&document.text).to_owned();
            if !text.is_empty() {
                pieces.push(piece(text, open.keys().copied(), reading, document, seen));
            }
            from = at;
        }
        for (number, change) in changes {
            let count = open.entry(number).or_default();
            *count += change;
            if *count <= 0 {
                open.remove(&number);
            }
        }
    }
    pieces
}

fn piece(
    text: String,
    open: impl Iterator<Item = usize>,
    reading: &Reading,
    document: &Document,
    seen: &mut [bool],
) -> Piece {
    let numbers: Vec<usize> = open.collect();
    let rank = |number: &usize| match tone(&reading.findings[*number]) {
        "bad" => 0,
        "good" => 1,
        "claim" => 2,
        "doubt" => 3,
        _ => 4,
    };
    let Some(&strongest) = numbers.iter().min_by_key(|number| rank(number)) else {
        return Piece { text, findings: String::new(), tone: "", label: String::new(), stop: false };
    };
    // The keyboard stops once for each finding: at the first words that belong to it.
    let stop = numbers.iter().any(|&number| !seen[number]) && !text.trim().is_empty();
    if stop {
        for &number in &numbers {
            seen[number] = true;
        }
    }
    Piece {
        text,
        findings: numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" "),
        tone: tone(&reading.findings[strongest]),
        label: describe::headline(&reading.findings[strongest], &document.text),
        stop,
    }
}
