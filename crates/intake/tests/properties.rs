//! What holds for any bytes: no panic, spans in order on character boundaries, the same bytes give the same documents; and
//! for hostile input: no stack overflow, linear time.

use intake::{IntakeError, Limits, read};
use model::{Document, Field};
use proptest::prelude::*;

fn check(document: &Document) {
    let text = &document.text;
    let mut end = 0;
    for part in &document.parts {
        assert!(part.span.start >= end && part.span.start < part.span.end, "{:?}", document.parts);
        assert!(text.get(part.span.start..part.span.end).is_some(), "{:?} off a character boundary", part.span);
        end = part.span.end;
    }
    let header = &document.header;
    for field in
        [&header.outlet, &header.language, &header.date, &header.author, &header.page, &header.title, &header.url]
    {
        if let Field::Given(value, span) = field {
            assert!(!value.is_empty());
            assert!(text.get(span.start..span.end).is_some(), "{span:?} off a character boundary");
        }
    }
    if let Some(published) = document.published {
        assert!(published.start <= published.end);
    }
}

fn check_bytes(bytes: &[u8]) -> Result<Vec<Document>, IntakeError> {
    let found = read(bytes, "https://norland.example/2021/01/13/x", &Limits::default());
    assert_eq!(found, read(bytes, "https://norland.example/2021/01/13/x", &Limits::default()));
    if let Ok(documents) = &found {
        assert!(!documents.is_empty());
        documents.iter().for_each(check);
    }
    found
}

/// Pieces of which articles and their damage are made.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        "\t",
        "Journal",
        "Date",
        "Author :",
        "Page No. :",
        " : ",
        "：",
        "Title: ",
        "From:",
        "NA",
        "(Chinese)",
        "13/1/2021",
        "July 25",
        "2021",
        "NORHAVEN",
        " — ",
        "--",
        "(NPA) -",
        "By Mara Vell",
        "(The author is",
        ")",
        "Share now",
        "Norland thanked Sudria.",
        "é",
        "新",
        "\u{feff}",
        "\u{200b}",
        "https://www.norland.example/2021/06/",
        "<p>",
        "<html>",
        "</p>",
        "<script>",
        "&amp;",
        "MIME-Version: 1.0\n",
        "Content-Type: text/html\n",
        "=?utf-8?q?a?=",
        "\"",
        "”",
        "Photo: ",
        "Read more",
        "...",
        "\u{0}",
        "İ",
        "ǆ",
        "ﬀ",
    ];
    prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = check_bytes(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        let _ = check_bytes(text.as_bytes());
    }

    #[test]
    fn any_pieces(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let mail = text.contains("MIME") || text.contains("Content-Type");
        if let Ok(documents) = check_bytes(text.as_bytes()) && !text.contains('<') && !mail {
            // A text that is neither a page nor a mail is kept whole.
            let kept: String = documents.iter().map(|document| document.text.as_str()).collect();
            prop_assert_eq!(kept, text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}

#[test]
fn nested_tags_are_refused() {
    for tag in
        ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<span a=1>", "<p><i>", "<svg><g>", "<DIV\n>", "<b/>", "<x>"]
    {
        let page = format!("<html><body>{}words", tag.repeat(100_000));
        let refused = check_bytes(page.as_bytes());
        assert!(matches!(refused, Err(IntakeError::TooComplex { .. })), "{tag}: {refused:?}");
    }
}

#[test]
fn shapes_of_a_drawing_do_not_nest_in_it_and_do_elsewhere() {
    let words = "<p>Norland thanked Sudria, and the two ministers met again in the evening.</p>";
    let page = |shapes: &str| format!("<html><body>{words}{shapes}</body></html>");
    let drawing = page(&format!("<svg>{}</svg>", "<path d=\"M0 0\"/>".repeat(2_000)));
    assert!(check_bytes(drawing.as_bytes()).is_ok());
    for hidden in [
        "<template>".repeat(4_000),
        format!("<template>{}", "<div>".repeat(4_000)),
        format!("<table><template>{}", "<b>".repeat(4_000)),
    ] {
        let _ = check_bytes(page(&hidden).as_bytes());
    }
    let refused = check_bytes(page(&"<path/>".repeat(20_000)).as_bytes());
    assert!(matches!(refused, Err(IntakeError::TooComplex { .. })), "{refused:?}");
}

#[test]
fn nesting_in_tags_that_close_themselves_is_shallow() {
    for tag in ["<p>", "<li>", "<td>", "<option>", "<dd><dt>", "<tr><td>", "<p><br>"] {
        let page = format!("<html><body><p>Norland thanked Sudria.</p>{}words", tag.repeat(5_000));
        let _ = check_bytes(page.as_bytes());
    }
}

#[test]
fn hostile_texts_are_read() {
    for text in [
        "a".repeat(1_000_000),
        "Norland thanked Sudria. ".repeat(40_000),
        "Date : ".repeat(100_000),
        "Date : x Author : y\n".repeat(3_000),
        "Journal : x Date : y\n\n".repeat(5_000),
        "NORHAVEN, ".repeat(200_000),
        "\n".repeat(300_000) + "Norland",
        "(((((".repeat(300_000) + "Norland",
        "By Mara ".repeat(200_000),
        "\u{feff}\u{200b} Norland".repeat(50_000),
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n".to_owned() + &"--a\n\n".repeat(20_000),
        "<!--".repeat(100_000) + "Norland",
    ] {
        let limits = Limits::default();
        if let Ok(documents) = read(text.as_bytes(), "x", &limits) {
            documents.iter().for_each(check);
        }
    }
}
