//! What a page says about itself, gathered in one pass over its tags, best places first.
//!
//! The order for dates: JSON-LD, which is written for the one article; then, as measured on the 1,000 pages of htmldate, meta tags, `itemprop`, meta
//! tags that often carry the time of the template, `<time>`, and short elements whose class speaks of a date. "Updated" is never the date of publication, but bounds it; nor is
//! anything in a footer, a side bar or among comments.

use super::entities;
use super::linked;
use super::scan::{Piece, Tag, pieces};
use crate::model::Provenance;
use crate::source::dates;
use crate::source::draft::{Clue, Draft, Field, border, one_line};

/// What a page says about itself.
#[derive(Debug, Default)]
pub struct About {
    /// The clues, best first.
    pub clues: Vec<Clue>,
    /// A summary of the page.
    pub description: Option<String>,
    /// The story as search engines are told it, a line a paragraph; or nothing.
    pub story: String,
}

/// Names of meta tags, with what they say and their place in the order of trust.
const META: [(&str, Field, u8); 45] = [
    ("article:published_time", Field::Published, 1),
    ("og:article:published_time", Field::Published, 1),
    ("og:published_time", Field::Published, 1),
    ("datepublished", Field::Published, 1),
    ("article.published", Field::Published, 1),
    ("parsely-pub-date", Field::Published, 1),
    ("sailthru.date", Field::Published, 1),
    ("cxenseparse:recs:publishtime", Field::Published, 1),
    ("publish-date", Field::Published, 1),
    ("publish_date", Field::Published, 1),
    ("published-date", Field::Published, 1),
    ("publication_date", Field::Published, 1),
    ("publicationdate", Field::Published, 1),
    ("pubdate", Field::Published, 1),
    ("dc.date.issued", Field::Published, 1),
    ("dcterms.issued", Field::Published, 1),
    ("citation_publication_date", Field::Published, 1),
    ("dc.date", Field::Published, 3),
    ("dcterms.created", Field::Published, 3),
    ("dc.date.created", Field::Published, 3),
    ("date", Field::Published, 3),
    ("article:modified_time", Field::NotAfter, 1),
    ("og:article:modified_time", Field::NotAfter, 1),
    ("og:updated_time", Field::NotAfter, 1),
    ("datemodified", Field::NotAfter, 1),
    ("og:title", Field::Title, 2),
    ("twitter:title", Field::Title, 3),
    ("dc.title", Field::Title, 3),
    ("og:site_name", Field::Outlet, 0),
    ("dc.publisher", Field::Outlet, 2),
    ("application-name", Field::Outlet, 3),
    ("og:url", Field::Url, 1),
    ("author", Field::Author, 2),
    ("article:author", Field::Author, 2),
    ("byl", Field::Author, 2),
    ("parsely-author", Field::Author, 2),
    ("sailthru.author", Field::Author, 2),
    ("dc.creator", Field::Author, 2),
    ("dcterms.creator", Field::Author, 2),
    ("citation_author", Field::Author, 2),
    ("content-language", Field::Language, 2),
    ("og:locale", Field::Language, 3),
    ("language", Field::Language, 3),
    ("dc.language", Field::Language, 3),
    ("dcterms.language", Field::Language, 3),
];

/// Elements that hold other things than the article.
const ASIDE: [&str; 3] = ["footer", "aside", "nav"];
/// Longest text of a title or a date that is gathered, in bytes.
const LONGEST: usize = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Heading,
    Time,
    ItemDate,
    Labelled,
}

/// The text of an element that is being gathered.
struct Capture<'t> {
    kind: Kind,
    tag: Tag<'t>,
    text: String,
}

#[derive(Default)]
struct Reader<'t> {
    found: Vec<(u8, Clue)>,
    description: Option<String>,
    story: String,
    aside: u32,
    capture: Option<Capture<'t>>,
    title: Option<String>,
    heading: Option<String>,
}

/// Reads what `page` says about itself.
pub fn read(page: &str) -> About {
    let mut reader = Reader::default();
    for piece in pieces(page) {
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Raw(tag, script)
                if tag.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                let mut draft = Draft::default();
                linked::read(script, &mut draft);
                if draft.text.len() > reader.story.len() {
                    reader.story = draft.text;
                }
                reader.found.extend(draft.clues.into_iter().map(|clue| (order_of_linked(&clue), clue)));
            }
            Piece::Raw(..) => {}
            Piece::Comment(comment) => reader.saved_by_single_file(comment),
            Piece::Tag(tag) if tag.closes => reader.close(tag),
            Piece::Tag(tag) => reader.open(tag),
        }
    }
    reader.finish()
}

impl<'t> Reader<'t> {
    fn add(&mut self, order: u8, field: Field, value: &str, place: String) {
        let mut draft = Draft::default();
        super::clue(&mut draft, field, &one_line(&entities::decode(value)), place);
        self.found.extend(draft.clues.into_iter().map(|clue| (order, clue)));
    }

    fn text(&mut self, text: &str) {
        if let Some(capture) = &mut self.capture {
            let room = LONGEST.saturating_sub(capture.text.len());
            capture.text.push_str(&text[..border(text, room)]);
        }
    }

    fn open(&mut self, tag: Tag<'t>) {
        if tag.is("meta") {
            self.meta(&tag);
        } else if tag.is("link") {
            if tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
                && let Some(url) = tag.attribute("href").filter(|url| url.starts_with("http"))
            {
                self.add(0, Field::Url, url, "canonical link".to_owned());
            }
        } else if tag.is("html") {
            if let Some(language) = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")) {
                self.add(0, Field::Language, language, "`<html lang>`".to_owned());
            }
        } else if ASIDE.iter().any(|name| tag.is(name)) {
            self.aside += 1;
        }
        if self.capture.is_none() && self.aside == 0 {
            self.capture = self.kind(&tag).map(|kind| Capture { kind, tag, text: String::new() });
        }
    }

    /// What an element's text would say.
    fn kind(&mut self, tag: &Tag<'t>) -> Option<Kind> {
        if tag.is("title") {
            return self.title.is_none().then_some(Kind::Title);
        }
        if tag.is("h1") {
            return self.heading.is_none().then_some(Kind::Heading);
        }
        let is_item = ["itemprop", "property"].iter().any(|name| {
            tag.attribute(name).is_some_and(|value| {
                value.eq_ignore_ascii_case("datePublished") || value.eq_ignore_ascii_case("schema:datePublished")
            })
        });
        if is_item && !tag.is("meta") {
            let value = ["datetime", "content", "title"]
                .iter()
                .find_map(|name| tag.attribute(name))
                .filter(|value| dates::stamp(value).is_some());
            let Some(value) = value else { return Some(Kind::ItemDate) };
            self.add(2, Field::Published, value, "itemprop `datePublished`".to_owned());
            return None;
        }
        let label = [tag.attribute("class"), tag.attribute("id")]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
            .to_ascii_lowercase();
        let is_change = ["updat", "modif", "comment", "related"].iter().any(|sign| label.contains(sign));
        if tag.is("time") || tag.is("abbr") {
            let value =
                tag.attribute(if tag.is("time") { "datetime" } else { "title" }).filter(|value| dates::stamp(value).is_some());
            match value {
                Some(value) if !is_change => self.add(4, Field::Published, value, "`<time>`".to_owned()),
                None if tag.is("time") && !is_change => return Some(Kind::Time),
                _ => {}
            }
            return None;
        }
        let is_small = ["span", "div", "p", "li", "td", "small", "em"].iter().any(|name| tag.is(name));
        let speaks_of_date = ["date", "publish", "posted", "byline", "timestamp"].iter().any(|sign| label.contains(sign));
        (is_small && speaks_of_date && !is_change).then_some(Kind::Labelled)
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.attribute("content") else { return };
        for name in ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|key| tag.attribute(key)) {
            let lower = name.to_ascii_lowercase();
            if lower == "og:description" || lower == "description" {
                let description = one_line(&entities::decode(content));
                if self.description.as_ref().is_none_or(|known| known.len() < description.len()) {
                    self.description = Some(description);
                }
            }
            let Some((_, field, order)) = META.iter().find(|(known, ..)| *known == lower) else { continue };
            if *field == Field::Author && content.starts_with("http") {
                continue;
            }
            let content = if *field == Field::Author { without_by(content) } else { content };
            self.add(*order, *field, content, format!("meta `{name}`"));
            return;
        }
    }

    fn close(&mut self, tag: Tag<'_>) {
        if ASIDE.iter().any(|name| tag.is(name)) {
            self.aside = self.aside.saturating_sub(1);
        }
        let ends = self.capture.as_ref().is_some_and(|capture| tag.name.eq_ignore_ascii_case(capture.tag.name));
        if ends && let Some(capture) = self.capture.take() {
            self.captured(&capture);
        }
    }

    fn captured(&mut self, capture: &Capture<'_>) {
        let text = one_line(&entities::decode(&capture.text));
        match capture.kind {
            Kind::Title => self.title = Some(text).filter(|text| !text.is_empty()),
            Kind::Heading => self.heading = Some(text).filter(|text| !text.is_empty()),
            Kind::ItemDate => self.date_of_text(2, &text, "itemprop `datePublished`"),
            Kind::Time => self.date_of_text(4, &text, "`<time>`"),
            Kind::Labelled => self.date_of_text(5, &text, "an element for the date"),
        }
    }

    /// A date in a short text that does not speak of a change.
    fn date_of_text(&mut self, order: u8, text: &str, place: &str) {
        let lower = text.to_lowercase();
        let before_change = lower.find("updated").or_else(|| lower.find("modified")).unwrap_or(text.len());
        let first = text.get(..before_change).unwrap_or("");
        if text.len() <= 200 && dates::mentions(first).iter().any(|mention| mention.is_day()) {
            self.add(order, Field::Published, first, place.to_owned());
        }
    }

    /// SingleFile leaves the address in a comment at the top.
    fn saved_by_single_file(&mut self, comment: &str) {
        if !comment.contains("SingleFile") {
            return;
        }
        let url = comment.lines().find_map(|line| line.trim().strip_prefix("url:"));
        if let Some(url) = url {
            self.add(6, Field::Url, url.trim(), "SingleFile".to_owned());
        }
    }

    fn finish(mut self) -> About {
        let (title, heading) = (self.title.take(), self.heading.take());
        let site = self.found.iter().find(|(_, clue)| clue.field == Field::Outlet).map(|(_, clue)| clue.value.clone());
        if let Some(heading) = heading.as_ref().filter(|heading| site.as_ref() != Some(heading)) {
            self.found.push((
                4,
                Clue { field: Field::Title, value: heading.clone(), place: "`<h1>`".into(), trust: Provenance::Metadata },
            ));
        }
        if let Some(title) = title {
            let cut = without_site(&title, site.as_deref(), heading.as_deref()).to_owned();
            self.found
                .push((5, Clue { field: Field::Title, value: cut, place: "`<title>`".into(), trust: Provenance::Metadata }));
        }
        self.found.sort_by_key(|(order, _)| *order);
        About {
            clues: self.found.into_iter().map(|(_, clue)| clue).collect(),
            description: self.description.filter(|text| !text.is_empty()),
            story: self.story,
        }
    }
}

/// A day of creation says less than one of publication, wherever that stands.
fn order_of_linked(clue: &Clue) -> u8 {
    match (clue.field, clue.place.contains("dateCreated")) {
        (Field::Published, false) => 0,
        (_, false) => 1,
        (_, true) => 2,
    }
}

fn without_by(name: &str) -> &str {
    let trimmed = name.trim();
    trimmed.strip_prefix("By ").or_else(|| trimmed.strip_prefix("by ")).unwrap_or(trimmed)
}

/// Cuts the name of the site off a title: "Bus plunges into ravine | Example".
fn without_site<'t>(title: &'t str, site: Option<&str>, heading: Option<&str>) -> &'t str {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · ", " « "] {
        let Some((head, tail)) = title.rsplit_once(separator) else { continue };
        if site.is_some_and(|site| tail.eq_ignore_ascii_case(site)) || heading == Some(head) {
            return head.trim();
        }
    }
    title
}
