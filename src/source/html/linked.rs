//! JSON-LD: what a page tells search engines about its article. Arrays and `@graph` are looked through; broken JSON still gives its date.

use serde_json::Value;

use super::clue;
use crate::source::draft::{Draft, Field};

/// Collects the clues of one JSON-LD script, and the story if it is told there.
pub fn read(script: &str, draft: &mut Draft) {
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>");
    match serde_json::from_str::<Value>(script.trim()) {
        Ok(value) => {
            if let Some(article) = article(&value, 0) {
                about(article, draft);
                draft.text = story(article);
            }
        }
        Err(_) => date_of_broken(script, draft),
    }
}

/// The first object that is an article.
fn article(value: &Value, depth: u32) -> Option<&Value> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(fields) if is_article(value) => fields.contains_key("@type").then_some(value),
        Value::Object(fields) => {
            ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|name| article(fields.get(*name)?, depth + 1))
        }
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let names = ["Article", "BlogPosting", "Report", "LiveBlog"];
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
