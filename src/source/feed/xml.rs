//! RSS (0.9 to 2.0) and Atom. Many feeds are no well-formed XML, with references that nobody declared and elements that nobody closed: so they are
//! scanned as pages are, without a tree, and an entry ends where its end or the next one's beginning stands.

use super::Entries;
use super::entry::{Entry, Kind};
use crate::source::draft::Field;
use crate::source::html::{Tag, decode_references};
use crate::source::xml::{Part, characters, parts};

/// Elements of an entry that are read: what else there is (`media:content`, `category`) says nothing of the article.
const READ: [&str; 22] = [
    "title",
    "link",
    "guid",
    "id",
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:created",
    "updated",
    "modified",
    "dcterms:modified",
    "author",
    "dc:creator",
    "description",
    "summary",
    "content",
    "content:encoded",
    "dc:language",
    "source",
    "feedburner:origlink",
    "dcterms:issued",
];

/// Reads the entries of a feed.
pub fn read(text: &str, entries: &mut Entries<'_>) {
    let mut feed = Feed { text, entry: None, open: None, title: None, language: None, is_ended: false };
    for (at, part) in parts(text) {
        if let Part::Tag(tag) = part {
            feed.tag(&tag, at, entries);
        }
    }
    feed.end(entries);
}

/// The element that is being read.
struct Open<'t> {
    tag: Tag<'t>,
    /// Where its content begins.
    from: usize,
    /// How many elements of the same name are open in it.
    inner: u32,
}

struct Feed<'t> {
    text: &'t str,
    entry: Option<Entry>,
    open: Option<Open<'t>>,
    title: Option<String>,
    language: Option<String>,
    is_ended: bool,
}

impl<'t> Feed<'t> {
    fn tag(&mut self, tag: &Tag<'t>, at: usize, entries: &mut Entries<'_>) {
        let name = plain(tag.name);
        let is_entry = matches!(name.as_str(), "item" | "entry");
        if is_entry {
            self.close_element(at);
            self.close_entry(entries);
            self.entry = (!tag.closes && !tag.is_whole()).then(Entry::default);
        } else if let Some(open) = &mut self.open {
            if plain(open.tag.name) != name || tag.is_whole() {
                return;
            }
            match (tag.closes, open.inner) {
                (true, 0) => self.close_element(at),
                (true, _) => open.inner -= 1,
                (false, _) => open.inner += 1,
            }
        } else if tag.closes {
            self.is_ended |= matches!(name.as_str(), "rss" | "feed" | "rdf:rdf");
        } else if self.reads(&name) {
            self.attributes(tag, &name);
            if !tag.is_whole() {
                self.open = Some(Open { tag: *tag, from: at + tag.raw.len(), inner: 0 });
            }
        }
    }

    /// True if an element of this name, here, says something.
    fn reads(&self, name: &str) -> bool {
        match (&self.entry, name) {
            (Some(_), name) => READ.contains(&name),
            (None, "title") => self.title.is_none(),
            (None, "language" | "dc:language") => self.language.is_none(),
            (None, _) => false,
        }
    }

    /// The address of an entry stands in an attribute: of several the one that leads to the article.
    fn attributes(&mut self, tag: &Tag<'t>, name: &str) {
        let Some(entry) = self.entry.as_mut().filter(|_| name == "link") else { return };
        let leads_to_it = tag.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"));
        if let Some(address) = tag.attribute("href").filter(|_| leads_to_it) {
            entry.clue(Field::Url, (&decode_references(address), Kind::Plain), "link");
        }
    }

    /// Takes what stands in the open element, which ends at byte `to`.
    fn close_element(&mut self, to: usize) {
        let Some(open) = self.open.take() else { return };
        let raw = self.text.get(open.from..to).unwrap_or_default();
        let name = plain(open.tag.name);
        let is_tree = open.tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("xhtml"));
        let value = if is_tree { raw.to_owned() } else { characters(raw) };
        match &mut self.entry {
            Some(entry) => take(entry, &name, &open.tag, raw, value),
            None if name == "title" => self.title = Some(value),
            None => self.language = Some(value),
        }
    }

    fn close_entry(&mut self, entries: &mut Entries<'_>) {
        let Some(mut entry) = self.entry.take() else { return };
        if let Some(title) = &self.title {
            entry.clue(Field::Outlet, (title, Kind::Unsaid), "title");
        }
        if let Some(language) = &self.language {
            entry.clue(Field::Language, (language, Kind::Plain), "language");
        }
        entries.take(entry);
    }

    fn end(&mut self, entries: &mut Entries<'_>) {
        let is_cut_off = self.entry.is_some() || !self.is_ended;
        self.close_element(self.text.len());
        self.close_entry(entries);
        if is_cut_off {
            entries.problems.broken = Some("cut off: the feed has no end".to_owned());
        }
    }
}

/// What the element says its text is written in.
fn kind(tag: &Tag<'_>) -> Kind {
    match tag.attribute("type").map(str::to_ascii_lowercase).as_deref() {
        Some("text" | "text/plain") => Kind::Plain,
        Some("html" | "xhtml" | "text/html") => Kind::Markup,
        _ => Kind::Unsaid,
    }
}

/// Takes what the element `name` of an entry says: `raw` as it stands, `value` without references.
fn take(entry: &mut Entry, name: &str, tag: &Tag<'_>, raw: &str, value: String) {
    let (place, kind) = (tag.name, kind(tag));
    let mut clue = |field: Field, value: &str| entry.clue(field, (value, kind), place);
    match name {
        "title" => clue(Field::Title, &value),
        "link" => clue(Field::Url, &value),
        // The link beside it leads through somebody who counts.
        "feedburner:origlink" => entry.best_address((&value, kind), place),
        "guid" | "id" => {
            entry.id(&value);
            let is_address = name == "guid" && tag.attribute("isPermaLink").is_none_or(|is| is != "false");
            if is_address && !entry.has(Field::Url) {
                entry.clue(Field::Url, (&value, kind), place);
            }
        }
        "updated" | "modified" | "dcterms:modified" => clue(Field::NotAfter, &value),
        "author" => clue(Field::Author, inner(raw, "name").as_deref().unwrap_or_else(|| person(&value))),
        "dc:creator" => clue(Field::Author, &value),
        "source" => clue(Field::Outlet, &inner(raw, "title").unwrap_or(value)),
        "dc:language" => clue(Field::Language, &value),
        "content" | "content:encoded" => entry.content(value, kind),
        "description" | "summary" => entry.summary(value, kind),
        _ => clue(Field::Published, &value),
    }
}

/// A name without case, and without the prefix that some give to all of Atom.
fn plain(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.strip_prefix("atom:").map(ToOwned::to_owned).unwrap_or(name)
}

/// What stands in the first element of this name, up to the next tag.
fn inner(raw: &str, name: &str) -> Option<String> {
    let mut from = None;
    for (at, part) in parts(raw) {
        match (part, from) {
            (Part::Tag(_), Some(from)) => return Some(characters(&raw[from..at])),
            (Part::Tag(tag), None) if !tag.closes && !tag.is_whole() && plain(tag.name) == name => {
                from = Some(at + tag.raw.len());
            }
            _ => {}
        }
    }
    from.map(|from| characters(&raw[from..]))
}

/// `Ana Ruiz` of `ana@example.org (Ana Ruiz)`.
fn person(value: &str) -> &str {
    let named =
        value.split_once('(').and_then(|(address, name)| address.contains('@').then(|| name.trim_end_matches([')', ' '])));
    named.unwrap_or(value)
}
