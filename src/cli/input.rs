//! Where articles come from: files, folders, or JSON lines on standard input; and what the user says about them.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;

use crate::error::{Error, Result};
use crate::model::{Article, Instructions, Outcome, Report, Source};
use crate::reports;
use crate::source::{FieldMap, Manifest, Options, read_jsonl};

/// Files, and what is said about them.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// Files and folders; `-` reads JSON lines from standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) about: About,
}

/// What is said about files.
#[derive(Args, Debug, Default)]
pub(crate) struct About {
    /// Table (csv or jsonl) with `file` and any of `date`, `title`, `url`, `outlet`, `authors`, `language`
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Fields of your JSON records: `text=maintext,published=meta.when`
    #[arg(long, value_name = "MAP")]
    map: Option<String>,
}

impl About {
    /// The same in the words in which it is to be remembered.
    ///
    /// # Errors
    /// If the paths or the manifest cannot be found.
    pub(crate) fn instructions(&self, paths: &[PathBuf]) -> Result<Instructions> {
        let manifest = self.manifest.as_deref().map(absolute).transpose()?;
        let paths = paths.iter().map(|path| absolute(path)).collect::<Result<_>>()?;
        Ok(Instructions { paths, manifest, map: self.map.clone() })
    }

    /// What was said in earlier runs, where nothing is said now.
    ///
    /// # Errors
    /// If it differs from path to path.
    pub(crate) fn or_as_before(self, earlier: &[Instructions], paths: &[String]) -> Result<Self> {
        if self.manifest.is_some() || self.map.is_some() {
            return Ok(self);
        }
        let mut said: Vec<&Instructions> = earlier.iter().filter(|said| said.concern(paths)).collect();
        said.dedup_by(|a, b| (&a.manifest, &a.map) == (&b.manifest, &b.map));
        match said.as_slice() {
            [] => Ok(self),
            [one] => match one.manifest.as_ref().filter(|path| !Path::new(path).exists()) {
                Some(path) => Err(Error::LostManifest { path: path.clone() }),
                None => Ok(Self { manifest: one.manifest.as_ref().map(PathBuf::from), map: one.map.clone() }),
            },
            several => {
                let named = several.iter().flat_map(|said| [&said.manifest, &said.map]).flatten();
                Err(Error::ManyManifests { which: named.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ") })
            }
        }
    }

    /// What is said, for people; empty if nothing is.
    pub(crate) fn in_words(&self) -> String {
        let manifest = self.manifest.iter().map(|path| format!("the manifest `{}`", path.display()));
        manifest.chain(self.map.iter().map(|map| format!("the map `{map}`"))).collect::<Vec<_>>().join(" and ")
    }

    /// What reading needs to know.
    pub(crate) fn options(&self) -> Result<Options> {
        let map = self.map.as_deref().map(str::parse::<FieldMap>).transpose()?.unwrap_or_default();
        let manifest = self.manifest.as_deref().map(Manifest::read).transpose()?;
        Ok(Options { map, manifest, ..Options::default() })
    }
}

fn absolute(path: &Path) -> Result<String> {
    let shown = || path.display().to_string();
    let found = path.canonicalize().map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Error::MissingPath { path: shown() },
        _ => Error::Io { action: "read", path: shown(), cause },
    })?;
    Ok(found.display().to_string())
}

/// True if lines are to be read from standard input.
///
/// # Errors
/// If files are given beside it: they would be left out.
pub(crate) fn is_standard_input(paths: &[PathBuf]) -> Result<bool> {
    match paths.iter().any(|path| path.as_os_str() == "-") {
        true if paths.len() > 1 => Err(Error::NotAlone),
        is_standard_input => Ok(is_standard_input),
    }
}

/// Reads JSON lines, of articles or of reports, from standard input until its end, or until `give` wants no more.
pub(crate) fn standard_input(options: &Options, give: &mut dyn FnMut(Article, Option<Report>) -> bool) -> Outcome {
    let wanted = AtomicBool::new(true);
    let mut reader = BufReader::with_capacity(1 << 20, WhileWanted { from: io::stdin().lock(), wanted: &wanted });
    let mut hand_on = |article, report| {
        if wanted.load(Ordering::Relaxed) && !give(article, report) {
            wanted.store(false, Ordering::Relaxed);
        }
    };
    if options.reports {
        let from = Source { path: "-".to_owned(), ..Source::default() };
        return reports::read(&mut reader, &from, &mut |article, report| hand_on(article, Some(report)));
    }
    read_jsonl(&mut reader, options, &mut |article| hand_on(article, None)).outcome
}

/// Ends when nobody wants more, so that a closed pipe behind us ends an endless one before us.
struct WhileWanted<'w, R> {
    from: R,
    wanted: &'w AtomicBool,
}

impl<R: Read> Read for WhileWanted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.wanted.load(Ordering::Relaxed) { self.from.read(buffer) } else { Ok(0) }
    }
}

/// What went wrong, in a few words; `None` for what is right or left out on purpose.
pub(crate) fn trouble(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Ok | Outcome::Skipped { .. } => None,
        Outcome::Partial { reason } => Some(reason.clone()),
        Outcome::Failed { stage, reason } => Some(format!("{stage}: {reason}")),
    }
}
