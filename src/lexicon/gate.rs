//! What lets every pass ask its own tables of every word: nearly all words are in none of them, and a few kilobytes of bits say so.

/// Words of 64 bits: with the tables of all passes these fit the second cache, and the parts in use the first.
const SIZE: usize = 1 << 10;

/// One bit for each word that is let through: of 1,000 words the table lets one stranger in sixty through, of 7,000 one in ten.
/// Asked some fifteen times of every word, so that a second bit would cost more than the strangers it keeps out.
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
        self.0[(word >> 6) as usize % SIZE] |= 1 << (word % 64);
    }

    /// False if the word with this hash was never added.
    #[inline]
    pub fn may_have(&self, word: u64) -> bool {
        self.0[(word >> 6) as usize % SIZE] >> (word % 64) & 1 == 1
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
        assert!(strangers < 1_200, "{strangers}");
    }
}
