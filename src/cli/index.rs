//! `dateline index`: make or refresh the index.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::Args;

use super::input::{About, Input, standard_input, trouble};
use super::place::again_in;
use super::progress::{Progress, told};
use super::{Exit, Global, say};
use crate::engine::Embedded;
use crate::error::{Error, Result};
use crate::ingest::{Job, Tally};
use crate::model::Instructions;
use crate::present::harmless;
use crate::source::{Options, walk};

/// Time between two checkpoints.
const CHECKPOINT: Duration = Duration::from_secs(10);

/// Set when the user wants to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// Make or refresh the index
///
/// Reads what is new or changed, removes what is gone, and follows what was moved. Nothing is written into your folders but the
/// index. Ctrl-C keeps what was done; the next run goes on from there. The manifest and the map hold in later runs over the same files, until
/// others are given.
#[derive(Args)]
pub(crate) struct Index {
    #[command(flatten)]
    input: Input,
    /// Threads [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Read without the manifest and the map of earlier runs, and forget them
    #[arg(long, conflicts_with_all = ["manifest", "map"])]
    forget: bool,
}

impl Index {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        global.only_for_people()?;
        let index = global.index_to_write()?;
        let threads = self.threads.unwrap_or_else(super::cores);
        if self.input.is_standard_input()? {
            let (options, said) = (self.input.about.options()?, Instructions::default());
            let job = Job { index, options: &options, said: &said, threads, stop: &STOP, checkpoint: CHECKPOINT };
            return lines(&job, &global.again());
        }
        let Input { paths, about } = self.input;
        let about = if self.forget { about } else { as_before(about, &index, &paths)? };
        let (options, said) = (about.options()?, about.instructions(&paths)?);
        let job = Job { index, options: &options, said: &said, threads, stop: &STOP, checkpoint: CHECKPOINT };
        let paths = &paths;
        if let Some(manifest) = &options.manifest {
            for warning in manifest.unmatched(walk(paths)?.collect::<Vec<_>>().iter()) {
                say(&format!("warning: {}\n", harmless(&warning)));
            }
        }
        let tally = files(&job, paths, &global.again())?;
        Ok(match (tally.interrupted || tally.failed > 0, tally.files) {
            (true, _) => Exit::Trouble,
            (false, 0) => Exit::NothingFound,
            (false, _) => Exit::Found,
        })
    }
}

/// What is said about the files, or else what was said about them when they were indexed last, which the user is told.
fn as_before(about: About, index: &Path, paths: &[PathBuf]) -> Result<About> {
    let given = about.in_words();
    // Where there is no index yet, or none that can be read, nothing is remembered; why, the run will say.
    let Ok(engine) = Embedded::open(index) else { return Ok(about) };
    let now = about.instructions(paths)?;
    let about = about.or_as_before(engine.instructions(), &now.paths)?;
    if about.in_words() != given {
        say(&format!("with {}, as before (--forget reads without)\n", about.in_words()));
    }
    Ok(about)
}

/// Refreshes the index of a folder searched by itself. An index of another version is only a cache of ours, and is made anew.
pub(crate) fn refresh(index: &Path, folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Err(Error::NotAFolder { path: folder.display().to_string() });
    }
    if matches!(Embedded::open(index), Err(Error::IndexVersion { .. })) {
        let remove = std::fs::remove_dir_all(index);
        remove.map_err(|cause| Error::Io { action: "remove", path: index.display().to_string(), cause })?;
    }
    let (options, said) = (Options::default(), Instructions::default());
    let job = Job {
        index: index.to_owned(),
        options: &options,
        said: &said,
        threads: super::cores(),
        stop: &STOP,
        checkpoint: CHECKPOINT,
    };
    let tally = files(&job, &[folder.to_owned()], &again_in(folder))?;
    if tally.interrupted { Err(Error::Interrupted) } else { Ok(()) }
}

fn files(job: &Job<'_>, paths: &[PathBuf], again: &str) -> Result<Tally> {
    stop_on_signal();
    let mut progress = Progress::over(paths);
    let tally = job.index_files(paths, &mut |tally| progress.show(tally));
    progress.end();
    let tally = tally?;
    if !tally.is_idle() || tally.interrupted {
        say(&told(&tally, progress.elapsed(), again));
    }
    if tally.files == 0 && !tally.interrupted {
        say(&match tally.ignored {
            0 => "there is no file to read here\n".to_owned(),
            ignored => format!("there is no file to read here: {ignored} left out by `.datelineignore`\n"),
        });
    }
    Ok(tally)
}

fn lines(job: &Job<'_>, again: &str) -> Result<Exit> {
    stop_on_signal();
    let mut progress = Progress::unmeasured();
    let done = job.index_articles(|give| standard_input(job.options, give), &mut |tally| progress.show(tally));
    progress.end();
    let (tally, outcome) = done?;
    say(&told(&tally, progress.elapsed(), again));
    match trouble(&outcome) {
        Some(reason) => {
            say(&format!("warning: standard input: {}\n", harmless(&reason)));
            Ok(Exit::Trouble)
        }
        None if tally.articles == 0 => Ok(Exit::NothingFound),
        None => Ok(Exit::Found),
    }
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
