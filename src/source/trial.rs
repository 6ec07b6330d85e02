//! Reading a file that exists only in a test.

use super::{Found, Loaded, Options, read_loaded};
use crate::model::{Article, Outcome};

/// A day after all that the files of tests were written: 2025-08-01.
const MODIFIED: i64 = 1_754_006_400_000_000_000;

/// Reads a file of this name and content, under a field map (empty for none): the format and the outcome, and the articles.
pub fn read_as(name: &str, content: &[u8], map: &str) -> (String, Vec<Article>) {
    let found = Found { path: name.into(), relative: name.to_owned(), modified: MODIFIED, ..Found::default() };
    let options = Options { map: map.parse().expect("a map"), ..Options::default() };
    let mut articles = Vec::new();
    let reading = read_loaded(&found, &Loaded::held(content), &options, &mut |article| articles.push(article));
    assert_eq!(reading.articles as usize, articles.len());
    (format!("{} {}", reading.format, shown(&reading.outcome)), articles)
}

/// An outcome in a line.
pub fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Ok => "ok".to_owned(),
        Outcome::Partial { reason } => format!("partial: {reason}"),
        Outcome::Skipped { reason } => format!("skipped: {reason}"),
        Outcome::Failed { stage, reason } => format!("failed at {stage}: {reason}"),
    }
}
