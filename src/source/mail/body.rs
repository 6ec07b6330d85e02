//! Which part of a message is its text, and what that text is.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::source::{decode, html};

/// Plain texts shorter than this, in bytes, may only say that there is a page to be shown.
const STUB: usize = 300;

/// The text of a message.
pub enum Body {
    /// As it was written.
    Plain(String),
    /// A line a paragraph, from markup.
    Page(String),
}

/// The text of a message, if it has any. The plain one is preferred: it is what the author wrote, without frame, menu and pixels; unless it only
/// points to the page beside it.
pub fn of(message: &Message<'_>) -> Option<Body> {
    let plain = texts(message, &message.text_body, |part| matches!(part.body, PartType::Text(_)));
    let pages = texts(message, &message.html_body, |part| matches!(part.body, PartType::Html(_)));
    let page = pages.map(|markup| html::seen_text(&markup)).filter(|text| !text.is_empty());
    match (plain, page) {
        (Some(plain), Some(page)) if plain.len() < STUB && page.len() > 4 * plain.len() => Some(Body::Page(page)),
        (Some(plain), _) => Some(Body::Plain(plain)),
        (None, Some(page)) => Some(Body::Page(page)),
        (None, None) => of_no_known_kind(message).map(Body::Plain),
    }
}

/// The text of a message that is in one piece, whatever it says of its kind: `text` without more, a list of parts without a mark between them.
fn of_no_known_kind(message: &Message<'_>) -> Option<String> {
    let [part] = message.parts.as_slice() else { return None };
    let is_list = part.content_type().is_some_and(|kind| kind.ctype() == "multipart");
    let text = (is_list || matches!(part.body, PartType::Text(_))).then(|| text(message, part));
    text.filter(|text| !text.trim().is_empty())
}

fn texts(message: &Message<'_>, ids: &[u32], fits: fn(&MessagePart<'_>) -> bool) -> Option<String> {
    let parts = ids.iter().filter_map(|id| message.parts.get(*id as usize)).filter(|part| fits(part));
    let texts: Vec<String> = parts.map(|part| text(message, part)).filter(|text| !text.trim().is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// The text of a part, decoded as files are: what is valid UTF-8 is UTF-8, whatever it is declared to be.
pub fn text(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let known = part.text_contents().unwrap_or_default();
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(Cow::Borrowed(raw)),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
    };
    let markup = matches!(part.body, PartType::Html(_));
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(ToOwned::to_owned);
    let declared = |bytes: &[u8]| charset.clone().or_else(|| markup.then(|| html::declared_encoding(bytes)).flatten());
    let decoded = bytes.and_then(|bytes| decode::decode(&bytes, declared(&bytes).as_deref()));
    decoded.map_or_else(|| known.to_owned(), |decoded| decoded.text)
}
