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

/// How words become numbers, chosen when asking: the words are stored, nothing is read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// The interval as read.
    #[default]
    Words,
    /// One conservative number: tens 10, dozens 12, hundreds 100, and so on; otherwise the number stated.
    Acled,
    /// Stated numbers only: a vague word is no count.
    Strict,
}

/// Vague words with the number the profile `acled` takes for them, the greater of nested ones first.
const CONSERVATIVE: &[(&str, u32)] = &[
    ("hundreds of thousands", 100_000),
    ("tens of thousands", 10_000),
    ("millions", 1_000_000),
    ("thousand", 1_000),
    ("hundred", 100),
    ("dozen", 12),
    ("tens", 10),
];

impl Count {
    /// This count under another profile; none if the profile takes no such words for a number.
    #[must_use]
    pub fn under(&self, profile: Profile) -> Option<Self> {
        match profile {
            Profile::Words => Some(self.clone()),
            Profile::Strict => (self.qualifier != Qualifier::Vague).then(|| self.clone()),
            Profile::Acled => {
                let n = self.conservative();
                Some(Self { min: n, max: Some(n), ..self.clone() })
            }
        }
    }

    /// The number that the words state, or the least they allow.
    fn conservative(&self) -> u32 {
        match self.qualifier {
            Qualifier::MoreThan => self.min.saturating_sub(1),
            Qualifier::UpTo | Qualifier::Nearly => self.max.unwrap_or(self.min),
            Qualifier::LessThan => self.max.map_or(self.min, |max| max.saturating_add(1)),
            Qualifier::About => self.max.map_or(self.min, |max| self.min + (max - self.min) / 2),
            Qualifier::Vague => {
                let words = self.words.to_lowercase();
                CONSERVATIVE.iter().find(|(word, _)| words.contains(word)).map_or(self.min, |(_, n)| *n)
            }
            _ => self.min,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::{Count, Profile, Qualifier};

    #[test]
    fn profiles_read_the_words_again() {
        let count = |min, max, words: &str, qualifier| Count { min, max, words: words.to_owned(), qualifier };
        for (count, acled, strict) in [
            (count(12, Some(12), "12", Qualifier::Exact), 12, true),
            (count(12, None, "at least 12", Qualifier::AtLeast), 12, true),
            (count(13, None, "more than 12", Qualifier::MoreThan), 12, true),
            (count(0, Some(12), "up to 12", Qualifier::UpTo), 12, true),
            (count(0, Some(11), "fewer than 12", Qualifier::LessThan), 12, true),
            (count(12, Some(15), "12 to 15", Qualifier::Range), 12, true),
            (count(11, Some(13), "about 12", Qualifier::About), 12, true),
            (count(10, Some(12), "nearly a dozen", Qualifier::Nearly), 12, true),
            (count(20, Some(99), "tens", Qualifier::Vague), 10, false),
            (count(24, Some(99), "Dozens", Qualifier::Vague), 12, false),
            (count(200, Some(999), "hundreds", Qualifier::Vague), 100, false),
            (count(20000, Some(99999), "tens of thousands", Qualifier::Vague), 10_000, false),
            (count(3, Some(9), "several", Qualifier::Vague), 3, false),
            (count(0, Some(0), "no", Qualifier::Zero), 0, true),
        ] {
            assert_eq!(count.under(Profile::Words).as_ref(), Some(&count));
            assert_eq!(count.under(Profile::Acled).map(|c| (c.min, c.max)), Some((acled, Some(acled))), "{}", count.words);
            assert_eq!(count.under(Profile::Strict).is_some(), strict, "{}", count.words);
        }
    }
}
