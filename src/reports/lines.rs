//! A stream of report lines: each is taken or told of by its number.

use std::io::BufRead;

use crate::model::{Article, Outcome, Report, Source};
use crate::source::{Allowance, Found, Loaded, Reading, each_line};

use super::article::read_line;

/// Hands the article and the report of every line to `sink`, in order. `from` names the file; the outcome says which lines could not be
/// taken, and why.
pub fn read(reader: &mut dyn BufRead, allowance: &Allowance, from: &Source, sink: &mut dyn FnMut(Article, Report)) -> Outcome {
    let problems = each_line(reader, allowance, &mut |number, line| {
        let from = Source { member: Some(number.to_string()), ..from.clone() };
        let (article, report) = read_line(line, &from)?;
        sink(article, report);
        Ok(())
    });
    problems.outcome()
}

/// As [`read`], of a file whose bytes are at hand.
pub fn read_file(found: &Found, loaded: &Loaded, sink: &mut dyn FnMut(Article, Report)) -> Reading {
    let mut articles = 0;
    let mut hand_on = |article, report| {
        articles += 1;
        sink(article, report);
    };
    let from = Source { path: found.relative.clone(), member: None, sha256: Some(loaded.sha256.clone()) };
    let outcome = match loaded.stream() {
        Ok(mut stream) => read(&mut *stream, loaded.allowance(), &from, &mut hand_on),
        Err(error) => Outcome::Failed { stage: "open".to_owned(), reason: error.to_string() },
    };
    let met = loaded.allowance().noted();
    Reading { format: "reports", sha256: loaded.sha256.clone(), articles, outcome, met }
}

/// What the parser said, without its line: a report stands on one.
pub(super) fn not_json(error: &serde_json::Error) -> String {
    format!("not JSON: {}", error.to_string().replace(" at line 1 column ", " at column "))
}
