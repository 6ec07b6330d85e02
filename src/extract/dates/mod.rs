//! Days and ranges of days: "July 23, 2025", "early Monday", "two days ago".
//!
//! Words that count from the article's date are resolved only if that date is known to the month; otherwise nothing is said.
//! The precision of a date is the width of its range. A range that both ends state ("June 2-4") is one mention.
//!
//! Known failures: holidays ("Christmas Eve") are not read; "03/07/2025" is taken as 3 July;
//! "last night" is the day before, though its small hours belong to the day itself; lists ("June 2, 5 and 9") give the first day
//! with its month only; a weekday in a told flashback counts from the article's date, not from the story's.

mod anchor;
mod months;
mod relative;
mod seasons;
mod stated;
#[cfg(test)]
mod tests;
mod words;

use crate::document::{Document, Gap, Mark, Token};
use crate::extract::{Mention, Value};
use crate::model::{DateRange, Day};

pub use relative::AFTER_ANOTHER;
use words::{BEGINS, VOCABULARY, Word};

/// All dates of a document, in its order.
#[must_use]
pub fn read(document: &Document<'_>, _earlier: &[Mention]) -> Vec<Mention> {
    let mut reader = Reader { document, anchor: anchor::of(document), last: None, told: None, floor: 0 };
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let Some(date) = reader.date_at(at) else {
            at = document.next_marked(at + 1, BEGINS.or(Mark::DIGITS));
            continue;
        };
        at = date.end.max(at + 1);
        reader.floor = at;
        let Some(range) = date.range else { continue };
        if date.rule != AFTER_ANOTHER {
            reader.last = Some(range);
        }
        if let Some(day) = range.single().filter(|_| reader.names_year(&date)) {
            reader.told = Some((at, day));
        }
        found.push(Mention { first: date.first, end: date.end, rule: date.rule, value: Value::Date(range) });
    }
    found
}

/// The day that "today" means, if it is known: that of the article, or of its dateline.
#[must_use]
pub fn today(document: &Document<'_>) -> Option<Day> {
    anchor::of(document)?.single()
}

/// True if this sentence looks back: an anniversary, or something years ago. What it counts is not news.
#[must_use]
pub fn is_background(document: &Document<'_>, sentence: usize) -> bool {
    let Some(sentence) = document.sentences.get(sentence) else { return false };
    sentence.tokens().any(|at| match VOCABULARY.at(&document.tokens[at]) {
        Some(Word::Memory) => true,
        Some(Word::Ago) => {
            at > sentence.first && matches!(VOCABULARY.at(&document.tokens[at - 1]), Some(Word::Year | Word::Decade))
        }
        _ => false,
    })
}

/// True if the word names a month, so that a number beside it is a day or a year.
#[must_use]
pub fn is_month(token: &Token) -> bool {
    matches!(VOCABULARY.at(token), Some(Word::Month(_) | Word::ShortMonth(_)))
}

/// Words that make a date, and the days they mean; no range if those cannot be told.
struct Found {
    first: usize,
    end: usize,
    range: Option<DateRange>,
    rule: &'static str,
}

/// What has been read so far.
struct Reader<'d, 't> {
    document: &'d Document<'t>,
    /// The day, or the few days, that "today" can mean.
    anchor: Option<DateRange>,
    /// The date mentioned last: what "two days later" counts from.
    last: Option<DateRange>,
    /// The last day that was told with its year, and the token behind it.
    told: Option<(usize, Day)>,
    /// Tokens before this one belong to earlier dates.
    floor: usize,
}

impl Reader<'_, '_> {
    fn names_year(&self, date: &Found) -> bool {
        (date.first..date.end).any(|at| self.digits(at).is_some_and(|(_, size)| size == 4))
    }

    fn date_at(&self, at: usize) -> Option<Found> {
        let token = &self.document.tokens[at];
        if token.shape.has_digit() {
            return self.numeric(at).or_else(|| self.stated(at)).or_else(|| self.year(at)).or_else(|| self.quarter_code(at));
        }
        match VOCABULARY.at(token)? {
            Word::Month(_) | Word::ShortMonth(_) => self.stated(at),
            word => self.relative(at, word),
        }
    }

    /// The meaning of token `at`, if it stands in the sentence of token `near`.
    #[inline(always)]
    fn word(&self, near: usize, at: usize) -> Option<Word> {
        let token = self.document.tokens.get(at)?;
        if self.document.sentence_of(at) != self.document.sentence_of(near) {
            return None;
        }
        VOCABULARY.at(token)
    }

    /// The meaning of the token before `at`, if only white space or a hyphen is between.
    fn word_before(&self, at: usize) -> Option<Word> {
        let before = at.checked_sub(1).filter(|before| *before >= self.floor)?;
        let gap = self.document.gap(at);
        gap.only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN)).then(|| self.word(at, before)).flatten()
    }

    /// The meaning of token `at`, if only white space stands before it.
    fn word_after(&self, at: usize) -> Option<Word> {
        self.plain(at).then(|| self.word(at - 1, at)).flatten()
    }

    /// True if only white space stands before token `at`, and it continues the sentence.
    fn plain(&self, at: usize) -> bool {
        at > 0 && at < self.document.tokens.len() && self.spaced(at) && self.same_sentence(at)
    }

    fn spaced(&self, at: usize) -> bool {
        let gap = self.document.gap(at);
        gap.has(Gap::SPACE) && gap.only(Gap::SPACE.and(Gap::LINE))
    }

    fn same_sentence(&self, at: usize) -> bool {
        self.document.sentence_of(at) == self.document.sentence_of(at - 1)
    }

    /// The number that token `at` writes in at most four digits, and how many digits.
    fn digits(&self, at: usize) -> Option<(i32, usize)> {
        let token = self.document.tokens.get(at)?;
        let length = (token.end - token.start) as usize;
        if !token.shape.is_digits() || length > 4 {
            return None;
        }
        Some((self.document.word(at).parse().ok()?, length))
    }

    /// True if the first letter says that this is a name, or if capitals say nothing here.
    fn is_name(&self, at: usize) -> bool {
        self.document.tokens[at].shape.is_capital()
    }
}
