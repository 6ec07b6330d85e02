//! A folder in which every second file is hostile: the healthy ones are all found afterwards, and the ledger names each of the others.

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use harness::Dir;
use serde_json::Value;

/// So many healthy files, and so many hostile ones.
const FILES: usize = 1000;
/// A word of the healthy files only.
const MARK: &str = "lighthouse";

/// Name and content of a file.
type Content = (String, Vec<u8>);

/// A short story in turn as text, HTML, JSON, Markdown and mail.
fn healthy(number: usize) -> Content {
    let text = format!("A storm at the {MARK} of Ostend hurt {} sailors on Monday, the harbour master said.", number + 2);
    let (ending, content) = match number % 5 {
        0 => ("txt", text),
        1 => (
            "html",
            format!("<html><head><title>Storm {number}</title></head><body><article><p>{text}</p></article></body></html>"),
        ),
        2 => ("json", serde_json::json!({"title": format!("Storm {number}"), "text": text}).to_string()),
        3 => ("md", format!("---\ntitle: Storm {number}\n---\n\n{text}\n")),
        _ => ("eml", format!("From: desk@example.org\nSubject: Storm {number}\nMessage-ID: <{number}@example.org>\n\n{text}\n")),
    };
    (format!("healthy-{number:04}.{ending}"), content.into_bytes())
}

/// Files that were made to break a reader.
fn made() -> Vec<Content> {
    let nested = "<div>".repeat(50_000) + "deep" + &"</div>".repeat(50_000);
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    let mut bomb = zip_of(&[("zeros.txt", &vec![b'0'; 40 << 20])]);
    for depth in 0..12 {
        bomb = zip_of(&[(&format!("{depth}.zip"), &bomb)]);
    }
    let made = [
        ("nested.html", nested.into_bytes()),
        ("attributes.html", format!("<html><body{attributes}><p>wide</p></body></html>").into_bytes()),
        ("open.html", b"<p>".repeat(100_000)),
        ("lists.json", b"[".repeat(100_000)),
        ("records.json", b"{\"a\":".repeat(100_000)),
        ("bomb.zip", bomb),
        ("zeros.gz", gzip_of(&vec![0; 40 << 20])),
        ("elements.rss", b"<rss>".repeat(50_000)),
        ("groups.rtf", b"{\\rtf1".repeat(50_000)),
        ("parts.eml", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(20_000)),
        ("length.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\n".to_vec()),
        ("outside.zip", zip_of(&[("../../../outside.txt", b"out")])),
        ("empty.txt", Vec::new()),
        ("zeros.txt", vec![0; 100_000]),
        ("bytes.txt", (0..=255).cycle().take(100_000).collect()),
    ];
    made.into_iter().map(|(name, content)| (format!("hostile-{name}"), content)).collect()
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}

fn gzip_of(content: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(content).expect("content");
    gzip.finish().expect("a gzip")
}

/// Copies of the files of `tests/data/formats`, in turn cut off and with bits turned.
fn damaged(count: usize) -> Vec<Content> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    // The same numbers on every machine (xorshift).
    let mut below = |end: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % end as u64) as usize
    };
    let damage = |number: usize| {
        let path = &paths[number % paths.len()];
        let mut content = fs::read(path).expect("a file");
        if (number / paths.len()).is_multiple_of(2) {
            content.truncate(below(content.len()));
        } else {
            for _ in 0..=below(12) {
                let at = below(content.len());
                content[at] ^= 1 << below(8);
            }
        }
        (format!("hostile-{number:04}-{}", path.file_name().expect("a name").to_string_lossy()), content)
    };
    (0..count).map(damage).collect()
}

#[test]
fn the_healthy_are_all_found_and_the_ledger_names_each_of_the_hostile() {
    let dir = Dir::new();
    let made = made();
    let hostile: Vec<Content> = damaged(FILES - made.len()).into_iter().chain(made).collect();
    for (name, content) in (0..FILES).map(healthy).chain(hostile) {
        dir.file(&format!("news/{name}"), content);
    }
    let before = names_below(dir.path());

    let told = dir.run("index news");
    assert!(!told.contains("broke down") && !told.contains("panicked"), "{told}");
    // Some files could not be read: so says the exit code.
    assert!(told.starts_with("exit 2\n"), "{told}");

    let hits = dir.stdout(&format!("search {MARK} --limit {} --format jsonl", 2 * FILES));
    let found: BTreeSet<String> = hits.lines().map(|line| text(line, "/source/path")).collect();
    let expected: BTreeSet<String> = (0..FILES).map(|number| healthy(number).0).collect();
    assert_eq!(expected.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new());

    let listed = dir.stdout("status --all --format jsonl");
    assert_eq!(listed.lines().count(), 2 * FILES);
    for line in listed.lines() {
        let file: Value = serde_json::from_str(line).expect("JSON");
        let (outcome, reason) = (file["outcome"].as_str().expect("an outcome"), file["reason"].as_str().unwrap_or_default());
        let healthy = file["path"].as_str().expect("a path").starts_with("healthy");
        assert!(if healthy { outcome == "ok" } else { outcome == "ok" || !reason.is_empty() }, "{line}");
    }
    let after: Vec<_> = names_below(dir.path()).into_iter().filter(|name| !name.starts_with(".dateline")).collect();
    assert_eq!(before, after);
}

fn text(line: &str, pointer: &str) -> String {
    let value: Value = serde_json::from_str(line).expect("JSON");
    value.pointer(pointer).and_then(Value::as_str).expect("a text").to_owned()
}

/// What stands in the folder and in the one beside its articles.
fn names_below(folder: &Path) -> Vec<String> {
    let names = |folder: &Path| fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let all = names(folder).chain(names(&folder.join("news")));
    let mut all: Vec<String> = all.map(|name| name.to_string_lossy().into_owned()).collect();
    all.sort();
    all
}
