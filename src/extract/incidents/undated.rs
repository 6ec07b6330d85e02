//! "In the rainy season", "in recent weeks", "on Christmas Eve": a time that the text tells and that no calendar here can read. What
//! happened then did not happen today.

use super::comparison::is_superlative;
use crate::document::Gap;
use crate::extract::sight::{Sight, covering};
use crate::lexicon::WordSet;

/// Times that last, and feasts.
const PERIODS: WordSet<22> = WordSet::of([
    "autumn",
    "century",
    "christmas",
    "decade",
    "decades",
    "diwali",
    "easter",
    "eid",
    "hanukkah",
    "monsoon",
    "months",
    "passover",
    "quarter",
    "ramadan",
    "season",
    "seasons",
    "spring",
    "summer",
    "thanksgiving",
    "weeks",
    "winter",
    "years",
]);

/// Of spans that also measure ("five weeks in prison", "the worst in years"), those that say when.
const SPANS: WordSet<4> = WordSet::of(["decades", "months", "weeks", "years"]);

/// Words between the preposition and its period: "during the last rainy season".
const BETWEEN: usize = 3;

/// True if the sentence tells a time that is no date read.
pub fn tells_unread_time(sight: &Sight<'_>, sentence: usize) -> bool {
    let words = sight.document.sentences[sentence].tokens();
    words.clone().skip(1).any(|at| sight.is_among(at, &PERIODS) && is_when(sight, words.start, at))
}

fn is_when(sight: &Sight<'_>, first: usize, period: usize) -> bool {
    if covering(&sight.dates, period).is_some() || is_superlative(sight, period) {
        return false;
    }
    if sight.is_among(period, &SPANS) {
        return sight.is_word(period - 1, &["recent"]);
    }
    // "the season's first storm", "the Christmas market", "a quarter of them".
    let goes_on = period + 1 < sight.document.sentence_at(period).end
        && sight.document.gap(period + 1) == Gap::SPACE
        && !sight.is_word(period + 1, &["and", "day", "eve", "in", "at", "near", "when", "as", "after", "celebrations"]);
    let mut before = (period.saturating_sub(BETWEEN + 1).max(first)..period).rev();
    let told = before.any(|at| sight.is_word(at, &["in", "during", "over", "on", "throughout", "at"]));
    told && !goes_on
}
