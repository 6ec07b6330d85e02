//! What a noun phrase is to the words around it: the subject of a verb, or the object of another verb or of a preposition.
//!
//! Known failures: an object of a verb that is in no table, before a verb that shares no subject with it.

use super::deed::{is_attack_verb, is_bounded};
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, covering};
use crate::extract::verbs;
use crate::lexicon::{AttackWord, Classes, WordSet};
use crate::model::Use;

/// The actor is the subject unless a preposition or an attack governs it, or a verb of speech stands between.
pub fn is_subject(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, verb: usize) -> bool {
    let end = actor.mention.end;
    // "Police: two men shot".
    let spoken =
        sight.document.gap(end).has(Gap::COLON) || (end..verb).any(|at| sight.is(at, Classes::SPEECH) && !says_to_be(sight, at));
    !spoken && (is_behind_scene(sight, actor) || !is_governed(sight, actor.mention.first))
}

/// "In Kano gunmen killed five": the preposition is the town's, whose name was read with the noun.
fn is_behind_scene(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> bool {
    let first = actor.mention.first;
    if first == 0 {
        return false;
    }
    let town = covering(&sight.locations, first).filter(|place| place.mention.end < actor.mention.end);
    let opens = sight.is_word(first - 1, &["in", "near", "outside"]);
    let literal = town.is_some_and(|place| place.value.usage == Use::Literal && !is_genitive(sight, place.mention.end));
    let begins = first == sight.document.sentence_at(first).first + 1 || is_bounded(sight, first - 1);
    opens && literal && begins
}

/// True if the noun phrase whose named part begins at `first` hangs on a preposition or is the object of a verb.
pub fn is_governed(sight: &Sight<'_>, first: usize) -> bool {
    let floor = sight.document.sentence_at(first).first;
    let mut at = first;
    while at > floor && first - at < 9 && (!is_bounded(sight, at) || is_genitive(sight, at)) {
        let before = at - 1;
        if sight.is(before, Classes::OF) {
            return !is_partitive(sight, before, floor) || is_governed(sight, before - 1);
        }
        if sight.is_word(before, &["as"]) && before > floor && sight.is_word(before - 1, DISGUISED) {
            return true;
        }
        // "after Ukraine hit the base": a conjunction, no preposition.
        if sight.is(before, Classes::PREPOSITION) {
            return !sight.is(before, Classes::SUBORDINATOR);
        }
        if takes_object(sight, before) || sight.is_word(before, &["them", "whom"]) {
            return true;
        }
        // "In Kabul the militia": an article begins the noun phrase.
        if sight.is(at, Classes::DETERMINER) || is_place(sight, at, before) {
            return false;
        }
        let adjective = is_owned_adjective(sight, before, floor);
        if !adjective && !belongs_to_noun(sight, before) {
            return false;
        }
        at = before;
    }
    false
}

/// "In Kano gunmen killed five": a place that no noun belongs to.
fn is_place(sight: &Sight<'_>, at: usize, before: usize) -> bool {
    covering(&sight.locations, before).is_some_and(|place| {
        place.value.usage == Use::Literal && place.mention.end == at && !sight.document.gap(at).has(Gap::APOSTROPHE)
    })
}

/// "Pakistan's paramilitary Frontier Corps", "the country's anti crime battalion": adjectives between the owner and what is owned.
fn is_owned_adjective(sight: &Sight<'_>, at: usize, floor: usize) -> bool {
    let plain = |at: &usize| sight.classes(*at) == Classes::default() && !is_genitive(sight, *at);
    let adjectives = (floor + 1..=at).rev().take(OWNED).take_while(plain).count();
    adjectives > 0 && at - adjectives > floor && is_genitive(sight, at - adjectives)
}

/// Adjectives between an owner and what is owned.
const OWNED: usize = 5;

/// The "s" of "Pakistan's".
fn is_genitive(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["s"]) && sight.document.gap(at).has(Gap::APOSTROPHE)
}

/// Words before "as soldiers" of those who are none.
const DISGUISED: &[&str] = &["described", "disguised", "dressed", "known", "posing", "such"];

/// "members of the front", "two of the gunmen": the words before "of" are the noun.
fn is_partitive(sight: &Sight<'_>, of: usize, floor: usize) -> bool {
    const PARTS: &[&str] = &[
        "band", "column", "dozens", "elements", "fighters", "group", "hundreds", "member", "members", "one", "some", "squad",
        "team", "three", "two", "unit", "units", "wing",
    ];
    of > floor && sight.is_word(of - 1, PARTS)
}

/// Words of the noun phrase before the part that is known: "the two unidentified gunmen".
fn belongs_to_noun(sight: &Sight<'_>, at: usize) -> bool {
    const WITH_DOERS: &[&str] = &[
        "alleged",
        "armed",
        "federal",
        "former",
        "heavily",
        "local",
        "masked",
        "presumed",
        "several",
        "suspected",
        "two",
        "three",
        "four",
        "five",
        "six",
        "unidentified",
        "unknown",
    ];
    let name = || is_genitive(sight, at) || covering(&sight.locations, at).is_some() || covering(&sight.actors, at).is_some();
    sight.is(at, Classes::DETERMINER)
        || sight.is_word(at, WITH_DOERS)
        || name()
        || sight.document.tokens.get(at).is_some_and(|t| t.shape.is_digits())
}

/// "killing soldiers", "a bus carrying soldiers", "told police": a verb whose object stands behind it.
fn takes_object(sight: &Sight<'_>, at: usize) -> bool {
    const TAKE: WordSet<17> = WordSet::of([
        "alerted",
        "assured",
        "carrying",
        "containing",
        "escorting",
        "including",
        "informed",
        "involving",
        "notified",
        "phoned",
        "targeting",
        "tell",
        "telling",
        "tells",
        "told",
        "transporting",
        "warned",
    ]);
    sight.is_among(at, &TAKE) || is_attack_verb(sight, at)
}

/// "The cook disarmed [a soldier] and killed him": a verb of any kind stands right before the article of the noun phrase at `first`, and
/// the one whose group begins at `verb` is joined to it.
pub fn is_object_before(sight: &Sight<'_>, first: usize, verb: usize) -> bool {
    let floor = sight.document.sentence_at(first).first;
    let joined = verb > first && (sight.is(verb - 1, Classes::AND) || is_bounded(sight, verb));
    let Some(article) = (floor.max(first.saturating_sub(4))..=first).rev().find(|&at| opens_phrase(sight, at)) else {
        return false;
    };
    let before = article.checked_sub(1).filter(|&at| joined && at >= floor && !is_bounded(sight, article));
    before.is_some_and(|before| is_plain_verb(sight, before, floor))
}

/// True for the first word of a noun phrase: an article, a number; "one" of "one of the soldiers".
fn opens_phrase(sight: &Sight<'_>, at: usize) -> bool {
    let counted = sight.quantity_from(at).is_some();
    let partitive = || at > 1 && sight.is(at - 1, Classes::OF) && sight.quantity_at(at - 2).is_some();
    (counted || sight.is(at, Classes::DETERMINER)) && !partitive()
}

/// A word in no table that stands behind a noun as a verb does: "[the cook] disarmed", as against "last night", "in the village".
fn is_plain_verb(sight: &Sight<'_>, at: usize, floor: usize) -> bool {
    let token = &sight.document.tokens[at];
    let known =
        covering(&sight.dates, at).is_some() || covering(&sight.locations, at).is_some() || covering(&sight.actors, at).is_some();
    let word = !token.shape.is_capital() && !token.shape.has_digit() && sight.classes(at) == Classes::default() && !known;
    let tense = sight.word(at).ends_with("ed") || sight.is_among(at, &PAST);
    word && tense && at > floor
}

/// Past forms that do not end in "ed", of what is done to somebody before he is killed or hurt.
const PAST: WordSet<13> = WordSet::of([
    "beat", "bound", "caught", "drew", "found", "held", "led", "met", "overcame", "overtook", "saw", "threw", "took",
]);

/// "A terrorist attack", "guerrilla actions": what it was, not who did it; "a former soldier" is none.
pub fn is_modifier(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> bool {
    const DEEDS: &[&str] = &["act", "acts", "action", "actions", "activity", "activities", "offensive", "campaign", "plan"];
    let end = actor.mention.end;
    // "Terrorist attacks in the north", as against "gunmen ambush a patrol".
    let attack = || {
        let noun = |length: usize| !verbs::is_verbal(sight, end, end + length);
        sight.cue(end).is_some_and(|(length, cue)| cue.attack.is_some_and(AttackWord::can_be_noun) && noun(length))
    };
    let former = actor.mention.first > 0 && sight.is_word(actor.mention.first - 1, &["ex", "former", "retired"]);
    let nameless = actor.value.name.is_none() && actor.value.path.is_under("Unknown");
    former
        || is_worn(sight, end)
        || nameless && sight.document.gap(end).only(Gap::SPACE) && (sight.is_word(end, DEEDS) || attack())
}

/// "Men believed to be from the group killed": the word at `at` says only who they are.
pub fn says_to_be(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at + 1, &["to"]) && sight.is_word(at + 2, &["be"])
}

/// "Men in army uniforms": what they wore says not who they are.
pub fn is_worn(sight: &Sight<'_>, end: usize) -> bool {
    const CLOTHES: WordSet<8> =
        WordSet::of(["attire", "camouflage", "clothes", "clothing", "fatigues", "gear", "uniform", "uniforms"]);
    sight.document.gap(end).only(Gap::SPACE.and(Gap::HYPHEN)) && sight.is_among(end, &CLOTHES)
}
