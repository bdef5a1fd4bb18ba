//! Embeds the data of `ontology/` and `language/en/` and generates one test per rule file that carries examples.
//!
//! A data file is found by being there: nothing else has to be touched when one is added.

#![allow(clippy::disallowed_methods)] // A build script reads files and what cargo says in the environment.

use flate2::read::GzDecoder;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let root = manifest.join("../..").canonicalize()?;
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut files = Vec::new();
    for folder in ["ontology", "language/en"] {
        println!("cargo::rerun-if-changed={}", root.join(folder).display());
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut texts = String::from("&[\n");
    let mut weights = String::from("&[\n");
    let mut tests = String::new();
    for file in &files {
        let name = file.strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/");
        let path = file.to_string_lossy();
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("toml" | "tsv") => {
                let _ = writeln!(texts, "({name:?}, include_str!({path:?})),");
                if has_examples(file)? {
                    let function: String = name
                        .trim_end_matches(".toml")
                        .chars()
                        .map(
                            |character| {
                                if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '_' }
                            },
                        )
                        .collect();
                    let _ = writeln!(tests, "#[test]\nfn {function}() {{ crate::rules::check_file({name:?}); }}");
                }
            }
            Some("bin") => {
                let _ = writeln!(weights, "({name:?}, include_bytes!({path:?})),");
            }
            // Packed in the repository for its size, unpacked in the binary for its start-up.
            Some("gz") => {
                let name = name.trim_end_matches(".gz");
                assert!(!root.join(name).exists(), "{name} lies beside its packed form: remove it");
                let unpacked = out.join(name.replace('/', "_"));
                let mut bytes = Vec::new();
                GzDecoder::new(fs::File::open(file)?).read_to_end(&mut bytes)?;
                fs::write(&unpacked, bytes)?;
                let _ = writeln!(weights, "({name:?}, include_bytes!({unpacked:?})),");
            }
            _ => {}
        }
    }
    fs::write(out.join("texts.rs"), texts + "]")?;
    fs::write(out.join("weights.rs"), weights + "]")?;
    fs::write(out.join("rule_tests.rs"), tests)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// True for a rule file: one that has a `[[yes]]` example at the top level.
fn has_examples(file: &Path) -> io::Result<bool> {
    Ok(file.extension().is_some_and(|extension| extension == "toml")
        && fs::read_to_string(file)?.lines().any(|line| line.trim() == "[[yes]]"))
}
