//! What is done before a message is parsed, so that no message can take the process down.
//!
//! The parser keeps a message within a message as a value within a value: to let go of a million of them overflows the stack, which nothing
//! can catch. And a part that announces parts of its own which never come is looked through to the end of the message. Both
//! need a `Content-Type` for each, so that their number is bounded by counting those.

use std::panic::catch_unwind;

use mail_parser::{Message, MessageParser};

/// How many parts of a message may hold parts or messages of their own.
const HOLDERS: usize = 100;
/// How far behind the name of the header its value is looked for, in bytes.
const VALUE: usize = 120;

/// Parses a message; or why that is not done.
pub fn parse(raw: &[u8]) -> Result<Message<'_>, String> {
    if holders(raw) > HOLDERS {
        return Err(format!("more than {HOLDERS} messages or lists of parts in one message"));
    }
    // It promises not to panic; so did others.
    match catch_unwind(|| MessageParser::default().parse(raw)) {
        Ok(Some(message)) if !message.parts.is_empty() => Ok(message),
        Ok(_) => Err("no message: it does not begin with header lines".to_owned()),
        Err(_) => Err("the reader of mail broke down on it".to_owned()),
    }
}

/// How many headers announce a message or a list of parts.
fn holders(raw: &[u8]) -> usize {
    const NAME: &[u8] = b"content-type";
    let announces = |value: &[u8]| [b"multipart".as_slice(), b"message"].iter().any(|word| contains(value, word));
    let is_named = |line: &[u8]| line.get(..NAME.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAME));
    let mut count = 0;
    let mut at = 0;
    while at < raw.len() && count <= HOLDERS {
        let rest = &raw[at..];
        if is_named(rest) && announces(&rest[..rest.len().min(VALUE)]) {
            count += 1;
        }
        at += rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |end| end + 1);
    }
    count
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
        let refused = parse(deep(1_000_000).as_bytes()).err();
        assert_eq!(refused.as_deref(), Some("more than 100 messages or lists of parts in one message"));
        let lists: String = (0..200_000).map(|n| format!("--a\nContent-Type:\n multipart/mixed; boundary=b{n}\n\n")).collect();
        assert!(parse(format!("Content-Type: multipart/mixed; boundary=a\n\n{lists}").as_bytes()).is_err());
    }
}
