//! Where the index is: given, found upwards as git finds its own, or in the user's cache for a folder searched with `--in`.

use std::env;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Global;
use super::index::refresh;
use super::reading::{LimitFlags, limits};
use crate::error::{Error, Result};

const NAME: &str = ".dateline";

/// The folder that is asked itself, rather than an index that was made of it.
#[derive(Args)]
pub(crate) struct Folder {
    /// Search this folder: its index is kept in the user's cache and refreshed first
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitFlags,
}

impl Folder {
    /// The index that is meant; that of a folder is refreshed first.
    pub(crate) fn index(&self, global: &Global) -> Result<PathBuf> {
        let Some(folder) = &self.folder else { return global.existing_index() };
        let index = cached_index(folder)?;
        refresh(&index, folder, limits(&self.limits.0)?)?;
        Ok(index)
    }

    /// What a further command needs to ask the same index: ` --in news`.
    pub(crate) fn again(&self, global: &Global) -> String {
        self.folder.as_deref().map_or_else(|| global.again(), again_in)
    }
}

/// What a further command needs to ask the same folder.
pub(crate) fn again_in(folder: &Path) -> String {
    format!(" --in {}", quoted(folder))
}

/// As a shell takes it.
fn quoted(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if shown.chars().all(|c| c.is_alphanumeric() || "/._-+,:@%".contains(c)) {
        return shown.into_owned();
    }
    format!("'{}'", shown.replace('\'', "'\\''"))
}

impl Global {
    /// What a further command needs to ask the same index: ` --index DIR`, or nothing if it is found from here.
    pub(crate) fn again(&self) -> String {
        self.index.as_deref().map(|index| format!(" --index {}", quoted(index))).unwrap_or_default()
    }

    /// The index that is meant, if there is one.
    pub(crate) fn existing_index(&self) -> Result<PathBuf> {
        match &self.index {
            Some(given) => Ok(given.clone()),
            None => upwards(&here()?).ok_or_else(|| Error::NoIndexUpwards),
        }
    }

    /// The index that is meant, to be made here if there is none.
    pub(crate) fn index_to_write(&self) -> Result<PathBuf> {
        match &self.index {
            Some(given) => Ok(given.clone()),
            None => Ok(upwards(&here()?).unwrap_or_else(|| PathBuf::from(NAME))),
        }
    }
}

/// The current folder.
pub(crate) fn here() -> Result<PathBuf> {
    env::current_dir().map_err(|cause| Error::Io { action: "find", path: ".".to_owned(), cause })
}

fn upwards(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(NAME)).find(|index| index.is_dir())
}

/// Where the index of a folder searched with `--in` is kept: never in the folder itself.
fn cached_index(folder: &Path) -> Result<PathBuf> {
    let folder = folder.canonicalize().map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => Error::MissingPath { path: folder.display().to_string() },
        _ => Error::Io { action: "open", path: folder.display().to_string(), cause },
    })?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).take(24).collect();
    Ok(cache()?.join("dateline").join(format!("{name}-{:016x}", hash(&folder))))
}

fn cache() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .ok_or(Error::NoCache)
}

/// FNV-1a, which stays the same on every machine and in every version.
fn hash(path: &Path) -> u64 {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    path.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325, fold)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::quoted;

    #[test]
    fn a_shell_reads_a_quoted_path_as_it_is() {
        for (path, shown) in
            [("news/2025", "news/2025"), ("my news", "'my news'"), ("Bäume", "Bäume"), ("it's", "'it'\\''s'"), ("$(x)", "'$(x)'")]
        {
            assert_eq!(quoted(Path::new(path)), shown);
        }
    }
}
