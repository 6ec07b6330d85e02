//! What is attached to a message and is not read: named, if an article may be in it.

use mail_parser::{MessagePart, MimeHeaders, PartType};

/// Kinds in which nobody looks for an article, as the beginning of `type/subtype`.
const NO_ARTICLES: [&str; 15] = [
    "image/",
    "audio/",
    "video/",
    "font/",
    "multipart/",
    "message/delivery-status",
    "message/disposition-notification",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/css",
    "text/x-amp-html",
    "text/rfc822-headers",
    "application/pgp-",
    "application/ics",
];

/// The name of an attachment that may hold an article, or else its kind.
pub fn worth_naming(part: &MessagePart<'_>) -> Option<String> {
    let kind = part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("")).to_ascii_lowercase());
    let kind = kind.unwrap_or_else(|| "text/plain".to_owned());
    let is_signature = kind.contains("pkcs7-signature");
    let is_blank = matches!(&part.body, PartType::Text(text) if text.trim().is_empty());
    if is_blank || is_signature || NO_ARTICLES.iter().any(|known| kind.starts_with(known)) {
        return None;
    }
    let name = part.attachment_name().map(|name| name.chars().take(80).collect());
    Some(name.unwrap_or_else(|| format!("of type {kind}")))
}
