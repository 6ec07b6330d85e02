//! The parts of the table, each run in a process of its own.

use std::path::Path;

use dateline::document::Document;
use dateline::engine::Writer;
use dateline::extract::{self, EXTRACTOR_VERSION, Mention, PASSES};
use dateline::model::{Article, FileRecord, Outcome, Report};
use dateline::overrides::Overrides;
use tantivy::schema::{STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, doc};

use crate::measure::{Figures, peak_memory, process_time, size, thread_time};
use crate::text::{Maker, bytes};

/// Articles in memory at a time.
const BATCH: usize = 500;

/// Runs a part and prints its figures.
pub fn run(part: &str, folder: &Path, (articles, megabytes): (usize, usize)) {
    let mut figures = match part {
        kind if kind.starts_with("read.") => crate::reading::read(kind, folder, megabytes),
        "extract" => extraction(articles),
        "passes" => passes(articles),
        "index" => index(&fresh(folder, "index"), articles),
        "plain" => plain(&fresh(folder, "plain"), articles),
        other => panic!("no part `{other}`"),
    };
    figures.add("peak", peak_memory());
    figures.print();
}

fn fresh(folder: &Path, name: &str) -> std::path::PathBuf {
    let folder = folder.join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the last run's folder removed");
    }
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn batches(articles: usize) -> impl Iterator<Item = Vec<Article>> {
    let maker = Maker::new();
    (0..articles).step_by(BATCH).map(move |first| (first..articles.min(first + BATCH)).map(|n| maker.article(n)).collect())
}

/// As `dateline index` reads articles that wait.
fn reports(batch: &[Article]) -> Vec<Report> {
    extract::reports_with(&batch.iter().collect::<Vec<_>>(), Overrides::none())
}

/// The whole: its pages and caches are its own, as when an archive is indexed.
fn extraction(articles: usize) -> Figures {
    let mut figures = Figures::default();
    warm_up();
    for batch in batches(articles) {
        let begun = thread_time();
        let reports = reports(&batch);
        figures.add("extract.total", (thread_time() - begun).as_secs_f64());
        figures.add("bytes", batch.iter().map(bytes).sum::<u64>() as f64);
        figures.add("incidents", reports.iter().map(|report| report.incidents.len()).sum::<usize>() as f64);
    }
    figures
}

/// Pass by pass over a batch; what no pass accounts for of the whole is incidents and listing.
fn passes(articles: usize) -> Figures {
    let mut figures = Figures::default();
    warm_up();
    for batch in batches(articles) {
        by_pass(&batch, &mut figures);
    }
    figures
}

/// The first article pays for the tables.
fn warm_up() {
    drop(extract::report(&Maker::new().article(0)));
}

fn by_pass(batch: &[Article], figures: &mut Figures) {
    let begun = thread_time();
    let documents: Vec<_> = batch.iter().map(Document::of).collect();
    let mut last = thread_time();
    figures.add("extract.words and sentences", (last - begun).as_secs_f64());
    let mut mentions: Vec<Vec<Mention>> = batch.iter().map(|_| Vec::new()).collect();
    for (name, pass) in PASSES {
        for (document, mentions) in documents.iter().zip(&mut mentions) {
            let found = pass(document, mentions);
            mentions.extend(found);
        }
        let now = thread_time();
        figures.add(&format!("extract.{name}"), (now - last).as_secs_f64());
        last = now;
    }
}

/// CPU time of everything but the making of the articles.
fn without_making(articles: usize, mut take: impl FnMut(&[Article])) -> (f64, u64) {
    let (mut batches, mut making, mut total) = (batches(articles), 0.0, 0);
    let begun = process_time();
    loop {
        let before = thread_time();
        let batch = batches.next();
        making += (thread_time() - before).as_secs_f64();
        let Some(batch) = batch else { break };
        total += batch.iter().map(bytes).sum::<u64>();
        take(&batch);
    }
    take(&[]);
    ((process_time() - begun).as_secs_f64() - making, total)
}

fn index(folder: &Path, articles: usize) -> Figures {
    let mut writer = Some(Writer::open(folder, EXTRACTOR_VERSION, 1).expect("a writer"));
    let mut file = 0;
    let (cpu, bytes) = without_making(articles, |batch| {
        if batch.is_empty() {
            writer.take().expect("a writer").close().expect("closed");
            return;
        }
        file += 1;
        let (record, writer) = (record(format!("{file}.jsonl"), batch.len()), writer.as_ref().expect("a writer"));
        writer.forget(&record.root, &record.path).expect("forgotten");
        for some in batch.chunks(extract::TOGETHER) {
            for (article, report) in some.iter().zip(&reports(some)) {
                writer.add(&record.root, &record.path, article, report).expect("added");
            }
        }
        writer.finish(&record).expect("finished");
    });
    figures(cpu, bytes, folder)
}

fn record(path: String, articles: usize) -> FileRecord {
    FileRecord {
        path,
        root: "/news".to_owned(),
        size: 1,
        modified: 1,
        sha256: "0".repeat(64),
        format: "json".to_owned(),
        articles: articles as u32,
        outcome: Outcome::Ok,
        extractor: EXTRACTOR_VERSION.to_owned(),
    }
}

/// Headline and body by the stock English tokenizer, and the text stored: tantivy as it comes.
fn plain(folder: &Path, articles: usize) -> Figures {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words);
    let (title, body) = (schema.add_text_field("title", words.clone()), schema.add_text_field("body", words));
    let stored = schema.add_text_field("text", STORED);
    let index = Index::create_in_dir(folder, schema.build()).expect("an index");
    let mut writer = Some(index.writer_with_num_threads(1, 256 << 20).expect("a writer"));
    let (cpu, bytes) = without_making(articles, |batch| {
        if batch.is_empty() {
            let mut writer = writer.take().expect("a writer");
            writer.commit().expect("committed");
            writer.wait_merging_threads().expect("merged");
            return;
        }
        for article in batch {
            let (head, text) = (article.title.as_deref().unwrap_or(""), article.body.of(&article.text));
            let document = doc!(title => head, body => text, stored => article.text.as_str());
            writer.as_ref().expect("a writer").add_document(document).expect("added");
        }
    });
    figures(cpu, bytes, folder)
}

fn figures(cpu: f64, bytes: u64, folder: &Path) -> Figures {
    let mut figures = Figures::default();
    figures.add("cpu", cpu);
    figures.add("bytes", bytes as f64);
    figures.add("index", size(folder) as f64);
    figures
}
