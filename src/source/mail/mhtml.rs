//! Web pages that a browser saved as a message of many parts (MHTML): the page goes through the reader of pages, its pictures and style sheets
//! are left alone.

use std::path::Path;

use mail_parser::{HeaderName, Message, MimeHeaders, PartType};

use super::parse::{self, Refused};
use super::{body, envelope, header_names, is_message};
use crate::model::{FileFormat, Outcome, Provenance};
use crate::source::decode;
use crate::source::draft::{Draft, Field};
use crate::source::format::{Confidence, Format, Input, failed};
use crate::source::html;

/// Web pages saved as messages.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "mhtml",
        extensions: &["mhtml", "mht"],
        recognised: "header lines at the beginning, with `Snapshot-Content-Location:` or `From: <Saved by`",
        taken: "the page, as from `html`; its address; it was published no later than it was saved",
    },
    sniff,
    read,
};

fn sniff(head: &[u8], path: &Path) -> Confidence {
    if !is_message(head) {
        return Confidence::No;
    }
    let is_called = path
        .extension()
        .is_some_and(|extension| FORMAT.about.extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)));
    let start = decode::glance(&head[..head.len().min(4096)]);
    let is_saved = header_names(&start).iter().any(|name| name == "snapshot-content-location")
        || start.lines().any(|line| line.to_ascii_lowercase().starts_with("from: <saved by"));
    if is_saved || is_called { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let (bytes, cut_off) = match input.loaded.whole() {
        Ok(whole) => whole,
        Err(outcome) => return outcome,
    };
    let (page, lost) = match parse::whole(&bytes, page) {
        Ok(parsed) => parsed,
        Err(Refused::BrokeDown) => return failed("parse", &Refused::BrokeDown.reason()),
        Err(refused) => return Outcome::Skipped { reason: refused.reason() },
    };
    match page {
        Ok((draft, remark)) => {
            sink(draft);
            cut_off.or(lost).or(remark).map_or(Outcome::Ok, |reason| Outcome::Partial { reason })
        }
        Err(reason) => Outcome::Skipped { reason },
    }
}

fn page(message: &Message<'_>) -> Result<(Draft, Option<String>), String> {
    let part = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_))).ok_or("no page in it")?;
    let (mut draft, remark) = html::of_page(&body::text(message, part))?;
    let location = part.content_location().map(|address| (address, "Content-Location"));
    let snapshot = text(message, "Snapshot-Content-Location").map(|address| (address, "Snapshot-Content-Location"));
    let mut clue = |field, value: &str, name| draft.clue(field, value, format!("header `{name}`"), Provenance::Metadata);
    for (address, name) in [snapshot, location].into_iter().flatten().filter(|(address, _)| address.starts_with("http")) {
        clue(Field::Url, address, name);
    }
    // The day of a saved page is the day on which it was saved.
    if let Some(date) = envelope::date(message) {
        clue(Field::NotAfter, &date, HeaderName::Date.as_static_str());
    }
    Ok((draft, remark))
}

fn text<'m>(message: &'m Message<'_>, name: &'static str) -> Option<&'m str> {
    message.header(name).and_then(|value| value.as_text())
}
