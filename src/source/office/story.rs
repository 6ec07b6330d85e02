//! The paragraphs of a document in XML. It is scanned, as pages and feeds are: nothing in it can make this slow or deep, and what was
//! cut off is read as far as it goes.

use crate::source::draft::one_line;
use crate::source::html::{Piece, Tag, decode_references, next_piece};

/// What elements mean, by their names without prefix.
pub struct Elements {
    pub paragraphs: &'static [&'static str],
    /// What holds words; if nothing is named, paragraphs do.
    pub words: &'static [&'static str],
    /// What stands for white space, or for a sign.
    pub gaps: &'static [(&'static str, &'static str)],
    /// What is no part of the text, with all that is in it; with its prefix where other elements bear the name.
    pub hidden: &'static [&'static str],
    /// What stands for words of one look, and what says of them that they are not shown.
    pub runs: &'static [&'static str],
    pub unseen: &'static [&'static str],
}

const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

/// The paragraphs that hold any words, in the order in which they end.
pub fn paragraphs(xml: &str, elements: &Elements) -> Vec<String> {
    let mut story = Story { elements, done: Vec::new(), open: Vec::new(), words: 0, hidden: 0, is_unseen: false };
    let mut rest = xml;
    while !rest.is_empty() {
        let length = match rest.strip_prefix(CDATA.0) {
            Some(data) => {
                let end = data.find(CDATA.1).unwrap_or(data.len());
                story.text(&data[..end]);
                (CDATA.0.len() + end + CDATA.1.len()).min(rest.len())
            }
            None => {
                let (piece, length) = next_piece(rest);
                match piece {
                    Piece::Tag(tag) | Piece::Raw(tag, _) => story.tag(&tag),
                    Piece::Text(text) => story.text(&decode_references(text)),
                    Piece::Comment(_) => {}
                }
                length
            }
        };
        rest = &rest[length..];
    }
    while !story.open.is_empty() {
        story.end();
    }
    story.done
}

struct Story<'e> {
    elements: &'e Elements,
    done: Vec<String>,
    /// Paragraphs that have begun: one may stand in another's text box.
    open: Vec<String>,
    /// How many elements that hold words are open, and how many that hide what is in them.
    words: u32,
    hidden: u32,
    /// True in a run that is not shown.
    is_unseen: bool,
}

impl Story<'_> {
    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.rsplit(':').next().unwrap_or(tag.name);
        let (is_empty, elements) = (tag.raw.ends_with("/>"), self.elements);
        let count = |open: &mut u32| match (is_empty, tag.closes) {
            (true, _) => {}
            (_, true) => *open = open.saturating_sub(1),
            (_, false) => *open += 1,
        };
        if elements.hidden.contains(&name) || elements.hidden.contains(&tag.name) {
            count(&mut self.hidden);
        } else if self.hidden > 0 {
        } else if elements.runs.contains(&name) {
            self.is_unseen = false;
        } else if elements.unseen.contains(&name) {
            self.is_unseen |= !matches!(tag.attribute("w:val"), Some("0" | "false" | "off"));
        } else if elements.words.contains(&name) {
            count(&mut self.words);
        } else if let Some((_, gap)) = elements.gaps.iter().find(|(known, _)| *known == name).filter(|_| !tag.closes) {
            self.push(gap);
        } else if elements.paragraphs.contains(&name) && !is_empty {
            if tag.closes { self.end() } else { self.open.push(String::new()) }
        }
    }

    /// Lines of the XML are none of the text.
    fn text(&mut self, text: &str) {
        if self.hidden == 0 && !self.is_unseen && (self.words > 0 || self.elements.words.is_empty()) {
            self.push(&text.replace(['\n', '\r', '\t'], " "));
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(words);
        }
    }

    fn end(&mut self) {
        let lines = self.open.pop().unwrap_or_default();
        let lines: Vec<String> = lines.lines().map(one_line).filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.done.push(lines.join("\n"));
        }
    }
}
