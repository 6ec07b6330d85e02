//! Word classes: what the clause reader steers by, one bit each.

use std::sync::LazyLock;

use super::{Vocabulary, rows};
use crate::document::Token;

/// The classes a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

macro_rules! classes {
    ($($name:ident = $word:literal: $help:literal,)*) => {
        impl Classes {
            classes!(@bits 0u32; $($name $help,)*);

            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
    (@bits $bit:expr; $name:ident $help:literal, $($rest:tt)*) => {
        #[doc = $help]
        pub const $name: Self = Self(1 << $bit);
        classes!(@bits $bit + 1; $($rest)*);
    };
    (@bits $bit:expr;) => {};
}

classes! {
    ADVERB = "adverb": "A word that may stand inside a verb group.",
    AND = "and": "Joins equals.",
    BE = "be": "To be, or to get: makes a passive.",
    BUT = "but": "Sets a new clause against the last.",
    DETERMINER = "determiner": "Opens a noun phrase.",
    DO = "do": "To do.",
    FOR = "for": "The word `for`.",
    HAVE = "have": "To have: makes a perfect.",
    HYPOTHETICAL = "hypothetical": "What follows need not have happened.",
    IF = "if": "Opens a condition.",
    MODAL = "modal": "Can, may, will ...",
    NEGATION = "negation": "Says that something is not so.",
    OF = "of": "The word `of`.",
    PLURAL_PRONOUN = "plural-pronoun": "They, them ...",
    PREPOSITION = "preposition": "Opens a prepositional phrase.",
    RELATIVE = "relative": "Opens a relative clause.",
    SINGULAR_PRONOUN = "singular-pronoun": "He, she ...",
    SPEECH = "speech": "To say, to report: what it reports is somebody's claim.",
    SUBORDINATOR = "subordinator": "Opens a subordinate clause.",
    TO = "to": "The word `to`.",
}

impl Classes {
    /// True if any of the classes of `other` is among these.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static CLASSES: LazyLock<Vocabulary<Classes>> = LazyLock::new(|| {
    let forms = rows(include_str!("../../data/words.tsv")).flat_map(|row| {
        let class = Classes::named(row.cell(0));
        row.list(1).filter_map(move |form| Some((form, class?)))
    });
    Vocabulary::joined(forms, Classes::or)
});

/// The classes of a word; none if it is in no class.
#[inline]
#[must_use]
pub fn classes(word: &Token) -> Classes {
    CLASSES.at(word).unwrap_or_default()
}
