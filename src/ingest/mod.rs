//! source → extract → engine over threads, with a tally at the end.
//!
//! Reading and extracting run on many threads; one writer takes what they make in the order of the files. A second run reads only
//! what changed.

mod extraction;
mod files;
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
use crate::source::{self, Found, Options};

use known::Known;
use sink::Sink;

pub use extraction::Extraction;
pub use ordered::{Give, ordered_map};
pub use program::Program;
pub use reading::{Piece, Reading, Unanswered, read_all};
pub use tally::Tally;

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
    /// Refreshes the index from files and folders; `observe` is told after every file.
    ///
    /// # Errors
    /// If a path does not exist, or the index cannot be written. What was committed before stays.
    pub fn index_files(&self, paths: &[PathBuf], observe: &mut dyn FnMut(&Tally)) -> Result<Tally> {
        let mut walk = source::walk(paths)?;
        let ignored = walk.ignored();
        let mut writer = Writer::open(&self.index, &self.extraction.version(self.options.reports), self.threads)?;
        let news = writer.remember(self.said);
        let known = Known::new(writer.ledger()?);
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
        if !self.is_stopped() {
            let given: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
            let unreachable = unreachable.into_inner().unwrap_or_else(PoisonError::into_inner);
            sink.remove(&known.gone(&given, &unreachable))?;
        }
        let (tally, written) = sink.finish();
        self.close((Tally { ignored: ignored.load(Ordering::Relaxed), ..tally }, written || news), writer)
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// An index that was left as it is needs no commit.
    fn close(&self, (tally, written): (Tally, bool), writer: Writer) -> Result<Tally> {
        if written {
            writer.close()?;
        }
        Ok(Tally { interrupted: self.is_stopped(), ..tally })
    }
}
