//! Treebanks in CoNLL-U: what training and scoring read.

use model::{Features, Mood, Number, Tense, Upos, VerbForm, Voice};

/// A word of a treebank.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The word as written.
    pub form: String,
    /// The dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: String,
    /// The features that [`Features`] knows.
    pub features: Features,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation with subtype.
    pub relation: String,
}

/// A token as it stands in the text: one word, or several written together.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// As written.
    pub form: String,
    /// Its words.
    pub words: std::ops::Range<usize>,
    /// True where a space follows.
    pub space_after: bool,
}

/// A sentence of a treebank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// The id that the treebank gives it.
    pub id: String,
    /// Id of the document, as given with its first sentence.
    pub document: Option<String>,
    /// True where a paragraph or a document starts here.
    pub paragraph: bool,
    /// The words, in order.
    pub words: Vec<Word>,
    /// The tokens as written.
    pub surface: Vec<Surface>,
}

/// The sentences of a CoNLL-U file. Lines that are not well-formed are left out, empty nodes too.
pub fn parse(text: &str) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    let mut covered = 0;
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !tree.words.is_empty() {
                trees.push(std::mem::take(&mut tree));
            }
            covered = 0;
        } else if let Some(comment) = line.strip_prefix("# ") {
            if comment.starts_with("newpar") || comment.starts_with("newdoc") {
                tree.paragraph = true;
            }
            if let Some(id) = comment.strip_prefix("newdoc id = ") {
                tree.document = Some(id.to_owned());
            }
            if let Some(id) = comment.strip_prefix("sent_id = ") {
                tree.id = id.to_owned();
            }
        } else {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, form, lemma, upos, xpos, features, head, relation, _, rest] = cells[..] else { continue };
            let space_after = !rest.split('|').any(|item| item == "SpaceAfter=No");
            if let Some((first, last)) = id.split_once('-') {
                if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) {
                    tree.surface.push(Surface { form: form.to_owned(), words: first - 1..last, space_after });
                    covered = last;
                }
                continue;
            }
            let Ok(number) = id.parse::<usize>() else { continue };
            if number > covered {
                tree.surface.push(Surface { form: form.to_owned(), words: number - 1..number, space_after });
            }
            tree.words.push(Word {
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: Upos::from_name(upos).unwrap_or_default(),
                xpos: xpos.to_owned(),
                features: parse_features(features),
                head: head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
                relation: relation.to_owned(),
            });
        }
    }
    trees
}

fn parse_features(cell: &str) -> Features {
    let mut features = Features::default();
    for item in cell.split('|') {
        match item {
            "Tense=Past" => features.tense = Some(Tense::Past),
            "Tense=Pres" => features.tense = Some(Tense::Present),
            "Voice=Pass" => features.voice = Some(Voice::Passive),
            "Mood=Ind" => features.mood = Some(Mood::Indicative),
            "Mood=Imp" => features.mood = Some(Mood::Imperative),
            "Number=Sing" => features.number = Some(Number::Singular),
            "Number=Plur" | "Number=Ptan" => features.number = Some(Number::Plural),
            "VerbForm=Fin" => features.verb_form = Some(VerbForm::Finite),
            "VerbForm=Inf" => features.verb_form = Some(VerbForm::Infinitive),
            "VerbForm=Part" => features.verb_form = Some(VerbForm::Participle),
            "VerbForm=Ger" => features.verb_form = Some(VerbForm::Gerund),
            "Person=1" => features.person = Some(1),
            "Person=2" => features.person = Some(2),
            "Person=3" => features.person = Some(3),
            _ => {}
        }
    }
    features
}

/// The raw text of a treebank: its tokens with the spaces that the treebank records, paragraphs separated by a blank line.
pub fn raw_text(trees: &[Tree]) -> String {
    let mut text = String::new();
    for tree in trees {
        if tree.paragraph && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        for token in &tree.surface {
            text.push_str(&token.form);
            if token.space_after {
                text.push(' ');
            }
        }
    }
    text
}
