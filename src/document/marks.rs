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

/// The mark of a table. The default, and that of a table made when all were given out, is no mark: any word may be in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark(u32);

impl Mark {
    /// A mark for the table of the words with these hashes.
    pub fn of(words: impl Iterator<Item = u64>) -> Self {
        let Some(mark) = 1_u32.checked_shl(GIVEN.fetch_add(1, Ordering::Relaxed)) else { return Self::default() };
        for word in words {
            CELLS[cell(word)].fetch_or(mark, Ordering::Relaxed);
        }
        READY.fetch_or(mark, Ordering::Release);
        Self(mark)
    }
}

/// The marks that a word bears.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks(u32);

impl Marks {
    /// False if the word is not in the table.
    #[inline]
    #[must_use]
    pub const fn has(self, mark: Mark) -> bool {
        mark.0 & !self.0 == 0
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
        Self { unknown: !READY.load(Ordering::Acquire) }
    }

    #[inline]
    pub(super) fn marks(self, word: u64) -> Marks {
        Marks(CELLS[cell(word)].load(Ordering::Relaxed) | self.unknown)
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
        let mark = Mark::of(["killed", "wounded"].map(hash_word).into_iter());
        let after = Marker::new();
        assert!(["killed", "Wounded"].iter().all(|word| after.marks(hash_word(word)).has(mark)));
        assert!(before.marks(hash_word("table")).has(mark), "cut before the mark was known");
        let strangers = (0..1_000).filter(|n| after.marks(hash_word(&format!("stranger{n}"))).has(mark)).count();
        assert!(strangers < 10, "{strangers}");
        assert!(after.marks(hash_word("table")).has(Mark::default()));
    }
}
