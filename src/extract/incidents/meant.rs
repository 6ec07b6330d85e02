//! Whom a word for a doer means, and which of several such words for one deed are kept.
//!
//! Known failures: "the rebels" where the article names two groups.

use super::deed;
use crate::document::Gap;
use crate::extract::actors::{INDIVIDUALS, official_name};
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::{Classes, Part};
use crate::model::Role;

/// The actor and those joined to it by "and".
pub fn coordinated(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> Vec<Role> {
    let mut roles = vec![role(sight, &group_meant(sight, actor))];
    let end = actor.mention.end;
    let next = within(&sight.actors, end..end + 4)
        .first()
        .filter(|next| can_act(next.value) && is_joined(sight, end, next.mention.first));
    roles.extend(next.map(|next| role(sight, next)));
    roles
}

/// "Government troops and allied militia": the first and the second of two doers.
pub fn are_joined(sight: &Sight<'_>, first: &Seen<'_, ActorMention>, second: &Seen<'_, ActorMention>) -> bool {
    let (from, to) = (first.mention.end, second.mention.first);
    from < to && to - from <= 2 && sight.is(from, Classes::AND) && sight.document.gap(from).only(Gap::SPACE.and(Gap::LINE))
}

/// Only "and", or "and the", stands between.
fn is_joined(sight: &Sight<'_>, from: usize, to: usize) -> bool {
    let bare = if to > from && sight.is(to - 1, Classes::DETERMINER) { to - 1 } else { to };
    bare == from + 1 && sight.is(from, Classes::AND)
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
    if let Some(group) = group_explained(sight, first) {
        return group;
    }
    // "The militant group Boko Haram".
    let plain = |at: usize| sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::QUOTE));
    let named = within(&sight.actors, end..end + 3).first().filter(|a| (end..=a.mention.first).all(plain) && is_group(a.value));
    if let Some(group) =
        named.filter(|a| (end..a.mention.first).all(|at| !sight.is(at, NO_ADJECTIVE) && !deed::is_attack_verb(sight, at)))
    {
        return *group;
    }
    if let Some(group) = group_belonged_to(sight, end) {
        return *group;
    }
    let definite = first > 0 && sight.is_word(first - 1, &["the", "these", "those"]);
    let members = (definite || takes_sides(actor.value)) && actor.value.plural;
    let meant = || only_group_before(sight, first).or_else(|| only_group_after(sight, end));
    Some(()).filter(|()| members).and_then(|()| meant()).unwrap_or(*actor)
}

/// "The Arakan Army, a rebel group": the group that the noun at `first` only explains.
fn group_explained<'a>(sight: &Sight<'a>, first: usize) -> Option<Seen<'a, ActorMention>> {
    let article = (first.saturating_sub(3)..first).rev().find(|&at| sight.is(at, Classes::DETERMINER))?;
    let opened = sight.document.gap(article).has(Gap::COMMA) && sight.is_word(article, &["a", "an", "the"]);
    let near = within(&sight.actors, article.saturating_sub(9)..article);
    near.iter().rev().find(|a| opened && a.mention.end == article && is_group(a.value)).copied()
}

/// "Guerrillas of the front", "a guerrilla column, also belonging to the front": the group named behind the noun that ends at `end`.
fn group_belonged_to<'s, 'a>(sight: &'s Sight<'a>, end: usize) -> Option<&'s Seen<'a, ActorMention>> {
    const BODIES: &[&str] = &["band", "cell", "column", "faction", "group", "squad", "unit", "units", "wing"];
    let noun = believed_to_be(sight, end + usize::from(sight.is_word(end, BODIES)));
    let tie = noun + usize::from(sight.is_word(noun, &["also", "allegedly", "believed", "reportedly"]));
    let tied = sight.is_word(tie, TIES) && sight.is_word(tie + 1, &["to", "with"])
        || sight.is_word(tie, SERVES) && sight.is_word(tie + 1, &["by", "for"]);
    let of = tied || sight.is_word(noun, &["of", "from"]);
    within(&sight.actors, noun..noun + 6).iter().find(|a| of && is_group(a.value))
}

/// Behind "believed to be members" at token `at`.
fn believed_to_be(sight: &Sight<'_>, at: usize) -> usize {
    let believed = sight.is_word(at, &["believed", "said", "suspected", "thought"]);
    let to_be = believed && sight.is_word(at + 1, &["to"]) && sight.is_word(at + 2, &["be"]);
    if !to_be {
        return at;
    }
    at + 3 + usize::from(sight.is_word(at + 3, &["fighters", "members", "militants", "part"]))
}

/// "Insurgents linked to the group", "fighters loyal to it".
const TIES: &[&str] = &["affiliated", "aligned", "allied", "associated", "belonging", "linked", "loyal"];

/// "Hitmen working for the cartel", "gunmen hired by it".
const SERVES: &[&str] = &["acting", "employed", "fighting", "hired", "paid", "sent", "working"];

/// "Rebels", as against "gunmen": members of whatever group the article speaks of.
fn takes_sides(actor: &ActorMention) -> bool {
    ["Unknown/Rebels", "Unknown/Jihadists", "Unknown/Separatists", "Unknown/Terrorists"]
        .iter()
        .any(|kind| actor.path.is_under(kind))
}

/// Words that part a name from the noun after it.
const NO_ADJECTIVE: Classes = Classes::PREPOSITION.or(Classes::AND).or(Classes::OF).or(Classes::DETERMINER).or(Classes::SPEECH);

/// The group named before token `at`, if the article has named no other.
pub fn only_group_before<'a>(sight: &Sight<'a>, at: usize) -> Option<Seen<'a, ActorMention>> {
    let from = sight.document.sentence_of(at).saturating_sub(REACH);
    let start = sight.document.sentences[from].first;
    let mut groups = within(&sight.actors, start..at).iter().rev().filter(|a| is_group(a.value));
    let last = groups.next()?;
    groups
        .all(|g| g.value.path.is_under(last.value.path.as_str()) || last.value.path.is_under(g.value.path.as_str()))
        .then_some(*last)
}

/// The group named right after the sentence of token `at`, if it is the only one there: "Guerrillas killed two ... The front said".
fn only_group_after<'a>(sight: &Sight<'a>, at: usize) -> Option<Seen<'a, ActorMention>> {
    let last = (sight.document.sentence_of(at) + FORWARD).min(sight.document.sentences.len() - 1);
    let end = sight.document.sentences[last].end;
    let mut groups = within(&sight.actors, at..end).iter().filter(|a| is_group(a.value));
    let first = groups.next()?;
    groups
        .all(|g| g.value.path.is_under(first.value.path.as_str()) || first.value.path.is_under(g.value.path.as_str()))
        .then_some(*first)
}

/// Sentences on that "guerrillas" can wait for their name.
const FORWARD: usize = 3;

/// Sentences back that "the guerrillas" can point: those of a usual article.
const REACH: usize = 30;

/// True for a named group that is no organ of a state and no body of many states.
pub fn is_group(actor: &ActorMention) -> bool {
    const ORGANS: &[&str] = &[
        "Government",
        "Military",
        "Police",
        "Intelligence",
        "Parliament",
        "Politicians",
        "Opposition",
        "Judiciary",
        "Civil society",
    ];
    let path = &actor.path;
    actor.name.is_some() && !actor.person && !path.is_under("International") && !path.steps().any(|step| ORGANS.contains(&step))
}

/// True for those who can be doers at all.
pub fn can_act(actor: &ActorMention) -> bool {
    let civilian = actor.path.is_under("Civilians") && !actor.path.is_under("Civilians/Prisoners");
    matches!(actor.part, Part::Initiator | Part::Either) && !civilian
}

/// True for those who strike themselves, as against a minister or a candidate, whose name stands near many attacks.
pub fn can_strike(actor: &ActorMention) -> bool {
    const CIVIL: &[&str] = &["Government", "Politicians", "Opposition", "Judiciary", "International"];
    can_act(actor) && !(actor.person && actor.path.steps().any(|step| CIVIL.contains(&step)))
}

/// True for those whose attack is one of arms: nameless armed doers, groups, and forces, as against persons and governments.
pub fn may_attack(actor: &ActorMention) -> bool {
    const ARMED: &[&str] = &["Military", "Police", "Security forces"];
    let force = actor.path.steps().any(|step| ARMED.contains(&step));
    let civil =
        actor.path.steps().any(|step| ["Government", "Parliament", "Politicians", "Opposition", "International"].contains(&step));
    is_suspect(actor)
        || can_act(actor) && !actor.person && (actor.path.is_under("Unknown") || force || (actor.name.is_some() && !civil))
}

/// True for one whom the article names as the suspect.
pub fn is_suspect(actor: &ActorMention) -> bool {
    actor.path.is_under(INDIVIDUALS)
}

/// True for those who are called by the deed: "attackers", "bombers".
pub fn is_called_by_deed(actor: &ActorMention) -> bool {
    const BY_DEED: &[&str] = &["Unknown/Attackers", "Unknown/Bombers", "Unknown/Gunmen", "Unknown/Suicide bombers"];
    BY_DEED.iter().any(|kind| actor.path.is_under(kind))
}

/// The actor in a role of an incident.
pub fn role(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>) -> Role {
    let text = sight.document.span(actor.mention.first, actor.mention.end).of(sight.document.text).to_owned();
    let name = actor.value.name.clone().or_else(|| official_name(actor.value));
    Role { path: actor.value.path.clone(), name, text, hedged: actor.value.hedged }
}

/// Takes in the doers that another telling of the same deed names: a group's name says more than "gunmen", and the police that
/// came after the gunmen did not do the deed.
pub fn join(known: &mut Vec<Role>, new: Vec<Role>) {
    if new.iter().any(is_known) {
        known.retain(|role| !is_nameless(role));
    }
    let (someone, named) = (!known.is_empty(), known.iter().any(is_known));
    for role in new {
        let same = |k: &Role| k.path.is_under(role.path.as_str()) || role.path.is_under(k.path.as_str());
        let says_less = (named && is_nameless(&role)) || (someone && is_bare_organ(&role));
        if !says_less && !known.iter().any(same) && known.len() < MOST_DOERS {
            known.push(role);
        }
    }
}

/// Takes in those whom another telling names: "the police" are the Los Angeles police named beside them.
pub fn take_in(known: &mut Vec<Role>, new: Vec<Role>) {
    for role in new {
        if let Some(bare) = known.iter_mut().find(|known| is_body_of(known, &role)) {
            *bare = role;
        } else if !known.iter().any(|known| known.path == role.path || is_body_of(&role, known)) && known.len() < MOST_DOERS {
            known.push(role);
        }
    }
}

/// True if `bare` is an organ of no country that is said, and `role` is of such an organ of a country.
fn is_body_of(bare: &Role, role: &Role) -> bool {
    let mut steps = role.path.steps().skip(1);
    is_bare_organ(bare) && bare.name.is_none() && bare.path.depth() == 1 && steps.next() == bare.path.steps().next()
}

/// Of a deed that a group claims, "the police" and "the soldiers" near it are those who suffered it or came after it.
pub fn dismiss_organs(doers: &mut Vec<Role>) {
    doers.retain(|role| !is_bare_organ(role));
}

const MOST_DOERS: usize = 8;

/// True if one of the doers is more than "gunmen" and "the police".
pub fn are_known(doers: &[Role]) -> bool {
    doers.iter().any(is_known)
}

/// A state or a group that is called by its name.
fn is_known(role: &Role) -> bool {
    !is_nameless(role) && !is_bare_organ(role)
}

fn is_nameless(role: &Role) -> bool {
    role.path.is_under("Unknown") && role.name.is_none()
}

/// "The police", "the army", of no country that is said: those who come when others have done it.
fn is_bare_organ(role: &Role) -> bool {
    const ORGANS: &[&str] = &["Government", "Guards", "Military", "Police", "Politicians", "Security forces"];
    role.path.steps().next().is_some_and(|first| ORGANS.contains(&first))
}
