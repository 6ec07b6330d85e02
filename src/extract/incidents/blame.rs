//! Who says of an attack that it is theirs, and whom others blame for it: "claimed responsibility", "attributed to",
//! "accused of killing", "planted by".
//!
//! Known failures: a denial in the sentence after the accusation.

use std::cell::OnceCell;
use std::ops::Range;

use super::meant::{are_known, can_act, coordinated, is_suspect, may_attack, role};
use super::{deed, doer, governed, members, subject};
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{AttackWord, Classes, WordSet};
use crate::model::Role;

/// Who claims what some words tell of, and who is blamed for it: the same for all that they tell, and the latter seldom asked for.
pub struct Accounts<'s> {
    sight: &'s Sight<'s>,
    words: Range<usize>,
    claimed: Vec<Role>,
    blamed: OnceCell<Vec<Role>>,
}

impl<'s> Accounts<'s> {
    pub fn of(sight: &'s Sight<'s>, words: Range<usize>) -> Self {
        let claimed = claimed(sight, &words);
        Self { sight, words, claimed, blamed: OnceCell::new() }
    }

    pub const fn words(&self) -> &Range<usize> {
        &self.words
    }

    pub fn claimed(&self) -> &[Role] {
        &self.claimed
    }

    pub fn blamed(&self) -> &[Role] {
        self.blamed.get_or_init(|| blamed(self.sight, &self.words))
    }
}

/// "X claimed responsibility", "took credit", "claimed by X", "X said it was behind the attack".
pub fn claimed(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    find(sight, sentence, &CLAIMING, claimed_at)
}

/// "The attack was blamed on X", "attributed to X", "X is accused of killing", "planted by X", "X is suspected", or whom the sentence
/// names as the suspect.
pub fn blamed(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    let found = find(sight, sentence, &ACCUSING, blamed_at);
    let some = |found: Vec<Role>| Some(found).filter(|found| !found.is_empty());
    some(found).or_else(|| some(members::groups(sight, sentence))).unwrap_or_else(|| suspects(sight, sentence))
}

/// "The attacker was identified as X".
fn suspects(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    // "One of the suspects, Ivan Petrov, was shot dead": what befell him is not his doing.
    let suffers = |a: &&Seen<'_, ActorMention>| {
        // "Ivan Petrov, 30, was shot".
        let age = |at: &usize| sight.document.tokens.get(*at).is_some_and(|token| token.shape.is_digits());
        let be = a.mention.end + usize::from(age(&a.mention.end));
        sight.is(be, Classes::BE) && (be + 1..be + 3).any(|at| deed::is_harm(sight, at))
    };
    let named = within(&sight.actors, sentence.clone()).iter().filter(|a| is_suspect(a.value) && !suffers(a));
    named.map(|a| role(sight, a)).collect()
}

/// The doer that the first of `words` to name one names.
fn find<const N: usize>(
    sight: &Sight<'_>,
    sentence: &Range<usize>,
    words: &WordSet<N>,
    read: fn(&Sight<'_>, &Range<usize>, usize) -> Option<Vec<Role>>,
) -> Vec<Role> {
    if within(&sight.actors, sentence.clone()).is_empty() {
        return Vec::new();
    }
    let mut asked = sentence.clone().filter(|&at| words.has(sight.document.tokens[at].hash));
    asked.find_map(|at| read(sight, sentence, at)).unwrap_or_default()
}

/// Every word that [`claimed_at`] asks for first: nearly all words end there.
const CLAIMING: WordSet<5> = WordSet::of(["responsibility", "credit", "claimed", "claims", "claiming"]);

/// Every word that [`blamed_at`] asks for first.
const ACCUSING: WordSet<37> = WordSet::of([
    "accused",
    "accuses",
    "accusing",
    "attribute",
    "attributed",
    "attributes",
    "behind",
    "blame",
    "blamed",
    "blames",
    "blaming",
    "carried",
    "charged",
    "committed",
    "convicted",
    "directed",
    "executed",
    "implicated",
    "involved",
    "led",
    "masterminded",
    "ordered",
    "organised",
    "organized",
    "part",
    "participated",
    "perpetrated",
    "placed",
    "planned",
    "planted",
    "plotted",
    "responsible",
    "staged",
    "suspect",
    "suspected",
    "suspects",
    "work",
]);

/// The nearest doer before token `at`.
fn before<'s, 'a>(sight: &'s Sight<'a>, sentence: &Range<usize>, at: usize) -> Option<&'s Seen<'a, ActorMention>> {
    within(&sight.actors, sentence.start..at).iter().rev().find(|a| a.mention.end <= at && can_act(a.value))
}

/// The first doer among the `reach` tokens behind token `at`.
fn after<'s, 'a>(sight: &'s Sight<'a>, sentence: &Range<usize>, at: usize, reach: usize) -> Option<&'s Seen<'a, ActorMention>> {
    within(&sight.actors, at + 1..sentence.end.min(at + reach)).iter().find(|a| can_act(a.value))
}

fn claimed_at(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> Option<Vec<Role>> {
    let own = before(sight, sentence, at).filter(|a| a.mention.end == at && sight.document.gap(at).only(Gap::HYPHEN));
    if let Some(group) = own {
        return Some(coordinated(sight, group));
    }
    if !claims(sight, sentence, at) || denies(sight, sentence, at) || is_of_other_deeds(sight, sentence, at) {
        return None;
    }
    let by = (at + 1..sentence.end.min(at + 4)).find(|&by| sight.is_word(by, &["by"]));
    let doer = match by {
        Some(by) => after(sight, sentence, by, 8),
        None => before(sight, sentence, at),
    };
    doer.filter(|a| may_attack(a.value)).map(|a| coordinated(sight, a))
}

/// "Has claimed most attacks of that kind", "claimed responsibility for similar attacks": not for this one.
fn is_of_other_deeds(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    const OTHERS: &[&str] = &["earlier", "many", "most", "numerous", "past", "previous", "similar", "such"];
    (at + 1..sentence.end.min(at + 4)).any(|word| sight.is_word(word, OTHERS))
}

/// "claimed responsibility", "took credit", "claimed the attack", "was claimed by".
fn claims(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    const TAKES: &[&str] = &[
        "accepted",
        "acknowledged",
        "admitted",
        "assumed",
        "claim",
        "claimed",
        "claiming",
        "claims",
        "take",
        "taken",
        "takes",
        "taking",
        "took",
    ];
    if sight.is_word(at, &["responsibility", "credit"]) {
        return (at.saturating_sub(3).max(sentence.start)..at).any(|w| sight.is_word(w, TAKES));
    }
    let passive = sight.is_word(at, &["claimed"]) && sight.is_word(at + 1, &["by"]) && at > sentence.start;
    const KILLINGS: &[&str] =
        &["abduction", "assassination", "execution", "kidnapping", "killing", "killings", "massacre", "murder", "murders"];
    let deed = |noun: usize| is_deed(sight, noun) || sight.is_word(noun, KILLINGS);
    let determined = sight.is(at + 1, Classes::DETERMINER) && (at + 2..at + 5).any(deed);
    let of_deed = || (at.saturating_sub(3).max(sentence.start)..at).any(|noun| is_deed(sight, noun));
    determined || (passive && (sight.is(at - 1, Classes::BE) || of_deed()))
}

fn is_deed(sight: &Sight<'_>, at: usize) -> bool {
    let attack = || sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
    sight.is_word(at, &["action", "operation"]) || attack()
}

fn blamed_at(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> Option<Vec<Role>> {
    if denies(sight, sentence, at) {
        return None;
    }
    let was = at > sentence.start && sight.is(at - 1, Classes::BE);
    if sight.is_word(at, &["attributed", "attributes", "attribute"]) {
        let to = within(&sight.actors, at + 1..sentence.end)
            .iter()
            .find(|a| can_act(a.value) && hangs_on(sight, a.mention.first, "to"));
        return to.or_else(|| after(sight, sentence, at, 9)).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["suspect", "suspects"]) && is_noun(sight, sentence, at) {
        return None;
    }
    // "Suspected gunmen" accuses nobody of anything.
    if sight.is_word(at, &["suspected"]) && !(was || sight.is_word(at + 1, &["of"])) {
        return None;
    }
    if sight.is_word(at, &["accused", "accuses", "accusing"]) && is_accused_of_less(sight, sentence, at) {
        return None;
    }
    if sight.is_word(at, &["blame", "blamed", "blames", "blaming"]) && is_blamed_for_less(sight, sentence, at) {
        return None;
    }
    if sight.is_word(at, &["responsible"]) {
        if names_nobody(sight, sentence, at) {
            return None;
        }
        let held =
            (at.saturating_sub(3).max(sentence.start)..at).any(|w| sight.is_word(w, &["held", "hold", "holding", "holds"]));
        let of = sight.is(at + 1, Classes::FOR);
        let of_it = of && sight.is_word(at + 2, &["both", "it", "this"]);
        let of_deed = of_it || of && names_harm(sight, at + 2..sentence.end.min(at + 7));
        return before(sight, sentence, at)
            .filter(|a| {
                held || !(a.mention.end..at).any(|word| sight.is(word, Classes::SPEECH)) || speak_of_themselves(sight, at)
            })
            .filter(|_| held || of_deed || (!of && is_said_of(sight, sentence, at)))
            .filter(|a| held || sight.is(a.mention.end, Classes::BE) || !subject::is_busy(sight, a.mention.end, at))
            .map(|a| coordinated(sight, a));
    }
    if sight.is_word(
        at,
        &["blamed", "blames", "blaming", "blame", "accused", "accuses", "accusing", "suspect", "suspected", "suspects"],
    ) {
        return accused_at(sight, sentence, at);
    }
    if sight.is_word(at, &["behind"]) {
        let deed = names_harm(sight, at + 1..sentence.end.min(at + 5));
        return before(sight, sentence, at).filter(|a| deed && may_attack(a.value)).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["work"]) {
        let of = sight.is(at + 1, Classes::OF);
        return after(sight, sentence, at, 8).filter(|a| of && may_attack(a.value)).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["masterminded", "ordered"]) && sight.is(at + 1, Classes::DETERMINER) {
        let deed = names_harm(sight, at + 2..sentence.end.min(at + 4));
        let own =
            |a: &&Seen<'_, ActorMention>| (a.mention.end..a.mention.end + 4).contains(&at) && governed::is_subject(sight, a, at);
        return before(sight, sentence, at).filter(|a| deed && own(a)).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["participated", "part"]) {
        return took_part(sight, sentence, at).map(|a| coordinated(sight, a));
    }
    if sight.is_word(at, &["charged", "convicted", "implicated", "involved"]) {
        return accused_of_deed(sight, sentence, at).map(|a| coordinated(sight, a));
    }
    let by = (at + 1..at + 3).find(|&by| sight.is_word(by, &["by"]))?;
    let crime = |at: usize| sight.is_word(at, &["act", "acts", "crime", "crimes", "deed", "outrage"]);
    let back = || sentence.start.max(at.saturating_sub(12))..at;
    let of_deed = || names_harm(sight, back()) || back().any(crime);
    if sight.is_word(at, &["committed", "executed", "led", "organised", "organized", "planned"]) && !of_deed() {
        return None;
    }
    let doers = after(sight, sentence, by - 1, 8).map(|a| coordinated(sight, a))?;
    (!deed::is_operation(sight, by) || are_known(&doers)).then_some(doers)
}

/// "The front said that it was responsible", as against "deputies say he is responsible".
fn speak_of_themselves(sight: &Sight<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|word| sight.is_word(word, &["it", "they", "we"]))
}

/// "A suspect", "the deceased suspect was": no verb.
fn is_noun(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let article = (sentence.start.max(at.saturating_sub(2))..at).any(|before| sight.is(before, Classes::DETERMINER));
    at == sentence.start || article || sight.quantity_at(at).is_some() || sight.is(at + 1, Classes::BE.or(Classes::HAVE))
}

/// "Blamed the attack on the front", "the front is accused of killing six", "accused the army of killing six": whoever is accused, and not
/// those whom he is said to have harmed.
fn accused_at(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> Option<Vec<Role>> {
    let was = at > sentence.start && sight.is(at - 1, Classes::BE);
    let of = sight.is(at + 1, Classes::OF);
    // "The front is suspected, while the army denied that": who stands before the passive.
    let own = || {
        let near = |a: &&Seen<'_, ActorMention>| {
            let end = a.mention.end;
            let told = was && (end..=end + 4).contains(&at) || of && end == at;
            told && governed::is_subject(sight, a, at)
        };
        before(sight, sentence, at).filter(near)
    };
    let object = || after(sight, sentence, at, 8).filter(|_| !of);
    let named = blamed_on(sight, sentence, at).or_else(own).or_else(object);
    let said = || was && verbs::group(sight, at, sentence.start).reality == Reality::Real;
    // "Detectives say three men are suspected", "police ask for help against two who are accused".
    let other = |end: usize| sight.is(end, Classes::SPEECH) || subject::is_busy(sight, end, at);
    let accused =
        named.or_else(|| before(sight, sentence, at).filter(|a| said() && !other(a.mention.end))).map(|a| coordinated(sight, a));
    // "The governor blamed Russian shelling".
    let shelling = || Some(doer::adjective(sight, &(at + 1..sentence.end.min(at + 6)))).filter(|found| !found.is_empty() && !of);
    accused.or_else(shelling)
}

/// "Those responsible for the murder", "who is responsible": whoever it was.
fn names_nobody(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    const WHOEVER: &[&str] = &[
        "anyone",
        "group",
        "groups",
        "individuals",
        "man",
        "men",
        "one",
        "ones",
        "party",
        "people",
        "person",
        "persons",
        "those",
        "whoever",
    ];
    let who = at.saturating_sub(2);
    let asked = who > sentence.start && sight.is_word(who, &["who"]) && sight.document.gap(who).only(Gap::SPACE.and(Gap::LINE));
    asked || (at > sentence.start && sight.is_word(at - 1, WHOEVER))
}

/// "Charged with the murder", "implicated in the massacre", "members of the army involved in the killing", "implicated the army in
/// the killing".
fn accused_of_deed<'s, 'a>(sight: &'s Sight<'a>, sentence: &Range<usize>, at: usize) -> Option<&'s Seen<'a, ActorMention>> {
    if verbs::group(sight, at, sentence.start).reality != Reality::Real {
        return None;
    }
    let tie: &[&str] = if sight.is_word(at, &["convicted"]) { &["of"] } else { &["in", "with"] };
    let of = |of: usize| sight.is_word(of, tie) && names_harm(sight, of + 1..sentence.end.min(of + 7));
    if of(at + 1) {
        let busy = |end: usize| sight.is_word(end, &["custody"]) || subject::is_busy(sight, end, at);
        return before(sight, sentence, at)
            .filter(|a| (a.mention.end..=a.mention.end + 4).contains(&at) && may_attack(a.value) && !busy(a.mention.end));
    }
    let accused = after(sight, sentence, at, 14).filter(|a| may_attack(a.value) && sight.is_word(at, &["implicated"]))?;
    (accused.mention.end..accused.mention.end + 2).any(of).then_some(accused)
}

/// "Soldiers took part in the killings", "members of the army participated in the crime".
fn took_part<'s, 'a>(sight: &'s Sight<'a>, sentence: &Range<usize>, at: usize) -> Option<&'s Seen<'a, ActorMention>> {
    let verb = if sight.is_word(at, &["part"]) {
        at.checked_sub(1).filter(|&verb| sight.is_word(verb, &["taken", "took"]))?
    } else {
        at
    };
    let crime = |at: usize| {
        sight.is_word(at, &["crime", "crimes"])
            || sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some() || cue.attack.is_some_and(AttackWord::can_be_noun))
    };
    let in_deed = sight.is_word(at + 1, &["in"]) && (at + 2..sentence.end.min(at + 5)).any(crime);
    let real = verbs::group(sight, verb, sentence.start).reality == Reality::Real;
    let actor =
        before(sight, sentence, verb).filter(|a| may_attack(a.value) && (a.mention.end..a.mention.end + 3).contains(&verb));
    actor.filter(|_| in_deed && real)
}

/// "Blamed the attack, in which ten died, on the rebels".
fn blamed_on<'s, 'a>(sight: &'s Sight<'a>, sentence: &Range<usize>, at: usize) -> Option<&'s Seen<'a, ActorMention>> {
    if !sight.is_word(at, &["blamed", "blames", "blaming"]) {
        return None;
    }
    within(&sight.actors, at + 2..sentence.end).iter().find(|a| can_act(a.value) && hangs_on(sight, a.mention.first, "on"))
}

/// True if the preposition stands before the noun that begins at token `first`, or before its article.
fn hangs_on(sight: &Sight<'_>, first: usize, preposition: &str) -> bool {
    let bare = if sight.is(first - 1, Classes::DETERMINER) { first - 1 } else { first };
    bare > 0 && sight.is_word(bare - 1, &[preposition])
}

/// "accused the government of failing to protect them": of no deed of arms.
fn is_accused_of_less(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    const LESS: &[&str] = &[
        "aiding",
        "arming",
        "backing",
        "being",
        "doing",
        "failing",
        "financing",
        "funding",
        "harboring",
        "harbouring",
        "having",
        "hiding",
        "ignoring",
        "inciting",
        "interfering",
        "lying",
        "meddling",
        "not",
        "planning",
        "providing",
        "refusing",
        "seeking",
        "sheltering",
        "supplying",
        "supporting",
        "trying",
        "using",
        "violating",
    ];
    // "Accused the army of being behind the attack".
    let being = |of: usize| {
        sight.is_word(of + 1, &["being", "having"])
            && (of + 2..of + 5).any(|at| sight.is_word(at, &["behind", "perpetrator", "perpetrators"]))
    };
    let less = |of: usize| sight.is(of, Classes::OF) && sight.is_word(of + 1, LESS) && !being(of);
    (at + 1..sentence.end.min(at + 10)).any(less)
}

/// "blamed the government for its failure to protect them".
fn is_blamed_for_less(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    const LESS: &[&str] = &["failing", "failure", "failures", "inability", "inaction", "lack", "negligence", "not"];
    let is_less = |of: usize| (of + 1..of + 4).any(|word| sight.is_word(word, LESS));
    (at + 1..sentence.end.min(at + 14)).any(|of| sight.is(of, Classes::FOR) && is_less(of))
}

/// "the group is directly responsible".
fn is_said_of(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    (at.saturating_sub(6).max(sentence.start)..at).any(|w| sight.is(w, Classes::BE))
}

/// As [`names_deed`], or "the death of two reporters".
fn names_harm(sight: &Sight<'_>, range: Range<usize>) -> bool {
    range.clone().any(|at| sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some())) || names_deed(sight, range)
}

fn names_deed(sight: &Sight<'_>, range: Range<usize>) -> bool {
    range.clone().any(|at| is_deed(sight, at) || deed::is_attack_verb(sight, at))
}

/// "has not claimed", "denied", "no group claimed", "had nothing to do with".
fn denies(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> bool {
    const DENIALS: &[&str] = &["denied", "denies", "deny", "denying", "no", "nobody", "none", "rejected"];
    let from = sentence.start.max(at.saturating_sub(7));
    (from..at).any(|w| sight.is(w, Classes::NEGATION) || sight.is_word(w, DENIALS))
}
