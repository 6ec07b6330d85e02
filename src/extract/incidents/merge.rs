//! Draws tellings of the same event together: headline, lead, body and update make one incident with the latest or most
//! specific number; tellings that differ in place or day, or say "another", stay apart.
//!
//! Known failures: two events at the same place on the same day told without "another" become one.

use super::arms::Arm;
use super::counts::{counts_agree, counts_meet, counts_the_same, is_part, is_repeated};
use super::days::days_agree;
use super::draft::{Draft, Nearness, Told};
use super::planted::FOILED;
use super::same_place::{is_inside, places_agree};
use super::slots::{take_count, take_days, take_filed, take_place};
use super::{again, arms, blame, meant, remark, sides, signs, victims, wave};
use crate::extract::people::Single;
use crate::extract::sight::Sight;
use crate::model::{Count, Evidence, Incident, Precision, Scope};

/// Events that a telling is compared with, the latest first: no story tells more, and a list of thousands stays linear.
const REMEMBERED: usize = 500;

/// Of those, how many a claim, an older count or the end of the doers is held against: it stands near what it speaks of.
const ASKED: usize = 60;

/// A draft that grows.
struct Event {
    draft: Draft,
    sentences: Vec<(usize, &'static str)>,
    /// The paragraph of the last telling.
    paragraph: usize,
}

/// The incidents that the drafts add up to, in the order of the text.
pub fn merge(sight: &Sight<'_>, drafts: Vec<Draft>) -> Vec<Incident> {
    let violent = drafts.iter().any(|d| !d.quiet && (d.harmful || !d.means.is_empty()));
    let mut events: Vec<Event> = Vec::new();
    for mut draft in drafts {
        if draft.quiet && (!violent || signs::is_natural(sight, &draft)) {
            continue;
        }
        let oldest = events.len().saturating_sub(REMEMBERED);
        let recent = &mut events[oldest..];
        if (draft.outdated || draft.boast)
            && recent.iter().rev().take(ASKED).any(|event| event.draft.is_counted() && places_agree(&event.draft, &draft))
        {
            draft.forget_counts();
        }
        if draft.theirs && recent.iter().rev().take(ASKED).any(|event| !event.draft.theirs && places_agree(&event.draft, &draft))
        {
            continue;
        }
        // Those whom they attacked are the toll.
        let doers = |event: &&mut Event| event.draft.theirs && !draft.theirs && places_agree(&event.draft, &draft);
        for event in recent.iter_mut().rev().take(ASKED).filter(doers) {
            event.draft.forget_counts();
            event.draft.theirs = false;
        }
        let paragraph = sight.document.sentences[draft.sentence].paragraph;
        if draft.boast
            && !draft.is_counted()
            && claims_it(sight, &draft)
            && let Some((at, _)) = meant_by(
                sight,
                recent,
                draft.sentence,
                |event| event.draft.is_counted(),
                |event| places_agree(&event.draft, &draft),
            )
        {
            let near = paragraph - recent[at].paragraph <= 1;
            recent[at].take_remark(draft, near);
            continue;
        }
        if draft.part {
            if let Some(event) = recent.last_mut().filter(|event| event.is_near(&draft))
                && victims::lose(&mut event.draft, &mut draft)
            {
                event.sentences.push((draft.sentence, draft.rule));
            }
            continue;
        }
        if draft.later
            && let Some(event) = recent.last_mut().filter(|event| event.is_near(&draft))
            && victims::dies_later(&mut event.draft, &draft)
        {
            event.sentences.push((draft.sentence, draft.rule));
            continue;
        }
        if draft.is_remark() {
            let alone = recent.len() == 1;
            for event in spoken_of(sight, recent, &draft, paragraph) {
                let near = alone || paragraph - event.paragraph <= 1;
                event.take_remark(draft.clone(), near);
            }
            continue;
        }
        if again::says_where_it_was(sight, &draft)
            && let Some(event) = recent.iter_mut().max_by_key(|event| event.sentences.last().map_or(0, |(last, _)| *last))
            && paragraph - event.paragraph <= REMARK_REACH
            && again::can_be_pointed_at(&event.draft, &draft)
        {
            event.take_scene(draft, paragraph);
            continue;
        }
        let near = |event: &&Event| paragraph - event.paragraph <= REMARK_REACH;
        if recent.last().filter(near).is_some_and(|event| again::sums_up(&event.draft, &draft)) {
            draft.forget_counts();
        }
        let whole = again::of_the_whole(recent.iter().map(|event| &event.draft), &draft);
        let again = victims::told_before(recent.iter().map(|event| &event.draft), &draft);
        let same = |event: &Event| !victims::are_two_slayings(sight, &event.draft, &draft) && is_same(event, &draft, paragraph);
        // "the two officers" were told of before, wherever this sentence leads.
        let pointed = || recent.iter().rposition(|event| draft.is_pointed() && counts_the_same(&event.draft, &draft));
        let he = || recent.iter().rposition(|event| is_he(event, &draft));
        let is_part = |event: &&Event| near(event) && again::tells_where_they_died(sight, &event.draft, &draft);
        let part = || recent.last().filter(is_part).map(|_| recent.len() - 1);
        let the_one = || recent.iter().rposition(|event| again::speaks_of_the_one(&event.draft, &draft));
        match again
            .or(whole)
            .or_else(part)
            .or_else(the_one)
            .or_else(|| recent.iter().rposition(same))
            .or_else(pointed)
            .or_else(he)
        {
            Some(at) => recent[at].take(draft, paragraph),
            // "None of its staff was hurt" tells of no event by itself.
            // But whom it accuses did what was told before.
            None if draft.is_only_zero() && !draft.is_placed() => {
                spoken_of(sight, recent, &draft, paragraph).for_each(|event| event.take_remark(draft.clone(), false));
            }
            None => {
                let sentences = vec![(draft.sentence, draft.rule)];
                events.push(Event { draft, sentences, paragraph });
            }
        }
    }
    wave::mark_wholes(&mut events.iter_mut().map(|event| &mut event.draft).collect::<Vec<_>>());
    wave::hand_down(sight, events.iter_mut().map(|event| &mut event.draft).collect());
    events.into_iter().filter(is_worth_telling).map(|event| event.incident(sight)).collect()
}

/// The number of the event that a remark or a claim in a sentence speaks of, of those that it can be of: the one whose town it names, or
/// else the last that fits; and whether it names it.
fn meant_by(
    sight: &Sight<'_>,
    events: &[Event],
    sentence: usize,
    can_be: impl Fn(&Event) -> bool,
    fits: impl Fn(&Event) -> bool,
) -> Option<(usize, bool)> {
    let named = events.iter().rposition(|event| can_be(event) && remark::names_scene(sight, sentence, &event.draft));
    let last = || events.iter().rposition(|event| can_be(event) && fits(event));
    named.map(|at| (at, true)).or_else(|| last().map(|at| (at, false)))
}

/// "The group claimed responsibility on Monday": the day is that of the claim.
fn claims_it(sight: &Sight<'_>, draft: &Draft) -> bool {
    !blame::claimed(sight, &sight.document.sentences[draft.sentence].tokens()).is_empty()
}

/// How many paragraphs on a claim of responsibility can still speak of the event told last.
const REMARK_REACH: usize = 4;

/// The events that a remark without one of its own ("the group claimed responsibility") speaks of: the one told last, or all
/// those told last if it speaks of attacks.
fn spoken_of<'e>(
    sight: &Sight<'_>,
    events: &'e mut [Event],
    remark: &Draft,
    paragraph: usize,
) -> impl Iterator<Item = &'e mut Event> {
    let one = |event: &Event| event.draft.scope != Scope::Cumulative;
    let latest = events.iter().filter(|event| one(event)).map(|event| event.paragraph).max();
    let meant = meant_by(sight, events, remark.sentence, one, |event| Some(event.paragraph) == latest);
    let several = remark.scope == Scope::Aggregate;
    let sentence = meant.map(|(meant, _)| events[meant].draft.sentence);
    events.iter_mut().enumerate().filter_map(move |(number, event)| {
        // "Missiles killed three in Dnipro and one in Kyiv. Russia had fired 30": one sentence told of both.
        let told_with = several || Some(event.draft.sentence) == sentence;
        let near = paragraph.saturating_sub(event.paragraph) <= REMARK_REACH && told_with;
        // An event that is named can be told of however long ago.
        (one(event) && (near || meant == Some((number, true)))).then_some(event)
    })
}

/// True if the draft can be another telling of the event.
fn is_same(event: &Event, draft: &Draft, paragraph: usize) -> bool {
    let known = &event.draft;
    if (known.scope == Scope::Cumulative) != (draft.scope == Scope::Cumulative) || draft.new_event {
        return false;
    }
    // A bomb made harmless is no part of what another did.
    if (known.rule == FOILED) != (draft.rule == FOILED) {
        return false;
    }
    let wave = known.scope == Scope::Aggregate || draft.scope == Scope::Aggregate;
    if known.scope != draft.scope && wave && !is_repeated(known, draft) {
        return false;
    }
    // A war's or an epidemic's toll without a place is not that of the town told of before.
    let placed_alike = known.location.is_some() == draft.location.is_some();
    if draft.scope == Scope::Cumulative && !placed_alike && !counts_meet(known, draft) {
        return false;
    }
    if is_part_of_wave(known, draft) || sides::are_of_others(known, draft) {
        return false;
    }
    // "Six were killed on the road. Three others sustained wounds": whatever place the paragraph named last.
    let inherited = draft.location.as_ref().is_none_or(|(_, near)| *near > Nearness::Sentence);
    let other_half = || inherited && event.is_near(draft) && tells_the_other_half(known, draft);
    if known.sentences_overlap(draft) || !(places_agree(known, draft) || other_half()) || !days_agree(known, draft) {
        return false;
    }
    // "Forces killed Jihad Najjar ... At least 25 were killed in Gaza": one by name, nowhere in particular, and many elsewhere.
    let named = known.dead.len() == 1 && known.killed.as_ref().is_some_and(|told| told.count.max == Some(1));
    let many = draft.killed.as_ref().is_some_and(|told| told.count.min > 1);
    if named && many && known.location.is_none() && paragraph != event.paragraph {
        return false;
    }
    // Talk of attacks nowhere in particular lends its words to no event told later in another paragraph.
    if known.location.is_none() && !known.is_counted() && paragraph != event.paragraph {
        return false;
    }
    if paragraph != event.paragraph && has_other_cause(known, draft) || are_of_other_arms(known, draft) {
        return false;
    }
    let own_place = draft.location.as_ref().is_some_and(|(_, near)| *near <= Nearness::Sentence);
    let near = paragraph - event.paragraph <= 1;
    let placed = own_place && known.location.is_some();
    (placed
        || near
        || draft.location.is_none()
        || draft.told().any(|t| t.toll)
        || !draft.is_counted()
        || counts_meet(known, draft)
        || tells_the_other_half(known, draft)
        || again::tells_the_rest(known, draft))
        && (counts_agree(known, draft, paragraph == event.paragraph) || sides::count_differently(known, draft))
}

/// "Twenty other workers were injured", told later without a place of its own: the dead were counted before.
fn tells_the_other_half(known: &Draft, draft: &Draft) -> bool {
    let others = draft.injured.as_ref().is_some_and(|told| told.others) && draft.killed.is_none();
    others && known.killed.is_some() && known.injured.is_none()
}

/// "He died at dawn", "the victim was taken to a hospital": one told of a sentence or two before, unless both sentences name scenes of their own.
fn is_he(event: &Event, draft: &Draft) -> bool {
    let victim = |told: &Told| told.single == Some(Single::Definite) && told.count.words.eq_ignore_ascii_case("the victim");
    let he = |told: &Told| told.single == Some(Single::Pronoun) || victim(told);
    let near = event.is_near(draft);
    let known = [&event.draft.killed, &event.draft.injured].into_iter().flatten().any(|told| told.single.is_some());
    let own = |draft: &Draft| draft.location.as_ref().is_some_and(|(_, near)| *near <= Nearness::Sentence);
    let elsewhere = own(&event.draft) && own(draft) && !places_agree(&event.draft, draft);
    draft.is_counted() && draft.told().all(he) && near && known && !elsewhere && event.draft.scope == Scope::Incident
}

/// How many sentences on "he" is still the one told of.
const HE_REACH: usize = 2;

/// "Six died when a bridge fell ... Five died when a lorry overturned", "a man was shot ... a woman was stabbed": nothing in common.
pub fn has_other_cause(known: &Draft, draft: &Draft) -> bool {
    let told = !known.means.is_empty() && !draft.means.is_empty();
    let common = draft.means.iter().any(|new| known.means.iter().any(|old| new.is_kin(old)));
    let Some((dead, also)) = known.killed.as_ref().zip(draft.killed.as_ref()) else { return false };
    told && !common && (!dead.count.meets(&also.count) || (dead.single.is_some() && also.single.is_some()))
}

/// "A suicide bomber killed five ... Jets bombed a camp, killing several": two deeds, whatever their numbers are.
fn are_of_other_arms(known: &Draft, draft: &Draft) -> bool {
    let has = |draft: &Draft, kind: &str| draft.means.iter().any(|arm| arm.path.is_under(kind));
    let apart = |one: &Draft, other: &Draft| {
        has(one, "Explosive/Suicide bombing") && has(other, "Airstrike") && !has(one, "Airstrike") && !has(other, "Explosive")
    };
    known.killed.is_some() && draft.killed.is_some() && (apart(known, draft) || apart(draft, known))
}

/// A wave over a region and one of its places with a smaller number of its own are two tellings, not one.
fn is_part_of_wave(known: &Draft, draft: &Draft) -> bool {
    let Some(((whole, _), (place, near))) = known.location.as_ref().zip(draft.location.as_ref()) else { return false };
    let wide = matches!(whole.precision, Some(Precision::Admin1 | Precision::Country | Precision::Area));
    let own = *near == Nearness::Clause && place.path != whole.path && is_inside(place, whole);
    let smaller = |a: &Option<Told>, b: &Option<Told>| {
        // "23 in the province ... In Kalat, at least 10".
        let least = |part: &Count, whole: &Count| part.max.is_none() && whole.max.is_some() && part.min < whole.min;
        let part = |part: &Count, whole: &Count| is_part(part, whole) || least(part, whole);
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| part(&b.count, &a.count) && !b.toll)
    };
    wide && own && (smaller(&known.killed, &draft.killed) || smaller(&known.injured, &draft.injured))
}

impl Draft {
    /// Two drafts of one sentence were kept apart for a reason, but for "two were killed; the toll later rose to 23".
    fn sentences_overlap(&self, other: &Self) -> bool {
        let both = self.killed.as_ref().zip(other.killed.as_ref());
        let more = both.is_some_and(|(known, toll)| toll.count.min > known.count.min);
        self.sentence == other.sentence && !(other.risen && more)
    }
}

impl Event {
    /// True if its last sentence is one or two before the draft's.
    fn is_near(&self, draft: &Draft) -> bool {
        self.sentences.last().is_some_and(|(last, _)| draft.sentence - last <= HE_REACH)
    }

    /// Takes who is said to have done it, and with what, for want of a better word or beside a nameless one.
    fn take_remark(&mut self, remark: Draft, near: bool) {
        let known = &mut self.draft;
        if !remark.initiator.is_empty() && (remark.boast || !meant::are_known(&known.initiator)) {
            if remark.boast && meant::are_known(&remark.initiator) {
                meant::dismiss_organs(&mut known.initiator);
            }
            meant::join(&mut known.initiator, remark.initiator);
            self.sentences.push((remark.sentence, remark.rule));
        }
        if near && arms::lack_instrument(&known.means) {
            remark.means.into_iter().for_each(|new| arms::join(&mut known.means, new));
        }
    }

    /// Takes a telling that only says where and when it was: its place goes before the one known, as a lead's before a headline's.
    fn take_scene(&mut self, draft: Draft, paragraph: usize) {
        self.draft.headline = true;
        self.take(draft, paragraph);
    }

    fn take(&mut self, mut draft: Draft, paragraph: usize) {
        self.sentences.push((draft.sentence, draft.rule));
        self.paragraph = paragraph;
        let known = &mut self.draft;
        // "A gunman killed seven. Troopers shot him dead": they only ended it.
        let him = |told: &Told| told.single == Some(Single::Pronoun);
        let ended = !known.initiator.is_empty() && draft.is_counted() && draft.told().all(him);
        if victims::died_of_it(known, &draft) {
            known.injured = None;
        }
        if victims::had_died(known, &draft) {
            draft.injured = None;
        }
        // "A passenger was also shot": besides the dead.
        let told = known.injured.as_ref().is_some_and(|hurt| !hurt.weak);
        if let Some(shot) = draft.injured.as_mut().filter(|shot| shot.others && known.killed.is_some() && !told) {
            shot.weak = false;
        }
        if sides::count_differently(known, &draft)
            && let (Some(dead), Some(other)) = (known.killed.as_mut(), draft.killed.as_ref())
            && dead.widen(&other.count)
        {
            draft.killed = None;
        }
        known.harmful |= draft.harmful;
        let headline = known.headline && !draft.headline && !draft.part_of_town;
        known.headline &= draft.headline;
        known.quiet &= draft.quiet;
        take_place(known, draft.location, headline);
        take_days(known, draft.when);
        for (slot, told) in [
            (&mut known.killed, draft.killed),
            (&mut known.injured, draft.injured),
            (&mut known.combined, draft.combined),
            (&mut known.missing, draft.missing),
            (&mut known.captured, draft.captured),
            (&mut known.displaced, draft.displaced),
        ] {
            take_count(slot, told, &known.dead, headline);
        }
        victims::remember(&mut known.dead, draft.dead);
        victims::remember(&mut known.hurt, draft.hurt);
        victims::remember(&mut known.held, draft.held);
        if !ended {
            meant::join(&mut known.initiator, draft.initiator);
        }
        meant::take_in(&mut known.target, draft.target);
        meant::take_in(&mut known.claimant, draft.claimant);
        for new in draft.means {
            arms::join(&mut known.means, new);
        }
    }

    fn incident(self, sight: &Sight<'_>) -> Incident {
        let Self { mut draft, sentences, .. } = self;
        arms::only_instruments(&mut draft.means);
        take_filed(&mut draft);
        let injured = victims::without_the_killed(draft.killed.as_ref(), draft.injured);
        let count = |told: Option<Told>| told.map(|t| t.count);
        let mut evidence: Vec<Evidence> = Vec::new();
        for (number, rule) in sentences {
            let span = sight.document.sentences[number].span;
            if evidence.last().is_none_or(|e| e.span != span) {
                evidence.push(Evidence { span, quote: span.of(sight.document.text).to_owned(), rule: rule.into() });
            }
        }
        Incident {
            scope: draft.scope,
            when: draft.when.map(|(range, _)| range),
            location: draft.location.map(|(location, _)| location),
            initiator: draft.initiator,
            target: draft.target,
            means: draft.means.into_iter().map(Arm::used).collect(),
            claimant: draft.claimant,
            killed: count(draft.killed),
            injured: count(injured),
            combined: count(draft.combined),
            missing: count(draft.missing),
            captured: count(draft.captured),
            displaced: count(draft.displaced),
            evidence,
        }
    }
}

/// A count, or an attack that has a place and somebody or something in it.
fn is_worth_telling(event: &Event) -> bool {
    let draft = &event.draft;
    let placed = draft.location.is_some();
    draft.is_counted() || (placed && (!draft.means.is_empty() || !draft.initiator.is_empty()))
}
