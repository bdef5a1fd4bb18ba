//! `entente explain`: how one sentence is read, as a tree for people or as JSON.

use crate::cli::{Explain, Output, exit};
use crate::describe;
use crate::terminal::{BAD, DOUBT, FAINT, GOOD, NAME, STRONG, paint};
use model::{Evidence, Finding, Interval, Mention, Quad, Reading, Sentence};
use reader::Language;

/// Reads a passage and prints every step.
pub fn run(arguments: &Explain, output: Output) -> anyhow::Result<u8> {
    let published = arguments.published.map(|day| Interval { start: day, end: day });
    let document = reader::passage(&arguments.sentence, published);
    let reading = reader::read(&Language::english(), &document);
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
