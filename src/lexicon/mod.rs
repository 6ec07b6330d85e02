//! The words the passes know: `data/*.tsv` read once, when the first article is.

mod actors;
mod cues;
#[cfg(test)]
mod data_test;
mod gate;
mod hashed;
mod leaders;
mod means;
mod nouns;
mod people;
mod phrases;
mod table;
mod titles;
mod vocabulary;
mod word_set;
mod words;

pub use actors::{Actor, Actors, Alias, Spelling, actors};
pub use cues::{Attachment, AttackWord, Cue, HarmKind, cues};
pub use hashed::HashedMap;
pub use leaders::{Leader, LeaderName, Leaders, leaders};
pub use means::{Telling, Term, means};
pub use nouns::{Noun, Part, nouns};
pub use people::{Number, PeopleWord, people_words, person_noun};
pub use phrases::{Phrases, joins, phrase_key};
pub use table::{Row, rows};
pub use titles::titles;
pub use vocabulary::Vocabulary;
pub use word_set::WordSet;
pub use words::{Classes, classes};
