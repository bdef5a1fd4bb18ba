//! How often a document names each state, and what it is mostly about.

use super::chunks::Draft;
use model::MentionValue;
use std::collections::BTreeMap;

/// How often each state is named.
#[derive(Debug, Default)]
pub struct Counts {
    /// In all.
    pub all: BTreeMap<String, usize>,
    /// By words that have no other reading.
    pub sure: BTreeMap<String, usize>,
}

impl Counts {
    /// Counts the states of all drafts. A name of several states (`Congress`) counts for the outlet's own, where that is
    /// one of them.
    pub fn of<'a>(drafts: impl Iterator<Item = &'a Draft>, home: Option<&str>) -> Counts {
        let mut counts = Counts::default();
        let mut first = true;
        let mut count = |country: &str, single: bool| {
            // What an article names first, in its dateline or its lead, it is about: that counts twice.
            let weight = if std::mem::take(&mut first) { 2 } else { 1 };
            match counts.all.get_mut(country) {
                Some(known) => *known += weight,
                None => {
                    counts.all.insert(country.to_owned(), weight);
                }
            }
            if single {
                *counts.sure.entry(country.to_owned()).or_insert(0) += 1;
            }
        };
        for draft in drafts {
            match &draft.value {
                MentionValue::Actor(reference) => {
                    let own = home.filter(|home| {
                        reference.alternatives.iter().any(|other| other.country.as_deref() == Some(*home))
                    });
                    for actor in &reference.actors {
                        if let Some(country) = own.or(actor.country.as_deref()) {
                            count(country, reference.alternatives.is_empty());
                        }
                    }
                }
                MentionValue::Place { country: Some(country), .. } => count(country, true),
                _ => {}
            }
        }
        counts
    }

    /// True for a state that the document names.
    pub fn names(&self, code: &str) -> bool {
        self.all.contains_key(code)
    }

    /// The two states that the document is mostly about.
    pub fn pair(&self) -> Option<[String; 2]> {
        let mut ranked: Vec<(&String, usize)> = self.all.iter().map(|(code, count)| (code, *count)).collect();
        ranked.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
        let total: usize = ranked.iter().map(|(_, count)| count).sum();
        match ranked.as_slice() {
            [(one, first), (two, second), ..] if (first + second) * 10 >= total * 6 => {
                Some([(*one).clone(), (*two).clone()])
            }
            _ => None,
        }
    }

    /// The state that the document is mostly about: three fifths of all that are named (half, for the state where the
    /// outlet is at home), and more than twice the next.
    pub fn dominant(&self, home: Option<&str>) -> Option<String> {
        let total: usize = self.all.values().sum();
        let (code, count) = self.all.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(*code)))?;
        let second = self.all.iter().filter(|(other, _)| *other != code).map(|(_, count)| *count).max().unwrap_or(0);
        let share = if home == Some(code.as_str()) { 5 } else { 6 };
        (count * 10 >= total * share && *count > 2 * second).then(|| code.clone())
    }
}
