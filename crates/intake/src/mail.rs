//! Mail with MIME headers: decoded, then read as plain text or as an HTML page.

use crate::{IntakeError, Limits, html, text};
use mailparse::{MailHeaderMap, ParsedMail, parse_mail};
use model::{Document, Field, Span};

/// The header fields kept, in the order in which they are written into the text.
const KEPT: [&str; 6] = ["From", "Subject", "Title", "Source", "Date", "Author"];

/// True where the first lines are header fields and one of them belongs to MIME.
pub fn is_mail(text: &str) -> bool {
    let mut mime = false;
    let mut seen = 0;
    for line in text.lines().take(200) {
        if line.trim().is_empty() {
            break;
        }
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let field = line.contains(':') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !field && !line.starts_with([' ', '\t']) {
            return false;
        }
        seen += usize::from(field);
        mime |= matches!(name.as_str(), "mime-version" | "content-type" | "content-transfer-encoding");
    }
    mime && seen >= 2
}

/// The article in a mail.
///
/// # Errors
/// [`IntakeError::NotText`] where the mail is broken, [`IntakeError::NoText`] where it holds neither plain text nor HTML, and
/// those of HTML pages.
pub fn read(bytes: &[u8], source: &str, limits: &Limits) -> Result<Document, IntakeError> {
    let broken =
        |reason: mailparse::MailParseError| IntakeError::NotText { reason: format!("a broken mail: {reason}") };
    let mail = parse_mail(bytes).map_err(broken)?;
    let field = |name: &str| {
        mail.headers.get_first_value(name).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let mut head = String::new();
    for name in KEPT {
        if let Some(value) = field(name) {
            head.push_str(&format!("{name}: {value}\n"));
        }
    }
    let body = |part: &ParsedMail| part.get_body().map_err(broken);
    if let Some(part) = mail.parts().find(|part| is_shown(part, "text/plain")) {
        let whole = format!("{head}\n{}", body(part)?);
        return text::read(&whole, source).into_iter().next().ok_or(IntakeError::NoText { format: "mail" });
    }
    let part = mail.parts().find(|part| is_shown(part, "text/html")).ok_or(IntakeError::NoText { format: "mail" })?;
    let page = body(part)?;
    let replaced = page.matches('\u{fffd}').count();
    let mut document = html::read(&page, source, replaced, limits)?;
    if let Some(mail) = text::read(&format!("{head}\n"), source).into_iter().next() {
        take_what_is_absent(&mut document, mail);
    }
    Ok(document)
}

/// Gives a page what the mail's own header says and the page does not: when and by whom it was sent. The words are no part
/// of the page's text, so their spans are empty.
fn take_what_is_absent(page: &mut Document, mail: Document) {
    let outside = |field: Field| match field {
        Field::Given(value, _) => Field::Given(value, Span::default()),
        other => other,
    };
    let (shown, sent) = (&mut page.header, mail.header);
    for (shown, sent) in [
        (&mut shown.date, sent.date),
        (&mut shown.author, sent.author),
        (&mut shown.outlet, sent.outlet),
        (&mut shown.title, sent.title),
    ] {
        if matches!(shown, Field::Absent) {
            *shown = outside(sent);
        }
    }
    page.published = page.published.or(mail.published);
}

/// True for a part of that type with words in it.
fn is_shown(part: &ParsedMail, kind: &str) -> bool {
    part.subparts.is_empty() && part.ctype.mimetype.eq_ignore_ascii_case(kind)
}
