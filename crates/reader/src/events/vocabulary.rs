//! The words that frames know, and the forms in which they appear.
//!
//! Frames name dictionary forms. A trained tagger's lemma is used where there is one; besides it every regular and
//! irregular form of every word is listed beforehand, so that a wrong lemma does not hide an event.

use rustc_hash::FxHashMap;

/// Number of a word in the vocabulary.
pub type WordId = u32;

/// Dictionary forms with their numbers, and every inflected form with the numbers of the words it may stand for.
#[derive(Default)]
pub struct Vocabulary {
    ids: FxHashMap<String, WordId>,
    forms: FxHashMap<String, Vec<WordId>>,
}

/// Past tense and participle of irregular verbs that frames use.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("be", &["is", "are", "was", "were", "been", "being", "am"]),
    ("beat", &["beaten", "beating"]),
    ("become", &["became"]),
    ("begin", &["began", "begun", "beginning"]),
    ("bind", &["bound"]),
    ("blow", &["blew", "blown"]),
    ("break", &["broke", "broken"]),
    ("bring", &["brought"]),
    ("build", &["built"]),
    ("burn", &["burnt"]),
    ("buy", &["bought"]),
    ("catch", &["caught"]),
    ("choose", &["chose", "chosen"]),
    ("come", &["came"]),
    ("cut", &["cutting"]),
    ("deal", &["dealt"]),
    ("dig", &["dug", "digging"]),
    ("draw", &["drew", "drawn"]),
    ("drive", &["drove", "driven"]),
    ("fall", &["fell", "fallen"]),
    ("feed", &["fed"]),
    ("fight", &["fought"]),
    ("find", &["found"]),
    ("flee", &["fled"]),
    ("fling", &["flung"]),
    ("fly", &["flew", "flown"]),
    ("forbid", &["forbade", "forbidden"]),
    ("foresee", &["foresaw", "foreseen"]),
    ("forget", &["forgot", "forgotten"]),
    ("forgive", &["forgave", "forgiven"]),
    ("freeze", &["froze", "frozen"]),
    ("get", &["got", "gotten", "getting"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone"]),
    ("hang", &["hung"]),
    ("have", &["has", "had"]),
    ("hear", &["heard"]),
    ("hit", &["hitting"]),
    ("hold", &["held"]),
    ("keep", &["kept"]),
    ("know", &["knew", "known"]),
    ("lay", &["laid"]),
    ("lead", &["led"]),
    ("lend", &["lent"]),
    ("leave", &["left"]),
    ("lend", &["lent"]),
    ("let", &["letting"]),
    ("lie", &["lying"]),
    ("lose", &["lost"]),
    ("make", &["made"]),
    ("meet", &["met"]),
    ("mislead", &["misled"]),
    ("overrun", &["overran", "overrunning"]),
    ("overthrow", &["overthrew", "overthrown"]),
    ("pay", &["paid"]),
    ("put", &["putting"]),
    ("quit", &["quitting"]),
    ("rebuild", &["rebuilt"]),
    ("redraw", &["redrew", "redrawn"]),
    ("retake", &["retook", "retaken"]),
    ("ride", &["rode", "ridden"]),
    ("rise", &["rose", "risen"]),
    ("run", &["ran", "running"]),
    ("say", &["said"]),
    ("see", &["saw", "seen"]),
    ("seek", &["sought"]),
    ("sell", &["sold"]),
    ("send", &["sent"]),
    ("set", &["setting"]),
    ("shake", &["shook", "shaken"]),
    ("shoot", &["shot"]),
    ("shut", &["shutting"]),
    ("sink", &["sank", "sunk"]),
    ("sit", &["sat", "sitting"]),
    ("slay", &["slew", "slain"]),
    ("speak", &["spoke", "spoken"]),
    ("spend", &["spent"]),
    ("split", &["splitting"]),
    ("stand", &["stood"]),
    ("steal", &["stole", "stolen"]),
    ("strike", &["struck", "stricken"]),
    ("swear", &["swore", "sworn"]),
    ("take", &["took", "taken"]),
    ("teach", &["taught"]),
    ("tear", &["tore", "torn"]),
    ("tell", &["told"]),
    ("think", &["thought"]),
    ("throw", &["threw", "thrown"]),
    ("undertake", &["undertook", "undertaken"]),
    ("uphold", &["upheld"]),
    ("win", &["won", "winning"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("withhold", &["withheld"]),
    ("write", &["wrote", "written"]),
    ("man", &["men"]),
    ("woman", &["women"]),
    ("person", &["people", "persons"]),
    ("child", &["children"]),
    ("crisis", &["crises"]),
];

/// Verbs of more than one syllable that double their last consonant.
const DOUBLING: &[&str] = &[
    "compel", "expel", "repel", "defer", "refer", "transfer", "permit", "commit", "admit", "deter", "kidnap", "rebel",
    "propel", "patrol", "cancel", "label", "quarrel", "regret", "occur", "submit", "control", "rebut", "equip",
    "acquit", "model", "signal", "shovel", "travel", "extol", "annul", "confer", "concur", "incur", "allot", "omit",
    "fulfil", "pummel",
];

impl Vocabulary {
    /// The number of a dictionary form, entered with all its inflected forms where it is new.
    pub fn enter(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.ids.len() as WordId;
        self.ids.insert(word.to_owned(), id);
        for form in inflections(word) {
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
fn inflections(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let mut irregular = false;
    for &(base, list) in IRREGULAR {
        if base == word || (word.ends_with(base) && word.contains('-')) {
            irregular = true;
            let stem = &word[..word.len() - base.len()];
            forms.extend(list.iter().map(|form| format!("{stem}{form}")));
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
        if doubles || DOUBLING.contains(&word) {
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
