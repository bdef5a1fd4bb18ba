//! `entente findings`: what the ledger holds, a line a finding.

use crate::cli::{Findings, Output, exit};
use crate::describe;
use anyhow::{Result, bail};
use ledger::Ledger;
use model::{Actor, Finding};
use std::io::Write;

/// Prints the findings in order of document and place: kind, source of the document, headline, sentence, separated by
/// tabs; with `--json` one object a line.
pub fn run(arguments: &Findings, output: Output) -> Result<u8> {
    if !arguments.ledger.exists() {
        bail!("{}: there is no such ledger; `entente observe <files>` makes one", arguments.ledger.display());
    }
    let ledger = Ledger::open(&arguments.ledger)?;
    let mut documents = ledger.snapshot()?.documents;
    documents.sort_by(|left, right| (&left.source, &left.id).cmp(&(&right.source, &right.id)));
    let mut out = anstream::stdout().lock();
    for record in documents {
        let Some((document, reading)) = ledger.reading(&record.id)? else { continue };
        for finding in &reading.findings {
            if arguments.kind.is_some_and(|kind| kind.name() != finding.kind())
                || !arguments.side.iter().all(|code| sides(finding).iter().any(|side| side.eq_ignore_ascii_case(code)))
            {
                continue;
            }
            let sentence = reading
                .sentences
                .get(describe::sentence_of(finding))
                .map(|sentence| describe::words(sentence.span, &document.text))
                .unwrap_or_default();
            let headline = describe::headline(finding, &document.text);
            if output.json {
                let line = serde_json::json!({
                    "document": record.id, "source": record.source, "headline": headline, "sentence": sentence,
                    "finding": finding,
                });
                writeln!(out, "{line}")?;
            } else {
                let state = match finding {
                    Finding::Event(event) => format!(" [{}]", describe::factuality(event.factuality)),
                    _ => String::new(),
                };
                let headline = headline.replace(['\t', '\n', '\r'], " ");
                writeln!(out, "{}\t{}\t{headline}{state}\t{sentence}", finding.kind(), record.source)?;
            }
        }
    }
    Ok(exit::DONE)
}

/// The sides that a finding names.
fn sides(finding: &Finding) -> Vec<String> {
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
