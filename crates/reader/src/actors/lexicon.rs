//! Classes of words by which references, capitals and names are told apart: `language/en/lexicon/actors.toml`.

use super::names::Names;
use crate::data;
use rustc_hash::FxHashMap;

/// A class of words. A word may belong to several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The lexicon explains each.
pub enum Class {
    Currency,
    CityBefore,
    PartnerBefore,
    Pressure,
    Transfer,
    CityPossession,
    Statement,
    NoStatement,
    Adverb,
    Auxiliary,
    LanguageBefore,
    LanguageAfter,
    Collective,
    CollectiveBetween,
    EmptyIt,
    Woman,
    Man,
    Determiner,
    Title,
    TitleMilitary,
    TitleLegislative,
    Opening,
    NameParticle,
    InstitutionParticle,
    Speech,
    Backed,
    FamilyFirst,
    CommonAcronym,
    AlsoPerson,
    WomanName,
    ManName,
    ForeignBefore,
    Disposed,
}

impl Class {
    /// Every class with its key in the lexicon.
    const ALL: [(Class, &str); 33] = [
        (Class::Currency, "currency"),
        (Class::CityBefore, "city_before"),
        (Class::PartnerBefore, "partner_before"),
        (Class::Pressure, "pressure"),
        (Class::Transfer, "transfer"),
        (Class::CityPossession, "city_possession"),
        (Class::Statement, "statement"),
        (Class::NoStatement, "no_statement"),
        (Class::Adverb, "adverb"),
        (Class::Auxiliary, "auxiliary"),
        (Class::LanguageBefore, "language_before"),
        (Class::LanguageAfter, "language_after"),
        (Class::Collective, "collective"),
        (Class::CollectiveBetween, "collective_between"),
        (Class::EmptyIt, "empty_it"),
        (Class::Woman, "woman"),
        (Class::Man, "man"),
        (Class::Determiner, "determiner"),
        (Class::Title, "title"),
        (Class::TitleMilitary, "title_military"),
        (Class::TitleLegislative, "title_legislative"),
        (Class::Opening, "opening"),
        (Class::NameParticle, "name_particle"),
        (Class::InstitutionParticle, "institution_particle"),
        (Class::Speech, "speech"),
        (Class::Backed, "backed"),
        (Class::FamilyFirst, "family_first"),
        (Class::CommonAcronym, "common_acronym"),
        (Class::AlsoPerson, "also_person"),
        (Class::WomanName, "woman_name"),
        (Class::ManName, "man_name"),
        (Class::ForeignBefore, "foreign_before"),
        (Class::Disposed, "disposed"),
    ];

    /// Its bit in a set of classes.
    pub const fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// What a definite noun stands for when such an actor was named before: `the bloc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nominal {
    /// An organisation of states.
    Igo,
    /// Any organisation or body.
    Organisation,
    /// A non-governmental organisation.
    Ngo,
    /// An armed group or movement.
    Group,
    /// A company.
    Company,
    /// A medium.
    Outlet,
    /// A monarchy.
    Kingdom,
    /// An island state.
    Island,
}

/// The parts of the lexicon that are no classes.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// British words and what Americans write.
    pub spellings: Vec<(String, String)>,
    /// Nouns that stand for an actor named before.
    pub nominals: FxHashMap<String, Nominal>,
}

impl Lexicon {
    /// Reads the lexicon, and tells `names` the classes of its words.
    ///
    /// # Panics
    /// Where the embedded file is no TOML; the tests load it.
    pub fn embedded(names: &mut Names) -> Lexicon {
        let text = data::file("language/en/lexicon/actors.toml").unwrap_or_default();
        let table: toml::Table = text.parse().expect("actors.toml is TOML");
        for (class, key) in Class::ALL {
            for word in table.get(key).and_then(toml::Value::as_str).unwrap_or_default().split_whitespace() {
                names.classify(word, class);
            }
        }
        let pairs = |key: &str| -> Vec<(String, String)> {
            let rows = table.get(key).and_then(toml::Value::as_table);
            let rows = rows.into_iter().flatten();
            rows.filter_map(|(word, other)| Some((word.clone(), other.as_str()?.to_owned()))).collect()
        };
        Lexicon {
            spellings: pairs("spelling"),
            nominals: pairs("nominal")
                .into_iter()
                .filter_map(|(word, kind)| {
                    let kind = match kind.as_str() {
                        "igo" => Nominal::Igo,
                        "organisation" => Nominal::Organisation,
                        "ngo" => Nominal::Ngo,
                        "group" => Nominal::Group,
                        "company" => Nominal::Company,
                        "outlet" => Nominal::Outlet,
                        "kingdom" => Nominal::Kingdom,
                        "island" => Nominal::Island,
                        _ => return None,
                    };
                    Some((word, kind))
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_lexicon_is_known_and_filled() {
        let table: toml::Table =
            data::file("language/en/lexicon/actors.toml").expect("embedded").parse().expect("TOML");
        for (_, key) in Class::ALL {
            assert!(
                table.get(key).and_then(toml::Value::as_str).is_some_and(|words| !words.trim().is_empty()),
                "{key}"
            );
        }
        for key in table.keys() {
            let known = Class::ALL.iter().any(|(_, other)| other == key) || ["spelling", "nominal"].contains(&&**key);
            assert!(known, "{key}");
        }
        let nominals = table["nominal"].as_table().map_or(0, toml::Table::len);
        assert_eq!(Lexicon::embedded(&mut Names::default()).nominals.len(), nominals, "an unknown kind");
    }
}
