//! The files of the ledger, as a column of their own: reading all of them touches no article.

use tantivy::{Searcher, SegmentReader};

use crate::model::FileRecord;

/// What a file's articles and its record have in common.
pub fn key(root: &str, path: &str) -> String {
    format!("{root}\u{0}{path}")
}

/// A record as the column holds it: the key first, for files of one folder then stand together and share their beginning.
pub fn write(record: &FileRecord) -> serde_json::Result<Vec<u8>> {
    let mut bytes = key(&record.root, &record.path).into_bytes();
    bytes.push(0);
    serde_json::to_writer(&mut bytes, record)?;
    Ok(bytes)
}

fn read(bytes: &[u8]) -> Option<FileRecord> {
    let (end, _) = bytes.iter().enumerate().filter(|(_, b)| **b == 0).nth(1)?;
    serde_json::from_slice(&bytes[end + 1..]).ok()
}

/// Every record, sorted by root and path.
pub fn all(searcher: &Searcher) -> tantivy::Result<Vec<FileRecord>> {
    let mut records = Vec::new();
    for segment in searcher.segment_readers() {
        visit(segment, &mut |record| records.push(record))?;
    }
    records.sort_unstable_by(|a, b| (&a.root, &a.path).cmp(&(&b.root, &b.path)));
    Ok(records)
}

fn visit(segment: &SegmentReader, each: &mut dyn FnMut(FileRecord)) -> tantivy::Result<()> {
    let Some(column) = segment.fast_fields().bytes("ledger")? else { return Ok(()) };
    let mut ordinals: Vec<u64> = segment.doc_ids_alive().filter_map(|doc| column.ords().first(doc)).collect();
    ordinals.sort_unstable();
    let mut broken = None;
    column.dictionary().sorted_ords_to_term_cb(&ordinals, |bytes| match read(bytes) {
        Some(record) => each(record),
        None => broken = Some(String::from_utf8_lossy(bytes).into_owned()),
    })?;
    match broken {
        None => Ok(()),
        Some(bytes) => Err(tantivy::TantivyError::InternalError(format!("the ledger holds `{bytes}`"))),
    }
}

/// How many files stand in the ledger.
pub fn count(searcher: &Searcher) -> tantivy::Result<u64> {
    let mut files = 0;
    for segment in searcher.segment_readers() {
        if let Some(column) = segment.fast_fields().bytes("ledger")? {
            files += segment.doc_ids_alive().filter(|doc| column.ords().first(*doc).is_some()).count() as u64;
        }
    }
    Ok(files)
}
