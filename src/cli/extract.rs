//! `dateline extract`: reports as JSON lines, without an index.

use std::io::{self, BufRead, Write};

use crate::ingest::{ordered_map, report};
use crate::model::{Article, DateRange, Provenance, Published, Source, Span};

pub fn run() -> io::Result<bool> {
    let lines = io::stdin().lock().split(b'\n').map_while(Result::ok).filter(|l| !l.trim_ascii().is_empty());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let lines: Vec<_> = lines.collect();
    let work =
        |(number, line): (usize, Vec<u8>)| article(number, &line).map(|a| serde_json::to_string(&report(&a)).unwrap_or_default());
    ordered_map(lines.into_iter().enumerate(), threads, work, |line| match line {
        Ok(line) => writeln!(out, "{line}"),
        Err(error) => Err(io::Error::other(error)),
    })?;
    out.flush()?;
    Ok(true)
}

fn article(number: usize, line: &[u8]) -> Result<Article, String> {
    let row: serde_json::Value = serde_json::from_slice(line).map_err(|e| format!("line {}: {e}", number + 1))?;
    let text_of = |names: &[&str]| names.iter().find_map(|n| row.get(n)?.as_str()).map(str::to_owned);
    let text = text_of(&["text", "body", "content"]).unwrap_or_default();
    let date = text_of(&["published", "date", "source_date"]);
    let range: Option<DateRange> = date.and_then(|d| d.get(..10).unwrap_or(&d).parse().ok());
    let id = match row.get("id") {
        Some(serde_json::Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => (number + 1).to_string(),
    };
    Ok(Article {
        id,
        source: Source { path: "-".to_owned(), member: Some((number + 1).to_string()), sha256: None },
        title: text_of(&["title"]),
        body: Span::new(0, text.len() as u32),
        text,
        published: range.map_or_else(Published::default, |range| Published { range, by: Provenance::Field }),
        ..Article::default()
    })
}
