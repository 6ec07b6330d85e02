//! Which tables a word may be in: one look when the word is cut, for all tables at once.
//!
//! Every pass asks tables of its own about every word, and nearly every word is in none of them. A table of bits for each would have to
//! be looked into a dozen times a word; here a word takes along one bit a table, and a pass that walks the words tests it as it goes by.
//! A mark only says "perhaps": words share cells, and one that was cut before a table was made bears its mark in any case. So what is
//! read does not depend on what was read before, or by whom.

use std::sync::atomic::{AtomicU32, Ordering};

/// Cells: 256 KB, for some ten thousand words.
const SIZE: usize = 1 << 16;

static CELLS: [AtomicU32; SIZE] = [const { AtomicU32::new(0) }; SIZE];
/// Marks given out.
static GIVEN: AtomicU32 = AtomicU32::new(0);
/// Marks whose words are all in their cells.
static READY: AtomicU32 = AtomicU32::new(0);

/// The bit that every word bears.
const EVERY: u32 = 1 << 31;
/// The bit of words with a digit.
const DIGITS: u32 = 1 << 30;
/// Bits that are left for tables.
const FREE: u32 = 30;

/// The mark of a table, or of several. That of a table not yet made, or made when all were given out, is on every word.
#[derive(Clone, Copy, Debug)]
pub struct Mark(u32);

impl Default for Mark {
    fn default() -> Self {
        Self(EVERY)
    }
}

impl Mark {
    /// On words with a digit.
    pub const DIGITS: Self = Self(DIGITS);

    /// A mark for the table of the words with these hashes.
    pub fn of(words: impl IntoIterator<Item = u64>) -> Self {
        let number = GIVEN.fetch_add(1, Ordering::Relaxed);
        if number >= FREE {
            return Self::default();
        }
        let mark = 1 << number;
        for word in words {
            CELLS[cell(word)].fetch_or(mark, Ordering::Relaxed);
        }
        READY.fetch_or(mark, Ordering::Release);
        Self(mark)
    }

    /// On the words of both tables.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The marks that a word bears, or all that the words of a sentence bear.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks(u32);

impl Marks {
    /// False if the word is not in the table, or in none of the several.
    #[inline]
    #[must_use]
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & mark.0 != 0
    }

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Marks words: those of one text by what is known when it begins.
#[derive(Clone, Copy)]
pub(super) struct Marker {
    /// Marks that are not known yet, which every word bears.
    unknown: u32,
}

impl Marker {
    pub(super) fn new() -> Self {
        Self { unknown: !(READY.load(Ordering::Acquire) | DIGITS) }
    }

    #[inline]
    pub(super) fn marks(self, word: u64, has_digit: bool) -> Marks {
        let digits = if has_digit { DIGITS } else { 0 };
        Marks(CELLS[cell(word)].load(Ordering::Relaxed) | self.unknown | digits)
    }
}

const fn cell(word: u64) -> usize {
    (word >> 40) as usize % SIZE
}

#[cfg(test)]
mod tests {
    use super::{Mark, Marker};
    use crate::document::fold::hash_word;

    #[test]
    fn a_word_bears_the_mark_of_its_table_and_few_others_do() {
        let before = Marker::new();
        let mark = Mark::of(["killed", "wounded"].map(hash_word));
        let after = Marker::new();
        let marks = |marker: Marker, word: &str| marker.marks(hash_word(word), false);
        assert!(["killed", "Wounded"].iter().all(|word| marks(after, word).has(mark)));
        assert!(marks(before, "table").has(mark), "cut before the mark was known");
        let strangers = (0..1_000).filter(|n| marks(after, &format!("stranger{n}")).has(mark)).count();
        assert!(strangers < 10, "{strangers}");
        assert!(marks(after, "table").has(Mark::default()), "a table without a mark asks every word");
        assert!(!marks(after, "table").has(Mark::DIGITS) && after.marks(hash_word("12"), true).has(mark.or(Mark::DIGITS)));
    }
}
