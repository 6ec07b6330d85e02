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
    /// The table of overrides cannot be used as it is.
    #[error("cannot use the overrides `{path}`:{}{reason}", if reason.contains('\n') { "\n  " } else { " " })]
    BadOverrides {
        /// The table.
        path: String,
        /// What is wrong, with the lines it stands on.
        reason: String,
    },
    /// The user's extractor answers nothing, or cannot be started.
    #[error("the extractor `{command}` cannot be used: {reason}")]
    Extractor {
        /// Its command.
        command: String,
        /// What went wrong.
        reason: String,
    },
    /// Files were indexed with an extractor that is not named now.
    #[error("these files were read by the extractor `{command}`")]
    UnnamedExtractor {
        /// Its command.
        command: String,
    },
    /// A field map (`text=maintext`) that says nothing, or names an unknown field.
    #[error("cannot use the field map `{map}`: {reason}")]
    BadFieldMap {
        /// The part of the map that is wrong.
        map: String,
        /// What is wrong.
        reason: String,
    },
    /// There is no index where one was looked for.
    #[error("`{path}` holds no index")]
    NoIndex {
        /// The folder.
        path: String,
    },
    /// An index was to be made in a folder that holds something else.
    #[error("`{path}` is not empty and holds no index")]
    NotEmpty {
        /// The folder.
        path: String,
    },
    /// The index was made by another version of the program.
    #[error("the index `{path}` has version {found}, this program reads version {expected}")]
    IndexVersion {
        /// The folder.
        path: String,
        /// Its version, or `unknown`.
        found: String,
        /// `INDEX_VERSION` of this program.
        expected: u32,
    },
    /// Another process is writing.
    #[error("the index `{path}` is being written by {holder}")]
    Locked {
        /// The folder.
        path: String,
        /// Process id and command line, as far as known.
        holder: String,
    },
    /// No room is left on the disk.
    #[error("the disk is full: cannot write the index `{path}`")]
    DiskFull {
        /// The folder.
        path: String,
    },
    /// The folder or its file system cannot be written.
    #[error("the index `{path}` cannot be written: {cause}")]
    ReadOnly {
        /// The folder.
        path: String,
        /// What the system said.
        cause: String,
    },
    /// The index cannot be read or written for any other reason.
    #[error("the index `{path}` failed: {cause}")]
    Index {
        /// The folder.
        path: String,
        /// What the engine said.
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No index was named, and none stands here or above.
    #[error("there is no index here or in a folder above")]
    NoIndexUpwards,
    /// There is nowhere to keep the index of a folder that is searched by itself.
    #[error("there is no folder for cached indexes")]
    NoCache,
    /// The manifest or the table of overrides that files were indexed with is gone.
    #[error("the {what} `{path}`, which these files were indexed with, {} gone", if *what == "overrides" { "are" } else { "is" })]
    LostInstruction {
        /// `manifest`, `overrides`: also its flag.
        what: &'static str,
        /// The file.
        path: String,
    },
    /// Files were indexed with one manifest, map or table of overrides, others with another one.
    #[error("these files were indexed with different instructions: {which}")]
    ManyInstructions {
        /// Which they are.
        which: String,
    },
    /// Files were named beside standard input.
    #[error("standard input (`-`) is read alone")]
    NotAlone,
    /// There is no such command to describe.
    #[error("there is no command `{name}`")]
    NoCommand {
        /// The name as it was given.
        name: String,
    },
    /// A folder to be searched is a file.
    #[error("`{path}` is not a folder")]
    NotAFolder {
        /// The path as it was given.
        path: String,
    },
    /// No article bears the id.
    #[error("there is no article `{id}` in the index")]
    NoArticle {
        /// The id as it was given.
        id: String,
    },
    /// The user stopped the run.
    #[error("stopped before all was read")]
    Interrupted,
    /// The query or a filter cannot be read.
    #[error("{message}")]
    Query {
        /// What is wrong, and where.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
    /// An output that cannot show what was asked for.
    #[error("`{format}` cannot show this")]
    CannotHold {
        /// The output.
        format: String,
        /// Those that can, with "`, `" between.
        able: String,
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
            Self::BadOverrides { .. } => Some(
                "a row is `place` or `actor`, a name, `ban`, `set`, `rename` or `merge`, and what it becomes, with tabs between: \
                 `place<TAB>Springfield<TAB>set<TAB>United States/Illinois/Springfield`"
                    .to_owned(),
            ),
            Self::Extractor { command, .. } => Some(format!(
                "it must print a report for every line that it reads, as this should: \
                 `echo '{{\"id\":\"a\",\"text\":\"Two people died in Leeds.\"}}' | {command}`"
            )),
            Self::UnnamedExtractor { command } => Some(format!(
                "a command is not run because an index says so: name it again with `--extractor '{command}'`, or read without it with \
                 `--forget`"
            )),
            Self::BadFieldMap { .. } => Some(
                "write `--map text=maintext,published=when`: on the left one of `id`, `title`, `text`, `published`, `url`, \
                 `outlet`, `authors`, `language`, on the right the field of your records"
                    .to_owned(),
            ),
            Self::NoIndex { path } => Some(format!("make one with `dateline index FOLDER --index {path}`")),
            Self::NoIndexUpwards => {
                Some("make one with `dateline index FOLDER`, name one with `--index DIR`, or search a folder with `--in FOLDER`".to_owned())
            }
            Self::NoCache => Some("set `XDG_CACHE_HOME` or `HOME`, or use `dateline index` with `--index DIR`".to_owned()),
            Self::LostInstruction { what, .. } => {
                Some(format!("say where the file is with `--{what}`, or read without it with `--forget`"))
            }
            Self::ManyInstructions { .. } => Some(
                "index them one after the other, or say by flags (`--manifest`, `--map`, `--overrides` ...) what holds for all".to_owned(),
            ),
            Self::NotAlone => Some("read the files by a command of their own, into the same index".to_owned()),
            Self::NoCommand { .. } => Some("`dateline help` lists them".to_owned()),
            Self::NotAFolder { path } => Some(format!("index it with `dateline index {path}`, then search without `--in`")),
            Self::NoArticle { .. } => Some("`dateline search --format jsonl` prints the ids of what it finds".to_owned()),
            Self::Interrupted => Some("run the same command again: what was read is kept".to_owned()),
            Self::Query { hint, .. } => hint.clone(),
            Self::CannotHold { able, .. } if able.contains(',') => Some(format!("use one of `{able}`")),
            Self::CannotHold { able, .. } => Some(format!("use `{able}`, or leave `--format` out")),
            Self::NotEmpty { .. } => Some("give a new or an empty folder with `--index`".to_owned()),
            Self::IndexVersion { path, .. } => {
                Some(format!("remove the folder `{path}` and make it anew with `dateline index FOLDER --index {path}`"))
            }
            Self::Locked { .. } => Some("wait until it has finished, or stop it: what it committed is kept".to_owned()),
            Self::DiskFull { .. } => Some("make room and run the same command again: what was committed is kept".to_owned()),
            Self::ReadOnly { .. } => Some("change the folder's permissions, or give another one with `--index`".to_owned()),
            Self::Index { path, .. } => Some(format!(
                "run the command again; if it fails again, remove `{path}` and make it anew with `dateline index FOLDER`"
            )),
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
                Error::BadOverrides { path: "o.tsv".to_owned(), reason: "line 1: no name is given".to_owned() },
                "cannot use the overrides `o.tsv`: line 1: no name is given",
                "a row is `place` or `actor`",
            ),
            (
                Error::LostInstruction { what: "overrides", path: "o.tsv".to_owned() },
                "the overrides `o.tsv`, which these files were indexed with, are gone",
                "say where the file is with `--overrides`",
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
