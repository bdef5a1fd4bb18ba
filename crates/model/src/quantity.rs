use serde::{Deserialize, Serialize};

/// A number with what it measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The value in units, scale words multiplied in: 78.84 billion is 7.884e10. The middle for a range.
    pub value: f64,
    /// Lower and upper end, for a range.
    pub range: Option<(f64, f64)>,
    /// The step of the last printed digit, in units: 1e7 for `78.84 billion`. Half of it is the rounding tolerance.
    pub step: f64,
    /// UCUM code (`t`, `m3`, `%`), ISO 4217 code (`USD`), `pp` for percentage points, or `1` for a bare count.
    pub unit: String,
    /// The unit as written: `US$`, `tonnes`.
    pub unit_words: String,
    /// For a count, what is counted, as a lemma phrase: `Chinese student`.
    pub counted: Option<String>,
    /// Exact, at least, at most, about.
    pub bound: Bound,
    /// Set where the number is a change, not a level.
    pub change: Option<Change>,
}

/// How a stated number bounds the real one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As stated.
    #[default]
    Exact,
    /// `more than`, `at least`, `over`.
    AtLeast,
    /// `less than`, `up to`, `nearly`.
    AtMost,
    /// `about`, `some`, `roughly`.
    About,
}

/// A change in something measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Change {
    /// Up or down.
    pub direction: Direction,
    /// Whether the number is the change itself or the level after it.
    pub basis: ChangeBasis,
    /// True where the words compare with the same period a year before.
    pub year_on_year: bool,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
    Same,
}

/// Whether a number is a change or the level that it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeBasis {
    /// `rose by 9 %`: the number is the change.
    By,
    /// `rose to 3.8 billion`: the number is the level after the change.
    To,
}
