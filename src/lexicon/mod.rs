//! The words the passes know: `data/*.tsv` read once, when the first article is.

mod phrases;
mod table;

pub use phrases::{HashedMap, Phrases, joins};
pub use table::{Row, rows};
