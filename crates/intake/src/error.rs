use crate::Limits;

/// Why bytes could not be read. The message says what was found and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// No byte, or nothing but white space.
    #[error("the file is empty ({size} bytes, no word in it): check that the download or export finished")]
    Empty {
        /// Size in bytes.
        size: usize,
    },
    /// Bytes of a format that holds no plain text.
    #[error("this is {kind}, not text: export or convert it to plain text or HTML first")]
    Binary {
        /// The kind found, with its article: `a PDF document`.
        kind: &'static str,
    },
    /// Text in a structured format that has no reader here.
    #[error("this is {format}, a format that is not read yet: save each article as plain text or HTML")]
    Unsupported {
        /// The format found, with its article: `an RSS or Atom feed`.
        format: &'static str,
    },
    /// More bytes than [`Limits::max_bytes`].
    #[error("the file has {size} bytes, over the limit of {limit}: split it into articles, or raise the limit")]
    TooLarge {
        /// Size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Bytes that decode to no readable text in any encoding tried.
    #[error("this is not readable text ({reason}): check the file, or save it as UTF-8")]
    NotText {
        /// What is wrong with it.
        reason: String,
    },
    /// An HTML page beyond [`Limits::max_depth`] or [`Limits::max_elements`].
    #[error("the HTML page has {found} {what}, over the limit of {limit}: save the article's text by itself")]
    TooComplex {
        /// What there is too much of: `nested elements`.
        what: &'static str,
        /// How many were found before reading stopped.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// An HTML page or mail in which no text was found.
    #[error("no article text was found in this {format}: open it and save the article's text by itself")]
    NoText {
        /// `HTML page` or `mail`.
        format: &'static str,
    },
}

impl Default for Limits {
    fn default() -> Self {
        Limits { max_bytes: 20_000_000, max_depth: 256, max_elements: 100_000 }
    }
}
