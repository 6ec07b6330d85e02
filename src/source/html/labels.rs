//! What an element says of the text in it, by its name, its class and what else it bears: that it is a date, and of what; or no part of the article.

use super::scan::Tag;
use crate::source::dates;

/// What an element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Other things than the article: comments, related stories, captions. `true` if only its class says so.
    Aside(bool),
    /// The headline.
    Heading,
    /// `itemprop="datePublished"` and the like.
    Published,
    /// `itemprop="dateCreated"`.
    Created,
    /// The day of a change.
    Changed,
    /// A time of day or a day: `<time>`, and elements that pages make for it.
    Time,
    /// A class that speaks of a date.
    Labelled,
}

/// Elements that hold other things than the article.
const ASIDE: [&str; 6] = ["footer", "aside", "nav", "figcaption", "select", "button"];
/// Words of a class that says that something else than the story is in it, whether there are links in it or not.
pub const APART: [&str; 7] = ["comment", "comments", "commentlist", "disqus", "newsletter", "breadcrumb", "breadcrumbs"];
/// The same of what holds links to other stories.
const LINKING: [&str; 14] = [
    "related",
    "relatedposts",
    "relatedarticles",
    "recommended",
    "recommendations",
    "mostread",
    "trending",
    "teaser",
    "teasers",
    "promo",
    "sidebar",
    "outbrain",
    "taboola",
    "recirculation",
];
/// Beginnings of classes that say so.
const LINKING_CLASSES: [&str; 10] = [
    "most-",
    "latest-",
    "popular",
    "more-from",
    "more-stories",
    "more-news",
    "more-on",
    "more-videos",
    "next-story",
    "next-article",
];
/// Words that say so only as a whole class: pages are built of `elementor-widget`s.
const ASIDE_CLASSES: [&str; 5] = ["widget", "widgets", "latest", "credit", "copyright"];
/// Words of a class with which it speaks of what it holds beside: `content-sidebar-wrap`, `has-comments`.
const BESIDE: [&str; 8] = ["with", "has", "no", "wrap", "wrapper", "main", "layout", "open"];
/// Elements too large to be called after a part of them.
const WHOLE: [&str; 4] = ["html", "body", "main", "h1"];
/// Words that end as "date" does.
const NO_DATES: [&str; 4] = ["candidate", "mandate", "validate", "consolidate"];
/// Attributes that hold a stamp.
const STAMPS: [&str; 8] =
    ["datetime", "content", "title", "data-datetime", "data-timestamp", "data-date", "data-time", "timestamp"];

/// What the element is for, if it says so.
pub fn role(tag: &Tag<'_>) -> Option<Role> {
    if tag.is("h1") {
        return Some(Role::Heading);
    }
    if tag.is("meta") || tag.is("link") || WHOLE.iter().any(|name| tag.is(name)) {
        return None;
    }
    let label = label(tag);
    if is_aside(tag, &label) {
        return Some(Role::Aside(!ASIDE.iter().any(|name| tag.is(name))));
    }
    if let Some(role) = of_item(tag) {
        return Some(role);
    }
    let says = |signs: &[&str]| signs.iter().any(|sign| label.contains(sign));
    let published = says(&["publi", "posted", "created"]);
    if !published && says(&["updat", "modif", "changed", "edited"]) {
        return Some(Role::Changed);
    }
    if is_time(tag) {
        return Some(Role::Time);
    }
    let names_date = words(&label).any(|word| {
        (word.starts_with("date") || word.ends_with("date") || word.ends_with("time")) && !NO_DATES.contains(&word)
            || ["byline", "timestamp", "meta", "postmeta", "datum", "fecha", "tarih", "horodatage"].contains(&word)
    });
    (published || names_date).then_some(Role::Labelled)
}

/// Class and id, in small letters.
pub fn label(tag: &Tag<'_>) -> String {
    let parts = ["class", "id", "data-testid", "data-qa", "data-hook"].iter().filter_map(|name| tag.attribute(name));
    parts.collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}

/// The words of a label.
fn words(label: &str) -> impl Iterator<Item = &str> {
    label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// True if one of these is a word of a label.
pub fn has_word(label: &str, known: &[&str]) -> bool {
    words(label).any(|word| known.contains(&word))
}

/// True for the label of what holds links to other stories.
pub fn speaks_of_other_stories(label: &str) -> bool {
    let begins = |class: &str| LINKING_CLASSES.iter().any(|known| class.starts_with(known));
    has_word(label, &LINKING) || label.split(' ').any(begins)
}

/// True for the label of what holds the article and something beside it.
pub fn speaks_of_what_is_beside(label: &str) -> bool {
    has_word(label, &BESIDE)
}

fn is_aside(tag: &Tag<'_>, label: &str) -> bool {
    if ASIDE.iter().any(|name| tag.is(name)) {
        // Below an entry of a blog stands who posted it when.
        let is_of_entry = tag.is("footer") && words(label).any(|word| ["entry", "post", "article"].contains(&word));
        return !is_of_entry;
    }
    let of_comment = |name: &str| tag.attribute(name).is_some_and(|value| value.to_ascii_lowercase().ends_with("comment"));
    let is_called = has_word(label, &APART)
        || speaks_of_other_stories(label)
        || has_word(label, &["caption"])
        || label.split(' ').any(|class| ASIDE_CLASSES.contains(&class));
    let is_called = is_called && !speaks_of_what_is_beside(label);
    // The entries of a live blog.
    let is_entry = ["article", "section", "li"].iter().any(|name| tag.is(name))
        && words(label).any(|word| ["update", "updates"].contains(&word));
    is_called || is_entry || of_comment("itemprop") || of_comment("itemtype")
}

/// What microdata and RDFa say.
fn of_item(tag: &Tag<'_>) -> Option<Role> {
    let names = ["itemprop", "property"].iter().filter_map(|name| tag.attribute(name));
    let names: Vec<String> = names.flat_map(str::split_whitespace).map(str::to_ascii_lowercase).collect();
    let is = |known: &[&str]| names.iter().any(|name| known.contains(&name.rsplit(':').next().unwrap_or(name)));
    if is(&["datepublished", "pubdate", "date", "issued"]) {
        Some(Role::Published)
    } else if is(&["datemodified", "modified"]) {
        Some(Role::Changed)
    } else if is(&["datecreated", "created"]) {
        Some(Role::Created)
    } else {
        None
    }
}

/// `<time>`, and what pages make of their own: `<relative-time>`, `<bsp-timestamp>`.
fn is_time(tag: &Tag<'_>) -> bool {
    let name = tag.name.to_ascii_lowercase();
    tag.is("time") || name.contains('-') && (name.contains("time") || name.contains("date"))
}

/// The stamp that an element bears: any text if it is there for a date, else only one that begins as a day does.
pub fn stamp<'t>(tag: &Tag<'t>, is_for_date: bool) -> Option<&'t str> {
    let is_day = |value: &str| value.len() >= 10 && value.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    let given = STAMPS.iter().filter_map(|name| tag.attribute(name));
    given
        .filter(|value| is_for_date || (is_day(value) && value.as_bytes()[4] == b'-'))
        .find(|value| dates::stamp(value).is_some())
}
