//! Counts where the treebanks attach punctuation.

use super::{Corpus, Inventory};
use reader::grammar::parser::punctuation::choices;
use reader::grammar::weights::build_table;
use std::collections::BTreeMap;

/// The choice for every key that is seen three times or more, in the model's layout.
pub fn train(corpus: &Corpus, inventory: &Inventory) -> Vec<u8> {
    let mark = inventory.relations.iter().position(|relation| relation == "punct").unwrap_or(0) as u8;
    let mut counts: BTreeMap<u64, [usize; 5]> = BTreeMap::new();
    for sample in &corpus.samples {
        for at in (0..sample.words.len()).filter(|&at| sample.relations[at] == mark) {
            let (candidates, keys) = choices(&sample.words, &sample.heads, &sample.relations, mark, at);
            for key in keys {
                let row = counts.entry(key).or_default();
                for (count, candidate) in row.iter_mut().zip(candidates) {
                    *count += usize::from(candidate == sample.heads[at]);
                }
            }
        }
    }
    let mut table = Vec::new();
    for (key, row) in counts {
        // The first of equals: what the pair encloses goes before the rest.
        let Some((choice, &most)) = row.iter().enumerate().max_by_key(|&(index, &count)| (count, 5 - index)) else {
            continue;
        };
        if most >= 3 {
            table.push((key, choice as u16));
        }
    }
    build_table(table)
}
