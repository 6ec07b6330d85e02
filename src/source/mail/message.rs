//! One message: its article, the articles of messages attached to it, and what of it could not be read.

use mail_parser::{Message, MessagePart, PartType};

use super::body::{self, Body};
use super::parse::{self, Refused};
use super::{attached, envelope};
use crate::source::draft::Draft;
use crate::source::limits::Limit;
use crate::source::load::Allowance;
use crate::source::{html, text};

/// How many notes are told of one message.
const TOLD: usize = 5;

/// What a message holds.
#[derive(Default)]
pub struct Letter {
    /// Its article, and those of messages attached to it.
    pub drafts: Vec<Draft>,
    /// What was not read, and why.
    pub notes: Vec<String>,
    /// The parser broke down on it.
    pub broke_down: bool,
}

/// Reads a message; messages in it as deep as `allowance` has it.
pub fn read(raw: &[u8], allowance: &Allowance) -> Letter {
    let mut letter = match parse::whole(raw, |message| Letter::of(message, allowance)) {
        Ok((mut letter, note)) => {
            letter.notes.extend(note);
            letter
        }
        Err(refused) => {
            let broke_down = refused == Refused::BrokeDown;
            Letter { notes: vec![refused.reason()], broke_down, ..Letter::default() }
        }
    };
    if letter.notes.len() > TOLD {
        let more = letter.notes.len() - TOLD;
        letter.notes.truncate(TOLD);
        letter.notes.push(format!("and {more} more"));
    }
    letter
}

impl Letter {
    fn of(message: &Message<'_>, allowance: &Allowance) -> Self {
        let mut letter = Self::default();
        letter.add(message, 0, allowance);
        letter
    }

    fn add(&mut self, message: &Message<'_>, depth: u64, allowance: &Allowance) {
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
            self.attachment(part, depth, allowance);
        }
        if depth == 0 && self.drafts.is_empty() {
            self.notes.insert(0, "no text in it".to_owned());
        }
    }

    fn attachment(&mut self, part: &MessagePart<'_>, depth: u64, allowance: &Allowance) {
        if let PartType::Message(inner) = &part.body
            && !inner.parts.is_empty()
        {
            if depth < allowance.limit(Limit::Nesting) {
                self.add(inner, depth + 1, allowance);
            } else {
                self.notes.push(allowance.refuse(Limit::Nesting, "a message more than {} messages deep is not read"));
            }
        } else if let Some(name) = attached::worth_naming(part) {
            self.notes.push(format!("the attachment `{name}` is not read: save it as a file"));
        }
    }
}
