//! `dateline index --watch`: after the first run, every change is read as it comes, until Ctrl-C.
//!
//! The index is held only while something is written: between changes others may write. What changes meanwhile, or while the first run is at
//! work, waits, and is looked at next. A folder that is not there, or is empty all of a sudden, keeps what was read of it, and is taken up again
//! when it is back.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use clap::Args;

use super::progress::{shortly, staying};
use super::sources::Sources;
use super::{Exit, say};
use crate::error::{Error, Result};
use crate::ingest::{Job, Tally};
use crate::present::harmless;
use crate::source::{Changes, Notice, Selection, Watch, remote};

/// How long the loop waits for anything: as long as Ctrl-C may take.
const TICK: Duration = Duration::from_millis(200);
/// Time between two looks at whether the folders are there, and two attempts at an index that somebody else writes.
const OFTEN: Duration = Duration::from_secs(2);
/// Time between two looks at everything: where the system tells of changes, some may have escaped it.
const SELDOM: Duration = Duration::from_secs(3600);
const WITHOUT_EVENTS: Duration = Duration::from_secs(30);

/// Flags of the watch.
#[derive(Args, Debug)]
pub(crate) struct WatchFlags {
    /// Go on and read every change as it comes, until Ctrl-C
    ///
    /// The index is locked only while it is written: other commands may write in between. A folder that is not there any more, or is suddenly empty,
    /// keeps what was read of it.
    #[arg(long, conflicts_with_all = ["reports", "files_from", "prune"])]
    watch: bool,
    /// Also look through everything this often: disks in a network tell of no changes [default: 3600, and 30 where there are no events]
    #[arg(long, value_name = "SECONDS", requires = "watch", value_parser = clap::value_parser!(u64).range(1..))]
    watch_interval: Option<u64>,
}

impl WatchFlags {
    /// The watch over these files and folders, if one is wanted. It hears of what changes from now on.
    ///
    /// # Errors
    /// If there is nothing to watch.
    pub(super) fn begin(&self, sources: &Sources, selection: &Selection) -> Result<Option<Watching>> {
        if !self.watch {
            return Ok(None);
        }
        let Sources::Paths(paths) = sources else {
            let message = "standard input cannot be watched: `--watch` is for files and folders".to_owned();
            return Err(Error::Query { message, hint: None });
        };
        let absolute = |path: &PathBuf| path.canonicalize().map_err(|_| Error::MissingPath { path: path.display().to_string() });
        let roots = paths.iter().map(absolute).collect::<Result<Vec<_>>>()?;
        let interval = self.watch_interval.map(Duration::from_secs);
        let mut watching = Watching {
            seen: roots.iter().map(|root| Look::at(root)).collect(),
            changes: Changes::of(roots.clone(), selection.index().map(Path::to_owned)),
            roots,
            watch: None,
            is_remote: false,
            interval,
            next_look: Instant::now(),
            told: None,
        };
        watching.listen();
        watching.tell_remote();
        Ok(Some(watching))
    }
}

/// A watch at work.
pub(super) struct Watching {
    roots: Vec<PathBuf>,
    /// What the roots were like when they were looked at last.
    seen: Vec<Look>,
    changes: Changes,
    watch: Option<Watch>,
    /// Some of what changes is not heard of.
    is_remote: bool,
    interval: Option<Duration>,
    next_look: Instant,
    /// What hinders writing, as it was told.
    told: Option<String>,
}

impl Watching {
    /// Reads what changes until the user wants to stop; `again` is what a further command needs to ask the same index.
    pub(super) fn run(mut self, job: &Job<'_>, again: &str) -> Result<Exit> {
        let names: Vec<String> = self.roots.iter().map(|root| format!("`{}`", harmless(&root.to_string_lossy()))).collect();
        say(&format!("watching {}: Ctrl-C ends\n", names.join(", ")));
        let (mut next_check, mut next_try) = (Instant::now() + OFTEN, Instant::now());
        self.plan_look();
        while !job.stop.load(Ordering::Relaxed) {
            self.hear();
            let now = Instant::now();
            if now >= next_check {
                self.check_roots();
                next_check = now + OFTEN;
            }
            if now >= self.next_look {
                self.changes.note_all(now);
                self.plan_look();
            }
            if now >= next_try && self.changes.are_due(now) {
                let tally = self.read(job)?;
                next_try = if tally.is_some() { now } else { now + OFTEN };
                if let Some(tally) = tally.filter(|tally| !tally.is_idle() || tally.interrupted) {
                    say(&shortly(&tally, again));
                }
            }
        }
        Ok(Exit::Found)
    }

    /// Starts to listen, or says why nothing can be heard.
    fn listen(&mut self) {
        self.watch = match Watch::over(&self.roots) {
            Ok(watch) => Some(watch),
            Err(reason) => self.deaf(&reason),
        };
    }

    /// Says of disks of which not all changes are heard.
    fn tell_remote(&mut self) {
        let Some((root, kind)) = self.roots.iter().find_map(|root| Some((root, remote(root)?))) else { return };
        self.is_remote = true;
        let (root, seconds) = (harmless(&root.to_string_lossy()), self.interval.unwrap_or(WITHOUT_EVENTS).as_secs());
        say(&format!(
            "`{root}` is a disk in a network ({kind}), which does not tell of all changes: everything is looked through every {seconds} s\n"
        ));
    }

    fn deaf(&mut self, reason: &str) -> Option<Watch> {
        let seconds = self.interval.unwrap_or(WITHOUT_EVENTS).as_secs();
        say(&format!(
            "warning: no changes are heard of ({}): everything is looked through every {seconds} s\n",
            harmless(reason)
        ));
        None
    }

    fn plan_look(&mut self) {
        let usual = if self.watch.is_some() && !self.is_remote { SELDOM } else { WITHOUT_EVENTS };
        self.next_look = Instant::now() + self.interval.unwrap_or(usual);
    }

    /// Waits a little, and takes note of what is heard.
    fn hear(&mut self) {
        let Some(watch) = &self.watch else { return std::thread::sleep(TICK) };
        let mut notice = watch.next(TICK);
        // A flood of them may go on, but what was heard is to be looked at, and Ctrl-C is to be noticed.
        let end = Instant::now() + TICK;
        while let Some(heard) = notice {
            match heard {
                Notice::Changed(path) => self.changes.note(&path, Instant::now()),
                Notice::Somewhere => self.changes.note_all(Instant::now()),
                Notice::Lost(reason) => {
                    self.watch = self.deaf(&reason);
                    self.changes.note_all(Instant::now());
                    return self.plan_look();
                }
            }
            notice = if Instant::now() < end { watch.next(Duration::ZERO) } else { None };
        }
    }

    /// A folder that has come back, or is another one, is listened to anew, and looked at.
    fn check_roots(&mut self) {
        let now: Vec<Look> = self.roots.iter().map(|root| Look::at(root)).collect();
        if now == self.seen {
            return;
        }
        for ((root, before), now) in self.roots.iter().zip(&self.seen).zip(&now) {
            if now.is_gone() && !before.is_gone() {
                let root = harmless(&root.to_string_lossy());
                say(&format!(
                    "warning: `{root}` is not there any more: what was read of it stays, and it is taken up when it is back\n"
                ));
            }
        }
        self.seen = now;
        self.listen();
        self.changes.note_all(Instant::now());
    }

    /// Reads the changes that are due; nothing if somebody else writes into the index, and they wait on.
    fn read(&mut self, job: &Job<'_>) -> Result<Option<Tally>> {
        let changed = self.changes.take();
        match job.index_changed(&self.roots, &changed, &mut |_| ()) {
            Ok(tally) => {
                self.tell(staying(&tally.staying));
                Ok(Some(tally))
            }
            Err(error @ Error::Locked { .. }) => {
                self.tell(format!("waiting: {error}\n"));
                let now = Instant::now();
                changed.iter().for_each(|path| self.changes.note(path, now));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Says what hinders, once.
    fn tell(&mut self, what: String) {
        if !what.is_empty() && self.told.as_ref() != Some(&what) {
            say(&what);
        }
        self.told = Some(what);
    }
}

/// What tells a folder from another one that stands in its place: a disk that was taken out leaves an empty one.
#[derive(Debug, PartialEq, Eq)]
enum Look {
    Gone,
    There { identity: (u64, u64), is_empty: bool },
}

impl Look {
    fn at(root: &Path) -> Self {
        let Ok(about) = root.metadata() else { return Self::Gone };
        // A file that is written anew is another one, and its folder is watched.
        if !about.is_dir() {
            return Self::There { identity: (0, 0), is_empty: false };
        }
        let is_empty = root.read_dir().is_ok_and(|mut entries| entries.next().is_none());
        Self::There { identity: identity(&about), is_empty }
    }

    fn is_gone(&self) -> bool {
        *self == Self::Gone
    }
}

#[cfg(unix)]
fn identity(about: &std::fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> (u64, u64) {
    (0, 0)
}
