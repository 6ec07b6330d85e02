//! Groups that no table knows and whose name has no word of a group in it: the article says what they are by what it calls
//! them ("the militant group Fajr al-Sahel", "a group calling itself the Hill Sons") or by what they do ("Fajr al-Sahel
//! claimed responsibility").
//!
//! Known failures: a person who claims an attack is read as a group.

use std::sync::LazyLock;

use super::learned::{self, Marks};
use super::{Found, WEEKDAYS, plain};
use crate::document::{Document, Gap, Mark};
use crate::extract::{Mention, Value};
use crate::lexicon::{WordSet, cues};

/// Nouns of a group that need a [`VIOLENT`] word beside them.
const GROUPS: WordSet<8> =
    WordSet::of(["faction", "group", "groups", "movement", "network", "organisation", "organization", "outfit"]);
/// Nouns of a group that are violent by themselves.
const BANDS: WordSet<4> = WordSet::of(["gang", "militia", "cartel", "mafia"]);
const VIOLENT: WordSet<24> = WordSet::of([
    "armed",
    "banned",
    "clandestine",
    "criminal",
    "extremist",
    "guerilla",
    "guerrilla",
    "insurgent",
    "islamist",
    "jihadi",
    "jihadist",
    "leftist",
    "militant",
    "outlawed",
    "paramilitary",
    "radical",
    "rebel",
    "rightist",
    "separatist",
    "splinter",
    "subversive",
    "terror",
    "terrorist",
    "underground",
]);
const NAMING: WordSet<4> = WordSet::of(["called", "named", "itself", "themselves"]);
const CLAIMED: WordSet<4> = WordSet::of(["claimed", "claims", "claiming", "claim"]);
const CREDIT: WordSet<1> = WordSet::of(["credit"]);
const BLAME: WordSet<2> = WordSet::of(["responsibility", "credit"]);
const NO_NAMES: WordSet<13> = WordSet::of([
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "police",
]);
const INSIDE: WordSet<14> = WordSet::of(["of", "the", "for", "al", "el", "ul", "e", "i", "wal", "bin", "de", "del", "la", "los"]);
const HELPERS: WordSet<6> = WordSet::of(["has", "have", "had", "also", "later", "group"]);

/// Every word that one of the readers asks for first: nearly all words end there.
const ASKED: WordSet<22> = WordSet::of([
    "called",
    "cartel",
    "claim",
    "claimed",
    "claiming",
    "claims",
    "credit",
    "faction",
    "gang",
    "group",
    "groups",
    "itself",
    "mafia",
    "militia",
    "movement",
    "named",
    "network",
    "organisation",
    "organization",
    "outfit",
    "responsibility",
    "themselves",
]);

static ASKED_MARK: LazyLock<Mark> = LazyLock::new(|| ASKED.mark());

/// Adds the groups so named, and every later use of their names, to those found.
pub fn add(document: &Document<'_>, places: &[&Mention], found: &mut Vec<Found>) {
    let mut asked = document.marked(*ASKED_MARK).filter(|at| *at > 0 && ASKED.has(document.tokens[*at].hash)).peekable();
    if asked.peek().is_none() {
        return;
    }
    let mut taken = Marks::of(document, found);
    let mut names = Vec::new();
    for at in asked {
        let word = document.tokens[at].hash;
        let run = if BLAME.has(word) {
            claimant(document, at)
        } else if CLAIMED.has(word) {
            behind(document, at, "by").and_then(|first| name_from(document, first))
        } else if GROUPS.has(word) || BANDS.has(word) {
            of_kind(document, at)
        } else if NAMING.has(word) {
            itself(document, at)
        } else {
            None
        };
        let deed = || !(CLAIMED.has(word) || CREDIT.has(word)) || speaks_of_attack(document, at);
        let Some((first, end)) =
            run.filter(|_| deed()).filter(|(first, end)| !taken.any(*first, *end) && !is_place(places, *first, *end))
        else {
            continue;
        };
        taken.mark(found.len(), first, end);
        names.push((first, end));
        found.push(learned::group(document, first, end, "actors/so-called"));
    }
    again(document, &names, &mut taken, found);
}

/// Prizes and reforms are claimed too: true if this sentence or the last speaks of an attack.
fn speaks_of_attack(document: &Document<'_>, at: usize) -> bool {
    let number = document.sentence_of(at);
    let range = document.sentences[number.saturating_sub(1)].first..document.sentences[number].end;
    range.into_iter().any(|at| cues().longest(document, at).is_some_and(|(_, cue)| cue.attack.is_some()))
}

/// "Fajr al-Sahel has claimed responsibility": the name before the verb.
fn claimant(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let floor = document.sentence_at(at).first;
    let verb = (floor.max(at.saturating_sub(3))..at).rev().find(|verb| CLAIMED.has(document.tokens[*verb].hash))?;
    let mut end = verb;
    while end > floor && HELPERS.has(document.tokens[end - 1].hash) {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|last| *last >= floor && !document.gap(end).has(Gap::COMMA))?;
    let first = learned::run_before(document, last)?;
    is_name(document, first, end).then_some((first, end))
}

/// "the militant group X", "the gang called X", "a gang known as X".
fn of_kind(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let violent = |back: usize| at.checked_sub(back).is_some_and(|before| VIOLENT.has(document.tokens[before].hash));
    if !(BANDS.has(document.tokens[at].hash) || violent(1) || violent(2)) {
        return None;
    }
    let known_as = document.reads(at + 1, "known") && document.reads(at + 2, "as");
    let linked = NAMING.has(document.tokens.get(at + 1)?.hash);
    let next = at + 1 + if known_as { 2 } else { usize::from(linked) };
    name_from(document, next)
}

/// "calling itself the X", "calls themselves X".
fn itself(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let calls = matches!(document.word(at.checked_sub(1)?), "calling" | "calls" | "called" | "styling" | "naming");
    calls.then(|| name_from(document, at + 1)).flatten()
}

/// One past `word`, if it follows token `at` or the token behind it.
fn behind(document: &Document<'_>, at: usize, word: &str) -> Option<usize> {
    (document.word(at + 1) == word).then_some(at + 2)
}

/// A capitalised name at `first`, or after "the".
fn name_from(document: &Document<'_>, first: usize) -> Option<(usize, usize)> {
    const BEFORE: Gap = Gap::SPACE.and(Gap::LINE).and(Gap::QUOTE).and(Gap::COMMA);
    let first = if document.reads(first, "the") { first + 1 } else { first };
    let kind = |at: &usize| document.tokens.get(*at).is_some_and(|token| VIOLENT.has(token.hash) || GROUPS.has(token.hash));
    let first = first + (first..first + 3).take_while(kind).count();
    let sentence = document.sentence_at(first.checked_sub(1)?);
    let mut end = first;
    for at in first..sentence.end.min(first + 7) {
        let token = &document.tokens[at];
        let joined = if at == first {
            token.gap.only(BEFORE)
        } else {
            plain(token.gap) || token.gap.only(Gap::HYPHEN.and(Gap::APOSTROPHE))
        };
        if !joined {
            break;
        }
        if token.shape.is_capital() {
            end = at + 1;
        } else if at == first || !INSIDE.has(token.hash) {
            break;
        }
    }
    is_name(document, first, end).then_some((first, end))
}

/// Two words or more, or one that is an acronym or longer than a title.
fn is_name(document: &Document<'_>, first: usize, end: usize) -> bool {
    let Some(begins) = document.tokens.get(first).filter(|_| end > first) else { return false };
    let opens_sentence = document.sentence_at(first).first == first && end == first + 1;
    let length = begins.end - begins.start;
    if end == first + 1 && (WEEKDAYS.has(begins.hash) || NO_NAMES.has(begins.hash) || VIOLENT.has(begins.hash)) {
        return false;
    }
    !document.sentence_at(first).shouted
        && (end > first + 1 || begins.shape.is_all_caps() && length > 2 || length > 4 && !opens_sentence)
}

fn is_place(places: &[&Mention], first: usize, end: usize) -> bool {
    places.iter().any(|place| matches!(place.value, Value::Location(_)) && place.first <= first && end <= place.end)
}

/// The names where they stand again.
fn again(document: &Document<'_>, names: &[(usize, usize)], taken: &mut Marks, found: &mut Vec<Found>) {
    for (first, end) in names {
        let length = end - first;
        let same = |at: usize| (0..length).all(|next| document.tokens[at + next].hash == document.tokens[first + next].hash);
        let starts = 0..document.tokens.len().saturating_sub(length - 1);
        for at in starts.filter(|at| document.tokens[*at].shape.is_capital()) {
            if same(at) && !taken.any(at, at + length) {
                taken.mark(found.len(), at, at + length);
                let again = learned::group(document, *first, *end, "actors/so-called");
                found.push(Found { first: at, end: at + length, ..again });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::names_in;

    #[test]
    fn a_group_may_have_any_name() {
        for (text, expected) in [
            ("A bomb went off. Fajr Sahel claimed responsibility.", "Fajr Sahel = Fajr Sahel (Fajr Sahel)"),
            ("the separatist group Sons of Dawn fled", "Sons of Dawn = Sons of Dawn (Sons of Dawn)"),
            ("men of a gang called Los Halcones", "Los Halcones = Los Halcones (Los Halcones)"),
            ("The attack was claimed by the KRX.", "KRX = KRX (KRX)"),
            ("The prize was claimed by Rover United.", ""),
            (
                "a group calling itself the Hill Sons fled. The Hill Sons are new.",
                "Hill Sons = Hill Sons (Hill Sons); Hill Sons = Hill Sons (Hill Sons)",
            ),
            ("the rights group Amber Watch said", ""),
            ("No group claimed responsibility.", ""),
            ("Police claimed responsibility had not been taken.", ""),
        ] {
            assert_eq!(names_in(text), expected, "{text}");
        }
    }
}
