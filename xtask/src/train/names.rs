//! Training of the name finder, on Universal NER and on labelled news articles.

use super::perceptron::Perceptron;
use super::{Plan, Sequence, Tagger};
use anyhow::{Context as _, Result};
use reader::grammar::labelled::{Labelled, parse_columns, parse_iob2};
use reader::grammar::lexical::{self, Tables, Word};
use reader::grammar::names::{self, Context, Convention, Gazetteer, LABELS, Memory, Run};
use reader::grammar::segments::segments;
use reader::grammar::tokens::Lexicon;
use reader::grammar::weights::{Scorer, Weights, best};

/// A sentence with the right labels.
struct Sample {
    words: Vec<Word>,
    tags: Vec<u8>,
    kinds: Vec<u16>,
    runs: Vec<Run>,
    labels: Vec<u8>,
    convention: Convention,
}

/// The sentences of one document and the outlet it comes from.
struct Text {
    outlet: String,
    samples: Vec<Sample>,
}

/// What turns labelled tokens into samples.
struct Maker<'a> {
    tagger: &'a Tagger,
    tables: Tables<'a>,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
}

impl Maker<'_> {
    fn sample(&self, forms: &[&str], labels: Vec<u8>, convention: Convention) -> Sample {
        let words = lexical::words(forms, self.tables);
        let tags = self.tagger.tag(&words);
        let kinds = self.gazetteer.kinds(&words);
        let runs = names::runs(&words);
        Sample { words, tags, kinds, runs, labels, convention }
    }

    fn given(&self, sentence: &Labelled) -> Sample {
        let mut labels = vec![0; sentence.tokens.len()];
        for name in &sentence.names {
            for (place, label) in labels[name.start..name.end].iter_mut().enumerate() {
                *label = names::label(name.class, place > 0);
            }
        }
        let forms: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
        self.sample(&forms, labels, Convention::Universal)
    }

    /// The sentences of an article as the reader splits them, with the labels of the article's own tokens.
    fn article(&self, article: &Labelled) -> Vec<Sample> {
        let (text, spans) = article.text();
        let mut next = 0;
        let mut out = Vec::new();
        for segment in segments(&self.lexicon, &text, model::Span::new(0, text.len())) {
            let forms: Vec<&str> = segment.pieces.iter().map(|piece| &text[piece.start..piece.end]).collect();
            let labels = segment
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
            out.push(self.sample(&forms, labels, Convention::News));
        }
        out
    }
}

/// The weights of the name finder.
pub fn train(plan: &Plan, tagger: &Tagger, tables: Tables<'_>) -> Result<Vec<u8>> {
    let maker = Maker { tagger, tables, gazetteer: Gazetteer::embedded(), lexicon: Lexicon::embedded() };
    let universal = |part: &str| -> Result<Vec<Text>> {
        let path = plan.data.join(format!("treebanks/uner_ewt_{part}.iob2"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let mut texts: Vec<Text> = Vec::new();
        for sentence in parse_iob2(&text) {
            if sentence.starts || texts.is_empty() {
                texts.push(Text { outlet: "uner".to_owned(), samples: Vec::new() });
            }
            if let Some(text) = texts.last_mut() {
                text.samples.push(maker.given(&sentence));
            }
        }
        Ok(texts)
    };
    let folder = plan.data.join("gold/names/newswire");
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
        news.push(Text { outlet, samples: maker.article(&parse_columns(&text)) });
    }
    let train_texts = universal("train")?;
    let check = universal("dev")?;
    // Every fourth outlet is held out to say how well unseen outlets are read; the shipped weights learn from all.
    let mut outlets: Vec<&str> = news.iter().map(|text| text.outlet.as_str()).collect();
    outlets.dedup();
    let held: Vec<&str> = outlets.iter().copied().skip(3).step_by(4).collect();
    let is_held = |text: &&Text| held.contains(&text.outlet.as_str());
    let seen: Vec<&Text> = train_texts.iter().chain(news.iter().filter(|text| !is_held(text))).collect();
    let bytes = learn(plan, &seen);
    let unseen: Vec<&Text> = news.iter().filter(is_held).collect();
    report("unseen outlets", &bytes, &unseen);
    report("UNER dev", &bytes, &check.iter().collect::<Vec<_>>());
    if plan.quick {
        return Ok(bytes);
    }
    Ok(learn(plan, &train_texts.iter().chain(&news).collect::<Vec<_>>()))
}

fn learn(plan: &Plan, texts: &[&Text]) -> Vec<u8> {
    let mut model = Perceptron::new(plan.least[2]);
    let mut sequence = Sequence(1_442_695_040_888_963_407);
    let mut list = Vec::new();
    let mut scores = [0; LABELS];
    for _ in 0..plan.rounds[2] {
        for index in sequence.order(texts.len()) {
            let mut memory = Memory::default();
            for sample in &texts[index].samples {
                let Sample { words, tags, kinds, runs, convention, .. } = sample;
                let context = Context { words, tags, kinds, runs, convention: *convention };
                let mut labels = vec![0; words.len()];
                for at in 0..labels.len() {
                    names::features(&context, &labels, &memory, at, &mut list);
                    scores.fill(0);
                    model.score(&list, &mut scores);
                    let before = if at > 0 { labels[at - 1] } else { 0 };
                    let found = best(&scores, |label| names::follows(*convention, before, label as u8));
                    // Where the name was missed at its first word, its second is the best start that is left.
                    let mut right = sample.labels[at];
                    if !names::follows(*convention, before, right) {
                        right -= 1;
                    }
                    model.tick();
                    if found != right as usize {
                        model.update(&list, right as usize, found);
                    }
                    labels[at] = found as u8;
                }
                names::remember(words, &labels, &mut memory);
            }
        }
    }
    model.bytes(plan.prune)
}

fn report(what: &str, bytes: &[u8], texts: &[&Text]) {
    let Some(weights) = Weights::read(bytes) else { return };
    let mut counts = [[0_usize; 3]; 9];
    for text in texts {
        let mut memory = Memory::default();
        for Sample { words, tags, kinds, runs, labels, convention } in &text.samples {
            let context = Context { words, tags, kinds, runs, convention: *convention };
            let found = names::spans(&names::labels(&context, &weights, &mut memory));
            let gold = names::spans(labels);
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
