//! Reads one cue of harm that is a noun, a toll or a phrase of lives lost.

use super::Harm;
use super::reader::Reader;
use crate::document::Gap;
use crate::extract::mention::{Quantity, Unit};
use crate::extract::people::{self, People};
use crate::extract::sight::{Seen, within};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{Classes, HarmKind, WordSet};
use crate::model::{Count, Qualifier};

/// How far its number may stand behind "the death toll": "from a fire in a mill in X, north of Y, rose to 31".
const TOLL_REACH: usize = 26;

/// What a number may stand behind to be far from its toll.
const TOLL_RISES: &[&str] = &["to", "at", "reached", "passed", "topped", "hit"];

/// What is done with bodies long after the deaths, or with other bodies than those of an event.
const HANDED_OVER: WordSet<27> = WordSet::of([
    "donated",
    "embalmed",
    "exchange",
    "exchanged",
    "exchanging",
    "exhumation",
    "exhume",
    "exhumed",
    "exhuming",
    "handed",
    "handover",
    "hands",
    "reburied",
    "repatriate",
    "repatriated",
    "repatriates",
    "repatriating",
    "repatriation",
    "return",
    "returned",
    "returning",
    "returns",
    "stolen",
    "swap",
    "swapped",
    "unclaimed",
    "unearthed",
]);

/// What is held for those who died before.
const MEMORIALS: [&str; 5] = ["memorial", "tribute", "tributes", "vigil", "prayers"];

/// What one can be a victim of and live unhurt.
const SUFFERED: WordSet<24> = WordSet::of([
    "abduction",
    "abuse",
    "assault",
    "crime",
    "cyclone",
    "drought",
    "earthquake",
    "flood",
    "fraud",
    "hostage",
    "hurricane",
    "kidnap",
    "kidnapping",
    "quake",
    "rape",
    "robbery",
    "scam",
    "slavery",
    "storm",
    "theft",
    "torture",
    "trafficking",
    "tsunami",
    "typhoon",
]);

/// What is done with victims who live.
const SAVED: WordSet<8> =
    WordSet::of(["compensated", "evacuated", "freed", "helped", "released", "rescued", "saved", "sheltered"]);

/// How far from the bodies what is done with them may stand.
const HANDED_REACH: usize = 10;

/// Words before a noun that opens its sentence: "The bullet-riddled bodies of".
const BEFORE_SUBJECT: usize = 3;

impl Reader<'_, '_> {
    /// "N deaths", "the deaths of N", "no casualties".
    pub(super) fn noun(&self) -> Option<(Option<People>, &'static str)> {
        let sight = self.sight;
        if self.is_handed_over() || self.are_only_victims() || self.are_held_already() {
            return None;
        }
        let direct = sight.quantity_at(self.cue.start).or_else(|| sight.quantity_at(self.cue.start.checked_sub(1)?));
        if let Some(quantity) = direct.filter(|q| q.mention.first >= self.range.start && q.mention.end + 3 > self.cue.start) {
            if quantity.value.unit == Unit::Things {
                return None;
            }
            // "Nine of the deaths": of those counted before.
            let of_the = |at: usize| sight.is(at, Classes::OF) && sight.is_word(at + 1, &["the", "these", "those"]);
            let part = !sight.is_word(self.cue.start, &["victims"]) && (quantity.mention.end..self.cue.start).any(of_the);
            let people = People {
                tokens: quantity.mention.first..self.cue.end,
                count: Some(quantity.value.count.clone()),
                others: quantity.value.others,
                subset: quantity.value.subset || part,
                known: quantity.value.definite,
                single: None,
                names: Vec::new(),
            };
            return self.unless_unreal(Some(people), "harm/noun");
        }
        if let Some(nobody) = self.caused_none() {
            return Some((Some(nobody), "harm/noun"));
        }
        let of = if sight.is(self.cue.end - 1, Classes::OF) {
            Some(self.cue.end)
        } else {
            sight.is(self.cue.end, Classes::OF).then_some(self.cue.end + 1)
        };
        // "a film called Body of War": a title.
        let capital = |at: usize| sight.document.tokens[at].shape.is_capital();
        let title =
            self.cue.start > self.range.start && capital(self.cue.start) && sight.document.gap(self.cue.start).has(Gap::QUOTE);
        let people = of.filter(|_| !title).and_then(|start| people::after(sight, start, self.end_of_subject(start)));
        if let Some(owner) = of.is_none().then(|| self.owner()).flatten() {
            return self.is_one_death().then_some((Some(owner), "harm/genitive"));
        }
        people.as_ref()?;
        self.unless_unreal(people, "harm/noun-of")
    }

    /// "The remaining 50 hostages", "would free 10 living hostages": taken long before.
    fn are_held_already(&self) -> bool {
        const BEFORE: WordSet<17> = WordSet::of([
            "exchange",
            "free",
            "freed",
            "freeing",
            "frees",
            "handed",
            "hand",
            "living",
            "release",
            "released",
            "releases",
            "releasing",
            "remaining",
            "return",
            "returned",
            "surviving",
            "swap",
        ]);
        const REACH: usize = 4;
        let (sight, noun) = (self.sight, self.cue.start);
        let near = noun.saturating_sub(REACH).max(self.range.start)..noun;
        sight.is_word(noun, &["hostages"]) && near.into_iter().any(|at| sight.is_among(at, &BEFORE))
    }

    /// "did not cause any injuries", "left no victims": nobody.
    fn caused_none(&self) -> Option<People> {
        let (sight, noun) = (self.sight, self.cue.start);
        if !sight.is_word(noun, &["casualties", "casualty", "deaths", "fatalities", "injuries", "victims"]) {
            return None;
        }
        let any = noun.checked_sub(1).filter(|&at| sight.is_word(at, &["any"])).unwrap_or(noun);
        let verb = any.checked_sub(1).filter(|&at| sight.is_word(at, &["cause", "claim", "leave", "produce"]))?;
        let not = verb.checked_sub(1).filter(|&at| at > self.range.start && sight.is_word(at, &["not", "t"]))?;
        let did = sight.is_word(not - 1, &["did", "didn"]);
        let words = sight.document.span(not, self.cue.end).of(sight.document.text).to_owned();
        let count = Some(Count { min: 0, max: Some(0), words, qualifier: Qualifier::Zero });
        let tokens = not..self.cue.end;
        did.then(|| People { tokens, count, others: false, subset: false, known: false, single: None, names: Vec::new() })
    }

    /// "The bodies of the baker and her son [were found]": where the verb begins whose subject the noun is, else where the sentence ends.
    fn end_of_subject(&self, start: usize) -> usize {
        let verb = |at: &usize| self.sight.is(*at, Classes::BE.or(Classes::HAVE));
        let steers = Classes::BE.or(Classes::HAVE).or(Classes::SPEECH).or(Classes::PREPOSITION).or(Classes::OF);
        let opener = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH);
        let clause = |at: usize| at == self.range.start || self.sight.is(at - 1, opener);
        let before =
            (self.range.start..=self.cue.start).rev().take(BEFORE_SUBJECT + 1).take_while(|&at| !self.sight.is(at, steers));
        let opens = before.into_iter().any(clause);
        (start..self.range.end).find(verb).filter(|_| opens).unwrap_or(self.range.end)
    }

    /// "Eleven kidnapping victims", "300 flood victims", "victims were rescued": victims of what need not have hurt them.
    fn are_only_victims(&self) -> bool {
        let sight = self.sight;
        if !sight.is_word(self.cue.start, &["victims"]) {
            return false;
        }
        let of = self.cue.start > self.range.start && sight.is_among(self.cue.start - 1, &SUFFERED);
        // "A memorial service for the 12 victims".
        let before = self.cue.start.saturating_sub(6).max(self.range.start)..self.cue.start;
        let memorial = |at: usize| {
            sight.is_word(at, &MEMORIALS) && (at + 1..self.cue.start).any(|of| sight.is_word(of, &["for", "to"]))
                || sight.is_word(at, &["mass"]) && sight.is_word(at + 1, &["for"])
        };
        let mourned = before.into_iter().any(memorial);
        of || mourned || (self.cue.end..self.range.end.min(self.cue.end + 4)).any(|at| sight.is_among(at, &SAVED))
    }

    /// "The bodies of 40 soldiers were returned", "exhumed 12 bodies": long dead, and no toll of an event.
    fn is_handed_over(&self) -> bool {
        const BODIES: &[&str] = &["bodies", "body", "corpses", "remains"];
        let sight = self.sight;
        let bodies = self.cue.clone().any(|at| sight.is_word(at, BODIES));
        let near =
            self.cue.start.saturating_sub(HANDED_REACH).max(self.range.start)..self.range.end.min(self.cue.end + HANDED_REACH);
        bodies && near.into_iter().any(|at| sight.is_among(at, &HANDED_OVER))
    }

    /// "death", "assassination", "body was found": what befalls one, as against "casualties" and "victims".
    fn is_one_death(&self) -> bool {
        self.sight.is_word(self.cue.start, &["death", "assassination", "execution", "body"])
    }

    fn unless_unreal(&self, people: Option<People>, rule: &'static str) -> Option<(Option<People>, &'static str)> {
        let unreal = verbs::is_unreal_before(
            self.sight,
            people.as_ref().map_or(self.cue.start, |p| p.tokens.start.min(self.cue.start)),
            self.range.start,
        );
        (!unreal).then_some((people, rule))
    }

    /// A bare "toll" is one of deaths only if it rises, stands or is counted; motorways have tolls too.
    fn speaks_of_the_dead(&self) -> bool {
        const COUNTED: &[&str] = &[
            "rose",
            "rises",
            "risen",
            "rising",
            "climbed",
            "climbs",
            "climbing",
            "stood",
            "stands",
            "reached",
            "reaches",
            "jumped",
            "passed",
            "grew",
            "topped",
            "increased",
            "increases",
            "was",
            "is",
            "to",
            "at",
            "of",
            "from",
            "had",
            "has",
            "could",
            "later",
            "then",
        ];
        const RISES: &[&str] = &["climbed", "climbs", "reached", "risen", "rises", "rose"];
        const PLACED: usize = 12;
        // "The toll in the X clash rose to three".
        let placed = self.sight.is_word(self.cue.end, &["in"]);
        let rises = || (self.cue.end..self.range.end.min(self.cue.end + PLACED)).any(|at| self.sight.is_word(at, RISES));
        self.sight.is_word(self.cue.end, COUNTED) || placed && rises()
    }

    /// "the toll is expected to rise to 40": what is feared of the number at `count` is not counted.
    fn is_expected(&self, count: usize) -> bool {
        const HEDGES: &[&str] = &["could", "expect", "expected", "feared", "forecast", "likely", "may", "might", "will", "would"];
        (self.cue.end..count).any(|at| self.sight.is_word(at, HEDGES))
    }

    /// "the death toll rose to 45", "raised the toll from 12 to 45".
    pub(super) fn toll(&self, sentence: usize) -> Option<Harm> {
        if self.cue.len() == 1 && !self.speaks_of_the_dead() {
            return None;
        }
        // "as the number of injured officers rises": of more than the event told beside it.
        let aside = self
            .cue
            .start
            .checked_sub(2)
            .is_some_and(|at| at >= self.range.start && self.sight.is_word(at, &["amid", "as", "while"]));
        if self.kind == HarmKind::Injured && aside {
            return None;
        }
        let window = self.cue.end..self.range.end.min(self.cue.end + TOLL_REACH);
        let rises = |first: usize| self.sight.is_word(first - 1, TOLL_RISES);
        let near = |first: usize| first < self.cue.end + 16 || rises(first);
        // "17 confirmed dead, but more than 2,000 are missing".
        // "rises to 47, 176 injured": they have a number of their own.
        let dead = |end: usize| {
            let numbered = |at: &usize| self.sight.quantity_from(*at).is_none();
            let mut cues = (end..self.range.end.min(end + 4)).take_while(numbered).filter_map(|at| self.sight.cue(at));
            let told = |kind| kind == self.kind || kind == HarmKind::Combined;
            cues.find_map(|(_, cue)| cue.harm).is_none_or(|(kind, _)| told(kind))
        };
        if self.sight.is_word(self.cue.start, &["confirmed"])
            && let Some(people) = self.confirmed_before()
        {
            let count = people.count.clone();
            return Some(self.harm(HarmKind::Killed, Some(people), count, false, false, sentence, "harm/state"));
        }
        let after = people::quantities(self.sight, window).filter(|q| near(q.mention.first) && dead(q.mention.end));
        let counts: Vec<_> = after.collect();
        let after_to =
            counts.iter().find(|q| rises(q.mention.first) || self.sight.is(q.mention.first.saturating_sub(1), Classes::OF));
        let last_to = counts.iter().rev().find(|q| self.sight.is(q.mention.first.saturating_sub(1), Classes::TO));
        let raised = self.raised_to();
        let quantity = raised.as_ref().or(last_to).or(after_to).or(counts.first())?;
        if self.is_expected(quantity.mention.first) {
            return None;
        }
        let mut count = quantity.value.count.clone();
        if count.is_zero() || verbs::is_unreal_before(self.sight, self.cue.start, self.range.start) {
            return None;
        }
        if self.sight.is_word(quantity.mention.first.saturating_sub(1), &["passed", "topped", "exceeded"])
            && count.qualifier == Qualifier::Exact
        {
            count = Count { min: count.min, max: None, words: count.words, qualifier: Qualifier::AtLeast };
        }
        let first = quantity.mention.first;
        // "revised the toll down from 103".
        let down = |at: usize| self.sight.is_word(at, &["from"]) && self.sight.is_word(at.wrapping_sub(1), &["down"]);
        if first > 0 && down(first - 1) && count.qualifier != Qualifier::Range {
            return None;
        }
        let risen = (first.saturating_sub(2)..=first).any(|at| self.sight.is_word(at, &["from", "by"]));
        if let Some(most) = count.max.filter(|_| risen && count.qualifier == Qualifier::Range) {
            // "rose from 20 to 35", "rose by three to 12".
            count = Count { min: most, qualifier: Qualifier::Exact, ..count };
        }
        let people = People {
            tokens: self.cue.start..quantity.mention.end,
            count: Some(count.clone()),
            others: false,
            subset: false,
            known: false,
            single: None,
            names: Vec::new(),
        };
        Some(self.harm(self.kind, Some(people), Some(count), true, false, sentence, "harm/toll"))
    }

    /// "Raising to [41] the number of people killed": the number that stands before its toll.
    fn raised_to(&self) -> Option<Seen<'_, Quantity>> {
        const BETWEEN: usize = 3;
        let sight = self.sight;
        let lowest = self.cue.start.saturating_sub(BETWEEN).max(self.range.start + 1);
        let plain = |at: &usize| sight.is(*at, Classes::DETERMINER) || sight.classes(*at) == Classes::default();
        let before = (lowest..self.cue.start).rev().find_map(|at| sight.quantity_at(at).map(|quantity| (at, quantity)))?;
        let (at, quantity) = before;
        let touches = (at + 1..self.cue.start).all(|at| plain(&at)) && at + 1 < self.cue.start;
        let first = quantity.mention.first;
        (touches && first > self.range.start && sight.is(first - 1, Classes::TO)).then_some(quantity)
    }

    /// "17 confirmed dead", "40 people are confirmed dead": those right before.
    fn confirmed_before(&self) -> Option<People> {
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        let people = people::before(self.sight, group.start, self.floor)?;
        (people.tokens.end >= group.start && people.count.is_some() && group.reality == Reality::Real).then_some(people)
    }

    /// "claimed 12 lives", "cost the lives of three soldiers".
    pub(super) fn lives(&self) -> Option<(Option<People>, &'static str)> {
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        if group.reality != Reality::Real {
            return None;
        }
        let spelled_out = self.sight.is(self.cue.end - 1, Classes::OF);
        let window = self.cue.end..self.range.end.min(self.cue.end + 4);
        // "the lives of 14": the words before the number are taken for a part of it.
        let quantity = if spelled_out {
            self.sight.quantity_at(self.cue.end)
        } else {
            within(&self.sight.quantities, window).first().copied()
        };
        let Some(quantity) = quantity else {
            return people::after(self.sight, self.cue.end, self.range.end)
                .filter(|_| spelled_out)
                .map(|p| (Some(p), "harm/lives"));
        };
        let lives = (quantity.mention.first..quantity.mention.end + 2).any(|at| self.sight.is_word(at, &["lives", "life"]));
        let people = People {
            tokens: quantity.mention.first.max(self.cue.end)..quantity.value.noun_end(quantity.mention),
            count: Some(quantity.value.count.clone()),
            others: quantity.value.others,
            subset: false,
            known: false,
            single: None,
            names: Vec::new(),
        };
        let people = if spelled_out { people::with_list(self.sight, people, self.range.end) } else { people };
        (spelled_out || lives).then_some((Some(people), "harm/lives"))
    }
}
