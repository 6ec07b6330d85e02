//! What "today" means, and whether a clause looks ahead.

use super::words::Word;
use super::{Reader, stated};
use crate::document::{Document, Gap};
use crate::model::{DateRange, Day};

/// The widest published date, in days, that relative words may count from; half as telling, a bounded one must be within a week.
const WIDEST: i32 = 31;
const WIDEST_BOUNDED: i32 = 7;

/// How many tokens of the body may hold its dateline.
const DATELINE_TOKENS: usize = 14;

/// The days that "today" can be: when the article was published, or the full date of its dateline ("San Salvador, 3 Jan 90 --").
pub fn of(document: &Document<'_>) -> Option<DateRange> {
    let published = document.published;
    let widest = if published.by.is_certain() { WIDEST } else { WIDEST_BOUNDED };
    if width(&published.range).is_some_and(|days| (1..=widest).contains(&days)) {
        return Some(published.range);
    }
    dateline(document)
}

fn dateline(document: &Document<'_>) -> Option<DateRange> {
    let first = document.sentences.get(document.body_starts)?.first;
    let end = document.tokens.len().min(first + DATELINE_TOKENS);
    let reader = Reader { document, anchor: None, last: None, told: None, floor: 0 };
    (first..end).find_map(|at| {
        let date = reader.full_date(at)?;
        let marks = Gap::DASH.and(Gap::OPEN).and(Gap::CLOSE);
        let inside = document.dateline.is_some_and(|line| line.contains(&document.span(at, date.end)));
        (inside || document.gap(date.end).has(marks)).then_some(date.range)
    })
}

/// Days in a range, both ends counted; none if an end is open.
pub fn width(range: &DateRange) -> Option<i32> {
    Some(range.to?.number() - range.from?.number() + 1)
}

impl Reader<'_, '_> {
    /// The range that `meaning` gives for every day that today can be.
    pub(super) fn over_today(&self, meaning: impl Fn(Day) -> Option<DateRange>) -> Option<DateRange> {
        let (first, last) = (self.anchor?.from?, self.anchor?.to?);
        let (low, high) = (meaning(first)?, meaning(last)?);
        let hull = DateRange { from: low.from.min(high.from), to: low.to.max(high.to) };
        let allowed = width(&low)?.max(width(&high)?) + last.number() - first.number();
        // A month more for units of unequal length; a jump by a year says that the day is not known.
        (width(&hull)? <= allowed + 31).then_some(hull)
    }

    /// The year of today, if there is only one.
    pub(super) fn this_year(&self) -> Option<i16> {
        let (first, last) = (self.anchor?.from?.parts().0, self.anchor?.to?.parts().0);
        (first == last).then_some(first)
    }

    /// True if the clause around the date `first..end` speaks of what is to come.
    pub(super) fn looks_ahead(&self, first: usize, end: usize) -> bool {
        let sentence = self.document.sentence_at(first);
        for at in (sentence.first.max(first.saturating_sub(12))..first).rev() {
            match self.word(first, at) {
                Some(Word::Ahead) => return true,
                Some(Word::Said | Word::Behind) => return false,
                _ if self.document.gap(at + 1).has(Gap::COMMA.and(Gap::SEMICOLON)) && at + 1 < first => return false,
                _ => {}
            }
        }
        if first > sentence.first + 2 {
            return false;
        }
        for at in end..sentence.end.min(end + 10) {
            match self.word(first, at) {
                Some(Word::Ahead) => return true,
                Some(Word::Said | Word::Behind) => return false,
                _ => {}
            }
        }
        false
    }

    /// True if the sentence tells of the past.
    pub(super) fn looks_back(&self, at: usize) -> bool {
        self.document
            .sentence_at(at)
            .tokens()
            .any(|other| matches!(self.word(at, other), Some(Word::Behind)) || stated::is_past(self.document.word(other)))
    }
}
