//! Counts of people as intervals, with the words they came from.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How a number was hedged in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// "12", "twelve", "a dozen".
    #[default]
    Exact,
    /// "at least 12", "a minimum of 12".
    AtLeast,
    /// "more than 12", "over 12".
    MoreThan,
    /// "up to 12", "as many as 12".
    UpTo,
    /// "fewer than 12".
    LessThan,
    /// "12 to 15", "between 12 and 15".
    Range,
    /// "about 12", "some 12".
    About,
    /// "nearly 12", "almost 12".
    Nearly,
    /// "several", "dozens", "scores".
    Vague,
    /// "no casualties", "unhurt".
    Zero,
    /// A family or a list of named people, counted by us: "a woman and her two children".
    Listed,
}

/// An interval of people, `min..=max`; no `max` means open above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The least it can be.
    pub min: u32,
    /// The most it can be; `None` if the text sets no upper end.
    pub max: Option<u32>,
    /// The words of the text.
    pub words: String,
    /// How the words hedge the number.
    pub qualifier: Qualifier,
}

impl Count {
    /// Exactly `n`, in the words `words`.
    #[must_use]
    pub fn exact(n: u32, words: &str) -> Self {
        Self { min: n, max: Some(n), words: words.to_owned(), qualifier: Qualifier::Exact }
    }

    /// True if the text says that there were none.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.max == Some(0)
    }

    /// True if the whole interval is at least `n`.
    #[must_use]
    pub const fn certainly_at_least(&self, n: u32) -> bool {
        self.min >= n
    }

    /// True if some of the interval is at least `n`.
    #[must_use]
    pub fn possibly_at_least(&self, n: u32) -> bool {
        self.max.is_none_or(|max| max >= n)
    }

    /// True if both intervals share a number.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.possibly_at_least(other.min) && other.possibly_at_least(self.min)
    }
}

impl fmt::Display for Count {
    /// `3`, `3+`, `0`, `3–9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            None => write!(f, "{}+", self.min),
            Some(max) if max == self.min => write!(f, "{max}"),
            Some(max) => write!(f, "{}–{max}", self.min),
        }
    }
}
