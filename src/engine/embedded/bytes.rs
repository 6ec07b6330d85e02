//! Values as few bytes: small numbers take one, and no string is written twice.
//!
//! Whoever reads knows the text that a report is of. So words of the text are written as the stretch where they stand, and a
//! string that came before as its number. What is read is checked: damaged bytes give `None`, never a panic.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::engine::analysis::WordHasher;
use crate::model::{Path, Span};

/// How a string is written; from [`KNOWN`] on even ones are numbers of this report's strings, odd ones of [`COMMON`]'s.
mod way {
    pub const NONE: u64 = 0;
    pub const LITERAL: u64 = 1;
    /// Hexadecimal digits in lower case, two a byte.
    pub const HEX: u64 = 2;
    /// The words of the span that is at hand.
    pub const WORDS: u64 = 3;
    /// Some of them: where, from the start of that span, and how many bytes.
    pub const PART: u64 = 4;
    pub const KNOWN: u64 = 5;
}

/// Strings that many reports hold, one a line. Every stored report counts on their order: a change needs another `INDEX_VERSION`.
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("common.txt").lines().collect());

static NUMBERS_OF_COMMON: LazyLock<Numbers<'_>> = LazyLock::new(|| COMMON.iter().copied().zip(0..).collect());

/// How a path is written: missing, spelled out in so many steps, or from here on that of this number.
const KNOWN_PATH: u64 = 12;

/// Digits below this many are not worth packing.
const FEWEST_DIGITS: usize = 8;

type Numbers<'a> = HashMap<&'a str, u64, BuildHasherDefault<WordHasher>>;

/// Strings and paths that the report on an article of a page or two holds at most: a map that grows puts in all it has anew.
const STRINGS: usize = 110;
const PATHS: usize = 28;

/// Bytes being written about a text.
pub struct Output<'a> {
    bytes: Vec<u8>,
    text: &'a str,
    known: Numbers<'a>,
    paths: Numbers<'a>,
    last: u32,
}

impl<'a> Output<'a> {
    /// Nothing yet.
    pub fn new(text: &'a str) -> Self {
        let (known, paths) = (with_room(STRINGS), with_room(PATHS));
        Self { bytes: Vec::with_capacity(1024), text, known, paths, last: 0 }
    }

    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number that is small on either side of zero.
    pub fn signed(&mut self, number: i64) {
        self.number(fold(number));
    }

    /// A number that may be missing.
    pub fn maybe(&mut self, number: Option<u32>) {
        self.number(number.map_or(0, |number| u64::from(number) + 1));
    }

    /// A length or a position.
    pub fn size(&mut self, size: usize) {
        self.number(size as u64);
    }

    /// A span; cheap if it begins near the one before.
    pub fn span(&mut self, span: Span) {
        self.start(span.start);
        self.signed(i64::from(span.end) - i64::from(span.start));
    }

    /// Where a span begins.
    pub fn start(&mut self, start: u32) {
        self.signed(i64::from(start) - i64::from(self.last));
        self.last = start;
    }

    /// A string, cheap if it came before or stands within `near`.
    pub fn string(&mut self, string: &'a str, near: Span) {
        if let Some(number) = number_of(&mut self.known, string) {
            return self.number(way::KNOWN + 2 * number);
        }
        let words = near.of(self.text);
        if words == string {
            self.number(way::WORDS);
        } else if let Some(number) = NUMBERS_OF_COMMON.get(string) {
            self.number(way::KNOWN + 1 + 2 * *number);
        } else if let Some(at) = part_of(words, string) {
            self.number(way::PART);
            self.size(at);
            self.size(string.len());
        } else if is_hexadecimal(string) {
            self.number(way::HEX);
            self.size(string.len() / 2);
            self.bytes.extend(string.as_bytes().chunks_exact(2).map(|digits| digit(digits[0]) << 4 | digit(digits[1])));
        } else {
            self.number(way::LITERAL);
            self.size(string.len());
            self.bytes.extend_from_slice(string.as_bytes());
        }
    }

    /// A string that may be missing.
    pub fn optional(&mut self, string: Option<&'a str>, near: Span) {
        match string {
            Some(string) => self.string(string, near),
            None => self.number(way::NONE),
        }
    }

    /// A path that may be missing, step by step; `near` as for [`string`](Self::string).
    pub fn path(&mut self, path: Option<&'a Path>, near: Span) {
        let Some(path) = path else { return self.number(0) };
        if let Some(number) = number_of(&mut self.paths, path.as_str()) {
            return self.number(KNOWN_PATH + number);
        }
        // The last step may hold all that does not fit.
        let depth = path.depth().min(KNOWN_PATH as usize - 1);
        self.size(depth);
        let mut left = path.as_str();
        for _ in 1..depth {
            let end = left.bytes().position(|byte| byte == b'/').unwrap_or(left.len());
            self.string(&left[..end], near);
            left = left.get(end + 1..).unwrap_or("");
        }
        self.string(left, near);
    }

    /// A number with a fraction, bit by bit.
    pub fn exact(&mut self, number: f64) {
        self.bytes.extend_from_slice(&number.to_bits().to_le_bytes());
    }
}

/// Where a string that is not all of these words stands in them.
fn part_of(words: &str, string: &str) -> Option<usize> {
    if string.len() < words.len() { words.find(string) } else { None }
}

fn with_room<'a>(room: usize) -> Numbers<'a> {
    Numbers::with_capacity_and_hasher(room, BuildHasherDefault::default())
}

/// The number of a string that came before; a new one is given the next.
fn number_of<'a>(numbers: &mut Numbers<'a>, string: &'a str) -> Option<u64> {
    let next = numbers.len() as u64;
    match numbers.entry(string) {
        Entry::Occupied(known) => Some(*known.get()),
        Entry::Vacant(new) => {
            new.insert(next);
            None
        }
    }
}

/// Bytes being read about a text.
pub struct Input<'a> {
    bytes: &'a [u8],
    text: &'a str,
    known: Vec<Cow<'a, str>>,
    paths: Vec<Path>,
    last: u32,
}

impl<'a> Input<'a> {
    /// What [`Output`] wrote about `text`.
    pub const fn new(bytes: &'a [u8], text: &'a str) -> Self {
        Self { bytes, text, known: Vec::new(), paths: Vec::new(), last: 0 }
    }

    /// True if everything has been read.
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// See [`Output::number`].
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// See [`Output::signed`].
    pub fn signed(&mut self) -> Option<i64> {
        self.number().map(unfold)
    }

    /// See [`Output::maybe`].
    #[allow(clippy::option_option, reason = "damaged bytes are not a number that is missing")]
    pub fn maybe(&mut self) -> Option<Option<u32>> {
        match self.number()? {
            0 => Some(None),
            number => u32::try_from(number - 1).ok().map(Some),
        }
    }

    /// A number that must fit.
    pub fn small<N: TryFrom<u64>>(&mut self) -> Option<N> {
        N::try_from(self.number()?).ok()
    }

    /// See [`Output::span`].
    pub fn span(&mut self) -> Option<Span> {
        let start = self.start()?;
        let end = i64::from(start).checked_add(self.signed()?)?;
        Some(Span::new(start, u32::try_from(end).ok()?))
    }

    /// See [`Output::start`].
    pub fn start(&mut self) -> Option<u32> {
        let start = i64::from(self.last).checked_add(self.signed()?)?;
        self.last = u32::try_from(start).ok()?;
        Some(self.last)
    }

    /// See [`Output::string`].
    pub fn string(&mut self, near: Span) -> Option<String> {
        self.optional(near)?
    }

    /// See [`Output::optional`].
    #[allow(clippy::option_option, reason = "damaged bytes are not a string that is missing")]
    pub fn optional(&mut self, near: Span) -> Option<Option<String>> {
        let string = match self.number()? {
            way::NONE => return Some(None),
            way::LITERAL => {
                let length = self.small()?;
                Cow::Borrowed(std::str::from_utf8(self.take(length)?).ok()?)
            }
            way::HEX => {
                let length = self.small()?;
                Cow::Owned(self.take(length)?.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(letter).collect())
            }
            way::WORDS => Cow::Borrowed(near.of(self.text)),
            way::PART => {
                let start: usize = self.small()?;
                let end = start.checked_add(self.small()?)?;
                Cow::Borrowed(near.of(self.text).get(start..end)?)
            }
            known if (known - way::KNOWN).is_multiple_of(2) => {
                let known = usize::try_from((known - way::KNOWN) / 2).ok()?;
                return self.known.get(known).map(|string| Some(string.clone().into_owned()));
            }
            common => Cow::Borrowed(*COMMON.get(usize::try_from((common - way::KNOWN) / 2).ok()?)?),
        };
        self.known.push(string.clone());
        Some(Some(string.into_owned()))
    }

    /// See [`Output::path`].
    #[allow(clippy::option_option, reason = "damaged bytes are not a path that is missing")]
    pub fn path(&mut self, near: Span) -> Option<Option<Path>> {
        let depth = match self.number()? {
            0 => return Some(None),
            depth @ 1..KNOWN_PATH => depth,
            known => return self.paths.get(usize::try_from(known - KNOWN_PATH).ok()?).cloned().map(Some),
        };
        let steps = (0..depth).map(|_| self.string(near)).collect::<Option<Vec<_>>>()?;
        let path = Path::parse(&steps.join("/"));
        self.paths.push(path.clone());
        Some(Some(path))
    }

    /// See [`Output::exact`].
    pub fn exact(&mut self) -> Option<f64> {
        let bytes = self.take(8)?.try_into().ok()?;
        Some(f64::from_bits(u64::from_le_bytes(bytes)))
    }
}

const fn fold(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

const fn unfold(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

fn is_hexadecimal(string: &str) -> bool {
    let digits = || string.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    string.len() >= FEWEST_DIGITS && string.len().is_multiple_of(2) && digits()
}

const fn digit(letter: u8) -> u8 {
    if letter <= b'9' { letter - b'0' } else { letter - b'a' + 10 }
}

const fn letter(digit: u8) -> char {
    (if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }) as char
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_the_text_and_what_came_before_take_few_bytes() {
        let text = "Three people were killed in Kharkiv.";
        for (strings, bytes) in [
            (vec!["killed in Kharkiv"], 1),
            (vec!["Kharkiv"], 3),
            (vec!["Odesa"], 7),
            (vec!["Odesa", "Odesa"], 8),
            (vec!["Ukraine", "Ukraine"], 3),
            (vec!["00ff00ff00ff00ff"], 10),
            (vec![""], 3),
        ] {
            let near = Span::new(18, 35);
            let mut output = Output::new(text);
            strings.iter().for_each(|string| output.string(string, near));
            let written = output.finish();
            assert_eq!(written.len(), bytes, "{strings:?}");
            let mut input = Input::new(&written, text);
            let read: Vec<String> = strings.iter().filter_map(|_| input.string(near)).collect();
            assert_eq!(read, strings);
            assert!(input.is_empty());
        }
    }

    proptest! {
        #[test]
        fn everything_comes_back(
            text in ".{0,20}",
            strings in proptest::collection::vec(proptest::option::of("[a-f0-9]{0,12}|.{0,6}"), 0..12),
            numbers: Vec<(u64, i64, Option<u32>)>,
            spans: Vec<(u32, u32)>,
        ) {
            let near = Span::new(0, (text.len() / 2) as u32);
            let mut output = Output::new(&text);
            strings.iter().for_each(|string| output.optional(string.as_deref(), near));
            for (number, signed, maybe) in &numbers {
                output.number(*number);
                output.signed(*signed);
                output.maybe(*maybe);
            }
            spans.iter().for_each(|(start, end)| output.span(Span::new(*start, *end)));
            let bytes = output.finish();
            let mut input = Input::new(&bytes, &text);
            for string in &strings {
                prop_assert_eq!(&input.optional(near).expect("a string"), string);
            }
            for number in &numbers {
                prop_assert_eq!((input.number(), input.signed(), input.maybe()), (Some(number.0), Some(number.1), Some(number.2)));
            }
            for (start, end) in &spans {
                prop_assert_eq!(input.span(), Some(Span::new(*start, *end)));
            }
            prop_assert!(input.is_empty());
        }
    }
}
