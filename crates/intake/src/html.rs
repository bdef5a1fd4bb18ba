//! HTML pages: title, byline, site, date and the article, through a readability library.

use crate::{IntakeError, Limits, article, dates, header, lines, text};
use dom_smoothie::{Config, ParsePolicy, Readability, TextMode};
use model::{Document, Field, Span};

/// How much work open formatting elements may cause: the parser opens each of them anew in every block.
const MAX_FORMATTING_WORK: usize = 4_000_000;

/// The tags before parsing are counted without the parser's knowledge of what closes what; this many times
/// [`Limits::max_depth`] is the most that is parsed at all. The true depth is measured afterwards.
const MAX_APPARENT_DEPTH: usize = 16;

/// Shapes of drawings, which are closed where they are opened (`<path d="…"/>`).
const SHAPES: [&str; 10] = ["path", "use", "circle", "rect", "line", "polyline", "polygon", "ellipse", "stop", "image"];
/// Elements without content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that the next of their kind closes, so that an open one is no nesting.
const SELF_CLOSING: [&str; 13] =
    ["p", "li", "dt", "dd", "td", "th", "tr", "option", "thead", "tbody", "tfoot", "colgroup", "optgroup"];
/// Elements that the parser opens anew in each block until they are closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content is no markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "noscript"];

/// True for an HTML page or a piece of one.
pub fn is_html(text: &str) -> bool {
    let mut start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    for _ in 0..20 {
        let rest = match () {
            () if start.starts_with("<?") => start.split_once('>'),
            () if start.starts_with("<!--") => start.split_once("-->"),
            () => break,
        };
        let Some((_, rest)) = rest else { return false };
        start = rest.trim_start();
    }
    let Some(rest) = start.strip_prefix('<') else { return false };
    let name: String = rest.chars().take(12).take_while(|c| c.is_ascii_alphanumeric() || *c == '!').collect();
    let page = [
        "!doctype", "html", "head", "body", "meta", "title", "div", "p", "article", "main", "section", "h1", "h2",
        "h3", "span", "table", "script", "link", "style", "header", "center", "font", "a", "img", "ul", "b", "i",
        "strong", "em",
    ];
    page.contains(&name.to_ascii_lowercase().as_str()) && rest.contains('>')
}

/// The article of a page.
///
/// # Errors
/// [`IntakeError::TooComplex`] for pages nested or filled beyond the limits, [`IntakeError::NoText`] where no text is found.
pub fn read(page: &str, source: &str, replaced: usize, limits: &Limits) -> Result<Document, IntakeError> {
    measure(page, limits)?;
    let url = text::is_address(source).then_some(source);
    let config = || Config { text_mode: TextMode::Formatted, ..Config::default() };
    let failed = |_| IntakeError::NoText { format: "HTML page" };
    let mut first = Readability::new(page, url, Some(config())).map_err(failed)?;
    check_depth(&first, limits)?;
    let parsed = match first.parse() {
        Ok(parsed) => parsed,
        // A short page: all of its words are better than none.
        Err(_) => {
            let mut second = Readability::new(page, url, Some(config())).map_err(failed)?;
            second.parse_with_policy(ParsePolicy::Raw).map_err(failed)?
        }
    };
    let body = tidy(&parsed.text_content);
    if !body.chars().any(char::is_alphabetic) {
        return Err(IntakeError::NoText { format: "HTML page" });
    }
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = one_line(&parsed.title);
    let author = parsed.byline.as_deref().map(one_line).unwrap_or_default();
    let mut shown = String::new();
    let mut place = |words: &str| {
        let start = shown.len();
        if !words.is_empty() {
            shown.push_str(words);
            shown.push_str("\n\n");
        }
        Span::new(start, start + words.len())
    };
    let (title_span, author_span) = (place(&title), place(&author));
    shown.push_str(&body);

    let mut document = article::document(&shown, source);
    let outside = |words: Option<&str>| match words.map(one_line).filter(|words| !words.is_empty()) {
        Some(words) => Field::Given(words, Span::default()),
        None => Field::Absent,
    };
    let head = &mut document.header;
    if !title.is_empty() {
        head.title = Field::Given(title, title_span);
    }
    if !author.is_empty() {
        let name = author.strip_prefix("By ").or_else(|| author.strip_prefix("by ")).unwrap_or(&author);
        head.author = Field::Given(name.to_owned(), Span::new(author_span.end - name.len(), author_span.end));
    }
    head.url = outside(url.or(parsed.url.as_deref()));
    head.outlet = outside(parsed.site_name.as_deref());
    head.date = outside(parsed.published_time.as_deref());
    head.language = outside(parsed.lang.as_deref().and_then(header::language_of_code));
    document.published = head.date.value().and_then(dates::parse);
    document.replaced_characters = replaced;
    article::lay_out_page(&mut document, title_span, author_span);
    Ok(document)
}

/// The paragraphs of a page, one to a line with a blank line between, without trailing blanks.
fn tidy(words: &str) -> String {
    let kept: Vec<&str> =
        lines::lines(words, 0).map(|line| line.of(words).trim()).filter(|line| !line.is_empty()).collect();
    kept.join("\n\n")
}

/// Refuses a parsed page that is nested beyond the limit: what follows walks it by recursion.
fn check_depth(parsed: &Readability, limits: &Limits) -> Result<(), IntakeError> {
    let mut node = parsed.doc.root();
    let mut depth = 0;
    loop {
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            if depth > limits.max_depth {
                return Err(IntakeError::TooComplex { what: "nested elements", found: depth, limit: limits.max_depth });
            }
            continue;
        }
        while node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return Ok(()) };
            node = parent;
            depth -= 1;
        }
        let Some(next) = node.next_sibling() else { return Ok(()) };
        node = next;
    }
}

/// Refuses pages that are nested or filled beyond the limits, by one look at the tags before anything is built.
fn measure(page: &str, limits: &Limits) -> Result<(), IntakeError> {
    let too = |what, found, limit| Err(IntakeError::TooComplex { what, found, limit });
    let bytes = page.as_bytes();
    let (mut depth, mut elements, mut formatting, mut work) = (0usize, 0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(open) = page[at..].find('<') {
        at += open + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closing);
        let length = bytes[start..].iter().take(20).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if length == 0 {
            continue;
        }
        let name = page[start..start + length].to_ascii_lowercase();
        let name = name.as_str();
        at = start + length;
        let format = FORMATTING.contains(&name);
        if closing {
            depth = depth.saturating_sub(usize::from(!SELF_CLOSING.contains(&name) && !SHAPES.contains(&name)));
            formatting = formatting.saturating_sub(usize::from(format));
            continue;
        }
        elements += 1;
        work += formatting;
        formatting += usize::from(format);
        if !VOID.contains(&name) && !SELF_CLOSING.contains(&name) && !SHAPES.contains(&name) {
            depth += 1;
        }
        if depth > limits.max_depth.saturating_mul(MAX_APPARENT_DEPTH) {
            return too("nested elements", depth, limits.max_depth);
        }
        if elements > limits.max_elements {
            return too("elements", elements, limits.max_elements);
        }
        if work > MAX_FORMATTING_WORK {
            return too("blocks within open formatting", work, MAX_FORMATTING_WORK);
        }
        if RAW.contains(&name) {
            // Nothing within is markup; the closing tag is counted when it is met.
            let end = find_close(bytes, at, name);
            at = end;
        }
    }
    Ok(())
}

/// The offset of `</name`, or the end.
fn find_close(bytes: &[u8], from: usize, name: &str) -> usize {
    let close = |at: &usize| {
        bytes[*at..].starts_with(b"</")
            && bytes.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    (from..bytes.len()).find(close).unwrap_or(bytes.len())
}
