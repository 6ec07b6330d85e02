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
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of folded bytes, eight at a time, the last ones filled up with zeros.
pub const fn hash_folded(folded: &[u8]) -> u64 {
    let mut hash = SEED;
    let mut at = 0;
    while at < folded.len() {
        let (mut eight, mut byte) = (0, 0);
        while byte < 8 && at + byte < folded.len() {
            eight |= (folded[at + byte] as u64) << (8 * byte);
            byte += 1;
        }
        hash = add(hash, eight);
        at += 8;
    }
    mix(hash ^ folded.len() as u64)
}

/// The hash of a word as it stands in a text: [`hash_folded`] of its [`fold`], without the detour for ASCII.
pub fn hash_word(word: &str) -> u64 {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return hash_ascii_word(word.as_bytes(), 0, word.len());
    }
    hash_folded(fold(word).as_bytes())
}

/// [`hash_word`] of `text[start..end]`, which must be ASCII letters and digits: their small letters are those with one bit
/// set, which digits have anyway, so that eight bytes are folded at once.
#[inline]
pub fn hash_ascii_word(text: &[u8], start: usize, end: usize) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let (mut hash, mut at) = (SEED, start);
    while at < end {
        let length = (end - at).min(8);
        let eight = match text.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()) {
            Some(bytes) => (u64::from_le_bytes(bytes) | SMALL) & (u64::MAX >> (64 - 8 * length)),
            None => text[at..at + length].iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(byte | 0x20)),
        };
        hash = add(hash, eight);
        at += 8;
    }
    mix(hash ^ (end - start) as u64)
}

const fn add(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(STEP);
    mixed ^ (mixed >> 32)
}

/// The hash of a phrase, grown by the hash of its next word; a phrase of one word starts from 0.
pub const fn hash_phrase(so_far: u64, word: u64) -> u64 {
    mix(so_far.rotate_left(23) ^ word)
}

const fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}
