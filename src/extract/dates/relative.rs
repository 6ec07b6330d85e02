//! Dates that count from the article's date, or from the date mentioned last: "early Monday", "last week", "two days later".

use super::words::Word;
use super::{Found, Reader, anchor, stated};
use crate::document::Gap;
use crate::lexicon::WordSet;
use crate::model::{DateRange, Day};

/// How long a unit of time is, and how far its count can be off.
#[derive(Clone, Copy)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// The rule of a date that dates what is told behind it and nothing else: "a week after gunmen killed".
pub const AFTER_ANOTHER: &str = "dates/after";

/// "Schools stay closed until Friday": the one to come.
const UNTIL: WordSet<2> = WordSet::of(["till", "until"]);

impl Reader<'_, '_> {
    pub(super) fn relative(&self, at: usize, word: Word) -> Option<Found> {
        match word {
            Word::Weekday(day) => self.weekday(at, day),
            Word::Days(shift) => Some(self.today(at, shift)),
            Word::Tonight => Some(self.found(at, at + 1, "dates/today", |today| Some(DateRange::day(today)))),
            Word::Overnight => self.overnight(at),
            Word::This => self.this(at),
            Word::Last | Word::Past => self.last(at),
            Word::Next | Word::Following => self.next(at),
            Word::Ago => self.ago(at),
            Word::Earlier | Word::Later => self.after_last(at, word),
            Word::After => self.after_another(at),
            Word::In if self.document.word(at).eq_ignore_ascii_case("since") => self.after_another(at),
            Word::Day => self.neighbour_day(at),
            Word::Weekend => self.weekend(at),
            Word::Season(month) => self.season(at, month),
            Word::Part(count) => self.part_of_year(at, count),
            _ => None,
        }
    }

    /// `meaning` of every day that today can be, over `first..end`.
    fn found(&self, first: usize, end: usize, rule: &'static str, meaning: impl Fn(Day) -> Option<DateRange>) -> Found {
        Found { first, end, range: self.over_today(meaning), rule }
    }

    /// "today", "yesterday morning", "the day before yesterday".
    fn today(&self, at: usize, shift: i32) -> Found {
        let day_before = shift != 0
            && at >= self.floor + 2
            && matches!(self.word_before(at), Some(Word::Before | Word::After))
            && self.word_before(at - 1) == Some(Word::Day);
        let (first, shift) = if day_before { (at - 2, shift * 2) } else { (self.hour_before(at), shift) };
        self.found(first, self.hour_after(at + 1), "dates/today", |today| Some(DateRange::day(today.plus(shift))))
    }

    /// First token of "early", "late on", "earlier" before a day, or the day's own.
    fn hour_before(&self, at: usize) -> usize {
        let is_hour =
            |word: Option<Word>| matches!(word, Some(Word::Early | Word::Late | Word::Mid | Word::Earlier | Word::Later));
        if is_hour(self.word_before(at)) { at - 1 } else { at }
    }

    /// The token after "morning", "night" behind a day.
    fn hour_after(&self, at: usize) -> usize {
        at + usize::from(self.word_after(at) == Some(Word::PartOfDay))
    }

    fn weekday(&self, at: usize, day: i32) -> Option<Found> {
        let small = || {
            let on = at > self.floor && self.plain(at) && self.document.reads(at - 1, "on");
            on || matches!(self.word_before(at), Some(Word::Last | Word::Past | Word::This | Word::Next))
        };
        if !(self.is_name(at) || small()) || self.is_title(at) {
            return None;
        }
        let first = match self.word_before(at) {
            Some(Word::Last | Word::Past | Word::This | Word::Next | Word::Following) => at - 1,
            _ => self.hour_before(at),
        };
        let end = self.hour_after(at + 1);
        if let Some(date) = self.weekday_date(end, day) {
            return Some(Found { first, ..date });
        }
        if let Some(range) = self.weekday_range(at, first, end) {
            return Some(range);
        }
        if let Some((end, weeks)) = self.week_behind(end) {
            let meaning = |today: Day| stated::week_around(today.plus(weeks * 7)).and_then(|week| Some(week.from?.plus(day)));
            return Some(self.found(first, end, "dates/weekday", |today| meaning(today).map(DateRange::day)));
        }
        let nearest = self.nearest_weekday(at, first, end, day);
        Some(self.found(first, end, "dates/weekday", |today| Some(DateRange::day(nearest(today)))))
    }

    /// "Sunday Times", "Black Friday", "every Monday", "on a Monday".
    fn is_title(&self, at: usize) -> bool {
        let feast =
            self.word_before(at) == Some(Word::FeastBefore) && self.is_name(at - 1) && !self.document.sentence_at(at).shouted;
        let title = self.word_after(at + 1) == Some(Word::TitleAfter) && self.is_name(at + 1);
        feast || title || matches!(self.word_before(at), Some(Word::Every | Word::Article))
    }

    /// Which day a weekday means, given today.
    fn nearest_weekday(&self, at: usize, first: usize, end: usize, day: i32) -> impl Fn(Day) -> Day + use<> {
        let before = self.word_before(at);
        let until = first > self.document.sentence_at(first).first && UNTIL.has(self.document.tokens[first - 1].hash);
        let ahead = until || self.looks_ahead(first, end);
        move |today: Day| {
            let back = (today.weekday() - day).rem_euclid(7);
            let forward = (day - today.weekday()).rem_euclid(7);
            match before {
                Some(Word::Last | Word::Past) => today.plus(if back == 0 { -7 } else { -back }),
                Some(Word::Next | Word::Following) => today.plus(if forward == 0 { 7 } else { forward }),
                _ if ahead => today.plus(forward),
                _ => today.plus(-back),
            }
        }
    }

    /// "last week", "of last week" behind a weekday: the token after it, and how many weeks from this one.
    fn week_behind(&self, at: usize) -> Option<(usize, i32)> {
        let next = at + usize::from(self.word_after(at) == Some(Word::Of));
        let weeks = match self.word_after(next)? {
            Word::Last => -1,
            Word::This => 0,
            Word::Next => 1,
            _ => return None,
        };
        (self.word_after(next + 1) == Some(Word::Week)).then_some((next + 2, weeks))
    }

    /// "from Monday to Wednesday", "Sunday night into Monday".
    fn weekday_range(&self, at: usize, first: usize, end: usize) -> Option<Found> {
        let Some(Word::Weekday(from)) = self.word(at, at) else { return None };
        let link = self.word_after(end);
        let opened = self.word_before(first);
        let next = match link {
            Some(Word::Into | Word::To) => end + 1,
            Some(Word::And) if opened == Some(Word::Between) => end + 1,
            _ if self.document.gap(end).has(Gap::HYPHEN.and(Gap::DASH)) && end < self.document.tokens.len() => end,
            _ => return None,
        };
        let next = next + usize::from(matches!(self.word(end, next), Some(Word::Early | Word::Late)));
        let Some(Word::Weekday(to)) = self.word(end, next) else { return None };
        // A dash joins "Monday-Wednesday", but not a weekday and the clause after it.
        if next == end && self.document.gap(next).has(Gap::SPACE) {
            return None;
        }
        let last = self.nearest_weekday(next, first, next + 1, to);
        let range = self.over_today(|today| {
            let last = last(today);
            Some(DateRange::new(last.plus(-((to - from).rem_euclid(7))), last))
        });
        Some(Found { first, end: self.hour_after(next + 1), range, rule: "dates/range" })
    }

    /// The night before and the day itself.
    fn overnight(&self, at: usize) -> Option<Found> {
        let (skip, tail) = match self.word_after(at + 1) {
            Some(Word::From | Word::Between) => return None,
            Some(Word::Into | Word::To) => (1, 0),
            Some(Word::Link) if self.document.word(at + 1).eq_ignore_ascii_case("on") => (1, 1),
            _ => (0, 1),
        };
        let next = at + 1 + skip;
        let Some(Word::Weekday(day)) = self.word_after(next) else {
            return Some(self.found(at, at + 1, "dates/overnight", |today| Some(DateRange::new(today.plus(-1), today))));
        };
        let nearest = self.nearest_weekday(next, at, next + 1, day);
        Some(self.found(at, next + 1, "dates/overnight", |today| {
            let day = nearest(today);
            Some(DateRange::new(day.plus(-1), day.plus(tail).min(today.max(day))))
        }))
    }

    /// "this morning", "this week", "earlier this month", "late this year", "this weekend".
    fn this(&self, at: usize) -> Option<Found> {
        let unit = self.word_after(at + 1)?;
        let part = self.word_before(at);
        let first = self.hour_before(at);
        let end = at + 2;
        if unit == Word::PartOfDay {
            return Some(self.found(first, end, "dates/today", |today| Some(DateRange::day(today))));
        }
        if unit == Word::Weekend {
            return Some(self.found(first, end, "dates/weekend", weekend_near));
        }
        let whole = move |today: Day| calendar(unit, today, 0);
        whole(Day::from_number(0))?;
        Some(self.found(first, end, "dates/this", |today| {
            let range = whole(today)?;
            match part {
                Some(Word::Earlier) => Some(DateRange { to: Some(today), ..range }),
                Some(Word::Later) => Some(DateRange { from: Some(today), ..range }),
                part if unit != Word::Week => stated::third(range, part),
                _ => Some(range),
            }
        }))
    }

    /// "last night", "last week", "late last month", "the last 24 hours", "the past two weeks"; "the previous day".
    fn last(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.stretch(at) {
            return Some(found);
        }
        let past = self.word(at, at) == Some(Word::Past);
        let unit = self.word_after(at + 1)?;
        let (first, end) = (self.hour_before(at), at + 2);
        match unit {
            Word::Day if past && self.document.word(at).eq_ignore_ascii_case("previous") => Some(self.day_from_last(at, end, -1)),
            Word::PartOfDay if !past => Some(self.found(first, end, "dates/last", |today| Some(DateRange::day(today.plus(-1))))),
            Word::Weekend => Some(self.found(first, end, "dates/weekend", |today| {
                let sunday = today.plus(-(today.weekday() + 1));
                Some(DateRange::new(sunday.plus(-1), sunday))
            })),
            Word::Week | Word::Month30 | Word::Year => {
                let part = self.word_before(at).filter(|_| unit != Word::Week);
                Some(self.found(first, end, "dates/last", |today| {
                    if past {
                        let back = calendar(unit, today, -1)?.from?.number() - calendar(unit, today, 0)?.from?.number();
                        return Some(DateRange::new(today.plus(back), today));
                    }
                    stated::third(calendar(unit, today, -1)?, part)
                }))
            }
            _ => None,
        }
    }

    /// "the last 24 hours", "the past two weeks": from then till now.
    fn stretch(&self, at: usize) -> Option<Found> {
        let (count, end) = self.count_at(at + 1)?;
        let unit = self.word_after(end)?;
        let (least, most) = count;
        let meaning = move |today: Day| {
            let from = match unit {
                // "In the past few hours": most likely since midnight.
                Word::Hour if least < most => today,
                Word::Hour => today.plus(-(most + 23) / 24),
                Word::Day => today.plus(-most),
                Word::Week => today.plus(-most * 7),
                Word::Month30 => months_back(today, most)?.from?,
                Word::Year => today.plus(-most * 366),
                _ => return None,
            };
            Some(DateRange::new(from, today))
        };
        meaning(Day::from_number(0))?;
        Some(self.found(at, end + 1, "dates/stretch", meaning))
    }

    /// "next week", "next month"; "the next day", "the following day".
    fn next(&self, at: usize) -> Option<Found> {
        let following = self.word(at, at) == Some(Word::Following);
        let unit = self.word_after(at + 1)?;
        let end = at + 2;
        match unit {
            Word::Day if self.word_before(at) == Some(Word::The) => Some(self.day_from_last(at, end, 1)),
            Word::Week | Word::Month30 | Word::Year if !following => {
                Some(self.found(at, end, "dates/next", |today| calendar(unit, today, 1)))
            }
            _ => None,
        }
    }

    /// "minutes ago", "two days ago", "a week ago", "several days ago", "three years ago".
    fn ago(&self, at: usize) -> Option<Found> {
        // "a few minutes ago", "an hour ago": of this day.
        let just = match self.word_before(at)? {
            Word::Minute => true,
            Word::Hour => matches!(self.word_before(at - 1), Some(Word::Article | Word::Number(1..=3))),
            _ => false,
        };
        if just {
            return Some(self.found(at - 1, at + 1, "dates/just-now", |today| Some(DateRange::day(today))));
        }
        let (first, unit, (least, most)) = self.stretch_before(at)?;
        Some(self.found(first, at + 1, "dates/ago", |today| shifted(DateRange::day(today), unit, -most, -least)))
    }

    /// "two days earlier", "a week later": from the date mentioned last, or before the news if there is none.
    fn after_last(&self, at: usize, word: Word) -> Option<Found> {
        let (first, unit, (least, most)) = self.stretch_before(at)?;
        let (low, high) = if word == Word::Earlier { (-most, -least) } else { (least, most) };
        let news = self.last.is_none() && word == Word::Earlier;
        let range = self.near_last().or_else(|| self.news().filter(|_| news)).and_then(|last| shifted(last, unit, low, high));
        Some(Found { first, end: at + 1, range, rule: "dates/from-last" })
    }

    /// "five years after a man drove into a crowd", "30 years since 12 were killed": the day of what follows, counted back from the date mentioned last or the news.
    /// What is known ("after the attack") was told before.
    fn after_another(&self, at: usize) -> Option<Found> {
        let (first, unit, (least, most)) = self.stretch_before(at)?;
        let owned = || ["his", "her", "its", "their", "these", "those", "that"].contains(&self.document.word(at + 1));
        let news = match self.word_after(at + 1) {
            None | Some(Word::Article | Word::Number(_) | Word::Few | Word::Couple | Word::Link) => {
                self.plain(at + 1) && !owned()
            }
            Some(_) => false,
        };
        let range = self.near_last().or_else(|| self.news()).and_then(|last| shifted(last, unit, -most, -least));
        news.then_some(Found { first, end: at + 1, range, rule: AFTER_ANOTHER })
    }

    /// The article's day and the one before, on which most of what it tells happened.
    fn news(&self) -> Option<DateRange> {
        self.over_today(|today| Some(DateRange::new(today.plus(-1), today)))
    }

    /// "the day before", "the day after", "the same day".
    fn neighbour_day(&self, at: usize) -> Option<Found> {
        if self.word_before(at) == Some(Word::Same) {
            return Some(self.day_from_last(at - 1, at + 1, 0));
        }
        if self.word_before(at) != Some(Word::The) {
            return None;
        }
        let shift = match self.word_after(at + 1)? {
            Word::Before => -1,
            Word::After => 1,
            _ => return None,
        };
        // "the day before the vote" counts from the vote.
        if self.plain(at + 2) {
            return None;
        }
        Some(self.day_from_last(at - 1, at + 2, shift))
    }

    fn day_from_last(&self, first: usize, end: usize, shift: i32) -> Found {
        let range = self.near_last().and_then(|last| shifted(last, Unit::Days, shift, shift));
        Found { first, end, range, rule: "dates/from-last" }
    }

    /// The date mentioned last, if it is one day or a night.
    fn near_last(&self) -> Option<DateRange> {
        self.last.filter(|last| anchor::width(last).is_some_and(|width| width <= 2))
    }

    /// "over the weekend", "at the weekend".
    fn weekend(&self, at: usize) -> Option<Found> {
        if self.word_before(at) != Some(Word::The) || self.plain(at + 1) && self.word(at, at + 1) == Some(Word::Before) {
            return None;
        }
        let ahead = self.looks_ahead(at, at + 1);
        Some(self.found(at, at + 1, "dates/weekend", |today| {
            let saturday =
                if ahead { today.plus((5 - today.weekday()).rem_euclid(7)) } else { today.plus(-((today.weekday() + 2) % 7)) };
            Some(DateRange::new(saturday, saturday.plus(1)))
        }))
    }

    /// "two days", "a week", "several months" before token `at`: first token, unit, and how many.
    fn stretch_before(&self, at: usize) -> Option<(usize, Unit, (i32, i32))> {
        let unit = match self.word_before(at)? {
            Word::Day => Unit::Days,
            Word::Week => Unit::Weeks,
            Word::Month30 => Unit::Months,
            Word::Year => Unit::Years,
            _ => return None,
        };
        let number = at.checked_sub(2).filter(|number| *number >= self.floor && self.plain(at - 1))?;
        let mut first = number;
        let of = self.word(at, number) == Some(Word::Of) && number > self.floor;
        if of {
            first = number - 1;
        }
        let (count, _) = self.count_at_exactly(first)?;
        if matches!(self.word(at, first), Some(Word::Few | Word::Couple)) && self.word_before(first) == Some(Word::Article) {
            first -= 1;
        }
        Some((first, unit, count))
    }

    /// A small number at token `at`, as least and most; and the token after it.
    fn count_at(&self, at: usize) -> Option<((i32, i32), usize)> {
        self.plain(at).then(|| self.count_at_exactly(at)).flatten()
    }

    fn count_at_exactly(&self, at: usize) -> Option<((i32, i32), usize)> {
        if let Some((number, _)) = self.digits(at) {
            return Some(((number, number), at + 1));
        }
        let count = match self.word(at, at)? {
            Word::Number(number) => (number, number),
            Word::Article => (1, 1),
            Word::Few => (2, 9),
            Word::Couple => (2, 3),
            _ => return None,
        };
        Some((count, at + 1))
    }
}

/// The calendar week, month or year that lies `shift` from the one of `today`.
fn calendar(unit: Word, today: Day, shift: i32) -> Option<DateRange> {
    match unit {
        Word::Week => stated::week_around(today.plus(shift * 7)),
        Word::Month30 => months_back(today, -shift),
        Word::Year => DateRange::year(today.parts().0 + shift as i16),
        _ => None,
    }
}

/// The calendar month `back` months before the one of `today`.
fn months_back(today: Day, back: i32) -> Option<DateRange> {
    let (year, month, _) = today.parts();
    let months = i32::from(year) * 12 + i32::from(month) - 1 - back;
    DateRange::month(i16::try_from(months.div_euclid(12)).ok()?, (months.rem_euclid(12) + 1) as i8)
}

/// `range` moved by `low..=high` units; weeks are good to three days, months and years to the calendar's own.
fn shifted(range: DateRange, unit: Unit, low: i32, high: i32) -> Option<DateRange> {
    let (from, to) = (range.from?, range.to?);
    match unit {
        Unit::Days => Some(DateRange::new(from.plus(low), to.plus(high))),
        Unit::Weeks => Some(DateRange::new(from.plus(low.checked_mul(7)? - 3), to.plus(high.checked_mul(7)? + 3))),
        Unit::Months => stated::span(months_back(from, -low)?, months_back(to, -high)?),
        Unit::Years => {
            let year = |day: Day, by: i32| i16::try_from(i32::from(day.parts().0) + by).ok().and_then(DateRange::year);
            stated::span(year(from, low)?, year(to, high)?)
        }
    }
}

/// The weekend nearest to a day: the one just gone until Tuesday, the coming one from Wednesday.
fn weekend_near(today: Day) -> Option<DateRange> {
    let weekday = today.weekday();
    let saturday = if weekday <= 1 { today.plus(-weekday - 2) } else { today.plus(5 - weekday) };
    Some(DateRange::new(saturday, saturday.plus(1)))
}
