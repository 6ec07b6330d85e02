//! Members that a number counts: "12 soldiers", "a crew of nine", "the 10 people who died".

use super::share::{is_one_of_a_kind, is_part, share_of};
use super::{Item, Single};
use crate::extract::mention::{Quantity, Unit};
use crate::extract::sight::{Sight, within};
use crate::lexicon::Classes;

/// "eight of the [10 people] who died": the ten did. Of "eight out of 10 people who died" nobody knows how many did.
pub fn whole_before_relative(sight: &Sight<'_>, at: usize, verb: usize) -> Option<Option<Item>> {
    let relative = at + 1;
    if relative + 1 != verb || !sight.is(relative, Classes::RELATIVE) {
        return None;
    }
    let near = within(&sight.quantities, at.saturating_sub(COUNTED)..at + 1).iter().rev();
    let whole = near.copied().find(|number| number.value.whole && number.value.noun_end(number.mention) == relative)?;
    let first = whole.mention.first;
    let definite = whole.value.definite || sight.is_word(first.wrapping_sub(1), &["the", "their", "its", "those"]);
    let quantity = Quantity { whole: false, subset: false, ..whole.value.clone() };
    Some(quantity_item(sight, first, &quantity, whole.mention.end).filter(|_| definite))
}

/// Words from a number to its noun.
const COUNTED: usize = 8;

/// The member that the number at `first` counts, which ends before token `end`.
pub fn quantity_item(sight: &Sight<'_>, first: usize, quantity: &Quantity, end: usize) -> Option<Item> {
    let number_end = end;
    let end = match quantity.unit {
        Unit::Things => return None,
        Unit::People(head) => end.max(head + 1),
        Unit::Bare => end,
    };
    if quantity.whole || is_one_of_a_kind(sight, number_end) {
        return None;
    }
    let single = quantity.article.then_some(Single::Indefinite);
    let part = is_part(sight, end) || is_part(sight, number_end);
    // "[a crew] of nine".
    let household = match quantity.unit {
        Unit::People(head) if head < first => Some(head - usize::from(head > 0 && sight.is(head - 1, Classes::DETERMINER))),
        _ => None,
    };
    Some(Item {
        tokens: household.unwrap_or(first)..end,
        count: share_of(sight, first, &quantity.count),
        others: quantity.others,
        subset: quantity.subset || part,
        known: quantity.definite && !quantity.article,
        single,
    })
}
