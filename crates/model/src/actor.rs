use crate::Span;
use serde::{Deserialize, Serialize};

/// Somebody who can act: a state, its parts and people, an organisation, a company, an armed group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Actor {
    /// Stable id in the ontology: `RUS`, `RUS/GOV`, `person:vladimir-putin`, `org:NATO`; `RUS/GOV/ministry of defence`
    /// for parts found by composition.
    pub id: String,
    /// The name to show: `Russia`, `Vladimir Putin`, `Russian Ministry of Foreign Affairs`.
    pub name: String,
    /// The state it belongs to or acts for, ISO 3166-1 alpha-3 (former states by their ISO 3166-3 alpha-3, `SUN`); `None`
    /// for organisations of several states and for those whose state is unknown.
    pub country: Option<String>,
    /// PLOVER sector: `GOV`, `MIL`, `OPP`, `CVL`, `IGO`, `NGO`, `MED`, `BUS`, `JUD`, `LEG`, `COP`, `REB`, `UNS` …; `None`
    /// for a state as a whole.
    pub sector: Option<String>,
    /// What sort of actor.
    pub kind: ActorKind,
    /// The office that the words or the date give it: `President`.
    pub office: Option<String>,
}

/// What sort of actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A state or territory of ISO 3166.
    State,
    /// A body of a state: ministry, army, parliament, court, state medium.
    Body,
    /// A person.
    Person,
    /// An organisation of states, a bloc, or any other organisation.
    Organisation,
    /// A company.
    Company,
    /// An armed group or movement.
    Group,
    /// People of a nationality: `Chinese students`.
    People,
}

/// The actors that a mention denotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorReference {
    /// All those denoted at once: one for `Russia`, two for `the two countries` once resolved; empty where a collective
    /// or a pronoun was not resolved.
    pub actors: Vec<Actor>,
    /// Other readings of an ambiguous name, best first (`Korea`, `Congo`, `Georgia`).
    pub alternatives: Vec<Actor>,
    /// How the words reach the actor.
    pub via: Via,
}

/// How words reach an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A name or alias.
    Name,
    /// An adjective of nationality: `Russian`.
    Demonym,
    /// A seat of government for the government: `Moscow`, `the Kremlin`.
    Metonym,
    /// Composed of a state and a role: `Russian Foreign Ministry`, `the Chinese president`.
    Composition,
    /// `the two countries`, `both sides`.
    Collective,
    /// `he`, `it`, `the ministry`.
    Anaphor,
    /// A name whose form shows a person or organisation that the ontology does not hold.
    Unlisted,
}

/// A party to a finding: its words, and the actor behind them where that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Where it is named.
    pub span: Span,
    /// The actor; `None` where the words name nobody that the ontology knows (`two journalists`).
    pub actor: Option<Actor>,
}

impl Actor {
    /// The code used for dyads and exchange: country and sector (`RUSGOV`), the country alone, or for those of no country the
    /// id's name (`NATO`, also for `org:NATO/troops`).
    pub fn code(&self) -> String {
        match (&self.country, &self.sector) {
            (Some(country), Some(sector)) => format!("{country}{sector}"),
            (Some(country), None) => country.clone(),
            (None, _) => {
                let whole = self.id.split('/').next().unwrap_or(&self.id);
                whole.rsplit(':').next().unwrap_or(whole).to_owned()
            }
        }
    }

    /// The side of a dyad on which it counts: its country, or for those of no country the code.
    pub fn side(&self) -> String {
        self.country.clone().unwrap_or_else(|| self.code())
    }
    /// True where it can be a side of a dyad: it belongs to a state, or it is an organisation of states (`IGO`) or acts for
    /// one (`UN officials`).
    pub fn is_side(&self) -> bool {
        let acts_for = self.kind == ActorKind::Organisation || self.id.starts_with("org:");
        self.country.is_some() || acts_for && self.sector.as_deref() == Some("IGO")
    }
}
