//! Punctuation, attached once the tree of the words stands. Where a mark belongs follows from that tree: to what its pair
//! encloses, or to the highest word on its left or right that can govern it without crossing an arc. Which of these it is
//! was counted in the treebanks.

use super::super::lexical::Word;
use super::super::weights::{Table, hash_text, mix};
use super::NONE;

/// Where a mark may attach: the head of what its pair encloses, the highest word to the left and to the right, the heads of
/// these two; [`NONE`] where there is none.
pub type Candidates = [usize; 5];

/// The candidates for the mark at `at`, and the keys that say which to take, the most special first. Heads at the number of
/// words are the root.
pub fn choices(words: &[Word], heads: &[usize], labels: &[u8], mark: u8, at: usize) -> (Candidates, [u64; 3]) {
    let root = words.len();
    let is_mark = |index: usize| labels[index] == mark;
    // The nearest word, and from there upwards while the head stands on the same side of the mark. No path is longer than
    // the sentence, also where heads are not a tree.
    let climb = |start: Option<usize>, inside: &dyn Fn(usize) -> bool| {
        let mut index = start?;
        for _ in 0..root {
            let head = heads[index];
            if head >= root || !inside(head) || is_mark(head) {
                break;
            }
            index = head;
        }
        Some(index)
    };
    let left = climb((0..at).rev().find(|&index| !is_mark(index)), &|head| head < at);
    let right = climb((at + 1..root).find(|&index| !is_mark(index)), &|head| head > at);
    let head_of = |index: Option<usize>| index.map(|index| heads[index]).filter(|&head| head < root);
    let enclosed = pair(words, at).and_then(|(start, end)| {
        (start + 1..end).find(|&index| !is_mark(index) && (heads[index] <= start || heads[index] >= end))
    });
    let candidates = [enclosed, left, right, head_of(left), head_of(right)].map(|index| index.unwrap_or(NONE));
    let label = |index: Option<usize>| index.map_or(250, |index| u64::from(labels[index]));
    let top = |index: Option<usize>| index.is_some_and(|index| heads[index] >= root);
    let side = if top(left) {
        1
    } else if top(right) {
        2
    } else {
        0
    };
    let arc = match (left, right) {
        (Some(left), Some(right)) if heads[right] == left => 1,
        (Some(left), Some(right)) if heads[left] == right => 2,
        _ => 0,
    };
    let base = mix(mix(0x7001, words[at].form), side | arc << 4 | u64::from(enclosed.is_some()) << 8);
    (candidates, [mix(mix(mix(base, label(left)), label(right)), 1), mix(mix(base, label(left)), 2), mix(base, 3)])
}

/// Attaches every mark of a parsed sentence anew.
pub fn attach(words: &[Word], heads: &mut [usize], labels: &[u8], mark: u8, table: Table<'_>) {
    let mut governs = vec![false; words.len()];
    for (index, &head) in heads.iter().enumerate() {
        if head < words.len() && labels[index] != mark {
            governs[head] = true;
        }
    }
    for at in 0..words.len() {
        // A mark that governs words, or is the root, stays.
        if labels[at] != mark || governs[at] || heads[at] >= words.len() {
            continue;
        }
        let (candidates, keys) = choices(words, heads, labels, mark, at);
        let chosen = keys.into_iter().find_map(|key| {
            let choice = candidates.get(usize::from(table.get(key)?)).copied()?;
            (choice != NONE).then_some(choice)
        });
        if let Some(head) = chosen.filter(|&head| labels[head] != mark) {
            heads[at] = head;
        }
    }
}

/// Where the pair of brackets or quotation marks to which a mark belongs opens and closes.
fn pair(words: &[Word], at: usize) -> Option<(usize, usize)> {
    const PAIRS: [(&str, &str); 7] =
        [("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("‘", "’"), ("``", "''"), ("«", "»")];
    let form = words[at].form;
    let find = |wanted: u64, mut range: &mut dyn Iterator<Item = usize>| {
        Iterator::find(&mut range, |&index| words[index].form == wanted)
    };
    for (open, close) in PAIRS.map(|(open, close)| (hash_text(open), hash_text(close))) {
        if form == open {
            return find(close, &mut (at + 1..words.len())).map(|end| (at, end));
        }
        if form == close {
            return find(open, &mut (0..at).rev()).map(|start| (start, at));
        }
    }
    if form == hash_text("\"") {
        let before = words[..at].iter().filter(|word| word.form == form).count();
        return if before % 2 == 0 {
            find(form, &mut (at + 1..words.len())).map(|end| (at, end))
        } else {
            find(form, &mut (0..at).rev()).map(|start| (start, at))
        };
    }
    None
}
