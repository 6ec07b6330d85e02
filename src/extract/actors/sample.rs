//! Articles and places made up for the tests of the passes.

use super::super::{Mention, Value};
use crate::document::{Document, words};
use crate::model::{Article, Location, Path, Precision, Span, Use};

pub fn article(text: &str) -> Article {
    Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() }
}

/// What the locations pass would say of every `name` in the document: a place at `path`, used so.
pub fn place(document: &Document<'_>, name: &str, path: &str, usage: Use) -> Vec<Mention> {
    let length = words(name).count();
    let path = Path::parse(path);
    let precision = if path.depth() == 1 { Precision::Country } else { Precision::Point };
    let here = |at: usize| document.span(at, at + length).of(document.text) == name;
    let mention = |first: usize| Mention {
        first,
        end: first + length,
        rule: "test",
        value: Value::Location(Box::new(Location {
            text: name.to_owned(),
            path: Some(path.clone()),
            country: Some("XX".to_owned()),
            precision: Some(precision),
            usage,
            ..Location::default()
        })),
    };
    (0..document.tokens.len()).filter(|at| here(*at)).map(mention).collect()
}

/// Every actor as `words = path`, with its name in brackets and `?` if hedged.
pub fn show(document: &Document<'_>, mentions: &[Mention]) -> String {
    let one = |mention: &Mention| {
        let text = document.span(mention.first, mention.end).of(document.text);
        let Value::Actor(actor) = &mention.value else { return format!("{text}: no actor") };
        let name = actor.name.as_ref().map_or(String::new(), |name| format!(" ({name})"));
        format!("{text} = {}{name}{}", actor.path, if actor.hedged { "?" } else { "" })
    };
    mentions.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The named actors of `text`, shown.
pub fn names_in(text: &str) -> String {
    let article = article(text);
    let document = Document::of(&article);
    show(&document, &super::names::read(&document, &[]))
}
