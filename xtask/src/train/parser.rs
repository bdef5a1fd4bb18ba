//! Training of the parser with a dynamic oracle: it learns from the states that its own mistakes lead to.

use super::perceptron::Perceptron;
use super::{Corpus, Inventory, Plan, Sample, Sequence};
use reader::grammar::parser::{LEFT, NO_LABEL, RIGHT, SHIFT, State, label_features, move_features, parse};
use reader::grammar::weights::{DenseWeights, Scorer, Weights, best};

/// The gold's dependents of every word.
struct Gold<'a> {
    heads: &'a [usize],
    dependents: Vec<Vec<usize>>,
}

impl Gold<'_> {
    fn of(heads: &[usize]) -> Gold<'_> {
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (index, &head) in heads.iter().enumerate() {
            dependents[head].push(index);
        }
        Gold { heads, dependents }
    }

    /// How many of the gold's arcs a move makes impossible.
    fn cost(&self, state: &State, step: usize) -> usize {
        let top = state.top(0);
        let next = state.next;
        let waiting = |word: usize| word < next && state.heads[word] == reader::grammar::parser::NONE;
        match step {
            SHIFT => {
                let head = self.heads[next];
                let lost = head < next && head != top && waiting(head);
                usize::from(lost) + self.dependents[next].iter().filter(|&&word| waiting(word)).count()
            }
            _ => {
                let head = self.heads[top];
                let lost =
                    if step == LEFT { head != next && (head >= next || head == state.top(1)) } else { head >= next };
                usize::from(lost) + self.dependents[top].iter().filter(|&&word| word >= next).count()
            }
        }
    }
}

/// Trains moves and relations together and says how well they do on `check`, whose tags are given.
pub fn train(
    plan: &Plan,
    corpus: &Corpus,
    tags: &[Vec<u8>],
    check: &Corpus,
    check_tags: &[Vec<u8>],
    inventory: &Inventory,
) -> [Vec<u8>; 2] {
    let labels = inventory.relations.len();
    let mut moves = Perceptron::new(plan.least[1]);
    let mut relations = Perceptron::new(plan.least[1]);
    let mut sequence = Sequence(2_463_534_242_123_456_789);
    for round in 0..plan.rounds[1] {
        for index in sequence.order(corpus.samples.len()) {
            learn(&corpus.samples[index], &tags[index], round, labels, &mut moves, &mut relations, &mut sequence);
        }
        if round % 4 == 3 || round + 1 == plan.rounds[1] {
            let bytes = [moves.dense_bytes(plan.prune), relations.bytes(plan.prune)];
            let [attached, labelled] = accuracy(&bytes, check, check_tags, labels);
            eprintln!("parser, round {}: UAS {attached:.4} LAS {labelled:.4} (with subtypes)", round + 1);
        }
    }
    [moves.dense_bytes(plan.prune), relations.bytes(plan.prune)]
}

fn learn(
    sample: &Sample,
    tags: &[u8],
    round: usize,
    labels: usize,
    moves: &mut Perceptron,
    relations: &mut Perceptron,
    sequence: &mut Sequence,
) {
    let gold = Gold::of(&sample.heads);
    let mut state = State::new(sample.words.len());
    let mut list = Vec::new();
    let mut scores = [0; 3];
    let mut label_scores = vec![0; labels];
    while !state.done() {
        let allowed: Vec<usize> = [SHIFT, LEFT, RIGHT].into_iter().filter(|&step| state.allows(step)).collect();
        let mut step = allowed[0];
        if allowed.len() > 1 {
            move_features(&state, &sample.words, tags, &mut list);
            scores.fill(0);
            moves.score(&list, &mut scores);
            let costs = [0, 1, 2].map(|step| if state.allows(step) { gold.cost(&state, step) } else { usize::MAX });
            let least = costs.iter().copied().min().unwrap_or(0);
            let found = best(&scores, |step| state.allows(step));
            let right = best(&scores, |step| costs[step] == least);
            moves.tick();
            if costs[found] > least {
                moves.update(&list, right, found);
            }
            let explore = round > 0 && sequence.below(10) > 0;
            step = if explore { found } else { right };
        }
        let mut label = NO_LABEL;
        if let Some((head, dependent)) = state.arc(step) {
            label_features(&state, &sample.words, tags, head, dependent, &mut list);
            label_scores.fill(0);
            relations.score(&list, &mut label_scores);
            let found = best(&label_scores, |_| true);
            label = found as u8;
            if sample.heads[dependent] == head {
                relations.tick();
                let right = sample.relations[dependent] as usize;
                if found != right {
                    relations.update(&list, right, found);
                }
            }
        }
        state.step(step, label);
    }
}

fn accuracy(bytes: &[Vec<u8>; 2], check: &Corpus, tags: &[Vec<u8>], labels: usize) -> [f64; 2] {
    let (Some(moves), Some(relations)) = (DenseWeights::read(&bytes[0]), Weights::read(&bytes[1])) else {
        return [0.0; 2];
    };
    let (mut attached, mut labelled) = (0, 0);
    for (sample, tags) in check.samples.iter().zip(tags) {
        let (heads, found) = parse(&sample.words, tags, &moves, &relations, labels);
        for index in 0..heads.len() {
            let right = heads[index] == sample.heads[index];
            attached += usize::from(right);
            labelled += usize::from(right && found[index] == sample.relations[index]);
        }
    }
    let words = check.words() as f64;
    [attached as f64 / words, labelled as f64 / words]
}
