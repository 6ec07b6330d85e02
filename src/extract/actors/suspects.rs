//! Suspects whom the article names: "the attacker was identified as Ivan Petrov", "the suspect, 23-year-old Ivan Petrov", "Ivan
//! Petrov, 34, was charged with murder". Each is one of `Individuals`, and always hedged: the article accuses, a court decides.
//!
//! Known failures: a suspect called by the surname alone, or charged without being called a suspect and without an age.

use std::sync::LazyLock;

use super::people::PARTICLES;
use super::{Found, WEEKDAYS, plain};
use crate::document::{Document, Gap, Mark};
use crate::lexicon::{Part, WordSet};
use crate::model::Path;

/// The path above every suspect.
pub const INDIVIDUALS: &str = "Individuals";

/// Nouns for one who did the deed.
const DOER: WordSet<14> = WordSet::of([
    "assailant",
    "attacker",
    "attackers",
    "bomber",
    "gunman",
    "gunmen",
    "hijacker",
    "killer",
    "knifeman",
    "perpetrator",
    "shooter",
    "suspect",
    "suspects",
    "terrorist",
]);
const IDENTIFIED: WordSet<3> = WordSet::of(["identified", "named", "identify"]);
const CHARGED: WordSet<6> = WordSet::of(["charged", "indicted", "convicted", "sentenced", "pleaded", "accused"]);
const CRIMES: WordSet<13> = WordSet::of([
    "assault",
    "battery",
    "bombing",
    "homicide",
    "killing",
    "killings",
    "manslaughter",
    "murder",
    "murdering",
    "murders",
    "shooting",
    "stabbing",
    "terrorism",
]);
const DEEDS: WordSet<13> = WordSet::of([
    "attacked",
    "detonated",
    "drove",
    "fatally",
    "fired",
    "gunned",
    "killed",
    "murdered",
    "opened",
    "rammed",
    "shot",
    "stabbed",
    "set",
]);
/// Capitalised words that are in no person's name.
const NO_NAMES: WordSet<30> = WordSet::of([
    "a",
    "an",
    "black",
    "hispanic",
    "he",
    "his",
    "i",
    "islamic",
    "it",
    "muslim",
    "police",
    "she",
    "state",
    "st",
    "the",
    "they",
    "white",
    "who",
    "according",
    "authorities",
    "on",
    "in",
    "at",
    "by",
    "after",
    "when",
    "man",
    "woman",
    "but",
    "and",
]);
/// What follows a place or an office, not a person: "the suspect, New York police said".
const NO_PERSON_BEFORE: WordSet<8> =
    WordSet::of(["police", "authorities", "officials", "prosecutors", "county", "sheriff", "state", "department"]);

/// What stands behind a verb whose object the person is: "Ivan Petrov, shot in the leg".
const SUFFERED: WordSet<12> =
    WordSet::of(["and", "at", "by", "dead", "in", "inside", "multiple", "near", "on", "outside", "to", "while"]);
const VICTIMS: WordSet<6> = WordSet::of(["body", "dead", "deceased", "victim", "victims", "wounded"]);

const AUXILIARY: WordSet<8> = WordSet::of(["faces", "had", "has", "is", "pleaded", "was", "were", "will"]);

/// Words before one who only was an example: "inspired by the attacker Ivan Petrov".
const MODEL: WordSet<5> = WordSet::of(["admired", "inspired", "like", "praised", "quoted"]);

/// Every word that one of the readers asks for first: nearly all words end there.
const ASKED: WordSet<24> = WordSet::of([
    "accused",
    "assailant",
    "attacker",
    "attackers",
    "bomber",
    "charged",
    "convicted",
    "gunman",
    "gunmen",
    "hijacker",
    "identified",
    "identify",
    "indicted",
    "killer",
    "knifeman",
    "named",
    "old",
    "perpetrator",
    "pleaded",
    "sentenced",
    "shooter",
    "suspect",
    "suspects",
    "terrorist",
]);

static ASKED_MARK: LazyLock<Mark> = LazyLock::new(|| ASKED.mark());

/// Words back from "charged" that a name and an age can stand.
const REACH: usize = 14;

/// The suspects named outside the actors found before, which are in the order of the text.
pub fn read(document: &Document<'_>, before: &[Found]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let asked = document.marked(*ASKED_MARK).filter(|at| ASKED.has(document.tokens[*at].hash));
    for at in asked.filter(|at| !is_headline(document, *at)) {
        let Some((first, end)) = named_at(document, at) else { continue };
        let next = before.partition_point(|other| other.end <= first);
        let is_free = before.get(next).is_none_or(|other| other.first >= end);
        if is_free && found.last().is_none_or(|last| last.end <= first) {
            found.push(suspect(document, first, end));
        }
    }
    found
}

/// Where every word has a capital, none of them tells a name.
fn is_headline(document: &Document<'_>, at: usize) -> bool {
    let sentence = document.sentence_at(at);
    let capitals = sentence.tokens().filter(|&word| document.tokens[word].shape.is_capital()).count();
    sentence.shouted || document.sentence_of(at) < document.body_starts || 2 * capitals > sentence.tokens().len()
}

/// The name of the suspect that the word at `at` speaks of.
fn named_at(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let word = document.tokens[at].hash;
    if DOER.has(word) {
        beside(document, at)
    } else if IDENTIFIED.has(word) {
        identified(document, at)
    } else if CHARGED.has(word) {
        charged(document, at)
    } else {
        of_age(document, at)
    }
}

fn suspect(document: &Document<'_>, first: usize, end: usize) -> Found {
    let name = document.span(first, end).of(document.text).to_owned();
    let path = Path::of([INDIVIDUALS, &name]);
    Found { first, end, rule: "actors/suspect", name: Some(name), path, person: true, plural: false, part: Part::Initiator }
}

/// "The suspect, 23-year-old Ivan Petrov", "the attacker, Ivan Petrov, a student", "gunman Ivan Petrov".
fn beside(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let aged = after_age(document, at + 1);
    let first = aged.unwrap_or(at + 1);
    let end = name_end(document, first)?;
    let parted = document.gap(at + 1).has(Gap::COMMA);
    let other = (at.saturating_sub(4)..at).any(|word| MODEL.has(document.tokens[word].hash));
    let closed = aged.is_some() || !parted || document.gap(end).has(Gap::COMMA);
    let same = document.sentence_of(first) == document.sentence_of(at)
        && document.gap(at + 1).only(Gap::SPACE.and(Gap::LINE).and(Gap::COMMA));
    (closed && same && !other).then_some((first, end))
}

/// "The attacker was identified as Ivan Petrov", "police named the gunman as Ivan Petrov".
fn identified(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let sentence = document.sentence_at(at).tokens();
    let role = (at + 1..sentence.end.min(at + 9)).find(|&role| document.reads(role, "as"))?;
    let spoken = sentence.start.max(at.saturating_sub(12))..role;
    let owns = |word: usize| document.gap(word + 1).has(Gap::APOSTROPHE);
    let of_doer = spoken.clone().any(|word| DOER.has(document.tokens[word].hash) && !owns(word));
    if !of_doer || spoken.clone().any(|word| VICTIMS.has(document.tokens[word].hash)) {
        return None;
    }
    let first = after_age(document, role + 1).unwrap_or(role + 1);
    name_end(document, first).map(|end| (first, end))
}

/// "Ivan Petrov, 34, of Leeds, was charged with murder".
fn charged(document: &Document<'_>, at: usize) -> Option<(usize, usize)> {
    let sentence = document.sentence_at(at).tokens();
    let crime = (at + 1..sentence.end.min(at + REACH)).any(|word| CRIMES.has(document.tokens[word].hash));
    if !crime {
        return None;
    }
    let age = (sentence.start + 1..at).rev().take(REACH).find(|&age| {
        let parted = document.gap(age).has(Gap::COMMA) && document.gap(age + 1).has(Gap::COMMA);
        parted && is_age(document, age)
    })?;
    let first = (sentence.start.max(age.saturating_sub(5))..age).find(|&first| name_end(document, first) == Some(age))?;
    Some((first, age))
}

/// "23-year-old Ivan Petrov drove into the crowd", "34-year-old Ivan Petrov was charged with murder".
fn of_age(document: &Document<'_>, old: usize) -> Option<(usize, usize)> {
    let first = old + 1;
    after_age(document, old.checked_sub(2)?).filter(|&after| after == first)?;
    let end = name_end(document, first)?;
    let sentence = document.sentence_at(old).tokens();
    let hash = |at: usize| document.tokens.get(at).filter(|_| sentence.contains(&at)).map_or(0, |token| token.hash);
    let did = DEEDS.has(hash(end)) && !SUFFERED.has(hash(end + 1));
    let accused = (end + 1..end + 4).find(|&at| CHARGED.has(hash(at)) && AUXILIARY.has(hash(end)));
    let of_crime = accused.is_some_and(|at| (at..at + REACH).any(|crime| CRIMES.has(hash(crime))));
    (did || of_crime).then_some((first, end))
}

/// One past "23-year-old" or "a 23 year old" at token `at`.
fn after_age(document: &Document<'_>, at: usize) -> Option<usize> {
    let age = if matches!(document.word(at), "a" | "an") { at + 1 } else { at };
    (is_age(document, age) && document.reads(age + 1, "year") && document.reads(age + 2, "old")).then_some(age + 3)
}

fn is_age(document: &Document<'_>, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| token.shape.is_digits() && token.end - token.start == 2)
}

/// One past the last token of a person's name of two to four words at `first`.
fn name_end(document: &Document<'_>, first: usize) -> Option<usize> {
    let sentence = document.sentence_at(first.min(document.tokens.len().checked_sub(1)?)).tokens();
    let is_word = |at: usize| document.tokens[at].shape.is_capital() && !document.tokens[at].shape.is_all_caps();
    if first >= sentence.end || !is_word(first) {
        return None;
    }
    let mut end = first + 1;
    for at in first + 1..sentence.end.min(first + 5) {
        let initial = document.tokens[at - 1].end - document.tokens[at - 1].start == 1;
        let gap = document.gap(at);
        let joined = plain(gap) || gap.only(Gap::HYPHEN.and(Gap::APOSTROPHE)) || (initial && gap.has(Gap::PERIOD));
        if !joined || document.reads(at, "s") {
            break;
        }
        if document.tokens[at].shape.is_capital() {
            end = at + 1;
        } else if !PARTICLES.has(document.tokens[at].hash) {
            break;
        }
    }
    let next = document.tokens.get(end).filter(|_| end < sentence.end && plain(document.gap(end)));
    let owned = next.is_some_and(|next| NO_PERSON_BEFORE.has(next.hash));
    let inside = document.tokens[first..end].iter().any(|token| is_no_name(token.hash));
    (end >= first + 2 && !owned && !inside).then_some(end)
}

fn is_no_name(word: u64) -> bool {
    NO_PERSON_BEFORE.has(word) || NO_NAMES.has(word) || WEEKDAYS.has(word)
}

#[cfg(test)]
mod tests {
    use super::super::sample::names_in;

    #[test]
    fn a_suspect_is_named_as_one() {
        for text in [
            "The attacker was identified as Ivan Petrov, a student.",
            "Police named the gunman as 23-year-old Ivan Petrov.",
            "The suspect, 23-year-old Ivan Petrov, fled.",
            "The attacker, Ivan Petrov, a 33-year-old cook, was held.",
            "They shot and overpowered gunman Ivan Petrov.",
            "On Friday Ivan Petrov, 34, of Leeds, was charged with two counts of murder.",
            "A jury found that 52-year-old Ivan Petrov drove into a crowd.",
            "In court 34-year-old Ivan Petrov was charged with attempted murder.",
        ] {
            assert_eq!(names_in(text), "Ivan Petrov = Individuals/Ivan Petrov (Ivan Petrov)?", "{text}");
        }
    }

    #[test]
    fn others_with_a_name_are_no_suspects() {
        for text in [
            "The victim was identified as Ivan Petrov.",
            "The victim of the gunman was identified as Ivan Petrov.",
            "The suspect, New York police said, fled.",
            "He was inspired by the gunman Ivan Petrov.",
            "Gunman Wanted For Home Raid In Leeds",
            "The 17-year-old Hill Valley student was charged with murder.",
            "The suspect's son, identified as Ivan Petrov, fled.",
            "A suspect fled. Ivan Petrov saw it.",
            "Ivan Petrov, 34, of Leeds, was charged with fraud.",
            "On Friday 34-year-old Ivan Petrov was fatally shot.",
            "On Friday 34-year-old Ivan Petrov, a cook, died.",
            "The gunman killed Ivan Petrov, 34, of Leeds.",
        ] {
            assert_eq!(names_in(text), "", "{text}");
        }
    }
}
