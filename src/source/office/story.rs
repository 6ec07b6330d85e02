//! The paragraphs of a document in XML.

use crate::source::draft::tidy;
use crate::source::html::Tag;
use crate::source::xml::{Part, parts};

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

/// The paragraphs that hold any words, in the order in which they end.
pub fn paragraphs(xml: &str, elements: &Elements) -> Vec<String> {
    let mut story = Story { elements, done: Vec::new(), open: Vec::new(), words: 0, hidden: 0, is_unseen: false };
    for (_, part) in parts(xml) {
        match part {
            Part::Tag(tag) => story.tag(&tag),
            words => story.text(&words.words()),
        }
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
        let (name, is_empty, elements) = (tag.local(), tag.is_whole(), self.elements);
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
        let paragraph = tidy(&self.open.pop().unwrap_or_default());
        if !paragraph.is_empty() {
            self.done.push(paragraph);
        }
    }
}
