//! The subject of a verb of attack: an actor before it, the speaker whose own deed it is, a country.
//!
//! Known failures: the subject of a verb that is in no table.

use std::ops::Range;

use super::deed::{is_attack_verb, is_bounded, is_harm};
use super::doer::state_role;
use super::draft::Draft;
use super::meant::{self, can_strike, coordinated, may_attack, role};
use super::{inserted, pronoun};
use crate::document::Gap;
use crate::extract::actors;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::extract::verbs;
use crate::lexicon::{AttackWord, Classes, WordSet, person_noun};
use crate::model::{Location, Role, Use};

/// The actor that stands before the verb of the attack in the same clause.
pub fn subject(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    let passive = draft.rule == "harm/passive" || draft.rule == "harm/reduced" || draft.rule == "harm/died";
    let mut verbs = (range.start..range.end).filter(|&at| is_attack_verb(sight, at) && !hits_the_attackers(sight, draft, at));
    verbs
        .find_map(|verb| subject_of(sight, &draft.victims, range, verb).filter(|_| !(passive && draft.anchor.contains(&verb))))
        .unwrap_or_default()
}

/// "Commandos killed the last attacker in a siege in which 15 people died": whoever struck the attackers did not kill those told of.
fn hits_the_attackers(sight: &Sight<'_>, draft: &Draft, verb: usize) -> bool {
    const BY_DEED: &[&str] = &["Unknown/Attackers", "Unknown/Bombers", "Unknown/Gunmen", "Unknown/Suicide bombers"];
    let object = is_harm(sight, verb).then(|| within(&sight.actors, verb + 1..verb + 8).first()).flatten();
    object.is_some_and(|object| {
        let told = draft.victims.iter().any(|victims| victims.contains(&object.mention.first));
        let parted = (verb + 1..=object.mention.first).any(|at| is_bounded(sight, at));
        !told && !parted && BY_DEED.iter().any(|kind| object.value.path.is_under(kind))
    })
}

/// The subject of one verb, if it is active and no victim: who says so of himself, an actor before it, or a country right before it.
pub fn subject_of(sight: &Sight<'_>, victims: &[Range<usize>], range: &Range<usize>, verb: usize) -> Option<Vec<Role>> {
    let group = verbs::group(sight, verb, range.start);
    // "The army shot down drones, and debris killed": nobody's doing.
    let falls = group.start > 0 && sight.is_word(group.start - 1, &["debris", "fragments", "wreckage"]);
    if group.passive || falls || is_reduced(sight, verb) || is_denied(sight, group.start) {
        return None;
    }
    if let Some(speaker) = speaker(sight, group.start, sight.document.sentence_at(group.start).first) {
        return Some(vec![role(sight, speaker)]);
    }
    if let Some(head) = inserted::head(sight, group.start).filter(|a| !victims.iter().any(|v| v.contains(&a.mention.first))) {
        let helper = inserted::helper(sight, head).map(|helper| role(sight, helper));
        return Some(coordinated(sight, head).into_iter().chain(helper).collect());
    }
    // "Gunmen took three men from a house and shot them": the verbs share their subject.
    let reach = if group.start > 0 && sight.is(group.start - 1, Classes::AND) { 30 } else { 14 };
    let of_who = is_defining(sight, group.start);
    let lowest = range.start.max(group.start.saturating_sub(reach));
    let doer = |a: &&Seen<'_, ActorMention>| {
        let acts = can_strike(a.value) && !victims.iter().any(|victims| victims.contains(&a.mention.first));
        let meant = !of_who || (a.mention.end..=a.mention.end + 3).contains(&group.start);
        let acting = acts && meant && !is_modifier(sight, a) && is_subject(sight, a, group.start);
        acting && !is_busy(sight, a.mention.end, group.start) && fits_pronoun(sight, a.value, group.start)
    };
    if let Some(meant) = pronoun::object_meant(sight, group.start) {
        return Some(coordinated(sight, meant));
    }
    let before = within(&sight.actors, lowest..group.start);
    let actor = before.iter().rev().find(doer).map(|a| {
        let other =
            before.iter().rev().find(|other| can_strike(other.value) && meant::are_joined(sight, other, a) && doer(other));
        other.map(|other| role(sight, other)).into_iter().chain(coordinated(sight, a)).collect()
    });
    actor
        .or_else(|| state_subject(sight, lowest..group.start).map(|state| vec![state_role(state)]))
        .or_else(|| the_group(sight, lowest..group.start).map(|group| vec![role(sight, &group)]))
        .or_else(|| pronoun::antecedent(sight, group.start).map(|meant| coordinated(sight, &meant)))
}

/// What the police do with a deed that is none of theirs.
pub const POLICE_WORK: WordSet<54> = WordSet::of([
    "arrest",
    "arrested",
    "arresting",
    "arrived",
    "asked",
    "asking",
    "believe",
    "believed",
    "called",
    "charged",
    "continue",
    "continued",
    "determined",
    "discovered",
    "find",
    "found",
    "heard",
    "hunt",
    "hunting",
    "hunts",
    "identified",
    "identify",
    "identifying",
    "interviewed",
    "interviewing",
    "investigate",
    "investigated",
    "investigating",
    "learned",
    "looking",
    "made",
    "probing",
    "question",
    "questioned",
    "questioning",
    "received",
    "recovered",
    "released",
    "rescued",
    "respond",
    "responded",
    "responding",
    "search",
    "searched",
    "searching",
    "seek",
    "seeking",
    "suspect",
    "think",
    "treated",
    "treating",
    "trying",
    "urged",
    "want",
]);

/// "Police are looking for a man who shot two people", "officers found three men shot": what those do who come when others have done
/// it. "Officers chased him and shot him" is their own doing.
pub fn is_busy(sight: &Sight<'_>, from: usize, verb: usize) -> bool {
    let own = verb > 0 && sight.is(verb - 1, Classes::AND);
    !own && (from..verb).any(|at| sight.is_among(at, &POLICE_WORK) && !says_to_be(sight, at))
}

/// "Men believed to be from the group killed": the word at `at` says only who they are.
pub fn says_to_be(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at + 1, &["to"]) && sight.is_word(at + 2, &["be"])
}

/// "Dixon told police he shot Weaver": a pronoun before the verb is its subject, and means nobody whom it does not fit.
fn fits_pronoun(sight: &Sight<'_>, actor: &ActorMention, verb: usize) -> bool {
    let one = verb > 0 && sight.is_word(verb - 1, &["he", "she", "i"]);
    !one || !actor.plural
}

/// "A judge wants the man who ordered the attack": the "who" before token `verb` is right behind whom it means, as against
/// "soldiers were the ones who did it".
fn is_defining(sight: &Sight<'_>, verb: usize) -> bool {
    verb > 1
        && sight.is_word(verb - 1, &["who"])
        && !is_bounded(sight, verb - 1)
        && !sight.is_word(verb - 2, &["one", "ones", "those"])
}

/// "The group attacked a village": the only one that the article named before.
fn the_group<'a>(sight: &Sight<'a>, range: Range<usize>) -> Option<Seen<'a, ActorMention>> {
    const BODIES: &[&str] = &["gang", "group", "militia", "movement", "organisation", "organization"];
    let noun = range.clone().rev().take(6).find(|&at| sight.is_word(at, BODIES))?;
    let first = noun.saturating_sub(1 + usize::from(!sight.is(noun - 1, Classes::DETERMINER)));
    let definite = range.contains(&first) && sight.is_word(first, &["the"]) && !is_bounded(sight, noun);
    let spoken = (noun..range.end).any(|at| sight.is(at, Classes::SPEECH) || sight.is(at, Classes::PREPOSITION));
    if !definite || spoken || is_governed(sight, first) {
        return None;
    }
    meant::only_group_before(sight, first)
}

/// "Denied that its fighters killed three": no doing of theirs.
fn is_denied(sight: &Sight<'_>, verb: usize) -> bool {
    let floor = sight.document.sentence_at(verb).first.max(verb.saturating_sub(9));
    let that = (floor..verb).rev().find(|&at| sight.is_word(at, &["that", "having"]));
    that.is_some_and(|that| that > floor && sight.is_word(that - 1, &["denied", "denies", "deny", "denying"]))
}

/// "Nine people killed in an attack", "five officers, injured when": a participle of what was suffered.
fn is_reduced(sight: &Sight<'_>, verb: usize) -> bool {
    let Some((length, _)) = sight.cue(verb).filter(|_| is_harm(sight, verb)) else { return false };
    let next = verb + length;
    let closed = is_bounded(sight, next) || next >= sight.document.sentence_at(verb).end;
    let by_place = Classes::PREPOSITION.or(Classes::SUBORDINATOR);
    let counted = sight.quantity_from(next).is_some();
    !counted && !sight.word(verb).ends_with("ing") && (closed || sight.is(next, by_place))
}

/// "The army said it had struck", "the front said that its men carried out": who speaks of the deed, as the own one, whose verb
/// group begins at `verb`.
pub fn speaker<'s, 'a>(sight: &'s Sight<'a>, verb: usize, floor: usize) -> Option<&'s Seen<'a, ActorMention>> {
    let before = verb.checked_sub(1).filter(|&at| at >= floor)?;
    let own = |at: usize| at >= floor && sight.is_word(at, &["its", "our", "their"]);
    let the_group = sight.is_word(before, &["group", "militia", "movement", "organization", "organisation"])
        && before > floor
        && sight.is_word(before - 1, &["the"]);
    let themselves = the_group
        || sight.is_word(before, &["it", "they", "we"])
        || (1..4).any(|back| verb > floor + back && own(verb - back - 1));
    if !themselves && !is_own_strike(sight, before, floor, verb) {
        return None;
    }
    let said = (floor.max(verb.saturating_sub(12))..before).rev().find(|&at| sight.is(at, Classes::SPEECH))?;
    let near = within(&sight.actors, floor.max(said.saturating_sub(6))..said);
    // "India said its missiles had hit the camp".
    let strikes = |a: &Seen<'_, ActorMention>| may_attack(a.value) || actors::is_state(a.mention.rule);
    let beside = near.iter().rev().find(|a| a.mention.end <= said && said - a.mention.end <= 2);
    beside.filter(|a| strikes(a) && is_subject(sight, a, said)).or_else(|| inserted::head(sight, said))
}

/// "The army said the raids had killed four rebels": a strike that killed the speaker's enemies is the speaker's.
fn is_own_strike(sight: &Sight<'_>, noun: usize, floor: usize, verb: usize) -> bool {
    let attack = sight.cue(noun).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
    let the_strike = (attack || !within(&sight.means, noun..noun + 1).is_empty())
        && noun > floor + 1
        && sight.is_word(noun - 1, &["the", "its"]);
    let said = the_strike && (noun.saturating_sub(4).max(floor)..noun).any(|at| sight.is(at, Classes::SPEECH));
    let enemy = |a: &Seen<'_, ActorMention>| meant::is_group(a.value) || a.value.path.is_under("Unknown");
    said && within(&sight.actors, verb..verb + 8).iter().any(enemy)
}

/// "Russia struck the port", "an Israeli drone hit a car": a country, or what is its own, right before the verb.
fn state_subject<'a>(sight: &Sight<'a>, range: Range<usize>) -> Option<&'a Location> {
    let place = within(&sight.locations, range.clone()).last()?;
    let (first, end) = (place.mention.first, place.mention.end);
    let near = end <= range.end && range.end - end <= 1;
    if !near || (end..=range.end).any(|at| is_bounded(sight, at)) {
        return None;
    }
    // "The Pakistani Taliban killed": the country stands inside a name.
    let inside = |a: &Seen<'_, ActorMention>| a.value.name.is_some() && a.mention.first <= first && a.mention.end > end;
    if within(&sight.actors, first.saturating_sub(3)..end).iter().any(inside) {
        return None;
    }
    // "An Afghan student killed": one of the country's people, not the country.
    let person = |at: usize| sight.document.tokens.get(at).is_some_and(|token| person_noun(token).is_some());
    if (end..range.end).any(|at| person(at) || covering(&sight.actors, at).is_some()) {
        return None;
    }
    // "A blast in southern Pakistan killed": the place of what did it.
    if first > range.start && !is_bounded(sight, first) && sight.is_word(first - 1, PARTS_OF_LAND) {
        return None;
    }
    let country = place.value.path.as_ref().is_some_and(|p| p.depth() == 1) || place.value.usage == Use::Metonym;
    (country && !is_governed(sight, first) && place.value.usage != Use::Embedded).then_some(place.value)
}

/// Words between a preposition and the country it is of.
const PARTS_OF_LAND: &[&str] = &[
    "central",
    "east",
    "eastern",
    "north",
    "northeastern",
    "northern",
    "northwestern",
    "south",
    "southeastern",
    "southern",
    "southwestern",
    "town",
    "upper",
    "west",
    "western",
];

/// The actor is the subject unless a preposition or an attack governs it, or a verb of speech stands between.
pub fn is_subject(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, verb: usize) -> bool {
    let end = actor.mention.end;
    // "Police: two men shot".
    let spoken =
        sight.document.gap(end).has(Gap::COLON) || (end..verb).any(|at| sight.is(at, Classes::SPEECH) && !says_to_be(sight, at));
    !spoken && !is_governed(sight, actor.mention.first)
}

/// True if the noun phrase whose named part begins at `first` hangs on a preposition or is the object of a verb.
fn is_governed(sight: &Sight<'_>, first: usize) -> bool {
    let floor = sight.document.sentence_at(first).first;
    let mut at = first;
    while at > floor && first - at < 6 && !is_bounded(sight, at) {
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
        if sight.is(at, Classes::DETERMINER) || !belongs_to_noun(sight, before) {
            return false;
        }
        at = before;
    }
    false
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
    let name = || covering(&sight.locations, at).is_some() || covering(&sight.actors, at).is_some();
    sight.is(at, Classes::DETERMINER)
        || sight.is_word(at, WITH_DOERS)
        || name()
        || sight.document.tokens.get(at).is_some_and(|t| t.shape.is_digits())
}

/// "killing soldiers", "a bus carrying soldiers": a verb whose object stands behind it.
fn takes_object(sight: &Sight<'_>, at: usize) -> bool {
    const CARRYING: &[&str] = &["carrying", "containing", "escorting", "including", "involving", "targeting", "transporting"];
    sight.is_word(at, CARRYING) || is_attack_verb(sight, at)
}

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
    former || nameless && sight.document.gap(end).only(Gap::SPACE) && (sight.is_word(end, DEEDS) || attack())
}
