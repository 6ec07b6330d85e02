//! Web archives (WARC), read as a stream of records: what a server answered, or was fetched otherwise, is read as the file that it is, with its
//! address. The day of a capture is no day of publication; it bounds it.
//!
//! Known failures: an answer in pieces that other records continue is not put together; two captures of an address whose texts differ are two articles.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::Path;

use super::http::{self, Body};
use super::{Member, Members, bytes};
use crate::model::{FileFormat, Outcome, Provenance};
use crate::source::draft::{Draft, Field};
use crate::source::format::{Confidence, Format, Input, remedy};
use crate::source::load::{Loaded, short_hash};

/// Web archives.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "warc",
        extensions: &["warc", "wet"],
        recognised: "`WARC/` at the beginning",
        taken: "each page that was answered, once for each text it had, as from `html`; its address; not published later than it was fetched",
    },
    sniff: |head, _| if head.starts_with(b"WARC/") { Confidence::Content } else { Confidence::No },
    read,
};

/// The longest header of a record, in bytes.
const LONGEST: u64 = 64 << 10;
const BETWEEN: &str = "what stands between its records was passed over, and is none";
/// Kinds of records that hold what was fetched; `conversion` is its text.
const FETCHED: [&str; 3] = ["response", "resource", "conversion"];

/// What resources are called that crawlers write down of themselves: their logs, and the text of a page once more (`urn:text:https://...`).
const OF_CRAWLERS: [&str; 2] = ["urn:", "metadata:"];

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    Members::streamed(input, sink, each, "cut off: the last record has no end")
}

fn each(stream: &mut dyn BufRead, members: &mut Members<'_>) -> io::Result<()> {
    let mut seen = Seen::default();
    while let Some(record) = Record::next(stream, &mut members.problems.broken)? {
        let mut content = (&mut *stream).take(record.length);
        let mut head = Vec::new();
        if record.is_fetched() {
            (&mut content).take(LONGEST).read_to_end(&mut head)?;
        }
        // Films are not held only to be found to be none.
        if record.is_fetched() && record.may_be_page(&head) {
            match bytes(&mut head.as_slice().chain(&mut content), members.input.loaded.allowance(), false) {
                Ok(content) => take(&record, &content, members, &mut seen),
                Err(reason) => members.fail(&record.address, &reason),
            }
        }
        io::copy(&mut content, &mut io::sink())?;
        if content.limit() > 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

/// What was read before: crawlers come by often, and find the same text on a page whose counters and advertisements have changed. By hashes: an
/// archive holds millions of addresses.
#[derive(Default)]
struct Seen {
    texts: HashSet<String>,
    /// How often each name was asked for.
    names: HashMap<String, u32>,
}

impl Seen {
    /// True the first time.
    fn is_new(&mut self, kind: &str, address: &str, text: &str) -> bool {
        self.texts.insert(short_hash(&[kind, address, text]))
    }

    /// The address, or the first of `address#2`, `address#3` that is no other's.
    fn name(&mut self, address: &str) -> String {
        let key = short_hash(&[address]);
        let mut name = address.to_owned();
        let mut number = self.names.get(&key).copied().unwrap_or(0) + 1;
        while number > 1 {
            name = format!("{address}#{number}");
            match self.names.entry(short_hash(&[&name])) {
                Entry::Vacant(free) => {
                    free.insert(1);
                    break;
                }
                Entry::Occupied(_) => number += 1,
            }
        }
        self.names.insert(key, number);
        name
    }
}

fn take(record: &Record, content: &[u8], members: &mut Members<'_>, seen: &mut Seen) {
    let body = match record.body(content, members) {
        Ok(Some(body)) => body,
        Ok(None) => return,
        Err(reason) => return members.fail(&record.address, &reason),
    };
    if !seen.is_new("bytes", &record.address, &String::from_utf8_lossy(&body.bytes)) {
        return;
    }
    let name = seen.name(&record.address);
    // Of what a page is made of nobody is told.
    let member = Member { name: &name, path: Path::new(body.name), is_silent: remedy(&body.bytes).is_none() };
    let loaded = Loaded::member(body.bytes, members.input.loaded.allowance().clone());
    members.take(&member, &loaded, &mut |draft| {
        draft.clue(Field::Url, &record.address, "WARC-Target-URI", Provenance::Metadata);
        draft.clue(Field::NotAfter, &record.date, "WARC-Date", Provenance::Metadata);
        seen.is_new("text", &record.address, &draft.text)
    });
}

/// The header of a record.
#[derive(Debug, Default, PartialEq, Eq)]
struct Record {
    kind: String,
    address: String,
    date: String,
    content: String,
    length: u64,
}

impl Record {
    /// The header that comes next; nothing at the end. What stands before it is passed over and told: one record that says a wrong length
    /// loses no other.
    fn next(stream: &mut dyn BufRead, trouble: &mut Option<String>) -> io::Result<Option<Self>> {
        let mut record = Self::default();
        let mut length = None;
        let mut left = LONGEST;
        let (mut has_begun, mut lost) = (false, None);
        loop {
            let mut line = Vec::new();
            let count = (&mut *stream).take(left).read_until(b'\n', &mut line)?;
            left -= count as u64;
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            match (count, has_begun, line.is_empty()) {
                (0, false, _) => return Ok(None),
                (0, true, _) if left > 0 => return Err(ErrorKind::UnexpectedEof.into()),
                (0, true, _) => {
                    lost = Some("the header of a record is longer than 64 KiB");
                    break;
                }
                (_, true, true) => break,
                (_, true, false) => record.line(line, &mut length),
                (_, false, false) if line.starts_with("WARC/") => has_begun = true,
                // Two empty lines end a record.
                (_, false, is_empty) => {
                    left = LONGEST;
                    if !is_empty {
                        trouble.get_or_insert_with(|| BETWEEN.to_owned());
                    }
                }
            }
        }
        if let Some(lost) = lost.or_else(|| length.is_none().then_some("a record does not say how long it is")) {
            *trouble = Some(format!("{lost}: what follows was passed over up to the next"));
            length = None;
        }
        record.length = length.unwrap_or(0);
        Ok(Some(record))
    }

    fn line(&mut self, line: &str, length: &mut Option<u64>) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => value.clone_into(&mut self.kind),
            // Some writers put the address between angles.
            "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut self.address),
            "warc-date" => value.clone_into(&mut self.date),
            "content-type" => value.clone_into(&mut self.content),
            "content-length" => *length = value.parse().ok(),
            _ => {}
        }
    }

    fn is_fetched(&self) -> bool {
        let is_address = match self.kind.as_str() {
            "resource" => !OF_CRAWLERS.iter().any(|scheme| self.address.starts_with(scheme)),
            _ => self.address.starts_with("http"),
        };
        // What every crawler asks for first.
        is_address && !self.address.ends_with("/robots.txt") && FETCHED.contains(&self.kind.as_str())
    }

    /// False for what begins so and is no page.
    fn may_be_page(&self, head: &[u8]) -> bool {
        if self.kind == "response" { http::may_be_page(head) } else { http::name(&self.content).is_some() }
    }

    /// What was fetched, without the answer's header; nothing if that says that it is no page.
    fn body(&self, content: &[u8], members: &Members<'_>) -> Result<Option<Body>, String> {
        if self.kind != "response" {
            return Ok(http::name(&self.content).map(|name| Body { name, bytes: content.to_vec() }));
        }
        http::body(content, members.input.loaded.allowance())
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn each_capture_has_a_name_of_its_own_at_the_same_cost() {
        let mut seen = Seen::default();
        let first: Vec<String> = ["a", "b#2", "a", "b", "a", "b", "b#2"].iter().map(|address| seen.name(address)).collect();
        assert_eq!(first, ["a", "b#2", "a#2", "b", "a#3", "b#3", "b#2#2"]);
        // If each cost a look at those before it, this would not end.
        let last = (0..300_000).map(|_| seen.name("a")).last();
        assert_eq!(last.as_deref(), Some("a#300003"));
    }
}
