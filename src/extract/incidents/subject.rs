//! The subject of a verb of attack: an actor before it, the speaker whose own deed it is, a country.
//!
//! Known failures: the subject of a verb that is in no table.

use std::ops::Range;

use super::deed::{is_attack_verb, is_bounded, is_harm, is_nobodys};
use super::doer::state_role;
use super::draft::Draft;
use super::governed::{is_governed, is_modifier, is_subject, says_to_be};
use super::meant::{self, can_strike, coordinated, may_attack, role};
use super::{governed, inserted, pronoun, sequel};
use crate::document::Gap;
use crate::extract::actors;
use crate::extract::mention::ActorMention;
use crate::extract::people::is_name_word;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::extract::verbs;
use crate::lexicon::{AttackWord, Classes, WordSet, person_noun};
use crate::model::{Location, Precision, Role, Use};

/// The actor that stands before the verb of the attack in the same clause.
pub fn subject(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    let passive = draft.rule == "harm/passive" || draft.rule == "harm/reduced" || draft.rule == "harm/died";
    // "Demonstrators clashed with police after a driver was killed": what came of it.
    let came_of_it = |verb: usize| {
        let after = |at: usize| sight.is_word(at, &["after"]) && !sight.word(at + 1).ends_with("ing");
        (verb + 1..draft.anchor.start).any(|at| after(at) && (passive || opens_own_clause(sight, draft, at)))
    };
    let deed = |&at: &usize| is_attack_verb(sight, at) && !sequel::is_one(sight, draft, at) && !came_of_it(at);
    let mut verbs = (range.start..range.end).filter(deed);
    verbs
        .find_map(|verb| subject_of(sight, &draft.victims, range, verb).filter(|_| !(passive && draft.anchor.contains(&verb))))
        .unwrap_or_default()
}

/// "Jets hit bases after [an attack near the capital left five people dead]": the deed has a subject of its own behind the conjunction.
fn opens_own_clause(sight: &Sight<'_>, draft: &Draft, conjunction: usize) -> bool {
    let verb = draft.anchor.start;
    if sight.word(verb).ends_with("ing") {
        return false;
    }
    let begins = verbs::group(sight, verb, sight.document.sentences[draft.sentence].first).start;
    let runs_on = |at: usize| !sight.is(at, Classes::SUBORDINATOR) && !sight.document.gap(at).has(Gap::COMMA);
    let dated = covering(&sight.dates, conjunction + 1).is_some();
    !dated && conjunction + 1 < begins && (conjunction + 1..begins).all(runs_on) && !sight.is(begins - 1, Classes::AND)
}

/// The subject of one verb, if it is active and no victim: who says so of himself, an actor before it, or a country right before it.
pub fn subject_of(sight: &Sight<'_>, victims: &[Range<usize>], range: &Range<usize>, verb: usize) -> Option<Vec<Role>> {
    let group = verbs::group(sight, verb, range.start);
    // "The army shot down drones, and debris killed": nobody's doing.
    let falls = group.start > 0 && sight.is_word(group.start - 1, &["debris", "fragments", "wreckage"]);
    if group.passive || falls || is_reduced(sight, verb) || is_denied(sight, group.start) || is_told(sight, group.start, verb) {
        return None;
    }
    if is_accusation(sight, group.start) || is_named(sight, group.start) {
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
    let result = sight.document.gap(group.start).has(Gap::COMMA) && sight.word(verb).ends_with("ing");
    let reach = if group.start > 0 && sight.is(group.start - 1, Classes::AND) {
        30
    } else if result {
        20
    } else {
        14
    };
    let of_who = is_defining(sight, group.start);
    let lowest = range.start.max(group.start.saturating_sub(reach));
    let doer = |a: &&Seen<'_, ActorMention>| {
        let acts = can_strike(a.value) && !victims.iter().any(|victims| victims.contains(&a.mention.first));
        let meant = !of_who || (a.mention.end..=a.mention.end + 3).contains(&group.start);
        let acting = acts && meant && !is_modifier(sight, a) && is_subject(sight, a, group.start);
        acting
            && !is_busy(sight, a.mention.end, group.start)
            && fits_pronoun(sight, a.value, group.start)
            && !owns_arms(sight, a)
            && !owns_wreck(sight, a.mention.end)
            && !is_land_of_town(sight, a.mention.first)
            && !governed::is_object_before(sight, a.mention.first, group.start)
            && !has_own_subject(sight, a.mention.end, group.start)
            && !(result && is_attacked(sight, a.mention.end, group.start))
    };
    if let Some(meant) = pronoun::object_meant(sight, group.start) {
        return Some(coordinated(sight, meant));
    }
    if let Some(body) = body_meant(sight, group.start) {
        return Some(the_group(sight, body..body + 2).map(|meant| vec![role(sight, &meant)]).unwrap_or_default());
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

/// "Two armies fight the group, which has killed nine": where the words begin that the "which" before token `verb` means.
fn body_meant(sight: &Sight<'_>, verb: usize) -> Option<usize> {
    let relative = verb.checked_sub(1).filter(|&at| sight.is_word(at, &["which", "that"]))?;
    let noun = relative.checked_sub(1).filter(|&at| sight.is_among(at, &BODIES))?;
    noun.checked_sub(1).filter(|&the| sight.is_word(the, &["the", "this"]))
}

/// What groups are called that were named before.
const BODIES: WordSet<7> = WordSet::of(["gang", "group", "insurgency", "militia", "movement", "organisation", "organization"]);

/// What the police do with a deed that is none of theirs.
pub const POLICE_WORK: WordSet<74> = WordSet::of([
    "arrest",
    "arrested",
    "arresting",
    "arrived",
    "asked",
    "asking",
    "believe",
    "believed",
    "called",
    "calls",
    "charge",
    "charged",
    "charges",
    "charging",
    "connected",
    "continue",
    "continued",
    "describe",
    "described",
    "determined",
    "discovered",
    "expect",
    "expects",
    "find",
    "found",
    "heard",
    "hunt",
    "hunting",
    "hunts",
    "id",
    "identified",
    "identify",
    "identifying",
    "ids",
    "interviewed",
    "interviewing",
    "investigate",
    "investigated",
    "investigating",
    "learned",
    "looking",
    "made",
    "name",
    "names",
    "naming",
    "probing",
    "question",
    "questioned",
    "questioning",
    "received",
    "recovered",
    "release",
    "released",
    "releases",
    "releasing",
    "rescued",
    "respond",
    "responded",
    "responding",
    "rule",
    "ruled",
    "rules",
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

/// "A police helicopter was shot down, killing 12": what a result came of was done to those named before it.
fn is_attacked(sight: &Sight<'_>, end: usize, verb: usize) -> bool {
    let deed = |at: usize| is_harm(sight, at) || is_attack_verb(sight, at) || sight.is_word(at, &["hit", "shot", "struck"]);
    (end..verb.saturating_sub(1)).any(|at| sight.is(at, Classes::BE) && deed(at + 1))
}

/// "Police are looking for a man who shot two people", "officers found three men shot": what those do who come when others have done
/// it. "Officers chased him and shot him" is their own doing.
pub fn is_busy(sight: &Sight<'_>, from: usize, verb: usize) -> bool {
    // "Suspected of beating one man and shooting another": of those whom the police look for.
    const BELIEVE: &[&str] = &["believe", "believed", "suspect", "think"];
    let participle = (verb..verb + 2).any(|at| sight.word(at).ends_with("ing"));
    let Some(work) = (from..verb).find(|&at| sight.is_among(at, &POLICE_WORK) && !says_to_be(sight, at)) else { return false };
    // "Police seek two men who robbed and shot a driver", "believe that Ruiz robbed and shot him".
    let of_others = || sight.is_word(work, BELIEVE) || (work..verb).any(|at| sight.is_word(at, &["who"]));
    let own = verb > 0 && sight.is(verb - 1, Classes::AND) && !participle && !of_others();
    !own
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
    let noun = range.clone().rev().take(6).find(|&at| sight.is_among(at, &BODIES))?;
    let before = noun.checked_sub(1)?;
    let first = before.saturating_sub(usize::from(!sight.is(before, Classes::DETERMINER)));
    let definite = range.contains(&first) && sight.is_word(first, &["the"]) && !is_bounded(sight, noun);
    let spoken = (noun..range.end).any(|at| sight.is(at, Classes::SPEECH) || sight.is(at, Classes::PREPOSITION));
    if !definite || spoken || is_governed(sight, first) {
        return None;
    }
    meant::only_group_before(sight, first)
}

/// "Denied on Monday that its fighters killed three", "denied killing three", "it would be rash to say that the army did": no doing of theirs.
fn is_denied(sight: &Sight<'_>, verb: usize) -> bool {
    const UNTRUE: WordSet<8> = WordSet::of(["absurd", "false", "incorrect", "premature", "rash", "unfair", "untrue", "wrong"]);
    let first = sight.document.sentence_at(verb).first;
    let floor = first.max(verb.saturating_sub(9));
    let denies = |at: usize| sight.is_among(at, &verbs::DENIES);
    let content = |at: usize| sight.word(at).ends_with("ing") || sight.is_word(at, &["it", "its", "they", "their", "he", "she"]);
    // "Denied losing any, and said they had killed nine": what they say themselves.
    let says = |at: usize| (at + 1..verb).any(|word| sight.is(word, Classes::SPEECH));
    if (floor..verb).rev().find(|&at| denies(at)).is_some_and(|at| content(at + 1) && !says(at)) {
        return true;
    }
    let Some(that) = (floor..verb).rev().find(|&at| sight.is_word(at, &["that", "having"])) else { return false };
    let near = first.max(that.saturating_sub(5));
    (near..that).any(|at| denies(at) || sight.is_among(at, &UNTRUE)) && (near + 1..=that).all(|at| !is_bounded(sight, at))
}

/// "Police say that Ruiz shot", "told officers that Luis Vidal had shot": somebody whom no table knows stands right before the verb.
fn is_named(sight: &Sight<'_>, verb: usize) -> bool {
    let floor = sight.document.sentence_at(verb).first;
    let name = |at: &usize| is_name_word(sight, *at) && covering(&sight.actors, *at).is_none() && !is_bounded(sight, *at + 1);
    let Some(first) = (floor..verb).rev().take(NAME).take_while(name).last() else { return false };
    first > floor
        && !is_bounded(sight, first)
        && (sight.is(first - 1, Classes::SPEECH) || sight.is_word(first - 1, &["believe", "that", "think"]))
}

/// Words of a name.
const NAME: usize = 4;

/// "A blast that the army said killed three": the army only tells of it.
fn is_told(sight: &Sight<'_>, start: usize, verb: usize) -> bool {
    start < verb && sight.is(start, Classes::SPEECH)
}

/// "Police sought four men suspected of killing two": of the accused, whom `blame` reads.
fn is_accusation(sight: &Sight<'_>, start: usize) -> bool {
    let accused = || sight.is_word(start - 2, &["accused", "acquitted", "cleared", "convicted", "guilty", "suspected"]);
    let charged = || sight.is_word(start - 2, &["charged"]) && sight.is_word(start - 1, &["with"]);
    start > 1 && (sight.is(start - 1, Classes::OF) && accused() || charged())
}

/// "Moscow's missiles killed": of the state, which `doer::adjective` reads.
fn owns_arms(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> bool {
    actor.mention.rule == "actors/metonym" && sight.document.gap(actor.mention.end).has(Gap::APOSTROPHE)
}

/// "A police helicopter crashed, killing 12": an accident of those who own what crashed.
fn owns_wreck(sight: &Sight<'_>, end: usize) -> bool {
    let wreck = within(&sight.means, end..end + 4).iter().find(|means| means.value.is_under("Accident"));
    let plain = |at: usize| sight.document.gap(at).only(Gap::SPACE.and(Gap::HYPHEN)) && !sight.is(at, Classes::AND);
    wreck.is_some_and(|wreck| (end..wreck.mention.end).all(plain))
}

/// "Soldiers sealed off the area after [a bomb] killed four": a conjunction, and behind it the subject of the verb group at `start`.
fn has_own_subject(sight: &Sight<'_>, end: usize, start: usize) -> bool {
    let joins = |at: &usize| {
        let disguise = sight.is_word(*at, &["as", "than"]);
        sight.is(*at, Classes::SUBORDINATOR)
            && !sight.is(*at, Classes::RELATIVE)
            && !disguise
            && !sight.word(at + 1).ends_with("ing")
    };
    let Some(conjunction) = (end..start).rev().find(joins) else { return false };
    let mut inside = conjunction + 1..start;
    let closed = (conjunction + 1..=start).any(|at| sight.document.gap(at).has(Gap::COMMA));
    let acts = |at: usize| {
        let attack = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attack || covering(&sight.means, at).is_some() || covering(&sight.actors, at).is_some()
    };
    !closed && inside.any(acts)
}

/// "Nine people killed in an attack", "five officers, injured when": a participle of what was suffered.
fn is_reduced(sight: &Sight<'_>, verb: usize) -> bool {
    let Some((length, _)) = sight.cue(verb).filter(|_| is_harm(sight, verb)) else { return false };
    let (own, row) = (verb + length, last_of_row(sight, verb + length));
    let next = if sight.is_word(row, &["by"]) { row } else { own };
    let closed = is_bounded(sight, next) || next >= sight.document.sentence_at(verb).end;
    let by_place = Classes::PREPOSITION.or(Classes::SUBORDINATOR);
    let counted = sight.quantity_from(next).is_some();
    !counted && !sight.word(verb).ends_with("ing") && (closed || sight.is(next, by_place))
}

/// One past the last of a row of participles: "shot and critically injured by a teenager".
fn last_of_row(sight: &Sight<'_>, end: usize) -> usize {
    let next = end + 1 + usize::from(sight.word(end + 1).ends_with("ly"));
    let joined = sight.is(end, Classes::AND) && is_harm(sight, next);
    let length = sight.cue(next).filter(|_| joined).map(|(length, _)| length);
    length.map_or(end, |length| next + length)
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
    let state = |a: &Seen<'_, ActorMention>| actors::is_state(a.mention.rule) || a.mention.rule == "actors/metonym";
    let strikes = |a: &Seen<'_, ActorMention>| may_attack(a.value) || state(a);
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
    // "Brazil floods kill 3", "Pakistan blast kills 5": where it was, and nobody's doing.
    if is_land_of_town(sight, first) || tells_cause(sight, end, range.end) {
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

/// "Blasts in Madagali, a town in [Nigeria], killed": a place in the country was named right before it.
fn is_land_of_town(sight: &Sight<'_>, first: usize) -> bool {
    let Some(land) = covering(&sight.locations, first).filter(|land| land.value.usage == Use::Literal) else { return false };
    within(&sight.locations, first.saturating_sub(4)..first).iter().any(|town| {
        let placed = town.mention.first > 0 && sight.is(town.mention.first - 1, Classes::PREPOSITION);
        let inside = town.value.country == land.value.country && land.value.precision == Some(Precision::Country);
        placed && inside && town.value.usage == Use::Literal && town.mention.end <= first
    })
}

/// True if what stands between a country and the verb is nobody's doing, or a blast that nobody explains: "[India bus crash] kills 14".
pub fn tells_cause(sight: &Sight<'_>, from: usize, verb: usize) -> bool {
    let plain = |at: usize| sight.document.gap(at) == Gap::SPACE;
    let cause = within(&sight.means, from..verb).last().filter(|cause| cause.mention.end == verb);
    cause.is_some_and(|cause| is_nobodys(cause.value) || cause.value.is_under("Explosion")) && (from..=verb).all(plain)
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
