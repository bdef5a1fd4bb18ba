//! Sides as people write them on the command line: codes (`CHN`, `NATO`), two-letter codes, names.

use crate::nearest::nearest;
use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// The codes of the sides that are meant, in the order in which they were written. `held` are the codes that the ledger's
/// findings name: whatever stands there can be asked for.
///
/// # Errors
/// For a side that is neither held nor known, with the nearest names.
pub fn resolve(written: &[String], held: impl IntoIterator<Item = String>) -> Result<Vec<String>> {
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let known = known();
    let mut by_key: BTreeMap<String, String> = BTreeMap::new();
    for code in held {
        by_key.insert(code.to_lowercase(), code);
    }
    for (name, code) in &known {
        by_key.entry(name.to_lowercase()).or_insert_with(|| code.clone());
    }
    written
        .iter()
        .map(|side| match by_key.get(&side.trim().to_lowercase()) {
            Some(code) => Ok(code.clone()),
            None => {
                let near = nearest(side, known.iter().map(|(name, _)| name.as_str()), 3);
                let near: Vec<String> = near
                    .iter()
                    .filter_map(|name| {
                        let (_, code) = known.iter().find(|(other, _)| other == name)?;
                        Some(if code == name { code.clone() } else { format!("{name} is {code}") })
                    })
                    .collect();
                let near = if near.is_empty() { String::new() } else { format!("; near it: {}", near.join(", ")) };
                bail!("--side {side}: no such side{near}. Sides are codes or names: China is CHN, NATO is NATO")
            }
        })
        .collect()
}

/// Codes first, then names, each with the code of its side.
fn known() -> Vec<(String, String)> {
    let (mut codes, mut names) = (Vec::new(), Vec::new());
    let parts = |cell: &str| cell.split('|').map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    for row in reader::data::rows("ontology/actors/countries.tsv", &["iso3", "iso2", "name", "official", "aliases"]) {
        codes.push((row[0].to_owned(), row[0].to_owned()));
        for name in row[1..].iter().flat_map(|cell| parts(cell)).filter(|name| !name.is_empty()) {
            names.push((name, row[0].to_owned()));
        }
    }
    for row in reader::data::rows("ontology/actors/organisations.tsv", &["id", "name", "aliases", "country"]) {
        let root = row[0].split('/').next().unwrap_or_default();
        let code = if row[3].is_empty() { root.rsplit(':').next().unwrap_or(root) } else { row[3] };
        if row[3].is_empty() {
            codes.push((code.to_owned(), code.to_owned()));
        }
        for name in parts(row[1]).into_iter().chain(parts(row[2])).filter(|name| !name.is_empty()) {
            names.push((name, code.to_owned()));
        }
    }
    codes.extend(names);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_codes_or_names_and_the_unknown_get_the_nearest() {
        let resolve = |side: &str| resolve(&[side.to_owned()], ["GRP".to_owned()]);
        for (written, code) in
            [("CHN", "CHN"), ("chn", "CHN"), ("china", "CHN"), ("Kenya", "KEN"), ("nato", "NATO"), ("grp", "GRP")]
        {
            assert_eq!(resolve(written).ok(), Some(vec![code.to_owned()]), "{written}");
        }
        let error = resolve("Norwey").expect_err("no such side").to_string();
        assert!(error.contains("no such side") && error.contains("Norway is NOR"), "{error}");
        assert!(resolve("Qqqqqqqq").is_err() && resolve("").is_err());
    }
}
