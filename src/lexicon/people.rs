//! Nouns for people.

use crate::document::fold::hash_word;

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// More than one.
    Plural,
}

/// The number of a noun for people, by its hash.
#[must_use]
pub fn person_noun(hash: u64) -> Option<Number> {
    ["man", "woman"].iter().any(|w| hash_word(w) == hash).then_some(Number::Singular)
}
