//! One relationship: two sides, five pillars, two lenses, and the evidence for each.

use super::{article, chart};
use crate::describe;
use chart::Month;
use model::{Actor, Document, Finding, Lens, Mention, MentionValue, Party, Pillar, Quad, Reading, Snapshot, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A relationship as the report shows it.
#[derive(Debug, Serialize)]
pub struct DyadPage {
    /// `CHN-RUS`, in alphabetical order of the codes.
    pub id: String,
    /// The two names.
    pub names: [String; 2],
    /// The two codes.
    pub codes: [String; 2],
    pub articles: usize,
    pub outlets: usize,
    pub events: usize,
    pub claims: usize,
    pub quotes: usize,
    /// Acts by quad class, both directions, those that count.
    pub counts: [usize; 4],
    /// Each direction's months and score.
    pub directions: Vec<Direction>,
    pub pillars: Vec<Section>,
    pub lenses: Vec<Section>,
    /// Claims about the two, with their checks.
    pub figures: Vec<Figure>,
    /// What one side's people said where the other is spoken of.
    pub sayings: Vec<Item>,
    /// Events that bear on no pillar.
    pub elsewhere: Vec<Item>,
}

/// Who acts toward whom.
#[derive(Debug, Serialize)]
pub struct Direction {
    pub source: String,
    pub target: String,
    /// Mean weight of the acts that count, −10 to 10; `None` where there is none.
    pub score: Option<f64>,
    /// Acts that count, each once however often it is reported.
    pub acts: usize,
    /// Months with acts, and the chart drawn from them.
    pub months: Vec<Month>,
    pub chart: Option<String>,
    /// Acts whose month is not known.
    pub undated: usize,
}

/// A pillar or a lens.
#[derive(Debug, Serialize)]
pub struct Section {
    pub name: &'static str,
    pub items: Vec<Item>,
    /// Acts by quad class, those that count.
    pub counts: [usize; 4],
    pub claims: usize,
}

/// A piece of evidence: the finding, its sentence, and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    pub article: String,
    pub number: usize,
    pub kind: &'static str,
    pub tone: &'static str,
    pub headline: String,
    /// `reported as done`, `reported as done, on Russia’s word`, `depends on a condition` …; empty for what is no event.
    pub state: String,
    /// The sentence, cut into plain and marked words.
    pub sentence: Vec<(String, bool)>,
    pub outlet: String,
    pub date: String,
}

/// A claim with its figures and checks.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub item: Item,
    pub level: String,
    pub change: String,
    pub period: String,
    /// Verdict class (`agrees`, `doubt`, `disagrees`), and the words.
    pub checks: Vec<(&'static str, String)>,
    /// The address of its own page, where it has one.
    pub page: Option<String>,
}

/// What is gathered of a relationship before it becomes a page.
#[derive(Default)]
struct Gathered<'a> {
    items: Vec<(&'a Finding, Item, Option<Lens>)>,
    articles: BTreeSet<&'a str>,
    outlets: BTreeSet<&'a str>,
}

type Pair = (String, String);

/// Points by source, target and measure, all pillars together.
type SeriesIndex = BTreeMap<(String, String, String), Vec<model::Point>>;

/// The measures that count acts, in the order of the quad classes.
const QUAD_MEASURES: [&str; 4] =
    ["events.verbal_cooperation", "events.material_cooperation", "events.verbal_conflict", "events.material_conflict"];

/// Builds the pages of all relationships, those with most evidence first.
pub fn build(snapshot: &Snapshot, articles: &[(Document, Reading)]) -> Vec<DyadPage> {
    let names = names(articles);
    let mut gathered: BTreeMap<Pair, Gathered> = BTreeMap::new();
    for (document, reading) in articles {
        gather(document, reading, &mut gathered);
    }
    let series: SeriesIndex = measure::series(snapshot)
        .into_iter()
        .filter(|series| series.pillar.is_none())
        .map(|series| ((series.pair.source.clone(), series.pair.target.clone(), series.measure.clone()), series.points))
        .collect();
    let mut pages: Vec<DyadPage> = gathered
        .into_iter()
        .filter(|(_, gathered)| gathered.items.iter().any(|(_, _, lens)| lens.is_none()))
        .map(|(pair, gathered)| page(pair, gathered, &names, &series))
        .collect();
    pages.sort_by_key(|page| (std::cmp::Reverse(page.events + page.claims + page.quotes), page.id.clone()));
    pages
}

/// Names of sides by code, from the ontology; an organisation that it does not hold has the name that articles gave it.
fn names(articles: &[(Document, Reading)]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = reader::data::rows("ontology/actors/countries.tsv", &["iso3", "name"])
        .into_iter()
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect();
    // An organisation's organs count on its side, which has its name.
    for row in reader::data::rows("ontology/actors/organisations.tsv", &["id", "name"]) {
        if let Some(code) = row[0].strip_prefix("org:").filter(|code| !code.contains('/')) {
            names.entry(code.to_owned()).or_insert_with(|| row[1].to_owned());
        }
    }
    for (_, reading) in articles {
        for (_, reference) in reader::actor_mentions(&reading.mentions) {
            for actor in
                reference.actors.iter().filter(|actor| actor.kind == model::ActorKind::Organisation && actor.is_side())
            {
                names.entry(actor.side()).or_insert_with(|| actor.name.clone());
            }
        }
    }
    names
}

fn sides(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.actor.as_ref()).filter(|actor| actor.is_side()).map(Actor::side).collect()
}

fn pair(one: &str, other: &str) -> Option<Pair> {
    (one != other).then(|| if one < other { (one.into(), other.into()) } else { (other.into(), one.into()) })
}

/// Sorts the findings of one article into relationships.
fn gather<'a>(document: &'a Document, reading: &'a Reading, gathered: &mut BTreeMap<Pair, Gathered<'a>>) {
    let mut own: BTreeSet<Pair> = BTreeSet::new();
    let mut placed: Vec<(Pair, usize, Option<Lens>)> = Vec::new();
    for (number, finding) in reading.findings.iter().enumerate() {
        for pair in pairs(finding, reading) {
            own.insert(pair.clone());
            placed.push((pair, number, None));
        }
    }
    // Third-party pressure: in an article about two sides, conflict between one of them and a third side where the other
    // is named in the same sentence or concerned; and what one of them does toward a third side on the other's account.
    for (number, finding) in reading.findings.iter().enumerate() {
        let Finding::Event(event) = finding else { continue };
        let (sources, targets) = (sides(&event.sources), sides(&event.targets));
        let named = named_in_sentence(event.sentence, reading);
        let conflict = matches!(event.quad, Quad::VerbalConflict | Quad::MaterialConflict);
        for pair in &own {
            let inside = |side: &String| *side == pair.0 || *side == pair.1;
            let touches = sources.iter().chain(&targets).any(inside);
            let third = sources.iter().chain(&targets).any(|side| !inside(side));
            let on_account =
                sides(&event.third_parties).iter().any(inside) || named.contains(&pair.0) && named.contains(&pair.1);
            let lens = event.lenses.contains(&Lens::ThirdPartyPressure);
            if touches && third && (conflict && (lens || on_account) || lens && on_account) {
                placed.push((pair.clone(), number, Some(Lens::ThirdPartyPressure)));
            }
        }
    }
    placed.sort();
    placed.dedup();
    for (pair, number, lens) in placed {
        let entry = gathered.entry(pair).or_default();
        let finding = &reading.findings[number];
        entry.items.push((finding, item(document, reading, number, finding), lens));
        entry.articles.insert(&document.id);
        entry.outlets.extend(document.header.outlet.value());
    }
}

/// The relationships that a finding belongs to.
fn pairs(finding: &Finding, reading: &Reading) -> BTreeSet<Pair> {
    match finding {
        Finding::Event(event) => event.dyads().iter().filter_map(|dyad| pair(&dyad.source, &dyad.target)).collect(),
        Finding::Claim(claim) => match (&claim.reporter, &claim.partner) {
            (Some(reporter), Some(partner)) if reporter.is_side() && partner.is_side() => {
                pair(&reporter.side(), &partner.side()).into_iter().collect()
            }
            _ => BTreeSet::new(),
        },
        Finding::Quote(quote) => {
            let Some(speaker) = quote.attribution.source.as_ref().and_then(|party| party.actor.as_ref()) else {
                return BTreeSet::new();
            };
            if !speaker.is_side() {
                return BTreeSet::new();
            }
            let own = speaker.side();
            named_in(&quote.content, reading).iter().filter_map(|side| pair(&own, side)).collect()
        }
    }
}

/// The sides named inside spans.
fn named_in(spans: &[Span], reading: &Reading) -> BTreeSet<String> {
    let inside = |span: Span| spans.iter().any(|content| content.contains(span));
    sides_of(reading.mentions.iter().filter(|mention| inside(mention.span)))
}

/// The sides named in a sentence.
fn named_in_sentence(sentence: usize, reading: &Reading) -> BTreeSet<String> {
    sides_of(reading.mentions.iter().filter(|mention| mention.sentence == sentence))
}

fn sides_of<'a>(mentions: impl Iterator<Item = &'a Mention>) -> BTreeSet<String> {
    mentions
        .filter_map(|mention| match &mention.value {
            MentionValue::Actor(reference) => {
                Some(reference.actors.iter().filter(|actor| actor.is_side()).map(Actor::side))
            }
            _ => None,
        })
        .flatten()
        .collect()
}

/// The finding with its sentence.
pub fn item(document: &Document, reading: &Reading, number: usize, finding: &Finding) -> Item {
    let sentence = reading.sentences.get(describe::sentence_of(finding)).map_or(finding.evidence().span, |s| s.span);
    let mut marks: Vec<Span> = finding.evidence().witnesses.iter().map(|witness| witness.span).collect();
    if let Finding::Quote(quote) = finding {
        marks.extend(&quote.content);
    }
    Item {
        article: document.id.clone(),
        number,
        kind: finding.kind(),
        tone: article::tone(finding),
        headline: describe::headline(finding, &document.text),
        state: match finding {
            Finding::Event(event) if event.opinion => "the author's judgement".to_owned(),
            Finding::Event(event) => describe::state(event),
            _ => String::new(),
        },
        sentence: marked(&document.text, sentence, marks),
        outlet: article::outlet(document),
        date: article::date(reading),
    }
}

/// The words of `span`, cut into plain and marked ones; marks that overlap melt into one.
fn marked(text: &str, span: Span, mut marks: Vec<Span>) -> Vec<(String, bool)> {
    marks.retain(|mark| mark.overlaps(span) && !mark.is_empty());
    marks.sort();
    let mut pieces = Vec::new();
    let mut from = span.start;
    for mark in marks {
        let (start, end) = (mark.start.max(from), mark.end.min(span.end));
        if start >= end {
            continue;
        }
        if start > from {
            pieces.push((Span::new(from, start).of(text).to_owned(), false));
        }
        pieces.push((Span::new(start, end).of(text).to_owned(), true));
        from = end;
    }
    if from < span.end {
        pieces.push((Span::new(from, span.end).of(text).to_owned(), false));
    }
    pieces
}

fn page(pair: Pair, gathered: Gathered, names: &BTreeMap<String, String>, series: &SeriesIndex) -> DyadPage {
    let name = |code: &String| names.get(code).unwrap_or(code).clone();
    let direct = || gathered.items.iter().filter(|(_, _, lens)| lens.is_none());
    let kind = |kind: &str| direct().filter(|(finding, _, _)| finding.kind() == kind).count();
    let mut figures = Vec::new();
    let mut sayings = Vec::new();
    let mut elsewhere = Vec::new();
    for (finding, item, _) in direct() {
        match finding {
            Finding::Claim(claim) => figures.push(Figure {
                item: item.clone(),
                level: claim.level.as_ref().map(describe::quantity).unwrap_or_default(),
                change: claim.change.as_ref().map(describe::quantity).unwrap_or_default(),
                period: claim.period.as_ref().map(describe::period_words).unwrap_or_default(),
                checks: claim
                    .checks
                    .iter()
                    .map(|check| (crate::checking::tone(check.verdict), describe::check_words(check)))
                    .collect(),
                page: (reader::checks::headline(&claim.checks) != model::Verdict::NotCheckable)
                    .then(|| format!("{}-{}", item.article, item.number)),
            }),
            Finding::Quote(_) => sayings.push(item.clone()),
            Finding::Event(event) if event.pillars.is_empty() => elsewhere.push(item.clone()),
            Finding::Event(_) => {}
        }
    }
    DyadPage {
        id: format!("{}-{}", pair.0, pair.1),
        names: [name(&pair.0), name(&pair.1)],
        articles: gathered.articles.len(),
        outlets: gathered.outlets.len(),
        events: kind("event"),
        claims: kind("claim"),
        quotes: kind("quote"),
        counts: counts(direct().map(|(finding, _, _)| *finding)),
        directions: directions(&pair, &name, series),
        pillars: Pillar::ALL.iter().map(|&pillar| pillar_section(pillar, &gathered)).collect(),
        lenses: Lens::ALL.iter().map(|&lens| lens_section(lens, &gathered)).collect(),
        figures,
        sayings,
        elsewhere,
        codes: [pair.0, pair.1],
    }
}

/// Acts that count, by quad class.
fn counts<'a>(findings: impl Iterator<Item = &'a Finding>) -> [usize; 4] {
    let mut counts = [0; 4];
    for finding in findings {
        if let Finding::Event(event) = finding
            && event.counts()
        {
            counts[event.quad as usize - 1] += 1;
        }
    }
    counts
}

fn pillar_section(pillar: Pillar, gathered: &Gathered) -> Section {
    let belongs = |finding: &Finding| match finding {
        Finding::Event(event) => event.pillars.contains(&pillar),
        Finding::Claim(claim) => claim.pillar == Some(pillar),
        Finding::Quote(quote) => quote.pillars.first() == Some(&pillar),
    };
    section(pillar.label(), gathered.items.iter().filter(|(finding, _, lens)| lens.is_none() && belongs(finding)))
}

fn lens_section(lens: Lens, gathered: &Gathered) -> Section {
    let belongs = |finding: &Finding, found: Option<Lens>| {
        found == Some(lens)
            || found.is_none()
                && match finding {
                    Finding::Event(event) => event.lenses.contains(&lens),
                    Finding::Quote(quote) => quote.lenses.contains(&lens),
                    Finding::Claim(_) => false,
                }
    };
    section(lens.label(), gathered.items.iter().filter(|(finding, _, found)| belongs(finding, *found)))
}

fn section<'a>(
    name: &'static str,
    items: impl Iterator<Item = &'a (&'a Finding, Item, Option<Lens>)> + Clone,
) -> Section {
    let mut seen = BTreeSet::new();
    Section {
        name,
        counts: counts(items.clone().map(|(finding, _, _)| *finding)),
        claims: items.clone().filter(|(finding, _, _)| finding.kind() == "claim").count(),
        items: items
            .filter(|(_, item, _)| seen.insert((item.article.clone(), item.number)))
            .map(|(_, item, _)| item.clone())
            .collect(),
    }
}

/// Both directions, their charts with one time axis and one scale, so that one can be read against the other.
fn directions(pair: &Pair, name: &impl Fn(&String) -> String, series: &SeriesIndex) -> Vec<Direction> {
    let mut both = [(&pair.0, &pair.1), (&pair.1, &pair.0)].map(|(one, other)| direction(one, other, name, series));
    if let Some(axes) = chart::Axes::of(both.iter().flat_map(|direction| &direction.months)) {
        for direction in &mut both {
            direction.chart = chart::events_over_time(&direction.months, &axes);
        }
    }
    both.into()
}

/// One direction's months, from the measures; its chart is drawn when the other's are known.
fn direction(source: &str, target: &str, name: &impl Fn(&String) -> String, series: &SeriesIndex) -> Direction {
    let of = |measure: &str| {
        series.get(&(source.to_owned(), target.to_owned(), measure.to_owned())).map(Vec::as_slice).unwrap_or_default()
    };
    let mut months: BTreeMap<String, Month> = BTreeMap::new();
    let mut undated = 0;
    for (class, measure) in QUAD_MEASURES.iter().enumerate() {
        for point in of(measure) {
            if point.period == measure::UNKNOWN {
                undated += point.value as usize;
                continue;
            }
            let month = months.entry(point.period.clone()).or_insert_with(|| Month {
                period: point.period.clone(),
                counts: [0; 4],
                score: 0.0,
                documents: 0,
                outlets: 0,
            });
            month.counts[class] += point.value as usize;
        }
    }
    let mut weighted = 0.0;
    let mut acts = 0;
    for point in of("mean-score") {
        let count: usize = match months.get_mut(&point.period) {
            Some(month) => {
                month.score = point.value;
                month.documents = point.documents;
                month.outlets = point.outlets;
                month.counts.iter().sum()
            }
            None => undated,
        };
        weighted += point.value * count as f64;
        acts += count;
    }
    let months: Vec<Month> = months.into_values().collect();
    Direction {
        source: name(&source.to_owned()),
        target: name(&target.to_owned()),
        score: (acts > 0).then(|| weighted / acts as f64),
        acts,
        chart: None,
        months,
        undated,
    }
}
