//! Who did it, to whom, and who says so; with what is for `arms` to say.
//!
//! Known failures: a doer named only by a pronoun; one who is known from the country alone.

use std::ops::Range;

use super::arms;
use super::draft::Draft;
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs;
use crate::lexicon::{AttackWord, Classes, Part, WordSet};
use crate::model::{Location, Path, Role, Use};

/// Fills initiator, target, means and claimant.
pub fn fill(sight: &Sight<'_>, draft: &mut Draft) {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    draft.claimant = claimants(sight, &sentence);
    draft.initiator = initiators(sight, draft, &sentence);
    draft.means = arms::read(sight, draft, &sentence);
    draft.target = targets(sight, draft, &sentence);
}

/// The doer: by its preposition, then as the subject of the attack, then by the adjective or genitive on the attack.
fn initiators(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Role> {
    for range in [draft.clause.clone(), sentence.clone()] {
        let mut found = by_phrase(sight, draft, &range);
        if found.is_empty() {
            found = subject(sight, draft, &range);
        }
        if found.is_empty() {
            found = adjective(sight, &range);
        }
        if !found.is_empty() {
            return found;
        }
    }
    claimed_or_blamed(sight, sentence)
}

/// "killed by gunmen", "an attack by the group", "strikes carried out by the army".
fn by_phrase(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    let from = range.start.max(draft.anchor.start.saturating_sub(12));
    (from..range.end)
        .filter(|&at| sight.is_word(at, &["by"]))
        .find_map(|at| {
            let after = at + 1..range.end.min(at + 7);
            let actors = within(&sight.actors, after.clone());
            let actor = actors.first().filter(|a| can_act(a.value) && !is_modifier(sight, a));
            let spoken = at > range.start && sight.is(at - 1, Classes::SPEECH);
            let roles = actor.map(|a| coordinated(sight, a));
            let state = || demonym(sight, &after).map(|l| vec![state_role(l)]);
            roles.or_else(state).filter(|_| !spoken)
        })
        .unwrap_or_default()
}

/// The actor that stands before the verb of the attack in the same clause.
fn subject(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    let passive = draft.rule == "harm/passive" || draft.rule == "harm/reduced" || draft.rule == "harm/died";
    let verbs = (range.start..range.end).filter(|&at| is_attack_verb(sight, at));
    for verb in verbs {
        let group = crate::extract::verbs::group(sight, verb, range.start);
        if group.passive || (passive && draft.anchor.contains(&verb)) {
            continue;
        }
        let lowest = range.start.max(group.start.saturating_sub(14));
        let before = within(&sight.actors, lowest..group.start);
        let actor = before.iter().rev().find(|a| can_act(a.value) && !is_modifier(sight, a) && is_subject(sight, a, group.start));
        if let Some(actor) = actor {
            return coordinated(sight, actor);
        }
        if let Some(state) = state_subject(sight, lowest..group.start) {
            return vec![state_role(&state)];
        }
    }
    Vec::new()
}

/// "Russia struck the port": a country as the subject of an attack.
fn state_subject(sight: &Sight<'_>, range: Range<usize>) -> Option<Location> {
    let place = within(&sight.locations, range.clone()).last()?;
    let near = place.mention.end <= range.end && range.end - place.mention.end <= 1;
    let country = place.value.path.as_ref().is_some_and(|p| p.depth() == 1) || place.value.usage == Use::Metonym;
    let bare = place.mention.first == range.start || !sight.is(place.mention.first - 1, Classes::PREPOSITION.or(Classes::OF));
    (near && country && bare && place.value.usage != Use::Embedded).then(|| place.value.clone())
}

/// The actor is the subject unless a preposition governs it or another verb of speech stands between.
fn is_subject(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, verb: usize) -> bool {
    let first = actor.mention.first;
    // "after Ukraine hit the base": a conjunction, no preposition.
    let governor = first.checked_sub(1).filter(|&g| sight.is(g, Classes::PREPOSITION.or(Classes::OF)));
    let governed = governor.is_some_and(|g| !sight.is(g, Classes::SUBORDINATOR)) && !sight.document.gap(first).has(Gap::COMMA);
    let spoken = (actor.mention.end..verb).any(|at| sight.is(at, Classes::SPEECH));
    !governed && !spoken
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
    const LIGHT: &[&str] = &["staged", "stage", "perpetrated", "mounted", "conducted", "committed"];
    let end = sight.document.sentence_at(at).end;
    sight.is_word(at, LIGHT)
        && (at + 1..end.min(at + 5)).any(|next| {
            let cue = sight.cue(next);
            cue.is_some_and(|(_, cue)| matches!(cue.attack, Some(AttackWord::Noun | AttackWord::Either)))
        })
}

fn is_attack_verb(sight: &Sight<'_>, at: usize) -> bool {
    stages_attack(sight, at)
        || sight.cue(at).is_some_and(|(length, cue)| {
            let harm = matches!(cue.harm, Some((_, crate::lexicon::Attachment::Verb | crate::lexicon::Attachment::Weak)));
            harm || cue.attack == Some(AttackWord::Verb)
                || (cue.attack == Some(AttackWord::Either) && verbs::is_verbal(sight, at, at + length))
        })
}

/// "Russian strikes", "a Ukrainian drone", "Israel's attack": the adjective of the attack or of its weapon.
fn adjective(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    let places = within(&sight.locations, range.clone());
    let doer = places.iter().find(|place| {
        let end = place.mention.end;
        let genitive = sight.document.gap(end).has(Gap::APOSTROPHE);
        let adjective = place.value.usage == Use::Demonym;
        let start = end + usize::from(genitive && sight.is_word(end, &["s"]));
        (adjective || genitive) && names_attack(sight, start, range.end)
    });
    if let Some(place) = doer {
        return vec![state_role(place.value)];
    }
    let actors = within(&sight.actors, range.clone());
    // "A terrorist attack" says what it was, not who did it.
    let says_who = |a: &Seen<'_, ActorMention>| a.value.name.is_some() || !a.value.path.is_under("Unknown");
    let actor = actors
        .iter()
        .find(|a| can_act(a.value) && says_who(a) && names_attack(sight, a.mention.end, range.end) && a.mention.end < range.end);
    actor.map(|a| vec![role(sight, a)]).unwrap_or_default()
}

/// True if a weapon or an attack is named at `at`, or after one or two words more ("Russian overnight missile strikes").
fn names_attack(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 3)).take_while(|&next| next == at || sight.document.gap(next).only(Gap::SPACE.and(Gap::HYPHEN))).any(
        |next| {
            let attack = sight.cue(next).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
            attack || !within(&sight.means, next..next + 1).is_empty()
        },
    )
}

/// "X claimed responsibility", "the attack was blamed on X", "attributed to X", "X is accused of killing", "planted by X".
pub fn claimed_or_blamed(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    if within(&sight.actors, sentence.clone()).is_empty() {
        return Vec::new();
    }
    let mut accusing = sentence.clone().filter(|&at| ACCUSING.has(sight.document.tokens[at].hash));
    accusing.find_map(|at| accused_at(sight, sentence, at)).unwrap_or_default()
}

/// Every word that [`accused_at`] asks for first: nearly all words end there.
const ACCUSING: WordSet<27> = WordSet::of([
    "responsibility",
    "credit",
    "claimed",
    "claims",
    "claiming",
    "attributed",
    "attributes",
    "attribute",
    "blamed",
    "blames",
    "blaming",
    "blame",
    "accused",
    "accuses",
    "accusing",
    "suspected",
    "suspects",
    "responsible",
    "carried",
    "planted",
    "placed",
    "perpetrated",
    "staged",
    "committed",
    "masterminded",
    "ordered",
    "led",
]);

/// The doer that the word at `at` names, if it claims, blames or tells by whom.
fn accused_at(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> Option<Vec<Role>> {
    let actors = within(&sight.actors, sentence.clone());
    let before = || actors.iter().rev().find(|a| a.mention.end <= at && can_act(a.value));
    let after = |reach: usize| actors.iter().find(|a| a.mention.first > at && a.mention.first - at < reach && can_act(a.value));
    if claims(sight, at) {
        return (!denies(sight, sentence, at)).then(before)?.map(|a| coordinated(sight, a));
    }
    if denies(sight, sentence, at) {
        return None;
    }
    if sight.is_word(at, &["attributed", "attributes", "attribute"]) {
        return after(9).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["blamed", "blames", "blaming", "blame", "accused", "accuses", "accusing", "suspected", "suspects"]) {
        let was = at > sentence.start && sight.is(at - 1, Classes::BE);
        return after(8).or_else(|| was.then(before)?).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["responsible"]) {
        return before().map(|a| coordinated(sight, a));
    }
    let done = sight
        .is_word(at, &["carried", "planted", "placed", "perpetrated", "staged", "committed", "masterminded", "ordered", "led"]);
    (done && (sight.is_word(at + 1, &["by"]) || sight.is_word(at + 2, &["by"]))).then(|| after(8))?.map(|a| coordinated(sight, a))
}

/// "claimed responsibility", "took credit", "claimed the attack".
fn claims(sight: &Sight<'_>, at: usize) -> bool {
    if sight.is_word(at, &["responsibility", "credit"]) {
        let from = at.saturating_sub(3);
        return (from..at).any(|w| {
            sight.is_word(
                w,
                &["claimed", "claims", "claiming", "claim", "took", "taken", "takes", "admitted", "acknowledged", "accepted"],
            )
        });
    }
    sight.is_word(at, &["claimed", "claims", "claiming"])
        && sight.is_word(at + 1, &["the", "this"])
        && sight.is_word(at + 2, &["attack", "attacks", "bombing", "killing", "assassination", "operation", "action", "strike"])
}

/// "has not claimed", "denied", "no group claimed", "had nothing to do with".
fn denies(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let from = sentence.start.max(at.saturating_sub(7));
    (from..at)
        .any(|w| sight.is(w, Classes::NEGATION) || sight.is_word(w, &["no", "denied", "denies", "deny", "denying", "rejected"]))
}

/// "X said", "according to X".
fn claimants(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    let mut found = Vec::new();
    for at in sentence.clone().filter(|&at| sight.is(at, Classes::SPEECH)) {
        let before = within(&sight.actors, sentence.start.max(at.saturating_sub(8))..at);
        let subject = before.iter().rev().find(|a| a.mention.end <= at && at - a.mention.end <= 2 && is_subject(sight, a, at));
        let after = within(&sight.actors, at + 1..sentence.end.min(at + 5));
        let inverted = || after.first().filter(|a| sight.is_word(at, &["according"]) || a.mention.first == at + 1);
        if let Some(actor) = subject.or_else(inverted) {
            found.push(role(sight, actor));
        }
    }
    found.dedup_by(|a, b| a.path == b.path);
    found.truncate(3);
    found
}

/// Who was harmed, or what was hit: the actors among the victims, and the objects of the attack.
fn targets(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Role> {
    let doers: Vec<&Path> = draft.initiator.iter().chain(&draft.claimant).map(|r| &r.path).collect();
    let actors = within(&sight.actors, draft.clause.clone());
    let mut found: Vec<Role> = Vec::new();
    for actor in actors {
        let role = role(sight, actor);
        let spoken = (actor.mention.end..(actor.mention.end + 2).min(sentence.end)).any(|at| sight.is(at, Classes::SPEECH));
        if spoken || doers.contains(&&role.path) || found.iter().any(|f| f.path == role.path) || role.path.is_under("Unknown") {
            continue;
        }
        if is_hit(sight, draft, actor) {
            found.push(role);
        }
    }
    found
}

/// True if the actor stands where victims stand: among the people counted, or as the object of the attack.
fn is_hit(sight: &Sight<'_>, draft: &Draft, actor: &Seen<'_, ActorMention>) -> bool {
    let object = (draft.clause.start..actor.mention.first)
        .rev()
        .take(7)
        .find(|&at| is_attack_verb(sight, at) || sight.is_word(at, &["on", "against", "targeting"]));
    let victim = draft.rule != "harm/active" && actor.mention.end <= draft.anchor.start;
    object.is_some() || victim
}

/// The actor and those joined to it by "and".
fn coordinated(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> Vec<Role> {
    let mut roles = vec![role(sight, &group_meant(sight, actor))];
    let next = within(&sight.actors, actor.mention.end..actor.mention.end + 3).first();
    if let Some(next) = next.filter(|n| sight.is(n.mention.first.saturating_sub(1), Classes::AND) && can_act(n.value)) {
        roles.push(role(sight, next));
    }
    roles
}

/// The named group that a nameless noun stands for: "FMLN guerrillas", "guerrillas of the FMLN", and "the guerrillas" where the
/// article names but one group before.
fn group_meant<'a>(sight: &Sight<'a>, actor: &Seen<'a, ActorMention>) -> Seen<'a, ActorMention> {
    if actor.value.name.is_some() || !actor.value.path.is_under("Unknown") {
        return *actor;
    }
    let (first, end) = (actor.mention.first, actor.mention.end);
    let marks = Gap::COMMA.and(Gap::SEMICOLON).and(Gap::COLON).and(Gap::STOP).and(Gap::BLANK_LINE);
    let joined = |from: usize, to: usize| (from..=to).all(|at| !sight.document.gap(at).has(marks));
    let before = within(&sight.actors, first.saturating_sub(9)..first).iter().rev();
    let own = before
        .clone()
        .find(|a| is_group(a.value) && a.mention.end <= first && first - a.mention.end <= 1 && joined(a.mention.end, first));
    if let Some(group) = own.filter(|g| (g.mention.end..first).all(|at| !sight.is(at, NO_ADJECTIVE))) {
        return *group;
    }
    let of = sight.is_word(end, &["of", "from", "belonging"]);
    if let Some(group) = within(&sight.actors, end..end + 5).iter().find(|a| of && is_group(a.value)) {
        return *group;
    }
    let definite = first > 0 && sight.is_word(first - 1, &["the", "these", "those"]);
    only_group_before(sight, first).filter(|_| definite && actor.value.plural).unwrap_or(*actor)
}

/// Words that part a name from the noun after it.
const NO_ADJECTIVE: Classes = Classes::PREPOSITION.or(Classes::AND).or(Classes::OF).or(Classes::DETERMINER).or(Classes::SPEECH);

/// The group named before token `at`, if the article has named no other.
fn only_group_before<'a>(sight: &Sight<'a>, at: usize) -> Option<Seen<'a, ActorMention>> {
    let from = sight.document.sentence_of(at).saturating_sub(REACH);
    let start = sight.document.sentences[from].first;
    let mut groups = within(&sight.actors, start..at).iter().rev().filter(|a| is_group(a.value));
    let last = groups.next()?;
    groups
        .all(|g| g.value.path.is_under(last.value.path.as_str()) || last.value.path.is_under(g.value.path.as_str()))
        .then_some(*last)
}

/// Sentences back that "the guerrillas" can point.
const REACH: usize = 8;

/// True for a named group that is no organ of a state and no body of many states.
fn is_group(actor: &ActorMention) -> bool {
    const ORGANS: &[&str] =
        &["Government", "Military", "Police", "Intelligence", "Parliament", "Politicians", "Opposition", "Judiciary"];
    let path = &actor.path;
    actor.name.is_some()
        && !actor.person
        && path.depth() > 1
        && !path.is_under("International")
        && !path.is_under("Unknown")
        && !path.steps().any(|step| ORGANS.contains(&step))
}

fn can_act(actor: &ActorMention) -> bool {
    matches!(actor.part, Part::Initiator | Part::Either) && !actor.path.is_under("Civilians")
}

/// True for those whose attack is one of arms: nameless armed doers, groups, and forces, as against persons and governments.
pub fn may_attack(actor: &ActorMention) -> bool {
    const ARMED: &[&str] = &["Military", "Police", "Security forces"];
    let force = actor.path.steps().any(|step| ARMED.contains(&step));
    let civil =
        actor.path.steps().any(|step| ["Government", "Parliament", "Politicians", "Opposition", "International"].contains(&step));
    can_act(actor)
        && !actor.person
        && (actor.path.is_under("Unknown") || force || (actor.name.is_some() && !civil && actor.path.depth() > 1))
}

fn role(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> Role {
    let text = sight.document.span(actor.mention.first, actor.mention.end).of(sight.document.text).to_owned();
    Role { path: actor.value.path.clone(), name: actor.value.name.clone(), text, hedged: actor.value.hedged }
}

fn demonym<'a>(sight: &Sight<'a>, range: &Range<usize>) -> Option<&'a Location> {
    within(&sight.locations, range.clone()).first().map(|l| l.value).filter(|l| l.usage == Use::Demonym)
}

/// A country as a doer.
fn state_role(place: &Location) -> Role {
    let country = place.path.as_ref().and_then(|p| p.steps().next()).unwrap_or(&place.text).to_owned();
    Role { path: Path::of([country.as_str()]), name: Some(country), text: place.text.clone(), hedged: false }
}
