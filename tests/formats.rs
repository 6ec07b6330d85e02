//! Files of every kind through the program: what is listed is read, and what the papers say of it is true.

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

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
        let row = readme.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let row = row.unwrap_or_else(|| panic!("README.md has no row for `{name}`"));
        assert!(listed.contains(format["recognised"].as_str().expect("a text")), "{name}");
        for extension in format["extensions"].as_array().expect("a list") {
            let extension = format!(".{}", extension.as_str().expect("a text"));
            assert!(row.contains(&format!("`{extension}`")) && listed.contains(&extension), "{name}: {extension}");
        }
    }
}
