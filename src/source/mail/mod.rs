//! Mail: single messages (EML), mailboxes (MBOX) and web pages saved as messages (MHTML). MIME is read by `mail-parser`; what is shown to it, and
//! which part of it is the article, is decided here.
//!
//! The text of the article is the subject, a blank line, and the body. A message whose attachments may hold articles is read in part: they are
//! named in the ledger, because nobody should have to wonder why what is in them is not found. Images, sounds, signatures and
//! appointments hold none. Known failures: the quoted mails below a reply belong to its text; a newsletter of many stories is one article.

mod attached;
mod body;
mod envelope;
mod guard;
mod mbox;
mod message;
mod mhtml;
mod parse;

use std::path::Path;

use super::decode;
use super::draft::Draft;
use super::format::{Confidence, Format, Input, failed};
use crate::model::{FileFormat, Outcome};

pub use mbox::FORMAT as MBOX;
pub use mhtml::FORMAT as MHTML;

/// Single messages.
pub const EML: Format = Format {
    about: FileFormat {
        name: "eml",
        extensions: &["eml"],
        recognised: "header lines at the beginning, with `Message-ID:`, `Received:` or `MIME-Version:`",
        taken: "the message, and messages attached to it; subject, date, sender or mailing list",
    },
    sniff,
    read,
};

/// How many bytes of a file are looked at for header lines.
const HEADER: usize = 16 << 10;
/// Headers that programs write, and no author of an article does.
const TECHNICAL: [&str; 6] = ["message-id", "mime-version", "received", "return-path", "delivered-to", "dkim-signature"];

fn sniff(head: &[u8], _: &Path) -> Confidence {
    if is_message(head) { Confidence::Content } else { Confidence::No }
}

fn is_message(head: &[u8]) -> bool {
    // Asked of every file: most are told by their first bytes.
    let mut first = head.iter().take(200).take_while(|b| **b != b'\n');
    if !first.any(|b| *b == b':') {
        return false;
    }
    let start = decode::glance(&head[..head.len().min(HEADER)]);
    let names = header_names(&start);
    names.len() >= 2 && names.iter().any(|name| TECHNICAL.contains(&name.as_str()))
}

/// The names of the header lines that a text begins with, lower case; none if it begins otherwise.
fn header_names(start: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in start.lines() {
        let continues = line.starts_with([' ', '\t']) && !names.is_empty();
        match header_name(line) {
            Some(name) => names.push(name.to_ascii_lowercase()),
            None if continues => {}
            None => break,
        }
    }
    names
}

/// `Subject` of `Subject: ...`.
fn header_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = (2..=60).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_name.then_some(name)
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let (bytes, remark) = match input.loaded.whole() {
        Ok(whole) => whole,
        Err(outcome) => return outcome,
    };
    let mut letter = message::read(&bytes, input.loaded.allowance());
    letter.notes.extend(remark);
    let count = letter.drafts.len();
    for (number, mut draft) in (1..).zip(letter.drafts) {
        draft.member = (number > 1).then(|| number.to_string());
        sink(draft);
    }
    match (letter.notes.is_empty(), count) {
        (true, _) => Outcome::Ok,
        (false, 0) if letter.broke_down => failed("parse", &letter.notes.join("; ")),
        (false, 0) => Outcome::Skipped { reason: letter.notes.join("; ") },
        (false, _) => Outcome::Partial { reason: letter.notes.join("; ") },
    }
}

#[cfg(test)]
mod tests;
