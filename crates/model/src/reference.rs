use crate::Interval;
use serde::{Deserialize, Serialize};

/// A figure of a statistical office, a registry or a yearbook, with whose count it is and of when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferenceFigure {
    /// Indicator id, as claims have it: `exports`. A series that no indicator stands for keeps the code of its table behind
    /// the table's format: `world-bank:NY.GDP.MKTP.CD`.
    pub indicator: String,
    /// Side of the reporter: `CHN`.
    pub reporter: String,
    /// Side of the partner; empty for indicators of one state and for all partners together.
    pub partner: String,
    /// Code of the product or kind: `1201`; empty for all together.
    pub product: String,
    /// The product in words, where the table has them.
    pub product_name: String,
    /// What else the table cuts the figure by, as `NAME=CODE`, joined by `;`; empty for none. A figure that is cut is never
    /// held against a claim that is not.
    pub cut: String,
    /// A year, half, quarter, month or day, an academic year, or `first/last` month: `2020`, `2020-Q3`, `2020-05`,
    /// `2019/2020`, `2020-01/2020-09`.
    pub period: String,
    /// The days of the period; `None` for an academic year, which begins on another day in each state.
    pub interval: Option<Interval>,
    /// Value in units.
    pub value: f64,
    /// The step of the last printed digit, in units; half of it is what rounding left open.
    pub step: f64,
    /// ISO 4217 or UCUM code; `1` for counts; a code of the table where it is neither.
    pub unit: String,
    /// Percentage change on the year before, where printed.
    pub change: Option<f64>,
    /// Whose statistic it is: the side that counted.
    pub counted_by: String,
    /// Who published it; empty where the table does not say.
    pub source: String,
    /// When it was published or taken; empty where the table does not say.
    pub vintage: String,
    /// `preliminary`, `final` or `estimate`; empty where the table does not say.
    pub status: String,
    /// Where the row stands, for people: `shipped with Entente`, `trade.csv, line 12`.
    pub origin: String,
}
