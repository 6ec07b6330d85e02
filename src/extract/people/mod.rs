//! Reads the noun phrase that names who was harmed, and counts it: "three soldiers", "a woman and her two children",
//! "Mayor John Smith", "five officers and three gang members".
//!
//! Known failures: two names of one person joined by "and" count
//! as two.

mod apposition;
mod counted;
mod item;
mod list;
mod name;
mod ordinal;
mod several;
mod share;
mod wholes;

use std::ops::Range;

use super::mention::{Quantity, Unit};
use super::sight::{Seen, Sight, within};
use crate::document::Gap;
use crate::lexicon::Classes;
use crate::model::Count;

pub use item::{is_name_word, is_noun as names_person};
use item::{item_at, item_ending};
pub use list::{ATTACKERS, REFLEXIVES, of_one, with_company, with_list};
use list::{joined, listed_after, listed_before};
pub use name::Name;
pub use ordinal::ORDINALS;
pub use share::is_part;

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
    /// Several spoken of before: "the two men", "both".
    pub known: bool,
    /// One person, named or pointed at by a pronoun: may have been counted before.
    pub single: Option<Single>,
    /// The names of those who are named.
    pub names: Vec<Name>,
}

impl People {
    /// True for one person spoken of before: "he", "the driver".
    #[must_use]
    pub const fn is_pointed_at(&self) -> bool {
        matches!(self.single, Some(Single::Pronoun | Single::Definite))
    }
}

/// How a single person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Single {
    /// By name.
    Name(Name),
    /// "he", "her".
    Pronoun,
    /// "the driver", "his wife".
    Definite,
    /// "a policeman".
    Indefinite,
}

/// One member of a list.
#[derive(Clone)]
struct Item {
    tokens: Range<usize>,
    count: Option<Count>,
    others: bool,
    subset: bool,
    known: bool,
    single: Option<Single>,
}

/// Reads the people named from token `from` on, before token `limit`.
pub fn after(sight: &Sight<'_>, from: usize, limit: usize) -> Option<People> {
    if breaks(sight, from) {
        return None;
    }
    let mut at = from;
    let item = loop {
        if let Some(item) = item_at(sight, at, limit) {
            break item;
        }
        let passable = || sight.is(at, Classes::ADVERB.or(Classes::DETERMINER)) || ends_in_ly(sight.word(at));
        if at >= limit || at >= from + 4 || !passable() || breaks(sight, at + 1) {
            return None;
        }
        at += 1;
    };
    Some(listed_after(sight, item, limit))
}

/// Reads the people named before token `end`, not before token `floor`: the nearest noun phrase that can be the subject.
pub fn before(sight: &Sight<'_>, end: usize, floor: usize) -> Option<People> {
    // "Brothers aged 9 and 11 drowned".
    let explained = apposition::ending(sight, end, floor).or_else(|| several::aged_ending(sight, end, floor));
    // "Ana Ruiz, the sister of Luis Vidal, a clerk, was killed": not he.
    if let Some(whom) = explained.filter(|whom| whom.tokens.start <= floor || !is_inside_phrase(sight, whom.tokens.start)) {
        return Some(listed_before(sight, whom, floor));
    }
    let mut end = end;
    let mut fallback: Option<People> = None;
    for _ in 0..3 {
        let Some(item) = nearest_before(sight, end, floor) else { break };
        let start = item.tokens.start;
        // "Five were hit by a train; two of them were killed": a clause of their own.
        let own = item.subset && sight.document.gap(start).has(Gap::SEMICOLON);
        let told = own || is_told_of(sight, &item.tokens, end) || is_part_before(sight, &item, end);
        let subject = is_subject_form(sight, start) || is_after_clause(sight, &item.tokens, end) || told;
        // "six people including three soldiers were killed": the whole stands before its part; "three of whom died" are the three.
        let inner = start > floor && ((item.subset && !told) || (is_inside_phrase(sight, start) && !subject));
        let found = listed_before(sight, item, floor);
        if !inner {
            return Some(found);
        }
        end = start - 1;
        // "taken to Saint Mary's in critical condition": what a preposition governs and is named is mostly a place.
        if !matches!(found.single, Some(Single::Name(_))) {
            fallback.get_or_insert(found);
        }
        if end <= floor {
            break;
        }
    }
    fallback
}

/// "A [general] strike killed trade": the word for an officer before another noun.
fn is_adjective(sight: &Sight<'_>, at: usize) -> bool {
    let next = at + 1;
    let noun = || {
        let plain = sight.document.gap(next) == Gap::SPACE && sight.classes(next) == Classes::default();
        plain && sight.cue(next).is_none_or(|(_, cue)| cue.harm.is_none()) && !sight.word(next).ends_with("ed")
    };
    sight.is_word(at, &["general"]) && next < sight.document.tokens.len() && noun()
}

/// True if the noun phrase that begins at `start` is the complement of a preposition: the head stands before it.
fn is_inside_phrase(sight: &Sight<'_>, start: usize) -> bool {
    let before = start - 1;
    // "a toll of three wounded", "spoke of six killed": the toll is they, and who speaks is not.
    let told = ["news", "reports", "speak", "speaks", "spoke", "spoken", "toll", "total", "word"];
    let toll = sight.is(before, Classes::OF) && sight.is_word(before.wrapping_sub(1), &told);
    // "an officer among four dead": the four are told, not the officer.
    let listed = sight.is_word(before, &["among"]);
    // "who had been among six people wounded, died": he did.
    let one_of = listed && sight.is(before.wrapping_sub(1), Classes::BE);
    one_of
        || !toll
            && !listed
            && (sight.is(before, Classes::PREPOSITION.or(Classes::OF)) || sight.is_word(before, &["including"]))
            && sight.document.gap(start).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN))
}

/// "thousands march after three students [were killed]": the verb at `end` is of those right before it.
fn is_after_clause(sight: &Sight<'_>, people: &Range<usize>, end: usize) -> bool {
    let right_before = || match parenthesis_start(sight, end - 1, people.end - 1) {
        Some(remark) => remark == people.end,
        None => people.end == end && !breaks(sight, end),
    };
    people.start > 0 && sight.is_word(people.start - 1, &["after"]) && right_before()
}

/// "in memory of [the pilot Ana Ruiz], who died", "the release of [a clerk], kidnapped on Monday": what follows is said of them.
fn is_told_of(sight: &Sight<'_>, people: &Range<usize>, end: usize) -> bool {
    let relative = people.end + 1 == end && sight.is_word(people.end, &["who"]);
    let of = people.start > 0 && sight.is(people.start - 1, Classes::OF);
    relative || of && people.end == end && sight.document.gap(end).has(Gap::COMMA)
}

/// "[three] of whom died".
fn is_part_before(sight: &Sight<'_>, item: &Item, end: usize) -> bool {
    let of = item.tokens.end;
    item.subset && of + 2 == end && sight.is(of, Classes::OF) && sight.is_word(of + 1, &["whom"])
}

/// "he" and "she" are subjects whatever stands before them: "before he was killed".
fn is_subject_form(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["he", "she"])
}

/// The person item that ends nearest before `end`.
fn nearest_before(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    let mut at = end;
    let mut crossed_relative = false;
    let mut remark = None;
    while at > floor {
        at -= 1;
        if at + 1 < end && sight.document.gap(at + 1).has(Gap::SEMICOLON.and(Gap::COLON)) {
            return None;
        }
        // The comma that opens a remark closes none before it: "[Ruiz], 37, and [Vidal], 16, were".
        let opens = remark == Some(at + 1) && !sight.document.gap(at + 1).has(Gap::CLOSE);
        let opening = parenthesis_start(sight, at, floor).filter(|_| !opens);
        if let Some(opening) = opening {
            at = opening;
            remark = Some(opening);
            continue;
        }
        if let Some(whole) = counted::whole_before_relative(sight, at, end) {
            return whole;
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

/// The one person whose deed or fate token `at` is: "the mayor's [murder]", "Torres' [death]", "his [body]".
pub fn owner(sight: &Sight<'_>, at: usize, floor: usize) -> Option<People> {
    let before = at.checked_sub(1).filter(|&b| b > floor)?;
    let gap = sight.document.gap(at);
    let owner = if sight.is_word(before, &["s"]) && sight.document.gap(before) == Gap::APOSTROPHE && gap == Gap::SPACE {
        before - 1
    } else if gap == Gap::APOSTROPHE.and(Gap::SPACE) {
        before
    } else {
        return None;
    };
    let item = item_ending(sight, owner, floor).or_else(|| item::last_name_alone(sight, owner))?;
    item.single.is_some().then(|| joined(sight, vec![item]))
}

/// True if token `at` begins with somebody: "at [the guards]", "at [police officers]".
pub fn stand_at(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    let noun =
        (at..limit.min(at + 3)).take_while(|&next| next == at || !breaks(sight, next)).any(|next| item::is_noun(sight, next));
    noun || item_at(sight, at, limit).is_some()
}

/// If a remark between commas, dashes or brackets ends with token `at` ("three people, including a child, were"), its first
/// token. It opens with the mark that it closes with.
pub fn parenthesis_start(sight: &Sight<'_>, at: usize, floor: usize) -> Option<usize> {
    let closed = sight.document.gap(at + 1);
    if !closed.has(Gap::COMMA.and(Gap::CLOSE).and(Gap::DASH)) {
        return None;
    }
    let lowest = floor.max(at.saturating_sub(18));
    let gap = |open: usize| sight.document.gap(open);
    if closed.has(Gap::CLOSE) {
        return (lowest + 1..=at).rev().find(|&open| gap(open).has(Gap::OPEN));
    }
    let bracketed = |open: &usize| gap(*open).has(Gap::OPEN.and(Gap::CLOSE));
    let mut inside = (lowest + 1..=at).rev().take_while(|open| !bracketed(open));
    inside.find(|&open| gap(open).has(Gap::COMMA.and(Gap::DASH)) && opens_remark(sight, open))
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
        "none",
        "largely",
        "according",
        "officials",
        "police",
        "authorities",
    ];
    // "five of them nurses".
    let part = || sight.quantity_from(at).is_some_and(|q| q.value.subset);
    sight.is_word(at, OPENERS) || sight.document.tokens[at].shape.is_digits() || part()
}

fn breaks(sight: &Sight<'_>, at: usize) -> bool {
    let gap = sight.document.gap(at);
    gap.has(
        Gap::COMMA
            .and(Gap::SEMICOLON)
            .and(Gap::COLON)
            .and(Gap::DASH)
            .and(Gap::PERIOD)
            .and(Gap::STOP)
            .and(Gap::OPEN)
            .and(Gap::OTHER)
            .and(Gap::BLANK_LINE),
    ) || gap.has(Gap::QUOTE) && is_masthead(sight, at)
}

/// "Man held for murder « Springfield Globe": the outlet that a page's title ends with.
fn is_masthead(sight: &Sight<'_>, at: usize) -> bool {
    let tokens = &sight.document.tokens;
    at > 0 && at < tokens.len() && sight.document.text[tokens[at - 1].end as usize..tokens[at].start as usize].contains(" « ")
}

fn ends_in_ly(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
}

/// The quantities of people within `range`, in order.
pub fn quantities<'s, 'a>(sight: &'s Sight<'a>, range: Range<usize>) -> impl Iterator<Item = Seen<'a, Quantity>> + 's {
    within(&sight.quantities, range).iter().copied().filter(|q| q.value.unit != Unit::Things)
}
