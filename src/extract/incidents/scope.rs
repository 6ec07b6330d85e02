//! What a telling's numbers cover: one event, a wave told as one, or a war's toll.

use super::attack::is_plural_attack;
use super::comparison::is_superlative;
use super::cumulative::{is_beginning, is_cumulative, own_part};
use super::disease::{is_about_disease, is_of_disease};
use super::draft::{Draft, Nearness};
use crate::extract::sight::{Sight, within};
use crate::model::{DateRange, Day, Location, Precision, Scope};

/// Marks cumulative and aggregate drafts.
pub fn mark(sight: &Sight<'_>, drafts: &mut [Draft]) {
    let about_disease = !drafts.is_empty() && is_about_disease(sight);
    for draft in drafts.iter_mut() {
        if draft.is_counted() && counts_a_day(sight, draft) {
            draft.scope = Scope::Aggregate;
            draft.location = own_place(draft);
        }
        if is_cumulative(sight, draft) || is_of_disease(sight, draft, about_disease) {
            draft.scope = Scope::Cumulative;
            draft.location = own_place(draft);
            draft.when.take_if(|(days, near)| *near > Nearness::Sentence || is_beginning(sight, draft.sentence, days));
        }
    }
    go_on_with_totals(drafts);
    mark_totals(sight, drafts);
    mark_sums(sight, drafts);
    let placed = drafts.iter().filter(|draft| is_single(draft)).take(2).count() > 1;
    let dated = || drafts.iter().filter(|draft| is_single(draft) || is_of_one_day(draft)).take(2).count() > 1;
    let dated = placed || dated();
    for draft in drafts.iter_mut().filter(|draft| draft.scope == Scope::Incident) {
        if placed && is_wave(sight, draft) || dated && is_weekend_of_city(sight, draft) {
            draft.scope = Scope::Aggregate;
            draft.location = own_place(draft);
            if draft.location.is_none() && is_one_of_theirs(sight, draft) {
                draft.forget_counts();
            }
        }
    }
}

/// "74 people were killed over the 24-hour period", "in the past 24 hours": all that a day brought.
fn counts_a_day(sight: &Sight<'_>, draft: &Draft) -> bool {
    let mut sentence = own_part(sight, draft).skip(2);
    let several = draft.killed.as_ref().is_some_and(|told| told.count.min > 1);
    several
        && sentence.any(|at| {
            let hours = sight.is_word(at, &["24", "48", "72"]) && sight.is_word(at + 1, &["hour", "hours"]);
            let period = |at: usize| sight.is_word(at, &["the", "a", "past", "last", "previous", "preceding"]);
            hours
                && period(at - 1)
                && (at.saturating_sub(3)..at).any(|word| sight.is_word(word, &["in", "over", "during", "within"]))
        })
}

/// "More than 5,000 people have been killed this year. A further 2,155 have been injured": of the same sum.
fn go_on_with_totals(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let (total, draft) = (&before[at - 1], &mut rest[0]);
        let next = total.scope == Scope::Cumulative && draft.sentence == total.sentence + 1;
        let undated = draft.when.is_none_or(|(_, near)| near > Nearness::Sentence);
        if next && undated && draft.is_counted() && draft.told().all(|told| told.others) {
            draft.scope = Scope::Cumulative;
            draft.location = own_place(draft);
            draft.when = None;
        }
    }
}

/// "In all, at least 70 people were killed": the sum of the attacks told before, if there are several.
fn mark_totals(sight: &Sight<'_>, drafts: &mut [Draft]) {
    let mut single = 0;
    for draft in drafts.iter_mut().filter(|draft| draft.scope == Scope::Incident && draft.killed.is_some()) {
        let first = sight.document.sentences[draft.sentence].first;
        let sums = sight.is_word(first, &["in"]) && sight.is_word(first + 1, &["all", "total"])
            || sight.is_word(first, &["altogether", "overall"]);
        if sums && single > 1 {
            draft.scope = Scope::Aggregate;
            draft.location = own_place(draft);
        } else if is_single(draft) {
            single += 1;
        }
    }
}

/// "Soldiers killed 20 on Tuesday. In all 116 have died since Sunday": of several days, the one told of among them.
fn mark_sums(sight: &Sight<'_>, drafts: &mut [Draft]) {
    let own_day = |draft: &Draft| draft.when.filter(|(_, near)| *near <= Nearness::Sentence)?.0.single();
    let Some(latest) = drafts.iter().filter_map(own_day).max() else { return };
    let several = |draft: &Draft| draft.scope == Scope::Incident && draft.told().any(|told| told.count.min > 1);
    for draft in drafts.iter_mut().filter(|draft| several(draft)) {
        if let Some(began) = counted_since(sight, draft.sentence).filter(|began| *began < latest) {
            draft.scope = Scope::Aggregate;
            draft.location = own_place(draft);
            draft.when = Some((DateRange::new(began, sight.today().unwrap_or(latest).max(latest)), Nearness::Clause));
        }
    }
}

/// The day from which a sentence counts: "since Sunday".
fn counted_since(sight: &Sight<'_>, sentence: usize) -> Option<Day> {
    let sentence = sight.document.sentences[sentence].tokens();
    let since = |first: usize| first > sentence.start && sight.is_word(first - 1, &["since"]) && !is_superlative(sight, first);
    within(&sight.dates, sentence.clone()).iter().find(|date| since(date.mention.first))?.value.single()
}

/// "The raids had killed a commander": one of those whom the raids told before had killed.
fn is_one_of_theirs(sight: &Sight<'_>, draft: &Draft) -> bool {
    let one = draft.told().all(|told| told.count.max == Some(1));
    let mut sentence = sight.document.sentences[draft.sentence].tokens().skip(1);
    one && sentence.any(|at| is_plural_attack(sight, at) && sight.is_word(at - 1, &["the", "those", "these"]))
}

/// The place that a wave or a war's toll itself names; one taken from elsewhere would be a guess.
fn own_place(draft: &mut Draft) -> Option<(Location, Nearness)> {
    draft.location.take().filter(|(_, near)| *near <= Nearness::Sentence)
}

/// Several strikes told as one, when the article also tells single ones: "attacks across the country killed nine".
fn is_wave(sight: &Sight<'_>, draft: &Draft) -> bool {
    let wide = draft.location.as_ref().is_none_or(|(l, near)| *near >= Nearness::Paragraph || is_wide(l));
    draft.is_counted() && wide && tells_of_several(sight, draft)
}

fn tells_of_several(sight: &Sight<'_>, draft: &Draft) -> bool {
    sight.document.sentences[draft.sentence].tokens().any(|at| is_plural_attack(sight, at))
}

/// "In shootings across Chicago between Friday evening and early Monday": a weekend's, though they are of one city.
fn is_weekend_of_city(sight: &Sight<'_>, draft: &Draft) -> bool {
    const ACROSS: &[&str] = &["across", "around", "throughout"];
    let days = draft.when.is_some_and(|(days, near)| near <= Nearness::Sentence && days.single().is_none());
    let several = draft.is_counted() && (draft.headline || days) && tells_of_several(sight, draft);
    let place = draft.location.as_ref().filter(|_| several).map(|(place, _)| place.span.start);
    let first = place.map(|start| sight.locations.partition_point(|seen| seen.value.span.start < start));
    let seen = first.and_then(|number| sight.locations.get(number));
    seen.is_some_and(|seen| seen.mention.first > 0 && sight.is_word(seen.mention.first - 1, ACROSS))
}

/// A telling with a place of its own; never one that [`is_wave`].
fn is_single(draft: &Draft) -> bool {
    draft.harmful && draft.location.as_ref().is_some_and(|(l, near)| *near <= Nearness::Sentence && !is_wide(l))
}

/// A telling with a day of its own, wherever it was.
fn is_of_one_day(draft: &Draft) -> bool {
    draft.harmful && draft.when.is_some_and(|(days, near)| near <= Nearness::Sentence && days.single().is_some())
}

const fn is_wide(location: &Location) -> bool {
    matches!(location.precision, Some(Precision::Country | Precision::Area))
}
