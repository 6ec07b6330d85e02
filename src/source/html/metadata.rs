//! What a page says about itself, gathered in one pass over its tags, best places first.
//!
//! The order for dates: JSON-LD, which is written for the one article; then, as measured on the 1,000 pages of htmldate, meta tags, `itemprop`, meta
//! tags that often carry the time of the template, and what is shown (`dated.rs`). "Updated" is never the date of publication, but bounds it. Where strong places are more than
//! two days apart, the story was published again, and the first of them is right.

use super::dated::Dated;
use super::linked::Linked;
use super::scan::{Piece, Tag, pieces};
use super::{entities, saved};
use crate::model::{Day, Provenance};
use crate::source::dates;
use crate::source::draft::{Clue, Draft, Field, border, one_line};

/// What a page says about itself.
#[derive(Debug, Default)]
pub struct About {
    /// The clues, best first.
    pub clues: Vec<Clue>,
    /// The headline, if it is a heading.
    pub heading: Option<String>,
    /// A summary of the page.
    pub description: Option<String>,
    /// The story as search engines are told it, a line a paragraph; or nothing.
    pub story: String,
}

/// Names of meta tags, with what they say and their place in the order of trust.
const META: [(&str, Field, u8); 78] = [
    ("article:published_time", Field::Published, 1),
    ("article:published", Field::Published, 1),
    ("article.published", Field::Published, 1),
    ("article_date_original", Field::Published, 1),
    ("bt:pubdate", Field::Published, 1),
    ("citation_date", Field::Published, 1),
    ("citation_online_date", Field::Published, 1),
    ("citation_publication_date", Field::Published, 1),
    ("cxenseparse:publishtime", Field::Published, 1),
    ("cxenseparse:recs:publishtime", Field::Published, 1),
    ("date_published", Field::Published, 1),
    ("datepublished", Field::Published, 1),
    ("dateposted", Field::Published, 1),
    ("dc.date.issued", Field::Published, 1),
    ("dcterms.available", Field::Published, 1),
    ("dcterms.date", Field::Published, 1),
    ("dcterms.issued", Field::Published, 1),
    ("mediator_published_time", Field::Published, 1),
    ("og:article:published_time", Field::Published, 1),
    ("og:pubdate", Field::Published, 1),
    ("og:published_time", Field::Published, 1),
    ("og:release_date", Field::Published, 1),
    ("originalpublicationdate", Field::Published, 1),
    ("parsely-pub-date", Field::Published, 1),
    ("pub_date", Field::Published, 1),
    ("pubdate", Field::Published, 1),
    ("publication_date", Field::Published, 1),
    ("publicationdate", Field::Published, 1),
    ("publish-date", Field::Published, 1),
    ("publish_date", Field::Published, 1),
    ("publish_time", Field::Published, 1),
    ("publishdate", Field::Published, 1),
    ("published-date", Field::Published, 1),
    ("published_time", Field::Published, 1),
    ("published_time_telegram", Field::Published, 1),
    ("rbpubdate", Field::Published, 1),
    ("sailthru.date", Field::Published, 1),
    ("shareaholic:article_published_time", Field::Published, 1),
    ("created", Field::Published, 4),
    ("date", Field::Published, 4),
    ("datecreated", Field::Published, 4),
    ("dc.created", Field::Published, 4),
    ("dc.date", Field::Published, 4),
    ("dc.date.created", Field::Published, 4),
    ("dcterms.created", Field::Published, 4),
    ("article:modified_time", Field::NotAfter, 1),
    ("datemodified", Field::NotAfter, 1),
    ("dc.date.modified", Field::NotAfter, 1),
    ("dcterms.modified", Field::NotAfter, 1),
    ("last-modified", Field::NotAfter, 1),
    ("lastmod", Field::NotAfter, 1),
    ("og:article:modified_time", Field::NotAfter, 1),
    ("og:modified_time", Field::NotAfter, 1),
    ("og:updated_time", Field::NotAfter, 1),
    ("revised", Field::NotAfter, 1),
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
    ("inlanguage", Field::Language, 3),
    ("language", Field::Language, 3),
    ("dc.language", Field::Language, 3),
    ("dcterms.language", Field::Language, 3),
    ("dc.rights.language", Field::Language, 4),
    ("twitter:site:name", Field::Outlet, 4),
];

/// Longest title that is gathered, in bytes.
const LONGEST: usize = 400;
/// Days between two strong dates of which the later is a second publication.
const APART: i32 = 2;
/// Places of the order of trust that are strong.
const STRONG: u8 = 2;
/// The day on which clocks begin that were not set.
const CLOCKS_BEGIN: Day = Day::from_number(0);

#[derive(Default)]
struct Reader<'t> {
    found: Vec<(u8, Clue)>,
    description: Option<String>,
    linked: Linked,
    dated: Dated<'t>,
    /// The text of the `<title>` that is open, and of the first one that is closed.
    in_title: Option<String>,
    title: Option<String>,
}

/// Reads what `page` says about itself.
pub fn read(page: &str) -> About {
    let mut reader = Reader::default();
    for piece in pieces(page) {
        reader.dated.piece(&piece);
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Raw(tag, script)
                if tag.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                reader.linked.read(script);
            }
            Piece::Raw(..) => {}
            Piece::Comment(comment) => {
                for (field, value, who) in saved::left(comment) {
                    reader.add(6, field, &value, who.to_owned());
                }
            }
            Piece::Tag(tag) if tag.closes => reader.close(&tag),
            Piece::Tag(tag) => reader.open(&tag),
        }
    }
    reader.finish()
}

impl Reader<'_> {
    fn add(&mut self, order: u8, field: Field, value: &str, place: String) {
        let value = one_line(&entities::decode(value));
        let mut draft = Draft::default();
        match saved::original(&value).filter(|_| field == Field::Url) {
            Some((url, day)) => {
                super::clue(&mut draft, Field::Url, url, place.clone());
                super::clue(&mut draft, Field::NotAfter, day, place);
            }
            None => super::clue(&mut draft, field, &value, place),
        }
        self.found.extend(draft.clues.into_iter().map(|clue| (order, clue)));
    }

    fn text(&mut self, text: &str) {
        if let Some(title) = &mut self.in_title {
            let room = LONGEST.saturating_sub(title.len());
            title.push_str(&text[..border(text, room)]);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if tag.is("meta") {
            self.meta(tag);
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
        } else if tag.is("title") && self.title.is_none() {
            self.in_title = Some(String::new());
        }
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

    fn close(&mut self, tag: &Tag<'_>) {
        if tag.is("title")
            && let Some(title) = self.in_title.take()
        {
            self.title = Some(one_line(&entities::decode(&title))).filter(|title| !title.is_empty());
        }
    }

    fn values(&self, field: Field) -> Vec<String> {
        self.found.iter().filter(|(_, clue)| clue.field == field).map(|(_, clue)| clue.value.clone()).collect()
    }

    fn finish(mut self) -> About {
        let site = self.values(Field::Outlet).into_iter().next();
        let headings: Vec<String> = self.dated.headings().map(ToOwned::to_owned).collect();
        let names = [self.values(Field::Title), self.title.clone().into_iter().collect()].concat();
        // Some sites have their own name, or that of a box, as a heading of the first rank.
        let named = headings.iter().find(|heading| names.iter().any(|name| name.starts_with(heading.as_str())));
        let heading = named.or_else(|| headings.iter().find(|heading| site.as_ref() != Some(heading))).cloned();
        let titles = [names, headings].concat();
        let urls = self.values(Field::Url);
        let (own, story, of_page) = std::mem::take(&mut self.linked).of_page(&urls, &titles);
        self.found.extend(own.into_iter().map(|clue| (order_of_linked(&clue), clue)));
        self.found.extend(of_page.into_iter().map(|clue| (3, clue)));
        for (order, field, value, place) in std::mem::take(&mut self.dated).finish(heading.as_deref(), &titles) {
            self.add(order, field, &value, place.to_owned());
        }
        self.titles(heading.clone(), site.as_deref());
        self.found.retain(|(_, clue)| {
            let is_unset = || dates::stamp(&clue.value).and_then(|range| range.single()) == Some(CLOCKS_BEGIN);
            clue.field != Field::Published || !is_unset()
        });
        self.found.sort_by_key(|(order, _)| *order);
        self.first_publication();
        About {
            heading,
            clues: self.found.into_iter().map(|(_, clue)| clue).collect(),
            description: self.description.filter(|text| !text.is_empty()),
            story,
        }
    }

    /// The heading and the `<title>`.
    fn titles(&mut self, heading: Option<String>, site: Option<&str>) {
        let mut add = |order: u8, value: String, place: &'static str| {
            self.found.push((order, Clue { field: Field::Title, value, place: place.into(), trust: Provenance::Metadata }));
        };
        if let Some(title) = self.title.take() {
            add(5, without_site(&title, site, heading.as_deref()).to_owned(), "`<title>`");
        }
        if let Some(heading) = heading.filter(|heading| Some(heading.as_str()) != site) {
            add(4, heading, "`<h1>`");
        }
    }

    /// Puts the earliest of the strong dates first, if the first one is days behind it.
    fn first_publication(&mut self) {
        let day = |clue: &Clue| dates::stamp(&clue.value).and_then(|range| range.single());
        let strong =
            self.found.iter().enumerate().filter(|(_, (order, clue))| *order <= STRONG && clue.field == Field::Published);
        let mut strong =
            strong.filter(|(_, (_, clue))| !clue.is_of_making()).filter_map(|(at, (_, clue))| Some((at, day(clue)?)));
        let Some((first, of_first)) = strong.next() else { return };
        if let Some((earliest, day)) = strong.min_by_key(|(_, day)| *day)
            && day.plus(APART) < of_first
        {
            let clue = self.found.remove(earliest);
            self.found.insert(first, clue);
        }
    }
}

/// A day of creation says less than one of publication, wherever that stands.
fn order_of_linked(clue: &Clue) -> u8 {
    match (clue.field, clue.is_of_making()) {
        (Field::Published, false) => 0,
        (_, false) => 1,
        (_, true) => 3,
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
