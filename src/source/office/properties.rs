//! What a document or a book says about itself: elements that hold nothing but words.

use crate::source::draft::one_line;
use crate::source::html::{Piece, decode_references, next_piece};

/// Name (without prefix) and value of each element that holds words, in their order.
pub fn of(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(&str, String)> = None;
    let mut rest = xml;
    while !rest.is_empty() {
        let (piece, length) = next_piece(rest);
        match piece {
            Piece::Tag(tag) if tag.closes => {
                let held = open.take().filter(|(name, value)| *name == tag.name && !value.trim().is_empty());
                found.extend(held.map(|(name, value)| (local(name).to_owned(), one_line(&value))));
            }
            Piece::Tag(tag) => open = (!tag.raw.ends_with("/>")).then(|| (tag.name, String::new())),
            Piece::Text(text) => {
                if let Some((_, value)) = &mut open {
                    value.push_str(&decode_references(text));
                }
            }
            Piece::Raw(..) | Piece::Comment(_) => {}
        }
        rest = &rest[length..];
    }
    found
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
