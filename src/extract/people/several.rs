//! Several people told by one phrase without a number: "a retired couple", "the clerks Ruiz, Vidal and Vega".

use super::item::{is_name_word, is_plain_word, item_at, item_ending, joins_name, noun_number, one};
use super::{Item, Single, breaks};
use crate::document::Gap;
use crate::extract::mention::Unit;
use crate::extract::quantities::spells_number;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, Number, WordSet};
use crate::model::{Count, Qualifier};

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

/// "[a family of] five", "[a group of] 12 tourists": whoever is counted behind the noun.
pub fn household(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    if !sight.is(at, Classes::DETERMINER) {
        return None;
    }
    let of = (at + 2..limit.min(at + 5)).take_while(|&next| !breaks(sight, next)).find(|&next| sight.is(next, Classes::OF))?;
    let group = sight.is_word(of - 1, &["band", "convoy", "group", "party", "team"]);
    let counts = |unit: Unit| unit == Unit::People(of - 1) || group && matches!(unit, Unit::People(_));
    let members = sight.quantity_from(of + 1).filter(|found| counts(found.value.unit))?;
    let found = item_at(sight, members.mention.first, limit)?;
    Some(Item { tokens: at..found.tokens.end, ..found })
}

/// Kin who are two unless more are told of.
const PAIRS: &[&str] = &["grandparents", "parents", "twins"];
/// Kin of whom several are told, and not how many.
const KIN: WordSet<15> = WordSet::of([
    "brothers",
    "children",
    "cousins",
    "daughters",
    "grandchildren",
    "grandparents",
    "grandsons",
    "kids",
    "nephews",
    "nieces",
    "parents",
    "siblings",
    "sisters",
    "sons",
    "twins",
]);

/// "her parents", "their children, aged four and seven", "his sons": two or more, and as many as ages are told.
pub fn kin(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    if !sight.is_word(at, &["his", "her", "their"]) {
        return None;
    }
    let noun = (at + 1..limit.min(at + 4)).take_while(|&next| !breaks(sight, next)).find(|&next| sight.is_among(next, &KIN))?;
    if !(at + 1..noun).all(|word| is_plain_word(sight, word)) {
        return None;
    }
    let (ages, end) = Some(ages(sight, noun + 1, limit)).filter(|(ages, _)| *ages > 1).unwrap_or((0, noun + 1));
    let most = if ages > 1 { Some(ages) } else { sight.is_word(noun, PAIRS).then_some(2) };
    let several = one(sight, at..end, Single::Indefinite);
    let qualifier = if most.is_some() { Qualifier::Exact } else { Qualifier::AtLeast };
    let count = several.count.clone().map(|count| Count { min: most.unwrap_or(2), max: most, qualifier, ..count });
    Some(Item { count, single: None, ..several })
}

/// "[Father and baby] killed in collision", "[Man, woman] found dead": two who open a headline without an article.
pub fn bare_pair_ending(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    let single = |at: usize| noun_number(sight, at) == Some(Number::Singular);
    let and = usize::from(sight.is(at.checked_sub(1)?, Classes::AND));
    let first = at.checked_sub(1 + and).filter(|first| *first >= floor)?;
    let comma = sight.document.gap(at).only(Gap::COMMA.and(Gap::SPACE)) && sight.document.gap(at).has(Gap::COMMA);
    let opens = first == sight.document.sentence_at(first).first || sight.document.gap(first).has(Gap::COLON);
    let joined = if and > 0 { !sight.document.gap(at - 1).has(Gap::COMMA) } else { comma };
    if !(single(at) && single(first) && opens && joined) {
        return None;
    }
    let two = one(sight, first..at + 1, Single::Indefinite);
    let count = two.count.clone().map(|count| Count { min: 2, max: Some(2), ..count });
    Some(Item { count, single: None, ..two })
}

/// The kin told of by the words that end with token `at`.
pub fn kin_ending(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    let lowest = floor.max(at.saturating_sub(3));
    let found = || (lowest..at).find_map(|start| kin(sight, start, at + 1)).filter(|kin| kin.tokens.end == at + 1);
    sight.is_among(at, &KIN).then(found).flatten()
}

/// How many ages stand between commas from `at` on, "aged 4 and 7", and where they end.
fn ages(sight: &Sight<'_>, at: usize, limit: usize) -> (u32, usize) {
    let aged = sight.is_word(at, &["aged", "ages"]);
    if !aged && !sight.document.gap(at).has(Gap::COMMA) {
        return (0, at);
    }
    // "aged three and five, and [10 neighbours]".
    let counts = |at: usize| sight.quantity_from(at).is_some_and(|quantity| matches!(quantity.value.unit, Unit::People(_)));
    let number = |at: usize| spells_number(&sight.document.tokens[at]) && !counts(at);
    let from = at + usize::from(aged);
    let inside = |at: &usize| number(*at) || sight.is(*at, Classes::AND);
    let last = (from..limit.min(from + 10)).take_while(inside).filter(|&at| number(at)).last();
    let end = last.map_or(from, |last| last + 1);
    let ages = (from..end).filter(|&at| number(at)).count() as u32;
    if ages > 1 || aged && ages > 0 { (ages, end) } else { (0, at) }
}

/// Where the ages end that stand right behind a noun: "two women [aged 30 and 42] and 15 children".
pub fn past_ages(sight: &Sight<'_>, at: usize, limit: usize) -> usize {
    let aged = sight.is_word(at, &["aged"]) && !breaks(sight, at);
    if aged { ages(sight, at, limit).1 } else { at }
}

/// Those of whom ages are told right before token `end`: "[two women aged 30 and 42] and 15 children", "[boys aged six and eight]".
pub fn aged_ending(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    let last = end.checked_sub(1).filter(|&last| last > floor && spells_number(&sight.document.tokens[last]))?;
    let lowest = floor.max(last.saturating_sub(AGED));
    let aged = (lowest + 1..last).rev().find(|&at| sight.is_word(at, &["aged"]))?;
    let (many, close) = ages(sight, aged, end);
    if close != end || breaks(sight, aged) {
        return None;
    }
    if let Some(whom) = item_ending(sight, aged - 1, floor) {
        return Some(Item { tokens: whom.tokens.start..end, ..whom });
    }
    let group = many > 1 && noun_number(sight, aged - 1) == Some(Number::Plural);
    let several = one(sight, aged - 1..end, Single::Indefinite);
    let count = several.count.clone().map(|count| Count { min: many, max: Some(many), ..count });
    group.then_some(Item { count, single: None, ..several })
}

/// Words of ages that are told one by one.
const AGED: usize = 9;

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
