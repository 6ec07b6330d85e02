//! Reads one cue of harm that is a verb or an adjective, with the people it befell.

use std::ops::Range;

use super::Harm;
use super::displaced::FAMILIES;
use crate::document::Gap;
use crate::extract::people::{self, People, Single};
use crate::extract::sight::{Sight, covering};
use crate::extract::verbs::{self, Group, Reality};
use crate::lexicon::{Attachment, Classes, HarmKind, WordSet};
use crate::model::Count;

/// One cue, and where to look for what belongs to it.
pub(super) struct Reader<'s, 'a> {
    pub(super) sight: &'s Sight<'a>,
    pub(super) range: Range<usize>,
    /// No subject begins before this token.
    pub(super) floor: usize,
    pub(super) cue: Range<usize>,
    pub(super) kind: HarmKind,
    /// The statement read before this one in the sentence.
    pub(super) earlier: Option<&'s Harm>,
}

/// What those do who live: "hundreds mourn three killed", "dozens protest".
const GATHERINGS: WordSet<24> = WordSet::of([
    "attend",
    "attended",
    "demonstrate",
    "gather",
    "gathered",
    "gathering",
    "grieve",
    "honor",
    "honored",
    "honoring",
    "honour",
    "march",
    "marched",
    "mourn",
    "mourned",
    "mourning",
    "pray",
    "prayed",
    "protest",
    "protested",
    "rallied",
    "rally",
    "remember",
    "vigil",
]);
/// How far behind a participle that opens the sentence its "were" may stand: "Killed in the blast in Mosul were".
const INVERTED: usize = 12;

/// Behind "a" or "the" they tell when, not whom: "killed the day before".
const SPANS: [&str; 10] = ["afternoon", "day", "evening", "hour", "moment", "month", "morning", "night", "week", "year"];

impl Reader<'_, '_> {
    /// What it says; none if it harms nobody.
    pub(super) fn read(&self, attachment: Attachment, sentence: usize) -> Option<Harm> {
        let suffered = || self.suffered().map(|people| (Some(people), "harm/suffered"));
        let (people, rule) = match attachment {
            Attachment::Verb => suffered().or_else(|| self.families()).or_else(|| self.verb())?,
            Attachment::Weak => suffered().or_else(|| (!self.is_missed()).then(|| self.verb()).flatten())?,
            Attachment::Die | Attachment::State => suffered().or_else(|| self.subject_of(attachment))?,
            Attachment::Noun => suffered().or_else(|| self.noun())?,
            Attachment::Toll => return self.toll(sentence),
            Attachment::Lives => self.lives()?,
        };
        if self.is_defeat(people.as_ref())
            || self.is_denied()
            || self.are_safe(people.as_ref())
            || self.is_no_elimination(people.as_ref())
        {
            return None;
        }
        let kind = self.kind_of(&people);
        let people = match attachment {
            Attachment::Noun | Attachment::Lives => people,
            _ => people.map(|p| people::with_company(self.sight, p, self.cue.end, self.range.end)),
        };
        let running = people.as_ref().and_then(|p| self.running_total(kind, p));
        let count = running.clone().or_else(|| people.as_ref().and_then(|p| p.count.clone()));
        let people = people.map(|p| if running.is_some() { People { single: None, others: false, known: true, ..p } } else { p });
        let people = people.map(|p| People { others: p.others && !self.is_another_than_the_doer(&p) || self.is_also(&p), ..p });
        let people = people.map(|p| People { subset: p.subset || self.remain(), ..p });
        let people = people.map(|p| if self.is_who_was_told(&p) { People { single: Some(Single::Definite), ..p } } else { p });
        let to_death = self.kind == HarmKind::Injured && kind == HarmKind::Killed;
        let weak = attachment == Attachment::Weak && !to_death;
        let told = matches!(self.kind, HarmKind::Captured | HarmKind::Missing | HarmKind::Displaced);
        let nobody = told && people.is_none() && rule != FAMILIES;
        // "It was found burned near Manteca": a car.
        let thing = people.is_none() && self.sight.is_word(self.cue.start, &["burned", "crushed"]);
        if thing || nobody || (weak && people.is_none()) || self.is_arrest(&people) {
            return None;
        }
        let toll = running.is_some() && self.earlier.is_some();
        Some(self.harm(kind, people, count, toll, weak, sentence, rule))
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn harm(
        &self,
        kind: HarmKind,
        people: Option<People>,
        count: Option<Count>,
        toll: bool,
        weak: bool,
        sentence: usize,
        rule: &'static str,
    ) -> Harm {
        let tokens =
            people.as_ref().map_or(self.cue.clone(), |p| p.tokens.start.min(self.cue.start)..p.tokens.end.max(self.cue.end));
        Harm { kind, cue: self.cue.clone(), people, count, toll, weak, sentence, clause: tokens, rule }
    }

    /// "A driver was also killed", "also killing two guards": besides those told before.
    fn is_also(&self, people: &People) -> bool {
        let pointed = matches!(people.single, Some(Single::Pronoun));
        let from = self.cue.start.saturating_sub(4).max(self.range.start);
        // "also condemned the murder of": what is told besides is that they condemned it.
        let light = Classes::BE.or(Classes::HAVE).or(Classes::ADVERB).or(Classes::DETERMINER).or(Classes::AND);
        const GRAVE: [&str; 6] = ["grave", "light", "minor", "serious", "severe", "slight"];
        let harms = |at: usize| {
            let harm = self.sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some());
            harm || self.sight.is_word(at, &GRAVE) || self.sight.word(at).ends_with("ly")
        };
        let helps = |at: &usize| {
            self.sight.is(*at, light) || self.sight.is_word(*at, &["got", "received", "suffered", "sustained"]) || harms(*at)
        };
        let also = (from..self.cue.start).rev().find(|at| !helps(at) || self.sight.is_word(*at, &["also", "too"]));
        !pointed && also.is_some_and(|at| self.sight.is_word(at, &["also", "too"]))
    }

    /// "A man shot another man": another than he, and told of nowhere before.
    fn is_another_than_the_doer(&self, people: &People) -> bool {
        let sight = self.sight;
        let (first, noun) = (people.tokens.start, people.tokens.end - 1);
        let hash = |at: usize| sight.document.tokens[at].hash;
        let doer = |at: usize| hash(at) == hash(noun) && !sight.is_word(at.saturating_sub(1), &["another"]);
        self.earlier.is_none() && sight.is_word(first, &["another"]) && (self.range.start..self.cue.start.min(first)).any(doer)
    }

    /// "shot and injured six": the verb shares the object of the next, so those before it are the doers.
    fn shares_object(&self) -> bool {
        let and = self.cue.end;
        let next = and + 1;
        let Some((length, _)) = self.sight.cue(next).filter(|(_, cue)| cue.harm.is_some()) else { return false };
        self.sight.is(and, Classes::AND) && people::after(self.sight, next + length, self.range.end).is_some()
    }

    /// "feared dead" is missing, not killed.
    fn kind_of(&self, people: &Option<People>) -> HarmKind {
        // "stabbed two women to death".
        let to = people.as_ref().map_or(self.cue.end, |people| people.tokens.end.max(self.cue.end));
        let hurt = matches!(self.kind, HarmKind::Injured | HarmKind::Combined);
        if hurt && self.sight.is_word(to, &["to"]) && self.sight.is_word(to + 1, &["death"]) {
            return HarmKind::Killed;
        }
        // "burned eight farmers alive".
        if self.sight.is_word(self.cue.start, &["burned", "burnt", "burning"]) && self.sight.is_word(to, &["alive"]) {
            return HarmKind::Killed;
        }
        let hedged =
            self.cue.start > self.range.start && self.sight.is_word(self.cue.start - 1, &["feared", "presumed", "believed"]);
        if hedged && self.kind == HarmKind::Killed && self.sight.is_word(self.cue.start, &["dead"]) {
            HarmKind::Missing
        } else {
            self.kind
        }
    }

    /// Those before a verb group, as many as its auxiliary says: "a nurse and mother of two was" is one.
    fn subject(&self, group: &Group) -> Option<People> {
        let people = people::before(self.sight, group.start, self.floor)?;
        // "A man who wounded two people was killed": not the two.
        let object = |earlier: &Harm| {
            let same = earlier.people.as_ref().is_some_and(|object| object.tokens == people.tokens);
            same && earlier.rule == "harm/active" && group.passive && earlier.cue.end <= people.tokens.start
        };
        if self.earlier.is_some_and(object) && !self.sight.is(people.tokens.end, Classes::RELATIVE) {
            return None;
        }
        let one = (group.start..self.cue.start).any(|at| self.sight.is_word(at, &["was", "is", "has"]));
        let mut people = if one { people::of_one(people) } else { people };
        // "injured 12 people, three of whom died": of the injured, but all of the dead.
        let end = people.tokens.end;
        let clause = self.sight.document.gap(people.tokens.start).has(Gap::SEMICOLON);
        if clause || self.sight.is_word(end, &["who"]) || self.sight.is_word(end + 1, &["whom"]) {
            people.subset &= self.earlier.is_some_and(|earlier| earlier.kind == self.kind);
        }
        Some(people::with_company(self.sight, people, 0, group.start))
    }

    /// "killed N" or "N were killed".
    fn verb(&self) -> Option<(Option<People>, &'static str)> {
        if self.is_contest() {
            return None;
        }
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        if group.reality == Reality::Unreal {
            return None;
        }
        if let Some(people) = self.inverted() {
            return Some((Some(people), "harm/inverted"));
        }
        if group.passive {
            let people =
                self.subject(&group).or_else(|| self.reduced_subject(group.start)).or_else(|| self.before_being(group.start));
            if people.is_none() && self.is_of_an_animal(group.start + 1) {
                return None;
            }
            return self.judged(people, group.reality, "harm/passive");
        }
        // "before killing himself": the doer is none of the victims.
        if self.kind == HarmKind::Killed && self.sight.is_word(self.cue.end, people::REFLEXIVES) {
            return None;
        }
        if let Some(mut people) = people::after(self.sight, self.cue.end, self.range.end).filter(|p| !p.subset) {
            self.leave_out_doer(&mut people);
            if self.is_known_fate() && people.single.is_some() {
                // "exploded at the house of the murdered judge": no news beside the news.
                if self.earlier.is_some() {
                    return None;
                }
                people.single = Some(Single::Definite);
            }
            return self.judged(Some(people), group.reality, "harm/active");
        }
        let finite = group.perfect || self.sight.word(self.cue.start).ends_with("ing");
        let progressive = finite && (group.start..self.cue.start).any(|at| self.sight.is(at, Classes::BE));
        if progressive || finite && group.start + 1 < self.cue.start {
            return self.judged(None, group.reality, "harm/active");
        }
        // "12 killed in blast", "30 wounded": a participle without its "were".
        if let Some(owner) = self.owner() {
            return self.is_slaying().then_some((Some(owner), "harm/genitive"));
        }
        if self.is_nominal() {
            return None;
        }
        if let Some((people, reality)) = self.shared_subject() {
            return self.judged(Some(people), reality, "harm/passive");
        }
        // "was shot in the chest and killed".
        if let Some(people) = self.struck_and_died(group.start).filter(|_| self.sight.word(self.cue.start).ends_with("ed")) {
            return self.judged(Some(people), group.reality, "harm/passive");
        }
        if self.shares_object() {
            return None;
        }
        // "six officers shooting" do so themselves, as do those who "shot a dog"; "found a wounded horse" is a horse.
        let suffered = !self.sight.word(self.cue.start).ends_with("ing") && !self.is_about_a_thing();
        let reduced = self
            .told_beside()
            .or_else(|| people::before(self.sight, self.cue.start, self.floor))
            .filter(|p| suffered && self.touches(p) && !self.is_none_of(p) && !self.counts_wounds(p));
        if reduced.is_some() {
            return self.judged(reduced, group.reality, "harm/reduced");
        }
        (group.reality == Reality::Real && self.strikes_somebody()).then_some((None, "harm/uncounted"))
    }

    /// "shot [a stray dog]", "found a wounded [horse]": a noun of its own that is nobody, before the cue's article or behind the cue.
    fn is_about_a_thing(&self) -> bool {
        const ARTICLES: [&str; 8] = ["a", "an", "the", "his", "her", "its", "their", "this"];
        let (sight, next) = (self.sight, self.cue.end);
        let dated = (next..next + 4).any(|at| covering(&sight.dates, at).is_some() || sight.is_word(at, &SPANS));
        let object = next < self.range.end && sight.is_word(next, &ARTICLES) && !dated;
        let participle = sight.word(self.cue.start).ends_with("ed") || sight.is_word(self.cue.start, &["shot", "slain"]);
        let attribute = participle && self.cue.start > self.range.start && sight.is_word(self.cue.start - 1, &ARTICLES);
        (object || attribute) && sight.document.gap(next).only(Gap::SPACE.and(Gap::LINE))
    }

    /// "Three deep wounds", as against "over 100 are recovering from wounds".
    fn counts_wounds(&self, people: &People) -> bool {
        let own = |at: usize| !self.sight.is(at, Classes::PREPOSITION.or(Classes::BE).or(Classes::HAVE));
        self.sight.is_word(self.cue.start, &["wounds"]) && (people.tokens.end..self.cue.start).all(own)
    }

    /// "Killed were A and B", "Also wounded in the blast was a guard": the participle opens the sentence, the people end it.
    fn inverted(&self) -> Option<People> {
        let sight = self.sight;
        let opens = self.cue.start == self.range.start
            || self.cue.start == self.range.start + 1 && sight.is_word(self.range.start, &["also"]);
        let participle = sight.word(self.cue.start).ends_with("ed") || sight.is_word(self.cue.start, &["slain", "hurt"]);
        if !opens || !participle {
            return None;
        }
        let steers = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH).or(Classes::HAVE);
        let open = |at: &usize| !sight.is(*at, steers) && !sight.is_parted(*at);
        let reach = self.range.end.min(self.cue.end + INVERTED);
        let be = (self.cue.end..reach).take_while(open).find(|&at| sight.is_word(at, &["was", "were", "are", "is"]))?;
        people::after(sight, be + 1, self.range.end)
    }

    /// A negated verb says "nobody" only when its subject does; "did not kill" says nothing.
    fn judged(&self, people: Option<People>, reality: Reality, rule: &'static str) -> Option<(Option<People>, &'static str)> {
        (reality == Reality::Real).then_some((people, rule))
    }

    /// "none of the three people injured is in danger": nobody is in danger, and three were injured.
    fn is_none_of(&self, people: &People) -> bool {
        people.count.as_ref().is_some_and(Count::is_zero) && self.sight.is(people.tokens.start + 1, Classes::OF)
    }

    /// True if only words of the noun phrase or of a verb group stand between the people and the cue.
    fn touches(&self, people: &People) -> bool {
        let last = self.cue.start.saturating_sub(1);
        let remark = people::parenthesis_start(self.sight, last, people.tokens.end.saturating_sub(1));
        let between = people.tokens.end..remark.unwrap_or(self.cue.start);
        between.len() <= 6
            && between.clone().all(|at| {
                let steers = Classes::SUBORDINATOR.or(Classes::AND).or(Classes::SPEECH).or(Classes::TO);
                !self.sight.is(at, steers) && !self.sight.is_among(at, &GATHERINGS)
            })
    }

    /// "murder", "killing": the deed as a noun.
    fn is_slaying(&self) -> bool {
        self.sight.is_word(self.cue.start, &["murder", "killing", "slaying", "lynching", "beheading"])
    }

    /// "Okafor's murder", "the mayor's killing": whose it was.
    pub(super) fn owner(&self) -> Option<People> {
        people::owner(self.sight, self.cue.start, self.floor)
    }

    /// "the murder", "a shooting", "the first killing": the deed, not what befell those named before it.
    fn is_nominal(&self) -> bool {
        let word = self.sight.word(self.cue.start);
        let noun =
            word.ends_with("ing") || self.sight.is_word(self.cue.start, &["murder", "murders", "kill", "massacre", "hurt"]);
        let Some(before) = self.cue.start.checked_sub(1).filter(|b| *b >= self.range.start) else { return false };
        let determined = |at: usize| self.sight.is(at, Classes::DETERMINER) && !self.sight.is_word(at, &["that", "all", "both"]);
        let plain = self.sight.document.gap(self.cue.start).only(Gap::SPACE);
        // "charged with first-degree murder".
        if noun && self.sight.is_word(before, &["capital", "degree"]) {
            return true;
        }
        // "charged with aggravated murder".
        let opened = |at: usize| determined(at) || self.sight.is_word(at, &["of", "with", "for"]);
        let adjective =
            plain && before > self.range.start && opened(before - 1) && self.sight.classes(before) == Classes::default();
        // "left some 50 hurt".
        let counted = || self.sight.quantity_at(before).is_some_and(|number| !number.value.article);
        let adjective = adjective && !(self.sight.is_word(self.cue.start, &["hurt"]) && counted());
        noun && (determined(before) || adjective || (plain && self.sight.is(before, Classes::PREPOSITION.or(Classes::OF))))
    }

    /// "wounded villagers": a finite verb with people behind it whom nobody counted. "Murders and kidnappings", "who kill and rob"
    /// tell of no event.
    fn strikes_somebody(&self) -> bool {
        let word = self.sight.word(self.cue.start);
        let result = word.ends_with("ing") && self.sight.document.gap(self.cue.start).has(Gap::COMMA);
        let finite = result || word.ends_with("ed") || self.sight.is_word(self.cue.start, &["shot", "slew", "hurt"]);
        let subject = self.cue.start > self.range.start && people::names_person(self.sight, self.cue.start - 1);
        finite && (subject || !self.is_attribute()) && people::stand_at(self.sight, self.cue.end, self.range.end)
    }

    /// "the murdered inspector", "the recently slain leader": one whose fate was told before.
    fn is_known_fate(&self) -> bool {
        let before = |back: usize| self.cue.start.checked_sub(back).filter(|at| *at >= self.range.start);
        let adverb = before(1).is_some_and(|at| self.sight.is(at, Classes::ADVERB) || self.sight.word(at).ends_with("ly"));
        let participle = self.sight.word(self.cue.start).ends_with("ed") || self.sight.is_word(self.cue.start, &["slain"]);
        let determiner = before(1 + usize::from(adverb));
        participle && determiner.is_some_and(|at| self.sight.is_word(at, &["the", "his", "her", "their", "its"]))
    }

    /// "wounded soldiers", "the injured man": an adjective.
    fn is_attribute(&self) -> bool {
        let next = self.cue.end;
        let noun_follows = next < self.range.end
            && self.sight.document.gap(next) == Gap::SPACE
            && !self.sight.is(
                next,
                Classes::PREPOSITION
                    .or(Classes::AND)
                    .or(Classes::BE)
                    .or(Classes::ADVERB)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::DETERMINER),
            );
        let article = self.cue.start > self.range.start && self.sight.is(self.cue.start - 1, Classes::DETERMINER);
        noun_follows || article
    }

    /// "N died", "N dead".
    fn subject_of(&self, attachment: Attachment) -> Option<(Option<People>, &'static str)> {
        let before = self.cue.start.checked_sub(1).filter(|b| *b >= self.range.start);
        if before.is_some_and(|b| self.sight.is_word(b, &["the", "among", "these"]) && attachment == Attachment::State) {
            return None;
        }
        // "126 dead and missing": nobody says how many are dead.
        let joint = self.sight.is(self.cue.end, Classes::AND) || self.sight.is_word(self.cue.end, &["or"]);
        if attachment == Attachment::State && joint && self.sight.is_word(self.cue.end + 1, &["missing"]) {
            return None;
        }
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        if group.reality != Reality::Real {
            return None;
        }
        if attachment == Attachment::State && self.is_before_person() {
            return self.attribute();
        }
        if let Some(taken) = self.taken_along() {
            return Some((Some(taken), "harm/active"));
        }
        // "before shooting himself dead".
        if before.is_some_and(|b| self.sight.is_word(b, people::REFLEXIVES)) {
            return None;
        }
        // "wounded two others before dying": the one who wounded them died.
        let shared = self.sight.word(self.cue.start).ends_with("ing")
            && before.is_some_and(|b| self.sight.is_word(b, &["after", "before", "while", "without"]));
        if shared {
            return None;
        }
        let beside = (attachment == Attachment::State).then(|| self.told_beside()).flatten();
        let people = beside
            .or_else(|| self.subject(&group))
            .or_else(|| self.struck_before(attachment))
            .or_else(|| self.struck_and_died(group.start))
            .or_else(|| self.victims_before())
            .or_else(|| self.reduced_subject(group.start));
        let near = people.filter(|p| attachment == Attachment::Die || self.touches(p) || group.passive);
        if near.is_none() && attachment == Attachment::State {
            return None;
        }
        Some((near, if attachment == Attachment::Die { "harm/died" } else { "harm/state" }))
    }

    /// "killed himself and [six worshippers]": those he took with him; he did it, and is none of its victims.
    fn taken_along(&self) -> Option<People> {
        let own = self.sight.is_word(self.cue.end - 1, people::REFLEXIVES);
        let others = own && self.sight.is(self.cue.end, Classes::AND);
        others.then(|| people::after(self.sight, self.cue.end + 1, self.range.end)).flatten()
    }
}
