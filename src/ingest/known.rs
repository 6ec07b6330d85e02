//! What the index knows of the files, and what that means for a file met on the walk: an unchanged one is not opened, one that
//! was only touched is not read again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::{FileRecord, Outcome, file_path};
use crate::source::{Found, Limits};

/// The ledger by absolute path: a folder may be given under another root than the last time.
pub struct Known {
    files: HashMap<PathBuf, Entry>,
    roots: BTreeSet<PathBuf>,
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

/// The version in the record of a file of which more would have been read without these limits.
pub fn within(version: &str, limits: &str) -> String {
    format!("{version} within {limits}")
}

/// True if a file would be read now as the record says that it was.
pub fn is_read_by(record: &FileRecord, version: &str, limits: &Limits) -> bool {
    let rest = record.extractor.strip_prefix(version);
    let met = rest.and_then(|rest| rest.strip_prefix(" within "));
    rest == Some("") || met.is_some_and(|met| !limits.are_wider_than(met))
}

impl Known {
    /// Of these files of the ledger.
    pub fn new(ledger: Vec<FileRecord>) -> Self {
        let mut roots: Vec<&str> = ledger.iter().map(|record| record.root.as_str()).collect();
        roots.dedup();
        let roots = roots.into_iter().map(file_path).filter(|root| root.is_absolute()).collect();
        let entry = |record: FileRecord| (record.absolute_path(), Entry { record, met: AtomicBool::new(false) });
        Self { files: ledger.into_iter().map(entry).collect(), roots }
    }

    /// The nearest folder above a file that files were read below.
    pub fn root_of<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.ancestors().skip(1).find(|folder| self.roots.contains(*folder))
    }

    /// Marks the file as met, and tells what is known of it. `version` is that of extractor and instructions.
    pub fn meet(&self, found: &Found, version: &str, limits: &Limits) -> Before<'_> {
        let Some(entry) = self.files.get(&found.path) else { return Before::New };
        entry.met.store(true, Ordering::Relaxed);
        let record = &entry.record;
        if record.extractor == unfinished(version) {
            return Before::Unfinished(record);
        }
        let same = record.size == found.size && record.modified == found.modified && is_read_by(record, version, limits);
        let same_problem = found.problem.as_ref().is_none_or(|problem| *problem == record.outcome);
        // A file that could not be opened may be readable now, which neither size nor time would show.
        let retry = found.problem.is_none() && record.sha256.is_empty() && matches!(record.outcome, Outcome::Failed { .. });
        if same && same_problem && !retry { Before::Unchanged(record) } else { Before::Doubtful(record) }
    }

    /// The files below `given` that were not met, sorted; none below a folder of `unreachable`, which may hold them yet.
    pub fn gone(self, given: &[PathBuf], unreachable: &[PathBuf]) -> Vec<FileRecord> {
        let set = |folders: &[PathBuf]| folders.iter().cloned().collect::<HashSet<PathBuf>>();
        let (given, unreachable) = (set(given), set(unreachable));
        let below = |path: &Path, folders: &HashSet<PathBuf>| path.ancestors().any(|above| folders.contains(above));
        let gone = |(path, entry): (PathBuf, Entry)| {
            let is_gone = !entry.met.load(Ordering::Relaxed) && below(&path, &given) && !below(&path, &unreachable);
            is_gone.then_some((path, entry.record))
        };
        self.files.into_iter().filter_map(gone).collect::<BTreeMap<_, _>>().into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Limit;

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
            let told = match known.meet(&file, version, &Limits::default()) {
                Before::New => "new",
                Before::Unchanged(_) => "unchanged",
                Before::Doubtful(_) => "doubtful",
                Before::Unfinished(_) => "unfinished",
            };
            assert_eq!(told, expected, "{file:?}");
        }
    }

    #[test]
    fn a_file_that_met_a_limit_is_doubtful_once_that_is_raised() {
        let usual = Limits::default();
        let met = usual.noted(&[Limit::Document]);
        let known = Known::new(vec![
            FileRecord { extractor: within("1", &met), ..record("/n", "met") },
            FileRecord { extractor: within("1", &met) + " unanswered", ..record("/n", "asked") },
            record("/n", "whole"),
        ]);
        let wider = usual.with(Limit::Document, 1 << 30);
        for (path, version, limits, doubtful) in [
            ("met", "1", usual, false),
            ("met", "1", wider, true),
            ("met", "2", usual, true),
            ("met", "1", wider.with(Limit::Document, 1), false),
            ("asked", "1", usual, true),
            ("whole", "1", wider, false),
        ] {
            let before = known.meet(&found(path, 10, None), version, &limits);
            assert_eq!(matches!(before, Before::Doubtful(_)), doubtful, "{path} {version}");
        }
    }

    #[test]
    fn a_file_is_gone_only_where_the_walk_has_looked() {
        let paths = ["met", "gone", "closed/inside"];
        let mut ledger: Vec<FileRecord> = paths.iter().map(|path| record("/n", path)).collect();
        ledger.push(record("/elsewhere", "gone"));
        let known = Known::new(ledger);
        known.meet(&found("met", 10, None), "1", &Limits::default());
        let gone = known.gone(&[PathBuf::from("/n")], &[PathBuf::from("/n/closed")]);
        assert_eq!(gone.iter().map(|record| record.path.as_str()).collect::<Vec<_>>(), ["gone"]);
    }
}
