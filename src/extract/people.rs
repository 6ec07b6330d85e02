//! Reads the noun phrase that names who was harmed, and counts it: "three soldiers", "a woman and her two children",
//! "Mayor John Smith", "five officers and three gang members".
//!
//! Known failures: a list broken by a long apposition is counted up to the break; two names of one person joined by "and" count
//! as two.

use std::ops::Range;

use super::mention::{Quantity, Unit};
use super::sight::{Sight, all_covering, covering, within};
use crate::document::Gap;
use crate::lexicon::Classes;
use crate::model::{Count, Qualifier};

/// A noun phrase of people.
#[derive(Clone, Debug)]
pub struct People {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How many they are, if the words say so.
    pub count: Option<Count>,
    /// "two others", "12 more": not counted before.
    pub others: bool,
    /// A part of a number named elsewhere: "one of them", "including two children".
    pub subset: bool,
    /// One person, named or pointed at by a pronoun: may have been counted before.
    pub single: Option<Single>,
}

/// How a single person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Single {
    /// By name: the last word of it, folded.
    Name(String),
    /// "he", "her".
    Pronoun,
    /// "the driver", "his wife".
    Definite,
    /// "a policeman".
    Indefinite,
}

/// One member of a list.
struct Item {
    tokens: Range<usize>,
    count: Option<Count>,
    others: bool,
    subset: bool,
    single: Option<Single>,
}

/// Reads the people named from token `from` on, before token `limit`.
pub fn after(sight: &Sight<'_>, from: usize, limit: usize) -> Option<People> {
    if breaks(sight, from) {
        return None;
    }
    let mut at = from;
    while at < limit && at < from + 4 && item_at(sight, at, limit).is_none() {
        let passable = sight.is(at, Classes::ADVERB.or(Classes::DETERMINER)) || ends_in_ly(sight.word(at));
        if !passable || breaks(sight, at + 1) {
            return None;
        }
        at += 1;
    }
    let mut items = vec![item_at(sight, at, limit)?];
    while let Some(next) = next_item(sight, items.last()?.tokens.end, limit) {
        items.push(next);
        if items.len() == 12 {
            break;
        }
    }
    Some(joined(sight, items))
}

/// Reads the people named before token `end`, not before token `floor`: the nearest noun phrase that can be the subject.
pub fn before(sight: &Sight<'_>, end: usize, floor: usize) -> Option<People> {
    let mut end = end;
    let mut fallback: Option<People> = None;
    for _ in 0..3 {
        let Some(item) = nearest_before(sight, end, floor) else { break };
        let start = item.tokens.start;
        // "six people including three soldiers": the whole stands before its part.
        let inner = start > floor && (item.subset || is_inside_phrase(sight, start));
        let found = listed_before(sight, item, floor);
        if !inner {
            return Some(found);
        }
        end = start - 1;
        fallback.get_or_insert(found);
        if end <= floor {
            break;
        }
    }
    fallback
}

/// True if the noun phrase that begins at `start` is the complement of a preposition: the head stands before it.
fn is_inside_phrase(sight: &Sight<'_>, start: usize) -> bool {
    let before = start - 1;
    sight.is(before, Classes::PREPOSITION.or(Classes::OF))
        && sight.document.gap(start).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN))
}

/// The person item that ends nearest before `end`.
fn nearest_before(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    let mut at = end;
    let mut crossed_relative = false;
    while at > floor {
        at -= 1;
        if at + 1 < end && sight.document.gap(at + 1).has(Gap::SEMICOLON.and(Gap::COLON)) {
            return None;
        }
        if let Some(opening) = parenthesis_start(sight, at, floor) {
            at = opening;
            continue;
        }
        if let Some(found) = item_ending(sight, at, floor) {
            return Some(found);
        }
        if sight.is(at, Classes::RELATIVE) && !crossed_relative {
            crossed_relative = true;
            continue;
        }
        if sight.is(at, Classes::SPEECH.or(Classes::BUT).or(Classes::SUBORDINATOR))
            && !sight.is(at, Classes::RELATIVE)
            && !sight.is(at, Classes::PREPOSITION)
        {
            return None;
        }
        if end - at > 28 {
            return None;
        }
    }
    None
}

/// If a remark between commas or brackets ends with token `at` ("three people, including a child, were"), its first token.
fn parenthesis_start(sight: &Sight<'_>, at: usize, floor: usize) -> Option<usize> {
    let closed = sight.document.gap(at + 1).has(Gap::COMMA.and(Gap::CLOSE).and(Gap::DASH));
    if !closed {
        return None;
    }
    let lowest = floor.max(at.saturating_sub(18));
    (lowest + 1..=at)
        .rev()
        .find(|&open| sight.document.gap(open).has(Gap::COMMA.and(Gap::OPEN).and(Gap::DASH)) && opens_remark(sight, open))
}

fn opens_remark(sight: &Sight<'_>, at: usize) -> bool {
    const OPENERS: &[&str] = &[
        "including",
        "among",
        "most",
        "mostly",
        "mainly",
        "many",
        "some",
        "all",
        "who",
        "which",
        "whose",
        "at",
        "one",
        "two",
        "three",
        "both",
        "aged",
        "both",
        "none",
        "largely",
        "according",
        "officials",
        "police",
        "authorities",
    ];
    sight.is_word(at, OPENERS) || sight.document.gap(at).has(Gap::OPEN) || sight.document.tokens[at].shape.is_digits()
}

/// The item that token `at` is the last word of.
fn item_ending(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    if let Some(quantity) = sight.quantity_at(at).filter(|q| q.value.unit != Unit::Things) {
        let item = quantity_item(sight, quantity.mention.first, quantity.value, quantity.mention.end)?;
        return (item.tokens.start >= floor).then_some(item);
    }
    if sight.is(at, Classes::SINGULAR_PRONOUN) {
        return Some(pronoun(sight, at));
    }
    if sight.is_word(at, &["another"]) {
        return Some(another(sight, at));
    }
    if !may_end_single(sight, at) {
        return None;
    }
    let lowest = floor.max(at.saturating_sub(6));
    let start = (lowest..=at).find(|&start| single_end(sight, start, at + 1) == Some(at + 1))?;
    single_item(sight, start, at + 1)
}

/// False for most words: neither a name, a part of a person's mention, nor a noun for one person ends with them.
fn may_end_single(sight: &Sight<'_>, at: usize) -> bool {
    let capital = sight.document.tokens.get(at).is_some_and(|token| token.shape.is_capital());
    capital || is_person_noun(sight, at) || all_covering(&sight.actors, at).any(|actor| actor.value.person)
}

/// The item that begins with token `at`.
fn item_at(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    if at >= limit {
        return None;
    }
    if let Some(found) = sight.quantity_from(at).filter(|q| q.value.unit != Unit::Things) {
        return quantity_item(sight, at, found.value, found.mention.end);
    }
    if sight.is(at, Classes::SINGULAR_PRONOUN) && !sight.is_word(at, &["her"]) {
        return Some(pronoun(sight, at));
    }
    let alone = at + 1 >= limit || breaks(sight, at + 1) || sight.is(at + 1, Classes::PREPOSITION.or(Classes::AND));
    if sight.is_word(at, &["another"]) && alone {
        return Some(another(sight, at));
    }
    single_item(sight, at, limit)
}

/// "one was killed and another wounded": one more, without a noun.
fn another(sight: &Sight<'_>, at: usize) -> Item {
    Item { others: true, single: Some(Single::Indefinite), ..pronoun(sight, at) }
}

fn pronoun(sight: &Sight<'_>, at: usize) -> Item {
    let count = Count { min: 1, max: Some(1), words: sight.word(at).to_owned(), qualifier: Qualifier::Listed };
    Item { tokens: at..at + 1, count: Some(count), others: false, subset: false, single: Some(Single::Pronoun) }
}

fn quantity_item(sight: &Sight<'_>, first: usize, quantity: &Quantity, end: usize) -> Option<Item> {
    let number_end = end;
    let end = match quantity.unit {
        Unit::Things => return None,
        Unit::People(head) => end.max(head + 1),
        Unit::Bare => end,
    };
    if quantity.whole {
        return None;
    }
    let single = quantity.article.then_some(Single::Indefinite);
    let part = is_part(sight, end) || is_part(sight, number_end);
    Some(Item {
        tokens: first..end,
        count: Some(quantity.count.clone()),
        others: quantity.others,
        subset: quantity.subset || part,
        single,
    })
}

/// "two of them", "four of the wounded", "three of those killed": of people counted elsewhere.
fn is_part(sight: &Sight<'_>, of: usize) -> bool {
    const COUNTED: &[&str] =
        &["dead", "wounded", "injured", "killed", "victims", "casualties", "hurt", "missing", "fatalities", "deaths"];
    let them = sight.is_word(of + 1, &["them", "whom", "which", "these"]);
    let the_dead = sight.is_word(of + 1, &["the", "those", "these"]) && (of + 2..of + 4).any(|at| sight.is_word(at, COUNTED));
    sight.is(of, Classes::OF) && (them || the_dead)
}

/// A person named, or pointed at by an article and a noun.
fn single_item(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    let name = named(sight, at, limit).map(|tokens| (tokens.clone(), Single::Name(last_name(sight, tokens.end))));
    let (tokens, single) = name.or_else(|| definite(sight, at, limit))?;
    let words = sight.document.span(tokens.start, tokens.end).of(sight.document.text).to_owned();
    let count = Count { min: 1, max: Some(1), words, qualifier: Qualifier::Listed };
    Some(Item { tokens, count: Some(count), others: false, subset: false, single: Some(single) })
}

/// Where the person ends that begins with token `at`.
fn single_end(sight: &Sight<'_>, at: usize, limit: usize) -> Option<usize> {
    named(sight, at, limit).or_else(|| definite(sight, at, limit).map(|(tokens, _)| tokens)).map(|tokens| tokens.end)
}

/// "the driver", "his pregnant wife", "Maria's husband": a determiner, at most three words between, a noun for one person.
fn definite(sight: &Sight<'_>, at: usize, limit: usize) -> Option<(Range<usize>, Single)> {
    const DEFINITE: &[&str] = &["the", "his", "her", "their", "its", "this", "that", "another", "a", "an"];
    if !sight.is_word(at, DEFINITE) {
        return None;
    }
    for head in at + 1..limit.min(at + 6) {
        if breaks(sight, head) || sight.is(head, Classes::PREPOSITION.or(Classes::AND).or(Classes::BE)) {
            return None;
        }
        let more = head + 1 < limit && !breaks(sight, head + 1) && is_person_noun(sight, head + 1);
        if is_person_noun(sight, head) && !more {
            let single = if sight.is_word(at, &["a", "an", "another"]) { Single::Indefinite } else { Single::Definite };
            return Some((at..head + 1, single));
        }
    }
    None
}

/// A run of two capitalised words or more, or one after a title, that names neither a place nor a group.
fn named(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = at;
    while end < limit && end < at + 7 && is_name_word(sight, end) && (end == at || joins_name(sight, end)) {
        end += 1;
    }
    let person = covering(&sight.actors, at).filter(|a| a.value.person);
    if let Some(person) = person {
        let end = end.max(person.mention.end);
        return Some(at..end);
    }
    let starts_sentence = sight.document.sentence_at(at).first == at;
    let long_enough =
        end >= at + 2 && !(starts_sentence && end == at + 2 && sight.is(at, Classes::DETERMINER.or(Classes::PREPOSITION)));
    (long_enough && !sight.document.sentence_at(at).shouted).then_some(at..end)
}

fn last_name(sight: &Sight<'_>, end: usize) -> String {
    sight.word(end - 1).to_lowercase()
}

fn is_name_word(sight: &Sight<'_>, at: usize) -> bool {
    let Some(token) = sight.document.tokens.get(at) else { return false };
    let taken = || {
        covering(&sight.locations, at).is_some()
            || covering(&sight.actors, at).is_some_and(|a| !a.value.person)
            || covering(&sight.dates, at).is_some()
            || covering(&sight.means, at).is_some()
    };
    token.shape.is_capital()
        && !token.shape.has_digit()
        && !taken()
        && !sight.is(
            at,
            Classes::PREPOSITION
                .or(Classes::DETERMINER)
                .or(Classes::SINGULAR_PRONOUN)
                .or(Classes::PLURAL_PRONOUN)
                .or(Classes::SUBORDINATOR),
        )
}

fn joins_name(sight: &Sight<'_>, at: usize) -> bool {
    sight.document.gap(at).only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::APOSTROPHE).and(Gap::PERIOD))
}

/// True if token `at` is a noun for one person, by the table of people or by an actor mention for one.
pub fn is_person_noun(sight: &Sight<'_>, at: usize) -> bool {
    sight.document.tokens.get(at).is_some_and(|t| crate::lexicon::person_noun(t.hash) == Some(crate::lexicon::Number::Singular))
}

/// The next member of a list: after a comma, "and", or both.
fn next_item(sight: &Sight<'_>, end: usize, limit: usize) -> Option<Item> {
    if end >= limit {
        return None;
    }
    let comma = sight.document.gap(end).has(Gap::COMMA);
    let and = sight.is(end, Classes::AND);
    if !comma && !and || sight.is_parted(end) {
        return None;
    }
    let start = end + usize::from(and);
    let item = item_at(sight, start, limit)?;
    // "Smith, a policeman" explains who Smith was; only a list joined by "and" goes on after its first comma.
    let list = and || (comma && item.single.is_none() && closes_with_and(sight, item.tokens.end, limit));
    (list && !item.subset && !is_subject(sight, item.tokens.end, limit)).then_some(item)
}

fn closes_with_and(sight: &Sight<'_>, from: usize, limit: usize) -> bool {
    (from..limit.min(from + 8)).any(|at| sight.is(at, Classes::AND))
}

/// True if a verb group follows: "killed three and 12 were wounded".
fn is_subject(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 3)).any(|next| {
        let cue = sight.cue(next).is_some_and(|(_, cue)| cue.harm.is_some());
        sight.is(next, Classes::BE.or(Classes::HAVE)) || cue
    })
}

/// Adds the members of the list that stand before `item`: "a soldier, two policemen and [three children]".
fn listed_before(sight: &Sight<'_>, item: Item, floor: usize) -> People {
    let mut items = vec![item];
    while items.len() < 12 {
        let start = before_titles(sight, &items[0], floor);
        if start <= floor {
            break;
        }
        let and = sight.is(start - 1, Classes::AND);
        let comma = sight.document.gap(start).has(Gap::COMMA) || (and && sight.document.gap(start - 1).has(Gap::COMMA));
        let listed = and || (comma && items.len() > 1);
        let end = if and { start - 1 } else { start };
        if !listed || end <= floor {
            break;
        }
        match item_ending(sight, end - 1, floor) {
            Some(found) if !found.subset => items.insert(0, found),
            _ => break,
        }
    }
    joined(sight, items)
}

/// Where the member begins with its titles: "a colonel, a judge and [presidential candidate] Ana Ruiz".
fn before_titles(sight: &Sight<'_>, item: &Item, floor: usize) -> usize {
    let mut start = item.tokens.start;
    if !matches!(item.single, Some(Single::Name(_))) {
        return start;
    }
    let title = |at: usize| {
        sight.classes(at) == Classes::default() && sight.document.gap(at + 1).only(Gap::SPACE) && sight.cue(at).is_none()
    };
    while start > floor && item.tokens.start - start < 3 && title(start - 1) {
        start -= 1;
    }
    let listed = start > floor && (sight.is(start - 1, Classes::AND) || sight.document.gap(start).has(Gap::COMMA));
    if listed { start } else { item.tokens.start }
}

fn joined(sight: &Sight<'_>, items: Vec<Item>) -> People {
    let tokens = items[0].tokens.start..items[items.len() - 1].tokens.end;
    let subset = items[0].subset;
    let others = items[0].others;
    if items.len() == 1 {
        let item = items.into_iter().next();
        let (count, single) = item.map_or((None, None), |item| (item.count, item.single));
        return People { tokens, count, others, subset, single };
    }
    let words = sight.document.span(tokens.start, tokens.end).of(sight.document.text);
    let count = sum(&items, words);
    People { tokens, count, others, subset, single: None }
}

fn sum(items: &[Item], words: &str) -> Option<Count> {
    let mut total = Count { min: 0, max: Some(0), words: words.to_owned(), qualifier: Qualifier::Listed };
    for item in items {
        let count = item.count.as_ref()?;
        total.min = total.min.saturating_add(count.min);
        total.max = total.max.zip(count.max).map(|(a, b)| a.saturating_add(b));
        if count.qualifier != Qualifier::Exact && count.qualifier != Qualifier::Listed {
            total.qualifier = count.qualifier;
        }
    }
    Some(total)
}

fn breaks(sight: &Sight<'_>, at: usize) -> bool {
    sight.document.gap(at).has(
        Gap::COMMA
            .and(Gap::SEMICOLON)
            .and(Gap::COLON)
            .and(Gap::DASH)
            .and(Gap::PERIOD)
            .and(Gap::STOP)
            .and(Gap::OPEN)
            .and(Gap::BLANK_LINE),
    )
}

fn ends_in_ly(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
}

/// The quantities of people within `range`, in order.
pub fn quantities<'s, 'a>(
    sight: &'s Sight<'a>,
    range: Range<usize>,
) -> impl Iterator<Item = super::sight::Seen<'a, Quantity>> + 's {
    within(&sight.quantities, range).iter().copied().filter(|q| q.value.unit != Unit::Things)
}
