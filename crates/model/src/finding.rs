use crate::{Actor, Dyad, Interval, Party, Quantity, Span, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a document says: something done, something claimed, something said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // A reading holds a few dozen of them; boxing would cost every reader of the code more.
pub enum Finding {
    /// Who did what to whom.
    Event(Event),
    /// A number or date stated about something measurable.
    Claim(Claim),
    /// Who said what.
    Quote(Quote),
}

impl Finding {
    /// The derivation of the finding.
    pub fn evidence(&self) -> &Evidence {
        match self {
            Finding::Event(event) => &event.evidence,
            Finding::Claim(claim) => &claim.evidence,
            Finding::Quote(quote) => &quote.evidence,
        }
    }

    /// `event`, `claim` or `quote`.
    pub fn kind(&self) -> &'static str {
        match self {
            Finding::Event(_) => "event",
            Finding::Claim(_) => "claim",
            Finding::Quote(_) => "quote",
        }
    }
}

/// Who did what to whom, in PLOVER's terms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Index of the sentence in the reading.
    pub sentence: usize,
    /// Those who act, at least one.
    pub sources: Vec<Party>,
    /// Those acted upon. A reciprocal act (`the two sides agreed`) names the same parties on both sides.
    pub targets: Vec<Party>,
    /// PLOVER 2.0 type: `SANCTION`. The ontology lists them.
    pub event_type: String,
    /// PLOVER mode: `embargo`.
    pub mode: Option<String>,
    /// The CAMEO code that the act would have, for exchange with older data: `163`.
    #[serde(default)]
    pub cameo: Option<String>,
    /// PLOVER contexts: `economic`, `military`.
    pub contexts: Vec<Context>,
    /// Quad class.
    pub quad: Quad,
    /// Goldstein-like weight of type and mode, from −10 (most hostile) to 10 (most cooperative).
    pub weight: f32,
    /// Whether it happened, and if not, how it is spoken of. Only [`Factuality::Actual`] and [`Factuality::Habitual`]
    /// count in measures.
    pub factuality: Factuality,
    /// Who says so, where it is not the article itself.
    pub attribution: Option<Attribution>,
    /// True where the words are the author's own judgement in an opinion, not a report.
    pub opinion: bool,
    /// When it happened.
    pub time: Option<Time>,
    /// Where it happened, as a state code or a name.
    pub place: Option<String>,
    /// The pillars that it bears on.
    pub pillars: Vec<Pillar>,
    /// The lenses through which it belongs to a relationship.
    pub lenses: Vec<Lens>,
    /// Third states that the act is directed at or concerns, besides the targets.
    pub third_parties: Vec<Party>,
    /// Derivation.
    pub evidence: Evidence,
}

impl Event {
    /// True where it counts in measures: it is told as done, and not as an author's own judgement.
    pub fn counts(&self) -> bool {
        self.factuality.is_fact() && !self.opinion
    }

    /// The directed dyads that it belongs to, in order: each side that acts with each other side acted upon. An act within
    /// one side, or on parties that are no side ([`Actor::is_side`]), belongs to none.
    pub fn dyads(&self) -> BTreeSet<Dyad> {
        let sides = |parties: &[Party]| -> BTreeSet<String> {
            parties.iter().filter_map(|party| party.actor.as_ref()).filter(|a| a.is_side()).map(Actor::side).collect()
        };
        let targets = sides(&self.targets);
        let pairs = sides(&self.sources).into_iter().flat_map(|source| {
            targets
                .iter()
                .filter(|target| **target != source)
                .map(|target| (source.clone(), target.clone()))
                .collect::<Vec<_>>()
        });
        pairs.map(|(source, target)| Dyad { source, target }).collect()
    }

    /// The month in which it happened, `YYYY-MM`, as far as the words tell: that of its own time where that lies within
    /// one month; for a single act told without a time, or as present, the month of publication where that is known;
    /// otherwise `None`. A repeated act without a time has no month.
    pub fn month(&self, published: Option<Interval>) -> Option<String> {
        match &self.time {
            Some(time) if time.value != "PRESENT_REF" => time.interval?.month(),
            _ if self.factuality == Factuality::Habitual => None,
            _ => published?.month(),
        }
    }
}

/// A PLOVER context, by its name in the manual: `economic`.
pub type Context = String;

/// Quad classes: cooperation or conflict, by words or by deeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quad {
    /// AGREE, CONSULT, SUPPORT, CONCEDE.
    VerbalCooperation = 1,
    /// COOPERATE, AID, RETREAT.
    MaterialCooperation = 2,
    /// REQUEST, ACCUSE, REJECT, THREATEN.
    VerbalConflict = 3,
    /// PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT.
    MaterialConflict = 4,
}

/// How the words present an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factuality {
    /// It happened or is happening.
    Actual,
    /// It happens again and again.
    Habitual,
    /// Somebody intends, plans or wants it.
    Intended,
    /// It is announced or foreseen.
    Future,
    /// It depends on a condition.
    Conditional,
    /// It may have happened; it is hedged, alleged or asked about.
    Possible,
    /// It is said not to have happened.
    Denied,
    /// It happened long before the article: background (PLOVER auxiliary mode `historical`).
    Historical,
}

impl Factuality {
    /// True where the act counts as done.
    pub const fn is_fact(self) -> bool {
        matches!(self, Factuality::Actual | Factuality::Habitual)
    }
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker's words; `None` where the words name no one (`it is reported`).
    pub source: Option<Party>,
    /// The words that say so: `said`, `according to`.
    pub cue: Option<Span>,
    /// Who says that the speaker says so, for `Russian media said that Putin …`.
    pub outer: Option<Box<Attribution>>,
}

/// The five pillars of a relationship, from the founding article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Pillar {
    PoliticalTrust,
    EconomicComplementarity,
    PeopleAndCulture,
    MilitaryInteraction,
    DiplomaticCoordination,
}

impl Pillar {
    /// Every pillar, in order.
    pub const ALL: [Pillar; 5] = [
        Pillar::PoliticalTrust,
        Pillar::EconomicComplementarity,
        Pillar::PeopleAndCulture,
        Pillar::MilitaryInteraction,
        Pillar::DiplomaticCoordination,
    ];

    /// The key in data files: `political_trust`.
    pub const fn key(self) -> &'static str {
        [
            "political_trust",
            "economic_complementarity",
            "people_and_culture",
            "military_interaction",
            "diplomatic_coordination",
        ][self as usize]
    }

    /// The name to show: `political trust`.
    pub const fn label(self) -> &'static str {
        [
            "political trust",
            "economic complementarity",
            "people and culture",
            "military interaction",
            "diplomatic coordination",
        ][self as usize]
    }

    /// The pillar of that key.
    pub fn from_key(key: &str) -> Option<Pillar> {
        Self::ALL.into_iter().find(|pillar| pillar.key() == key)
    }
}

/// The two lenses that cut across the pillars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Lens {
    ThirdPartyPressure,
    SharedCrisis,
}

impl Lens {
    /// Both lenses.
    pub const ALL: [Lens; 2] = [Lens::ThirdPartyPressure, Lens::SharedCrisis];

    /// The key in data files: `third_party_pressure`.
    pub const fn key(self) -> &'static str {
        ["third_party_pressure", "shared_crisis"][self as usize]
    }

    /// The name to show.
    pub const fn label(self) -> &'static str {
        ["third-party pressure", "shared crisis"][self as usize]
    }
}

/// Something measurable that the text states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Index of the sentence in the reading.
    pub sentence: usize,
    /// Indicator id in the ontology: `trade-total`, `exports`, `students`; `unclassified` where none fits.
    pub indicator: String,
    /// The state whose count or account it is: the exporter's side for exports, the host for students.
    pub reporter: Option<Actor>,
    /// The other state.
    pub partner: Option<Actor>,
    /// What it is cut by: product, kind of programme (`agricultural product`).
    pub dimension: Option<String>,
    /// The period that it covers.
    pub period: Option<Time>,
    /// Level, where stated.
    pub level: Option<Quantity>,
    /// Change, where stated.
    pub change: Option<Quantity>,
    /// Who says so, where it is not the article itself.
    pub attribution: Option<Attribution>,
    /// `preliminary`, `final`, `forecast` where the words say so.
    pub status: Option<String>,
    /// The pillar that the indicator belongs to.
    pub pillar: Option<Pillar>,
    /// What checking found, each with its working.
    pub checks: Vec<Check>,
    /// Derivation.
    pub evidence: Evidence,
}

/// One check of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The verdict. Never `true` or `false`: an agreement of figures is not the truth of them.
    pub verdict: Verdict,
    /// The name of the check: `parts-and-total`.
    pub rule: String,
    /// The working, for people: `35.887 + 42.956 = 78.843; stated 78.84 ± 0.005`.
    pub working: String,
    /// The words of the other claims that it rests on.
    pub spans: Vec<Span>,
    /// Where a reference figure comes from, with vintage.
    pub reference: Option<String>,
}

/// What a check can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The figures are the same.
    Agrees,
    /// The figures are the same once rounding is allowed for.
    AgreesWithinRounding,
    /// They differ by more than rounding.
    Disagrees,
    /// The other side's statistic says otherwise.
    ConflictsWithMirror,
    /// The figure fits another vintage of the same statistic.
    DiffersByVintage,
    /// The figure cannot be meant so: a part of the wrong size, an impossible scope.
    Implausible,
    /// It was so once, and no longer at the article's date.
    Stale,
    /// Nothing to check it with.
    NotCheckable,
    /// Several readings, and they come out differently.
    Ambiguous,
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Index of the sentence in which the cue stands.
    pub sentence: usize,
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Who speaks, and who says that they do.
    pub attribution: Attribution,
    /// The words, one span for each stretch, in order, without the quotation marks.
    pub content: Vec<Span>,
    /// The pillars that the words bear on.
    #[serde(default)]
    pub pillars: Vec<Pillar>,
    /// The lenses that the words speak for.
    #[serde(default)]
    pub lenses: Vec<Lens>,
    /// Derivation.
    pub evidence: Evidence,
}

/// How speech is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// In the speaker's own words, between quotation marks.
    Direct,
    /// In the writer's words.
    Indirect,
    /// Partly one, partly the other.
    Mixed,
}

/// Why a finding is what it is: a derivation tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule's name: the file and, where it has several, its pattern (`events/impose-sanctions`).
    pub rule: String,
    /// Where the finding as a whole stands: the sentence or clause to show.
    pub span: Span,
    /// The words that it rests on, each with the part that they play.
    pub witnesses: Vec<Witness>,
    /// What it was built from.
    pub children: Vec<Evidence>,
}

/// Words, and the part that they play in a finding: `source`, `target`, `trigger`, `value`, `speaker`, `time`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Witness {
    /// The part that the words play.
    pub role: String,
    /// The words.
    pub span: Span,
}
