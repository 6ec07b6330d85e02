//! Dates in running text, found from their year: most texts hold few numbers of four digits.

use super::{day, either_order, months, whole_month};
use crate::model::DateRange;

/// A date in a text, as bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// A day, or a whole month.
    pub range: DateRange,
}

impl Mention {
    /// True unless only the month is named.
    pub fn is_day(&self) -> bool {
        self.range.single().is_some() || self.range.from.is_some_and(|from| from.parts().2 != 1)
    }
}

/// Every date with a year in `text`: `2025-07-23`, `23.07.2025`, `July 23, 2025`, `23 de julio de 2025`, `July 2025`.
pub fn mentions(text: &str) -> Vec<Mention> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let year =
            (end - at == 4).then(|| text[at..end].parse::<u32>().ok()).flatten().filter(|year| (1800..2200).contains(year));
        let mention = year.and_then(|year| year_first(text, at, end, year).or_else(|| year_last(text, at, end, year)));
        at = mention.as_ref().map_or(end, |mention| mention.end.max(end));
        found.extend(mention);
    }
    found
}

/// `2025-07-23`, `2025/07/23`, `2025.07.23`.
fn year_first(text: &str, start: usize, end: usize, year: u32) -> Option<Mention> {
    let rest = text.as_bytes().get(end..)?;
    let separator = *rest.first().filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let number = |from: usize| {
        let digits = rest[from.min(rest.len())..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        let value = text.get(end + from..end + from + digits)?.parse::<u32>().ok()?;
        (digits <= 2).then_some((value, from + digits))
    };
    let (month, after_month) = number(1)?;
    if rest.get(after_month) != Some(&separator) {
        return None;
    }
    let (of_month, after_day) = number(after_month + 1)?;
    let range = DateRange::day(day(year, month, of_month)?);
    Some(Mention { start, end: end + after_day, range })
}

/// A year with day and month before it.
fn year_last(text: &str, start: usize, end: usize, year: u32) -> Option<Mention> {
    if let Some(mention) = numeric(text, start, end, year) {
        return Some(mention);
    }
    let (word, at) = previous_word(text, start)?;
    if let Some(month) = months::month(word) {
        if let Some((number, day_at)) = previous_word(text, at).and_then(|(word, at)| Some((ordinal(word)?, at))) {
            let range = DateRange::day(day(year, month, number)?);
            return Some(Mention { start: day_at, end, range });
        }
        return Some(Mention { start: at, end, range: whole_month(year, month)? });
    }
    let number = ordinal(word)?;
    let (name, month_at) = previous_word(text, at)?;
    let range = DateRange::day(day(year, months::month(name)?, number)?);
    Some(Mention { start: month_at, end, range })
}

/// `23.07.2025`, `7/23/2025`, `23-07-2025`.
fn numeric(text: &str, year_start: usize, end: usize, year: u32) -> Option<Mention> {
    let before = &text[..year_start];
    let separator = before.chars().next_back().filter(|c| matches!(c, '.' | '/' | '-'))?;
    let head = &before[..before.len() - 1];
    let digits_at_end = |text: &str| text.bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let second_length = digits_at_end(head);
    let second_at = head.len() - second_length;
    let first_head = head[..second_at].strip_suffix(separator)?;
    let first_length = digits_at_end(first_head);
    if !(1..=2).contains(&second_length) || !(1..=2).contains(&first_length) {
        return None;
    }
    let start = first_head.len() - first_length;
    let range = either_order(first_head[start..].parse().ok()?, head[second_at..].parse().ok()?, year)?;
    Some(Mention { start, end, range })
}

/// The word before byte `at`, over blanks, a comma and small words ("of", "de").
fn previous_word(text: &str, at: usize) -> Option<(&str, usize)> {
    let mut end = at;
    for _ in 0..3 {
        let head = text[..end].trim_end_matches([' ', '\u{a0}', '\u{202f}', ',', '\n', '\r']);
        if end - head.len() > 4 {
            return None;
        }
        let start =
            head.char_indices().rev().take(25).take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '.' | 'º')).last()?.0;
        let word = &head[start..];
        if !matches!(word, "of" | "de" | "del" | "the") {
            return Some((word, start));
        }
        end = start;
    }
    None
}

/// The day in `23`, `23rd`, `1er`, `23.`.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &word[digits..];
    let fits = matches!(suffix, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º");
    (fits && (1..=2).contains(&digits)).then(|| word[..digits].parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

/// Where a date stands that ends these words, with or without a year: "KYIV, July 23" → bytes of "July 23".
pub fn day_at_end(words: &str) -> Option<(usize, usize)> {
    if let Some(mention) = mentions(words).into_iter().find(|mention| mention.end == words.len() && mention.is_day()) {
        return Some((mention.start, mention.end));
    }
    let (last, last_at) = previous_word(words, words.len())?;
    let (first, first_at) = previous_word(words, last_at)?;
    let month_first = months::month(first).is_some() && ordinal(last).is_some();
    let day_first = months::month(last).is_some() && ordinal(first).is_some();
    (month_first || day_first).then_some((first_at, words.len()))
}

/// Month and day of a date without a year: "July 23", "23 July".
pub fn month_and_day(words: &str) -> Option<(u32, u32)> {
    let (last, at) = previous_word(words, words.len())?;
    let (first, _) = previous_word(words, at)?;
    let month_first = months::month(first).zip(ordinal(last));
    month_first.or_else(|| months::month(last).zip(ordinal(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_running_text() {
        for (text, expected) in [
            ("It began on February 24, 2022, they said.", "February 24, 2022=2022-02-24"),
            ("It began on 24 February 2022.", "24 February 2022=2022-02-24"),
            ("On the 3rd of March 2021 and in May 2023", "3rd of March 2021=2021-03-03 May 2023=2023-05-01..2023-05-31"),
            ("am 1. März 2020", "1. März 2020=2020-03-01"),
            ("saved 2024-02-29T10:00 or 29.02.2024", "2024-02-29=2024-02-29 29.02.2024=2024-02-29"),
            ("in 2024 some 2,000 of 1900 people, room 2001", ""),
            ("It was 12:30 2024", ""),
            ("On 31 February 2022", ""),
            ("tel. 555-2022-11", ""),
        ] {
            let found: Vec<String> = mentions(text).iter().map(|m| format!("{}={}", &text[m.start..m.end], m.range)).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_date_at_the_end_needs_no_year() {
        for (words, expected) in [
            ("KYIV, July 23", "July 23"),
            ("KYIV, 23 July", "23 July"),
            ("LIMA, Peru, May 3, 2024", "May 3, 2024"),
            ("KYIV", ""),
            ("KYIV, July", ""),
            ("ROOM 23", ""),
        ] {
            assert_eq!(day_at_end(words).map_or("", |(start, end)| &words[start..end]), expected, "{words}");
        }
    }
}
