//! JSON-LD: what a page tells search engines about its article. Arrays and `@graph` are looked through; broken JSON still gives its date. A page may tell
//! of other articles, too: the own one has its address or its title.

use serde_json::Value;

use super::clue;
use crate::source::draft::{Clue, Draft, Field, one_line};

/// Articles that are looked at.
const MOST: usize = 64;

/// What the scripts of a page tell.
#[derive(Default)]
pub struct Linked {
    /// One an article: clues, and the story if it is told there.
    articles: Vec<Draft>,
    /// What is told of the page itself, and by scripts that are no JSON.
    page: Draft,
}

impl Linked {
    /// Reads a script.
    pub fn read(&mut self, script: &str) {
        let script = script
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("-->")
            .trim_end_matches("//]]>");
        let parsed = serde_json::from_str::<Value>(script.trim());
        match parsed.or_else(|_| serde_json::from_str(&mended(script))) {
            Ok(value) => self.look_through(&value, 0),
            Err(_) => date_of_broken(script, &mut self.page),
        }
    }

    fn look_through(&mut self, value: &Value, depth: u32) {
        if depth > 6 || self.articles.len() >= MOST {
            return;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.look_through(value, depth + 1)),
            Value::Object(_) if is_article(value) => {
                let mut draft = Draft::default();
                about(value, &mut draft);
                draft.text = story(value);
                self.articles.push(draft);
            }
            Value::Object(fields) => {
                if is_of_type(value, &["WebPage", "ItemPage"])
                    && let Some(day) = fields.get("datePublished").and_then(Value::as_str)
                {
                    clue(&mut self.page, Field::Published, day, "JSON-LD `datePublished` of the page".to_owned());
                }
                for name in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(value) = fields.get(name) {
                        self.look_through(value, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// The clues of the page's own article, the story if it is told, and the clues that say less.
    pub fn of_page(mut self, urls: &[String], titles: &[String]) -> (Vec<Clue>, String, Vec<Clue>) {
        let urls: Vec<&str> = urls.iter().map(|url| address(url)).collect();
        let has = |draft: &Draft, field: Field, fits: &dyn Fn(&str) -> bool| {
            draft.clues.iter().any(|clue| clue.field == field && fits(&clue.value))
        };
        let by_address = |draft: &Draft| has(draft, Field::Url, &|url| urls.contains(&address(url)));
        let by_title =
            |draft: &Draft| has(draft, Field::Title, &|told| titles.iter().any(|title| title.starts_with(&one_line(told))));
        let fits: [&dyn Fn(&Draft) -> bool; 2] = [&by_address, &by_title];
        let own = fits.iter().find(|fits| self.articles.iter().any(fits));
        match own {
            Some(fits) => self.articles.retain(fits),
            None => self.articles.truncate(1),
        }
        let story = self.articles.iter_mut().map(|draft| std::mem::take(&mut draft.text)).max_by_key(String::len);
        let clues = self.articles.into_iter().flat_map(|draft| draft.clues).collect();
        (clues, story.unwrap_or_default(), self.page.clues)
    }
}

/// An address without what does not tell pages apart.
fn address(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/')
}

/// Without the line breaks and tabs that stand bare in its strings, and the commas after the last of several.
fn mended(script: &str) -> String {
    let mut mended = String::with_capacity(script.len());
    for c in script.chars() {
        if matches!(c, '}' | ']') {
            let kept = mended.trim_end().strip_suffix(',').map_or(mended.len(), str::len);
            mended.truncate(kept);
        }
        mended.push(if c.is_control() { ' ' } else { c });
    }
    mended
}

fn is_article(value: &Value) -> bool {
    is_of_type(value, &["Article", "BlogPosting", "Report", "LiveBlog"])
}

/// True if a type of the value ends so.
fn is_of_type(value: &Value, names: &[&str]) -> bool {
    let fits = |name: &Value| name.as_str().is_some_and(|name| names.iter().any(|end| name.ends_with(end)));
    match value.get("@type") {
        Some(Value::Array(types)) => types.iter().any(fits),
        Some(name) => fits(name),
        None => false,
    }
}

fn about(article: &Value, draft: &mut Draft) {
    for (name, field) in [
        ("headline", Field::Title),
        ("name", Field::Title),
        ("datePublished", Field::Published),
        ("dateCreated", Field::Published),
        ("dateModified", Field::NotAfter),
        ("author", Field::Author),
        ("publisher", Field::Outlet),
        ("url", Field::Url),
        ("mainEntityOfPage", Field::Url),
        ("inLanguage", Field::Language),
    ] {
        let texts = article.get(name).map(|value| texts(value, field)).unwrap_or_default();
        for text in texts.iter().filter(|text| field != Field::Url || text.starts_with("http")) {
            clue(draft, field, &super::entities::decode(text), format!("JSON-LD `{name}`"));
        }
    }
}

/// The story, a line a paragraph.
fn story(article: &Value) -> String {
    let story = article.get("articleBody").and_then(Value::as_str).unwrap_or_default();
    if super::is_markup(story) { super::story_text(story) } else { super::entities::decode(story) }
}

fn texts(value: &Value, field: Field) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(|value| texts(value, field)).collect(),
        Value::Object(fields) => {
            let name = if field == Field::Url { "@id" } else { "name" };
            fields.get(name).map(|value| texts(value, field)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn date_of_broken(script: &str, draft: &mut Draft) {
    let Some((_, rest)) = script.split_once("\"datePublished\"") else { return };
    let value = rest
        .trim_start()
        .strip_prefix(':')
        .and_then(|rest| rest.trim_start().strip_prefix('"'))
        .and_then(|rest| rest.split('"').next());
    if let Some(value) = value {
        clue(draft, Field::Published, value, "JSON-LD `datePublished`".to_owned());
    }
}
