//! Numbers of what is measured or paid: "80 per cent", "Rs 36 lakh".

use super::Reader;
use super::number::Number;
use crate::lexicon::WordSet;

impl Reader<'_, '_> {
    /// "80 per cent burns".
    pub(super) fn is_per_cent(&self, number: &Number) -> bool {
        let is = |at: usize, word: &str| self.document.word(at).eq_ignore_ascii_case(word);
        is(number.end, "per") && is(number.end + 1, "cent")
    }

    /// "Rs 36 lakh", "USD 2,000".
    pub(super) fn is_money(&self, number: &Number) -> bool {
        const CURRENCIES: WordSet<10> = WordSet::of(["rs", "inr", "pkr", "usd", "eur", "gbp", "ksh", "sh", "tk", "php"]);
        number.first.checked_sub(1).is_some_and(|before| CURRENCIES.has(self.document.tokens[before].hash))
    }
}
