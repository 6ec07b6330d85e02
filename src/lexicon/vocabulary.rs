//! Single words with a value each, asked about once for every word of an article.

use super::hashed::HashedMap;
use crate::document::fold::hash_word;
use crate::document::{Mark, Token};

/// Words with a value each, found by their hash.
#[derive(Debug)]
pub struct Vocabulary<T> {
    words: HashedMap<T>,
    mark: Mark,
}

impl<T: Copy> Vocabulary<T> {
    /// The set of these single words; of two equal words the first stays.
    pub fn of<'w>(words: impl IntoIterator<Item = (&'w str, T)>) -> Self {
        Self::joined(words, |first, _| first)
    }

    /// The set of these single words; equal words have their values joined.
    pub fn joined<'w>(words: impl IntoIterator<Item = (&'w str, T)>, join: impl Fn(T, T) -> T) -> Self {
        let mut found = Self { words: HashedMap::default(), mark: Mark::default() };
        let mut hashes = Vec::new();
        for (word, value) in words {
            let hash = hash_word(word);
            hashes.push(hash);
            let known = found.words.get(hash).map_or(value, |known| join(*known, value));
            *found.words.get_or_insert_with(hash, || known) = known;
        }
        found.mark = Mark::of(hashes);
        found
    }

    /// The mark of its words.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// The value of a word of a text.
    #[inline]
    pub fn at(&self, token: &Token) -> Option<T> {
        if !token.marks.has(self.mark) {
            return None;
        }
        self.words.get(token.hash).copied()
    }
}
