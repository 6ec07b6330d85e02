//! The story in a page: from the best extractor that finds one.

use std::borrow::Cow;
use std::thread;

use super::guard::{Guarded, bounded};
use super::scan::{Piece, Tag, pieces, placed};
use super::{boxes, entities, lines};
use crate::source::draft::one_line;

/// Stack of the thread that parses, in bytes: only what is used of it is taken.
const STACK: usize = 64 << 20;
/// Pages larger than this, in bytes and in tags, are not given to any extractor.
const LARGEST: (usize, usize) = (8 << 20, 150_000);
/// Pages with more tags than this are not given to the slower one.
const LARGEST_FOR_TRAFILATURA: usize = 40_000;
/// Texts shorter than this, in bytes, may be all that is left of a story: the next extractor is asked.
const TOO_SHORT: usize = 100;
/// Elements whose text no reader takes for the story.
const HIDDEN: [&str; 6] = ["head", "nav", "noscript", "template", "svg", "select"];

/// Where a page is from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A web site: the story stands among menus, links to other stories and advertisements.
    Site,
    /// A book: all of the page is the story, but for bars with links at its ends.
    Chapter,
}

/// The text of the page, a line a paragraph, and a remark if it is not the work of an extractor. The headline, if it is known, helps to find what stands below it.
pub fn of(page: &str, kind: Kind, headline: Option<&str>) -> (String, Option<String>) {
    if kind == Kind::Site {
        let alone = boxes::without_boxes(page);
        if let Some(text) = extracted(&alone, kind).filter(|text| text.len() >= TOO_SHORT) {
            return (lines::as_shown(&text, &all_text(&alone), &lines::captions(&alone), headline), None);
        }
    }
    let guarded_too_large = "too large to tell the main text apart: all text of the page was taken";
    match extracted(page, kind) {
        Some(text) if !text.is_empty() => (lines::as_shown(&text, &all_text(page), &[], None), None),
        Some(_) => (seen_text(page), Some("no main text was recognised: all text of the page was taken".to_owned())),
        None => (seen_text(page), Some(guarded_too_large.to_owned())),
    }
}

/// What an extractor takes for the story; `None` if the page is too large for any.
fn extracted(page: &str, kind: Kind) -> Option<String> {
    let guarded = bounded(&framed(page, kind));
    let fits = guarded.page.len() <= LARGEST.0 && guarded.tags <= LARGEST.1;
    fits.then(|| on_own_thread(guarded).trim().to_owned())
}

/// Elements that an extractor takes for the frame of a story, and others that pages are laid out with.
const FRAMES: [&str; 2] = ["article", "main"];
const LAYOUT: [&str; 4] = ["div", "section", "table", "td"];

/// The page with a frame around its story, if it is all of the page and has none: an extractor takes single paragraphs out of such a page, and
/// leaves the headings between them.
fn framed(page: &str, kind: Kind) -> Cow<'_, str> {
    let has =
        |names: &[&str]| pieces(page).any(|piece| matches!(piece, Piece::Tag(tag) if names.iter().any(|name| tag.is(name))));
    if has(&FRAMES) || (kind == Kind::Site && has(&LAYOUT)) {
        return page.into();
    }
    let (mut start, mut end) = (None, page.len());
    for (place, piece) in placed(page) {
        match piece {
            Piece::Tag(tag) if tag.is("body") && tag.closes => end = place.start,
            Piece::Tag(tag) if tag.is("body") && start.is_none() => start = Some(place.end),
            _ => {}
        }
    }
    match start.filter(|start| *start <= end) {
        Some(start) => [&page[..start], "<article>", &page[start..end], "</article>", &page[end..]].concat().into(),
        None => page.into(),
    }
}

/// A parser that breaks down leaves an empty text.
fn on_own_thread(guarded: Guarded) -> String {
    let extract = move || {
        let first = if guarded.tags <= LARGEST_FOR_TRAFILATURA { by_trafilatura(&guarded.page) } else { String::new() };
        if first.len() >= TOO_SHORT {
            return first;
        }
        let second = by_dom_smoothie(&guarded.page);
        if second.trim().len() > first.trim().len() { second } else { first }
    };
    let thread = thread::Builder::new().name("page".to_owned()).stack_size(STACK).spawn(extract);
    thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_default()
}

fn by_trafilatura(page: &str) -> String {
    let mut options = trafilatura::Options::default();
    options.enable_fallback = true;
    options.exclude_comments = true;
    options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
    let extracted = std::panic::catch_unwind(|| trafilatura::extract(page, &options));
    extracted.ok().and_then(Result::ok).map(|result| all_text(&result.content_html)).unwrap_or_default()
}

fn by_dom_smoothie(page: &str) -> String {
    let config =
        dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, disable_json_ld: true, ..Default::default() };
    let parse = || dom_smoothie::Readability::new(page, None, Some(config)).and_then(|mut reader| reader.parse());
    let extracted = std::panic::catch_unwind(std::panic::AssertUnwindSafe(parse));
    extracted.ok().and_then(Result::ok).map(|article| all_text(&article.content)).unwrap_or_default()
}

/// All text, a line a block. The extractors hand their markup through here too: their own texts run paragraphs together.
fn all_text(page: &str) -> String {
    text_of(page, Shown::default()).0
}

/// The text that a reader would see: without that of elements whose style hides them, unless one is never closed, so that it may hide what
/// a browser would show.
pub fn seen_text(page: &str) -> String {
    let (text, is_whole) = text_of(page, Shown { minds_style: true, ..Shown::default() });
    if is_whole { text } else { all_text(page) }
}

/// The text of a story whose markup somebody exported. What a style hides in it is read: it is mostly what a script unfolds ("Read more"), and who
/// exported the story took it for a part of it. Where nothing in it is marked as a paragraph, blank lines part them.
pub fn story_text(markup: &str) -> String {
    let has_paragraphs = pieces(markup).any(|piece| matches!(piece, Piece::Tag(tag) if tag.is("p")));
    text_of(markup, Shown { by_blank_lines: !has_paragraphs, ..Shown::default() }).0
}

/// How markup is shown.
#[derive(Clone, Copy, Default)]
struct Shown {
    /// Without what a style hides.
    minds_style: bool,
    /// A blank line parts paragraphs.
    by_blank_lines: bool,
}

/// The text, and whether every element that is hidden by its style is closed.
fn text_of(page: &str, shown: Shown) -> (String, bool) {
    let mut text = String::new();
    let mut hidden = 0u32;
    let mut unseen = Unseen::default();
    for piece in pieces(page) {
        match piece {
            Piece::Tag(tag) if shown.minds_style && unseen.goes_on(&tag) => {}
            Piece::Text(words) if hidden == 0 && unseen.depth == 0 => add_words(&mut text, words, shown.by_blank_lines),
            Piece::Text(_) | Piece::Comment(_) | Piece::Raw(..) => {}
            Piece::Tag(tag) if HIDDEN.iter().any(|name| tag.is(name)) => {
                hidden = if tag.closes { hidden.saturating_sub(1) } else { hidden + 1 };
            }
            Piece::Tag(tag) if tag.is("body") => hidden = 0,
            Piece::Tag(tag) => text.push_str(if is_inline(tag.name) { "" } else { "\n" }),
        }
    }
    // A soft hyphen is seen at the end of a line only, and parts a word in two.
    let mut text = entities::decode(&text);
    if text.contains('\u{ad}') {
        text = text.replace('\u{ad}', "");
    }
    let lines = text.lines().map(|line| one_line(line.trim_end_matches(is_padding)));
    (lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"), unseen.depth == 0)
}

/// The words on one line; or on several, where blank lines part them.
fn add_words(text: &mut String, words: &str, by_blank_lines: bool) {
    for (number, line) in words.split('\n').enumerate() {
        let is_blank = by_blank_lines && number > 0 && line.trim().is_empty();
        if number > 0 {
            text.push(if is_blank { '\n' } else { ' ' });
        }
        for (number, words) in line.split('\r').enumerate() {
            text.push_str(if number > 0 { " " } else { "" });
            text.push_str(words);
        }
    }
}

/// Signs that show nothing, with which newsletters fill the line that a list of mails shows.
fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// An element whose style says that it is not shown, while one is open.
#[derive(Default)]
struct Unseen<'t> {
    name: &'t str,
    depth: u32,
}

impl<'t> Unseen<'t> {
    /// True if the tag opens such an element, or stands in one.
    fn goes_on(&mut self, tag: &Tag<'t>) -> bool {
        if self.depth > 0 {
            if tag.is(self.name) {
                self.depth = if tag.closes { self.depth - 1 } else { self.depth + 1 };
            }
            return true;
        }
        if !["div", "span", "table"].iter().any(|name| tag.is(name)) || tag.closes {
            return false;
        }
        let style = tag.attribute("style").unwrap_or_default();
        let is_hidden = style.len() < 1000 && style.replace(' ', "").to_ascii_lowercase().contains("display:none");
        if is_hidden {
            (self.name, self.depth) = (tag.name, 1);
        }
        is_hidden
    }
}

/// True for an element within a line.
pub fn is_inline(name: &str) -> bool {
    ["a", "b", "i", "em", "strong", "span", "font", "u", "small", "sup", "sub", "abbr", "time", "mark", "cite", "q", "wbr"]
        .iter()
        .any(|inline| name.eq_ignore_ascii_case(inline))
}
