//! Reads gold articles (JSON lines with `id` and `text`) on standard input, writes places with character offsets, as the scorers want them.
//! Adjectives of countries are left out with `--no-adjectives`; `--time` prints the CPU cost instead.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)]

use std::io::{BufRead, Write};

use dateline::document::Document;
use dateline::extract::{PASSES, Value, mentions};
use dateline::model::{Article, Span, Use};

fn main() {
    let adjectives = !std::env::args().any(|argument| argument == "--no-adjectives");
    let time = std::env::args().any(|argument| argument == "--time");
    let lines: Vec<String> = std::io::stdin().lock().lines().map(Result::unwrap).collect();
    let articles: Vec<(String, Article)> = lines.iter().map(|line| article(line)).collect();
    if time {
        return measure(&articles);
    }
    let mut out = std::io::stdout().lock();
    for (id, article) in &articles {
        let document = Document::of(article);
        let characters = |byte: u32| article.text[..byte as usize].chars().count();
        let mut places = Vec::new();
        for mention in mentions(&document) {
            let Value::Location(place) = mention.value else { continue };
            if place.usage == Use::Demonym && !adjectives {
                continue;
            }
            places.push(serde_json::json!({
                "text": place.text, "start": characters(place.span.start), "end": characters(place.span.end), "lat": place.lat,
                "lon": place.lon, "country": place.country, "use": place.usage, "rule": mention.rule, "path": place.path, "margin": place.margin,
            }));
        }
        writeln!(out, "{}", serde_json::json!({"id": id, "locations": places})).unwrap();
    }
}

fn article(line: &str) -> (String, Article) {
    let record: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = record["text"].as_str().unwrap_or("").to_owned();
    let body = Span::new(0, text.len() as u32);
    (record["id"].as_str().unwrap_or("").to_owned(), Article { text, body, ..Article::default() })
}

fn measure(articles: &[(String, Article)]) {
    let bytes: usize = articles.iter().map(|(_, article)| article.text.len()).sum();
    let documents: Vec<Document<'_>> = articles.iter().map(|(_, article)| Document::of(article)).collect();
    let (_, pass) = PASSES.iter().find(|(name, _)| *name == "locations").unwrap();
    let read = || documents.iter().map(|document| pass(document, &[]).len()).sum::<usize>();
    let found = read();
    let start = std::time::Instant::now();
    let rounds = 10;
    (0..rounds).for_each(|_| assert_eq!(read(), found));
    let spent = start.elapsed().as_secs_f64() * 1000.0 / f64::from(rounds);
    println!("{found} places in {:.2} MB: {:.2} ms per MB", bytes as f64 / 1e6, spent / (bytes as f64 / 1e6));
}
