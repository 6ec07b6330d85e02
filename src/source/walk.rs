//! Which files there are: below the given paths, in a fixed order, without following symbolic links.
//!
//! Everything that is met is yielded, also what cannot be read, so that the ledger knows of it; only the litter of systems and editors,
//! our own index, and what the user wants left out are passed over.

use std::fs::{FileType, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::ignored::{IGNORE_FILE, Ignored};
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
    ignored: Arc<AtomicU64>,
}

impl Walk {
    /// Files and folders left out so far because an ignore file says so; a folder counts once. Goes on counting with the walk.
    #[must_use]
    pub fn ignored(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.ignored)
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.files.next()
    }
}

/// The files below `paths`, sorted by name folder by folder, without what a `.datelineignore` leaves out; a file or folder given
/// itself is taken as it is, a file reached twice only once.
///
/// # Errors
/// If one of the paths does not exist or cannot be looked at.
pub fn walk(paths: &[PathBuf]) -> Result<Walk> {
    let mut roots: Vec<PathBuf> = Vec::new();
    for path in paths {
        let root = path.canonicalize().map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => Error::MissingPath { path: path.display().to_string() },
            _ => Error::Io { action: "open", path: path.display().to_string(), cause },
        })?;
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let all = roots.clone();
    let ignored = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&ignored);
    let files = roots.into_iter().enumerate().flat_map(move |(number, root)| {
        let earlier: Vec<PathBuf> = all[..number].to_vec();
        below(root, Arc::clone(&count)).filter(move |found| !earlier.iter().any(|root| found.path.starts_with(root)))
    });
    Ok(Walk { files: Box::new(files), ignored })
}

fn below(given: PathBuf, count: Arc<AtomicU64>) -> impl Iterator<Item = Found> {
    let root = if given.is_dir() { given.clone() } else { given.parent().unwrap_or(&given).to_owned() };
    let mut ignored = Ignored::above(&given);
    let wanted = move |entry: &DirEntry| {
        let (is_given, is_folder) = (entry.depth() == 0, entry.file_type().is_dir());
        if !is_given && is_litter(&entry.file_name().to_string_lossy()) {
            return false;
        }
        if !is_given && ignored.leaves_out(entry.path(), is_folder) {
            count.fetch_add(1, Ordering::Relaxed);
            return false;
        }
        if is_folder {
            ignored.enter(entry.path());
        }
        true
    };
    WalkDir::new(&given).follow_links(false).sort_by_file_name().into_iter().filter_entry(wanted).filter_map(move |entry| {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(found(&root, &entry)),
            Err(error) => Some(unreachable(&root, &error)),
        }
    })
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
