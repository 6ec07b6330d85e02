//! An index outlives the program that made it: one of every version that there ever was is opened, or refused with the command that makes it
//! anew. Never is an old index read wrongly.
//!
//! `tests/data/index-N` was made by the program of that version. A new version adds its own, and keeps the others as they are:
//!
//! ```sh
//! cargo run -- index - --index tests/data/index-N < tests/data/articles.jsonl && rm tests/data/index-N/{,.}*.lock
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use dateline::engine::{Embedded, Engine, INDEX_VERSION, Writer};
use dateline::error::Error;
use dateline::query::{AsWritten, Request, parse};
use tempfile::TempDir;

/// The index of a version, copied: opening one to write changes it.
fn index(version: u32) -> TempDir {
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/index-{version}"));
    let copy = tempfile::tempdir().expect("a folder");
    let files = fs::read_dir(&made).unwrap_or_else(|_| panic!("{} is missing: see above how to make it", made.display()));
    for file in files {
        let file: PathBuf = file.expect("a file").path();
        fs::copy(&file, copy.path().join(file.file_name().expect("a name"))).expect("a copy");
    }
    copy
}

#[test]
fn an_index_of_this_version_tells_what_it_told() {
    let index = index(INDEX_VERSION);
    let engine = Embedded::open(index.path()).expect("an index");
    let found = |query: &str| engine.search(&Request::new(parse(query, &AsWritten).expect(query))).expect("an answer").hits;
    let hits = found("harbour missiles killed:3 location:Ukraine published:2025-06");
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].id.as_str(), hits[0].outlet.as_deref()), ("harbour", Some("The Daily Example")));
    assert_eq!(hits[0].incidents[0].killed.as_ref().map(|killed| killed.words.as_str()), Some("three"));
    assert_eq!(found("").len(), 2);
    assert_eq!(engine.ledger().expect("a ledger").len(), 2);
    assert_eq!(engine.status().expect("a status").index_version, INDEX_VERSION);
    Writer::open(index.path(), "1", 1).expect("a writer").close().expect("closed");
}

#[test]
fn an_index_of_every_older_version_is_refused_with_the_command_that_makes_it_anew() {
    for version in 1..INDEX_VERSION {
        let index = index(version);
        let path = index.path().display().to_string();
        for refused in [Embedded::open(index.path()).err(), Writer::open(index.path(), "1", 1).err()] {
            let error = refused.unwrap_or_else(|| panic!("version {version} was opened"));
            assert!(matches!(&error, Error::IndexVersion { found, .. } if *found == version.to_string()), "{version}: {error:?}");
            let command = format!("dateline index FOLDER --index {path}");
            assert!(error.hint().is_some_and(|hint| hint.contains(&command)), "{version}: {:?}", error.hint());
        }
        let made = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/index-{version}/meta.json"));
        assert_eq!(
            fs::read(made).expect("meta"),
            fs::read(index.path().join("meta.json")).expect("meta"),
            "{version} was changed"
        );
    }
}
