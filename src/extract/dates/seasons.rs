//! Parts of a year that are no months: "the summer of 2024", "last winter", "Q3 2024", "the first half of last year", "2023-24".
//!
//! Nobody says by which calendar a season is meant: it lasts from the first of the month in which meteorologists begin it to the
//! equinox or solstice that ends it for astronomers, the 23rd at the latest. A winter is named for either of its two years. Where
//! the text names a land south of the equator its seasons may be meant as well. A fiscal year is named for the year in which it
//! begins (Japan) or ends (India, the United States), and the earliest of them begins in April.
//!
//! Known failures: quarters of a fiscal year are read as the calendar's.

use super::stated::{YEARS, Year, span};
use super::words::Word;
use super::{Found, Reader};
use crate::document::Gap;
use crate::lexicon::WordSet;
use crate::model::{DateRange, Day};

/// The day of its last month by which a season is over.
const OVER: i8 = 23;

const WINTER: i8 = 12;

/// Lands whose seasons may be those of the south.
const SOUTHERN: WordSet<40> = WordSet::of([
    "angola",
    "argentina",
    "argentine",
    "argentinian",
    "australia",
    "australian",
    "bolivia",
    "bolivian",
    "botswana",
    "brazil",
    "brazilian",
    "chile",
    "chilean",
    "eswatini",
    "fiji",
    "johannesburg",
    "lesotho",
    "madagascar",
    "malawi",
    "mauritius",
    "melbourne",
    "mozambican",
    "mozambique",
    "namibia",
    "papua",
    "paraguay",
    "peru",
    "peruvian",
    "queensland",
    "santiago",
    "sydney",
    "tanzania",
    "uruguay",
    "zambia",
    "zambian",
    "zealand",
    "zealander",
    "zealanders",
    "zimbabwe",
    "zimbabwean",
]);

impl Reader<'_, '_> {
    /// "The summer of 2024", "last winter", "over the summer"; `month` is the first of the season in the north.
    pub(super) fn season(&self, at: usize, month: i8) -> Option<Found> {
        let first = self.part_before(at).map_or(at, |(first, _)| first);
        let (year, end) = self.year_after(at + 1, false);
        if let Some(year) = self.year_of(year) {
            let (last, end) = self.joined_year(end - 1).unwrap_or((year, end));
            return Some(Found { first, end, range: self.seasons(year, last, month), rule: "dates/season" });
        }
        if year != Year::Unsaid || !self.is_introduced(first) {
            return None;
        }
        let named = matches!(self.word_before(at), Some(Word::Last | Word::Past | Word::This | Word::Next));
        // "in the summer camp"; "died in the fall".
        if !named && (!self.is_last(at + 1) || self.word_after(at + 1) == Some(Word::Of) || self.document.reads(at, "fall")) {
            return None;
        }
        let first = if named { at - 1 } else { first };
        let word = self.word_before(at).filter(|_| named);
        let ahead = !named && self.looks_ahead(at, at + 1);
        let range = self.over_today(|today| {
            let north = nearest(today, month, word, ahead)?;
            let south = self.is_southern().then(|| nearest(today, opposite(month), word, ahead)).flatten();
            Some(south.map_or(north, |south| hull(north, south)))
        });
        Some(Found { first, end: at + 1, range, rule: "dates/season" })
    }

    /// "in the", "over the", "last" before the season that begins at `at`.
    fn is_introduced(&self, at: usize) -> bool {
        let over = |at: usize| at > 0 && ["over", "throughout"].iter().any(|word| self.document.reads(at - 1, word));
        match self.word_before(at) {
            Some(Word::Last | Word::Past | Word::This | Word::Next | Word::In) => true,
            Some(Word::The) => self.word_before(at - 1) == Some(Word::In) || over(at - 1),
            _ => false,
        }
    }

    /// All that a season of these years can be.
    fn seasons(&self, year: i16, last: i16, month: i8) -> Option<DateRange> {
        let of = |month: i8| match month {
            WINTER if year == last => span(once(year - 1, month)?, once(year, month)?),
            WINTER => span(once(year, month)?, once(last - 1, month)?),
            _ => span(once(year, month)?, once(last, month)?),
        };
        let north = of(month)?;
        Some(if self.is_southern() { hull(north, of(opposite(month))?) } else { north })
    }

    fn is_southern(&self) -> bool {
        self.document.tokens.iter().any(|token| token.shape.is_capital() && SOUTHERN.has(token.hash))
    }

    fn year_of(&self, year: Year) -> Option<i16> {
        match year {
            Year::Given(year) => Some(year),
            Year::FromToday(shift) => self.this_year().map(|year| year + shift),
            Year::Unsaid => None,
        }
    }

    /// "The third quarter of 2024", "the first half of last year", "last quarter"; `count` is how many of them make a year.
    pub(super) fn part_of_year(&self, at: usize, count: i8) -> Option<Found> {
        let before = at.checked_sub(1).filter(|before| *before >= self.floor && self.plain(at))?;
        let (year, end) = self.year_after(at + 1, false);
        let ordinals = ["first", "second", "third", "fourth"];
        let number = ordinals[..count as usize].iter().position(|ordinal| self.document.reads(before, ordinal));
        let last = ["last", "final", "latter"].iter().any(|word| self.document.reads(before, word));
        if let Some(year) = self.year_of(year) {
            let number = number.map(|number| number as i8).or(last.then_some(count - 1))?;
            return Some(Found { first: before, end, range: months_of(year, number, count), rule: "dates/part-of-year" });
        }
        let shift = match self.word_before(at)? {
            Word::Last => -1,
            Word::This => 0,
            _ => return None,
        };
        if year != Year::Unsaid || count != 4 || self.word_after(at + 1) == Some(Word::Of) {
            return None;
        }
        Some(Found {
            first: before,
            end: at + 1,
            range: self.over_today(|today| quarter_near(today, shift)),
            rule: "dates/part-of-year",
        })
    }

    /// "Q3 2024", "Q3 of last year".
    pub(super) fn quarter_code(&self, at: usize) -> Option<Found> {
        let number = self.document.word(at).strip_prefix('Q').filter(|number| number.len() == 1)?;
        let number: i8 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
        let (year, end) = self.year_after(at + 1, false);
        let year = self.year_of(year)?;
        Some(Found { first: at, end, range: months_of(year, number - 1, 4), rule: "dates/part-of-year" })
    }

    /// "2023-24", "2023-2024" from token `at` on: the second year, and the token after it.
    pub(super) fn joined_year(&self, at: usize) -> Option<(i16, usize)> {
        let (year, size) = self.digits(at)?;
        let gap = self.document.gap(at + 1);
        let dash = !gap.is_empty() && gap.only(Gap::HYPHEN.and(Gap::DASH));
        let (next, length) = self.digits(at + 1).filter(|_| dash && size == 4 && YEARS.contains(&year))?;
        let next = if length == 2 { year - year % 100 + next } else { next };
        let touched = self.document.tokens.get(at + 2).is_some_and(|token| token.shape.has_digit() && !self.plain(at + 2));
        (next > year && YEARS.contains(&next) && length != 3 && length != 1 && !touched).then_some((next as i16, at + 2))
    }

    /// "fiscal 2024", "the fiscal year 2024": what stands before the year at token `at`.
    pub(super) fn is_fiscal(&self, at: usize) -> bool {
        let year = self.word_before(at) == Some(Word::Year);
        let word = at.checked_sub(1 + usize::from(year)).filter(|word| *word >= self.floor && self.plain(word + 1));
        let among =
            |words: &[&str]| word.is_some_and(|at| words.iter().any(|word| self.document.word(at).eq_ignore_ascii_case(word)));
        among(&["fiscal"]) || year && among(&["financial", "tax", "school", "academic"])
    }
}

/// All that a fiscal year can be.
pub fn fiscal(year: i16) -> Option<DateRange> {
    Some(DateRange::new(Day::ymd(year - 1, 4, 1)?, Day::ymd(year + 1, 3, 31)?))
}

/// The season that begins in this month.
fn once(year: i16, month: i8) -> Option<DateRange> {
    let (last_year, last) = if month == WINTER { (year + 1, 3) } else { (year, month + 3) };
    Some(DateRange::new(Day::ymd(year, month, 1)?, Day::ymd(last_year, last, OVER)?))
}

/// The first month of the season in the south.
const fn opposite(month: i8) -> i8 {
    if month > 6 { month - 6 } else { month + 6 }
}

fn hull(a: DateRange, b: DateRange) -> DateRange {
    DateRange { from: a.from.min(b.from), to: a.to.max(b.to) }
}

/// The season that "last", "this", "next" or nothing means today; two of them where either can be meant.
fn nearest(today: Day, month: i8, word: Option<Word>, ahead: bool) -> Option<DateRange> {
    let year = today.parts().0;
    let of = |year: i16| once(year, month);
    let begun = if of(year)?.from <= Some(today) { year } else { year - 1 };
    let running = of(begun)?.to >= Some(today);
    let of_this_year = begun == year;
    match word {
        Some(Word::Last | Word::Past) if running => of(begun - 1),
        // "last summer", told in October.
        Some(Word::Last | Word::Past) if of_this_year => span(of(begun - 1)?, of(begun)?),
        Some(Word::Last | Word::Past) => of(begun),
        Some(Word::Next) => of(begun + 1),
        Some(Word::This) if running || of_this_year => of(begun),
        // "this winter", told in June.
        Some(Word::This) if month == WINTER => span(of(begun)?, of(begun + 1)?),
        Some(Word::This) => of(begun + 1),
        _ if ahead => of(if running { begun } else { begun + 1 }),
        _ if running => Some(DateRange { from: of(begun - 1)?.from, to: Some(today) }),
        _ => of(begun),
    }
}

/// The months of one of `count` parts of a year, numbered from 0.
fn months_of(year: i16, number: i8, count: i8) -> Option<DateRange> {
    let long = 12 / count;
    span(DateRange::month(year, number * long + 1)?, DateRange::month(year, (number + 1) * long)?)
}

/// The quarter that lies `shift` from the one of `today`.
fn quarter_near(today: Day, shift: i16) -> Option<DateRange> {
    let (year, month, _) = today.parts();
    let quarters = year * 4 + i16::from((month - 1) / 3) + shift;
    months_of(quarters.div_euclid(4), quarters.rem_euclid(4) as i8, 4)
}
