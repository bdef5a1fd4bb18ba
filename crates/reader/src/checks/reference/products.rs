//! Which product of a table a claim means: by the words of both.

use super::compose::{Figures, Statistic};
use std::collections::{BTreeMap, BTreeSet};

/// The statistics that measure what a claim is cut by: all products together for a claim that is not cut, and for one that
/// is, those whose product has all its words. Of a heading and its own subheadings the heading counts; where several
/// headings fit, all are given.
pub(super) fn of_dimension<'f>(
    statistics: BTreeMap<Statistic, Figures<'f>>,
    dimension: Option<&str>,
) -> BTreeMap<Statistic, Figures<'f>> {
    let Some(dimension) = dimension else {
        return statistics.into_iter().filter(|(known, _)| known.product.is_empty() && known.cut.is_empty()).collect();
    };
    let wanted = stems(dimension);
    let mut fitting: BTreeMap<Statistic, Figures> = statistics
        .into_iter()
        .filter(|(known, _)| !known.product.is_empty() && known.cut.is_empty() && !wanted.is_empty())
        .filter(|(known, _)| {
            let named = stems(if known.product_name.is_empty() { &known.product } else { &known.product_name });
            wanted
                .iter()
                .all(|stem| named.iter().any(|own| own == stem || own.starts_with(stem.as_str()) && stem.len() >= 4))
        })
        .collect();
    let codes: BTreeSet<String> = fitting.keys().map(|known| known.product.clone()).collect();
    let below = |code: &str| codes.iter().any(|other| other.len() < code.len() && code.starts_with(other.as_str()));
    fitting.retain(|known, _| !below(&known.product));
    fitting
}

/// The telling words of a product, without the endings of number.
fn stems(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| {
            !matches!(word.as_str(), "" | "and" | "or" | "of" | "the" | "other" | "product" | "products" | "goods")
        })
        .map(|word| {
            let stem = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
            stem.or_else(|| word.strip_suffix('s').filter(|stem| stem.len() > 2).map(str::to_owned)).unwrap_or(word)
        })
        .collect()
}
