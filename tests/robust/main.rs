//! Whatever stands in a file, a query or an article, nothing panics, and extraction quotes only what is there: random strings of the words
//! that the rules look for, in every order, with every mark between them; files of the corpus cut and garbled; random queries.
//!
//! `fuzz/` runs the same checks on inputs that a fuzzer makes. `PROPTEST_CASES=1000000 cargo test --test robust` goes on for longer.

mod checks;
mod words;

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use checks::ENDINGS;
use dateline::extract;
use dateline::model::{Article, Span};
use words::{MARKS, WORDS};

const QUERY: &[&str] = &[
    "(",
    ")",
    "\"",
    "*",
    "~",
    "~2",
    "-",
    "NOT ",
    " OR ",
    " AND ",
    " NEAR/3 ",
    " BEFORE/2 ",
    ":",
    "..",
    ">=",
    "<",
    ",",
    " ",
    " ",
    "/",
    "location:",
    "actor:",
    "killed:",
    "when:",
    "published:",
    "scope:",
    "title:",
    "body:",
    "incident:(",
    "unknown",
    "2025-06",
    "2025",
    "12",
    "Kharkiv",
    "S-400",
    "missile",
    "é",
    "—",
    "\\",
    "cumulative",
    "\u{85}",
    "\u{3000}",
    "&&",
    "🚀",
];

const STRAYS: &[&[u8]] =
    &[b"", b"\0", b"\xff", b"\n", b"\r\n---\n", b"{\"", b"\"}\n", b"[", b"<p>", b"</", b"\xef\xbb\xbf", b"\\u00", "é".as_bytes()];

fn text() -> impl Strategy<Value = String> {
    vec((select(WORDS), select(MARKS)), 1..90).prop_map(|parts| parts.iter().flat_map(|(word, mark)| [*word, *mark]).collect())
}

/// Files of the corpus, and one of every format.
fn files() -> Vec<Vec<u8>> {
    let folders = ["corpus", "tests/data/formats"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let articles = paths.iter().filter(|path| path.extension().is_some_and(|e| ENDINGS.contains(&&*e.to_string_lossy())));
    articles
        .filter(|path| !path.to_string_lossy().contains(".expected."))
        .map(|path| std::fs::read(path).expect("a file"))
        .collect()
}

/// Report lines of articles with incidents.
fn report_lines() -> Vec<Vec<u8>> {
    let texts = [
        "A car bomb killed at least 12 people in Baghdad on 2 June 2025.",
        "Russian drones injured dozens in Odesa — “a woman” died.",
    ];
    let line = |text: &&str| {
        let body = Span::new(0, text.len() as u32);
        let article = Article { id: "a".to_owned(), text: (*text).to_owned(), body, ..Article::default() };
        checks::line(&article, &extract::report(&article))
    };
    texts.iter().map(line).collect()
}

/// A file with pieces of it, or of another one, or stray bytes, put elsewhere.
fn garbled(files: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let cuts = vec((any::<Index>(), any::<Index>(), any::<Index>(), select(STRAYS)), 0..6);
    (select(files.clone()), select(files), 0..ENDINGS.len() as u8, cuts).prop_map(|(mut file, other, ending, cuts)| {
        for (at, from, to, stray) in cuts {
            let at = at.index(file.len() + 1);
            let (from, to) = (from.index(other.len() + 1), to.index(other.len() + 1));
            let piece = if stray.is_empty() { &other[from.min(to)..to.max(from).min(from.min(to) + 200)] } else { stray };
            let end = (at + piece.len() / 2).min(file.len());
            file.splice(at..end, piece.iter().copied());
        }
        file.insert(0, ending);
        file
    })
}

/// Texts that random ones once found to break it.
#[test]
fn what_broke_it_once_does_not_again() {
    for text in ["s Kenya", "Kenya. s Sudan", "s s Kharkiv.", "مدينة PRESIDENT WHO\nINJURED\" COULD\n\nKILLED "] {
        checks::report(text, true);
        checks::report(text, false);
    }
}

/// A thousand cases, unless `PROPTEST_CASES` asks for another number.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 1000 };
    ProptestConfig { failure_persistence: None, cases, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_text_is_too_odd(text in text(), dated: bool, shouted: bool) {
        checks::report(&if shouted { text.to_uppercase() } else { text }, dated);
    }

    #[test]
    fn no_file_is_too_broken(file in garbled(files())) {
        checks::source(&file);
    }

    #[test]
    fn no_report_is_too_broken(lines in garbled(report_lines())) {
        checks::lines(&lines[1..]);
    }

    #[test]
    fn no_query_is_too_wrong(parts in vec(select(QUERY), 0..12)) {
        checks::query(&parts.concat());
    }
}
