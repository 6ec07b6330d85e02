//! Dates as people and programs write them: in fields, in running text, in addresses, in names of files and folders.
//!
//! Only what stands there is read: a stamp keeps the calendar day of its own zone, and `03/04/2025`, which may be March or April, is
//! the range that covers both. Years 1800 to 2199. Known failures: years of two digits, and calendars other than the Gregorian.

mod months;
mod places;
mod running;

use crate::model::{DateRange, Day};

pub use months::{is_weekday, month};
pub use places::{in_address, in_file_name, in_folders};
pub use running::{day_at_end, mentions, month_and_day};

/// The day of these numbers, if there is one and its year is between 1800 and 2199.
fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    let year = (1800..2200).contains(&year).then_some(year)?;
    Day::ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn whole_month(year: u32, month: u32) -> Option<DateRange> {
    let year = (1800..2200).contains(&year).then_some(year)?;
    DateRange::month(i16::try_from(year).ok()?, i8::try_from(month).ok()?)
}

/// Two numbers and a year, either of which may be the month.
fn either_order(first: u32, second: u32, year: u32) -> Option<DateRange> {
    match (day(year, second, first), day(year, first, second)) {
        (Some(a), Some(b)) => Some(DateRange::new(a.min(b), a.max(b))),
        (Some(one), None) | (None, Some(one)) => Some(DateRange::day(one)),
        (None, None) => None,
    }
}

/// The numbers of a text of digits between separators; `None` if anything else is in it.
fn numbers(text: &str) -> Option<Vec<u32>> {
    text.split(['-', '/', '.', '_']).map(|part| part.parse().ok()).collect()
}

/// Reads the value of a field: ISO 8601 in any precision, RFC 2822, and dates as people write them.
#[must_use]
pub fn stamp(value: &str) -> Option<DateRange> {
    let value = value.trim();
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.')).unwrap_or(value.len());
    let (digits, rest) = (value[..end].trim_end_matches(['-', '.']), &value[end..]);
    let goes_on_as_time = rest.is_empty() || rest.starts_with(['T', 't', ' ', ',', 'Z', '+']);
    if goes_on_as_time && let Some(range) = digits_only(digits) {
        return Some(range);
    }
    let found = running::mentions(value);
    found.iter().find(|mention| mention.is_day()).or(found.first()).map(|mention| mention.range)
}

fn digits_only(digits: &str) -> Option<DateRange> {
    if matches!(digits.len(), 8 | 12 | 14) && digits.bytes().all(|b| b.is_ascii_digit()) {
        let number = |from: usize, to: usize| digits[from..to].parse().ok();
        return day(number(0, 4)?, number(4, 6)?, number(6, 8)?).map(DateRange::day);
    }
    let first = digits.find(['-', '/', '.']).unwrap_or(digits.len());
    match (first, numbers(digits)?.as_slice()) {
        (4, &[year]) if (1800..2200).contains(&year) => DateRange::year(i16::try_from(year).ok()?),
        (4, &[year, month]) => whole_month(year, month),
        (4, &[year, month, of_month]) => day(year, month, of_month).map(DateRange::day),
        // Where points stand between them, the day comes first.
        (_, &[of_month, month, year]) if digits.contains('.') => {
            day(year, month, of_month).map(DateRange::day).or_else(|| either_order(of_month, month, year))
        }
        (_, &[one, two, year]) => either_order(one, two, year),
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
            ("", ""),
        ] {
            assert_eq!(shown(stamp(value)), expected, "{value}");
        }
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
