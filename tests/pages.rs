//! Web pages as the world makes them, in `tests/data/pages`: the day of publication is right on nearly all, and where it is not known none is given; with title,
//! authors, outlet, language and address where the page says them. `cargo test --test pages -- --nocapture` prints the shares.

#![allow(clippy::print_stdout, reason = "a test says what it scored")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use dateline::model::{Article, DateRange};
use dateline::source::{Options, Selection, read, stamp, walk};

/// Least share of pages whose day is right, in per cent; and most whose day is wrong (not merely missing).
const RIGHT: f64 = 98.0;
const WRONG: f64 = 1.0;
/// Least share of the other values that the fixtures name.
const OTHERS: f64 = 95.0;
/// When the files were last changed, where a page does not say when it was saved.
const SAVED: &str = "2025-07-01";

/// A page, and what a reader says about it.
struct Page {
    name: String,
    expected: BTreeMap<String, String>,
    html: String,
}

fn data(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The parts of a file under their `== ` headings.
fn parts(file: &str) -> Vec<(String, String)> {
    let text = data(file);
    let parts = text.split("\n== ").skip(1).map(|part| part.split_once('\n').expect("a heading and what is below it"));
    parts.map(|(name, rest)| (name.to_owned(), rest.to_owned())).collect()
}

fn pages(file: &str) -> Vec<Page> {
    let stories = parts("stories.txt");
    let page = |(name, rest): (String, String)| {
        let (about, html) = rest.split_once("--\n").unwrap_or_else(|| panic!("{name}: no page"));
        let expected = about.lines().filter_map(|line| line.split_once(' '));
        let html = stories.iter().fold(html.to_owned(), |html, (key, story)| html.replace(&format!("{{{key}}}"), story));
        Page { name, expected: expected.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(), html }
    };
    parts(file).into_iter().map(page).collect()
}

fn time_of(day: &str) -> SystemTime {
    let days = day.parse::<dateline::model::Day>().expect("a day").number();
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(days).expect("a day after 1970") * 86_400 + 43_200)
}

/// The article that is read from the page.
fn article(page: &Page, folder: &Path) -> Article {
    let path = folder.join("page.html");
    fs::write(&path, &page.html).expect("a file");
    let saved = page.expected.get("saved").map_or(SAVED, String::as_str);
    File::options().write(true).open(&path).and_then(|file| file.set_modified(time_of(saved))).expect("a time");
    let mut articles = Vec::new();
    for found in walk(&[path], &Selection::default()).expect("a file") {
        read(&found, &Options::default(), &mut |article| articles.push(article));
    }
    assert_eq!(articles.len(), 1, "{}", page.name);
    articles.remove(0)
}

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
    let mut tally = Tally::default();
    for file in ["systems.pages", "languages.pages", "traps.pages", "outlets.pages"] {
        for page in pages(file) {
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
