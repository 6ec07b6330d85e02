//! Reads who was harmed, how many, and by whom, clause by clause: the number belongs to the verb that governs it, not to
//! the verb it happens to stand near.
//!
//! Known failures: ellipsis over more than one list ("three died in the first crash, and in the second none"); a victim told
//! by a metaphor ("the river took four").

use std::ops::Range;

use super::cues::Found;
use super::people::{self, People};
use super::sight::{Sight, within};
use super::verbs::{self, Reality};
use crate::document::Gap;
use crate::lexicon::{Attachment, Classes, HarmKind};
use crate::model::{Count, Qualifier};

/// One statement that people were harmed.
#[derive(Clone, Debug)]
pub struct Harm {
    /// What was done to them.
    pub kind: HarmKind,
    /// The cue's tokens.
    pub cue: Range<usize>,
    /// Who was harmed, and how many.
    pub people: Option<People>,
    /// How many, if the text says so.
    pub count: Option<Count>,
    /// A toll that replaces earlier numbers: "the death toll rose to 45".
    pub toll: bool,
    /// "shot", "stabbed": whether it killed stands elsewhere.
    pub weak: bool,
    /// The number of the sentence.
    pub sentence: usize,
    /// The tokens that hold what belongs to this statement.
    pub clause: Range<usize>,
    /// The rule that fired.
    pub rule: &'static str,
}

impl Harm {
    /// True if the number is a part of one named elsewhere.
    #[must_use]
    pub fn is_subset(&self) -> bool {
        self.people.as_ref().is_some_and(|p| p.subset)
    }

    /// True if those counted were not counted before: "two others".
    #[must_use]
    pub fn is_others(&self) -> bool {
        self.people.as_ref().is_some_and(|p| p.others)
    }
}

/// The statements of harm in sentence number `sentence`, given its cues.
#[must_use]
pub fn read(sight: &Sight<'_>, sentence: usize, found: &[Found]) -> Vec<Harm> {
    let range = sight.document.sentences[sentence].tokens();
    let mut harms: Vec<Harm> = Vec::new();
    for (number, this) in found.iter().enumerate() {
        let Some((kind, attachment)) = this.cue.harm else { continue };
        let floor = harms.last().filter(|_| number > 0).map_or(range.start, |h| h.cue.end.min(this.tokens.start));
        let reader = Reader { sight, range: range.clone(), floor, cue: this.tokens.clone(), kind };
        let Some(harm) = reader.read(attachment, sentence) else { continue };
        let elliptical = elliptical(sight, &harm, range.end);
        harms.push(harm);
        harms.extend(elliptical);
    }
    drop_repeats(&mut harms);
    harms
}

struct Reader<'s, 'a> {
    sight: &'s Sight<'a>,
    range: Range<usize>,
    /// No subject begins before this token.
    floor: usize,
    cue: Range<usize>,
    kind: HarmKind,
}

impl Reader<'_, '_> {
    fn read(&self, attachment: Attachment, sentence: usize) -> Option<Harm> {
        let (people, rule) = match attachment {
            Attachment::Weak if self.is_missed() => return None,
            Attachment::Verb | Attachment::Weak => self.verb()?,
            Attachment::Die | Attachment::State => self.subject_of(attachment)?,
            Attachment::Noun => self.noun()?,
            Attachment::Toll => return self.toll(sentence),
            Attachment::Lives => self.lives()?,
        };
        let kind = self.kind_of(&people);
        let count = people.as_ref().and_then(|p| p.count.clone());
        let weak = attachment == Attachment::Weak;
        if (weak || self.kind == HarmKind::Captured) && people.is_none() {
            return None;
        }
        Some(self.harm(kind, people, count, false, weak, sentence, rule))
    }

    #[allow(clippy::too_many_arguments)]
    fn harm(
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

    /// "were shot at": fired on, not hit; but "shot at a party" tells where.
    fn is_missed(&self) -> bool {
        let at = self.cue.end;
        let closed = !self.sight.document.gap(at + 1).only(Gap::SPACE) || at + 1 >= self.range.end;
        self.sight.is_word(at, &["at"])
            && (closed || self.sight.is_word(at + 1, &["by", "with", "him", "her", "them", "us", "me"]))
    }

    /// "feared dead" is missing, not killed.
    fn kind_of(&self, _people: &Option<People>) -> HarmKind {
        let hedged =
            self.cue.start > self.range.start && self.sight.is_word(self.cue.start - 1, &["feared", "presumed", "believed"]);
        if hedged && self.kind == HarmKind::Killed && self.sight.is_word(self.cue.start, &["dead"]) {
            HarmKind::Missing
        } else {
            self.kind
        }
    }

    /// "killed N" or "N were killed".
    fn verb(&self) -> Option<(Option<People>, &'static str)> {
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        if group.reality == Reality::Unreal {
            return None;
        }
        if group.passive {
            let people = people::before(self.sight, group.start, self.floor);
            return self.judged(people, group.reality, "harm/passive");
        }
        if let Some(people) = people::after(self.sight, self.cue.end, self.range.end).filter(|p| !p.subset) {
            return self.judged(Some(people), group.reality, "harm/active");
        }
        let finite = group.perfect || self.sight.word(self.cue.start).ends_with("ing");
        if finite && group.start + 1 < self.cue.start {
            return self.judged(None, group.reality, "harm/active");
        }
        // "12 killed in blast", "30 wounded": a participle without its "were".
        if self.is_nominal() {
            return None;
        }
        let reduced = people::before(self.sight, self.cue.start, self.floor).filter(|p| self.touches(p));
        if reduced.is_some() {
            return self.judged(reduced, group.reality, "harm/reduced");
        }
        (group.reality == Reality::Real && !self.is_attribute()).then_some((None, "harm/uncounted"))
    }

    /// A negated verb says "nobody" only when its subject does; "did not kill" says nothing.
    fn judged(&self, people: Option<People>, reality: Reality, rule: &'static str) -> Option<(Option<People>, &'static str)> {
        (reality == Reality::Real).then_some((people, rule))
    }

    /// True if only words of the noun phrase or of a verb group stand between the people and the cue.
    fn touches(&self, people: &People) -> bool {
        let between = people.tokens.end..self.cue.start;
        between.len() <= 6
            && between
                .clone()
                .all(|at| !self.sight.is(at, Classes::SUBORDINATOR.or(Classes::AND).or(Classes::SPEECH).or(Classes::TO)))
    }

    /// "the murder", "a shooting", "the first killing": the deed, not what befell those named before it.
    fn is_nominal(&self) -> bool {
        let word = self.sight.word(self.cue.start);
        let noun =
            word.ends_with("ing") || self.sight.is_word(self.cue.start, &["murder", "murders", "kill", "massacre", "hurt"]);
        let Some(before) = self.cue.start.checked_sub(1).filter(|b| *b >= self.range.start) else { return false };
        let determined = |at: usize| self.sight.is(at, Classes::DETERMINER) && !self.sight.is_word(at, &["that", "all", "both"]);
        let plain = self.sight.document.gap(self.cue.start).only(Gap::SPACE);
        let adjective =
            plain && before > self.range.start && determined(before - 1) && self.sight.classes(before) == Classes::default();
        noun && (determined(before) || adjective)
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
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        if group.reality != Reality::Real {
            return None;
        }
        if attachment == Attachment::State && self.sight.is_word(self.cue.end, &["body", "bodies", "people", "man", "woman"]) {
            return self.attribute();
        }
        let people = people::before(self.sight, group.start, self.floor);
        let near = people.filter(|p| attachment == Attachment::Die || self.touches(p) || group.passive);
        if near.is_none() && attachment == Attachment::State {
            return None;
        }
        Some((near, if attachment == Attachment::Die { "harm/died" } else { "harm/state" }))
    }

    /// "12 dead people", "30 injured passengers".
    fn attribute(&self) -> Option<(Option<People>, &'static str)> {
        let quantity = self.sight.quantity_at(self.cue.start.checked_sub(1)?)?;
        let people = people::before(self.sight, quantity.mention.end, self.floor)?;
        Some((Some(people), "harm/attribute"))
    }

    /// "N deaths", "the deaths of N", "no casualties".
    fn noun(&self) -> Option<(Option<People>, &'static str)> {
        let sight = self.sight;
        let direct = sight.quantity_at(self.cue.start).or_else(|| sight.quantity_at(self.cue.start.checked_sub(1)?));
        if let Some(quantity) = direct.filter(|q| q.mention.first >= self.range.start && q.mention.end + 3 > self.cue.start) {
            if quantity.value.unit == super::mention::Unit::Things {
                return None;
            }
            let people = People {
                tokens: quantity.mention.first..self.cue.end,
                count: Some(quantity.value.count.clone()),
                others: quantity.value.others,
                subset: quantity.value.subset,
                single: None,
            };
            return self.unless_unreal(Some(people), "harm/noun");
        }
        let of = if sight.is(self.cue.end - 1, Classes::OF) {
            Some(self.cue.end)
        } else {
            sight.is(self.cue.end, Classes::OF).then_some(self.cue.end + 1)
        };
        let people = of.and_then(|start| people::after(sight, start, self.range.end));
        people.as_ref()?;
        self.unless_unreal(people, "harm/noun-of")
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
        self.sight.is_word(self.cue.end, COUNTED)
    }

    /// "the death toll rose to 45", "raised the toll from 12 to 45".
    fn toll(&self, sentence: usize) -> Option<Harm> {
        if self.cue.len() == 1 && !self.speaks_of_the_dead() {
            return None;
        }
        let window = self.cue.end..self.range.end.min(self.cue.end + 16);
        let counts: Vec<_> = people::quantities(self.sight, window).collect();
        let after_to = counts.iter().find(|q| {
            q.mention.first > 0
                && self.sight.is_word(q.mention.first - 1, &["to", "at", "of", "reached", "passed", "topped", "hit"])
        });
        let last_to = counts.iter().rev().find(|q| self.sight.is(q.mention.first.saturating_sub(1), Classes::TO));
        let quantity = last_to.or(after_to).or(counts.first())?;
        let mut count = quantity.value.count.clone();
        if count.is_zero() || verbs::is_unreal_before(self.sight, self.cue.start, self.range.start) {
            return None;
        }
        if self.sight.is_word(quantity.mention.first.saturating_sub(1), &["passed", "topped", "exceeded"])
            && count.qualifier == Qualifier::Exact
        {
            count = Count { min: count.min, max: None, words: count.words, qualifier: Qualifier::AtLeast };
        }
        let people = People {
            tokens: self.cue.start..quantity.mention.end,
            count: Some(count.clone()),
            others: false,
            subset: false,
            single: None,
        };
        Some(self.harm(HarmKind::Killed, Some(people), Some(count), true, false, sentence, "harm/toll"))
    }

    /// "claimed 12 lives", "cost the lives of three soldiers".
    fn lives(&self) -> Option<(Option<People>, &'static str)> {
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
            single: None,
        };
        (spelled_out || lives).then_some((Some(people), "harm/lives"))
    }
}

/// "killed three in Kharkiv, two in Odesa and one in Sumy": a number and a place without a verb repeat the verb before.
fn elliptical(sight: &Sight<'_>, harm: &Harm, limit: usize) -> Vec<Harm> {
    let mut more = Vec::new();
    let Some(people) = harm.people.as_ref().filter(|p| p.count.is_some()) else { return more };
    let mut end = people.tokens.end.max(harm.cue.end);
    while let Some(place) = within(&sight.locations, end..limit.min(end + 6)).first().copied() {
        let start = place.mention.end;
        let joint = start + usize::from(sight.is(start, Classes::AND));
        let listed = sight.document.gap(start).has(Gap::COMMA) || joint > start;
        let Some(next) = people::quantities(sight, joint..limit.min(joint + 1)).next() else { break };
        let there = next.value.noun_end(next.mention);
        let placed = sight.is_word(there, &["in", "near", "at", "outside"])
            && !within(&sight.locations, there + 1..limit.min(there + 6)).is_empty();
        if !listed || !placed || next.value.subset {
            break;
        }
        let people = People {
            tokens: next.mention.first..there,
            count: Some(next.value.count.clone()),
            others: next.value.others,
            subset: false,
            single: None,
        };
        more.push(Harm {
            people: Some(people.clone()),
            count: people.count.clone(),
            clause: people.tokens.clone(),
            rule: "harm/elliptical",
            ..harm.clone()
        });
        end = there;
    }
    more
}

/// Two cues that count the same people in the same way are one statement: "were shot and killed", "found dead ... bodies".
fn drop_repeats(harms: &mut Vec<Harm>) {
    let mut kept: Vec<Harm> = Vec::new();
    for harm in harms.drain(..) {
        let same = kept.iter().any(|k| {
            let people = k.people.as_ref().zip(harm.people.as_ref()).is_some_and(|(a, b)| a.tokens == b.tokens);
            people && (k.kind == harm.kind || (harm.weak && k.kind == HarmKind::Killed))
        });
        if same {
            continue;
        }
        if harm.kind == HarmKind::Killed {
            kept.retain(|k| !(k.weak && k.people.as_ref().zip(harm.people.as_ref()).is_some_and(|(a, b)| a.tokens == b.tokens)));
        }
        kept.push(harm);
    }
    *harms = kept;
}
