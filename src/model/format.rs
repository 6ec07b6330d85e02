//! The kinds of files that articles are read from, as users are told of them.

use serde::Serialize;

/// Extensions of files that are packed whole: what stands before them tells what is in them.
pub const PACKED: [&str; 5] = ["gz", "bz2", "xz", "zst", "zstd"];
/// The extension of a tar archive that is packed.
pub const PACKED_TAR: &str = "tgz";

/// A kind of file: how it is recognised, and what is taken from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FileFormat {
    /// Its name in the ledger.
    pub name: &'static str,
    /// Extensions, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What in its content shows it, whatever the file is called.
    pub recognised: &'static str,
    /// What becomes an article, and what is known about it.
    pub taken: &'static str,
}
