//! The words of `language/en/lexicon/quantities.toml`.

use crate::data;
use crate::numbers::Line;
use model::{Bound, Direction};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    bounds: Bounds,
    change: Changes,
    labels: Labels,
    not_numbers: NotNumbers,
    units: UnitWords,
    multiples: FxHashMap<String, f64>,
    comparisons: FxHashMap<String, f64>,
}

#[derive(Deserialize)]
struct Bounds {
    at_least: Vec<String>,
    at_most: Vec<String>,
    nearly: Vec<String>,
    about: Vec<String>,
    at_least_after: Vec<String>,
    at_most_after: Vec<String>,
    about_after: Vec<String>,
}

#[derive(Deserialize)]
struct Changes {
    up: Vec<String>,
    down: Vec<String>,
    between: FxHashSet<String>,
    after: FxHashSet<String>,
    ambiguous: Vec<String>,
    particles: Particles,
    year_on_year: Vec<String>,
}

#[derive(Deserialize)]
struct Particles {
    up: FxHashSet<String>,
    down: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Labels {
    words: FxHashSet<String>,
    makers: FxHashSet<String>,
    slashes: FxHashSet<String>,
}

#[derive(Deserialize)]
struct NotNumbers {
    one_after: FxHashSet<String>,
    one_before: FxHashSet<String>,
    half_ranks: FxHashSet<String>,
    half_shares: FxHashSet<String>,
    sport: FxHashSet<String>,
}

#[derive(Deserialize)]
struct UnitWords {
    lookalikes: FxHashMap<String, f64>,
}

/// What the words around numbers mean.
pub(super) struct Words {
    /// By last word, for looking back.
    before: FxHashMap<String, Vec<(Vec<String>, Bound)>>,
    /// By first word.
    after: FxHashMap<String, Vec<(Vec<String>, Bound)>>,
    /// Words of going up and down, in every form.
    pub change: FxHashMap<String, Direction>,
    /// Words between such a word and its number.
    pub between: FxHashSet<String>,
    /// Words between a number and such a word after it.
    pub after_number: FxHashSet<String>,
    /// Words of change that are more often something else before a count or a sum of money, in every form.
    pub ambiguous: FxHashSet<String>,
    /// Verbs that make a particle of `up` and of `down`.
    pub up_particles: FxHashSet<String>,
    pub down_particles: FxHashSet<String>,
    year_on_year: Vec<Vec<String>>,
    pub labels: FxHashSet<String>,
    /// Makers, indexes and series whose products and names have numbers.
    pub makers: FxHashSet<String>,
    pub slashes: FxHashSet<String>,
    /// Words before `one` and after it that make it a pronoun.
    pub one_after: FxHashSet<String>,
    pub one_before: FxHashSet<String>,
    /// Words before `half` that make it a rank, and after it that make it a share.
    pub half_ranks: FxHashSet<String>,
    pub half_shares: FxHashSet<String>,
    /// Words of play beside a score.
    pub sport: FxHashSet<String>,
    /// Names of units that are common words as well, and the least number that makes them units.
    pub lookalikes: FxHashMap<String, f64>,
    pub multiples: FxHashMap<String, f64>,
    pub comparisons: FxHashMap<String, f64>,
}

/// The words, loaded once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = data::file("language/en/lexicon/quantities.toml").expect("quantities.toml is embedded");
    let file: File = toml::from_str(text).expect("quantities.toml is valid");
    let split = |phrase: &str| -> Vec<String> { phrase.split(' ').map(str::to_owned).collect() };
    let mut before: FxHashMap<String, Vec<(Vec<String>, Bound)>> = FxHashMap::default();
    for (phrases, bound) in [
        (&file.bounds.at_least, Bound::AtLeast),
        (&file.bounds.at_most, Bound::AtMost),
        (&file.bounds.nearly, Bound::AtMost),
        (&file.bounds.about, Bound::About),
    ] {
        for phrase in phrases {
            let words = split(phrase);
            before.entry(words[words.len() - 1].clone()).or_default().push((words, bound));
        }
    }
    let mut after: FxHashMap<String, Vec<(Vec<String>, Bound)>> = FxHashMap::default();
    for (phrases, bound) in [
        (&file.bounds.at_least_after, Bound::AtLeast),
        (&file.bounds.at_most_after, Bound::AtMost),
        (&file.bounds.about_after, Bound::About),
    ] {
        for phrase in phrases {
            let words = split(phrase);
            after.entry(words[0].clone()).or_default().push((words, bound));
        }
    }
    for list in before.values_mut().chain(after.values_mut()) {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    let mut change = FxHashMap::default();
    for (words, direction) in [(&file.change.up, Direction::Up), (&file.change.down, Direction::Down)] {
        for word in words {
            for form in forms(word) {
                change.entry(form).or_insert(direction);
            }
        }
    }
    Words {
        before,
        after,
        change,
        between: file.change.between,
        after_number: file.change.after,
        ambiguous: file.change.ambiguous.iter().flat_map(|word| forms(word)).collect(),
        up_particles: file.change.particles.up,
        down_particles: file.change.particles.down,
        year_on_year: file.change.year_on_year.iter().map(|phrase| split(phrase)).collect(),
        labels: file.labels.words,
        makers: file.labels.makers,
        slashes: file.labels.slashes,
        one_after: file.not_numbers.one_after,
        one_before: file.not_numbers.one_before,
        half_ranks: file.not_numbers.half_ranks,
        half_shares: file.not_numbers.half_shares,
        sport: file.not_numbers.sport,
        lookalikes: file.units.lookalikes,
        multiples: file.multiples,
        comparisons: file.comparisons,
    }
});

/// The regular forms of a verb or noun; more than English has does no harm.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if word.len() < 3 {
        return forms;
    }
    if let Some(stem) = word.strip_suffix('e') {
        forms.extend([format!("{word}s"), format!("{word}d"), format!("{stem}ing")]);
    } else if let Some(stem) = word.strip_suffix('y').filter(|_| !word.ends_with("ay")) {
        forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{word}ing")]);
    } else {
        forms.extend([format!("{word}s"), format!("{word}es"), format!("{word}ed"), format!("{word}ing")]);
        let last = &word[word.len() - 1..];
        forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
    }
    forms
}

impl Words {
    /// The bound whose words end right before `index`, and the piece that they begin at.
    pub fn bound_before(&self, line: &Line, index: usize) -> Option<(Bound, usize)> {
        let list = self.before.get(line.before(index, 1))?;
        list.iter().find_map(|(words, bound)| {
            let start = index.checked_sub(words.len())?;
            words.iter().enumerate().all(|(step, word)| line.word(start + step) == word).then_some((*bound, start))
        })
    }

    /// The bound whose words begin at `index`, and the piece after them.
    pub fn bound_after(&self, line: &Line, index: usize) -> Option<(Bound, usize)> {
        let list = self.after.get(line.word(index))?;
        list.iter().find_map(|(words, bound)| {
            let fits = words.iter().enumerate().all(|(step, word)| line.word(index + step) == word);
            // `5,000 or less than 6,000`: the bound is of the next number.
            let open = words[0] == "or" && line.word(index + words.len()) == "than";
            (fits && !open).then_some((*bound, index + words.len()))
        })
    }

    /// True where words within `start..end` compare with the same time a year before.
    pub fn year_on_year(&self, line: &Line, start: usize, end: usize) -> bool {
        let plain = |from: usize, phrase: &[String]| {
            let mut at = from;
            phrase.iter().all(|word| {
                // `year-on-year` and `year on year` alike.
                if line.dash(at) && word != "-" {
                    at += 1;
                }
                at += 1;
                line.word(at - 1) == word || line.dash(at - 1) && word == "-"
            })
        };
        (start..end.min(line.len())).any(|at| self.year_on_year.iter().any(|phrase| plain(at, phrase)))
    }
}
