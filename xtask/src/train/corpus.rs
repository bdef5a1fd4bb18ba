//! What networks learn from: treebanks and plain news as samples.

use super::Plan;
use super::encoder::{Input, UNKNOWN};
use super::learning::Noise;
use super::trees::Sample;
use anyhow::{Context, Result};
use reader::data;
use reader::grammar::conllu::{self, Tree, Word};
use reader::grammar::encoder::{FEATURES, features};
use reader::grammar::lexical;
use reader::grammar::names::Gazetteer;
use reader::grammar::segments::segments;
use reader::grammar::tokens::Lexicon;
use reader::grammar::weights::build_table;
use reader::vectors::Vectors;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The trees of a file of `treebanks/`.
pub fn file(plan: &Plan, name: &str) -> Result<Vec<Tree>> {
    let path = plan.data.join(format!("treebanks/{name}.conllu"));
    let text = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Ok(conllu::parse(&text))
}

/// The trees of all treebanks: `train` or `dev`.
pub fn treebank(plan: &Plan, part: &str) -> Result<Vec<Tree>> {
    let mut trees = Vec::new();
    for name in ["en_ewt", "gum_open"] {
        trees.extend(file(plan, &format!("{name}_{part}"))?);
    }
    Ok(trees)
}

/// So many sentences are made of each pattern.
const FILLS: usize = 30;

/// News sentences from `language/en/patterns.conllu`: web text, of which the treebanks have most, seldom says that one state
/// did something to another.
pub fn patterns(noise: &mut Noise) -> Result<Vec<Tree>> {
    let path = "language/en/patterns.conllu";
    let text = std::fs::read_to_string(path).with_context(|| format!("{path}: cannot be read"))?;
    let one = |cell: &str| !cell.is_empty() && !cell.contains([' ', '-', '’', '\'', '.']);
    let countries = data::rows("ontology/actors/countries.tsv", &["name", "adjectives", "capitals"]);
    let column = |at: usize| -> Vec<&str> {
        countries.iter().filter_map(|row| row[at].split('|').next()).filter(|cell| one(cell)).collect()
    };
    let mut names = BTreeMap::from([
        ("{country}", column(0)),
        ("{adjective}", column(1)),
        ("{capital}", column(2)),
        ("{day}", vec!["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    ]);
    for (file, _) in data::files("ontology/actors/offices").filter(|(file, _)| file.ends_with(".tsv")) {
        for row in data::rows(file, &["name"]) {
            if let [given, surname] = row[0].split(' ').collect::<Vec<_>>()[..]
                && one(given)
                && one(surname)
            {
                names.entry("{given}").or_default().push(given);
                names.entry("{surname}").or_default().push(surname);
            }
        }
    }
    let mut trees = Vec::new();
    for pattern in conllu::parse(&text) {
        for _ in 0..FILLS {
            let mut tree = pattern.clone();
            for word in &mut tree.words {
                if let Some(names) = names.get(word.form.as_str()) {
                    names[noise.below(names.len())].clone_into(&mut word.form);
                    word.lemma.clone_from(&word.form);
                    continue;
                }
                let forms: Vec<&str> = word.form.split('|').collect();
                let which = noise.below(forms.len());
                let lemma = word.lemma.split('|').nth(which).unwrap_or_default().to_owned();
                (word.form, word.lemma) = (forms[which].to_owned(), lemma);
                // Among the alternatives of a noun stand both numbers.
                if word.upos == model::Upos::Noun {
                    word.xpos = if word.form == word.lemma { "NN" } else { "NNS" }.to_owned();
                }
            }
            trees.push(tree);
        }
    }
    Ok(trees)
}

/// Sentences of the news longer than this teach little and cost much.
const LONGEST: usize = 70;

/// The sentences of the news articles as words, in order of file name. Web addresses on the first line are left out.
pub fn newswire(plan: &Plan) -> Result<Vec<Vec<String>>> {
    let folder = plan.data.join("texts/newswire");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .with_context(|| format!("{}: cannot be read", folder.display()))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    paths.sort();
    let lexicon = Lexicon::embedded();
    let mut sentences = Vec::new();
    for path in paths {
        let bytes = std::fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.lines().filter(|line| !line.starts_with("http")).collect::<Vec<_>>().join("\n");
        for segment in segments(&lexicon, &text, model::Span::new(0, text.len())) {
            if (3..=LONGEST).contains(&segment.pieces.len()) {
                sentences.push(segment.pieces.iter().map(|piece| text[piece.start..piece.end].to_owned()).collect());
            }
        }
    }
    Ok(sentences)
}

/// The forms of words.
pub fn forms(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.form.as_str()).collect()
}

/// The tags and relations of the treebanks.
pub struct Inventory {
    /// Tag pairs `UPOS XPOS`, the most frequent first.
    pub tags: Vec<String>,
    /// Relations with subtype, the most frequent first.
    pub relations: Vec<String>,
}

/// The most tags or relations that a model has.
const MOST: usize = 110;

impl Inventory {
    /// What occurs in trees.
    pub fn of(trees: &[Tree]) -> Inventory {
        let words = || trees.iter().flat_map(|tree| &tree.words);
        Inventory {
            tags: frequent(words().map(tag), 3),
            relations: frequent(words().map(|word| word.relation.clone()), 2),
        }
    }

    /// The number of a word's tag.
    pub fn tag(&self, word: &Word) -> u8 {
        index(&self.tags, &tag(word), "X GW")
    }

    /// True where two relations differ in subtype alone.
    pub fn same(&self, left: usize, right: usize) -> bool {
        self.relations[left].split(':').next() == self.relations[right].split(':').next()
    }
}

fn tag(word: &Word) -> String {
    format!("{} {}", word.upos.name(), word.xpos)
}

fn index(list: &[String], value: &str, otherwise: &str) -> u8 {
    let find = |wanted: &str| list.iter().position(|item| item == wanted);
    find(value).or_else(|| find(otherwise)).unwrap_or(0) as u8
}

/// The values that occur at least `least` times, the most frequent first.
fn frequent(values: impl Iterator<Item = String>, least: usize) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0_usize) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= least).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(value, _)| value).take(MOST).collect()
}

/// The features that a network knows, each with the number of its row.
pub struct Known(BTreeMap<u64, u16>);

/// A feature is known where it occurs so often.
const LEAST: u32 = 2;

impl Known {
    /// The features of sentences.
    pub fn of<'a>(sentences: impl Iterator<Item = Vec<&'a str>>, gazetteer: &Gazetteer) -> Known {
        let mut counts = BTreeMap::new();
        for feature in sentences.flat_map(|forms| features_of(&forms, gazetteer)).flatten() {
            *counts.entry(feature).or_insert(0) += 1;
        }
        Known::frequent(counts)
    }

    /// The most frequent features.
    pub fn frequent(counts: BTreeMap<u64, u32>) -> Known {
        let mut counts: Vec<(u64, u32)> = counts.into_iter().filter(|&(_, count)| count >= LEAST).collect();
        counts.sort_by_key(|&(feature, count)| (std::cmp::Reverse(count), feature));
        counts.truncate(usize::from(UNKNOWN));
        Known(counts.iter().enumerate().map(|(row, &(feature, _))| (feature, row as u16)).collect())
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The row of a feature.
    pub fn row(&self, feature: u64) -> u16 {
        self.0.get(&feature).copied().unwrap_or(UNKNOWN)
    }

    /// The table as it lies in a model file.
    pub fn table(&self) -> Vec<u8> {
        build_table(self.0.iter().map(|(&feature, &row)| (feature, row)).collect())
    }
}

/// What turns sentences into samples.
pub struct Corpus<'a> {
    /// Tags and relations.
    pub inventory: &'a Inventory,
    /// Features.
    pub known: &'a Known,
    /// Listed names.
    pub gazetteer: &'a Gazetteer,
    /// Word vectors.
    pub vectors: Vectors<'static>,
}

/// The features of the words of a sentence.
fn features_of(forms: &[&str], gazetteer: &Gazetteer) -> Vec<[u64; FEATURES]> {
    let words = lexical::words(forms);
    let kinds = gazetteer.kinds(&words);
    words.iter().zip(kinds).enumerate().map(|(at, (word, kinds))| features(word, kinds, at == 0)).collect()
}

impl Corpus<'_> {
    /// The words of a sentence as the encoder sees them.
    pub fn input(&self, forms: &[&str]) -> Input {
        Input {
            rows: features_of(forms, self.gazetteer)
                .into_iter()
                .map(|features| features.map(|feature| self.known.row(feature)).to_vec())
                .collect(),
            vectors: forms.iter().map(|form| self.vectors.find(form)).collect(),
        }
    }

    /// A tree to learn from.
    pub fn sample(&self, tree: &Tree) -> Sample {
        let words = &tree.words;
        let heads: Vec<usize> = words.iter().map(|word| word.head.map_or(0, |head| head + 1)).collect();
        let relation = |word: &Word| {
            let universal = word.relation.split(':').next().unwrap_or_default();
            index(&self.inventory.relations, &word.relation, universal)
        };
        Sample {
            input: self.input(&forms(words)),
            tags: words.iter().map(|word| vec![(u16::from(self.inventory.tag(word)), 1.0)]).collect(),
            arcs: heads.iter().map(|&head| vec![(head as u16, 1.0)]).collect(),
            relations: words.iter().map(|word| vec![(u16::from(relation(word)), 1.0)]).collect(),
            heads,
        }
    }
}
