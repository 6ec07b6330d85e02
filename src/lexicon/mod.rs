//! The words the passes know: `data/*.tsv` read once, when the first article is.

mod cues;
mod people;
mod phrases;
mod table;
mod words;

pub use cues::{Attachment, AttackWord, Cue, HarmKind, cues};
pub use people::{Number, person_noun};
pub use phrases::{HashedMap, Phrases, joins};
pub use table::{Row, rows};
pub use words::{Classes, classes};
