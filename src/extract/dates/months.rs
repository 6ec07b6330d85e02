//! Months and years without a day: "mid-May", "June 2025", "from January to March", "in 2019", "the 1990s".

use super::stated::{Stated, YEARS, Year, span, third};
use super::words::Word;
use super::{Found, Reader, seasons};
use crate::document::Gap;
use crate::model::DateRange;

/// Most words of a street's name, its sort and the quarter of the sky before it among them.
const STREET_WORDS: usize = 5;

impl Reader<'_, '_> {
    /// A month without a day, with "early", "mid" or "late".
    pub(super) fn month(&self, at: usize, stated: &Stated) -> Option<Found> {
        let part = self.part_before(at);
        let introduced = match self.word_before(at) {
            Some(Word::In | Word::Last | Word::This | Word::Next) => true,
            Some(Word::From | Word::Between) => matches!(self.word_after(stated.end), Some(Word::To | Word::And)),
            _ => part.is_some(),
        };
        if stated.year == Year::Unsaid && !(introduced && self.is_name(at)) {
            return None;
        }
        let (first, part) = part.map_or((at, None), |(first, part)| (first, Some(part)));
        let range = match stated.year {
            Year::Given(year) => DateRange::month(year, stated.month),
            Year::FromToday(shift) => self.this_year().and_then(|year| DateRange::month(year + shift, stated.month)),
            Year::Unsaid => self.unsaid_year(at, stated),
        };
        let named = matches!(self.word_before(at), Some(Word::Last | Word::This | Word::Next));
        let first = if named { at - 1 } else { first };
        let range = range.and_then(|range| third(range, part));
        if let Some((end, last)) = self.second_month(at, stated) {
            let first_month = range.zip(last).and_then(|(a, b)| span(back_before(a, b), b));
            return Some(Found { first, end, range: first_month, rule: "dates/range" });
        }
        Some(Found { first, end: stated.end, range, rule: "dates/month" })
    }

    fn unsaid_year(&self, at: usize, stated: &Stated) -> Option<DateRange> {
        let before = self.word_before(at);
        let ahead = before == Some(Word::Next) || (before != Some(Word::Last) && self.looks_ahead(at, stated.end));
        self.over_today(|today| {
            let year = today.parts().0;
            let of = |year| DateRange::month(year, stated.month);
            match before {
                Some(Word::Last) => [year, year - 1].into_iter().filter_map(of).find(|range| range.to < Some(today)),
                Some(Word::This) => of(year),
                _ if ahead => [year, year + 1].into_iter().filter_map(of).find(|range| range.to >= Some(today)),
                _ => [year, year - 1].into_iter().filter_map(of).find(|range| range.from <= Some(today)),
            }
        })
    }

    /// "January to March 2025": the second month.
    fn second_month(&self, at: usize, stated: &Stated) -> Option<(usize, Option<DateRange>)> {
        if !matches!(self.word_before(at), Some(Word::From | Word::Between)) {
            return None;
        }
        let Some(Word::To | Word::And) = self.word_after(stated.end) else { return None };
        let (month, short) = self.month_at(stated.end + 1)?;
        let last = self.month_first(stated.end + 1, month, short).filter(|last| last.days.is_none())?;
        let range = match last.year {
            Year::Given(year) => DateRange::month(year, last.month),
            Year::FromToday(shift) => self.this_year().and_then(|year| DateRange::month(year + shift, last.month)),
            Year::Unsaid => self.unsaid_year(stated.end + 1, &last),
        };
        Some((last.end, range))
    }

    /// "in 2019", "early 2019", "the 2019 war", "from 2014 to 2019", "the 1990s".
    pub(super) fn year(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.decade(at).or_else(|| self.years(at)) {
            return Some(found);
        }
        let year = self.year_number(at)?;
        if matches!(self.word_after(at + 1), Some(Word::Counted)) || self.is_house_number(at) {
            return None;
        }
        let range = DateRange::year(year);
        // "in the mid-1970's".
        let decades = self.document.gap(at + 1) == Gap::APOSTROPHE;
        if let Some((first, part)) = self.part_before(at).filter(|_| !decades) {
            return Some(Found {
                first,
                end: at + 1,
                range: range.and_then(|range| third(range, Some(part))),
                rule: "dates/year",
            });
        }
        if self.is_fiscal(at) {
            return Some(Found { first: at - 1, end: at + 1, range: seasons::fiscal(year), rule: "dates/fiscal" });
        }
        if self.is_a_year(at) {
            return Some(Found { first: at, end: at + 1, range, rule: "dates/year" });
        }
        let introduced = match self.word_before(at)? {
            Word::Year => true,
            Word::In | Word::Before | Word::After | Word::To => true,
            // "in the first months of 2024".
            Word::Of => {
                // "memories of 2019, when a bomb killed 22".
                self.document.gap(at + 1).has(Gap::COMMA) && self.document.reads(at + 1, "when") && self.same_sentence(at + 1)
                    || matches!(
                        self.word_before(at - 1),
                        Some(Word::Year | Word::Month30 | Word::Week | Word::Day | Word::Part(_))
                    )
            }
            Word::The => self.plain(at + 1) && !matches!(self.word_after(at + 1), Some(Word::Of | Word::In)),
            Word::From | Word::Between => {
                let end = at + 2;
                let last = self.year_number(end).filter(|_| matches!(self.word_after(at + 1), Some(Word::To | Word::And)))?;
                let range = range.zip(DateRange::year(last)).and_then(|(a, b)| span(a, b));
                return Some(Found { first: at, end: end + 1, range, rule: "dates/range" });
            }
            _ => false,
        };
        introduced.then_some(Found { first: at, end: at + 1, range, rule: "dates/year" })
    }

    /// "a 2018 blaze", but "a 2012 white Ford" is of that year's make.
    fn is_a_year(&self, at: usize) -> bool {
        const MADE: &[&str] =
            &["car", "motorcycle", "minivan", "model", "pickup", "sedan", "suv", "truck", "van", "vehicle", "vintage"];
        let article = at > 0 && (self.document.reads(at - 1, "a") || self.document.reads(at - 1, "A"));
        let noun = |next: usize| self.plain(next) && self.document.tokens.get(next).is_some_and(|token| !token.shape.has_digit());
        let small = |next: usize| noun(next) && !self.is_name(next);
        let made = || (at + 1..at + 4).any(|next| MADE.contains(&self.document.word(next)));
        article && small(at + 1) && !(noun(at + 2) && self.is_name(at + 2)) && !made()
    }

    /// "in 2023-24": both years.
    fn years(&self, at: usize) -> Option<Found> {
        let (last, end) = self.joined_year(at).filter(|_| self.plain(at))?;
        let introduced =
            matches!(self.word_before(at), Some(Word::In | Word::The | Word::Year | Word::Of | Word::From)) || self.is_fiscal(at);
        let range = DateRange::year(self.digits(at)?.0 as i16).zip(DateRange::year(last)).and_then(|(a, b)| span(a, b));
        introduced.then_some(Found { first: at, end, range, rule: "dates/range" })
    }

    /// A year that stands alone: not part of "2,019", "2019-5" or "$2019".
    fn year_number(&self, at: usize) -> Option<i16> {
        let (year, size) = self.digits(at)?;
        let after = self.document.gap(at + 1);
        let touched =
            !after.is_empty() && !after.has(Gap::SPACE) && self.document.tokens.get(at + 1).is_some_and(|t| t.shape.has_digit());
        let parted = || matches!(self.word_before(at), Some(Word::Early | Word::Mid | Word::Late));
        (size == 4 && YEARS.contains(&year) && (self.plain(at) || parted()) && !touched).then_some(year as i16)
    }

    /// "2100 South Tyler Street": a year is followed by no street.
    fn is_house_number(&self, at: usize) -> bool {
        const STREETS: &[&str] =
            &["Avenue", "Ave", "Boulevard", "Blvd", "Court", "Drive", "Highway", "Lane", "Road", "Rd", "Street", "St", "Way"];
        // "In 2013 Downing Street was attacked".
        let dated = at > 0
            && ["in", "since", "of", "from", "by"].iter().any(|word| self.document.word(at - 1).eq_ignore_ascii_case(word));
        if dated {
            return false;
        }
        let names = (at + 1..at + 1 + STREET_WORDS).take_while(|&next| self.plain(next) && self.is_name(next));
        names.skip(1).any(|next| STREETS.contains(&self.document.word(next)))
    }

    fn decade(&self, at: usize) -> Option<Found> {
        let word = self.document.word(at);
        let year =
            word.strip_suffix('s').or_else(|| word.strip_suffix('S')).filter(|year| year.len() == 4 && year.ends_with('0'))?;
        let year: i16 = year.parse().ok()?;
        let range = DateRange::year(year).zip(DateRange::year(year + 9)).and_then(|(a, b)| span(a, b));
        Some(Found { first: at, end: at + 1, range, rule: "dates/decade" })
    }
}

/// "from November to March 2025": the first month belongs to the last one that is not after the second.
fn back_before(a: DateRange, b: DateRange) -> DateRange {
    let (Some(from), Some(last)) = (a.from, b.from) else { return a };
    let year = if from.parts().1 <= last.parts().1 { last.parts().0 } else { last.parts().0 - 1 };
    DateRange::month(year, from.parts().1).unwrap_or(a)
}
