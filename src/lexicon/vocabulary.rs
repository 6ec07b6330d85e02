//! Single words with a value each, asked about once for every word of an article.

use super::gate::Gate;
use super::hashed::HashedMap;
use crate::document::fold::hash_word;

/// Words with a value each, found by their hash.
#[derive(Debug)]
pub struct Vocabulary<T> {
    gate: Gate,
    words: HashedMap<T>,
}

impl<T: Copy> Vocabulary<T> {
    /// The set of these single words; of two equal words the first stays.
    pub fn of<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        Self::joined(words, |first, _| first)
    }

    /// The set of these single words; equal words have their values joined.
    pub fn joined<'w>(words: impl IntoIterator<Item = (&'w str, T)>, join: impl Fn(T, T) -> T) -> Self {
        let mut found = Self { gate: Gate::default(), words: HashedMap::default() };
        for (word, value) in words {
            let hash = hash_word(word);
            found.gate.add(hash);
            let known = found.words.get(hash).map_or(value, |known| join(*known, value));
            *found.words.get_or_insert_with(hash, || known) = known;
        }
        found
    }

    /// The value of the word with this hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<T> {
        if !self.gate.may_have(hash) {
            return None;
        }
        self.words.get(hash).copied()
    }
}
