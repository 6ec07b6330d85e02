//! Dates that name their month or their year: "July 23, 2025", "3 Jan 90", "mid-May", "2025-07-23", "in 2019".

use super::words::Word;
use super::{Found, Reader, anchor};
use crate::document::Gap;
use crate::model::{DateRange, Day};

/// Years that a bare number may be.
pub const YEARS: std::ops::RangeInclusive<i32> = 1800..=2100;

/// A year-less date nearly a year back is as likely one that is soon to come.
const NEARLY_A_YEAR: i32 = 335;

/// Days back that news looks: a day of these months is theirs, whatever year was told before.
const NEWS: i32 = 60;
/// Days to what is no news any more.
const LONG_AGO: i32 = 180;
/// Days in which a story goes on, and words in which it is told.
const SOON: i32 = 21;
const STORY: usize = 60;

/// A month with what stands beside it.
#[derive(Clone, Copy, Debug)]
pub struct Stated {
    pub days: Option<(i8, i8)>,
    pub month: i8,
    pub year: Year,
    pub end: usize,
}

/// The year of a date, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Given(i16),
    /// "last year" is -1.
    FromToday(i16),
    Unsaid,
}

/// A date whose year is in the text.
pub struct FullDate {
    pub end: usize,
    pub range: DateRange,
}

/// True for a word that looks like a past tense.
pub fn is_past(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ED"))
}

impl Reader<'_, '_> {
    /// A date with day, month and year that begins at token `at`.
    pub(super) fn full_date(&self, at: usize) -> Option<FullDate> {
        if let Some(found) = self.numeric(at) {
            return found.range.map(|range| FullDate { end: found.end, range });
        }
        let stated = self.day_and_month(at)?;
        let (Some((day, _)), Year::Given(year)) = (stated.days, stated.year) else { return None };
        Some(FullDate { end: stated.end, range: DateRange::day(Day::ymd(year, stated.month, day)?) })
    }

    /// A date that names its month.
    pub(super) fn stated(&self, at: usize) -> Option<Found> {
        let stated = self.day_and_month(at)?;
        if stated.days.is_none() {
            return self.month(at, &stated);
        }
        let range = self.days_of(at, &stated, None);
        let week = self.week_before(at);
        let range = if week < at { range.and_then(|range| week_around(range.from?)) } else { range };
        let (end, range, rule) = match self.second_date(at, &stated) {
            Some((next, last)) => (last.end, self.days_between((at, &stated), (next, &last)), "dates/range"),
            None if week < at => (stated.end, range, "dates/week-of"),
            None if stated.days.is_some_and(|(a, b)| a < b) => (stated.end, range, "dates/range"),
            None => (stated.end, range, "dates/day"),
        };
        Some(Found { first: week, end, range, rule })
    }

    /// The days of `stated`, on a certain weekday if one is named.
    pub(super) fn weekday_date(&self, at: usize, weekday: i32) -> Option<Found> {
        let bracket = Gap::SPACE.and(Gap::COMMA).and(Gap::OPEN).and(Gap::LINE);
        let next = at + usize::from(self.word(at, at) == Some(Word::The));
        if next >= self.document.tokens.len() || !self.document.gap(next).only(bracket) || !self.same_sentence(next) {
            return None;
        }
        let stated = self.day_and_month(next).filter(|stated| stated.days.is_some())?;
        Some(Found { first: at, end: stated.end, range: self.days_of(next, &stated, Some(weekday)), rule: "dates/day" })
    }

    /// "3 May", "3-5 May 2025", "May 3", "May 3-5, 2025", "May 2025", "May".
    fn day_and_month(&self, at: usize) -> Option<Stated> {
        match self.month_at(at) {
            Some((month, short)) => self.month_first(at, month, short),
            None => self.day_first(at),
        }
    }

    pub(super) fn month_at(&self, at: usize) -> Option<(i8, bool)> {
        match self.word(at, at)? {
            Word::Month(month) => Some((month, false)),
            Word::ShortMonth(month) if self.is_name(at) => Some((month, true)),
            _ => None,
        }
    }

    pub(super) fn month_first(&self, at: usize, month: i8, short: bool) -> Option<Stated> {
        let next = at + 1;
        let dotted = short && self.document.gap(next) == Gap::SPACE.and(Gap::PERIOD);
        let beside = next < self.document.tokens.len() && self.same_sentence(next) && (self.plain(next) || dotted);
        if let Some(day) = self.day_number(next).filter(|_| beside && (self.is_name(at) || self.is_last(next + 1))) {
            let (last, end) = self.second_day(next + 1, day).unwrap_or((day, next + 1));
            let (year, end) = self.year_after(end, false);
            return Some(Stated { days: Some((day, last)), month, year, end });
        }
        let (year, end) = self.year_after(next, false);
        if short && !matches!(year, Year::Given(_)) {
            return None;
        }
        Some(Stated { days: None, month, year, end })
    }

    /// True if a phrase can end before token `at`.
    pub(super) fn is_last(&self, at: usize) -> bool {
        !self.plain(at) || self.is_link(at) || self.digits(at).is_some_and(|(_, size)| size == 4)
    }

    fn day_first(&self, at: usize) -> Option<Stated> {
        let day = self.day_number(at)?;
        if at > 0 && self.document.gap(at).only(Gap::HYPHEN.and(Gap::COLON).and(Gap::OTHER).and(Gap::PERIOD)) && at > self.floor {
            return None;
        }
        if let Some((month, end)) = self.month_behind(at + 1) {
            let (year, end) = self.year_after(end, true);
            return Some(Stated { days: Some((day, day)), month, year, end });
        }
        let (last, end) = self.joined_day(at + 1, day)?;
        let (month, end) = self.month_behind(end)?;
        let (year, end) = self.year_after(end, true);
        Some(Stated { days: Some((day, last)), month, year, end })
    }

    /// The month that follows a day: "May", "of May", "-May"; and the token after it.
    fn month_behind(&self, at: usize) -> Option<(i8, usize)> {
        let joined = self.plain(at) || self.document.gap(at) == Gap::HYPHEN;
        let skip = usize::from(self.word_after(at) == Some(Word::Of));
        let (month, _) = self.month_at(at + skip).filter(|_| joined)?;
        // "3 may have died" is no date.
        (self.is_name(at + skip)).then_some((month, at + skip + 1))
    }

    /// "3", "3rd": a day of a month.
    fn day_number(&self, at: usize) -> Option<i8> {
        let token = self.document.tokens.get(at)?;
        if !token.shape.has_digit() {
            return None;
        }
        let word = self.document.word(at);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let ending = &word[digits..];
        if digits > 2 || !(ending.is_empty() || ["st", "nd", "rd", "th"].iter().any(|e| ending.eq_ignore_ascii_case(e))) {
            return None;
        }
        // "May 8:20", "May 12.5", "May 12/13" are no days.
        let after = self.document.gap(at + 1);
        let touches = !after.has(Gap::SPACE) && after.has(Gap::COLON.and(Gap::OTHER).and(Gap::PERIOD));
        if touches && at + 1 < self.document.tokens.len() && self.document.tokens[at + 1].shape.has_digit() {
            return None;
        }
        word[..digits].parse().ok().filter(|day| (1..=31).contains(day))
    }

    /// "-5", "to 5", "and 5": a second day later than `day`, and the token after it.
    fn joined_day(&self, at: usize, day: i8) -> Option<(i8, usize)> {
        let gap = self.document.gap(at);
        let dash = gap.has(Gap::HYPHEN.and(Gap::DASH)) && gap.only(Gap::HYPHEN.and(Gap::DASH).and(Gap::SPACE));
        let next = match self.word_after(at) {
            Some(Word::To | Word::And) => at + 1,
            _ if dash => at,
            _ => return None,
        };
        let last = self.day_number(next).filter(|last| *last > day && (next == at || self.plain(next)))?;
        Some((last, next + 1))
    }

    /// A second day after "May 3", unless it counts something ("May 3 and 12 people").
    fn second_day(&self, at: usize, day: i8) -> Option<(i8, usize)> {
        let (last, end) = self.joined_day(at, day)?;
        let counts = self.plain(end) && self.digits(end).is_none() && !self.is_link(end);
        (!counts).then_some((last, end))
    }

    fn is_link(&self, at: usize) -> bool {
        matches!(self.word_after(at), Some(Word::Link | Word::In | Word::And | Word::After | Word::Before | Word::The))
    }

    /// The year after a date, and the token after it.
    pub(super) fn year_after(&self, at: usize, day_first: bool) -> (Year, usize) {
        let unsaid = (Year::Unsaid, at);
        if at >= self.document.tokens.len() || !self.same_sentence(at) {
            return unsaid;
        }
        let gap = self.document.gap(at);
        if self.plain(at) {
            let skip = usize::from(self.word(at, at) == Some(Word::Of));
            let shift = match self.word(at, at + skip) {
                Some(Word::Last) => -1,
                Some(Word::This) => 0,
                Some(Word::Next) => 1,
                _ if skip == 1 && self.digits(at + 1).is_some_and(|(year, size)| size == 4 && YEARS.contains(&year)) => {
                    return self.digits(at + 1).map_or(unsaid, |(year, _)| (Year::Given(year as i16), at + 2));
                }
                _ => 2,
            };
            if shift < 2 && self.word_after(at + skip + 1) == Some(Word::Year) {
                return (Year::FromToday(shift), at + skip + 2);
            }
        }
        let Some((number, size)) = self.digits(at) else { return unsaid };
        let counted = matches!(self.word_after(at + 1), Some(Word::Counted));
        let gap_is = |marks: Gap| gap.only(marks.and(Gap::SPACE).and(Gap::LINE));
        if size == 4 && YEARS.contains(&number) && gap_is(Gap::COMMA.and(Gap::HYPHEN)) && (day_first || !counted) {
            return (Year::Given(number as i16), at + 1);
        }
        // "3 Jan 90": two digits are a year only if nothing follows that they could count.
        let apostrophe = gap.has(Gap::APOSTROPHE) && gap_is(Gap::APOSTROPHE);
        let closed = day_first && gap_is(Gap::HYPHEN) && !self.plain(at + 1);
        if size == 2 && (apostrophe || closed) {
            return (Year::Given(self.century(number)), at + 1);
        }
        unsaid
    }

    /// The full year of two digits: the one nearest to today, or up to 2030.
    fn century(&self, number: i32) -> i16 {
        let (old, new) = (1900 + number, 2000 + number);
        let near = self.this_year().map_or(1980, i32::from);
        if (near - old).abs() <= (new - near).abs() { old as i16 } else { new as i16 }
    }

    /// The days that `stated` means.
    fn days_of(&self, at: usize, stated: &Stated, weekday: Option<i32>) -> Option<DateRange> {
        let (first, last) = stated.days?;
        let of = |year: i16| Some(DateRange::new(Day::ymd(year, stated.month, first)?, Day::ymd(year, stated.month, last)?));
        match stated.year {
            Year::Given(year) => of(year),
            Year::FromToday(shift) => of(self.this_year()? + shift),
            Year::Unsaid => {
                let ahead = self.looks_ahead(at, stated.end);
                let near = self.over_today(|today| self.nearest(at, today, ahead, weekday, of));
                near.filter(|days| self.is_news(days)).or_else(|| self.soon_after_told(at, of)).or(near)
            }
        }
    }

    fn is_news(&self, days: &DateRange) -> bool {
        let today = self.anchor.and_then(|today| today.to);
        today.zip(days.to).is_some_and(|(today, last)| today.number() - last.number() < NEWS)
    }

    /// "On Sept. 1, 2004, gunmen seized the school. The siege ended on Sept. 3": a story of long ago goes on in its year.
    fn soon_after_told(&self, at: usize, of: impl Fn(i16) -> Option<DateRange>) -> Option<DateRange> {
        let (behind, told) = self.told?;
        let near = self.document.sentence_at(at).paragraph == self.document.sentence_at(behind - 1).paragraph;
        let old = self.anchor.and_then(|today| today.from).is_none_or(|today| told.plus(LONG_AGO) < today);
        let days = of(told.parts().0).filter(|_| near && old && at - behind < STORY)?;
        let later = days.from?.number() - told.number();
        (0..=SOON).contains(&later).then_some(days)
    }

    /// Of the years around today, the one that fits tense and weekday best.
    fn nearest(
        &self,
        at: usize,
        today: Day,
        ahead: bool,
        weekday: Option<i32>,
        of: impl Fn(i16) -> Option<DateRange>,
    ) -> Option<DateRange> {
        let year = today.parts().0;
        if let Some(weekday) = weekday {
            // A weekday fixes the year among the last ones, or the next.
            let fits = |range: &DateRange| range.from.is_some_and(|day| day.weekday() == weekday);
            let near = [year, year - 1, year + 1].into_iter().filter_map(&of).filter(fits);
            let nearest = near.min_by_key(|range| range.from.map_or(i32::MAX, |day| (day.number() - today.number()).abs()));
            if nearest.is_some() {
                return nearest;
            }
        }
        if ahead {
            return [year, year + 1].into_iter().filter_map(&of).find(|range| range.to >= Some(today));
        }
        // One day of grace: the event's clock can be ahead of the newsroom's.
        let past = (0..5).filter_map(|back| of(year + 1 - back)).find(|range| range.from <= Some(today.plus(1)))?;
        let age = today.number() - past.to?.number();
        (age < NEARLY_A_YEAR || self.looks_back(at)).then_some(past)
    }

    /// "3 May to 5 June", "between May 3 and June 5": the second date, and where it begins.
    fn second_date(&self, at: usize, stated: &Stated) -> Option<(usize, Stated)> {
        let next = match self.word_after(stated.end) {
            Some(Word::To) => stated.end + 1,
            Some(Word::And) if self.word_before(at) == Some(Word::Between) => stated.end + 1,
            _ if self.document.gap(stated.end).has(Gap::DASH) && stated.end < self.document.tokens.len() => stated.end,
            _ => return None,
        };
        self.day_and_month(next).filter(|last| last.days.is_some()).map(|last| (next, last))
    }

    /// All days from one date to another, each with the token at which it begins. A year that one of them names is that of both, or the one
    /// beside it: "from 28 December to 3 January 2024".
    fn days_between(&self, (at, first): (usize, &Stated), (next, last): (usize, &Stated)) -> Option<DateRange> {
        let of = |at: usize, stated: &Stated| self.days_of(at, stated, None);
        let within = |stated: &Stated, year: i16| Stated { year: Year::Given(year), ..*stated };
        match (first.year, last.year) {
            (Year::Unsaid, Year::Given(year)) => {
                let end = of(next, last)?;
                [year, year - 1].into_iter().find_map(|year| span(of(at, &within(first, year))?, end))
            }
            (Year::Given(year), Year::Unsaid) => {
                let start = of(at, first)?;
                [year, year + 1].into_iter().find_map(|year| span(start, of(next, &within(last, year))?))
            }
            _ => span(of(at, first)?, of(next, last)?),
        }
    }

    /// "early", "mid-", "the end of" before token `at`: where it begins.
    pub(super) fn part_before(&self, at: usize) -> Option<(usize, Word)> {
        let is_part = |word: &Word| matches!(word, Word::Early | Word::Mid | Word::Late);
        match self.word_before(at)? {
            Word::Of => self.word_before(at - 1).filter(is_part).map(|part| (at - 2, part)),
            part => Some(part).filter(is_part).map(|part| (at - 1, part)),
        }
    }

    /// First token of "the week of" before token `at`, or `at`.
    fn week_before(&self, at: usize) -> usize {
        let of = self.word_before(at) == Some(Word::Of) && self.word_before(at - 1) == Some(Word::Week);
        if of { at - 2 } else { at }
    }

    /// "2025-07-23", "2025/07/23", "23/07/2025", "23.07.2025".
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let ((a, a_size), (b, b_size), (c, c_size)) = (self.digits(at)?, self.digits(at + 1)?, self.digits(at + 2)?);
        let gap = self.document.gap(at + 1);
        let mark = self.between(at);
        let same = gap == self.document.gap(at + 2) && mark == self.between(at + 1) && ["-", "/", ".", "‑"].contains(&mark);
        if !same || b_size > 2 {
            return None;
        }
        let year_first = a_size == 4 && c_size <= 2 && mark != ".";
        let day_first = a_size <= 2 && c_size == 4;
        let range = match (year_first, day_first) {
            (true, _) => day(a, b, c),
            (_, true) => day(c, b, a).or_else(|| day(c, a, b)),
            _ => None,
        };
        range.map(|day| Found { first: at, end: at + 3, range: Some(DateRange::day(day)), rule: "dates/numeric" })
    }

    /// What stands between token `at` and the next.
    fn between(&self, at: usize) -> &str {
        let (from, to) = (self.document.tokens[at].end as usize, self.document.tokens[at + 1].start as usize);
        self.document.text.get(from..to).unwrap_or("")
    }
}

/// The given day, if the calendar has it.
fn day(year: i32, month: i32, day: i32) -> Option<Day> {
    Day::ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// From the first day of `a` to the last of `b`, if that is forward.
pub fn span(a: DateRange, b: DateRange) -> Option<DateRange> {
    let range = DateRange { from: a.from, to: b.to };
    anchor::width(&range).filter(|width| *width > 0).map(|_| range)
}

/// Monday to Sunday around a day.
pub fn week_around(day: Day) -> Option<DateRange> {
    let monday = day.plus(-day.weekday());
    Some(DateRange::new(monday, monday.plus(6)))
}

/// The first, second or last third of a month or a year.
pub fn third(range: DateRange, part: Option<Word>) -> Option<DateRange> {
    let (from, to) = (range.from?, range.to?);
    let year = from.parts().0;
    let is_month = to.number() - from.number() < 32;
    let (second, last) = if is_month { (from.plus(10), from.plus(20)) } else { (Day::ymd(year, 5, 1)?, Day::ymd(year, 9, 1)?) };
    Some(match part {
        Some(Word::Early) => DateRange::new(from, second.plus(-1)),
        Some(Word::Mid) => DateRange::new(second, last.plus(-1)),
        Some(Word::Late) => DateRange::new(last, to),
        _ => range,
    })
}
