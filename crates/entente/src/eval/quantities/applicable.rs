//! Which cases of the Recognizers and quantulum3 specs a press text can hold. Both test software for assistants and
//! calculators as well: such cases are left out by these rules, and counted with their reasons. CQE's lists are news, and
//! nothing of them is left out.

use super::gold::{numbers_of, text_of};
use serde_json::Value;

/// Why a case is none of a press text; nothing where it is one.
pub fn why_not(record: &Value) -> Option<&'static str> {
    if record.get("Input").is_none() && record.get("req").is_none() {
        return None;
    }
    let text = text_of(record)?;
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let surfaces: Vec<String> = numbers_of(record)
        .iter()
        .filter_map(|gold| ["Text", "surface"].iter().find_map(|name| gold[*name].as_str()))
        .map(str::to_lowercase)
        .collect();
    let inside = |word: &str| surfaces.iter().any(|surface| surface.contains(word));
    let around = words.iter().filter(|word| !inside(word) && word.chars().any(char::is_alphabetic)).count();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if around == 0 || words.len() < 4 {
        Some("a number by itself, no sentence")
    } else if text.contains("://") || text.contains(['^', '{', '}', '\\', '<', '>', '|', '=']) || any(&["1e", "e14"]) {
        Some("a formula, an address or markup")
    } else if surfaces.iter().any(|surface| spoken_fraction(surface)) {
        Some("arithmetic read aloud (`thirty fifths`, `one over twenty`, `two hundred point five`)")
    } else if surfaces.iter().any(|surface| price_without_cents(surface)) {
        Some("a price as said at a counter (`15 dollars 50`)")
    } else if any(&["number", "numbers", "answer", "valid", "recognized", "x", "y", "equals", "fractional"]) {
        Some("a sentence about numbers themselves")
    } else if any(&["i", "my", "me", "you", "your", "let", "give", "find", "make", "how"]) || text.ends_with('?') {
        Some("somebody who speaks to an assistant")
    } else if text.chars().any(|character| ('\u{0900}'..'\u{1000}').contains(&character)) {
        Some("a script that English texts do not use")
    } else {
        None
    }
}

/// `one hundred thirty fifths`, `one over twenty`, `two out of five hundred`, `nine point five`, in words.
fn spoken_fraction(surface: &str) -> bool {
    let words: Vec<&str> = surface.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let spelled = surface.chars().all(|character| !character.is_ascii_digit());
    let fifths =
        words.last().is_some_and(|last| last.ends_with("ths") || last.ends_with("rds") || last.ends_with("th"));
    let large = words
        .iter()
        .any(|word| matches!(*word, "hundred" | "thousand" | "ninety" | "thirty" | "twenty" | "fifty" | "trillionths"));
    let over = words.contains(&"over") || surface.contains("out of");
    spelled
        && (fifths && (large || words.contains(&"and") && !surface.contains("million") && !surface.contains("billion"))
            || words.contains(&"point") && words.contains(&"hundred"))
        || over
}

/// `15 dollars 50`, `17 usd 25`, `one dollar and two`: the cents are not called so.
fn price_without_cents(surface: &str) -> bool {
    let words: Vec<&str> = surface.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let currency = |word: &&str| {
        reader::quantities::unit_code(word)
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
    };
    let at = words.iter().position(currency);
    at.is_some_and(|at| {
        at > 0
            && words[at + 1..].iter().any(|word| *word != "and")
            && !surface.contains("cent")
            && !words[at + 1..].iter().any(|word| word.ends_with("illion"))
    })
}
