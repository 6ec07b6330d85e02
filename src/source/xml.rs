//! XML, scanned as pages are, without a tree: nothing in it can make this slow or deep, and what was cut off is read as far as it goes. What it has and
//! pages have not is data (`<![CDATA[...]]>`): words as they stand, whatever signs are in them.

use std::borrow::Cow;

use super::html::{Piece, Tag, decode_references, next_piece};

const DATA: (&str, &str) = ("<![CDATA[", "]]>");

/// A part of a file in XML.
pub enum Part<'t> {
    Tag(Tag<'t>),
    Text(&'t str),
    Data(&'t str),
}

impl<'t> Part<'t> {
    /// The words that it stands for.
    pub fn words(&self) -> Cow<'t, str> {
        match self {
            Part::Tag(_) => "".into(),
            Part::Text(text) => decode_references(text).into(),
            Part::Data(data) => (*data).into(),
        }
    }
}

/// The parts of `xml`, each with the byte at which it begins; comments are none.
pub fn parts(xml: &str) -> impl Iterator<Item = (usize, Part<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < xml.len() {
            let (start, rest) = (at, &xml[at..]);
            if let Some((data, length)) = data(rest) {
                at += length;
                return Some((start, Part::Data(data)));
            }
            let (piece, length) = next_piece(rest);
            at += piece.tag().filter(Tag::is_whole).map_or(length, |tag| tag.raw.len());
            match piece {
                Piece::Tag(tag) | Piece::Raw(tag, _) => return Some((start, Part::Tag(tag))),
                Piece::Text(text) => return Some((start, Part::Text(text))),
                Piece::Comment(_) => {}
            }
        }
        None
    })
}

/// The data that `rest` begins with, and how long it is with its marks.
fn data(rest: &str) -> Option<(&str, usize)> {
    let data = rest.strip_prefix(DATA.0)?;
    let end = data.find(DATA.1).unwrap_or(data.len());
    Some((&data[..end], (DATA.0.len() + end + DATA.1.len()).min(rest.len())))
}

/// The characters of an element, with the tags in it as they stand: data as it is, references replaced once.
pub fn characters(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(DATA.0) {
        let (data, length) = data(&rest[at..]).unwrap_or_default();
        text += &decode_references(&rest[..at]);
        text += data;
        rest = &rest[at + length..];
    }
    text + &decode_references(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_words_as_they_stand() {
        for (xml, expected) in [
            ("<a>b &amp; <![CDATA[<c> &amp; d]]>e</a>", "[a]b & <c> &amp; de[a]"),
            ("<![CDATA[cut <b> off", "cut <b> off"),
            ("<!-- no --><![CDATA[]]>x", "x"),
            ("<style/>x", "[style]x"),
        ] {
            let shown: String = parts(xml)
                .map(|(_, part)| match part {
                    Part::Tag(tag) => format!("[{}]", tag.name),
                    words => words.words().into_owned(),
                })
                .collect();
            assert_eq!(shown, expected, "{xml}");
        }
        assert_eq!(characters("a &lt; <b><![CDATA[&lt;]]>c<![CDATA[d"), "a < <b>&lt;cd");
    }
}
