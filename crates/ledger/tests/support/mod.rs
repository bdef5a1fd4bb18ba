//! Documents and readings made by hand, small and large.
#![allow(dead_code)] // Each test file uses its part.

use model::*;
use std::path::Path;

pub const MONDAY: &str = "2021-03-01T08:00:00Z";
pub const TUESDAY: &str = "2021-03-02T08:00:00Z";
pub const WEDNESDAY: &str = "2021-03-03T08:00:00Z";

pub fn state(code: &str) -> Actor {
    Actor {
        id: code.to_owned(),
        name: code.to_owned(),
        country: Some(code.to_owned()),
        sector: None,
        kind: ActorKind::State,
        office: None,
    }
}

pub fn day(text: &str) -> Interval {
    Interval { start: text.parse().unwrap(), end: text.parse().unwrap() }
}

/// A document with an id that follows from its text, as intake makes it.
pub fn document(text: &str, source: &str, outlet: Field) -> Document {
    let mut id = 0xcbf2_9ce4_8422_2325_u128;
    for byte in text.bytes() {
        id = (id ^ u128::from(byte)).wrapping_mul(0x0000_0100_0000_01b3_0000_0100_0000_01b3);
    }
    Document {
        id: format!("{id:032x}"),
        source: source.to_owned(),
        header: Header { outlet, date: Field::Blank, author: Field::NotAvailable, ..Header::default() },
        published: Some(day("2021-02-26")),
        text: text.to_owned(),
        parts: vec![Part { span: Span::new(0, text.len()), kind: PartKind::Body }],
        text_language: Some("en".to_owned()),
        replaced_characters: 0,
    }
}

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_default();
    Span::new(start, (start + words.len()).min(text.len()))
}

fn party(text: &str, code: &str) -> Party {
    Party { span: find(text, code), actor: Some(state(code)) }
}

/// An event of `A verb B` in one of the sentences of `text`, which are lines.
pub fn event(text: &str, sentence: usize, event_type: &str, quad: Quad, weight: f32) -> Event {
    let line = text.lines().nth(sentence).unwrap();
    let span = find(text, line);
    let words: Vec<&str> = line.split(' ').collect();
    Event {
        sentence,
        sources: vec![party(text, words[0])],
        targets: vec![party(text, words[2].trim_end_matches('.'))],
        event_type: event_type.to_owned(),
        mode: None,
        cameo: None,
        contexts: vec!["economic".to_owned()],
        quad,
        weight,
        factuality: Factuality::Actual,
        attribution: None,
        opinion: false,
        time: None,
        place: None,
        pillars: vec![Pillar::EconomicComplementarity],
        lenses: vec![Lens::ThirdPartyPressure],
        third_parties: vec![],
        evidence: Evidence {
            rule: "events/example".to_owned(),
            span,
            witnesses: vec![Witness { role: "trigger".to_owned(), span: find(text, words[1]) }],
            children: vec![Evidence { rule: "actors/name".to_owned(), span, witnesses: vec![], children: vec![] }],
        },
    }
}

fn quantity(value: f64) -> Quantity {
    Quantity {
        value,
        range: Some((value - 1.0, value + 1.0)),
        step: 0.1,
        unit: "USD".to_owned(),
        unit_words: "dollars".to_owned(),
        counted: None,
        bound: Bound::About,
        change: Some(Change { direction: Direction::Up, basis: ChangeBasis::By, year_on_year: true }),
    }
}

/// A reading of a text whose lines are sentences of three words, `RUS praised CHN.`: an event for each line, a claim and
/// a quotation on the first.
pub fn reading(document: &Document, weight: f32) -> Reading {
    let text = &document.text;
    let lines: Vec<&str> = text.lines().collect();
    let mut findings = Vec::new();
    for index in 0..lines.len() {
        findings.push(Finding::Event(event(text, index, "SUPPORT", Quad::VerbalCooperation, weight)));
    }
    let first = find(text, lines[0]);
    let evidence = |rule: &str| Evidence { rule: rule.to_owned(), span: first, witnesses: vec![], children: vec![] };
    let words: Vec<&str> = lines[0].split(' ').collect();
    let attribution = Attribution { source: Some(party(text, words[0])), cue: Some(find(text, words[1])), outer: None };
    findings.push(Finding::Claim(Claim {
        sentence: 0,
        indicator: "exports".to_owned(),
        reporter: Some(state(words[0])),
        partner: None,
        dimension: Some("grain".to_owned()),
        period: None,
        level: Some(quantity(78.84e9)),
        change: None,
        attribution: None,
        status: None,
        pillar: Some(Pillar::EconomicComplementarity),
        checks: vec![Check {
            verdict: Verdict::NotCheckable,
            rule: "reference".to_owned(),
            working: "no figure to compare with".to_owned(),
            spans: vec![first],
            reference: None,
        }],
        evidence: evidence("claims/exports"),
    }));
    findings.push(Finding::Quote(Quote {
        sentence: 0,
        kind: QuoteKind::Direct,
        attribution,
        content: vec![first],
        pillars: vec![],
        lenses: vec![],
        evidence: evidence("quotes/direct"),
    }));
    Reading {
        document: document.id.clone(),
        dating: Dating {
            interval: document.published,
            year: Some(2021),
            stated: true,
            credible: None,
            evidence: vec![],
            against: vec![],
        },
        genre: Genre::News,
        sentences: lines.iter().map(|line| Sentence { span: find(text, line), tokens: vec![] }).collect(),
        mentions: vec![Mention {
            span: find(text, words[0]),
            sentence: 0,
            value: MentionValue::Actor(ActorReference {
                actors: vec![state(words[0])],
                alternatives: vec![],
                via: Via::Name,
            }),
            rule: "actors/name".to_owned(),
        }],
        findings,
        problems: vec![Problem { span: first, code: "not-english".to_owned(), message: "an example".to_owned() }],
    }
}

pub fn given(outlet: &str) -> Field {
    Field::Given(outlet.to_owned(), Span::new(0, 0))
}

/// The text of document `number`, three lines of its own.
pub fn text(number: usize) -> String {
    let codes = ["RUS", "CHN", "IND", "USA", "FRA", "BRA"];
    let (one, two) = (codes[number % 6], codes[(number / 6 + number + 1) % 6]);
    let (one, two) = if one == two { (one, "ZAF") } else { (one, two) };
    format!("{one} praised{number} {two}.\n{two} thanked{number} {one}.\n{one} met{number} {two}.")
}

/// Every row of every table and view, and the schema, as text.
pub fn dump(path: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut lines = Vec::new();
    for name in names {
        let mut statement = connection.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|i| format!("{:?}", row.get_ref(i).unwrap())).collect();
            lines.push(format!("{name}: {}", cells.join("|")));
        }
    }
    lines
}
