//! The words that frames know, and the forms in which they appear.
//!
//! Frames name dictionary forms. A trained tagger's lemma is used where there is one; besides it every regular and
//! irregular form of every word is listed beforehand, so that a wrong lemma does not hide an event.

use crate::data;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Number of a word in the vocabulary.
pub type WordId = u32;

/// Dictionary forms with their numbers, and every inflected form with the numbers of the words it may stand for.
pub struct Vocabulary {
    ids: FxHashMap<String, WordId>,
    forms: FxHashMap<String, Vec<WordId>>,
    inflection: Inflection,
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        Vocabulary { ids: FxHashMap::default(), forms: FxHashMap::default(), inflection: Inflection::embedded() }
    }
}

/// The forms that no rule gives: `language/en/lexicon/inflection.toml`.
#[derive(Default, Deserialize)]
struct Inflection {
    /// Verbs of more than one syllable that double their last consonant, separated by white space.
    doubling: String,
    /// Irregular forms by dictionary form, separated by white space.
    irregular: BTreeMap<String, String>,
}

impl Inflection {
    fn embedded() -> Inflection {
        let path = "language/en/lexicon/inflection.toml";
        toml::from_str(data::file(path).unwrap_or_default()).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Vocabulary {
    /// The number of a dictionary form, entered with all its inflected forms where it is new.
    pub fn enter(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.ids.len() as WordId;
        self.ids.insert(word.to_owned(), id);
        for form in inflections(&self.inflection, word) {
            let known = self.forms.entry(form).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
        id
    }

    /// The number of a dictionary form.
    pub fn id(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// The words that a form in lower case may stand for.
    pub fn of_form(&self, form: &str) -> &[WordId] {
        self.forms.get(form).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Every form of a word, as a verb and as a noun: more than exist, which does no harm.
fn inflections(inflection: &Inflection, word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let mut irregular = false;
    for (base, list) in &inflection.irregular {
        if base == word || (word.ends_with(base.as_str()) && word.contains('-')) {
            irregular = true;
            let stem = &word[..word.len() - base.len()];
            forms.extend(list.split_whitespace().map(|form| format!("{stem}{form}")));
        }
    }
    let last = word.chars().last().unwrap_or('x');
    if !last.is_ascii_alphabetic() {
        return forms;
    }
    let vowel = |character: char| "aeiou".contains(character);
    let before = word.chars().rev().nth(1).unwrap_or('x');
    let stem = &word[..word.len() - 1];
    if last == 'e' {
        forms.push(format!("{word}s"));
        forms.push(format!("{stem}ing"));
        if !irregular {
            forms.push(format!("{word}d"));
        }
    } else if last == 'y' && !vowel(before) {
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{word}ing")]);
    } else {
        let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
        forms.push(if sibilant { format!("{word}es") } else { format!("{word}s") });
        forms.push(format!("{word}ing"));
        if !irregular {
            forms.push(format!("{word}ed"));
        }
        let vowels = word.chars().filter(|&character| vowel(character)).count();
        let doubles = !vowel(last) && !"wxy".contains(last) && vowel(before) && vowels == 1;
        if doubles || inflection.doubling.split_whitespace().any(|verb| verb == word) {
            forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_words() {
        let mut vocabulary = Vocabulary::default();
        for word in ["impose", "ban", "deny", "withdraw", "expel", "meet", "clash", "ally"] {
            vocabulary.enter(word);
        }
        for (form, word) in [
            ("imposing", "impose"),
            ("banned", "ban"),
            ("denied", "deny"),
            ("withdrew", "withdraw"),
            ("expelled", "expel"),
            ("met", "meet"),
            ("clashes", "clash"),
            ("allies", "ally"),
        ] {
            assert_eq!(vocabulary.of_form(form), [vocabulary.id(word).unwrap()], "{form}");
        }
        assert!(vocabulary.of_form("withdrawed").is_empty());
    }
}
