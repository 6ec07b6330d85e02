//! The day of a deed of long ago that the article has named with its date: "helped those behind the November 2015 attacks in Paris ... The
//! attacks killed 130".
//!
//! Known failures: a deed that goes by another noun later ("the massacre").

use super::draft::{Draft, Nearness};
use super::when::is_history;
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::AttackWord;
use crate::model::DateRange;

/// Words of a sentence in which "The attacks" opens it.
const OPENING: usize = 4;
/// Words from a deed to its date: "the attacks on a concert hall in November 2015".
const REACH: usize = 8;
/// Dates that are looked back over.
const DATES: usize = 60;

/// The day of the deed that the sentence opens with, if an earlier one dates it long before the news and none tells of another.
pub fn day(sight: &Sight<'_>, draft: &Draft, before: &[Draft]) -> Option<(DateRange, Nearness)> {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let opening = sentence.start..draft.anchor.start.min(sentence.start + OPENING);
    let deed = (opening.start + 1..opening.end).find(|&at| is_deed(sight, at) && sight.is_word(at - 1, &["the", "those"]))?;
    // "The November 2015 attacks ... asked a court on Tuesday": what the sentence dates long back is no news.
    let old = |draft: &Draft| {
        let sentence = sight.document.sentences[draft.sentence].tokens();
        within(&sight.dates, sentence).iter().any(|date| is_history(sight, date.value))
    };
    let recent =
        |days: &DateRange, near: Nearness, harmful: bool| (harmful || near <= Nearness::Sentence) && !is_history(sight, days);
    let news = |draft: &Draft| draft.when.is_some_and(|(days, near)| recent(&days, near, draft.harmful)) && !old(draft);
    if before.iter().rev().take(DATES).any(news) {
        return None;
    }
    let dates = || within(&sight.dates, 0..sentence.start).iter().rev().take(DATES).filter(|date| is_history(sight, date.value));
    let exactly = dates().find(|date| dates_deed(sight, date, &|at| sight.word(at).eq_ignore_ascii_case(sight.word(deed))));
    let stem = |at: usize| sight.word(at).trim_end_matches('s').to_ascii_lowercase();
    let dated = exactly.or_else(|| dates().find(|date| dates_deed(sight, date, &|at| stem(at) == stem(deed))))?;
    Some((*dated.value, Nearness::Paragraph))
}

fn is_deed(sight: &Sight<'_>, at: usize) -> bool {
    let attack = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
    attack || sight.is_word(at, &["assassination", "killing", "killings", "massacre", "murder", "murders"])
}

/// "The 2015 attacks", "the attacks of 2015", "the attacks on the capital in 2015".
fn dates_deed(sight: &Sight<'_>, date: &Seen<'_, DateRange>, is_it: &dyn Fn(usize) -> bool) -> bool {
    let sentence = sight.document.sentence_at(date.mention.first);
    let same = |at: usize| is_deed(sight, at) && is_it(at);
    let (first, end) = (date.mention.first, date.mention.end);
    let behind = || (end..sentence.end.min(end + 3)).any(same);
    behind() || (first.saturating_sub(REACH).max(sentence.first)..first).any(same)
}
