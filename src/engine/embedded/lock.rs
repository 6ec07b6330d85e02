//! One writer at a time. The system holds the lock and drops it with the process, however that ends; the file only says
//! who holds it, so that a second writer can name the first.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::error::{Error, Result};

use super::failure;

/// The file that says who holds the lock.
pub const NAME: &str = "dateline-writer.lock";

/// Held as long as this lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the index in `folder`, or says who holds it.
    pub fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        let unwritable = |cause| failure::of_io("write", folder, cause);
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Locked { path: folder.display().to_string(), holder: holder(&mut file) });
            }
            Err(TryLockError::Error(cause)) => return Err(unwritable(cause)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(unwritable)?;
        write!(file, "process {} (`{}`)", std::process::id(), command()).and_then(|()| file.flush()).map_err(unwritable)?;
        Ok(Self { _file: file })
    }
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    match file.read_to_string(&mut text) {
        Ok(_) if !text.trim().is_empty() => text.trim().to_owned(),
        _ => "another process".to_owned(),
    }
}

fn command() -> String {
    std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_learns_who_holds_the_lock_until_it_is_dropped() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lock::take(folder.path()).expect("the lock");
        let second = Lock::take(folder.path()).expect_err("taken");
        assert!(second.to_string().contains(&format!("process {}", std::process::id())), "{second}");
        drop(first);
        Lock::take(folder.path()).expect("free again");
    }

    #[test]
    fn a_lock_left_by_a_dead_process_is_taken_over() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(NAME), "process 1 (`dateline index`)").expect("a stale lock");
        Lock::take(folder.path()).expect("the lock");
    }
}
