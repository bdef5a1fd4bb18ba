//! Training of the name finder, on Universal NER and on labelled news articles.

use super::Plan;
use super::corpus::Known;
use super::encoder::{self, Course, Encoder, Input, Lesson, Network, Noises, Sizes};
use super::learning::{Id, Linear, Noise, Parameters, chain, linear, linear_back};
use anyhow::{Context as _, Result};
use network::Matrix;
use network::functions::highest;
use network::packed::Writer;
use reader::grammar::labelled::{Labelled, parse_columns, parse_iob2};
use reader::grammar::lexical::{self, Word};
use reader::grammar::names::{self, Context, Convention, Gazetteer, LABELS};
use reader::grammar::segments::segments;
use reader::grammar::tokens::Lexicon;
use reader::grammar::weights::build_sections;
use std::collections::BTreeMap;

const SIZES: Sizes = Sizes { word: 96, hidden: 96, layers: 2 };

/// A sentence with the right labels.
#[derive(Clone)]
struct Sample {
    words: Vec<Word>,
    features: Vec<Vec<u64>>,
    input: Input,
    labels: Vec<u8>,
    convention: Convention,
}

impl encoder::Sample for Sample {
    fn input(&self) -> &Input {
        &self.input
    }
}

/// The sentences of one document and the outlet it comes from.
struct Text {
    outlet: String,
    samples: Vec<Sample>,
    /// Some of them again without capitals, as web text has them; only to learn from.
    lowered: Vec<Sample>,
}

/// One sentence in so many is learned from without capitals too.
const LOWERED: usize = 8;

/// What turns labelled tokens into samples.
struct Maker<'a> {
    plan: &'a Plan,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
}

impl Maker<'_> {
    fn sample(&self, forms: &[&str], labels: Vec<u8>, convention: Convention) -> Sample {
        let words = lexical::words(forms);
        let (kinds, runs) = (self.gazetteer.kinds(&words), names::runs(&words));
        let headline = names::is_headline(&words);
        let context = Context { words: &words, kinds: &kinds, runs: &runs, headline, convention };
        let features = (0..words.len())
            .map(|at| {
                let mut list = Vec::new();
                names::features(&context, at, &mut list);
                list
            })
            .collect();
        let vectors = forms.iter().map(|form| self.plan.vectors.find(form)).collect();
        Sample { words, features, input: Input { rows: Vec::new(), vectors }, labels, convention }
    }

    fn lowered(&self, forms: &[&str], labels: Vec<u8>, convention: Convention) -> Sample {
        let lower: Vec<String> = forms.iter().map(|form| form.to_lowercase()).collect();
        self.sample(&lower.iter().map(String::as_str).collect::<Vec<_>>(), labels, convention)
    }

    fn given(&self, sentence: &Labelled) -> [Sample; 2] {
        let mut labels = vec![0; sentence.tokens.len()];
        for name in &sentence.names {
            for (place, label) in labels[name.start..name.end].iter_mut().enumerate() {
                *label = names::label(name.class, place > 0);
            }
        }
        let forms: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
        let plain = self.sample(&forms, labels.clone(), Convention::Universal);
        [plain, self.lowered(&forms, labels, Convention::Universal)]
    }

    /// The sentences of an article as the reader splits them, with the labels of the article's own tokens.
    fn article(&self, outlet: String, article: &Labelled) -> Text {
        let (text, spans) = article.text();
        let mut next = 0;
        let mut out = Text { outlet, samples: Vec::new(), lowered: Vec::new() };
        for segment in segments(&self.lexicon, &text, model::Span::new(0, text.len())) {
            let forms: Vec<&str> = segment.pieces.iter().map(|piece| &text[piece.start..piece.end]).collect();
            let labels: Vec<u8> = segment
                .pieces
                .iter()
                .map(|piece| {
                    while next < article.names.len() && spans[article.names[next].end - 1].1 <= piece.start {
                        next += 1;
                    }
                    let Some(name) = article.names.get(next) else { return 0 };
                    let start = spans[name.start].0;
                    if piece.end <= start { 0 } else { names::label(name.class, piece.start > start) }
                })
                .collect();
            if out.samples.len().is_multiple_of(LOWERED) {
                out.lowered.push(self.lowered(&forms, labels.clone(), Convention::News));
            }
            out.samples.push(self.sample(&forms, labels, Convention::News));
        }
        out
    }

    fn universal(&self, part: &str) -> Result<Vec<Text>> {
        let path = self.plan.data.join(format!("treebanks/uner_ewt_{part}.iob2"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let mut texts: Vec<Text> = Vec::new();
        for (place, sentence) in parse_iob2(&text).iter().enumerate() {
            if sentence.starts || texts.is_empty() {
                texts.push(Text { outlet: "uner".to_owned(), samples: Vec::new(), lowered: Vec::new() });
            }
            if let Some(text) = texts.last_mut() {
                let [plain, lowered] = self.given(sentence);
                text.samples.push(plain);
                if place.is_multiple_of(LOWERED) {
                    text.lowered.push(lowered);
                }
            }
        }
        Ok(texts)
    }

    fn news(&self) -> Result<Vec<Text>> {
        let folder = self.plan.data.join("gold/names/newswire");
        let mut paths: Vec<_> = std::fs::read_dir(&folder)
            .with_context(|| format!("{}: cannot be read", folder.display()))?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        paths.sort();
        let mut news = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let outlet = name.trim_end_matches(".txt.tsv").trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            news.push(self.article(outlet, &parse_columns(&text)));
        }
        Ok(news)
    }
}

/// The weights of the name finder; `quick` keeps those that leave every fourth outlet out, which only say how well unseen
/// outlets are read.
pub fn train(plan: &Plan, quick: bool) -> Result<Vec<u8>> {
    let maker = Maker { plan, gazetteer: Gazetteer::embedded(), lexicon: Lexicon::embedded() };
    let (universal, check, news) = (maker.universal("train")?, maker.universal("dev")?, maker.news()?);
    let mut outlets: Vec<&str> = news.iter().map(|text| text.outlet.as_str()).collect();
    outlets.dedup();
    let held: Vec<String> = outlets.iter().skip(3).step_by(4).map(|&outlet| outlet.to_owned()).collect();
    let (unseen, seen): (Vec<Text>, Vec<Text>) = news.into_iter().partition(|text| held.contains(&text.outlet));
    let learn = |texts: &[&[Text]]| {
        let mut samples: Vec<Sample> = texts
            .iter()
            .flat_map(|texts| texts.iter())
            .flat_map(|text| text.samples.iter().chain(&text.lowered))
            .cloned()
            .collect();
        let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
        for &feature in samples.iter().flat_map(|sample| sample.features.iter().flatten()) {
            *counts.entry(feature).or_default() += 1;
        }
        let known = Known::frequent(counts);
        // The smaller convention is read twice in each round.
        let again: Vec<Sample> =
            samples.iter().filter(|sample| sample.convention == Convention::Universal).cloned().collect();
        samples.extend(again);
        for sample in &mut samples {
            look_up(sample, &known);
        }
        let mut tagger = Tagger::new(known.len(), plan.vectors.size());
        let course = Course { rounds: plan.rounds[2], words: 1500, rate: 3e-3, seed: 5 };
        encoder::train(&mut tagger, &samples, course, |round, _, right| {
            eprintln!("names, round {}: learned {:.2}", round + 1, 100.0 * right[0] as f64 / right[3].max(1) as f64);
        });
        (tagger, known)
    };
    let (tagger, known) = learn(&[&seen, &universal]);
    for (what, texts) in [("unseen outlets", &unseen), ("UNER dev", &check)] {
        report(what, &tagger, &known, texts);
    }
    if quick {
        return Ok(tagger.write(&known));
    }
    // The shipped weights learn from all outlets.
    let (tagger, known) = learn(&[&seen, &unseen, &universal]);
    report("UNER dev", &tagger, &known, &check);
    Ok(tagger.write(&known))
}

fn look_up(sample: &mut Sample, known: &Known) {
    sample.input.rows =
        sample.features.iter().map(|features| features.iter().map(|&feature| known.row(feature)).collect()).collect();
}

/// The network: an encoder, a layer that all conventions share and is that of the news, and what Universal NER adds to it. So
/// names that only the news knows are known there too.
struct Tagger {
    parameters: Parameters,
    encoder: Encoder,
    layers: [Linear; 2],
    transitions: [Id; 2],
}

impl Tagger {
    fn new(features: usize, vector: usize) -> Tagger {
        let noise = &mut Noise::new(3);
        let mut parameters = Parameters::default();
        let noises = Noises { values: 0.35, features: names::RARE_FEATURES, vectors: 0.05 };
        let encoder = Encoder::new(&mut parameters, SIZES, noises, features, vector, noise);
        // What a convention adds starts from nothing.
        let layers = [1.0, 0.0].map(|gain| parameters.linear(2 * SIZES.hidden, LABELS, gain, noise));
        let transitions = [0, 1].map(|_| parameters.random(LABELS, LABELS, 0.0, noise));
        Tagger { parameters, encoder, layers, transitions }
    }

    fn scores(&self, samples: &[&Sample]) -> Vec<Matrix> {
        let inputs: Vec<&Input> = samples.iter().map(|sample| &sample.input).collect();
        let pass = self.encoder.pass(&self.parameters, &inputs, None);
        let all = [0, 1].map(|which| self.scores_of(which, &pass.top));
        let mut start = 0;
        samples
            .iter()
            .map(|sample| {
                let rows = start..start + sample.words.len();
                start = rows.end;
                let data = all[sample.convention as usize].data[rows.start * LABELS..rows.end * LABELS].to_vec();
                Matrix { rows: rows.len(), columns: LABELS, data }
            })
            .collect()
    }

    /// The scores of the labels in a convention.
    fn scores_of(&self, which: usize, top: &Matrix) -> Matrix {
        let mut scores = linear(&self.parameters, self.layers[0], top);
        for &layer in &self.layers[1..=which] {
            let more = linear(&self.parameters, layer, top);
            scores.data.iter_mut().zip(&more.data).for_each(|(sum, value)| *sum += value);
        }
        scores
    }

    fn write(&self, known: &Known) -> Vec<u8> {
        let mut writer = Writer::default();
        let mut weights = self.parameters.at(self.layers[0].weights).clone();
        let mut bias = self.parameters.at(self.layers[0].bias).data.clone();
        for (which, transitions) in self.transitions.into_iter().enumerate() {
            if which > 0 {
                let layer = self.layers[which];
                let sum = |sum: &mut [f32], more: &[f32]| sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
                sum(&mut weights.data, &self.parameters.at(layer.weights).data);
                sum(&mut bias, &self.parameters.at(layer.bias).data);
            }
            writer.matrix(&weights);
            writer.values(&bias);
            writer.values(&self.parameters.at(transitions).data);
        }
        let sections =
            [("known", known.table()), ("encoder", self.encoder.write(&self.parameters)), ("labels", writer.finish())];
        build_sections(&sections)
    }
}

impl Network for Tagger {
    type Sample = Sample;

    fn parts(&mut self) -> (&mut Parameters, &mut Matrix) {
        (&mut self.parameters, &mut self.encoder.table)
    }

    fn learn(&self, samples: &[&Sample], weight: f32, noise: &mut Noise) -> Lesson {
        let inputs: Vec<&Input> = samples.iter().map(|sample| &sample.input).collect();
        let pass = self.encoder.pass(&self.parameters, &inputs, Some(noise));
        let mut derivatives = self.parameters.zeros_like();
        let mut right = [0, 0, 0, pass.batch.rows()];
        let mut back = Matrix::zeros(pass.top.rows, pass.top.columns);
        for which in 0..self.layers.len() {
            let mut scores = self.scores_of(which, &pass.top);
            let mut slopes = Matrix::zeros(LABELS, LABELS);
            let mut start = 0;
            for sample in samples {
                let rows = start * LABELS..(start + sample.labels.len()) * LABELS;
                start += sample.labels.len();
                if sample.convention as usize != which {
                    scores.data[rows].fill(0.0);
                    continue;
                }
                let mut own =
                    Matrix { rows: sample.labels.len(), columns: LABELS, data: scores.data[rows.clone()].to_vec() };
                let best = (0..own.rows).filter(|&at| highest(own.row(at)) == usize::from(sample.labels[at]));
                right[0] += best.count();
                chain(&mut own, self.parameters.at(self.transitions[which]), &sample.labels, weight, &mut slopes);
                scores.data[rows].copy_from_slice(&own.data);
            }
            let sum = &mut derivatives.at_mut(self.transitions[which]).data;
            sum.iter_mut().zip(&slopes.data).for_each(|(sum, slope)| *sum += slope);
            for &layer in &self.layers[..=which] {
                let more = linear_back(&self.parameters, &mut derivatives, layer, &pass.top, &scores);
                for (sum, value) in back.data.iter_mut().zip(&more.data) {
                    *sum += value;
                }
            }
        }
        let rows = self.encoder.back(&self.parameters, &mut derivatives, pass, back);
        Lesson { derivatives, rows, right }
    }
}

fn report(what: &str, tagger: &Tagger, known: &Known, texts: &[Text]) {
    let mut counts = [[0_usize; 3]; 9];
    for text in texts {
        let samples: Vec<Sample> = text
            .samples
            .iter()
            .map(|sample| {
                let mut copy = sample.clone();
                look_up(&mut copy, known);
                copy
            })
            .collect();
        let mut scores = tagger.scores(&samples.iter().collect::<Vec<_>>());
        names::share(&samples.iter().map(|sample| sample.words.as_slice()).collect::<Vec<_>>(), &mut scores);
        for (sample, scores) in samples.iter().zip(&scores) {
            let found = names::spans(&names::best_labels(
                scores,
                tagger.parameters.at(tagger.transitions[sample.convention as usize]),
                sample.convention,
            ));
            let gold = names::spans(&sample.labels);
            for name in &gold {
                counts[name.2 as usize][1] += 1;
                counts[name.2 as usize][0] += usize::from(found.contains(name));
            }
            for name in &found {
                counts[name.2 as usize][2] += 1;
            }
        }
    }
    let f1 = |[right, gold, found]: [usize; 3]| 200.0 * right as f64 / (gold + found).max(1) as f64;
    let sum = counts[..4].iter().fold([0; 3], |sum, row| [sum[0] + row[0], sum[1] + row[1], sum[2] + row[2]]);
    eprint!("names, {what}: F1 {:.2} over four classes;", f1(sum));
    for (class, row) in names::Class::ALL.iter().zip(counts).filter(|(_, row)| row[1] > 0) {
        let [right, gold, found] = row;
        let percent = |whole: usize| 100.0 * right as f64 / whole.max(1) as f64;
        eprint!(" {} {:.1} (P {:.0} R {:.0})", class.code(), f1(row), percent(found), percent(gold));
    }
    eprintln!();
}
