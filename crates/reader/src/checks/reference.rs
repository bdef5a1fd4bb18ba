//! Claims held against figures of statistical offices: the few that ship with the project, and imported tables.
//!
//! The reader knows no files: imported figures are an argument. So a table can be imported after the articles were read,
//! and a claim is held against it whenever the ledger is asked.

mod compose;
mod products;
mod verdicts;

use super::Facts;
use super::sheet::Sheet;
use model::{Check, Claim, ReferenceFigure, Verdict};

/// The name of the checks against reference figures.
pub(super) const RULE: &str = "reference";
/// The name of the checks against the other side's figures, where the claim's own side has some too.
pub(super) const MIRROR_RULE: &str = "mirror";
/// The name of the checks of changes against them.
pub(super) const GROWTH_RULE: &str = "reference-growth";

/// How figures of an indicator may be put together, from `ontology/reference/flows.tsv`.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    indicator: &'static str,
    /// True where the figures of months add up to that of the year.
    adds_up: bool,
    /// The indicator under which the other side counts the same thing; empty for none.
    mirror: &'static str,
}

impl Flow {
    pub(super) fn indicator(&self) -> &str {
        self.indicator
    }

    pub(super) fn adds_up(&self) -> bool {
        self.adds_up
    }
}

pub(super) fn flows() -> Vec<Flow> {
    crate::data::rows("ontology/reference/flows.tsv", &["indicator", "adds_up", "mirror"])
        .into_iter()
        .map(|row| Flow { indicator: row[0], adds_up: row[1] == "yes", mirror: row[2] })
        .collect()
}

/// The figures that ship with the project, from `ontology/reference/figures.tsv`.
pub(super) fn shipped() -> Vec<ReferenceFigure> {
    let columns = [
        "indicator",
        "reporter",
        "partner",
        "period",
        "value",
        "unit",
        "change",
        "counted_by",
        "source",
        "vintage",
        "status",
    ];
    let read = |row: Vec<&str>| {
        let value: f64 = row[4].parse().ok()?;
        Some(ReferenceFigure {
            indicator: row[0].to_owned(),
            reporter: row[1].to_owned(),
            partner: row[2].to_owned(),
            product: String::new(),
            product_name: String::new(),
            cut: String::new(),
            period: row[3].to_owned(),
            interval: compose::interval(row[3]),
            value,
            step: printed_step(row[4]),
            unit: row[5].to_owned(),
            change: row[6].parse().ok(),
            counted_by: row[7].to_owned(),
            source: row[8].to_owned(),
            vintage: row[9].to_owned(),
            status: row[10].to_owned(),
            origin: "shipped with Entente".to_owned(),
        })
    };
    crate::data::rows("ontology/reference/figures.tsv", &columns).into_iter().filter_map(read).collect()
}

/// The step of the last printed digit of `1.0706e11` or `372532`.
fn printed_step(text: &str) -> f64 {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    10_f64.powi(exponent.parse::<i32>().unwrap_or(0) - i32::try_from(places).unwrap_or(0))
}

/// Whose statistic a figure is, seen from a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Of the side that the claim speaks for, or of somebody who counts for all.
    Own,
    /// Of the other side, which counts the same thing from its end.
    Mirror,
}

/// What the reference figures say about a claim: a check for each statistic that measures what it states, over the same
/// period, in the same unit. `imported` are the figures about its sides from imported tables, in any order. Empty where no
/// statistic is about it; where one is, and cannot be held against it, a check says why.
pub fn against(facts: &Facts, claim: &Claim, imported: &[ReferenceFigure]) -> Vec<Check> {
    if claim.indicator == "unclassified" || matches!(claim.status.as_deref(), Some("target" | "forecast")) {
        return Vec::new();
    }
    let mut figures = Vec::new();
    for figure in facts.reference_figures.iter().chain(imported) {
        if let Some(role) = role(facts, claim, figure) {
            figures.push((role, figure));
        }
    }
    verdicts::verdicts(facts, claim, &figures)
}

/// The checks of a claim, with those against reference figures made again: for a claim that was read before tables were
/// imported. A claim that nothing could be held against still says so.
pub fn with_references(facts: &Facts, claim: &Claim, imported: &[ReferenceFigure]) -> Vec<Check> {
    let again = against(facts, claim, imported);
    let kept = claim.checks.iter().filter(|check| ![RULE, MIRROR_RULE, GROWTH_RULE].contains(&check.rule.as_str()));
    let mut checks: Vec<Check> = kept.filter(|check| check.rule != super::NO_COUNTERPART).cloned().collect();
    checks.extend(again);
    if checks.is_empty() {
        checks.push(super::nothing_to_hold_it_against());
    }
    checks
}

/// Whose statistic a figure is, where it measures what the claim states, or a part of it that adds up to it.
fn role(facts: &Facts, claim: &Claim, figure: &ReferenceFigure) -> Option<Role> {
    let side = |actor: &Option<model::Actor>| actor.as_ref().map(model::Actor::side).unwrap_or_default();
    let (reporter, partner) = (side(&claim.reporter), side(&claim.partner));
    if reporter.is_empty() {
        return None;
    }
    let same = figure.reporter == reporter && figure.partner == partner;
    let turned = !partner.is_empty() && figure.reporter == partner && figure.partner == reporter;
    let mirror = facts.flow(&claim.indicator).map_or("", |flow| flow.mirror);
    let part = |indicator: &str| {
        matches!(claim.indicator.as_str(), "trade-total" | "trade-balance")
            && matches!(indicator, "exports" | "imports")
    };
    let own = same && (figure.indicator == claim.indicator || part(&figure.indicator));
    let other = turned
        && (!mirror.is_empty() && figure.indicator == mirror
            || claim.indicator == "trade-total" && part(&figure.indicator));
    if !own && !other {
        return None;
    }
    // Trade is the same for both sides: the statistic of the one that the words name as source is its own.
    let named =
        claim.attribution.as_ref().and_then(|said| said.source.as_ref()?.actor.as_ref()).map(model::Actor::side);
    let turned_by_source = claim.indicator == "trade-total" && named.as_ref() == Some(&partner) && !partner.is_empty();
    Some(if own != turned_by_source { Role::Own } else { Role::Mirror })
}

/// Holds every claim of a document against the figures that ship with the project.
pub fn check(sheet: &mut Sheet) {
    let facts = &sheet.view.language.checks;
    let notes: Vec<(usize, Check)> = sheet
        .claims
        .iter()
        .enumerate()
        .flat_map(|(index, claim)| against(facts, claim, &[]).into_iter().map(move |check| (index, check)))
        .filter(|(_, check)| check.verdict != Verdict::NotCheckable)
        .collect();
    for (index, check) in notes {
        sheet.note(index, check);
    }
}

#[cfg(test)]
mod tests;
