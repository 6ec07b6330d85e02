//! Which tellings one sentence makes of its harms: one for each event, each with the words that belong to it.

use std::ops::Range;

use super::attack;
use super::draft::Draft;
use super::signs::{
    adds_doers, is_attackers_own, is_new_event, is_older_toll, is_outdated, is_quiet, is_rate, opens_with_the_attack,
};
use super::{meant, planted, recalled, victims};
use crate::document::Gap;
use crate::extract::cues::Found;
use crate::extract::harm::Harm;
use crate::extract::people::{People, Single, is_part};
use crate::extract::quantities::spells_number;
use crate::extract::sight::{Sight, within};
use crate::extract::verbs;
use crate::lexicon::{Classes, HarmKind, WordSet};
use crate::model::{Count, Use};

/// The drafts of one sentence.
pub fn of_sentence(sight: &Sight<'_>, sentence: usize, found: &[Found], mut harms: Vec<Harm>) -> Vec<Draft> {
    if found.is_empty() {
        // Drafts are large: where there is none, none is moved.
        return if let Some(draft) = planted::read(sight, sentence) { vec![draft] } else { Vec::new() };
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let range = sight.document.sentences[sentence].tokens();
    mark_wounds_of_the_dead(&mut harms);
    let opens = leave_out_time_mark(sight, &range, &mut harms).unwrap_or(range.start);
    let part = victims::part_who_died(&harms);
    let died_later = victims::is_later_death(sight, &harms);
    let (theirs, harms): (Vec<_>, Vec<_>) = harms.into_iter().partition(|harm| is_attackers_own(sight, harm));
    let mut last: Option<Harm> = None;
    for mut harm in harms.into_iter().filter(|h| !h.is_subset() && !is_rate(sight, h) && !is_older_toll(sight, h)) {
        // "Two of the victims died in the fire": of those told of before.
        if let Some(people) = harm.people.as_mut().filter(|people| is_part_of_told(sight, people)) {
            people.known = true;
        }
        if last.as_ref().is_some_and(|last| completes_toll(sight, last, &harm)) {
            continue;
        }
        if adds_doers(sight, &harm) {
            (harm.count, harm.people) = (None, None);
        }
        let apart = last.as_ref().is_none_or(|last| {
            is_apart(sight, last, &harm, drafts.last()) || is_told_after_another(sight, last, &harm, drafts.last())
        });
        if apart {
            drafts.push(Draft::new(sentence, range.clone(), harm.cue.clone(), harm.rule));
        }
        let rival = !apart && last.as_ref().is_some_and(|last| is_of_another_source(sight, last, &harm));
        if let Some(draft) = drafts.last_mut() {
            if !(rival && draft.doubt(&harm)) {
                draft.take(&harm);
            }
            if apart {
                draft.clause = harm.clause.clone();
            } else {
                draft.clause = draft.clause.start.min(harm.clause.start)..draft.clause.end.max(harm.clause.end);
            }
        }
        last = Some(harm);
    }
    if is_question(sight, &range) {
        drafts.retain(|draft| draft.told().any(|told| told.single.is_none()));
        return drafts;
    }
    share_out(sight, &mut drafts, &(opens..range.end));
    if drafts.is_empty() {
        drafts.extend(planted::read(sight, sentence).or_else(|| attack::attack_alone(sight, sentence, found)));
        if let Some(harm) = part {
            let mut draft = Draft::new(sentence, range.clone(), harm.cue.clone(), harm.rule);
            draft.take(&harm);
            draft.part = true;
            drafts.push(draft);
            return drafts;
        }
        if drafts.is_empty() {
            drafts.extend(of_the_doers(sentence, &range, &theirs));
        }
    }
    if drafts.is_empty() {
        return drafts;
    }
    let (headline, later, outdated) = (is_headline(sight, sentence), is_later_count(sight, &range), is_outdated(sight, &range));
    let boast = claims(sight, &range);
    let back = opens_with_the_attack(sight, &range);
    for draft in &mut drafts {
        draft.headline = headline;
        draft.later = died_later;
        draft.back = back && !draft.new_event;
        draft.risen = is_risen(sight, draft);
        draft.opens = opens;
        draft.new_event = is_new_event(sight, draft, found);
        if later && !matches!(draft.rule, "harm/active" | "harm/inverted") {
            [&mut draft.killed, &mut draft.injured].into_iter().flatten().for_each(|told| told.toll |= told.count.min > 1);
        }
        draft.quiet = is_quiet(sight, draft, found);
        draft.outdated = outdated;
        draft.boast = boast;
    }
    drafts
}

/// "The union put the toll at 22, while a hospital said 20 had died": the same dead, as another counts them.
fn is_of_another_source(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    const WHILE: WordSet<5> = WordSet::of(["although", "but", "though", "whereas", "while"]);
    let between = last.cue.end..next.cue.start;
    let joint = between.clone().find(|&at| sight.is_among(at, &WHILE));
    let said =
        |from: usize| (from..next.cue.start).any(|at| sight.is(at, Classes::SPEECH) || sight.is_word(at, &["counted", "put"]));
    last.kind == next.kind && !next.is_others() && !next.is_subset() && joint.is_some_and(said)
}

/// "Has killed 12 people, officials said, after rescuers pulled two more bodies from the debris": the twelve are all.
fn completes_toll(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let bodies = next.is_others() && next.cue.clone().any(|at| sight.is_word(at, &["bodies", "body"]));
    let both = last.kind == HarmKind::Killed && next.kind == HarmKind::Killed;
    both && bodies && (last.cue.end..next.cue.start).any(|at| sight.is_word(at, &["after", "when"]))
}

/// "Claimed responsibility and said that it had killed 70".
fn claims(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    const CLAIMS: WordSet<2> = WordSet::of(["claimed", "responsibility"]);
    let claims = |at: usize| sight.is_word(at, &["responsibility"]) || sight.is_word(at + 1, &["the", "it"]);
    sentence.clone().any(|at| sight.is_among(at, &CLAIMS) && claims(at))
}

/// "Officials later said that 13 had died": a new count of what was told before.
fn is_later_count(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    let near = |at: usize| (at.saturating_sub(1)..at + 2).any(|word| sentence.contains(&word) && sight.is(word, Classes::SPEECH));
    sentence.clone().take(LATER).any(|at| sight.is_word(at, &["later"]) && near(at))
}

/// Words of a sentence among which who later says so stands.
const LATER: usize = 8;

/// A line without a period above all others, whether or not the source says that it is the headline.
fn is_headline(sight: &Sight<'_>, sentence: usize) -> bool {
    let sentences = &sight.document.sentences;
    let alone = sentence == 0 && sentences.get(1).is_some_and(|next| next.paragraph != sentences[0].paragraph);
    sentence < sight.document.body_starts || alone && !sentences[0].span.of(sight.document.text).trim_end().ends_with('.')
}

/// "Five months after [two students were killed], a third was shot dead": only tells when it was. Where the news begins behind it.
fn leave_out_time_mark(sight: &Sight<'_>, sentence: &Range<usize>, harms: &mut Vec<Harm>) -> Option<usize> {
    let opens = |at: usize| {
        let token = &sight.document.tokens[at];
        at == sentence.start || token.shape.is_capital() && spells_number(token)
    };
    let after = |at: &usize| {
        let span = sight.is_word(*at, &["after"]) && sight.is_among(*at - 1, &LONG);
        span && (at.saturating_sub(TIME_MARK).max(sentence.start)..*at).any(opens)
    };
    let after = harms.get(1).and_then(|_| sentence.clone().skip(2).find(after))?;
    let comma = |at: usize| sight.document.gap(at).has(Gap::COMMA);
    let behind = harms.iter().position(|harm| harm.clause.start > after).unwrap_or(harms.len());
    let news = harms[behind..].windows(2).position(|two| (two[0].clause.end..=two[1].clause.start).any(comma));
    let joined = |at: usize| !(after + 1..harms[at].clause.start).any(comma);
    let last = behind + news.filter(|_| joined(behind))?;
    let border = (harms[last].clause.end..=harms[last + 1].clause.start).find(|&at| comma(at));
    harms.drain(behind..=last);
    border
}

/// Words of a span that opens a sentence: "almost two and a half years after".
const TIME_MARK: usize = 6;
/// Spans after which the news is another event.
const LONG: WordSet<6> = WordSet::of(["month", "months", "week", "weeks", "year", "years"]);

/// "Police killed two attackers": all the dead there are, unless the article tells of those whom they attacked.
fn of_the_doers(sentence: usize, range: &Range<usize>, theirs: &[Harm]) -> Option<Draft> {
    let harm = theirs.iter().find(|harm| harm.kind == HarmKind::Killed && harm.count.is_some())?;
    let mut draft = Draft::new(sentence, range.clone(), harm.cue.clone(), harm.rule);
    draft.take(harm);
    draft.theirs = true;
    Some(draft)
}

/// "was taken to the hospital, where he died": the wound that killed is not counted beside the death.
fn mark_wounds_of_the_dead(harms: &mut [Harm]) {
    for at in 1..harms.len() {
        let died = harms[at].kind == HarmKind::Killed && harms[at].people.as_ref().is_none_or(People::is_pointed_at);
        let one = harms[at - 1].kind == HarmKind::Injured && harms[at - 1].people.as_ref().is_some_and(|p| p.single.is_some());
        harms[at - 1].weak |= died && one && harms[at].rule == "harm/died";
    }
}

/// A question tells of no event; at most it repeats a number.
fn is_question(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    let text = sight.document.text;
    let last = sight.document.tokens[sentence.end - 1].end as usize;
    sight.document.gap(sentence.end).has(Gap::STOP) && text[last..].trim_start_matches(['"', '”', '’', ')']).starts_with('?')
}

/// Two harms are of two events if the same kind is counted twice and a place stands between them or beside each.
fn is_apart(sight: &Sight<'_>, last: &Harm, next: &Harm, draft: Option<&Draft>) -> bool {
    if next.rule == "harm/elliptical" {
        return true;
    }
    if next.rule == "harm/toll" && is_toll_of_another(sight, next.cue.end) {
        return true;
    }
    if raises_toll(sight, last, next) {
        return false;
    }
    // "Gunmen killed four at a church in Lima before police shot him dead".
    if next.people.as_ref().is_some_and(|people| people.single == Some(Single::Pronoun)) && ends_another(sight, next) {
        return false;
    }
    let told = draft.is_some_and(|d| d.tells_of(next.kind));
    if told && (have_own_doers(sight, last, next) || is_long_after(sight, last, next)) {
        return true;
    }
    // "was shot dead, taking the number of those killed this year to 31": a toll of more than the one event.
    if told && next.toll && next.rule == "harm/toll" && next.kind == last.kind && is_of_long(sight, next) {
        return true;
    }
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
    if is_parted_with_places(sight, last, next) || is_unhurt_elsewhere(sight, last, next) {
        return true;
    }
    (told && (own_place || own_days(sight, last, next) || (between && !next.is_others()))) || (reset && own_place)
}

fn is_part_of_told(sight: &Sight<'_>, people: &People) -> bool {
    sight.quantity_from(people.tokens.start).is_some_and(|number| is_part(sight, number.mention.end))
}

/// "A priest was killed, a month after another was shot dead": not told of him who died a day after he was shot.
fn is_long_after(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    const UNITS: WordSet<10> = WordSet::of(["day", "days", "hour", "hours", "month", "months", "week", "weeks", "year", "years"]);
    let he = next.people.as_ref().is_none_or(People::is_pointed_at);
    let after = |at: usize| sight.is_among(at, &UNITS) && sight.is_word(at + 1, &["after"]);
    !he && (last.clause.end..next.cue.start).any(after)
}

/// "before police shot him", "he was shot by police": the end of whoever the sentence tells of.
fn ends_another(sight: &Sight<'_>, harm: &Harm) -> bool {
    let floor = harm.cue.start.saturating_sub(ENDING).max(sight.document.sentences[harm.sentence].first);
    // "killed two, and he was shot dead by police".
    let police = || {
        let by = harm.rule == "harm/passive" && sight.is_word(harm.cue.end, &["by"]);
        by && within(&sight.actors, harm.cue.end + 1..harm.cue.end + 4)
            .iter()
            .any(|a| a.value.path.steps().any(|s| s == "Police"))
    };
    (floor..harm.cue.start).any(|at| sight.is_word(at, &["before", "until"])) || police()
}

/// Words from "before" to the verb: "before two police officers shot".
const ENDING: usize = 6;

/// "Police shot dead a man and gunmen killed two officers": two deeds, of two sides.
fn have_own_doers(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let active = |harm: &Harm| harm.rule == "harm/active" && !sight.word(harm.cue.start).ends_with("ing");
    if !active(last) || !active(next) || next.is_others() {
        return false;
    }
    let floor = sight.document.sentences[next.sentence].first;
    let doer = |harm: &Harm, floor: usize| {
        let verb = verbs::group(sight, harm.cue.start, floor).start;
        let near = within(&sight.actors, floor.max(verb.saturating_sub(4))..verb);
        near.iter().rev().find(|a| a.mention.end == verb && meant::can_strike(a.value)).copied()
    };
    let own = doer(next, last.clause.end).filter(|a| {
        let first = a.mention.first;
        let joint = first.saturating_sub(1 + usize::from(sight.is_word(first.saturating_sub(1), &["a", "an", "suspected"])));
        sight.is(joint, Classes::AND.or(Classes::BUT)) || sight.is_word(joint, &["while"])
    });
    let sides = doer(last, floor).zip(own);
    sides.is_some_and(|(one, other)| one.value.path.steps().next() != other.value.path.steps().next())
}

/// "A judge who was investigating the murder of two nuns was shot dead": the deed that the news is about, after one it only recalls.
fn is_told_after_another(sight: &Sight<'_>, last: &Harm, next: &Harm, draft: Option<&Draft>) -> bool {
    let told = matches!(next.rule, "harm/passive" | "harm/died") && next.kind == last.kind && !next.is_others();
    // "the murder of a minister who was shot": of the same.
    let opens = |at: usize| sight.is(at, Classes::RELATIVE.or(Classes::SUBORDINATOR));
    told && !(last.cue.end..next.cue.start).any(opens) && draft.is_some_and(|draft| recalled::is_recalled(sight, draft))
}

/// "Two more people have died, taking the death toll to three": of the one event, unless the toll is a year's or a war's.
fn raises_toll(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let least = |harm: &Harm| harm.count.as_ref().map_or(0, |count| count.min);
    let grows = next.toll && last.kind == HarmKind::Killed && next.kind == HarmKind::Killed && least(next) >= least(last);
    grows && !is_of_long(sight, next)
}

/// True if the sentence speaks of a span of months or years.
fn is_of_long(sight: &Sight<'_>, harm: &Harm) -> bool {
    const LONG: WordSet<8> = WordSet::of(["decade", "month", "months", "since", "war", "weeks", "year", "years"]);
    let age = |at: usize| sight.is_word(at + 1, &["old", "olds"]);
    sight.document.sentences[harm.sentence].tokens().any(|at| sight.is_among(at, &LONG) && !age(at))
}

/// "In Odesa, six people died; in Sumy, nine were hurt": a place on either side of the semicolon.
fn is_parted_with_places(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let sentence = sight.document.sentences[next.sentence].tokens();
    let parted = (last.clause.end..=next.clause.start).find(|&at| sight.document.gap(at).has(Gap::SEMICOLON));
    parted.is_some_and(|at| literal_places(sight, sentence.start..at) > 0 && literal_places(sight, at..sentence.end) > 0)
}

/// "hit Kharkiv, where no one was hurt, and killed two in Sumy", "two died in Sumy; in Kharkiv nobody did": nobody in one place.
fn is_unhurt_elsewhere(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let nobody = |harm: &Harm| harm.count.as_ref().is_some_and(Count::is_zero);
    let sentence = sight.document.sentences[next.sentence].tokens();
    let where_at = |harm: &Harm| sight.is_word(harm.clause.start.saturating_sub(1), &["where"]);
    let placed = |from: usize, to: usize| literal_places(sight, from..to) > 0;
    match (nobody(last), nobody(next)) {
        (true, false) => where_at(last) && placed(sentence.start, last.clause.start) && placed(last.clause.end, sentence.end),
        (false, true) => where_at(next) && literal_places(sight, sentence.start..next.clause.start) > 1,
        _ => false,
    }
}

/// "was killed on 17 October, and his brother was killed on 1 November": each with days of its own.
fn own_days(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let end = sight.document.sentences[next.sentence].end;
    let days = |range: Range<usize>| within(&sight.dates, range).first().map(|date| *date.value);
    let both = days(last.clause.start..next.clause.start).zip(days(next.clause.end..end));
    let apart = both.is_some_and(|(last, next)| last.single().is_some() && next.single().is_some() && !last.overlaps(&next));
    apart || have_days_before(sight, last, next)
}

/// "In 2021 a fire killed 54, and in 2012 at least 112 died": each behind a time of its own.
fn have_days_before(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let first = sight.document.sentences[next.sentence].first;
    let opens = |at: usize| sight.is_word(at, &["in", "on"]);
    let date = |range: Range<usize>| within(&sight.dates, range).iter().rev().find(|d| opens(d.mention.first.wrapping_sub(1)));
    let before = date(first..last.cue.start.max(first)).filter(|date| date.mention.first == first + 1);
    let own = date(last.clause.end..next.cue.start.max(last.clause.end));
    before.zip(own).is_some_and(|(before, own)| !before.value.overlaps(own.value))
}

/// True if a place with its preposition follows the harm: "were injured in Kherson".
fn is_placed_behind(sight: &Sight<'_>, harm: &Harm) -> bool {
    let end = harm.clause.end;
    let places = within(&sight.locations, end..end + 5);
    let place = places.iter().find(|l| l.value.usage == Use::Literal);
    let preposition = sight.is_word(end, &["in", "at", "near", "outside"]);
    preposition && place.is_some_and(|p| !(end..=p.mention.first).any(|at| sight.document.gap(at).has(Gap::COMMA)))
}

pub(super) fn literal_places(sight: &Sight<'_>, range: Range<usize>) -> usize {
    within(&sight.locations, range).iter().filter(|l| l.value.usage == Use::Literal).count()
}

/// Parts the sentence among the drafts: between two of them at the first comma or "and" after the earlier one, so that both
/// "three in Odesa, two in Sumy" and "in Odesa three died, in Sumy two" keep their places.
fn share_out(sight: &Sight<'_>, drafts: &mut [Draft], range: &Range<usize>) {
    let mut start = range.start;
    for at in 0..drafts.len() {
        let own_end = drafts[at].clause.end;
        let end = drafts.get(at + 1).map_or(range.end, |next| first_border(sight, own_end, next.clause.start));
        let end = end.max(start);
        drafts[at].clause = start..end;
        start = end;
    }
}

/// "Two were killed; the toll later rose to 23".
fn is_risen(sight: &Sight<'_>, draft: &Draft) -> bool {
    let parted = sight.document.gap(draft.clause.start).has(Gap::SEMICOLON);
    parted && draft.rule == "harm/toll" && !is_toll_of_another(sight, draft.anchor.end)
}

/// "The toll from a fire in Houston", "the toll of the Pakistan floods": what it counts is named beside it.
fn is_toll_of_another(sight: &Sight<'_>, cue_end: usize) -> bool {
    const BETWEEN: usize = 8;
    let end = sight.document.sentence_at(cue_end - 1).tokens().end.min(cue_end + BETWEEN);
    let counted = (cue_end..end).find(|&at| sight.quantity_from(at).is_some()).unwrap_or(end);
    let named = |at: usize| sight.is_word(at, &["a", "an"]) || literal_places(sight, at..at + 1) > 0;
    let of = Classes::OF.or(Classes::PREPOSITION);
    (cue_end..counted).any(|at| sight.is(at, of) && !sight.is(at, Classes::TO) && (at + 1..counted).any(named))
}

fn first_border(sight: &Sight<'_>, from: usize, to: usize) -> usize {
    // "In Kopeysk, Chelyabinsk Oblast; the death toll rose".
    if let Some(parted) = (from..=to).find(|&at| sight.document.gap(at).has(Gap::SEMICOLON)) {
        return parted;
    }
    // "Killed 104 people, including 46 children, in strikes across Gaza [after] a soldier was killed in Rafah".
    let mut joints = (from..to).filter(|&at| sight.is_word(at, &["after", "before", "when", "while"]));
    if let (Some(joint), None) = (joints.next(), joints.next()) {
        return joint;
    }
    let marks = Gap::COMMA.and(Gap::SEMICOLON).and(Gap::COLON).and(Gap::DASH);
    let joints = Classes::AND.or(Classes::BUT).or(Classes::SUBORDINATOR);
    (from..to).find(|&at| sight.document.gap(at).has(marks) || sight.is(at, joints)).unwrap_or_else(|| from.max(to))
}
