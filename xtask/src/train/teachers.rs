//! A small network learns from large ones: what several of them say on average, with their doubts, about the treebanks and
//! about plain news (Hinton, Vinyals and Dean 2015; Kuncoro et al. 2016 for parsing).

use super::encoder::Input;
use super::trees::{Answer, Parser, Sample, Wanted};
use network::Matrix;
use network::functions::highest;
use reader::grammar::trees::{self, Arcs};

/// Outcomes that matter: the likeliest, as many as this.
const OUTCOMES: usize = 4;
/// How much of what is wanted in the treebanks comes from the teachers.
const SHARE: f32 = 0.5;
/// So many sentences are asked about at a time.
const TOGETHER: usize = 64;

/// Adds what the teachers say to the samples, and news with what they say about it.
pub fn teach(teachers: &[Parser], samples: &mut Vec<Sample>, news: Vec<Input>) {
    for chunk in samples.chunks_mut(TOGETHER) {
        let inputs: Vec<&Input> = chunk.iter().map(|sample| &sample.input).collect();
        let opinions = ask(teachers, &inputs);
        for (sample, opinion) in chunk.iter_mut().zip(opinions) {
            for word in 0..sample.heads.len() {
                mix(&mut sample.tags[word], opinion.tags.row(word));
                mix(&mut sample.arcs[word], opinion.arcs.row(word));
                // About a relation the teachers are asked for their own head; where it is another, the gold stays alone.
                if opinion.heads[word] == sample.heads[word] {
                    mix(&mut sample.relations[word], opinion.relations.row(word));
                }
            }
        }
    }
    for chunk in news.chunks(TOGETHER) {
        let inputs: Vec<&Input> = chunk.iter().collect();
        let opinions = ask(teachers, &inputs);
        for (input, opinion) in chunk.iter().zip(opinions) {
            let rows = |matrix: &Matrix| (0..matrix.rows).map(|word| wanted(matrix.row(word))).collect();
            samples.push(Sample {
                input: input.clone(),
                tags: rows(&opinion.tags),
                arcs: rows(&opinion.arcs),
                relations: rows(&opinion.relations),
                heads: opinion.heads,
            });
        }
    }
}

/// What the teachers say on average about each sentence.
fn ask(teachers: &[Parser], inputs: &[&Input]) -> Vec<Answer> {
    let answers: Vec<Vec<Answer>> = std::thread::scope(|scope| {
        let handles: Vec<_> = teachers.iter().map(|teacher| scope.spawn(|| teacher.answers(inputs))).collect();
        handles.into_iter().map(|handle| handle.join().expect("teachers do not panic")).collect()
    });
    let mut answers = answers.into_iter();
    let mut sums = answers.next().unwrap_or_default();
    for other in answers {
        for (sum, answer) in sums.iter_mut().zip(other) {
            for (sum, matrix) in
                [(&mut sum.tags, answer.tags), (&mut sum.arcs, answer.arcs), (&mut sum.relations, answer.relations)]
            {
                for (sum, value) in sum.data.iter_mut().zip(matrix.data) {
                    *sum += value;
                }
            }
        }
    }
    for sum in &mut sums {
        let scores: Vec<f32> = sum.arcs.data.iter().map(|sum| (sum / teachers.len() as f32).max(1e-9).ln()).collect();
        sum.heads = trees::best(&Arcs { words: sum.heads.len(), scores });
        for matrix in [&mut sum.tags, &mut sum.arcs, &mut sum.relations] {
            matrix.data.iter_mut().for_each(|value| *value /= teachers.len() as f32);
        }
    }
    sums
}

/// The likeliest outcomes, scaled to one in sum.
fn wanted(probabilities: &[f32]) -> Wanted {
    let mut rest = probabilities.to_vec();
    let mut wanted = Wanted::new();
    for _ in 0..OUTCOMES.min(rest.len()) {
        let best = highest(&rest);
        if rest[best] < 0.02 && !wanted.is_empty() {
            break;
        }
        wanted.push((best as u16, rest[best]));
        rest[best] = f32::NEG_INFINITY;
    }
    let sum: f32 = wanted.iter().map(|(_, probability)| probability).sum();
    wanted.iter_mut().for_each(|(_, probability)| *probability /= sum.max(1e-9));
    wanted
}

/// Mixes the gold with what the teachers say; the gold stays first.
fn mix(gold: &mut Wanted, probabilities: &[f32]) {
    let gold_outcome = gold[0].0;
    let mut mixed: Wanted = vec![(gold_outcome, 1.0 - SHARE)];
    for (outcome, probability) in wanted(probabilities) {
        match mixed.iter_mut().find(|(other, _)| *other == outcome) {
            Some((_, sum)) => *sum += SHARE * probability,
            None => mixed.push((outcome, SHARE * probability)),
        }
    }
    *gold = mixed;
}
