//! `cargo xtask train`: trains the English model from treebanks and news outside the repository. The same data give the same
//! bytes.

mod corpus;
mod encoder;
mod learning;
mod lemmas;
mod names;
mod teachers;
mod trees;

use anyhow::{Context, Result};
use corpus::{Corpus, Inventory, Known};
use encoder::{Course, Noises, Sizes};
use flate2::{Compression, write::GzEncoder};
use reader::grammar::names::Gazetteer;
use reader::grammar::weights::build_sections;
use reader::vectors::Vectors;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use trees::{Parser, Shape};

/// What training reads and how far it goes.
pub struct Plan {
    /// The folder with `treebanks/`, `texts/` and `gold/`.
    data: PathBuf,
    /// The published word vectors, as the project keeps them.
    vectors: Vectors<'static>,
    /// Rounds over the data: teachers, parser, names.
    rounds: [usize; 3],
    /// Number of teachers; none for training on the treebanks alone.
    teachers: usize,
}

/// The parser that ships.
const PARSER: Sizes = Sizes { word: 128, hidden: 128, layers: 2 };
/// The teachers, which only training needs.
const TEACHER: Sizes = Sizes { word: 160, hidden: 192, layers: 2 };

/// True where all arguments are known, so that a slip starts no training of forty minutes.
pub fn knows(arguments: &[&str]) -> bool {
    let valued = ["--data", "--out", "--only", "--teacher-rounds", "--parser-rounds", "--name-rounds", "--teachers"];
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let known = *argument == "--quick" || valued.contains(argument) && rest.next().is_some();
        if !known {
            return false;
        }
    }
    true
}

/// Runs the command.
pub fn run(arguments: &[&str]) -> Result<()> {
    let value = |name: &str| {
        arguments.iter().position(|&argument| argument == name).and_then(|at| arguments.get(at + 1)).copied()
    };
    let number = |name: &str, default: usize| value(name).and_then(|text| text.parse().ok()).unwrap_or(default);
    let out = Path::new(value("--out").unwrap_or("language/en"));
    let vectors = std::fs::read("language/en/vectors.bin").context("language/en/vectors.bin: cannot be read")?;
    let plan = Plan {
        data: PathBuf::from(value("--data").unwrap_or("../shared")),
        vectors: Vectors::read(vectors.leak()).context("language/en/vectors.bin: is damaged")?,
        rounds: [number("--teacher-rounds", 10), number("--parser-rounds", 13), number("--name-rounds", 10)],
        teachers: number("--teachers", 2),
    };
    if value("--only") != Some("names") {
        let bytes = grammar(&plan)?;
        write(&out.join("grammar.bin"), &bytes)?;
    }
    if value("--only") != Some("grammar") {
        let bytes = names::train(&plan, arguments.contains(&"--quick"))?;
        write(&out.join("names.bin.gz"), &gzip(&bytes)?)?;
    }
    Ok(())
}

/// The bytes packed, the same for the same bytes; `crates/reader/build.rs` unpacks them.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    eprintln!("{}: {} bytes", path.display(), bytes.len());
    std::fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}

/// The weights of tagger, parser and lemmatiser.
fn grammar(plan: &Plan) -> Result<Vec<u8>> {
    let mut trees = corpus::treebank(plan, "train")?;
    trees.extend(corpus::patterns(&mut learning::Noise::new(7))?);
    let inventory = Inventory::of(&trees);
    let news = if plan.teachers > 0 { corpus::newswire(plan)? } else { Vec::new() };
    let gazetteer = Gazetteer::embedded();
    let plain = news.iter().map(|words| words.iter().map(String::as_str).collect());
    let known = Known::of(trees.iter().map(|tree| corpus::forms(&tree.words)).chain(plain), &gazetteer);
    let corpus = Corpus { inventory: &inventory, known: &known, gazetteer: &gazetteer, vectors: plan.vectors };
    let mut samples: Vec<trees::Sample> = trees.iter().map(|tree| corpus.sample(tree)).collect();
    let develop: Vec<Vec<trees::Sample>> = ["en_ewt_dev", "gum_open_dev"]
        .iter()
        .map(|name| Ok(corpus::file(plan, name)?.iter().map(|tree| corpus.sample(tree)).collect()))
        .collect::<Result<_>>()?;
    let report = |what: &str, round: usize, parser: &Parser, right: [usize; 4]| {
        let percent = |count: usize| 100.0 * count as f64 / right[3].max(1) as f64;
        eprint!(
            "{what}, round {}: learned {:.2} {:.2} {:.2}",
            round + 1,
            percent(right[0]),
            percent(right[1]),
            percent(right[2])
        );
        if round % 2 == 1 {
            for samples in &develop {
                let [tags, heads, labelled] =
                    trees::accuracy(parser, samples, |left, right| inventory.same(left, right));
                eprint!("; tags {:.2} UAS {:.2} LAS {:.2}", 100.0 * tags, 100.0 * heads, 100.0 * labelled);
            }
        }
        eprintln!();
    };
    let shape = |encoder: Sizes, arc, relation| Shape {
        encoder,
        arc,
        relation,
        counts: [known.len(), plan.vectors.size(), inventory.tags.len(), inventory.relations.len()],
    };
    eprintln!("{} sentences, {} of news, {} features", samples.len(), news.len(), known.len());
    if plan.teachers > 0 {
        let news: Vec<encoder::Input> =
            news.iter().map(|words| corpus.input(&words.iter().map(String::as_str).collect::<Vec<_>>())).collect();
        let mut teachers = Vec::new();
        for number in 0..plan.teachers {
            let mut teacher = Parser::new(shape(TEACHER, 160, 128), noises(0.35), 100 + number as u64);
            let course = Course { rounds: plan.rounds[0], words: 1000, rate: 2e-3, seed: 200 + number as u64 };
            encoder::train(&mut teacher, &samples, course, |round, parser, right| {
                report(&format!("teacher {}", number + 1), round, parser, right);
            });
            teachers.push(teacher);
        }
        teachers::teach(&teachers, &mut samples, news);
        eprintln!("{} sentences with what the teachers say", samples.len());
    }
    let mut parser = Parser::new(shape(PARSER, 96, 64), noises(0.25), 1);
    let course = Course { rounds: plan.rounds[1], words: 1000, rate: 3e-3, seed: 1 };
    encoder::train(&mut parser, &samples, course, |round, parser, right| report("parser", round, parser, right));
    let (rules, lemmas) = lemmas::train(&trees, &inventory);
    let [encoder, syntax] = parser.write();
    let sections = [
        ("tags", inventory.tags.join("\n").into_bytes()),
        ("relations", inventory.relations.join("\n").into_bytes()),
        ("rules", rules.into_bytes()),
        ("lemmas", lemmas),
        ("known", known.table()),
        ("encoder", encoder),
        ("syntax", syntax),
    ];
    for (name, bytes) in &sections {
        eprintln!("{name:>10} {:>9} bytes", bytes.len());
    }
    Ok(build_sections(&sections))
}

/// What is left out at random while a parser learns.
const fn noises(values: f32) -> Noises {
    Noises { values, features: &[(0, 0.15), (5, 0.1), (2, 0.08)], vectors: 0.05 }
}
