//! Where the files are that a command reads: below paths, or in a list that another program printed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;

use super::input::is_standard_input;
use super::place::here;
use super::reading::{FILES, SelectionFlags};
use super::say;
use crate::error::{Error, Result};
use crate::present::harmless;
use crate::source::{Listed, Selection, Start, Walk, listed, walk, walk_at};

/// Which files are read.
#[derive(Args, Debug)]
pub(crate) struct Files {
    /// Read the files and folders that a list names, a line each, and nothing else; `-` is standard input: `find news -newer last | dateline
    /// index --files-from -`
    #[arg(long, value_name = "LIST", conflicts_with = "paths", help_heading = FILES)]
    files_from: Option<PathBuf>,
    /// Names in the list end with a zero byte, as `find -print0` and `fd -0` print them
    #[arg(short = '0', long, requires = "files_from", help_heading = FILES)]
    null: bool,
    #[command(flatten)]
    pub(crate) selection: SelectionFlags,
}

/// What is to be read.
pub(crate) enum Sources {
    /// Records, or reports, from standard input.
    Lines,
    /// These files and folders, with all that is in them.
    Paths(Vec<PathBuf>),
    /// The files and folders of a list.
    Listed(Names),
}

/// The names of a list.
pub(crate) struct Names {
    listed: Listed,
    here: PathBuf,
    /// Where files would be that are not there.
    pub(crate) gone: Vec<PathBuf>,
}

/// What is said where no file was found.
pub(crate) fn no_file_in(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths.iter().map(|path| format!("`{}`", harmless(&path.to_string_lossy()))).collect();
    format!("there is no file to read in {}", shown.join(", "))
}

impl Files {
    /// What is to be read, if these paths were given.
    ///
    /// # Errors
    /// If there is a list that cannot be read, or files were named beside standard input.
    pub(crate) fn sources(&self, paths: Vec<PathBuf>) -> Result<Sources> {
        let Some(list) = &self.files_from else {
            return Ok(if is_standard_input(&paths)? { Sources::Lines } else { Sources::Paths(paths) });
        };
        let here = here()?;
        let read = match list.as_os_str() == "-" {
            true => listed(&mut io::stdin().lock(), self.null, &here),
            false => File::open(list).and_then(|file| listed(&mut BufReader::new(file), self.null, &here)),
        };
        let path = || list.display().to_string();
        let mut listed = read.map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => Error::MissingPath { path: path() },
            _ => Error::Io { action: "read", path: path(), cause },
        })?;
        let gone = std::mem::take(&mut listed.gone);
        let here = here.canonicalize().unwrap_or(here);
        Ok(Sources::Listed(Names { listed, here, gone }))
    }
}

impl Sources {
    /// The files and folders that what was said before may be about; none for standard input.
    pub(crate) fn folders(&self) -> Option<Vec<PathBuf>> {
        match self {
            Self::Lines => None,
            Self::Paths(paths) => Some(paths.clone()),
            Self::Listed(Names { listed, .. }) => {
                let folders: BTreeSet<&Path> = listed.paths.iter().filter_map(|path| path.parent()).collect();
                Some(folders.into_iter().map(Path::to_owned).collect())
            }
        }
    }

    /// Tells which names of a list are none; true if all are.
    pub(crate) fn tell_missing(&self) -> bool {
        let Self::Listed(Names { listed: Listed { missing, .. }, .. }) = self else { return true };
        let Some(first) = missing.first().map(|name| harmless(&name.to_string_lossy())) else { return true };
        say(&match missing.len() {
            1 => format!("warning: the list names `{first}`, which is not there\n"),
            count => format!("warning: the list names {count} files that are not there, `{first}` first\n"),
        });
        false
    }

    /// What is said where nothing was there to read.
    pub(crate) fn nothing(&self) -> String {
        match self {
            Self::Lines => "there is nothing to read on standard input".to_owned(),
            Self::Paths(paths) => no_file_in(paths),
            Self::Listed(_) => "the list names no file to read".to_owned(),
        }
    }

    /// The files.
    ///
    /// # Errors
    /// If a path does not exist or cannot be looked at.
    pub(crate) fn walk(&self, selection: &Selection) -> Result<Walk> {
        match self {
            Self::Lines => walk(&[], selection),
            Self::Paths(paths) => walk(paths, selection),
            Self::Listed(names) => Ok(walk_at(names.starts(), selection)),
        }
    }
}

impl Names {
    /// Where a walk over the list begins: paths are told from the current folder, where files are in it.
    pub(crate) fn starts(&self) -> Vec<Start> {
        let start = |path: &PathBuf| {
            let root = if path.starts_with(&self.here) { &self.here } else { path.parent().unwrap_or(path) };
            Start { path: path.clone(), root: root.to_owned(), is_given: false }
        };
        self.listed.paths.iter().map(start).collect()
    }
}
