//! Several people told by one phrase without a number: "a retired couple", "the clerks Ruiz, Vidal and Vega".

use super::item::{is_name_word, is_plain_word, joins_name, noun_number, one};
use super::{Item, Single, breaks};
use crate::document::Gap;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, Number};
use crate::model::Count;

/// "a retired couple", "the couple": two people, as against "a couple of".
pub fn couple(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    if !sight.is_word(at, &["a", "an", "the", "another"]) {
        return None;
    }
    let couple = (at + 1..limit.min(at + 4)).take_while(|&next| !breaks(sight, next)).find(|&n| sight.is_word(n, &["couple"]))?;
    let plain = (at + 1..couple).all(|word| is_plain_word(sight, word)) && !sight.is(couple + 1, Classes::OF);
    let two = one(sight, at..couple + 1, Single::Indefinite);
    let count = two.count.clone().map(|count| Count { min: 2, max: Some(2), ..count });
    plain.then_some(Item { count, single: None, ..two })
}

/// "the clerks [Ruiz, Vidal and Vega]", "reporters [Ana Ruiz and Luis Vidal]": as many as are named.
pub fn named_group(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    let noun = at + usize::from(sight.is_word(at, &["the", "his", "her", "their"]));
    if noun >= limit || noun_number(sight, noun) != Some(Number::Plural) || breaks(sight, noun + 1) {
        return None;
    }
    let name = |from: usize| {
        (from..limit.min(from + 5))
            .take_while(|&word| is_name_word(sight, word) && (word == from || joins_name(sight, word)))
            .last()
    };
    let (mut last, mut count) = (name(noun + 1)?, 1);
    while count < MOST_NAMED {
        let and = sight.is(last + 1, Classes::AND);
        let comma = sight.document.gap(last + 1).has(Gap::COMMA);
        let Some(next) = name(last + 1 + usize::from(and)).filter(|_| and || comma) else { break };
        (last, count) = (next, count + 1);
        if and {
            break;
        }
    }
    let whole = one(sight, at..last + 1, Single::Indefinite);
    let number = whole.count.clone().map(|words| Count { min: count, max: Some(count), ..words });
    (count > 1).then_some(Item { count: number, single: None, ..whole })
}

/// The noun with names that ends with token `at`.
pub fn named_group_ending(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    let inside = |word: usize| is_name_word(sight, word) || sight.is(word, Classes::AND);
    let lowest = floor.max(at.saturating_sub(3 * MOST_NAMED as usize));
    let noun = (lowest..at).rev().find(|&word| !inside(word)).filter(|&noun| noun_number(sight, noun) == Some(Number::Plural))?;
    let start = noun - usize::from(noun > floor && sight.is_word(noun - 1, &["the", "his", "her", "their"]));
    named_group(sight, start, at + 1).filter(|group| group.tokens.end == at + 1)
}

/// Names behind a noun after which no more are looked for.
const MOST_NAMED: u32 = 12;
