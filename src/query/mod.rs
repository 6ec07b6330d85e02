//! What is asked, and what is answered.
//!
//! A [`Query`] says which articles are meant; a [`Request`] says what to do with them; an [`Answer`] is what comes back.
//! The query string ([`parse`]) and the command's flags build the same query. [`Query::matches`] is the definition of
//! right that every engine is held to.
//!
//! Conditions on incidents given together hold in one and the same incident: [`Query::normalise`] gathers them into
//! [`Query::Incident`], and an engine only ever sees queries in that form.

#![warn(missing_docs)]

mod answer;
mod cursor;
mod error;
pub mod event;
pub mod facet;
mod flags;
mod matches;
mod normal;
pub mod oracle;
mod parse;
mod pattern;
mod print;
mod request;
pub mod resolve;
pub mod story;
mod text;
pub mod timeline;
mod value;
pub mod values;

use crate::model::{DateRange, Field, Path, Scope};

pub use answer::{Answer, Bucket, Facet, Hit, Period, Snippet, Timeline, Toll};
pub use error::{Fault, QueryError};
pub use flags::{Filters, Range};
pub use matches::{count_between, days_during, published_during};
pub use parse::parse;
pub use request::{FacetRequest, Request, Sort, Step};
pub use resolve::{AsWritten, Resolver};
pub use text::{Analyzer, Words};

/// Which articles are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Every article.
    All,
    /// Words in headline or body.
    Text(Text),
    /// A condition on the article, or (location, actor, means) on anything it mentions or any of its incidents.
    Is(Condition),
    /// Conditions that all hold in one and the same incident. Never empty.
    Incident(Vec<Condition>),
    /// All of these.
    And(Vec<Query>),
    /// At least one of these.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
}

/// Words looked for in a field of kind text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// `Text` (headline or body, each on its own), `Title` or `Body`.
    pub field: Field,
    /// What must stand there.
    pub pattern: Pattern,
}

/// What must stand in a text. Every word is exactly one word by [`crate::document::words`], as it was typed:
/// the [`Analyzer`] makes a term of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// One word.
    Word(String),
    /// Words in this order (two or more); `slop` is how many places they may be moved in all (two to swap neighbours).
    Phrase {
        /// The words.
        words: Vec<String>,
        /// How many places in all; 0 for exactly so.
        slop: u32,
    },
    /// Two words or runs of words with at most `between` words between them.
    Near {
        /// One or more words, in this order without a gap.
        left: Vec<String>,
        /// One or more words, in this order without a gap.
        right: Vec<String>,
        /// How many words may stand between.
        between: u32,
        /// True if `left` must come first (`BEFORE`).
        ordered: bool,
    },
    /// Words that begin like this, or share its stem.
    Prefix(String),
    /// Words at most this many edits away (1 or 2; swapped neighbours are one edit).
    Fuzzy {
        /// The word.
        word: String,
        /// 1 or 2.
        edits: u8,
    },
}

/// A condition on one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A value is one of `paths` or lies below one of them. Sorted, unique, never empty.
    Under {
        /// A field of kind path.
        field: Field,
        /// As the index writes them: names were resolved when the query was read.
        paths: Vec<Path>,
    },
    /// The days lie in `range`.
    During {
        /// `Published` or `When`.
        field: Field,
        /// At least one end is set.
        range: DateRange,
    },
    /// The count lies in `min..=max`.
    Between {
        /// A field of kind count.
        field: Field,
        /// Least number.
        min: u32,
        /// Greatest number; `None` is open.
        max: Option<u32>,
    },
    /// The incident's scope is one of these. Sorted, unique, never empty.
    Scope(Vec<Scope>),
    /// The article's date is not known, only bounded.
    Undated,
}

impl Condition {
    /// The field it speaks of.
    #[must_use]
    pub const fn field(&self) -> Field {
        match self {
            Self::Under { field, .. } | Self::During { field, .. } | Self::Between { field, .. } => *field,
            Self::Scope(_) => Field::Scope,
            Self::Undated => Field::Published,
        }
    }
}

/// How surely an article, or an incident, is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// It is not.
    No,
    /// It may be: a date or a count leaves it open.
    Possible,
    /// It is.
    Certain,
}

impl std::ops::Not for Match {
    type Output = Self;

    /// No and certain change places; possible stays.
    fn not(self) -> Self {
        match self {
            Self::No => Self::Certain,
            Self::Possible => Self::Possible,
            Self::Certain => Self::No,
        }
    }
}

#[cfg(test)]
mod tests;
