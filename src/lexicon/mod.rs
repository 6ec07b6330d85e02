//! The words the passes know: `data/*.tsv` read once, when the first article is.

mod actors;
#[cfg(test)]
mod data_test;
mod leaders;
mod means;
mod nouns;
mod phrases;
mod table;
mod titles;
mod word_set;

pub use actors::{Actor, Actors, Alias, Spelling, actors};
pub use leaders::{Leader, LeaderName, Leaders, leaders};
pub use means::{Term, means};
pub use nouns::{Noun, Part, nouns};
pub use phrases::{HashedMap, Phrases, joins, phrase_key};
pub use table::{Row, rows};
pub use titles::titles;
pub use word_set::WordSet;
