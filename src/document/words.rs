//! Word borders: the same few lines for the index and for extraction. A word is a run of letters and digits.

use super::fold::short_run;

/// The words of a text as byte ranges: maximal runs of alphanumeric characters, as tantivy's `SimpleTokenizer` cuts them.
pub const fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Words<'_> {
    /// The next word, and of an ASCII word of less than 16 bytes these as two numbers, the first byte lowest and zeros behind the last.
    #[inline]
    pub fn next_keyed(&mut self) -> Option<(usize, usize, Option<[u64; 2]>)> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while !IS_WORD[usize::from(*bytes.get(start)?)] && bytes[start].is_ascii() {
            start += 1;
        }
        let (end, key) = short_run(bytes, start);
        // Nearly all words are short, of ASCII and followed by ASCII.
        if let Some(key) = key.filter(|_| end > start && bytes.get(end).is_none_or(u8::is_ascii)) {
            self.at = end;
            return Some((start, end, Some(key)));
        }
        let start = next_border(self.text, start, true)?;
        self.at = next_border(self.text, start, false).unwrap_or(self.text.len());
        Some((start, self.at, None))
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    #[inline]
    fn next(&mut self) -> Option<(usize, usize)> {
        self.next_keyed().map(|(start, end, _)| (start, end))
    }
}

/// First byte at or after `from` whose character is (or is not) part of a word.
#[inline]
fn next_border(text: &str, from: usize, wanted: bool) -> Option<usize> {
    let mut at = from;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if IS_WORD[byte as usize] == wanted {
                return Some(at);
            }
            at += 1;
        } else {
            let c = text[at..].chars().next()?;
            if c.is_alphanumeric() == wanted {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
    None
}

/// For every byte whether it is an ASCII letter or digit.
const IS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::words;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn a_short_word_comes_with_its_bytes() {
        let text = "Ab, 1234567 12345678 abcdefghi 123456789012345 1234567890123456 été naïve it’s é";
        let mut keyed = words(text);
        for (start, end) in words(text) {
            let word = &text[start..end];
            let (from, to, key) = keyed.next_keyed().expect("a word");
            assert_eq!((from, to), (start, end), "{word}");
            let Some([low, high]) = key else {
                assert!(
                    word.len() > 15 || !text.as_bytes()[start.saturating_sub(1)..text.len().min(end + 1)].is_ascii(),
                    "{word}"
                );
                continue;
            };
            let bytes = [low.to_le_bytes(), high.to_le_bytes()].concat();
            assert_eq!((&bytes[..word.len()], bytes[word.len()..].iter().all(|byte| *byte == 0)), (word.as_bytes(), true));
        }
        assert_eq!(keyed.next_keyed(), None);
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(cut("Sana'a's nine-storey S-400, №5…"), ["Sana", "a", "s", "nine", "storey", "S", "400", "5"]);
        assert_eq!(cut("Харків впав — «так»"), ["Харків", "впав", "так"]);
        assert_eq!(cut(" \n"), Vec::<&str>::new());
    }
}
