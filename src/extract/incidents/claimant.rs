//! Who says so: "X said", "according to X", "X put the toll at 12".
//!
//! Known failures: a source that only a pronoun names ("he said").

use std::ops::Range;

use super::deed::{is_attack_verb, is_bounded};
use super::governed;
use super::meant::role;
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::extract::verbs;
use crate::lexicon::{Classes, Part, WordSet};
use crate::model::Role;

/// Those who speak in the sentence, the first three.
pub fn read(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    let mut found: Vec<Role> = Vec::new();
    // Who denies it says nothing of it.
    for at in sentence.clone().filter(|&at| is_speech(sight, at) && !sight.is_among(at, &verbs::DENIES)) {
        let before = within(&sight.actors, sentence.start.max(at.saturating_sub(REACH))..at);
        let speaking: Vec<_> = before.iter().filter(|a| speaks_at(sight, a, at)).collect();
        let source = source_after(sight, at, sentence.end).filter(|_| speaking.is_empty());
        for actor in speaking.into_iter().chain(source) {
            let role = role(sight, actor);
            if !found.iter().any(|known| known.path == role.path) {
                found.push(role);
            }
        }
    }
    found.truncate(3);
    found
}

/// Words from a speaker to the verb of speech, and those that need no look at what they are.
const REACH: usize = 10;
const NEAR: usize = 2;

/// True if the actor is said to say something here, and so does not suffer it.
pub fn speaks(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, limit: usize) -> bool {
    let end = actor.mention.end;
    (end..limit.min(end + REACH)).find(|&at| is_speech(sight, at)).is_some_and(|at| speaks_at(sight, actor, at))
}

/// "Said", "reported", "put the toll at"; not "said to be the wife of".
fn is_speech(sight: &Sight<'_>, at: usize) -> bool {
    const COUNTS: WordSet<9> = WordSet::of(["put", "puts", "putting", "raised", "revised", "lowered", "gave", "gives", "raises"]);
    const TOLLS: &[&str] = &["count", "deaths", "number", "tally", "toll"];
    let counts = sight.is_among(at, &COUNTS) && (at + 1..at + 5).any(|toll| sight.is_word(toll, TOLLS));
    counts || sight.is(at, Classes::SPEECH) && !governed::says_to_be(sight, at) && !is_hedge(sight, at)
}

/// "killing four [alleged] traffickers": of those behind it, if nobody before it says so.
pub(super) fn is_hedge(sight: &Sight<'_>, at: usize) -> bool {
    let names = |at: usize| covering(&sight.actors, at).is_some();
    sight.is_word(at, &["alleged"]) && names(at + 1) && !at.checked_sub(1).is_some_and(names)
}

/// "according to the army", "nine died, said the mayor": behind the verb only if a quote or a comma closes what is said, or nothing follows
/// the speaker, as against "he said soldiers shot nine people".
fn source_after<'s, 'a>(sight: &'s Sight<'a>, at: usize, limit: usize) -> Option<&'s Seen<'a, ActorMention>> {
    let source = within(&sight.actors, at + 1..limit.min(at + 5)).first();
    let said_before = || sight.document.gap(at).has(Gap::COMMA.and(Gap::QUOTE).and(Gap::CLOSE).and(Gap::OPEN).and(Gap::DASH));
    let closed = |end: usize| end >= limit || is_bounded(sight, end);
    let inverted = |a: &&Seen<'_, ActorMention>| {
        a.mention.first == at + 1 && !sight.is_word(at, TO_SOMEBODY) && (said_before() || closed(a.mention.end))
    };
    source.filter(|a| sight.is_word(at, &["according"]) || inverted(a))
}

/// Verbs whose object is the hearer or the accused.
const TO_SOMEBODY: &[&str] =
    &["accuse", "accused", "accuses", "accusing", "blamed", "blames", "blaming", "tell", "tells", "told", "warned", "warns"];

/// True if the actor is the subject of the verb of speech at `verb`: "the army [and doctors] said", "the governor's office in Reynosa
/// said", "LAPD Det. Dave Moreno said".
fn speaks_at(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, verb: usize) -> bool {
    let end = actor.mention.end;
    if sight.is_word(verb, &["according"]) || end > verb || !governed::is_subject(sight, actor, verb) {
        return false;
    }
    let thing = actor.value.part == Part::Thing;
    let explains = || sight.document.gap(first_of(sight, actor.mention.first)).has(Gap::COMMA);
    let comma = |at: usize| sight.document.gap(at).has(Gap::COMMA);
    let parted = |at: usize| sight.document.gap(at).has(Gap::COMMA.and(Gap::SEMICOLON));
    let goes_on = (end..verb).all(|at| !parted(at)) && (!comma(verb) || !thing && explains());
    let named = || !thing && opens_clause(sight, actor.mention.first) && (end..verb).all(|at| passes(sight, at));
    goes_on && (verb - end <= NEAR || named())
}

/// A word that may stand between a speaker and its verb: of a name, a rank, a place, another speaker.
fn passes(sight: &Sight<'_>, at: usize) -> bool {
    let steers = Classes::BE.or(Classes::HAVE).or(Classes::SUBORDINATOR).or(Classes::RELATIVE).or(Classes::BUT).or(Classes::TO);
    !sight.is(at, steers) && !is_attack_verb(sight, at)
}

/// True if a clause begins with the noun phrase whose known part begins at `first`.
fn opens_clause(sight: &Sight<'_>, first: usize) -> bool {
    let at = first_of(sight, first);
    let joint = Classes::AND.or(Classes::BUT).or(Classes::SUBORDINATOR);
    at == sight.document.sentence_at(first).first || is_bounded(sight, at) || sight.is(at - 1, joint)
}

/// Where the noun phrase begins whose known part begins at `first`: at its article, its names, what owns it.
fn first_of(sight: &Sight<'_>, first: usize) -> usize {
    let floor = sight.document.sentence_at(first).first;
    let noun = |at: usize| {
        let name = sight.document.tokens[at].shape.is_capital() || sight.is_word(at, &["s"]);
        name || sight.is(at, Classes::DETERMINER)
    };
    let mut at = first;
    while at > floor && first - at < 5 && !is_bounded(sight, at) && noun(at - 1) {
        at -= 1;
    }
    at
}
