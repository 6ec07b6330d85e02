//! An entry of a feed, whatever the feed is written in.

use crate::model::Provenance;
use crate::source::draft::{Draft, Field};
use crate::source::html::{self, decode_references, has_tags};
use crate::source::text;

/// The longest id that is kept, in bytes.
const LONGEST_ID: usize = 200;

/// What an entry says.
#[derive(Default)]
pub struct Entry {
    clues: Draft,
    content: Option<String>,
    summary: Option<String>,
}

impl Entry {
    /// Notes what stood in the element or field `name`.
    pub fn clue(&mut self, field: Field, value: &str, name: &str) {
        let value = if field == Field::Url { value.trim().to_owned() } else { one_line(&without_markup(value)) };
        let is_address = value.starts_with("http://") || value.starts_with("https://");
        if field != Field::Url || is_address {
            self.clues.clue(field, &value, format!("`{name}` of the feed"), Provenance::Metadata);
        }
    }

    /// True if something is known of `field`.
    pub fn has(&self, field: Field) -> bool {
        self.clues.clues.iter().any(|clue| clue.field == field)
    }

    /// Notes the name by which the feed knows the entry.
    pub fn id(&mut self, id: &str) {
        let id = id.trim();
        if !id.is_empty() && id.len() <= LONGEST_ID {
            self.clues.id.get_or_insert_with(|| id.to_owned());
        }
    }

    /// Notes the full text, which may be markup; the longer one if there are two.
    pub fn content(&mut self, text: String) {
        longest(&mut self.content, text);
    }

    /// Notes the summary, which may be markup.
    pub fn summary(&mut self, text: String) {
        longest(&mut self.summary, text);
    }

    /// The draft of the article.
    pub fn draft(self) -> Result<Draft, String> {
        let mut draft = self.clues;
        let body = [self.content, self.summary].into_iter().flatten().find_map(|body| {
            let words = without_markup(&body);
            (!words.trim().is_empty()).then(|| (has_tags(&body), words))
        });
        let Some((is_markup, words)) = body else { return Err("no text: it has neither content nor summary".to_owned()) };
        if is_markup {
            html::compose(&mut draft, &words)
        } else {
            text::compose(&mut draft, words.trim())
        }
        Ok(draft)
    }
}

fn longest(known: &mut Option<String>, text: String) {
    if known.as_ref().is_none_or(|known| known.len() < text.len()) {
        *known = Some(text);
    }
}

/// What a reader would see: without tags, a line a block, or as it stands if there are none.
fn without_markup(text: &str) -> String {
    if has_tags(text) { html::all_text(text) } else { decode_references(text) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
