//! Real articles beside the checkout, where they are present; without them the tests say so and pass.
#![allow(clippy::disallowed_methods)]

use intake::{IntakeError, Limits, read};
use model::{Document, Field, PartKind};
use std::path::{Path, PathBuf};

fn texts() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/texts");
    if !folder.is_dir() {
        eprintln!("skipped: {} is absent", folder.display());
        return None;
    }
    Some(folder)
}

fn one(path: &Path) -> Result<Document, IntakeError> {
    let bytes = std::fs::read(path).expect("a file");
    let mut documents = read(&bytes, &path.to_string_lossy(), &Limits::default())?;
    assert_eq!(documents.len(), 1, "{}", path.display());
    Ok(documents.remove(0))
}

#[test]
fn the_founding_article() {
    let Some(folder) = texts() else { return };
    let document = one(&folder.join("000_212a373057c48eb0.txt")).expect("a readable article");
    let header = &document.header;
    assert_eq!(header.outlet.value(), Some("Global Times"));
    assert_eq!(header.language.value(), Some("Chinese"));
    assert_eq!(
        (&header.date, &header.author, &header.page),
        (&Field::Blank, &Field::NotAvailable, &Field::NotAvailable)
    );
    assert_eq!((document.published, document.text_language.as_deref()), (None, Some("en")));
    let kinds: Vec<PartKind> = document.parts.iter().map(|part| part.kind).collect();
    let mut expected = vec![PartKind::Header];
    expected.extend([PartKind::Body; 10]);
    expected.extend([PartKind::Byline, PartKind::Furniture]);
    assert_eq!(kinds, expected);
}

/// Prints how many of the articles get each field (`-- --nocapture`), and asserts that all of them are read whole.
#[test]
fn the_newswire() {
    let Some(folder) = texts() else { return };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder.join("newswire"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let show = std::env::var_os("INTAKE_SHOW").is_some();
    let (mut outlet, mut date, mut day, mut title, mut dateline, mut byline, mut author, mut furniture, mut english) =
        (0, 0, 0, 0, 0, 0, 0, 0, 0);
    let mut refused = 0;
    for path in &paths {
        let document = match one(path) {
            Ok(document) => document,
            Err(error) => {
                println!("{}: {error}", path.display());
                refused += 1;
                continue;
            }
        };
        let has = |kind| document.parts_of(kind).next().is_some();
        outlet += usize::from(document.header.outlet.value().is_some());
        date += usize::from(document.published.is_some());
        day += usize::from(document.published.is_some_and(|published| published.start == published.end));
        title += usize::from(has(PartKind::Title));
        dateline += usize::from(has(PartKind::Dateline));
        byline += usize::from(has(PartKind::Byline));
        author += usize::from(document.header.author.value().is_some());
        furniture += usize::from(has(PartKind::Furniture));
        english += usize::from(document.text_language.as_deref() == Some("en"));
        assert!(has(PartKind::Body), "{}", path.display());
        if show {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            for part in &document.parts {
                println!("{name}\t{:?}\t{}", part.kind, part.span.of(&document.text).replace('\n', "⏎"));
            }
            println!(
                "{name}\tpublished\t{:?}\t{:?}\t{:?}",
                document.published, document.header, document.text_language
            );
        }
    }
    println!(
        "{} files: outlet {outlet}, date {date} (to the day {day}), headline {title}, dateline {dateline}, byline {byline}, \
         author {author}, furniture {furniture}, English {english}, refused {refused}",
        paths.len()
    );
    assert!(refused * 100 <= paths.len());
    assert!(outlet * 100 >= paths.len() * 99 && english * 100 >= paths.len() * 95);
}
