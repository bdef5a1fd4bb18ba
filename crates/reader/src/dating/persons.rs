//! Persons whose times in office are known, named without the title of their office: news names them mostly while they
//! hold it.

use super::clues::{Clue, clue};
use super::posterior::Likelihood;
use super::tenures::{TERMS, Term, folded};
use super::terms;
use crate::numbers::Line;
use model::{Document, Sentence, Span};
use std::collections::BTreeMap;

/// How much a name without an office says, against what [`likelihood`] says: many bear the same. The likelihood of the true
/// years of five sets of texts of 1992 to 2025 is greatest near it.
const WEIGHT: f64 = 0.7;

/// Clues from full names. Who is named with the title of president, premier, minister … is left to `offices`, whom the
/// table of dated terms knows to that table.
pub(super) fn persons(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    let mut named: BTreeMap<(String, String), Span> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        let mut covered = 0;
        for at in 1..line.len() {
            if !line.capital(at) {
                continue;
            }
            let last = folded(line.word(at));
            if !TERMS.contains_key(&last) {
                continue;
            }
            // `Michelle Bachelet`, `Filippo de Gaulle`, `Volker P. Lang`: a first name at most three pieces before.
            let first = (at.saturating_sub(3)..at).rev().find(|&first| {
                line.capital(first) && TERMS[&last].iter().any(|term| term.given.contains(&folded(line.word(first))))
            });
            // A person found by one part of the name is not found again by another.
            let Some(first) = first.filter(|first| *first >= covered) else { continue };
            covered = at + 1;
            if terms::at(&line, first).is_some() || terms::at(&line, at).is_some() {
                continue;
            }
            let name = (last, folded(line.word(first)));
            named.entry(name).or_insert(line.span(first, at + 1));
        }
    }
    let titled: Vec<String> = clues
        .iter()
        .filter(|clue| clue.rule.contains("office") || clue.rule == "dating/elect")
        .map(|clue| folded(clue.span.of(&document.text)))
        .collect();
    for ((last, first), span) in named {
        // Of whom `offices` has a clue already, be it that no office stands with the name, there is nothing new.
        let known = titled.iter().any(|other| other.ends_with(&last));
        if known {
            continue;
        }
        let terms: Vec<&Term> =
            TERMS[&last].iter().filter(|term| !term.regional && term.given.contains(&first)).collect();
        if terms.is_empty() {
            continue;
        }
        let likelihood = Likelihood::by_month(|start, end| likelihood(&terms, start, end)).damped(WEIGHT);
        if likelihood.strength() > 0.5 {
            clues.push(clue("dating/person", span, vec![span], likelihood));
        }
    }
}

/// How likely somebody with these terms is named in a text of the time from `start` to `end`, in years: most in office,
/// less the longer before or after it. By judgement.
fn likelihood(terms: &[&Term], start: f64, end: f64) -> f64 {
    let near = |term: &&Term| {
        if end <= term.from {
            0.3 * 0.65f64.powf(term.from - end)
        } else if start >= term.to {
            0.4 * 0.75f64.powf(start - term.to)
        } else {
            1.0
        }
    };
    terms.iter().map(near).fold(0.04, f64::max)
}
