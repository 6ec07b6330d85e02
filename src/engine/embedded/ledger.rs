//! The files of the ledger, as a column of their own: reading all of them touches no article.

use tantivy::{Searcher, SegmentReader};

use crate::model::{FileRecord, Outcome, Span};

use super::bytes::{Input, Output};

const NOWHERE: Span = Span::new(0, 0);

/// What a file's articles and its record have in common.
pub fn key(root: &str, path: &str) -> String {
    format!("{root}\u{0}{path}")
}

/// The key of the record of a file that is not yet read to its end. It is apart from that of its articles, which stay when the record
/// is replaced; no path holds such a sign.
pub fn unfinished(key: &str) -> String {
    format!("{key}\u{0}")
}

/// A record as the column holds it: the key first, for files of one folder then stand together and share their beginning;
/// then the rest, packed; last the length of the key.
pub fn write(record: &FileRecord) -> Vec<u8> {
    let mut bytes = key(&record.root, &record.path).into_bytes();
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut out = Output::new("");
    out.number(record.size);
    out.signed(record.modified);
    out.number(u64::from(record.articles));
    let details = [&record.sha256, &record.format, &record.extractor];
    details.into_iter().for_each(|detail| out.string(detail, NOWHERE));
    match &record.outcome {
        Outcome::Ok => out.number(0),
        Outcome::Partial { reason } => {
            out.number(1);
            out.string(reason, NOWHERE);
        }
        Outcome::Skipped { reason } => {
            out.number(2);
            out.string(reason, NOWHERE);
        }
        Outcome::Failed { stage, reason } => {
            out.number(3);
            out.string(stage, NOWHERE);
            out.string(reason, NOWHERE);
        }
    }
    bytes.extend(out.finish());
    bytes.extend(length);
    bytes
}

fn read(bytes: &[u8]) -> Option<FileRecord> {
    let (bytes, length) = bytes.split_last_chunk()?;
    let (key, packed) = bytes.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let (root, path) = std::str::from_utf8(key).ok()?.split_once('\u{0}')?;
    let mut from = Input::new(packed, "");
    let (size, modified, articles) = (from.number()?, from.signed()?, from.small()?);
    let mut string = || from.string(NOWHERE);
    let (sha256, format, extractor) = (string()?, string()?, string()?);
    let outcome = match from.number()? {
        0 => Outcome::Ok,
        1 => Outcome::Partial { reason: from.string(NOWHERE)? },
        2 => Outcome::Skipped { reason: from.string(NOWHERE)? },
        _ => Outcome::Failed { stage: from.string(NOWHERE)?, reason: from.string(NOWHERE)? },
    };
    let (root, path) = (root.to_owned(), path.to_owned());
    Some(FileRecord { path, root, size, modified, sha256, format, articles, outcome, extractor })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let record = FileRecord {
            path: "a\u{0}b/ü.txt".to_owned(),
            root: "/news".to_owned(),
            size: u64::MAX,
            modified: i64::MIN,
            sha256: "00ff".repeat(16),
            format: "text".to_owned(),
            articles: u32::MAX,
            outcome: Outcome::Ok,
            extractor: "1+2".to_owned(),
        };
        let reason = || "why\u{0}not".to_owned();
        for outcome in [
            Outcome::Ok,
            Outcome::Partial { reason: reason() },
            Outcome::Skipped { reason: String::new() },
            Outcome::Failed { stage: "parse".to_owned(), reason: reason() },
        ] {
            let record = FileRecord { outcome, ..record.clone() };
            let bytes = write(&record);
            assert_eq!(read(&bytes).as_ref(), Some(&record));
            assert_eq!(read(&bytes[..bytes.len() - 1]), None);
        }
        let unread = FileRecord { sha256: String::new(), format: String::new(), ..record };
        assert_eq!(read(&write(&unread)), Some(unread));
    }
}
