//! The tellings that incidents are put together from: what each says, where it has that from, and what else stood in its sentence. For `explain`,
//! which asks the rules again; extraction itself keeps none of it.

use super::dating::dates_an_event;
use super::draft::{Draft, Nearness};
use super::elsewhere::{is_elsewhere, is_no_scene};
use super::place::{Ask, ENOUGH, score};
use super::stray::is_stray;
use super::when::may_date;
use crate::document::Document;
use crate::extract::mention::Mention;
use crate::extract::sight::{Seen, Sight, within};
use crate::model::{DateRange, Location, Role, Slot, Telling, Use};

/// The tellings of a document, in the order of its sentences. One that reports nothing in the end is among them.
#[must_use]
pub fn tellings(document: &Document<'_>, mentions: &[Mention]) -> Vec<Telling> {
    let sight = Sight::new(document, mentions);
    super::tellings(&sight).iter().map(|draft| telling(&sight, draft)).collect()
}

fn telling(sight: &Sight<'_>, draft: &Draft) -> Telling {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let words = if draft.anchor.is_empty() { sentence.clone() } else { draft.anchor.clone() };
    let mut slots = counts(draft);
    slots.extend(place(sight, draft));
    slots.extend(when(sight, draft));
    slots.extend(roles(sight, draft));
    Telling {
        words: sight.document.span(words.start, words.end),
        sentence: sight.document.span(sentence.start, sentence.end),
        rule: draft.rule,
        slots,
    }
}

fn slot(name: &'static str, value: impl Into<String>, from: &'static str) -> Slot {
    Slot { name, value: value.into(), from, against: Vec::new() }
}

fn counts(draft: &Draft) -> Vec<Slot> {
    let told = [
        ("killed", &draft.killed),
        ("injured", &draft.injured),
        ("harmed", &draft.combined),
        ("missing", &draft.missing),
        ("captured", &draft.captured),
        ("displaced", &draft.displaced),
    ];
    let told = told.into_iter().filter_map(|(name, told)| Some((name, told.as_ref()?)));
    let shown = told.map(|(name, told)| {
        let relation = match told {
            _ if draft.outdated => "an earlier number, left behind",
            told if told.toll => "a new total: it replaces others",
            told if told.others => "others than those counted before",
            told if told.known => "counted before",
            _ => "",
        };
        slot(name, format!("{} (“{}”)", told.count, told.count.words), relation)
    });
    shown.collect()
}

const fn nearness(near: Nearness) -> &'static str {
    match near {
        Nearness::Clause => "in its clause",
        Nearness::Sentence => "in its sentence",
        Nearness::Paragraph => "in its paragraph",
        Nearness::Heading => "in the line above it",
        Nearness::Earlier => "from the telling before",
        Nearness::Lead => "from the lead",
        Nearness::Dateline => "from the dateline",
        Nearness::Published => "from the day of the article",
    }
}

fn place(sight: &Sight<'_>, draft: &Draft) -> Option<Slot> {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let taken = draft.location.as_ref();
    let others =
        within(&sight.locations, sentence).iter().filter(|seen| taken.is_none_or(|(place, _)| !is_same(place, seen.value)));
    let against: Vec<String> = others.map(|seen| format!("{}: {}", seen.value.text, why_no_scene(sight, seen, draft))).collect();
    let (value, from) = taken.map_or((String::new(), ""), |(place, near)| (name(place), nearness(*near)));
    (!value.is_empty() || !against.is_empty()).then_some(Slot { name: "place", value, from, against })
}

fn name(place: &Location) -> String {
    place.path.as_ref().map_or_else(|| place.text.clone(), ToString::to_string)
}

fn is_same(one: &Location, other: &Location) -> bool {
    one.span == other.span || (one.path.is_some() && one.path == other.path)
}

fn why_no_scene(sight: &Sight<'_>, seen: &Seen<'_, Location>, draft: &Draft) -> String {
    let points = score(sight, seen, &draft.anchor, Ask::Place);
    match seen.value.usage {
        _ if is_no_scene(sight, seen) => "its words say that nothing happened there".to_owned(),
        Use::Literal if is_stray(sight, seen) => "not told from its namesakes".to_owned(),
        Use::Literal if is_elsewhere(sight, seen) => "where somebody is from, was taken, or something else happened".to_owned(),
        Use::Literal if is_aside(draft, seen) => "in another clause".to_owned(),
        Use::Literal if points < ENOUGH => format!("{points} points, {ENOUGH} are needed"),
        Use::Literal => format!("{points} points: farther from the words, wider, or around the place"),
        _ => "a word for those who act, no scene".to_owned(),
    }
}

/// The place is that of the telling's own clause, and this one stands outside of it.
fn is_aside(draft: &Draft, seen: &Seen<'_, Location>) -> bool {
    let own = draft.location.as_ref().is_some_and(|(_, near)| *near == Nearness::Clause);
    own && !draft.clause.contains(&seen.mention.first)
}

fn when(sight: &Sight<'_>, draft: &Draft) -> Option<Slot> {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let taken = draft.when;
    let others = within(&sight.dates, sentence).iter().filter(|seen| taken.is_none_or(|(days, _)| days != *seen.value));
    let against: Vec<String> = others.map(|seen| why_no_day(sight, seen, draft)).collect();
    let (value, from) = taken.map_or((String::new(), ""), |(days, near)| (days.to_string(), nearness(near)));
    (!value.is_empty() || !against.is_empty()).then_some(Slot { name: "when", value, from, against })
}

fn why_no_day(sight: &Sight<'_>, seen: &Seen<'_, DateRange>, draft: &Draft) -> String {
    let why = match () {
        () if !dates_an_event(sight, seen) => "it dates something else",
        () if !may_date(sight, seen, &draft.anchor) => "it dates another event",
        () => "farther from the words",
    };
    let words = sight.document.span(seen.mention.first, seen.mention.end).of(sight.document.text);
    format!("{words} ({}): {why}", seen.value)
}

fn roles(sight: &Sight<'_>, draft: &Draft) -> Vec<Slot> {
    let paths = |roles: &[Role]| roles.iter().map(|role| role.path.as_str()).collect::<Vec<_>>().join(", ");
    let suspected = if draft.initiator.iter().any(|role| role.hedged) { "only suspected" } else { "" };
    let arms: Vec<String> = draft.means.iter().map(|arm| format!("{} (“{}”)", arm.path, arm.words)).collect();
    let mut slots = vec![
        slot("by", paths(&draft.initiator), suspected),
        slot("on", paths(&draft.target), ""),
        slot("with", arms.join(", "), ""),
        slot("says", paths(&draft.claimant), ""),
    ];
    slots.retain(|slot| !slot.value.is_empty());
    let named: Vec<&Role> = draft.initiator.iter().chain(&draft.target).chain(&draft.claimant).collect();
    let without =
        within(&sight.actors, draft.clause.clone()).iter().filter(|seen| named.iter().all(|role| role.path != seen.value.path));
    let words = |first: usize, end: usize| sight.document.span(first, end).of(sight.document.text).to_owned();
    let mut left: Vec<String> = without.map(|seen| words(seen.mention.first, seen.mention.end)).collect();
    let unused =
        within(&sight.means, draft.clause.clone()).iter().filter(|seen| draft.means.iter().all(|arm| arm.path != *seen.value));
    left.extend(unused.map(|seen| words(seen.mention.first, seen.mention.end)));
    if !left.is_empty() {
        slots.push(slot("no part", left.join(", "), "by their words neither doer, victim, source nor weapon"));
    }
    slots
}
