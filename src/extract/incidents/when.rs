//! When a telling's event happened: the date of its clause, of its sentence, of its paragraph; failing these, of the article.
//!
//! Known failures: an event told in the past tense without any date is taken for the article's day or the day before, if the
//! article's date is certain.

use std::ops::Range;

use super::again;
use super::dating::{REACTIONS, dates_an_event, is_of_reaction, is_of_speaking, opens_speech};
use super::draft::{Draft, Nearness};
use super::named;
use super::place::{HISTORY, LOOK_BACK, refers_back};
use super::recalled;
use super::undated::tells_unread_time;
use crate::document::Gap;
use crate::extract::dates::{AFTER_ANOTHER, is_background};
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::{Classes, WordSet};
use crate::model::{DateRange, Day};

/// Fills the draft's days.
pub fn fill(sight: &Sight<'_>, draft: &mut Draft, before: &[Draft]) {
    if recalled::is_recalled(sight, draft) {
        let own = recalled::own_day(sight, draft).map(|day| (day, Nearness::Clause));
        draft.when = own.or_else(|| from_paragraph(sight, draft).filter(|(days, _)| is_history(sight, days)));
        return;
    }
    if is_day_of_finding(sight, draft) {
        let after = within(&sight.dates, sight.document.sentences[draft.sentence].tokens()).iter();
        draft.when = after.filter(|date| date.mention.rule == AFTER_ANOTHER).map(|date| (*date.value, Nearness::Sentence)).next();
        return;
    }
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let own = nearest(sight, event_words(sight, draft, draft.clause.clone()), &draft.anchor).map(|r| (r, Nearness::Clause));
    let near =
        own.or_else(|| nearest(sight, event_words(sight, draft, sentence), &draft.anchor).map(|r| (r, Nearness::Sentence)));
    draft.when = near
        .or_else(|| from_what_happened(sight, draft))
        .or_else(|| named::day(sight, draft, before))
        .or_else(|| from_paragraph(sight, draft))
        .or_else(|| inherited(draft, before, sight))
        .or_else(|| from_lead(sight, draft))
        .filter(|(days, near)| *near <= Nearness::Sentence || !is_after_telling(sight, draft, days))
        .or_else(|| published(sight, draft));
}

/// "Searchers dug out 12 more bodies on Friday", "found four bodies on Tuesday, a day after a boat sank": the event is older, and on a day
/// that is told, if at all, by itself.
fn is_day_of_finding(sight: &Sight<'_>, draft: &Draft) -> bool {
    const FINDS: WordSet<11> = WordSet::of([
        "dug",
        "extracted",
        "found",
        "pull",
        "pulled",
        "pulling",
        "recovered",
        "recover",
        "retrieved",
        "retrieve",
        "finding",
    ]);
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let is_body = |at: usize| sight.is_word(at, &["bodies", "body"]);
    let told = if draft.rule == "harm/toll" { sentence.clone() } else { draft.anchor.clone() };
    let Some(body) = told.into_iter().find(|&at| is_body(at)) else { return false };
    let near = body.saturating_sub(FOUND).max(sentence.start)..sentence.end.min(body + 1 + FOUND);
    let after = || within(&sight.dates, sentence.clone()).iter().any(|date| date.mention.rule == AFTER_ANOTHER);
    let toll = draft.killed.as_ref().is_some_and(|told| told.toll || told.others);
    (toll || after()) && near.into_iter().any(|at| sight.is_among(at, &FINDS))
}

/// "Rescuers on Sunday recovered two more bodies": a day that another telling does not take for its own.
fn is_of_finding_more(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let sentence = sight.document.sentence_at(date.mention.first).tokens();
    let near = date.mention.first.saturating_sub(FOUND).max(sentence.start)..sentence.end.min(date.mention.end + FOUND);
    near.into_iter().any(|at| sight.is_word(at, &["bodies", "body"]) && sight.is_word(at - 1, &["more"]))
}

/// Words between bodies and the verb that found them.
const FOUND: usize = 5;

/// "Seven miners died. The accident happened at 2:36 p.m. Wednesday": told a sentence or two later.
fn from_what_happened(sight: &Sight<'_>, draft: &Draft) -> Option<(DateRange, Nearness)> {
    let next = sight.document.sentences.iter().skip(draft.sentence + 1).take(HAPPENED);
    let told = |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some());
    for sentence in next {
        if let Some(verb) = again::where_it_happened(sight, sentence.tokens()) {
            let day = nearest(sight, verb..sentence.end, &(verb..verb + 1))
                .filter(|days| days.single().is_some() && !is_history(sight, days));
            return day.filter(|_| !draft.new_event).map(|day| (day, Nearness::Paragraph));
        }
        if sentence.tokens().any(told) {
            return None;
        }
    }
    None
}

/// Sentences in which it is told when it was.
const HAPPENED: usize = 3;

/// A day that another sentence tells, later than the one on which this deed was told of.
fn is_after_telling(sight: &Sight<'_>, draft: &Draft, days: &DateRange) -> bool {
    told_on(sight, draft).is_some_and(|(told, _)| days.from > Some(told))
}

/// The words that can date the event: a day behind "rose to 31" or "were still missing" is the day of counting.
fn event_words(sight: &Sight<'_>, draft: &Draft, range: Range<usize>) -> Range<usize> {
    const STATES: &[&str] = &["missing", "trapped", "unaccounted"];
    const RISES: &[&str] = &["rises", "rose", "risen", "climbed", "jumped", "climbs"];
    let end = if draft.rule == "harm/toll" {
        range.clone().find(|&at| sight.is_word(at, RISES))
    } else {
        let state = draft.anchor.clone().any(|at| sight.is_word(at, STATES));
        let still = draft.anchor.start.checked_sub(1).is_some_and(|at| sight.is_word(at, &["still", "remain", "remained"]));
        (state && (still || sight.is_word(draft.anchor.start, &["still"]))).then_some(draft.anchor.start)
    };
    range.start..end.unwrap_or(range.end).clamp(range.start, range.end)
}

/// The date nearest the anchor; one after it counts as nearer than one before.
fn nearest(sight: &Sight<'_>, range: Range<usize>, anchor: &Range<usize>) -> Option<DateRange> {
    let usable = within(&sight.dates, range).iter().filter(|d| {
        dates_an_event(sight, d)
            && may_date(sight, d, anchor)
            && !is_day_of_dying(sight, d, anchor)
            && !(anchor.len() < 2 && is_of_finding_more(sight, d))
    });
    let distance = |d: &Seen<'_, DateRange>| {
        if d.mention.first >= anchor.end {
            d.mention.first - anchor.end
        } else {
            (anchor.start.saturating_sub(d.mention.end)) * 2 + 1
        }
    };
    usable.min_by_key(|d| (opens_speech(sight, d), distance(d))).map(|d| *d.value)
}

/// "Two died in Lyon a year after a man drove into a crowd in Nice, killing 86": of what is told behind it, and opening a sentence
/// only as far as the comma.
pub(super) fn may_date(sight: &Sight<'_>, date: &Seen<'_, DateRange>, anchor: &Range<usize>) -> bool {
    let end = date.mention.end;
    let opens = sight.document.sentence_at(date.mention.first).first == date.mention.first;
    let parted = || (end..anchor.start).any(|at| sight.document.gap(at).has(Gap::COMMA));
    // "140 were buried on Wednesday while 13 died": of the clause before.
    // "Residents spent Wednesday night in the open after a quake killed 69": of what came of it.
    let after = |at: usize| sight.is_word(at, &["after"]) && sight.is_among(end.saturating_sub(1), &NIGHTS);
    let other_clause = || !opens && (end..anchor.start).any(|at| sight.is_word(at, &["whereas", "while"]) || after(at));
    if is_of_whom(sight, anchor.end, date.mention.first) || other_clause() {
        return false;
    }
    date.mention.rule != AFTER_ANOTHER || !anchor.is_empty() && end <= anchor.start && !(opens && parted())
}

/// "was taken to Wesley Medical Center, where he died Monday night": of wounds that are older.
fn is_day_of_dying(sight: &Sight<'_>, date: &Seen<'_, DateRange>, anchor: &Range<usize>) -> bool {
    const DIES: &[&str] = &["dead", "died", "dies", "succumbed", "succumbs"];
    const CARE: WordSet<5> = WordSet::of(["clinic", "clinics", "hospital", "hospitals", "infirmary"]);
    let first = date.mention.first;
    let floor = sight.document.sentence_at(first).first;
    // A day of another sentence than the telling's is asked without an anchor.
    let near = if anchor.is_empty() { first.saturating_sub(DYING).max(floor)..first } else { anchor.clone() };
    let Some(dies) = near.rev().find(|&at| sight.is_word(at, DIES)).filter(|&dies| dies < first && first <= dies + DYING) else {
        return false;
    };
    let told = |at: usize| sight.cue(at).is_some() || sight.is(at, Classes::SUBORDINATOR);
    let centre = |at: usize| sight.is_word(at, &["center", "centre"]) && sight.is_word(at - 1, &["medical", "trauma"]);
    let care = |at: usize| sight.is_among(at, &CARE) || centre(at);
    let taken = dies.saturating_sub(CARED).max(floor + 1)..first;
    !(dies + 1..first).any(told) && taken.into_iter().any(care)
}

/// Words from a death to its day, and back from it to the hospital.
const DYING: usize = 12;
const CARED: usize = 14;

/// What is spent, or gone through, after it happened.
const NIGHTS: WordSet<2> = WordSet::of(["evening", "night"]);

/// "killed a man who was responsible for a raid on 7 October", "who had shot two on Sunday": the day of what he did.
fn is_of_whom(sight: &Sight<'_>, deed_end: usize, date: usize) -> bool {
    const DID: &[&str] = &["accused", "charged", "convicted", "had", "involved", "responsible", "suspected", "wanted"];
    let Some(who) = (deed_end..date).find(|&at| sight.is(at, Classes::RELATIVE)) else { return false };
    let joined = (who + 1..=date).all(|at| !sight.document.gap(at).has(Gap::COMMA));
    joined && (who + 1..date).any(|at| sight.is_word(at, DID))
}

/// So long ago that no news is of that day; where nobody knows the day of the news, a whole year.
pub(super) fn is_history(sight: &Sight<'_>, days: &DateRange) -> bool {
    match sight.document.published.range.from.or_else(|| sight.today()) {
        Some(news) => days.to.is_some_and(|last| last < news.plus(-HISTORY)),
        None => days.from.zip(days.to).is_some_and(|(from, to)| to.number() - from.number() >= HISTORY - 1),
    }
}

fn from_paragraph(sight: &Sight<'_>, draft: &Draft) -> Option<(DateRange, Nearness)> {
    let sentences = &sight.document.sentences;
    let paragraph = sentences[draft.sentence].paragraph;
    let earlier = sentences[..draft.sentence].iter().rev().take(LOOK_BACK).take_while(|s| s.paragraph == paragraph);
    let known = sight.today().is_some();
    for sentence in earlier {
        let date = nearest(sight, sentence.tokens(), &(sentence.end..sentence.end));
        // Farther back than a year that dates something else, nothing dates what is told here.
        if date.is_some_and(|days| !known && is_long(&days) && !tells_of_deed(sight, sentence.tokens())) {
            return None;
        }
        if let Some(found) = date.filter(|days| !is_history(sight, days) || may_be_of_old(sight, draft, sentence.first)) {
            return Some((found, Nearness::Paragraph));
        }
    }
    None
}

/// A month or more.
fn is_long(days: &DateRange) -> bool {
    days.from.zip(days.to).is_none_or(|(from, to)| to.number() - from.number() >= MONTH)
}

/// Days of the shortest month.
const MONTH: i32 = 27;

/// "The mill was built in 2013. Two were shot there": a year dates what the next sentence tells only if it tells of a deed itself.
fn tells_of_deed(sight: &Sight<'_>, mut sentence: Range<usize>) -> bool {
    sentence.any(|at| sight.cue(at).is_some())
}

/// False for "The last such attack was in 1882. Police say that the suspect has died": long ago, and now.
fn may_be_of_old(sight: &Sight<'_>, draft: &Draft, told: usize) -> bool {
    const OTHERS: &[&str] = &["deadliest", "first", "last", "previous", "worst"];
    let other = (told..told + 3).any(|at| sight.is_word(at, OTHERS));
    let verb = draft.anchor.start;
    let now = (verb.saturating_sub(3)..verb).any(|at| sight.is_word(at, &["has", "have"]));
    !other && !now
}

/// The days of the telling before, if it is of the same place and not a new event.
fn inherited(draft: &Draft, before: &[Draft], sight: &Sight<'_>) -> Option<(DateRange, Nearness)> {
    let last = before.iter().rev().take(LOOK_BACK).find(|d| d.when.is_some())?;
    let same_place = match (&draft.location, &last.location) {
        (Some((a, near)), Some((b, _))) => *near >= Nearness::Earlier || a.path == b.path,
        _ => true,
    };
    let sentences = &sight.document.sentences;
    let close = sentences[draft.sentence].paragraph - sentences[last.sentence].paragraph <= 1;
    let (range, nearness) = last.when?;
    let told = nearness < Nearness::Published;
    let goes_on =
        (close && same_place && !draft.new_event && !is_past_history(sight, last, draft)) || is_soon_after(sight, draft);
    (goes_on && told).then_some((range, Nearness::Earlier))
}

/// "Trains collided in 2023, killing 57. On Friday thousands marched. Three were hurt": the story has come to the news, and does not
/// point back.
pub fn is_past_history(sight: &Sight<'_>, last: &Draft, draft: &Draft) -> bool {
    let old = last.when.is_some_and(|(days, near)| near <= Nearness::Sentence && is_history(sight, &days));
    if !old || draft.sentence <= last.sentence {
        return false;
    }
    let between = &sight.document.sentences[last.sentence + 1..=draft.sentence];
    let recent = |date: &Seen<'_, DateRange>| dates_an_event(sight, date) && !is_history(sight, date.value);
    between.iter().any(|sentence| within(&sight.dates, sentence.tokens()).iter().any(recent)) && !refers_back(sight, draft)
}

/// "an hour later", "on the same night": on the day of what was told before, wherever it was.
fn is_soon_after(sight: &Sight<'_>, draft: &Draft) -> bool {
    sight.document.sentences[draft.sentence].tokens().any(|at| {
        let later = sight.is_word(at, &["hour", "hours", "minutes", "moments"])
            && sight.is_word(at + 1, &["later", "earlier", "afterwards"]);
        later || sight.is_word(at, &["same"]) && sight.is_word(at + 1, &["day", "evening", "morning", "night", "afternoon"])
    })
}

/// How many days before the article the event of its lead can lie.
const LEAD_DAYS: i32 = 3;

/// The recent day that the lead dates its event to: what the body tells undated is the news of the lead.
fn from_lead(sight: &Sight<'_>, draft: &Draft) -> Option<(DateRange, Nearness)> {
    let day = sight.today()?;
    let recent = DateRange::new(day.plus(-LEAD_DAYS), day);
    if draft.new_event || is_before_the_news(sight, draft) {
        return None;
    }
    // What the telling's own sentence says of its day has been read.
    let own = sight.document.sentences[draft.sentence].first;
    let lead = sight.document.sentences.iter().skip(sight.document.body_starts).take(2);
    let dates = lead.filter(|sentence| sentence.first != own).filter_map(|s| nearest(sight, s.tokens(), &(s.first..s.first + 1)));
    dates.filter(|d| d.single().is_some() && d.within(&recent)).map(|d| (d, Nearness::Lead)).next()
}

/// News without a date is of the article's day, or the day before if told in the past tense.
fn published(sight: &Sight<'_>, draft: &Draft) -> Option<(DateRange, Nearness)> {
    let published = sight.document.published;
    let day = if published.by.is_certain() { published.range.single() } else { sight.today() }?;
    if is_recap(sight, draft) || tells_unread_time(sight, draft.sentence) {
        return None;
    }
    let counted_since = draft.rule == "harm/toll" && !is_present(sight, draft);
    if counted_since || is_before_the_news(sight, draft) || is_reacted_to(sight, draft) {
        return None;
    }
    let (told, reaction) = told_on(sight, draft).filter(|(told, _)| *told < day).unzip();
    if reaction == Some(true) {
        return None;
    }
    let from = if is_present(sight, draft) && told.is_none() { day } else { told.unwrap_or(day).plus(-1) };
    Some((DateRange::new(from, told.unwrap_or(day)), Nearness::Published))
}

/// "A bomb killed six, police said on Monday": the day on which it was told, and after which it did not happen; and
/// whether it is one on which something was done about it.
fn told_on(sight: &Sight<'_>, draft: &Draft) -> Option<(Day, bool)> {
    let dates = within(&sight.dates, sight.document.sentences[draft.sentence].tokens());
    let told = dates.iter().filter(|date| is_of_speaking(sight, date));
    told.filter_map(|date| Some((date.value.single()?, is_of_reaction(sight, date)))).min()
}

/// "The killing of two nuns was claimed by": told as known, behind the lead, on a day that nobody says.
fn is_recap(sight: &Sight<'_>, draft: &Draft) -> bool {
    let first = draft.anchor.start;
    let known = (first.saturating_sub(3).max(draft.clause.start)..first).any(|at| sight.is_word(at, &["the", "this"]));
    draft.rule == "harm/noun-of" && known && draft.sentence > sight.document.body_starts + 1
}

/// "The court sentenced him for the murder of", "condemned the killing": of a day before, and nobody says which.
fn is_reacted_to(sight: &Sight<'_>, draft: &Draft) -> bool {
    let noun = matches!(draft.rule, "harm/noun-of" | "harm/genitive");
    let sentence = sight.document.sentences[draft.sentence].first;
    noun && (sentence..draft.anchor.start).any(|at| REACTIONS.has(sight.document.tokens[at].hash))
}

/// "had killed": older than what the article tells.
fn is_before_the_news(sight: &Sight<'_>, draft: &Draft) -> bool {
    let from = draft.anchor.start.saturating_sub(4).max(draft.clause.start);
    let told_before = (from..draft.anchor.start).any(|at| sight.is_word(at, &["had", "previously", "once"]));
    told_before || is_background(sight.document, draft.sentence)
}

/// "kills", "are killed": the present tense of headlines and digests.
fn is_present(sight: &Sight<'_>, draft: &Draft) -> bool {
    let verb = sight.word(draft.anchor.start);
    let from = draft.anchor.start.saturating_sub(3).max(draft.clause.start);
    let auxiliary = (from..draft.anchor.start).any(|at| sight.is_word(at, &["is", "are"]));
    auxiliary || (verb.ends_with('s') && !verb.ends_with("ss"))
}
