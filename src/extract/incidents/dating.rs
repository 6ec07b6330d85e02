//! Which of the dates that a text names can be the day of an event: not one of speaking, of what was done about it, of a dateline.

use super::comparison::is_superlative;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight};
use crate::lexicon::{Classes, WordSet};
use crate::model::DateRange;

/// "since February", "until Monday", a date of speaking or of making: bounds or dates something else than the event.
pub fn dates_an_event(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let before = date.mention.first.wrapping_sub(1);
    // "the worst since 2007, when 28 were killed": they were killed in 2007.
    let opens = before == sight.document.sentence_at(date.mention.first).first;
    let told_of = sight.is_word(date.mention.end, &["when"]) && !opens;
    // "From 3 to 9 June" bounds nothing: it names all the days.
    let whole = || sight.is_word(before, &["from"]) && (date.mention.first..date.mention.end).any(|at| sight.is_word(at, TO));
    let bounded = sight.is_word(before, &["since", "until", "till", "by", "from"]) && !told_of && !whole();
    // "this morning's attack" is of this morning, whoever reports on it, and whatever follows from it.
    let owned = sight.is_word(date.mention.end, &["s"]) && sight.document.gap(date.mention.end) == Gap::APOSTROPHE;
    let other = || bounded || is_of_speaking(sight, date) || is_of_making(sight, date);
    (owned || !other())
        && !is_commemorated(sight, date)
        && !is_compared(sight, date)
        && !is_dateline(sight, date)
        && !is_elsewhere(sight, date)
        && !is_to_come(sight, date)
}

/// What stands between the first and the last day of several.
const TO: &[&str] = &["through", "till", "to", "until"];

/// "to mark the anniversary of the 1990 protests": what is remembered on another day.
fn is_commemorated(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let first = date.mention.first;
    let floor = sight.document.sentence_at(first).first.max(first.saturating_sub(4));
    (floor..first).any(|at| sight.is_word(at, &["anniversary"]) && sight.is_word(at + 1, &["of"]))
}

/// "The worst attack this year": a month or more that the event is measured against.
fn is_compared(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let long = date.value.from.zip(date.value.to).is_some_and(|(from, to)| to.number() - from.number() >= 27);
    long && sight.is_word(date.mention.first, &["this"]) && is_superlative(sight, date.mention.first)
}

/// "said on Monday", "condemned today", but "According to a report, on Monday": what the date hangs on joins it without a comma.
pub fn is_of_speaking(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    // "It was learned here today", "this was not known until Monday".
    let heard = |at: usize| sight.is_word(at, &["known", "learned", "learnt"]);
    if (date.mention.first.saturating_sub(2)..date.mention.first).any(heard) {
        return true;
    }
    let Some(verb) = governor(sight, date, &["on", "in"]) else { return false };
    sight.is(verb, Classes::SPEECH) || is_reaction(sight, verb) || is_told_to(sight, verb)
}

/// "Released on Monday", "condemned on Monday": done about an event that may be long past.
pub fn is_of_reaction(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    governor(sight, date, &["on", "in"]).is_some_and(|verb| is_reaction(sight, verb) && !sight.is_among(verb, &SPEAKERS))
}

/// "Police today said that": less likely the day of the event than any other of the sentence. Who claims a deed does so at once.
pub fn opens_speech(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let end = date.mention.end;
    let verb = sight.is(end, Classes::SPEECH) || sight.is_among(end, &REACTIONS);
    verb && sight.document.gap(end) == Gap::SPACE && !sight.is_word(end, &["according", "alleged", "claimed"])
}

/// The word that a date hangs on, before one of these prepositions or none: "said" of "said on Monday".
fn governor(sight: &Sight<'_>, date: &Seen<'_, DateRange>, prepositions: &[&str]) -> Option<usize> {
    let floor = sight.document.sentence_at(date.mention.first).first;
    let joined = |at: usize| {
        let word = at.checked_sub(1).filter(|word| *word >= floor)?;
        sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE)).then_some(word)
    };
    let word = joined(date.mention.first)?;
    if sight.is_word(word, prepositions) { joined(word) } else { Some(word) }
}

/// What was done in a year of the past that is told for its own sake: how old somebody or something is.
const MADE: WordSet<39> = WordSet::of([
    "adopted",
    "appointed",
    "bought",
    "born",
    "built",
    "completed",
    "constructed",
    "created",
    "elected",
    "enacted",
    "enlisted",
    "enrolled",
    "erected",
    "established",
    "formed",
    "founded",
    "graduated",
    "hired",
    "immigrated",
    "inaugurated",
    "independence",
    "introduced",
    "joined",
    "made",
    "manufactured",
    "married",
    "ordained",
    "packed",
    "produced",
    "promoted",
    "purchased",
    "ratified",
    "rebuilt",
    "renovated",
    "restored",
    "retired",
    "signed",
    "unveiled",
    "won",
]);

/// "The plane was built in 2011", "joined the army in 2004", "laid down its arms on 9 March".
fn is_of_making(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let Some(word) = governor(sight, date, &["on", "in", "after", "before", "during", "around"]) else { return false };
    let floor = sight.document.sentence_at(word).first.max(word.saturating_sub(OBJECT));
    // Back over the object: "won the vote in 2004". An attack is made, too.
    let runs_on =
        |at: &usize| *at == word || sight.cue(*at + 1).is_none() && sight.document.gap(*at + 1).only(Gap::SPACE.and(Gap::LINE));
    let verb = (floor..=word).rev().take_while(runs_on).find(|&at| sight.is_among(at, &MADE));
    let behind = |words: &[&str]| (floor..word).any(|at| sight.is_word(at, words));
    let attempt = verb == Some(word) && sight.is_word(word, &["made"]) && sight.is_word(word + 1, &["on"]);
    let power = sight.is_word(word, &["office", "power"]) && behind(&["assumed", "seized", "take", "taking", "to", "took"]);
    let peace = sight.is_word(word, &["arms", "weapons"]) && behind(&["laid"]);
    verb.is_some() && !attempt || power || peace
}

/// Words of what was made, between the verb and its date.
const OBJECT: usize = 3;

/// What has happened is not of a day to come; one day of grace, for the event's clock can be ahead of the newsroom's.
fn is_to_come(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let news = sight.document.published.range.to.or_else(|| sight.today());
    news.zip(date.value.from).is_some_and(|(news, first)| first > news.plus(1))
}

/// "the 19 April movement", "(0130 GMT 18 October)": the date in a name, or of another part of the world.
fn is_elsewhere(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let (first, end) = (date.mention.first, date.mention.end);
    let zone = (first.saturating_sub(2)..first).any(|at| sight.is_word(at, &["gmt", "utc"]));
    let bracketed = sight.document.gap(end).has(Gap::CLOSE) && !sight.document.gap(first).has(Gap::CLOSE);
    (zone && bracketed) || sight.is_word(end, &["movement", "brigade", "front"]) && sight.document.gap(end) == Gap::SPACE
}

/// "told reporters", "said in a statement", "told the Daily Echo": the verb of speech that ends with token `at`.
fn is_told_to(sight: &Sight<'_>, at: usize) -> bool {
    const HEARERS: &[&str] = &[
        "a",
        "an",
        "at",
        "briefing",
        "broadcast",
        "committee",
        "conference",
        "court",
        "hearing",
        "in",
        "interview",
        "journalists",
        "judge",
        "jurors",
        "jury",
        "lawmakers",
        "media",
        "news",
        "newsmen",
        "parliament",
        "press",
        "radio",
        "reporters",
        "state",
        "statement",
        "television",
        "the",
        "to",
    ];
    if at >= sight.document.tokens.len() {
        return false;
    }
    let floor = sight.document.sentence_at(at).first;
    let heard = |at: usize| sight.is_word(at, HEARERS) || sight.document.tokens[at].shape.is_all_caps();
    let mut back = (floor..=at).rev().take(6).skip_while(|&at| heard(at) && !sight.is(at, Classes::SPEECH));
    back.next().is_some_and(|verb| verb < at && sight.is(verb, Classes::SPEECH))
}

/// What is done about an event afterwards: the day behind it is not the event's.
pub const REACTIONS: WordSet<42> = WordSet::of([
    "appealed",
    "appeared",
    "arrested",
    "arrived",
    "asked",
    "buried",
    "called",
    "charged",
    "condemned",
    "condemns",
    "convicted",
    "court",
    "criticised",
    "criticized",
    "demanded",
    "denounced",
    "deplored",
    "detained",
    "expressed",
    "identified",
    "indicted",
    "issued",
    "jailed",
    "lamented",
    "met",
    "mourned",
    "ordered",
    "pledged",
    "promised",
    "published",
    "regretted",
    "rejected",
    "released",
    "repudiated",
    "resigned",
    "sentenced",
    "spoke",
    "threatened",
    "trial",
    "urged",
    "visited",
    "vowed",
]);

/// Those who speak: "according to military sources today".
const SPEAKERS: WordSet<8> =
    WordSet::of(["sources", "source", "spokesman", "spokesmen", "spokeswoman", "officials", "statement", "communique"]);

fn is_reaction(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_among(at, &REACTIONS) || sight.is_among(at, &SPEAKERS)
}

/// The date of the dateline is the article's, not an event's.
fn is_dateline(sight: &Sight<'_>, date: &Seen<'_, DateRange>) -> bool {
    let document = sight.document;
    let marked = document.dateline.is_some_and(|line| line.contains(&document.span(date.mention.first, date.mention.end)));
    let opens = document.sentence_of(date.mention.first) <= document.body_starts
        && document.gap(date.mention.end).has(Gap::OPEN.and(Gap::DASH).and(Gap::COLON))
        && (*date.value == document.published.range || date.value.single() == sight.today());
    marked || opens
}
