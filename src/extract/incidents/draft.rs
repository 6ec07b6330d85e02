//! One telling of one event, out of one sentence: its harms, and the tokens that belong to it.

use std::ops::Range;

use super::{arms, roles};
use crate::document::Gap;
use crate::extract::harm::{Found, Harm};
use crate::extract::people::Single;
use crate::extract::sight::{Sight, within};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{AttackWord, Classes, HarmKind};
use crate::model::{Count, DateRange, Location, MeansUsed, Qualifier, Role, Scope, Use};

/// A count with what tells how it relates to other counts of the same event.
#[derive(Clone, Debug)]
pub struct Told {
    /// The count.
    pub count: Count,
    /// It replaces earlier numbers.
    pub toll: bool,
    /// It counts people not counted before.
    pub others: bool,
    /// It counts a single person, so named.
    pub single: Option<Single>,
    /// "shot", "stabbed".
    pub weak: bool,
}

/// Where a slot's value was found, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// In the telling's own clause.
    Clause,
    /// In its sentence.
    Sentence,
    /// In its paragraph.
    Paragraph,
    /// In a short line above it.
    Heading,
    /// In an earlier telling.
    Earlier,
    /// In the article's lead or dateline.
    Lead,
    /// In the article's date.
    Published,
}

/// One telling of one event.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The number of its sentence.
    pub sentence: usize,
    /// The tokens that belong to it.
    pub clause: Range<usize>,
    /// The cue that speaks loudest.
    pub anchor: Range<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// Counts by kind of harm.
    pub killed: Option<Told>,
    /// Injured.
    pub injured: Option<Told>,
    /// Killed or injured.
    pub combined: Option<Told>,
    /// Missing.
    pub missing: Option<Told>,
    /// Captured.
    pub captured: Option<Told>,
    /// Displaced.
    pub displaced: Option<Told>,
    /// Where, and how near that stood.
    pub location: Option<(Location, Nearness)>,
    /// When, and how near that stood.
    pub when: Option<(DateRange, Nearness)>,
    /// Who did it.
    pub initiator: Vec<Role>,
    /// Who was hit.
    pub target: Vec<Role>,
    /// With what.
    pub means: Vec<MeansUsed>,
    /// Who says so.
    pub claimant: Vec<Role>,
    /// How much its numbers cover.
    pub scope: Scope,
    /// "another attack", "in a separate incident": not one told before.
    pub new_event: bool,
    /// Tells of harm to people, counted or not.
    pub harmful: bool,
    /// An earlier count that the article itself has left behind: "had spoken of 19 dead at first".
    pub outdated: bool,
    /// The doer's own account: "claimed responsibility and said that it had killed 70".
    pub boast: bool,
    /// A death that nothing violent stands beside: an obituary until shown otherwise.
    pub quiet: bool,
}

/// The rule of a remark on an event told elsewhere.
const REMARK: &str = "incident/claimed";

impl Draft {
    /// True for a claim or an accusation without an event of its own.
    pub fn is_remark(&self) -> bool {
        self.rule == REMARK
    }

    fn new(sentence: usize, clause: Range<usize>, anchor: Range<usize>, rule: &'static str) -> Self {
        Self {
            sentence,
            clause,
            anchor,
            rule,
            killed: None,
            injured: None,
            combined: None,
            missing: None,
            captured: None,
            displaced: None,
            location: None,
            when: None,
            initiator: Vec::new(),
            target: Vec::new(),
            means: Vec::new(),
            claimant: Vec::new(),
            scope: Scope::Incident,
            new_event: false,
            harmful: false,
            quiet: false,
            outdated: false,
            boast: false,
        }
    }

    /// The slot for a kind of harm.
    pub fn slot(&mut self, kind: HarmKind) -> &mut Option<Told> {
        match kind {
            HarmKind::Killed => &mut self.killed,
            HarmKind::Injured => &mut self.injured,
            HarmKind::Combined => &mut self.combined,
            HarmKind::Missing => &mut self.missing,
            HarmKind::Captured => &mut self.captured,
            HarmKind::Displaced => &mut self.displaced,
        }
    }

    /// True if it gives a number for this kind of harm.
    pub const fn tells_of(&self, kind: HarmKind) -> bool {
        match kind {
            HarmKind::Killed => self.killed.is_some(),
            HarmKind::Injured => self.injured.is_some(),
            HarmKind::Combined => self.combined.is_some(),
            HarmKind::Missing => self.missing.is_some(),
            HarmKind::Captured => self.captured.is_some(),
            HarmKind::Displaced => self.displaced.is_some(),
        }
    }

    /// All counts told.
    pub fn told(&self) -> impl Iterator<Item = &Told> {
        [&self.killed, &self.injured, &self.combined, &self.missing, &self.captured, &self.displaced].into_iter().flatten()
    }

    /// True if all it says is that nobody was harmed.
    pub fn is_only_zero(&self) -> bool {
        self.is_counted() && self.told().all(|told| told.count.is_zero())
    }

    /// Forgets its numbers: another telling has better ones.
    pub fn forget_counts(&mut self) {
        (self.killed, self.injured, self.combined) = (None, None, None);
        (self.missing, self.captured, self.displaced) = (None, None, None);
    }

    /// True if it gives a number of people, zero included.
    pub fn is_counted(&self) -> bool {
        self.told().next().is_some()
    }

    /// True if its own words name its scene, or a weapon or an armed doer that needs none.
    pub fn is_placed(&self) -> bool {
        if self.rule == ARMED {
            return true;
        }
        self.location.as_ref().is_some_and(|(_, near)| *near == Nearness::Clause)
    }

    fn take(&mut self, harm: &Harm) {
        self.harmful = true;
        let Some(count) = harm.count.clone() else { return };
        if count.is_zero() && harm.kind == HarmKind::Combined {
            self.say_zero(&count);
            return;
        }
        let single = harm.people.as_ref().and_then(|p| p.single.clone());
        let told = Told { count, toll: harm.toll, others: harm.is_others(), single, weak: harm.weak };
        let slot = self.slot(harm.kind);
        match slot {
            None => *slot = Some(told),
            Some(known) => known.join(told),
        }
    }

    /// "No casualties" says zero of both.
    fn say_zero(&mut self, count: &Count) {
        for kind in [HarmKind::Killed, HarmKind::Injured] {
            let told = Told { count: count.clone(), toll: false, others: false, single: None, weak: false };
            self.slot(kind).get_or_insert(told);
        }
    }
}

impl Told {
    /// Takes in another count of the same kind from the same telling.
    fn join(&mut self, other: Self) {
        let named_twice = self.single.is_some()
            && other.single.is_some()
            && self.single != other.single
            && !matches!(other.single, Some(Single::Pronoun | Single::Definite));
        if other.toll || (self.weak && !other.weak) {
            *self = other;
        } else if (other.others || named_twice) && !other.weak {
            self.count.min = self.count.min.saturating_add(other.count.min);
            self.count.max = self.count.max.zip(other.count.max).map(|(a, b)| a.saturating_add(b));
            self.count.words = format!("{} + {}", self.count.words, other.count.words);
            self.count.qualifier = Qualifier::Listed;
            self.single = None;
        }
    }
}

/// The drafts of one sentence.
pub fn of_sentence(sight: &Sight<'_>, sentence: usize, found: &[Found], harms: Vec<Harm>) -> Vec<Draft> {
    let range = sight.document.sentences[sentence].tokens();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut last: Option<Harm> = None;
    for harm in harms.into_iter().filter(|h| !h.is_subset() && !is_attackers_own(sight, h)) {
        let apart = last.as_ref().is_none_or(|last| is_apart(sight, last, &harm, drafts.last()));
        if apart {
            drafts.push(Draft::new(sentence, range.clone(), harm.cue.clone(), harm.rule));
        }
        if let Some(draft) = drafts.last_mut() {
            draft.take(&harm);
            if apart {
                draft.clause = harm.clause.clone();
            } else {
                draft.clause = draft.clause.start.min(harm.clause.start)..draft.clause.end.max(harm.clause.end);
            }
        }
        last = Some(harm);
    }
    share_out(sight, &mut drafts, &range);
    if drafts.is_empty() {
        drafts.extend(attack_alone(sight, sentence, found));
    }
    for draft in &mut drafts {
        draft.new_event = is_new_event(sight, draft, found);
        draft.quiet = is_quiet(sight, draft, found);
        draft.outdated = is_outdated(sight, &range);
        draft.boast = range.clone().any(|at| {
            sight.is_word(at, &["responsibility"]) || (sight.is_word(at, &["claimed"]) && sight.is_word(at + 1, &["the", "it"]))
        });
    }
    drafts
}

/// A sentence that tells of no event, but who is said to have done the one told before, or with what.
pub fn remark(sight: &Sight<'_>, sentence: usize) -> Option<Draft> {
    let range = sight.document.sentences[sentence].tokens();
    let doers = roles::claimed_or_blamed(sight, &range);
    let mut draft = Draft::new(sentence, range.clone(), range.start..range.start + 1, REMARK);
    draft.initiator = doers;
    draft.means = arms::weapons_used(sight, &range);
    (!draft.initiator.is_empty() || !draft.means.is_empty()).then_some(draft)
}

/// "two of the attackers were killed": those who attacked are no victims.
fn is_attackers_own(sight: &Sight<'_>, harm: &Harm) -> bool {
    const ATTACKERS: &[&str] = &[
        "attacker",
        "attackers",
        "assailant",
        "assailants",
        "bomber",
        "bombers",
        "hijackers",
        "kidnappers",
        "abductors",
        "perpetrators",
        "raiders",
    ];
    let Some(people) = &harm.people else { return false };
    let range = people.tokens.start..people.tokens.end + 4;
    range.clone().any(|at| sight.is_word(at, ATTACKERS) && (people.tokens.contains(&at) || sight.is_word(at - 2, &["of"])))
}

/// Two harms are of two events if the same kind is counted twice and a place stands between them or beside each.
fn is_apart(sight: &Sight<'_>, last: &Harm, next: &Harm, draft: Option<&Draft>) -> bool {
    if next.rule == "harm/elliptical" {
        return true;
    }
    let told = draft.is_some_and(|d| d.tells_of(next.kind));
    let gap = last.clause.end..next.clause.start;
    let reset = (gap.start..=gap.end).any(|at| sight.document.gap(at).has(Gap::SEMICOLON));
    let after = literal_places(sight, next.clause.start..sight.document.sentences[next.sentence].end) > 0;
    let before = literal_places(sight, last.clause.start..next.clause.start) > 0;
    let between = literal_places(sight, gap) > 0;
    let own_place = before && after;
    // "two were killed in Kharkiv, four injured in Kherson": another kind of harm, with a place right behind each.
    if between && !next.is_others() && is_placed_behind(sight, last) && is_placed_behind(sight, next) {
        return true;
    }
    (told && (own_place || (between && !next.is_others()))) || (reset && own_place)
}

/// True if a place with its preposition follows the harm: "were injured in Kherson".
fn is_placed_behind(sight: &Sight<'_>, harm: &Harm) -> bool {
    let end = harm.clause.end;
    let places = within(&sight.locations, end..end + 5);
    let place = places.iter().find(|l| l.value.usage == Use::Literal);
    let preposition = sight.is_word(end, &["in", "at", "near", "outside"]);
    preposition && place.is_some_and(|p| !(end..=p.mention.first).any(|at| sight.document.gap(at).has(Gap::COMMA)))
}

fn literal_places(sight: &Sight<'_>, range: Range<usize>) -> usize {
    within(&sight.locations, range).iter().filter(|l| l.value.usage == Use::Literal).count()
}

/// Parts the sentence among the drafts: between two of them at the first comma or "and" after the earlier one, so that both
/// "three in Odesa, two in Sumy" and "in Odesa three died, in Sumy two" keep their places.
fn share_out(sight: &Sight<'_>, drafts: &mut [Draft], range: &Range<usize>) {
    let mut start = range.start;
    for at in 0..drafts.len() {
        let own_end = drafts[at].clause.end;
        let end = drafts.get(at + 1).map_or(range.end, |next| first_border(sight, own_end, next.clause.start));
        drafts[at].clause = start..end;
        start = end;
    }
}

fn first_border(sight: &Sight<'_>, from: usize, to: usize) -> usize {
    let marks = Gap::COMMA.and(Gap::SEMICOLON).and(Gap::COLON).and(Gap::DASH);
    let joints = Classes::AND.or(Classes::BUT).or(Classes::SUBORDINATOR);
    (from..to).find(|&at| sight.document.gap(at).has(marks) || sight.is(at, joints)).unwrap_or_else(|| from.max(to))
}

/// An attack or a disaster told without any harm to people: needs a doer, a means or a target, and happened.
fn attack_alone(sight: &Sight<'_>, sentence: usize, found: &[Found]) -> Option<Draft> {
    let range = sight.document.sentences[sentence].tokens();
    let verbs = found.iter().filter(|f| {
        let verbal = match f.cue.attack {
            Some(AttackWord::Verb | AttackWord::Burst) => true,
            Some(AttackWord::Either) => verbs::is_verbal(sight, f.tokens.start, f.tokens.end),
            _ => false,
        };
        verbal && f.cue.harm.is_none_or(|(kind, _)| kind != HarmKind::Killed) && is_real(sight, f, range.start)
    });
    let nouns = found.iter().filter(|f| f.cue.attack.is_some_and(AttackWord::can_be_noun) && tells_of_event(sight, f, &range));
    verbs.chain(nouns).find_map(|anchor| {
        let clause = around(sight, &anchor.tokens, &range);
        let means = !within(&sight.means, clause.clone()).is_empty();
        let actor = !within(&sight.actors, clause.clone()).is_empty();
        let demonym = within(&sight.locations, clause.clone()).iter().any(|l| l.value.usage == Use::Demonym);
        let placed = literal_places(sight, clause.clone()) > 0;
        let told = placed && (means || actor || demonym || anchor.cue.attack == Some(AttackWord::Burst));
        if told {
            return Some(Draft::new(sentence, clause, anchor.tokens.clone(), "incident/attack"));
        }
        is_armed(sight, anchor, &clause).then(|| Draft::new(sentence, clause, anchor.tokens.clone(), ARMED))
    })
}

/// The rule of an attack told with its weapon or its armed doer, wherever it was.
const ARMED: &str = "incident/armed-attack";

/// "A bomb exploded in front of the bank", "guerrillas attacked the substation": an attack that needs no place of its own to
/// be one.
fn is_armed(sight: &Sight<'_>, anchor: &Found, clause: &Range<usize>) -> bool {
    const FORCE: &[&str] = &[
        "ambushed",
        "attacked",
        "blew",
        "bombarded",
        "bombed",
        "dynamited",
        "exploded",
        "fired",
        "hurled",
        "lobbed",
        "machinegunned",
        "opened",
        "raided",
        "ransacked",
        "sabotaged",
        "set",
        "shelled",
        "stormed",
        "torched",
        "went",
        "detonated",
        "ambush",
        "attack",
        "burned",
        "destroyed",
    ];
    let noun = anchor.tokens.start;
    let staged = (clause.start.max(noun.saturating_sub(4))..noun).find(|&verb| roles::stages_attack(sight, verb));
    let verbal = match anchor.cue.attack {
        Some(AttackWord::Noun) | None => false,
        Some(AttackWord::Either) => verbs::is_verbal(sight, noun, anchor.tokens.end),
        Some(_) => true,
    };
    if staged.is_none() && (!verbal || !sight.is_word(noun, FORCE)) {
        return false;
    }
    let at = staged.unwrap_or(noun);
    let armed = within(&sight.means, clause.clone()).iter().any(|m| EXPLOSIVES.iter().any(|kind| m.value.is_under(kind)));
    let doers = within(&sight.actors, clause.start..at);
    let doer = doers.iter().rev().find(|a| roles::may_attack(a.value));
    let subject = doer.is_some_and(|a| !sight.document.gap(a.mention.end).has(Gap::COMMA) && at - a.mention.end < 8);
    (armed && !sight.is_word(at, &["destroyed", "burned"])) || (subject && !verbs::group(sight, at, clause.start).passive)
}

/// Means whose use is an attack wherever they are named as used.
const EXPLOSIVES: &[&str] = &["Explosive", "Rocket", "Shelling", "Missile", "Drone", "Airstrike", "Arson"];

/// The clause around a cue: up to a word or a mark that opens another.
fn around(sight: &Sight<'_>, cue: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let opens = |at: usize| {
        sight.is(at, Classes::SUBORDINATOR.or(Classes::BUT)) || sight.is_parted(at) || sight.is_word(at, &["despite"])
    };
    let start = (range.start..cue.start).rev().find(|&at| opens(at)).unwrap_or(range.start);
    let end = (cue.end..range.end).find(|&at| opens(at)).unwrap_or(range.end);
    start..end
}

fn is_real(sight: &Sight<'_>, found: &Found, floor: usize) -> bool {
    verbs::group(sight, found.tokens.start, floor).reality == Reality::Real
}

/// "an attack on X", "the shelling of Y", "a strike hit Z", as against "attacks must stop".
fn tells_of_event(sight: &Sight<'_>, found: &Found, range: &Range<usize>) -> bool {
    let next = found.tokens.end;
    let placed = next < range.end && sight.is_word(next, &["on", "in", "near", "at", "against", "outside", "of"]);
    let happened = sight.is_word(next, &["occurred", "occurs", "happened", "took", "broke", "ripped", "hit", "rocked"]);
    (placed || happened) && !verbs::is_unreal_before(sight, found.tokens.start, range.start)
}

/// "another attack", "in a separate incident", "elsewhere", "meanwhile": a new event begins here.
fn is_new_event(sight: &Sight<'_>, draft: &Draft, found: &[Found]) -> bool {
    const APART: &[&str] = &["separately", "elsewhere", "meanwhile"];
    let start = draft.clause.start;
    let opening = (start..(start + 6).min(draft.clause.end))
        .any(|at| sight.is_word(at, APART) || (sight.is_word(at, &["separate"]) && at + 1 < draft.clause.end));
    let other = found.iter().filter(|f| f.cue.attack.is_some() && draft.clause.contains(&f.tokens.start)).any(|f| {
        let from = f.tokens.start.saturating_sub(3).max(start);
        (from..f.tokens.start).any(|at| sight.is_word(at, &["another", "separate", "second", "other", "similar"]))
    });
    opening || other
}

/// "had put the dead at five", "a first count spoke of 19".
fn is_outdated(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        let had_said = sight.is_word(at, &["had"])
            && sight.is_word(at + 1, &["put", "spoken", "given", "first", "earlier", "initially", "counted"]);
        let first_count = sight.is_word(at, &["first", "earlier", "initial", "preliminary"])
            && sight.is_word(at + 1, &["count", "counts", "toll", "tally", "reports", "estimate"]);
        had_said || first_count
    })
}

/// "died" of one person, with no violence in sight: in the sentence, the two before it, or the one after.
fn is_quiet(sight: &Sight<'_>, draft: &Draft, found: &[Found]) -> bool {
    if draft.rule != "harm/died" && draft.rule != "harm/state" && draft.rule != "harm/noun-of" {
        return false;
    }
    let violent = found
        .iter()
        .any(|f| f.cue.attack.is_some() || f.cue.harm.is_some_and(|(kind, _)| kind == HarmKind::Injured) || is_violent_death(f));
    let sentences = &sight.document.sentences;
    let from = sentences[draft.sentence.saturating_sub(2)].first;
    let to = sentences[(draft.sentence + 1).min(sentences.len() - 1)].end;
    let slain = draft.anchor.clone().any(|at| sight.is_word(at, SLAYINGS));
    !violent && !slain && within(&sight.means, from..to).is_empty()
}

/// Nouns for a death that somebody brought about.
const SLAYINGS: &[&str] = &[
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

fn is_violent_death(found: &Found) -> bool {
    matches!(found.cue.harm, Some((HarmKind::Killed, crate::lexicon::Attachment::Verb)))
}
