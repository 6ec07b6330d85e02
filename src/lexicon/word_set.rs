//! A handful of words that a rule asks for, hashed when the program is compiled.

use crate::document::Mark;
use crate::document::fold::hash_folded;

/// A small set of words in small letters without accents.
///
/// Nearly every word that is asked about is in no set: one bit of a small gate says so before the hashes are compared.
#[derive(Clone, Copy, Debug)]
pub struct WordSet<const N: usize> {
    gate: [u64; GATE],
    hashes: [u64; N],
}

/// Words of 64 bits; a set of 40 words lets one stranger in thirteen through.
const GATE: usize = 8;

impl<const N: usize> WordSet<N> {
    /// The set of these words.
    #[must_use]
    pub const fn of(words: [&str; N]) -> Self {
        let (mut gate, mut hashes) = ([0; GATE], [0; N]);
        let mut at = 0;
        while at < N {
            hashes[at] = hash_folded(words[at].as_bytes());
            gate[Self::cell(hashes[at])] |= 1 << (hashes[at] % 64);
            at += 1;
        }
        Self { gate, hashes }
    }

    /// A mark for its words: for a set that all words of a text are asked for.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark::of(self.hashes)
    }

    /// True if the word with this hash is in the set.
    #[inline]
    #[must_use]
    pub fn has(&self, word: u64) -> bool {
        self.gate[Self::cell(word)] >> (word % 64) & 1 == 1 && self.hashes.contains(&word)
    }

    const fn cell(word: u64) -> usize {
        (word >> 6) as usize % GATE
    }
}

#[cfg(test)]
mod tests {
    use super::WordSet;
    use crate::document::fold::hash_word;

    #[test]
    fn a_word_is_found_in_any_case() {
        const SET: WordSet<2> = WordSet::of(["said", "says"]);
        assert!(SET.has(hash_word("Said")) && SET.has(hash_word("says")) && !SET.has(hash_word("say")));
    }
}
