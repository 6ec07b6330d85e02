//! source → extract → engine over threads, with a tally at the end.
//!
//! Reading and extracting run on many threads; one writer takes what they make in the order of the files. A second run reads only
//! what changed.

mod extraction;
mod files;
mod gone;
mod known;
mod lines;
mod ordered;
mod program;
mod reading;
mod sink;
mod tally;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::engine::Writer;
use crate::error::Result;
use crate::model::{Instructions, Outcome};
use crate::source::{self, Found, Options, Start, Walk};

use known::Known;
use sink::Sink;

pub use extraction::Extraction;
pub use ordered::{Give, ordered_map};
pub use program::Program;
pub use reading::{Piece, Reading, Unanswered, read_all};
pub use tally::{Staying, Tally};

/// How a run is to be made.
pub struct Job<'j> {
    /// The folder of the index.
    pub index: PathBuf,
    /// What the user said about the files.
    pub options: &'j Options,
    /// The same in the words in which it is to be remembered.
    pub said: &'j Instructions,
    /// How articles become reports.
    pub extraction: &'j Extraction,
    /// Threads for each stage.
    pub threads: usize,
    /// Becomes true when the run is to be broken off.
    pub stop: &'j AtomicBool,
    /// Time between two checkpoints: what a run that is killed may lose.
    pub checkpoint: Duration,
}

impl Job<'_> {
    /// Refreshes the index from files and folders; `observe` is told after every file. What is gone from a folder leaves the index.
    ///
    /// # Errors
    /// If a path does not exist, or the index cannot be written. What was committed before stays.
    pub fn index_files(&self, paths: &[PathBuf], observe: &mut dyn FnMut(&Tally)) -> Result<Tally> {
        let walk = source::walk(paths, &self.options.selection)?;
        let given: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        self.run(&Scope { looked_at: &given, roots: &given, is_whole: true }, |_| walk, observe)
    }

    /// As [`Self::index_files`], of the files and folders of a list. Paths are told below the nearest folder that files were read below, or else as
    /// the list has it. Nothing leaves the index, but for what the list names and is `gone`, if the user wants that (`prune`).
    ///
    /// # Errors
    /// If the index cannot be written. What was committed before stays.
    pub fn index_listed(&self, listed: &[Start], gone: &[PathBuf], observe: &mut dyn FnMut(&Tally)) -> Result<Tally> {
        let looked_at = if self.options.prune { gone } else { &[] };
        let scope = Scope { looked_at, roots: &[], is_whole: false };
        let walk = |known: &Known| {
            let start = |start: &Start| {
                let root = known.root_of(&start.path).unwrap_or(&start.root).to_owned();
                Start { root, ..start.clone() }
            };
            source::walk_at(listed.iter().map(start).collect(), &self.options.selection)
        };
        self.run(&scope, walk, observe)
    }

    /// As [`Self::index_files`] of the folders and files `roots`, which was done before: looks only at and below `changed`, and at the roots in there. All
    /// paths are absolute.
    ///
    /// # Errors
    /// If the index cannot be written. What was committed before stays.
    pub fn index_changed(&self, roots: &[PathBuf], changed: &[PathBuf], observe: &mut dyn FnMut(&Tally)) -> Result<Tally> {
        let within = |root: &&PathBuf| !changed.contains(root) && changed.iter().any(|path| root.starts_with(path));
        let changed: Vec<PathBuf> = changed.iter().chain(roots.iter().filter(within)).cloned().collect();
        let walk = |_: &Known| source::walk_at(starts(roots, &changed), &self.options.selection);
        let is_whole = roots.iter().all(|root| changed.contains(root));
        self.run(&Scope { looked_at: &changed, roots, is_whole }, walk, observe)
    }

    fn run(&self, scope: &Scope<'_>, walk: impl FnOnce(&Known) -> Walk, observe: &mut dyn FnMut(&Tally)) -> Result<Tally> {
        let mut writer = Writer::open(&self.index, &self.extraction.version(self.options.reports), self.threads)?;
        let mut news = writer.remember(self.said);
        let known = Known::new(writer.ledger()?);
        let mut walk = walk(&known);
        let left_out = walk.left_out();
        let were_empty: Vec<&PathBuf> = scope.roots.iter().filter(|root| gone::is_empty(root)).collect();
        let unreachable = Mutex::new(Vec::new());
        let mut sink = Sink::new(&writer, self.checkpoint, observe);
        let feed = |give: Give<'_, Found>| _ = walk.all(|found| !self.is_stopped() && give(found));
        let read = |found: Found, give: Give<'_, _>| {
            if matches!(found.problem, Some(Outcome::Failed { .. })) {
                unreachable.lock().unwrap_or_else(PoisonError::into_inner).push(found.path.clone());
            }
            self.read(&known, &found, give);
        };
        read_all(feed, self.threads, read, (self.extraction, self.stop), |piece| sink.take(piece))?;
        let mut staying = Staying::default();
        if !self.is_stopped() {
            let unreachable = unreachable.into_inner().unwrap_or_else(PoisonError::into_inner);
            staying = self.clear(&mut sink, known.gone(scope.looked_at, &unreachable), (scope, &were_empty))?;
        }
        let (tally, written) = sink.finish();
        let left_out = left_out.so_far();
        if scope.is_whole && !self.is_stopped() {
            news |= writer.remember_left_out(scope.looked_at, &left_out);
        }
        self.close((Tally { left_out, staying, ..tally }, written || news), writer)
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// An index that was left as it is needs no commit.
    fn close(&self, (tally, written): (Tally, bool), writer: Writer) -> Result<Tally> {
        if written {
            writer.close()?
        } else {
            writer.leave()?
        }
        Ok(Tally { interrupted: self.is_stopped(), ..tally })
    }
}

/// Where a walk over what changed begins: root by root, as a walk over all would come to it.
fn starts(roots: &[PathBuf], changed: &[PathBuf]) -> Vec<Start> {
    let of_root = |root: &PathBuf| {
        if changed.contains(root) {
            return vec![Start::given(root.clone())];
        }
        let below = changed.iter().filter(|path| path.starts_with(root));
        below.map(|path| Start { path: path.clone(), root: root.clone(), is_given: false }).collect()
    };
    roots.iter().flat_map(of_root).collect()
}

/// Which files a run is about.
struct Scope<'s> {
    /// Where it has looked for all that is there: what is in the index and was not met there is gone.
    looked_at: &'s [PathBuf],
    /// The folders that the user gave.
    roots: &'s [PathBuf],
    /// All of them were walked.
    is_whole: bool,
}
