//! `dateline index`: make or refresh the index.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::{Args, value_parser};

use super::input::{About, Guest, standard_input, tell_strays, trouble};
use super::place::again_in;
use super::progress::{Progress, left_out, staying, told};
use super::reading::FILES;
use super::sources::{Files, Sources};
use super::watch::WatchFlags;
use super::{Exit, Global, say};
use crate::engine::{Embedded, Engine};
use crate::error::{Error, Result};
use crate::ingest::{Extraction, Job, Tally};
use crate::model::Instructions;
use crate::present::{harmless, plural};
use crate::source::{Limits, Options, Selection, walk};

/// Time between two checkpoints.
const CHECKPOINT: Duration = Duration::from_secs(10);

/// More than any machine gains by, and fewer than any refuses to start.
const MOST_THREADS: i64 = 256;

/// Set when the user wants to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// Make or refresh the index
///
/// Reads what is new or changed, removes what is gone, and follows what was moved. Nothing is written into your folders but the
/// index. Ctrl-C keeps what was done; the next run goes on from there. Manifest, map, overrides and the flags that say which files are read and
/// how much of them hold in later runs over the same files, until others are given. What a flag leaves out is not read, and stays if it was read
/// before (`--prune` removes it); so do the files of a folder that is suddenly empty. `dateline formats` lists the kinds of files that are read.
#[derive(Args)]
#[command(
    override_usage = "dateline index [OPTIONS] <PATH>...\n       dateline index [OPTIONS] --files-from <LIST>\n       dateline index [OPTIONS] --reports <FILE>..."
)]
pub(crate) struct Index {
    /// Files and folders; `-` reads JSON lines from standard input
    #[arg(required_unless_present_any = ["reports", "files_from"], value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Index reports that were made before, instead of reading articles: JSON lines as `dateline extract` prints them; `-` reads them
    /// from standard input
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["paths", "manifest", "map", "extractor", "files_from"])]
    reports: Vec<PathBuf>,
    #[command(flatten)]
    files: Files,
    /// Remove from the index what these flags leave out and earlier runs read, what was read of a folder that is empty now, and what a list names
    /// that is gone
    #[arg(long, help_heading = FILES)]
    prune: bool,
    #[command(flatten)]
    watch: WatchFlags,
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    guest: Guest,
    /// Threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=MOST_THREADS))]
    threads: Option<u16>,
    /// Read without the manifest, map, overrides, extractor and flags of earlier runs, and forget them
    #[arg(long, conflicts_with_all = ["manifest", "map", "overrides"])]
    forget: bool,
}

impl Index {
    pub(crate) fn run(mut self, global: &Global) -> Result<Exit> {
        global.only_for_people()?;
        let index = global.index_to_write()?;
        let of_reports = !self.reports.is_empty();
        let sources = self.files.sources(if of_reports { self.reports } else { self.paths })?;
        self.about.selection = self.files.selection;
        let threads = self.threads.map_or_else(super::cores, usize::from);
        let (guest, prune) = (&self.guest, self.prune);
        let typed = Said {
            of_articles: self.about.says_of_articles() || guest.command().is_some(),
            flags: self.about.flags().into_keys().collect(),
        };
        let about = match sources.folders() {
            Some(folders) if !self.forget => as_before(self.about, guest, &index, &folders)?,
            _ => self.about,
        };
        let options = about.options()?;
        let options = Options { reports: of_reports, prune, selection: options.selection.beside_index(&index), ..options };
        let said = Instructions {
            extractor: guest.command().cloned().filter(|_| !matches!(sources, Sources::Lines)),
            ..to_remember(&sources, &about, &typed)?
        };
        let extraction = Extraction { program: guest.program(), ..about.extraction()? };
        let job =
            Job { index, options: &options, said: &said, extraction: &extraction, threads, stop: &STOP, checkpoint: CHECKPOINT };
        if matches!(sources, Sources::Lines) {
            self.watch.begin(&sources, &options.selection)?;
            return lines(&job, &global.again());
        }
        let is_complete = sources.tell_missing();
        if let (Some(manifest), Sources::Paths(paths)) = (&options.manifest, &sources) {
            for warning in manifest.unmatched(walk(paths, &Selection::default())?.collect::<Vec<_>>().iter()) {
                say(&format!("warning: {}\n", harmless(&warning)));
            }
        }
        let watching = self.watch.begin(&sources, &options.selection)?;
        let tally = files(&job, &sources, &global.again())?;
        if tally.is_idle() && tally.files > 0 && !tally.interrupted {
            let left_out = left_out(&tally.left_out, ", ");
            say(&format!("nothing changed: {} unchanged{left_out}\n", plural(tally.unchanged, "file")));
        }
        // Who hands in reports wants to mend them now; articles that cannot be read are listed by `status`.
        let refused = of_reports && refused(&job, &sources)?;
        let astray = tell_strays(&extraction) || tally.kept > 0;
        if let Some(watching) = watching.filter(|_| !tally.interrupted) {
            return watching.run(&job, &global.again());
        }
        Ok(match (tally.interrupted || tally.failed > 0 || refused || astray || !is_complete, tally.files) {
            (true, _) => Exit::Trouble,
            (false, 0) => Exit::NothingFound,
            (false, _) => Exit::Found,
        })
    }
}

/// What is to be remembered. A list is of one run: it changes nothing that is remembered, unless something is `said` of the articles beside it, which must
/// not be lost; of the flags those of earlier runs stay.
fn to_remember(sources: &Sources, about: &About, said: &Said) -> Result<Instructions> {
    let Some(folders) = sources.folders() else { return Ok(Instructions::default()) };
    let is_list = matches!(sources, Sources::Listed(..));
    if is_list && !said.of_articles {
        return Ok(Instructions::default());
    }
    let mut kept = about.instructions(&folders)?;
    kept.flags.retain(|flag, _| !is_list || !said.flags.contains(flag));
    Ok(kept)
}

/// What was typed for this run.
struct Said {
    /// Something that decides what articles are made of files.
    of_articles: bool,
    /// The flags that say which files are read, and how much of them.
    flags: Vec<String>,
}

/// Tells which lines of these files of reports were not taken, and why; false if all were.
fn refused(job: &Job<'_>, sources: &Sources) -> Result<bool> {
    let given: HashSet<PathBuf> = sources.walk(&job.options.selection)?.map(|found| found.path).collect();
    let mut any = false;
    for file in Embedded::open(&job.index)?.ledger()? {
        if let Some(reason) = trouble(&file.outcome).filter(|_| given.contains(&file.absolute_path())) {
            warn(&file.path, &reason);
            any = true;
        }
    }
    Ok(any)
}

/// What is said about the files, or else what was said about them when they were indexed last, which the user is told.
fn as_before(about: About, guest: &Guest, index: &Path, paths: &[PathBuf]) -> Result<About> {
    let given = about.said();
    // Where there is no index yet, or none that can be read, nothing is remembered; why, the run will say.
    let Ok(engine) = Embedded::open(index) else { return Ok(about) };
    let now = about.instructions(paths)?;
    let about = about.or_as_before(engine.instructions(), &now.paths)?;
    // The index is data: what it says is never run.
    let extractor = engine.instructions().iter().filter(|said| said.concern(&now.paths)).find_map(|said| said.extractor.clone());
    if let (Some(command), None) = (extractor, guest.command()) {
        return Err(Error::UnnamedExtractor { command });
    }
    let remembered: Vec<String> = about.said().into_iter().filter(|said| !given.contains(said)).collect();
    if !remembered.is_empty() {
        say(&format!("with {}, as before (--forget reads without)\n", remembered.join(" and ")));
    }
    Ok(about)
}

/// Refreshes the index of a folder searched by itself. An index of another version is only a cache of ours, and is made anew.
pub(crate) fn refresh(index: &Path, folder: &Path, limits: Limits) -> Result<()> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder { path: folder.display().to_string() });
    }
    if matches!(Embedded::open(index), Err(Error::IndexVersion { .. })) {
        let remove = std::fs::remove_dir_all(index);
        remove.map_err(|cause| Error::Io { action: "remove", path: index.display().to_string(), cause })?;
    }
    let options = Options { limits, ..Options::default() };
    let (said, extraction) = (Instructions::default(), Extraction::default());
    let job = Job {
        index: index.to_owned(),
        options: &options,
        said: &said,
        extraction: &extraction,
        threads: super::cores(),
        stop: &STOP,
        checkpoint: CHECKPOINT,
    };
    let tally = files(&job, &Sources::Paths(vec![folder.to_owned()]), &again_in(folder))?;
    if tally.interrupted { Err(Error::Interrupted) } else { Ok(()) }
}

fn files(job: &Job<'_>, sources: &Sources, again: &str) -> Result<Tally> {
    stop_on_signal();
    let mut progress = Progress::over(sources.walk(&job.options.selection)?);
    let mut observe = |tally: &Tally| progress.show(tally);
    let tally = match sources {
        Sources::Listed(listed) => job.index_listed(&listed.starts(), &listed.gone, &mut observe),
        Sources::Paths(paths) => job.index_files(paths, &mut observe),
        Sources::Lines => Ok(Tally::default()),
    };
    progress.end();
    let tally = tally?;
    if !tally.is_idle() || tally.interrupted {
        say(&told(&tally, progress.elapsed(), again));
    }
    if tally.files == 0 && !tally.interrupted {
        say(&format!("{}{}\n", sources.nothing(), left_out(&tally.left_out, ": ")));
    }
    say(&staying(&tally.staying));
    Ok(tally)
}

fn lines(job: &Job<'_>, again: &str) -> Result<Exit> {
    stop_on_signal();
    let mut progress = Progress::unmeasured();
    let done = job.index_articles(|give| standard_input(job.options, give), &mut |tally| progress.show(tally));
    progress.end();
    let (tally, outcome) = done?;
    say(&told(&tally, progress.elapsed(), again));
    let astray = tell_strays(job.extraction) || tally.kept > 0;
    match trouble(&outcome) {
        Some(reason) => {
            warn("standard input", &reason);
            Ok(Exit::Trouble)
        }
        None if astray => Ok(Exit::Trouble),
        None if tally.articles == 0 => Ok(Exit::NothingFound),
        None => Ok(Exit::Found),
    }
}

/// Tells what is wrong with a file, a line for each of its lines.
fn warn(file: &str, reason: &str) {
    let reason = harmless(reason).replace("; line ", "\n  line ").replace("; and ", "\n  and ");
    let begins = if reason.contains('\n') { "\n  " } else { " " };
    say(&format!("warning: {}:{begins}{reason}\n", harmless(file)));
}

/// The first signal asks the run to stop after what it is doing; the second stops it at once.
fn stop_on_signal() {
    // Without a handler a signal stops the run at once: nothing committed is lost.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        say("\nstopping: what was read is being kept; once more stops at once\n");
    });
}
