//! What a telling's numbers cover: one event, a wave told as one, or a war's toll.

use std::ops::Range;

use super::draft::{Draft, Nearness};
use crate::extract::sight::Sight;
use crate::lexicon::{AttackWord, cues};
use crate::model::{Precision, Scope};

/// Phrases that say that a number runs over a war or a year.
const CUMULATIVE: &[&str] = &[
    "on both sides",
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
    "since independence",
    "in past years",
    "over the past decade",
    "in the past decade",
    "in the last decade",
    "so far in",
];

/// A number this large, without a day, is no single event.
const WAR_TOTAL: u32 = 10_000;

/// Marks cumulative and aggregate drafts.
pub fn mark(sight: &Sight<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        if is_cumulative(sight, draft) {
            draft.scope = Scope::Cumulative;
        }
    }
    for at in 0..drafts.len() {
        if drafts[at].scope == Scope::Incident && is_wave(sight, drafts, at) {
            drafts[at].scope = Scope::Aggregate;
            // A place that the wave itself does not name would be a guess.
            drafts[at].location = drafts[at].location.take().filter(|(_, near)| *near <= Nearness::Sentence);
        }
    }
}

fn is_cumulative(sight: &Sight<'_>, draft: &Draft) -> bool {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let large = draft.told().any(|t| t.count.min >= WAR_TOTAL);
    let dated = draft.when.is_some_and(|(range, near)| near <= Nearness::Sentence && range.single().is_some());
    let since = sentence.clone().any(|at| sight.is_word(at, &["since"]) && begins_period(sight, at));
    draft.is_counted() && ((large && !dated) || says_period(sight, &sentence) || (since && !dated))
}

/// "since February 2022", "since the uprising", "since 2011": not "since then".
fn begins_period(sight: &Sight<'_>, since: usize) -> bool {
    let date = sight.dates.iter().any(|d| d.mention.first <= since + 2 && since < d.mention.end);
    date || sight.is_word(since + 1, &["the", "its", "early", "last", "late"])
        || sight.document.tokens.get(since + 1).is_some_and(|t| t.shape.is_digits())
}

fn says_period(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    let start = sight.document.tokens[sentence.start].start as usize;
    let end = sight.document.tokens[sentence.end - 1].end as usize;
    let words = sight.document.text.get(start..end).unwrap_or("").to_lowercase();
    CUMULATIVE.iter().any(|phrase| holds_words(&words, phrase))
}

/// True if `phrase` stands in `text` as whole words.
fn holds_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[at + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && after
    })
}

/// Several strikes told as one, when the article also tells single ones: "attacks across the country killed nine".
fn is_wave(sight: &Sight<'_>, drafts: &[Draft], at: usize) -> bool {
    let draft = &drafts[at];
    let wide = draft.location.as_ref().is_none_or(|(l, near)| {
        *near >= Nearness::Paragraph || matches!(l.precision, Some(Precision::Country | Precision::Area))
    });
    let plural = sight.document.sentences[draft.sentence].tokens().any(|t| is_plural_attack(sight, t));
    let single = drafts
        .iter()
        .enumerate()
        .filter(|(n, d)| {
            *n != at
                && d.harmful
                && d.location.as_ref().is_some_and(|(l, near)| {
                    *near <= Nearness::Sentence && !matches!(l.precision, Some(Precision::Country | Precision::Area))
                })
        })
        .count();
    draft.is_counted() && wide && plural && single >= 2
}

fn is_plural_attack(sight: &Sight<'_>, at: usize) -> bool {
    let Some((length, cue)) = cues().longest(sight.document, at) else { return false };
    let last = sight.word(at + length - 1);
    let plural = last.ends_with('s') || sight.is_word(at + length - 1, &["fighting", "shelling", "violence"]);
    matches!(cue.attack, Some(AttackWord::Noun | AttackWord::Mild)) && plural
}
