//! Runs that are broken off: what was committed stays, and the next run goes on from there, also inside a file of many articles.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dateline::engine::{Embedded, Engine};
use dateline::error::Result;
use dateline::ingest::{Extraction, Job, Tally};
use dateline::model::{Instructions, Outcome};
use dateline::query::{Query, Request};
use dateline::source::Options;
use tempfile::TempDir;

const RECORDS: usize = 900;

/// A folder with one file of many records.
fn archive() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let records = (0..RECORDS).map(|n| format!("{{\"id\":\"a{n}\",\"text\":\"Ship {n} left the harbour on Monday.\"}}\n"));
    let file = folder.path().join("archive.jsonl");
    std::fs::write(&file, records.collect::<String>()).expect("a file");
    (folder, file)
}

fn run(folder: &Path, stop: &AtomicBool, checkpoint: Duration, observe: &mut dyn FnMut(&Tally)) -> Tally {
    job(folder, stop, checkpoint, |job| job.index_files(&[folder.join("archive.jsonl")], observe))
}

/// Runs a job over files without any flag, into the index of the folder.
fn job(folder: &Path, stop: &AtomicBool, checkpoint: Duration, run: impl FnOnce(&Job<'_>) -> Result<Tally>) -> Tally {
    let job = Job {
        index: folder.join("index"),
        options: &Options::default(),
        extraction: &Extraction::default(),
        said: &Instructions::default(),
        threads: 2,
        stop,
        checkpoint,
    };
    run(&job).expect("a run")
}

/// The ids of all articles, sorted, and what is said of the file.
fn state(folder: &Path) -> (Vec<String>, Vec<(String, u32, Outcome)>) {
    let engine = Embedded::open(&folder.join("index")).expect("an index");
    let request = Request { limit: 2 * RECORDS, ..Request::new(Query::All) };
    let mut ids: Vec<String> = engine.search(&request).expect("an answer").hits.into_iter().map(|hit| hit.id).collect();
    ids.sort();
    let files = engine.ledger().expect("a ledger").into_iter().map(|file| (file.path, file.articles, file.outcome));
    (ids, files.collect())
}

fn whole() -> (Vec<String>, Vec<(String, u32, Outcome)>) {
    let mut ids: Vec<String> = (0..RECORDS).map(|n| format!("a{n}")).collect();
    ids.sort();
    (ids, vec![("archive.jsonl".to_owned(), RECORDS as u32, Outcome::Ok)])
}

const OFTEN: Duration = Duration::from_millis(60);

/// Dies like a process that is killed, when so many articles have been read.
fn die(folder: &Path, at: u64) {
    let mut observe = |tally: &Tally| assert!(tally.articles < at, "killed");
    let died = catch_unwind(AssertUnwindSafe(|| run(folder, &AtomicBool::new(false), OFTEN, &mut observe)));
    assert!(died.is_err());
}

#[test]
fn a_run_killed_inside_a_file_goes_on_from_its_last_checkpoint() {
    let (folder, _) = archive();
    die(folder.path(), 500);
    let (ids, files) = state(folder.path());
    assert!(!ids.is_empty() && ids.len() < RECORDS, "{}", ids.len());
    let [(path, articles, Outcome::Partial { reason })] = files.as_slice() else { panic!("{files:?}") };
    assert_eq!((path.as_str(), *articles as usize), ("archive.jsonl", ids.len()));
    assert!(reason.contains("broken off") && reason.contains("goes on from there"), "{reason}");

    die(folder.path(), 300);
    assert!(state(folder.path()).0.len() > ids.len(), "the second run began where the first had ended");
    let tally = run(folder.path(), &AtomicBool::new(false), OFTEN, &mut |_| ());
    assert!((tally.articles as usize) < RECORDS - ids.len(), "{tally:?}");
    assert_eq!(state(folder.path()), whole());
    assert!(run(folder.path(), &AtomicBool::new(false), OFTEN, &mut |_| ()).is_idle());
}

#[test]
fn a_run_that_is_stopped_inside_a_file_keeps_what_it_read() {
    let (folder, _) = archive();
    let stop = AtomicBool::new(false);
    let tally = run(folder.path(), &stop, Duration::from_secs(60), &mut |_| stop.store(true, Ordering::Relaxed));
    assert!(tally.interrupted && tally.articles > 0 && (tally.articles as usize) < RECORDS, "{tally:?}");
    assert_eq!(state(folder.path()).0.len(), tally.articles as usize);
    run(folder.path(), &AtomicBool::new(false), OFTEN, &mut |_| ());
    assert_eq!(state(folder.path()), whole());
}

#[test]
fn a_file_that_changed_since_it_was_broken_off_is_read_anew() {
    let (folder, file) = archive();
    die(folder.path(), 500);
    std::fs::write(&file, "{\"id\":\"new\",\"text\":\"Trains left the station.\"}\n").expect("a file");
    run(folder.path(), &AtomicBool::new(false), OFTEN, &mut |_| ());
    assert_eq!(state(folder.path()), (vec!["new".to_owned()], vec![("archive.jsonl".to_owned(), 1, Outcome::Ok)]));
    std::fs::remove_file(&file).expect("gone");
}

#[test]
fn a_broken_off_file_that_is_gone_is_gone() {
    let (folder, file) = archive();
    die(folder.path(), 500);
    std::fs::remove_file(&file).expect("gone");
    std::fs::write(folder.path().join("other.txt"), "Trains left the station on Monday.").expect("a file");
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    let tally =
        job(folder.path(), &AtomicBool::new(false), OFTEN, |job| job.index_files(&[folder.path().to_owned()], &mut |_| ()));
    assert_eq!(tally.deleted, 1);
    assert_eq!(state(folder.path()).0.len(), 1);
}

/// Ids of files, sorted, as the ledger has them.
fn files(folder: &Path) -> String {
    let engine = Embedded::open(&folder.join("index")).expect("an index");
    engine.ledger().expect("a ledger").into_iter().map(|file| file.path).collect::<Vec<_>>().join(" ")
}

#[test]
fn only_what_changed_is_looked_at_and_only_that_can_be_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().canonicalize().expect("a folder").join("news");
    for name in ["a.txt", "b.txt", "sub/c.txt", "sub/d.txt"] {
        let path = news.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(&path, format!("Ship {name} left the harbour on Monday, sailors said.")).expect("a file");
    }
    let roots = std::slice::from_ref(&news);
    job(folder.path(), &AtomicBool::new(false), OFTEN, |job| job.index_files(roots, &mut |_| ()));
    let changed = |names: &[&str]| {
        let paths: Vec<PathBuf> = names.iter().map(|name| news.join(name)).collect();
        let tally = job(folder.path(), &AtomicBool::new(false), OFTEN, |job| job.index_changed(roots, &paths, &mut |_| ()));
        (tally.new, tally.changed, tally.deleted, files(folder.path()))
    };
    std::fs::remove_file(news.join("a.txt")).expect("gone");
    std::fs::remove_file(news.join("b.txt")).expect("gone");
    std::fs::write(news.join("sub/e.txt"), "Boats left the harbour on Tuesday.").expect("a file");
    assert_eq!(changed(&["a.txt", "never.txt"]), (0, 0, 1, "b.txt sub/c.txt sub/d.txt".to_owned()));
    assert_eq!(changed(&["sub"]), (1, 0, 0, "b.txt sub/c.txt sub/d.txt sub/e.txt".to_owned()));
    std::fs::rename(news.join("sub"), news.join("other")).expect("a move");
    assert_eq!(changed(&["other", "sub"]), (0, 0, 0, "b.txt other/c.txt other/d.txt other/e.txt".to_owned()));
    // A root that is not there keeps what was read of it, whatever is said to have changed.
    std::fs::rename(&news, folder.path().join("away")).expect("a move");
    assert_eq!(changed(&["", "b.txt", "other"]).3, "b.txt other/c.txt other/d.txt other/e.txt");
    std::fs::create_dir(&news).expect("a mount point");
    assert_eq!(changed(&[""]).3, "b.txt other/c.txt other/d.txt other/e.txt");
}

#[test]
fn a_disk_that_comes_back_during_a_run_keeps_what_was_read_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let roots = ["disk", "news"].map(|name| folder.path().join(name));
    for (root, name) in roots.iter().zip(["a.txt", "b.txt"]) {
        std::fs::create_dir(root).expect("a folder");
        std::fs::write(root.join(name), format!("Ship {name} left the harbour on Monday, sailors said.")).expect("a file");
    }
    let run = |observe: &mut dyn FnMut(&Tally)| {
        job(folder.path(), &AtomicBool::new(false), OFTEN, |job| job.index_files(&roots, observe))
    };
    run(&mut |_| ());
    std::fs::rename(roots[0].join("a.txt"), folder.path().join("away")).expect("a move");
    // The empty folder has been walked when the file behind it is told of.
    let tally = run(&mut |_| std::fs::rename(folder.path().join("away"), roots[0].join("a.txt")).expect("a move"));
    assert_eq!((tally.deleted, files(folder.path())), (0, "a.txt b.txt".to_owned()));
}

#[test]
fn what_is_given_itself_stays_though_a_folder_given_beside_leaves_it_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().canonicalize().expect("a folder").join("news");
    for name in ["a.txt", "drafts/b.txt", "drafts/c.txt", "node_modules/d.txt", "node_modules/e.txt"] {
        let path = news.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(&path, format!("Ship {name} left the harbour on Monday, sailors said.")).expect("a file");
    }
    std::fs::write(news.join(".datelineignore"), "drafts/\n").expect("a file");
    let roots = ["", "drafts/b.txt", "node_modules"].map(|name| news.join(name));
    let run = |run: &dyn Fn(&Job<'_>) -> Result<Tally>| {
        let tally = job(folder.path(), &AtomicBool::new(false), OFTEN, |job| run(job));
        (tally.new, tally.changed, tally.deleted, files(folder.path()))
    };
    let all = "a.txt b.txt d.txt e.txt".to_owned();
    assert_eq!(run(&|job| job.index_files(&roots, &mut |_| ())), (4, 0, 0, all.clone()));
    for changed in [&roots[..1], &roots[1..2], &roots[2..], &[news.join("node_modules/d.txt")], &[news.join("drafts")]] {
        assert_eq!(run(&|job| job.index_changed(&roots, changed, &mut |_| ())), (0, 0, 0, all.clone()), "{changed:?}");
    }
}
