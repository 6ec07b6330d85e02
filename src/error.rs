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
    /// A path given by the user does not exist.
    #[error("`{path}` does not exist")]
    MissingPath {
        /// The path as it was given.
        path: String,
    },
    /// The manifest cannot be used as it is.
    #[error("cannot use the manifest `{path}`: {reason}")]
    BadManifest {
        /// The manifest.
        path: String,
        /// What is wrong, with the line it stands on.
        reason: String,
    },
    /// A field map (`text=maintext`) that says nothing, or names an unknown field.
    #[error("cannot use the field map `{map}`: {reason}")]
    BadFieldMap {
        /// The part of the map that is wrong.
        map: String,
        /// What is wrong.
        reason: String,
    },
}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Io { .. } => None,
            Self::MissingPath { .. } => Some("check the spelling, and the folder you are in".to_owned()),
            Self::BadManifest { .. } => Some(
                "a manifest has a column `file` (path below the folder, or name) and any of `date` (YYYY-MM-DD), `title`, `url`, \
                 `outlet`, `authors`, `language`"
                    .to_owned(),
            ),
            Self::BadFieldMap { .. } => Some(
                "write `--map text=maintext,published=when`: on the left one of `id`, `title`, `text`, `published`, `url`, \
                 `outlet`, `authors`, `language`, on the right the field of your records"
                    .to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn messages_say_what_and_hints_say_what_to_do() {
        let cause = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        for (error, message, hint) in [
            (Error::Io { action: "read", path: "a".to_owned(), cause }, "cannot read `a`: permission denied", ""),
            (Error::MissingPath { path: "nowhere".to_owned() }, "`nowhere` does not exist", "check the spelling"),
            (
                Error::BadManifest { path: "m.csv".to_owned(), reason: "it has no column `file`".to_owned() },
                "cannot use the manifest `m.csv`: it has no column `file`",
                "a manifest has a column `file`",
            ),
            (
                Error::BadFieldMap { map: "x=y".to_owned(), reason: "`x` is not a field of an article".to_owned() },
                "cannot use the field map `x=y`: `x` is not a field of an article",
                "write `--map text=maintext",
            ),
        ] {
            assert_eq!(error.to_string(), message);
            assert!(error.hint().unwrap_or_default().starts_with(hint), "{message}");
        }
    }
}
