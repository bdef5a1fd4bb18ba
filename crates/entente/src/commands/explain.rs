//! `entente explain`: how one sentence is read, or one entry of a ledger with the working of its checks; as a tree for people
//! or as JSON.

use crate::checking::{self, Shelf, Version};
use crate::cli::{Explain, Output, exit};
use crate::describe;
use crate::pages;
use crate::terminal::{BAD, DOUBT, FAINT, GOOD, NAME, STRONG, paint};
use anyhow::bail;
use model::{Document, Evidence, Finding, Interval, Mention, Quad, Reading, Sentence};
use reader::Language;
use std::path::Path;

/// Reads a passage and prints every step.
pub fn run(arguments: &Explain, output: Output) -> anyhow::Result<u8> {
    let word = arguments.sentence.trim();
    let path = arguments.ledger.as_deref().unwrap_or(Path::new("ledger.db"));
    match likely_id(word) {
        Likely::Id => return entry(path, &word.to_ascii_lowercase(), output),
        Likely::TooShort => bail!(
            "{word}: too short for the id of an entry; give at least {SHORTEST} of its digits, as `entente findings --ids` shows them"
        ),
        Likely::Either if path.exists() => {
            if !super::existing(path)?.entries_like(&word.to_ascii_lowercase())?.is_empty() {
                return entry(path, &word.to_ascii_lowercase(), output);
            }
            let note = format!("no entry of {} begins with {word}; it is read as a sentence", path.display());
            anstream::eprintln!("{} {note}", paint(DOUBT, "note:"));
        }
        Likely::Either | Likely::Sentence => {}
    }
    let published = arguments.published.map(|day| Interval { start: day, end: day });
    let document = reader::passage(&arguments.sentence, published);
    let language = Language::english();
    let mut reading = reader::read(&language, &document);
    if let Some(path) = &arguments.ledger {
        let ledger = super::existing(path)?;
        let mut shelf = Shelf::new(&ledger);
        for finding in &mut reading.findings {
            if let Finding::Claim(claim) = finding {
                claim.checks = reader::checks::with_references(&language.checks, claim, shelf.about(claim)?);
            }
        }
    }
    if output.json {
        println!("{}", serde_json::json!({ "text": document.text, "reading": reading }));
        return Ok(exit::DONE);
    }
    for (index, sentence) in reading.sentences.iter().enumerate() {
        print_sentence(&document.text, &reading, index, sentence);
    }
    for problem in &reading.problems {
        anstream::println!("{} {} {}", paint(BAD, "problem"), problem.code, paint(FAINT, &problem.message));
    }
    Ok(exit::DONE)
}

/// The fewest digits of an id that are looked up.
const SHORTEST: usize = 5;

/// What a text may be by its looks.
#[derive(Debug, PartialEq)]
enum Likely {
    /// The id of an entry, or the start of one: nothing else mixes figures with the letters a to f, or has so many of them.
    Id,
    /// The same, with too few digits.
    TooShort,
    /// A word such as `decade`, a number such as `20210`, or the start of an id.
    Either,
    /// A sentence.
    Sentence,
}

fn likely_id(text: &str) -> Likely {
    if !(2..=32).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Likely::Sentence;
    }
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    let mixed = figures > 0 && figures < text.len();
    match text.len() {
        ..SHORTEST if mixed => Likely::TooShort,
        ..SHORTEST => Likely::Sentence,
        length if mixed || length >= 8 => Likely::Id,
        _ => Likely::Either,
    }
}

/// Explains one entry of a ledger: its words, its figures, every check with its working, other articles' versions.
fn entry(path: &Path, start: &str, output: Output) -> anyhow::Result<u8> {
    let ledger = super::existing(path)?;
    let found = ledger.entries_like(start)?;
    let (id, document) = match found.as_slice() {
        [] => {
            bail!(
                "{start}: no entry of {} begins so; `entente check` and `entente findings --ids` show ids",
                path.display()
            )
        }
        [one] => one.clone(),
        several => {
            let ids: Vec<&str> = several.iter().map(|(id, _)| id.get(..12).unwrap_or(id)).collect();
            bail!("{start}: several entries begin so: {}; give more of the id", ids.join(", "))
        }
    };
    let Some(number) = ledger.entry_ids(&document)?.iter().position(|other| *other == id) else {
        bail!("{id}: this entry is no longer in force: a later reading of its article does not have it");
    };
    let facts = reader::checks::Facts::embedded();
    let mut articles = super::articles(&ledger)?;
    let versions = checking::recheck(&ledger, &facts, &mut articles)?;
    let Some(article) = articles.iter().position(|(other, _)| other.id == document) else {
        bail!("{id}: its article cannot be read back");
    };
    let (document, reading) = &articles[article];
    let Some(finding) = reading.findings.get(number) else { bail!("{id}: the entry cannot be read back") };
    let others = versions.of(article, number);
    if output.json {
        let checks = match finding {
            Finding::Claim(claim) => Some(checking::all_checks(claim, others, &articles)),
            _ => None,
        };
        let line = serde_json::json!({
            "id": id, "document": document.id, "source": document.source, "outlet": document.header.outlet.value(),
            "published": pages::article::date(reading), "sentence": sentence_words(document, reading, finding),
            "finding": finding, "checks": checks,
        });
        println!("{line}");
        return Ok(exit::DONE);
    }
    let outlet = describe::printable(&pages::article::outlet(document), 80);
    anstream::println!("{}\n", paint(STRONG, sentence_words(document, reading, finding)));
    anstream::println!(
        "  {}",
        paint(FAINT, format!("{outlet}, {} · {}", pages::article::date(reading), document.source))
    );
    anstream::println!("  {}\n", paint(FAINT, format!("entry {id}")));
    print_finding(&document.text, finding);
    print_versions(others, &articles);
    Ok(exit::DONE)
}

fn sentence_words(document: &Document, reading: &Reading, finding: &Finding) -> String {
    let span =
        reading.sentences.get(describe::sentence_of(finding)).map_or(finding.evidence().span, |sentence| sentence.span);
    describe::printable(&describe::words(span, &document.text), 2000)
}

fn print_versions(versions: &[Version], articles: &[(Document, Reading)]) {
    if versions.is_empty() {
        return;
    }
    anstream::println!("\n  {}", paint(NAME, "other articles"));
    for version in versions {
        let (document, reading) = &articles[version.article];
        let outlet = describe::printable(&pages::article::outlet(document), 80);
        anstream::println!("    {}: {}", describe::verdict(version.verdict), version.working);
        anstream::println!(
            "      {}",
            paint(FAINT, format!("{outlet}, {} · {}", pages::article::date(reading), document.source))
        );
        if let Some(finding) = reading.findings.get(version.number) {
            anstream::println!("      “{}”", sentence_words(document, reading, finding));
        }
    }
}

fn print_sentence(text: &str, reading: &Reading, index: usize, sentence: &Sentence) {
    anstream::println!("{}\n", paint(STRONG, sentence.span.of(text).trim()));
    let width = sentence.tokens.iter().map(|token| token.span.of(text).chars().count()).max().unwrap_or_default();
    let lemma_width = sentence.tokens.iter().map(|token| token.lemma.chars().count()).max().unwrap_or_default();
    for token in &sentence.tokens {
        let head = token.head.map_or("", |head| sentence.tokens[head].span.of(text));
        anstream::println!(
            "  {:<width$}  {}  {:<lemma_width$}  {}",
            token.span.of(text),
            paint(FAINT, format!("{:<5} {:<5}", token.upos.name(), token.xpos)),
            token.lemma,
            paint(FAINT, if head.is_empty() { token.relation.clone() } else { format!("{} → {head}", token.relation) }),
        );
    }
    let mentions: Vec<&Mention> = reading.mentions.iter().filter(|mention| mention.sentence == index).collect();
    anstream::println!("\n{}", paint(NAME, "mentions"));
    if mentions.is_empty() {
        anstream::println!("  {}", paint(FAINT, "none"));
    }
    for mention in mentions {
        anstream::println!(
            "  {}  {}  {}",
            paint(STRONG, mention.span.of(text)),
            describe::mention(&mention.value),
            paint(FAINT, &mention.rule)
        );
    }
    anstream::println!("\n{}", paint(NAME, "findings"));
    let mut none = true;
    for finding in reading.findings.iter().filter(|finding| describe::sentence_of(finding) == index) {
        none = false;
        print_finding(text, finding);
    }
    if none {
        anstream::println!("  {}", paint(FAINT, "none: no frame, indicator or quotation matched these words"));
    }
    anstream::println!();
}

fn print_finding(text: &str, finding: &Finding) {
    let style = match finding {
        Finding::Event(event) if !event.factuality.is_fact() => DOUBT,
        Finding::Event(event) if matches!(event.quad, Quad::VerbalConflict | Quad::MaterialConflict) => BAD,
        _ => GOOD,
    };
    anstream::println!("  {} {}", paint(style, finding.kind()), paint(STRONG, describe::headline(finding, text)));
    for (label, value) in describe::rows(finding, text) {
        anstream::println!("    {} {value}", paint(FAINT, format!("{label:<12}")));
    }
    print_evidence(text, finding.evidence(), 4);
}

fn print_evidence(text: &str, evidence: &Evidence, indent: usize) {
    anstream::println!("{:indent$}{} {}", "", paint(FAINT, "by rule"), evidence.rule);
    for witness in &evidence.witnesses {
        anstream::println!(
            "{:indent$}  {} “{}”",
            "",
            paint(FAINT, format!("{:<10}", witness.role)),
            witness.span.of(text)
        );
    }
    for child in &evidence.children {
        print_evidence(text, child, indent + 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_words_and_numbers() {
        for (text, likely) in [
            ("3f9a1c2e", Likely::Id),
            ("3f9a1", Likely::Id),
            ("00000000", Likely::Id),
            ("3f9", Likely::TooShort),
            ("decade", Likely::Either),
            ("20210", Likely::Either),
            ("2020", Likely::Sentence),
            ("add", Likely::Sentence),
            ("Norway", Likely::Sentence),
            ("3f9a1 thanked", Likely::Sentence),
        ] {
            assert_eq!(likely_id(text), likely, "{text}");
        }
    }
}
