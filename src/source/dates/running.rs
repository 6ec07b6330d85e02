//! Dates in running text, found from their year: most texts hold few numbers of four digits.

use super::{Habit, Order, day, either_order, months, whole_month};
use crate::model::DateRange;
use crate::source::draft::border;

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

/// Every date with a year in `text`: `2025-07-23`, `23.07.2025`, `July 23, 2025`, `23 de julio de 2025`, `2025年7月23日`, `July 2025`.
pub fn mentions(text: &str) -> Vec<Mention> {
    mentions_in(text, Order::Unknown)
}

/// The same where it is known which of two numbers is the day.
pub fn mentions_in(text: &str, order: Order) -> Vec<Mention> {
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
        let mention = year.and_then(|year| {
            let first = || year_first(text, at, end, year).or_else(|| with_signs(text, at, end, year));
            first().or_else(|| year_last(text, at, end, year, order))
        });
        at = mention.as_ref().map_or(end, |mention| mention.end.max(end));
        found.extend(mention);
    }
    found
}

/// `2025-07-23`, `2025/07/23`, `2025.07.23`, `2025. 7. 23.`
fn year_first(text: &str, start: usize, end: usize, year: u32) -> Option<Mention> {
    let rest = text.as_bytes().get(end..)?;
    let separator = *rest.first().filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
    let number = |from: usize| {
        let from = from + usize::from(separator == b'.' && rest.get(from) == Some(&b' '));
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

/// `2025年7月23日`, `2025년 7월 23일`; or the month alone.
fn with_signs(text: &str, start: usize, end: usize, year: u32) -> Option<Mention> {
    let number = |at: usize, sign: char| {
        let rest = &text[at..];
        let begins = rest.len() - rest.trim_start().len();
        let digits = rest[begins..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        let value = rest[begins..begins + digits].parse::<u32>().ok()?;
        let after = rest[begins + digits..].trim_start();
        after.starts_with(sign).then(|| (value, text.len() - after.len() + sign.len_utf8()))
    };
    let after_year = text[end..].trim_start();
    let signs = [('年', '月', '日'), ('년', '월', '일')];
    let (sign, of_month, of_day) = signs.into_iter().find(|(sign, ..)| after_year.starts_with(*sign))?;
    let (month, after_month) = number(text.len() - after_year.len() + sign.len_utf8(), of_month)?;
    let exact = number(after_month, of_day).and_then(|(number, end)| Some((DateRange::day(day(year, month, number)?), end)));
    let (range, end) = exact.or_else(|| Some((whole_month(year, month)?, after_month)))?;
    Some(Mention { start, end, range })
}

/// A year with day and month before it.
fn year_last(text: &str, start: usize, end: usize, year: u32, order: Order) -> Option<Mention> {
    if let Some(mention) = numeric(text, start, end, year, order) {
        return Some(mention);
    }
    let (word, at) = previous_word(text, before_time(text, start))?;
    // `23.jul.2025`
    if let Some((number, name)) = word.trim_end_matches('.').split_once('.')
        && let (Some(number), Some(month)) = (ordinal(number), months::month_in_date(name))
    {
        return Some(Mention { start: at, end, range: DateRange::day(day(year, month, number)?) });
    }
    if let Some(month) = months::month_in_date(word) {
        if let Some((number, day_at)) = day_before(text, at) {
            let range = DateRange::day(day(year, month, number)?);
            return Some(Mention { start: day_at, end, range });
        }
        return Some(Mention { start: at, end, range: whole_month(year, months::month(word)?)? });
    }
    let number = ordinal(word)?;
    let (name, month_at) = previous_word(text, at)?;
    let range = DateRange::day(day(year, months::month(name)?, number)?);
    Some(Mention { start: month_at, end, range })
}

/// The day before the name of a month that begins at byte `at`. In Arabic two names may stand for it: "3 أيار/مايو", "3 كانون الثاني/يناير".
fn day_before(text: &str, mut at: usize) -> Option<(u32, usize)> {
    for _ in 0..3 {
        let (word, start) = previous_word(text, at)?;
        if let Some(number) = ordinal(word) {
            return Some((number, start));
        }
        let goes_on = months::month(word).is_some() || matches!(word, "الثاني" | "الأول" | "كانون" | "تشرين");
        at = Some(start).filter(|_| goes_on)?;
    }
    None
}

/// Where the time of day begins that stands before a year, with its zone: "May 3 14:05:00 UTC 2024"; or where the year begins.
fn before_time(text: &str, year: usize) -> usize {
    // No more is looked at than a date needs: a text may have no blanks.
    let from = border(text, year.saturating_sub(60));
    let head = text[from..year].trim_end();
    let last = head.rsplit(' ').next().unwrap_or(head);
    let is_zone = (2..=5).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_uppercase());
    let head = if is_zone { head[..head.len() - last.len()].trim_end() } else { head };
    let time = head.rsplit(' ').next().unwrap_or(head);
    let is_time = time.len() <= 8 && time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || b == b':');
    if !is_time || head.len() == time.len() {
        return year;
    }
    from + head[..head.len() - time.len()].trim_end_matches([' ', '@', ',']).len()
}

/// `23.07.2025`, `7/23/2025`, `23-07-2025`.
fn numeric(text: &str, year_start: usize, end: usize, year: u32, order: Order) -> Option<Mention> {
    let (one, two, start) = two_numbers(text, year_start)?;
    // Where points stand between them, the day comes first.
    let order = if text[..year_start].ends_with('.') { Order::DayFirst } else { order };
    Some(Mention { start, end, range: either_order(one, two, year, order)? })
}

/// The two numbers before a year, and where they begin.
fn two_numbers(text: &str, year_start: usize) -> Option<(u32, u32, usize)> {
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
    Some((first_head[start..].parse().ok()?, head[second_at..].parse().ok()?, start))
}

/// The first date in a short text whose year has two digits: `23.07.25`, `7/23/25`. Where it is not known which number is the day, it may be the year as
/// well, and is none.
pub fn of_two_digits(text: &str, habit: Habit) -> Option<Mention> {
    if habit.order == Order::Unknown || text.len() > 200 {
        return None;
    }
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let goes_on = |at: usize| is_digit(at) || text.as_bytes().get(at).is_some_and(|b| matches!(b, b'/' | b'-'));
    let years = (1..text.len()).filter(|at| is_digit(*at) && is_digit(at + 1) && !goes_on(at + 2) && !is_digit(at - 1));
    years.into_iter().find_map(|at| {
        let (one, two, start) = two_numbers(text, at)?;
        let of_century = text[at..at + 2].parse::<u32>().ok()?;
        let last = u32::try_from(habit.last_year).ok()?;
        let year = if 2000 + of_century <= last { 2000 + of_century } else { 1900 + of_century };
        let (first, second) = if habit.order == Order::DayFirst { (two, one) } else { (one, two) };
        Some(Mention { start, end: at + 2, range: DateRange::day(day(year, first, second)?) })
    })
}

/// The word before byte `at`, over blanks, a comma and small words ("of", "de").
fn previous_word(text: &str, at: usize) -> Option<(&str, usize)> {
    let mut end = at;
    for _ in 0..3 {
        let head = text[..end].trim_end_matches([' ', '\u{a0}', '\u{202f}', ',', '\n', '\r', '-', '/']);
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
            ("Monday, May 03 @ 14:05:00 CEST 2004", "May 03 @ 14:05:00 CEST 2004=2004-05-03"),
            ("2024年05月03日14:05 and 2024년 5월 3일", "2024年05月03日=2024-05-03 2024년 5월 3일=2024-05-03"),
            ("2024年5月", "2024年5月=2024-05-01..2024-05-31"),
            ("입력 2024. 5. 3. 오후", "2024. 5. 3=2024-05-03"),
            ("12.out.2024 às 14h05", "12.out.2024=2024-10-12"),
            ("3 set 2024; the set 2024", "3 set 2024=2024-09-03"),
            ("03-May-2024, 3 paź 2024, 3 фев. 2024 г.", "03-May-2024=2024-05-03 3 paź 2024=2024-10-03 3 фев. 2024=2024-02-03"),
            ("3 أيار/مايو 2024", "3 أيار/مايو 2024=2024-05-03"),
            ("3 كانون الثاني/يناير 2024", "3 كانون الثاني/يناير 2024=2024-01-03"),
            ("May 3, 2024 2024 views", "May 3, 2024=2024-05-03"),
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
