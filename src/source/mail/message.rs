//! One message: its article, the articles of messages attached to it, and what of it could not be read.

use std::collections::HashSet;

use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

use super::body::{self, Body};
use super::{attached, envelope, guard};
use crate::source::draft::Draft;
use crate::source::{html, text};

/// How deep messages within messages are read.
const DEPTH: u32 = 3;
/// How many notes are told of one message.
const TOLD: usize = 5;
/// How far before the end of a message the mark of its last part's end is looked for, in bytes.
const TAIL: usize = 64 << 10;
/// The longest such mark.
const LONGEST_MARK: usize = 200;

/// What a message holds.
#[derive(Default)]
pub struct Letter {
    /// Its article, and those of messages attached to it.
    pub drafts: Vec<Draft>,
    /// What was not read, and why.
    pub notes: Vec<String>,
}

/// Reads a message.
pub fn read(raw: &[u8]) -> Letter {
    let mut letter = Letter::default();
    match guard::parse(raw) {
        Ok(message) => match missing_end(&message, raw) {
            None => letter.add(&message, 0),
            Some(end) => letter.add_cut_off(&[raw, end.as_bytes()].concat()),
        },
        Err(reason) => letter.notes.push(reason),
    }
    if letter.notes.len() > TOLD {
        let more = letter.notes.len() - TOLD;
        letter.notes.truncate(TOLD);
        letter.notes.push(format!("and {more} more"));
    }
    letter
}

impl Letter {
    /// Adds a message whose parts were given an end.
    fn add_cut_off(&mut self, raw: &[u8]) {
        match guard::parse(raw) {
            Ok(message) => self.add(&message, 0),
            Err(reason) => self.notes.push(reason),
        }
        self.notes.push("cut off: its last part has no end".to_owned());
    }

    fn add(&mut self, message: &Message<'_>, depth: u32) {
        let mut draft = Draft::default();
        envelope::clues(message, &mut draft);
        match body::of(message) {
            Some(Body::Plain(words)) => text::compose(&mut draft, &words),
            Some(Body::Page(words)) => html::compose(&mut draft, &words),
            None => {}
        }
        if !draft.text.is_empty() && draft.body.start < draft.body.end {
            self.drafts.push(draft);
        }
        for part in message.attachments().filter(|part| !std::ptr::eq(*part, message.root_part())) {
            self.attachment(part, depth);
        }
        if depth == 0 && self.drafts.is_empty() {
            self.notes.insert(0, "no text in it".to_owned());
        }
    }

    fn attachment(&mut self, part: &MessagePart<'_>, depth: u32) {
        if let PartType::Message(inner) = &part.body
            && depth < DEPTH
            && !inner.parts.is_empty()
        {
            self.add(inner, depth + 1);
        } else if let Some(name) = attached::worth_naming(part) {
            self.notes.push(format!("the attachment `{name}` is not read"));
        }
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
