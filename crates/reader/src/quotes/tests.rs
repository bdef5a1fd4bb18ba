use super::quotes;
use crate::{Language, View, passage, read};
use model::{Dating, Finding, Genre, Quote, QuoteKind, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::english);

fn found(text: &str) -> Vec<Quote> {
    let reading = read(&LANGUAGE, &passage(text, None));
    reading
        .findings
        .into_iter()
        .filter_map(|finding| if let Finding::Quote(quote) = finding { Some(quote) } else { None })
        .collect()
}

/// Speaker, cue and content of each quotation, as text.
fn told(text: &str) -> Vec<String> {
    let words = |span: Span| span.of(text).to_owned();
    found(text)
        .iter()
        .map(|quote| {
            let speaker = quote.attribution.source.as_ref().map_or_else(String::new, |party| words(party.span));
            let cue = quote.attribution.cue.map_or_else(String::new, words);
            let content: Vec<String> = quote.content.iter().map(|span| words(*span)).collect();
            format!("{:?} {speaker} | {cue} | {}", quote.kind, content.join(" … "))
        })
        .collect()
}

#[test]
fn direct_speech_goes_on_after_the_cue() {
    let text = "“The talks have failed,” the Norwegian minister said. “We will not return to them.”";
    let expected = "Direct the Norwegian minister | said | The talks have failed, … We will not return to them.";
    assert!(told(text).iter().any(|quote| quote.replace("failed |", "failed, |") == expected), "{:?}", told(text));
}

#[test]
fn indirect_speech_is_a_clause() {
    let text = "The Kenyan president said that the two countries had agreed on a new border.";
    let expected = "Indirect The Kenyan president | said | that the two countries had agreed on a new border";
    assert_eq!(told(text), [expected]);
}

#[test]
fn a_phrase_names_the_speaker() {
    let text = "According to the foreign ministry, the envoy left the capital in May.";
    let quotes = told(text);
    assert!(
        quotes.iter().any(|quote| quote.contains("| According to | the envoy left the capital in May")),
        "{quotes:?}"
    );
}

#[test]
fn it_is_made_clear_that() {
    let text = "President Putin has made it clear that “there is no reason for such a step”.";
    let quotes = found(text);
    let quote = quotes.iter().find(|quote| quote.kind == QuoteKind::Direct).expect("a direct quotation");
    assert_eq!(quote.attribution.source.as_ref().map(|party| party.span.of(text)), Some("President Putin"));
}

#[test]
fn a_quotation_within_a_quotation_has_an_outer_speaker() {
    let text = "Turkish media reported that the president said the bridge would open soon.";
    let quotes = found(text);
    let inner = quotes.iter().find(|quote| quote.attribution.cue.is_some_and(|cue| cue.of(text) == "said"));
    let outer = inner.and_then(|quote| quote.attribution.outer.as_deref()).expect("an outer attribution");
    assert_eq!(outer.source.as_ref().map(|party| party.span.of(text)), Some("Turkish media"));
}

#[test]
fn names_and_scare_quotes_are_no_quotations() {
    for text in
        ["They joined the “anti-fog alliance” of the north in 2019.", "The “Treaty on Open Rivers” has 12 articles."]
    {
        assert!(found(text).iter().all(|quote| quote.kind == QuoteKind::Indirect), "{:?}", told(text));
    }
}

#[test]
fn marks_may_be_straight_curly_or_missing() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("«", "»")] {
        let text = format!("{open}We are ready to sign,{close} the ambassador said.");
        let quotes = found(&text);
        assert_eq!(quotes.len(), 1, "{:?}", told(&text));
        assert_eq!(quotes[0].kind, QuoteKind::Direct);
        assert_eq!(quotes[0].content[0].of(&text).trim_end_matches(','), "We are ready to sign");
    }
    assert!(found("He said: “We are ready to sign.").len() <= 1);
}

/// Who speaks in the founding article.
#[test]
#[allow(clippy::disallowed_methods)] // The article lies outside the repository.
fn the_founding_article() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/texts/000_212a373057c48eb0.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let quotes = found(&text);
    let speaks = |speaker: &str, part: &str, kind: QuoteKind| {
        quotes.iter().any(|quote| {
            quote.kind == kind
                && quote.attribution.source.as_ref().is_some_and(|party| party.span.of(&text).contains(speaker))
                && quote.content.iter().any(|span| span.of(&text).contains(part))
        })
    };
    for (speaker, part, kind) in [
        ("Putin", "no evidence", QuoteKind::Direct),
        ("Putin", "reached a high level", QuoteKind::Indirect),
        ("Putin", "Britain and France", QuoteKind::Indirect),
        ("Russian Ministry of Foreign Affairs", "respond quickly", QuoteKind::Indirect),
        ("Russian spokesperson", "an attempt to divorce", QuoteKind::Indirect),
        ("Russian media", "epidemic prevention", QuoteKind::Indirect),
        ("leaders of the two countries", "support and help each other", QuoteKind::Indirect),
    ] {
        assert!(speaks(speaker, part, kind), "{speaker}: {part}\n{:#?}", told(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Spans lie in the text on character boundaries, whatever the marks do.
    #[test]
    fn spans_lie_in_the_text(words in proptest::collection::vec(
        prop_oneof![
            Just("“"), Just("”"), Just("\""), Just("‘"), Just("’"), Just("«"), Just("»"), Just(","), Just(":"), Just("."),
            Just("\n\n"), Just("said"), Just("he"), Just("that"), Just("the minister"), Just("Ärger"), Just("according to"),
            Just("claims"), Just("to leave"), Just("told"), Just("what"), Just("—"), Just("made it clear"),
        ], 0..40)) {
        let text = words.join(" ");
        let document = passage(&text, None);
        let (sentences, states) = crate::grammar::with_states(&LANGUAGE.grammar, &document, &mut Vec::new());
        let dating = Dating::default();
        let view = View { language: &LANGUAGE, document: &document, sentences: &sentences, mentions: &[], dating: &dating, genre: Genre::default() };
        for quote in quotes(view, &states) {
            for witness in &quote.evidence.witnesses {
                let words = text.get(witness.span.start..witness.span.end);
                prop_assert!(words.is_some_and(|words| !words.is_empty()));
                prop_assert!(quote.evidence.span.contains(witness.span));
            }
        }
    }
}

#[test]
fn a_day_or_a_name_is_nothing_said() {
    for text in [
        "Canada imposed sanctions on Belarus on Monday.",
        "Iran attacked Israel.",
        "Chad opened an embassy in Oslo.",
        "Two writers published several books about the city.",
        "The farmers sought refuge in Chad.",
        "The minister supported himself on a stick.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_reported_of_a_promise_has_two_levels() {
    let text = "Russian media said that the president had promised that the pipeline would be finished in spring.";
    let quotes = found(text);
    let cue =
        |cue: &str| quotes.iter().find(|quote| quote.attribution.cue.is_some_and(|span| span.of(text).contains(cue)));
    let (outer, inner) = (cue("said").expect("the report"), cue("promised").expect("the promise"));
    assert!(outer.attribution.outer.is_none());
    let speaker = |attribution: &model::Attribution| attribution.source.as_ref().map(|party| party.span.of(text));
    assert_eq!(speaker(&inner.attribution), Some("the president"));
    assert_eq!(inner.attribution.outer.as_deref().and_then(speaker), Some("Russian media"));
    assert!(inner.content[0].of(text).ends_with("finished in spring"));
}

#[test]
fn a_day_a_year_and_a_share_do_not_speak() {
    for text in
        ["On Monday said that the road was open.", "In 2019, 12.5% said that the road was open.", "2020 says it all."]
    {
        for quote in found(text) {
            let speaker = quote.attribution.source.map_or("", |party| party.span.of(text));
            let nobody = speaker.is_empty();
            let somebody = speaker.contains(|c: char| c.is_alphabetic()) && !speaker.contains("Monday");
            assert!(nobody || somebody, "{speaker}: {text}");
        }
    }
}

#[test]
fn what_nobody_says_is_no_quotation() {
    for text in [
        "Dogs are not allowed in the national park.",
        "A delay seems likely.",
        "Only nine wolves were found in the forest.",
        "The site is known as Red Hill.",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
    let text = "Officials were accused of hiding the figures.";
    assert!(found(text).len() <= 1, "{:?}", told(text));
}

#[test]
fn turns_of_a_transcript_go_on_until_the_next_speaker() {
    let text = "QUESTION: Will the bridge be paid for?\n\nMR. OLSEN: It will.\n\nWe have the money.\n\n\
                QUESTION: When will the work begin?\n\n(Laughter.)\n";
    let turns: Vec<String> =
        told(text).into_iter().filter(|quote| quote.contains("| : |")).map(|quote| quote.replace('.', "")).collect();
    assert_eq!(turns.len(), 3, "{turns:?}");
    assert!(turns[1].contains("OLSEN | : | It will") && turns[1].ends_with("We have the money"), "{turns:?}");
    assert!(!turns[2].contains("Laughter"), "{turns:?}");
}

#[test]
fn a_signature_names_the_speaker_of_a_paragraph() {
    for open in ['“', '”'] {
        let text = format!("{open}The river belongs to all of us, and we will share it.” ― Ann Harper\n");
        let quotes = told(&text);
        let expected = "Ann Harper | ― | The river belongs to all of us, and we will share it";
        assert!(quotes.iter().any(|quote| quote.contains(expected)), "{quotes:?}");
    }
}
