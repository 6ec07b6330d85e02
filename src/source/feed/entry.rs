//! An entry of a feed, whatever the feed is written in.

use crate::model::Provenance;
use crate::source::draft::{Clue, Draft, Field, one_line};
use crate::source::html::{self, decode_references};
use crate::source::text;

/// The longest id that is kept, in bytes.
const LONGEST_ID: usize = 200;

/// What a text of a feed is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As it is read.
    Plain,
    /// Markup.
    Markup,
    /// Either, and the feed does not say which.
    Unsaid,
}

impl Kind {
    /// What a reader would see, and whether it was markup. What is escaped twice was meant to be markup, too.
    fn shown(self, text: &str) -> (String, bool) {
        if self == Self::Plain {
            return (text.to_owned(), false);
        }
        if self == Self::Markup || html::is_markup(text) {
            return (html::story_text(text), true);
        }
        let text = decode_references(text);
        if html::is_markup(&text) { (html::story_text(&text), true) } else { (text, false) }
    }
}

/// What an entry says.
#[derive(Default)]
pub struct Entry {
    clues: Draft,
    best: Option<Clue>,
    content: Option<(String, Kind)>,
    summary: Option<(String, Kind)>,
}

impl Entry {
    /// Notes what stood in the element or field `name`.
    pub fn clue(&mut self, field: Field, (value, kind): (&str, Kind), name: &str) {
        let value = if field == Field::Url { value.trim().to_owned() } else { one_line(&kind.shown(value).0) };
        let is_address = value.starts_with("http://") || value.starts_with("https://");
        if field != Field::Url || is_address {
            self.clues.clue(field, &value, format!("`{name}` of the feed"), Provenance::Metadata);
        }
    }

    /// Notes the address that counts before all others.
    pub fn best_address(&mut self, value: (&str, Kind), name: &str) {
        let mut found = Self::default();
        found.clue(Field::Url, value, name);
        self.best = found.clues.clues.pop().or_else(|| self.best.take());
    }

    /// True if something is known of `field`.
    pub fn has(&self, field: Field) -> bool {
        self.best.iter().chain(&self.clues.clues).any(|clue| clue.field == field)
    }

    /// Notes the name by which the feed knows the entry.
    pub fn id(&mut self, id: &str) {
        let id = id.trim();
        if !id.is_empty() && id.len() <= LONGEST_ID {
            self.clues.id.get_or_insert_with(|| id.to_owned());
        }
    }

    /// Notes the full text; the longer one if there are two.
    pub fn content(&mut self, text: String, kind: Kind) {
        longest(&mut self.content, text, kind);
    }

    /// Notes the summary.
    pub fn summary(&mut self, text: String, kind: Kind) {
        longest(&mut self.summary, text, kind);
    }

    /// The draft of the article.
    pub fn draft(self) -> Result<Draft, String> {
        let mut draft = self.clues;
        draft.clues.splice(0..0, self.best);
        let body = [self.content, self.summary].into_iter().flatten().find_map(|(body, kind)| {
            let (words, is_markup) = kind.shown(&body);
            (!words.trim().is_empty()).then_some((words, is_markup))
        });
        let Some((words, is_markup)) = body else { return Err("no text: it has neither content nor summary".to_owned()) };
        if is_markup {
            html::compose(&mut draft, &words)
        } else {
            text::compose(&mut draft, words.trim())
        }
        Ok(draft)
    }
}

fn longest(known: &mut Option<(String, Kind)>, text: String, kind: Kind) {
    if known.as_ref().is_none_or(|(known, _)| known.len() < text.len()) {
        *known = Some((text, kind));
    }
}
