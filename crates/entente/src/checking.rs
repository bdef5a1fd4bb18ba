//! The claims of a ledger, held against imported figures and against each other: made anew whenever the ledger is asked,
//! because tables and other articles may have come since an article was read.

use anyhow::Result;
use ledger::Ledger;
use model::{Actor, Check, Claim, Document, Finding, Reading, ReferenceFigure, Verdict};
use reader::checks::{Facts, across, headline, with_references};
use std::collections::BTreeMap;

/// The name of the check against other articles' versions of a claim.
pub const ACROSS: &str = "other-articles";

/// Another article's version of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Index of the article among those that were checked.
    pub article: usize,
    /// Index of the claim among its findings.
    pub number: usize,
    /// What comparing the two gave.
    pub verdict: Verdict,
    /// The figures, seen from the claim: `78.84 bn USD here, 79.1 bn USD there`.
    pub working: String,
}

/// Other articles' versions, by article and finding.
#[derive(Debug, Default)]
pub struct Versions(BTreeMap<(usize, usize), Vec<Version>>);

impl Versions {
    /// The versions of a claim in other articles, in order of these.
    pub fn of(&self, article: usize, number: usize) -> &[Version] {
        self.0.get(&(article, number)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The imported figures of a ledger by pairs of sides, each asked for once.
pub struct Shelf<'l> {
    ledger: &'l Ledger,
    known: BTreeMap<(String, String), Vec<ReferenceFigure>>,
}

impl<'l> Shelf<'l> {
    /// Nothing asked for yet.
    pub fn new(ledger: &'l Ledger) -> Shelf<'l> {
        Shelf { ledger, known: BTreeMap::new() }
    }

    /// The imported figures about the sides of a claim.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn about(&mut self, claim: &Claim) -> Result<&[ReferenceFigure]> {
        let side = |actor: &Option<Actor>| actor.as_ref().map(Actor::side).unwrap_or_default();
        let pair = (side(&claim.reporter), side(&claim.partner));
        if pair.0.is_empty() {
            return Ok(&[]);
        }
        if !self.known.contains_key(&pair) {
            let figures = self.ledger.reference_figures(&pair.0, &pair.1)?;
            self.known.insert(pair.clone(), figures);
        }
        Ok(self.known.get(&pair).map(Vec::as_slice).unwrap_or_default())
    }
}

/// Makes the checks of every claim anew, with the figures that the ledger holds now, and finds other articles' versions.
///
/// # Errors
/// Where the ledger cannot be read.
pub fn recheck(ledger: &Ledger, facts: &Facts, articles: &mut [(Document, Reading)]) -> Result<Versions> {
    let mut shelf = Shelf::new(ledger);
    for (_, reading) in articles.iter_mut() {
        for finding in &mut reading.findings {
            if let Finding::Claim(claim) = finding {
                claim.checks = with_references(facts, claim, shelf.about(claim)?);
            }
        }
    }
    Ok(versions(articles))
}

/// The versions of each claim in other articles.
fn versions(articles: &[(Document, Reading)]) -> Versions {
    let mut places = Vec::new();
    let mut claims: Vec<(&str, &Claim)> = Vec::new();
    for (article, (document, reading)) in articles.iter().enumerate() {
        for (number, finding) in reading.findings.iter().enumerate() {
            if let Finding::Claim(claim) = finding {
                places.push((article, number));
                claims.push((&document.id, claim));
            }
        }
    }
    let mut versions = Versions::default();
    for comparison in across(&claims) {
        let (first, second) = (places[comparison.first], places[comparison.second]);
        let mut note = |of: (usize, usize), other: (usize, usize), working: String| {
            let version = Version { article: other.0, number: other.1, verdict: comparison.verdict, working };
            versions.0.entry(of).or_default().push(version);
        };
        note(first, second, comparison.turned(&claims));
        note(second, first, comparison.working);
    }
    versions
}

/// The checks of a claim with those against other articles' versions behind them.
pub fn all_checks(claim: &Claim, versions: &[Version], articles: &[(Document, Reading)]) -> Vec<Check> {
    let mut checks = claim.checks.clone();
    if !versions.is_empty() {
        checks.retain(|check| check.rule != reader::checks::NO_COUNTERPART);
    }
    checks.extend(versions.iter().map(|version| {
        let (document, reading) = &articles[version.article];
        Check {
            verdict: version.verdict,
            rule: ACROSS.to_owned(),
            working: version.working.clone(),
            spans: Vec::new(),
            reference: Some(format!(
                "{}, {}",
                crate::pages::article::outlet(document),
                crate::pages::article::date(reading)
            )),
        }
    }));
    checks
}

/// The verdict that a claim is listed under: that of its own checks, and where these say nothing, that of the comparison
/// with other articles.
pub fn listed_under(claim: &Claim, versions: &[Version], articles: &[(Document, Reading)]) -> Verdict {
    match headline(&claim.checks) {
        Verdict::NotCheckable | Verdict::Ambiguous => headline(&all_checks(claim, versions, articles)),
        verdict => verdict,
    }
}

/// How many claims could be checked, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Coverage {
    /// Claims.
    pub claims: usize,
    /// Claims that something could be held against.
    pub checked: usize,
    /// Claims by the verdict that they are listed under, in the order of verdicts.
    pub verdicts: BTreeMap<&'static str, usize>,
    /// Why the others could not be checked.
    pub not_checkable: BTreeMap<&'static str, usize>,
}

impl Coverage {
    /// Counts a claim.
    pub fn add(&mut self, claim: &Claim, verdict: Verdict) {
        self.claims += 1;
        *self.verdicts.entry(key(verdict)).or_default() += 1;
        if verdict != Verdict::NotCheckable {
            self.checked += 1;
            return;
        }
        let reference = claim.checks.iter().any(|check| check.rule == "reference");
        let why = if claim.indicator == "unclassified" {
            "no indicator known"
        } else if claim.level.is_none() && claim.change.is_none() {
            "no figure stated"
        } else if claim.reporter.is_none() {
            "no side named"
        } else if claim.period.as_ref().is_none_or(|period| period.interval.is_none()) {
            "no period determined"
        } else if reference {
            "tables lack the period or unit"
        } else {
            "no figure to hold it against"
        };
        *self.not_checkable.entry(why).or_default() += 1;
    }

    /// The share that could be checked, in per cent.
    pub fn percent(&self) -> f64 {
        if self.claims == 0 { 0.0 } else { self.checked as f64 / self.claims as f64 * 100.0 }
    }
}

/// The stable name of a verdict: `agrees_within_rounding`.
pub fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "agrees",
        Verdict::AgreesWithinRounding => "agrees_within_rounding",
        Verdict::Disagrees => "disagrees",
        Verdict::ConflictsWithMirror => "conflicts_with_mirror",
        Verdict::DiffersByVintage => "differs_by_vintage",
        Verdict::Implausible => "implausible",
        Verdict::Stale => "stale",
        Verdict::NotCheckable => "not_checkable",
        Verdict::Ambiguous => "ambiguous",
    }
}

/// Every verdict, in the order in which claims are listed: what needs a look first.
pub const VERDICTS: [Verdict; 9] = [
    Verdict::Disagrees,
    Verdict::Implausible,
    Verdict::Stale,
    Verdict::ConflictsWithMirror,
    Verdict::DiffersByVintage,
    Verdict::Ambiguous,
    Verdict::Agrees,
    Verdict::AgreesWithinRounding,
    Verdict::NotCheckable,
];

/// Colour class of a verdict: `agrees`, `disagrees`, `doubt`.
pub fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees | Verdict::AgreesWithinRounding => "agrees",
        Verdict::Disagrees | Verdict::Implausible | Verdict::Stale => "disagrees",
        Verdict::ConflictsWithMirror | Verdict::DiffersByVintage | Verdict::NotCheckable | Verdict::Ambiguous => {
            "doubt"
        }
    }
}
