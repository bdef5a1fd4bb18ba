//! Texts with labelled names: IOB2 of treebank words, and two-column token and label files. What training and scoring read.

use super::names::Class;

/// A name in the gold: its tokens and its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoldName {
    /// Index of the first token.
    pub start: usize,
    /// Index after the last token.
    pub end: usize,
    /// Its class.
    pub class: Class,
}

/// A text with labelled tokens: a sentence of a treebank or a whole article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Labelled {
    /// The tokens as given; an empty one is a paragraph break.
    pub tokens: Vec<String>,
    /// The names, in order and without overlap.
    pub names: Vec<GoldName>,
    /// True where a document starts here.
    pub starts: bool,
}

/// The class of a label: UNER's (`PER`, `ORG`, `LOC`) or the newswire's.
fn class(label: &str) -> Option<Class> {
    Some(match label {
        "PER" | "Person" => Class::Person,
        "ORG" | "Organization" => Class::Organization,
        "LOC" | "Location" => Class::Location,
        "NORP" => Class::Nationality,
        "Facility" => Class::Facility,
        "Product" => Class::Product,
        "Misc" => Class::Other,
        "Date" => Class::Date,
        "Money" => Class::Money,
        _ => return None,
    })
}

impl Labelled {
    fn push(&mut self, token: &str, label: &str) {
        let index = self.tokens.len();
        self.tokens.push(token.to_owned());
        let Some((position, class)) =
            label.split_once('-').and_then(|(position, label)| Some((position, class(label)?)))
        else {
            return;
        };
        match self.names.last_mut() {
            Some(last) if position == "I" && last.end == index && last.class == class => last.end = index + 1,
            _ => self.names.push(GoldName { start: index, end: index + 1, class }),
        }
    }
}

/// The sentences of an IOB2 file in the layout of Universal NER: number, word, label.
pub fn parse_iob2(text: &str) -> Vec<Labelled> {
    let mut out = Vec::new();
    let mut sentence = Labelled::default();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.tokens.is_empty() {
                out.push(std::mem::take(&mut sentence));
            }
        } else if line.starts_with('#') {
            sentence.starts |= line.starts_with("# newdoc");
        } else if let [_, token, label, ..] = line.split('\t').collect::<Vec<_>>()[..] {
            sentence.push(token, label);
        }
    }
    out
}

/// An article of a two-column file, token and label; further columns (nested names) are not read.
pub fn parse_columns(text: &str) -> Labelled {
    let mut article = Labelled { starts: true, ..Labelled::default() };
    for line in text.lines() {
        let mut cells = line.split('\t');
        let token = cells.next().unwrap_or_default().trim();
        article.push(token, cells.next().unwrap_or("O"));
    }
    article
}

impl Labelled {
    /// The text of the tokens, as it may have been written, and where each token stands in it.
    pub fn text(&self) -> (String, Vec<(usize, usize)>) {
        let mut text = String::new();
        let mut spans = Vec::with_capacity(self.tokens.len());
        let mut glue = true;
        for (index, token) in self.tokens.iter().enumerate() {
            if token.is_empty() {
                text.push_str("\n\n");
                spans.push((text.len(), text.len()));
                glue = true;
                continue;
            }
            let before = index.checked_sub(1).map_or("", |index| self.tokens[index].as_str());
            let clitic = matches!(before, "’" | "'")
                && matches!(token.as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m" | "S");
            let closes = matches!(
                token.as_str(),
                "." | ","
                    | ";"
                    | ":"
                    | "!"
                    | "?"
                    | ")"
                    | "]"
                    | "%"
                    | "”"
                    | "’"
                    | "'"
                    | "-"
                    | "–"
                    | "/"
                    | "..."
                    | "n't"
                    | "'s"
                    | "’s"
            );
            let opens = matches!(before, "(" | "[" | "“" | "‘" | "$" | "£" | "€" | "-" | "–" | "/" | "#" | "@");
            if !(glue || clitic || closes || opens) {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(token);
            spans.push((start, text.len()));
            glue = false;
        }
        (text, spans)
    }
}
