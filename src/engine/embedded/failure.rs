//! What tantivy and the system say, as our errors: a full disk and a folder that cannot be written have a remedy.

use std::io;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::error::Error;

/// An error of the system while we `action` the index in `folder`.
pub fn of_io(action: &'static str, folder: &Path, cause: io::Error) -> Error {
    let path = folder.display().to_string();
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Error::DiskFull { path },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path, cause: cause.to_string() },
        _ => Error::Io { action, path, cause },
    }
}

/// An error of tantivy while it worked on the index in `folder`.
pub fn of_tantivy(folder: &Path, cause: TantivyError) -> Error {
    match system_error(&cause) {
        Some(found) if is_known(found) => of_io("write", folder, io::Error::new(found.kind(), found.to_string())),
        _ if speaks_of_full_disk(&cause) => Error::DiskFull { path: folder.display().to_string() },
        _ => Error::Index { path: folder.display().to_string(), cause: Box::new(cause) },
    }
}

fn is_known(cause: &io::Error) -> bool {
    !matches!(of_io("", Path::new(""), io::Error::from(cause.kind())), Error::Io { .. })
}

fn system_error(error: &TantivyError) -> Option<&io::Error> {
    match error {
        TantivyError::IoError(cause) => Some(cause),
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. })
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
        | TantivyError::LockFailure(LockError::IoError(io_error), _) => Some(io_error),
        _ => None,
    }
}

/// What a thread of tantivy's met reaches us only as words.
fn speaks_of_full_disk(error: &TantivyError) -> bool {
    let words = format!("{error:?}");
    words.contains("StorageFull") || words.contains("os error 28") || words.contains("No space left")
}

/// Tries to write into `folder`, to learn what keeps others from it.
pub fn probe(folder: &Path) -> Option<Error> {
    let path = folder.join(".dateline-probe");
    // More than the room that file systems keep inside an entry.
    let tried = std::fs::write(&path, vec![1; 1 << 20]);
    // Nothing is lost if it stays: it is overwritten by the next one.
    let _ = std::fs::remove_file(&path);
    tried.err().map(|cause| of_io("write", folder, cause))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_full_disk_and_a_closed_folder_are_told_from_the_rest() {
        let io = |kind: io::ErrorKind| TantivyError::IoError(Arc::new(io::Error::from(kind)));
        for (error, expected) in [
            (io(io::ErrorKind::StorageFull), "the disk is full: cannot write the index `x`"),
            (io(io::ErrorKind::PermissionDenied), "the index `x` cannot be written: permission denied"),
            (
                TantivyError::ErrorInThread("Os { code: 28, kind: StorageFull }".into()),
                "the disk is full: cannot write the index `x`",
            ),
            (TantivyError::Poisoned, "the index `x` failed: A thread holding the locked panicked and poisoned the lock"),
        ] {
            assert_eq!(of_tantivy(Path::new("x"), error).to_string(), expected);
        }
    }
}
