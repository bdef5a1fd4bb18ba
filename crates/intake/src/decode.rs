//! Bytes to text: what sort of bytes they are, and in which encoding.

use crate::{IntakeError, Limits};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text, and how many characters had to be replaced (U+FFFD) to get it.
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// Replacement characters in it.
    pub replaced: usize,
}

/// The bytes from which formats are recognised: offset, bytes, name.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "a PDF document"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a Microsoft Office document of the old kind"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\x1F\x8B", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xFD7zXZ\0", "an xz archive"),
    (0, b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (0, b"Rar!\x1A\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x89PNG\r\n", "a PNG image"),
    (0, b"\xFF\xD8\xFF", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (4, b"ftyp", "a video, sound or HEIC image file"),
    (0, b"ID3", "an MP3 sound file"),
    (0, b"OggS", "an Ogg sound or video file"),
    (0, b"fLaC", "a FLAC sound file"),
    (0, b"\x1A\x45\xDF\xA3", "a Matroska or WebM video"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"\x7FELF", "a program (ELF)"),
    (0, b"MZ\x90\0", "a Windows program"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
];

/// Text formats that are known and not read: how they begin, and their name.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("WARC/1.", "a WARC web archive"),
    ("<rss", "an RSS feed"),
    ("<feed", "an Atom feed"),
    ("<rdf:RDF", "an RDF feed"),
    ("<svg", "an SVG image"),
    ("<urlset", "a sitemap"),
    ("%!PS", "a PostScript document"),
    ("{\"", "JSON"),
    ("[{", "JSON"),
    ("\\documentclass", "a LaTeX document"),
];

/// Decodes `bytes`. Byte order mark first, then valid UTF-8, then what an HTML page declares, then detection.
///
/// # Errors
/// [`IntakeError::TooLarge`], [`IntakeError::Empty`], [`IntakeError::Binary`], [`IntakeError::Unsupported`] or
/// [`IntakeError::NotText`].
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, IntakeError> {
    if bytes.len() > limits.max_bytes {
        return Err(IntakeError::TooLarge { size: bytes.len(), limit: limits.max_bytes });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty { size: bytes.len() });
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(IntakeError::Binary { kind });
    }
    let (encoding, marked) = encoding(bytes)?;
    let text = match encoding.decode_without_bom_handling(&bytes[marked..]).0 {
        std::borrow::Cow::Borrowed(text) => text.to_owned(),
        std::borrow::Cow::Owned(text) => text,
    };
    check(&text, bytes.len())?;
    let replaced = text.matches('\u{fffd}').count();
    Ok(Decoded { text, replaced })
}

/// The kind of a file that is no text, by its first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let head = &bytes[..bytes.len().min(4_000)];
        let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
        return Some(match () {
            () if holds(b"word/") => "a Word document (docx)",
            () if holds(b"xl/") => "an Excel workbook (xlsx)",
            () if holds(b"ppt/") => "a PowerPoint presentation (pptx)",
            () if holds(b"application/epub+zip") => "an EPUB book",
            () if holds(b"application/vnd.oasis") => "an OpenDocument file",
            () => "a ZIP archive",
        });
    }
    let found =
        SIGNATURES.iter().find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)));
    found.map(|(_, _, kind)| *kind)
}

/// The encoding, and the length of the byte order mark.
fn encoding(bytes: &[u8]) -> Result<(&'static Encoding, usize), IntakeError> {
    if let Some(found) = Encoding::for_bom(bytes) {
        return Ok(found);
    }
    let head = &bytes[..bytes.len().min(4_096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    if head.contains(&0) {
        // UTF-16 of a Latin text has a zero in every second byte.
        let half = head.len() / 2;
        return match (zeros(0), zeros(1)) {
            (0, odd) if odd * 2 > half => Ok((UTF_16LE, 0)),
            (even, 0) if even * 2 > half => Ok((UTF_16BE, 0)),
            _ => Err(IntakeError::Binary { kind: "a binary file (it holds NUL bytes)" }),
        };
    }
    if bytes.contains(&0) {
        return Err(IntakeError::Binary { kind: "a binary file (it holds NUL bytes)" });
    }
    if is_mostly_utf8(bytes) {
        return Ok((UTF_8, 0));
    }
    if let Some(declared) = declared_in_html(head) {
        return Ok((declared, 0));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok((detector.guess(None, Utf8Detection::Allow), 0))
}

/// True for UTF-8, also where a few bytes are damaged: what no other encoding looks like by chance.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad * 10
}

/// The encoding that a page's `<meta charset>` or `http-equiv` line declares. UTF-16 there can only be wrong: the line itself
/// was read as ASCII.
fn declared_in_html(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let meta = head.find("<meta").and_then(|at| head.get(at..))?;
    let value = meta.get(meta.find("charset")? + "charset".len()..)?.trim_start().strip_prefix('=')?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let label = value.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| ![UTF_8, UTF_16BE, UTF_16LE].contains(encoding))
}

/// Refuses what has decoded to something other than readable text.
fn check(text: &str, size: usize) -> Result<(), IntakeError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.is_empty() {
        return Err(IntakeError::Empty { size });
    }
    let declared =
        start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(start, |(_, rest)| rest.trim_start());
    let known = UNSUPPORTED.iter().find(|(prefix, _)| declared.starts_with(prefix));
    if let Some((_, format)) = known {
        return Err(IntakeError::Unsupported { format });
    }
    let (mut total, mut control, mut damaged, mut word) = (0usize, 0usize, 0usize, false);
    for c in text.chars() {
        total += 1;
        control += usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}'));
        damaged += usize::from(c == '\u{fffd}');
        word |= c.is_alphabetic();
    }
    let percent = |part: usize| part * 100 / total.max(1);
    match () {
        () if percent(control) >= 5 => {
            Err(IntakeError::NotText { reason: format!("{} % control characters", percent(control)) })
        }
        () if percent(damaged) >= 10 => {
            Err(IntakeError::NotText { reason: format!("{} % of the characters cannot be decoded", percent(damaged)) })
        }
        () if !word => Err(IntakeError::NotText { reason: "there is no letter in it".into() }),
        () => Ok(()),
    }
}
