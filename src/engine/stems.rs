//! Words and their stems, remembered.
//!
//! Stemming is nearly half of what plain tantivy spends on a text, and news repeats its words: so each word is stemmed once, and
//! then found by its own bytes in a table of two places for each. A newcomer takes the first of its two places and moves who was there to
//! the second, so that what is met often stays, and there is nothing to clear or to grow.

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::analysis::{LONGEST_WORD, Term, lower_into};
use crate::document::words;

/// Places of the table, of 24 bytes each.
const PLACES: usize = 1 << 16;

/// Bytes of stems after which all is forgotten: newcomers leave the stems of those they replace behind.
const ROOM: usize = 4 << 20;

/// Turns words into stems, and remembers them.
#[derive(Clone)]
pub struct Stems {
    stemmer: TextAnalyzer,
    /// The word's bytes, zeros after them; then where its stem begins and how long it is. All zeros: nobody.
    places: Vec<[u64; 3]>,
    stems: String,
    lower: String,
}

impl Default for Stems {
    fn default() -> Self {
        Self::new(Language::English)
    }
}

impl Stems {
    /// By the stemmer of `language`.
    pub fn new(language: Language) -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build();
        Self { stemmer, places: vec![[0; 3]; PLACES], stems: String::new(), lower: String::new() }
    }

    /// Writes the stem of `word`, as it stands in a text, into `stem`; its [`key`], if it is known already.
    #[inline]
    pub(super) fn write(&mut self, word: &str, known: Option<[u64; 2]>, stem: &mut String) {
        stem.clear();
        let Some(key) = known.or_else(|| key(word.as_bytes())) else { return self.make(word, stem) };
        let home = home(key);
        for place in [home, home ^ 1] {
            let [low, high, known] = self.places[place];
            if [low, high] == key {
                let (start, length) = ((known & 0xffff_ffff) as usize, (known >> 32) as usize);
                stem.push_str(&self.stems[start..start + length]);
                return;
            }
        }
        self.make(word, stem);
        self.remember(key, home, stem);
    }

    fn make(&mut self, word: &str, stem: &mut String) {
        lower_into(word, &mut self.lower);
        let mut tokens = self.stemmer.token_stream(&self.lower);
        if tokens.advance() {
            stem.push_str(&tokens.token().text);
        }
    }

    fn remember(&mut self, [low, high]: [u64; 2], home: usize, stem: &str) {
        if self.stems.len() > ROOM {
            self.stems.clear();
            self.places.fill([0; 3]);
        }
        self.places[home ^ 1] = self.places[home];
        self.places[home] = [low, high, self.stems.len() as u64 | (stem.len() as u64) << 32];
        self.stems.push_str(stem);
    }

    /// The stem of one word, as it stands in a text.
    pub fn stem(&mut self, word: &str) -> String {
        let mut stem = String::new();
        self.write(word, None, &mut stem);
        stem
    }

    /// The searchable words of `text`; those that are not `wanted` as they stand are not stemmed, and their term is empty.
    pub fn terms(&mut self, text: &str, wanted: impl Fn(&str) -> bool) -> Vec<Term> {
        let mut found = Vec::with_capacity(text.len() / 6);
        for (position, (start, end)) in words(text).enumerate() {
            if end - start >= LONGEST_WORD {
                continue;
            }
            let word = &text[start..end];
            let term = if wanted(word) { self.stem(word) } else { String::new() };
            found.push(Term { text: term, bytes: start..end, position });
        }
        found
    }
}

/// The bytes of a word as two numbers; `None` if it has more than 16 bytes. No word has a zero in it, so these tell its length, too.
#[inline]
pub(super) fn key(word: &[u8]) -> Option<[u64; 2]> {
    let eight = |at: usize| word.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes);
    let four = |at: usize| {
        let bytes = word.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
        u64::from(bytes.map_or(0, u32::from_le_bytes))
    };
    let length = word.len();
    // Two looks that overlap see every length without a loop.
    Some(match length {
        0 => return None,
        1..=3 => {
            let (middle, last) = (length / 2, length - 1);
            [u64::from(word[0]) | u64::from(word[middle]) << (8 * middle) | u64::from(word[last]) << (8 * last), 0]
        }
        4..=7 => [four(0) | four(length - 4) << (8 * (length - 4)), 0],
        8 => [eight(0), 0],
        9..=16 => [eight(0), eight(length - 8) >> (8 * (16 - length))],
        _ => return None,
    })
}

#[inline]
const fn home([low, high]: [u64; 2]) -> usize {
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::{Stems, key};

    #[test]
    fn a_key_is_the_word_itself() {
        let long = "abcdefghijklmnop";
        for length in 1..=16 {
            let [low, high] = key(&long.as_bytes()[..length]).expect("a key");
            let bytes = [low.to_le_bytes(), high.to_le_bytes()].concat();
            assert_eq!(&bytes[..length], &long.as_bytes()[..length]);
            assert!(bytes[length..].iter().all(|byte| *byte == 0));
        }
        assert_eq!((key(b""), key(b"abcdefghijklmnopq")), (None, None));
    }

    #[test]
    fn what_is_remembered_is_what_was_made() {
        let mut stems = Stems::default();
        // More words than there are places, so that many are driven out and come back.
        for round in 0..2 {
            for number in 0..200_000 {
                let word = format!("Strikes{number}");
                let (mut stem, mut fresh) = (String::new(), String::new());
                stems.write(&word, None, &mut stem);
                stems.make(&word, &mut fresh);
                assert_eq!(stem, fresh, "round {round}");
            }
        }
        assert_eq!(stems.stem("Missiles"), "missil");
    }
}
