//! Words with what stands before them: all that the passes know of the text's surface.

use super::fold::{self, AsciiWord};
use super::marks::{Marker, Marks};
use super::words::words;

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u8);

impl Shape {
    const CAPITAL: u8 = 1;
    const ALL_CAPS: u8 = 2;
    const DIGITS: u8 = 4;
    const HAS_DIGIT: u8 = 8;

    fn of(word: &str) -> Self {
        let mut bits = 0;
        if word.chars().next().is_some_and(char::is_uppercase) {
            bits |= Self::CAPITAL;
            if !word.chars().any(char::is_lowercase) {
                bits |= Self::ALL_CAPS;
            }
        }
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits > 0 {
            bits |= Self::HAS_DIGIT;
            if digits == word.len() {
                bits |= Self::DIGITS;
            }
        }
        Self(bits)
    }

    /// As [`Self::of`], of an ASCII word that begins with the byte `first`.
    const fn of_ascii(first: u8, word: &AsciiWord) -> Self {
        // Six words in seven.
        if first >= b'a' && !word.has_digit() {
            return Self(0);
        }
        let mut bits = 0;
        if first.is_ascii_uppercase() {
            bits |= if word.has_small() { Self::CAPITAL } else { Self::CAPITAL | Self::ALL_CAPS };
        }
        if word.has_digit() {
            bits |= if word.has_letter() { Self::HAS_DIGIT } else { Self::HAS_DIGIT | Self::DIGITS };
        }
        Self(bits)
    }

    /// Begins with a capital letter.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// Begins with a capital and has no small letter; true for "A" as well.
    #[must_use]
    pub const fn is_all_caps(self) -> bool {
        self.0 & Self::ALL_CAPS != 0
    }

    /// Only the digits 0 to 9.
    #[must_use]
    pub const fn is_digits(self) -> bool {
        self.0 & Self::DIGITS != 0
    }

    /// At least one digit.
    #[must_use]
    pub const fn has_digit(self) -> bool {
        self.0 & Self::HAS_DIGIT != 0
    }
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap(u16);

impl Gap {
    /// White space of any kind.
    pub const SPACE: Self = Self(1);
    /// A line end.
    pub const LINE: Self = Self(1 << 1);
    /// Two line ends or more.
    pub const BLANK_LINE: Self = Self(1 << 2);
    /// `,`
    pub const COMMA: Self = Self(1 << 3);
    /// `.`
    pub const PERIOD: Self = Self(1 << 4);
    /// `!`, `?`, `…`
    pub const STOP: Self = Self(1 << 5);
    /// `:`
    pub const COLON: Self = Self(1 << 6);
    /// `;`
    pub const SEMICOLON: Self = Self(1 << 7);
    /// `-` and its Unicode kin.
    pub const HYPHEN: Self = Self(1 << 8);
    /// `–`, `—`, `--`.
    pub const DASH: Self = Self(1 << 9);
    /// `'`, `’`, `ʼ`, a grave accent.
    pub const APOSTROPHE: Self = Self(1 << 10);
    /// Any double quotation mark, or `‘`.
    pub const QUOTE: Self = Self(1 << 11);
    /// `(`, `[`
    pub const OPEN: Self = Self(1 << 12);
    /// `)`, `]`
    pub const CLOSE: Self = Self(1 << 13);
    /// `$`, `€`, `£`, `¥`, `₹`
    pub const MONEY: Self = Self(1 << 14);
    /// Anything else (`%`, `/`, `&`, symbols, emoji).
    pub const OTHER: Self = Self(1 << 15);

    /// True if any of the marks of `other` stands here.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True if only marks of `other`, or nothing, stand here.
    #[must_use]
    pub const fn only(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// True if the two words touch.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What stands at `start..end` of `text`.
    #[inline]
    fn at(text: &str, start: usize, end: usize) -> Self {
        // Nine of ten gaps.
        match text.as_bytes()[start..end] {
            [b' '] => Self::SPACE,
            [b'-'] => Self::HYPHEN,
            [b'\''] => Self::APOSTROPHE,
            [b',', b' '] => Self::COMMA.and(Self::SPACE),
            [b'.', b' '] => Self::PERIOD.and(Self::SPACE),
            _ => Self::of(&text[start..end]),
        }
    }

    #[inline(never)]
    fn of(between: &str) -> Self {
        let mut gap = Self(0);
        let (mut lines, mut hyphens) = (0, 0);
        for c in without_emphasis(between).chars() {
            let mark = Self::mark(c);
            lines += usize::from(mark == Self::LINE);
            hyphens += usize::from(c == '-');
            gap = gap.and(if mark == Self::LINE { mark.and(Self::SPACE) } else { mark });
        }
        if lines > 1 {
            gap = gap.and(Self::BLANK_LINE);
        }
        if hyphens > 1 || (hyphens > 0 && gap.has(Self::SPACE)) {
            gap = gap.and(Self::DASH);
        }
        gap
    }

    const fn mark(c: char) -> Self {
        match c {
            '\n' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::LINE,
            ',' | '،' | '、' | '，' => Self::COMMA,
            '.' | '。' => Self::PERIOD,
            '!' | '?' | '…' | '؟' | '！' | '？' => Self::STOP,
            ':' => Self::COLON,
            ';' | '؛' => Self::SEMICOLON,
            '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' => Self::HYPHEN,
            '\u{2012}' | '–' | '—' | '―' | '−' => Self::DASH,
            '\'' | '’' | 'ʼ' | '`' | '′' | '‛' => Self::APOSTROPHE,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‹' | '›' | '″' => Self::QUOTE,
            '(' | '[' | '{' => Self::OPEN,
            ')' | ']' | '}' => Self::CLOSE,
            '$' | '€' | '£' | '¥' | '₹' => Self::MONEY,
            c if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') => Self::SPACE,
            _ => Self::OTHER,
        }
    }
}

/// One word of a document.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte of the article's text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// [`fold::hash_word`] of it.
    pub hash: u64,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// The tables it may be in.
    pub marks: Marks,
}

/// True for a byte that may begin a word: an ASCII letter or digit, or what is beyond ASCII.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte >= 128;
        byte += 1;
    }
    table
};

/// Appends the words of `text`, whose first byte is byte `offset` of the article's text, and returns the gap after the last.
///
/// ASCII is read in one walk, for this is where most words come by; what else a word holds sends it to [`words`].
pub fn tokens(text: &str, offset: u32, found: &mut Vec<Token>) -> Gap {
    found.reserve(text.len() / 5);
    let (bytes, marker) = (text.as_bytes(), Marker::new());
    let (mut last, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if !MAY_BEGIN[usize::from(byte)] {
            at += 1;
            continue;
        }
        let word = AsciiWord::at(bytes, at);
        let beyond = bytes.get(word.end).is_some_and(|next| !next.is_ascii());
        let sign = if beyond { sign_at(text, word.end) } else { None };
        if let Some(length) = sign.filter(|_| word.end == at) {
            at += length;
            continue;
        }
        let (start, end, hash, shape) = if beyond && sign.is_none() {
            let Some(found) = beyond_ascii(text, at) else { break };
            found
        } else {
            (at, word.end, word.hash, Shape::of_ascii(byte, &word))
        };
        let gap = Gap::at(text, last, start);
        let marks = marker.marks(hash, shape.has_digit());
        found.push(Token { start: offset + start as u32, end: offset + end as u32, hash, shape, gap, marks });
        (last, at) = (end, end);
    }
    Gap::of(&text[last..])
}

/// The length of the character at byte `at`, if it is part of no word: the apostrophe and the quotation marks of print.
#[cold]
#[inline(never)]
fn sign_at(text: &str, at: usize) -> Option<usize> {
    text[at..].chars().next().filter(|c| !c.is_alphanumeric()).map(char::len_utf8)
}

/// The first word from byte `at` on, whatever it holds: its first byte, one past its last, its hash and its shape.
#[cold]
#[inline(never)]
fn beyond_ascii(text: &str, at: usize) -> Option<(usize, usize, u64, Shape)> {
    let (from, to) = words(&text[at..]).next()?;
    let word = &text[at + from..at + to];
    Some((at + from, at + to, fold::hash_word(word), Shape::of(word)))
}

/// Without the signs of emphasis that touch a word: "**two** people" are two people. "a*b" and a bullet are left as they are.
fn without_emphasis(between: &str) -> &str {
    let emphasis = |byte: Option<&u8>| matches!(byte, Some(b'*' | b'_'));
    if !emphasis(between.as_bytes().first()) && !emphasis(between.as_bytes().last()) {
        return between;
    }
    let bare = between.trim_matches(['*', '_']);
    if bare.is_empty() { between } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_parts_no_words_but_signs_of_other_use_do() {
        for (between, gap) in [
            (" **", Gap::SPACE),
            ("** ", Gap::SPACE),
            ("**, _", Gap::COMMA.and(Gap::SPACE)),
            ("**\n", Gap::LINE.and(Gap::SPACE)),
            (" * ", Gap::SPACE.and(Gap::OTHER)),
            ("*", Gap::OTHER),
            ("_", Gap::OTHER),
        ] {
            assert_eq!(Gap::of(between), gap, "{between:?}");
        }
    }

    #[test]
    fn one_walk_finds_the_words_that_the_index_finds() {
        for text in [
            "Two died, 12 were HURT on 3rd May; S-400s fell.",
            "“Łódź” and Kharkív’s naïve 9éme… Харків — «так» x",
            "é",
            " … ",
            "",
            "aé bé 1é É1",
        ] {
            let mut found = Vec::new();
            let tail = tokens(text, 7, &mut found);
            let expected: Vec<(usize, usize)> = words(text).collect();
            let cut: Vec<(usize, usize)> = found.iter().map(|t| (t.start as usize - 7, t.end as usize - 7)).collect();
            assert_eq!(cut, expected, "{text}");
            for (token, (start, end)) in found.iter().zip(&expected) {
                let word = &text[*start..*end];
                assert_eq!((token.hash, token.shape), (fold::hash_word(word), Shape::of(word)), "{word}");
            }
            assert_eq!(tail, Gap::of(&text[expected.last().map_or(0, |(_, end)| *end)..]), "{text}");
        }
    }
}
