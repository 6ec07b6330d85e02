//! Saved web pages: the main text by `trafilatura`, or if it finds none by `dom_smoothie`, or else all text of the page; what the page says
//! about itself by rules of our own, which date pages better than the extractors do.
//!
//! The text of the article is the title, a blank line, and the body as extracted. Hostile pages are the danger: nesting overflows the
//! stack of every parser, so a linear scan bounds the page first ([`guard`]), and parsers run on a thread of their own. Known
//! failures: authors are often missed; a live blog is one article; pages that build their text by script have none but what they tell search engines.

mod boxes;
mod dated;
mod entities;
mod guard;
mod labels;
mod lines;
mod linked;
mod main_text;
mod metadata;
mod saved;
mod scan;
mod xhtml;

use std::path::Path;

use super::draft::{Draft, Field};
use super::format::{Confidence, Format, Input, is_any_text, whole_text};
use super::{dates, decode, text};
use crate::model::{FileFormat, Outcome, Provenance};

pub use entities::decode as decode_references;
use main_text::Kind;
pub use main_text::{seen_text, story_text};
pub use scan::{Piece, Tag, next as next_piece, pieces};
pub use xhtml::as_html;

/// Web pages.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "html",
        extensions: &["html", "htm", "xhtml", "shtml"],
        recognised: "`<!doctype html>`, `<html` or in a `.txt` a paragraph's tag at the beginning",
        taken: "the main text; title, date, authors, outlet and address from meta tags and JSON-LD",
    },
    sniff,
    read,
};

/// Bodies shorter than this, in bytes, give way to a longer description: the rest is behind a wall.
const STUB: usize = 250;

fn sniff(head: &[u8], path: &Path) -> Confidence {
    let start = decode::glance(&head[..head.len().min(1024)]).to_lowercase();
    let start = start.trim_start();
    let is_page = start.starts_with("<!doctype html") || (start.starts_with('<') && start.contains("<html"));
    // Stories cut out of their pages.
    let is_part =
        || is_any_text(path) && matches!(scan::next(start), (Piece::Tag(tag), _) if is_block(&tag) || tag.is("article"));
    if is_page || is_part() { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let declared = declared_encoding(&input.loaded.head);
    let (page, mut outcome) = match whole_text(input, declared.as_deref()) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    match of_page(&page) {
        Ok((draft, remark)) => {
            if let Some(reason) = remark {
                outcome = Outcome::Partial { reason };
            }
            sink(draft);
            outcome
        }
        Err(reason) => Outcome::Skipped { reason },
    }
}

/// The article of a page, and what speaks against its being whole; or why there is none.
pub fn of_page(page: &str) -> Result<(Draft, Option<String>), String> {
    of_kind(page, Kind::Site)
}

/// The same of a page that is a chapter of a book.
pub fn of_chapter(page: &str) -> Result<(Draft, Option<String>), String> {
    of_kind(page, Kind::Chapter)
}

fn of_kind(page: &str, kind: Kind) -> Result<(Draft, Option<String>), String> {
    let page = &*saved::without_banner(page);
    let about = metadata::read(page);
    let (mut body, mut remark) = main_text::of(page, kind, about.heading.as_deref());
    // A page that is written by its scripts shows nothing but a request to run them.
    if body.len() < STUB && about.story.len() > body.len() {
        (body, remark) = (about.story, None);
    }
    if let Some(description) = about.description.filter(|description| body.len() < STUB && description.len() > body.len()) {
        body = description;
        remark = Some("only the description of the page: it holds no more text".to_owned());
    }
    if body.is_empty() {
        return Err("no text in the page".to_owned());
    }
    let mut draft = Draft { clues: about.clues, ..Draft::default() };
    compose(&mut draft, &body);
    Ok((draft, remark))
}

/// Writes title and body, a line a paragraph, into the draft's text, and looks for a dateline.
pub fn compose(draft: &mut Draft, body: &str) {
    let title = draft.clues.iter().find(|clue| clue.field == Field::Title).map(|clue| clue.value.as_str());
    let mut paragraphs: Vec<&str> = body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if paragraphs.len() > 1 && title == Some(paragraphs[0]) {
        paragraphs.remove(0);
    }
    text::compose(draft, &paragraphs.join("\n\n"));
}

/// True for a text that is markup: it has paragraphs or breaks, or an element that is closed or says more of itself. A name between angles is
/// none ("<Petro-Canada Inc>"), nor is what shares are called by ("<A>").
pub fn is_markup(text: &str) -> bool {
    scan::pieces(text).any(|piece| match piece {
        Piece::Tag(tag) => is_block(&tag) || ((tag.closes || tag.raw.contains('=')) && OTHERS.iter().any(|name| tag.is(name))),
        Piece::Raw(..) => true,
        Piece::Text(_) | Piece::Comment(_) => false,
    })
}

/// Elements that stories are exported with.
const BLOCKS: [&str; 5] = ["p", "br", "div", "li", "h2"];
const OTHERS: [&str; 25] = [
    "ul",
    "ol",
    "h1",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "table",
    "td",
    "tr",
    "blockquote",
    "figure",
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "font",
    "img",
    "iframe",
    "section",
    "article",
    "u",
];

fn is_block(tag: &Tag<'_>) -> bool {
    BLOCKS.iter().any(|name| tag.is(name))
}

/// The name of the first element, if nothing but a prolog stands before it.
pub fn xml_root(start: &str) -> Option<&str> {
    let start = start.trim_start_matches('\u{feff}');
    scan::pieces(start).find_map(|piece| match piece {
        Piece::Tag(tag) | Piece::Raw(tag, _) => Some(Some(tag.name)),
        Piece::Text(text) if !text.trim().is_empty() => Some(None),
        Piece::Text(_) | Piece::Comment(_) => None,
    })?
}

/// The encoding that the page names in its first bytes.
pub fn declared_encoding(head: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_lowercase();
    let (_, rest) = start.split_once("charset=").or_else(|| start.split_once("encoding="))?;
    let label: String =
        rest.trim_start_matches(['"', '\'']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

/// A clue of the page about itself.
fn clue(draft: &mut Draft, field: Field, value: &str, place: String) {
    // What is no day bounds nothing.
    if field != Field::NotAfter || dates::stamp(value).is_some() {
        draft.clue(field, value, place, Provenance::Metadata);
    }
}

#[cfg(test)]
mod tests;
