//! "All but two of the 12 miners": the twelve without the two.

use super::number::{How, Number};
use super::words::Word;
use super::{BUT, OF, Reader};
use crate::extract::{Mention, Quantity, Unit, Value};
use crate::lexicon::WordSet;
use crate::model::{Count, Qualifier};

const ALL: WordSet<1> = WordSet::of(["all"]);

impl Reader<'_, '_> {
    /// True for the number behind "all but".
    pub(super) fn is_all_but(&self, first: usize) -> bool {
        first >= 2 && BUT.has(self.document.tokens[first - 1].hash) && ALL.has(self.document.tokens[first - 2].hash)
    }

    /// Those who are left of a number told behind it: "all but [two of the 12] miners".
    pub(super) fn all_but(&self, at: usize) -> Option<Mention> {
        if !self.is_all_but(at) {
            return None;
        }
        let but = self.number(at)?;
        let of =
            Some(but.end).filter(|&of| self.document.tokens.get(of).is_some_and(|token| OF.has(token.hash)) && self.plain(of))?;
        let owned = matches!(self.word_after(of + 1), Some(Word::Definite | Word::Possessive));
        let all = self.number(of + 1 + usize::from(owned)).filter(|all| self.plain(all.first))?;
        let exactly = |number: &Number| number.most.filter(|&most| most == number.least && number.how != How::Article);
        let left = exactly(&all)?.checked_sub(exactly(&but)?).filter(|&left| left > 0)?;
        let unit = Some(self.unit(&all)).filter(|unit| matches!(unit, Unit::People(_)))?;
        let words = self.document.span(at - 2, all.end).of(self.document.text).to_owned();
        let left = u32::try_from(left).ok()?;
        let count = Count { min: left, max: Some(left), words, qualifier: Qualifier::Exact };
        let quantity = Quantity { count, unit, subset: false, others: false, article: false, definite: false, whole: false };
        Some(Mention { first: at - 2, end: all.end, rule: "quantities/all-but", value: Value::Quantity(quantity) })
    }
}
