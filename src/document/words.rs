//! Word borders: the same few lines for the index and for extraction. A word is a run of letters and digits.

/// The words of a text as byte ranges: maximal runs of alphanumeric characters, as tantivy's `SimpleTokenizer` cuts them.
pub fn words(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next_border(text, at, true)?;
        let end = next_border(text, start, false).unwrap_or(text.len());
        at = end;
        Some((start, end))
    })
}

/// First byte at or after `from` whose character is (or is not) part of a word.
fn next_border(text: &str, from: usize, wanted: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            if byte.is_ascii_alphanumeric() == wanted {
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
