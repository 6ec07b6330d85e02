//! Who did it, by the grammar of the sentence: "by" a doer, the subject of the attack, its adjective or genitive.
//!
//! Known failures: a doer named only by a pronoun; the subject of a verb that is in no table.

use std::ops::Range;

use super::blame;
use super::draft::Draft;
use super::meant::{self, can_act, can_strike, coordinated, may_attack, role};
use crate::document::Gap;
use crate::extract::mention::{ActorMention, Mention};
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs;
use crate::lexicon::{Attachment, AttackWord, Classes};
use crate::model::{Location, Path, Role, Use};

/// The doers of a telling: who claims it, then who its clause names, then who its sentence does, then who is blamed.
pub fn read(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Role> {
    let claimed = blame::claimed(sight, sentence);
    if !claimed.is_empty() {
        return claimed;
    }
    for range in [draft.clause.clone(), sentence.clone()] {
        let mut found = by_phrase(sight, draft, &range);
        if found.is_empty() {
            found = sides(sight, &range);
        }
        if found.is_empty() {
            found = subject(sight, draft, &range);
        }
        if found.is_empty() {
            found = adjective(sight, &range);
        }
        if !found.is_empty() {
            return named_or(found, || blame::blamed(sight, sentence));
        }
    }
    blame::blamed(sight, sentence)
}

/// "A bomber killed nine; the group is suspected": an accused name says more than a nameless doer.
fn named_or(found: Vec<Role>, blamed: impl FnOnce() -> Vec<Role>) -> Vec<Role> {
    if meant::are_known(&found) {
        return found;
    }
    let blamed = blamed();
    if meant::are_known(&blamed) { blamed } else { found }
}

/// "killed by gunmen", "an attack by the group", "strikes carried out by the army".
fn by_phrase(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    let from = range.start.max(draft.anchor.start.saturating_sub(12));
    (from..range.end)
        .filter(|&at| {
            sight.is_word(at, &["by"]) && tells_of_attack(sight, range.start, at) && !is_of_another_harm(sight, draft, at)
        })
        .find_map(|at| agent(sight, at + 1..range.end.min(at + 7)))
        .unwrap_or_default()
}

/// False for a "by" behind a verb of another kind: "reported today by the police", "defused by the army".
fn tells_of_attack(sight: &Sight<'_>, floor: usize, by: usize) -> bool {
    let near = floor.max(by.saturating_sub(3))..by;
    !near.clone().any(|at| sight.is(at, Classes::SPEECH)) && !near.clone().any(|at| sight.is_word(at, OTHER_DEEDS))
}

/// What others than the doers do.
const OTHER_DEEDS: &[&str] = &[
    "accompanied",
    "announced",
    "arrested",
    "attended",
    "backed",
    "broadcast",
    "condemned",
    "confiscated",
    "controlled",
    "deactivated",
    "defused",
    "detained",
    "discovered",
    "dismantled",
    "escorted",
    "followed",
    "found",
    "guarded",
    "held",
    "identified",
    "investigated",
    "issued",
    "monitored",
    "organized",
    "organised",
    "owned",
    "protected",
    "published",
    "questioned",
    "released",
    "rescued",
    "run",
    "signed",
    "supported",
    "surrounded",
    "treated",
    "used",
    "witnessed",
];

/// The doer that the words after "by" name.
fn agent(sight: &Sight<'_>, after: Range<usize>) -> Option<Vec<Role>> {
    let plain = |first: usize| (after.start + 1..=first).all(|at| !sight.document.gap(at).has(Gap::COMMA));
    let first = within(&sight.actors, after.clone()).first().filter(|a| plain(a.mention.first));
    let actor = first.filter(|a| can_act(a.value) && !is_modifier(sight, a)).map(|a| coordinated(sight, a));
    actor.or_else(|| {
        let place = within(&sight.locations, after.clone()).first().filter(|l| l.value.usage == Use::Demonym)?;
        let arms = names_attack(sight, place.mention.end, after.end) || sight.is_word(place.mention.end, FORCES);
        arms.then(|| vec![state_role(place.value)])
    })
}

/// "Fighting between the front and the army", "clashes between rival wings of the cartel": both sides did it.
fn sides(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    let fights = |at: usize| {
        let cue = sight.cue(at).and_then(|(_, cue)| cue.attack);
        matches!(cue, Some(AttackWord::Mild | AttackWord::Noun | AttackWord::Either))
    };
    let between =
        range.clone().skip(1).find(|&at| sight.is_word(at, &["between"]) && (fights(at - 1) || fights(at.saturating_sub(2))));
    let with = || range.clone().skip(1).find(|&at| sight.is_word(at, &["with"]) && is_fight(sight, at - 1));
    let Some(between) = between.or_else(with) else { return Vec::new() };
    let actors = within(&sight.actors, between + 1..range.end.min(between + 6));
    actors.first().filter(|a| can_strike(a.value)).map(|a| coordinated(sight, a)).unwrap_or_default()
}

/// "In clashes with the police": a fight has another side.
fn is_fight(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["battle", "battles", "clash", "clashes", "fighting", "firefight", "gunfight", "shootout"])
}

/// What belongs to a state at war, behind its adjective: "Russian fire", "Israeli warplanes".
const FORCES: &[&str] = &[
    "aircraft",
    "artillery",
    "bullets",
    "fighter",
    "fire",
    "helicopter",
    "helicopters",
    "jet",
    "jets",
    "plane",
    "planes",
    "sniper",
    "snipers",
    "tank",
    "tanks",
    "warplane",
    "warplanes",
];

/// "Gunmen killed two guards before they were shot by police": a "by" behind another harm than the one told.
fn is_of_another_harm(sight: &Sight<'_>, draft: &Draft, by: usize) -> bool {
    let Some(harm) = (draft.anchor.end..by).rev().find(|&at| is_harm(sight, at)) else { return false };
    let floor = sight.document.sentence_at(harm).first;
    let start = verbs::group(sight, harm, floor).start;
    let them = |at: usize| sight.is(at, Classes::SINGULAR_PRONOUN.or(Classes::PLURAL_PRONOUN)) || sight.is_word(at, &["being"]);
    let attackers = (start.saturating_sub(1)..harm).any(them);
    attackers || draft.rule == "harm/active" || harm >= draft.clause.end
}

fn is_harm(sight: &Sight<'_>, at: usize) -> bool {
    sight.cue(at).is_some_and(|(_, cue)| matches!(cue.harm, Some((_, Attachment::Verb | Attachment::Weak))))
}

/// The actor that stands before the verb of the attack in the same clause.
fn subject(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    let passive = draft.rule == "harm/passive" || draft.rule == "harm/reduced" || draft.rule == "harm/died";
    let mut verbs = (range.start..range.end).filter(|&at| is_attack_verb(sight, at));
    verbs
        .find_map(|verb| subject_of(sight, draft, range, verb).filter(|_| !(passive && draft.anchor.contains(&verb))))
        .unwrap_or_default()
}

/// The subject of one verb, if it is active: who says so of himself, an actor before it, or a country right before it.
pub fn subject_of(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>, verb: usize) -> Option<Vec<Role>> {
    let group = verbs::group(sight, verb, range.start);
    if group.passive || is_reduced(sight, verb) || is_denied(sight, group.start) {
        return None;
    }
    if let Some(speaker) = speaker(sight, group.start, sight.document.sentence_at(group.start).first) {
        return Some(vec![role(sight, speaker)]);
    }
    // "Gunmen took three men from a house and shot them": the verbs share their subject.
    let reach = if group.start > 0 && sight.is(group.start - 1, Classes::AND) { 30 } else { 14 };
    let lowest = range.start.max(group.start.saturating_sub(reach));
    let doer = |a: &&Seen<'_, ActorMention>| {
        let acts = can_strike(a.value) && !draft.is_victim(a.mention.first);
        acts && !is_modifier(sight, a) && is_subject(sight, a, group.start)
    };
    let before = within(&sight.actors, lowest..group.start);
    let actor = before.iter().rev().find(doer).map(|a| {
        let other =
            before.iter().rev().find(|other| can_strike(other.value) && meant::are_joined(sight, other, a) && doer(other));
        other.map(|other| role(sight, other)).into_iter().chain(coordinated(sight, a)).collect()
    });
    actor.or_else(|| state_subject(sight, lowest..group.start).map(|state| vec![state_role(state)]))
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
    let themselves =
        sight.is_word(before, &["it", "they", "we"]) || (1..4).any(|back| verb > floor + back && own(verb - back - 1));
    if !themselves {
        return None;
    }
    let said = (floor.max(verb.saturating_sub(12))..before).rev().find(|&at| sight.is(at, Classes::SPEECH))?;
    let near = within(&sight.actors, floor.max(said.saturating_sub(6))..said);
    near.iter()
        .rev()
        .find(|a| a.mention.end <= said && said - a.mention.end <= 2 && may_attack(a.value) && is_subject(sight, a, said))
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
    let country = place.value.path.as_ref().is_some_and(|p| p.depth() == 1) || place.value.usage == Use::Metonym;
    let bare = first == range.start || !sight.is(first - 1, Classes::PREPOSITION.or(Classes::OF));
    (country && bare && place.value.usage != Use::Embedded).then_some(place.value)
}

/// The actor is the subject unless a preposition or an attack governs it, or a verb of speech stands between.
pub fn is_subject(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, verb: usize) -> bool {
    let spoken = (actor.mention.end..verb).any(|at| sight.is(at, Classes::SPEECH));
    !spoken && !is_governed(sight, actor.mention.first)
}

/// True if the noun phrase whose named part begins at `first` hangs on a preposition or is the object of a verb.
fn is_governed(sight: &Sight<'_>, first: usize) -> bool {
    let floor = sight.document.sentence_at(first).first;
    let mut at = first;
    while at > floor && first - at < 4 && !is_bounded(sight, at) {
        let before = at - 1;
        if sight.is(before, Classes::OF) {
            return !is_partitive(sight, before, floor) || is_governed(sight, before - 1);
        }
        // "after Ukraine hit the base": a conjunction, no preposition.
        if sight.is(before, Classes::PREPOSITION) {
            return !sight.is(before, Classes::SUBORDINATOR);
        }
        if takes_object(sight, before) || sight.is_word(before, &["them", "whom"]) {
            return true;
        }
        if !belongs_to_noun(sight, before) {
            return false;
        }
        at = before;
    }
    false
}

fn is_bounded(sight: &Sight<'_>, at: usize) -> bool {
    !sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::QUOTE))
}

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
    sight.is(at, Classes::DETERMINER)
        || sight.is_word(at, WITH_DOERS)
        || sight.document.tokens.get(at).is_some_and(|t| t.shape.is_digits())
}

/// "killing soldiers", "a bus carrying soldiers": a verb whose object stands behind it.
fn takes_object(sight: &Sight<'_>, at: usize) -> bool {
    const CARRYING: &[&str] = &["carrying", "containing", "escorting", "including", "involving", "targeting", "transporting"];
    sight.is_word(at, CARRYING) || is_attack_verb(sight, at)
}

/// "A terrorist attack", "guerrilla actions": what it was, not who did it.
fn is_modifier(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> bool {
    const DEEDS: &[&str] = &["act", "acts", "action", "actions", "activity", "activities", "offensive", "campaign", "plan"];
    let end = actor.mention.end;
    let attack = || sight.cue(end).is_some_and(|(_, cue)| cue.attack == Some(AttackWord::Noun));
    let nameless = actor.value.name.is_none() && actor.value.path.is_under("Unknown");
    nameless && sight.document.gap(end).only(Gap::SPACE) && (sight.is_word(end, DEEDS) || attack())
}

/// "Staged an armed attack", "perpetrated the bombing": a verb that only its object makes one of attack.
pub fn stages_attack(sight: &Sight<'_>, at: usize) -> bool {
    const LIGHT: &[&str] = &[
        "commits",
        "committed",
        "conducted",
        "conducts",
        "continued",
        "escalated",
        "expanded",
        "intensified",
        "intensifies",
        "mounted",
        "mounts",
        "perpetrated",
        "resumed",
        "resumes",
        "stage",
        "staged",
        "stages",
        "widened",
    ];
    let end = sight.document.sentence_at(at).end;
    sight.is_word(at, LIGHT)
        && (at + 1..end.min(at + 5)).any(|next| {
            let cue = sight.cue(next);
            let attack = cue.is_some_and(|(_, cue)| matches!(cue.attack, Some(AttackWord::Noun | AttackWord::Either)));
            attack || sight.is_word(next, &["campaign"])
        })
}

/// "Fired rockets", "detonated a bomb", "blew up a van".
fn uses_arms(sight: &Sight<'_>, at: usize) -> bool {
    const FIRES: &[&str] = &["detonated", "dropped", "fired", "hurled", "lobbed", "planted", "threw"];
    let weapon = || !within(&sight.means, at + 1..at + 5).is_empty();
    sight.is_word(at, FIRES) && weapon()
        || (sight.is_word(at, &["blew", "blow"]) && sight.is_word(at + 1, &["up"]) && sight.is(at + 2, Classes::DETERMINER))
}

/// True if the word at `at` is a verb of attack or of harm done.
pub fn is_attack_verb(sight: &Sight<'_>, at: usize) -> bool {
    stages_attack(sight, at)
        || uses_arms(sight, at)
        || sight.is_word(at, FOUGHT)
        || sight.cue(at).is_some_and(|(length, cue)| {
            let harm = matches!(cue.harm, Some((_, Attachment::Verb | Attachment::Weak)));
            let verb = match cue.attack {
                Some(AttackWord::Verb) => !(sight.is_word(at, NOUNS_TOO) && is_noun(sight, at)),
                Some(AttackWord::Either) => verbs::is_verbal(sight, at, at + length),
                _ => false,
            };
            harm || verb
        })
}

/// True if nothing that a verb could take follows, or what only a noun can stand behind comes before.
fn is_noun(sight: &Sight<'_>, at: usize) -> bool {
    let opens = Classes::DETERMINER.or(Classes::PREPOSITION);
    let closes = Classes::BE.or(Classes::HAVE).or(Classes::MODAL).or(Classes::PREPOSITION).or(Classes::AND).or(Classes::RELATIVE);
    let opened = at > 0 && sight.is(at - 1, opens);
    opened || sight.is(at + 1, closes) || is_bounded(sight, at + 1) || sight.cue(at + 1).is_some()
}

/// Verbs whose subject is one of two sides.
const FOUGHT: &[&str] = &["battled", "clashed", "fought"];

/// Verbs of attack that are nouns as often: "the target was a bank".
const NOUNS_TOO: &[&str] = &["bomb", "bombs", "launch", "shell", "shells", "storm", "storms", "target", "targets"];

/// "Russian strikes", "a Ukrainian drone", "Israel's attack": the adjective of the attack or of its weapon.
fn adjective(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    let places = within(&sight.locations, range.clone());
    let doer = places.iter().find(|place| {
        let end = place.mention.end;
        let country = place.value.path.as_ref().is_some_and(|p| p.depth() == 1);
        let genitive = country && sight.document.gap(end).has(Gap::APOSTROPHE);
        let adjective = place.value.usage == Use::Demonym || (country && is_abbreviation(sight, place.mention));
        (adjective || genitive) && names_attack(sight, owned(sight, end), range.end)
    });
    let actors = within(&sight.actors, range.clone());
    // "A terrorist attack" says what it was, not who did it.
    let says_who = |a: &Seen<'_, ActorMention>| a.value.name.is_some() || !a.value.path.is_under("Unknown");
    let owns = |a: &&Seen<'_, ActorMention>| {
        let (start, end) = (owned(sight, a.mention.end), range.end);
        may_attack(a.value) && says_who(a) && start < end && !is_done_to(sight, start) && names_attack(sight, start, end)
    };
    let actor = actors.iter().find(owns);
    match (doer, actor) {
        // "A Sudanese army drone": the army says more than the country in its name.
        (Some(place), Some(actor)) if actor.mention.first > place.mention.first => vec![state_role(place.value)],
        (_, Some(actor)) => vec![role(sight, actor)],
        (Some(place), None) => vec![state_role(place.value)],
        (None, None) => Vec::new(),
    }
}

/// "US drone strike": an abbreviated country is its own adjective.
fn is_abbreviation(sight: &Sight<'_>, place: &Mention) -> bool {
    sight.document.tokens[place.first..place.end].iter().all(|token| token.shape.is_all_caps() && token.end - token.start < 4)
        && !sight.document.sentence_at(place.first).shouted
}

/// Where the words begin that a name ending before token `end` owns: behind its "'s".
fn owned(sight: &Sight<'_>, end: usize) -> usize {
    end + usize::from(sight.document.gap(end).has(Gap::APOSTROPHE) && sight.is_word(end, &["s"]))
}

/// "The mayor's murder", "the group's massacre": nouns whose genitive is the victim as often as the doer.
fn is_done_to(sight: &Sight<'_>, at: usize) -> bool {
    sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some())
}

/// True if a weapon or an attack is named at `at`, or after one or two words more ("Russian overnight missile strikes").
fn names_attack(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    const INSIDE: Gap = Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::APOSTROPHE);
    let is_attack = |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
    let is_verb = |at: usize| sight.word(at).ends_with("ed") || sight.is_word(at, &["shot", "blew", "blown"]);
    let is_person = |at: usize| !within(&sight.actors, at..at + 1).is_empty();
    let is_weapon = |at: usize| !within(&sight.means, at..at + 1).is_empty() && !is_verb(at) && !is_person(at);
    (at..limit.min(at + 3))
        .take_while(|&next| sight.document.gap(next).only(INSIDE))
        .any(|next| is_attack(next) || is_weapon(next))
}

/// A country as a doer.
fn state_role(place: &Location) -> Role {
    let country = place.path.as_ref().and_then(|p| p.steps().next()).unwrap_or(&place.text).to_owned();
    Role { path: Path::of([country.as_str()]), name: Some(country), text: place.text.clone(), hedged: false }
}
