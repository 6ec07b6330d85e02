//! Feeds that somebody kept (RSS, Atom, JSON Feed): an article an entry, with its full content if the feed has it, or else its summary.
//!
//! The day on which an entry was last changed does not date it; it only was not published later. Known failures: an entry that is
//! only a headline is told of and not read; what a feed calls its author may be an address.

mod entry;
mod json;
mod xml;

use std::path::Path;

use super::draft::Draft;
use super::format::{Confidence, Format, Input, whole_text};
use super::html::{declared_encoding, xml_root};
use super::json::is_by_line as json_by_line;
use super::lines::Problems;
use super::{decode, format};
use crate::model::{FileFormat, Outcome};

/// Feeds.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "feed",
        extensions: &["rss", "atom"],
        recognised: "`<rss`, `<feed` or `<rdf:RDF` as first element; `jsonfeed.org/version` in JSON",
        taken: "each entry: content or else summary; title, date, authors, address; the feed as outlet",
    },
    sniff,
    read,
};

/// How many bytes of a file are looked at.
const START: usize = 4096;

fn sniff(head: &[u8], path: &Path) -> Confidence {
    let start = decode::glance(&head[..head.len().min(START)]);
    if !start.trim_start().starts_with(['<', '{', '\u{feff}']) {
        return Confidence::No;
    }
    if (is_json_feed(&start) && !json_by_line(path)) || is_xml_feed(&start) { Confidence::Content } else { Confidence::No }
}

/// True if `version` says so: records may speak of feeds.
fn is_json_feed(start: &str) -> bool {
    let says_so = |rest: &str| {
        let value = rest.trim_start().strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"'));
        let value = value.map(|rest| rest.split('"').next().unwrap_or(rest).replace("\\/", "/"));
        value.is_some_and(|value| value.contains("//jsonfeed.org/version"))
    };
    start.trim_start_matches('\u{feff}').trim_start().starts_with('{') && start.split("\"version\"").skip(1).any(says_so)
}

fn is_xml_feed(start: &str) -> bool {
    xml_root(start).is_some_and(|root| match root.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "atom:feed" => true,
        "rdf:rdf" => start.contains("purl.org/rss") || start.contains("my.netscape.com/rdf"),
        _ => false,
    })
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let declared = declared_encoding(&input.loaded.head);
    let (text, outcome) = match whole_text(input, declared.as_deref()) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let mut entries = Entries { sink, number: 0, problems: Problems::default() };
    if text.trim_start().starts_with('{') {
        json::read(&text, &mut entries);
    } else {
        xml::read(&text, &mut entries);
    }
    format::worse(entries.problems.outcome(), outcome)
}

/// Takes entries one by one.
struct Entries<'a> {
    sink: &'a mut dyn FnMut(Draft),
    number: u64,
    problems: Problems,
}

impl Entries<'_> {
    fn take(&mut self, entry: entry::Entry) {
        self.number += 1;
        match entry.draft() {
            Ok(mut draft) => {
                draft.member = Some(self.number.to_string());
                self.problems.read += 1;
                (self.sink)(draft);
            }
            Err(reason) => self.problems.add("entry", self.number, &reason),
        }
    }
}

#[cfg(test)]
mod tests;
