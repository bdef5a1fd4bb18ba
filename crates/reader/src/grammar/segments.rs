//! Text to paragraphs to sentences. A sentence never crosses a paragraph break.

use super::tokens::{self, Lexicon, Piece, Place};
use model::Span;

/// More tokens than this in one sentence are cut, at punctuation where there is some: a parser reads no further anyway.
pub const LONGEST_SENTENCE: usize = 300;

/// The pieces of one sentence, offsets into the whole text; `cut` where it was ended only because of its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The tokens, in order; never empty.
    pub pieces: Vec<Piece>,
    /// True where the sentence was too long and was cut here.
    pub cut: bool,
}

/// The sentences of the part of `text` that `part` covers.
pub fn segments(lexicon: &Lexicon, text: &str, part: Span) -> Vec<Segment> {
    let mut out = Vec::new();
    for paragraph in paragraphs(part.of(text)) {
        let start = part.start + paragraph.start;
        let words = paragraph.of(part.of(text));
        let mut pieces = tokens::tokens(lexicon, words);
        let ends = sentence_ends(lexicon, words, &pieces);
        for piece in &mut pieces {
            piece.start += start;
            piece.end += start;
        }
        let mut from = 0;
        for end in ends {
            cut(text, &pieces[from..end], &mut out);
            from = end;
        }
    }
    out
}

/// Adds a sentence, in parts where it is too long.
fn cut(text: &str, mut pieces: &[Piece], out: &mut Vec<Segment>) {
    while pieces.len() > LONGEST_SENTENCE {
        let window = LONGEST_SENTENCE * 2 / 3..LONGEST_SENTENCE;
        let at = window
            .rev()
            .find(|&index| {
                matches!(&text[pieces[index].start..pieces[index].end], ";" | "," | ":" | "|" | "•" | "-" | "–")
            })
            .map_or(LONGEST_SENTENCE, |index| index + 1);
        out.push(Segment { pieces: pieces[..at].to_vec(), cut: true });
        pieces = &pieces[at..];
    }
    if !pieces.is_empty() {
        out.push(Segment { pieces: pieces.to_vec(), cut: false });
    }
}

/// The paragraphs of a text: a blank line separates them, and so does a line break, except in text that is broken into
/// lines of equal length or before a line that goes on in lower case.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\u{2029}', '\u{b}', '\u{c}']) {
        lines.push(Span::new(at, at + line.len()));
        at += line.len();
    }
    let filled: Vec<usize> = lines.iter().map(|line| line.of(text).trim().chars().take(200).count()).collect();
    let mut out: Vec<Span> = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        let words = line.of(text).trim();
        if words.is_empty() {
            open = false;
            continue;
        }
        let joins = open && {
            let before = lines[index - 1].of(text).trim_end();
            let closed = before.ends_with(['.', '!', '?', '"', '”', ':', ')', '…', '’']);
            let lower = words.starts_with(|character: char| character.is_lowercase());
            // Hard-wrapped text: the line before is about as long as its neighbours and this word had not fitted on it.
            let previous = filled[index - 1];
            let widest =
                filled[index.saturating_sub(6)..(index + 6).min(filled.len())].iter().copied().max().unwrap_or(0);
            let first_word = words.split_whitespace().next().map_or(0, |word| word.chars().take(200).count());
            let wrapped = (45..=100).contains(&widest) && previous + first_word >= widest && filled.len() > 2;
            lower && !closed || wrapped
        };
        match out.last_mut() {
            Some(last) if joins => last.end = line.end,
            _ => out.push(*line),
        }
        open = true;
    }
    out
}

/// Words that begin sentences more often than they stand in names: after `U.S.` or `Inc.` they start a new one.
const STARTERS: &str = "the a an in on at it he she they we i you this that these those but and or for from with as if when \
    while after before since however meanwhile there here his her its their our my what who where why how not no yes some \
    many most all both each other another according under over by to of earlier later also although though because during \
    so then yet despite unlike both such more only one two three";

/// True for a word that begins sentences more often than names.
pub(super) fn is_starter(word: &str) -> bool {
    word.len() <= 12 && STARTERS.split_whitespace().any(|known| known.eq_ignore_ascii_case(word))
}

/// For each sentence, the index after its last piece.
fn sentence_ends(lexicon: &Lexicon, text: &str, pieces: &[Piece]) -> Vec<usize> {
    let word = |index: usize| pieces.get(index).map_or("", |piece| &text[piece.start..piece.end]);
    let gap = |index: usize| index > 0 && index < pieces.len() && pieces[index].start > pieces[index - 1].end;
    let mut ends = Vec::new();
    let mut start = 0;
    let mut quotes = 0; // Straight double quotes since the paragraph began: odd means one is open.
    let mut index = 0;
    while index < pieces.len() {
        let current = word(index);
        if current == "\"" {
            quotes += 1;
        }
        let Some(mark) = Mark::of(current) else {
            index += 1;
            continue;
        };
        // Quotes and brackets that close belong to the sentence that they close.
        let mut next = index + 1;
        let mut quoted = false;
        while next < pieces.len() {
            let closer = word(next);
            // The number of a note: `in 1805. [19] His`.
            let note =
                closer == "[" && word(next + 2) == "]" && word(next + 1).bytes().all(|byte| byte.is_ascii_digit());
            if note && next + 1 < pieces.len() {
                next += 3;
                continue;
            }
            let closes = match closer {
                "\"" => quotes % 2 == 1,
                "”" | "''" | "»" => true,
                "’" | "'" | ")" | "]" | "}" => !gap(next),
                "." | "!" | "?" => !gap(next) && quoted,
                _ => false,
            };
            if !closes {
                break;
            }
            quoted |= !matches!(closer, ")" | "]" | "}" | "." | "!" | "?");
            quotes += usize::from(closer == "\"");
            next += 1;
        }
        if next < pieces.len() && ends_here(lexicon, &word, start, index, next, gap(next), mark, quoted) {
            ends.push(next);
            start = next;
        }
        index = next;
    }
    if start < pieces.len() {
        ends.push(pieces.len());
    }
    ends
}

/// What may end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Stop,
    Ellipsis,
    Question,
    /// A token that contains its full stop: `Inc.`
    Abbreviation,
}

impl Mark {
    fn of(word: &str) -> Option<Mark> {
        let last = word.chars().next_back()?;
        if !matches!(last, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।') {
            return None;
        }
        if word.chars().any(char::is_alphanumeric) {
            return (last == '.').then_some(Mark::Abbreviation);
        }
        Some(match word {
            "." | "。" | "।" => Mark::Stop,
            _ if word.contains(['!', '?', '！', '？', '؟']) => Mark::Question,
            _ => Mark::Ellipsis,
        })
    }
}

/// True where the sentence that began at `start`, whose mark stands at `mark_at`, ends before `next`.
#[allow(clippy::too_many_arguments)] // All of it is the state of one loop.
fn ends_here<'a>(
    lexicon: &Lexicon,
    word: &impl Fn(usize) -> &'a str,
    start: usize,
    mark_at: usize,
    next: usize,
    gap: bool,
    mark: Mark,
    quoted: bool,
) -> bool {
    let mut follower = word(next);
    // Look through opening quotes and brackets at what follows.
    let mut ahead = next;
    while matches!(follower, "\"" | "“" | "‘" | "(" | "[" | "'" | "``" | "«" | "-" | "–" | "—" | "•" | "*")
        && ahead < next + 3
    {
        ahead += 1;
        follower = word(ahead);
    }
    let lower = follower.starts_with(char::is_lowercase);
    let upper = follower.starts_with(char::is_uppercase);
    let digit = follower.starts_with(|character: char| character.is_ascii_digit());
    let before = if mark_at > start { word(mark_at - 1) } else { "" };
    if matches!(follower, "," | ";" | ":" | ")" | "]" | "." | "…" | "..." | "%" | "/" | "!" | "?") {
        return false;
    }
    match mark {
        Mark::Abbreviation => {
            let abbreviation = word(mark_at);
            let initial = abbreviation.chars().count() == 2;
            match lexicon.abbreviation(abbreviation) {
                Some(Place::Before | Place::Number) => false,
                _ if initial => false,
                _ => gap && upper && (is_starter(follower) || quoted),
            }
        }
        // `1. First`: the number of a list.
        Mark::Stop if mark_at == start + 1 && before.len() <= 3 && before.chars().all(|c| c.is_ascii_digit()) => false,
        Mark::Stop if mark_at == start => false,
        Mark::Stop => {
            let number = before.starts_with(|character: char| character.is_ascii_digit());
            if !gap {
                // A space was forgotten: `ended.The`.
                return upper && before.chars().count() > 1 && !number;
            }
            !lower || !(number || quoted || before.chars().count() == 1)
        }
        Mark::Ellipsis => gap && (upper || digit && !quoted),
        Mark::Question => {
            (gap || upper) && !(quoted && lower) && mark_at > start && !(quoted && speech(word(next + 1), follower))
        }
    }
}

/// True for `X said` after a quoted question: the sentence goes on.
fn speech(second: &str, first: &str) -> bool {
    const VERBS: &[&str] = &["said", "asked", "says", "asks", "told", "wrote", "replied", "added", "wondered", "cried"];
    VERBS.contains(&second) || VERBS.contains(&first)
}
