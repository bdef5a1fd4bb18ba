//! Training of the lemmatiser: rules by ending and tag, kept only where a shorter ending would say something else.

use super::corpus::{self, Inventory};
use reader::grammar::conllu::Tree;
use reader::grammar::lemmas::{Rule, keys};
use reader::grammar::lexical;
use reader::grammar::weights::build_table;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The rules as text, and the table of endings.
pub fn train(trees: &[Tree], inventory: &Inventory) -> (String, Vec<u8>) {
    let mut counts: BTreeMap<u64, BTreeMap<Rule, usize>> = BTreeMap::new();
    let mut levels: FxHashMap<u64, usize> = FxHashMap::default();
    let mut shorter: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
    for tree in trees {
        let words = lexical::words(&corpus::forms(&tree.words));
        for (index, word) in tree.words.iter().enumerate() {
            if word.lemma == "_" {
                continue;
            }
            let rule = Rule::between(&word.form, &word.lemma, word.upos == model::Upos::Propn);
            let keys = keys(&words[index], inventory.tag(word));
            for (level, key) in keys.into_iter().enumerate() {
                *counts.entry(key).or_default().entry(rule.clone()).or_default() += 1;
                levels.insert(key, level);
                shorter.entry(key).or_insert_with(|| keys[level + 1..].to_vec());
            }
        }
    }
    let mut chosen: FxHashMap<u64, Rule> = FxHashMap::default();
    let mut order: Vec<u64> = counts.keys().copied().collect();
    order.sort_by_key(|key| (std::cmp::Reverse(levels[key]), *key));
    for key in order {
        let rules = &counts[&key];
        let total: usize = rules.values().sum();
        let Some((rule, &most)) = rules.iter().max_by_key(|(rule, count)| (**count, std::cmp::Reverse(*rule))) else {
            continue;
        };
        let ending = (2..8).contains(&levels[&key]);
        if ending && (total < 3 || most * 10 < total * 7) || levels[&key] == 0 && total < 2 {
            continue;
        }
        let otherwise = shorter[&key].iter().find_map(|key| chosen.get(key));
        if otherwise != Some(rule) {
            chosen.insert(key, rule.clone());
        }
    }
    let mut rules: Vec<Rule> = chosen.values().cloned().collect();
    rules.sort();
    rules.dedup();
    let mut pairs: Vec<(u64, u16)> =
        chosen.iter().map(|(&key, rule)| (key, rules.binary_search(rule).expect("listed above") as u16)).collect();
    pairs.sort_unstable();
    (Rule::write(&rules), build_table(pairs))
}
