//! Text to tokens, after the conventions of the English Universal Dependencies treebanks (EWT): clitics stand alone
//! (`do` `n't`, `Russia` `'s`), hyphenated words are split except after a prefix (`long` `-` `term`, `anti-war`),
//! `US$` is one token, addresses are one token.

use crate::data;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that decide where a token ends.
pub struct Lexicon {
    /// Abbreviations without the full stop, lower case.
    abbreviations: FxHashMap<&'static str, Place>,
    prefixes: FxHashSet<&'static str>,
}

/// Where an abbreviation may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before a name: no sentence ends here.
    Before,
    /// Anywhere: a sentence may end here.
    Within,
    /// An abbreviation only before a number.
    Number,
}

/// Prefixes that keep their hyphen.
const PREFIXES: &str = "anti non co re pre post pan mid multi ex counter cross semi sub neo mini micro inter intra over \
    un socio psycho pro e e-mail ultra quasi infra trans tele proto pseudo hyper super extra under bi tri de dis";

/// Contractions written without an apostrophe or as one word, and the length of their first part.
const CONTRACTIONS: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("outta", 3),
    ("lemme", 3),
    ("gimme", 3),
    ("dont", 2),
    ("doesnt", 4),
    ("didnt", 3),
    ("isnt", 2),
    ("wasnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("havent", 4),
    ("hasnt", 3),
    ("arent", 3),
    ("cant", 2),
    ("wont", 2),
    ("im", 1),
    ("ive", 1),
    ("thats", 4),
    ("alot", 1),
];

/// Units that are written against their number: `5pm`, `20km`.
const UNITS: &str = "am pm a.m p.m m km cm mm nm kg g mg lb lbs ft mph kph kmh k bn mn tn b x mw gw kw kwh gb mb tb hrs hr \
    min mins sec yrs yr ha sqm mg ml l bpd mbps ghz mhz hz kb bcm";

/// Ends of host names and of file names.
const DOMAINS: &str = "com org net gov edu mil int info biz co uk us eu cn ru in jp de fr ca au br mx tv io me html htm \
    pdf doc docx xls xlsx jpg png gif txt url php asp zip ppt";

impl Lexicon {
    /// The lexicon of the embedded data.
    pub fn embedded() -> Lexicon {
        let abbreviations = data::rows("language/en/abbreviations.tsv", &["form", "place"])
            .into_iter()
            .map(|row| {
                let place = match row[1] {
                    "before" => Place::Before,
                    "number" => Place::Number,
                    _ => Place::Within,
                };
                (row[0], place)
            })
            .collect();
        Lexicon { abbreviations, prefixes: PREFIXES.split_whitespace().collect() }
    }

    /// The place of an abbreviation, given with or without its full stop.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Place> {
        let word = word.strip_suffix('.').unwrap_or(word);
        if word.len() > 12 {
            return None;
        }
        self.abbreviations.get(word.to_lowercase().as_str()).copied()
    }
}

/// A stretch of text that is one token: byte offsets in the text given to [`tokens`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

/// True for what separates tokens and is never part of one.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        )
}

/// The tokens of a text, in order.
pub fn tokens(lexicon: &Lexicon, text: &str) -> Vec<Piece> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut scanner = Scanner { lexicon, text, characters: &characters, end: 0, chunk: 0, out: Vec::new() };
    let mut at = 0;
    while at < characters.len() {
        if is_space(characters[at].1) {
            at += 1;
            continue;
        }
        let start = at;
        while at < characters.len() && !is_space(characters[at].1) {
            at += 1;
        }
        scanner.chunk = start;
        scanner.end = at;
        scanner.chunk(start);
    }
    scanner.out
}

struct Scanner<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    characters: &'a [(usize, char)],
    /// Where the chunk between spaces starts and ends, in characters.
    chunk: usize,
    end: usize,
    out: Vec<Piece>,
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || is_mark(character)
}

/// Combining marks, which belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '`' | 'ʼ')
}

/// Emoji and what joins them.
fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{e0020}'..='\u{e007f}')
}

impl Scanner<'_> {
    /// The character at an index inside the chunk; NUL outside it.
    fn at(&self, index: usize) -> char {
        if index < self.end && index >= self.chunk { self.characters[index].1 } else { '\0' }
    }

    fn offset(&self, index: usize) -> usize {
        self.characters.get(index).map_or(self.text.len(), |&(offset, _)| offset)
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[self.offset(from)..self.offset(to)]
    }

    fn emit(&mut self, from: usize, to: usize) {
        if to > from {
            self.out.push(Piece { start: self.offset(from), end: self.offset(to) });
        }
    }

    fn chunk(&mut self, start: usize) {
        let mut at = start;
        while at < self.end {
            let before = at;
            if (at == start || !is_word(self.at(at - 1)))
                && let Some(end) = self.address(at)
            {
                self.emit(at, end);
                at = end;
            } else if is_word(self.at(at)) {
                at = self.word(at);
            } else {
                at = self.mark(at);
            }
            debug_assert!(at > before);
        }
    }

    /// The end of a URL, an e-mail address or a host name that starts here.
    fn address(&self, at: usize) -> Option<usize> {
        // Only letters, `@` and `#` start one; the bound keeps a chunk of a million letters linear.
        let first = self.at(at);
        let limit = self.end.min(at + 400);
        let strip = |mut end: usize| {
            while end > at
                && matches!(
                    self.at(end - 1),
                    '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'' | '"' | '’' | '”' | '>'
                )
            {
                end -= 1;
            }
            end
        };
        if matches!(first, '@' | '#') && (self.at(at + 1).is_alphabetic() || self.at(at + 1) == '_') {
            if at > self.chunk && is_word(self.at(at - 1)) {
                return None;
            }
            return Some((at + 1..limit).find(|&index| !is_word(self.at(index))).unwrap_or(limit));
        }
        if !first.is_ascii_alphanumeric() {
            return None;
        }
        let head = self.slice(at, limit.min(at + 8)).to_ascii_lowercase();
        if head.starts_with("http://")
            || head.starts_with("https://")
            || head.starts_with("www.")
            || head.starts_with("mailto:")
        {
            let end = (at..self.end)
                .find(|&index| matches!(self.at(index), '<' | '>' | '"' | '“' | '”' | '‘' | '’'))
                .unwrap_or(self.end);
            return Some(strip(end)).filter(|&end| end > at + 4);
        }
        let body = |character: char| {
            character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-' | '%' | '+' | '@')
        };
        let end = strip((at..limit).find(|&index| !body(self.at(index))).unwrap_or(limit));
        let candidate = self.slice(at, end);
        if let Some((user, host)) = candidate.split_once('@') {
            return (!user.is_empty() && host.len() > 1 && !host.contains('@')).then_some(end);
        }
        let (_, last) = candidate.rsplit_once('.')?;
        let known = DOMAINS.split_whitespace().any(|domain| domain.eq_ignore_ascii_case(last));
        let labels = candidate.split('.').all(|label| !label.is_empty());
        let host =
            known && labels && candidate.len() - last.len() > 2 && candidate.starts_with(|c: char| c.is_alphanumeric());
        // News groups and package names: `comp.lang.misc`.
        let dotted = candidate.split('.').count() > 2
            && candidate.split('.').all(|label| label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_lowercase()));
        if dotted {
            return Some(end);
        }
        // `U.S.us` and `a.m.in` are no hosts: one label must have more than two letters.
        let long = candidate.split('.').any(|label| label.len() > 2 && label != last);
        if !(host && long) {
            return None;
        }
        // A path may follow a host name.
        if self.at(end) == '/' {
            let path = (end..self.end)
                .find(|&index| matches!(self.at(index), '<' | '>' | '"' | '“' | '”' | ',' | ')'))
                .unwrap_or(self.end);
            return Some(strip(path));
        }
        Some(end)
    }

    /// Emits the word that starts here, with its clitics; returns where the next token starts.
    fn word(&mut self, start: usize) -> usize {
        let mut at = start;
        loop {
            while at < self.end && is_word(self.at(at)) {
                at += 1;
            }
            let mark = self.at(at);
            let next = self.at(at + 1);
            let last = self.at(at - 1);
            let continues = match mark {
                '/' if matches!((at - start, last, next), (1, 'b', 'c') | (1, 'w', 'o')) => true,
                _ if is_apostrophe(mark) && next.is_alphabetic() && last.is_alphanumeric() => {
                    if let Some((split, end)) = self.clitic(start, at) {
                        self.emit_word(start, split);
                        self.emit(split, end);
                        return end;
                    }
                    true
                }
                '.' if next.is_alphanumeric() => self.dot_continues(start, at),
                ',' => last.is_ascii_digit() && self.digits(at + 1) == 3,
                ':' => last.is_ascii_digit() && next.is_ascii_digit(),
                '/' => {
                    last.is_ascii_digit()
                        && next.is_ascii_digit()
                        && at - start <= 12
                        && self.slice(start, at).chars().all(|c| c.is_ascii_digit() || c == '/')
                }
                '-' | '‑' => self.hyphen_continues(start, at),
                '&' => {
                    last.is_uppercase() && next.is_uppercase() && at - start <= 3
                        || last.is_uppercase() && next.is_uppercase() && self.at(at + 2) == '\0'
                }
                _ => false,
            };
            if !continues {
                break;
            }
            at += 1;
        }
        if self.at(at) == '$' && at - start <= 3 && self.slice(start, at).chars().all(char::is_uppercase) {
            self.emit(start, at + 1);
            return at + 1;
        }
        if self.at(at) == '.' && !self.at(at + 1).is_alphanumeric() && self.takes_stop(start, at) {
            at += 1;
        }
        self.emit_word(start, at);
        at
    }

    /// Emits a word without apostrophe, split where it is two: `cannot`, `5pm`.
    fn emit_word(&mut self, start: usize, end: usize) {
        let length = end - start;
        if length <= 12 {
            let word = self.slice(start, end).to_lowercase();
            if let Some(&(_, first)) = CONTRACTIONS.iter().find(|(form, _)| *form == word) {
                // `IM` and `CANT` in capitals are other words.
                let capitals = self.slice(start, end).chars().skip(1).any(char::is_uppercase);
                if !capitals {
                    self.emit(start, start + first);
                    return self.emit(start + first, end);
                }
            }
            let digits = (start..end)
                .take_while(|&index| self.at(index).is_ascii_digit() || matches!(self.at(index), '.' | ',' | ':'))
                .count();
            if digits > 0 && digits < length {
                let written = self.slice(start + digits, end);
                let unit = written.to_lowercase();
                let unit = unit.strip_suffix('.').unwrap_or(&unit);
                // `5G` and `3L` are no weights.
                let letter =
                    written.len() > 1 || matches!(written, "m" | "k" | "b" | "x" | "g" | "l" | "M" | "K" | "B");
                if letter && UNITS.split_whitespace().any(|known| known == unit) {
                    self.emit(start, start + digits);
                    return self.emit(start + digits, end);
                }
            }
        }
        self.emit(start, end);
    }

    /// Where a clitic whose apostrophe stands at `apostrophe` starts and ends.
    fn clitic(&self, start: usize, apostrophe: usize) -> Option<(usize, usize)> {
        let end = (apostrophe + 1..self.end.min(apostrophe + 5))
            .find(|&index| !is_word(self.at(index)))
            .unwrap_or(self.end.min(apostrophe + 5));
        let letters = self.slice(apostrophe + 1, end).to_lowercase();
        match letters.as_str() {
            // `the 80's`
            "s" if self.at(apostrophe - 1) == '0'
                && self.slice(start, apostrophe).bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                None
            }
            "t" if matches!(self.at(apostrophe - 1), 'n' | 'N') && apostrophe - start > 1 => {
                Some((apostrophe - 1, end))
            }
            "s" | "m" | "re" | "ve" | "ll" | "d" => Some((apostrophe, end)),
            _ => None,
        }
    }

    fn digits(&self, from: usize) -> usize {
        (from..self.end.min(from + 5)).take_while(|&index| self.at(index).is_ascii_digit()).count()
    }

    /// True where a full stop with a letter or digit after it is inside a token.
    fn dot_continues(&self, start: usize, at: usize) -> bool {
        let (last, next) = (self.at(at - 1), self.at(at + 1));
        if last.is_ascii_digit() && next.is_ascii_digit() {
            return true;
        }
        let single = at == start + 1 || self.at(at - 2) == '.';
        // `U.S.`, `a.m.`: single letters; `Ph.D.` is listed.
        last.is_alphabetic()
            && next.is_alphabetic()
            && (single && !is_word(self.at(at + 2)) || at - start == 2 && self.slice(start, at) == "Ph")
    }

    fn hyphen_continues(&self, start: usize, at: usize) -> bool {
        let next = self.at(at + 1);
        if !is_word(next) {
            return false;
        }
        if self.at(start).is_ascii_digit() && next.is_ascii_digit() && at - start <= 20 {
            return self.number_groups(start, at);
        }
        if at - start > 7 || !next.is_alphabetic() {
            return false;
        }
        self.lexicon.prefixes.contains(self.slice(start, at).to_lowercase().as_str())
    }

    /// True inside telephone numbers and dates: `713-853-3989`, `2001-05-17`; false in ranges: `5-10`, `2000-2001`.
    fn number_groups(&self, start: usize, at: usize) -> bool {
        if self.slice(start, at).contains('-') {
            return true;
        }
        let limit = self.end.min(at + 20);
        let groups: Vec<&str> = self.slice(start, limit).split('-').collect();
        groups.len() > 2
            && groups[..2].iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()))
            && groups[2].starts_with(|c: char| c.is_ascii_digit())
            || groups.len() == 2 && matches!(groups[0].len(), 1 | 3) && self.digits(at + 1) == 4
    }

    /// True where the full stop after a word belongs to it.
    fn takes_stop(&self, start: usize, at: usize) -> bool {
        let word = self.slice(start, at);
        // Two stops after an abbreviation are its own and the sentence's; three, or two after a word, are an ellipsis.
        if self.at(at + 1) == '.' && (self.at(at + 2) == '.' || self.lexicon.abbreviation(word) != Some(Place::Within))
        {
            return false;
        }
        let last_of_text = (at + 1..self.characters.len().min(at + 6)).all(|index| !is_word(self.characters[index].1))
            && at + 6 >= self.characters.len();
        if word.contains('.')
            && word.split('.').all(|part| part.chars().count() <= 2)
            && word.starts_with(char::is_alphabetic)
        {
            return true;
        }
        if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
            // An initial: a word follows. `Plan B.` at the end of the text is none, nor is `I.`.
            return !last_of_text && word != "I" && !self.starter_follows(at + 1);
        }
        match self.lexicon.abbreviation(word) {
            Some(Place::Within) => word.starts_with(char::is_uppercase) || !AMBIGUOUS.contains(&word),
            Some(Place::Before) => !last_of_text,
            Some(Place::Number) => (at + 1..self.characters.len().min(at + 4))
                .map(|index| self.characters[index].1)
                .find(|character| !is_space(*character))
                .is_some_and(|character| character.is_ascii_digit()),
            None => false,
        }
    }

    /// True where the next word begins sentences more often than names: `because of X. So`.
    fn starter_follows(&self, at: usize) -> bool {
        let Some(start) =
            (at..self.characters.len().min(at + 4)).find(|&index| self.characters[index].1.is_alphabetic())
        else {
            return false;
        };
        let end =
            (start..self.characters.len().min(start + 12)).find(|&index| !self.characters[index].1.is_alphabetic());
        let word = self.slice(start, end.unwrap_or(start));
        word.starts_with(char::is_uppercase) && word.len() > 1 && super::segments::is_starter(word)
    }

    /// Emits the punctuation that starts here; returns where the next token starts.
    fn mark(&mut self, start: usize) -> usize {
        let first = self.at(start);
        let next = self.at(start + 1);
        if is_apostrophe(first) && first != '`' {
            // A clitic that stands alone or after a bracket (`(CIA)'s`), and years: `'72`.
            let end = (start + 1..self.end.min(start + 4))
                .find(|&index| !is_word(self.at(index)))
                .unwrap_or(self.end.min(start + 4));
            let rest = self.slice(start + 1, end).to_lowercase();
            let attached = start > self.chunk;
            if attached && matches!(rest.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m") && !is_word(self.at(end)) {
                self.emit(start, end);
                return end;
            }
            let decade = rest.len() >= 2
                && rest.bytes().take(2).all(|byte| byte.is_ascii_digit())
                && !rest.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
            if decade && !attached && !is_word(self.at(end)) {
                self.emit(start, end);
                return end;
            }
            if next == first {
                self.emit(start, start + 2);
                return start + 2;
            }
        }
        if let Some(end) = self.emoticon(start) {
            self.emit(start, end);
            return end;
        }
        if matches!(first, '+' | '.') && next.is_ascii_digit() && start == self.chunk {
            // `+852`, `.04`
            let end = (start + 1..self.end).find(|&index| !(self.at(index).is_ascii_digit())).unwrap_or(self.end);
            self.emit(start, end);
            return end;
        }
        let run = |scanner: &Self, same: &dyn Fn(char) -> bool| {
            (start..scanner.end).find(|&index| !same(scanner.at(index))).unwrap_or(scanner.end)
        };
        let end = if matches!(first, '!' | '?') {
            run(self, &|character| matches!(character, '!' | '?'))
        } else if matches!(
            first,
            '.' | '-' | '=' | '*' | '~' | '_' | '+' | '#' | '…' | '`' | '<' | '>' | '|' | '—' | '–' | '$'
        ) {
            run(self, &|character| character == first)
        } else if is_pictograph(first) {
            run(self, &is_pictograph)
        } else {
            start + 1
        };
        self.emit(start, end);
        end
    }

    fn emoticon(&self, start: usize) -> Option<usize> {
        if start + 3 < self.end && self.at(start + 3) != ')' && self.at(start + 3) != '.' {
            return None;
        }
        for form in [":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ":-D", "=)", "(:", "^_^", "<3"] {
            let length = form.len();
            if start + length <= self.end && self.slice(start, start + length) == form {
                return Some(start + length);
            }
        }
        None
    }
}

/// Abbreviations that are also words when they stand in lower case.
const AMBIGUOUS: &[&str] = &[
    "mar", "sat", "sun", "mon", "ill", "mass", "wash", "miss", "ore", "la", "ga", "ind", "del", "pa", "fri", "wed",
    "fax", "est", "dec", "min", "mo", "conn", "mont", "penn", "ark", "va", "co",
];
