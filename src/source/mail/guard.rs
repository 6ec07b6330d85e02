//! What is done before a message is parsed, so that no message can take the process down.
//!
//! The parser keeps a message within a message as a value within a value: to let go of a million of them overflows the stack, which nothing
//! can catch. And a part that announces parts of its own which never come is looked through to the end of the message. Both
//! need a `Content-Type` for each, so that their number is bounded by counting those.

use std::panic::catch_unwind;

use mail_parser::{Message, MessageParser};

/// How many parts of a message may hold parts or messages of their own.
const HOLDERS: usize = 100;
/// Within how many bytes the name of a header stands, blanks included.
const VALUE: usize = 4 << 10;
/// The longest value that is looked through, in bytes.
const FOLDED: usize = 16 << 10;

/// Parses a message; or why that is not done.
pub fn parse(raw: &[u8]) -> Result<Message<'_>, String> {
    if holders(raw) > HOLDERS {
        return Err(format!("more than {HOLDERS} messages or lists of parts in one message"));
    }
    if packs_a_message(raw) {
        return Err("a message is packed in it, which is not read".to_owned());
    }
    // It promises not to panic; so did others.
    match catch_unwind(|| MessageParser::default().parse(raw)) {
        Ok(Some(message)) if !message.parts.is_empty() => Ok(message),
        Ok(_) => Err("no message: it does not begin with header lines".to_owned()),
        Err(_) => Err("the reader of mail broke down on it".to_owned()),
    }
}

/// How many headers announce a message or a list of parts. The parser passes over white space before and in the name of a header, and its
/// value may be folded over several lines.
fn holders(raw: &[u8]) -> usize {
    let announces = |value: &[u8]| [b"multipart".as_slice(), b"message"].iter().any(|word| contains(value, word));
    let mut count = 0;
    let mut at = 0;
    while at < raw.len() && count <= HOLDERS {
        let rest = &raw[at..];
        if is_content_type(rest) && announces(value(rest)) {
            count += 1;
        }
        at += rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |end| end + 1);
    }
    count
}

/// True if the line begins with the name of that header, whatever blanks stand before and in it.
fn is_content_type(line: &[u8]) -> bool {
    const NAME: &[u8] = b"content-type:";
    let mut letters = line.iter().take(VALUE).filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    NAME.iter().all(|wanted| letters.next().is_some_and(|byte| byte.eq_ignore_ascii_case(wanted)))
}

/// The header's line, with those that it is folded over: they begin with a blank.
fn value(header: &[u8]) -> &[u8] {
    let folded = |end: usize| matches!(header.get(end + 1), Some(b' ' | b'\t'));
    let end = (0..header.len().min(FOLDED)).find(|&at| header[at] == b'\n' && !folded(at));
    &header[..end.unwrap_or(header.len().min(FOLDED))]
}

/// True if a message is packed within this one (base64): what nests in it cannot be counted before it is parsed.
fn packs_a_message(raw: &[u8]) -> bool {
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        if is_content_type(rest) && contains(value(rest), b"message/") && is_packed(raw, at) {
            return true;
        }
        at += rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |end| end + 1);
    }
    false
}

/// True if the header lines around byte `at` say that the part is packed.
fn is_packed(raw: &[u8], at: usize) -> bool {
    let before = &raw[at.saturating_sub(FOLDED)..at];
    let start = before.windows(2).rposition(|pair| pair == b"\n\n").map_or(0, |blank| blank + 2);
    let after = &raw[at..raw.len().min(at + FOLDED)];
    let end = after.windows(2).position(|pair| pair == b"\n\n").unwrap_or(after.len());
    [&before[start..], &after[..end]].iter().any(|lines| contains(lines, b"base64") || contains(lines, b"quoted-printable"))
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_within_messages_are_bounded() {
        let deep = |count: usize| "Subject: a\nContent-Type: message/rfc822\n\n".repeat(count) + "Subject: b\n\nText.\n";
        assert!(parse(deep(3).as_bytes()).is_ok());
        assert!(parse(deep(100).as_bytes()).is_ok());
        let hidden = [
            " Content-Type: message/rfc822\n\n",
            "Con tent-Type : message/rfc822\n\n",
            &format!("Content-Type:{}message/rfc822\n\n", " ".repeat(200)),
            "Content-Type:\n message/rfc822\n\n",
        ]
        .map(|header| header.repeat(200) + "Subject: b\n\nText.\n");
        for text in hidden {
            assert!(parse(text.as_bytes()).is_err(), "{}", &text[..60]);
        }
        assert!(parse(b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYQ==\n").is_err());
        let refused = parse(deep(1_000_000).as_bytes()).err();
        assert_eq!(refused.as_deref(), Some("more than 100 messages or lists of parts in one message"));
        let lists: String = (0..200_000).map(|n| format!("--a\nContent-Type:\n multipart/mixed; boundary=b{n}\n\n")).collect();
        assert!(parse(format!("Content-Type: multipart/mixed; boundary=a\n\n{lists}").as_bytes()).is_err());
    }
}
