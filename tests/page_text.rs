//! The story of a web page, whole and alone: `tests/data/pages/text.pages` puts one among menus, boxes and other stories. What those tell must not become incidents.
//! `cargo test --test page_text -- --nocapture` prints how much of each page is right.

#![allow(clippy::print_stdout, reason = "a test says what it scored")]

#[allow(dead_code, reason = "a test uses what it needs")]
mod fixtures;

use std::collections::BTreeMap;

use dateline::extract;
use dateline::model::Article;
use fixtures::{Page, article, pages, parts};

/// Least mean share of the runs of four words that are right (F1), in per cent, and the least of any page.
const FLOOR: f64 = 98.0;
const LEAST: f64 = 80.0;
/// What the other stories on the pages tell of: killed, or drowned.
const OF_OTHERS: [u32; 7] = [10, 17, 31, 44, 60, 68, 120];

/// How often each run of four words occurs in the text.
fn runs(text: &str) -> BTreeMap<Vec<String>, u32> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let mut runs = BTreeMap::new();
    for run in words.windows(4) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (runs(found), runs(expected));
    let total = |runs: &BTreeMap<Vec<String>, u32>| f64::from(runs.values().sum::<u32>());
    let common: u32 = found.iter().map(|(run, count)| *count.min(expected.get(run).unwrap_or(&0))).sum();
    200.0 * f64::from(common) / (total(&found) + total(&expected))
}

/// The parts of the story that are lost, and the lines of the text that are none of it.
fn differences(body: &str, story: &[&str]) -> String {
    let lost = story.iter().filter(|part| !body.contains(*part)).map(|part| format!("\n    lost: {part}"));
    let is_of_story = |line: &str| story.iter().any(|part| part.contains(line) || line.contains(part));
    let extra =
        body.lines().filter(|line| !line.trim().is_empty() && !is_of_story(line)).map(|line| format!("\n    more: {line}"));
    lost.chain(extra).collect()
}

/// The numbers of other stories that were taken for incidents of this one.
fn leaked(article: &Article) -> Vec<u32> {
    let report = extract::report(article);
    let counts = report.incidents.iter().flat_map(|incident| [&incident.killed, &incident.injured]);
    counts.flatten().map(|count| count.min).filter(|min| OF_OTHERS.contains(min)).collect()
}

#[test]
fn the_story_of_a_page_is_whole_and_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = parts("parts.txt");
    let (mut scores, mut leaks) = (Vec::new(), Vec::new());
    let files = ["text.pages", "text_outlets.pages"];
    for page in files.iter().flat_map(|file| pages(file, &texts)) {
        let article = article(&page, folder.path());
        let story = story(&page, &texts);
        let body = article.body.of(&article.text);
        let score = f1(body, &story.join("\n"));
        if score < 100.0 {
            println!("  {}: {score:.1}{}", page.name, differences(body, &story));
        }
        scores.push(score);
        leaks.extend(leaked(&article).into_iter().map(|count| format!("{}: {count}", page.name)));
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    let least = scores.iter().copied().fold(100.0, f64::min);
    println!("{} pages: F1 {mean:.1}, the least {least:.1}; incidents of other stories: {leaks:?}", scores.len());
    assert!(scores.len() >= 40 && mean >= FLOOR && least >= LEAST && leaks.is_empty());
}

fn story<'t>(page: &Page, texts: &'t [(String, String)]) -> Vec<&'t str> {
    let text = |key: &str| texts.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str());
    page.expected["text"].split(' ').map(|key| text(key).unwrap_or_else(|| panic!("{}: no part {key}", page.name))).collect()
}
