//! What lets every pass ask its own tables of every word: nearly all words are in none of them, and a few kilobytes of bits say so.

/// Words of 64 bits: with the tables of all passes these fit the second cache, and the parts in use the first.
const SIZE: usize = 1 << 10;

/// Two bits of one word of the table for each word that is let through, a Bloom filter whose look-up touches one place of memory: of
/// 7,000 words it lets one stranger in twenty through, of 1,000 one in a thousand.
#[derive(Debug)]
pub(super) struct Gate(Box<[u64; SIZE]>);

impl Default for Gate {
    fn default() -> Self {
        Self(Box::new([0; SIZE]))
    }
}

impl Gate {
    /// Lets the word with this hash through.
    pub fn add(&mut self, word: u64) {
        self.0[Self::place(word)] |= Self::bits(word);
    }

    /// False if the word with this hash was never added.
    #[inline]
    pub fn may_have(&self, word: u64) -> bool {
        let bits = Self::bits(word);
        self.0[Self::place(word)] & bits == bits
    }

    const fn place(word: u64) -> usize {
        (word >> 12) as usize % SIZE
    }

    const fn bits(word: u64) -> u64 {
        1 << (word % 64) | 1 << (word >> 6 & 63)
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use crate::document::fold::hash_word;

    #[test]
    fn it_lets_all_through_that_were_added_and_few_others() {
        let mut gate = Gate::default();
        let word = |number: usize| hash_word(&format!("word{number}"));
        (0..7_000).for_each(|number| gate.add(word(number)));
        assert!((0..7_000).all(|number| gate.may_have(word(number))));
        let strangers = (10_000..20_000).filter(|number| gate.may_have(word(*number))).count();
        assert!(strangers < 600, "{strangers}");
    }
}
