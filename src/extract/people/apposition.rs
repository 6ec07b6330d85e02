//! What stands between commas beside somebody and says who that is: "Ana Ruiz, [a clerk from X],", "the deputy mayor, [Ana
//! Ruiz],", "Luis Vidal, [37],". It counts nobody, and a list goes on behind it.
//!
//! Known failures: "the mayor, a member of parliament, and two guards", where the member is a third person.

use std::ops::Range;

use super::item::{is_of_age, item_at, item_ending};
use super::list::with_complement;
use super::{Item, Single};
use crate::document::Gap;
use crate::extract::sight::{Sight, covering};
use crate::lexicon::Classes;

/// How many words may say who somebody was: ", a 37-year-old clerk from the town of X,".
const LONGEST: usize = 14;

/// The one whose apposition is closed by the comma before token `end`: "[Ana Ruiz, a clerk from X], and".
pub fn ending(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    if !has_comma(sight, end) {
        return None;
    }
    let inside = (floor + 1..end).rev().take(LONGEST).take_while(|&at| goes_on(sight, at));
    let mut close = end;
    for open in inside.filter(|&at| has_comma(sight, at)) {
        let whom = item_ending(sight, open - 1, floor).or_else(|| with_complement(sight, open, floor));
        if let Some(found) = whom.and_then(|whom| explained(sight, whom, open..end)) {
            return Some(found);
        }
        // "a clerk from Leuven, Belgium, and".
        let aside = covering(&sight.locations, open).is_some_and(|place| place.mention.end == close);
        if !aside {
            return None;
        }
        close = open;
    }
    None
}

/// The one who ends before token `end` together with the apposition that begins there, if one does.
pub fn beginning(sight: &Sight<'_>, whom: &Item, end: usize, limit: usize) -> Option<Item> {
    if !has_comma(sight, end) {
        return None;
    }
    let inside = (end..limit.min(end + LONGEST)).take_while(|&at| goes_on(sight, at)).map(|at| at + 1);
    let close = inside.filter(|&at| at <= limit).find(|&at| has_comma(sight, at))?;
    explained(sight, whom.clone(), end..close)
}

/// Somebody with the apposition that stands at `said`, if that is what it is.
fn explained(sight: &Sight<'_>, whom: Item, said: Range<usize>) -> Option<Item> {
    let tokens = whom.tokens.start..said.end;
    let age = sight.document.tokens[said.start].shape.is_digits() && said.len() == 1 || sight.is_word(said.start, &["aged"]);
    match whom.single {
        Some(Single::Name(_)) if age || says_what(sight, &said) => Some(Item { tokens, ..whom }),
        Some(Single::Definite | Single::Indefinite) => {
            if age || describes(sight, &said) {
                return Some(Item { tokens, ..whom });
            }
            Some(Item { tokens, single: name(sight, &said)?, ..whom })
        }
        _ => None,
    }
}

/// "a clerk from X", "second judge of the court", "head of the league": what one who is named is.
fn says_what(sight: &Sight<'_>, said: &Range<usize>) -> bool {
    let first = said.start;
    if sight.is_word(first, &["a", "an", "the"]) {
        return true;
    }
    let small = !sight.document.tokens[first].shape.is_capital() && sight.classes(first) == Classes::default();
    let of = said.clone().any(|at| sight.is(at, Classes::OF));
    // "police officer Luis Vidal" is another one.
    let named = || item_ending(sight, said.end - 1, first).is_some_and(|item| matches!(item.single, Some(Single::Name(_))));
    small && sight.quantity_from(first).is_none() && (of || !named())
}

/// "a 52-year-old veteran", "a father of two": what one is who was not named. "A clerk" is another one.
fn describes(sight: &Sight<'_>, said: &Range<usize>) -> bool {
    let of = |at: usize| at > said.start + 1 && at < said.start + 5 && sight.is(at, Classes::OF);
    sight.is_word(said.start, &["a", "an"]) && said.clone().any(|at| of(at) || is_of_age(sight, at))
}

/// "the deputy mayor, [Ana Ruiz],": the name, if it is nothing else.
fn name(sight: &Sight<'_>, said: &Range<usize>) -> Option<Option<Single>> {
    let item = item_at(sight, said.start, said.end).filter(|item| item.tokens == *said)?;
    let bare = |at: usize| sight.document.tokens[at].shape.is_capital() || sight.word(at).len() <= 3;
    let named = matches!(item.single, Some(Single::Name(_))) && said.clone().all(bare);
    named.then_some(item.single)
}

fn goes_on(sight: &Sight<'_>, at: usize) -> bool {
    let steers = Classes::BE.or(Classes::HAVE).or(Classes::SPEECH);
    !sight.is(at, steers) && sight.cue(at).is_none() && !sight.is_parted(at)
}

fn has_comma(sight: &Sight<'_>, at: usize) -> bool {
    sight.document.gap(at).has(Gap::COMMA)
}
