//! Where the index is: given, found upwards as git finds its own, or in the user's cache for a folder searched with `--in`.

use std::env;
use std::path::{Path, PathBuf};

use super::Global;
use crate::error::{Error, Result};

const NAME: &str = ".dateline";

impl Global {
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

fn here() -> Result<PathBuf> {
    env::current_dir().map_err(|cause| Error::Io { action: "find", path: ".".to_owned(), cause })
}

fn upwards(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join(NAME)).find(|index| index.is_dir())
}

/// Where the index of a folder searched with `--in` is kept: never in the folder itself.
pub(crate) fn cached_index(folder: &Path) -> Result<PathBuf> {
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
