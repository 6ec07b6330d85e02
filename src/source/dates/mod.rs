//! Dates as people and programs write them: in fields, in running text, in addresses, in names of files and folders.
//!
//! Only what stands there is read: a stamp keeps the calendar day of its own zone, and `03/04/2025`, which may be March or April, is
//! the range that covers both unless a [`Habit`] says which. Years 1800 to 2199. Known failures: calendars other than the Gregorian.

mod months;
mod places;
mod running;
mod signs;

use std::borrow::Cow;

use crate::model::{DateRange, Day};

pub use months::{is_weekday, month};
pub use places::{in_address, in_file_name, in_folders};
pub use running::{Mention, day_at_end, mentions, month_and_day, of_two_digits};
pub use signs::{Sign, sign};

/// The day of these numbers, if there is one and its year is between 1800 and 2199.
fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = (1800..2200).contains(&year).then_some(year)?;
    Day::ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn whole_month(year: u32, month: u32) -> Option<DateRange> {
    let year = (1800..2200).contains(&year).then_some(year)?;
    DateRange::month(i16::try_from(year).ok()?, i8::try_from(month).ok()?)
}

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// `03/04/2025` is in April.
    DayFirst,
    /// `03/04/2025` is in March.
    MonthFirst,
    /// It may be either.
    #[default]
    Unknown,
}

/// How numbers are meant where an article was written.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// Which of two numbers is the day.
    pub order: Order,
    /// The last year that a year of two digits may stand for.
    pub last_year: i16,
}

/// Two numbers and a year, either of which may be the month.
fn either_order(first: u32, second: u32, year: u32, order: Order) -> Option<DateRange> {
    match (day(year, second, first), day(year, first, second), order) {
        (Some(one), Some(_), Order::DayFirst) | (Some(_), Some(one), Order::MonthFirst) => Some(DateRange::day(one)),
        (Some(a), Some(b), Order::Unknown) => Some(DateRange::new(a.min(b), a.max(b))),
        (Some(one), None, _) | (None, Some(one), _) => Some(DateRange::day(one)),
        (None, None, _) => None,
    }
}

/// True for a range that stands for either of two days: `03/04/2025`.
pub fn is_either_day(range: &DateRange) -> bool {
    let (Some(from), Some(to)) = (range.from, range.to) else { return false };
    let ((year, month, day), (last_year, last_month, last_day)) = (from.parts(), to.parts());
    from != to && (year, month, day) == (last_year, last_day, last_month)
}

/// The numbers of a text of digits between separators; `None` if anything else is in it.
fn numbers(text: &str) -> Option<Vec<u32>> {
    text.split(['-', '/', '.', '_']).map(|part| part.parse().ok()).collect()
}

/// Reads the value of a field: ISO 8601 in any precision, RFC 2822, seconds since 1970, and dates as people write them.
#[must_use]
pub fn stamp(value: &str) -> Option<DateRange> {
    stamp_in(&western_digits(value), Order::Unknown)
}

/// As [`stamp`], where it is known how numbers are meant: years may have two digits, too.
pub fn stamp_by(value: &str, habit: Habit) -> Option<DateRange> {
    let value = &*western_digits(value);
    stamp_in(value, habit.order).or_else(|| of_two_digits(value, habit).map(|mention| mention.range))
}

fn stamp_in(value: &str, order: Order) -> Option<DateRange> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.')).unwrap_or(value.len());
    let (digits, rest) = (value[..end].trim_end_matches(['-', '.']), &value[end..]);
    let goes_on_as_time = rest.is_empty() || rest.starts_with(['T', 't', ' ', ',', 'Z', '+']);
    if goes_on_as_time && let Some(range) = digits_only(digits, order) {
        return Some(range);
    }
    if rest.is_empty()
        && matches!(digits.len(), 10 | 13)
        && let Ok(number) = digits.parse()
    {
        return since_epoch(number);
    }
    let found = running::mentions_in(value, order);
    found.iter().find(|mention| mention.is_day()).or(found.first()).map(|mention| mention.range)
}

/// Minutes since midnight of a stamp in UTC: `2024-05-04T01:30:00Z`; `None` if it is in another zone, or names none.
pub fn utc_minutes(value: &str) -> Option<u32> {
    let value = value.trim();
    let is_utc = value.ends_with(['Z', 'z']) || ["+00:00", "+0000", "UTC", "GMT"].iter().any(|zone| value.ends_with(zone));
    let (_, time) =
        value.split_once(['T', 't', ' ']).filter(|(date, _)| is_utc && date.starts_with(|c: char| c.is_ascii_digit()))?;
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.get(..2)?.parse::<u32>().ok()?)
}

/// `text` with the digits of Arabic and Persian as those of the West.
pub fn western_digits(text: &str) -> Cow<'_, str> {
    let digit = |c: char| match c {
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(c as u32 - 0x6f0, 10),
        _ => None,
    };
    if text.is_ascii() || !text.contains(|c| digit(c).is_some()) {
        return text.into();
    }
    text.chars().map(|c| digit(c).unwrap_or(c)).collect::<String>().into()
}

fn digits_only(digits: &str, order: Order) -> Option<DateRange> {
    if matches!(digits.len(), 8 | 10 | 12 | 14) && digits.bytes().all(|b| b.is_ascii_digit()) {
        let number = |from: usize, to: usize| digits[from..to].parse().ok();
        // Ten digits that begin as a day of our time are not seconds: those of 1999 began with 9, those of 2033 will begin with 20.
        let year = number(0, 4)?;
        let is_day = digits.len() != 10 || (1990..2100).contains(&year);
        return day(year, number(4, 6)?, number(6, 8)?).filter(|_| is_day).map(DateRange::day);
    }
    let first = digits.find(['-', '/', '.']).unwrap_or(digits.len());
    match (first, numbers(digits)?.as_slice()) {
        (4, &[year]) if (1800..2200).contains(&year) => DateRange::year(i16::try_from(year).ok()?),
        (4, &[year, month]) => whole_month(year, month),
        (4, &[year, month, of_month]) => day(year, month, of_month).map(DateRange::day),
        // Where points stand between them, the day comes first.
        (_, &[of_month, month, year]) if digits.contains('.') => {
            day(year, month, of_month).map(DateRange::day).or_else(|| either_order(of_month, month, year, order))
        }
        (_, &[one, two, year]) => either_order(one, two, year, order),
        _ => None,
    }
}

/// The day of a number of seconds, milliseconds or microseconds since 1970, by its magnitude; days count in UTC.
#[must_use]
pub fn since_epoch(number: f64) -> Option<DateRange> {
    let seconds = match number.abs() {
        n if n < 1e8 => return None,
        n if n < 1e11 => number,
        n if n < 1e14 => number / 1e3,
        n if n < 1e17 => number / 1e6,
        _ => return None,
    };
    let days = (seconds / 86_400.0).floor();
    Some(DateRange::day(Day::from_number(days as i32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(range: Option<DateRange>) -> String {
        range.map_or_else(String::new, |range| range.to_string())
    }

    #[test]
    fn stamps_in_every_style() {
        for (value, expected) in [
            ("2025-07-23", "2025-07-23"),
            ("2025-07-23T23:30:00-04:00", "2025-07-23"),
            ("2025-07-23 08:00:00 +0000", "2025-07-23"),
            ("20250723", "2025-07-23"),
            ("20250723T120000Z", "2025-07-23"),
            ("2025/7/3", "2025-07-03"),
            ("2025-07", "2025-07-01..2025-07-31"),
            ("2025", "2025-01-01..2025-12-31"),
            ("Wed, 23 Jul 2025 14:05:00 +0000", "2025-07-23"),
            ("Wed Jul 23 2025 14:05:00 GMT+0200", "2025-07-23"),
            ("July 23, 2025", "2025-07-23"),
            ("Published Sept. 3, 2024 at 4 pm", "2024-09-03"),
            ("23 juillet 2025", "2025-07-23"),
            ("23. Juli 2025", "2025-07-23"),
            ("23 de julio de 2025", "2025-07-23"),
            ("23 июля 2025 г.", "2025-07-23"),
            ("23 липня 2025 року", "2025-07-23"),
            ("23.07.2025", "2025-07-23"),
            ("01.06.2024", "2024-06-01"),
            ("07/23/2025", "2025-07-23"),
            ("03/04/2025", "2025-03-04..2025-04-03"),
            ("04/04/2025", "2025-04-04"),
            ("July 2025", "2025-07-01..2025-07-31"),
            ("1864-05-06", "1864-05-06"),
            ("2025-02-30", ""),
            ("yesterday", ""),
            ("3 days ago", ""),
            ("12345678", ""),
            ("2025-1234", ""),
            ("1714745100", "2024-05-03"),
            ("1714745100000", "2024-05-03"),
            ("2024050314", "2024-05-03"),
            ("0012345678", ""),
            ("٣ مايو ٢٠٢٤", "2024-05-03"),
            ("۱۴ اردیبهشت ۱۴۰۳", ""),
            ("", ""),
        ] {
            assert_eq!(shown(stamp(value)), expected, "{value}");
        }
    }

    #[test]
    fn numbers_are_meant_as_where_they_were_written() {
        for (value, order, expected) in [
            ("03/04/2025", Order::DayFirst, "2025-04-03"),
            ("03/04/2025 14:05", Order::MonthFirst, "2025-03-04"),
            ("Posted: 5/3/24 at 2:05 PM", Order::MonthFirst, "2024-05-03"),
            ("Fr 03.05.24", Order::DayFirst, "2024-05-03"),
            ("03.05.98", Order::DayFirst, "1998-05-03"),
            ("03.05.24", Order::Unknown, ""),
            ("24.05.03", Order::Unknown, ""),
            ("13.13.24", Order::DayFirst, ""),
        ] {
            assert_eq!(shown(stamp_by(value, Habit { order, last_year: 2025 })), expected, "{value} {order:?}");
        }
        let either = |value| stamp(value).is_some_and(|range| is_either_day(&range));
        assert!(either("03/04/2025") && !either("03/03/2025") && !either("13/03/2025") && !either("July 2025"));
    }

    #[test]
    fn seconds_and_milliseconds_are_told_apart_by_size() {
        for (number, expected) in
            [(1_753_272_000.0, "2025-07-23"), (1_753_272_000_000.0, "2025-07-23"), (2025.0, ""), (20_250_723.0, "")]
        {
            assert_eq!(shown(since_epoch(number)), expected, "{number}");
        }
    }
}
