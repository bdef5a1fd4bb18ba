//! The language core on sentences written for the project, and its promises on any text.

use model::{Sentence, Span, Tense, Upos, VerbForm, Voice};
use proptest::prelude::*;
use reader::grammar::names::Class;
use reader::grammar::{self, Grammar};
use std::sync::LazyLock;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(Grammar::embedded);

fn read(text: &str) -> (Vec<Sentence>, Vec<model::Problem>) {
    let mut problems = Vec::new();
    let sentences = grammar::sentences(&GRAMMAR, &reader::passage(text, None), &mut problems);
    (sentences, problems)
}

fn words(text: &str) -> String {
    let sentences = read(text).0;
    let lines: Vec<String> = sentences
        .iter()
        .map(|sentence| sentence.tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join(" "))
        .collect();
    lines.join(" | ")
}

#[test]
fn tokens_follow_the_treebanks() {
    for (text, expected) in [
        ("Norland don't trade.", "Norland do n't trade ."),
        ("Russia's and Sudria’s ministers can’t agree.", "Russia 's and Sudria ’s ministers ca n’t agree ."),
        ("Trade hit US$78.5 billion, up 12.5%.", "Trade hit US$ 78.5 billion , up 12.5 % ."),
        ("The U.S.-led talks cost $5bn at 5pm.", "The U.S. - led talks cost $ 5 bn at 5 pm ."),
        ("A long-term, anti-war ex-minister co-operated.", "A long - term , anti-war ex-minister co-operated ."),
        (
            "See https://example.org/a?b=c. Write to x.y@example.org!",
            "See https://example.org/a?b=c . | Write to x.y@example.org !",
        ),
        ("“We cannot wait,” he said.", "“ We can not wait , ” he said ."),
        (
            "On 11/28/2000, 20,000 people (5-10% of them) left.",
            "On 11/28/2000 , 20,000 people ( 5 - 10 % of them ) left .",
        ),
        ("the students' books and AT&T's 5G", "the students ' books and AT&T 's 5G"),
        ("😀😀 Wait... what?!", "😀😀 Wait ... what ?!"),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn sentences_end_where_they_should() {
    for (text, expected) in [
        ("Mr. Smith met Gen. Lee. They talked.", "Mr. Smith met Gen. Lee . | They talked ."),
        (
            "The U.S. Senate met. It left the U.S. The rest stayed.",
            "The U.S. Senate met . | It left the U.S. | The rest stayed .",
        ),
        ("\"Go away!\" he said. She went.", "\" Go away ! \" he said . | She went ."),
        ("He said: “We agree.” Then he left.", "He said : “ We agree . ” | Then he left ."),
        ("Talks resume in Norland\n\nThe ministers met.", "Talks resume in Norland | The ministers met ."),
        ("Acme Inc. signed on Sept. 5 and left etc. in May.", "Acme Inc. signed on Sept. 5 and left etc. in May ."),
        ("It was signed in 2009. year. Later it lapsed.", "It was signed in 2009 . year . | Later it lapsed ."),
        ("They waited . . . and waited.", "They waited . . . and waited ."),
        ("Article No. 5 of J. Doe's draft. No. It fell.", "Article No. 5 of J. Doe 's draft . | No . | It fell ."),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn a_sentence_has_its_grammar() {
    let text = "Norland's parliament condemned the attack, and three officers were arrested by the police on Monday.";
    let sentence = read(text).0.remove(0);
    let find = |word: &str| sentence.tokens.iter().position(|token| token.span.of(text) == word).expect(word);
    let token = |word: &str| &sentence.tokens[find(word)];
    assert_eq!(token("condemned").lemma, "condemn");
    assert_eq!(token("condemned").upos, Upos::Verb);
    assert_eq!(token("condemned").features.tense, Some(Tense::Past));
    assert_eq!(token("parliament").head, Some(find("condemned")));
    assert_eq!(token("parliament").relation, "nsubj");
    assert_eq!(token("attack").relation, "obj");
    assert_eq!(token("officers").lemma, "officer");
    assert_eq!(token("officers").relation, "nsubj:pass");
    assert_eq!(token("arrested").features.voice, Some(Voice::Passive));
    assert_eq!(token("arrested").features.verb_form, Some(VerbForm::Participle));
    assert_eq!(token("police").relation, "obl:agent");
    assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
}

#[test]
fn names_are_found() {
    let text = "President Emmanuel Macron of France met officials of the European Union in Berlin. Macron thanked German voters.";
    let document = reader::passage(text, None);
    let sentences = read(text).0;
    let found: Vec<(&str, Class)> = grammar::names(&GRAMMAR, &document, &sentences)
        .into_iter()
        .map(|name| (name.span.of(text), name.class))
        .collect();
    for expected in [
        ("Emmanuel Macron", Class::Person),
        ("France", Class::Location),
        ("European Union", Class::Organization),
        ("Berlin", Class::Location),
        ("Macron", Class::Person),
        ("German", Class::Nationality),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
}

#[test]
fn a_text_without_a_stop_is_cut_and_said_so() {
    let text = "the minister and ".repeat(34_000);
    let (sentences, problems) = read(&text);
    assert!(sentences.iter().all(|sentence| sentence.tokens.len() <= 300));
    assert_eq!(sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>(), 102_000);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, "sentence-too-long");
}

#[test]
fn odd_characters_are_read_and_said_so() {
    let (sentences, problems) = read("The \u{0}min\u{7}ister\u{1b}[0m left.\u{fffd}");
    assert!(!sentences.is_empty());
    assert!(problems.iter().any(|problem| problem.code == "control-characters"));
    assert!(problems.iter().any(|problem| problem.code == "replaced-characters"));
    let (sentences, problems) = read("Министр уехал в Пекин. 部长去了北京。");
    assert_eq!(sentences.len(), 2);
    assert!(problems.iter().any(|problem| problem.code == "other-script"));
    for text in ["", " \n\t\u{200b}", "a", "-", "...", "’", "\u{301}", "😀\u{200d}😀", "$$$$$", "))))((("] {
        read(text);
    }
    // One chunk of every kind, long: nothing may be quadratic.
    for piece in
        ["a", "1", ".", "-", "'", "1-", "1,", "a.", "a'", "@", "http://a", "1/", "A&", "\"", "é", "中", "x@", "a.com"]
    {
        read(&piece.repeat(20_000));
    }
}

fn check(text: &str) {
    let (sentences, _) = read(text);
    let mut end = 0;
    for sentence in &sentences {
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
        assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].span.end);
        for token in &sentence.tokens {
            let Span { start, end: stop } = token.span;
            assert!(end <= start && start < stop && stop <= text.len());
            assert!(text.is_char_boundary(start) && text.is_char_boundary(stop));
            assert!(!text[start..stop].contains(char::is_whitespace));
            assert!(token.head.is_none_or(|head| head < sentence.tokens.len()));
            end = stop;
        }
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
    }
    let kept: usize = sentences.iter().flat_map(|sentence| &sentence.tokens).map(|token| token.span.len()).sum();
    let written: usize = text.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    assert!(kept >= written, "every letter and digit lies in a token");
    assert_eq!(read(text).0, sentences);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn spans_hold_on_any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn spans_hold_on_text_like_news(text in "([A-Z]?[a-z]{0,6}|[0-9]{1,4}|Mr|U|S|n't|https://a\\.b|x@y\\.z|’s|'s|\\$|€)([ .,'’\"”“()\n-]{0,3}([A-Z]?[a-z]{0,6}|[0-9]{1,4}|[.,!?;:'’\"“”()/&@#$%-]{0,3})){0,30}") {
        check(&text);
    }
}
