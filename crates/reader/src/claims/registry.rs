//! The indicators as their files describe them.

use crate::phrases::Phrases;
use model::{Pillar, Quantity};
use serde::Deserialize;

/// One measurable thing.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Stable id: `trade-total`.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// The families of units that its figures may have.
    pub units: Vec<UnitFamily>,
    /// The pillar that it belongs to.
    pub pillar: Pillar,
    /// Who is reporter and who partner.
    pub direction: Flow,
    /// For dates of documents and openings: the verbs without which a name and a date are no claim.
    pub has_verbs: bool,
    /// Indicators that add up to this one.
    pub parts: Vec<String>,
    /// Words of which one must stand near what is named or counted: `kill` for people.
    pub near: Option<Phrases<()>>,
    /// Words of which one must stand in the sentence: `shelling` for deaths in war.
    pub within: Option<Phrases<()>>,
    /// Words of which none may stand near it.
    pub unless: Option<Phrases<()>>,
}

/// How the words around an indicator name reporter and partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// The same for both: `trade between A and B`.
    Between,
    /// From the reporter to the partner: `A's exports to B`.
    Out,
    /// To the reporter from the partner: `A's imports from B`.
    In,
    /// The reporter hosts the partner's people: `students of B in A`.
    Host,
    /// Of the reporter alone.
    Own,
}

/// Families of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitFamily {
    /// ISO 4217 currencies.
    Money,
    /// Money for one of something: dollars a barrel.
    Price,
    /// Bare counts.
    Count,
    /// Percent and percentage points, as changes and shares.
    Percent,
    /// Percent as a level: tariffs, shares.
    Rate,
    /// Tonnes, kilograms.
    Mass,
    /// Cubic metres, barrels, litres.
    Volume,
    /// Watt-hours, joules.
    Energy,
    /// Watts.
    Power,
    /// Metres and miles.
    Length,
    /// Square metres, hectares.
    Area,
    /// The figure is a date.
    Date,
    /// No figure: that it happened.
    Event,
    /// Anything else.
    Other,
}

/// The family of a quantity's unit, from its UCUM or ISO 4217 code.
pub fn family(quantity: &Quantity) -> UnitFamily {
    let (above, below) = quantity.unit.split_once('/').unwrap_or((&quantity.unit, ""));
    let unit = above.trim_matches(['[', ']']);
    let money = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    if !below.is_empty() && (money || matches!(unit, "{cent}" | "{penny}")) {
        return UnitFamily::Price;
    }
    match unit {
        "1" | "" if below.is_empty() => UnitFamily::Count,
        "1" => UnitFamily::Other,
        "%" | "pp" => UnitFamily::Percent,
        "bp" => UnitFamily::Rate,
        "t" | "g" | "kg" | "Mt" | "kt" | "Gt" | "oz_tr" | "lb_av" | "oz_av" | "ston_av" | "lton_av" => UnitFamily::Mass,
        "m3" | "L" | "l" | "bbl" | "bbl_us" | "gal_us" | "cft_i" | "ft3" | "hL" | "boe" => UnitFamily::Volume,
        "{toe}" | "{tce}" | "Btu" | "J" | "kW.h" | "W.h" | "MW.h" | "GW.h" | "TW.h" | "kWh" | "MWh" | "GWh" | "TWh"
        | "Wh" => UnitFamily::Energy,
        "W" | "kW" | "MW" | "GW" => UnitFamily::Power,
        "m" | "km" | "mi_i" | "mi_us" | "ft_i" | "nmi_i" | "cm" | "mm" => UnitFamily::Length,
        "m2" | "km2" | "ha" | "har" | "acr_us" | "acr_br" | "smi_us" => UnitFamily::Area,
        _ if money => UnitFamily::Money,
        _ if unit.ends_with("m3") => UnitFamily::Volume,
        _ if unit.ends_with("W.h") || unit.ends_with("Wh") => UnitFamily::Energy,
        _ => UnitFamily::Other,
    }
}

/// Indicators and their phrases.
pub struct Indicators {
    /// In order of file and place in it.
    pub list: Vec<Indicator>,
    /// Names of what is measured, to the index of the indicator: `trade volume`.
    pub names: Phrases<usize>,
    /// Names of the thing alone, which go with figures in its own units: `oil`.
    pub things: Phrases<usize>,
    /// Names of what is dated: `protocol`.
    pub dated: Phrases<usize>,
    /// What a number before them counts: `student`.
    pub counted: Phrases<usize>,
    /// The indicators that may count nationals of a state: `41,000 Canadians`.
    pub nationals: Vec<usize>,
    /// Verbs of dated acts.
    pub verbs: Phrases<usize>,
    /// The words around figures.
    pub cues: Cues,
}

/// The words around figures, from `language/en/claims.toml`.
pub struct Cues {
    /// Verbs and nouns of going up and down.
    pub directions: Phrases<model::Direction>,
    /// Words that stand between such a word and its figure.
    pub between: Vec<String>,
    /// Words before the level that was.
    pub previous: Phrases<()>,
    /// Words before a share.
    pub share: Phrases<()>,
    /// Words between a whole and its parts; true where they are all of them.
    pub parts: Phrases<bool>,
    /// Words that say what sort of figure it is.
    pub status: Phrases<&'static str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    up: Vec<String>,
    down: Vec<String>,
    by: Vec<String>,
    to: Vec<String>,
    previous: Vec<String>,
    base: Vec<String>,
    share: Vec<String>,
    parts: Vec<String>,
    all_parts: Vec<String>,
    preliminary: Vec<String>,
    #[serde(rename = "final")]
    final_: Vec<String>,
    forecast: Vec<String>,
    target: Vec<String>,
    /// Read by [`super::words`].
    #[allow(dead_code)]
    rules: serde::de::IgnoredAny,
}

/// One file of indicators.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorFile {
    indicator: Vec<IndicatorEntry>,
    /// Sentences in which claims are to be found.
    #[serde(default)]
    pub yes: Vec<Yes>,
    /// Sentences in which none of this file is.
    #[serde(default)]
    pub no: Vec<No>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorEntry {
    id: String,
    name: String,
    units: Vec<UnitFamily>,
    pillar: Pillar,
    direction: Flow,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    things: Vec<String>,
    #[serde(default)]
    counted: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    within: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    parts: Vec<String>,
}

/// A sentence and the claims that are in it.
#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))] // Only the tests read examples.
#[serde(deny_unknown_fields)]
pub struct Yes {
    /// The sentence.
    pub text: String,
    /// The day of publication, for relative times.
    pub published: Option<String>,
    /// The claims, at least.
    pub claims: Vec<Expected>,
}

/// What an example says of a claim; what is left out is not compared.
#[derive(Debug, Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Indicator id.
    pub indicator: String,
    /// Side of the reporter: `CHN`.
    pub reporter: Option<String>,
    /// Side of the partner.
    pub partner: Option<String>,
    /// Level, in units.
    pub value: Option<f64>,
    /// Unit code of the level.
    pub unit: Option<String>,
    /// Bound of the level: `at_least`.
    pub bound: Option<model::Bound>,
    /// Signed change.
    pub change: Option<f64>,
    /// True for a rise of any size, false for a fall.
    pub up: Option<bool>,
    /// TIMEX3 value of the period.
    pub period: Option<String>,
    /// Product or kind.
    pub dimension: Option<String>,
}

/// A sentence without claims.
#[derive(Deserialize)]
#[cfg_attr(not(test), allow(dead_code))]
#[serde(deny_unknown_fields)]
pub struct No {
    /// The sentence.
    pub text: String,
    /// Why not.
    #[allow(dead_code)] // For people who read the file.
    pub why: String,
    /// The indicator that must not be found; any of the file where it is left out.
    pub indicator: Option<String>,
}

/// Parses one file, and refuses one without enough examples.
pub fn parse(path: &str, text: &str) -> Result<IndicatorFile, String> {
    let file: IndicatorFile = toml::from_str(text).map_err(|error| format!("{path}: {error}"))?;
    for indicator in &file.indicator {
        if !file.yes.iter().any(|yes| yes.claims.iter().any(|claim| claim.indicator == indicator.id)) {
            return Err(format!("{path}: no [[yes]] example has a claim of {}", indicator.id));
        }
    }
    if file.yes.len() < 2 || file.no.len() < 2 {
        return Err(format!("{path}: at least two [[yes]] and two [[no]] examples are needed"));
    }
    Ok(file)
}

/// A table of words; nothing where there are none.
fn table(phrases: &[String]) -> Option<Phrases<()>> {
    let mut table = Phrases::default();
    phrases.iter().for_each(|phrase| table.add(phrase, ()));
    (!phrases.is_empty()).then_some(table)
}

impl Indicators {
    /// From `ontology/indicators` and `language/en/claims.toml`.
    ///
    /// # Panics
    /// Where a file does not load; the tests load every file.
    pub fn embedded() -> Indicators {
        let mut indicators = Indicators {
            list: Vec::new(),
            names: Phrases::default(),
            things: Phrases::default(),
            dated: Phrases::default(),
            counted: Phrases::default(),
            nationals: Vec::new(),
            verbs: Phrases::default(),
            cues: Cues::embedded(),
        };
        for (path, text) in crate::data::files("ontology/indicators/") {
            let file = parse(path, text).unwrap_or_else(|error| panic!("{error}"));
            for entry in file.indicator {
                let index = indicators.list.len();
                for phrase in &entry.phrases {
                    let names = if entry.verbs.is_empty() { &mut indicators.names } else { &mut indicators.dated };
                    names.add(phrase, index);
                }
                for phrase in &entry.things {
                    indicators.things.add(phrase, index);
                }
                for phrase in &entry.counted {
                    indicators.counted.add(phrase, index);
                }
                if entry.counted.iter().any(|phrase| phrase == "national") {
                    indicators.nationals.push(index);
                }
                for phrase in &entry.verbs {
                    indicators.verbs.add(phrase, index);
                }
                indicators.list.push(Indicator {
                    id: entry.id,
                    name: entry.name,
                    units: entry.units,
                    pillar: entry.pillar,
                    direction: entry.direction,
                    has_verbs: !entry.verbs.is_empty(),
                    parts: entry.parts,
                    near: table(&entry.near),
                    within: table(&entry.within),
                    unless: table(&entry.unless),
                });
            }
        }
        indicators
    }

    /// The indicator of that id.
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.list.iter().find(|indicator| indicator.id == id)
    }
}

impl Cues {
    fn embedded() -> Cues {
        let path = "language/en/claims.toml";
        let text = crate::data::file(path).unwrap_or_default();
        let file: CueFile = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut cues = Cues {
            directions: Phrases::default(),
            between: file.by.into_iter().chain(file.to).chain(file.base).collect(),
            previous: Phrases::default(),
            share: Phrases::default(),
            parts: Phrases::default(),
            status: Phrases::default(),
        };
        file.up.iter().for_each(|phrase| cues.directions.add(phrase, model::Direction::Up));
        file.down.iter().for_each(|phrase| cues.directions.add(phrase, model::Direction::Down));
        file.previous.iter().for_each(|phrase| cues.previous.add(phrase, ()));
        file.share.iter().for_each(|phrase| cues.share.add(phrase, ()));
        for phrase in &file.parts {
            cues.parts.add(phrase, file.all_parts.contains(phrase));
        }
        for phrase in file.all_parts.iter().filter(|phrase| !file.parts.contains(phrase)) {
            cues.parts.add(phrase, true);
        }
        for (status, phrases) in [
            ("preliminary", &file.preliminary),
            ("final", &file.final_),
            ("forecast", &file.forecast),
            ("target", &file.target),
        ] {
            phrases.iter().for_each(|phrase| cues.status.add(phrase, status));
        }
        cues
    }
}
