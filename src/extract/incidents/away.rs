//! Places of somebody harmed, not of the event: where they are from, lived, and were taken.

use crate::document::Gap;
use crate::extract::locations::{is_given_name, is_of_no_person};
use crate::extract::people::is_name_word;
use crate::extract::sight::{Seen, Sight, covering};
use crate::lexicon::{AttackWord, Classes, Number, WordSet, person_noun};
use crate::model::Location;

/// Who serves a town: where they are from is where they are.
const SERVANTS: &[&str] = &["police", "officer", "policeman", "policewoman", "deputy", "trooper", "firefighter", "mayor", "fire"];

/// "a Michigan man", "Ann Reed, 27, of Wister": where somebody is from. "Kaduna villagers" are many, and there.
pub fn is_home(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let (first, end) = (place.mention.first, place.mention.end);
    let of = first > 0 && sight.is_word(first - 1, &["of"]);
    let named = of && (sight.document.gap(first - 1).has(Gap::COMMA) || is_named_person(sight, first - 1));
    if named || is_where_somebody_lived(sight, first) || is_block_of_home(sight, first) {
        return true;
    }
    let noun = sight.document.tokens.get(end).filter(|_| sight.document.gap(end) == Gap::SPACE);
    noun.is_some_and(|noun| person_noun(noun) == Some(Number::Singular)) && !sight.is_word(end, SERVANTS)
}

/// "a man from the 1000 block of Palmer Street in Downers Grove": his address.
fn is_block_of_home(sight: &Sight<'_>, first: usize) -> bool {
    let floor = sight.document.sentence_at(first).first.max(first.saturating_sub(ADDRESS));
    let block = (floor..first).rev().find(|&at| sight.is_word(at, &["block"]));
    block.is_some_and(|block| (block.saturating_sub(3).max(floor)..block).any(|at| sight.is_word(at, &["from"])))
}

/// Words of an address: "from the 1000 block of South Palmer Street in".
const ADDRESS: usize = 11;

/// "Aldo Conti" of "Aldo Conti of Rome", but not "Crime Stoppers" or "Eastern Department": words of a person's name before token `end`.
fn is_named_person(sight: &Sight<'_>, end: usize) -> bool {
    let lowest = end.saturating_sub(LONGEST_NAME).max(sight.document.sentence_at(end).first);
    let first = (lowest..end).rev().take_while(|&at| is_name_word(sight, at)).last().unwrap_or(end);
    let word = |at: usize| &sight.document.tokens[at];
    let told = first > lowest && (sight.is_word(first - 1, &["as", "old"]) || person_noun(word(first - 1)).is_some());
    let given = || (first..end).any(|at| is_given_name(word(at)));
    let may_be = || !sight.word(end - 1).ends_with('s');
    // "Shah Alam Market of Lahore".
    let other = || is_of_no_person(word(end - 1)) || !given() && (first..end).any(|at| is_of_no_person(word(at)));
    end - first > 1 && (told || !other() && (given() || may_be()))
}

/// Words of a name, and the one before it.
const LONGEST_NAME: usize = 5;

/// "who lived in X", "born in X", "a native of X": long before the event, or every day.
fn is_where_somebody_lived(sight: &Sight<'_>, first: usize) -> bool {
    const LIVED: WordSet<11> = WordSet::of([
        "born",
        "immigrated",
        "lived",
        "lives",
        "native",
        "raised",
        "relocated",
        "resided",
        "resides",
        "resident",
        "studied",
    ]);
    let Some(preposition) = first.checked_sub(1).filter(|&at| sight.is_word(at, &["in", "near", "of", "to"])) else {
        return false;
    };
    let before = preposition.checked_sub(1);
    let grown = before.is_some_and(|at| sight.is_word(at, &["up"]) && sight.is_word(at.wrapping_sub(1), &["grew", "growing"]));
    // "Alarm was raised in X", as against "born and raised in X".
    let raised = |at: usize| sight.is_word(at, &["raised"]) && !sight.is_word(at.wrapping_sub(1), &["and"]);
    grown || before.is_some_and(|at| sight.is_among(at, &LIVED) && !raised(at) && !are_lost(sight, at))
}

/// "The blast claimed 12 lives", "cost many innocent lives": a noun, as against "who lives in X".
pub fn are_lost(sight: &Sight<'_>, at: usize) -> bool {
    const LOSES: WordSet<11> =
        WordSet::of(["claimed", "claiming", "claims", "cost", "costing", "lose", "losing", "lost", "take", "taken", "took"]);
    let floor = sight.document.sentence_at(at).first;
    let lost = || (at.saturating_sub(4).max(floor)..at).any(|verb| sight.is_among(verb, &LOSES));
    sight.is_word(at, &["lives"]) && (sight.quantity_at(at).is_some() || lost())
}

/// "flown to Dhaka", "in a hospital in Lubbock": where the wounded were taken.
pub fn is_hospital(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const TAKEN: WordSet<10> = WordSet::of([
        "hospital",
        "hospitals",
        "clinic",
        "intensive",
        "flown",
        "airlifted",
        "transferred",
        "evacuated",
        "morgue",
        "treated",
    ]);
    !is_left(sight, first, floor) && (first.saturating_sub(6).max(floor)..first).any(|at| sight.is_among(at, &TAKEN))
}

/// "was flown to X", "admitted to a hospital in X".
pub fn is_where_taken(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const TAKEN: WordSet<11> = WordSet::of([
        "arrested",
        "flown",
        "airlifted",
        "transferred",
        "transported",
        "evacuated",
        "treated",
        "rushed",
        "taken",
        "admitted",
        "hospitalized",
    ]);
    // "rushed to hospital after the crash in X": what it came after was in X.
    let after = |at: usize| sight.is_word(at, &["after", "following", "when"]) || names_attack(sight, at);
    let mut way = (first.saturating_sub(8).max(floor)..first).rev().take_while(|&at| !after(at));
    let reached = |at: usize| {
        sight.is_among(at, &TAKEN) || is_way_to_hospital(sight, at) || is_flight(sight, at, first) || is_visit(sight, at)
    };
    !is_left(sight, first, floor) && way.any(reached)
}

/// "11,000 have fled to X".
fn is_flight(sight: &Sight<'_>, at: usize, first: usize) -> bool {
    sight.is_word(at, &["fled", "flee", "fleeing"]) && sight.is_word(at + 1, &["into", "to"]) && first <= at + FLIGHT
}

/// Words from a flight to its last end: "fled to Cúcuta and Ocaña".
const FLIGHT: usize = 6;

/// "Visited the wounded in X".
fn is_visit(sight: &Sight<'_>, at: usize) -> bool {
    const THEM: &[&str] = &["injured", "patients", "survivors", "victims", "wounded"];
    sight.is_word(at, &["visited", "visiting"]) && (at + 1..at + 4).any(|them| sight.is_word(them, THEM))
}

/// "Evacuated from X": where they were taken away.
fn is_left(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    first > floor && sight.is_word(first - 1, &["from"])
}

fn names_attack(sight: &Sight<'_>, at: usize) -> bool {
    sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun))
}

/// "sent to hospitals in X", "in intensive care in X", "died at a hospital in X".
fn is_way_to_hospital(sight: &Sight<'_>, at: usize) -> bool {
    const HOSPITALS: &[&str] = &["clinic", "clinics", "hospital", "hospitals", "morgue"];
    const FROM: usize = 3;
    let floor = sight.document.sentence_at(at).first;
    let near = at.saturating_sub(FROM).max(floor)..at;
    // "remains in the Queen's Medical Centre in".
    const STAYS: &[&str] = &["recovering", "remain", "remained", "remains", "treated"];
    let stays = || (at.saturating_sub(STAY).max(floor)..at).any(|verb| sight.is_word(verb, STAYS));
    let mut way = near.map(|from| sight.is_word(from, &["to"]) || is_place_of_death(sight, from));
    let centre = sight.is_word(at, &["center", "centre"]) && at > floor && sight.is_word(at - 1, &["medical"]);
    sight.is_word(at, &["intensive"]) || (centre || sight.is_word(at, HOSPITALS)) && (way.any(|is| is) || stays())
}

/// Words of a hospital's name, and before it: "remains in the Queen's".
const STAY: usize = 7;

/// "died a few minutes ago at", "was pronounced dead in": where the wounded are taken, unless it struck there.
pub fn is_place_of_death(sight: &Sight<'_>, preposition: usize) -> bool {
    let floor = sight.document.sentence_at(preposition).first.max(preposition.saturating_sub(DEATH));
    let struck =
        |at: usize| sight.is(at, Classes::SUBORDINATOR) || names_attack(sight, at) || covering(&sight.means, at).is_some();
    let mut before = (floor..preposition).rev().take_while(|&at| !struck(at));
    let declared = |at: usize| at > floor && sight.is_word(at, &["dead"]) && sight.is_word(at - 1, &["declared", "pronounced"]);
    // "Nine women died at a hospital in X": so many died where it struck.
    let many = |at: usize| at > floor && person_noun(&sight.document.tokens[at - 1]) == Some(Number::Plural);
    let died = |at: usize| sight.is_word(at, &["died", "dies", "succumbed"]) && !many(at);
    sight.is_word(preposition, &["at", "in"]) && before.any(|at| died(at) || declared(at))
}

/// Words from a death to where it was: "died of his wounds early on Monday at".
const DEATH: usize = 8;
