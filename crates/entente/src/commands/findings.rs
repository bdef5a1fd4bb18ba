//! `entente findings`: what the ledger holds, a line a finding.

use crate::cli::{Findings, Output, exit};
use crate::describe;
use crate::sides;
use anyhow::Result;
use model::{Actor, Finding};
use std::io::Write;

/// Prints the findings in order of document and place: kind, source of the document, headline, sentence and, where asked
/// for, the start of the entry's id, separated by tabs; with `--json` one object a line.
pub fn run(arguments: &Findings, output: Output) -> Result<u8> {
    let ledger = super::existing(&arguments.ledger)?;
    let snapshot = ledger.snapshot()?;
    let held = snapshot.entries.iter().flat_map(|entry| sides_of(&entry.finding));
    let wanted = sides::resolve(&arguments.side, held)?;
    let mut documents = snapshot.documents;
    documents.sort_by(|left, right| (&left.source, &left.id).cmp(&(&right.source, &right.id)));
    let mut out = anstream::stdout().lock();
    for record in documents {
        let Some((document, reading)) = ledger.reading(&record.id)? else { continue };
        let ids = ledger.entry_ids(&record.id)?;
        for (number, finding) in reading.findings.iter().enumerate() {
            if arguments.kind.is_some_and(|kind| kind.name() != finding.kind())
                || !wanted.iter().all(|code| sides_of(finding).iter().any(|side| side.eq_ignore_ascii_case(code)))
            {
                continue;
            }
            let sentence = reading
                .sentences
                .get(describe::sentence_of(finding))
                .map(|sentence| describe::words(sentence.span, &document.text))
                .unwrap_or_default();
            let headline = describe::headline(finding, &document.text);
            let id = ids.get(number).map(String::as_str).unwrap_or_default();
            if output.json {
                let line = serde_json::json!({
                    "id": id, "document": record.id, "source": record.source, "headline": headline, "sentence": sentence,
                    "finding": finding,
                });
                writeln!(out, "{line}")?;
            } else {
                let state = match finding {
                    Finding::Event(event) => format!(" [{}]", describe::state(event)),
                    _ => String::new(),
                };
                let headline = headline.replace(['\t', '\n', '\r'], " ");
                let id = if arguments.ids { format!("\t{}", id.get(..12).unwrap_or(id)) } else { String::new() };
                writeln!(out, "{}\t{}\t{headline}{state}\t{sentence}{id}", finding.kind(), record.source)?;
            }
        }
    }
    Ok(exit::DONE)
}

/// The sides that a finding names.
fn sides_of(finding: &Finding) -> Vec<String> {
    match finding {
        Finding::Event(event) => event
            .sources
            .iter()
            .chain(&event.targets)
            .filter_map(|party| party.actor.as_ref())
            .map(Actor::side)
            .collect(),
        Finding::Claim(claim) => [&claim.reporter, &claim.partner].into_iter().flatten().map(Actor::side).collect(),
        Finding::Quote(quote) => {
            quote.attribution.source.iter().filter_map(|party| party.actor.as_ref()).map(Actor::side).collect()
        }
    }
}
