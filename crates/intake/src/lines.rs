//! Lines and paragraphs as spans, so that no line ending ever shifts an offset.

use model::Span;

/// The lines of `text` from the byte `from` on, without their endings (`\n`, `\r\n` or `\r`), blank ones included.
pub fn lines(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut next = from;
    std::iter::from_fn(move || {
        if next >= bytes.len() {
            return None;
        }
        let start = next;
        let end =
            bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |at| start + at);
        next = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
        Some(Span::new(start, end))
    })
}

/// `span` without the white space at its ends, and without byte order marks and the like.
pub fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}');
    let start = span.start + (words.len() - words.trim_start_matches(blank).len());
    let end = span.start + words.trim_end_matches(blank).len();
    Span::new(start, end.max(start))
}

/// The paragraphs of `text` between two bytes, trimmed and none of them empty. Each line is a paragraph, except where a
/// block of lines is one paragraph broken at a fixed width.
pub fn paragraphs(text: &str, range: Span) -> Vec<Span> {
    let text = &text[..range.end];
    let mut found = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    for line in lines(text, range.start) {
        let line = trim(text, line);
        if line.is_empty() {
            flush(text, &mut block, &mut found);
        } else {
            block.push(line);
        }
    }
    flush(text, &mut block, &mut found);
    found
}

/// Moves a block of lines to the paragraphs: as one where it is broken at a fixed width, else line by line.
fn flush(text: &str, block: &mut Vec<Span>, found: &mut Vec<Span>) {
    if is_wrapped(text, block) {
        found.push(block[0].cover(block[block.len() - 1]));
    } else {
        found.append(block);
    }
    block.clear();
}

/// True for lines broken at a fixed width: all but the last are about as long as a column of print, and most of them stop in
/// the middle of a sentence. Two lines alone are one paragraph only where the second goes on in lower case.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let Some((last, full)) = block.split_last().filter(|(_, full)| !full.is_empty()) else { return false };
    let column = |line: &Span| (40..=110).contains(&line.of(text).chars().count());
    let broken = full.iter().filter(|line| !ends_sentence(line.of(text))).count();
    let goes_on = full.len() > 1 || last.of(text).starts_with(char::is_lowercase);
    full.iter().all(column) && last.of(text).chars().count() <= 110 && broken * 2 > full.len() && goes_on
}

/// True where the words end as a sentence does, quotation marks and brackets aside.
pub fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', ' ']).ends_with(['.', '!', '?', '…', '。', ':', ';'])
}
