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
    let ascii = AsciiWord::at(word.as_bytes(), 0);
    if ascii.end == word.len() { ascii.hash } else { hash_folded(fold(word).as_bytes()) }
}

/// A run of ASCII letters and digits in a text, read eight bytes at a time: this is where nearly all words come by.
pub struct AsciiWord {
    /// One past its last byte.
    pub end: usize,
    /// [`hash_word`] of it.
    pub hash: u64,
    /// Bit 6 of a byte is set for a small letter.
    small: u64,
    /// Bit 6 of a byte is set for a digit.
    digits: u64,
    /// Bit 6 of a byte is set for a letter.
    letters: u64,
}

impl AsciiWord {
    /// The run that begins at byte `start` of `text`; empty if none does.
    #[inline(always)]
    pub fn at(text: &[u8], start: usize) -> Self {
        // Small letters are those with one bit set, which digits have anyway.
        const SMALL: u64 = 0x20 * EACH;
        let (mut hash, mut at) = (SEED, start);
        let (mut small, mut digits, mut letters) = (0, 0, 0);
        loop {
            let eight = eight_at(text, at);
            let others = others(eight);
            // All bits below the first byte that is none of a word; all if there is none.
            let run = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
            if run != 0 {
                hash = add(hash, (eight | SMALL) & run);
                // Letters have bit 6, digits have not, and bit 5 tells the small ones.
                let word = eight & run;
                small |= word & (word << 1);
                digits |= run & !word;
                letters |= word;
            }
            at += (others.trailing_zeros() / 8) as usize;
            if others != 0 {
                break;
            }
        }
        let hash = mix(hash ^ (at - start) as u64);
        Self { end: at, hash, small, digits, letters }
    }

    /// True if it has a small letter.
    pub const fn has_small(&self) -> bool {
        self.small & LETTER != 0
    }

    /// True if it has a digit.
    pub const fn has_digit(&self) -> bool {
        self.digits & LETTER != 0
    }

    /// True if it has a letter.
    pub const fn has_letter(&self) -> bool {
        self.letters & LETTER != 0
    }
}

/// The run of ASCII letters and digits that begins at byte `start` of `text`, if it has less than 16 bytes: one past its last byte, and
/// its bytes as two numbers, the first one lowest and zeros behind the last.
#[inline]
pub fn short_run(text: &[u8], start: usize) -> (usize, Option<[u64; 2]>) {
    let mut eights = [0; 2];
    for (at, part) in [start, start + 8].into_iter().zip(0..) {
        let eight = eight_at(text, at);
        let others = others(eight);
        let run = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        eights[part] = eight & run;
        if others != 0 {
            return (at + (others.trailing_zeros() / 8) as usize, Some(eights));
        }
    }
    (start + 16, None)
}

/// Eight times one.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x80 * EACH;
/// The bit of each of eight bytes that parts letters from digits.
const LETTER: u64 = 0x40 * EACH;

/// The highest bit of those of eight bytes that are neither a letter nor a digit.
#[inline(always)]
const fn others(eight: u64) -> u64 {
    let (low, ascii) = (eight & !HIGH, !eight & HIGH);
    // A byte of seven bits plus 0x80 minus a bound has its highest bit set if it reaches the bound, and carries nothing over.
    let folded = low | (0x20 * EACH);
    let letters = (folded + (0x80 - b'a' as u64) * EACH) & !(folded + (0x7f - b'z' as u64) * EACH);
    let digits = (low + (0x80 - b'0' as u64) * EACH) & !(low + (0x7f - b'9' as u64) * EACH);
    !((letters | digits) & ascii) & HIGH
}

/// Eight bytes of a text, the first lowest; zeros behind its end.
#[inline]
fn eight_at(text: &[u8], at: usize) -> u64 {
    match text.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()) {
        Some(bytes) => u64::from_le_bytes(bytes),
        None => last_at(text, at),
    }
}

#[cold]
#[inline(never)]
fn last_at(text: &[u8], at: usize) -> u64 {
    text[at..].iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
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
