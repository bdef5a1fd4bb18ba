//! An overview of the unordered pairs: what there is between two sides, and how much stands behind it.
//!
//! **Events** are [occasions](crate::occasions()); an act of both on each other (`the two sides agreed`) is one event of the
//! pair and one in each direction. **Claims** are those whose reporter and partner are the two. A **quotation** has a
//! speaker but no addressee: it counts for the pairs of its speaker's side that have an event or claim in the same
//! sentence, and for the pair (or pairs, on a tie) of that side that its document says most about.

use crate::{Sources, occasions};
use model::{Actor, Finding, Lens, Pillar, Snapshot};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What there is between two sides.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct DyadSummary {
    /// The two sides, in alphabetical order.
    pub sides: (String, String),
    /// Events told as done, reports of one event taken together.
    pub events: usize,
    /// Reports of those events.
    pub reports: usize,
    /// Reports of acts intended, foreseen, possible, conditional, denied, or long past, and authors' judgements.
    pub not_counted: usize,
    /// Claims about the two.
    pub claims: usize,
    /// Quotations.
    pub quotes: usize,
    /// Documents behind any of these.
    pub documents: usize,
    /// Outlets, as headers name them, behind any of these.
    pub outlets: usize,
    /// Events and claims by pillar.
    pub pillars: BTreeMap<Pillar, usize>,
    /// Events by lens.
    pub lenses: BTreeMap<Lens, usize>,
    /// The first month with an event, `YYYY-MM`.
    pub first: Option<String>,
    /// The last month with an event.
    pub last: Option<String>,
    /// What the first side did toward the second.
    pub forward: Toward,
    /// What the second side did toward the first.
    pub backward: Toward,
    /// Ids of the entries, in order.
    pub entries: BTreeSet<String>,
}

/// One direction of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Toward {
    /// Events.
    pub events: usize,
    /// The sum of their weights.
    pub net_score: f64,
    /// Their mean weight; `None` where there is no event.
    pub mean_score: Option<f64>,
}

type Pair = (String, String);

/// The pairs of a snapshot, those with most behind them first; ties by name.
pub fn dyads(snapshot: &Snapshot) -> Vec<DyadSummary> {
    let mut pairs: BTreeMap<Pair, DyadSummary> = BTreeMap::new();
    add_occasions(&mut pairs, snapshot);
    let named = add_findings(&mut pairs, snapshot);
    add_quotes(&mut pairs, snapshot, &named);
    let sources = Sources::new(snapshot);
    let mut all: Vec<DyadSummary> = pairs.into_values().collect();
    for summary in &mut all {
        (summary.documents, summary.outlets) = sources.count(summary.entries.iter());
        for toward in [&mut summary.forward, &mut summary.backward] {
            toward.mean_score = (toward.events > 0).then(|| toward.net_score / toward.events as f64);
        }
    }
    all.sort_by_key(|summary| {
        (std::cmp::Reverse(summary.events + summary.claims + summary.quotes), summary.sides.clone())
    });
    all
}

fn ordered(one: &str, other: &str) -> Pair {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    (one.to_owned(), other.to_owned())
}

fn summary(pairs: &mut BTreeMap<Pair, DyadSummary>, pair: Pair) -> &mut DyadSummary {
    pairs.entry(pair.clone()).or_insert_with(|| DyadSummary { sides: pair, ..DyadSummary::default() })
}

fn add_occasions(pairs: &mut BTreeMap<Pair, DyadSummary>, snapshot: &Snapshot) {
    // By dyad, so that for each pair the forward direction is complete before the backward one begins.
    let mut forward: BTreeMap<Pair, BTreeSet<String>> = BTreeMap::new();
    let all = occasions(snapshot);
    let (ahead, back): (Vec<_>, Vec<_>) = all.iter().partition(|occasion| occasion.dyad.source < occasion.dyad.target);
    for occasion in ahead.into_iter().chain(back) {
        let pair = ordered(&occasion.dyad.source, &occasion.dyad.target);
        let is_forward = occasion.dyad.source == pair.0;
        let summary = summary(pairs, pair.clone());
        let toward = if is_forward { &mut summary.forward } else { &mut summary.backward };
        toward.events += 1;
        toward.net_score += occasion.weight;
        let told = forward.entry(pair).or_default();
        let is_new = is_forward || occasion.entries.is_disjoint(told);
        if is_forward {
            told.extend(occasion.entries.iter().cloned());
        }
        summary.reports += occasion.entries.difference(&summary.entries).count();
        summary.entries.extend(occasion.entries.iter().cloned());
        if !is_new {
            continue;
        }
        summary.events += 1;
        occasion.pillars.iter().for_each(|pillar| *summary.pillars.entry(*pillar).or_default() += 1);
        occasion.lenses.iter().for_each(|lens| *summary.lenses.entry(*lens).or_default() += 1);
        if let Some(month) = &occasion.month {
            summary.first = Some(summary.first.take().map_or_else(|| month.clone(), |first| first.min(month.clone())));
            summary.last = Some(summary.last.take().map_or_else(|| month.clone(), |last| last.max(month.clone())));
        }
    }
}

/// In which document and sentence each pair is named by an event or a claim, and how often.
type Named = BTreeMap<String, BTreeMap<Pair, BTreeMap<usize, usize>>>;

fn add_findings(pairs: &mut BTreeMap<Pair, DyadSummary>, snapshot: &Snapshot) -> Named {
    let mut named = Named::new();
    for entry in &snapshot.entries {
        let (sentence, found): (usize, BTreeSet<Pair>) = match &entry.finding {
            Finding::Event(event) => {
                let found: BTreeSet<Pair> =
                    event.dyads().iter().map(|dyad| ordered(&dyad.source, &dyad.target)).collect();
                for pair in found.iter().filter(|_| !event.counts()) {
                    let summary = summary(pairs, pair.clone());
                    summary.not_counted += 1;
                    summary.entries.insert(entry.id.clone());
                }
                (event.sentence, found)
            }
            Finding::Claim(claim) => {
                let side = |actor: &Option<Actor>| actor.as_ref().filter(|actor| actor.is_side()).map(Actor::side);
                let (Some(one), Some(other)) = (side(&claim.reporter), side(&claim.partner)) else { continue };
                if one == other {
                    continue;
                }
                let pair = ordered(&one, &other);
                let summary = summary(pairs, pair.clone());
                summary.claims += 1;
                summary.entries.insert(entry.id.clone());
                claim.pillar.iter().for_each(|pillar| *summary.pillars.entry(*pillar).or_default() += 1);
                (claim.sentence, BTreeSet::from([pair]))
            }
            Finding::Quote(_) => continue,
        };
        for pair in found {
            let sentences = named.entry(entry.document.clone()).or_default().entry(pair).or_default();
            *sentences.entry(sentence).or_default() += 1;
        }
    }
    named
}

fn add_quotes(pairs: &mut BTreeMap<Pair, DyadSummary>, snapshot: &Snapshot, named: &Named) {
    for entry in &snapshot.entries {
        let Finding::Quote(quote) = &entry.finding else { continue };
        let speaker = quote.attribution.source.as_ref().and_then(|party| party.actor.as_ref());
        let Some(side) = speaker.filter(|actor| actor.is_side()).map(Actor::side) else { continue };
        let Some(document) = named.get(&entry.document) else { continue };
        let of_speaker = || document.iter().filter(|(pair, _)| pair.0 == side || pair.1 == side);
        let most = of_speaker().map(|(_, sentences)| sentences.values().sum::<usize>()).max();
        for (pair, sentences) in of_speaker() {
            if sentences.contains_key(&quote.sentence) || Some(sentences.values().sum()) == most {
                let summary = summary(pairs, pair.clone());
                summary.quotes += 1;
                summary.entries.insert(entry.id.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::*;
    use model::{Attribution, Claim, Evidence, Factuality, Quote, QuoteKind, Span};

    fn evidence() -> Evidence {
        Evidence { rule: "example".to_owned(), span: Span::default(), witnesses: vec![], children: vec![] }
    }

    fn quote(speaker: &str, sentence: usize) -> Finding {
        let attribution = Attribution { source: Some(party(speaker)), cue: None, outer: None };
        Finding::Quote(Quote {
            sentence,
            kind: QuoteKind::Direct,
            attribution,
            content: vec![],
            pillars: vec![],
            lenses: vec![],
            evidence: evidence(),
        })
    }

    fn claim(reporter: &str, partner: &str) -> Finding {
        Finding::Claim(Claim {
            sentence: 3,
            indicator: "exports".to_owned(),
            reporter: party(reporter).actor,
            partner: party(partner).actor,
            dimension: None,
            period: None,
            level: None,
            change: None,
            attribution: None,
            status: None,
            pillar: Some(Pillar::EconomicComplementarity),
            checks: vec![],
            evidence: evidence(),
        })
    }

    /// Norland and Sudria sign a treaty; Norland gives aid a month later and denies a threat; Sudria's exports, and
    /// its minister, are quoted. Westland is named once, in the sentence of a quotation.
    #[test]
    fn worked_example() {
        let trust = Pillar::PoliticalTrust;
        let snapshot = snapshot(
            &[("a", "2021-06-04", "A"), ("b", "2021-07-05", "B")],
            vec![
                entry("a", event("NOR", "SUD", "AGREE", 6.0).pillar(trust).lens(Lens::SharedCrisis).both_ways()),
                entry("b", event("NOR", "SUD", "AID", 7.0)),
                entry("b", event("NOR", "SUD", "THREATEN", -6.0).told_as(Factuality::Denied)),
                entry("b", claim("SUD", "NOR")),
                entry("b", quote("SUD", 9)),
                entry("a", event("SUD", "WES", "ACCUSE", -2.0)),
                entry("a", quote("WES", 0)),
            ],
        );
        let all = dyads(&snapshot);
        assert_eq!(all.len(), 2);
        let pair = &all[0];
        assert_eq!(pair.sides, ("NOR".to_owned(), "SUD".to_owned()));
        assert_eq!((pair.events, pair.reports, pair.not_counted, pair.claims, pair.quotes), (2, 2, 1, 1, 1));
        assert_eq!((pair.documents, pair.outlets, pair.entries.len()), (2, 2, 5));
        assert_eq!(pair.pillars, BTreeMap::from([(trust, 1), (Pillar::EconomicComplementarity, 1)]));
        assert_eq!(pair.lenses, BTreeMap::from([(Lens::SharedCrisis, 1)]));
        assert_eq!((pair.first.as_deref(), pair.last.as_deref()), (Some("2021-06"), Some("2021-07")));
        assert_eq!(pair.forward, Toward { events: 2, net_score: 13.0, mean_score: Some(6.5) });
        assert_eq!(pair.backward, Toward { events: 1, net_score: 6.0, mean_score: Some(6.0) });
        assert_eq!((all[1].sides.1.as_str(), all[1].events, all[1].quotes), ("WES", 1, 1));
    }
}
