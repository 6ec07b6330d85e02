//! Who did it, by the grammar of the sentence: "by" a doer, the sides of a fight, the subject of the attack (`subject`), its
//! adjective or genitive.
//!
//! Known failures: a doer that another sentence than the deed's names, but does not accuse.

use std::ops::Range;

use super::antecedent;
use super::blame::Accounts;
use super::deed::{self, is_done_to, is_fight, names_attack};
use super::draft::Draft;
use super::governed::{is_modifier, is_worn};
use super::meant::{self, can_act, can_strike, coordinated, may_attack, role};
use super::sequel::is_of_another_harm;
use super::struck::is_struck;
use super::subject::subject;
use crate::document::Gap;
use crate::extract::mention::{ActorMention, Mention};
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::lexicon::{AttackWord, Classes, Number, WordSet, person_noun};
use crate::model::{Location, Path, Role, Use};

/// The doers of a telling: who claims it, then who its clause names, then who the words around it do, then who is blamed.
pub fn read(sight: &Sight<'_>, draft: &Draft, accounts: &Accounts<'_>) -> Vec<Role> {
    if !accounts.claimed().is_empty() {
        return accounts.claimed().to_vec();
    }
    let own = antecedent::doers(sight, draft);
    if meant::are_known(&own) {
        return own;
    }
    let wider = Some(accounts.words()).filter(|words| **words != draft.clause);
    let named = std::iter::once(&draft.clause).chain(wider).find_map(|range| named_in(sight, draft, range));
    match named {
        // "A bomber killed nine; the group is suspected": an accused name says more than a nameless doer.
        Some(found) if meant::are_known(&found) || !meant::are_known(accounts.blamed()) => found,
        None if accounts.blamed().is_empty() => side(sight, &draft.clause),
        _ => accounts.blamed().to_vec(),
    }
}

/// The doers that these words name by their grammar.
fn named_in(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Option<Vec<Role>> {
    let some = |found: Vec<Role>| Some(found).filter(|found| !found.is_empty());
    some(by_phrase(sight, draft, range))
        .or_else(|| some(sides(sight, range)))
        .or_else(|| some(subject(sight, draft, range)))
        .or_else(|| some(adjective(sight, range)))
}

/// "killed by gunmen", "an attack by the group", "strikes carried out by the army".
fn by_phrase(sight: &Sight<'_>, draft: &Draft, range: &Range<usize>) -> Vec<Role> {
    const BY: WordSet<1> = WordSet::of(["by"]);
    const ARMS: &[&str] = &["detonated", "dropped", "fired", "launched", "planted", "staged", "thrown"];
    let near = draft.anchor.start.saturating_sub(12);
    let attack = |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
    let told = |at: usize| at >= near || sight.is_word(at.saturating_sub(1), ARMS) || attack(at.saturating_sub(1));
    let names_doer = |at: &usize| {
        let by = sight.is_among(*at, &BY) && told(*at);
        by && tells_of_attack(sight, range.start, *at) && !is_of_another_harm(sight, draft, *at)
    };
    let mut agents = range.clone().filter(names_doer);
    let named = |at: usize| {
        let doers = agent(sight, at + 1..range.end.min(at + 7))?;
        (!deed::is_operation(sight, at) || meant::are_known(&doers)).then_some(doers)
    };
    // "Shot by a suspect who was later killed by police": by him.
    let nameless = |at: usize| is_somebody(sight, at + 1).then(Vec::new);
    agents.find_map(|at| named(at).or_else(|| nameless(at))).unwrap_or_default()
}

/// "a suspect", "her boyfriend": one person whom no name tells.
fn is_somebody(sight: &Sight<'_>, first: usize) -> bool {
    let one = |at: usize| sight.document.tokens.get(at).and_then(person_noun) == Some(Number::Singular);
    sight.is_word(first, &["a", "an", "her", "his", "the", "their"]) && (first + 1..first + 4).any(one)
}

/// False for a "by" behind a verb of another kind: "reported today by the police", "defused by the army".
fn tells_of_attack(sight: &Sight<'_>, floor: usize, by: usize) -> bool {
    let near = floor.max(by.saturating_sub(3))..by;
    let other = |at: usize| sight.is(at, Classes::SPEECH) || sight.is_among(at, &OTHER_DEEDS);
    let told_otherwise = by > floor && (is_other_participle(sight, by - 1) || is_work(sight, by - 1));
    !told_otherwise && !near.clone().any(other)
}

/// "Imposed by", "inhabited by": a participle right before "by" that tells of no attack.
fn is_other_participle(sight: &Sight<'_>, at: usize) -> bool {
    const DONE: WordSet<22> = WordSet::of([
        "abandoned",
        "caused",
        "committed",
        "conducted",
        "damaged",
        "detonated",
        "dropped",
        "executed",
        "fired",
        "inflicted",
        "launched",
        "masterminded",
        "mounted",
        "ordered",
        "perpetrated",
        "placed",
        "planned",
        "planted",
        "plotted",
        "staged",
        "triggered",
        "unleashed",
    ]);
    let tells = sight.cue(at).is_some() || !within(&sight.means, at..at + 1).is_empty() || sight.is_among(at, &DONE);
    sight.word(at).ends_with("ed") && !tells && !deed::is_attack_verb(sight, at)
}

/// What others than the doers do.
const OTHER_DEEDS: WordSet<44> = WordSet::of([
    "accompanied",
    "accused",
    "announced",
    "arrested",
    "attended",
    "backed",
    "broadcast",
    "charged",
    "condemned",
    "confiscated",
    "controlled",
    "deactivated",
    "dealt",
    "defused",
    "detained",
    "described",
    "discovered",
    "dismantled",
    "escorted",
    "followed",
    "found",
    "guarded",
    "held",
    "identified",
    "interviewed",
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
    "sent",
    "signed",
    "supported",
    "surrounded",
    "treated",
    "used",
    "witnessed",
]);

/// "The visit by", and not "on 21 March by".
fn is_work(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_among(at, &WORKS) && covering(&sight.dates, at).is_none()
}

/// What is done without arms: "to protest the visit by the president", "at a concert by soldiers".
const WORKS: WordSet<44> = WordSet::of([
    "address",
    "announcement",
    "announcements",
    "appeal",
    "appeals",
    "call",
    "calls",
    "claim",
    "claims",
    "comments",
    "concert",
    "decision",
    "demand",
    "demands",
    "demonstration",
    "demonstrations",
    "inquiry",
    "inspection",
    "investigation",
    "march",
    "marches",
    "meeting",
    "offer",
    "performance",
    "proposal",
    "protest",
    "protests",
    "rally",
    "rallies",
    "remarks",
    "report",
    "reports",
    "request",
    "requests",
    "ruling",
    "search",
    "searches",
    "speech",
    "statement",
    "statements",
    "study",
    "tour",
    "visit",
    "visits",
]);

/// The doer that the words after "by" name.
fn agent(sight: &Sight<'_>, after: Range<usize>) -> Option<Vec<Role>> {
    // "by her friend, soldiers said", "by what police told her", "by a man who told police".
    let other = |at: usize| sight.is(at, Classes::RELATIVE) || sight.is_word(at, &["what"]);
    let plain = |first: usize| {
        (after.start + 1..=first).all(|at| !sight.document.gap(at).has(Gap::COMMA)) && !(after.start..first).any(other)
    };
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
    const BETWEEN: WordSet<1> = WordSet::of(["between"]);
    const WITH: WordSet<1> = WordSet::of(["with"]);
    let fights = |at: usize| {
        let cue = sight.cue(at).and_then(|(_, cue)| cue.attack);
        matches!(cue, Some(AttackWord::Mild | AttackWord::Noun | AttackWord::Either))
    };
    let between =
        range.clone().skip(1).find(|&at| sight.is_among(at, &BETWEEN) && (fights(at - 1) || fights(at.saturating_sub(2))));
    let with = || range.clone().skip(1).find(|&at| sight.is_among(at, &WITH) && is_fight(sight, at - 1));
    let Some(between) = between.or_else(with) else { return Vec::new() };
    let actors = within(&sight.actors, between + 1..range.end.min(between + 6));
    actors.first().filter(|a| can_strike(a.value)).map(|a| coordinated(sight, a)).unwrap_or_default()
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

/// "Russian strikes", "a Ukrainian drone", "Israel's attack": the adjective of the attack or of its weapon.
pub fn adjective(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    let places = within(&sight.locations, range.clone());
    let doer = places.iter().find(|place| {
        let end = place.mention.end;
        let country = place.value.path.as_ref().is_some_and(|p| p.depth() == 1);
        let state = country || place.value.usage == Use::Metonym;
        let genitive = state && sight.document.gap(end).has(Gap::APOSTROPHE);
        let adjective = place.value.usage == Use::Demonym
            || (country && (is_abbreviation(sight, place.mention) || is_its_own_adjective(sight, place.mention)));
        (adjective || genitive)
            && !is_of_rebels(sight, end)
            && !is_downed(sight, owned(sight, end))
            && names_attack(sight, owned(sight, end), range.end)
    });
    let actors = within(&sight.actors, range.clone());
    // "A terrorist attack" says what it was, not who did it.
    let says_who = |a: &Seen<'_, ActorMention>| {
        a.value.name.is_some() || !(a.value.path.is_under("Unknown") || sight.is_word(a.mention.first, &["military"]))
    };
    let owns = |a: &&Seen<'_, ActorMention>| {
        let (start, end) = (owned(sight, a.mention.end), range.end);
        may_attack(a.value)
            && says_who(a)
            && start < end
            && !is_worn(sight, start)
            && !is_done_to(sight, start)
            && !is_downed(sight, start)
            && names_attack(sight, start, end)
    };
    let actor = actors.iter().find(owns);
    match (doer, actor) {
        // "A Sudanese army drone": the army says more than the country in its name.
        (Some(place), Some(actor)) if actor.mention.first > place.mention.first => vec![state_role(place.value)],
        // "Moscow's missiles": those of the state.
        (Some(place), Some(actor)) if actor.mention.rule == "actors/metonym" => vec![state_role(place.value)],
        (_, Some(actor)) => vec![role(sight, actor)],
        (Some(place), None) => vec![state_role(place.value)],
        (None, None) => Vec::new(),
    }
}

/// "A police helicopter was shot down": its owners are those who were hit.
fn is_downed(sight: &Sight<'_>, at: usize) -> bool {
    let shot = |end: usize| sight.is(end, Classes::BE) && sight.is_word(end + 1, &["shot"]);
    let struck = |end: usize| is_struck(sight, end) || shot(end);
    covering(&sight.means, at).is_some_and(|craft| craft.value.is_under("Airstrike") && struck(craft.mention.end))
}

/// "A rebel attack", "during a guerrilla raid": a side in a war whose name the article does not say.
fn side(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    const SIDES: &[&str] = &["Unknown/Jihadists", "Unknown/Militants", "Unknown/Rebels", "Unknown/Separatists"];
    let owns = |a: &&Seen<'_, ActorMention>| {
        let attack = names_attack(sight, a.mention.end, range.end.min(a.mention.end + 2));
        attack && a.value.name.is_none() && SIDES.iter().any(|side| a.value.path.is_under(side))
    };
    within(&sight.actors, range.clone()).iter().find(owns).map(|a| coordinated(sight, a)).unwrap_or_default()
}

/// "The Peruvian guerrilla offensive": of those in the country who fight against it.
fn is_of_rebels(sight: &Sight<'_>, end: usize) -> bool {
    const AGAINST: &[&str] = &["Unknown", "Rebels", "Jihadists", "Separatists", "Terrorists", "Militants", "Gangs", "Bandits"];
    covering(&sight.actors, end)
        .is_some_and(|a| a.value.name.is_none() && a.value.path.steps().any(|step| AGAINST.contains(&step)))
}

/// "US drone strike": an abbreviated country is its own adjective.
fn is_abbreviation(sight: &Sight<'_>, place: &Mention) -> bool {
    sight.document.tokens[place.first..place.end].iter().all(|token| token.shape.is_all_caps() && token.end - token.start < 4)
        && !sight.document.sentence_at(place.first).shouted
}

/// "Two separate United States airstrikes": a country without an adjective, in front of its attack and behind no preposition.
fn is_its_own_adjective(sight: &Sight<'_>, place: &Mention) -> bool {
    let states = sight.is_word(place.end - 1, &["states"]) && sight.document.gap(place.end).only(Gap::SPACE);
    states && place.first > 0 && !sight.is(place.first - 1, Classes::PREPOSITION)
}

/// Where the words begin that a name ending before token `end` owns: behind its "'s".
fn owned(sight: &Sight<'_>, end: usize) -> usize {
    end + usize::from(sight.document.gap(end).has(Gap::APOSTROPHE) && sight.is_word(end, &["s"]))
}

/// A country as a doer.
pub fn state_role(place: &Location) -> Role {
    let country = place.path.as_ref().and_then(|p| p.steps().next()).unwrap_or(&place.text).to_owned();
    Role { path: Path::of([country.as_str()]), name: Some(country), text: place.text.clone(), hedged: false }
}
