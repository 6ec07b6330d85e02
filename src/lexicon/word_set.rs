//! A handful of words that a rule asks for, hashed when the program is compiled.

use crate::document::fold::hash_folded;

/// A small set of words in small letters without accents.
#[derive(Clone, Copy, Debug)]
pub struct WordSet<const N: usize>([u64; N]);

impl<const N: usize> WordSet<N> {
    /// The set of these words.
    #[must_use]
    pub const fn of(words: [&str; N]) -> Self {
        let mut hashes = [0; N];
        let mut at = 0;
        while at < N {
            hashes[at] = hash_folded(words[at].as_bytes());
            at += 1;
        }
        Self(hashes)
    }

    /// True if the word with this hash is in the set.
    #[must_use]
    pub fn has(&self, word: u64) -> bool {
        self.0.contains(&word)
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
