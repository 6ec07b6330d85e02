//! What can go wrong, and what to do about it.

/// Any failure of the library.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {action} `{path}`: {cause}")]
    Io {
        /// `read`, `write`, `open` ...
        action: &'static str,
        /// The file or folder.
        path: String,
        /// What the system said.
        cause: std::io::Error,
    },
}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        None
    }
}
