//! The best tree over a sentence, from the scores of all arcs.

/// Scores of arcs: for every word (row) each possible head (column): the root first, then the words.
#[derive(Debug, Clone, Default)]
pub struct Arcs {
    /// Number of words.
    pub words: usize,
    /// `words * (words + 1)` scores.
    pub scores: Vec<f32>,
}

impl Arcs {
    /// How well a head (0 for the root, `n` for the word `n - 1`) fits a word.
    pub fn score(&self, word: usize, head: usize) -> f32 {
        self.scores[word * (self.words + 1) + head]
    }
}

/// The head of every word in the best tree with exactly one word below the root: 0 is the root, `n` the word `n - 1`.
///
/// Mostly the best head of each word gives a tree already; otherwise the algorithm of Chu and Liu (1965) and Edmonds (1967)
/// finds the best one.
pub fn best(arcs: &Arcs) -> Vec<usize> {
    let heads: Vec<usize> = (0..arcs.words).map(|word| best_head(arcs, word, |_| true)).collect();
    let roots: Vec<usize> = (0..arcs.words).filter(|&word| heads[word] == 0).collect();
    if roots.len() == 1 && !has_cycle(&heads) {
        return heads;
    }
    if arcs.words == 0 {
        return heads;
    }
    // One word only below the root: each candidate is tried as that word, and the best tree wins.
    let mut candidates: Vec<usize> = (0..arcs.words).collect();
    let gap = |word: usize| arcs.score(word, 0) - best_score_of_word(arcs, word);
    candidates.sort_by(|&left, &right| gap(right).total_cmp(&gap(left)).then(left.cmp(&right)));
    candidates.truncate(MOST_ROOTS);
    let mut found: Option<(f32, Vec<usize>)> = None;
    for root in candidates {
        let heads = spanning(arcs, root);
        let total = heads.iter().enumerate().map(|(word, &head)| arcs.score(word, head)).sum::<f32>();
        if found.as_ref().is_none_or(|(best, _)| total > *best) {
            found = Some((total, heads));
        }
    }
    found.map_or(heads, |(_, heads)| heads)
}

/// So many words are tried below the root, the likeliest first.
const MOST_ROOTS: usize = 4;

fn best_head(arcs: &Arcs, word: usize, allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = usize::MAX;
    for head in (0..=arcs.words).filter(|&head| head != word + 1 && allowed(head)) {
        if best == usize::MAX || arcs.score(word, head) > arcs.score(word, best) {
            best = head;
        }
    }
    if best == usize::MAX { 0 } else { best }
}

fn best_score_of_word(arcs: &Arcs, word: usize) -> f32 {
    (1..=arcs.words)
        .filter(|&head| head != word + 1)
        .map(|head| arcs.score(word, head))
        .fold(f32::NEG_INFINITY, f32::max)
        .max(-1e30)
}

/// True where the heads do not all lead to the root.
fn has_cycle(heads: &[usize]) -> bool {
    cycle(heads.len() + 1, |node| if node == 0 { None } else { Some(heads[node - 1]) }, |_| true).is_some()
}

/// The nodes of a cycle, where there is one.
fn cycle(nodes: usize, head: impl Fn(usize) -> Option<usize>, alive: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
    let mut seen = vec![0_usize; nodes];
    for start in (0..nodes).filter(|&node| alive(node)) {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            match head(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        if seen[at] == start + 1 && head(at).is_some() {
            let mut members = vec![at];
            let mut next = head(at)?;
            while next != at {
                members.push(next);
                next = head(next)?;
            }
            return Some(members);
        }
    }
    None
}

/// The best tree in which `root` alone hangs on the root.
fn spanning(arcs: &Arcs, root: usize) -> Vec<usize> {
    let nodes = arcs.words + 1;
    // Row d, column h: the best arc into the merged node d from the merged node h, as score and original arc.
    const NONE: f32 = f32::NEG_INFINITY;
    let mut best: Vec<(f32, u32, u32)> = vec![(NONE, 0, 0); nodes * nodes];
    for word in 0..arcs.words {
        for head in 0..nodes {
            let allowed = if head == 0 { word == root } else { head != word + 1 && word != root };
            if allowed {
                best[(word + 1) * nodes + head] = (arcs.score(word, head), (word + 1) as u32, head as u32);
            }
        }
    }
    let mut alive = vec![true; nodes];
    // For each ring that was merged, its nodes: their words, and the arc chosen into each.
    let mut merges: Vec<Vec<(Vec<usize>, u32, u32)>> = Vec::new();
    let mut chosen: Vec<(f32, u32, u32, usize)> = vec![(NONE, 0, 0, 0); nodes];
    // `members[n]`: the original words inside the merged node n.
    let mut members: Vec<Vec<usize>> = (0..nodes).map(|node| vec![node]).collect();
    loop {
        for node in (1..nodes).filter(|&node| alive[node]) {
            chosen[node] = (NONE, 0, 0, 0);
            for head in (0..nodes).filter(|&head| alive[head] && head != node) {
                let (score, to, from) = best[node * nodes + head];
                if score > chosen[node].0 {
                    chosen[node] = (score, to, from, head);
                }
            }
        }
        let head = |node: usize| (node != 0 && chosen[node].0 > NONE).then(|| chosen[node].3);
        let Some(ring) = cycle(nodes, head, |node| alive[node]) else { break };
        let into = ring[0];
        merges.push(ring.iter().map(|&node| (members[node].clone(), chosen[node].1, chosen[node].2)).collect());
        for other in (0..nodes).filter(|&other| alive[other] && !ring.contains(&other)) {
            // Arcs into the ring replace the arc of the node that they enter.
            let entering = ring
                .iter()
                .map(|&node| {
                    let (score, to, from) = best[node * nodes + other];
                    (score - chosen[node].0, to, from)
                })
                .fold((NONE, 0, 0), |best, arc| if arc.0 > best.0 { arc } else { best });
            let leaving = ring
                .iter()
                .map(|&node| best[other * nodes + node])
                .fold((NONE, 0, 0), |best, arc| if arc.0 > best.0 { arc } else { best });
            best[into * nodes + other] = entering;
            best[other * nodes + into] = leaving;
        }
        for &node in &ring[1..] {
            alive[node] = false;
            let taken = std::mem::take(&mut members[node]);
            members[into].extend(taken);
        }
    }
    let mut heads = vec![0; arcs.words];
    let mut fixed: Vec<bool> = vec![false; nodes];
    for node in (1..nodes).filter(|&node| alive[node] && chosen[node].0 > NONE) {
        heads[chosen[node].1 as usize - 1] = chosen[node].2 as usize;
        fixed[chosen[node].1 as usize] = true;
    }
    // Inside each ring all arcs stay but the one into the node at which the ring was entered from outside.
    for inside in merges.iter().rev() {
        let entered = inside.iter().position(|(words, ..)| words.iter().any(|&word| fixed[word]));
        for (at, &(_, to, from)) in inside.iter().enumerate() {
            if Some(at) != entered {
                heads[to as usize - 1] = from as usize;
                fixed[to as usize] = true;
            }
        }
    }
    heads
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// True for heads that lead to the root, one of them right below it.
    pub fn is_tree(heads: &[usize]) -> bool {
        heads.iter().filter(|&&head| head == 0).count() == 1 && !has_cycle(heads)
    }

    /// How well a tree fits.
    pub fn total(arcs: &Arcs, heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(word, &head)| arcs.score(word, head)).sum()
    }

    /// The score of the best tree that is allowed, by trying all.
    pub fn exhaustive(arcs: &Arcs, allowed: impl Fn(&[usize]) -> bool) -> f32 {
        let n = arcs.words;
        let mut heads = vec![0; n];
        let mut best = f32::NEG_INFINITY;
        for number in 0..(n + 1).pow(n as u32) {
            let mut rest = number;
            for head in &mut heads {
                *head = rest % (n + 1);
                rest /= n + 1;
            }
            if is_tree(&heads) && allowed(&heads) {
                best = best.max(total(arcs, &heads));
            }
        }
        best
    }

    /// Scores by chance for one to five words.
    pub fn by_chance(seed: u32, rounds: usize) -> impl Iterator<Item = Arcs> {
        let mut seed = seed;
        (0..rounds).map(move |round| {
            let words = 1 + round % 5;
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 16) as f32 / 1000.0
            };
            let scores = (0..words * (words + 1)).map(|_| next()).collect();
            Arcs { words, scores }
        })
    }

    #[test]
    fn the_best_tree_is_found_and_is_a_tree() {
        for arcs in by_chance(3, 400) {
            let heads = best(&arcs);
            assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1, "{arcs:?} {heads:?}");
            assert!(!has_cycle(&heads), "{arcs:?} {heads:?}");
            let (found, exact) = (total(&arcs, &heads), exhaustive(&arcs, |_| true));
            // Only the likeliest candidates are tried below the root.
            assert!(found <= exact + 1e-3 && (arcs.words > MOST_ROOTS || found >= exact - 1e-3), "{found} {exact}");
        }
    }
}
