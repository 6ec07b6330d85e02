//! Nouns for people, with their grammatical number: `data/people.tsv`.

use std::sync::LazyLock;

use super::{HashedMap, rows};
use crate::document::fold::hash_word;

/// Grammatical number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    Singular,
    /// More than one.
    Plural,
}

static PEOPLE: LazyLock<HashedMap<Number>> = LazyLock::new(|| {
    let nouns = rows(include_str!("../../data/people.tsv")).filter(|row| row.cell(2) == "person");
    nouns.map(|row| (hash_word(row.cell(0)), if row.cell(1) == "many" { Number::Plural } else { Number::Singular })).collect()
});

/// The number of a noun for people, by its hash; a noun that is the same in both counts as singular.
#[must_use]
pub fn person_noun(hash: u64) -> Option<Number> {
    PEOPLE.get(&hash).copied()
}
