//! One text of our own for each format, with its parts as a snapshot.

use intake::{IntakeError, Limits, read};
use model::{Document, Field};
use std::fmt::Write;

fn documents(text: &str) -> Vec<Document> {
    read(text.as_bytes(), "test.txt", &Limits::default()).expect("a readable text")
}

/// Header, date and parts of a document, one to a line.
fn show(document: &Document) -> String {
    let mut shown = String::new();
    let header = &document.header;
    let fields = [
        ("outlet", &header.outlet),
        ("language", &header.language),
        ("date", &header.date),
        ("author", &header.author),
        ("page", &header.page),
        ("title", &header.title),
        ("url", &header.url),
    ];
    for (name, field) in fields {
        match field {
            Field::Given(value, span) => {
                let words = span.of(&document.text);
                let place = if span.is_empty() {
                    "not in the text"
                } else if words == value {
                    "as written"
                } else {
                    words
                };
                writeln!(shown, "{name}: {value} [{place}]").unwrap();
            }
            Field::NotAvailable => writeln!(shown, "{name}: not available").unwrap(),
            Field::Blank => writeln!(shown, "{name}: blank").unwrap(),
            Field::Absent => {}
        }
    }
    if let Some(published) = document.published {
        writeln!(shown, "published: {}/{}", published.start, published.end).unwrap();
    }
    for part in &document.parts {
        writeln!(shown, "{:?}| {}", part.kind, part.span.of(&document.text).replace('\n', "⏎").replace('\r', "␍"))
            .unwrap();
    }
    shown
}

fn show_all(text: &str) -> String {
    documents(text).iter().map(show).collect::<Vec<_>>().join("---\n")
}

#[test]
fn a_digest() {
    insta::assert_snapshot!(show_all(
        "Journal : Norland Daily (French) Date : 13/1/2021 Author : NA Page No. : \n\n\
         Norland and Sudria sign a fisheries pact\n\n\
         By Mara Vell\n\n\
         NORHAVEN, Jan 12 (NPA) - Norland and Sudria signed a fisheries pact on Tuesday.\n\n\
         Advertisement\n\n\
         Exports rose by 4%, the ministry said.\n\n\
         (The author is a lecturer at the Institute of Sea Law)\n\nShare now"
    ));
}

#[test]
fn a_digest_with_other_names_and_order() {
    insta::assert_snapshot!(show_all(
        "Date:2021-02-03 | Newspaper:Sudria Post | Page:n/a | Headline:Sudria recalls its envoy | By: Jon Ober\r\n\
         \r\nSudria recalled its envoy from Norland.\r\nNorland regretted the step.\r\n"
    ));
}

#[test]
fn several_items() {
    insta::assert_snapshot!(show_all(
        "Journal : Norland Daily Date : 3 May 2021 Author : N/A Page No. : 2\n\nNorland sent aid to Sudria.\n\n\
         Journal : Sudria Post (Arabic) Date : Author : Jon Ober Page No. : NA\n\nSudria thanked Norland for the aid.\n\n\
         The ministers will meet again.\n\n\
         Journal : Osterland Times Date : 05.05.2021 Author : - Page No. : 11\n\nOsterland closed its port.\n"
    ));
}

#[test]
fn several_items_with_headlines_above() {
    insta::assert_snapshot!(show_all(
        "Aid for Sudria\nJournal : Norland Daily Date : 3 May 2021 Author : NA\n\nNorland sent aid to Sudria.\n\n\
         Port closed\nJournal : Osterland Times Date : 5 May 2021 Author : NA\n\nOsterland closed its port.\n"
    ));
}

#[test]
fn one_field_a_line() {
    insta::assert_snapshot!(show_all(
        "Source : Norland Daily\nLanguage : French\nDate : January 2021\nAuthor :\nPage No : 4-5\nTitle : Talks resume\n\n\
         Talks between Norland and Sudria resumed.\n"
    ));
}

#[test]
fn mail_like() {
    insta::assert_snapshot!(show_all(
        "From: Mara Vell <mara.vell@norland.example>\nTitle: Norland and Sudria resume\n talks on the river\n\
         Source: Norland Daily\nDate: Wed, 13 Jan 2021 08:00:00 +0300\nX-Section: Foreign\n\
         URL: https://norland.example/2021/01/13/talks\n\nNorland and Sudria resumed their talks.\n\nRead more\n"
    ));
}

#[test]
fn a_mime_mail() {
    insta::assert_snapshot!(show_all(
        "From: =?utf-8?q?M=C3=A1ra_Vell?= <mara.vell@norland.example>\r\nSubject: River talks\r\nMIME-Version: 1.0\r\n\
         Date: Wed, 13 Jan 2021 08:00:00 +0300\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\nNorland=92s envoy met S=FAdria's president at the =\r\nriver.\r\n"
    ));
}

#[test]
fn a_mail_of_html_alone_keeps_its_own_date_and_sender() {
    insta::assert_snapshot!(show_all(
        "From: Mara Vell <mara.vell@norland.example>\r\nSubject: River talks\r\nMIME-Version: 1.0\r\n\
         Date: Wed, 13 Jan 2021 08:00:00 +0300\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
         <html><body><p>Envoys of Norland and Sudria met at the river on Tuesday.</p></body></html>\r\n"
    ));
}

#[test]
fn an_address_and_a_dateline() {
    insta::assert_snapshot!(show_all(
        "https://www.norland.example/2021/01/river-talks/\n\nRiver talks resume after a year\n\n\
         NORHAVEN, NORLAND, Jan 13 2021 (NPA) - Norland and Sudria resumed their talks.\n\n\
         Envoys at the river. Photo: Norland Press Agency\n\n\"We are content,\" the envoy said.\n\nNorland Press Bureau Report\n"
    ));
}

#[test]
fn lines_of_fixed_width_are_one_paragraph() {
    insta::assert_snapshot!(show_all(
        "Norland's foreign minister travelled to the capital of Sudria on Monday\n\
         for talks about the bridge that the two countries have been planning for\n\
         ten years.\n\nThe bridge is to be opened in the summer of next year, the minister said\n\
         in the evening.\n"
    ));
}

#[test]
fn datelines() {
    let lines = [
        "RIYADH — Norland's envoy arrived.",
        "NORHAVEN (Reuters) - Norland's envoy arrived.",
        "NORHAVEN, July 25 (Xinhua) -- Norland's envoy arrived.",
        "NORHAVEN – 26 July 2022: Norland's envoy arrived.",
        "NORHAVEN, Osterland Prefecture--Norland's envoy arrived.",
        "KUALA LUMPUR: Norland's envoy arrived.",
        "Mumbai, India – Norland's envoy arrived.",
        "SINGAPORE (Feb. 25, 2021) — Norland's envoy arrived.",
        "(NPA) - Norland's envoy arrived.",
        "Norland's envoy – a friend of the president – arrived.",
        "The envoy arrived on July 25 - a Monday - with his family.",
        "He said: Norland's envoy arrived.",
        "In 2021 Norland's envoy arrived: The talks began.",
        "UN: Norland's envoy arrived.",
    ];
    let shown: Vec<String> = lines.iter().map(|line| show_all(line)).collect();
    insta::assert_snapshot!(shown.join("---\n"));
}

#[test]
fn a_page() {
    let page = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>River talks resume | Norland Daily</title>
        <meta property="og:title" content="River talks resume"><meta property="og:site_name" content="Norland Daily">
        <meta name="author" content="Mara Vell"><meta property="article:published_time" content="2021-01-13T08:00:00Z"></head>
        <body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>River talks resume</h1>
        <p>Norland and Sudria resumed their talks about the river on Wednesday, the foreign ministry of Norland said in the morning.</p>
        <p>The two countries had broken off the talks a year ago, when Sudria recalled its envoy, &amp; neither side had met since then.</p>
        <script>alert("no")</script><p>&lt;script&gt;alert(1)&lt;/script&gt; was found on the ministry's page, the ministry of Norland said, and was taken down again.</p>
        <p>Share now</p></article><footer>© 2021 Norland Daily</footer></body></html>"#;
    insta::assert_snapshot!(show_all(page));
}

#[test]
fn a_byline_is_not_a_time_and_a_sentence_is_not_a_headline() {
    let shown = show_all(
        "By Monday evening\n\nNorland had left.\n\nBy MARA VELL and Jon Ober in Norhaven\n\n\"We did,\" he said.\n\nBy then it was late.",
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn encodings() {
    let words =
        "Le président de la Norlande a été reçu à Genève; la délégation s'est déclarée satisfaite de l'échange.";
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(words);
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xEF\xBB\xBF", words.as_bytes()].concat();
    let limits = Limits::default();
    for bytes in [latin.as_ref(), words.as_bytes(), &utf16, &marked] {
        let document = &read(bytes, "x", &limits).expect("a readable text")[0];
        assert_eq!((document.text.as_str(), document.replaced_characters), (words, 0));
        assert_eq!(document.text_language.as_deref(), Some("fr"));
    }
    let mut damaged = words.as_bytes().repeat(20);
    damaged.insert(0, 0xFF);
    assert_eq!(read(&damaged, "x", &limits).expect("a readable text")[0].replaced_characters, 1);
    let page = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xCD\xEE\xF0\xE4 \xEF\xEE\xE4\xEF\xE8\xF1\xE0\xEB</p></body></html>";
    assert!(read(page, "x", &limits).expect("a readable page")[0].text.contains("Норд подписал"));
}

#[test]
fn the_id_is_of_the_text_alone() {
    let one = documents("Norland thanked Sudria.").remove(0);
    let other = read(b"Norland thanked Sudria.", "elsewhere", &Limits::default()).expect("a readable text").remove(0);
    assert_eq!(one.id, other.id);
    // The first half of what `printf 'Norland thanked Sudria.' | sha256sum` prints.
    assert_eq!(one.id, "198f03b010fc88bad896defc6efddd38");
}

#[test]
fn refusals_say_what_and_what_to_do() {
    let limits = Limits { max_bytes: 1_000, ..Limits::default() };
    let refused = |bytes: &[u8]| read(bytes, "x", &limits).expect_err("a refusal");
    let messages = [
        b"".as_slice(),
        b" \n\t ",
        b"\xEF\xBB\xBF",
        b"%PDF-1.7 ...",
        b"PK\x03\x04\x14\0....word/document.xml",
        b"PK\x03\x04....",
        b"\xFF\xD8\xFF\xE0....",
        b"abc\0def\0\0",
        b"{\\rtf1\\ansi}",
        b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
        b"{\"title\": 1}",
        b"WARC/1.0\r\n",
        &[b'a'; 1_001],
        b"\x01\x02\x03\x04\x05abc",
        b"12 34 ...",
        b"<html><body></body></html>",
        b"<html><script>var a = 'b';</script></html>",
    ]
    .map(|bytes| refused(bytes).to_string());
    insta::assert_snapshot!(messages.join("\n"));
    assert!(matches!(refused(&[b'a'; 1_001]), IntakeError::TooLarge { size: 1_001, limit: 1_000 }));
}
