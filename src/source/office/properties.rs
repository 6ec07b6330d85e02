//! What a document or a book says about itself: elements that hold nothing but words.

use crate::source::draft::one_line;
use crate::source::html::Tag;
use crate::source::xml::{Part, parts};

/// Name (without prefix) and value of each element that holds words, in their order.
pub fn of(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(Tag<'_>, String)> = None;
    for (_, part) in parts(xml) {
        match (part, &mut open) {
            (Part::Tag(tag), _) if tag.closes => {
                let held = open.take().filter(|(opened, value)| opened.name == tag.name && !value.trim().is_empty());
                found.extend(held.map(|(tag, value)| (tag.local().to_owned(), one_line(&value))));
            }
            (Part::Tag(tag), _) => open = (!tag.is_whole()).then(|| (tag, String::new())),
            (words, Some((_, value))) => value.push_str(&words.words()),
            _ => {}
        }
    }
    found
}
