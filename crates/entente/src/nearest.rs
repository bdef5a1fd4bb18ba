//! What a mistyped word may have meant.

/// The candidates nearest to a word, best first, at most `most`: those with few letters changed (one in four, at least
/// one), then those that the word begins or that share a part between hyphens with it.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>, most: usize) -> Vec<&'c str> {
    let wanted = word.trim().to_lowercase();
    // A longer word is no slip of the hand, and comparing costs the product of the lengths.
    if wanted.is_empty() || wanted.len() > 80 {
        return Vec::new();
    }
    let allowed = (wanted.chars().count() / 4).max(1);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let far = strsim::levenshtein(&wanted, &other);
            let part = || wanted.split('-').any(|part| part.len() > 3 && other.split('-').any(|own| own == part));
            if far <= allowed {
                Some((far, candidate))
            } else if wanted.len() > 2 && (other.starts_with(&wanted) || part()) {
                Some((allowed + far, candidate))
            } else {
                None
            }
        })
        .collect();
    found.sort_by_key(|(far, _)| *far);
    let mut names: Vec<&str> = Vec::new();
    for (_, name) in found {
        if names.len() < most && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_parts_are_found_and_strangers_are_not() {
        let ids = ["exports", "imports", "trade-total", "trade-balance", "gdp"];
        assert_eq!(nearest("export", ids, 3), ["exports"]);
        assert_eq!(nearest("trade", ids, 3), ["trade-total", "trade-balance"]);
        assert!(nearest("cheese", ids, 3).is_empty() && nearest("", ids, 3).is_empty());
    }
}
