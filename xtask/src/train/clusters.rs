//! Word classes from plain text: the exchange algorithm for bigram class models (Kneser and Ney 1993; Martin, Liermann and
//! Ney 1998). Each word moves to the class where the text becomes most probable.

use super::Plan;
use anyhow::Result;
use reader::grammar::conllu::Tree;
use reader::grammar::lexical::normal;
use reader::grammar::segments::segments;
use reader::grammar::tokens::Lexicon;
use reader::grammar::weights::{build_table, hash_text};
use std::collections::BTreeMap;

/// Numbers of fine and coarse classes; they share 16 bits.
const CLASSES: [usize; 2] = [640, 60];

/// Words that occur less often have no class.
const LEAST: u32 = 3;

/// The classes of the words of the treebanks and the newswire, in the model's layout.
pub fn train(plan: &Plan, trees: &[Tree]) -> Result<Vec<u8>> {
    let mut sentences: Vec<Vec<String>> = Vec::new();
    let mut lower = String::new();
    let mut add = |forms: &mut dyn Iterator<Item = &str>| {
        let words = forms
            .map(|form| {
                normal(form, &mut lower);
                lower.clone()
            })
            .collect();
        sentences.push(words);
    };
    for tree in trees {
        add(&mut tree.words.iter().map(|word| word.form.as_str()));
    }
    let lexicon = Lexicon::embedded();
    for text in super::newswire(plan)? {
        for segment in segments(&lexicon, &text, model::Span::new(0, text.len())) {
            add(&mut segment.pieces.iter().map(|piece| &text[piece.start..piece.end]));
        }
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    let mut vocabulary: Vec<(&str, u32)> = counts.into_iter().filter(|&(_, count)| count >= LEAST).collect();
    vocabulary.sort_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
    let numbers: BTreeMap<&str, usize> =
        vocabulary.iter().enumerate().map(|(number, (word, _))| (*word, number)).collect();
    // Number 0 is the edge of a sentence, 1 a rare word: each has a class of its own.
    let number = |word: &String| numbers.get(word.as_str()).map_or(1, |number| number + 2);
    let mut pairs: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for sentence in &sentences {
        let mut before = 0;
        for word in sentence.iter().map(number).chain([0]) {
            *pairs.entry((before, word)).or_default() += 1;
            before = word;
        }
    }
    eprintln!("clusters: {} words of {} kinds", sentences.iter().map(Vec::len).sum::<usize>(), vocabulary.len());
    let fine = exchange(vocabulary.len() + 2, &pairs, CLASSES[0], 8);
    let coarse = exchange(vocabulary.len() + 2, &pairs, CLASSES[1], 8);
    let table = vocabulary
        .iter()
        .enumerate()
        .map(|(index, (word, _))| (hash_text(word), (fine[index + 2] | coarse[index + 2] << 10) as u16))
        .collect();
    Ok(build_table(table))
}

/// The class of every word. The first two words keep classes of their own, the last two.
fn exchange(words: usize, pairs: &BTreeMap<(usize, usize), u32>, classes: usize, rounds: usize) -> Vec<usize> {
    let all = classes + 2;
    let mut class: Vec<usize> =
        (0..words).map(|word| if word < 2 { classes + word } else { (word - 2) % classes }).collect();
    let mut after = vec![Vec::new(); words];
    let mut before = vec![Vec::new(); words];
    for (&(left, right), &count) in pairs {
        after[left].push((right, count));
        before[right].push((left, count));
    }
    let mut joint = vec![0_u32; all * all];
    let mut totals = vec![0_u32; all];
    let mut totals_before = vec![0_u32; all];
    for (&(left, right), &count) in pairs {
        joint[class[left] * all + class[right]] += count;
        totals[class[left]] += count;
        totals_before[class[right]] += count;
    }
    let table: Vec<f64> = (0..1 << 16).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect();
    let entropy = |n: u32| table.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln());
    for round in 0..rounds {
        let mut moved = 0;
        for word in 2..words {
            let old = class[word];
            // Neighbours by class, the word itself apart.
            let gather = |list: &[(usize, u32)]| {
                let mut neighbours: BTreeMap<usize, u32> = BTreeMap::new();
                for &(other, count) in list.iter().filter(|(other, _)| *other != word) {
                    *neighbours.entry(class[other]).or_default() += count;
                }
                neighbours.into_iter().collect::<Vec<_>>()
            };
            let (next, last) = (gather(&after[word]), gather(&before[word]));
            let itself = after[word].iter().find(|(other, _)| *other == word).map_or(0, |&(_, count)| count);
            let sum = |list: &[(usize, u32)]| list.iter().map(|(_, count)| count).sum::<u32>();
            let (mass, mass_before) = (sum(&next) + itself, sum(&last) + itself);
            let change = |joint: &mut [u32], totals: &mut [u32], totals_before: &mut [u32], class: usize, add: bool| {
                let apply = |cell: &mut u32, count: u32| *cell = if add { *cell + count } else { *cell - count };
                for &(other, count) in &next {
                    apply(&mut joint[class * all + other], count);
                }
                for &(other, count) in &last {
                    apply(&mut joint[other * all + class], count);
                }
                apply(&mut joint[class * all + class], itself);
                apply(&mut totals[class], mass);
                apply(&mut totals_before[class], mass_before);
            };
            change(&mut joint, &mut totals, &mut totals_before, old, false);
            let gain = |class: usize| {
                let mut gain = 0.0;
                for &(other, count) in &next {
                    let cell = joint[class * all + other];
                    gain += entropy(cell + count) - entropy(cell);
                }
                for &(other, count) in &last {
                    let cell = joint[other * all + class];
                    gain += entropy(cell + count) - entropy(cell);
                }
                gain - entropy(totals[class] + mass) + entropy(totals[class])
                    - entropy(totals_before[class] + mass_before)
                    + entropy(totals_before[class])
            };
            let (mut chosen, mut most) = (old, gain(old) + 1e-9);
            for candidate in (0..classes).filter(|&candidate| candidate != old) {
                let gain = gain(candidate);
                if gain > most {
                    (chosen, most) = (candidate, gain);
                }
            }
            change(&mut joint, &mut totals, &mut totals_before, chosen, true);
            class[word] = chosen;
            moved += usize::from(chosen != old);
        }
        eprintln!("clusters: round {}, {moved} words moved", round + 1);
        if moved * 200 < words {
            break;
        }
    }
    class
}
