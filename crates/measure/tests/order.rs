//! Whatever the order of entries and documents, the measures are the same.

use measure::{dyads, occasions, series};
use model::*;
use proptest::prelude::*;

fn party(code: &str) -> Party {
    let actor = Actor {
        id: code.to_owned(),
        name: code.to_owned(),
        country: Some(code.to_owned()),
        sector: None,
        kind: ActorKind::State,
        office: None,
    };
    Party { span: Span::default(), actor: Some(actor) }
}

fn interval(start: i16, length: i16) -> Interval {
    let first = jiff::civil::date(2021, 5, 1);
    let day = |n: i16| first.checked_add(jiff::ToSpan::days(i64::from(n))).unwrap();
    Interval { start: day(start), end: day(start + length) }
}

prop_compose! {
    fn any_event()(
        source in 0..3_usize, target in 0..3_usize, kind in 0..3_usize, mode in 0..3_usize, rule in 0..3_usize,
        weight in -100..100_i32, factuality in 0..4_usize, opinion in 0..5_u8, both in any::<bool>(),
        time in proptest::option::of((0..90_i16, prop_oneof![Just(0_i16), Just(6), Just(40)])),
        pillar in 0..5_usize,
    ) -> Finding {
        let codes = ["NOR", "SUD", "WES"];
        let (event_type, quad) =
            [("AGREE", Quad::VerbalCooperation), ("AID", Quad::MaterialCooperation), ("ASSAULT", Quad::MaterialConflict)][kind];
        let (one, other) = (party(codes[source]), party(codes[target]));
        let all = vec![one.clone(), other.clone()];
        let (sources, targets) = if both { (all.clone(), all) } else { (vec![one], vec![other]) };
        Finding::Event(Event {
            sentence: 0,
            sources,
            targets,
            event_type: event_type.to_owned(),
            mode: [None, Some("one"), Some("two")][mode].map(str::to_owned),
            cameo: None,
            contexts: vec![],
            quad,
            weight: weight as f32 / 10.0,
            factuality: [Factuality::Actual, Factuality::Actual, Factuality::Habitual, Factuality::Denied][factuality],
            attribution: None,
            opinion: opinion == 0,
            time: time.map(|(start, length)| Time {
                kind: TimeKind::Date,
                value: String::new(),
                interval: Some(interval(start, length)),
                grain: Grain::Day,
                absolute: true,
                modifier: None,
            }),
            place: None,
            pillars: vec![Pillar::ALL[pillar]],
            lenses: vec![Lens::SharedCrisis],
            third_parties: vec![],
            evidence: Evidence { rule: format!("events/{rule}"), span: Span::default(), witnesses: vec![], children: vec![] },
        })
    }
}

fn snapshot(findings: Vec<Finding>) -> Snapshot {
    let documents = (0..6_i16)
        .map(|number| DocumentRecord {
            id: number.to_string(),
            source: String::new(),
            header: Header {
                outlet: Field::Given(["A", "B"][number as usize % 2].to_owned(), Span::default()),
                ..Header::default()
            },
            published: [Some(interval(number * 15, 0)), Some(interval(0, 30)), None][number as usize % 3],
        })
        .collect();
    let entries = findings
        .into_iter()
        .enumerate()
        .map(|(index, finding)| Entry {
            id: format!("{:08x}", (index as u32).wrapping_mul(2_654_435_761)),
            document: (index % 6).to_string(),
            finding,
            recorded_at: String::new(),
            supersedes: None,
        })
        .collect();
    Snapshot { documents, entries }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_entries_does_not_matter(
        (one, other) in proptest::collection::vec(any_event(), 0..40).prop_map(snapshot).prop_flat_map(|one| {
            let shuffled = (Just(one.documents.clone()).prop_shuffle(), Just(one.entries.clone()).prop_shuffle())
                .prop_map(|(documents, entries)| Snapshot { documents, entries });
            (Just(one), shuffled)
        })
    ) {
        prop_assert_eq!(occasions(&one), occasions(&other));
        prop_assert_eq!(series(&one), series(&other));
        prop_assert_eq!(dyads(&one), dyads(&other));
    }

    #[test]
    fn figures_stay_in_their_ranges(one in proptest::collection::vec(any_event(), 0..40).prop_map(snapshot)) {
        for series in series(&one) {
            prop_assert!(series.pair.source != series.pair.target);
            prop_assert!(series.points.is_sorted_by(|a, b| a.period < b.period));
            for point in &series.points {
                prop_assert!(!point.entries.is_empty() && point.documents > 0 && point.outlets > 0);
                prop_assert!(point.entries.is_sorted_by(|a, b| a < b));
                if series.measure == "mean-score" {
                    prop_assert!((-10.0..=10.0).contains(&point.value));
                }
                if let Some((low, high)) = point.interval {
                    prop_assert!(low <= point.value + 1e-9 && point.value <= high + 1e-9, "{} {:?}", series.measure, point);
                }
            }
        }
    }
}
