//! Nouns for people, with their grammatical number: `data/people.tsv`.

use std::sync::LazyLock;

use super::{Vocabulary, rows};
use crate::document::Token;

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

/// What kind of word a number before it makes people of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleWord {
    /// "soldiers".
    Person,
    /// "deaths": the noun itself says what befell them.
    Harm,
    /// "dead": an adjective that can stand for people.
    State,
}

/// The words of the table with their number and kind, in its order.
pub fn people_words() -> impl Iterator<Item = (&'static str, Number, PeopleWord)> {
    rows(include_str!("../../data/people.tsv")).map(|row| {
        let number = match row.cell(1) {
            "one" => Number::Singular,
            "many" => Number::Plural,
            _ => Number::Either,
        };
        let kind = match row.cell(2) {
            "harm" => PeopleWord::Harm,
            "state" => PeopleWord::State,
            _ => PeopleWord::Person,
        };
        (row.cell(0), number, kind)
    })
}

static PEOPLE: LazyLock<Vocabulary<Number>> = LazyLock::new(|| {
    let nouns = people_words().filter(|(_, _, kind)| *kind == PeopleWord::Person);
    Vocabulary::of(nouns.map(|(word, number, _)| (word, number)))
});

/// The number of a noun for people.
#[must_use]
pub fn person_noun(word: &Token) -> Option<Number> {
    PEOPLE.at(word)
}
