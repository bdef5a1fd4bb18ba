//! UN Comtrade's JSON: `{"data": [{…}, …]}`, and `{"dataset": [{…}, …]}` of the old interface. Records are read one at a
//! time; the list is never in memory.

use super::formats::{Plan, recognise};
use super::{Item, LeftOut, Limits, Recognised, TableError, shown};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::rc::Rc;

/// The keys of the old interface, and the titles that its CSV had for them.
const OLD_KEYS: [(&str, &str); 9] = [
    ("rtCode", "Reporter Code"),
    ("ptCode", "Partner Code"),
    ("rgCode", "Trade Flow Code"),
    ("cmdCode", "Commodity Code"),
    ("cmdDescE", "Commodity"),
    ("period", "Period"),
    ("yr", "Year"),
    ("TradeValue", "Trade Value (US$)"),
    ("ptCode2", "2nd Partner Code"),
];

/// The keys of the new interface that a row is made of.
const KEYS: [&str; 14] = [
    "reporterCode",
    "partnerCode",
    "flowCode",
    "cmdCode",
    "cmdDesc",
    "period",
    "refPeriodId",
    "refYear",
    "freqCode",
    "primaryValue",
    "partner2Code",
    "customsCode",
    "motCode",
    "mosCode",
];

/// Reads the records and gives their rows to `sink`.
pub(super) fn read<E>(
    input: impl Read,
    limits: &Limits,
    sink: impl FnMut(Item) -> Result<(), E>,
) -> Result<Recognised, TableError<E>> {
    let since = Rc::new(Cell::new(0));
    let mut reading = Reading { limits, sink, count: 0, failed: None, lists: 0, plan: None, since: Rc::clone(&since) };
    let guard = Guard { input, since, limit: 32 * limits.record };
    let mut deserializer = serde_json::Deserializer::from_reader(std::io::BufReader::new(guard));
    let outcome = Top { reading: &mut reading }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    if let Some(failed) = reading.failed {
        return Err(failed);
    }
    outcome.map_err(|error| TableError::Json(shown(&error.to_string())))?;
    if reading.lists == 0 {
        return Err(TableError::Json("there is no list `data` or `dataset`".to_owned()));
    }
    Ok(Recognised { format: "un-comtrade" })
}

struct Reading<'l, S, E> {
    limits: &'l Limits,
    sink: S,
    count: u64,
    failed: Option<TableError<E>>,
    lists: usize,
    /// The titles of the last record, and the plan for them: records are alike.
    plan: Option<(Vec<String>, Plan)>,
    since: Rc<Cell<usize>>,
}

/// Ends the reading of a record that never ends, so that no cell of it can fill the memory.
struct Guard<R> {
    input: R,
    since: Rc<Cell<usize>>,
    limit: usize,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.since.set(self.since.get() + length);
        if self.since.get() > self.limit {
            return Err(std::io::Error::other("a record is too long"));
        }
        Ok(length)
    }
}

impl<E, S: FnMut(Item) -> Result<(), E>> Reading<'_, S, E> {
    /// Gives one record on; false where reading is to end.
    fn record(&mut self, record: &BTreeMap<String, String>) -> bool {
        self.count += 1;
        if self.count > self.limits.rows {
            self.failed = Some(TableError::TooManyRows(self.limits.rows));
            return false;
        }
        self.since.set(0);
        let (titles, cells) = line(record);
        if self.plan.as_ref().is_none_or(|(known, _)| *known != titles) {
            let names: Vec<&str> = titles.iter().map(String::as_str).collect();
            self.plan = recognise(&names, &[]).map(|plan| (titles, plan));
        }
        let outcome = match &self.plan {
            Some((_, plan)) => plan.rows(self.count, &cells, self.limits, &mut self.sink),
            None => {
                let reason = "the record lacks reporter, flow or value".to_owned();
                (self.sink)(Item::LeftOut(LeftOut { line: self.count, reason }))
            }
        };
        if let Err(error) = outcome {
            self.failed = Some(TableError::Sink(error));
        }
        self.failed.is_none()
    }
}

/// Titles and cells of a record, as a CSV of the same interface has them.
fn line(record: &BTreeMap<String, String>) -> (Vec<String>, Vec<String>) {
    let old = record.contains_key("rtCode");
    let titled = record.iter().filter_map(|(key, value)| {
        if old {
            OLD_KEYS.iter().find(|(name, _)| name == key).map(|(_, title)| ((*title).to_owned(), value.clone()))
        } else {
            KEYS.contains(&key.as_str()).then(|| (key.clone(), value.clone()))
        }
    });
    titled.unzip()
}

struct Top<'r, 'l, S, E> {
    reading: &'r mut Reading<'l, S, E>,
}

impl<'de, E, S: FnMut(Item) -> Result<(), E>> DeserializeSeed<'de> for Top<'_, '_, S, E> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, E, S: FnMut(Item) -> Result<(), E>> Visitor<'de> for Top<'_, '_, S, E> {
    type Value = ();
    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object with a list `data` or `dataset`")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "data" | "dataset") {
                self.reading.lists += 1;
                map.next_value_seed(List { reading: self.reading })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct List<'r, 'l, S, E> {
    reading: &'r mut Reading<'l, S, E>,
}

impl<'de, E, S: FnMut(Item) -> Result<(), E>> DeserializeSeed<'de> for List<'_, '_, S, E> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, E, S: FnMut(Item) -> Result<(), E>> Visitor<'de> for List<'_, '_, S, E> {
    type Value = ();
    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of records")
    }
    fn visit_unit<X>(self) -> Result<(), X> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(record) = list.next_element::<Record>()? {
            if !self.reading.record(&record.0) {
                return Err(A::Error::custom("ended early"));
            }
        }
        Ok(())
    }
}

/// One record: its plain values as text, whatever type they have; lists and objects inside it are passed over.
struct Record(BTreeMap<String, String>);

impl<'de> serde::Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Record, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Record;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a record")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
                let mut record = BTreeMap::new();
                while let Some(key) = map.next_key::<String>()? {
                    let value = map.next_value::<Plain>()?;
                    if record.len() < 200 {
                        record.insert(key, value.0);
                    }
                }
                Ok(Record(record))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A value as text.
struct Plain(String);

impl<'de> serde::Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Plain;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a value")
            }
            fn visit_str<X>(self, text: &str) -> Result<Plain, X> {
                Ok(Plain(text.to_owned()))
            }
            fn visit_bool<X>(self, value: bool) -> Result<Plain, X> {
                Ok(Plain(value.to_string()))
            }
            fn visit_i64<X>(self, value: i64) -> Result<Plain, X> {
                Ok(Plain(value.to_string()))
            }
            fn visit_u64<X>(self, value: u64) -> Result<Plain, X> {
                Ok(Plain(value.to_string()))
            }
            fn visit_f64<X>(self, value: f64) -> Result<Plain, X> {
                Ok(Plain(value.to_string()))
            }
            fn visit_unit<X>(self) -> Result<Plain, X> {
                Ok(Plain(String::new()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Plain, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Plain(String::new()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Plain(String::new()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
