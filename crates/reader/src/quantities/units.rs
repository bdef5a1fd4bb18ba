//! The units and currencies of `ontology/units.toml`, found by the words and signs that stand for them.

use crate::data;
use crate::numbers::{Kind, Line};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

/// A unit of measure or a currency.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// UCUM or ISO 4217 code.
    pub code: String,
    /// `length`, `currency`, `time`, …; `denominator` for what only stands below: `per capita`, `a share`.
    pub dimension: String,
    /// How many of the code one is: a billion cubic metres (`bcm`) are 1e9 of `m3`.
    pub times: f64,
}

/// A unit at a place in a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitAt {
    /// Index into [`Units::list`].
    pub unit: usize,
    /// The piece after its last.
    pub end: usize,
}

#[derive(Deserialize)]
struct File {
    unit: Vec<Entry>,
    prefix: Vec<Prefix>,
}

#[derive(Deserialize)]
struct Entry {
    code: String,
    dimension: String,
    names: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    prefixes: bool,
    #[serde(default = "one")]
    times: f64,
}

fn one() -> f64 {
    1.0
}

#[derive(Deserialize)]
struct Prefix {
    word: String,
    symbol: String,
    /// The symbol in the code, where it is another one.
    code: Option<String>,
}

/// Every unit, with its surface forms.
pub(crate) struct Units {
    /// The units.
    pub list: Vec<Unit>,
    /// By first piece in lower case: the pieces of each form, longest first; and whether case counts.
    forms: FxHashMap<String, Vec<Form>>,
}

struct Form {
    pieces: Vec<String>,
    unit: usize,
    /// True for a symbol: case counts, and its pieces stand together.
    symbol: bool,
}

/// The units, loaded once.
pub(crate) static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let text = data::file("ontology/units.toml").unwrap_or("unit = []\nprefix = []");
    let file: File = toml::from_str(text).expect("units.toml is valid");
    let mut units = Units { list: Vec::new(), forms: FxHashMap::default() };
    for entry in &file.unit {
        units.add(entry, "", "", "");
        if entry.prefixes {
            for prefix in &file.prefix {
                units.add(entry, &prefix.word, &prefix.symbol, prefix.code.as_ref().unwrap_or(&prefix.symbol));
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself: their order cannot show")]
    for forms in units.forms.values_mut() {
        forms.sort_by(|a, b| b.pieces.len().cmp(&a.pieces.len()).then_with(|| a.unit.cmp(&b.unit)));
    }
    units
});

/// Plurals with a change of the last letters are names of their own in the data; the rest take -s.
fn plural(name: &str) -> String {
    if name.ends_with('y') && !name.ends_with("ey") && !name.ends_with("ay") {
        format!("{}ies", &name[..name.len() - 1])
    } else {
        format!("{name}s")
    }
}

/// Cuts a surface form as [`Line`] cuts text.
fn cut(form: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = ' ';
    for character in form.chars() {
        let sort = |character: char| match character {
            _ if character.is_whitespace() => 0,
            _ if character.is_ascii_digit() => 1,
            _ if character.is_alphabetic() => 2,
            _ => 3,
        };
        match (sort(last), sort(character)) {
            (_, 0) => {}
            (a, b) if a == b && b != 3 => pieces.last_mut().expect("a piece was begun").push(character),
            _ => pieces.push(character.to_string()),
        }
        last = character;
    }
    pieces
}

impl Units {
    fn add(&mut self, entry: &Entry, word: &str, symbol: &str, code: &str) {
        let unit = self.list.len();
        let code = format!("{code}{}", entry.code);
        self.list.push(Unit { code, dimension: entry.dimension.clone(), times: entry.times });
        for name in &entry.names {
            let name = format!("{word}{name}");
            self.form(&plural(&name), unit, false);
            self.form(&name, unit, false);
        }
        for sign in &entry.symbols {
            self.form(&format!("{symbol}{sign}"), unit, true);
        }
    }

    fn form(&mut self, form: &str, unit: usize, symbol: bool) {
        let pieces = cut(form);
        let key = pieces[0].to_ascii_lowercase();
        self.forms.entry(key).or_default().push(Form { pieces, unit, symbol });
    }

    /// The longest unit at `index` that a number may have.
    pub fn at(&self, line: &Line, index: usize) -> Option<UnitAt> {
        self.below(line, index).filter(|unit| self.list[unit.unit].dimension != "denominator")
    }

    /// The longest unit at `index`, also of those that only stand below another: `per capita`.
    pub fn below(&self, line: &Line, index: usize) -> Option<UnitAt> {
        let forms = self.forms.get(line.word(index))?;
        forms
            .iter()
            .find(|form| form.fits(line, index))
            .map(|form| UnitAt { unit: form.unit, end: index + form.pieces.len() })
    }

    /// The longest currency that ends right before `index`, as in `US$78` and `EUR 5`.
    pub fn before(&self, line: &Line, index: usize) -> Option<(usize, usize)> {
        self.spaced_sign(line, index)
            .or_else(|| {
                (1..=4).rev().filter_map(|length| index.checked_sub(length)).find_map(|start| {
                    let forms = self.forms.get(line.word(start))?;
                    let form = forms.iter().find(|form| {
                        form.pieces.len() == index - start
                            && self.list[form.unit].dimension == "currency"
                            && form.fits(line, start)
                            && (form.symbol || form.pieces == ["rmb"] || form.before_sum(line, index))
                    })?;
                    Some((form.unit, start))
                })
            })
            .or_else(|| {
                let at = index.checked_sub(1)?;
                self.scaled_currency(line.original(at)).map(|(unit, _)| (unit, at))
            })
    }

    /// `HK $ 10`, `c $ 300 million`: texts cut into words put a space between the letters and the sign.
    fn spaced_sign(&self, line: &Line, index: usize) -> Option<(usize, usize)> {
        let sign = index.checked_sub(1).filter(|sign| line.word(*sign) == "$" && !line.glued(*sign))?;
        let state = sign.checked_sub(1)?;
        let letters = line.word(state);
        // One letter alone is a state's only where the number is cut off as well.
        let short = letters.len() < 2 && line.glued(index);
        if short || letters.len() > 2 || line.kind(state) != Some(Kind::Word) {
            return None;
        }
        let pieces = [letters.to_ascii_uppercase(), "$".to_owned()];
        let forms = self.forms.get(letters)?;
        forms.iter().find(|form| form.symbol && form.pieces == pieces).map(|form| (form.unit, state))
    }

    /// The currency and factor of `MEUR`, `kSEK`, `bnUSD`.
    pub fn scaled_currency(&self, word: &str) -> Option<(usize, f64)> {
        let (code, factor) = [("bn", 1e9), ("M", 1e6), ("m", 1e6), ("k", 1e3), ("K", 1e3)]
            .iter()
            .find_map(|(letters, factor)| Some((word.strip_prefix(letters)?, *factor)))?;
        let currency = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let forms = currency.then(|| self.forms.get(&code.to_ascii_lowercase()))??;
        let form = forms
            .iter()
            .find(|form| form.symbol && form.pieces == [code] && self.list[form.unit].dimension == "currency")?;
        Some((form.unit, factor))
    }

    /// The unit that a name stands for, in any case: `kilometres`, `US$`, `Euro`.
    pub fn named(&self, name: &str) -> Option<&Unit> {
        let pieces = cut(name);
        let forms = self.forms.get(&pieces.first()?.to_ascii_lowercase())?;
        let same = |exact: bool| {
            forms.iter().find(|form| {
                form.pieces.len() == pieces.len()
                    && form
                        .pieces
                        .iter()
                        .zip(&pieces)
                        .all(|(a, b)| if exact { a == b } else { a.eq_ignore_ascii_case(b) })
            })
        };
        same(true).or_else(|| same(false)).map(|form| &self.list[form.unit])
    }
}

impl Form {
    /// True for a currency's name before a sum that nothing else can be counted by: `at dollar 22.5 million`.
    fn before_sum(&self, line: &Line, index: usize) -> bool {
        let scaled = crate::numbers::NUMBERS.is_scale(line.word(index + 1));
        self.pieces.len() == 1 && !self.pieces[0].ends_with('s') && scaled && !line.glued(index)
    }

    fn fits(&self, line: &Line, index: usize) -> bool {
        self.pieces.iter().enumerate().all(|(step, piece)| {
            let at = index + step;
            if self.symbol {
                line.original(at) == piece && (step == 0 || line.glued(at) || line.kind(at) == Some(Kind::Word))
            } else {
                line.word(at) == piece.to_ascii_lowercase() || line.dash(at) && piece == "-"
            }
        }) && {
            // `m` is not the unit in `m2`; `s` not in `s-curve`.
            let end = index + self.pieces.len();
            !(self.symbol
                && line.glued(end)
                && line.kind(end) == Some(Kind::Digits)
                && line.kind(end - 1) == Some(Kind::Word))
                || line.kind(end - 1) == Some(Kind::Sign)
                || self.pieces[0].len() >= 2
        }
    }
}
