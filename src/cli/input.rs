//! Where articles come from: files, folders, or JSON lines on standard input; and what the user says about them.

use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;

use crate::error::{Error, Result};
use crate::model::{Article, Outcome};
use crate::source::{FieldMap, Manifest, Options, Reading, read_jsonl};

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
    /// What reading needs to know.
    pub(crate) fn options(&self) -> Result<Options> {
        let map = self.map.as_deref().map(str::parse::<FieldMap>).transpose()?.unwrap_or_default();
        let manifest = self.manifest.as_deref().map(Manifest::read).transpose()?;
        Ok(Options { map, manifest, latest: None })
    }
}

impl Input {
    /// True if JSON lines are to be read from standard input.
    ///
    /// # Errors
    /// If files are given beside it: they would be left out.
    pub(crate) fn is_standard_input(&self) -> Result<bool> {
        match self.paths.iter().any(|path| path.as_os_str() == "-") {
            true if self.paths.len() > 1 => Err(Error::NotAlone),
            is_standard_input => Ok(is_standard_input),
        }
    }
}

/// Reads JSON lines from standard input until its end, or until `give` wants no more.
pub(crate) fn standard_input(options: &Options, give: &mut dyn FnMut(Article) -> bool) -> Reading {
    let wanted = AtomicBool::new(true);
    let mut reader = BufReader::with_capacity(1 << 20, WhileWanted { from: io::stdin().lock(), wanted: &wanted });
    read_jsonl(&mut reader, options, &mut |article| {
        if wanted.load(Ordering::Relaxed) && !give(article) {
            wanted.store(false, Ordering::Relaxed);
        }
    })
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
