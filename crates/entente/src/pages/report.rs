//! The whole report as one plain struct.

use super::article::{self, Article};
use super::claim::{self, Claims};
use super::dyad::{self, DyadPage};
use crate::checking::Versions;
use model::{Document, Finding, Reading, Snapshot};
use serde::Serialize;

/// What the report shows.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Counts at the top.
    pub totals: Totals,
    /// One row a dyad: those with acts that count, then the others; in both, those with most evidence first.
    pub dyads: Vec<DyadPage>,
    /// One entry an article, in order of outlet, date and title.
    pub articles: Vec<Article>,
    /// The claims by verdict.
    pub claims: Claims,
    /// The five pillars and two lenses, by name, for headings.
    pub pillars: Vec<&'static str>,
    /// The version that made it.
    pub version: &'static str,
}

/// How much was read, and how much of it counts.
#[derive(Debug, Default, Serialize)]
pub struct Totals {
    pub articles: usize,
    pub outlets: usize,
    pub sentences: usize,
    pub sentences_with_findings: usize,
    pub events: usize,
    /// Events that the words present as done.
    pub events_done: usize,
    pub claims: usize,
    pub claims_checked: usize,
    pub quotes: usize,
    pub undated: usize,
    pub problems: usize,
    /// Relationships with an act that counts: the first of the list.
    pub dyads_with_acts: usize,
}

/// Builds the report from a snapshot of the ledger and the articles that it was read from, their claims checked anew.
pub fn build(snapshot: &Snapshot, articles: &[(Document, Reading)], versions: &Versions) -> Report {
    let mut pages: Vec<Article> =
        articles.iter().map(|(document, reading)| article::build(document, reading)).collect();
    pages.sort_by(|left, right| left.sort_key().cmp(&right.sort_key()));
    let claims = claim::build(articles, versions);
    let (acting, silent): (Vec<DyadPage>, Vec<DyadPage>) =
        dyad::build(snapshot, articles).into_iter().partition(|page| page.counts.iter().any(|count| *count > 0));
    Report {
        totals: Totals { claims_checked: claims.checked, dyads_with_acts: acting.len(), ..totals(articles) },
        claims,
        dyads: acting.into_iter().chain(silent).collect(),
        articles: pages,
        pillars: model::Pillar::ALL.iter().map(|pillar| pillar.label()).collect(),
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn totals(articles: &[(Document, Reading)]) -> Totals {
    let mut totals = Totals { articles: articles.len(), ..Totals::default() };
    let mut outlets = std::collections::BTreeSet::new();
    for (document, reading) in articles {
        outlets.extend(document.header.outlet.value());
        totals.sentences += reading.sentences.len();
        totals.problems += reading.problems.len();
        totals.undated += usize::from(reading.dating.interval.is_none() && reading.dating.year.is_none());
        let mut sentences = std::collections::BTreeSet::new();
        for finding in &reading.findings {
            sentences.insert(crate::describe::sentence_of(finding));
            match finding {
                Finding::Event(event) => {
                    totals.events += 1;
                    totals.events_done += usize::from(event.counts());
                }
                Finding::Claim(_) => totals.claims += 1,
                Finding::Quote(_) => totals.quotes += 1,
            }
        }
        totals.sentences_with_findings += sentences.len();
    }
    totals.outlets = outlets.len();
    totals
}
