//! A program of the user's as the extractor, through ours: its reports are marked, found, and made again when it changes. How it is
//! borne with is held in `src/ingest/program/tests.rs`.
#![cfg(unix)]

#[allow(dead_code, reason = "each file of tests takes what it needs")]
mod harness;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dateline::ingest::{Extraction, Job, Program};
use dateline::model::Instructions;
use dateline::source::Options;
use harness::Dir;
use insta::assert_snapshot;

/// Answers with seven dead in Leeds, whatever it reads.
const GUEST: &str = r#"#!/bin/sh
exec sed -u 's/.*"id":"\([^"]*\)".*/{"id":"\1","extractor":{"name":"guest","version":"2"},"incidents":[{"killed":7,"location":{"text":"Leeds","path":"United Kingdom\/England\/Leeds"},"evidence":[{"quote":"Leeds"}]}]}/'
"#;

fn dir() -> Dir {
    let dir = Dir::new();
    dir.file("news/one.txt", "Storm in Leeds\n\nA storm hit Leeds on 2 June 2025, and two people were killed.\n");
    dir.file("news/two.txt", "Calm in Leeds\n\nAll was calm in Leeds on 3 June 2025, and nobody was hurt.\n");
    dir.file("guest.sh", GUEST);
    dir
}

#[test]
fn our_own_program_is_a_guest_like_any_other() {
    let dir = dir();
    let ours = env!("CARGO_BIN_EXE_dateline");
    let by_us = dir.stdout("incidents '' --in news --format csv");
    dir.run(&format!("index news --extractor '{ours} extract -'"));
    assert_eq!(dir.stdout("incidents '' --format csv"), by_us);
}

#[test]
fn its_reports_are_marked_and_made_once() {
    let dir = dir();
    let told = dir.run("index news --extractor 'sh guest.sh'");
    assert!(told.starts_with("exit 0") && told.contains("2 articles, 2 incidents"), "{told}");
    let found = dir.stdout("search --min-killed 7 --location Leeds --format jsonl");
    let id: serde_json::Value = serde_json::from_str(found.lines().next().expect("a hit")).expect("JSON");
    let id = id["id"].as_str().expect("an id").to_owned();
    assert!(dir.stdout(&format!("show {id} --format json")).contains(r#""extractor":{"name":"guest","version":"2"}"#));
    assert!(dir.stdout(&format!("show {id}")).contains("read by   guest 2"));

    // Nothing has changed: it is not even started.
    dir.file("guest.sh", "exit 1");
    assert_eq!(
        dir.run("index news --extractor 'sh guest.sh'"),
        "exit 0\n--- stdout\n--- stderr\nnothing changed: 2 files unchanged\n"
    );
    dir.file("guest.sh", GUEST);
    assert!(dir.run("index news --extractor 'sh guest.sh # second edition'").contains("2 changed"));
    // An index never says what is to be run.
    assert_snapshot!("extractor-not-named", dir.run("index news"));
    assert!(dir.run("index news --forget").contains("2 changed"));
    assert!(dir.run("search --min-killed 7").starts_with("exit 1"));
}

#[test]
fn overrides_hold_for_its_reports() {
    let dir = dir();
    dir.file("names.tsv", "place\tLeeds\tset\tUnited States/Alabama/Leeds\n");
    let told = dir.stdout("extract news --extractor 'sh guest.sh' --overrides names.tsv");
    assert_eq!(told.matches("United States/Alabama/Leeds").count(), 2, "{told}");
}

#[test]
fn an_article_without_a_good_report_keeps_ours_and_is_asked_about_again() {
    let dir = dir();
    dir.file("bad.sh", "read line; echo 'no model' >&2; exit 3\n");
    assert_snapshot!("extractor-crashes", dir.run("index news --extractor 'sh bad.sh'"));
    let status = dir.run("status");
    assert!(status.contains("partial") && status.contains("which keep ours, first on"), "{status}");
    assert!(dir.run("search --min-killed 2").starts_with("exit 0"));
    dir.file("bad.sh", GUEST);
    assert!(dir.run("index news --extractor 'sh bad.sh'").contains("2 changed"));
    assert!(dir.run("search --min-killed 7").starts_with("exit 0"));
    dir.file("bad.sh", "echo hello; sleep 100\n");
    let told = dir.run("extract news/one.txt --extractor 'sh bad.sh' --extractor-timeout 1 --format csv");
    assert!(told.starts_with("exit 2") && told.contains("United Kingdom/England/Leeds"), "{told}");
    assert_snapshot!("extractor-sleeps", told.split_once("--- stderr").expect("the streams").1);
}

#[test]
fn a_run_that_is_stopped_asks_nothing_twice() {
    let dir = Dir::new();
    let records = (0..60).map(|n| format!("{{\"id\":\"a{n}\",\"text\":\"Ship {n} left Leeds on Monday.\"}}\n"));
    dir.file("archive.jsonl", records.collect::<String>());
    let (archive, script) = (dir.path().join("archive.jsonl"), dir.path().join("guest.sh"));
    let extraction = Extraction {
        program: Some(Program::new(&format!("sh {}", script.display()), Duration::from_secs(60))),
        ..Extraction::default()
    };
    let run = |stop: &AtomicBool| {
        let job = Job {
            index: dir.path().join(".dateline"),
            options: &Options::default(),
            said: &Instructions::default(),
            extraction: &extraction,
            threads: 2,
            stop,
            checkpoint: Duration::from_secs(60),
        };
        job.index_files(std::slice::from_ref(&archive), &mut |_| ()).expect("a run")
    };
    let answers = GUEST.split_once("exec ").expect("a command").1.trim();
    dir.file("guest.sh", format!("head -n 20 | {answers}\nsleep 100\n"));
    let stop = AtomicBool::new(false);
    let tally = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_secs(2));
            stop.store(true, Ordering::Relaxed);
        });
        run(&stop)
    });
    assert!(tally.interrupted && tally.kept == 0, "{tally:?}");
    assert_eq!(dir.stdout("search '' --format jsonl").lines().count(), 20);
    dir.file("guest.sh", format!("tee '{}' | {answers}\n", dir.path().join("asked").display()));
    run(&AtomicBool::new(false));
    assert_eq!(dir.stdout("search --min-killed 7 --format jsonl").lines().count(), 60);
    let asked = std::fs::read_to_string(dir.path().join("asked")).expect("what was asked");
    assert_eq!(asked.lines().count(), 40);
    assert!(run(&AtomicBool::new(false)).is_idle());
}

#[test]
fn what_cannot_be_used_ends_the_run() {
    let dir = dir();
    dir.file("news/three.txt", "Rain in Leeds\n\nRain fell.\n");
    assert_snapshot!("extractor-not-found", dir.run("index news --extractor nothing-of-this-name"));
    assert_snapshot!("extractor-of-reports", dir.run("index --reports r.jsonl --extractor cat"));
}
