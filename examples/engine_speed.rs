//! What the index costs beside plain tantivy with the same text fields: CPU seconds, size, and a search.
//!
//! `cargo run --release --example engine_speed -- plain|dateline FOLDER ARTICLES [TIMES]`, where ARTICLES is whatever
//! `dateline index` takes; reports are those of the extractor, made before the clock starts. `sizes FOLDER` shows which
//! part of the index takes how much, `search FOLDER WORDS` times a search with four facets and one without any.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measuring program")]

use std::path::{Path as FilePath, PathBuf};
use std::time::Instant;

use dateline::engine::{Embedded, Engine, Writer};
use dateline::extract;
use dateline::model::*;
use dateline::query::{AsWritten, FacetRequest, Request, parse};
use dateline::source::{self, Options};
use tantivy::schema::{STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// A file's record and its articles, each with its report.
type File = (FileRecord, Vec<(Article, Report)>);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = FilePath::new(&arguments[1]);
    match arguments[0].as_str() {
        "search" => search(folder, &arguments[2]),
        "sizes" => sizes(folder),
        way => {
            let times: usize = arguments.get(3).map_or(1, |n| n.parse().unwrap());
            index(way, folder, &arguments[2], times);
        }
    }
}

fn index(way: &str, folder: &FilePath, articles: &str, times: usize) {
    let start = cpu_seconds();
    let files = read(articles);
    let extraction = cpu_seconds() - start;
    let count = files.iter().map(|(_, articles)| articles.len()).sum::<usize>() * times;
    let bytes = files.iter().flat_map(|(_, articles)| articles).map(|(article, _)| article.text.len()).sum::<usize>() * times;
    std::fs::create_dir_all(folder).unwrap();
    let (start, before) = (Instant::now(), cpu_seconds());
    if way == "plain" {
        plain(folder, &files, times)
    } else {
        ours(folder, &files, times)
    }
    let spent = cpu_seconds() - before;
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{way}: {count} articles, {megabytes:.1} MB, {spent:.2} CPU s, {:.1} MB/CPU s, {:.2} s, index/text {:.3} (reading and extraction {:.2} CPU s)",
        megabytes / spent,
        start.elapsed().as_secs_f64(),
        size(folder) as f64 / bytes as f64,
        extraction * times as f64,
    );
}

fn size(folder: &FilePath) -> u64 {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

fn read(path: &str) -> Vec<File> {
    let mut files = Vec::new();
    for found in source::walk(&[PathBuf::from(path)], &source::Selection::default()).unwrap() {
        let mut articles = Vec::new();
        let reading = source::read(&found, &Options::default(), &mut |article| {
            let report = extract::report(&article);
            articles.push((article, report));
        });
        let record = FileRecord {
            path: found.relative.clone(),
            root: "/home/somebody/archive".to_owned(),
            size: articles.iter().map(|(article, _)| article.text.len() as u64).sum(),
            modified: 1_700_000_000_000_000_000 + files.len() as i64 * 1_234_567_891,
            sha256: reading.sha256,
            format: reading.format.to_owned(),
            articles: reading.articles,
            outcome: reading.outcome,
            extractor: extract::EXTRACTOR_VERSION.to_owned(),
        };
        files.push((record, articles));
    }
    files
}

fn plain(folder: &FilePath, files: &[File], times: usize) {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words) | STORED;
    let (title, body) = (schema.add_text_field("title", words.clone()), schema.add_text_field("body", words));
    let index = Index::create_in_dir(folder, schema.build()).unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 256 << 20).unwrap();
    for _ in 0..times {
        for (article, _) in files.iter().flat_map(|(_, articles)| articles) {
            let mut document = TantivyDocument::default();
            document.add_text(title, article.title.as_deref().unwrap_or(""));
            document.add_text(body, article.body.of(&article.text));
            writer.add_document(document).unwrap();
        }
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
}

fn ours(folder: &FilePath, files: &[File], times: usize) {
    let writer = Writer::open(folder, "1", 1).unwrap();
    for time in 0..times {
        for (record, articles) in files {
            let record = FileRecord { path: format!("{time}/{}", record.path), ..record.clone() };
            writer.replace(&record, articles.iter().map(|(article, report)| (article, report))).unwrap();
        }
    }
    writer.close().unwrap();
}

fn sizes(folder: &FilePath) {
    let index = Index::open_in_dir(folder).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let mut parts = Vec::new();
    for segment in searcher.space_usage().unwrap().segments() {
        let store = segment.store();
        parts.push(("store".to_owned(), store.data_usage().get_bytes() + store.offsets_usage().get_bytes()));
        let inverted = [
            ("terms", segment.termdict()),
            ("postings", segment.postings()),
            ("positions", segment.positions()),
            ("lengths", segment.fieldnorms()),
            ("columns", segment.fast_fields()),
        ];
        for (part, usage) in inverted {
            for usage in usage.fields() {
                parts.push((format!("{part} {}", usage.field_name()), usage.total().get_bytes()));
            }
        }
    }
    parts.sort_unstable();
    for same in parts.chunk_by(|(a, _), (b, _)| a == b) {
        println!("{:<32}{:>12}", same[0].0, same.iter().map(|(_, bytes)| bytes).sum::<u64>());
    }
    println!("{:<32}{:>12}", "all files", size(folder));
}

fn search(folder: &FilePath, words: &str) {
    let start = Instant::now();
    let engine = Embedded::open(folder).unwrap();
    let opened = start.elapsed();
    let facets = [Field::Location, Field::Actor, Field::Means, Field::Published].map(FacetRequest::new).to_vec();
    let bare = Request::new(parse(words, &AsWritten).unwrap());
    let request = Request { facets, ..bare.clone() };
    for (round, request) in [("first", &request), ("second", &request), ("no facets", &bare)] {
        let start = Instant::now();
        let answer = engine.search(request).unwrap();
        println!("{round}: {} certain, {:?} (opened in {opened:?})", answer.certain, start.elapsed());
    }
}

/// CPU seconds of all threads of this process so far (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}
