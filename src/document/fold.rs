//! One spelling for each word: lower case, no accents, and the hash by which tables know it.
//!
//! The build script includes this file, so that the tables it bakes and the program that reads them agree.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-cases `word` and strips accents: `Łódź` → `lodz`, `Kharkív` → `kharkiv`. Other scripts keep their letters.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// As [`fold`], appending to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ə' => out.push('e'),
            'ħ' => out.push('h'),
            'ŧ' => out.push('t'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            c if is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const STEP: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over the folded bytes, then mixed so that its low bits can index a table.
pub const fn hash_folded(folded: &[u8]) -> u64 {
    let mut hash = SEED;
    let mut at = 0;
    while at < folded.len() {
        hash = (hash ^ folded[at] as u64).wrapping_mul(STEP);
        at += 1;
    }
    mix(hash)
}

/// The hash of a word as it stands in a text: [`hash_folded`] of its [`fold`], without the detour for ASCII.
pub fn hash_word(word: &str) -> u64 {
    if !word.is_ascii() {
        return hash_folded(fold(word).as_bytes());
    }
    let hash = word.bytes().fold(SEED, |hash, b| (hash ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(STEP));
    mix(hash)
}

/// [`hash_word`] of an ASCII word, byte by byte.
#[derive(Clone, Copy)]
pub struct Hash(u64);

impl Hash {
    /// Of no byte.
    #[inline]
    pub const fn start() -> Self {
        Self(SEED)
    }

    /// The next byte, in small letters.
    #[inline]
    pub const fn add(&mut self, folded: u8) {
        self.0 = (self.0 ^ folded as u64).wrapping_mul(STEP);
    }

    /// The hash of all bytes added.
    #[inline]
    pub const fn finish(self) -> u64 {
        mix(self.0)
    }
}

/// The hash of a phrase, grown by the hash of its next word; a phrase of one word starts from 0.
pub const fn hash_phrase(so_far: u64, word: u64) -> u64 {
    mix(so_far.rotate_left(23) ^ word)
}

const fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
