//! What changes in folders while nobody looks: the events of the file system, gathered until it is quiet.
//!
//! Events only say where to look: what has become of a file is seen there. So one too many costs a look, and nothing depends on their order.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::ignored::IGNORE_FILE;
use super::walk::is_litter;

/// How long it must be quiet before changes are looked at: a file that is being written changes many times.
const QUIET: Duration = Duration::from_millis(500);
/// How long changes wait at most, however many others come.
const PATIENCE: Duration = Duration::from_secs(10);
/// More changed paths than this are looked for by looking everywhere, and no more notices wait: a run may take hours, in which nobody listens.
const MOST: usize = 10_000;

/// What is heard of the watched folders.
#[derive(Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something happened to this file or folder.
    Changed(PathBuf),
    /// Something happened, and nobody can say to what.
    Somewhere,
    /// Nothing more will be heard, for this reason.
    Lost(String),
}

/// Listens to the file system.
pub struct Watch {
    /// Ends with it.
    _watcher: RecommendedWatcher,
    notices: Notices,
}

/// Notices that wait to be listened to.
struct Notices {
    told: Receiver<Notice>,
    missed: Missed,
}

/// What stands for the notices for which there was no room.
type Missed = Arc<Mutex<Option<Notice>>>;

/// Where notices are told: never waits, for what keeps the system waiting may be lost without a word.
struct Teller {
    tell: SyncSender<Notice>,
    missed: Missed,
}

fn notices() -> (Teller, Notices) {
    let ((tell, told), missed) = (sync_channel(MOST), Missed::default());
    (Teller { tell, missed: Arc::clone(&missed) }, Notices { told, missed })
}

impl Teller {
    fn tell(&self, notice: Notice) {
        let Err(TrySendError::Full(notice) | TrySendError::Disconnected(notice)) = self.tell.try_send(notice) else { return };
        let mut missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_lost = |notice: &Notice| matches!(notice, Notice::Lost(_));
        let lost = missed.take().into_iter().chain([notice]).find(is_lost);
        *missed = Some(lost.unwrap_or(Notice::Somewhere));
    }
}

impl Notices {
    fn next(&self, within: Duration) -> Option<Notice> {
        let missed = self.missed.lock().unwrap_or_else(PoisonError::into_inner).take();
        missed.or_else(|| match self.told.recv_timeout(within) {
            Ok(notice) => Some(notice),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Notice::Lost("the system tells of no more events".to_owned())),
        })
    }
}

impl Watch {
    /// Listens to these folders, and to all in them, and to these files. What is not there is passed over.
    ///
    /// # Errors
    /// Why the system tells of no events.
    pub fn over(roots: &[PathBuf]) -> Result<Self, String> {
        let (teller, notices) = notices();
        let hear = move |heard| notices_of(heard).into_iter().for_each(|notice| teller.tell(notice));
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(hear, config).map_err(|error| reason(&error))?;
        for root in roots {
            // A file that is written anew is another one: its folder tells of both.
            let (path, mode) = match root.is_dir() {
                true => (root.as_path(), RecursiveMode::Recursive),
                false => (root.parent().unwrap_or(root), RecursiveMode::NonRecursive),
            };
            if path.is_dir() {
                watcher.watch(path, mode).map_err(|error| reason(&error))?;
            }
        }
        Ok(Self { _watcher: watcher, notices })
    }

    /// What is heard next, if anything is within this time.
    #[must_use]
    pub fn next(&self, within: Duration) -> Option<Notice> {
        self.notices.next(within)
    }
}

fn notices_of(heard: notify::Result<Event>) -> Vec<Notice> {
    let event = match heard {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return vec![Notice::Lost(reason(&error))],
        Err(_) => return vec![Notice::Somewhere],
    };
    if event.need_rescan() {
        return vec![Notice::Somewhere];
    }
    match event.kind {
        // We read files ourselves.
        EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write) => Vec::new(),
        _ => event.paths.into_iter().map(Notice::Changed).collect(),
    }
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders (`sysctl fs.inotify.max_user_watches`)".to_owned(),
        _ => error.to_string(),
    }
}

/// Kinds of disks that others can write to without our system's hearing of it.
const REMOTE: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "drvfs",
    "lustre",
    "vboxsf",
    "virtiofs",
    "fuse.sshfs",
    "fuse.rclone",
];

/// The kind of disk that a folder is on, if not all changes of it are told. Known on Linux only.
#[must_use]
pub fn remote(root: &Path) -> Option<String> {
    remote_by(&std::fs::read_to_string("/proc/mounts").ok()?, root)
}

fn remote_by(mounts: &str, root: &Path) -> Option<String> {
    let mount = |line: &str| {
        let mut words = line.split(' ').skip(1);
        let place = words.next()?.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        Some((PathBuf::from(place), words.next()?.to_owned()))
    };
    let above = mounts.lines().filter_map(mount).filter(|(place, _)| root.starts_with(place));
    // Of two at the same place the later one hides the earlier.
    let (_, kind) = above.max_by_key(|(place, _)| place.as_os_str().len())?;
    REMOTE.contains(&kind.as_str()).then_some(kind)
}

/// Changes that wait to be looked at.
#[derive(Debug)]
pub struct Changes {
    roots: Vec<PathBuf>,
    /// The folder of the index, which changes with every look.
    index: Option<PathBuf>,
    paths: BTreeSet<PathBuf>,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Changes {
    /// Of these files and folders. All paths are absolute.
    #[must_use]
    pub const fn of(roots: Vec<PathBuf>, index: Option<PathBuf>) -> Self {
        Self { roots, index, paths: BTreeSet::new(), first: None, last: None }
    }

    /// Takes note of a change, if it is any of the watched files'.
    pub fn note(&mut self, path: &Path, now: Instant) {
        let below = self.roots.iter().filter_map(|root| path.strip_prefix(root).ok());
        // Whatever a root that was given itself lies in.
        let Some(below) = below.min_by_key(|below| below.as_os_str().len()) else { return };
        // An ignore file speaks of all that is in its folder.
        let (path, below) = match path.file_name().is_some_and(|name| name == IGNORE_FILE) {
            true => (path.parent().unwrap_or(path), below.parent().unwrap_or(below)),
            false => (path, below),
        };
        let is_litter = below.components().any(|step| is_litter(&step.as_os_str().to_string_lossy()));
        if is_litter || self.index.as_ref().is_some_and(|index| path.starts_with(index)) {
            return;
        }
        self.paths.insert(path.to_owned());
        self.has_come(now);
        if self.paths.len() > MOST {
            self.note_all(now);
        }
    }

    /// Takes note that anything may have changed.
    pub fn note_all(&mut self, now: Instant) {
        self.paths = self.roots.iter().cloned().collect();
        self.has_come(now);
    }

    fn has_come(&mut self, now: Instant) {
        self.first.get_or_insert(now);
        self.last = Some(now);
    }

    /// True if there are changes, and it is time to look at them.
    #[must_use]
    pub fn are_due(&self, now: Instant) -> bool {
        let has_passed = |since: Option<Instant>, time| since.is_some_and(|since| now.saturating_duration_since(since) >= time);
        has_passed(self.last, QUIET) || has_passed(self.first, PATIENCE)
    }

    /// Where to look; nothing that lies in another of them. None are left.
    pub fn take(&mut self) -> Vec<PathBuf> {
        (self.first, self.last) = (None, None);
        let mut paths: Vec<PathBuf> = Vec::new();
        // In this order a folder comes right before what is in it.
        for path in std::mem::take(&mut self.paths) {
            if paths.last().is_none_or(|last| !path.starts_with(last)) {
                paths.push(path);
            }
        }
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes() -> Changes {
        Changes::of(vec!["/n".into(), "/m/one.txt".into()], Some("/n/kept".into()))
    }

    #[test]
    fn changes_are_due_when_it_is_quiet_or_they_have_waited_long_enough() {
        let start = Instant::now();
        let mut changes = changes();
        assert!(!changes.are_due(start + PATIENCE));
        changes.note(Path::new("/n/a.txt"), start);
        assert!(!changes.are_due(start) && changes.are_due(start + QUIET));
        let mut now = start;
        while now < start + PATIENCE {
            changes.note(Path::new("/n/b.txt"), now);
            assert!(!changes.are_due(now));
            now += QUIET / 2;
        }
        assert!(changes.are_due(start + PATIENCE));
        assert_eq!(changes.take().len(), 2);
        assert!(!changes.are_due(start + 2 * PATIENCE) && changes.take().is_empty());
    }

    #[test]
    fn only_what_is_watched_and_is_no_litter_is_looked_at_and_that_once() {
        let mut changes = changes();
        for path in [
            "/n/sub/a.txt",
            "/n/sub",
            "/n/sub-b/c.txt",
            "/n/a/b/.datelineignore",
            "/n/.git/x",
            "/n/a/.dateline/meta.json",
            "/n/kept/meta.json",
            "/m/one.txt",
            "/m/two.txt",
            "/other",
        ] {
            changes.note(Path::new(path), Instant::now());
        }
        let taken: Vec<PathBuf> = changes.take();
        assert_eq!(taken, ["/m/one.txt", "/n/a/b", "/n/sub", "/n/sub-b/c.txt"].map(PathBuf::from));
        let mut nested = Changes::of(vec!["/n".into(), "/n/node_modules".into()], None);
        nested.note(Path::new("/n/node_modules/a.txt"), Instant::now());
        assert_eq!(nested.take(), [PathBuf::from("/n/node_modules/a.txt")]);
        changes.note(Path::new("/n/.datelineignore"), Instant::now());
        assert_eq!(changes.take(), [PathBuf::from("/n")]);
    }

    #[test]
    fn of_very_many_changes_all_is_looked_at() {
        let mut changes = changes();
        (0..=MOST).for_each(|number| changes.note(&Path::new("/n").join(number.to_string()), Instant::now()));
        assert_eq!(changes.take(), ["/m/one.txt", "/n"].map(PathBuf::from));
    }

    #[test]
    fn notices_that_nobody_listens_to_take_no_room_and_are_made_up_for() {
        let (teller, notices) = notices();
        let tell = |count: usize| (0..count).for_each(|number| teller.tell(Notice::Changed(number.to_string().into())));
        let next = || notices.next(Duration::ZERO);
        tell(MOST + 5);
        assert_eq!(next(), Some(Notice::Somewhere));
        assert_eq!(std::iter::from_fn(next).count(), MOST);
        tell(MOST);
        teller.tell(Notice::Lost("deaf".to_owned()));
        tell(1);
        assert_eq!(next(), Some(Notice::Lost("deaf".to_owned())));
        assert_eq!(std::iter::from_fn(next).last(), Some(Notice::Changed((MOST - 1).to_string().into())));
    }

    #[test]
    fn what_only_reads_is_no_change() {
        let event = |kind| Ok(Event::new(kind).add_path("/n/a".into()));
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(notices_of(event(open)), []);
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(notices_of(event(written)), [Notice::Changed("/n/a".into())]);
        let lost = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(notices_of(Ok(lost)), [Notice::Somewhere]);
        assert!(matches!(&notices_of(Err(notify::Error::new(ErrorKind::MaxFilesWatch)))[..], [Notice::Lost(_)]));
    }

    #[test]
    fn a_disk_in_a_network_is_known_by_its_kind() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nhost:/x /m/my\\040news nfs4 rw 0 0\n/dev/sdb1 /m/my\\040news/disk ext4 rw 0 0\n";
        for (root, kind) in [("/n", None), ("/m/my news/2024", Some("nfs4")), ("/m/my news/disk", None), ("/m/my news-2", None)] {
            assert_eq!(remote_by(mounts, Path::new(root)).as_deref(), kind, "{root}");
        }
        assert_eq!(remote_by("garbage\n\n", Path::new("/")), None);
    }

    #[test]
    fn a_file_that_is_written_is_heard_of() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        let Ok(watch) = Watch::over(std::slice::from_ref(&root)) else { return };
        let file = root.join("a.txt");
        std::fs::write(&file, "a").expect("a file");
        let patience = Instant::now() + Duration::from_secs(60);
        let heard = std::iter::from_fn(|| (Instant::now() < patience).then(|| watch.next(Duration::from_millis(100)))).flatten();
        assert!(heard.into_iter().any(|notice| notice == Notice::Changed(file.clone())));
    }
}
