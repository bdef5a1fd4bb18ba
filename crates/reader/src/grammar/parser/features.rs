//! What the parser looks at before a move and before it names a relation.

use super::super::lexical::Word;
use super::super::weights::mix;
use super::{NO_LABEL, NONE, State};

/// A word as the features see it.
#[derive(Clone, Copy)]
struct View {
    word: u64,
    tag: u64,
    cluster: u64,
    coarse: u64,
    label: u64,
}

const OUTSIDE: View = View { word: 3, tag: 254, cluster: 0, coarse: 0, label: NO_LABEL as u64 };
const ROOT: View = View { word: 5, tag: 253, cluster: 1, coarse: 1, label: NO_LABEL as u64 };

fn view(state: &State, words: &[Word], tags: &[u8], index: usize) -> View {
    if index < words.len() {
        let word = &words[index];
        View {
            word: word.lower,
            tag: u64::from(tags[index]),
            cluster: word.clusters[0],
            coarse: word.clusters[1],
            label: u64::from(state.labels[index]),
        }
    } else if index == words.len() {
        ROOT
    } else {
        OUTSIDE
    }
}

fn distance(from: usize, to: usize) -> u64 {
    if from == NONE || to == NONE {
        return 15;
    }
    match to.abs_diff(from) {
        distance @ 0..=5 => distance as u64,
        6..=8 => 6,
        9..=14 => 7,
        15..=25 => 8,
        _ => 9,
    }
}

/// The features of the next move.
pub fn move_features(state: &State, words: &[Word], tags: &[u8], out: &mut Vec<u64>) {
    out.clear();
    let see = |index: usize| view(state, words, tags, index);
    let tag_at = |index: usize| tags.get(index).map_or(252, |&tag| u64::from(tag));
    let (i0, i1, i2) = (state.top(0), state.top(1), state.top(2));
    let next = state.next;
    let (s0, s1, s2) = (see(i0), see(i1), see(i2));
    let later = |offset: usize| if next + offset <= words.len() { see(next + offset) } else { OUTSIDE };
    let (b0, b1, b2) = (later(0), later(1), later(2));
    let b3 = later(3);
    let (c0, c1, cb) = (state.children(i0), state.children(i1), state.children(next));
    let (l0, r0, l1, r1, lb) = (see(c0.left[0]), see(c0.right[0]), see(c1.left[0]), see(c1.right[0]), see(cb.left[0]));
    let (l0b, r0b, r1b, lbb) = (see(c0.left[1]), see(c0.right[1]), see(c1.right[1]), see(cb.left[1]));
    let gap = distance(i0, next);
    let gap1 = distance(i1, i0);
    let mut template = 0x1000_u64;
    let mut push = |a: u64, b: u64, c: u64| {
        template += 1;
        out.push(mix(mix(mix(template, a), b), c));
    };
    // One word.
    for word in [s0, s1, b0, b1] {
        push(word.word, 0, 0);
        push(word.tag, 0, 0);
        push(word.word, word.tag, 0);
        push(word.cluster, word.tag, 0);
    }
    for word in [s2, b2] {
        push(word.word, word.tag, 0);
        push(word.tag, word.coarse, 0);
    }
    push(b3.tag, b2.tag, b1.tag);
    // Two words.
    push(mix(s0.word, s0.tag), b0.word, b0.tag);
    push(s0.word, b0.word, 0);
    push(s0.tag, b0.tag, 0);
    push(s0.word, s0.tag, b0.tag);
    push(s0.tag, b0.word, b0.tag);
    push(s0.cluster, b0.cluster, 0);
    push(s0.cluster, b0.tag, s0.tag);
    push(s0.tag, b0.cluster, b0.tag);
    push(s1.word, s0.word, 0);
    push(s1.tag, s0.tag, 0);
    push(s1.word, s1.tag, s0.tag);
    push(s1.tag, s0.word, s0.tag);
    push(s1.cluster, s0.cluster, 0);
    push(s1.cluster, s0.tag, s1.tag);
    push(s1.tag, s0.cluster, s0.tag);
    push(s1.tag, b0.tag, 0);
    push(s1.word, b0.tag, s0.tag);
    push(s1.word, b0.word, 0);
    push(s1.cluster, b0.cluster, s0.tag);
    push(b0.tag, b1.tag, 0);
    push(b0.word, b1.tag, 0);
    push(b0.tag, b1.word, 0);
    push(s0.word, b1.tag, b0.tag);
    push(s0.tag, b1.word, b0.tag);
    // Three words.
    push(s2.tag, s1.tag, s0.tag);
    push(s1.tag, s0.tag, b0.tag);
    push(s0.tag, b0.tag, b1.tag);
    push(mix(s1.tag, s0.tag), b0.tag, b1.tag);
    push(mix(s2.tag, s1.tag), s0.tag, b0.tag);
    push(mix(s0.tag, b0.tag), b1.tag, b2.tag);
    push(s0.word, b0.tag, mix(b1.tag, b2.tag));
    push(s1.word, s0.word, b0.tag);
    push(s1.coarse, s0.coarse, b0.coarse);
    push(s1.tag, s0.word, b0.word);
    push(mix(s1.tag, s0.coarse), b0.coarse, s0.tag);
    push(s0.tag, l0.tag, b0.tag);
    push(s0.tag, r0.tag, b0.tag);
    push(s0.tag, b0.tag, lb.tag);
    push(s1.tag, s0.tag, l0.tag);
    push(s1.tag, s0.tag, r0.tag);
    push(s1.tag, r1.tag, s0.tag);
    push(s1.tag, l1.tag, s0.tag);
    push(s1.tag, r1.tag, b0.tag);
    push(s1.word, s0.tag, l0.word);
    push(s1.tag, s0.tag, l0.word);
    push(s0.tag, b0.tag, lb.word);
    push(s0.word, r0.word, b0.tag);
    // Dependents.
    push(s0.tag, l0.tag, l0b.tag);
    push(s0.tag, r0.tag, r0b.tag);
    push(s1.tag, r1.tag, r1b.tag);
    push(b0.tag, lb.tag, lbb.tag);
    push(s0.tag, l0.label, l0.word);
    push(s0.tag, r0.label, r0.word);
    push(s1.tag, r1.label, r1.word);
    push(s1.tag, l1.label, s0.tag);
    push(s1.tag, r1.label, s0.tag);
    push(b0.tag, lb.label, s0.tag);
    push(s0.word, c0.labels[0], 0);
    push(s0.word, c0.labels[1], 0);
    push(s0.tag, c0.labels[0], c0.labels[1]);
    push(s1.tag, c1.labels[0], c1.labels[1]);
    push(s1.word, c1.labels[1], s0.tag);
    push(b0.tag, cb.labels[0], s0.tag);
    push(b0.word, cb.labels[0], 0);
    push(mix(s0.tag, c0.labels[0]), c0.labels[1], b0.tag);
    push(mix(s1.tag, c1.labels[1]), mix(s0.tag, c0.labels[0]), b0.tag);
    push(s0.word, u64::from(c0.counts[0].min(4)), u64::from(c0.counts[1].min(4)));
    push(s1.tag, u64::from(c1.counts[1].min(4)), s0.tag);
    push(b0.tag, u64::from(cb.counts[0].min(4)), s0.tag);
    // Distance and what stands between.
    push(gap, s0.tag, b0.tag);
    push(gap, s0.word, 0);
    push(gap, b0.word, 0);
    push(gap1, s1.tag, s0.tag);
    push(gap1, s1.word, 0);
    push(gap1, s0.word, b0.tag);
    push(mix(tag_at(i0.wrapping_add(1)), tag_at(next.wrapping_sub(1))), s0.tag, b0.tag);
    push(mix(tag_at(i1.wrapping_add(1)), tag_at(i0.wrapping_sub(1))), s1.tag, s0.tag);
    push(tag_at(i0.wrapping_sub(1)), s0.tag, b0.tag);
    push(u64::from(state.stack.len().min(6) as u8), s0.tag, b0.tag);
}

/// The features of the relation between a word and its new head.
pub fn label_features(state: &State, words: &[Word], tags: &[u8], head: usize, dependent: usize, out: &mut Vec<u64>) {
    out.clear();
    let see = |index: usize| view(state, words, tags, index);
    let (h, d) = (see(head), see(dependent));
    let (ch, cd) = (state.children(head), state.children(dependent));
    let (first, last) = (see(cd.left[0]), see(cd.right[0]));
    let second = see(cd.left[1]);
    let side = u64::from(dependent > head);
    let sibling = see(if dependent > head { ch.right[0] } else { ch.left[0] });
    let other = see(if dependent > head { ch.left[0] } else { ch.right[0] });
    let suffix = words.get(dependent).map_or(0, |word| word.suffixes[2]);
    let head_suffix = words.get(head).map_or(0, |word| word.suffixes[2]);
    let shape = words.get(dependent).map_or(0, |word| word.shape);
    let next = see(if dependent < words.len() { dependent + 1 } else { NONE });
    let before = see(if dependent > 0 { dependent - 1 } else { NONE });
    let gap = distance(head, dependent);
    let mut template = 0x2000_u64;
    let mut push = |a: u64, b: u64, c: u64| {
        template += 1;
        out.push(mix(mix(mix(template, a), b), mix(c, side)));
    };
    push(0, 0, 0);
    push(h.tag, d.tag, 0);
    push(h.word, d.word, 0);
    push(h.word, d.tag, 0);
    push(h.tag, d.word, 0);
    push(d.word, d.tag, 0);
    push(h.word, h.tag, 0);
    push(h.cluster, d.cluster, 0);
    push(h.cluster, d.tag, 0);
    push(h.tag, d.cluster, 0);
    push(h.tag, d.tag, gap);
    push(h.tag, d.tag, sibling.tag);
    push(h.tag, d.tag, sibling.label);
    push(h.tag, d.tag, first.tag);
    push(h.tag, d.tag, first.word);
    push(h.tag, d.tag, first.label);
    push(h.tag, d.tag, last.tag);
    push(h.tag, d.tag, last.label);
    push(h.word, first.word, d.tag);
    push(h.word, first.word, 0);
    push(d.word, first.word, 0);
    push(first.word, d.tag, second.word);
    push(h.tag, d.tag, second.label);
    push(h.tag, d.tag, cd.labels[0]);
    push(h.tag, d.tag, cd.labels[1]);
    push(h.tag, d.tag, ch.labels[0]);
    push(h.tag, d.tag, ch.labels[1]);
    push(mix(h.tag, d.tag), ch.labels[0], ch.labels[1]);
    push(mix(h.tag, d.tag), cd.labels[0], cd.labels[1]);
    push(h.word, ch.labels[side as usize], d.tag);
    push(h.word, sibling.label, d.tag);
    push(h.tag, other.label, d.tag);
    push(suffix, h.tag, d.tag);
    push(head_suffix, suffix, 0);
    push(head_suffix, d.tag, 0);
    push(shape, h.tag, d.tag);
    push(next.tag, d.tag, h.tag);
    push(before.tag, d.tag, h.tag);
    push(next.word, d.tag, h.tag);
    push(before.word, d.tag, h.tag);
    push(d.cluster, first.word, h.tag);
    push(h.cluster, first.word, d.tag);
    push(d.coarse, h.coarse, d.tag);
}
