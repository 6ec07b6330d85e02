//! What the user wants left out: `.datelineignore` files, in the syntax of `.gitignore`, of the folders walked and of those above them.
//!
//! A file that names what is not to be read can itself be wrong: a line that is no pattern leaves nothing out, so that a slip
//! costs a file too many in the index, never one too few.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;

/// Name of the files that say what is left out.
pub const IGNORE_FILE: &str = ".datelineignore";

/// The patterns that hold at a point of the walk, outermost folder first.
pub struct Ignored {
    folders: Vec<(PathBuf, Gitignore)>,
}

impl Ignored {
    /// As it stands in `folders` above the given one, for which [`Self::enter`] is called when the walk comes to it.
    pub fn above(given: &Path) -> Self {
        let mut ignored = Self { folders: Vec::new() };
        let mut above: Vec<&Path> = given.ancestors().skip(1).collect();
        above.reverse();
        above.into_iter().for_each(|folder| ignored.enter(folder));
        ignored
    }

    /// Takes in the patterns of a folder.
    pub fn enter(&mut self, folder: &Path) {
        let file = folder.join(IGNORE_FILE);
        // Not every name is a file: opening a pipe would wait for ever.
        if file.is_file() {
            self.folders.push((folder.to_owned(), Gitignore::new(file).0));
        }
    }

    /// The innermost pattern that speaks of `path`, if it leaves it out. Forgets the folders that `path` is not below.
    pub fn leaves_out(&mut self, path: &Path, is_folder: bool) -> Option<String> {
        self.folders.retain(|(folder, _)| path.starts_with(folder));
        let said = self.folders.iter().rev().map(|(_, patterns)| patterns.matched(path, is_folder));
        match said.into_iter().find(|said| !said.is_none()) {
            Some(Match::Ignore(pattern)) => Some(pattern.original().to_owned()),
            _ => None,
        }
    }
}
