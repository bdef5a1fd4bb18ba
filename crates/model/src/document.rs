use crate::{Interval, Span};
use serde::{Deserialize, Serialize};

/// One article as it was received: its text, never altered after intake, and what its header says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Content id: the first 128 bits of the SHA-256 of the text, as 32 hexadecimal digits.
    pub id: String,
    /// Where the bytes came from: a path or a URL, for people; never part of the id.
    pub source: String,
    /// What the header says.
    pub header: Header,
    /// The publication date that the header, the page or the feed states, if any. A date inferred from the words is the
    /// reader's, in [`crate::Dating`].
    pub published: Option<Interval>,
    /// The whole decoded text, header and furniture included. Every [`Span`] points into it.
    pub text: String,
    /// The parts of the text, in order and without overlap. Only titles and bodies are read for findings.
    pub parts: Vec<Part>,
    /// The language of the text itself, ISO 639-1 (`en`), where detection is confident.
    pub text_language: Option<String>,
    /// Characters that the encoding detector had to replace; above zero the text may be damaged.
    pub replaced_characters: usize,
}

/// What a header line may say. Each field keeps the three states apart: given, not available, blank; and absent where the
/// header has no such field.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Header {
    /// The outlet that published the article: `Global Times`.
    pub outlet: Field,
    /// The language the article was first published in, as an English name: `Chinese`.
    pub language: Field,
    /// The date as written.
    pub date: Field,
    /// The author as written.
    pub author: Field,
    /// The page number as written.
    pub page: Field,
    /// The title as written in a header, or found as a headline.
    pub title: Field,
    /// The address of the article.
    pub url: Field,
}

/// The state of a header field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The field has a value: the words, and where they stand (an empty span where they are not in the text).
    Given(String, Span),
    /// The field says that there is no value: `NA`, `N/A`, `none`.
    NotAvailable,
    /// The field stands there, and nothing after it.
    Blank,
    /// There is no such field.
    #[default]
    Absent,
}

impl Field {
    /// The value, where one is given.
    pub fn value(&self) -> Option<&str> {
        match self {
            Field::Given(value, _) => Some(value),
            _ => None,
        }
    }
}

/// A part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PartKind,
}

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A header line or block.
    Header,
    /// A headline.
    Title,
    /// Who wrote it: `By X`, `(The author is …)`.
    Byline,
    /// Place, date and agency before the first sentence: `MARSABIT, Jun 3 2022 (IPS) -`.
    Dateline,
    /// A paragraph of the article.
    Body,
    /// Buttons, advertisements, captions, links: page furniture, never read.
    Furniture,
}

/// What sort of text an article is: an author's own assertions in an opinion are kept apart from reported events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Genre {
    /// Reports of what happened.
    News,
    /// An author's or a paper's view.
    Opinion,
    /// Not decided.
    #[default]
    Unknown,
}

impl Document {
    /// The words of the parts of a kind, in order.
    pub fn parts_of(&self, kind: PartKind) -> impl Iterator<Item = (Span, &str)> {
        self.parts.iter().filter(move |part| part.kind == kind).map(|part| (part.span, part.span.of(&self.text)))
    }
}
