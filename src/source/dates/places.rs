//! Dates in addresses and in names of files and folders. Only what reads as a date and nothing else: no digits or letters may touch it.

use super::{Order, day, either_order, months, whole_month};
use crate::model::DateRange;

/// The date in the path of a web address: `/2025/07/23/`, `/2025-07-23-`, `/2025/jul/23/`, `/20250723/`, `/2025/07/`.
#[must_use]
pub fn in_address(url: &str) -> Option<DateRange> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let (_, path) = path.split_once('/')?;
    let steps: Vec<&str> = path.split('/').collect();
    in_steps(&steps).or_else(|| steps.iter().rev().find_map(|step| in_name(step)))
}

/// The date in the folders above a file, given as its path below the root: `2025/07/23/a.txt`, `2025-07/a.txt`.
#[must_use]
pub fn in_folders(relative: &str) -> Option<DateRange> {
    let (folders, _) = relative.rsplit_once('/')?;
    let steps: Vec<&str> = folders.split('/').collect();
    in_steps(&steps).or_else(|| steps.iter().rev().find_map(|step| in_name(step)))
}

/// The date in the name of a file, given as its path below the root: `2025-07-23-talks.txt`, `20250723_a.txt`, `23-07-2025.txt`.
#[must_use]
pub fn in_file_name(relative: &str) -> Option<DateRange> {
    let name = relative.rsplit('/').next()?;
    in_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Steps of a path that are year, month and day; or year and month.
fn in_steps(steps: &[&str]) -> Option<DateRange> {
    let year = |step: &str| number(step, 4).filter(|year| (1800..2200).contains(year));
    let month = |step: &str| if step.len() <= 2 { short(step) } else { months::month(step) };
    let at = |at: usize| {
        let (year, month) = (year(steps[at])?, month(steps.get(at + 1)?)?);
        let exact = steps.get(at + 2).and_then(|step| short(step)).and_then(|of_month| day(year, month, of_month));
        exact.map(DateRange::day).or_else(|| whole_month(year, month))
    };
    (0..steps.len()).find_map(at)
}

fn number(digits: &str, length: usize) -> Option<u32> {
    (digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

fn short(digits: &str) -> Option<u32> {
    number(digits, 1).or_else(|| number(digits, 2))
}

/// A date in a name, between its borders or other signs.
fn in_name(name: &str) -> Option<DateRange> {
    let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let compact = |part: &&str| {
        let digits = part
            .split_once(['T', 't'])
            .filter(|(_, time)| time.bytes().all(|b| b.is_ascii_digit()))
            .map_or(*part, |(date, _)| date);
        number(digits, 8)?;
        day(number(&digits[..4], 4)?, number(&digits[4..6], 2)?, number(&digits[6..], 2)?).map(DateRange::day)
    };
    let spread = |window: &[&str]| {
        let &[one, two, three] = window else { return None };
        let three = three.split_once(['T', 't']).map_or(three, |(day, _)| day);
        match (number(one, 4), number(two, 2), number(three, 2)) {
            (Some(year), Some(month), Some(of_month)) => day(year, month, of_month).map(DateRange::day),
            _ => number(three, 4).and_then(|year| either_order(number(one, 2)?, number(two, 2)?, year, Order::Unknown)),
        }
    };
    let month = |window: &[&str]| whole_month(number(window.first()?, 4)?, number(window.get(1)?, 2)?);
    let exact = parts.windows(3).find_map(spread).or_else(|| parts.iter().find_map(compact));
    exact.or_else(|| parts.windows(2).find_map(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(range: Option<DateRange>) -> String {
        range.map_or_else(String::new, |range| range.to_string())
    }

    #[test]
    fn file_names_with_dates_and_with_other_numbers() {
        for (name, expected) in [
            ("2025-07-23-talks.txt", "2025-07-23"),
            ("a/b/20250723_talks.txt", "2025-07-23"),
            ("talks 23-07-2025.txt", "2025-07-23"),
            ("talks_2025.07.23.html", "2025-07-23"),
            ("2025-07-23T101500.json", "2025-07-23"),
            ("20250723T101500.json", "2025-07-23"),
            ("03-04-2025.txt", "2025-03-04..2025-04-03"),
            ("2025-07.txt", "2025-07-01..2025-07-31"),
            ("000_7eb9c6441edff9b6.txt", ""),
            ("a20250723b.txt", ""),
            ("98765432.txt", ""),
            ("20250230.txt", ""),
            ("report-2025.txt", ""),
            ("1234-56-78.txt", ""),
        ] {
            assert_eq!(shown(in_file_name(name)), expected, "{name}");
        }
    }

    #[test]
    fn addresses_and_folders() {
        for (url, expected) in [
            ("https://example.org/world/2025/07/23/talks", "2025-07-23"),
            ("https://example.org/world/2025/jul/23/talks", "2025-07-23"),
            ("https://example.org/2025-07-23-talks.html?x=2024-01-01", "2025-07-23"),
            ("https://example.org/2025/07/talks", "2025-07-01..2025-07-31"),
            ("https://example.org/story/20250723/a", "2025-07-23"),
            ("https://example.org/story-2025", ""),
            ("https://2025-07-23.example.org/", ""),
        ] {
            assert_eq!(shown(in_address(url)), expected, "{url}");
        }
        for (path, expected) in [
            ("2025/07/23/a.txt", "2025-07-23"),
            ("news/2025/7/a.txt", "2025-07-01..2025-07-31"),
            ("2025-07-23/a.txt", "2025-07-23"),
            ("2025/a.txt", ""),
            ("20250723.txt", ""),
        ] {
            assert_eq!(shown(in_folders(path)), expected, "{path}");
        }
    }
}
