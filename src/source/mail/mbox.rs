//! Mailboxes: messages one after the other, each behind a line that begins with `From `. Streamed: memory holds one message.
//!
//! Programs differ in whether a blank line stands before that line and whether `From ` at the beginning of a line of text is written `>From `.
//! So the line is told by what stands on it, sender, weekday, month, time and year, and by the header that follows.

use std::io::{self, BufRead};
use std::path::Path;

use super::{header_name, message};
use crate::model::{FileFormat, Outcome};
use crate::source::draft::Draft;
use crate::source::format::{Confidence, Format, Input, failed};
use crate::source::limits::Limit;
use crate::source::lines::Problems;
use crate::source::pieces::without_utf_16;
use crate::source::{dates, decode};

/// Mailboxes.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "mbox",
        extensions: &["mbox", "mbx"],
        recognised: "`From `, a sender and a date on the first line",
        taken: "each message, as from `eml`",
    },
    sniff,
    read,
};

/// The longest line that may part messages, in bytes.
const LONGEST_LINE: usize = 1000;

fn sniff(head: &[u8], _: &Path) -> Confidence {
    // Asked of every file: nothing else begins so, whatever stands between its letters.
    if !head.iter().take(8).any(|b| *b == b'F') {
        return Confidence::No;
    }
    let start = decode::glance(&head[..head.len().min(2 * LONGEST_LINE)]);
    let first = start.split('\n').next().unwrap_or_default();
    if parts_messages(first.as_bytes()) { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let mut stream = match input.loaded.stream().and_then(|stream| without_utf_16(stream, &input.loaded.head)) {
        Ok(stream) => stream,
        Err(error) => return failed("open", &error.to_string()),
    };
    let mut problems = Problems::default();
    let allowance = input.loaded.allowance();
    let largest = usize::try_from(allowance.limit(Limit::Message)).unwrap_or(usize::MAX);
    let broken = each_message(&mut *stream, largest, &mut |number, raw, is_cut| {
        if is_cut {
            problems.add("message", number, &allowance.refuse(Limit::Message, "larger than {}: only its beginning was read"));
        }
        let letter = message::read(raw, allowance);
        for note in &letter.notes {
            problems.add("message", number, note);
        }
        problems.read += u64::from(!letter.drafts.is_empty());
        for (place, mut draft) in (1..).zip(letter.drafts) {
            draft.member = Some(if place == 1 { number.to_string() } else { format!("{number}.{place}") });
            sink(draft);
        }
    });
    problems.broken = broken.err().map(|error| format!("reading stopped: {error}"));
    problems.outcome()
}

/// Hands on every message with its number from 1, and whether it is cut for its size.
fn each_message(stream: &mut dyn BufRead, largest: usize, found: &mut dyn FnMut(u64, &[u8], bool)) -> io::Result<()> {
    let mut mailbox = Messages { found, number: 0, message: Vec::new(), largest, held: None, is_cut: false };
    let mut line = Vec::new();
    let mut begins_line = true;
    while read_piece(stream, &mut line)? {
        if begins_line {
            mailbox.line(&line)
        } else {
            mailbox.push(&line)
        }
        begins_line = line.ends_with(b"\n");
        line.clear();
    }
    mailbox.end();
    Ok(())
}

/// Reads to the end of the line, or as much of it as may be looked at; false at the end of the file.
fn read_piece(stream: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    while line.len() < LONGEST_LINE {
        let bytes = stream.fill_buf()?;
        let room = bytes.len().min(LONGEST_LINE - line.len());
        let (length, ends) = match bytes[..room].iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (room, room == 0),
        };
        line.extend_from_slice(&bytes[..length]);
        stream.consume(length);
        if ends {
            break;
        }
    }
    Ok(!line.is_empty())
}

struct Messages<'a> {
    found: &'a mut dyn FnMut(u64, &[u8], bool),
    number: u64,
    message: Vec<u8>,
    /// How much of a message is held, in bytes.
    largest: usize,
    /// A line that parts messages, if a header follows.
    held: Option<Vec<u8>>,
    is_cut: bool,
}

impl Messages<'_> {
    /// Takes what begins a line.
    fn line(&mut self, line: &[u8]) {
        if let Some(held) = self.held.take() {
            if begins_header(line) {
                self.end();
            } else {
                self.push(&held);
            }
        }
        if parts_messages(line) {
            self.held = Some(line.to_owned());
        } else {
            self.push(unescaped(line));
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        let room = self.largest.saturating_sub(self.message.len());
        self.message.extend_from_slice(&bytes[..bytes.len().min(room)]);
        self.is_cut |= bytes.len() > room;
    }

    /// Hands on the message that is complete.
    fn end(&mut self) {
        if self.message.iter().any(|b| !b.is_ascii_whitespace()) {
            self.number += 1;
            (self.found)(self.number, &self.message, self.is_cut);
        }
        self.message.clear();
        self.is_cut = false;
    }
}

fn begins_header(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    header_name(&line).is_some() || line.starts_with(">From ")
}

/// Without one of the signs that keep `From ` at the beginning of a line from parting messages.
fn unescaped(line: &[u8]) -> &[u8] {
    let bare = line.iter().position(|b| *b != b'>').unwrap_or(line.len());
    if bare > 0 && line[bare..].starts_with(b"From ") { &line[1..] } else { line }
}

/// `From ana@example.org Tue Jun  3 08:00:00 2025`, with or without a zone.
fn parts_messages(line: &[u8]) -> bool {
    if !line.starts_with(b"From ") || line.len() >= LONGEST_LINE {
        return false;
    }
    let line = String::from_utf8_lossy(line);
    let words: Vec<&str> = line.split_whitespace().skip(1).map(|word| word.trim_end_matches(',')).collect();
    let is_time = |word: &&str| word.len() >= 4 && word.contains(':') && word.bytes().all(|b| b.is_ascii_digit() || b == b':');
    let is_year = |word: &&str| word.len() == 4 && word.parse().is_ok_and(|year: u32| (1970..2100).contains(&year));
    words.iter().any(|word| dates::is_weekday(word))
        && words.iter().any(|word| dates::month(word).is_some())
        && words.iter().any(is_time)
        && words.iter().any(is_year)
        && words.len() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_message(&mut text.as_bytes(), usize::MAX, &mut |_, raw, _| found.push(String::from_utf8_lossy(raw).into_owned()))
            .expect("read");
        found
    }

    const LINE: &str = "From ana@example.org Tue Jun  3 08:00:00 2025";

    #[test]
    fn messages_are_told_apart_whatever_program_wrote_them() {
        for line in [
            LINE,
            "From - Tue Jun 03 08:00:00 2025",
            "From 1834@xxx Tue Jun 03 08:00:00 +0000 2025",
            "From \"ana ruiz\"@example.org  Tue, 3 Jun 2025 08:00 +0200",
        ] {
            for end in ["\n\n", "\n", "\r\n\r\n"] {
                let text = format!("{line}\nSubject: a\n\nFrom Kyiv.{end}{line}\r\nSubject: b\n\n>From all.\n>>From 2025\n");
                assert_eq!(
                    messages(&text),
                    [format!("Subject: a\n\nFrom Kyiv.{end}"), "Subject: b\n\nFrom all.\n>From 2025\n".to_owned()],
                    "{line} {end:?}"
                );
            }
        }
    }

    #[test]
    fn what_only_looks_like_the_beginning_of_a_message_is_text() {
        for text in [
            "From Monday to Friday, 2025\n\nthey talked",
            "From here: one",
            &format!("{LINE}\nand so on"),
            &format!("{LINE}\n\nSubject: x"),
            LINE,
        ] {
            let file = format!("{LINE}\nSubject: a\n\n{text}\n");
            let found = messages(&file);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(text == LINE || found[0].contains(text), "{found:?}");
        }
        assert_eq!(messages(""), Vec::<String>::new());
    }

    #[test]
    fn a_line_without_an_end_takes_no_more_than_a_message_may() {
        const LARGEST: usize = 1 << 20;
        let text = format!("{LINE}\nSubject: a\n\n{}", "x".repeat(LARGEST + 5000));
        let mut sizes = Vec::new();
        each_message(&mut text.as_bytes(), LARGEST, &mut |number, raw, is_cut| sizes.push((number, raw.len(), is_cut)))
            .expect("read");
        assert_eq!(sizes, [(1, LARGEST, true)]);
    }
}
