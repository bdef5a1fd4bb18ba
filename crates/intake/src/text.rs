//! Plain text: where one article ends and the next begins, and what stands at the head of each.

use crate::header::{self, Block};
use crate::lines::{lines, trim};
use crate::{article, dates};
use model::{Document, Field, Span};

/// A first header may stand below this many lines, such as a headline or the digest's own title.
const MAX_LINES_BEFORE_HEADER: usize = 3;

/// The articles of a text.
pub fn read(text: &str, source: &str) -> Vec<Document> {
    let blocks = blocks(text);
    if blocks.len() < 2 {
        return vec![item(text, source)];
    }
    let mut starts: Vec<usize> = blocks.iter().map(|block| item_start(text, block, &blocks[0])).collect();
    starts[0] = 0;
    let ends = starts[1..].iter().copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| item(&text[*start..end], source)).collect()
}

/// The header blocks that begin articles.
fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut before = 0;
    let mut after_blank = true;
    let mut skip_to = 0;
    for line in lines(text, 0) {
        let words = trim(text, line);
        if line.start < skip_to {
            continue;
        }
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        let block = header::block(text, line.start);
        // Lines of a block that begins no article are not looked at again.
        skip_to = block.as_ref().map_or(skip_to, |block| block.span.end);
        let block = block.filter(|block| match found.first() {
            None => before <= MAX_LINES_BEFORE_HEADER && (block.kinds() >= 2 || (before == 0 && is_sure(text, block))),
            Some(first) => {
                let same_name = block.first_name.of(text).eq_ignore_ascii_case(first.first_name.of(text));
                block.kinds() >= 2 && same_name && (after_blank || block.kinds() >= 3)
            }
        });
        after_blank = false;
        match block {
            Some(block) => found.push(block),
            None => {
                before += 1;
                if found.is_empty() && before > MAX_LINES_BEFORE_HEADER {
                    return found;
                }
            }
        }
    }
    found
}

/// One field alone is a header where it stands on the first line and names an outlet or title, with a blank line after it.
fn is_sure(text: &str, block: &Block) -> bool {
    use header::Kind::{Outlet, Title, Url};
    let alone = lines(text, block.span.end).nth(1).is_some_and(|next| next.of(text).trim().is_empty());
    alone && block.fields.iter().any(|(kind, value)| matches!(kind, Outlet | Title | Url) && !value.is_empty())
}

/// Where the article with this header begins: at the header, or at the headline right above it where the file's first
/// article has its headline there too.
fn item_start(text: &str, block: &Block, first: &Block) -> usize {
    let line_start = text[..block.span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    if text[..first.span.start].trim().is_empty() {
        return line_start;
    }
    let above = text[..line_start].trim_end_matches(['\n', '\r', ' ', '\t']);
    let headline_start = above.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let headline = above[headline_start..].trim();
    let is_headline = headline.chars().count() <= article::MAX_TITLE && !crate::lines::ends_sentence(headline);
    if is_headline { headline_start } else { line_start }
}

/// One article from its own text.
fn item(text: &str, source: &str) -> Document {
    let block = blocks(text).into_iter().next();
    let mut document = article::document(text, source);
    if let Some(block) = block {
        document.header = header::header(text, &block);
        article::lay_out(&mut document, Some(block.span));
    } else {
        address(&mut document);
        article::lay_out(&mut document, None);
    }
    document
}

/// Takes the address on the first line, or else the source where that is one.
fn address(document: &mut Document) {
    let first = lines(&document.text, 0).map(|line| trim(&document.text, line)).find(|line| !line.is_empty());
    let Some(first) = first else { return };
    if is_address(first.of(&document.text)) {
        document.header.url = Field::Given(first.of(&document.text).to_owned(), first);
    } else if is_address(&document.source) {
        document.header.url = Field::Given(document.source.clone(), Span::new(0, 0));
    }
}

/// True for words that are one web address.
pub fn is_address(words: &str) -> bool {
    let rest =
        words.strip_prefix("https://").or_else(|| words.strip_prefix("http://")).or_else(|| words.strip_prefix("www."));
    words.len() <= 2_000 && rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// The publication date of a header: its date field, else its address.
pub fn published(header: &model::Header) -> Option<model::Interval> {
    let address = header.url.value().and_then(dates::from_url);
    let stated = header.date.value().and_then(dates::parse);
    stated.map(|stated| dates::narrowed(stated, address)).or(address)
}
