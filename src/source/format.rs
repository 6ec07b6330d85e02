//! The table of formats, and the choice among them: content first, extension second.

use std::path::Path;

use super::{Found, Loaded, Options, Reading};
use crate::model::{Article, Outcome};

/// How sure a format is that a file is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// It could be: nothing speaks against it.
    Possible,
    /// The extension says so.
    Extension,
    /// The content says so.
    Content,
}

/// A kind of file that articles are read from.
#[derive(Clone, Copy)]
pub struct Format {
    /// Its name in the ledger.
    pub name: &'static str,
    /// Extensions, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// How sure it is of a file, from the first bytes and the path.
    pub sniff: fn(&[u8], &Path) -> Confidence,
}

/// Every format, in the order in which they are asked.
pub const FORMATS: &[Format] = &[];

pub(super) fn read(_: &Found, loaded: &Loaded, _: &Options, _: &mut dyn FnMut(Article)) -> Reading {
    let outcome = Outcome::Skipped { reason: "unknown format".to_owned() };
    Reading { format: "", sha256: loaded.sha256.clone(), articles: 0, outcome }
}
