//! Events of invented states, for the worked examples.

use model::*;

pub(crate) struct Sample(Event);

pub(crate) fn party(code: &str) -> Party {
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

/// A day, a month, or a year.
pub(crate) fn days(text: &str) -> Interval {
    match text.len() {
        10 => Interval { start: text.parse().unwrap(), end: text.parse().unwrap() },
        7 => {
            let start: jiff::civil::Date = format!("{text}-01").parse().unwrap();
            Interval { start, end: start.last_of_month() }
        }
        _ => {
            Interval { start: format!("{text}-01-01").parse().unwrap(), end: format!("{text}-12-31").parse().unwrap() }
        }
    }
}

pub(crate) fn event(source: &str, target: &str, event_type: &str, weight: f32) -> Sample {
    let quad = match event_type {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => Quad::VerbalCooperation,
        "COOPERATE" | "AID" | "RETREAT" => Quad::MaterialCooperation,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => Quad::VerbalConflict,
        _ => Quad::MaterialConflict,
    };
    Sample(Event {
        sentence: 0,
        sources: vec![party(source)],
        targets: vec![party(target)],
        event_type: event_type.to_owned(),
        mode: None,
        cameo: None,
        contexts: vec![],
        quad,
        weight,
        factuality: Factuality::Actual,
        attribution: None,
        opinion: false,
        time: None,
        place: None,
        pillars: vec![],
        lenses: vec![],
        third_parties: vec![],
        evidence: Evidence {
            rule: format!("events/{event_type}"),
            span: Span::default(),
            witnesses: vec![],
            children: vec![],
        },
    })
}

impl Sample {
    pub(crate) fn at(mut self, time: Option<&str>) -> Sample {
        self.0.time = time.map(|text| Time {
            kind: TimeKind::Date,
            value: text.to_owned(),
            interval: Some(days(text)),
            grain: Grain::Day,
            absolute: true,
            modifier: None,
        });
        self
    }

    pub(crate) fn by(mut self, rule: &str) -> Sample {
        self.0.evidence.rule = rule.to_owned();
        self
    }

    pub(crate) fn mode(mut self, mode: &str) -> Sample {
        self.0.mode = Some(mode.to_owned());
        self
    }

    pub(crate) fn told_as(mut self, factuality: Factuality) -> Sample {
        self.0.factuality = factuality;
        self
    }

    pub(crate) fn opinion(mut self) -> Sample {
        self.0.opinion = true;
        self
    }

    pub(crate) fn said_by(mut self, code: &str) -> Sample {
        self.0.attribution = Some(Attribution { source: Some(party(code)), cue: None, outer: None });
        self
    }

    pub(crate) fn pillar(mut self, pillar: Pillar) -> Sample {
        self.0.pillars.push(pillar);
        self
    }

    pub(crate) fn lens(mut self, lens: Lens) -> Sample {
        self.0.lenses.push(lens);
        self
    }

    pub(crate) fn both_ways(mut self) -> Sample {
        let all: Vec<Party> = self.0.sources.iter().chain(&self.0.targets).cloned().collect();
        self.0.sources = all.clone();
        self.0.targets = all;
        self
    }
}

impl From<Sample> for Finding {
    fn from(sample: Sample) -> Finding {
        Finding::Event(sample.0)
    }
}

pub(crate) fn entry(document: &str, finding: impl Into<Finding>) -> Entry {
    let recorded_at = "2021-07-01T00:00:00Z".to_owned();
    Entry { id: String::new(), document: document.to_owned(), finding: finding.into(), recorded_at, supersedes: None }
}

/// Documents by id, date of publication (empty for unknown) and outlet; entries get ids by their position.
pub(crate) fn snapshot(documents: &[(&str, &str, &str)], mut entries: Vec<Entry>) -> Snapshot {
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.id = format!("{index:04}");
    }
    let documents = documents
        .iter()
        .map(|(id, date, outlet)| DocumentRecord {
            id: (*id).to_owned(),
            source: String::new(),
            header: Header { outlet: Field::Given((*outlet).to_owned(), Span::default()), ..Header::default() },
            published: (!date.is_empty()).then(|| days(date)),
        })
        .collect();
    Snapshot { documents, entries }
}

/// Period, value, bounds.
pub(crate) type SamplePoint = (String, f64, Option<(f64, f64)>);

/// The points of one series as `(period, value, interval)`.
pub(crate) fn points(snapshot: &Snapshot, measure: &str, source: &str, pillar: Option<Pillar>) -> Vec<SamplePoint> {
    crate::series(snapshot)
        .into_iter()
        .filter(|series| series.measure == measure && series.pair.source == source && series.pillar == pillar)
        .flat_map(|series| series.points)
        .map(|point| (point.period, point.value, point.interval))
        .collect()
}
