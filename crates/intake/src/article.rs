//! What the parts of an article are: title, byline, dateline, paragraphs, furniture.

use crate::dates::{self, MONTH};
use crate::furniture::is_furniture;
use crate::header::short_code;
use crate::lines::{ends_sentence, paragraphs, trim};
use model::{Document, Field, Header, Interval, Part, PartKind, Span};
use regex::Regex;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The longest headline, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest headline, in words.
const MAX_TITLE_WORDS: usize = 28;
/// The longest headline that asks or exclaims, in words.
const MAX_QUESTION_WORDS: usize = 20;
/// The longest byline in brackets, in characters.
const MAX_BYLINE: usize = 400;
/// Language is told from this many bytes of the body.
const MAX_LANGUAGE_SAMPLE: usize = 4_000;

/// A document of this text with nothing known yet but its id.
pub fn document(text: &str, source: &str) -> Document {
    Document {
        id: content_id(text),
        source: source.to_owned(),
        header: Header::default(),
        published: None,
        text: text.to_owned(),
        parts: Vec::new(),
        text_language: None,
        replaced_characters: text.matches('\u{fffd}').count(),
    }
}

/// The first 128 bits of the SHA-256 of the text, as 32 hexadecimal digits.
fn content_id(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Fills parts, publication date, outlet and language, from the text and the header known so far. `block` is the header's
/// span in the text.
pub fn lay_out(document: &mut Document, block: Option<Span>) {
    let text = std::mem::take(&mut document.text);
    let mut layout = Layout::new(&text, &mut document.header);
    match block {
        Some(block) => {
            layout.front(paragraphs(&text, Span::new(0, block.start)));
            layout.header_block(block);
            layout.body(paragraphs(&text, Span::new(block.end, text.len())));
        }
        None => layout.body(paragraphs(&text, Span::new(0, text.len()))),
    }
    let dateline = layout.dateline;
    document.parts = layout.parts;
    document.text = text;
    document.published = published(document, dateline);
    document.text_language = language(document);
}

/// The same for a page, whose title and author stand at the head of the text.
pub fn lay_out_page(document: &mut Document, title: Span, author: Span) {
    let text = std::mem::take(&mut document.text);
    let mut layout = Layout::new(&text, &mut document.header);
    layout.titled = !title.is_empty();
    layout.push(title, PartKind::Title);
    layout.push(author, PartKind::Byline);
    layout.body(paragraphs(&text, Span::new(title.end.max(author.end), text.len())));
    let dateline = layout.dateline;
    document.parts = layout.parts;
    document.text = text;
    document.published = published(document, dateline);
    document.text_language = language(document);
}

/// A date written above or at the start of an article: where, and when if it has a year.
#[derive(Clone, Copy)]
struct DateWords {
    span: Span,
    interval: Option<Interval>,
}

struct Layout<'a> {
    text: &'a str,
    header: &'a mut Header,
    parts: Vec<Part>,
    dateline: Option<DateWords>,
    titled: bool,
}

impl<'a> Layout<'a> {
    fn new(text: &'a str, header: &'a mut Header) -> Self {
        if let (Field::Absent, Some(url)) = (&header.outlet, header.url.value()) {
            header.outlet = crate::outlet_of(url, &header.url);
        }
        Layout { text, header, parts: Vec::new(), dateline: None, titled: false }
    }

    fn push(&mut self, span: Span, kind: PartKind) {
        if !span.is_empty() {
            self.parts.push(Part { span, kind });
        }
    }

    /// What stands above a header: the headline right over it, else the digest's own words.
    fn front(&mut self, paragraphs: Vec<Span>) {
        let last = paragraphs.len().saturating_sub(1);
        for (index, span) in paragraphs.into_iter().enumerate() {
            let words = span.of(self.text);
            let headline = index == last && matches!(self.header.title, Field::Absent) && may_be_title(words);
            if headline {
                self.header.title = Field::Given(words.to_owned(), span);
                self.titled = true;
                self.push(span, PartKind::Title);
            } else {
                self.push(span, PartKind::Furniture);
            }
        }
    }

    /// The header as a part, with its title as a part of its own, since titles are read.
    fn header_block(&mut self, block: Span) {
        match &self.header.title {
            Field::Given(_, title) if block.contains(*title) && !title.is_empty() => {
                let title = *title;
                self.push(trim(self.text, Span::new(block.start, title.start)), PartKind::Header);
                self.push(title, PartKind::Title);
                self.push(trim(self.text, Span::new(title.end, block.end)), PartKind::Header);
                self.titled = true;
            }
            _ => self.push(block, PartKind::Header),
        }
    }

    /// The article below its header.
    fn body(&mut self, paragraphs: Vec<Span>) {
        let count = paragraphs.len();
        let mut begun = false;
        for (index, span) in paragraphs.iter().copied().enumerate() {
            let words = span.of(self.text);
            let rest = &paragraphs[index + 1..];
            let near_end = count - index <= 4;
            if self.header.url.value() == Some(words) && index == 0 {
                self.push(span, PartKind::Header);
            } else if is_bracketed_byline(words) || ((near_end || !begun) && is_byline(words)) {
                self.byline(span);
            } else if !begun && self.dateline.is_none() && is_date_line(words) {
                self.dateline = Some(DateWords { span, interval: dates::parse(words) });
                self.push(span, PartKind::Dateline);
            } else if is_furniture(words) || (!begun && self.repeats_title(words)) {
                self.push(span, PartKind::Furniture);
            } else if !begun && !self.titled && is_title(self.text, span, rest) {
                self.titled = true;
                if matches!(self.header.title, Field::Absent) {
                    self.header.title = Field::Given(words.to_owned(), span);
                }
                self.push(span, PartKind::Title);
            } else if begun {
                self.push(span, PartKind::Body);
            } else {
                begun = true;
                self.first_paragraph(span);
            }
        }
    }

    /// The first paragraph, with its dateline.
    fn first_paragraph(&mut self, span: Span) {
        let outlet = self.header.outlet.value();
        let Some(found) = dateline(span.of(self.text), outlet) else { return self.push(span, PartKind::Body) };
        let end = span.start + found.end;
        self.push(trim(self.text, Span::new(span.start, end)), PartKind::Dateline);
        if self.dateline.is_none() {
            let (from, to) = found.date.unwrap_or((0, found.end));
            let date = Span::new(span.start + from, span.start + to);
            self.dateline = Some(DateWords { span: date, interval: dates::parse(date.of(self.text)) });
        }
        self.push(trim(self.text, Span::new(end, span.end)), PartKind::Body);
    }

    /// True for the headline that the header or the page has already given.
    fn repeats_title(&self, words: &str) -> bool {
        let same = |title: &str| title.split_whitespace().eq(words.split_whitespace());
        self.titled && self.header.title.value().is_some_and(same)
    }

    fn byline(&mut self, span: Span) {
        self.push(span, PartKind::Byline);
        let words = span.of(self.text);
        let Some(name) = BYLINE_NAME.captures(words).and_then(|found| found.name("name")) else { return };
        if matches!(self.header.author, Field::Absent) {
            let place = trim(self.text, Span::new(span.start + name.start(), span.start + name.end()));
            self.header.author = Field::Given(place.of(self.text).to_owned(), place);
        }
    }
}

/// The date of publication: the header's, the address's, the dateline's; a month of the address is narrowed to the dateline's
/// day where that lies in it.
fn published(document: &Document, dateline: Option<DateWords>) -> Option<Interval> {
    let stated = document.published.or_else(|| crate::text::published(&document.header));
    let Some(dateline) = dateline else { return stated };
    match stated {
        None => dateline.interval,
        Some(stated) if stated.day_and_month_exchanged() => {
            let words = dateline.span.of(&document.text).trim().trim_end_matches([',', '.']);
            let day = dateline.interval.or_else(|| dates::parse(&format!("{words} {}", stated.start.year())));
            Some(dates::narrowed(stated, day))
        }
        Some(stated) if stated.start == stated.end || document.header.date.value().is_some() => Some(stated),
        Some(stated) => {
            let within = |day: &Interval| stated.start <= day.start && day.end <= stated.end;
            let day = dateline.interval.filter(within);
            day.or_else(|| dates::day_within(dateline.span.of(&document.text), stated)).or(Some(stated))
        }
    }
}

/// The language of the body, where detection is confident.
fn language(document: &Document) -> Option<String> {
    let mut sample = String::new();
    for (_, words) in document.parts_of(PartKind::Body).chain(document.parts_of(PartKind::Title)) {
        let room = MAX_LANGUAGE_SAMPLE.saturating_sub(sample.len());
        sample.push_str(&words[..words.floor_char_boundary(room)]);
        sample.push('\n');
        if sample.len() >= MAX_LANGUAGE_SAMPLE {
            break;
        }
    }
    let found = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)?;
    let long = found.lang().code();
    Some(short_code(long).unwrap_or(long).to_owned())
}

/// True for words that could be a headline by themselves.
fn may_be_title(words: &str) -> bool {
    let short = words.len() <= MAX_TITLE * 4 && words.chars().count() <= MAX_TITLE;
    let begins =
        words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"'“‘«".contains(c) || !c.is_ascii());
    let bare = words.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ']);
    let asks = bare.ends_with(['!', '?']);
    // A lede may be two sentences or end in a long question; a headline hardly ever.
    let several = words
        .split(['.', '!', '?'])
        .skip(1)
        .any(|next| next.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase)))
        && ends_sentence(words);
    let longest = if asks { MAX_QUESTION_WORDS } else { MAX_TITLE_WORDS };
    let one_line = !words.contains(['\n', '\r']);
    let statement = (ends_sentence(words) && !asks) || several;
    short && begins && one_line && !statement && words.split_whitespace().count() <= longest
}

/// True for a headline: short, no statement with a full stop, and an article below it.
fn is_title(text: &str, span: Span, rest: &[Span]) -> bool {
    let words = span.of(text);
    let quoted_sentence = words.starts_with(['"', '“']) && words.ends_with(['"', '”']) && words.contains(['.', ',']);
    // An article follows: within a few paragraphs comes one that is longer, or that ends as a sentence does.
    let article = rest.iter().take(5).any(|next| next.len() > span.len() || ends_sentence(next.of(text)));
    let few_commas = words.matches(',').count() <= 4;
    may_be_title(words) && !quoted_sentence && few_commas && article && dateline(words, None).is_none()
}

/// True for a line that is nothing but a date, with `Published:` and the like before it.
fn is_date_line(words: &str) -> bool {
    words.len() <= 120 && DATE_LINE.is_match(words)
}

static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let label = r"(?:(?:first |last )?(?:published|updated|posted|modified|date|issued|released|created|last modified)(?: on| at)?\s*[:：]?\s*)";
    let weekday = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[\s,.]*)";
    let date = format!(
        r"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s.-]+{MONTH}[\s.,-]+\d{{4}}|{MONTH}[\s.]+\d{{1,2}}(?:st|nd|rd|th)?[\s,.]+\d{{4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})"
    );
    let clock = r"(?:[\s,|T·•@–-]*(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:hrs|[A-Z]{2,5})?(?:\s*[+-]\d{1,2}:?\d{0,2})?\)?)";
    let pattern =
        format!(r"(?i)^\(?{label}?{weekday}?{date}{clock}?(?:\s*[|·•–-]\s*{label}{weekday}?{date}{clock}?)?[\s.)]*$");
    Regex::new(&pattern).expect("a fixed pattern")
});

/// `By Mara Vell`, `By Mara Vell and Jon Ober in Norhaven`, `By MARA VELL | Norland Daily`.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"(?:\p{Lu}[\p{L}\p{M}.'’-]*|\p{Lu}\.|(?:and|de|da|di|du|del|der|den|van|von|bin|bint|ibn|al|el|la|le|y|e|in|at|for|of|the|with|dos)(?:-\p{Lu}\p{L}*)?|[,&|/–—-])";
    Regex::new(&format!(r"^(?i:by|written by|story by|words by|reporting by|reported by|report by|text by|byline:?)[\s:]+\p{{Lu}}[\p{{L}}\p{{M}}.'’-]*(?:[\s,]+{word}){{0,14}}[\s.;]*$"))
        .expect("a fixed pattern")
});

/// The name in a byline that begins with `By`, up to an office, a place or another mark.
static BYLINE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?i:by|written by|story by|words by|report by|text by)[\s:]+(?P<name>[^,|/–—;\n]+?)(?:\s+(?:in|at|for|of)\s.*|\s*[,|/–—;].*|[\s.]*)$")
        .expect("a fixed pattern")
});

/// `The author is …` and its like, in brackets or not.
static ABOUT_AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^[\(\[*_—–\s-]*(?:the |this |about the )?(?:author|writer|columnist|correspondent|contributor)s?(?:['’]s?)?(?:,? [^.]{2,60},)? (?:is|are|was|were|has|have|works?|teach(?:es)?|serves?|served|heads?)\b|^[\(\[*_]*this (?:article|story|report|piece|commentary) (?:is|was|has been) (?:written|reported|compiled|contributed|filed|translated) by\b",
    )
    .expect("a fixed pattern")
});

/// `(Mara Vell is a senior fellow at …)`: a person and a post, in brackets.
static BRACKETED_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[\(\[*_]+\s*(?:(?:Dr|Prof|Mr|Ms|Mrs|Amb)\.? )?\p{Lu}[\p{L}.'’-]+(?: (?:\p{Lu}[\p{L}.'’-]*|de|van|von|bin|al)){1,4}(?: and .{3,60})?,? (?:is|are|was) (?:a|an|the|with|currently|professor|director|senior|former|head|co-|deputy|chief|editor|associate|assistant|emeritus)\b",
    )
    .expect("a fixed pattern")
});

/// `Reporting by X; editing by Y`.
static CREDITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\(\[]?(?i:(?:additional |with )?(?:reporting|report|edited|editing|translated|translation|writing|written|compiled)(?: and (?:writing|editing|reporting))? by)\s*:?\s+\p{Lu}[^!?]{2,200}$")
        .expect("a fixed pattern")
});

/// True for a line that says who wrote, near the start or the end of an article.
fn is_byline(words: &str) -> bool {
    if words.len() > MAX_BYLINE {
        return false;
    }
    let about = ABOUT_AUTHOR.is_match(words) && words.chars().count() <= MAX_BYLINE;
    about || CREDITS.is_match(words) || (words.len() <= 140 && BYLINE.is_match(words) && !begins_with_time(words))
}

/// `By Monday`, `By January`: a time, not a person.
fn begins_with_time(words: &str) -> bool {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^by\s+(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|christmas)\b"
        ))
        .expect("a fixed pattern")
    });
    TIME.is_match(words)
}

/// `(The author is an academician of …)`, `(Mara Vell is a professor at …)`: a byline wherever it stands.
fn is_bracketed_byline(words: &str) -> bool {
    words.len() <= MAX_BYLINE * 2
        && words.starts_with(['(', '[', '*', '_'])
        && (ABOUT_AUTHOR.is_match(words) || BRACKETED_PERSON.is_match(words))
}

/// A dateline at the start of a paragraph.
struct Dateline {
    /// Offset after its last character and the white space after it.
    end: usize,
    /// Offsets of the date in it.
    date: Option<(usize, usize)>,
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let date = format!(
        r"(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\.?|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s*\d{{4}})?)"
    );
    let agency = r"(?P<agency>\((?:\p{Lu}|i)[\p{L}\p{N} .&/:,'’-]{1,40}\)|\[\p{Lu}[\p{L} .&/-]{1,30}\]|/\p{Lu}[\p{L} .&-]{1,30}/)";
    let place = r"(?P<place>\p{L}[\p{L}\p{M}.'’ ,/&()-]{0,70}?)";
    let mark = r"(?P<mark>\s*(?:—|–|―|--+)\s*|\s+-\s*|\s*-\s+|\s*:\s+)";
    let weekday = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?";
    let pattern = format!(
        r"^(?:{place}(?:[\s,]*(?:—|–|--|-)\s*|[\s,]+)?)??{weekday}(?:{date})?[\s,.]*(?:[/|]+)?\s*(?:{agency})?{mark}"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// The dateline at the start of a paragraph: `MARSABIT, Jun 3 2022 (IPS) -`, `WASHINGTON, July 25:`, `Mumbai, India –`.
///
/// A date, an agency in brackets or a place in capitals before the dash make one; so does the outlet's own name.
fn dateline(words: &str, outlet: Option<&str>) -> Option<Dateline> {
    let head = &words[..words.floor_char_boundary(160)];
    if let Some(end) = outlet.and_then(|name| own_name(head, name)) {
        return Some(Dateline { end, date: None });
    }
    let found = DATELINE.captures(head)?;
    let end = found.get(0)?.end();
    let mark = found.name("mark")?.as_str();
    let place = found.name("place").map_or("", |place| place.as_str()).trim_matches([' ', ',', '-', '–', '—']);
    let date = found.name("date").map(|date| (date.start(), date.end()));
    let agency = found.name("agency").is_some();
    let colon = mark.contains(':');
    let first = place.split([',', '/', '(']).next().unwrap_or(place).trim();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 3 && first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let few_words = place.split_whitespace().count() <= 8 && first.split_whitespace().count() <= 4;
    let dashed = !colon && !mark.trim().is_empty();
    let next = head[end..].chars().next();
    let begins =
        next.is_some_and(|c| c.is_uppercase() || c.is_numeric() || "\"“'‘«(".contains(c) || !c.is_alphabetic());
    let titled = place.starts_with(char::is_uppercase)
        && place
            .split([',', ' ', '/'])
            .filter(|word| !word.is_empty())
            .all(|word| word.starts_with(char::is_uppercase));
    // `Mumbai, India – In February` but not `Vell – the minister – said`: one long dash only.
    let one_dash =
        words.matches(['—', '–']).count() == 1 || (place.contains(',') && next.is_some_and(char::is_uppercase));
    let plain_place = titled && mark.contains(['—', '–']) && one_dash && first.split_whitespace().count() <= 3;
    let sure = match () {
        () if !few_words || !begins => false,
        () if date.is_some() => !place.is_empty() || agency,
        () if agency => dashed,
        // `KUALA LUMPUR: Police …`
        () if colon => letters >= 4 && place.chars().all(|c| !c.is_lowercase() && !c.is_numeric()),
        () => (capitals && dashed && mark != "-") || plain_place,
    };
    sure.then_some(Dateline { end, date })
}

/// The end of the outlet's own name and a dash after it, at the start of `head`.
fn own_name(head: &str, name: &str) -> Option<usize> {
    let start = head.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name))?;
    let rest = &head[start.len()..];
    let dash = rest.trim_start();
    let after = dash.trim_start_matches(['-', '–', '—']);
    (after.len() < dash.len() && after.starts_with(' ')).then(|| head.len() - after.trim_start().len())
}
