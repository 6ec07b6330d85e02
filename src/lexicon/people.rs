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
    /// Written the same for both, and more often of many: "police", "crew".
    Either,
}

static PEOPLE: LazyLock<HashedMap<Number>> = LazyLock::new(|| {
    let nouns = rows(include_str!("../../data/people.tsv")).filter(|row| row.cell(2) == "person");
    let number = |cell| match cell {
        "one" => Number::Singular,
        "many" => Number::Plural,
        _ => Number::Either,
    };
    nouns.map(|row| (hash_word(row.cell(0)), number(row.cell(1)))).collect()
});

/// The number of a noun for people, by its hash.
#[must_use]
pub fn person_noun(hash: u64) -> Option<Number> {
    PEOPLE.get(&hash).copied()
}
