//! The event types of PLOVER with their modes, quad classes and weights, the contexts, and the mapping from CAMEO.

use crate::data;
use model::{Pillar, Quad};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A PLOVER type.
#[derive(Debug, Clone, Deserialize)]
pub struct EventType {
    /// Its name: `SANCTION`.
    #[serde(rename = "type")]
    pub name: String,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// Weight without a mode, from −10 to 10.
    pub weight: f32,
    /// Its modes.
    #[serde(default)]
    pub mode: Vec<Mode>,
}

/// A mode of a type.
#[derive(Debug, Clone, Deserialize)]
pub struct Mode {
    /// Its name: `expel`.
    pub name: String,
    /// Weight of the type with this mode.
    pub weight: f32,
}

/// A PLOVER context.
#[derive(Debug, Clone, Deserialize)]
pub struct ContextEntry {
    /// Its name: `economic`.
    pub name: String,
    /// The pillar it speaks for, if any.
    pub pillar: Option<String>,
    /// Words that show it, as dictionary forms.
    pub words: Vec<String>,
}

#[derive(Deserialize)]
struct ContextFile {
    context: Vec<ContextEntry>,
}

/// Types, contexts and mappings.
pub struct Ontology {
    types: BTreeMap<String, EventType>,
    /// The contexts, in the order of the manual.
    pub contexts: Vec<ContextEntry>,
    cameo: BTreeMap<String, String>,
}

impl Ontology {
    /// From `ontology/events`.
    ///
    /// # Panics
    /// Where an embedded file cannot be read; the tests load every file.
    pub fn embedded() -> Ontology {
        let mut types = BTreeMap::new();
        let mut contexts = Vec::new();
        for (path, text) in data::files("ontology/events/") {
            if path.ends_with("contexts.toml") {
                let file: ContextFile = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
                contexts = file.context;
            } else if path.ends_with(".toml") {
                let event: EventType = toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
                types.insert(event.name.clone(), event);
            }
        }
        let cameo = data::rows("ontology/events/cameo.tsv", &["code", "type"])
            .into_iter()
            .map(|row| (row[0].to_owned(), row[1].to_owned()))
            .collect();
        Ontology { types, contexts, cameo }
    }

    /// The type of that name.
    pub fn event_type(&self, name: &str) -> Option<&EventType> {
        self.types.get(name)
    }

    /// The names of the types, in order.
    pub fn type_names(&self) -> impl Iterator<Item = &str> {
        self.types.keys().map(String::as_str)
    }

    /// The quad class of a type.
    pub fn quad(&self, name: &str) -> Quad {
        match self.types.get(name).map_or(1, |event| event.quad) {
            2 => Quad::MaterialCooperation,
            3 => Quad::VerbalConflict,
            4 => Quad::MaterialConflict,
            _ => Quad::VerbalCooperation,
        }
    }

    /// True for the types of cooperation.
    pub fn is_cooperation(&self, name: &str) -> bool {
        self.types.get(name).is_some_and(|event| event.quad <= 2)
    }

    /// True for the types of deeds rather than words, and of conflict.
    pub fn is_deed(&self, name: &str) -> bool {
        self.types.get(name).is_some_and(|event| event.quad != 1 && name != "REQUEST" && name != "COOPERATE")
    }

    /// The weight of a type with its mode; that of the type alone where the mode is unknown.
    pub fn weight(&self, name: &str, mode: Option<&str>) -> f32 {
        let Some(event) = self.types.get(name) else { return 0.0 };
        mode.and_then(|mode| event.mode.iter().find(|entry| entry.name == mode))
            .map_or(event.weight, |mode| mode.weight)
    }

    /// The type that the 2021 conversion table gives a CAMEO code, by its longest known prefix.
    pub fn from_cameo(&self, code: &str) -> Option<&str> {
        (2..=code.len()).rev().find_map(|length| self.cameo.get(code.get(..length)?).map(String::as_str))
    }

    /// The pillar of a context.
    pub fn pillar_of_context(&self, name: &str) -> Option<Pillar> {
        self.contexts
            .iter()
            .find(|context| context.name == name)
            .and_then(|context| context.pillar.as_deref())
            .and_then(Pillar::from_key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_types_in_four_quads() {
        let ontology = Ontology::embedded();
        assert_eq!(ontology.type_names().count(), 16);
        assert_eq!(ontology.quad("SANCTION"), Quad::MaterialConflict);
        assert_eq!(ontology.weight("ASSAULT", Some("beat")), -7.5);
        assert!(ontology.weight("ACCUSE", None) < 0.0);
        assert_eq!(ontology.from_cameo("163"), Some("COERCE"));
        assert_eq!(ontology.from_cameo("1724"), Some("COERCE"));
        assert!(ontology.contexts.len() >= 34);
        assert!(
            ontology
                .contexts
                .iter()
                .all(|entry| entry.pillar.as_deref().is_none_or(|key| Pillar::from_key(key).is_some()))
        );
    }
}
