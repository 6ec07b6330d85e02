//! Civil days and ranges of days. No clock and no time zone: news is dated by the calendar day it names.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One civil day of the Gregorian calendar, counted from 1970-01-01 (day 0). Years -9999 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The numbers of -9999-01-01 and 9999-12-31.
const FIRST: i32 = -4_371_587;
const LAST: i32 = 2_932_896;

impl Day {
    /// The day of year `y`, month `m` (1 to 12) and day `d` (1 to 31), if there is one.
    #[must_use]
    pub fn ymd(y: i16, m: i8, d: i8) -> Option<Self> {
        Date::new(y, m, d).ok().map(Self::from)
    }

    /// The day `n` days after 1970-01-01.
    #[must_use]
    pub const fn from_number(n: i32) -> Self {
        Self(n)
    }

    /// Days since 1970-01-01, negative before it.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// This day moved by `days`, forward or back.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Year, month (1 to 12), day of the month (1 to 31).
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// Days since Monday: 0 for Monday, 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> i32 {
        i32::from(self.date().weekday().since(Weekday::Monday))
    }

    /// Year and number of the week by ISO 8601: the first week of a year is the one with its first Thursday.
    #[must_use]
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.date().iso_week_date();
        (week.year(), week.week())
    }

    fn date(self) -> Date {
        let span = jiff::Span::new().days(self.0.clamp(FIRST, LAST));
        EPOCH.saturating_add(span)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date.since(EPOCH).map_or(0, |span| span.get_days()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.parts();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

impl FromStr for Day {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let range = DateRange::from_str(text)?;
        match (range.from, range.to) {
            (Some(from), Some(to)) if from == to => Ok(from),
            _ => Err(BadDate(text.to_owned())),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// From one day to another, both included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

impl DateRange {
    /// Both ends known.
    #[must_use]
    pub const fn new(from: Day, to: Day) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// A single day.
    #[must_use]
    pub const fn day(day: Day) -> Self {
        Self::new(day, day)
    }

    /// The whole of a month (1 to 12).
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let last = Date::new(year, month, 1).ok()?.last_of_month();
        Some(Self::new(Day::ymd(year, month, 1)?, last.into()))
    }

    /// The whole of a year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Some(Self::new(Day::ymd(year, 1, 1)?, Day::ymd(year, 12, 31)?))
    }

    /// The only day of this range, if it is one day.
    #[must_use]
    pub fn single(&self) -> Option<Day> {
        self.from.filter(|_| self.from == self.to)
    }

    /// True if every day of this range lies in `other`.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        let from_ok = other.from.is_none_or(|lo| self.from.is_some_and(|d| d >= lo));
        let to_ok = other.to.is_none_or(|hi| self.to.is_some_and(|d| d <= hi));
        from_ok && to_ok
    }

    /// True if at least one day is in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = matches!((self.to, other.from), (Some(a), Some(b)) if a < b);
        let after = matches!((self.from, other.to), (Some(a), Some(b)) if a > b);
        !before && !after
    }
}

impl fmt::Display for DateRange {
    /// `2025-06-02`, or `2025-06-01..2025-06-30` with an open end left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.single() {
            return write!(f, "{day}");
        }
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        if let Some(to) = self.to {
            write!(f, "{to}")?;
        }
        Ok(())
    }
}

/// A text that is no date: `2025`, `2025-06` and `2025-06-02` are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date (expected `YYYY-MM-DD`, `YYYY-MM` or `YYYY`)")]
pub struct BadDate(pub String);

impl FromStr for DateRange {
    type Err = BadDate;

    /// Reads `2025`, `2025-06` or `2025-06-02` as the range of days it covers.
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Result<Option<i16>, BadDate> {
            let Some(part) = parts.next() else { return Ok(None) };
            let well_formed = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            if well_formed { part.parse().map(Some).map_err(|_| bad()) } else { Err(bad()) }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(bad());
        }
        let small = |n: i16| i8::try_from(n).unwrap_or(0);
        match (year, month, day) {
            (Some(y), Some(m), Some(d)) => Day::ymd(y, small(m), small(d)).map(Self::day),
            (Some(y), Some(m), None) => Self::month(y, small(m)),
            (Some(y), None, None) => Self::year(y),
            _ => None,
        }
        .ok_or_else(bad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> String {
        text.parse::<DateRange>().map_or_else(|e| e.to_string(), |r| r.to_string())
    }

    #[test]
    fn partial_dates_cover_their_whole_range() {
        for (text, expected) in [
            ("2025-06-02", "2025-06-02"),
            ("2025-06", "2025-06-01..2025-06-30"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025", "2025-01-01..2025-12-31"),
        ] {
            assert_eq!(range(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2025-13", "2025-02-30", "20250602", "2025-6-2", "2025-06-02-01", "june"] {
            assert!(text.parse::<DateRange>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_the_epoch_and_know_their_weekday() {
        let day: Day = "2025-06-02".parse().expect("a date");
        assert_eq!(Day::from_number(day.number()), day);
        assert_eq!(day.weekday(), 0);
        assert_eq!(day.plus(-1).to_string(), "2025-06-01");
        assert_eq!(Day::from_number(0).to_string(), "1970-01-01");
        for (day, number) in [("-9999-01-01", FIRST), ("9999-12-31", LAST)] {
            let [beyond, end] = [number.saturating_mul(2), number].map(|number| Day::from_number(number).to_string());
            assert_eq!((beyond.as_str(), end.as_str()), (day, day));
        }
        assert_eq!("1969-12-31".parse::<Day>().expect("a date").number(), -1);
    }

    #[test]
    fn an_open_end_is_certain_of_nothing_on_that_side() {
        let june: DateRange = "2025-06".parse().expect("a range");
        let open = DateRange { from: None, to: june.to };
        assert!(open.overlaps(&june) && !open.within(&june));
        assert!(june.within(&open));
    }
}
