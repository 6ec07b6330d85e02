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
use crate::lexicon::{Classes, WordSet};

/// How many words may say who somebody was: ", a 37-year-old clerk from the town of X,".
const LONGEST: usize = 14;

/// The one whose apposition is closed by the comma before token `end`: "[Ana Ruiz, a clerk from X], and".
pub fn ending(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    if !has_comma(sight, end) {
        return None;
    }
    let opens = || (floor + 1..end).rev().take(LONGEST).take_while(|&at| goes_on(sight, at)).filter(|&at| has_comma(sight, at));
    let told = |open: usize| {
        let whom = item_ending(sight, open - 1, floor)?;
        tells_who(sight, &whom, &(open..end)).then_some(Item { tokens: whom.tokens.start..end, ..whom })
    };
    if let Some(whom) = opens().find_map(told) {
        return Some(whom);
    }
    let mut close = end;
    for open in opens() {
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
    let inside = || (end..limit.min(end + LONGEST)).take_while(|&at| goes_on(sight, at)).map(|at| at + 1);
    if whom.single.is_none() {
        let closes = |at: &usize| has_comma(sight, *at) || is_closed(sight, *at, limit);
        let close = inside().filter(closes).find(|&close| tells_who(sight, whom, &(end..close)))?;
        return Some(Item { tokens: whom.tokens.start..close, ..whom.clone() });
    }
    // "Ana Ruiz, 37; Luis Vidal".
    let closes = |at: &usize| has_comma(sight, *at) || sight.document.gap(*at).has(Gap::SEMICOLON);
    let close = inside().find(closes)?;
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

/// Nouns that say no more of people than that they are.
const GENERIC: WordSet<16> = WordSet::of([
    "adults",
    "brothers",
    "children",
    "civilians",
    "fatalities",
    "members",
    "men",
    "others",
    "people",
    "persons",
    "relatives",
    "residents",
    "siblings",
    "sisters",
    "victims",
    "women",
]);

/// "three people, [a father, mother and son],": the three, if as many are told of, and more is told of them.
fn tells_who(sight: &Sight<'_>, whom: &Item, said: &Range<usize>) -> bool {
    let exact = whom.count.as_ref().filter(|count| count.max == Some(count.min) && count.min > 1);
    let generic = sight.document.tokens.get(whom.tokens.end - 1).is_some_and(|token| GENERIC.has(token.hash));
    let listed = said.clone().any(|at| sight.is(at, Classes::AND)) && !sight.is(said.start, Classes::AND);
    exact.is_some_and(|count| generic && listed && tally(sight, said) == count.min)
}

/// How many the members of a list are, by their numbers.
fn tally(sight: &Sight<'_>, said: &Range<usize>) -> u32 {
    let begins = |at: usize| {
        let after_and = at > said.start && sight.is(at - 1, Classes::AND);
        at == said.start || after_and || has_comma(sight, at) && !sight.is(at, Classes::AND)
    };
    let many = |at: usize| sight.quantity_from(at).map_or(1, |quantity| quantity.value.count.min);
    said.clone().filter(|&at| begins(at)).map(many).fold(0, u32::saturating_add)
}

/// True if the sentence ends before token `at`, or a preposition stands there.
fn is_closed(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    at >= limit || sight.is(at, Classes::PREPOSITION) || super::breaks(sight, at)
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
