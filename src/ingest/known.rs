//! What the index knows of the files, and what that means for a file met on the walk: an unchanged one is not opened, one that
//! was only touched is not read again.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{FileRecord, Outcome, file_path};
use crate::source::Found;

/// The ledger by absolute path: a folder may be given under another root than the last time.
pub struct Known {
    files: HashMap<PathBuf, Entry>,
}

struct Entry {
    record: FileRecord,
    met: AtomicBool,
}

/// What is known of a file before it is opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Before<'k> {
    /// Nothing.
    New,
    /// It is as it was, or fails as it did.
    Unchanged(&'k FileRecord),
    /// Size, time or instructions differ: only its content can tell.
    Doubtful(&'k FileRecord),
    /// The last run was broken off in it, after so many articles as the record says.
    Unfinished(&'k FileRecord),
}

/// The version in the record of a file that the run of `version` has not read to its end.
pub fn unfinished(version: &str) -> String {
    format!("{version} unfinished")
}

impl Known {
    /// Of these files of the ledger.
    pub fn new(ledger: Vec<FileRecord>) -> Self {
        let entry = |record: FileRecord| (absolute(&record), Entry { record, met: AtomicBool::new(false) });
        Self { files: ledger.into_iter().map(entry).collect() }
    }

    /// Marks the file as met, and tells what is known of it. `version` is that of extractor and instructions.
    pub fn meet(&self, found: &Found, version: &str) -> Before<'_> {
        let Some(entry) = self.files.get(&found.path) else { return Before::New };
        entry.met.store(true, Ordering::Relaxed);
        let record = &entry.record;
        if record.extractor == unfinished(version) {
            return Before::Unfinished(record);
        }
        let same = record.size == found.size && record.modified == found.modified && record.extractor == version;
        let same_problem = found.problem.as_ref().is_none_or(|problem| *problem == record.outcome);
        // A file that could not be opened may be readable now, which neither size nor time would show.
        let retry = found.problem.is_none() && record.sha256.is_empty() && matches!(record.outcome, Outcome::Failed { .. });
        if same && same_problem && !retry { Before::Unchanged(record) } else { Before::Doubtful(record) }
    }

    /// The files below `given` that were not met, sorted; none below a folder of `unreachable`, which may hold them yet.
    pub fn gone(self, given: &[PathBuf], unreachable: &[PathBuf]) -> Vec<FileRecord> {
        let below = |path: &Path, folders: &[PathBuf]| folders.iter().any(|folder| path.starts_with(folder));
        let gone = |(path, entry): (PathBuf, Entry)| {
            let is_gone = !entry.met.load(Ordering::Relaxed) && below(&path, given) && !below(&path, unreachable);
            is_gone.then_some((path, entry.record))
        };
        self.files.into_iter().filter_map(gone).collect::<BTreeMap<_, _>>().into_values().collect()
    }
}

fn absolute(record: &FileRecord) -> PathBuf {
    file_path(&record.root).join(file_path(&record.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(root: &str, path: &str) -> FileRecord {
        FileRecord {
            path: path.to_owned(),
            root: root.to_owned(),
            size: 10,
            modified: 1,
            sha256: "aa".to_owned(),
            format: "text".to_owned(),
            articles: 1,
            outcome: Outcome::Ok,
            extractor: "1".to_owned(),
        }
    }

    fn found(path: &str, size: u64, problem: Option<Outcome>) -> Found {
        let (root, relative) = ("/n".to_owned(), path.to_owned());
        Found { path: Path::new("/n").join(path), root, relative, size, modified: 1, problem }
    }

    fn failed() -> Outcome {
        Outcome::Failed { stage: "open".to_owned(), reason: "denied".to_owned() }
    }

    #[test]
    fn only_size_time_or_version_make_a_file_doubtful() {
        let closed = FileRecord { outcome: failed(), sha256: String::new(), ..record("/n", "closed") };
        let cut = FileRecord { extractor: unfinished("1"), ..record("/n", "cut") };
        let known = Known::new(vec![record("/n", "a"), record("/", "n/b"), closed, cut]);
        for (file, version, expected) in [
            (found("a", 10, None), "1", "unchanged"),
            (found("b", 10, None), "1", "unchanged"),
            (found("a", 11, None), "1", "doubtful"),
            (found("a", 10, None), "2", "doubtful"),
            (found("a", 10, Some(failed())), "1", "doubtful"),
            (found("closed", 10, Some(failed())), "1", "unchanged"),
            (found("closed", 10, None), "1", "doubtful"),
            (found("c", 10, None), "1", "new"),
            (found("cut", 10, None), "1", "unfinished"),
            (found("cut", 10, None), "2", "doubtful"),
        ] {
            let told = match known.meet(&file, version) {
                Before::New => "new",
                Before::Unchanged(_) => "unchanged",
                Before::Doubtful(_) => "doubtful",
                Before::Unfinished(_) => "unfinished",
            };
            assert_eq!(told, expected, "{file:?}");
        }
    }

    #[test]
    fn a_file_is_gone_only_where_the_walk_has_looked() {
        let paths = ["met", "gone", "closed/inside"];
        let mut ledger: Vec<FileRecord> = paths.iter().map(|path| record("/n", path)).collect();
        ledger.push(record("/elsewhere", "gone"));
        let known = Known::new(ledger);
        known.meet(&found("met", 10, None), "1");
        let gone = known.gone(&[PathBuf::from("/n")], &[PathBuf::from("/n/closed")]);
        assert_eq!(gone.iter().map(|record| record.path.as_str()).collect::<Vec<_>>(), ["gone"]);
    }
}
