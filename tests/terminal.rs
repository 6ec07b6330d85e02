//! The program on a terminal: colours, and lines that fit. `script` lends one; where there is none, nothing can be said.

#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "a test says what it skipped")]

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

use std::process::Command;

use harness::Dir;
use unicode_width::UnicodeWidthStr;

/// What the program prints on a terminal of this many columns, after these settings; `None` where no terminal can be had.
fn on_terminal(dir: &Dir, width: usize, settings: &str, arguments: &str) -> Option<String> {
    let program = dir.command("").get_program().to_string_lossy().into_owned();
    let command = format!("stty rows 24 cols {width}; {settings} {program} {arguments}");
    let mut script = Command::new("script");
    script.args(["-qec", &command, "/dev/null"]).current_dir(dir.path()).env("TERM", "xterm");
    for wish in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        script.env_remove(wish);
    }
    script.env("XDG_CACHE_HOME", dir.path().join("cache")).stdin(std::process::Stdio::null());
    let output = script.output().ok()?;
    let told = String::from_utf8_lossy(&output.stdout).replace('\r', "");
    if !told.is_empty() {
        return Some(told);
    }
    eprintln!("skipped: no terminal can be had here");
    None
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let dir = Dir::with_news();
    dir.run("index news");
    for (settings, flag, coloured) in [
        ("", "", true),
        ("NO_COLOR=1", "", false),
        ("NO_COLOR=", "", true),
        ("CLICOLOR=0", "", false),
        ("TERM=dumb", "", false),
        ("CI=true TERM=dumb", "", false),
        ("CI=true", "", true),
        ("", "--color never", false),
        ("NO_COLOR=1", "--color always", true),
        ("", "--format jsonl", false),
    ] {
        let Some(told) = on_terminal(&dir, 80, settings, &format!("search missile {flag}")) else { return };
        assert!(told.contains("Kharkiv"), "{settings} {flag}: {told}");
        assert_eq!(told.contains('\u{1b}'), coloured, "{settings} {flag}: {told:?}");
    }
    assert!(!dir.run("search missile").contains('\u{1b}'));
    assert!(dir.run("search missile --color always").contains("\u{1b}[1m"));
}

#[test]
fn names_of_files_cannot_colour_the_terminal() {
    let dir = Dir::new();
    dir.file("odd/bro\u{1b}[31mken.json", "{");
    dir.file("odd/emp\u{1b}[31mty.txt", "");
    for arguments in ["explain odd", "extract odd", "index odd", "status"] {
        let Some(told) = on_terminal(&dir, 80, "", &format!("{arguments} 2>&1")) else { return };
        assert!(!told.contains("\u{1b}[31mken") && !told.contains("\u{1b}[31mty"), "{arguments}: {told:?}");
    }
}

#[test]
fn lines_fit_a_narrow_terminal_and_a_wide_one() {
    let dir = Dir::with_news();
    dir.file(
        "news/long.json",
        "{\"title\":\"A headline of many words that no narrow terminal could ever show on a single line of its own\",\
         \"published\":\"2025-06-03\",\"text\":\"A missile fell on a field near Izium on Monday; nobody was hurt, police said.\"}",
    );
    dir.run("index news");
    for width in [40, 60, 100, 150] {
        for command in
            ["search missile", "incidents missile", "facets --by location,means,published --depth 3", "timeline --by week"]
        {
            let Some(told) = on_terminal(&dir, width, "NO_COLOR=1", command) else { return };
            let longest = told.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            assert!(longest <= width && longest > 20, "{command} at {width}: {longest}\n{told}");
        }
        if width > 60 {
            continue;
        }
        let Some(told) = on_terminal(&dir, width, "NO_COLOR=1", "search nobody") else { return };
        assert!(told.replace(['\n', ' '], "").contains("onasinglelineofitsown"), "{told}");
    }
}

#[test]
fn progress_is_shown_and_wiped_away() {
    let dir = Dir::with_news();
    let Some(told) = on_terminal(&dir, 80, "", "index news") else { return };
    assert!(told.contains("files") && told.contains("2 new"), "{told:?}");
    let left = told.rsplit("\u{1b}[2K").next().unwrap_or_default();
    assert!(left.contains("indexed 2 files") && !left.contains("left\u{1b}"), "{left:?}");
}
