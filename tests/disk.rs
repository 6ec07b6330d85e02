//! Disks that are full, that cannot be written, and files that may not be read: each is said, and nothing that was indexed is lost.
//!
//! A limit on the size of files stands in for a full disk where no disk can be mounted; a superuser, who may do anything, becomes nobody.
//! Where the system has no means for a test, it says so.

#![cfg(unix)]
#![allow(clippy::print_stderr, reason = "a test says what it skipped")]

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use harness::Dir;

/// A story of many words that no other story has.
fn story(number: usize) -> String {
    (0..4000).map(|word: usize| format!("word{} ", (word * 7919 + number * 104_729) % 1_000_003)).collect()
}

fn stories(dir: &Dir, count: usize) {
    for number in 0..count {
        dir.file(&format!("more/{number}.txt"), story(number));
    }
}

/// Runs a shell script in which `$D` is the program.
fn shell(dir: &Dir, mut shell: Command, script: &str) -> Option<Output> {
    let program = dir.command("").get_program().to_owned();
    shell.args(["sh", "-c", script]).current_dir(dir.path()).env("D", program).env("XDG_CACHE_HOME", dir.path().join("cache"));
    shell.output().ok()
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_file_that_may_grow_no_more_is_a_full_disk_and_costs_nothing_committed() {
    let dir = Dir::with_news();
    assert!(dir.run("index news").starts_with("exit 0"));
    stories(&dir, 60);
    let limited = shell(&dir, Command::new("env"), "trap '' XFSZ; ulimit -f 100; $D index more; echo ended $?").expect("a shell");
    let told = told(&limited);
    assert!(told.contains("ended 2") && told.contains("error: the disk is full: cannot write the index"), "{told}");
    assert!(told.contains("hint: make room and run the same command again"), "{told}");
    assert!(dir.run("search council").starts_with("exit 0"));
    assert!(dir.run("index more").contains("60 new"));
    assert_eq!(dir.stdout("search '' --format jsonl").lines().count(), 62);
}

/// A shell in which this user may mount a disk of his own, that nobody else sees.
fn alone() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount"]);
    command
}

#[test]
fn a_full_disk_is_said_to_be_full_and_a_read_only_one_can_be_read() {
    let dir = Dir::with_news();
    stories(&dir, 300);
    fs::create_dir(dir.path().join("disk")).expect("a folder");
    let script = "mount -t tmpfs -o size=4m tmpfs disk || exit 77
        $D index news --index disk/index && echo ended first $?
        $D index more --index disk/index; echo ended full $?
        $D search council --index disk/index --format csv; echo ended search $?
        mount -o remount,ro disk
        $D search council --index disk/index --format csv; echo ended search $?
        $D index news --index disk/index; echo ended read-only $?
        $D index news --index disk/new; echo ended new $?";
    let Some(output) = shell(&dir, alone(), script).filter(|output| output.status.code() == Some(0)) else {
        eprintln!("skipped: no disk can be mounted here");
        return;
    };
    let told = told(&output);
    for part in ["ended first 0", "ended full 2", "ended search 0", "ended read-only 2", "ended new 2"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(told.matches("Council passes budget").count(), 2, "{told}");
    assert_eq!(told.matches("error: the disk is full: cannot write the index").count(), 1, "{told}");
    assert_eq!(told.matches("cannot be written: Read-only file system").count(), 2, "{told}");
    assert_eq!(told.matches("hint: change the folder's permissions, or give another one with `--index`").count(), 2, "{told}");
}

/// Whom rights mean something to, where this user is above them.
fn nobody() -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    command
}

/// How to run as a user whom rights mean something to: this one, or nobody.
fn somebody(dir: &Dir) -> Option<fn() -> Command> {
    let probe = dir.file("probe", "");
    rights(dir, "probe", 0o000);
    if fs::read(&probe).is_err() {
        return Some(|| Command::new("env"));
    }
    fs::create_dir_all(dir.path().join("cache")).expect("a folder");
    rights(dir, "", 0o777);
    rights(dir, "cache", 0o777);
    if shell(dir, nobody(), "$D --version").is_some_and(|output| output.status.success()) {
        return Some(nobody);
    }
    eprintln!("skipped: this user may read anything, and cannot become another one");
    None
}

fn rights(dir: &Dir, name: &str, mode: u32) {
    fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(mode)).expect("rights");
}

#[test]
fn what_may_not_be_read_is_in_the_ledger_and_deletes_nothing() {
    let dir = Dir::with_news();
    let Some(user) = somebody(&dir) else { return };
    let run = |script: &str| told(&shell(&dir, user(), script).expect("a run"));
    dir.file("news/closed/inside.txt", "Harbour strike\n\nDockers at the harbour walked out on Monday over pay.\n");
    let first = run("$D index news; echo ended $?");
    assert!(first.contains("3 new") && first.contains("ended 0"), "{first}");

    rights(&dir, "news/budget.md", 0o000);
    rights(&dir, "news/closed", 0o000);
    dir.file("news/new.txt", "A new story about trains and stations, told on a quiet day.");
    rights(&dir, "news/new.txt", 0o000);
    let second = run("$D index news; echo ended $?; $D status --failed --format csv; $D search dockers --format jsonl");
    assert!(second.contains("ended 2") && second.contains("0 deleted"), "{second}");
    assert!(second.contains("new.txt,failed,open,Permission denied"), "{second}");
    assert!(second.contains("closed,failed,open,Permission denied"), "{second}");
    assert!(second.contains("inside.txt\""), "what is behind a closed door is still there: {second}");
    let third = run("$D index news; echo ended $?");
    assert!(third.contains("ended 2"), "it fails as long as it fails: {third}");

    // What was indexed stays until the file can be read again, also if it is told to have changed.
    dir.file("news/budget.md", "---\ntitle: Council drops budget\n---\n\nThe council dropped the budget on Friday.\n");
    rights(&dir, "news/budget.md", 0o000);
    for _ in 0..2 {
        let changed = run("$D index news; echo ended $?; $D search debate --format jsonl; $D status --failed --format csv");
        assert!(changed.contains("ended 2") && changed.contains("Council passes budget"), "{changed}");
        assert!(changed.contains("budget.md,failed,open,Permission denied"), "{changed}");
    }
    for (name, mode) in [("news/budget.md", 0o644), ("news/closed", 0o755), ("news/new.txt", 0o644)] {
        rights(&dir, name, mode);
    }
    let fourth = run("$D index news; echo ended $?; $D search '' --format jsonl");
    assert!(fourth.contains("Council drops budget"), "{fourth}");
    assert!(fourth.contains("ended 0"), "{fourth}");
    assert_eq!(fourth.matches("{\"id\":").count(), 4, "{fourth}");
}

#[test]
fn a_folder_that_may_not_be_read_or_written_is_named() {
    let dir = Dir::with_news();
    let Some(user) = somebody(&dir) else { return };
    fs::create_dir(dir.path().join("closed")).expect("a folder");
    fs::create_dir(dir.path().join("fixed")).expect("a folder");
    rights(&dir, "closed", 0o000);
    rights(&dir, "fixed", 0o555);
    let script = "$D index closed; echo ended closed $?
        $D search x --in closed/below; echo ended below $?
        $D index news --index fixed/index; echo ended fixed $?
        $D index news && $D search council; echo ended $?
        chmod -w .dateline; echo 'Another story of another day, told at some length.' > news2.txt
        $D index news2.txt; echo ended locked $?; $D search council; echo ended search $?
        $D index news --manifest closed/m.csv; echo ended manifest $?";
    let told = told(&shell(&dir, user(), script).expect("a run"));
    rights(&dir, "closed", 0o755);
    for part in
        ["ended closed 2", "ended below 2", "ended fixed 2", "ended 0", "ended locked 2", "ended search 0", "ended manifest 2"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    for part in [
        "error: the index `fixed/index` cannot be written: Permission denied",
        "error: cannot open `closed/below`: Permission denied",
        "cannot be written: Permission denied",
        "error: cannot read `closed/m.csv`: Permission denied",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_damaged_file_of_an_index_is_said_with_a_remedy() {
    let dir = Dir::with_news();
    assert!(dir.run("index news").starts_with("exit 0"));
    let files: Vec<_> =
        fs::read_dir(dir.path().join(".dateline")).expect("an index").map(|file| file.expect("a file").path()).collect();
    let mut damaged = 0;
    for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind != "lock" && kind != "json")) {
        let sound = fs::read(file).expect("a file of the index");
        fs::write(file, b"soot").expect("a damaged file");
        let told = dir.run("search council");
        assert!(
            told.starts_with("exit 0") || told.starts_with("exit 1") || told.starts_with("exit 2"),
            "{}: {told}",
            file.display()
        );
        damaged += usize::from(told.contains("error: ") && told.contains("hint: "));
        fs::write(file, sound).expect("the file as it was");
    }
    assert!(damaged > 0, "of {} files", files.len());
    assert!(dir.run("search council").starts_with("exit 0"));
}

#[test]
fn files_whose_names_are_no_text_are_told_apart_and_known_again() {
    use std::os::unix::ffi::OsStrExt;
    let dir = Dir::with_news();
    for (name, story) in [(&b"a\xff.txt"[..], "The first harbour."), (b"a\xfe.txt", "The second harbour.")] {
        if fs::write(dir.path().join("news").join(std::ffi::OsStr::from_bytes(name)), story).is_err() {
            eprintln!("skipped: names must be text here");
            return;
        }
    }
    assert!(dir.run("index news").contains("4 new"));
    assert_eq!(dir.stdout("search harbour --format csv").lines().count(), 3);
    assert!(dir.run("index news").contains("nothing changed: 4 files unchanged"));
    assert!(dir.stdout("status --all").contains("a\\xff.txt"));
    fs::remove_file(dir.path().join("news").join(std::ffi::OsStr::from_bytes(b"a\xff.txt"))).expect("removed");
    assert!(dir.run("index news").contains("1 deleted, 3 unchanged"));
}
