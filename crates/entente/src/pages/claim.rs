//! Claims: the list by verdict, and a page for each that something could be held against.

use super::{article, dyad};
use crate::checking::{self, Coverage, VERDICTS, Versions};
use crate::describe;
use model::{Check, Claim, Document, Finding, Reading, Verdict};
use serde::Serialize;

/// All claims: how many could be checked, and those that could, by verdict.
#[derive(Debug, Serialize)]
pub struct Claims {
    pub claims: usize,
    pub checked: usize,
    /// Per cent of claims that could be checked, one decimal.
    pub percent: String,
    /// Those that could be checked, what needs a look first.
    pub groups: Vec<Group>,
    /// Why the others could not, and how many.
    pub not_checkable: Vec<(&'static str, usize)>,
}

/// Claims of one verdict.
#[derive(Debug, Serialize)]
pub struct Group {
    pub verdict: &'static str,
    pub tone: &'static str,
    pub claims: Vec<ClaimPage>,
}

/// A claim with everything that bears on it.
#[derive(Debug, Serialize)]
pub struct ClaimPage {
    /// `ARTICLE-NUMBER`: the address of its page.
    pub key: String,
    pub item: dyad::Item,
    pub indicator: String,
    /// Reporter and partner.
    pub sides: String,
    /// Level and change as stated.
    pub figure: String,
    pub period: String,
    pub verdict: &'static str,
    pub tone: &'static str,
    /// The first check, in one line.
    pub gist: String,
    /// Labels and values of the claim itself.
    pub rows: Vec<(&'static str, String)>,
    pub checks: Vec<CheckRow>,
    pub versions: Vec<VersionRow>,
    /// What a search finds it by, in lower case.
    pub find: String,
}

/// A check with its working.
#[derive(Debug, Serialize)]
pub struct CheckRow {
    pub verdict: &'static str,
    pub tone: &'static str,
    /// What was held against what: `parts and total`.
    pub rule: String,
    /// The working, cut where a new step begins.
    pub steps: Vec<String>,
    /// The reference figure's source, vintage, status, counter and place.
    pub reference: Option<String>,
    /// The words of the article that it rests on.
    pub words: Vec<String>,
}

/// Another article's version.
#[derive(Debug, Serialize)]
pub struct VersionRow {
    pub item: dyad::Item,
    pub verdict: &'static str,
    pub tone: &'static str,
    pub working: String,
}

/// Builds the list.
pub fn build(articles: &[(Document, Reading)], versions: &Versions) -> Claims {
    let mut coverage = Coverage::default();
    let mut found: Vec<(Verdict, ClaimPage)> = Vec::new();
    for (index, (document, reading)) in articles.iter().enumerate() {
        for (number, finding) in reading.findings.iter().enumerate() {
            let Finding::Claim(claim) = finding else { continue };
            let verdict = checking::listed_under(claim, versions.of(index, number), articles);
            coverage.add(claim, verdict);
            if verdict != Verdict::NotCheckable {
                found.push((verdict, page(articles, versions, (index, number), claim, verdict, document, reading)));
            }
        }
    }
    let mut groups: Vec<Group> = VERDICTS
        .iter()
        .map(|verdict| Group {
            verdict: describe::verdict(*verdict),
            tone: checking::tone(*verdict),
            claims: Vec::new(),
        })
        .collect();
    for (verdict, page) in found {
        if let Some(group) = VERDICTS.iter().position(|other| *other == verdict).and_then(|at| groups.get_mut(at)) {
            group.claims.push(page);
        }
    }
    for group in &mut groups {
        group.claims.sort_by(|left, right| {
            (&left.sides, &left.period, &left.key).cmp(&(&right.sides, &right.period, &right.key))
        });
    }
    groups.retain(|group| !group.claims.is_empty());
    Claims {
        claims: coverage.claims,
        checked: coverage.checked,
        percent: format!("{:.1}", coverage.percent()),
        groups,
        not_checkable: coverage.not_checkable.into_iter().collect(),
    }
}

fn page(
    articles: &[(Document, Reading)],
    versions: &Versions,
    (index, number): (usize, usize),
    claim: &Claim,
    verdict: Verdict,
    document: &Document,
    reading: &Reading,
) -> ClaimPage {
    let finding = &reading.findings[number];
    let item = dyad::item(document, reading, number, finding);
    let figures: Vec<String> =
        [claim.level.as_ref(), claim.change.as_ref()].into_iter().flatten().map(describe::quantity).collect();
    let checks: Vec<CheckRow> = claim.checks.iter().map(|check| check_row(check, document)).collect();
    let others: Vec<VersionRow> = versions
        .of(index, number)
        .iter()
        .map(|version| {
            let (document, reading) = &articles[version.article];
            VersionRow {
                item: dyad::item(document, reading, version.number, &reading.findings[version.number]),
                verdict: describe::verdict(version.verdict),
                tone: checking::tone(version.verdict),
                working: describe::tidy(&version.working),
            }
        })
        .collect();
    let telling = claim.checks.iter().find(|check| check.verdict == verdict);
    let gist = telling
        .map(|check| describe::tidy(&check.working))
        .or_else(|| others.first().map(|other| format!("{}: {}", other.item.outlet, other.working)))
        .unwrap_or_default();
    let indicator = describe::indicator(claim);
    let sides = describe::sides(claim);
    let find =
        format!("{} {sides} {} {}", indicator, article::outlet(document), describe::verdict(verdict)).to_lowercase();
    ClaimPage {
        key: format!("{}-{number}", document.id),
        item,
        indicator,
        sides,
        figure: figures.join(", "),
        period: claim.period.as_ref().map(describe::period_words).unwrap_or_default(),
        verdict: describe::verdict(verdict),
        tone: checking::tone(verdict),
        gist: describe::shorten(&gist, 200),
        rows: describe::rows(finding, &document.text).into_iter().filter(|(label, _)| *label != "check").collect(),
        checks,
        versions: others,
        find,
    }
}

fn check_row(check: &Check, document: &Document) -> CheckRow {
    let words = check.spans.iter().map(|span| describe::shorten(&describe::words(*span, &document.text), 160));
    CheckRow {
        verdict: describe::verdict(check.verdict),
        tone: checking::tone(check.verdict),
        rule: describe::rule(&check.rule),
        steps: describe::tidy(&check.working).split("; ").map(str::to_owned).collect(),
        reference: check.reference.clone(),
        words: words.filter(|words| !words.is_empty()).collect(),
    }
}
