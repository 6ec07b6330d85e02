//! Word borders: the same few lines for the index and for extraction. A word is a run of letters and digits.

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

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    #[inline]
    fn next(&mut self) -> Option<(usize, usize)> {
        let start = next_border(self.text, self.at, true)?;
        self.at = next_border(self.text, start, false).unwrap_or(self.text.len());
        Some((start, self.at))
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
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(cut("Sana'a's nine-storey S-400, №5…"), ["Sana", "a", "s", "nine", "storey", "S", "400", "5"]);
        assert_eq!(cut("Харків впав — «так»"), ["Харків", "впав", "так"]);
        assert_eq!(cut(" \n"), Vec::<&str>::new());
    }
}
