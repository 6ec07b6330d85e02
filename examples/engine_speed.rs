//! What the index costs beside plain tantivy with the same text fields: CPU seconds, size, and a search.
//!
//! `cargo run --release --example engine_speed -- plain|dateline|search FOLDER ARTICLES.jsonl [TIMES]`, where each line of
//! the articles has `text`. Reports are made up: every capitalised word a mention, an incident for every 400 bytes.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measuring program")]

use std::path::Path as FilePath;
use std::time::Instant;

use dateline::engine::{Embedded, Engine, Writer};
use dateline::model::*;
use dateline::query::{AsWritten, FacetRequest, Request, parse};
use tantivy::schema::{STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = FilePath::new(&arguments[1]);
    match arguments[0].as_str() {
        "search" => search(folder, &arguments[2]),
        way => {
            let times: usize = arguments.get(3).map_or(1, |n| n.parse().unwrap());
            index(way, folder, &arguments[2], times);
        }
    }
}

fn index(way: &str, folder: &FilePath, articles: &str, times: usize) {
    let lines = std::fs::read_to_string(articles).unwrap();
    let texts: Vec<String> = lines.lines().filter_map(text_of).collect();
    let bytes: usize = texts.iter().map(String::len).sum::<usize>() * times;
    let samples: Vec<(Article, Report)> = texts.iter().enumerate().map(|(at, text)| sample(at, text)).collect();
    std::fs::create_dir_all(folder).unwrap();
    let (start, before) = (Instant::now(), cpu_seconds());
    if way == "plain" {
        plain(folder, &samples, times)
    } else {
        ours(folder, &samples, times)
    }
    let spent = cpu_seconds() - before;
    let size: u64 = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{way}: {} articles, {megabytes:.1} MB, {spent:.2} CPU s, {:.1} MB/CPU s, {:.2} s, index/text {:.3}",
        samples.len() * times,
        megabytes / spent,
        start.elapsed().as_secs_f64(),
        size as f64 / bytes as f64,
    );
}

fn text_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("text")?.as_str().map(str::to_owned)
}

fn plain(folder: &FilePath, samples: &[(Article, Report)], times: usize) {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words) | STORED;
    let (title, body) = (schema.add_text_field("title", words.clone()), schema.add_text_field("body", words));
    let index = Index::create_in_dir(folder, schema.build()).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 256 << 20).unwrap();
    for _ in 0..times {
        for (article, _) in samples {
            let mut document = TantivyDocument::default();
            document.add_text(title, article.title.as_deref().unwrap_or(""));
            document.add_text(body, article.body.of(&article.text));
            writer.add_document(document).unwrap();
        }
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}

fn ours(folder: &FilePath, samples: &[(Article, Report)], times: usize) {
    let writer = Writer::open(folder, "1", 1).unwrap();
    for time in 0..times {
        for (article, report) in samples {
            let path = format!("folder/{time}/{}.txt", article.id);
            let record = FileRecord {
                path,
                root: "/home/somebody/archive".to_owned(),
                size: article.text.len() as u64,
                modified: 1_700_000_000_000_000_000 + time as i64 * 1_234_567_891,
                sha256: report.source.sha256.clone().unwrap_or_default(),
                format: "text".to_owned(),
                articles: 1,
                outcome: Outcome::Ok,
                extractor: "1".to_owned(),
            };
            writer.replace(&record, [(article, report)]).unwrap();
        }
    }
    writer.close().unwrap();
}

fn search(folder: &FilePath, words: &str) {
    let start = Instant::now();
    let engine = Embedded::open(folder).unwrap();
    let opened = start.elapsed();
    let facets = [Field::Location, Field::Actor, Field::Means, Field::Published].map(FacetRequest::new).to_vec();
    let request = Request { facets, ..Request::new(parse(words, &AsWritten).unwrap()) };
    for round in ["first", "second"] {
        let start = Instant::now();
        let answer = engine.search(&request).unwrap();
        println!("{round}: {} certain, {:?} (opened in {opened:?})", answer.certain, start.elapsed());
    }
}

/// An article with a made-up report.
fn sample(at: usize, text: &str) -> (Article, Report) {
    let end = text.find('\n').unwrap_or(0);
    let day = Day::from_number(18_000 + (at % 2_000) as i32);
    let source = Source {
        path: format!("folder/{at}.txt"),
        member: None,
        sha256: Some(format!("{:064x}", at.wrapping_mul(0x9e37_79b9_7f4a_7c15))),
    };
    let article = Article {
        id: format!("{:016x}", at.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        source,
        title: Some(text[..end].to_owned()),
        text: text.to_owned(),
        title_span: Some(Span::new(0, end as u32)),
        body: Span::new(end as u32, text.len() as u32),
        language: Some("en".to_owned()),
        published: Published { range: DateRange::day(day), by: Provenance::Dateline },
        ..Article::default()
    };
    let mut report = Report::empty(&article, Extractor { name: "dateline".to_owned(), version: "1".to_owned() });
    let names = dateline::document::words(text).filter(|(start, _)| text[*start..].starts_with(char::is_uppercase));
    for (number, (start, end)) in names.enumerate() {
        mention(&mut report, number, &text[start..end], Span::new(start as u32, end as u32));
    }
    report.incidents = (0..text.len() / 400).map(|n| incident(&report, text, n, day)).collect();
    (article, report)
}

fn mention(report: &mut Report, number: usize, word: &str, span: Span) {
    let text = word.to_owned();
    match number % 6 {
        0 | 1 => report.locations.push(Location {
            text,
            span,
            id: Some(700_000 + number as u32),
            name: Some(word.to_owned()),
            path: Some(Path::of(["Country", &word[..1], word])),
            country: Some("UA".to_owned()),
            lat: Some(49.98),
            lon: Some(36.25),
            precision: Some(Precision::Point),
            candidates: 3,
            margin: 41,
            ..Location::default()
        }),
        2 => report.actors.push(Actor { text, span, name: word.to_owned(), path: Path::of(["Country", "Military", word]) }),
        _ => {}
    }
}

fn incident(report: &Report, text: &str, number: usize, day: Day) -> Incident {
    let start = (number * 400..).find(|at| text.is_char_boundary(*at)).unwrap();
    let end = (start + 120..).find(|at| *at >= text.len() || text.is_char_boundary(*at)).unwrap().min(text.len());
    let role = |actor: &Actor| Role { path: actor.path.clone(), name: None, text: actor.text.clone(), hedged: false };
    Incident {
        when: Some(DateRange::day(day)),
        location: report.locations.get(number).cloned(),
        initiator: report.actors.get(number).map(role).into_iter().collect(),
        means: vec![MeansUsed { path: Path::parse("Missile/Ballistic"), text: "missiles".to_owned() }],
        killed: Some(Count::exact(number as u32, "three")),
        evidence: vec![Evidence {
            span: Span::new(start as u32, end as u32),
            quote: text[start..end].to_owned(),
            rule: "casualties/passive".into(),
        }],
        ..Incident::default()
    }
}

/// CPU seconds of all threads of this process so far (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}
