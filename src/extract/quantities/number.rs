//! A number alone: digits with separators, spelled numbers, ranges, and the words that hedge them.

use super::Reader;
use super::words::{AFTER, BEFORE, Hedge, KNOWN, Kind, Known, VOCABULARY, Word};
use crate::document::Gap;
use crate::model::Qualifier;

/// A number with the tokens that write it.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    pub first: usize,
    pub end: usize,
    pub least: u64,
    pub most: Option<u64>,
    pub how: How,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Digits,
    /// "1.5", "12m", "0800": a count only if a noun for people follows.
    Odd,
    Spelled,
    Article,
    Group,
    Vague,
    Zero,
}

/// What the words around a number make of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hedges {
    pub first: usize,
    pub qualifier: Option<Qualifier>,
    pub others: bool,
    pub subset: bool,
    pub definite: bool,
}

impl Reader<'_, '_> {
    /// The number that begins at token `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let number = self.one_number(at)?;
        Some(self.range(&number).unwrap_or(number))
    }

    fn one_number(&self, at: usize) -> Option<Number> {
        let token = self.document.tokens.get(at)?;
        if token.shape.has_digit() {
            return self.digits(at);
        }
        let word = VOCABULARY.at(token)?;
        if !matches!(word, Word::Number(_) | Word::Scale(_) | Word::Begins | Word::Article) {
            return None;
        }
        if let Some((length, known)) = KNOWN.longest(self.document, at) {
            return Some(known_number(at, length, *known));
        }
        self.spelled(at)
    }

    /// "12", "1,200", "1 200", "1.2 million", "2 lakh", "12k".
    fn digits(&self, at: usize) -> Option<Number> {
        let word = self.document.word(at);
        let size = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &word[size..];
        let mut value: u64 = word[..size].parse().ok()?;
        let mut how = if size > 1 && word.starts_with('0') { How::Odd } else { How::Digits };
        if !suffix.is_empty() {
            let scale = match suffix {
                "k" | "K" => 1_000,
                "m" | "mn" => 1_000_000,
                _ => return None,
            };
            return Some(Number { first: at, end: at + 1, least: value * scale, most: Some(value * scale), how: How::Odd });
        }
        let mut end = at + 1;
        while size <= 3 && self.group_of_three(end, at) {
            value = value.checked_mul(1000)?.checked_add(self.document.word(end).parse().ok()?)?;
            end += 1;
        }
        let mut tenths = None;
        if self.document.gap(end) == Gap::PERIOD && self.is_digits(end) && self.document.word(end).len() <= 3 {
            let digits = self.document.word(end);
            tenths = Some((digits.parse::<u64>().ok()?, 10_u64.pow(digits.len() as u32)));
            how = How::Odd;
            end += 1;
        }
        while let Some(Word::Scale(scale)) = self.word_after(end) {
            let scale = u64::from(scale);
            value = value.checked_mul(scale)?;
            if let Some((part, whole)) = tenths.take() {
                value += part * scale / whole;
                how = How::Digits;
            }
            end += 1;
        }
        Some(Number { first: at, end, least: value, most: Some(value), how })
    }

    /// True if token `end` is the next three digits of the number that begins at `first`.
    fn group_of_three(&self, end: usize, first: usize) -> bool {
        let three = self.is_digits(end) && self.document.word(end).len() == 3;
        let gap = self.document.gap(end);
        let first_group = end == first + 1 || self.document.gap(first + 1) == gap;
        let spaced = gap == Gap::SPACE && !(first > 0 && self.document.tokens[first - 1].shape.has_digit());
        three && first_group && (gap == Gap::COMMA || (spaced && !self.document.reads(first, "0") && !self.in_date(end)))
    }

    /// "twenty-one", "a hundred and ten", "two dozen".
    fn spelled(&self, at: usize) -> Option<Number> {
        let (mut total, mut current, mut end) = (0_u64, 0_u64, at);
        let mut scaled = false;
        let article = matches!(self.word(at), Some(Word::Article));
        if article {
            let Some(Word::Scale(_)) = self.word_after(at + 1) else {
                return Some(Number { first: at, end: at + 1, least: 1, most: Some(1), how: How::Article });
            };
            (current, end) = (1, at + 1);
        }
        loop {
            let skip = usize::from(scaled && end > at && self.word_after(end) == Some(Word::And));
            let next = end + skip;
            let joined = next == at || (article && next == at + 1) || self.plain(next) || self.hyphened(next);
            match self.word(next).filter(|_| joined) {
                Some(Word::Number(n)) if fits(current, u64::from(n)) => current += u64::from(n),
                Some(Word::Scale(scale)) if skip == 0 => {
                    let scale = u64::from(scale);
                    scaled = true;
                    if scale < 1000 {
                        current = current.max(1).checked_mul(scale)?;
                    } else {
                        total = total.checked_add(current.max(1).checked_mul(scale)?)?;
                        current = 0;
                    }
                }
                _ => break,
            }
            end = next + 1;
        }
        let value = total + current;
        // A scale alone ("hundred") is a number only after a digit or an article, but headlines drop the article.
        (end > at).then_some(Number { first: at, end, least: value, most: Some(value), how: How::Spelled })
    }

    /// "12-15", "12 to 15", "between 12 and 15", "two or three".
    fn range(&self, low: &Number) -> Option<Number> {
        if !matches!(low.how, How::Digits | How::Spelled) {
            return None;
        }
        let gap = self.document.gap(low.end);
        let dash = gap.has(Gap::HYPHEN.and(Gap::DASH)) && gap.only(Gap::HYPHEN.and(Gap::DASH));
        let between = low.first > 0 && self.word(low.first - 1) == Some(Word::Between);
        let next = match self.word_after(low.end) {
            Some(Word::To) => low.end + 1,
            Some(Word::And) if between => low.end + 1,
            _ if dash && self.document.tokens.get(low.end)?.shape.has_digit() => low.end,
            _ => return None,
        };
        if next > low.end && !self.plain(next) {
            return None;
        }
        let high = self.one_number(next).filter(|high| matches!(high.how, How::Digits | How::Spelled))?;
        // "3 to 5 million" begins at three million.
        let scale = if high.least >= 1_000 && low.least < 1_000 { scale_of(high.least) } else { 1 };
        let least = low.least * scale;
        let how = if dash { How::Odd } else { How::Digits };
        (least < high.least).then_some(Number { first: low.first, end: high.end, least, most: high.most, how })
    }

    /// The hedges before `number`, added to those `after` it, which have the last word.
    pub(super) fn hedges(&self, number: &Number, after: Hedges) -> Hedges {
        let mut hedges = Hedges { qualifier: None, ..after };
        if number.most != Some(number.least) && number.first > 0 && self.word(number.first - 1) == Some(Word::Between) {
            hedges.first -= 1;
        }
        while let Some((first, hedge)) = self.hedge_before(hedges.first) {
            match hedge {
                Hedge::Of(qualifier) => {
                    hedges.qualifier = Some(hedges.qualifier.unwrap_or(qualifier));
                }
                Hedge::Others => hedges.others = true,
                Hedge::Subset => {
                    hedges.subset = true;
                    break;
                }
                Hedge::Nothing => {}
            }
            hedges.first = first;
        }
        hedges.definite = hedges.first > 0 && self.plain(hedges.first) && self.word(hedges.first - 1) == Some(Word::Definite);
        // "The other five died of burns": those left of a number told before, and none more.
        hedges.others &= !hedges.definite;
        hedges.qualifier = after.qualifier.or(hedges.qualifier);
        hedges
    }

    /// The hedges after `number`; `number.end` moves past them.
    pub(super) fn hedges_after(&self, number: &mut Number) -> Hedges {
        let mut hedges = Hedges { first: number.first, ..Hedges::default() };
        while let Some((length, hedge)) =
            AFTER.longest(self.document, number.end).filter(|_| self.plain(number.end) || self.hyphened(number.end))
        {
            match hedge {
                Hedge::Of(qualifier) => hedges.qualifier = Some(*qualifier),
                _ if matches!(number.how, How::Zero | How::Article) => break,
                _ => hedges.others = true,
            }
            number.end += length;
        }
        hedges
    }

    /// The longest hedge that ends before token `at`: where it begins, and what it says.
    fn hedge_before(&self, at: usize) -> Option<(usize, Hedge)> {
        let sentence = self.document.sentence_at(at).first;
        let gap = self.document.gap(at);
        (1..=5_usize).rev().find_map(|length| {
            let first = at.checked_sub(length).filter(|first| *first >= sentence.max(self.floor))?;
            let (found, hedge) = BEFORE.longest(self.document, first)?;
            let joined =
                if *hedge == Hedge::Subset { gap.only(Gap::SPACE.and(Gap::LINE).and(Gap::COMMA)) } else { self.plain(at) };
            (found == length && joined).then_some((first, *hedge))
        })
    }
}

/// The number that a phrase of the table is.
fn known_number(at: usize, length: usize, known: Known) -> Number {
    let how = match known.kind {
        Kind::Exact => How::Spelled,
        Kind::Vague => How::Vague,
        Kind::Group => How::Group,
        Kind::Zero => How::Zero,
    };
    Number { first: at, end: at + length, least: known.least.into(), most: known.most.map(u64::from), how }
}

/// True if `n` can be added to what is read so far: "twenty" + "one", "hundred" + "ten".
const fn fits(current: u64, n: u64) -> bool {
    match current {
        0 => true,
        _ if current >= 100 && current.is_multiple_of(100) => true,
        _ => n < 10 && current % 100 >= 20 && current.is_multiple_of(10),
    }
}

/// The greatest power of a thousand in a number.
const fn scale_of(value: u64) -> u64 {
    match value {
        1_000_000_000.. => 1_000_000_000,
        1_000_000.. if value.is_multiple_of(100_000) => 1_000_000,
        _ => 1,
    }
}
