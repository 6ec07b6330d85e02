//! What a web server answered: the header says what it is and how it is packed.

use super::bytes;
use crate::source::load::Allowance;
use crate::source::packed::{BROTLI, DEFLATE, Packing, ZLIB};

/// Lines of a header, at most.
const LINES: usize = 256;

/// What was answered, and what a file of it would be called.
pub struct Body {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// False for an answer that says at its beginning that it is an error or a picture.
pub fn may_hold_an_article(head: &[u8]) -> bool {
    let mut lines = [httparse::EMPTY_HEADER; LINES];
    let mut header = httparse::Response::new(&mut lines);
    !matches!(header.parse(head), Ok(httparse::Status::Complete(_)) if kind(&header).is_none())
}

/// The body of an answer, unpacked; nothing if it is no page: an error, a picture.
pub fn body(answer: &[u8], allowance: &Allowance) -> Result<Option<Body>, String> {
    let mut lines = [httparse::EMPTY_HEADER; LINES];
    let mut header = httparse::Response::new(&mut lines);
    let from = match header.parse(answer) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err("cut off: the answer's header has no end".to_owned()),
        Err(error) => return Err(format!("no sound answer: {error}")),
    };
    let Some(name) = kind(&header) else { return Ok(None) };
    let said = |name: &str| said(&header, name);
    let sent = &answer[from..];
    // Some crawlers keep the header and put the pieces together.
    let whole =
        if said("transfer-encoding").contains("chunked") { joined(sent).unwrap_or_else(|| sent.to_vec()) } else { sent.to_vec() };
    let bytes = unpacked(whole, &said("content-encoding"), allowance)?;
    Ok(Some(Body { name, bytes }))
}

/// What the header says under this name, in lower case.
fn said(header: &httparse::Response<'_, '_>, name: &str) -> String {
    let line = header.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name));
    line.map(|line| String::from_utf8_lossy(line.value).trim().to_ascii_lowercase()).unwrap_or_default()
}

/// What a file of what was answered would be called; nothing for an error, and for what holds no article.
fn kind(header: &httparse::Response<'_, '_>) -> Option<&'static str> {
    name(&said(header, "content-type")).filter(|_| header.code == Some(200))
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
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 2..];
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

/// What is packed as files are (gzip, zstd) is told by its first bytes, as those are. Some crawlers keep the header and unpack.
fn unpacked(body: Vec<u8>, encoding: &str, allowance: &Allowance) -> Result<Vec<u8>, String> {
    let ways: &[Packing] = match encoding {
        "br" => &[BROTLI],
        "deflate" => &[ZLIB, DEFLATE],
        _ => &[],
    };
    let mut reason = None;
    for way in ways {
        let stream = way.unpack(Box::new(body.as_slice()), allowance).map_err(|error| error.to_string());
        match stream.and_then(|mut stream| bytes(&mut stream, None)) {
            Ok(unpacked) => return Ok(unpacked),
            Err(error) => reason = reason.or(Some(error)),
        }
    }
    match reason.filter(|_| std::str::from_utf8(&body).is_err()) {
        Some(reason) => Err(format!("packed by `{encoding}`: {reason}")),
        None => Ok(body),
    }
}
