//! Reads a verb group: where it begins, whether it is passive or perfect, and whether it says that something happened.

use super::people::names_person;
use super::sight::{Sight, covering, within};
use crate::document::Gap;
use crate::lexicon::{Classes, WordSet};

/// Whether a verb tells of something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reality {
    /// It happened, or somebody says so.
    Real,
    /// It is said not to have happened.
    Negated,
    /// It may, will, should or would happen, was wanted, feared or threatened.
    Unreal,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// First token of the group: an auxiliary, an adverb before it, or the verb.
    pub start: usize,
    /// "was killed", "have been killed".
    pub passive: bool,
    /// "has killed".
    pub perfect: bool,
    /// Whether it happened.
    pub reality: Reality,
}

/// Words before "to kill" that leave open whether anybody was: "tried to", "plan to".
const MANAGED: &[&str] = &["managed", "went", "able", "proceeded"];

/// Verbs of those who say that it is not so.
pub const DENIES: WordSet<9> =
    WordSet::of(["debunked", "denied", "denies", "deny", "denying", "dismissed", "dismisses", "refuted", "rejected"]);

/// Nouns and verbs after which harm is only feared, planned or wanted.
const UNREAL: WordSet<64> = WordSet::of([
    "threat",
    "threats",
    "threatened",
    "threatening",
    "threatens",
    "plot",
    "plotted",
    "plotting",
    "plan",
    "planned",
    "planning",
    "plans",
    "attempt",
    "attempted",
    "attempting",
    "attempts",
    "try",
    "tried",
    "trying",
    "tries",
    "risk",
    "risks",
    "risking",
    "fear",
    "fears",
    "vowed",
    "vow",
    "want",
    "wants",
    "wanted",
    "intent",
    "intention",
    "intended",
    "conspiracy",
    "conspiring",
    "conspired",
    "avoid",
    "avoided",
    "prevent",
    "prevented",
    "preventing",
    "potential",
    "potentially",
    "possibility",
    "capable",
    "ordered",
    "order",
    "orders",
    "reward",
    "aims",
    "aimed",
    "solicitation",
    "failed",
    "scenario",
    "drill",
    "exercise",
    "simulated",
    "fictional",
    "novel",
    "film",
    "movie",
    "hoping",
    "hope",
    "hoped",
]);

/// True if a word that can be a verb or a noun ("strikes") is a verb here: an object, a place or a thing hit follows at once, or an
/// auxiliary stands before.
#[must_use]
pub fn is_verbal(sight: &Sight<'_>, at: usize, end: usize) -> bool {
    let next = sight.classes(end);
    let object = next.any(Classes::DETERMINER) || sight.quantity_from(end).is_some() || starts_name(sight, end);
    let closed = !sight.document.gap(end).only(Gap::SPACE.and(Gap::LINE));
    let auxiliary = at > 0 && sight.is(at - 1, Classes::TO.or(Classes::MODAL).or(Classes::HAVE));
    auxiliary || (object && !closed)
}

fn starts_name(sight: &Sight<'_>, at: usize) -> bool {
    let actor = !within(&sight.actors, at..at + 1).is_empty();
    actor || !within(&sight.locations, at..at + 1).is_empty()
}

/// The group whose main verb is token `verb`, not looking before token `floor`.
#[must_use]
pub fn group(sight: &Sight<'_>, verb: usize, floor: usize) -> Group {
    let mut group = Group { start: verb, passive: false, perfect: false, reality: Reality::Real };
    let mut at = verb;
    // "are hurting": they do it, and it is not done to them.
    let progressive = sight.word(verb).ends_with("ing") && !sight.is_word(verb, &["missing"]);
    // What stands before "to" belongs to the verb of reporting: "is believed to have killed" is no passive.
    let mut reported = false;
    while at > floor {
        if sight.document.gap(at).has(Gap::COMMA.and(Gap::SEMICOLON).and(Gap::COLON).and(Gap::DASH).and(Gap::STOP)) {
            break;
        }
        if let Some(first) = inserted_day(sight, at, floor) {
            (group.start, at) = (first, first);
            continue;
        }
        let before = at - 1;
        let classes = sight.classes(before);
        if classes.any(Classes::NEGATION) || (sight.is_word(before, &["t"]) && sight.document.gap(before).has(Gap::APOSTROPHE)) {
            group.reality = Reality::Negated;
        } else if classes.any(Classes::MODAL) {
            group.reality = if sight.is_word(before, &["can"]) && group.passive { group.reality } else { Reality::Unreal };
        } else if classes.any(Classes::BE) {
            group.passive |= !reported && !progressive;
            // "rescued from being lynched".
            if sight.is_word(before, &["being"]) && before > floor && sight.is_word(before - 1, &["from"]) {
                group.reality = Reality::Unreal;
            }
        } else if classes.any(Classes::HAVE) {
            group.perfect |= !reported;
        } else if classes.any(Classes::TO) && !is_between_adverbs(sight, before) {
            reported = true;
            if !sight.is_word(before.wrapping_sub(1), MANAGED) && !is_report(sight, before, group) {
                group.reality = Reality::Unreal;
            }
        } else if !classes.any(Classes::TO) && !is_adverb(sight, before, classes) {
            break;
        }
        group.start = before;
        at = before;
    }
    let unreal = || is_unreal_before(sight, group.start, floor) || is_joined_infinitive(sight, verb, group.start, floor);
    if group.reality == Reality::Real && unreal() {
        group.reality = Reality::Unreal;
    }
    group
}

/// "were [on Thursday] killed", "was [yesterday] shot": where a day begins that ends before token `at` and parts a verb from its auxiliary.
fn inserted_day(sight: &Sight<'_>, at: usize, floor: usize) -> Option<usize> {
    let day = covering(&sight.dates, at - 1).filter(|day| day.mention.end == at)?;
    let first = day.mention.first - usize::from(day.mention.first > floor && sight.is_word(day.mention.first - 1, &["on"]));
    (first > floor && sight.is(first - 1, Classes::BE.or(Classes::HAVE))).then_some(first)
}

/// Verbs of harm as they stand behind "to"; "beat", "hurt" and "shot" may as well be past.
const BASE: WordSet<24> = WordSet::of([
    "abduct",
    "ambush",
    "assassinate",
    "attack",
    "behead",
    "bomb",
    "capture",
    "execute",
    "injure",
    "kidnap",
    "kill",
    "lynch",
    "maim",
    "massacre",
    "murder",
    "rape",
    "rob",
    "shell",
    "shoot",
    "slaughter",
    "slay",
    "stab",
    "torture",
    "wound",
]);

/// "to enter the village and then [kill] everybody": a second verb behind "to".
fn is_joined_infinitive(sight: &Sight<'_>, verb: usize, start: usize, floor: usize) -> bool {
    const BEHIND_TO: usize = 12;
    if !sight.is_among(verb, &BASE) {
        return false;
    }
    let then = usize::from(start > 0 && sight.is_word(start - 1, &["then"]));
    let and = start.checked_sub(1 + then).filter(|&at| at > floor && sight.is(at, Classes::AND));
    let Some(and) = and else { return false };
    let finite = Classes::BE.or(Classes::HAVE).or(Classes::SPEECH).or(Classes::RELATIVE).or(Classes::MODAL);
    let mut before = (floor..and).rev().take(BEHIND_TO).take_while(|&at| !sight.is(at, finite) && !sight.is_parted(at + 1));
    let to = before.find(|&at| sight.is(at, Classes::TO) && is_infinitive(sight, at + 1));
    to.is_some_and(|to| to > floor && !sight.is_word(to - 1, MANAGED))
}

/// "to [enter] the village", "to [intimidate] and", as against "to Haiti", "to mosque and".
fn is_infinitive(sight: &Sight<'_>, at: usize) -> bool {
    let Some(token) = sight.document.tokens.get(at) else { return false };
    let plain = sight.classes(at) == Classes::default() && !token.shape.is_capital() && !names_person(sight, at);
    let object = || sight.is(at + 1, Classes::DETERMINER.or(Classes::AND)) || sight.quantity_from(at + 1).is_some();
    plain && (sight.is_among(at, &BASE) || object() && !starts_name(sight, at))
}

/// "lightly to moderately injured".
fn is_between_adverbs(sight: &Sight<'_>, to: usize) -> bool {
    let adverb = |at: usize| sight.word(at).len() > 4 && sight.word(at).ends_with("ly");
    to > 0 && adverb(to - 1) && adverb(to + 1)
}

/// "is believed to have killed", "are reported to have died", "appears to have been shot": a claim, not a wish.
fn is_report(sight: &Sight<'_>, to: usize, group: Group) -> bool {
    const CLAIMS: &[&str] = &[
        "believed",
        "reported",
        "said",
        "thought",
        "known",
        "understood",
        "alleged",
        "confirmed",
        "appears",
        "appeared",
        "seems",
        "seemed",
        "feared",
        "assumed",
        "continues",
        "continued",
        "claim",
        "claims",
        "claimed",
    ];
    to > 0
        && sight.is_word(to - 1, CLAIMS)
        && (group.perfect || group.passive || sight.is_word(to - 1, &["continues", "continued"]))
}

fn is_adverb(sight: &Sight<'_>, at: usize, classes: Classes) -> bool {
    let word = sight.word(at);
    let participle = sight.is_word(
        at,
        &[
            "reported",
            "confirmed",
            "feared",
            "believed",
            "found",
            "pronounced",
            "left",
            "declared",
            "said",
            "counted",
            "presumed",
            "believed",
        ],
    );
    classes.any(Classes::ADVERB) || (word.len() > 4 && word.ends_with("ly")) || participle
}

/// True if what begins at `start` hangs on a word of fear, plan or condition in the same clause.
#[must_use]
pub fn is_unreal_before(sight: &Sight<'_>, start: usize, floor: usize) -> bool {
    let mut at = start;
    while at > floor && start - at < 9 {
        if sight.document.gap(at).has(Gap::COMMA.and(Gap::SEMICOLON).and(Gap::COLON).and(Gap::DASH)) {
            return false;
        }
        at -= 1;
        let classes = sight.classes(at);
        // "a life-threatening wound" is one.
        let grave = at > floor && sight.is_word(at - 1, &["life"]);
        if UNREAL.has(sight.document.tokens[at].hash) && !grave {
            return true;
        }
        // "calls for the killing of judges".
        if sight.is_word(at, &["for"]) && at > floor && sight.is_word(at - 1, &["call", "calls", "called", "calling"]) {
            return true;
        }
        if classes.any(Classes::IF) && !sight.is_word(at, &["whether"]) {
            return true;
        }
        if classes.any(Classes::SPEECH.or(Classes::BUT).or(Classes::RELATIVE)) {
            return false;
        }
        // "On 12 May 2015 soldiers killed": a month.
        if classes.any(Classes::MODAL) && covering(&sight.dates, at).is_none() {
            return sight.is_word(at, &["could", "may", "might", "would", "should", "will", "must"]);
        }
    }
    false
}
