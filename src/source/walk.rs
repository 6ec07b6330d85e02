//! Which files there are: below the given paths, in a fixed order, without following symbolic links.
//!
//! Everything that is met is yielded, also what cannot be read, so that the ledger knows of it; only the litter of systems and editors,
//! our own index, and what the user wants left out are passed over.

use std::collections::HashMap;
use std::fs::{FileType, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::ignored::{IGNORE_FILE, Ignored};
use super::left_out::Tally;
use super::selection::Selection;
use crate::error::{Error, Result};
use crate::model::{Outcome, file_text};

/// A file that was met on the walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Absolute path of the file.
    pub path: PathBuf,
    /// The folder that was given, as an absolute path; the parent folder if a file was given.
    pub root: String,
    /// Path below `root`, `/` between the parts.
    pub relative: String,
    /// Size in bytes.
    pub size: u64,
    /// Modification time, nanoseconds since 1970-01-01 UTC; 0 if unknown.
    pub modified: i64,
    /// Why it cannot or must not be read, if so.
    pub problem: Option<Outcome>,
}

/// Folders and files that systems, editors and this program leave behind.
const LITTER: [&str; 12] = [
    ".dateline",
    IGNORE_FILE,
    ".git",
    ".hg",
    ".svn",
    ".DS_Store",
    ".Trashes",
    ".Spotlight-V100",
    "__MACOSX",
    "Thumbs.db",
    "desktop.ini",
    "node_modules",
];

/// True for what systems, editors and this program leave behind.
pub(super) fn is_litter(name: &str) -> bool {
    LITTER.contains(&name) || name.starts_with("._") || name.starts_with("~$") || name.starts_with(".#")
}

/// A walk, and what it has left out so far.
pub struct Walk {
    files: Box<dyn Iterator<Item = Found> + Send>,
    left_out: Tally,
}

impl Walk {
    /// What was left out so far, by rule. Goes on counting with the walk.
    #[must_use]
    pub fn left_out(&self) -> Tally {
        self.left_out.clone()
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.files.next()
    }
}

/// Where a walk begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// A file or a folder, as an absolute path.
    pub path: PathBuf,
    /// The folder that paths are told below.
    pub root: PathBuf,
    /// The user gave it himself: it is looked at whatever stands above it.
    pub is_given: bool,
}

impl Start {
    /// Of a file or a folder that the user gave himself, as an absolute path.
    #[must_use]
    pub fn given(path: PathBuf) -> Self {
        let root = if path.is_dir() { path.clone() } else { path.parent().unwrap_or(&path).to_owned() };
        Self { path, root, is_given: true }
    }
}

/// The files below `paths`, sorted by name folder by folder, without what a `.datelineignore` or `selection` leaves out. A folder that is
/// given itself is walked whatever it is called, a file that is given itself is left out by `selection` only; what is reached twice is met once.
///
/// # Errors
/// If one of the paths does not exist or cannot be looked at.
pub fn walk(paths: &[PathBuf], selection: &Selection) -> Result<Walk> {
    let mut given: Vec<PathBuf> = Vec::new();
    for path in paths {
        let root = path.canonicalize().map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => Error::MissingPath { path: path.display().to_string() },
            _ => Error::Io { action: "open", path: path.display().to_string(), cause },
        })?;
        if !given.contains(&root) {
            given.push(root);
        }
    }
    Ok(walk_at(given.into_iter().map(Start::given).collect(), selection))
}

/// The files at and below `starts`, as a walk from their roots would meet them there: whatever leaves out a folder on the way leaves them out.
/// What is not there is passed over.
pub fn walk_at(starts: Vec<Start>, selection: &Selection) -> Walk {
    let (selection, left_out) = (Arc::new(selection.clone()), Tally::default());
    let count = left_out.clone();
    let order = Arc::new(Order::of(&starts));
    let starts = starts.into_iter().enumerate();
    let files = starts.flat_map(move |(number, start)| {
        let rules = Rules::above(&start, (Arc::clone(&selection), count.clone()), (Arc::clone(&order), number));
        let (order, within) = (Arc::clone(&order), start.path.clone());
        let files = (!order.has_met(&start, number)).then(|| rules.below(start)).into_iter().flatten();
        files.filter(move |found| !order.is_met(&found.path, number, &within))
    });
    Walk { files: Box::new(files), left_out }
}

/// The starts of a walk: what lies below several of them is met once.
struct Order {
    /// The number of the first start at each path, and the root of each start.
    numbers: HashMap<PathBuf, usize>,
    roots: Vec<PathBuf>,
    /// The number of the start from which such a path was come to.
    reached: Mutex<HashMap<PathBuf, usize>>,
}

impl Order {
    fn of(starts: &[Start]) -> Self {
        let mut numbers = HashMap::new();
        for (number, start) in starts.iter().enumerate() {
            numbers.entry(start.path.clone()).or_insert(number);
        }
        Self { numbers, roots: starts.iter().map(|start| start.root.clone()).collect(), reached: Mutex::default() }
    }

    /// True if what is at and below a start was looked at from an earlier one. What is given itself, or below another root, may have been left out
    /// there.
    fn has_met(&self, start: &Start, number: usize) -> bool {
        let covers = |earlier: &usize| *earlier < number && self.roots[*earlier] == start.root;
        let is_covered = || start.path.ancestors().any(|above| self.numbers.get(above).is_some_and(covers));
        self.reached().contains_key(&start.path) || (!start.is_given && is_covered())
    }

    /// True if a file below the start `within` was met from an earlier one.
    fn is_met(&self, path: &Path, number: usize, within: &Path) -> bool {
        let reached = self.reached();
        let mut above = path.ancestors().take_while(|above| above.starts_with(within));
        self.roots.len() > 1 && above.any(|above| reached.get(above).is_some_and(|earlier| *earlier < number))
    }

    fn reach(&self, path: &Path, number: usize) {
        if self.numbers.contains_key(path) {
            self.reached().entry(path.to_owned()).or_insert(number);
        }
    }

    fn reached(&self) -> MutexGuard<'_, HashMap<PathBuf, usize>> {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What decides on a walk which files are met.
struct Rules {
    ignored: Ignored,
    root: PathBuf,
    selection: Arc<Selection>,
    left_out: Tally,
    /// The starts, and the number of this one.
    order: (Arc<Order>, usize),
}

impl Rules {
    /// Those that hold at the beginning of a walk.
    fn above(start: &Start, (selection, left_out): (Arc<Selection>, Tally), order: (Arc<Order>, usize)) -> Self {
        let ignored = Ignored::above(if start.is_given { &start.path } else { &start.root });
        Self { ignored, root: start.root.clone(), selection, left_out, order }
    }

    /// The files at and below a start.
    fn below(mut self, start: Start) -> Box<dyn Iterator<Item = Found> + Send> {
        let is_given = start.is_given || start.path == start.root;
        let is_gone = start.path.symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
        if is_gone || (!is_given && !self.lead_to(&start)) {
            return Box::new(std::iter::empty());
        }
        let walk = WalkDir::new(&start.path).follow_links(false).follow_root_links(is_given).sort_by_file_name();
        let (selection, left_out) = (Arc::clone(&self.selection), self.left_out.clone());
        let wanted = move |entry: &DirEntry| {
            let is_wanted = self.want(entry.path(), entry.file_type().is_dir(), is_given && entry.depth() == 0);
            if is_wanted {
                self.order.0.reach(entry.path(), self.order.1);
            }
            is_wanted
        };
        let files = walk.into_iter().filter_entry(wanted).filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(found(&start.root, &entry)),
            Err(error) => Some(unreachable(&start.root, &error)),
        });
        Box::new(files.filter(move |found| match selection.by_size_and_age(found) {
            Some((flag, value)) => left_out.count(flag, &value, &found.relative),
            None => true,
        }))
    }

    /// True if no folder between the root of the start and itself is left out.
    fn lead_to(&mut self, start: &Start) -> bool {
        let Some(steps) = start.path.parent().and_then(|folder| folder.strip_prefix(&start.root).ok()) else { return true };
        let mut folder = start.root.clone();
        self.ignored.enter(&folder);
        let mut steps = steps.components();
        steps.all(|step| {
            folder.push(step);
            self.want(&folder, true, false)
        })
    }

    /// True if a file or a folder is to be looked at; what a rule of the user's leaves out is counted. What is given itself is subject to flags
    /// alone, and a folder to none.
    fn want(&mut self, path: &Path, is_folder: bool, is_given: bool) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !is_given && (is_litter(&name) || self.selection.is_index(path)) {
            return false;
        }
        let ignored = if is_given { None } else { self.ignored.leaves_out(path, is_folder) };
        let by_file = ignored.map(|pattern| (IGNORE_FILE, pattern));
        let by_flag = || self.selection.by_name(&self.root, path, is_folder).filter(|_| !is_given || !is_folder);
        if let Some((rule, value)) = by_file.or_else(by_flag) {
            return self.left_out.count(rule, &value, &blank(&self.root, path).relative);
        }
        if is_folder {
            self.ignored.enter(path);
        }
        true
    }
}

/// The file as a walk would meet it, if it is there, or nobody can say.
#[must_use]
pub fn look(path: &Path, root: &Path) -> Option<Found> {
    let blank = blank(root, path);
    match path.symlink_metadata() {
        Ok(about) => Some(Found { size: about.len(), modified: modified(&about), ..blank }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(_) => Some(blank),
    }
}

fn found(root: &Path, entry: &DirEntry) -> Found {
    let problem = not_a_file(entry.file_type());
    let blank = blank(root, entry.path());
    match entry.metadata() {
        Ok(about) => Found { size: about.len(), modified: modified(&about), problem, ..blank },
        Err(error) => Found { problem: problem.or(Some(failed(error.to_string()))), ..blank },
    }
}

fn unreachable(root: &Path, error: &walkdir::Error) -> Found {
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Found { problem: Some(failed(reason)), ..blank(root, error.path().unwrap_or(root)) }
}

fn failed(reason: String) -> Outcome {
    Outcome::Failed { stage: "open".to_owned(), reason }
}

fn blank(root: &Path, path: &Path) -> Found {
    let below = path.strip_prefix(root).unwrap_or(path);
    let steps: Vec<String> = below.components().map(|step| file_text(step.as_ref())).collect();
    Found { path: path.to_owned(), root: file_text(root), relative: steps.join("/"), size: 0, modified: 0, problem: None }
}

fn modified(about: &Metadata) -> i64 {
    let Ok(time) = about.modified() else { return 0 };
    let nanoseconds = |duration: std::time::Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|before| -nanoseconds(before.duration()), nanoseconds)
}

/// Why something that is no plain file is not opened: reading a pipe would wait for ever.
fn not_a_file(kind: FileType) -> Option<Outcome> {
    let what = if kind.is_file() {
        return None;
    } else if kind.is_symlink() {
        "a symbolic link (links are not followed)"
    } else {
        special(kind)
    };
    Some(Outcome::Skipped { reason: what.to_owned() })
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe, not a file"
    } else if kind.is_socket() {
        "a socket, not a file"
    } else {
        "a device, not a file"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "not a file"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_and_starts_decide_what_a_walk_meets() {
        let folder = tempfile::tempdir().expect("a folder");
        let files: [(&str, &[u8]); 8] = [
            (".datelineignore", b"*.log\n"),
            ("a.txt", b"a"),
            ("a.log", b"a"),
            ("big.txt", b"four"),
            ("drafts/b.txt", b"b"),
            ("drafts/c.html", b"c"),
            ("sub/.git/x.txt", b"x"),
            ("sub/d.html", b"d"),
        ];
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, content).expect("written");
        }
        let root = folder.path().canonicalize().expect("a folder");
        let select = |flags: &[(&str, &str)]| {
            let flags = flags.iter().map(|(flag, value)| ((*flag).to_owned(), vec![(*value).to_owned()])).collect();
            Selection::read(&flags, 0).expect("flags")
        };
        let met = |mut walk: Walk| {
            let files: Vec<String> = walk.by_ref().map(|found| found.relative).collect();
            let left = walk.left_out().so_far().into_iter().map(|left| format!("{} {} {}", left.rule, left.value, left.count));
            (files.join(" "), left.collect::<Vec<_>>().join(", "))
        };
        for (flags, files, left) in [
            (&[("exclude", "drafts")][..], "a.txt big.txt sub/d.html", "--exclude drafts 1, .datelineignore *.log 1"),
            (&[("include", "*.html")], "drafts/c.html sub/d.html", "--include  3, .datelineignore *.log 1"),
            (&[("max-size", "3")], "a.txt drafts/b.txt drafts/c.html sub/d.html", "--max-size 3 1, .datelineignore *.log 1"),
        ] {
            let (met, mut counted) = met(walk(std::slice::from_ref(&root), &select(flags)).expect("a walk"));
            assert_eq!(met, files, "{flags:?}");
            let parts: Vec<&str> = left.split(", ").collect();
            assert!(parts.iter().all(|part| counted.contains(part)), "{flags:?}: {counted}");
            counted.clear();
        }
        // A file given itself is subject to flags, not to ignore files.
        let given = |name: &str, flags: &[(&str, &str)]| met(walk(&[root.join(name)], &select(flags)).expect("a walk")).0;
        assert_eq!((given("a.log", &[]).as_str(), given("a.log", &[("exclude", "*.log")]).as_str()), ("a.log", ""));
        // What lies below a root is met as on the way from there.
        let at = |names: &[&str], flags: &[(&str, &str)]| {
            let start = |name: &&str| Start { path: root.join(name), root: root.clone(), is_given: false };
            met(walk_at(names.iter().map(start).collect(), &select(flags))).0
        };
        for (names, flags, files) in [
            (&["sub", "a.txt"][..], &[][..], "sub/d.html a.txt"),
            (&["a.log", "sub/.git/x.txt", "gone.txt", ".datelineignore"], &[], ""),
            (&["drafts/b.txt"], &[("exclude", "drafts/")], ""),
            (&["drafts/b.txt"], &[("include", "drafts/")], "drafts/b.txt"),
            (&["sub/d.html", "sub"], &[], "sub/d.html"),
            (&[""], &[("include", "*.html")], "drafts/c.html sub/d.html"),
        ] {
            assert_eq!(at(names, flags), files, "{names:?} {flags:?}");
        }
        // What is given itself is met, once.
        for (given, files) in [
            (&["", "a.log"][..], "a.txt big.txt drafts/b.txt drafts/c.html sub/d.html a.log"),
            (&["a.log", ""], "a.log a.txt big.txt drafts/b.txt drafts/c.html sub/d.html"),
            (&["sub/.git/x.txt", "sub/.git", "sub"], "x.txt d.html"),
            (&["sub", "sub/.git", "sub/.git/x.txt", "sub/d.html"], "d.html x.txt"),
        ] {
            let given: Vec<PathBuf> = given.iter().map(|name| root.join(name)).collect();
            assert_eq!(met(walk(&given, &select(&[])).expect("a walk")).0, files, "{given:?}");
        }
    }
}
