//! One member of a noun phrase of people: a number with its noun, a name, a noun that points at one person.

use std::ops::Range;

use super::counted::quantity_item;
use super::ordinal::is_next_in_number;
use super::several::{bare_pair_ending, couple, household, kin, kin_ending, named_group, named_group_ending};
use super::{Item, Name, Single, breaks};
use crate::document::Gap;
use crate::extract::mention::Unit;
use crate::extract::sight::{Sight, all_covering, covering};
use crate::lexicon::{Classes, Number, WordSet, person_noun, titles};
use crate::model::{Count, Qualifier};

/// The item that token `at` is the last word of.
pub fn item_ending(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    if let Some(quantity) = sight.quantity_at(at).filter(|q| q.value.unit != Unit::Things) {
        let item = quantity_item(sight, quantity.mention.first, quantity.value, quantity.mention.end)?;
        return (item.tokens.start >= floor).then_some(item);
    }
    if is_pronoun(sight, at) {
        return Some(pronoun(sight, at));
    }
    if sight.is_word(at, &["another"]) || at > floor && is_next_in_number(sight, at) {
        return Some(another(sight, at));
    }
    if !may_end_single(sight, at) {
        return None;
    }
    let lowest = floor.max(at.saturating_sub(7));
    let start = (lowest..=at).find(|&start| single_end(sight, start, at + 1) == Some(at + 1));
    let found = start.and_then(|start| single_item(sight, start, at + 1));
    let group = || named_group_ending(sight, at, floor);
    bare_pair_ending(sight, at, floor)
        .or(found)
        .or_else(|| headlined(sight, at, floor))
        .or_else(|| owned(sight, at, floor))
        .or_else(|| kin_ending(sight, at, floor))
        .or_else(group)
        .or_else(|| subject_name(sight, at))
}

/// "the sheriff's [nephew] was killed".
fn owned(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    let owner = at.checked_sub(1).filter(|s| *s > floor && sight.is_word(*s, &["s"]))?;
    let owned = sight.document.gap(owner) == Gap::APOSTROPHE && is_person_noun(sight, at) && !is_noun(sight, at + 1);
    owned.then(|| one(sight, at..at + 1, Single::Definite))
}

/// False for most words: neither a name, a part of a person's mention, nor a noun for one person ends with them.
fn may_end_single(sight: &Sight<'_>, at: usize) -> bool {
    let capital = sight.document.tokens.get(at).is_some_and(|token| token.shape.is_capital());
    capital || is_noun(sight, at) || is_of_age(sight, at) || all_covering(&sight.actors, at).any(|actor| actor.value.person)
}

/// "Brown was shot", once the text has given the whole name.
fn subject_name(sight: &Sight<'_>, at: usize) -> Option<Item> {
    let verb = sight.is(at + 1, Classes::BE.or(Classes::HAVE)) || sight.cue(at + 1).is_some_and(|(_, cue)| cue.harm.is_some());
    if !verb || breaks(sight, at + 1) {
        return None;
    }
    known_name(sight, at)
}

/// How far back a whole name is looked for.
const NAMED_WITHIN: usize = 400;

/// True if the word stood as a surname before: "Dana Brown".
fn is_known_name(sight: &Sight<'_>, at: usize) -> bool {
    let tokens = &sight.document.tokens;
    let hash = tokens[at].hash;
    (at.saturating_sub(NAMED_WITHIN).max(1)..at)
        .any(|earlier| tokens[earlier].hash == hash && joins_name(sight, earlier) && is_name_word(sight, earlier - 1))
}

/// The item that begins with token `at`.
pub fn item_at(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    if at >= limit {
        return None;
    }
    if let Some(found) = sight.quantity_from(at).filter(|q| q.value.unit != Unit::Things) {
        return quantity_item(sight, at, found.value, found.mention.end);
    }
    if is_pronoun(sight, at) && !sight.is_word(at, &["her"]) {
        return Some(pronoun(sight, at));
    }
    let alone = at + 1 >= limit || breaks(sight, at + 1) || sight.is(at + 1, Classes::PREPOSITION.or(Classes::AND));
    if sight.is_word(at, &["another"]) && alone {
        return Some(another(sight, at));
    }
    // "wounded a third".
    let closed = at + 2 >= limit || breaks(sight, at + 2) || sight.is(at + 2, Classes::PREPOSITION.or(Classes::AND));
    if sight.is_word(at, &["a"]) && at + 1 < limit && closed && is_next_in_number(sight, at + 1) {
        return Some(another(sight, at + 1));
    }
    let one = single_item(sight, at, limit).or_else(|| titled(sight, at, limit)).or_else(|| aged(sight, at, limit));
    one.or_else(|| couple(sight, at, limit))
        .or_else(|| household(sight, at, limit))
        .or_else(|| kin(sight, at, limit))
        .or_else(|| named_group(sight, at, limit))
        .or_else(|| lone_name(sight, at))
}

/// "37-year-old Ana Ruiz".
fn aged(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    let name = at + AGE_WORDS;
    let old = name < limit && sight.document.tokens[at].shape.is_digits() && is_of_age(sight, name - 1);
    let found = single_item(sight, name, limit).filter(|found| old && matches!(found.single, Some(Single::Name(_))))?;
    Some(Item { tokens: at..found.tokens.end, ..found })
}

/// The tokens of "37-year-old".
const AGE_WORDS: usize = 3;

/// Where "37-year-old" begins before a name that begins at `start`, or `start`.
pub fn before_age(sight: &Sight<'_>, start: usize) -> usize {
    let first = start.checked_sub(AGE_WORDS).filter(|&first| sight.document.tokens[first].shape.is_digits());
    first.filter(|_| is_of_age(sight, start - 1)).unwrap_or(start)
}

/// "Ruiz", once the text has given the whole name.
pub fn known_name(sight: &Sight<'_>, at: usize) -> Option<Item> {
    last_name_alone(sight, at).filter(|_| is_known_name(sight, at))
}

/// "one was killed and another wounded": one more, without a noun.
fn another(sight: &Sight<'_>, at: usize) -> Item {
    Item { others: true, single: Some(Single::Indefinite), ..pronoun(sight, at) }
}

/// Someone else than the speaker, who lives to tell.
fn is_pronoun(sight: &Sight<'_>, at: usize) -> bool {
    sight.is(at, Classes::SINGULAR_PRONOUN) && !sight.is_word(at, &["i", "me"])
}

fn pronoun(sight: &Sight<'_>, at: usize) -> Item {
    let count = Count { min: 1, max: Some(1), words: sight.word(at).to_owned(), qualifier: Qualifier::Listed };
    Item { tokens: at..at + 1, count: Some(count), others: false, subset: false, known: false, single: Some(Single::Pronoun) }
}

/// A person named, or pointed at by an article and a noun.
fn single_item(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    let name = named(sight, at, limit).map(|tokens| (tokens.clone(), Single::Name(name_of(sight, tokens))));
    let (tokens, single) = name.or_else(|| definite(sight, at, limit).map(|found| with_name(sight, found, limit)))?;
    let others = sight.is_word(tokens.start, &["another"]);
    Some(Item { others, ..one(sight, tokens, single) })
}

/// Where the person ends that begins with token `at`.
fn single_end(sight: &Sight<'_>, at: usize, limit: usize) -> Option<usize> {
    let noun = || definite(sight, at, limit).map(|found| with_name(sight, found, limit).0);
    named(sight, at, limit).or_else(noun).map(|tokens| tokens.end)
}

/// "his wife [Amina]", "the mayor [Musa Danladi]".
fn with_name(sight: &Sight<'_>, found: (Range<usize>, Single), limit: usize) -> (Range<usize>, Single) {
    let (noun, single) = found;
    let goes_on = |at: &usize| is_name_word(sight, *at) && joins_name(sight, *at) && sight.cue(*at).is_none();
    let end = (noun.end..limit.min(noun.end + LONGEST_NAME)).take_while(goes_on).last().map_or(noun.end, |last| last + 1);
    if end == noun.end || is_headline(sight, noun.start) || sight.document.sentence_at(noun.start).shouted {
        return (noun, single);
    }
    let name = name_of(sight, noun.end..end);
    (noun.start..end, Single::Name(name))
}

/// Words of a name behind a noun.
const LONGEST_NAME: usize = 4;

pub fn one(sight: &Sight<'_>, tokens: Range<usize>, single: Single) -> Item {
    let words = sight.document.span(tokens.start, tokens.end).of(sight.document.text).to_owned();
    let count = Count { min: 1, max: Some(1), words, qualifier: Qualifier::Listed };
    Item { tokens, count: Some(count), others: false, subset: false, known: false, single: Some(single) }
}

/// How many words may stand between the beginning of a noun phrase and its noun: "former deputy interior minister".
const TITLE_WORDS: usize = 6;

/// A noun for one person without an article, after its verb: "killing former deputy minister Luis Alva", "kills driver".
fn titled(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Item> {
    for head in at..limit.min(at + TITLE_WORDS) {
        if (head > at && breaks(sight, head)) || !is_plain_word(sight, head) {
            return None;
        }
        if is_person_noun(sight, head) && closes_phrase(sight, head + 1, limit) {
            let mut end = head + 1;
            while end < limit && joins_name(sight, end) && is_name_word(sight, end) {
                end += 1;
            }
            let single = if end > head + 1 { Single::Name(name_of(sight, head + 1..end)) } else { Single::Indefinite };
            return Some(one(sight, at..end, single));
        }
    }
    None
}

/// True if the noun phrase ends before token `at`, or a name follows.
pub fn closes_phrase(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    let joint = Classes::PREPOSITION.or(Classes::AND).or(Classes::BE).or(Classes::SUBORDINATOR).or(Classes::ADVERB);
    at >= limit || breaks(sight, at) || sight.is(at, joint) || is_name_word(sight, at) || covering(&sight.dates, at).is_some()
}

/// A noun for one person without an article, before its verb, as headlines write: "Soldier killed", "Officer, driver hurt".
fn headlined(sight: &Sight<'_>, at: usize, floor: usize) -> Option<Item> {
    let goes_on = !breaks(sight, at + 1) && is_plain_word(sight, at + 1);
    if !is_person_noun(sight, at) || goes_on {
        return None;
    }
    let sentence = sight.document.sentence_at(at).first;
    let lowest = floor.max(at.saturating_sub(TITLE_WORDS - 2));
    let mut start = at;
    while start > lowest && is_plain_word(sight, start - 1) && !breaks(sight, start) {
        start -= 1;
    }
    // "Two held after [woman] stabbed": headlines leave out the article here too.
    let clause = start > sentence && sight.is_word(start - 1, &["after", "as", "when", "where"]);
    // "Man killed, [woman] injured": after what befell another.
    let harm = |at: usize| sight.cue(at).is_some_and(|(length, cue)| cue.harm.is_some() && at + length == start);
    let second = start > sentence && sight.document.gap(start).has(Gap::COMMA) && (sentence..start).rev().take(3).any(harm);
    let opens = start == sentence || clause || second || sight.document.gap(start).has(Gap::COLON);
    if opens {
        return Some(one(sight, start..at + 1, Single::Indefinite));
    }
    let comma = sight.document.gap(start).has(Gap::COMMA) && is_person_noun(sight, start - 1);
    // "a father, [mother] and their two boys".
    if comma && start >= 2 && start - 2 >= floor && sight.is_word(start - 2, &["a", "the", "his", "her"]) {
        return Some(one(sight, start..at + 1, Single::Indefinite));
    }
    let first = comma.then(|| headlined(sight, start - 1, floor)).flatten()?;
    let both = one(sight, first.tokens.start..at + 1, Single::Indefinite);
    let count = first.count.zip(both.count.clone()).map(|(a, b)| Count {
        min: a.min.saturating_add(1),
        max: Some(a.min.saturating_add(1)),
        ..b
    });
    Some(Item { count, single: None, ..both })
}

/// A word that can stand inside a noun phrase: of no class that steers clauses, no cue, no number.
pub fn is_plain_word(sight: &Sight<'_>, at: usize) -> bool {
    let hyphened = sight.document.gap(at + 1) == Gap::HYPHEN || sight.is_word(at + 2, &["old"]);
    let aged = hyphened && sight.is_word(at + 1, &["year", "month"]);
    sight.classes(at) == Classes::default() && sight.cue(at).is_none() && (aged || sight.quantity_at(at).is_none())
}

/// One capitalised word that names nobody known, as the object of a verb of harm: "shot Brown", "killing Okafor".
fn lone_name(sight: &Sight<'_>, at: usize) -> Option<Item> {
    let next = at + 1;
    let closed = breaks(sight, next) || sight.is(next, Classes::PREPOSITION.or(Classes::AND).or(Classes::RELATIVE));
    last_name_alone(sight, at).filter(|_| closed && at > sight.document.sentence_at(at).first)
}

/// A capitalised word that names nobody known: "Brown".
pub fn last_name_alone(sight: &Sight<'_>, at: usize) -> Option<Item> {
    let named = is_name_word(sight, at) && is_plain_word(sight, at) && sight.word(at).len() > 2 && !is_noun(sight, at);
    (named && !sight.document.sentence_at(at).shouted && !is_headline(sight, at))
        .then(|| one(sight, at..at + 1, Single::Name(name_of(sight, at..at + 1))))
}

/// True if all but the small words of the sentence have a capital: then capitals say nothing.
fn is_headline(sight: &Sight<'_>, at: usize) -> bool {
    let sentence = sight.document.sentence_at(at).tokens();
    let small = |t: usize| !sight.document.tokens[t].shape.is_capital() && !sight.document.tokens[t].shape.has_digit();
    !sentence.clone().any(|t| small(t) && sight.word(t).len() > 4)
        && sentence.clone().filter(|&t| small(t)).count() * 2 < sentence.len()
}

/// What people are a part of or use: "the guerrilla group" is no guerrilla, "a fighter jet" no fighter.
const BODIES: WordSet<14> = WordSet::of([
    "aircraft",
    "camp",
    "force",
    "forces",
    "group",
    "groups",
    "jet",
    "jets",
    "movement",
    "organization",
    "plane",
    "station",
    "unit",
    "units",
]);

/// "the driver", "his pregnant wife", "a 33-year-old Chester County man": a determiner, a few words, a noun for one person.
fn definite(sight: &Sight<'_>, at: usize, limit: usize) -> Option<(Range<usize>, Single)> {
    const DEFINITE: &[&str] = &["the", "his", "her", "their", "its", "this", "that", "another", "a", "an"];
    // "a man and [29-year-old woman]".
    let aged = sight.document.tokens.get(at).is_some_and(|token| token.shape.is_digits()) && is_of_age(sight, at + AGE_WORDS - 1);
    if !aged && !sight.is_word(at, DEFINITE) {
        return None;
    }
    for head in at + if aged { AGE_WORDS } else { 1 }..limit.min(at + 8) {
        if breaks(sight, head) || sight.is(head, Classes::PREPOSITION.or(Classes::AND).or(Classes::BE)) {
            return None;
        }
        // "the National Guard": a capital before another is part of a name.
        let capital = |at: usize| sight.document.tokens.get(at).is_some_and(|t| t.shape.is_capital());
        let name = capital(head) && capital(head + 1) && joins_name(sight, head + 1) && !is_headline(sight, at);
        let from = is_of_age(sight, head) && capital(head + 1) && (head + 2..head + 4).any(|at| is_noun(sight, at));
        let goes_on = is_noun(sight, head + 1) || name || from || sight.is_among(head + 1, &BODIES);
        let more = head + 1 < limit && !breaks(sight, head + 1) && goes_on;
        let indefinite = sight.is_word(at, &["a", "an"]) && noun_number(sight, head) == Some(Number::Either);
        if (is_person_noun(sight, head) || indefinite || is_of_age(sight, head)) && !more {
            let new = aged || sight.is_word(at, &["a", "an", "another"]);
            let single = if new { Single::Indefinite } else { Single::Definite };
            return Some((at..head + 1, single));
        }
    }
    None
}

/// "the 15-year-old": the last word.
pub fn is_of_age(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["old"]) && sight.document.gap(at) == Gap::HYPHEN && sight.is_word(at - 1, &["year", "month"])
}

/// Last words of the names of streets and institutions; and "Man Found" of a headline.
const NO_SURNAMES: WordSet<40> = WordSet::of([
    "street",
    "avenue",
    "road",
    "drive",
    "boulevard",
    "lane",
    "highway",
    "parkway",
    "square",
    "center",
    "centre",
    "hospital",
    "university",
    "college",
    "school",
    "church",
    "mosque",
    "airport",
    "station",
    "department",
    "office",
    "county",
    "court",
    "army",
    "bank",
    "club",
    "committee",
    "company",
    "corporation",
    "council",
    "force",
    "forces",
    "front",
    "guard",
    "ministry",
    "movement",
    "party",
    "police",
    "union",
    "found",
]);

/// A run of two capitalised words or more, or one after a title, that names neither a place nor a group.
fn named(sight: &Sight<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    // "Former Essex star": a word that only headlines and titles begin with a capital.
    if sight.is_word(at, &["former", "ex", "late"]) {
        return None;
    }
    // "aboard a Voepass ATR".
    if at > 0 && sight.is_word(at - 1, &["a", "an"]) && covering(&sight.actors, at).is_none() {
        return None;
    }
    let mut end = at;
    while end < limit && end < at + 7 && is_name_word(sight, end) && (end == at || joins_name(sight, end)) {
        end += 1;
    }
    if end > at && (is_noun(sight, end - 1) || sight.cue(end - 1).is_some()) && is_headline(sight, at) {
        return None;
    }
    if end > at && NO_SURNAMES.has(sight.document.tokens[end - 1].hash) {
        return None;
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

/// The name without its titles: "Minister Ana Ruiz".
fn name_of(sight: &Sight<'_>, tokens: Range<usize>) -> Name {
    let title = |at: usize| titles().longest(sight.document, at).map_or(usize::from(is_noun(sight, at)), |(length, _)| length);
    let mut first = tokens.start;
    while first + 1 < tokens.end && title(first) > 0 {
        first = (first + title(first)).min(tokens.end - 1);
    }
    Name::of((first..tokens.end).map(|at| sight.word(at)))
}

pub fn is_name_word(sight: &Sight<'_>, at: usize) -> bool {
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

pub fn joins_name(sight: &Sight<'_>, at: usize) -> bool {
    sight.document.gap(at).only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::APOSTROPHE).and(Gap::PERIOD))
}

/// True if token `at` is a noun for one person.
fn is_person_noun(sight: &Sight<'_>, at: usize) -> bool {
    noun_number(sight, at) == Some(Number::Singular)
}

/// True if token `at` is a noun for people.
pub fn is_noun(sight: &Sight<'_>, at: usize) -> bool {
    noun_number(sight, at).is_some()
}

/// The grammatical number of a noun for people.
pub fn noun_number(sight: &Sight<'_>, at: usize) -> Option<Number> {
    sight.document.tokens.get(at).and_then(person_noun).filter(|_| !super::is_adjective(sight, at))
}
