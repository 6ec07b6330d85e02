//! Web pages as the world makes them, in `tests/data/pages`: the day of publication is right on nearly all, and where it is not known none is given; with title,
//! authors, outlet, language and address where the page says them. `cargo test --test pages -- --nocapture` prints the shares.

#![allow(clippy::print_stdout, reason = "a test says what it scored")]

mod fixtures;

use dateline::model::{Article, DateRange};
use dateline::source::stamp;
use fixtures::{Page, SAVED, article, pages, parts};

/// Least share of pages whose day is right, in per cent; and most whose day is wrong (not merely missing).
const RIGHT: f64 = 98.0;
const WRONG: f64 = 1.0;
/// Least share of the other values that the fixtures name.
const OTHERS: f64 = 95.0;
/// The day as a fixture writes it: none, if all that is known is that the file was there later.
fn published(article: &Article, saved: &str) -> String {
    let (range, is_certain) = (article.published.range, article.published.by.is_certain());
    if !is_certain && range.to == saved.parse().ok() { "none".to_owned() } else { range.to_string() }
}

fn value(article: &Article, key: &str) -> String {
    match key {
        "title" => article.title.clone().unwrap_or_default(),
        "authors" => article.authors.join("; "),
        "outlet" => article.outlet.clone().unwrap_or_default(),
        "language" => article.language.clone().unwrap_or_default(),
        "url" => article.url.clone().unwrap_or_default(),
        _ => panic!("no such value of a page: {key}"),
    }
}

/// True if the article knows of a change or a copy on this day.
fn has_bound(article: &Article, day: &str) -> bool {
    let day = DateRange::day(day.parse().expect("a day"));
    let bounds = article.findings.iter().filter(|finding| finding.field == "not after");
    bounds.filter_map(|finding| stamp(&finding.value)).any(|range| day.within(&range))
}

#[derive(Default)]
struct Tally {
    pages: u32,
    right: u32,
    wrong: u32,
    values: u32,
    right_values: u32,
}

impl Tally {
    fn count(&mut self, page: &Page, article: &Article) {
        let expected = page.expected.get("published").unwrap_or_else(|| panic!("{}: no day", page.name));
        let saved = page.expected.get("saved").map_or(SAVED, String::as_str);
        let found = published(article, saved);
        self.pages += 1;
        if found == *expected {
            self.right += 1;
        } else {
            self.wrong += u32::from(article.published.by.is_certain());
            println!("  {}: published {found}, not {expected}", page.name);
        }
        for (key, expected) in page.expected.iter().filter(|(key, _)| !["published", "saved"].contains(&key.as_str())) {
            let is_right = match key.as_str() {
                "modified" => has_bound(article, expected),
                key => value(article, key) == *expected,
            };
            self.values += 1;
            self.right_values += u32::from(is_right);
            if !is_right {
                println!("  {}: {key} is not {expected}", page.name);
            }
        }
    }
}

fn share(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole)
}

#[test]
fn pages_are_dated_as_a_reader_dates_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let stories = parts("stories.txt");
    let mut tally = Tally::default();
    for file in ["systems.pages", "languages.pages", "traps.pages", "outlets.pages"] {
        for page in pages(file, &stories) {
            tally.count(&page, &article(&page, folder.path()));
        }
    }
    let (right, wrong, others) =
        (share(tally.right, tally.pages), share(tally.wrong, tally.pages), share(tally.right_values, tally.values));
    println!(
        "{} pages: the day right on {right:.1} %, wrong on {wrong:.1} %; of {} other values {others:.1} %",
        tally.pages, tally.values
    );
    assert!(tally.pages >= 170 && right >= RIGHT && wrong <= WRONG && others >= OTHERS);
}
