//! Who held which office when: the tables that `offices` and `persons` look names up in.

use crate::actors::fold;
use crate::data;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What sort of office a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    President,
    Prime,
    Chancellor,
    Monarch,
    Minister,
    Secretary,
    /// Of a province, and of a central bank.
    Governor,
    Mayor,
    /// Of an Indian or Pakistani state.
    ChiefMinister,
    /// Of a nation within a state: `First Minister of Scotland`.
    FirstMinister,
    /// Any other office; nobody is named by it here.
    Other,
}

/// A person's time in an office, in years with fractions.
pub(super) struct Term {
    /// The words of the bearer's names other than the one that it is found by, in lower case.
    pub given: Vec<String>,
    pub rank: Rank,
    /// What a minister is minister of, where the office says so.
    pub portfolio: Option<&'static str>,
    pub country: &'static str,
    /// Of a province or city, or a minister of home affairs: many others bear such a name, so that it says nothing without the office.
    pub regional: bool,
    pub from: f64,
    pub to: f64,
}

/// Heads of provinces and cities, and ministers who seldom act for their state.
const REGIONAL: [&str; 2] = ["ontology/facts/regional_offices.tsv", "ontology/facts/domestic_offices.tsv"];

/// Terms by the last word of each of the bearer's names, in lower case.
pub(super) static TERMS: LazyLock<FxHashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<String, Vec<Term>> = FxHashMap::default();
    let world = data::files("ontology/actors/offices_").map(|(path, _)| path);
    for path in world.chain(REGIONAL) {
        let regional = REGIONAL.contains(&path);
        for row in data::rows(path, &["name", "aliases", "office", "from", "to", "country"]) {
            let [name, aliases, office, from, to, country] = row[..] else { continue };
            let Some(from) = moment(from) else { continue };
            let rank = rank_of_office(office).unwrap_or(Rank::Other);
            let written = office.to_lowercase().replace("defense", "defence").replace("labor", "labour");
            let portfolio = PORTFOLIOS.into_iter().find(|word| written.contains(word));
            // An office without an end goes on.
            let to = moment(to).unwrap_or(9999.0);
            // `Ki-moon` is two words of a line.
            let words = |name: &str| name.split([' ', '-']).map(folded).collect::<Vec<String>>();
            let variants = || std::iter::once(name).chain(aliases.split('|').map(str::trim));
            // Other spellings count (`Nestor` for `Néstor`).
            let all: BTreeSet<String> = variants().flat_map(words).filter(|word| !word.is_empty()).collect();
            let mut keys: Vec<String> = Vec::new();
            for variant in variants() {
                let Some(key) = words(variant).pop().filter(|key| key.chars().count() > 1) else { continue };
                if keys.contains(&key) {
                    continue;
                }
                let given = all.iter().filter(|word| **word != key).cloned().collect();
                terms.entry(key.clone()).or_default().push(Term {
                    given,
                    rank,
                    portfolio,
                    country,
                    regional,
                    from,
                    to,
                });
                keys.push(key);
            }
        }
    }
    terms
});

/// A word in lower case without accents: papers write names with and without them.
pub(super) fn folded(word: &str) -> String {
    let mut folded = String::new();
    fold(word, &mut folded);
    folded
}

/// What a minister is minister of, where a word in lower case says so: `defense` is `defence`.
pub(super) fn portfolio(word: &str) -> Option<&'static str> {
    let british = match word {
        "defense" => "defence",
        "labor" => "labour",
        other => other,
    };
    PORTFOLIOS.into_iter().find(|portfolio| *portfolio == british)
}

/// What ministers are ministers of, in British spelling.
const PORTFOLIOS: [&str; 17] = [
    "foreign",
    "defence",
    "finance",
    "health",
    "interior",
    "justice",
    "trade",
    "energy",
    "education",
    "agriculture",
    "transport",
    "labour",
    "environment",
    "economy",
    "culture",
    "tourism",
    "home",
];

/// A day, month or year as years with a fraction.
fn moment(day: &str) -> Option<f64> {
    let year: f64 = day.get(..4)?.parse().ok()?;
    let month: f64 = day.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1.0);
    let day: f64 = day.get(8..10).and_then(|day| day.parse().ok()).unwrap_or(1.0);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) / 365.0)
}

fn rank_of_office(office: &str) -> Option<Rank> {
    let office = office.to_lowercase();
    if ["vice", "deputy", "shadow", "elect", "former"].iter().any(|word| office.contains(word)) {
        return None;
    }
    let ranks = [
        (&["prime minister", "premier", "taoiseach"][..], Rank::Prime),
        (&["chief minister"], Rank::ChiefMinister),
        (&["first minister"], Rank::FirstMinister),
        (&["minister"], Rank::Minister),
        (&["governor"], Rank::Governor),
        (&["mayor"], Rank::Mayor),
        (&["president"], Rank::President),
        (&["chancellor"], Rank::Chancellor),
        (&["secretary"], Rank::Secretary),
        (&["king", "queen", "emir", "sultan", "pope"], Rank::Monarch),
    ];
    ranks.iter().find(|(words, _)| words.iter().any(|word| office.contains(word))).map(|(_, rank)| *rank)
}
