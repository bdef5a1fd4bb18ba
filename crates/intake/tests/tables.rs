//! Tables of statistical offices: each format as its office writes it, bad rows, and attacks.
#![allow(clippy::disallowed_methods)] // Tests read files.

use intake::tables::{Field, Item, LeftOut, Limits, Mapping, read};
use proptest::prelude::*;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::Read;

/// Everything that a table gives, a line an item.
fn items(input: impl Read, mapping: Option<&Mapping>, limits: &Limits) -> String {
    let mut text = String::new();
    let outcome = read(input, mapping, limits, |item| -> Result<(), Infallible> {
        match item {
            Item::Row(row) => {
                let fields =
                    [Field::Reporter, Field::Partner, Field::Indicator, Field::Flow, Field::Product, Field::Unit]
                        .map(|field| row.get(field));
                let _ = write!(text, "{}: {} {} {} ± {}", row.line, fields.join("|"), row.period, row.value, row.step);
                let rest = [Field::Status, Field::Vintage, Field::Source].map(|field| row.get(field)).join("|");
                let _ = writeln!(text, " {rest} {}", row.cut);
            }
            Item::WithoutValue => text.push_str("no value\n"),
            Item::LeftOut(LeftOut { line, reason }) => {
                let _ = writeln!(text, "{line}: left out: {reason}");
            }
        }
        Ok(())
    });
    match outcome {
        Ok(found) => format!("{}\n{text}", found.format),
        Err(error) => format!("error: {error}\n{text}"),
    }
}

fn fixture(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables").join(name);
    items(std::fs::File::open(path).expect("the fixture is there"), None, &Limits::default())
}

fn text(table: &str, mapping: Option<&Mapping>) -> String {
    items(table.as_bytes(), mapping, &Limits::default())
}

#[test]
fn every_format_is_read_as_its_office_writes_it() {
    let names = [
        "sdmx1.csv",
        "sdmx2.csv",
        "eurostat.csv",
        "comtrade.csv",
        "comtrade_old.csv",
        "comtrade.json",
        "comtrade_old.json",
        "world_bank_wide.csv",
        "world_bank_long.csv",
        "cow_dyadic.csv",
        "cow_national.csv",
    ];
    let all: String = names.iter().map(|name| format!("== {name}: {}\n", fixture(name))).collect();
    insta::assert_snapshot!(all);
}

fn panel() -> Mapping {
    let mut mapping = Mapping::default();
    mapping.columns.insert(Field::Partner, "ISO".to_owned());
    mapping.columns.insert(Field::Period, "month".to_owned());
    mapping.columns.insert(Field::Value, "Exports".to_owned());
    mapping.fixed.insert(Field::Reporter, "CHN".to_owned());
    mapping.fixed.insert(Field::Indicator, "exports".to_owned());
    mapping.fixed.insert(Field::Frequency, "month".to_owned());
    mapping
}

#[test]
fn any_table_is_read_by_a_mapping() {
    let table = "Exports of China\nSource: customs\nISO;month;Exports\nRU;2020-09-01;1.234,5\nRU;2020-09-17;3,5\nRU;2020-10-01;n/a\n";
    let mapping = Mapping { decimal: Some(','), grouping: Some('.'), ..panel() };
    assert_eq!(
        text(table, Some(&mapping)),
        "mapped\n4: CHN|RU|exports||| 2020-09 1234.5 ± 0.1 || \n5: left out: `2020-09-17` is no period that is known\nno value\n"
    );
    let missing = text("ISO,month,Imports\nRU,2020-09-01,1\n", Some(&panel()));
    assert!(missing.contains("names the column `Exports`") && missing.contains("ISO, month, Imports"), "{missing}");
    let across: Mapping =
        toml(&[("across", "true")], "[columns]\nreporter = \"Country\"\n[fixed]\nindicator = \"defence-spending\"\n");
    let wide = "Military spending\n\nCountry,Notes,2019,2020\nIndia,,71.1,72.9\n";
    assert_eq!(
        text(wide, Some(&across)),
        "mapped\n4: India||defence-spending||| 2019 71.1 ± 0.1 || \n4: India||defence-spending||| 2020 72.9 ± 0.1 || \n"
    );
}

fn toml(top: &[(&str, &str)], rest: &str) -> Mapping {
    let top: String = top.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    toml::from_str(&format!("{top}{rest}")).expect("a mapping")
}

#[test]
fn a_mapping_that_is_not_whole_says_what_is_missing() {
    for (rest, part) in [
        ("[columns]\nperiod = \"y\"\nvalue = \"v\"\n", "who the reporter is"),
        ("[columns]\nreporter = \"r\"\nvalue = \"v\"\n", "the period"),
        ("[columns]\nreporter = \"r\"\nperiod = \"y\"\n", "no column of figures"),
        ("[columns]\nreporter = \"r\"\nperiod = \"y\"\nvalue = \"v\"\n", "what is measured"),
    ] {
        let complaint = toml(&[], rest).complaint().expect("something is missing");
        assert!(complaint.contains(part), "{complaint}");
    }
    assert!(toml::from_str::<Mapping>("nonsense = 1").is_err());
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    for (bytes, part) in [
        (&b""[..], "empty"),
        (b"  \n\n ", "empty"),
        (b"PK\x03\x04....", "unpack"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfea\0", "UTF-16"),
        (b"a\0b", "binary"),
        (b"<?xml version='1.0'?>", "SDMX-CSV"),
        (b"{\"a\": 1}", "no list"),
        (b"{\"data\": [1, 2]}", "not JSON as UN Comtrade"),
        (b"{\"data\": [", "not JSON as UN Comtrade"),
        (b"name,number\nx,1\n", "--mapping"),
    ] {
        let said = items(bytes, None, &Limits::default());
        assert!(said.starts_with("error: ") && said.contains(part), "{said}");
    }
}

#[test]
fn one_bad_row_costs_one_row() {
    let table = "ISO,month,Exports\nRU,2020-01-01,1\n\"RU,2020-02-01,2\nRU,2020-03-01,3\nRU,2020-04-01,4,5,6\nRU\nRU,2020-05-01,5\n";
    let said = text(table, Some(&panel()));
    let lines: Vec<&str> = said.lines().skip(1).map(|line| line.split(": ").next().unwrap_or("")).collect();
    assert_eq!(lines, ["2", "3", "4", "5", "6", "7"], "{said}");
    assert_eq!(said.matches("left out").count(), 3, "{said}");
    assert!(said.contains("3: left out: a quotation mark opens a cell and none closes it"), "{said}");
}

#[test]
fn limits_hold_against_attacks() {
    let limits = Limits { record: 1000, cells: 20, cell: 100, rows: 50 };
    let long = format!("ISO,month,Exports\nRU,2020-01-01,{}\nRU,2020-02-01,2\n", "9".repeat(5000));
    let said = items(long.as_bytes(), Some(&panel()), &limits);
    assert!(said.contains("2: left out: a line of more than 1000 bytes") && said.contains("3: CHN|RU"), "{said}");
    let wide = format!("ISO,month,Exports\nRU{}\nRU,2020-02-01,2\n", ",".repeat(500));
    assert!(items(wide.as_bytes(), Some(&panel()), &limits).contains("2: left out: more than 20 cells"));
    let cell = format!("ISO,month,Exports\n{},2020-01-01,1\n", "R".repeat(300));
    assert!(items(cell.as_bytes(), Some(&panel()), &limits).contains("a cell of 300 bytes"));
    let many = format!("ISO,month,Exports\n{}", "RU,2020-02-01,2\n".repeat(60));
    assert!(items(many.as_bytes(), Some(&panel()), &limits).contains("more than 50 rows"));
    let escape = "ISO,month,Exports\nRU,2020-01-01,\u{1b}[31mred\u{7}\n";
    let said = items(escape.as_bytes(), Some(&panel()), &limits);
    assert!(said.contains("is no number") && !said.contains('\u{1b}'), "{said}");
    let json = format!("{{\"data\":[{{\"cmdDesc\":\"{}\"}}]}}", "x".repeat(100_000));
    assert!(items(json.as_bytes(), None, &limits).contains("too long"));
    let deep = format!("{{\"data\":[{{\"a\":{}1{}}}]}}", "[".repeat(5000), "]".repeat(5000));
    assert!(items(deep.as_bytes(), None, &Limits::default()).contains("1: left out: the record lacks"));
}

/// Makes rows as they are asked for, so that a table of any length needs no memory of its own.
struct Rows {
    left: usize,
    buffer: Vec<u8>,
}

impl Read for Rows {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.buffer.is_empty() && self.left > 0 {
            self.left -= 1;
            self.buffer =
                format!("RU,20{:02}-{:02}-01,{}.5\n", self.left % 99, self.left % 12 + 1, self.left).into_bytes();
        }
        let length = into.len().min(self.buffer.len());
        into[..length].copy_from_slice(&self.buffer[..length]);
        self.buffer.drain(..length);
        Ok(length)
    }
}

#[test]
fn long_tables_stream_through() {
    let input = b"ISO,month,Exports\n".chain(Rows { left: 100_000, buffer: Vec::new() });
    let mut count = 0;
    let outcome = read(input, Some(&panel()), &Limits::default(), |item| -> Result<(), Infallible> {
        count += usize::from(matches!(item, Item::Row(_)));
        Ok(())
    });
    assert_eq!((outcome.expect("a table").format, count), ("mapped", 100_000));
}

proptest! {
    #[test]
    fn no_input_panics_and_lines_lie_in_the_file(bytes in proptest::collection::vec(any::<u8>(), 0..400), header in 0_usize..4) {
        let heads = ["ISO,month,Exports\n", "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE\n", "", "{\"data\":[{"];
        let input = [heads[header].as_bytes(), &bytes].concat();
        let lines = input.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        let mapping = panel();
        let _ = read(&*input, (header == 0).then_some(&mapping), &Limits::default(), |item| -> Result<(), Infallible> {
            match item {
                Item::Row(row) => assert!(row.line <= lines && row.value.is_finite() && row.step > 0.0),
                Item::LeftOut(left) => assert!(left.line <= lines && !left.reason.chars().any(char::is_control)),
                Item::WithoutValue => {}
            }
            Ok(())
        });
    }

    #[test]
    fn values_come_back_as_they_were_printed(values in proptest::collection::vec((-1_000_000_i64..1_000_000, 0_usize..4), 1..40)) {
        let mut table = String::from("ISO,month,Exports\n");
        let mut expected = Vec::new();
        for (number, places) in &values {
            let value = *number as f64 / 10_f64.powi(*places as i32);
            let printed = format!("{value:.places$}");
            let _ = writeln!(table, "\"RU\",2020-01-01,{printed}");
            expected.push(printed.parse::<f64>().expect("a number"));
        }
        let mut found = Vec::new();
        let outcome = read(table.as_bytes(), Some(&panel()), &Limits::default(), |item| -> Result<(), Infallible> {
            if let Item::Row(row) = item { found.push(row.value); }
            Ok(())
        });
        prop_assert!(outcome.is_ok());
        prop_assert_eq!(found, expected);
    }
}
