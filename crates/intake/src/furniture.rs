//! Page furniture by the words of whole paragraphs: `data/furniture.tsv`.

use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// One line of the table.
struct Pattern {
    longest: usize,
    regex: Regex,
    #[cfg(test)]
    example: &'static str,
}

struct Table {
    set: RegexSet,
    patterns: Vec<Pattern>,
    longest: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows = crate::table(include_str!("../data/furniture.tsv"));
    let mut sources = Vec::new();
    let mut patterns = Vec::new();
    for row in rows {
        let [_, longest, pattern, _example] = row[..] else { panic!("a line without four columns: {row:?}") };
        let source = format!("(?i)^(?:{pattern})$");
        patterns.push(Pattern {
            longest: longest.parse().expect("a length"),
            regex: Regex::new(&source).expect("a pattern"),
            #[cfg(test)]
            example: _example,
        });
        sources.push(source);
    }
    let set = RegexSet::new(sources).expect("patterns that compile one by one");
    let longest = patterns.iter().map(|pattern| pattern.longest).max().unwrap_or(0);
    Table { set, patterns, longest }
});

/// True where a trimmed paragraph is page furniture. Long paragraphs never are.
pub fn is_furniture(paragraph: &str) -> bool {
    let table = &*TABLE;
    if paragraph.len() > table.longest * 4 {
        return false;
    }
    let length = paragraph.chars().count();
    if length > table.longest {
        return false;
    }
    table.set.matches(paragraph).iter().any(|index| {
        let pattern = &table.patterns[index];
        length <= pattern.longest && pattern.regex.is_match(paragraph)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_furniture() {
        for pattern in &TABLE.patterns {
            assert!(pattern.regex.is_match(pattern.example), "{} !~ {}", pattern.regex, pattern.example);
            assert!(is_furniture(pattern.example), "{}", pattern.example);
        }
    }

    #[test]
    fn sentences_stay() {
        let sentences = [
            "Share prices in Norland fell after the ministry's statement.",
            "Norland and Sudria share a border of 400 kilometres.",
            "Related to this is the question of the pipeline.",
            "Read the treaty before you judge it, the minister told Sudria.",
            "Watch out for the next round of talks, said the envoy.",
            "Copyright law divided the two delegations.",
            "Copyright infringement was the main issue of the trade talks, the minister said.",
            "Subscribers to the treaty include Norland and Sudria.",
            "Register of ships: Norland will open it to Sudria's owners.",
            "Photographs of the wreck were handed to Sudria's embassy.",
            "The photo shows: Norland's tanks crossed the border, said the minister.",
            "Advertisements for Norland's army appeared in Sudria.",
            "More than 200 people were arrested.",
            "More on the dispute was expected from the two ministers on Monday.",
            "The minister signed up for the treaty.",
            "Join us, the president told Sudria.",
            "Cookies were among the goods banned by Norland.",
            "The report was published on Monday by the Norland ministry and accuses Sudria of fraud.",
            "\"We reject it,\" he said. \"The source: Norland.\"",
            "By Monday the troops had left.",
            "Sign the treaty, Norland urged.",
            "Click here, he said, pointing at the map of Sudria.",
            "No.",
            "Up next is Norland, whose president visits on Friday.",
            "See also how Norland treated its neighbours.",
            "The views expressed by Norland's envoy angered Sudria, and its ambassador was recalled.",
            "The story has been published in Sudria and led to protests at Norland's embassy.",
            "Follow the money, said the prosecutor of Norland.",
            "Reuters reported that Norland had agreed.",
            "Top news agency editors met in Norland.",
            "Get the troops into your country, he told Sudria's president.",
            "Email from the ministry shows that Norland knew.",
            "Search teams of Norland reached the site.",
            "Support our troops, said the president of Norland.",
            "Subscribe to the treaty, Norland urged its neighbours.",
            "Contact between Norland and Sudria has ceased.",
        ];
        let lost: Vec<&str> = sentences.into_iter().filter(|sentence| is_furniture(sentence)).collect();
        assert!(lost.is_empty(), "{lost:#?}");
    }
}
