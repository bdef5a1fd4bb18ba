//! Reports of one event brought together: ten papers on one summit are one summit.
//!
//! **What it takes together.** Reports that count ([`model::Event::counts`]) on the same directed dyad, of the same PLOVER
//! type, whose times share a day, and whose PLOVER mode or frame (the rule that found them) is the same. The frame stands
//! for the verb: one frame holds the verbs that tell the same act.
//!
//! **Times.** A report with a time of its own within one month covers those days. One without a time covers the
//! [`UNDATED_DAYS`] days that end on the day of publication, because news tells of the days before it; where only the
//! month of publication is known, that month. Where no month can be said, the occasion is `unknown`; such reports are taken
//! together where what is known of their days overlaps or nothing is, and never with dated ones.
//!
//! **How.** In each group reports are taken from the narrowest time to the widest; each joins the latest occasion whose
//! narrowest days it overlaps and whose mode or frame it shares, or starts its own. A wide report (`in June`) therefore
//! never joins two dated occasions into one. Ties go by entry id, so the order of entries plays no part.
//!
//! **When it misleads.** Two strikes told without a day in the same week by the same verb count once; one visit told on
//! the 3rd and again, without a day, on the 20th counts twice. The bounds of the measures say how much hangs on this.

use crate::{events_of, published};
use jiff::ToSpan;
use model::{Dyad, Entry, Event, Interval, Lens, Pillar, Quad, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// How many days, the day of publication included, a report without a time is taken to speak of.
pub const UNDATED_DAYS: i32 = 7;

/// One event of one directed dyad, with the reports of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Occasion {
    /// Who acted toward whom.
    pub dyad: Dyad,
    /// PLOVER type.
    pub event_type: String,
    /// Quad class.
    pub quad: Quad,
    /// The month in which it happened, `YYYY-MM`; `None` where that is not determined.
    pub month: Option<String>,
    /// The narrowest days that a report gives for it.
    pub days: Option<Interval>,
    /// The mean weight of its reports, from −10 to 10.
    pub weight: f64,
    /// The sum of the weights of its reports: what it would add if each report were an event of its own.
    pub report_weight: f64,
    /// The pillars that any of its reports bears on.
    pub pillars: BTreeSet<Pillar>,
    /// The lenses that any of its reports belongs to.
    pub lenses: BTreeSet<Lens>,
    /// True where every report rests on somebody's word.
    pub attributed: bool,
    /// Ids of the entries, in order.
    pub entries: BTreeSet<String>,
    /// Ids of the documents, in order.
    pub documents: BTreeSet<String>,
}

/// One report of an event, placed in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Its event.
    pub event: &'a Event,
    /// The month in which it happened; `None` where that is not determined.
    pub month: Option<String>,
    /// The days within which it happened, as far as the words or the publication tell.
    pub days: Option<Interval>,
}

/// The events of a snapshot, reports of one event taken together; in order of dyad, type, days and entries.
pub fn occasions(snapshot: &Snapshot) -> Vec<Occasion> {
    let published = published(snapshot);
    let mut groups: BTreeMap<(Dyad, &str, bool), Vec<Report>> = BTreeMap::new();
    for (entry, event) in events_of(snapshot).filter(|(_, event)| event.counts()) {
        let report = report(entry, event, published.get(entry.document.as_str()).copied());
        for dyad in event.dyads() {
            groups.entry((dyad, event.event_type.as_str(), report.month.is_none())).or_default().push(report.clone());
        }
    }
    groups.into_iter().flat_map(|((dyad, _, _), reports)| merge(&dyad, reports)).collect()
}

fn report<'a>(entry: &'a Entry, event: &'a Event, published: Option<Interval>) -> Report<'a> {
    let month = event.month(published);
    let own = event.time.as_ref().filter(|time| time.value != "PRESENT_REF");
    let days = match (own, published) {
        (Some(time), _) => time.interval,
        (None, Some(days)) if month.is_some() => {
            let exact = days.start.until(days.end).is_ok_and(|length| length.get_days() < UNDATED_DAYS);
            let start = days.start.checked_sub((UNDATED_DAYS - 1).days()).unwrap_or(days.start);
            Some(if exact { Interval { start, ..days } } else { days })
        }
        (None, published) => published,
    };
    Report { entry, event, month, days }
}

fn merge(dyad: &Dyad, mut reports: Vec<Report>) -> Vec<Occasion> {
    let length = |report: &Report| {
        report.days.map_or(i64::MAX, |days| i64::from(days.start.until(days.end).map_or(0, |span| span.get_days())))
    };
    reports.sort_by(|one, other| {
        (length(one), one.days, &one.entry.id).cmp(&(length(other), other.days, &other.entry.id))
    });
    let mut found: Vec<Vec<Report>> = Vec::new();
    for report in reports {
        let alike = |members: &[Report]| {
            members.iter().any(|member| {
                (member.event.mode.is_some() && member.event.mode == report.event.mode)
                    || member.event.evidence.rule == report.event.evidence.rule
            })
        };
        let same_time = |first: &Report| match (first.days, report.days) {
            (Some(one), Some(other)) => one.overlaps(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let candidates = found.iter_mut().filter(|members| same_time(&members[0]) && alike(members));
        // `max_by_key` takes the last of equals, which the sorting above has fixed.
        match candidates.max_by_key(|members| members[0].days.map(|days| days.start)) {
            Some(members) => members.push(report),
            None => found.push(vec![report]),
        }
    }
    found.iter().map(|members| occasion(dyad, members)).collect()
}

fn occasion(dyad: &Dyad, members: &[Report]) -> Occasion {
    let first = &members[0];
    // Weights have few digits: as whole thousandths they add up to the same sum in any order.
    let thousandths: i64 = members.iter().map(|report| (f64::from(report.event.weight) * 1000.0).round() as i64).sum();
    let report_weight = thousandths as f64 / 1000.0;
    Occasion {
        dyad: dyad.clone(),
        event_type: first.event.event_type.clone(),
        quad: first.event.quad,
        month: first.month.clone(),
        days: first.days,
        weight: report_weight / members.len() as f64,
        report_weight,
        pillars: members.iter().flat_map(|report| report.event.pillars.iter().copied()).collect(),
        lenses: members.iter().flat_map(|report| report.event.lenses.iter().copied()).collect(),
        attributed: members.iter().all(|report| report.event.attribution.is_some()),
        entries: members.iter().map(|report| report.entry.id.clone()).collect(),
        documents: members.iter().map(|report| report.entry.document.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::*;
    use model::Factuality;

    /// Two papers on one visit of 3 June, one undated report of 5 June, and another visit on the 20th: two visits.
    #[test]
    fn worked_example() {
        let visit = |document: &str, time: Option<&str>| entry(document, event("NOR", "SUD", "CONSULT", 1.0).at(time));
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-06-05", "B"), ("c", "2021-06-20", "A")],
            vec![
                visit("a", Some("2021-06-03")),
                visit("b", None),
                visit("c", Some("2021-06-20")),
                visit("b", Some("2021-06-03")),
            ],
        );
        let found = occasions(&snapshot);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].entries.len(), 3);
        assert_eq!(found[0].documents, BTreeSet::from(["a".to_owned(), "b".to_owned()]));
        assert_eq!(found[0].month.as_deref(), Some("2021-06"));
        assert_eq!(found[1].days, Some(days("2021-06-20")));
    }

    #[test]
    fn another_frame_another_dyad_another_type_are_other_occasions() {
        let at = Some("2021-06-03");
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A")],
            vec![
                entry("a", event("NOR", "SUD", "CONSULT", 1.0).at(at)),
                entry("a", event("NOR", "SUD", "CONSULT", 1.0).at(at).by("events/telephone")),
                entry("a", event("SUD", "NOR", "CONSULT", 1.0).at(at)),
                entry("a", event("NOR", "SUD", "AGREE", 3.0).at(at)),
            ],
        );
        assert_eq!(occasions(&snapshot).len(), 4);
    }

    #[test]
    fn the_same_mode_joins_frames() {
        let one = event("NOR", "SUD", "SANCTION", -5.0).mode("embargo").by("events/halt-imports");
        let other = event("NOR", "SUD", "SANCTION", -5.0).mode("embargo").by("events/embargo");
        let snapshot = snapshot(&[("a", "2021-06-04", "A")], vec![entry("a", one), entry("a", other)]);
        assert_eq!(occasions(&snapshot).len(), 1);
    }

    #[test]
    fn a_wide_report_does_not_join_two_days() {
        let snapshot = snapshot(
            &[("a", "2021-07-04", "A")],
            ["2021-06-03", "2021-06-20", "2021-06"]
                .map(|time| entry("a", event("NOR", "SUD", "AID", 7.0).at(Some(time))))
                .into(),
        );
        let found = occasions(&snapshot);
        assert_eq!(found.iter().map(|occasion| occasion.entries.len()).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn what_is_undated_stays_unknown() {
        let snapshot = snapshot(
            &[("a", "", "A"), ("b", "2021-06-04", "B")],
            vec![
                entry("a", event("NOR", "SUD", "AID", 7.0)),
                entry("b", event("NOR", "SUD", "AID", 7.0).at(Some("2020"))),
                entry("b", event("NOR", "SUD", "AID", 7.0).told_as(Factuality::Habitual)),
                entry("b", event("NOR", "SUD", "AID", 7.0).told_as(Factuality::Denied)),
                entry("b", event("NOR", "NOR", "AID", 7.0)),
            ],
        );
        let found = occasions(&snapshot);
        assert!(found.iter().all(|occasion| occasion.month.is_none()));
        assert_eq!(found.iter().map(|occasion| occasion.entries.len()).sum::<usize>(), 3);
    }
}
