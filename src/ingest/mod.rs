//! source → extract → engine over threads, with a tally at the end.

mod ordered;

use crate::model::{Article, Extractor, Report};

pub use ordered::ordered_map;

/// What extraction found in `article`.
#[must_use]
pub fn report(article: &Article) -> Report {
    let extractor = Extractor { name: "dateline".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
    Report::empty(article, extractor)
}
