//! `cargo xtask train`: trains the English model from treebanks outside the repository. The same data give the same bytes.

mod clusters;
mod lemmas;
mod names;
mod parser;
mod perceptron;
mod punctuation;
mod tagger;

use anyhow::{Context, Result};
use reader::grammar::conllu::{self, Tree};
use reader::grammar::lexical::Tables;
use reader::grammar::weights;
use std::path::{Path, PathBuf};

/// What training reads and how far it goes.
pub struct Plan {
    /// The folder with `treebanks/` and `texts/`.
    data: PathBuf,
    /// Rounds over the data for tagger, parser and names.
    rounds: [usize; 3],
    /// Weights whose whole-number part falls below this are left out.
    prune: i32,
    /// Updates that a feature needs to count.
    least: [u16; 3],
    /// Leave out what is only needed for the shipped weights, and the parser's steps where asked.
    quick: bool,
}

use tagger::Tagger;

/// Runs the command.
pub fn run(arguments: Vec<&str>) -> Result<()> {
    let value = |name: &str| {
        arguments.iter().position(|&argument| argument == name).and_then(|at| arguments.get(at + 1)).copied()
    };
    let number = |name: &str, default: usize| value(name).and_then(|text| text.parse().ok()).unwrap_or(default);
    let plan = Plan {
        data: PathBuf::from(value("--data").unwrap_or("../shared")),
        rounds: [number("--tagger-rounds", 10), number("--parser-rounds", 12), number("--name-rounds", 8)],
        prune: number("--prune", 2) as i32,
        least: [1, number("--least-updates", 3) as u16, 2],
        quick: arguments.contains(&"--quick"),
    };
    let out = Path::new(value("--out").unwrap_or("language/en"));
    let trees = treebank(&plan, "train")?;
    let develop = treebank(&plan, "dev")?;
    eprintln!("{} sentences, {} words", trees.len(), trees.iter().map(|tree| tree.words.len()).sum::<usize>());
    let inventory = Inventory::of(&trees);
    let clusters = Some(match value("--clusters-of") {
        // For experiments: the classes of a model that is there already.
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| format!("{path}: cannot be read"))?;
            weights::section(&bytes, "clusters").context("no clusters there")?.to_vec()
        }
        None => clusters::train(&plan, &trees)?,
    });
    let table = Tables { clusters: clusters.as_deref().and_then(weights::Table::read) };
    let corpus = Corpus::of(&trees, &inventory, table);
    let check = Corpus::of(&develop, &inventory, table);
    if value("--only") == Some("punctuation") {
        let table = punctuation::train(&corpus, &inventory);
        std::fs::write(out.join("punctuation.bin"), table)?;
        return Ok(());
    }
    let tagger = tagger::train(&plan, &corpus, &check, &inventory);
    let lemmas = lemmas::train(&trees, &corpus);
    if value("--only") == Some("tagger") {
        return Ok(());
    }
    let names = if value("--only") == Some("parser") { Vec::new() } else { names::train(&plan, &tagger, table)? };
    if value("--only") == Some("names") {
        return Ok(());
    }
    let folded = tagger::fold(&plan, &corpus, &inventory);
    let check_tags = tagger.tag_all(&check);
    let [moves, relations] = parser::train(&plan, &corpus, &folded, &check, &check_tags, &inventory);
    let mut sections = vec![
        ("tags", inventory.tags.join("\n").into_bytes()),
        ("relations", inventory.relations.join("\n").into_bytes()),
        ("tagger", tagger.bytes),
        ("known", tagger.known),
        ("rules", lemmas.0.into_bytes()),
        ("lemmas", lemmas.1),
        ("punctuation", punctuation::train(&corpus, &inventory)),
        ("moves", moves),
        ("labels", relations),
        ("names", names),
    ];
    if let Some(bytes) = clusters {
        sections.push(("clusters", bytes));
    }
    for (name, bytes) in &sections {
        eprintln!("{name:>10} {:>9} bytes", bytes.len());
    }
    let path = out.join("grammar.bin");
    std::fs::write(&path, weights::build_sections(&sections))
        .with_context(|| format!("{}: cannot be written", path.display()))
}

fn treebank(plan: &Plan, part: &str) -> Result<Vec<Tree>> {
    let mut trees = Vec::new();
    for name in ["en_ewt", "gum_open"] {
        let path = plan.data.join(format!("treebanks/{name}_{part}.conllu"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        trees.extend(conllu::parse(&text));
    }
    Ok(trees)
}

/// The bodies of the news articles, in order of file name. Web addresses on the first line are left out.
fn newswire(plan: &Plan) -> Result<Vec<String>> {
    let folder = plan.data.join("texts/newswire");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .with_context(|| format!("{}: cannot be read", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
            let text = String::from_utf8_lossy(&bytes);
            Ok(text.lines().filter(|line| !line.starts_with("http")).collect::<Vec<_>>().join("\n"))
        })
        .collect()
}

/// The tags and relations of the treebanks.
pub struct Inventory {
    /// Tag pairs `UPOS XPOS`, the most frequent first.
    tags: Vec<String>,
    /// Relations with subtype, the most frequent first.
    relations: Vec<String>,
}

/// The most tags or relations that a model has.
const MOST: usize = 110;

impl Inventory {
    fn of(trees: &[Tree]) -> Inventory {
        let words = || trees.iter().flat_map(|tree| &tree.words);
        Inventory {
            tags: frequent(words().map(|word| format!("{} {}", word.upos.name(), word.xpos)), 5),
            relations: frequent(words().map(|word| word.relation.clone()), 2),
        }
    }
}

/// The values that occur at least `least` times, the most frequent first.
fn frequent(values: impl Iterator<Item = String>, least: usize) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0_usize) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= least).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(value, _)| value).take(MOST).collect()
}

/// A sentence as training sees it.
pub struct Sample {
    words: Vec<reader::grammar::lexical::Word>,
    tags: Vec<u8>,
    /// The root is the number of words.
    heads: Vec<usize>,
    relations: Vec<u8>,
}

/// Sentences.
pub struct Corpus {
    samples: Vec<Sample>,
}

impl Corpus {
    fn of(trees: &[Tree], inventory: &Inventory, tables: Tables<'_>) -> Corpus {
        let index = |list: &[String], value: &str, otherwise: &str| {
            let find = |wanted: &str| list.iter().position(|item| item == wanted);
            find(value).or_else(|| find(otherwise)).unwrap_or(0) as u8
        };
        let samples = trees
            .iter()
            .map(|tree| {
                let forms: Vec<&str> = tree.words.iter().map(|word| word.form.as_str()).collect();
                Sample {
                    words: reader::grammar::lexical::words(&forms, tables),
                    tags: tree
                        .words
                        .iter()
                        .map(|word| index(&inventory.tags, &format!("{} {}", word.upos.name(), word.xpos), "X GW"))
                        .collect(),
                    heads: tree.words.iter().map(|word| word.head.unwrap_or(forms.len())).collect(),
                    relations: tree
                        .words
                        .iter()
                        .map(|word| {
                            index(
                                &inventory.relations,
                                &word.relation,
                                word.relation.split(':').next().unwrap_or_default(),
                            )
                        })
                        .collect(),
                }
            })
            .collect();
        Corpus { samples }
    }

    fn words(&self) -> usize {
        self.samples.iter().map(|sample| sample.words.len()).sum()
    }
}

/// A sequence of numbers that is the same every time.
pub struct Sequence(u64);

impl Sequence {
    /// The next number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// The numbers below `length` in an arbitrary order.
    fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for index in (1..length).rev() {
            order.swap(index, self.below(index + 1));
        }
        order
    }
}
