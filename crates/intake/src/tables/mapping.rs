//! What the user says about a table that no format describes.

use super::Field;
use super::formats::{Plan, across};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column is what.
///
/// ```toml
/// [fixed]                       # the same in every row
/// reporter = "CHN"
/// frequency = "month"           # 2002-04-01 stands for April 2002
/// source = "IMF Direction of Trade Statistics"
/// [columns]                     # field = "title of the column"
/// partner = "ISO"
/// period = "month"
/// [[values]]                    # one for each column of figures
/// column = "Trade_Exports"
/// indicator = "exports"
/// unit = "USD"
/// multiply = 1e6
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The sign between cells; found by itself where not given.
    pub delimiter: Option<char>,
    /// The decimal sign: `.` where not given.
    pub decimal: Option<char>,
    /// The sign between groups of three digits: none where not given.
    pub grouping: Option<char>,
    /// How states are written.
    pub areas: super::Areas,
    /// True where the titles of columns are the periods: `Country, 2019, 2020`.
    pub across: bool,
    /// Values that mean that there is none, besides the usual signs.
    pub missing: Vec<String>,
    /// From a field to the title of its column.
    pub columns: BTreeMap<Field, String>,
    /// From a field to what holds for every row.
    pub fixed: BTreeMap<Field, String>,
    /// Columns of figures, each with what it measures; for a table with one, `columns.value` will do.
    pub values: Vec<Values>,
}

/// A column of figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    /// Its title.
    pub column: String,
    /// What it measures.
    pub indicator: String,
    /// The unit, where no column says it.
    #[serde(default)]
    pub unit: Option<String>,
    /// What a printed one stands for: 1e6 for a table in millions.
    #[serde(default)]
    pub multiply: Option<f64>,
}

impl Mapping {
    fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&field) || self.fixed.contains_key(&field)
    }

    /// What is missing from the mapping itself, if anything.
    pub fn complaint(&self) -> Option<String> {
        if !self.has(Field::Reporter) {
            return Some("nothing says who the reporter is: give columns.reporter or fixed.reporter".to_owned());
        }
        if !self.across && !self.has(Field::Period) {
            return Some(
                "nothing says the period: give columns.period, or across = true where titles are periods".to_owned(),
            );
        }
        if self.values.is_empty() && !self.across && !self.columns.contains_key(&Field::Value) {
            return Some("no column of figures is named: give columns.value or [[values]]".to_owned());
        }
        if self.values.is_empty() && !self.has(Field::Indicator) {
            return Some(
                "nothing says what is measured: give fixed.indicator, columns.indicator or [[values]]".to_owned(),
            );
        }
        if self.across && !self.values.is_empty() {
            return Some("across = true takes its columns from their titles; [[values]] cannot go with it".to_owned());
        }
        if self.fixed.contains_key(&Field::Value) {
            return Some("a value cannot be the same in every row".to_owned());
        }
        let scales = self.values.iter().filter_map(|values| values.multiply);
        if scales.into_iter().any(|scale| !scale.is_finite() || scale <= 0.0) {
            return Some("multiply must be a number above zero".to_owned());
        }
        if self.delimiter.is_some_and(|delimiter| !delimiter.is_ascii() || matches!(delimiter, '"' | '\n' | '\r')) {
            return Some("the delimiter must be one plain character such as , ; or a tab".to_owned());
        }
        if self.grouping.is_some() && self.grouping == Some(self.decimal.unwrap_or('.')) {
            return Some("the same sign cannot be decimal sign and grouping sign".to_owned());
        }
        None
    }

    /// The columns that the mapping names.
    fn titles(&self) -> impl Iterator<Item = &str> {
        self.columns.values().map(String::as_str).chain(self.values.iter().map(|values| values.column.as_str()))
    }

    /// The plan, where a line has every column that is named.
    pub(super) fn plan(&self, header: &[&str]) -> Option<Plan> {
        let find = |name: &str| header.iter().position(|title| title.eq_ignore_ascii_case(name.trim()));
        if self.titles().any(|title| find(title).is_none()) {
            return None;
        }
        let mut plan = Plan::new("mapped", header.len());
        plan.areas = self.areas;
        plan.decimal = self.decimal.unwrap_or('.');
        plan.grouping = self.grouping;
        plan.missing.clone_from(&self.missing);
        for (field, title) in self.columns.iter().filter(|(field, _)| **field != Field::Value) {
            plan.columns[*field as usize] = find(title);
        }
        for (field, value) in &self.fixed {
            plan.fix(*field, value);
        }
        for values in &self.values {
            let column = plan.value(find(&values.column)?, &values.column, Some(&values.indicator));
            column.unit.clone_from(&values.unit);
            column.multiply = values.multiply.unwrap_or(1.0);
        }
        if self.across {
            across(&mut plan, header, None);
        } else if let (Some(title), true) = (self.columns.get(&Field::Value), self.values.is_empty()) {
            plan.value(find(title)?, title, None);
        }
        (!plan.values.is_empty()).then_some(plan)
    }

    /// The first named column that none of the lines has, or the likeliest to be amiss.
    pub(super) fn missing_column(&self, lines: &[Vec<String>]) -> String {
        let has = |title: &str| lines.iter().flatten().any(|cell| cell.trim().eq_ignore_ascii_case(title.trim()));
        self.titles().find(|title| !has(title)).unwrap_or("a period as title").to_owned()
    }
}
