//! `cargo bench -- --articles 20000`: one table of what matters.
//!
//! - extraction: megabytes of text per CPU second, all of it and pass by pass;
//! - indexing with extraction against plain tantivy with the same text fields, paired in one run, in CPU time;
//! - `search` as a cold process, from start to end.
//!
//! The text is made from the sentences of `corpus/` by a fixed seed, so that every run reads the same. Figures of different machines,
//! or of one machine under different loads, cannot be compared; the ratio of the paired run can.

#![allow(clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use dateline::document::Document;
use dateline::extract::{self, Mention, PASSES};
use dateline::ingest::Job;
use dateline::model::{Article, DateRange, Provenance, Published, Source, Span};
use dateline::source::{self, Options};
use tantivy::schema::{STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexSettings, IndexWriter, doc};

const SEED: u64 = 0x5eed;
/// Articles by which the passes are told apart.
const SAMPLE: usize = 20_000;
const SEARCHES: usize = 101;

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--articles").skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let articles = made_articles(count);
    let megabytes = articles.iter().map(|article| article.text.len()).sum::<usize>() as f64 / 1e6;
    println!("{count} articles, {megabytes:.1} MB of text, made from corpus/ by seed {SEED:#x}\n");
    passes(&articles[..count.min(SAMPLE)]);
    let folder = tempfile::tempdir().expect("a folder");
    indexing(&articles, megabytes, folder.path());
    cold_search(&folder.path().join("ours"));
}

/// Extraction as a whole and pass by pass.
fn passes(articles: &[Article]) {
    let megabytes = articles.iter().map(|article| article.text.len()).sum::<usize>() as f64 / 1e6;
    let row = |name: &str, spent: Duration| {
        println!(
            "{name:<28}{:>9.1} ms/MB{:>9.1} MB/CPU s",
            spent.as_secs_f64() * 1e3 / megabytes,
            megabytes / spent.as_secs_f64()
        );
    };
    // The first article pays for the tables.
    let _ = extract::report(&articles[0]);
    let start = cpu();
    let documents: Vec<Document<'_>> = articles.iter().map(Document::of).collect();
    let cutting = cpu() - start;
    let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); documents.len()];
    let mut by_pass = Vec::new();
    for (_, pass) in PASSES {
        let start = cpu();
        for (document, mentions) in documents.iter().zip(&mut mentions) {
            let found = pass(document, mentions);
            mentions.extend(found);
        }
        by_pass.push(cpu() - start);
    }
    let start = cpu();
    articles.iter().for_each(|article| drop(extract::report(article)));
    let whole = cpu() - start;
    row("cutting into words", cutting);
    PASSES.iter().zip(&by_pass).for_each(|((name, _), spent)| row(name, *spent));
    row("incidents, report", whole.saturating_sub(cutting + by_pass.iter().sum::<Duration>()));
    row("extraction, all", whole);
    println!();
}

/// The same text fields by tantivy alone, then by us with extraction, three times in turns.
fn indexing(articles: &[Article], megabytes: f64, folder: &Path) {
    let lines = folder.join("articles.jsonl");
    fs::write(&lines, articles.iter().map(json_line).collect::<String>()).expect("a file");
    let mut ratios = Vec::new();
    for round in 0..3 {
        let plain = folder.join(format!("plain-{round}"));
        let start = cpu();
        index_plainly(articles, &plain);
        let by_tantivy = cpu() - start;
        let ours = if round == 2 { folder.join("ours") } else { folder.join(format!("ours-{round}")) };
        let (start, wall) = (cpu(), Instant::now());
        index_with_extraction(&lines, &ours);
        let (by_us, wall) = (cpu() - start, wall.elapsed());
        let ratio = by_tantivy.as_secs_f64() / by_us.as_secs_f64();
        println!(
            "round {}: plain tantivy {:.1} MB/CPU s, with extraction {:.1} MB/CPU s ({:.1} MB/s), {ratio:.2} of its speed, index {:.2} of text",
            round + 1,
            megabytes / by_tantivy.as_secs_f64(),
            megabytes / by_us.as_secs_f64(),
            megabytes / wall.as_secs_f64(),
            size(&ours) as f64 / 1e6 / megabytes
        );
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("{:<28}{:>9.2} of plain tantivy's speed (median of 3)\n", "indexing with extraction", ratios[1]);
}

fn index_plainly(articles: &[Article], folder: &Path) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing) | STORED;
    let (title, body) = (builder.add_text_field("title", words.clone()), builder.add_text_field("body", words));
    fs::create_dir_all(folder).expect("a folder");
    let settings = IndexSettings::default();
    let directory = tantivy::directory::MmapDirectory::open(folder).expect("a folder");
    let index = Index::create(directory, builder.build(), settings).expect("an index");
    let mut writer: IndexWriter = index.writer_with_num_threads(threads(), threads() * (256 << 20)).expect("a writer");
    for article in articles {
        let headline = article.title.as_deref().unwrap_or_default();
        writer.add_document(doc!(title => headline, body => article.text.as_str())).expect("an article");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges");
}

fn index_with_extraction(lines: &Path, folder: &Path) {
    let (options, stop) = (Options::default(), AtomicBool::new(false));
    let job = Job { index: folder.to_owned(), options: &options, threads: threads(), stop: &stop };
    job.index_files(&[lines.to_owned()], &mut |_| {}).expect("an index");
}

/// From start to end of a process that has nothing open.
fn cold_search(index: &Path) {
    let mut times: Vec<Duration> = (0..SEARCHES).map(|_| search_once(index)).collect();
    times.sort_unstable();
    let milliseconds = |at: usize| times[at].as_secs_f64() * 1e3;
    let (median, late) = (milliseconds(SEARCHES / 2), milliseconds(SEARCHES * 95 / 100));
    println!("{:<28}{median:>9.1} ms median, {late:.1} ms 95th of 100 ({SEARCHES} processes)", "cold `search`");
}

fn search_once(index: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["search", "Kharkiv missile", "--index"]).arg(index);
    let start = Instant::now();
    let output = command.output().expect("a search");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    start.elapsed()
}

/// Articles of eight to twenty sentences each, drawn from those of `corpus/`.
fn made_articles(count: usize) -> Vec<Article> {
    let sentences = sentences();
    let mut seed = SEED;
    let mut next = |below: usize| {
        // xorshift64
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut made = |number: usize| {
        let title = sentences[next(sentences.len())].clone();
        let body: Vec<&str> = (0..8 + next(13)).map(|_| sentences[next(sentences.len())].as_str()).collect();
        let text = body.chunks(3).map(|paragraph| paragraph.join(" ")).collect::<Vec<_>>().join("\n\n");
        let day = dateline::model::Day::from_number(19_000 + next(1_500) as i32);
        Article {
            id: format!("made-{number}"),
            source: Source { path: "-".to_owned(), member: None, sha256: None },
            title: Some(title),
            body: Span::new(0, text.len() as u32),
            text,
            language: Some("en".to_owned()),
            published: Published { range: DateRange::day(day), by: Provenance::Field },
            ..Article::default()
        }
    };
    (0..count).map(&mut made).collect()
}

fn sentences() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut sentences = Vec::new();
    for found in source::walk(&[corpus]).expect("the corpus") {
        source::read(&found, &Options::default(), &mut |article| {
            let document = Document::of(&article);
            for sentence in &document.sentences {
                let tokens = sentence.tokens();
                let words = document.span(tokens.start, tokens.end).of(&article.text).split_whitespace().collect::<Vec<_>>();
                if words.len() > 4 {
                    sentences.push(format!("{}.", words.join(" ")));
                }
            }
        });
    }
    assert!(sentences.len() > 200, "the corpus has only {} sentences", sentences.len());
    sentences
}

fn json_line(article: &Article) -> String {
    let published = article.published.range.to_string();
    let line = serde_json::json!({"id": article.id, "title": article.title, "text": article.text, "published": published, "language": "en"});
    format!("{line}\n")
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.filter_map(|entry| entry.ok()?.metadata().ok()).map(|about| about.len()).sum()
}

/// CPU time of this process, all threads, in steps of 10 ms; wall time where the system does not tell it.
fn cpu() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    cpu_of_process().unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

/// Linux counts in hundredths of a second: fields 14 and 15 of `/proc/self/stat`, the first two being `pid (name)`.
fn cpu_of_process() -> Option<Duration> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}
