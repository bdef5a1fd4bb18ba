//! From the words of a table to figures in the ontology's terms: whom a code means, and what a series measures.

use intake::tables::{Areas, Field, Row};
use model::ReferenceFigure;
use std::collections::{BTreeMap, BTreeSet};

/// What holds for a whole table, said by the user; it counts where the table does not say it, and `source`, `vintage` and
/// `status` count before the table's own.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Said {
    /// Who published the table.
    pub source: Option<String>,
    /// When it was published or taken.
    pub vintage: Option<String>,
    /// `preliminary` or `final`.
    pub status: Option<String>,
    /// The side whose count it is, where that is not the reporter.
    pub counted_by: Option<String>,
}

/// A side, and the first and last year for which a code stands for it.
type Span = (&'static str, i16, i16);

/// Indicator, unit and multiplier.
type Series = (&'static str, &'static str, f64);

/// Codes of states and series.
pub struct Codes {
    /// From an ISO code, or a name in lower case, to the side.
    sides: BTreeMap<String, String>,
    /// From system and code to sides with the years for which they hold.
    areas: BTreeMap<(&'static str, &'static str), Vec<Span>>,
    /// From format, indicator code and flow to indicator, unit and multiplier.
    series: BTreeMap<(&'static str, &'static str, &'static str), Series>,
    indicators: BTreeSet<String>,
}

/// All partners together.
const WORLD: &str = "world";

impl Codes {
    /// From `ontology/actors` and `ontology/reference`.
    pub fn embedded() -> Codes {
        let mut sides = BTreeMap::new();
        let columns = ["iso3", "iso2", "name", "official", "aliases"];
        for row in reader::data::rows("ontology/actors/countries.tsv", &columns) {
            let names = row[2..].iter().flat_map(|cell| cell.split('|')).map(str::trim).filter(|name| !name.is_empty());
            for name in names {
                sides.entry(name.to_lowercase()).or_insert_with(|| row[0].to_owned());
            }
            sides.insert(row[0].to_owned(), row[0].to_owned());
            if !row[1].is_empty() {
                sides.insert(row[1].to_owned(), row[0].to_owned());
            }
        }
        for row in reader::data::rows("ontology/actors/organisations.tsv", &["id", "name", "aliases", "sector"]) {
            let Some(code) = row[0].strip_prefix("org:").filter(|_| row[3] == "IGO") else { continue };
            for name in row[2].split('|').chain([row[1]]).map(str::trim).filter(|name| name.len() > 3) {
                sides.entry(name.to_lowercase()).or_insert_with(|| code.to_owned());
            }
        }
        let mut areas: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in reader::data::rows("ontology/reference/areas.tsv", &["system", "code", "side", "from", "to"]) {
            let years = (row[3].parse().unwrap_or(i16::MIN), row[4].parse().unwrap_or(i16::MAX));
            match row[0] {
                "name" => {
                    sides.insert(row[1].to_lowercase(), row[2].to_owned());
                }
                "code" => {
                    sides.insert(row[1].to_owned(), row[2].to_owned());
                }
                system => areas.entry((system, row[1])).or_default().push((row[2], years.0, years.1)),
            }
        }
        let columns = ["format", "code", "flow", "indicator", "unit", "multiply"];
        let series = reader::data::rows("ontology/reference/codes.tsv", &columns)
            .into_iter()
            .map(|row| ((row[0], row[1], row[2]), (row[3], row[4], row[5].parse().unwrap_or(1.0))))
            .collect();
        let indicators =
            reader::claims::Indicators::embedded().list.into_iter().map(|indicator| indicator.id).collect();
        Codes { sides, areas, series, indicators }
    }

    /// True for the id of an indicator that claims have.
    pub fn is_indicator(&self, id: &str) -> bool {
        self.indicators.contains(id)
    }

    /// The ids of all indicators, in order.
    pub fn indicators(&self) -> impl Iterator<Item = &str> {
        self.indicators.iter().map(String::as_str)
    }

    /// True for a code or name that means a side in some year, or all partners together.
    pub fn knows_side(&self, written: &str, areas: Areas) -> bool {
        let code = written.trim_start_matches('0');
        let system = match areas {
            Areas::Iso => return self.side(written, areas, None).is_some() || written.eq_ignore_ascii_case(WORLD),
            Areas::M49 => "m49",
            Areas::Cow => "cow",
        };
        self.areas.keys().any(|key| key.0 == system && key.1.trim_start_matches('0') == code)
    }

    /// The side that a code or name of a table means in a year; empty for all partners together.
    fn side(&self, written: &str, areas: Areas, year: Option<i16>) -> Option<String> {
        let known = match areas {
            Areas::Iso => self.sides.get(written).or_else(|| self.sides.get(&written.to_lowercase())).cloned(),
            Areas::M49 | Areas::Cow => {
                let system = if areas == Areas::M49 { "m49" } else { "cow" };
                let plain = written.trim_start_matches('0');
                let padded = format!("{written:0>3}");
                let of = |code: &str| self.areas.iter().find(|(key, _)| key.0 == system && key.1 == code);
                let (_, sides) = of(written).or_else(|| of(&padded)).or_else(|| of(plain))?;
                let year = year.unwrap_or(i16::MAX - 1);
                sides.iter().find(|(_, from, to)| (*from..=*to).contains(&year)).map(|(side, _, _)| (*side).to_owned())
            }
        }?;
        Some(if known == WORLD { String::new() } else { known })
    }

    /// The figure that a row of a table states.
    ///
    /// # Errors
    /// The reason why it is left out, for people.
    pub fn figure(&self, row: &Row, format: &str, said: &Said, file: &str) -> Result<ReferenceFigure, String> {
        let year = row.interval.map(|interval| interval.end.year());
        let shown = |text: &str| crate::describe::printable(text, 60);
        let side = |field: Field| {
            let written = row.get(field);
            self.side(written, row.areas, year).ok_or_else(|| {
                format!("{} `{}` is no state or organisation that is known", field.name(), shown(written))
            })
        };
        let reporter = side(Field::Reporter)?;
        if reporter.is_empty() {
            return Err("the reporter is the world: no state's statistic".to_owned());
        }
        let partner = if row.get(Field::Partner).is_empty() { String::new() } else { side(Field::Partner)? };
        let (indicator, unit, multiply) = self.series(row, format)?;
        let first = |words: [Option<&str>; 2]| {
            words.into_iter().flatten().find(|word| !word.is_empty()).unwrap_or("").to_owned()
        };
        let counted_by = match row.get(Field::CountedBy) {
            "" => said.counted_by.clone().unwrap_or_else(|| reporter.clone()),
            written => self.side(written, Areas::Iso, year).unwrap_or_else(|| written.to_owned()),
        };
        let status = said.status.clone().unwrap_or_else(|| status(row.get(Field::Status)).to_owned());
        Ok(ReferenceFigure {
            indicator,
            reporter,
            partner,
            product: row.get(Field::Product).to_owned(),
            product_name: row.get(Field::ProductName).to_owned(),
            cut: row.cut.clone(),
            period: row.period.clone(),
            interval: row.interval,
            value: row.value * multiply,
            step: row.step * multiply,
            unit,
            change: row.change,
            counted_by,
            source: first([said.source.as_deref(), Some(&publisher(row.get(Field::Source)))]),
            vintage: first([said.vintage.as_deref(), Some(row.get(Field::Vintage))]),
            status,
            origin: format!("{file}, line {}", row.line),
        })
    }

    /// Indicator, unit and multiplier of a row's series.
    fn series(&self, row: &Row, format: &str) -> Result<(String, String, f64), String> {
        let (code, flow) = (row.get(Field::Indicator), row.get(Field::Flow));
        if format == "un-comtrade" && !["X", "M", "1", "2"].contains(&flow) {
            // Re-exports are inside exports: a flow of its own would be counted twice.
            let shown = crate::describe::printable(flow, 20);
            return Err(format!("flow `{shown}` is neither exports nor imports as a whole"));
        }
        let known = self.series.iter().find(|(key, _)| key.0 == format && key.1 == code && key.2 == flow);
        let known = known.or_else(|| {
            self.series.iter().find(|(key, _)| key.0 == format && key.1 == code && key.2.is_empty() && !code.is_empty())
        });
        let written = unit(row.get(Field::Unit));
        if let Some((_, (indicator, unit, multiply))) = known {
            let unit = if unit.is_empty() { written } else { (*unit).to_owned() };
            return Ok(((*indicator).to_owned(), unit, *multiply));
        }
        if code.is_empty() && flow.is_empty() {
            return Err("nothing says what is measured".to_owned());
        }
        let whole: Vec<&str> = [code, flow].into_iter().filter(|part| !part.is_empty()).collect();
        if self.is_indicator(code) {
            return Ok((code.to_owned(), written, 1.0));
        }
        Ok((format!("{format}:{}", whole.join(":")), written, 1.0))
    }
}

/// A unit as claims have it: ISO 4217 codes as they are, persons and items as a bare count.
fn unit(written: &str) -> String {
    match written.to_ascii_uppercase().as_str() {
        "PS" | "PERS" | "PERSONS" | "NR" | "NUMBER" | "COUNT" | "IX_NUM" => "1".to_owned(),
        "US_DOLLAR" | "USD" | "US$" | "US DOLLAR" | "US DOLLARS" => "USD".to_owned(),
        "EURO" | "EUR" => "EUR".to_owned(),
        "PC" | "PT" | "PERCENT" => "%".to_owned(),
        _ => written.to_owned(),
    }
}

/// The observation status of SDMX and Eurostat; empty for what says nothing about preliminary and final.
pub fn status(written: &str) -> &'static str {
    match written.trim().to_ascii_lowercase().as_str() {
        "p" | "preliminary" | "provisional" => "preliminary",
        "final" | "revised" => "final",
        "e" | "estimate" | "estimated" | "f" => "estimate",
        _ => "",
    }
}

/// The publisher in words, from the flow that an SDMX file names (`ESTAT:DS-045409(1.0)`); otherwise as it stands.
fn publisher(written: &str) -> String {
    let Some((agency, rest)) = written.split_once(':') else { return written.to_owned() };
    let agencies = [
        ("ESTAT", "Eurostat"),
        ("IMF", "International Monetary Fund"),
        ("ECB", "European Central Bank"),
        ("OECD", "OECD"),
        ("WB", "World Bank"),
    ];
    let name = agencies
        .iter()
        .find(|(code, _)| agency == *code || agency.starts_with(&format!("{code}.")))
        .map(|(_, name)| *name);
    name.map_or_else(|| written.to_owned(), |name| format!("{name}, {}", rest.split('(').next().unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use intake::tables::{Item, Limits, read};
    use std::path::Path;

    /// The figures of a fixture of `intake`, a line each, and why rows are left out.
    fn figures(name: &str) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../intake/tests/tables").join(name);
        let format = if name.starts_with("comtrade") {
            "un-comtrade"
        } else if name.starts_with("world_bank") {
            "world-bank"
        } else if name.starts_with("cow") {
            "cow-dyadic"
        } else {
            "sdmx-csv"
        };
        let codes = Codes::embedded();
        let mut lines = Vec::new();
        let file = std::fs::File::open(path).expect("the fixture is there");
        let outcome = read(file, None, &Limits::default(), |item| -> Result<(), std::convert::Infallible> {
            if let Item::Row(row) = item {
                lines.push(match codes.figure(&row, format, &Said::default(), name) {
                    Ok(found) => format!(
                        "{} {}-{} {} {} {} by {}, {} {} {}{}",
                        found.indicator,
                        found.reporter,
                        found.partner,
                        found.period,
                        found.value,
                        found.unit,
                        found.counted_by,
                        found.source,
                        found.vintage,
                        found.status,
                        found.cut
                    ),
                    Err(reason) => format!("left out: {reason}"),
                });
            }
            Ok(())
        });
        outcome.expect("a table");
        lines
    }

    #[test]
    fn the_codes_of_each_office_are_understood() {
        let first = |name: &str| figures(name).into_iter().next().unwrap_or_default();
        assert_eq!(
            first("sdmx1.csv"),
            "exports CHN-RUS 2020-08 4321500000 USD by CHN, International Monetary Fund, DOT  "
        );
        assert_eq!(first("sdmx2.csv"), "exports DEU-CHN 2020 109500000000 USD by DEU, OECD, DSD_TRADE  ");
        let eurostat = figures("eurostat.csv");
        assert_eq!(eurostat[0], "exports DEU-CHN 2020 95900000000 EUR by DEU, Eurostat, DS-045409 15/02/21 11:00:00 ");
        assert!(eurostat[1].starts_with("imports DEU-CHN") && eurostat[1].ends_with("preliminary"), "{}", eurostat[1]);
        assert_eq!(first("comtrade.csv"), "exports CHN-RUS 2020 50585000000.5 USD by CHN, UN Comtrade  ");
        assert_eq!(first("comtrade_old.json"), "exports USA-CHN 2019 106447000000 USD by USA, UN Comtrade  ");
        assert_eq!(
            first("world_bank_wide.csv"),
            "defence-spending IND- 2018 66257801718 USD by IND, World Bank 2021-02-17 "
        );
        assert_eq!(first("world_bank_long.csv"), "visitors THA- 2018 38178000 1 by THA, World Bank  ");
        let cow = figures("cow_dyadic.csv");
        let source = "Correlates of War Project, Trade 4 ";
        assert_eq!(cow[0], format!("imports USA-SUN 1990 1067520000 USD by USA, {source}"), "the state of that year");
        assert_eq!(cow[2], format!("imports RUS-USA 2010 5994100000 USD by RUS, {source}"));
    }

    #[test]
    fn states_are_known_by_code_number_and_name_and_nothing_is_guessed() {
        let codes = Codes::embedded();
        for (written, areas, side) in [
            ("CN", Areas::Iso, "CHN"),
            ("CHN", Areas::Iso, "CHN"),
            ("Korea, Rep.", Areas::Iso, "KOR"),
            ("russian federation", Areas::Iso, "RUS"),
            ("EU27_2020", Areas::Iso, "EU"),
            ("W00", Areas::Iso, ""),
            ("World", Areas::Iso, ""),
            ("36", Areas::M49, "AUS"),
            ("036", Areas::M49, "AUS"),
            ("842", Areas::M49, "USA"),
            ("0", Areas::M49, ""),
            ("710", Areas::Cow, "CHN"),
        ] {
            assert_eq!(codes.side(written, areas, Some(2020)).as_deref(), Some(side), "{written}");
        }
        for unknown in ["", "XX", "Atlantis", "Arab World", "156"] {
            assert_eq!(codes.side(unknown, Areas::Iso, None), None, "{unknown}");
        }
        assert_eq!(codes.side("365", Areas::Cow, Some(1990)).as_deref(), Some("SUN"));
        assert_eq!(codes.side("899", Areas::M49, None), None, "areas not specified are nobody");
    }
}
