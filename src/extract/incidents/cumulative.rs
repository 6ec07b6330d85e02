//! What runs over a war, a year or the whole world: numbers that are no event's.

use std::ops::Range;
use std::sync::LazyLock;

use super::attack::is_plural_attack;
use super::comparison::is_superlative;
use super::draft::{Draft, Nearness};
use crate::document::Gap;
use crate::extract::sight::{Sight, within};
use crate::lexicon::{AttackWord, Classes, Phrases, WordSet};
use crate::model::DateRange;

/// Phrases that say that a number runs over a war or a year.
const CUMULATIVE: &[&str] = &[
    "since the war began",
    "since the war started",
    "since the conflict began",
    "since the start of",
    "since the beginning of",
    "since the invasion",
    "so far this year",
    "this year alone",
    "to date",
    "in total since",
    "during the war",
    "over the years",
    "in recent years",
    "during recent years",
    "during the recent years",
    "months of this year",
    "months of the year",
    "over the past year",
    "in the past year",
    "in the last year",
    "years of war",
    "years of conflict",
    "years of fighting",
    "years of civil war",
    "every year",
    "each year",
    "per year",
    "annually",
    "every day",
    "each month",
    "per day",
    "since october 7",
    "since oct 7",
    "since its inception",
    "in the conflict",
    "in the war",
    "throughout the war",
    "throughout the conflict",
    "a war that",
    "the war has",
    "the war that",
    "the conflict has",
    "the conflict that",
    "conflict that has",
    "conflict which has",
    "war that has",
    "war which has",
    "a war in which",
    "since independence",
    "in past years",
    "over the past decade",
    "in the past decade",
    "in the last decade",
    "so far in",
    "quarter of the year",
    "quarter of this year",
    "half of the year",
    "half of this year",
];

static PERIODS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    CUMULATIVE.iter().for_each(|phrase| phrases.insert(phrase, ()));
    phrases.marked()
});

/// A number this large, without a day, is no single event.
const WAR_TOTAL: u32 = 10_000;

/// "The war, which broke out in April 2023, has killed": the day on which it began is not that of its toll.
pub(super) fn is_beginning(sight: &Sight<'_>, sentence: usize, days: &DateRange) -> bool {
    const BEGAN: WordSet<9> =
        WordSet::of(["began", "begun", "broke", "broken", "erupted", "launched", "out", "started", "starting"]);
    let sentence = sight.document.sentences[sentence].tokens();
    let mut dates = within(&sight.dates, sentence.clone()).iter().filter(|date| date.value == days).peekable();
    let began = |first: usize| (first.saturating_sub(BEGINNING).max(sentence.start)..first).any(|at| sight.is_among(at, &BEGAN));
    dates.peek().is_some() && dates.all(|date| began(date.mention.first))
}

/// Words from "began" to its day: "broke out on", "was launched by the army in".
const BEGINNING: usize = 5;

pub(super) fn is_cumulative(sight: &Sight<'_>, draft: &Draft) -> bool {
    if !draft.is_counted() {
        return false;
    }
    let sentence = own_part(sight, draft);
    let large = draft.told().any(|t| t.count.min >= WAR_TOTAL);
    let dated = draft.when.is_some_and(|(range, near)| near <= Nearness::Sentence && range.single().is_some())
        && !draft.when.is_some_and(|(days, _)| is_beginning(sight, draft.sentence, &days));
    let since = sentence.clone().any(|at| sight.is_word(at, &["since"]) && begins_period(sight, at));
    let long_war = || names_long_war(sight, &sentence);
    ((large || since || long_war()) && !dated)
        || is_statistic(sight, draft)
        || tells_of_many(sight, draft, &sentence)
        || counts_attacks(sight, draft, &sentence)
        || says_span(sight, &sentence)
        || says_period(sight, &sentence)
        || is_worldwide(sight, draft)
        || counts_a_month(sight, draft, &sentence)
        || is_toll_of_year(sight, draft, sentence.end)
}

/// "41 were killed, [bringing the total since October to 66,000]": the part of the sentence that tells of the draft's own number.
pub(super) fn own_part(sight: &Sight<'_>, draft: &Draft) -> Range<usize> {
    const BRINGS: WordSet<6> = WordSet::of(["bringing", "brings", "lifting", "pushing", "raising", "taking"]);
    const TOTALS: [&str; 5] = ["count", "number", "tally", "toll", "total"];
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let sums = |at: &usize| sight.is_among(*at, &BRINGS) && (at + 1..at + 5).any(|noun| sight.is_word(noun, &TOTALS));
    match sentence.clone().find(sums) {
        Some(at) if draft.anchor.start < at => sentence.start..at,
        Some(at) => at..sentence.end,
        None => sentence,
    }
}

/// "Russian attacks have killed more than 300 people", "the war, which began in April, has killed thousands": what went on for long has
/// killed so many, if no day is told with it: overnight strikes are those of a night.
fn tells_of_many(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> bool {
    const LONG: WordSet<5> = WordSet::of(["conflict", "fighting", "hostilities", "insurgency", "war"]);
    const SEVERAL: WordSet<7> =
        WordSet::of(["attacks", "bombardments", "clashes", "exchanges", "offensive", "strikes", "violence"]);
    const FEW: u32 = 100;
    let has = draft.anchor.start.checked_sub(1).filter(|&at| at >= sentence.start && sight.is_word(at, &["has", "have"]));
    // "These accidents have claimed 31 lives".
    if has.is_some_and(|has| has <= sentence.start + THESE && sight.is_word(sentence.start, &["such", "these"])) {
        return true;
    }
    let Some(has) = has.filter(|_| draft.rule == "harm/active") else { return false };
    let many = draft.killed.as_ref().is_some_and(|told| told.count.min >= FEW);
    let undated = |from: usize| within(&sight.dates, from..sentence.end).is_empty();
    let subject = has.saturating_sub(SUBJECT).max(sentence.start)..has;
    if !many || !undated(has) {
        return false;
    }
    let long = subject.clone().any(|at| sight.is_among(at, &LONG));
    // "The group, which has killed thousands": what it did in all its years.
    let group = sight.is(has - 1, Classes::RELATIVE) && !subject.clone().any(|at| names_one_event(sight, at));
    long || group || subject.into_iter().any(|at| sight.is_among(at, &SEVERAL)) && undated(sentence.start)
}

/// Words of what opens a sentence: "These recent attacks".
const THESE: usize = 4;

/// Words of a subject with its relative clause: "the war between the army and the paramilitaries, which began on 15 April 2023,".
const SUBJECT: usize = 20;

/// "Bringing the death toll among journalists this year to 12": the toll is the year's, and the death told with it is not.
fn is_toll_of_year(sight: &Sight<'_>, draft: &Draft, end: usize) -> bool {
    let year = |at: usize| sight.is_word(at, &["this"]) && sight.is_word(at + 1, &["year"]) && !is_superlative(sight, at);
    draft.rule == "harm/toll" && (draft.anchor.start..end).any(year)
}

/// "during October more than 90 people were killed": a month's sum, whatever attacks it is told with.
fn counts_a_month(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> bool {
    let many = draft.told().all(|told| told.count.min >= MANY);
    let long = |days: &DateRange| days.from.zip(days.to).is_some_and(|(from, to)| to.number() - from.number() >= 27);
    let during = |first: usize| (first.saturating_sub(4)..first).any(|at| sight.is_word(at, &["during", "throughout"]));
    many && within(&sight.dates, sentence.clone()).iter().any(|date| long(date.value) && during(date.mention.first))
}

/// "a 10-week war", "12 years of armed conflict", "their month-long battle": what it cost is no event's toll.
fn names_long_war(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    const LONG: &[&str] = &["week", "weeks", "month", "months", "year", "years", "decade", "decades"];
    const WARS: &[&str] = &["war", "wars", "conflict", "insurgency", "battle", "struggle", "unrest"];
    let plain = |unit: usize, war: usize| {
        (unit + 1..=war).all(|at| sight.document.gap(at).only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::LINE)))
    };
    sentence.clone().filter(|&at| sight.is_word(at, WARS)).any(|war| {
        let from = war.saturating_sub(5).max(sentence.start);
        let spans = |unit: usize| sight.is_word(unit, LONG) && plain(unit, war) && measures_war(sight, unit);
        (from..war).any(spans)
    })
}

/// "years of", "month-long", "10-week": but "the boldest attack of the 10-year war" is one attack.
fn measures_war(sight: &Sight<'_>, unit: usize) -> bool {
    let joined = sight.document.gap(unit) == Gap::HYPHEN;
    let part = (unit.saturating_sub(3)..unit).any(|at| sight.is(at, Classes::OF));
    // "One of the deadliest strikes in the 21-month war".
    let compared = || (unit.saturating_sub(2)..unit).any(|at| sight.is_word(at, &["the"])) && is_superlative(sight, unit);
    !compared() && (sight.is_word(unit + 1, &["of", "old", "long"]) || joined && !part)
}

/// "have died worldwide", "263 deaths around the world": counted far beyond any scene.
fn is_worldwide(sight: &Sight<'_>, draft: &Draft) -> bool {
    const FAR: &[&str] = &["globally", "worldwide"];
    const AROUND: &[&str] = &["across", "around", "throughout"];
    let range = sight.document.sentences[draft.sentence].tokens();
    let near = |at: usize| draft.victims.iter().any(|v| v.start.saturating_sub(3) <= at && at < v.end + WORLD_REACH);
    let world = |at: usize| {
        let around = sight.is_word(at, AROUND) && sight.is_word(at + 1, &["the"]) && sight.is_word(at + 2, &["world", "globe"]);
        sight.is_word(at, FAR) || around
    };
    range.clone().any(|at| world(at) && near(at)) && !range.clone().any(|at| names_one_event(sight, at))
}

/// How far behind those counted "worldwide" may stand.
const WORLD_REACH: usize = 10;

/// How many of a year or a month are a statistic, if no event is named.
const MANY: u32 = 50;

/// "254 people were killed in 59 attacks across the country": what a month or a year brought, unless a day is told.
fn counts_attacks(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> bool {
    const SEVERAL: u32 = 10;
    if draft.when.is_some_and(|(days, near)| near <= Nearness::Sentence && days.single().is_some()) {
        return false;
    }
    (draft.anchor.end..sentence.end.min(draft.anchor.end + REACH_OF_SUM)).any(|at| {
        let number = sight.quantity_from(at).filter(|number| number.value.count.min >= SEVERAL);
        let attacks = |number: usize| (number..sentence.end.min(number + 3)).any(|noun| is_plural_attack(sight, noun));
        sight.is_word(at - 1, &["in"]) && number.is_some_and(|number| attacks(number.mention.end))
    })
}

/// Words from a sum of the dead to what it is summed over.
const REACH_OF_SUM: usize = 6;

/// "145 people lost their lives to violence in the city in 2015": a year's sum, and no event that lasted a year.
fn is_statistic(sight: &Sight<'_>, draft: &Draft) -> bool {
    // "As many as 2,468 died last year".
    let many = draft.told().all(|t| t.count.min.max(t.count.max.unwrap_or(0)) >= MANY && !t.toll);
    let long = draft.when.is_some_and(|(range, near)| {
        let days = range.from.zip(range.to).map(|(from, to)| to.number() - from.number());
        near <= Nearness::Sentence && days.is_some_and(|days| days >= 27)
    });
    let sentence = sight.document.sentences[draft.sentence].tokens();
    many && long && !tells_one_deed(sight, draft, &sentence) && !sentence.clone().any(|at| names_one_event(sight, at))
}

/// "In August 55 people died when two militias fought", "last month the group massacred 66 villagers", "killed 70 fighters in an
/// operation": one event, though only its month is told.
fn tells_one_deed(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> bool {
    const MASSACRES: &[&str] = &["beheaded", "beheading", "massacred", "massacring", "slaughtered", "slaughtering"];
    let end = draft.anchor.end;
    let when = (end..sentence.end.min(end + 6)).any(|at| sight.is_word(at, &["when"]));
    let operation =
        |at: usize| sight.is_word(at, &["operation"]) && (at - 3..at).any(|article| sight.is_word(article, &["a", "an"]));
    // "In two raids": told as one, as against "in 59 attacks".
    let raids = |at: usize| {
        let few = sight.is_word(at, &["two", "three", "twin"]) && sight.is_word(at - 1, &["in"]);
        few && (at + 1..at + 4).any(|noun| is_plural_attack(sight, noun))
    };
    if (end..sentence.end).any(raids) {
        return true;
    }
    when || sight.is_word(draft.anchor.start, MASSACRES) || (end..sentence.end).skip(3).any(operation)
}

/// "the bombing", "an earthquake", "a ferry capsized": one event, whenever it was.
fn names_one_event(sight: &Sight<'_>, at: usize) -> bool {
    const ONE: WordSet<5> = WordSet::of(["attacker", "bomber", "gunman", "knifeman", "shooter"]);
    let Some((_, cue)) = sight.cue(at) else { return sight.is_among(at, &ONE) };
    // "A fire at a factory" reads like "they fire at".
    if at > 0 && sight.is_word(at, &["fire"]) && sight.is(at - 1, Classes::DETERMINER) {
        return true;
    }
    match cue.attack {
        Some(AttackWord::Burst) => !sight.is_word(at, &["crashes"]) || !is_noun_of_kind(sight, at),
        Some(AttackWord::Noun | AttackWord::Either) => !is_plural_attack(sight, at),
        _ => false,
    }
}

/// "in alcohol-related crashes", "of fatal crashes".
fn is_noun_of_kind(sight: &Sight<'_>, at: usize) -> bool {
    const KINDS: WordSet<14> = WordSet::of([
        "bus",
        "by",
        "car",
        "fatal",
        "from",
        "highway",
        "in",
        "motorcycle",
        "of",
        "related",
        "road",
        "traffic",
        "truck",
        "vehicle",
    ]);
    at > 0 && sight.is_among(at - 1, &KINDS)
}

/// Days that a flood, a siege or a series of clashes is told of as one event.
const DAYS_OF_ONE: i32 = 7;

/// "since February 2022", "since the uprising", "since it was founded": not "since then".
fn begins_period(sight: &Sight<'_>, since: usize) -> bool {
    if is_superlative(sight, since) {
        return false;
    }
    let upto = sight.dates.partition_point(|d| d.mention.first <= since + 2);
    let date = sight.dates[..upto].iter().rev().take(8).find(|d| since < d.mention.end);
    if let Some(began) = date.filter(|d| d.mention.first > since).and_then(|d| d.value.from) {
        // "Floods have killed 14 since Friday": of these days, as one event may be.
        let news = sight.document.published.range.single().or_else(|| sight.today());
        return news.is_none_or(|news| began < news.plus(-DAYS_OF_ONE));
    }
    date.is_some()
        || sight.is_word(since + 1, &["the", "it", "its", "early", "last", "late"])
        || sight.document.tokens.get(since + 1).is_some_and(|t| t.shape.is_digits())
}

/// "In the past six months", "over the last few years": a span too long for one event.
fn says_span(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        sight.is_word(at, &["in", "over", "during", "within"])
            && sight.is_word(at + 1, &["the"])
            && sight.is_word(at + 2, &["past", "last", "previous"])
            && (at + 3..sentence.end.min(at + 5)).any(|unit| sight.is_word(unit, &["weeks", "months", "years", "decades"]))
    }) || opens_with_span(sight, sentence.start)
}

/// "In only three months, the paper has counted": not "the third attack in three months".
fn opens_with_span(sight: &Sight<'_>, first: usize) -> bool {
    sight.is_word(first, &["in", "over", "within"])
        && (first + 1..first + 5)
            .any(|at| sight.is_word(at, &["weeks", "months", "years", "decades"]) && sight.document.gap(at + 1).has(Gap::COMMA))
}

fn says_period(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    let plain = Gap::SPACE.and(Gap::LINE);
    sentence.clone().any(|at| {
        let found = PERIODS.longest(sight.document, at);
        let told = |length: usize| (at + 1..at + length).all(|next| sight.document.gap(next).only(plain));
        let compared = || sight.is_word(at, &["since"]) && is_superlative(sight, at);
        found.is_some_and(|(length, ())| told(length) && !compared())
    })
}
