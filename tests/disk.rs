//! A disk that is full or cannot be written. Both need a disk of their own, so they run only when asked:
//!
//! ```sh
//! mkdir small && mount -t tmpfs -o size=8m tmpfs small
//! DATELINE_SMALL_DISK=small cargo test --test disk -- --ignored full
//! mount -o remount,ro small
//! DATELINE_SMALL_DISK=small cargo test --test disk -- --ignored read_only
//! ```

use std::path::PathBuf;

use dateline::engine::{Embedded, Engine, Writer};
use dateline::error::{Error, Result};
use dateline::model::{Article, Extractor, FileRecord, Outcome, Report, Span};

fn index() -> PathBuf {
    PathBuf::from(std::env::var_os("DATELINE_SMALL_DISK").expect("DATELINE_SMALL_DISK")).join("index")
}

fn write(writer: &Writer, number: usize) -> Result<()> {
    let words: Vec<String> =
        (0..2_000).map(|n: usize| format!("{:x}", (n + number * 2_000).wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
    let text = words.join(" ");
    let article = Article { id: number.to_string(), body: Span::new(0, text.len() as u32), text, ..Article::default() };
    let report = Report::empty(&article, Extractor { name: "test".to_owned(), version: "1".to_owned() });
    let record = FileRecord {
        path: number.to_string(),
        root: "/news".to_owned(),
        size: 1,
        modified: 1,
        sha256: String::new(),
        format: "text".to_owned(),
        articles: 1,
        outcome: Outcome::Ok,
        extractor: "1".to_owned(),
    };
    writer.replace(&record, [(&article, &report)])
}

#[test]
#[ignore = "needs a small disk"]
fn a_full_disk_is_named_and_what_was_committed_stays() {
    let writer = Writer::open(&index(), "1", 1).expect("a writer");
    write(&writer, 0).expect("written");
    writer.commit().expect("committed");
    let fill = |from: usize| (from..from + 50).try_for_each(|number| write(&writer, number)).and_then(|()| writer.commit());
    let error = (0..50).map(|round| fill(1 + round * 50)).find_map(Result::err).expect("a full disk");
    assert!(matches!(error, Error::DiskFull { .. }), "{error:?}");
    drop(writer);
    let engine = Embedded::open(&index()).expect("an index");
    assert!(engine.article("0").expect("read").is_some());
}

#[test]
#[ignore = "needs a disk that cannot be written, with the index of the other test"]
fn a_read_only_disk_can_be_read() {
    let engine = Embedded::open(&index()).expect("an index");
    assert!(engine.article("0").expect("read").is_some());
    let error = Writer::open(&index(), "1", 1).err().expect("refused");
    assert!(matches!(error, Error::ReadOnly { .. }), "{error:?}");
    let error = Writer::open(&index().with_file_name("new"), "1", 1).err().expect("refused");
    assert!(matches!(error, Error::ReadOnly { .. }), "{error:?}");
}
