//! Codes in words: units of measure and modes of acts from the ontology, and plurals.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Units {
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
struct Unit {
    code: String,
    #[serde(default)]
    names: Vec<String>,
}

#[derive(Deserialize)]
struct EventType {
    #[serde(rename = "type")]
    name: Option<String>,
    #[serde(default)]
    mode: Vec<Mode>,
}

#[derive(Deserialize)]
struct Mode {
    name: String,
    #[serde(default)]
    meaning: String,
}

/// From the code of a unit to its name in the singular; a code's first name counts.
static UNITS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let units = reader::data::file("ontology/units.toml").and_then(|text| toml::from_str::<Units>(text).ok());
    let mut names = BTreeMap::new();
    for unit in units.into_iter().flat_map(|units| units.unit) {
        if let Some(name) = unit.names.into_iter().next() {
            names.entry(unit.code).or_insert(name);
        }
    }
    names
});

/// From type and mode to what the codebook means by them.
static MODES: LazyLock<BTreeMap<(String, String), String>> = LazyLock::new(|| {
    let mut meanings = BTreeMap::new();
    for (_, text) in reader::data::files("ontology/events/").filter(|(path, _)| path.ends_with(".toml")) {
        let Ok(EventType { name: Some(name), mode }) = toml::from_str::<EventType>(text) else { continue };
        for mode in mode {
            meanings.insert((name.clone(), mode.name), mode.meaning);
        }
    }
    meanings
});

/// What a mode means with a type of act (`curtail or end exchange; international sanctions`): its name alone misleads where
/// it is read as an English word. `None` where the ontology does not say.
pub fn mode(event_type: &str, mode: &str) -> Option<&'static str> {
    MODES.get(&(event_type.to_owned(), mode.to_owned())).map(String::as_str).filter(|meaning| !meaning.is_empty())
}

/// The unit of a code in words: `miles` for UCUM's `[mi_i]`, `barrels per day` for `[bbl_us]/d`. Currencies and units with
/// SI prefixes (`USD`, `MW`) stay as they are.
pub fn unit(code: &str, one: bool) -> String {
    match code {
        "%" => return code.to_owned(),
        "Cel" => return "°C".to_owned(),
        "[degF]" => return "°F".to_owned(),
        _ => {}
    }
    // The names of such units in the ontology are abbreviations (`bpd`).
    if let Some((above, below)) = code.split_once('/') {
        return format!("{} per {}", unit(above, one), unit(below, true));
    }
    // `{dose}` is what UCUM calls an annotation: a word of its own.
    let plain = code.trim_matches(['{', '}']);
    let currency = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    match UNITS.get(code).filter(|_| !currency) {
        Some(name) if one => name.clone(),
        Some(name) => plural(name),
        None if one || plain == code => plain.to_owned(),
        None => plural(plain),
    }
}

/// The plural of a noun phrase: of its last word, or of the word before `of`, `per`, `for`, `in`. Words that are the same
/// or already plural stay as they are.
pub fn plural(phrase: &str) -> String {
    let (head, rest) = [" of ", " per ", " for ", " in ", " from "]
        .iter()
        .filter_map(|word| phrase.find(word))
        .min()
        .map_or((phrase, ""), |at| phrase.split_at(at));
    let (before, last) = head.rfind([' ', '-']).map_or(("", head), |at| head.split_at(at + 1));
    format!("{before}{}{rest}", plural_word(last))
}

/// The plural of one word.
fn plural_word(word: &str) -> String {
    let lower = word.to_lowercase();
    let same = [
        "aircraft",
        "people",
        "police",
        "personnel",
        "staff",
        "military",
        "percent",
        "hertz",
        "horsepower",
        "cattle",
        "livestock",
        "sheep",
        "fish",
        "spacecraft",
        "men",
        "women",
        "children",
        "feet",
    ];
    let changed = [("person", "people"), ("child", "children"), ("foot", "feet"), ("human", "humans")];
    if same.contains(&lower.as_str()) || !lower.ends_with(|last: char| last.is_alphabetic()) {
        return word.to_owned();
    }
    // The letters are as in the lower-case word: what is cut off is ASCII.
    let stem = |letters: usize| word.get(..word.len() - letters).unwrap_or(word);
    if let Some((_, plural)) = changed.iter().find(|(one, _)| *one == lower) {
        let capital = word.starts_with(char::is_uppercase);
        let first = plural.get(..1).unwrap_or_default();
        let others = plural.get(1..).unwrap_or_default();
        return if capital { format!("{}{others}", first.to_uppercase()) } else { (*plural).to_owned() };
    }
    if lower.ends_with("man") && lower.len() > 3 && !word.starts_with(char::is_uppercase) || lower == "man" {
        return format!("{}en", stem(2));
    }
    let vowel = ["ay", "ey", "oy", "uy"].iter().any(|end| lower.ends_with(end));
    if lower.ends_with('y') && !vowel {
        return format!("{}ies", stem(1));
    }
    if lower.ends_with("ss") || lower.ends_with('x') || lower.ends_with("ch") || lower.ends_with("sh") {
        return format!("{word}es");
    }
    if lower.ends_with(['s', 'z']) || lower.ends_with("ese") { word.to_owned() } else { format!("{word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_say_what_the_codebook_means() {
        assert_eq!(mode("SANCTION", "discontinue"), Some("curtail or end exchange; international sanctions"));
        assert_eq!(mode("SANCTION", "no such mode"), None);
    }

    #[test]
    fn plurals_of_phrases() {
        for (one, several) in [
            ("Chinese student", "Chinese students"),
            ("barrel of oil equivalent", "barrels of oil equivalent"),
            ("square foot", "square feet"),
            ("company", "companies"),
            ("day", "days"),
            ("fisherman", "fishermen"),
            ("woman", "women"),
            ("person", "people"),
            ("troops", "troops"),
            ("inch", "inches"),
            ("fighter aircraft", "fighter aircraft"),
            ("German", "Germans"),
            ("", ""),
        ] {
            assert_eq!(plural(one), several);
        }
    }
}
