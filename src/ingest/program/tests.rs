use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::super::extraction::Extraction;
use super::super::reading::{Piece, Reading};
use super::{Program, read_through};
use crate::model::Article;

/// Answers with as many dead as the article's id says.
const GOOD: &str = r#"sed -u 's/.*"id":"\([0-9]*\)".*/{"id":"\1","extractor":"sed","incidents":[{"killed":\1,"evidence":[{"quote":"dead"}]}]}/'"#;

/// What comes of `count` articles, each between two notes, in order: `3` for a report, `3!` for one of ours, `.` for a note.
fn run(command: &str, count: usize, patience: Duration) -> (String, Vec<String>, Vec<String>) {
    let extraction = Extraction { program: Some(Program::new(command, patience)), ..Extraction::default() };
    let program = extraction.program.as_ref().expect("a program");
    let articles = |give: &mut dyn FnMut(Reading<()>) -> bool| {
        for number in 1..=count {
            let article = Article { id: number.to_string(), text: "Three dead — no more.".to_owned(), ..Article::default() };
            let _ = give(Reading::Article(Box::new(article))) && give(Reading::Note(()));
        }
    };
    let (mut told, mut reasons) = (String::new(), Vec::new());
    let done = read_through((program, &extraction), &AtomicBool::new(false), articles, |piece| {
        match piece {
            Piece::Report(read) => {
                assert_eq!(read.1.id, read.0.id);
                told +=
                    &format!("{}:{}", read.0.id, read.1.incidents.first().map_or(0, |i| i.killed.as_ref().map_or(0, |k| k.min)));
            }
            Piece::Kept(read, unanswered) => {
                assert_eq!(read.1.extractor.name, "dateline");
                told += &format!("{}!", read.0.id);
                reasons.push(unanswered.why);
            }
            Piece::Broken(id, _) => told += &format!("{id}?"),
            Piece::Note(()) => told.push('.'),
        }
        Ok(())
    });
    if let Err(error) = done {
        told += &format!(" {error}");
    }
    (told, reasons, program.strays())
}

fn told(command: &str, count: usize) -> (String, String, String) {
    let (told, reasons, strays) = run(command, count, Duration::from_secs(30));
    (told, reasons.join("; "), strays.join("; "))
}

#[test]
fn reports_come_in_the_order_of_the_articles_however_they_are_made() {
    let two_at_once = format!("{GOOD} | sort -r");
    let one_a_start = format!("head -n 1 | {GOOD}");
    let no_ids = r#"sed -u 's/.*/{"incidents":[]}/'"#;
    for (command, expected) in [
        (GOOD, "1:1.2:2.3:3.4:4."),
        (two_at_once.as_str(), "1:1.2:2.3:3.4:4."),
        (one_a_start.as_str(), "1:1.2:2.3:3.4:4."),
        (no_ids, "1:0.2:0.3:0.4:0."),
    ] {
        assert_eq!(told(command, 4), (expected.to_owned(), String::new(), String::new()), "{command}");
    }
}

#[test]
fn many_articles_are_on_their_way_at_once() {
    let (told, reasons, strays) = run(GOOD, 6000, Duration::from_secs(60));
    assert_eq!((told.matches('.').count(), reasons.len(), strays.len()), (6000, 0, 0));
    assert!(told.ends_with("6000:6000."));
}

#[test]
fn what_is_no_good_report_leaves_ours() {
    for (command, expected, reason, stray) in [
        ("cat", "1!.2!.", "no `incidents`", ""),
        (r#"sed -u 's/.*"id":"\(.\)".*/{"id":"\1","incidents":[{"killed":2}]}/'"#, "1!.2!.", "`incidents[0]`: no `evidence`", ""),
        (
            r#"sed -u 's/.*"id":"\(.\)".*/{"id":"9\1","incidents":[]}/'"#,
            "1!.2!.",
            "before it answered",
            "it answered about `91`, which it was not asked about",
        ),
        (&format!("echo Loading; {GOOD}"), "1:1.2:2.", "", "not JSON: expected value at column 1: `Loading`"),
        (
            r#"echo Loading; sed -u 's/.*/{"incidents":[]}/'"#,
            "1!.2!.",
            "before it answered",
            "an answer without `id`, after a line that was no report",
        ),
        (&format!("read line; {GOOD}"), "1!.2:2.", "it gave no answer", ""),
        ("read line; echo broken >&2; exit 3", "1!.2!.", "it ended with exit code 3 before it answered: broken", ""),
        (&format!("read a; echo \"$a\" | {GOOD}; kill -9 $$"), "1:1.2!.", "it was ended (signal: 9", ""),
    ] {
        let (told, reasons, strays) = told(command, 2);
        assert!(told.starts_with(expected), "{command}\n{told} {reasons} {strays}");
        assert!(reasons.contains(reason) && strays.contains(stray), "{command}\n{told} {reasons} {strays}");
    }
}

#[test]
fn a_program_that_answers_nothing_ends_the_run() {
    let (told, _, _) = told("no-such-program-here", 5);
    assert!(told.contains("the extractor `no-such-program-here` cannot be used: started 3 times, it answered nothing"), "{told}");
    assert!(told.contains("exit code 127") && told.contains("not found"), "{told}");
}

#[test]
fn nobody_is_waited_for_for_ever() {
    for command in ["sleep 100", "sleep 100 | sleep 100", "exec >&-; sleep 100", "yes", "yes | tr -d '\\n'"] {
        let started = Instant::now();
        let (told, reasons, _) = run(command, 1, Duration::from_secs(1));
        assert_eq!(told, "1!.", "{command}");
        assert!(started.elapsed() < Duration::from_secs(30), "{command}: {:?}", started.elapsed());
        assert!(!reasons[0].is_empty());
    }
}

#[test]
fn a_run_that_is_stopped_waits_for_no_answer() {
    let extraction = Extraction { program: Some(Program::new("sleep 100", Duration::from_secs(100))), ..Extraction::default() };
    let program = extraction.program.as_ref().expect("a program");
    let articles = |give: &mut dyn FnMut(Reading<()>) -> bool| _ = give(Reading::Article(Box::default()));
    let started = Instant::now();
    let mut kept = 0;
    read_through((program, &extraction), &AtomicBool::new(true), articles, |piece| {
        kept += u32::from(matches!(piece, Piece::Kept(_, unanswered) if unanswered.stopped));
        Ok(())
    })
    .expect("no error");
    assert!(kept == 1 && started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
