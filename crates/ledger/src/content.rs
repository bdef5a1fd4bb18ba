//! Ids from content: the same words give the same id on every machine and in every build.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The id of a finding in a document: 32 hexadecimal digits.
pub(crate) fn entry_id(document: &str, finding: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(id(&["entry", document, &canonical_json(finding)?]))
}

/// The id of a way of reading a document: 32 hexadecimal digits.
pub(crate) fn reading_id(document: &str, details: &str, entries: &[String]) -> Result<String, serde_json::Error> {
    Ok(id(&["reading", document, details, &entries.join(" ")]))
}

/// The id of an imported table: 32 hexadecimal digits.
pub(crate) fn import_id(sha256: &str, settings: &str) -> String {
    id(&["import", sha256, settings])
}

/// The first 128 bits of the SHA-256 of the parts, each followed by a zero byte.
fn id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// JSON without spaces, keys in order of bytes, and without `null`s and empty lists: a field that a later version adds
/// leaves the ids of findings that do not use it as they are.
pub(crate) fn canonical_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    // Through text, because that is where single-precision numbers take their shortest form.
    let value: Value = serde_json::from_str(&serde_json::to_string(value)?)?;
    let mut text = String::new();
    write_canonical(&value, &mut text);
    Ok(text)
}

/// The canonical JSON of a list, one item after the other: a list of a hundred thousand never stands in memory as values.
pub(crate) fn canonical_list(items: &[impl Serialize]) -> Result<String, serde_json::Error> {
    let mut text = String::from("[");
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&canonical_json(item)?);
    }
    text.push(']');
    Ok(text)
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<&String, &Value> = fields.iter().filter(|(_, value)| !is_nothing(value)).collect();
            text.push('{');
            for (index, (key, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                let _ = write!(text, "{}:", Value::from(key.as_str()));
                write_canonical(value, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        other => {
            let _ = write!(text, "{other}");
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_keys_and_absent_fields_do_not_matter() {
        let one = json!({"b": [1, 2.5], "a": {"d": null, "c": "x\"y"}, "e": []});
        let other = json!({"a": {"c": "x\"y"}, "b": [1, 2.5]});
        assert_eq!(canonical_json(&one).unwrap(), canonical_json(&other).unwrap());
        assert_eq!(canonical_list(&[1, 2]).unwrap(), canonical_json(&[1, 2]).unwrap());
        assert_eq!(canonical_json(&one).unwrap(), r#"{"a":{"c":"x\"y"},"b":[1,2.5]}"#);
    }

    #[test]
    fn ids_depend_on_the_document_and_on_where_parts_end() {
        let id = |document: &str| entry_id(document, &json!({"a": 1})).unwrap();
        assert_eq!(id("d").len(), 32);
        assert_eq!(id("d"), id("d"));
        assert_ne!(id("d"), id("e"));
        assert_ne!(super::id(&["ab", "c"]), super::id(&["a", "bc"]));
    }

    #[test]
    fn single_precision_weights_keep_their_shortest_form() {
        assert_eq!(canonical_json(&3.4_f32).unwrap(), "3.4");
    }
}
