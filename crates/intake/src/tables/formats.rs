//! Which column is what: the formats that are known by their header, and how a plan turns a record into rows.

use super::value::{is_missing, multiplier, number};
use super::{Areas, Field, Item, LeftOut, Limits, Row, period, shown};
use model::Interval;

/// A column of values.
pub(super) struct ValueColumn {
    pub(super) index: usize,
    pub(super) header: String,
    pub(super) indicator: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) multiply: f64,
    /// The period, where the header is one.
    pub(super) period: Option<(String, Option<Interval>)>,
    /// True where reporter and partner change places.
    pub(super) swap: bool,
}

/// How the records of a table become rows.
pub(super) struct Plan {
    pub(super) format: &'static str,
    pub(super) areas: Areas,
    pub(super) columns: [Option<usize>; Field::ALL.len()],
    pub(super) fixed: [Option<String>; Field::ALL.len()],
    pub(super) values: Vec<ValueColumn>,
    /// Columns that cut the figure further, with the values that mean all together.
    pub(super) dimensions: Vec<(usize, String, Vec<String>)>,
    pub(super) decimal: char,
    pub(super) grouping: Option<char>,
    /// Values that mean that there is none, besides the usual signs.
    pub(super) missing: Vec<String>,
    /// Cells of the header.
    pub(super) width: usize,
}

/// Codes that mean all products, all kinds, not applicable, in SDMX and elsewhere.
const ALL_TOGETHER: [&str; 11] = ["", "_T", "_Z", "_X", "T", "TOTAL", "TTT", "ALL", "N", "NSA", "VAL"];

impl Plan {
    pub(super) fn new(format: &'static str, width: usize) -> Plan {
        Plan {
            format,
            areas: Areas::Iso,
            columns: [None; Field::ALL.len()],
            fixed: [const { None }; Field::ALL.len()],
            values: Vec::new(),
            dimensions: Vec::new(),
            decimal: '.',
            grouping: None,
            missing: Vec::new(),
            width,
        }
    }

    pub(super) fn fix(&mut self, field: Field, value: &str) {
        self.fixed[field as usize] = Some(value.to_owned());
    }

    pub(super) fn value(&mut self, index: usize, header: &str, indicator: Option<&str>) -> &mut ValueColumn {
        self.values.push(ValueColumn {
            index,
            header: header.to_owned(),
            indicator: indicator.map(str::to_owned),
            unit: None,
            multiply: 1.0,
            period: None,
            swap: false,
        });
        let last = self.values.len() - 1;
        &mut self.values[last]
    }

    /// Gives the rows of a record to `sink`.
    pub(super) fn rows<E>(
        &self,
        line: u64,
        cells: &[String],
        limits: &Limits,
        sink: &mut impl FnMut(Item) -> Result<(), E>,
    ) -> Result<(), E> {
        let leave_out = |reason: String| Item::LeftOut(LeftOut { line, reason });
        if self.format == "world-bank"
            && cells
                .first()
                .is_some_and(|cell| cell.starts_with("Data from database") || cell.starts_with("Last Updated"))
        {
            return Ok(()); // The lines below the table.
        }
        let filled = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if filled > self.width || cells.len() + 1 < self.width {
            return sink(leave_out(format!("{} cells where the header has {}", cells.len(), self.width)));
        }
        if let Some(cell) = cells.iter().find(|cell| cell.len() > limits.cell) {
            return sink(leave_out(format!("a cell of {} bytes: {}", cell.len(), shown(cell))));
        }
        let cell = |index: usize| code(cells.get(index).map_or("", |cell| cell.trim()), self.format);
        let mut fields = [""; Field::ALL.len()];
        for field in Field::ALL {
            let written = self.columns[field as usize].map(cell).filter(|cell| !cell.is_empty());
            fields[field as usize] = written.or(self.fixed[field as usize].as_deref()).unwrap_or_default();
        }
        if ALL_TOGETHER.contains(&fields[Field::Product as usize].to_ascii_uppercase().as_str()) {
            fields[Field::Product as usize] = "";
            fields[Field::ProductName as usize] = "";
        }
        let cut: Vec<String> = self
            .dimensions
            .iter()
            .map(|(index, name, all)| (name, cell(*index), all))
            .filter(|(_, value, all)| !value.is_empty() && !all.iter().any(|all| all.eq_ignore_ascii_case(value)))
            .map(|(name, value, _)| format!("{name}={value}"))
            .collect();
        let cut = cut.join(";");
        let Some(scale) = multiplier(fields[Field::Multiplier as usize]) else {
            let written = fields[Field::Multiplier as usize];
            return sink(leave_out(format!("`{}` is no power of ten", shown(written))));
        };
        let written_period = fields[Field::Period as usize];
        let own_period = period(written_period, fields[Field::Frequency as usize]);
        let change = number(fields[Field::Change as usize], self.decimal, self.grouping).map(|(change, _)| change);
        for column in &self.values {
            let text = cells.get(column.index).map_or("", |cell| cell.trim());
            if is_missing(text) || self.missing.iter().any(|missing| missing == text) {
                sink(Item::WithoutValue)?;
                continue;
            }
            let Some((value, step)) = number(text, self.decimal, self.grouping) else {
                let reason = format!("`{}` in column {} is no number", shown(text), shown(&column.header));
                sink(leave_out(reason))?;
                continue;
            };
            let Some((period, interval)) = column.period.clone().or_else(|| own_period.clone()) else {
                sink(leave_out(format!("`{}` is no period that is known", shown(written_period))))?;
                continue;
            };
            let mut fields = fields;
            if column.swap {
                fields.swap(Field::Reporter as usize, Field::Partner as usize);
            }
            if let Some(indicator) = &column.indicator {
                fields[Field::Indicator as usize] = indicator;
            }
            if let Some(unit) = &column.unit {
                fields[Field::Unit as usize] = unit;
            }
            if fields[Field::Reporter as usize].is_empty() {
                sink(leave_out("no reporter".to_owned()))?;
                continue;
            }
            let scale = scale * column.multiply;
            let (value, step) = (value * scale, step * scale);
            let cut = cut.clone();
            sink(Item::Row(Row { line, areas: self.areas, fields, cut, period, interval, value, step, change }))?;
        }
        Ok(())
    }
}

/// The code of a cell: `CN` for `CN: China`, as SDMX-CSV with labels has it.
fn code<'c>(cell: &'c str, format: &str) -> &'c str {
    let code = |code: &str| {
        !code.is_empty()
            && code.len() <= 30
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    match cell.split_once(": ") {
        Some((before, _)) if format == "sdmx-csv" && code(before) => before,
        _ => cell,
    }
}

const COLUMNS: &str = include_str!("../../data/tables.tsv");

/// The names that the data file has for a format: field and names.
fn names(format: &str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    COLUMNS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?, cells.next()?))
        })
        .filter(move |row| row.0 == format)
        .map(|(_, field, names)| (field, names.split('|').collect()))
}

/// The format that a header shows, with the lines above it.
pub(super) fn recognise(header: &[&str], notes: &[Vec<String>]) -> Option<Plan> {
    let formats = ["sdmx-csv", "un-comtrade", "un-comtrade-legacy", "world-bank", "cow-dyadic", "cow-national"];
    formats.into_iter().find_map(|format| plan(format, header, notes))
}

fn plan(format: &'static str, header: &[&str], notes: &[Vec<String>]) -> Option<Plan> {
    let titles: Vec<&str> =
        header.iter().map(|cell| code(cell.trim().trim_start_matches('\u{feff}'), format)).collect();
    let find = |name: &str| titles.iter().position(|title| title.eq_ignore_ascii_case(name));
    let find_any = |names: &[&str]| names.iter().find_map(|name| find(name));
    if names(format).filter(|(field, _)| *field == "must").any(|(_, names)| find_any(&names).is_none()) {
        return None;
    }
    let mut plan = Plan::new(format, header.len());
    let mut ignored: Vec<usize> = Vec::new();
    for (field, names) in names(format) {
        match Field::from_name(field) {
            Some(field) => plan.columns[field as usize] = plan.columns[field as usize].or(find_any(&names)),
            None if field == "ignore" => ignored.extend(names.iter().filter_map(|name| find(name))),
            None if field == "dimension" => {
                for (name, all) in names.iter().filter_map(|name| name.split_once('=')) {
                    if let Some(index) = find(name) {
                        plan.dimensions.push((index, name.to_owned(), vec![all.to_owned(), "-1".to_owned()]));
                    }
                }
            }
            None => {}
        }
    }
    plan.columns[Field::Reporter as usize]?;
    let value = plan.columns[Field::Value as usize].take();
    match format {
        "sdmx-csv" => {
            let value = value?;
            let used: Vec<usize> = plan.columns.iter().flatten().copied().chain([value]).chain(ignored).collect();
            // Before the value stand dimensions, after it attributes. A title with small letters beside titles without is
            // the name of a column that stands beside it as a code.
            let coded = |title: &str| title.bytes().all(|byte| !byte.is_ascii_lowercase()) || !title.contains(' ');
            let named = |title: &str| {
                title.starts_with(|first: char| first.is_ascii_uppercase())
                    && !title.bytes().all(|byte| !byte.is_ascii_lowercase())
            };
            let all: Vec<String> = ALL_TOGETHER.iter().map(|all| (*all).to_owned()).collect();
            for (index, title) in titles.iter().enumerate().take(value) {
                if !used.contains(&index) && coded(title) && !named(title) {
                    plan.dimensions.push((index, (*title).to_owned(), all.clone()));
                }
            }
            plan.value(value, titles[value], None);
        }
        "un-comtrade" | "un-comtrade-legacy" => {
            let value = value?;
            plan.format = "un-comtrade";
            plan.areas = Areas::M49;
            plan.fix(Field::Unit, "USD");
            plan.fix(Field::Source, "UN Comtrade");
            plan.value(value, titles[value], None);
        }
        "world-bank" => {
            let updated =
                notes.iter().find(|note| note.first().is_some_and(|cell| cell.trim().starts_with("Last Updated")));
            if let Some(date) = updated.and_then(|note| note.get(1)) {
                plan.fix(Field::Vintage, date.trim());
            }
            plan.fix(Field::Source, "World Bank");
            match value {
                Some(value) if plan.columns[Field::Period as usize].is_some() => {
                    plan.value(value, titles[value], None);
                }
                _ => across(&mut plan, &titles, None),
            }
        }
        "cow-dyadic" => {
            plan.areas = Areas::Cow;
            for (name, swap) in [("flow1", false), ("flow2", true)] {
                let column = plan.value(find(name)?, name, Some("imports"));
                (column.multiply, column.swap) = (1e6, swap);
            }
        }
        _ => {
            plan.areas = Areas::Cow;
            for name in ["imports", "exports"] {
                plan.value(find(name)?, name, Some(name)).multiply = 1e6;
            }
        }
    }
    if format.starts_with("cow") {
        plan.missing.push("-9".to_owned());
        plan.fix(Field::Unit, "USD");
        plan.fix(Field::Source, "Correlates of War Project, Trade");
    }
    (!plan.values.is_empty()).then_some(plan)
}

/// Makes a column of values of each title that is a period.
pub(super) fn across(plan: &mut Plan, titles: &[&str], indicator: Option<&str>) {
    for (index, title) in titles.iter().enumerate() {
        if let Some(period) = period(title, "") {
            plan.value(index, title, indicator).period = Some(period);
        }
    }
}
