//! A small closed set of words, asked about once for every word of an article.
//!
//! Nearly all words are in no such set: a bit table that fits the first cache says so without a look into the map.

use crate::document::fold::hash_word;
use crate::lexicon::HashedMap;

/// Bits of the gate; 200 words leave nine of ten strangers outside at a hundredth of a kilobyte each.
const GATE_BITS: usize = 1 << 14;

/// Words with a value each, found by their hash.
pub struct Vocabulary<T> {
    gate: Box<[u64]>,
    words: HashedMap<T>,
}

impl<T: Copy> Vocabulary<T> {
    /// The set of these single words; of two equal words the first stays.
    pub fn of<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        let mut found = Self { gate: vec![0; GATE_BITS / 64].into_boxed_slice(), words: HashedMap::default() };
        for (word, value) in words {
            let hash = hash_word(word);
            found.gate[Self::cell(hash)] |= Self::bit(hash);
            found.words.entry(hash).or_insert(value);
        }
        found
    }

    /// The value of the word with this hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<T> {
        if self.gate[Self::cell(hash)] & Self::bit(hash) == 0 {
            return None;
        }
        self.words.get(&hash).copied()
    }

    const fn cell(hash: u64) -> usize {
        (hash >> 6) as usize % (GATE_BITS / 64)
    }

    const fn bit(hash: u64) -> u64 {
        1 << (hash % 64)
    }
}
