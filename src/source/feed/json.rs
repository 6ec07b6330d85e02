//! JSON Feed. What the feed says of itself may stand behind its entries, so it is asked first; entries are then read one by one.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Entries;
use super::entry::{Entry, Kind};
use crate::source::draft::Field;

/// What the feed says of itself.
#[derive(Default, Deserialize)]
struct About {
    #[serde(default)]
    title: Value,
    #[serde(default)]
    language: Value,
    #[serde(default)]
    authors: Value,
    #[serde(default)]
    author: Value,
}

/// Reads the entries of a feed.
pub fn read(text: &str, entries: &mut Entries<'_>) {
    // What is wrong with it is found again, and told, when the entries are read.
    let about: About = serde_json::from_str(text).unwrap_or_default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let items = Items { about: &about, entries: &mut *entries };
    if let Err(error) = items.deserialize(&mut deserializer).and_then(|()| deserializer.end()) {
        entries.problems.broken = Some(format!("not JSON: {error}"));
    }
}

fn entry(item: &Value, about: &About) -> Entry {
    let mut entry = Entry::default();
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    for (name, field) in [
        ("title", Field::Title),
        ("url", Field::Url),
        ("external_url", Field::Url),
        ("date_published", Field::Published),
        ("date_modified", Field::NotAfter),
        ("language", Field::Language),
    ] {
        if let Some(value) = text(name) {
            entry.clue(field, (value, Kind::Plain), name);
        }
    }
    let own = names(item.get("authors")).chain(names(item.get("author")));
    let of_feed = names(Some(&about.authors)).chain(names(Some(&about.author)));
    let own: Vec<&str> = own.collect();
    let authors = if own.is_empty() { of_feed.collect() } else { own };
    authors.into_iter().for_each(|name| entry.clue(Field::Author, (name, Kind::Plain), "authors"));
    for (value, field, name) in [(&about.title, Field::Outlet, "title"), (&about.language, Field::Language, "language")] {
        if let Some(value) = value.as_str() {
            entry.clue(field, (value, Kind::Plain), name);
        }
    }
    match item.get("id") {
        Some(Value::String(id)) => entry.id(id),
        Some(Value::Number(id)) => entry.id(&id.to_string()),
        _ => {}
    }
    let texts = [("content_text", Kind::Plain), ("content_html", Kind::Markup)];
    let content = texts.into_iter().find_map(|(name, kind)| Some((text(name).filter(|text| !text.trim().is_empty())?, kind)));
    content.into_iter().for_each(|(text, kind)| entry.content(text.to_owned(), kind));
    text("summary").into_iter().for_each(|text| entry.summary(text.to_owned(), Kind::Plain));
    entry
}

/// The names of one author, or of a list of them.
fn names(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = value.and_then(Value::as_array).map_or_else(|| value.map(std::slice::from_ref).unwrap_or_default(), Vec::as_slice);
    list.iter().filter_map(|author| author.get("name").and_then(Value::as_str))
}

/// The feed, and in it the list of its entries.
struct Items<'e, 'a> {
    about: &'e About,
    entries: &'e mut Entries<'a>,
}

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feed with a list of `items`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<String>()? {
            if name == "items" {
                fields.next_value_seed(Items { about: self.about, entries: &mut *self.entries })?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            self.entries.take(entry(&item, self.about));
        }
        Ok(())
    }
}
