//! From bytes to a message: what is mended before they are parsed, and what is not parsed at all.

use std::collections::HashSet;
use std::panic::catch_unwind;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

use super::guard::Announced;
use crate::source::decode;

/// How far before the end of a message the mark of its last part's end is looked for, in bytes.
const TAIL: usize = 64 << 10;
/// The longest such mark.
const LONGEST_MARK: usize = 200;

/// Why a message is not parsed.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is none, or none that is read.
    NotRead(String),
    /// The parser broke down on it.
    BrokeDown,
}

impl Refused {
    /// In words.
    pub fn reason(self) -> String {
        match self {
            Self::NotRead(reason) => reason,
            Self::BrokeDown => "the reader of mail broke down on it".to_owned(),
        }
    }
}

/// Parses as much of a message as may be, with the ends that it lost, and hands it to `read`; and what of it was left out.
pub fn whole<T>(raw: &[u8], read: impl FnOnce(&Message<'_>) -> T) -> Result<(T, Option<String>), Refused> {
    let raw = decode::as_utf_8(raw);
    let mut announced = Announced::by(&raw);
    let (beginning, too_many) = match announced.end.take() {
        Some((end, what)) => (&raw[..end], Some(format!("{what}: nothing from there on was read"))),
        None => (&*raw, None),
    };
    let message = parse(beginning, announced)?;
    let Some(ends) = missing_end(&message, beginning) else { return Ok((read(&message), too_many)) };
    let mended = [beginning, ends.as_bytes()].concat();
    let note = too_many.unwrap_or_else(|| "cut off: its last part has no end".to_owned());
    Ok((read(&parse(&mended, Announced::by(&mended))?), Some(note)))
}

/// Parses a message that announces this.
fn parse(raw: &[u8], announced: Announced) -> Result<Message<'_>, Refused> {
    if let Some((_, what)) = announced.end {
        return Err(Refused::NotRead(what));
    }
    if announced.packs_a_message {
        return Err(Refused::NotRead("a message is packed in it, which is not read".to_owned()));
    }
    // It promises not to panic; so did others.
    match catch_unwind(|| MessageParser::default().parse(raw)) {
        Ok(Some(message)) if !message.parts.is_empty() => Ok(message),
        Ok(_) => Err(Refused::NotRead("no message: it does not begin with header lines".to_owned())),
        Err(_) => Err(Refused::BrokeDown),
    }
}

/// The marks that end the message's lists of parts, innermost first, if they are not there: the parser takes a part without an end for no text.
fn missing_end(message: &Message<'_>, raw: &[u8]) -> Option<String> {
    let tail = &raw[raw.len().saturating_sub(TAIL)..];
    end_mark(message.root_part()).filter(|mark| !tail.windows(mark.len()).any(|window| window == mark.as_bytes()))?;
    let ends: HashSet<&[u8]> = raw.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| is_end(line)).collect();
    let open = message.parts.iter().rev().filter_map(end_mark).filter(|mark| !ends.contains(mark.as_bytes()));
    Some(open.map(|mark| format!("\n{mark}\n")).collect())
}

/// True for a line that may end a list of parts: all of them are found in one pass over the message.
fn is_end(line: &[u8]) -> bool {
    line.len() > 4 && line.starts_with(b"--") && line.ends_with(b"--")
}

/// What stands at the end of a list of parts.
fn end_mark(part: &MessagePart<'_>) -> Option<String> {
    let kind = part.content_type().filter(|kind| kind.ctype() == "multipart")?;
    let mark = kind.attribute("boundary").filter(|mark| mark.len() <= LONGEST_MARK)?;
    Some(format!("--{mark}--"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<String> {
        parse(text.as_bytes(), Announced::by(text.as_bytes())).err().map(Refused::reason)
    }

    /// As mail is written, and as files on disk have it.
    fn both(text: &str) -> [String; 2] {
        [text.to_owned(), text.replace('\n', "\r\n")]
    }

    #[test]
    fn messages_within_messages_are_bounded() {
        let deep = |count: usize| "Subject: a\nContent-Type: message/rfc822\n\n".repeat(count) + "Subject: b\n\nText.\n";
        let hidden = [
            " Content-Type: message/rfc822\n\n",
            "Con tent-Type : message/rfc822\n\n",
            "Content-\x0cType: message/rfc822\n\n",
            ":: Content-Type: message/rfc822\n\n",
            &format!("{}Content-Type: message/rfc822\n\n", " ".repeat(5000)),
            &format!("Content-Type:{}message/rfc822\n\n", " ".repeat(200)),
            &format!("Content-Type:{}message/rfc822\n\n", " ".repeat(20_000)),
            "Content-Type:\n message/rfc822\n\n",
        ]
        .map(|header| header.repeat(200) + "Subject: b\n\nText.\n");
        let too_many = "more than 100 messages or lists of parts in one message";
        for text in [deep(3), deep(100)].iter().flat_map(|text| both(text)) {
            assert_eq!(refusal(&text), None);
        }
        for text in hidden.iter().flat_map(|text| both(text)) {
            assert_eq!(refusal(&text).as_deref(), Some(too_many), "{}", &text[..60]);
        }
        for text in both(&deep(1_000_000)) {
            assert_eq!(refusal(&text).as_deref(), Some(too_many));
            assert!(whole(text.as_bytes(), |_| ()).is_ok_and(|(_, note)| note.is_some_and(|note| note.starts_with(too_many))));
        }
        for border in ["--a\n", "--a", "x--a "] {
            let lists: String =
                (0..200_000).map(|n| format!("{border}Content-Type:\n multipart/mixed; boundary=b{n}\n\n")).collect();
            for text in both(&format!("Content-Type: multipart/mixed; boundary=a\n\n{lists}")) {
                assert_eq!(refusal(&text).as_deref(), Some(too_many), "{border}");
            }
        }
        let many = "Content-Type: a\n".repeat(20_000);
        assert_eq!(refusal(&format!("{many}\nText.")).as_deref(), Some("more than 10000 parts in one message"));
    }

    #[test]
    fn a_packed_message_is_refused_and_no_other() {
        let packed = Some("a message is packed in it, which is not read");
        let digest = "Content-Type: multipart/digest; boundary=d\n\n--d\n";
        for (text, refused) in [
            ("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogYQ==\n".to_owned(), packed),
            (
                "Content-Transfer-Encoding: base64\nSubject: a\nContent-Type: message/rfc822\n\nU3ViamVjdDogYQ==\n".to_owned(),
                packed,
            ),
            (format!("{digest}Content-Transfer-Encoding: base64\n\nU3ViamVjdDogYQ==\n--d--\n"), packed),
            (format!("{digest}\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nYQ==\n--d--\n"), None),
            ("Content-Type: message/rfc822\n\nContent-Transfer-Encoding: base64\n\nYQ==\n".to_owned(), None),
            ("Content-Type: message/delivery-status\nContent-Transfer-Encoding: quoted-printable\n\na\n".to_owned(), None),
            ("Content-Type: message/rfc822\nSubject: base64\n\nSubject: b\n\na\n".to_owned(), None),
        ] {
            for text in both(&text) {
                assert_eq!(refusal(&text).as_deref(), refused, "{text}");
            }
        }
    }
}
