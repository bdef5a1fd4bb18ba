//! Other forms of a name: British and American spelling, and the plural of a role.

use super::lexicon::Lexicon;

/// British and American spellings of a name.
pub fn spellings(lexicon: &Lexicon, form: &str) -> Vec<String> {
    let mut all = vec![form.to_owned()];
    for (one, other) in &lexicon.spellings {
        for (one, other) in [(one.clone(), other.clone()), (capitalised(one), capitalised(other))] {
            if form.contains(&one) {
                all.push(form.replace(&one, &other));
            } else if form.contains(&other) {
                all.push(form.replace(&other, &one));
            }
        }
    }
    all
}

/// `foreign minister` as an office: `Foreign minister`.
pub fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// A name as the last part of an id.
pub fn slug(name: &str) -> String {
    let mut folded = String::new();
    super::words::fold(name, &mut folded);
    let kept: String =
        folded.chars().map(|character| if character.is_alphanumeric() { character } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The plural of a role: of its last word, or of the word before `of`, `for`, `to`, `in`.
pub fn plural(form: &str) -> String {
    let words: Vec<&str> = form.split(' ').collect();
    let at =
        words.iter().position(|word| matches!(*word, "of" | "for" | "to" | "in" | "general")).unwrap_or(words.len());
    let at = at.max(1) - 1;
    let mut result = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            result.push(' ');
        }
        if index != at {
            result.push_str(word);
        } else if let Some(stem) = word.strip_suffix("man").filter(|stem| !stem.is_empty() && *word != "human") {
            result.push_str(stem);
            result.push_str("men");
        } else if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            result.push_str(stem);
            result.push_str("ies");
        } else if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
            result.push_str(word);
            if !word.ends_with('s') || word.ends_with("ss") {
                result.push_str("es");
            }
        } else if word.ends_with("men") || matches!(*word, "people" | "police" | "children" | "staff" | "personnel") {
            result.push_str(word);
        } else {
            result.push_str(word);
            result.push('s');
        }
    }
    result
}
