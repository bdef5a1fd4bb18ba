//! The embedded data files of `ontology/` and `language/en/`, by path from the root of the repository.

static TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));
static WEIGHTS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// The files below `folder` (`ontology/actors/`), in order of path.
pub fn files(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    TEXTS.iter().copied().filter(move |(name, _)| name.starts_with(folder))
}

/// The text of a file, or nothing where there is none of that path.
pub fn file(path: &str) -> Option<&'static str> {
    TEXTS.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

/// The bytes of a weights file, or nothing where it was not trained yet.
pub fn weights(path: &str) -> Option<&'static [u8]> {
    WEIGHTS.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}

/// The rows of a tab-separated file with a header line: every row as its cells, in the order of `columns`. Lines that
/// start with `#` and blank lines are comments.
///
/// # Panics
/// Where the file lacks a column; the tests load every file.
pub fn rows(path: &str, columns: &[&str]) -> Vec<Vec<&'static str>> {
    let Some(text) = file(path) else { return Vec::new() };
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let order: Vec<usize> = columns
        .iter()
        .map(|column| {
            header.iter().position(|name| name == column).unwrap_or_else(|| panic!("{path} has no column {column}"))
        })
        .collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            order.iter().map(|&index| cells.get(index).copied().unwrap_or_default().trim()).collect()
        })
        .collect()
}
