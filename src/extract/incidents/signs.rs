//! What a sentence says of how its telling stands to the others: another event, an older count, a quiet death.

use std::ops::Range;

use super::draft::Draft;
use crate::document::Gap;
use crate::extract::cues::Found;
use crate::extract::harm::Harm;
use crate::extract::people::{ATTACKERS, People, Single, names_person};
use crate::extract::sight::{Sight, within};
use crate::extract::verbs;
use crate::lexicon::{Attachment, AttackWord, Classes, HarmKind, WordSet};

/// "two of the attackers were killed": those who attacked are no victims.
pub(super) fn is_attackers_own(sight: &Sight<'_>, harm: &Harm) -> bool {
    let Some(people) = &harm.people else { return false };
    // "The gunman was found dead", "died by suicide": his own end.
    let end =
        matches!(harm.rule, "harm/state" | "harm/died") && matches!(people.single, Some(Single::Definite | Single::Name(_)));
    if end
        && harm.kind == HarmKind::Killed
        && people.tokens.clone().any(|at| sight.is_word(at, &["gunman", "knifeman", "shooter"]))
    {
        return true;
    }
    // "Two gunmen opened fire before being killed by police".
    let ended =
        harm.cue.start.checked_sub(2).filter(|&at| sight.is_word(at, &["before", "until"]) && sight.is_word(at + 1, &["being"]));
    let floor = sight.document.sentences[harm.sentence].first;
    let attacked = |before: usize| (floor..before).any(|at| sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some()));
    let armed = within(&sight.actors, people.tokens.clone()).iter().any(|actor| actor.value.path.is_under("Unknown"));
    if harm.kind == HarmKind::Killed && armed && ended.is_some_and(attacked) {
        return true;
    }
    // "Security forces later killed four people suspected of the attack".
    let accused = sight.is_word(people.tokens.end, &["accused", "suspected"]) && sight.is(people.tokens.end + 1, Classes::OF);
    if accused && harm.kind == HarmKind::Killed && harm.rule == "harm/active" {
        return true;
    }
    let range = people.tokens.start..(people.tokens.end + 4).min(sight.document.sentences[harm.sentence].end);
    range
        .clone()
        .any(|at| sight.is_among(at, &ATTACKERS) && (people.tokens.contains(&at) || sight.is_word(at.saturating_sub(2), &["of"])))
}

/// "An average of 12 deaths each day", "they kill three people a week": how many it usually is, and no event.
pub(super) fn is_rate(sight: &Sight<'_>, harm: &Harm) -> bool {
    const SPANS: &[&str] = &["day", "hour", "month", "night", "week", "year"];
    const AFTERWARDS: &[&str] = &["after", "ago", "before", "earlier", "later"];
    let every = |at: usize| {
        let each =
            sight.is_word(at, &["each", "every", "per"]) || sight.is_word(at, &["a"]) && !sight.is_word(at + 2, AFTERWARDS);
        each && sight.is_word(at + 1, SPANS)
    };
    let people = harm.people.as_ref().map(|people| people.tokens.clone());
    let average = |first: usize| first > 1 && sight.is_word(first - 1, &["of"]) && sight.is_word(first - 2, &["average"]);
    // "A child is killed in a crash every four minutes".
    let end = sight.document.sentences[harm.sentence].end;
    let often = |at: usize| {
        let unit = (at + 1..at + 4).any(|unit| sight.is_word(unit, &["days", "hours", "minutes", "seconds"]));
        sight.is_word(at, &["every"]) && unit
    };
    (harm.cue.end..end).any(often)
        || every(harm.cue.end)
        || people.is_some_and(|people| every(people.end) || average(people.start))
}

/// "12 guards died; three gunmen were also killed": the doers, named beside their victims, are no part of the toll.
pub(super) fn adds_doers(sight: &Sight<'_>, harm: &Harm) -> bool {
    const DOERS: &[&str] = &[
        "extremists",
        "gunman",
        "gunmen",
        "insurgents",
        "jihadists",
        "militants",
        "shooter",
        "shooters",
        "suspect",
        "suspects",
        "terrorist",
        "terrorists",
    ];
    let named = |people: &People| people.tokens.clone().any(|at| sight.is_word(at, DOERS));
    harm.is_others() && harm.people.as_ref().is_some_and(named)
}

/// "another attack", "in a separate incident", "elsewhere", "meanwhile": a new event begins here.
pub(super) fn is_new_event(sight: &Sight<'_>, draft: &Draft, found: &[Found]) -> bool {
    const APART: &[&str] = &["separately", "elsewhere", "meanwhile"];
    let start = draft.clause.start;
    let sentence = sight.document.sentences[draft.sentence].first;
    let other_case = start <= sentence + 1
        && sight.is_word(sentence, &["in"])
        && sight.is_word(sentence + 1, &["another", "separate"])
        && (sentence + 2..sentence + 4).any(|at| sight.is_word(at, &["case", "development", "event", "incident"]));
    let opening = other_case
        || (start..(start + 6).min(draft.clause.end))
            .any(|at| sight.is_word(at, APART) || (sight.is_word(at, &["separate"]) && at + 1 < draft.clause.end));
    let other = found.iter().filter(|f| f.cue.attack.is_some() && draft.clause.contains(&f.tokens.start)).any(|f| {
        let from = f.tokens.start.saturating_sub(3).max(start);
        let other = (from..f.tokens.start).find(|&at| sight.is_word(at, &["another", "separate", "second", "other", "similar"]));
        // "another man was shot": a man, and no other shooting; "the second killed six": of those told of.
        let noun = !verbs::is_verbal(sight, f.tokens.start, f.tokens.end);
        other.filter(|other| noun || other + 1 < f.tokens.start).is_some_and(|other| {
            (other + 1..f.tokens.start).all(|at| !names_person(sight, at) && !sight.is(at, Classes::BE.or(Classes::HAVE)))
        })
    });
    opening || other || came_after(sight, draft) || is_soon_after(sight, draft, found)
}

/// "About two hours later, four people were wounded when gunmen fired into a crowd": a deed of its own, told with its own victims.
fn is_soon_after(sight: &Sight<'_>, draft: &Draft, found: &[Found]) -> bool {
    const UNITS: &[&str] = &["hour", "hours", "minutes"];
    let sentence = sight.document.sentences[draft.sentence].first;
    let later = (sentence + 1..draft.anchor.start.min(sentence + SOON))
        .any(|at| sight.is_word(at, &["later"]) && sight.is_word(at - 1, UNITS));
    let when = (draft.anchor.end..sight.document.sentences[draft.sentence].end).any(|at| sight.is_word(at, &["as", "when"]));
    let deed = when || found.iter().any(|f| f.cue.attack.is_some() || f.cue.harm.is_some_and(|(_, how)| how == Attachment::Weak));
    let several = draft.told().any(|told| told.count.min > 1 && !told.known && !told.others && !told.toll);
    later && deed && several
}

/// Words of "About two and a half hours later".
const SOON: usize = 8;

/// "The attack came a week after jihadists killed 40": of these, and not of the attack.
fn came_after(sight: &Sight<'_>, draft: &Draft) -> bool {
    const CAME: &[&str] = &["came", "comes", "happened", "occurred", "place"];
    let sentence = sight.document.sentences[draft.sentence].first;
    let opening = sentence..draft.anchor.start.min(sentence + CAME_AFTER);
    let after = |came: usize| (came + 1..came + 6).any(|at| at < draft.anchor.start && sight.is_word(at, &["after"]));
    let attack = |came: usize| {
        let noun = |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        (sentence + 1..came).any(noun)
    };
    let came = opening.into_iter().find(|&at| sight.is_word(at, CAME) && after(at));
    let told_by_came = |came: usize| sight.is_word(came, &["came", "comes"]) && came <= sentence + 3;
    sight.is_word(sentence, &["that", "the", "this"]) && came.is_some_and(|came| attack(came) || told_by_came(came))
}

/// Words in which a sentence names what came: "The latest attack on the village came".
const CAME_AFTER: usize = 8;

/// "had put the dead at five", "a first count spoke of 19", "initially said that 30 had died"; not "revising an earlier count of eight",
/// which tells of the new one.
pub(super) fn is_outdated(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    const BEFORE: WordSet<9> = WordSet::of([
        "had",
        "first",
        "earlier",
        "initial",
        "initially",
        "originally",
        "preliminary",
        "previous",
        "provisionally",
    ]);
    sentence.clone().filter(|&at| sight.is_among(at, &BEFORE)).any(|at| {
        let had_said = sight.is_word(at, &["had"])
            && sight.is_word(at + 1, &["put", "spoken", "given", "first", "earlier", "initially", "previously", "counted"]);
        let first_count = sight.is_word(at, &["first", "earlier", "initial", "preliminary", "previous"])
            && sight.is_word(at + 1, &["count", "counts", "toll", "tolls", "tally", "reports", "estimate", "figure", "death"]);
        let revised = || (at.saturating_sub(REVISED).max(sentence.start)..at).any(|word| sight.is_among(word, &REVISES));
        had_said || first_count && !revised() || first_said(sight, at)
    })
}

/// "initially put the number of dead at 30", "police originally said".
fn first_said(sight: &Sight<'_>, at: usize) -> bool {
    const COUNTS: &[&str] = &["counted", "estimated", "gave", "listed", "put"];
    let told = |verb: usize| sight.is(verb, Classes::SPEECH) || sight.is_word(verb, COUNTS);
    sight.is_word(at, &["initially", "originally", "provisionally"]) && (told(at + 1) || at > 0 && told(at - 1))
}

/// "Twelve were killed, up from a previous toll of ten": what was counted before.
pub(super) fn is_older_toll(sight: &Sight<'_>, harm: &Harm) -> bool {
    const OLDER: &[&str] = &["earlier", "initial", "original", "preliminary", "previous"];
    let floor = sight.document.sentences[harm.sentence].first;
    let before = harm.cue.start.saturating_sub(OLDER_TOLL).max(floor)..harm.cue.start;
    let revised = |at: usize| (at.saturating_sub(REVISED).max(floor)..at).any(|word| sight.is_among(word, &REVISES));
    harm.rule == "harm/toll" && before.into_iter().any(|at| sight.is_word(at, OLDER) && revised(at))
}

/// Words from "previous" to the toll.
const OLDER_TOLL: usize = 3;

/// What is done to an older count in the sentence of the new one.
const REVISES: WordSet<21> = WordSet::of([
    "above",
    "correcting",
    "corrected",
    "doubled",
    "doubles",
    "doubling",
    "exceeding",
    "from",
    "lowering",
    "raising",
    "replaces",
    "replacing",
    "revised",
    "revises",
    "revising",
    "surpassing",
    "than",
    "triples",
    "tripling",
    "up",
    "updating",
]);

/// Words from such a verb to the older count: "revising down an".
const REVISED: usize = 4;

/// Deaths told at once that are news, whatever brought them.
const SEVERAL: u32 = 3;

/// What is done to those who die at the hands of police and guards.
const IN_THEIR_HANDS: WordSet<8> =
    WordSet::of(["chokehold", "custody", "handcuffed", "restrained", "tased", "taser", "tasered", "waterboarded"]);

/// "died" of one person, with no violence in sight: in the sentence, the two before it, or the one after.
pub(super) fn is_quiet(sight: &Sight<'_>, draft: &Draft, found: &[Found]) -> bool {
    if draft.rule != "harm/died" && draft.rule != "harm/state" && draft.rule != "harm/noun-of" {
        return false;
    }
    // "crushed to death", "trampled to death": the words tell of violence themselves.
    let to_death = sight.is_word(draft.anchor.end - 1, &["death"]) && draft.anchor.len() > 2;
    // Bodies are also carried home and buried.
    let bodies = sight.is_word(draft.anchor.start, &["bodies", "corpses", "remains"]) && !are_found(sight, draft);
    let least = if sight.is_word(draft.anchor.start, &["bodies"]) { 2 } else { SEVERAL };
    if to_death || !bodies && draft.killed.as_ref().is_some_and(|told| told.count.min >= least) {
        return false;
    }
    // "died after he was Tasered", "died in custody".
    let in_their_hands = sight.document.sentences[draft.sentence].tokens().any(|at| sight.is_among(at, &IN_THEIR_HANDS));
    let violent = in_their_hands
        || found.iter().any(|f| {
            f.cue.attack.is_some() || f.cue.harm.is_some_and(|(kind, _)| kind == HarmKind::Injured) || is_violent_death(f)
        });
    let sentences = &sight.document.sentences;
    let from = sentences[draft.sentence.saturating_sub(2)].first;
    let to = sentences[(draft.sentence + 1).min(sentences.len() - 1)].end;
    let slain = tells_of_slaying(sight, draft);
    !violent && !slain && within(&sight.means, from..to).is_empty()
}

/// "died after a long illness", "dies at 88", "died of an aneurysm": of one person, by nobody's doing.
pub(super) fn is_natural(sight: &Sight<'_>, draft: &Draft) -> bool {
    const CAUSES: WordSet<18> = WordSet::of([
        "alzheimer",
        "aneurysm",
        "cancer",
        "dementia",
        "diabetes",
        "embolism",
        "illness",
        "leukaemia",
        "leukemia",
        "lymphoma",
        "melanoma",
        "parkinson",
        "peacefully",
        "pneumonia",
        "prostate",
        "sclerosis",
        "stroke",
        "tumour",
    ]);
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let end = draft.anchor.end;
    if draft.rule != "harm/died" || draft.killed.as_ref().is_some_and(|told| told.count.max.is_none_or(|most| most > 2)) {
        return false;
    }
    let behind = end..sentence.end.min(end + NATURAL);
    // "dies at 88", but "pronounced dead at 4:07".
    let age = || sight.document.word(end + 1).parse::<u32>().is_ok_and(|age| (OLD..=OLDEST).contains(&age));
    let dies = sight.is_word(end - 1, &["died", "dies"]) && sight.is_word(end, &["aged", "at"]);
    let clock = || sight.document.gap(end + 2).has(Gap::COLON) || sight.is_word(end + 2, &["a", "am", "p", "pm"]);
    let aged = dies && age() && !clock();
    aged || behind.into_iter().any(|at| sight.is_among(at, &CAUSES))
}

/// Words from a death to what brought it: "died on Sunday at his home on the Upper East Side of Manhattan after a long".
const NATURAL: usize = 18;

/// Ages at which a death is told by the age alone.
const OLD: u32 = 60;
const OLDEST: u32 = 125;

/// "Rescuers recovered the bodies of four fishermen", "the bodies were found": no funeral.
fn are_found(sight: &Sight<'_>, draft: &Draft) -> bool {
    const FINDS: &[&str] =
        &["discovered", "discover", "found", "find", "pulled", "recovered", "recover", "retrieved", "retrieve"];
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let near = draft.anchor.start.saturating_sub(4).max(sentence.start)..(draft.clause.end + 4).min(sentence.end);
    near.into_iter().any(|at| sight.is_word(at, FINDS))
}

/// Nouns for a death that somebody brought about.
pub(super) const SLAYINGS: &[&str] = &[
    "assassination",
    "assassinations",
    "killing",
    "killings",
    "massacre",
    "massacres",
    "murder",
    "murders",
    "slaying",
    "slayings",
];

/// "the assassination of Ruiz": the deed itself is named.
pub(super) fn tells_of_slaying(sight: &Sight<'_>, draft: &Draft) -> bool {
    draft.anchor.clone().any(|at| sight.is_word(at, SLAYINGS))
}

fn is_violent_death(found: &Found) -> bool {
    matches!(found.cue.harm, Some((HarmKind::Killed, crate::lexicon::Attachment::Verb)))
}

/// "The attack happened in the village of X", "The attackers surrounded": the sentence goes on with what was told before.
pub(super) fn opens_with_the_attack(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    const OTHERS: WordSet<13> = WordSet::of([
        "another",
        "deadliest",
        "earlier",
        "first",
        "last",
        "latest",
        "other",
        "previous",
        "recent",
        "second",
        "similar",
        "third",
        "worst",
    ]);
    const OPENING: usize = 4;
    let opening = sentence.start + 1..sentence.end.min(sentence.start + 1 + OPENING);
    if !sight.is_word(sentence.start, &["the", "this"]) || opening.clone().any(|at| sight.is_among(at, &OTHERS)) {
        return false;
    }
    opening.into_iter().any(|at| {
        let attack = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attack || sight.is_among(at, &ATTACKERS)
    })
}
