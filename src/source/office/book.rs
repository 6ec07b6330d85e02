//! Books in EPUB: pages in the order of the spine. A newspaper that was made into one says of which day it is, which bounds its articles' dates.

use std::collections::{HashMap, HashSet};

use super::properties;
use super::shell::Shell;
use crate::model::{Outcome, Provenance};
use crate::source::draft::{Draft, Field};
use crate::source::format::{Input, failed};
use crate::source::html::{self, Piece, Tag};
use crate::source::lines::Problems;

/// The file in which sellers say what of a book they locked: all of it, or its fonts.
const LOCKS: &str = "META-INF/encryption.xml";
/// The file that says where the list of a book's parts is.
pub const CONTAINER: &str = "META-INF/container.xml";

pub fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let mut shell = match Shell::open(input) {
        Ok(shell) => shell,
        Err(outcome) => return outcome,
    };
    let (package, list) = match package(&mut shell) {
        Ok(package) => package,
        Err(reason) => return failed("parse", &reason),
    };
    let about = properties::of(&list);
    let is_locked = matches!(shell.file(LOCKS), Ok(Some(_)));
    let mut problems = Problems::default();
    problems.broken = shell.remark();
    let chapters: Vec<(String, String)> = chapters(&list).into_iter().map(|part| (beside(&package, &part), part)).collect();
    let names: HashSet<&str> = chapters.iter().map(|(name, _)| name.as_str()).collect();
    for (name, chapter) in &chapters {
        let leads_to =
            |address: &str| Some(beside(name, address)).filter(|other| other != name && names.contains(other.as_str()));
        let page = shell.file(name).map(|file| file.map(|(page, remark)| (html::as_html(&page), remark)));
        match page {
            Ok(Some((page, _))) if is_furniture(&page) || is_contents(&page, leads_to) => problems.read += 1,
            Ok(Some((page, remark))) => match html::of_chapter(&page) {
                Ok((mut draft, incomplete)) => {
                    tell(&mut draft, &about);
                    draft.member = Some(chapter.clone());
                    problems.read += 1;
                    sink(draft);
                    if let Some(reason) = remark.or(incomplete) {
                        problems.add_named(chapter, &reason);
                    }
                }
                // Covers and title pages are pictures.
                Err(_) if !has_words(&page) => problems.read += 1,
                Err(reason) => problems.add_named(chapter, &reason),
            },
            Ok(None) => problems.add_named(chapter, "not in the book"),
            Err(_) if is_locked => problems.add_named(chapter, "encrypted: get the book without protection"),
            Err(reason) => problems.add_named(chapter, &reason),
        }
    }
    problems.outcome()
}

/// The name and the text of the list of a book's parts.
fn package(shell: &mut Shell<'_>) -> Result<(String, String), String> {
    let (container, _) = shell.file(CONTAINER)?.ok_or_else(|| shell.lacks(CONTAINER))?;
    let name = tags(&container).find(|tag| tag.local() == "rootfile").and_then(|tag| value(&tag, "full-path"));
    let name = name.ok_or_else(|| format!("`{CONTAINER}` names no list of the book's parts"))?;
    let (list, _) = shell.file(&name)?.ok_or_else(|| shell.lacks(&name))?;
    Ok((name, list))
}

/// The addresses of the pages in the order in which they are read, each once; the table of contents is none of them.
fn chapters(list: &str) -> Vec<String> {
    let items = tags(list).filter(|tag| tag.local() == "item");
    let is_contents = |tag: &Tag<'_>| value(tag, "properties").is_some_and(|words| words.split(' ').any(|word| word == "nav"));
    let mut parts: HashMap<String, String> =
        items.filter(|tag| !is_contents(tag)).filter_map(|tag| value(&tag, "id").zip(value(&tag, "href"))).collect();
    let spine = tags(list).filter(|tag| tag.local() == "itemref").filter_map(|tag| value(&tag, "idref"));
    spine.filter_map(|id| parts.remove(&id)).collect()
}

fn body(page: &str) -> &str {
    page.find("<body").map_or(page, |at| &page[at..])
}

fn has_words(page: &str) -> bool {
    let is_word = |piece| matches!(piece, Piece::Text(text) if html::decode_references(text).contains(char::is_alphanumeric));
    html::pieces(body(page)).any(is_word)
}

/// Parts of a book that tell of the book.
const FURNITURE: [&str; 5] = ["cover", "titlepage", "halftitlepage", "copyright-page", "toc"];

/// True for a page that says it is one of them, and says of no part that it is another.
fn is_furniture(page: &str) -> bool {
    let said = |tag: &Tag<'_>| value(tag, "epub:type").map(|kinds| kinds.split(' ').any(|kind| FURNITURE.contains(&kind)));
    if tags(page).find(|tag| tag.local() == "body").is_some_and(|body| said(&body) == Some(true)) {
        return true;
    }
    let mut parts = tags(page).filter(|tag| tag.local() == "section" || tag.local() == "nav");
    let others = |tag: Tag<'_>| said(&tag).unwrap_or(tag.local() == "nav");
    parts.next().is_some_and(|first| said(&first) == Some(true)) && parts.all(others)
}

/// Words of a link that may be a headline; how many such links make contents, how much may stand before the first of them, and how
/// much with each, in bytes.
const HEADLINE: usize = 3;
const ENTRIES: usize = 3;
const BEFORE: usize = 200;
const WITH_EACH: usize = 600;

/// True for a list of other chapters by their headlines, with what newspapers say below each: the chapters say it again.
fn is_contents(page: &str, leads_to: impl Fn(&str) -> Option<String>) -> bool {
    let mut entries = HashSet::new();
    let (mut before, mut length, mut link) = (None, 0, None);
    for piece in html::pieces(body(page)) {
        match piece {
            Piece::Tag(tag) if tag.local() == "a" && !tag.closes => {
                link = value(&tag, "href").and_then(|address| leads_to(&address)).map(|chapter| (chapter, 0, length));
            }
            Piece::Tag(tag) if tag.local() == "a" => {
                if let Some((chapter, _, at)) = link.take().filter(|(_, words, _)| *words >= HEADLINE) {
                    before.get_or_insert(at);
                    entries.insert(chapter);
                }
            }
            Piece::Text(text) => {
                length += text.trim().len();
                if let Some((_, words, _)) = &mut link {
                    *words += text.split_whitespace().count();
                }
            }
            _ => {}
        }
    }
    entries.len() >= ENTRIES && before.is_some_and(|before| before < BEFORE) && length < WITH_EACH * entries.len()
}

/// The tags that open elements.
pub fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    html::pieces(xml).filter_map(|piece| match piece {
        Piece::Tag(tag) if !tag.closes => Some(tag),
        _ => None,
    })
}

fn value(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.attribute(name).map(html::decode_references)
}

/// The name in the archive of what an address beside `file` leads to.
fn beside(file: &str, address: &str) -> String {
    let mut steps: Vec<&str> = file.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').collect());
    let address = unescaped(address.split('#').next().unwrap_or(address));
    for step in address.split('/') {
        match step {
            "." | "" => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// `a b` of `a%20b`.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(code) => (bytes.push(code), rest = &after[2..]).0,
            None => (bytes.push(*first), rest = after).0,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the book says of all its chapters, behind what a page says.
fn tell(draft: &mut Draft, about: &[(String, String)]) {
    for (name, words) in about {
        let field = match name.as_str() {
            "title" => Field::Outlet,
            "creator" => Field::Author,
            "date" => Field::NotAfter,
            "language" => Field::Language,
            _ => continue,
        };
        draft.clue(field, words, format!("book's `{name}`"), Provenance::Metadata);
    }
}
