//! Files with a record a line: a line that cannot be read is told by its number, and the rest goes on.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use super::decode;
use super::limits::Limit;
use super::load::Allowance;
use crate::model::Outcome;

/// How many problems are told in full.
const TOLD: usize = 5;
/// How many more are listed.
const LISTED: usize = 100;

/// What could not be read, and how much could.
#[derive(Debug, Default)]
pub struct Problems {
    pub(super) read: u64,
    told: Vec<String>,
    /// What else is wrong, by number or name, and how much of it has no room here.
    untold: Vec<String>,
    beyond: usize,
    pub(super) broken: Option<String>,
}

impl Problems {
    /// Notes what is wrong with a line or a record.
    pub(super) fn add(&mut self, what: &str, number: u64, reason: &str) {
        self.note(|| format!("{what} {number}"), number.to_string(), reason);
    }

    /// Notes what is wrong with a file in an archive.
    pub(super) fn add_named(&mut self, name: &str, reason: &str) {
        self.note(|| format!("`{name}`"), format!("`{name}`"), reason);
    }

    fn note(&mut self, what: impl Fn() -> String, short: String, reason: &str) {
        if self.told.len() < TOLD {
            self.told.push(format!("{}: {reason}", what()));
        } else if self.untold.len() < LISTED {
            self.untold.push(short);
        } else {
            self.beyond += 1;
        }
    }

    /// What became of the whole, in the ledger's words.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        let mut reason = self.told.join("; ");
        if !self.untold.is_empty() {
            reason += &format!("; and {} more: {}", self.untold.len() + self.beyond, self.untold.join(", "));
            if self.beyond > 0 {
                reason += ", ...";
            }
        }
        if let Some(broken) = self.broken {
            reason = [reason, broken].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        }
        match (reason.is_empty(), self.read) {
            (true, 0) => Outcome::Skipped { reason: "empty: no record in it".to_owned() },
            (true, _) => Outcome::Ok,
            (false, 0) => Outcome::Failed { stage: "parse".to_owned(), reason },
            (false, _) => Outcome::Partial { reason },
        }
    }
}

/// Hands every line that is not blank to `read`, with its number from 1, and notes what `read` says is wrong with it. The lines of a file are as
/// long as may be held of it.
pub fn each_line(
    reader: &mut dyn BufRead,
    allowance: &Allowance,
    read: &mut dyn FnMut(u64, &str) -> Result<(), String>,
) -> Problems {
    let longest = allowance.limit(Limit::Document);
    let mut problems = Problems::default();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match (&mut *reader).take(longest).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(count) if count as u64 == longest => {
                let too_long = allowance.refuse(Limit::Document, "which is longer than {}");
                problems.broken = Some(format!("reading stopped at line {number}, {too_long}"));
                break;
            }
            Ok(_) => {}
            Err(error) => {
                problems.broken = Some(format!("reading stopped at line {number}: {error}"));
                break;
            }
        }
        let bytes = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
        if bytes.is_empty() {
            continue;
        }
        match text_of(bytes).and_then(|text| read(number, &text)) {
            Ok(()) => problems.read += 1,
            Err(reason) => problems.add("line", number, &reason),
        }
    }
    problems
}

fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => Ok(decode::decode(bytes, None).ok_or("no text in any known encoding")?.text.into()),
    }
}
