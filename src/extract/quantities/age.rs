//! Numbers that are somebody's age.

use super::Reader;
use super::number::{How, Number};
use super::words::Word;
use crate::document::Gap;
use crate::extract::Unit;
use crate::lexicon::WordSet;

/// What an age ends with.
pub(super) const OLD: WordSet<2> = WordSet::of(["old", "olds"]);

/// Who can be of an age: "he was 45".
const PERSON: WordSet<3> = WordSet::of(["who", "he", "she"]);
const IS: WordSet<2> = WordSet::of(["is", "was"]);
const AGE: WordSet<3> = WordSet::of(["aged", "ages", "age"]);
/// "under 12", "over 60".
const BOUND: WordSet<4> = WordSet::of(["under", "over", "above", "below"]);

/// Words back from an age that others may stand before it.
const MOST_AGES: usize = 9;

impl Reader<'_, '_> {
    /// "Smith, 34, said", "(34)", "a 20 year-old", "in her 20's", "aged between 3 and 8", "people over 60".
    pub(super) fn is_age(&self, number: &Number) -> bool {
        if number.how == How::Spelled {
            return self.is_spelled_age(number);
        }
        if number.how != How::Digits || number.least > 120 {
            return false;
        }
        // "Smith, who was 45 and the mayor".
        let is_before = |back: usize, is: &dyn Fn(u64) -> bool| {
            number.first.checked_sub(back).is_some_and(|at| is(self.document.tokens[at].hash))
        };
        if is_before(1, &|word| IS.has(word)) && is_before(2, &|word| PERSON.has(word)) {
            return true;
        }
        // "The 20 year-old was shot".
        let measured = self.word_after(number.end) == Some(Word::Measure);
        if measured && self.document.tokens.get(number.end + 1).is_some_and(|token| OLD.has(token.hash)) {
            return true;
        }
        if self.is_decade(number.end) || self.opens_after_name(number) {
            return true;
        }
        let (before, after) = (self.document.gap(number.first), self.document.gap(number.end));
        if before.has(Gap::OPEN) && after.has(Gap::CLOSE) && number.end == number.first + 1 {
            return true;
        }
        let Some(previous) = number.first.checked_sub(1).filter(|_| self.same_sentence(number.first)) else { return false };
        let closed = after.has(Gap::COMMA.and(Gap::PERIOD).and(Gap::CLOSE).and(Gap::SEMICOLON).and(Gap::STOP));
        if before.has(Gap::COMMA) && closed && self.may_have_an_age(previous) && number.end == number.first + 1 {
            return true;
        }
        let aged = (1..=4).filter_map(|back| number.first.checked_sub(back)).find(|&at| {
            AGE.has(self.document.tokens[at].hash) && self.document.sentence_of(at) == self.document.sentence_of(number.first)
        });
        aged.is_some_and(|aged| aged == previous || !self.counts_people(number)) || self.is_bound_of_age(number)
    }

    /// "Emma Carter, seven, was shot", "Girl, nine, in critical condition".
    fn is_spelled_age(&self, number: &Number) -> bool {
        let Some(previous) = number.first.checked_sub(1).filter(|_| self.same_sentence(number.first)) else { return false };
        let commas = self.document.gap(number.first).has(Gap::COMMA) && self.document.gap(number.end).has(Gap::COMMA);
        if !commas || number.least >= 20 || number.end > number.first + 1 {
            return false;
        }
        // "In Gaza, six, among them three children, were killed", "On Monday, five, all of them".
        const OPENERS: [&str; 6] = ["at", "from", "in", "near", "on", "outside"];
        const PARTS: [&str; 8] = ["aged", "all", "among", "both", "including", "mainly", "most", "mostly"];
        let is = |at: usize, words: &[&str]| words.iter().any(|word| self.document.word(at).eq_ignore_ascii_case(word));
        let whole = is(number.end, &PARTS) || (1..4).any(|back| previous.checked_sub(back).is_some_and(|at| is(at, &OPENERS)));
        self.may_have_an_age(previous) && !whole
    }

    /// The last word of a name, "girl".
    fn may_have_an_age(&self, at: usize) -> bool {
        let shape = self.document.tokens[at].shape;
        shape.is_capital() && !shape.has_digit() || matches!(self.word(at), Some(Word::Person { one: true, .. }))
    }

    /// "39, was killed": the age of somebody whose name was cut off.
    fn opens_after_name(&self, number: &Number) -> bool {
        let next = self.document.word(number.end);
        let opens = number.first == self.document.sentence_at(number.first).first;
        opens && self.document.gap(number.end).has(Gap::COMMA) && ["was", "is", "has"].contains(&next)
    }

    /// "20's": a decade of somebody's life, or of a century.
    fn is_decade(&self, at: usize) -> bool {
        self.document.gap(at) == Gap::APOSTROPHE && self.document.word(at).eq_ignore_ascii_case("s")
    }

    /// "children under 12", "people over 60".
    fn is_bound_of_age(&self, number: &Number) -> bool {
        let Some(at) = number.first.checked_sub(2) else { return false };
        BOUND.has(self.document.tokens[at + 1].hash)
            && self.plain(at + 1)
            && matches!(self.word(at), Some(Word::Person { many: true, .. }))
            && !self.plain_person(number.end)
    }

    /// "a girl aged seven and [three adults]": no more ages.
    fn counts_people(&self, number: &Number) -> bool {
        matches!(self.noun(number), Unit::People(_))
    }

    /// "boys aged six and [eight]".
    pub(super) fn is_next_age(&self, at: usize) -> bool {
        let number = |at: usize| self.is_digits(at) || matches!(self.word(at), Some(Word::Number(_) | Word::And));
        let mut before = (at.saturating_sub(MOST_AGES)..at).rev().skip_while(|&at| number(at));
        let listed = at > 0 && number(at - 1);
        let next = listed && before.next().is_some_and(|age| AGE.has(self.document.tokens[age].hash) && age + 1 < at);
        next && !self.number(at).is_some_and(|number| self.counts_people(&number))
    }
}
