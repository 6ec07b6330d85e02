//! Files of every kind through the program: what is listed is read, and what the papers say of it is true.

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

use std::fs;
use std::path::Path;

use harness::Dir;
use serde_json::Value;

/// What `dateline formats` lists.
fn formats(dir: &Dir) -> Vec<Value> {
    dir.stdout("formats --format jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_formats_are_listed_and_the_readme_knows_them_all() {
    let dir = Dir::new();
    let readme = include_str!("../README.md");
    let listed = dir.run("formats");
    for format in formats(&dir) {
        let name = format["name"].as_str().expect("a name");
        let row = readme.lines().find(|line| {
            line.starts_with("| ") && line[1..].split('|').next().is_some_and(|cell| cell.contains(&format!("`{name}`")))
        });
        let row = row.unwrap_or_else(|| panic!("README.md has no row for `{name}`"));
        assert!(listed.contains(format["recognised"].as_str().expect("a text")), "{name}");
        for extension in format["extensions"].as_array().expect("a list") {
            let extension = format!(".{}", extension.as_str().expect("a text"));
            assert!(row.contains(&format!("`{extension}`")) && listed.contains(&extension), "{name}: {extension}");
        }
    }
}

/// The files of `tests/data/formats`, all of which hold the same article.
fn stories(dir: &Dir) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    let files: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    for file in &files {
        let name = file.file_name().expect("a name").to_string_lossy();
        dir.file(&format!("news/{name}"), fs::read(file).expect("a file"));
    }
    files.len()
}

#[test]
fn an_article_is_the_same_in_every_format() {
    let dir = Dir::new();
    let count = stories(&dir);
    let lines = dir.stdout("extract news --format jsonl");
    assert_eq!(lines.lines().count(), count);
    for line in lines.lines() {
        let report: Value = serde_json::from_str(line).expect("JSON");
        let file = &report["source"]["path"];
        assert_eq!(report["title"], "Car bomb kills five at market in Kandahar", "{file}");
        assert_eq!(report["published"]["from"], "2025-06-03", "{file}");
        assert_eq!(report["published"]["to"], "2025-06-03", "{file}");
        assert!(report["text"].as_str().expect("a text").contains("windows of a café opposite the market. No group"), "{file}");
        let incidents = report["incidents"].as_array().expect("a list");
        let [incident] = incidents.as_slice() else { panic!("{file}: {incidents:?}") };
        assert_eq!(incident["when"]["from"], "2025-06-02", "{file}");
        assert_eq!(incident["location"]["path"], "Afghanistan/Kandahar/Kandahar", "{file}");
        assert_eq!((&incident["killed"]["min"], &incident["injured"]["max"]), (&Value::from(5), &Value::from(14)), "{file}");
    }
}

#[test]
fn every_format_is_indexed_found_and_shown() {
    let dir = Dir::new();
    let count = stories(&dir);
    let indexed = dir.run("index news");
    assert!(indexed.starts_with("exit 0") && indexed.contains(&format!("{count} articles")), "{indexed}");
    let hits = dir.stdout("search market --unfold --location Afghanistan --min-killed 5 --from 2025-06-03 --format jsonl");
    assert_eq!(hits.lines().count(), count);
    for hit in hits.lines() {
        let hit: Value = serde_json::from_str(hit).expect("JSON");
        let shown = dir.stdout(&format!("show {}", hit["id"].as_str().expect("an id")));
        assert!(shown.contains("killing five people"), "{shown}");
    }
    let again = dir.run("index news");
    assert!(again.contains("nothing changed"), "{again}");
}

#[test]
fn a_table_without_a_text_is_skipped_with_a_remedy_that_works() {
    let dir = Dir::new();
    dir.file("news/a.csv", "date,tale\n2025-06-03,A storm killed two people in Leeds.\n");
    dir.file("news/m.csv", "file,date\na.csv,2025-06-04\n");
    dir.run("index news --manifest news/m.csv");
    let told = dir.stdout("status");
    assert!(
        told.contains("skipped  a.csv  no column is the text (`--map body=COLUMN` names it); the columns are `date`, `tale`"),
        "{told}"
    );
    assert!(told.contains("skipped  m.csv  the manifest"), "{told}");
    let mapped = dir.run("index news --manifest news/m.csv --map body=tale");
    assert!(mapped.contains("1 article"), "{mapped}");
    assert!(dir.stdout("search storm").contains("a.csv#2  2025-06-04"));
}
