//! Which files are read: lists, patterns, limits; what becomes of what was read before; and what is remembered.

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

use std::fs;

use harness::Dir;

/// A folder with four stories, each with a word of its own.
fn stories() -> Dir {
    let dir = Dir::new();
    for (name, word) in [("a.txt", "ferry"), ("draft.md", "tram"), ("drafts/b.txt", "bridge"), ("sub/c.html", "<p>harbour")] {
        dir.file(
            &format!("news/{name}"),
            format!("The {word} was closed on Monday, the council said, and nobody knew for how long.\n"),
        );
    }
    dir
}

/// The words of [`stories`] that are found, in this order.
fn found(dir: &Dir) -> String {
    let words = ["ferry", "tram", "bridge", "harbour"];
    let is_found = |word: &&str| dir.run(&format!("search {word}")).starts_with("exit 0");
    words.into_iter().filter(is_found).collect::<Vec<_>>().join(" ")
}

fn says(told: &str, parts: &[&str]) {
    for part in parts {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn what_is_excluded_is_not_read_is_counted_and_stays_out_until_it_is_forgotten() {
    let dir = stories();
    let told = dir.run("index news --exclude '*.md' --exclude drafts/");
    says(&told, &["exit 0", "2 new", "1 left out by `--exclude *.md`, 1 left out by `--exclude drafts/`"]);
    assert_eq!(found(&dir), "ferry harbour");
    says(
        &dir.run("index news"),
        &["with `--exclude *.md` and `--exclude drafts/`, as before (--forget reads without)", "nothing changed"],
    );
    says(&dir.run("status"), &["left out   1 by --exclude *.md (draft.md)", "left out   1 by --exclude drafts/ (drafts)"]);
    // What is typed now is nothing that was before.
    says(&dir.run("index news --include '*.html'"), &["with `--exclude *.md` and `--exclude drafts/`, as before"]);
    says(&dir.run("index news --forget"), &["2 new"]);
    assert_eq!(found(&dir), "ferry tram bridge harbour");
    assert!(!dir.run("status").contains("left out"));
}

#[test]
fn what_was_read_before_it_was_left_out_stays_unless_it_is_gone_or_pruned() {
    let dir = stories();
    dir.run("index news");
    let told = dir.run("index news --include '*.html' --max-size 1MB");
    says(
        &told,
        &[
            "exit 0",
            "3 left out by `--include`",
            "3 files that are left out now by a flag were read before: they stay in the index",
        ],
    );
    assert_eq!(found(&dir), "ferry tram bridge harbour");
    dir.remove("news/draft.md");
    says(&dir.run("index news"), &["1 deleted", "2 files that are left out now"]);
    assert_eq!(found(&dir), "ferry bridge harbour");
    says(&dir.run("index news --prune"), &["2 deleted"]);
    assert_eq!(found(&dir), "harbour");
}

#[test]
fn files_are_left_out_by_size_and_age() {
    let dir = stories();
    dir.file("news/long.txt", "A long story was told on Monday, the council said. ".repeat(40));
    says(&dir.run("index news --max-size 1k --newer-than 2000"), &["4 new", "1 left out by `--max-size 1k`"]);
    let old = fs::File::options().write(true).open(dir.path().join("news/a.txt")).expect("a file");
    old.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(86_400 * 365 * 20)).expect("a time");
    let told = dir.run("index news --max-age 90d --index other --exclude '*.html'");
    says(&told, &["3 new", "1 left out by `--exclude *.html`, 1 left out by `--max-age 90d`"]);
    says(&dir.run("extract news --max-size 1k --exclude '*.md' --format csv"), &["exit 0"]);
    for (wrong, told) in [
        ("--max-size big", "`big` is no size"),
        ("--max-age 90", "`90` is no age"),
        ("--newer-than soon", "`soon` is not a date"),
        ("--exclude a[", "`a[` is no pattern"),
        ("--max-document 5GB", "it can be no more than 1 GiB"),
        ("--max-nesting 0", "0 would read nothing"),
    ] {
        says(&dir.run(&format!("index news {wrong}")), &["exit 2", told]);
    }
}

#[test]
fn folders_that_were_read_under_different_flags_are_not_read_together() {
    let dir = stories();
    dir.run("index news/drafts --exclude '*.md'");
    dir.run("index news/sub");
    says(&dir.run("index news/drafts news/sub"), &["exit 2", "with different instructions: `--exclude *.md`, no flag"]);
    says(&dir.run("index news/drafts news/sub --exclude '*.md'"), &["exit 0"]);
}

#[test]
fn a_pattern_counts_from_the_folder_that_it_was_given_for() {
    let dir = stories();
    dir.file("news/sub/drafts/d.txt", "The canal was closed on Monday, the council said, and nobody knew for how long.\n");
    says(&dir.run("index news --exclude /drafts"), &["4 new"]);
    says(&dir.run("index news/sub"), &["with `--exclude /drafts`, as before", "2 files unchanged"]);
    says(&dir.run("index news"), &["with `--exclude /drafts`, as before", "4 files unchanged"]);
}

#[test]
fn what_a_pattern_of_a_folder_within_leaves_out_stays_too() {
    let dir = stories();
    dir.file("news/sub/drafts/d.txt", "The canal was closed on Monday, the council said, and nobody knew for how long.\n");
    says(&dir.run("index news"), &["5 new"]);
    says(&dir.run("index news/sub --exclude /drafts"), &["nothing changed: 1 file unchanged", "1 file that is left out now"]);
    assert!(dir.run("search canal").starts_with("exit 0"));
}

#[test]
fn a_list_names_what_is_read_and_takes_nothing_else_away() {
    let dir = stories();
    says(&dir.run("index news"), &["4 new"]);
    dir.file("news/a.txt", "The ferry sank on Tuesday, the council said, and nobody knew why it had left the harbour.\n");
    dir.file("news/sub/e.txt", "The canal was closed on Monday, the council said, and nobody knew for how long.\n");
    dir.remove("news/drafts/b.txt");
    dir.remove("news/draft.md");
    let list = "news/a.txt\nnews/sub/e.txt\nnews/drafts/b.txt\n";
    let told = dir.run_with_input("index --files-from -", list);
    says(&told, &["exit 2", "the list names `news/drafts/b.txt`, which is not there", "1 new, 1 changed, 0 moved, 0 deleted"]);
    assert_eq!(found(&dir), "ferry tram bridge harbour");
    let told = dir.run_with_input("index --files-from - --null --prune", list.replace('\n', "\0"));
    says(&told, &["1 deleted"]);
    assert_eq!(found(&dir), "ferry tram harbour");
    // The list was read under the folder of the first run: ids are the same, and nothing is there twice.
    says(&dir.run("index news"), &["0 new, 0 changed, 0 moved, 1 deleted, 3 unchanged"]);
    says(&dir.run_with_input("extract --files-from -", "news/a.txt\n"), &["exit 0", "news/a.txt"]);
    says(&dir.run("index news --files-from list"), &["exit 2", "cannot be used with"]);
    says(&dir.run("index --files-from nowhere"), &["exit 2", "`nowhere` does not exist"]);
    says(&dir.run_with_input("index --files-from -", ""), &["exit 1", "the list names no file to read"]);
}

#[test]
fn a_list_changes_nothing_that_is_remembered_but_what_it_says_of_articles() {
    let dir = stories();
    dir.file("m.csv", "file,date\na.txt,2021-02-03\n");
    dir.run("index news --exclude drafts/");
    dir.run_with_input("index --files-from - --include '*.txt'", "news/a.txt\nnews/sub/c.html\n");
    says(&dir.run("index news"), &["with `--exclude drafts/`, as before", "3 files unchanged"]);
    says(&dir.run_with_input("index --files-from - --manifest m.csv", "news/a.txt\n"), &["1 changed"]);
    says(&dir.run("index news"), &["m.csv` and `--exclude drafts/`, as before", "3 files unchanged"]);
}

#[test]
fn a_folder_that_is_empty_from_one_day_to_the_next_keeps_what_was_read() {
    let dir = stories();
    dir.run("index news");
    fs::rename(dir.path().join("news"), dir.path().join("disk")).expect("a move");
    fs::create_dir(dir.path().join("news")).expect("a folder");
    let told = dir.run("index news");
    says(&told, &["warning: there is nothing in `[DIR]/news`, perhaps a disk is missing: 4 files of it stay in the index"]);
    assert_eq!(found(&dir), "ferry tram bridge harbour");
    // What has only moved is not there twice.
    says(&dir.run("index disk news"), &["4 moved"]);
    assert_eq!(dir.stdout("search closed --format jsonl").lines().count(), 4);
    fs::remove_dir_all(dir.path().join("disk")).expect("gone");
    fs::create_dir(dir.path().join("disk")).expect("a folder");
    says(&dir.run("index disk --prune"), &["4 deleted"]);
}

#[test]
fn a_limit_is_named_remembered_and_read_beyond_once_it_is_raised() {
    let dir = Dir::new();
    dir.file("news/long.txt", "A ferry sank.\n\n".to_owned() + &"The council said that nobody knew why.\n".repeat(200));
    dir.file("news/short.txt", "The tram was closed on Monday, the council said.\n");
    says(&dir.run("index news --max-document 2k"), &["exit 2", "1 failed"]);
    says(&dir.run("status"), &["larger than 2 KiB (more with `--max-document`)"]);
    says(&dir.run("index news"), &["with `--max-document 2k`, as before", "2 files unchanged"]);
    says(&dir.run("index news --max-document 1k"), &["2 files unchanged"]);
    says(&dir.run("index news --max-document 1MiB"), &["exit 0", "1 changed", "1 unchanged"]);
    assert!(dir.run("search ferry").starts_with("exit 0"));
    // What is read under a lower limit than before stays as it is.
    says(&dir.run("index news --max-document 1k"), &["2 files unchanged"]);
    says(&dir.run("index news --max-text 1k --forget"), &["2 files unchanged"]);
    assert!(dir.run("search nobody --in news --max-text 1k").starts_with("exit 0"));
    says(&dir.run("status --in news --max-text 1k"), &["the text of an article cut off behind 1 KiB (more with `--max-text`)"]);
    assert!(!dir.run("status --in news").contains("cut off"), "the limit was of those runs only");
}

#[test]
fn the_index_in_a_folder_of_articles_is_no_article() {
    let dir = stories();
    says(&dir.run("index news --index news/kept"), &["4 new"]);
    says(&dir.run("index news --index news/kept"), &["nothing changed: 4 files unchanged"]);
}

#[cfg(unix)]
mod watching {
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    /// A watch at work, and what it has said so far.
    struct Watch<'d> {
        dir: &'d Dir,
        child: Child,
        said: std::path::PathBuf,
    }

    impl<'d> Watch<'d> {
        /// Over `news`, from when its first run is over.
        fn begin(dir: &'d Dir, flags: &str) -> Self {
            let said = dir.path().join("said");
            let stderr = fs::File::create(&said).expect("a file");
            let mut command = dir.command(&format!("index news --watch {flags}"));
            let child = command.stderr(Stdio::from(stderr)).stdout(Stdio::null()).spawn().expect("a run");
            let mut watch = Self { dir, child, said };
            watch.wait_for("watching `");
            watch
        }

        fn said(&self) -> String {
            fs::read_to_string(&self.said).expect("what was said")
        }

        fn wait_for(&mut self, part: &str) {
            self.wait_until(part, |watch| watch.said().contains(part));
        }

        /// Until `words` are those of [`stories`] that are found.
        fn wait_for_words(&mut self, words: &str) {
            self.wait_until(words, |watch| found(watch.dir) == words);
        }

        fn wait_until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
            let patience = Instant::now() + Duration::from_secs(120);
            while !done(self) {
                let ended = self.child.try_wait().expect("a process");
                assert!(ended.is_none() && Instant::now() < patience, "{what} {ended:?}\n{}", self.said());
                std::thread::sleep(Duration::from_millis(50));
            }
        }

        /// Ctrl-C.
        fn end(mut self) -> (Option<i32>, String) {
            let killed = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
            assert!(killed.is_ok_and(|status| status.success()));
            let code = self.child.wait().expect("an end").code();
            (code, self.said())
        }
    }

    #[test]
    fn what_changes_is_read_as_it_comes_until_ctrl_c() {
        for flags in ["", "--watch-interval 1"] {
            let dir = stories();
            let mut watch = Watch::begin(&dir, flags);
            assert_eq!(found(&dir), "ferry tram bridge harbour");
            dir.remove("news/draft.md");
            fs::rename(dir.path().join("news/a.txt"), dir.path().join("news/sub/moved.txt")).expect("a move");
            watch.wait_for("1 moved, 1 deleted");
            assert_eq!(found(&dir), "ferry bridge harbour");
            // A new folder, with what was in it before anybody watched it.
            dir.file("outside/deep/er/d.txt", "The tram was back on Friday, the council said, and nobody knew for how long.\n");
            fs::rename(dir.path().join("outside"), dir.path().join("news/inside")).expect("a move");
            watch.wait_for_words("ferry tram bridge harbour");
            dir.file("news/inside/deep/er/d.txt", "The trolley was back on Friday, the council said, and nobody knew why.\n");
            watch.wait_for_words("ferry bridge harbour");
            // What an ignore file leaves out is taken away.
            dir.file("news/.datelineignore", "drafts/\n");
            watch.wait_for_words("ferry harbour");
            let (code, said) = watch.end();
            assert_eq!(code, Some(0), "{said}");
            assert!(dir.run("index news").contains("nothing changed: 3 files unchanged"), "{said}");
        }
    }

    #[test]
    fn a_watch_lets_others_write_and_waits_while_they_do() {
        let dir = stories();
        let mut watch = Watch::begin(&dir, "");
        dir.file("more/e.txt", "The canal was closed on Monday, the council said, and nobody knew for how long.\n");
        says(&dir.run("index more"), &["exit 0", "1 new"]);
        let mut other = dir.command("index -").stdin(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a run");
        let lock = dir.path().join(".dateline/dateline-writer.lock");
        let holder = format!("process {} ", other.id());
        watch.wait_until("the lock", |_| fs::read_to_string(&lock).is_ok_and(|text| text.contains(&holder)));
        dir.remove("news/draft.md");
        watch.wait_for(&format!("is being written by process {}", other.id()));
        drop(other.stdin.take());
        other.wait().expect("an end");
        watch.wait_for_words("ferry bridge harbour");
        assert_eq!(watch.end().0, Some(0));
        assert!(dir.run("search canal").starts_with("exit 0"));
    }

    #[test]
    fn a_folder_that_is_gone_or_empty_keeps_what_was_read_and_is_taken_up_when_it_is_back() {
        let dir = stories();
        let mut watch = Watch::begin(&dir, "");
        let (news, away) = (dir.path().join("news"), dir.path().join("away"));
        fs::rename(&news, &away).expect("a move");
        watch.wait_for("is not there any more: what was read of it stays");
        fs::create_dir(&news).expect("a mount point");
        watch.wait_for("perhaps a disk is missing: 4 files of it stay");
        assert_eq!(found(&dir), "ferry tram bridge harbour");
        fs::remove_file(away.join("a.txt")).expect("a change while it is away");
        fs::remove_dir(&news).expect("unmounted");
        fs::rename(&away, &news).expect("mounted");
        watch.wait_for_words("tram bridge harbour");
        dir.remove("news/draft.md");
        watch.wait_for_words("bridge harbour");
        assert_eq!(watch.end().0, Some(0));
    }

    #[test]
    fn standard_input_and_lists_are_not_watched() {
        let dir = stories();
        says(&dir.run("index - --watch"), &["exit 2", "standard input cannot be watched"]);
        says(&dir.run("index --files-from list --watch"), &["exit 2", "cannot be used with"]);
    }
}
