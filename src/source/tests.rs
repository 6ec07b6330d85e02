//! Folders as they are: every file ends in an outcome, and one bad file stops nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::trial::shown;
use super::*;
use crate::error::Error;
use crate::model::Provenance;

const STORY: &str = "Three people were killed when a bus left the road near the northern town on Monday, police said.";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, content) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, content).expect("written");
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn found(&self) -> Vec<Found> {
        walk(&[self.0.path().to_owned()], &Selection::default()).expect("a folder").collect()
    }

    /// Every file with its outcome, and the articles.
    fn read(&self, options: &Options) -> (Vec<String>, Vec<Article>) {
        let mut articles = Vec::new();
        let line = |found: &Found, articles: &mut Vec<Article>| {
            let reading = read(found, options, &mut |article| articles.push(article));
            format!("{} {} {}", found.relative, reading.format, shown(&reading.outcome))
        };
        (self.found().iter().map(|found| line(found, &mut articles)).collect(), articles)
    }
}

#[test]
fn the_walk_is_sorted_and_passes_over_litter() {
    let folder = Folder::new(&[
        ("b.txt", b"b"),
        ("a/2.txt", b"a"),
        ("a/1.txt", b"a"),
        (".git/x.txt", b""),
        (".dateline/y", b""),
        ("~$z.txt", b""),
    ]);
    let relative = |found: Vec<Found>| found.into_iter().map(|found| found.relative).collect::<Vec<_>>();
    assert_eq!(relative(folder.found()), ["a/1.txt", "a/2.txt", "b.txt"]);
    let twice =
        walk(&[folder.path("a"), folder.path("b.txt"), folder.path("a")], &Selection::default()).expect("found").collect();
    assert_eq!(relative(twice), ["1.txt", "2.txt", "b.txt"]);
    let inside = walk(&[folder.0.path().to_owned(), folder.path("a")], &Selection::default()).expect("found").collect();
    assert_eq!(relative(inside), ["a/1.txt", "a/2.txt", "b.txt"]);
}

#[test]
fn an_ignore_file_leaves_out_what_it_names_but_nothing_given_itself() {
    let folder = Folder::new(&[
        (".datelineignore", b"# notes\n/README.md\n*.log\ndrafts/\n[\n"),
        ("README.md", b"r"),
        ("a.txt", b"a"),
        ("drafts/b.txt", b"b"),
        ("sub/.datelineignore", b"!kept.log\n"),
        ("sub/README.md", b"r"),
        ("sub/kept.log", b"k"),
        ("sub/lost.log", b"l"),
    ]);
    let relative = |paths: &[PathBuf]| {
        let mut files = walk(paths, &Selection::default()).expect("found");
        let left_out = files.left_out();
        let relative = files.by_ref().map(|found| found.relative).collect::<Vec<_>>().join(" ");
        (relative, left_out.so_far().iter().map(|rule| rule.count).sum::<u64>())
    };
    for (given, files, ignored) in [
        ("", "a.txt sub/README.md sub/kept.log", 3),
        ("sub", "README.md kept.log", 1),
        ("drafts", "b.txt", 0),
        ("README.md", "README.md", 0),
    ] {
        assert_eq!(relative(&[folder.path(given)]), (files.to_owned(), ignored), "{given}");
    }
}

#[test]
fn a_path_that_does_not_exist_is_an_error_before_anything_is_read() {
    let folder = Folder::new(&[("a.txt", b"a")]);
    let error = walk(&[folder.0.path().to_owned(), folder.path("nowhere")], &Selection::default()).err().expect("an error");
    assert!(matches!(error, Error::MissingPath { path } if path.ends_with("nowhere")));
}

#[test]
fn every_file_ends_in_an_outcome() {
    let whole = format!("{{\"text\":\"{STORY}\"}}\n");
    let cut = format!("{whole}{{\"text\":\"Three people we");
    let folder = Folder::new(&[
        ("a.txt", STORY.as_bytes()),
        ("binary.txt", &[0, 1, 2, 3, 0, 255, 254, 7]),
        ("blank.txt", b" \n\n\t"),
        ("cut.jsonl", cut.as_bytes()),
        ("empty.html", b""),
        (
            "koi8.txt",
            &encoding_rs::KOI8_R.encode("Российские войска нанесли удар по городу, сообщили местные власти в понедельник.").0,
        ),
        ("page.txt", format!("<!DOCTYPE html><html><body><article><p>{STORY}</p></article></body></html>").as_bytes()),
        ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3"),
        ("style.css", b"p { color: red }"),
        ("table.json", b"{\"version\": 3}"),
    ]);
    let (lines, articles) = folder.read(&Options::default());
    assert_eq!(
        lines,
        [
            "a.txt text ok",
            "binary.txt  skipped: binary: no text in any known encoding",
            "blank.txt text skipped: empty: nothing but blanks",
            "cut.jsonl json partial: line 2: not JSON: EOF while parsing a string at column 24",
            "empty.html  skipped: empty",
            "koi8.txt text ok",
            "page.txt html ok",
            "paper.pdf  skipped: a PDF document, which is not read yet: make a text of it (`pdftotext`)",
            "style.css  skipped: unknown format `.css`",
            "table.json json skipped: no article in it: no text: none of the fields `text`, `body`, `content` ... is there (`--map text=FIELD` names it)",
        ]
    );
    assert_eq!(articles.len(), 4);
    assert!(articles.iter().all(|article| article.source.sha256.as_ref().is_some_and(|hash| hash.len() == 64)));
    assert_eq!(articles[2].language.as_deref(), Some("ru"));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed_and_not_opened() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("a.txt", STORY.as_bytes())]);
    symlink(folder.0.path(), folder.path("loop")).expect("linked");
    symlink(folder.path("gone"), folder.path("dangling.txt")).expect("linked");
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe.txt")).status().expect("mkfifo runs");
    assert!(made.success());
    let (lines, articles) = folder.read(&Options::default());
    assert_eq!(
        lines,
        [
            "a.txt text ok",
            "dangling.txt  skipped: a symbolic link (links are not followed)",
            "loop  skipped: a symbolic link (links are not followed)",
            "pipe.txt  skipped: a named pipe, not a file",
        ]
    );
    assert_eq!(articles.len(), 1);
}

#[test]
fn a_file_that_vanished_after_the_walk_fails_to_open() {
    let folder = Folder::new(&[("a.txt", STORY.as_bytes())]);
    let found = folder.found();
    fs::remove_file(folder.path("a.txt")).expect("removed");
    let reading = read(&found[0], &Options::default(), &mut |_| panic!("no article"));
    assert!(matches!(reading.outcome, Outcome::Failed { stage, .. } if stage == "open"));
}

#[test]
fn the_manifest_wins_over_everything() {
    let folder = Folder::new(&[
        ("2020-01-01.txt", format!("KYIV, May 3, 2021 (AP) — {STORY}").as_bytes()),
        ("m.csv", b"file,date,outlet\n2020-01-01.txt,2024-05-03,Example\n"),
    ]);
    let options = Options { manifest: Some(Manifest::read(&folder.path("m.csv")).expect("a manifest")), ..Options::default() };
    let (lines, articles) = folder.read(&options);
    assert_eq!(lines, ["2020-01-01.txt text ok", "m.csv  skipped: the manifest"]);
    assert_eq!(articles[0].published.range.to_string(), "2024-05-03");
    assert_eq!(articles[0].published.by, Provenance::Manifest);
    assert_eq!(articles[0].outlet.as_deref(), Some("Example"));
    let found = folder.found();
    assert_ne!(options.mark(&found[0]), "");
    assert_eq!((Options::default().mark(&found[0]), options.mark(&found[1])), (String::new(), String::new()));
}

#[test]
fn ids_are_given_or_made_from_path_and_member() {
    let lines = format!("{{\"id\":\"x1\",\"text\":\"{STORY}\"}}\n{{\"text\":\"{STORY}\"}}\n{{\"text\":\"{STORY}\"}}\n");
    let files: &[(&str, &[u8])] = &[("a.jsonl", lines.as_bytes()), ("b.txt", STORY.as_bytes())];
    let ids = |folder: &Folder| folder.read(&Options::default()).1.into_iter().map(|article| article.id).collect::<Vec<_>>();
    let (here, there) = (ids(&Folder::new(files)), ids(&Folder::new(files)));
    assert_eq!(here, there);
    assert_eq!(here[0], "x1");
    let distinct: std::collections::BTreeSet<_> = here.iter().collect();
    assert_eq!(distinct.len(), 4);
}

#[test]
fn standard_input_keeps_the_order_and_reports_bad_lines() {
    let input = "{\"id\":1,\"text\":\"a\"}\n\nnot json\n{\"id\":2,\"title\":\"no text\"}\n{\"id\":3,\"maintext\":\"c\"}\r\n";
    let options = Options { map: "text=maintext".parse().expect("a map"), ..Options::default() };
    let mut ids = Vec::new();
    let reading = read_jsonl(&mut input.as_bytes(), &Options::default(), &mut |article| ids.push(article.id));
    assert_eq!(ids, ["1", "3"]);
    assert_eq!(
        shown(&reading.outcome),
        "partial: line 3: not JSON: expected ident at column 2; line 4: no text: none of the fields `text`, `body`, `content` ... is there (`--map text=FIELD` names it)"
    );
    ids.clear();
    let reading = read_jsonl(&mut input.as_bytes(), &options, &mut |article| ids.push(article.id));
    assert_eq!((ids.join(" ").as_str(), reading.articles), ("3", 1));
}

#[test]
fn lines_in_utf_16_are_read_as_any_others() {
    let lines = "{\"text\":\"a\"}\r\n{\"text\":\"Łódź\"}\r\n".repeat(20);
    for mark in ["\u{feff}", ""] {
        let units: Vec<u16> = format!("{mark}{lines}").encode_utf16().collect();
        let bytes = |of: fn(u16) -> [u8; 2]| -> Vec<u8> { units.iter().flat_map(|unit| of(*unit)).collect() };
        for bytes in [bytes(u16::to_le_bytes), bytes(u16::to_be_bytes)] {
            for name in ["a.jsonl", "a.json", "a"] {
                let (outcome, articles) = trial::read_as(name, &bytes, "");
                assert_eq!((outcome.as_str(), articles.len(), articles[1].text.as_str()), ("json ok", 40, "Łódź"), "{name}");
            }
            let reading = read_jsonl(&mut bytes.as_slice(), &Options::default(), &mut |_| ());
            assert_eq!((shown(&reading.outcome).as_str(), reading.articles), ("ok", 40));
        }
    }
}

#[test]
fn lines_are_records_whatever_list_they_were_cut_from() {
    for content in [
        "{\"text\":\"a\"},\n{\"text\":\"b\",\"n\":NaN},\n",
        "[\n{\"text\":\"a\"},\n{\"text\":\"b\"}\n]\n",
        "[{\"text\":\"a\"},\n{\"text\":\"b\"}]\n",
        "{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n",
    ] {
        let (outcome, articles) = trial::read_as("a.jsonl", content.as_bytes(), "");
        let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
        assert_eq!((outcome.as_str(), texts), ("json ok", vec!["a", "b"]), "{content}");
    }
}

#[test]
fn a_story_cut_out_of_its_page_is_a_page() {
    for name in ["a.txt", "a"] {
        let page = "\n<p class=lead>Two people were killed in Leeds.</p><p>More was not known.</p>";
        let (outcome, articles) = trial::read_as(name, page.as_bytes(), "");
        assert_eq!((outcome.as_str(), articles[0].text.contains('<')), ("html ok", false), "{}", articles[0].text);
    }
    let (outcome, articles) = trial::read_as("a.txt", b"<A> fell on Monday.\n\nMore was not known.", "");
    assert_eq!((outcome.as_str(), articles[0].text.contains("<A>")), ("text ok", true));
}

#[test]
fn a_given_text_is_not_cut_again() {
    let text = "Bus plunges into ravine\\n\\nBy Ana Ruiz\\n\\nThree died.\\n\\nRead more";
    let line = format!("{{\"text\":\"{text}\",\"title\":\"Given\",\"source\":\"Example\",\"date\":\"2024-05-03\"}}");
    let mut found = None;
    read_jsonl(&mut line.as_bytes(), &Options::default(), &mut |article| found = Some(article));
    let article = found.expect("an article");
    assert_eq!((article.title.as_deref(), article.title_span), (Some("Given"), None));
    assert_eq!(article.body.of(&article.text), article.text);
    assert_eq!(article.text, text.replace("\\n", "\n"));
    assert_eq!((article.outlet.as_deref(), article.published.by), (Some("Example"), Provenance::Field));
}

#[test]
fn ten_megabytes_on_one_line_take_no_time_to_speak_of() {
    let line = format!("{STORY} On 3 May 2021 more was said. ").repeat(80_000);
    let folder = Folder::new(&[
        ("huge.txt", line.as_bytes()),
        ("huge.jsonl", format!("{{\"text\":\"{line}\"}}\n{{\"text\":\"b\"}}").as_bytes()),
    ]);
    let start = std::time::Instant::now();
    let (lines, articles) = folder.read(&Options::default());
    assert_eq!(lines, ["huge.jsonl json ok", "huge.txt text ok"]);
    assert!(articles.len() == 3 && articles[2].text.len() == line.len());
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn spans_lie_on_characters_whatever_the_text() {
    for text in [
        "«Äöü»\n\nБай — “x”\n\n…",
        "\u{feff}é\r\n\r\né —é",
        "—",
        "KYIV — —",
        "By \u{301}\n\n\u{1f600}\n\nx",
        "---\n---\n# \n\né",
        "<html><p>é",
    ] {
        let folder = Folder::new(&[("a.txt", text.as_bytes()), ("b.md", text.as_bytes()), ("c.html", text.as_bytes())]);
        for article in folder.read(&Options::default()).1 {
            for span in [Some(article.body), article.title_span, article.dateline].into_iter().flatten() {
                assert!(article.text.get(std::ops::Range::from(span)).is_some(), "{text:?}");
            }
        }
    }
}

/// Bits of every format, to be thrown together.
const BITS: [&str; 40] = [
    "---\n",
    "+++\n",
    "title: x\n",
    "title = 'x'\n",
    "# ",
    "By ",
    "Ana Ruiz",
    "KYIV, July 3 (AP) — ",
    "LIMA – ",
    " - ",
    "—",
    "\n",
    "\r\n",
    "\n\n",
    "é",
    "\u{301}",
    "\u{1f600}",
    "«",
    "”",
    "2025",
    "3 May 2024",
    "03/04/2025",
    "12.",
    "Published: ",
    "Read more",
    "(Reporting by ",
    "{\"text\":",
    "\"",
    "[",
    "}",
    "<p>",
    "</p>",
    "<html",
    "<title>",
    "<!--",
    "<script type='ld+json'>",
    "&#x",
    "<a b=\"",
    "word ",
    "Three were killed. ",
];

proptest::proptest! {
    #[test]
    fn whatever_a_file_holds_its_spans_lie_on_characters_and_no_reader_breaks_down(
        bits in proptest::collection::vec(0..BITS.len(), 0..40),
        name in 0..5usize,
    ) {
        let text: String = bits.iter().map(|bit| BITS[*bit]).collect();
        let found = Found { path: ["a.txt", "a.md", "a.html", "a.json", "a.jsonl"][name].into(), ..Found::default() };
        let loaded = Loaded::held(text.as_bytes());
        let reading = read_loaded(&found, &loaded, &Options::default(), &mut |article| {
            for span in [Some(article.body), article.title_span, article.dateline].into_iter().flatten() {
                assert!(article.text.get(std::ops::Range::from(span)).is_some(), "{text:?}");
            }
        });
        let broke_down = matches!(&reading.outcome, Outcome::Failed { reason, .. } if reason.contains("broke down"));
        proptest::prop_assert!(!broke_down, "{text:?}: {:?}", reading.outcome);
    }
}

#[test]
fn a_given_file_is_found_by_itself() {
    let folder = Folder::new(&[("x/a.txt", STORY.as_bytes())]);
    let found: Vec<Found> = walk(&[folder.path("x/a.txt")], &Selection::default()).expect("a file").collect();
    assert_eq!((found.len(), found[0].relative.as_str()), (1, "a.txt"));
    assert!(Path::new(&found[0].root).ends_with("x") && found[0].path.is_absolute());
    assert!(found[0].modified > 1_500_000_000_000_000_000 && found[0].size == STORY.len() as u64);
}

#[test]
fn a_header_pasted_without_blank_lines_is_one() {
    let (_, articles) = trial::read_as(
        "a.txt",
        b"The big one\nBy Anna Jones\nPublished: 1 June 2024\n\nTwo people were killed in Kyiv, the mayor said on Saturday.\n",
        "",
    );
    assert_eq!(articles[0].title.as_deref(), Some("The big one"));
    assert_eq!(articles[0].authors, ["Anna Jones"]);
    assert_eq!(articles[0].published.range.to_string(), "2024-06-01");
    let (_, articles) = trial::read_as(
        "a.txt",
        b"World news\nThe big one\nhttps://example.org/a\n2 June 2024, 4 p.m.\n\nTwo people were killed in Kyiv, the mayor said.\n",
        "",
    );
    assert_eq!((articles[0].title.as_deref(), articles[0].url.as_deref()), (Some("The big one"), Some("https://example.org/a")));
    assert_eq!(articles[0].published.range.to_string(), "2024-06-02");
}

#[test]
fn a_wrapped_paragraph_is_no_header_whatever_its_lines_hold() {
    for wrapped in [
        "Two people were killed in\nKyiv on Monday, the mayor said\nin a statement.",
        "Three people were killed in Leeds when a bomb went off in the market on\nMonday, 2 June 2025\nat about noon, police said.",
        "At least three people were killed in Leeds when a bomb went off in\nthe market, the second attack since it was\n2 June 2024.",
        "Three people were killed in Leeds when a bomb that had been placed\nby Ana Ruiz\nwent off in the market, the police said.",
        "At least three people were killed in Leeds on\n2 June 2024.",
        "Three people were killed in Leeds when a bomb went off near the church of the\nBy Ana Ruiz\nWorld\nand more was not known.",
    ] {
        let (_, articles) = trial::read_as("a.txt", format!("{wrapped}\n\nMore came later.\n").as_bytes(), "");
        let article = &articles[0];
        assert_eq!((article.title.as_deref(), article.authors.len()), (None, 0), "{wrapped}");
        assert!(!article.published.by.is_certain() && article.body.of(&article.text).starts_with(wrapped), "{wrapped}");
    }
}
