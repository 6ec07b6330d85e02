//! `cargo bench` prints one table: how fast files are read, what extraction costs, in total and by pass, what indexing with it costs beside plain tantivy, how large
//! the index is, how long a cold search takes, and how much memory each needs.
//!
//! `cargo bench -- --articles 200000` takes another number of articles than 20,000; `--only extract` one part of the table, and `--only read --megabytes 2000`
//! files of another size than 100 MB.
//! Every part runs in a process of its own, so that none profits from the caches of another and each has its own peak of memory.

#![allow(clippy::print_stdout)]

/// The allocator of the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod measure;
mod parts;
mod reading;
mod text;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use measure::{Figures, median, percentile};

/// Cold searches.
const SEARCHES: usize = 100;

struct Asked {
    articles: usize,
    megabytes: usize,
    only: Option<String>,
    /// The part that this process runs, and the folder it works in.
    part: Option<(String, PathBuf)>,
}

fn main() {
    let asked = asked(std::env::args().skip(1));
    match &asked.part {
        Some((part, folder)) => parts::run(part, folder, (asked.articles, asked.megabytes)),
        None => table(&asked),
    }
}

fn asked(arguments: impl Iterator<Item = String>) -> Asked {
    let mut asked = Asked { articles: 20_000, megabytes: 100, only: None, part: None };
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--articles" => asked.articles = arguments.next().and_then(|n| n.parse().ok()).expect("a number after --articles"),
            "--megabytes" => asked.megabytes = arguments.next().and_then(|n| n.parse().ok()).expect("a number after --megabytes"),
            "--only" => asked.only = arguments.next(),
            "--part" => asked.part = arguments.next().zip(arguments.next().map(PathBuf::from)),
            _ => {}
        }
    }
    asked
}

fn table(asked: &Asked) {
    let folder = tempfile::tempdir().expect("a folder for the indexes");
    let wanted = |part: &str| asked.only.as_deref().is_none_or(|only| only == part);
    println!("{} articles; {}", asked.articles, text::MIXTURE);
    println!("CPU time of all threads of a part; 1 MB is 1,000,000 bytes of headline and body.\n");
    if wanted("read") {
        reading(folder.path(), asked);
    }
    if wanted("extract") {
        let (whole, passes) = (run("extract", folder.path(), asked), run("passes", folder.path(), asked));
        extraction(&whole, &passes);
    }
    if wanted("index") || wanted("search") {
        indexing(folder.path(), asked);
    }
    if wanted("search") {
        search(folder.path(), asked.articles);
    }
}

/// Runs a part in a process of its own.
fn run(part: &str, folder: &Path, asked: &Asked) -> Figures {
    let program = std::env::current_exe().expect("the name of this program");
    let mut command = Command::new(program);
    command.args(["--articles", &asked.articles.to_string(), "--megabytes", &asked.megabytes.to_string()]);
    command.args(["--part", part]).arg(folder).stderr(Stdio::inherit());
    let output = command.output().expect("a part of the table");
    assert!(output.status.success(), "part {part} failed");
    Figures::parse(&String::from_utf8_lossy(&output.stdout))
}

/// By CPU time of one process, parsers on threads of their own included: as one core would do it.
fn reading(folder: &Path, asked: &Asked) {
    println!("reading                  MB per CPU s   articles per CPU s   peak MB");
    for part in ["read.pages", "read.mail", "read.json lines"] {
        let figures = run(part, folder, asked);
        let (cpu, megabytes) = (figures.get("cpu"), figures.get("bytes") / 1e6);
        let name = format!("{}, {megabytes:.0} MB", part.trim_start_matches("read."));
        println!("  {name:<22} {:>12.1} {:>20.0} {:>9.0}", megabytes / cpu, figures.get("articles") / cpu, figures.get("peak"));
    }
    println!();
}

fn extraction(whole: &Figures, passes: &Figures) {
    let (megabytes, total) = (whole.get("bytes") / 1e6, whole.get("extract.total"));
    println!("extraction                    ms/MB   MB per CPU s    share");
    let line = |name: &str, seconds: f64| {
        let (cost, speed, share) = (seconds * 1000.0 / megabytes, megabytes / seconds, seconds / total * 100.0);
        println!("  {name:<24} {cost:>8.1} {speed:>14.1} {share:>7.0} %");
    };
    line("total", total);
    let mut rest = total;
    for (name, seconds) in passes.with_prefix("extract.") {
        line(name, seconds);
        rest -= seconds;
    }
    line("incidents and listing", rest);
    let incidents = whole.get("incidents") / megabytes;
    println!("  {:.0} MB; {incidents:.0} incidents a MB; peak memory {:.0} MB\n", megabytes, whole.get("peak"));
}

/// Both orders, so that neither gains from running second.
fn indexing(folder: &Path, asked: &Asked) {
    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for order in [["index", "plain"], ["plain", "index"]] {
        for part in order {
            let figures = run(part, folder, asked);
            if part == "index" { ours.push(figures) } else { plain.push(figures) }
        }
    }
    println!("indexing                   MB per CPU s   index/text   peak MB");
    for (name, runs) in [("with extraction", &ours), ("plain tantivy, en_stem", &plain)] {
        for run in runs.iter() {
            let megabytes = run.get("bytes") / 1e6;
            let (speed, size) = (megabytes / run.get("cpu"), run.get("index") / run.get("bytes"));
            println!("  {name:<24} {speed:>12.1} {size:>12.2} {:>9.0}", run.get("peak"));
        }
    }
    for (at, (with, without)) in ours.iter().zip(&plain).enumerate() {
        let order = ["with extraction first", "plain tantivy first"][at];
        println!("  CPU speed of plain tantivy kept, {order}: {:.2}", without.get("cpu") / with.get("cpu"));
    }
    println!();
}

/// `dateline search` from start to end, over what was indexed last.
fn search(folder: &Path, articles: usize) {
    const QUERIES: [&str; 6] =
        ["Kharkiv missile", "drone attack", "police said", "earthquake rescue", "bus crash", "talks ceasefire"];
    let mut walls = Vec::new();
    for number in 0..SEARCHES {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(["search", QUERIES[number % QUERIES.len()], "--index"]).arg(folder.join("index"));
        let begun = Instant::now();
        let output = command.output().expect("a search");
        walls.push(begun.elapsed().as_secs_f64() * 1000.0);
        // Among few articles a query may find nothing, which is exit code 1.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    }
    println!("cold `dateline search`, {SEARCHES} processes over {articles} articles");
    println!("  wall p50 {:.1} ms, p95 {:.1} ms", median(&mut walls), percentile(&mut walls, 95));
}
