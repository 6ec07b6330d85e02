//! Extraction takes work in proportion to the text, whatever the text. Work is counted, not timed, so that the same code gives the same
//! answer on every machine:
//!
//! - what is allocated, by every `cargo test`;
//! - every step of the program, which catches any loop inside a loop, where the compiler is told to count them:
//!   `RUSTC_WORKSPACE_WRAPPER=$PWD/.ci/counted cargo test --test linear`, as `.ci/run` does.

mod allocated;
#[cfg(counted)]
mod steps;
mod texts;

use std::thread;

#[cfg(counted)]
use dateline::document::Document;
use dateline::extract;
use dateline::model::{Article, DateRange, Provenance, Published, Span};

use texts::{HOSTILE, filled};

/// Bytes of the smallest text.
const SMALL: usize = 15_000;
const LONGER: usize = 8;
/// The logarithm of a sort, and names that a longer text makes sure of, grow by a little.
const MOST: f64 = 1.15;

fn article(text: String) -> Article {
    let published = Published { range: DateRange::day("2025-06-03".parse().expect("a day")), by: Provenance::Field };
    let body = Span::new(0, text.len() as u32);
    Article { text, body, published, language: Some("en".to_owned()), ..Article::default() }
}

/// How much faster than the text the work grows: 1 if in proportion, near 2 if by its square. What is there for any text, long or short,
/// plays no part.
fn growth(counter: fn() -> u64, pattern: &str, small: usize) -> f64 {
    let counted = |bytes: usize| {
        let article = article(filled(pattern, bytes));
        let before = counter();
        assert!(extract::report(&article).language.is_some());
        (counter() - before) as f64
    };
    let (one, two, four) = (counted(small), counted(2 * small), counted(4 * small));
    (four - two) / (2.0 * (two - one)).max(1.0)
}

/// The growth if it is too fast. Rules that look back a certain way are slow to reach it: who seems to grow is asked again with
/// texts [`LONGER`] times as long.
fn too_fast(counter: fn() -> u64, pattern: &str) -> Option<String> {
    let first = growth(counter, pattern, SMALL);
    let then = if first < MOST { first } else { growth(counter, pattern, LONGER * SMALL) };
    (then >= MOST).then(|| format!("{pattern:?}: {first:.2}, {then:.2}"))
}

/// Asks for every hostile text, over a few threads, each of which counts for itself.
fn all_grow_with_the_text(counter: fn() -> u64) {
    // Tables are read once.
    let _ = extract::report(&article(filled("{n} people were killed in {town} on Monday, and that is that. ", 1000)));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = thread::scope(|scope| {
        let some =
            |first: usize| move || HOSTILE.iter().skip(first).step_by(threads).filter_map(|p| too_fast(counter, p)).collect();
        let asked: Vec<thread::ScopedJoinHandle<'_, Vec<String>>> = (0..threads).map(|first| scope.spawn(some(first))).collect();
        asked.into_iter().flat_map(|thread| thread.join().expect("counts")).collect()
    });
    assert!(wrong.is_empty(), "these grow faster than the text:\n{}", wrong.join("\n"));
}

#[test]
fn what_is_allocated_grows_with_the_text() {
    all_grow_with_the_text(allocated::bytes);
}

#[cfg(counted)]
#[test]
fn the_steps_taken_grow_with_the_text() {
    all_grow_with_the_text(steps::taken);
}

#[cfg(counted)]
#[test]
fn a_loop_in_a_loop_is_caught() {
    // The library's own code, called for all that follows each of many places of the text: that is by the square.
    let square = |bytes: usize| {
        let text = filled("towns ", bytes);
        let before = steps::taken();
        for start in (0..bytes).step_by(100) {
            assert!(!Document::of(&article(text[start..].to_owned())).tokens.is_empty());
        }
        (steps::taken() - before) as f64
    };
    let (one, two, four) = (square(4000), square(8000), square(16000));
    assert!((four - two) / (2.0 * (two - one)) > 1.9, "{one} {two} {four}");
}

#[test]
fn every_thread_gives_the_same_report() {
    let article =
        article(filled("{n} people were killed in {town} on Monday, and {n} were hurt by Russian strikes near {town}. ", SMALL));
    let report = || serde_json::to_string(&extract::report(&article)).expect("a report");
    let expected = report();
    let same = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(report)).collect();
        threads.into_iter().all(|thread| thread.join().expect("a report") == expected)
    });
    assert!(same);
}
