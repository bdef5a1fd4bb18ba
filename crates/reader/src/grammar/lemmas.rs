//! Dictionary forms: the longest known ending of a word, with its tag, says what to cut off and what to add.

use super::lexical::Word;
use super::weights::{Table, mix};

/// How a form becomes its lemma.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// True where capitals stay.
    pub keep_case: bool,
    /// Characters to cut off the end.
    pub cut: usize,
    /// Characters to add.
    pub add: String,
}

impl Rule {
    /// The rule that makes `lemma` of `form`; where both would do, capitals stay if `keep_case`.
    pub fn between(form: &str, lemma: &str, keep_case: bool) -> Rule {
        let lower = form.to_lowercase();
        let kept = Self::ending(form, lemma, true);
        let lowered = Self::ending(&lower, lemma, false);
        let better = kept.cut + kept.add.len() < lowered.cut + lowered.add.len();
        let worse = kept.cut + kept.add.len() > lowered.cut + lowered.add.len();
        if better || !worse && keep_case { kept } else { lowered }
    }

    fn ending(form: &str, lemma: &str, keep_case: bool) -> Rule {
        let same = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        Rule { keep_case, cut: form.chars().count() - same, add: lemma.chars().skip(same).collect() }
    }

    /// The lemma of a form.
    pub fn apply(&self, form: &str) -> String {
        let mut lemma = if self.keep_case { form.to_owned() } else { form.to_lowercase() };
        for _ in 0..self.cut {
            lemma.pop();
        }
        lemma.push_str(&self.add);
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }

    /// The rules as they stand in a model file, one to a line.
    pub fn write(rules: &[Rule]) -> String {
        rules.iter().map(|rule| format!("{}\t{}\t{}\n", u8::from(rule.keep_case), rule.cut, rule.add)).collect()
    }

    /// The rules that [`Rule::write`] wrote.
    pub fn read(text: &str) -> Vec<Rule> {
        text.lines()
            .filter_map(|line| {
                let mut cells = line.splitn(3, '\t');
                Some(Rule {
                    keep_case: cells.next()? == "1",
                    cut: cells.next()?.parse().ok()?,
                    add: cells.next()?.to_owned(),
                })
            })
            .collect()
    }
}

/// The keys under which a rule may be found, the most special first: the whole form, then its endings from six characters
/// to none, each with the tag.
pub fn keys(word: &Word, tag: u8) -> [u64; 9] {
    let tag = u64::from(tag);
    let capital = u64::from(word.capital);
    let mut keys = [0; 9];
    keys[0] = mix(mix(mix(0x3001, word.form), tag), 9);
    keys[1] = mix(mix(mix(0x3001, word.lower), tag), 7);
    for (key, (length, suffix)) in keys[2..8].iter_mut().zip(word.suffixes.iter().enumerate().rev()) {
        *key = mix(mix(mix(0x3003 + length as u64, *suffix), tag), capital);
    }
    keys[8] = mix(0x3000, tag);
    keys
}

/// The index of the rule for a word, where the table knows one.
pub fn rule(word: &Word, tag: u8, table: Table<'_>) -> Option<usize> {
    keys(word, tag).into_iter().find_map(|key| table.get(key)).map(usize::from)
}
