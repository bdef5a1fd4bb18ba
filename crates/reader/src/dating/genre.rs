//! News or opinion.

use crate::data;
use crate::numbers::{Kind, Line};
use model::{Document, Genre, PartKind, Sentence};
use serde::Deserialize;
use std::sync::LazyLock;

/// The words of `language/en/lexicon/genre.toml`.
#[derive(Deserialize)]
pub(super) struct Words {
    opinion_addresses: Vec<String>,
    news_addresses: Vec<String>,
    author_notes: Vec<String>,
    opinion_titles: Vec<String>,
    opinion_words: Vec<String>,
    report_words: Vec<String>,
    pub former_words: Vec<String>,
    pub past_words: Vec<String>,
    /// Words before the time of an event that is near.
    pub awaiting_phrases: Vec<String>,
    /// Words before a time by which something is to be done.
    pub target_phrases: Vec<String>,
    pub office_followers: Vec<String>,
    pub provisional_words: Vec<String>,
    /// Words after which a time is the one compared with.
    pub comparing_words: Vec<String>,
}

/// The words, loaded once.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = data::file("language/en/lexicon/genre.toml").expect("genre.toml is embedded");
    toml::from_str(text).expect("genre.toml is valid")
});

/// News or opinion: by the address first, then by a note on the author or a word in the title, then by the words.
/// Unknown where they do not decide.
pub fn genre(document: &Document, sentences: &[Sentence]) -> Genre {
    let has = |text: &str, list: &[String]| list.iter().any(|phrase| text.contains(phrase.as_str()));
    let address = document.header.url.value().unwrap_or(&document.source).to_lowercase();
    let address = if address.contains("://") { address } else { String::new() };
    if has(&address, &WORDS.opinion_addresses) {
        return Genre::Opinion;
    }
    let notes = document.parts.iter().filter(|part| matches!(part.kind, PartKind::Byline | PartKind::Body));
    let author = notes.map(|part| part.span.of(&document.text)).any(|text| {
        let short: String = text.chars().take(300).collect::<String>().to_lowercase();
        // In the body only a paragraph that begins with the note is one.
        let begins = short.trim_start_matches(['(', '*', '—', '-', ' ']);
        WORDS.author_notes.iter().any(|note| {
            begins.starts_with(note.as_str())
                || text.len() < 300
                    && short.contains(note.as_str())
                    && begins.len() < 300
                    && short.trim_start().starts_with('(')
        })
    });
    if author {
        return Genre::Opinion;
    }
    let titled = document.parts_of(PartKind::Title).any(|(_, title)| {
        let title = title.trim().to_lowercase();
        WORDS.opinion_titles.iter().any(|word| title.starts_with(word.as_str()))
    });
    if titled {
        return Genre::Opinion;
    }
    let (mut opinion, mut report, mut words) = (0, 0, 0);
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        let mut quoted = false;
        for at in 0..line.len() {
            match line.word(at) {
                "“" => quoted = true,
                "”" => quoted = false,
                "\"" => quoted = !quoted,
                _ if quoted || line.kind(at) != Some(Kind::Word) => {}
                word => {
                    words += 1;
                    // `US` is a state, `us` a view.
                    opinion +=
                        usize::from(WORDS.opinion_words.iter().any(|view| word == view) && line.original(at) != "US");
                    report += usize::from(WORDS.report_words.iter().any(|told| word == told));
                }
            }
        }
    }
    if words < 80 {
        return if has(&address, &WORDS.news_addresses) { Genre::News } else { Genre::Unknown };
    }
    let per_thousand = |count: usize| count as f64 * 1000.0 / words as f64;
    let (opinion, report) = (per_thousand(opinion), per_thousand(report));
    if opinion > 12.0 && opinion > 1.5 * report {
        Genre::Opinion
    } else if report > 6.0 && report > opinion || has(&address, &WORDS.news_addresses) && opinion < 8.0 {
        Genre::News
    } else {
        Genre::Unknown
    }
}
