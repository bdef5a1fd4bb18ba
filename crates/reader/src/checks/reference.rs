//! Figures of statistical offices, and claims held against them.

use super::number::{Range, show, show_quantity};
use super::sheet::Sheet;
use model::{Check, Claim, Verdict};

/// A figure of a statistical office.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Indicator id.
    pub indicator: String,
    /// Side of the reporter, as claims have it.
    pub reporter: String,
    /// Side of the partner; empty for indicators of one state.
    pub partner: String,
    /// A year, an academic year, or `first/last` month: `2020`, `2019/2020`, `2020-01/2020-09`.
    pub period: String,
    /// Value in units.
    pub value: f64,
    /// Unit code.
    pub unit: String,
    /// Percentage change on the year before, where printed.
    pub change: Option<f64>,
    /// Whose statistic it is: the side that counted.
    pub counted_by: String,
    /// Who published it.
    pub source: String,
    /// When it was published or taken.
    pub vintage: String,
    /// `preliminary` or `final`.
    pub status: String,
}

/// A table of reference figures: those that ship with the project, and those that were imported.
#[derive(Debug, Clone, Default)]
pub struct References {
    /// In the order of their table.
    pub rows: Vec<Reference>,
}

impl References {
    /// From `ontology/reference/figures.tsv`.
    pub fn embedded() -> References {
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
        let rows = crate::data::rows("ontology/reference/figures.tsv", &columns);
        let read = |row: Vec<&str>| {
            Some(Reference {
                indicator: row[0].to_owned(),
                reporter: row[1].to_owned(),
                partner: row[2].to_owned(),
                period: row[3].to_owned(),
                value: row[4].parse().ok()?,
                unit: row[5].to_owned(),
                change: row[6].parse().ok(),
                counted_by: row[7].to_owned(),
                source: row[8].to_owned(),
                vintage: row[9].to_owned(),
                status: row[10].to_owned(),
            })
        };
        References { rows: rows.into_iter().filter_map(read).collect() }
    }

    /// The table with imported rows added after its own.
    pub fn with(mut self, imported: impl IntoIterator<Item = Reference>) -> References {
        self.rows.extend(imported);
        self
    }

    /// The rows that measure what a claim states: same indicator, sides, period and unit. For trade, exports of one side
    /// and imports of the other are the same flow, counted by each.
    fn of<'r>(&'r self, claim: &'r Claim) -> impl Iterator<Item = &'r Reference> {
        let side = |actor: &Option<model::Actor>| actor.as_ref().map(model::Actor::side).unwrap_or_default();
        let (reporter, partner) = (side(&claim.reporter), side(&claim.partner));
        let period =
            claim.period.as_ref().and_then(|time| time.interval.map(|interval| (time.value.clone(), interval)));
        let unit = claim.level.as_ref().map(|level| level.unit.clone());
        self.rows.iter().filter(move |row| {
            let same = row.reporter == reporter && row.partner == partner;
            let swapped = row.reporter == partner && row.partner == reporter;
            let flow = row.indicator == claim.indicator && (same || swapped && claim.indicator == "trade-total")
                || swapped
                    && matches!(
                        (row.indicator.as_str(), claim.indicator.as_str()),
                        ("exports", "imports") | ("imports", "exports")
                    );
            flow && unit.as_ref() == Some(&row.unit)
                && period
                    .as_ref()
                    .is_some_and(|(value, interval)| *value == row.period || covers(&row.period, *interval))
        })
    }
}

/// True where the period of a row is the interval.
fn covers(period: &str, interval: model::Interval) -> bool {
    let (first, last) = period.split_once('/').unwrap_or((period, period));
    let months = |text: &str| -> Option<(i16, Option<i8>)> {
        let mut parts = text.split('-');
        Some((parts.next()?.parse().ok()?, parts.next().and_then(|month| month.parse().ok())))
    };
    let (Some(first), Some(last)) = (months(first), months(last)) else { return false };
    if first.1.is_none() && last.0 != first.0 {
        return false;
    }
    let start = (interval.start.year(), interval.start.month(), interval.start.day());
    let end = interval.end;
    start == (first.0, first.1.unwrap_or(1), 1)
        && (end.year(), end.month()) == (last.0, last.1.unwrap_or(12))
        && end == end.last_of_month()
}

/// Holds every claim with level and period against the reference figures.
pub fn check(sheet: &mut Sheet) {
    let references = &sheet.view.language.checks.references;
    let mut notes = Vec::new();
    for (index, claim) in sheet.claims.iter().enumerate() {
        let Some(level) = &claim.level else { continue };
        if claim.dimension.is_some() || matches!(claim.status.as_deref(), Some("target" | "forecast")) {
            continue;
        }
        let stated = Range::of(level);
        let rows: Vec<&Reference> = references.of(claim).collect();
        let fits = |row: &Reference| {
            stated.widened(super::number::step(level) / 2.0).meets(Range { low: row.value, high: row.value })
        };
        let agreeing: Vec<&str> = rows.iter().filter(|row| fits(row)).map(|row| row.counted_by.as_str()).collect();
        for row in &rows {
            let gap = (level.value / row.value - 1.0) * 100.0;
            let mirror = !agreeing.is_empty() && !agreeing.contains(&row.counted_by.as_str())
                || agreeing.is_empty()
                    && claim.reporter.as_ref().is_some_and(|reporter| reporter.side() != row.counted_by);
            let verdict = if (level.value - row.value).abs() <= 1e-9 * row.value.abs() {
                Verdict::Agrees
            } else if fits(row) {
                Verdict::AgreesWithinRounding
            } else if mirror {
                Verdict::ConflictsWithMirror
            } else if !agreeing.is_empty() || gap.abs() <= 3.0 {
                Verdict::DiffersByVintage
            } else if gap.abs() > 10.0 && agreeing.is_empty() {
                Verdict::Disagrees
            } else {
                Verdict::Ambiguous
            };
            let mut working =
                format!("stated {}; {} has {} ({gap:+.1} %)", show_quantity(level), row.source, show(row.value));
            if let Some(change) = row.change {
                working += &format!(", a change of {change:+} %");
            }
            notes.push((
                index,
                Check {
                    verdict,
                    rule: "reference".to_owned(),
                    working,
                    spans: Vec::new(),
                    reference: Some(format!(
                        "{}, vintage {}, {}, counted by {}",
                        row.source, row.vintage, row.status, row.counted_by
                    )),
                },
            ));
        }
    }
    for (index, check) in notes {
        sheet.note(index, check);
    }
}
