//! One telling of one event, out of one sentence: its harms, and the tokens that belong to it.

use std::ops::Range;

use super::arms::Arm;
use super::attack::ARMED;
use super::planted::FOILED;
use crate::extract::harm::Harm;
use crate::extract::people::{Name, Single};
use crate::lexicon::HarmKind;
use crate::model::{Count, DateRange, Location, Qualifier, Role, Scope};

/// A count with what tells how it relates to other counts of the same event.
#[derive(Clone, Debug)]
pub struct Told {
    /// The count.
    pub count: Count,
    /// It replaces earlier numbers.
    pub toll: bool,
    /// It counts people not counted before.
    pub others: bool,
    /// It counts several spoken of before: "the two officers".
    pub known: bool,
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
    /// In the article's lead, or where the telling before had it from there.
    Lead,
    /// In the dateline before the telling: where the story was filed, and perhaps where it happened.
    Dateline,
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
    /// Where its sentence comes to the news, behind "two weeks after gunmen killed nine people,".
    pub opens: usize,
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
    /// The town of the dateline, where the headline only names what it lies in.
    pub filed: Option<Location>,
    /// When, and how near that stood.
    pub when: Option<(DateRange, Nearness)>,
    /// Who did it.
    pub initiator: Vec<Role>,
    /// Who was hit.
    pub target: Vec<Role>,
    /// With what.
    pub means: Vec<Arm>,
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
    /// "; the toll later rose to 23": of what its sentence told before.
    pub risen: bool,
    /// Tells only what became of some told of before: "one of them died".
    pub part: bool,
    /// "The attack in X", "The attackers": of what was told before.
    pub back: bool,
    /// "A woman later died in hospital": one of those hurt before.
    pub later: bool,
    /// Told in the headline only.
    pub headline: bool,
    /// Its place is only a part of a town: "in east London".
    pub part_of_town: bool,
    /// Counts none but the doers' own dead: "police killed two of the attackers".
    pub theirs: bool,
    /// The tokens of those harmed.
    pub victims: Vec<Range<usize>>,
    /// The names of those killed.
    pub dead: Vec<Name>,
    /// The names of those injured.
    pub hurt: Vec<Name>,
    /// The names of those held.
    pub held: Vec<Name>,
    /// A death that nothing violent stands beside: an obituary until shown otherwise.
    pub quiet: bool,
}

/// The rule of a remark on an event told elsewhere.
pub(super) const REMARK: &str = "incident/claimed";

impl Draft {
    /// True for a claim or an accusation without an event of its own.
    pub fn is_remark(&self) -> bool {
        self.rule == REMARK
    }

    pub(super) fn new(sentence: usize, clause: Range<usize>, anchor: Range<usize>, rule: &'static str) -> Self {
        Self {
            sentence,
            opens: clause.start,
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
            filed: None,
            when: None,
            initiator: Vec::new(),
            target: Vec::new(),
            means: Vec::new(),
            claimant: Vec::new(),
            scope: Scope::Incident,
            new_event: false,
            harmful: false,
            victims: Vec::new(),
            dead: Vec::new(),
            hurt: Vec::new(),
            held: Vec::new(),
            quiet: false,
            outdated: false,
            boast: false,
            part: false,
            risen: false,
            later: false,
            back: false,
            headline: false,
            part_of_town: false,
            theirs: false,
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

    /// True if all those it counts were spoken of before.
    pub fn is_pointed(&self) -> bool {
        self.is_counted() && self.told().all(|told| told.known)
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
        if [ARMED, FOILED].contains(&self.rule) {
            return true;
        }
        self.location.as_ref().is_some_and(|(_, near)| matches!(near, Nearness::Clause | Nearness::Dateline))
    }

    pub(super) fn take(&mut self, harm: &Harm) {
        self.harmful = true;
        self.victims.extend(harm.people.iter().map(|p| p.tokens.clone()));
        let names = harm.people.iter().flat_map(|p| p.names.iter().cloned());
        match harm.kind {
            HarmKind::Killed => self.dead.extend(names),
            HarmKind::Injured => self.hurt.extend(names),
            HarmKind::Captured => self.held.extend(names),
            _ => {}
        }
        let Some(count) = harm.count.clone() else { return };
        // "Nobody was hurt": and nobody was killed.
        let unharmed = matches!(harm.kind, HarmKind::Combined | HarmKind::Injured) && !harm.is_others();
        if count.is_zero() && unharmed {
            self.say_zero(&count);
            return;
        }
        let single = harm.people.as_ref().and_then(|p| p.single.clone());
        // "two dead and three others wounded": others than the dead, not than wounded ones told before.
        let others = harm.is_others() && (self.tells_of(harm.kind) || !self.is_counted());
        let known = harm.people.as_ref().is_some_and(|p| p.known);
        // "killed two and shot three others": these were told apart from the dead.
        // So is "a man" who was shot after "a boy was killed".
        let another = harm.is_others() || single == Some(Single::Indefinite);
        let weak = harm.weak && !(another && self.killed.is_some());
        let told = Told { count, toll: harm.toll, others, known, single, weak };
        let slot = self.slot(harm.kind);
        match slot {
            None => *slot = Some(told),
            Some(known) => known.join(told),
        }
    }

    /// Widens its count to another source's; false if there is nothing to widen, or the two agree.
    pub(super) fn doubt(&mut self, harm: &Harm) -> bool {
        let told = self.slot(harm.kind).as_mut();
        told.zip(harm.count.as_ref()).is_some_and(|(told, other)| told.widen(other))
    }

    /// "No casualties" says zero of both.
    fn say_zero(&mut self, count: &Count) {
        for kind in [HarmKind::Killed, HarmKind::Injured] {
            let told = Told { count: count.clone(), toll: false, others: false, known: false, single: None, weak: false };
            self.slot(kind).get_or_insert(told);
        }
    }
}

impl Told {
    /// From the lower to the higher of two sources' counts of the same people, unless they agree or one of them counts nearly nobody else's.
    pub(super) fn widen(&mut self, other: &Count) -> bool {
        let known = &mut self.count;
        let (low, high) = (known.min.min(other.min), known.min.max(other.min));
        if known.meets(other) || low < high / 2 || low == 0 {
            return false;
        }
        known.max = known.max.zip(other.max).map(|(a, b)| a.max(b));
        known.min = low;
        known.words = format!("{}; {}", known.words, other.words);
        known.qualifier = Qualifier::Range;
        true
    }

    /// Takes in another count of the same kind from the same telling.
    fn join(&mut self, other: Self) {
        let named_twice = match (&self.single, &other.single) {
            (_, None | Some(Single::Pronoun | Single::Definite)) | (None, _) => false,
            (Some(Single::Name(one)), Some(Single::Name(other))) => !one.may_be(other),
            (one, other) => one != other,
        };
        if other.toll || (self.weak && !other.weak) {
            *self = other;
        // A toll holds all who died: "rose to 12 after three more people died".
        } else if (other.others || named_twice) && !other.weak && !self.toll {
            self.count.min = self.count.min.saturating_add(other.count.min);
            self.count.max = self.count.max.zip(other.count.max).map(|(a, b)| a.saturating_add(b));
            self.count.words = format!("{} + {}", self.count.words, other.count.words);
            self.count.qualifier = Qualifier::Listed;
            self.single = None;
        }
    }
}
