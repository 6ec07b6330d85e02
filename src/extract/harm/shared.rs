//! Verbs that share those they tell of with a verb before them: "were tied up and killed", "was shot and later died".

use super::reader::Reader;
use crate::document::Gap;
use crate::extract::people::{self, People, Single};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{Attachment, Classes, HarmKind};

use super::Harm;

/// How far before "and" the verb may stand that a participle shares its subject with.
const SHARED: usize = 12;

impl Reader<'_, '_> {
    /// "were tied up and [killed]", "Man shot, [killed]": a participle that shares its subject with the one before it.
    pub(super) fn shared_subject(&self) -> Option<(People, Reality)> {
        let sight = self.sight;
        let first = verbs::group(sight, self.cue.start, self.range.start).start;
        let and = first.checked_sub(1).filter(|&at| at > self.range.start && sight.is(at, Classes::AND));
        if let Some(people) = self.earlier.filter(|e| e.cue.end == and.unwrap_or(first)).and_then(|e| e.people.clone()) {
            let listed = and.is_some() || sight.document.gap(first).only(Gap::COMMA.and(Gap::SPACE));
            return (listed && people.tokens.end <= first).then_some((people, Reality::Real));
        }
        let lowest = self.range.start.max(and?.saturating_sub(SHARED));
        let steers = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH).or(Classes::AND).or(Classes::TO);
        let inside = |at: &usize| !sight.is(*at, steers) && !sight.is_parted(*at);
        let be = (lowest..and?).rev().take_while(inside).find(|&at| sight.is(at, Classes::BE))?;
        let participle = (be + 1..and?).find(|&at| !sight.is(at, Classes::ADVERB) && !sight.word(at).ends_with("ly"))?;
        let group = verbs::group(sight, participle, self.range.start);
        let plain = sight.classes(participle) == Classes::default() && !sight.word(participle).ends_with("ing");
        let people = people::before(sight, group.start, self.floor).filter(|_| plain && group.passive)?;
        Some((people, group.reality))
    }

    /// "Girl shot at party dies": those whom the participle before the verb has struck.
    pub(super) fn struck_before(&self, attachment: Attachment) -> Option<People> {
        let of_who = |e: &&Harm| {
            let end = e.people.as_ref().filter(|p| p.single.is_some()).map(|p| p.tokens.end);
            e.rule == "harm/passive" && end.is_some_and(|end| self.sight.is_word(end, &["who"]))
        };
        let struck = self.earlier.filter(|e| (e.rule == "harm/reduced" || of_who(e)) && attachment == Attachment::Die)?;
        // "Ruiz, who was shot on Sunday, died on Monday": the comma closes the clause, right before the verb.
        let marks = if of_who(&struck) { Gap::SEMICOLON } else { Gap::COMMA.and(Gap::SEMICOLON) };
        let joined = (struck.cue.end..=self.cue.start).all(|at| !self.sight.document.gap(at).has(marks));
        struck.people.clone().filter(|_| joined)
    }

    /// "A man was shot in Leeds on Monday and later [died]": the verb shares the subject of the one before it.
    pub(super) fn struck_and_died(&self, start: usize) -> Option<People> {
        let sight = self.sight;
        let struck = self.earlier.filter(|e| matches!(e.rule, "harm/passive" | "harm/reduced") && e.kind == HarmKind::Injured)?;
        let light =
            |at: usize| sight.is(at, Classes::ADVERB) || sight.is_word(at, &["all", "both", "eventually", "later", "then"]);
        let and = (struck.cue.end..start).rev().find(|&at| !light(at)).filter(|&at| sight.is(at, Classes::AND))?;
        let steers = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH);
        let apart = |at: usize| sight.is(at, steers) || sight.document.gap(at).has(Gap::SEMICOLON);
        struck.people.clone().filter(|people| people.tokens.end <= struck.cue.start && !(struck.cue.end..and).any(apart))
    }

    /// "[A farmer] was abducted before being killed": the one to whom the verb before was done, too.
    pub(super) fn before_being(&self, start: usize) -> Option<People> {
        let sight = self.sight;
        let before = start.checked_sub(1).filter(|&at| at > self.range.start && sight.is_word(at, &["before"]))?;
        if !sight.is_word(start, &["being"]) {
            return None;
        }
        let Some(earlier) = self.earlier else { return people::before(sight, before, self.range.start) };
        let passive = matches!(earlier.rule, "harm/passive" | "harm/reduced");
        earlier.people.clone().filter(|people| passive && people.tokens.end <= earlier.cue.start)
    }

    /// "[12 miners] trapped underground were killed", "[three] wounded in the blast have died": a participle tells more of the subject.
    pub(super) fn reduced_subject(&self, start: usize) -> Option<People> {
        let sight = self.sight;
        let told = self.earlier.filter(|earlier| matches!(earlier.rule, "harm/reduced" | "harm/state"))?;
        let steers = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH).or(Classes::AND).or(Classes::BE);
        let apart = |at: usize| sight.is(at, steers) || sight.is_parted(at) || sight.document.gap(at).has(Gap::COMMA);
        let inside = told.cue.end <= start && !(told.cue.end..start).any(apart);
        told.people.clone().filter(|people| inside && people.tokens.end <= told.cue.start)
    }

    /// "[Six] sustained serious injuries", "leaving [two] with splinter injuries": those who have the wounds that the cue names.
    pub(super) fn suffered(&self) -> Option<People> {
        const WOUNDS: [&str; 4] = ["injuries", "injury", "wounds", "burns"];
        const SUFFERED: [&str; 8] = ["got", "received", "receiving", "suffered", "suffering", "sustained", "sustaining", "with"];
        const BETWEEN: usize = 6;
        let sight = self.sight;
        if self.kind != HarmKind::Injured || !sight.is_word(self.cue.end - 1, &WOUNDS) {
            return None;
        }
        let steers = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::BE);
        let own = |at: &usize| (sight.is_word(*at, &["got"]) || !sight.is(*at, steers)) && !sight.is_parted(*at + 1);
        let mut before = (self.range.start..self.cue.start).rev().take(BETWEEN).take_while(own);
        let verb = before.find(|&at| sight.is_word(at, &SUFFERED))?;
        let group = verbs::group(sight, verb, self.range.start);
        if group.reality != Reality::Real
            || (verb + 1..self.cue.start).any(|at| sight.quantity_from(at).is_some_and(|q| !q.value.article))
        {
            return None;
        }
        let people = people::before(sight, group.start, self.floor)?;
        (!sight.is_word(verb, &["with"]) || people.tokens.end == verb && self.is_left(&people)).then_some(people)
    }

    /// "leaving [two others]", "left [six]".
    fn is_left(&self, people: &People) -> bool {
        people.tokens.start.checked_sub(1).is_some_and(|at| self.sight.is_word(at, &["leaving", "left", "leaves"]))
    }

    /// "The murder of Ana Ruiz, [a Kenyan woman] killed in Leeds": who the one is of whom was just told.
    pub(super) fn is_who_was_told(&self, people: &People) -> bool {
        let told = self.earlier.and_then(|earlier| earlier.people.as_ref());
        let named = told.filter(|told| matches!(told.single, Some(Single::Name(_))) && told.tokens.end == people.tokens.start);
        named.is_some()
            && people.single == Some(Single::Indefinite)
            && self.sight.document.gap(people.tokens.start).has(Gap::COMMA)
    }

    /// "Seven remained in hospital": of those who were hurt.
    pub(super) fn remain(&self) -> bool {
        self.sight.is_word(self.cue.start, &["remain", "remained", "remains"])
    }

    /// "Killed 12, with [30 others] missing": those whom "with" tells of besides, right before what befell them.
    pub(super) fn told_beside(&self) -> Option<People> {
        const BETWEEN: usize = 6;
        let sight = self.sight;
        let lowest = self.range.start.max(self.cue.start.saturating_sub(BETWEEN));
        let with = (lowest..self.cue.start).rev().find(|&at| sight.is_word(at, &["with"]))?;
        let people = people::after(sight, with + 1, self.cue.start).filter(|people| people.count.is_some())?;
        let light = |at: usize| sight.is(at, Classes::ADVERB) || sight.is_word(at, &["also", "feared", "reported", "still"]);
        (people.tokens.end..self.cue.start).all(light).then_some(people)
    }

    /// "left [25 victims] dead": the noun told of them as hurt or killed, this word says which.
    pub(super) fn victims_before(&self) -> Option<People> {
        let victims = self.earlier.filter(|earlier| earlier.kind == HarmKind::Combined)?;
        victims.people.clone().filter(|people| people.tokens.end == self.cue.start)
    }
}
