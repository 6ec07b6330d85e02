//! What a web server answered: the header says what it is and how it is packed. It is read by code of our own: what crawlers write down is not
//! always what the protocol allows (`HTTP/2 200`, a line without a colon, hundreds of cookies), and the page behind it is sound all the same.

use super::bytes;
use crate::source::decode;
use crate::source::load::Allowance;
use crate::source::packed::{BROTLI, DEFLATE, Packing, ZLIB, packing};

/// What an answer begins with.
const BEGINNINGS: [&[u8]; 2] = [b"HTTP/", b"ICY "];
/// The answers that bring a page: asked of its server, or of one that stands between.
const BRINGS_PAGE: [&str; 2] = ["200", "203"];

/// What was answered, and what a file of it would be called.
pub struct Body {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// The body of an answer, unpacked; nothing if it is no page: an error, a picture.
pub fn body(answer: &[u8], allowance: &Allowance) -> Result<Option<Body>, String> {
    let header = Header::of(answer)?;
    let Some(name) = header.name() else { return Ok(None) };
    let sent = &answer[header.length..];
    // Some crawlers keep the header and put the pieces together.
    let whole = if header.said("transfer-encoding").to_ascii_lowercase().contains("chunked") {
        joined(sent).unwrap_or_else(|| sent.to_vec())
    } else {
        sent.to_vec()
    };
    let bytes = unpacked(whole, &header.said("content-encoding").to_ascii_lowercase(), allowance)?;
    Ok(Some(Body { name, bytes: header.in_utf_8(bytes) }))
}

/// False for an answer that begins so and is no page.
pub fn may_be_page(head: &[u8]) -> bool {
    Header::of(head).map_or(true, |header| header.name().is_some())
}

struct Header {
    code: String,
    /// Each with its name in small letters.
    lines: Vec<(String, String)>,
    /// How many bytes it takes.
    length: usize,
}

impl Header {
    fn of(answer: &[u8]) -> Result<Self, String> {
        if !BEGINNINGS.iter().any(|beginning| answer.starts_with(beginning)) {
            return Err("no sound answer: it does not begin with `HTTP/`".to_owned());
        }
        let mut header = Self { code: String::new(), lines: Vec::new(), length: 0 };
        for line in answer.split_inclusive(|byte| *byte == b'\n') {
            header.length += line.len();
            let text = String::from_utf8_lossy(line);
            match text.trim_end() {
                "" if text.ends_with('\n') => return Ok(header),
                first if header.length == line.len() => {
                    header.code = first.split_whitespace().nth(1).unwrap_or_default().to_owned();
                }
                line => header.line(line),
            }
        }
        Err("cut off: the answer's header has no end".to_owned())
    }

    fn line(&mut self, line: &str) {
        match (line.strip_prefix([' ', '\t']), self.lines.last_mut()) {
            // A value may go on in the next line.
            (Some(more), Some((_, value))) => *value = format!("{value} {}", more.trim()),
            _ => {
                let named = line.split_once(':').map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                self.lines.extend(named);
            }
        }
    }

    fn said(&self, name: &str) -> &str {
        self.lines.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn name(&self) -> Option<&'static str> {
        name(self.said("content-type")).filter(|_| BRINGS_PAGE.contains(&self.code.as_str()))
    }

    /// A text in UTF-8, if this header names its encoding, which counts more than what the page says.
    fn in_utf_8(&self, bytes: Vec<u8>) -> Vec<u8> {
        let charset =
            self.said("content-type").split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']));
        match charset {
            Some(label) if std::str::from_utf8(&bytes).is_err() => match decode::decode(&bytes, Some(label)) {
                Some(decoded) if !decoded.damaged => decoded.text.into_bytes(),
                _ => bytes,
            },
            _ => bytes,
        }
    }
}

/// What a file of this type would be called; nothing for what holds no article.
pub fn name(content: &str) -> Option<&'static str> {
    let content = content.split(';').next().unwrap_or(content).trim().to_ascii_lowercase();
    match content.as_str() {
        "" => Some("page"),
        "text/html" | "application/xhtml+xml" => Some("page.html"),
        "text/plain" => Some("page.txt"),
        "application/json" | "application/ld+json" | "application/feed+json" => Some("page.json"),
        // Feeds and documents are told by their content; a style sheet, a picture and a script are none.
        _ => ["xml", "pdf", "rtf", "document", "octet-stream"].iter().any(|word| content.contains(word)).then_some("page.bin"),
    }
}

/// The pieces of a body, each behind its length; `None` if they are none.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    loop {
        // What was cut off within a length has given its pieces.
        let Some((length, after)) = piece_length(rest) else { return Some(body).filter(|body| !body.is_empty()) };
        rest = after;
        if length == 0 {
            return Some(body);
        }
        // What was cut off is read as far as it goes.
        let Some(piece) = rest.get(..length) else {
            body.extend_from_slice(rest);
            return Some(body);
        };
        body.extend_from_slice(piece);
        rest = rest[length..].strip_prefix(b"\r\n").unwrap_or(&rest[length..]);
        if rest.is_empty() {
            return Some(body);
        }
    }
}

/// The length of the next piece, and what stands behind it.
fn piece_length(rest: &[u8]) -> Option<(usize, &[u8])> {
    let end = rest.windows(2).position(|window| window == b"\r\n")?;
    let line = std::str::from_utf8(&rest[..end]).ok()?;
    Some((usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?, &rest[end + 2..]))
}

/// What is packed as files are (gzip, zstd) is told by its first bytes, as those are; if it is no sound one, its reader sees how far it goes. Some
/// crawlers keep the header and unpack.
fn unpacked(body: Vec<u8>, encoding: &str, allowance: &Allowance) -> Result<Vec<u8>, String> {
    let packing = packing(&body);
    let ways: &[&Packing] = match (packing.as_ref(), encoding) {
        (Some(packing), _) => std::slice::from_ref(packing),
        (None, "br") => &[&BROTLI],
        (None, "deflate") => &[&ZLIB, &DEFLATE],
        _ => &[],
    };
    let mut reason = None;
    for way in ways {
        let stream = way.unpack(Box::new(body.as_slice()), allowance).map_err(|error| error.to_string());
        match stream.and_then(|mut stream| bytes(&mut stream, allowance, false)) {
            Ok(unpacked) => return Ok(unpacked),
            Err(error) => reason = reason.or(Some(error)),
        }
    }
    match reason.filter(|_| packing.is_none() && std::str::from_utf8(&body).is_err()) {
        Some(reason) => Err(format!("packed by `{encoding}`: {reason}")),
        None => Ok(body),
    }
}
