//! Whether the days of two tellings let them be of one event.

use super::counts::{are_same_dead, is_repeated};
use super::draft::{Draft, Nearness};
use super::place::HISTORY;
use crate::model::{DateRange, Scope};

/// True if the days of both can be those of one event, or are guesses.
pub(super) fn days_agree(known: &Draft, draft: &Draft) -> bool {
    let dated = |draft: &Draft| draft.when.is_some_and(|(_, near)| near <= Nearness::Sentence);
    if dated(draft) && !dated(known) && is_tiny_beside(draft, known) {
        return false;
    }
    if is_of_a_month(draft, known) {
        return false;
    }
    // A toll that has grown is told on a later day than that of the event.
    let grown = known.killed.as_ref().zip(draft.killed.as_ref()).is_some_and(|(a, b)| b.toll && b.count.min >= a.count.min);
    // "Which brings the toll to 87", in a paragraph on another day.
    let handed_down = draft.when.is_some_and(|(_, near)| near > Nearness::Sentence);
    match (known.when, draft.when) {
        (Some((a, _)), Some((b, _)))
            if grown
                && handed_down
                && draft.rule == "harm/toll"
                && draft.scope == Scope::Incident
                && !are_years_apart(&a, &b) =>
        {
            true
        }
        (Some((a, _)), Some((b, _)))
            if grown && draft.scope == Scope::Incident && a.from <= b.from && !are_years_apart(&a, &b) =>
        {
            true
        }
        (Some((a, known_near)), Some((b, near))) => {
            let guessed = known_near.max(near);
            let again = guessed >= Nearness::Lead || known.is_pointed() || draft.is_pointed();
            let other = near <= Nearness::Sentence && are_of_other_months(&a, &b, known, draft);
            let near_enough = !are_years_apart(&a, &b) || are_same_dead(known, draft);
            let undated = guessed == Nearness::Published && near_enough && !other;
            a.overlaps(&b) || undated || (again && is_repeated(known, draft))
        }
        _ => true,
    }
}

/// "Over 1,000 have died so far. On 27 February four were killed": a day's dead, and a toll of years that nobody dates.
fn is_tiny_beside(draft: &Draft, known: &Draft) -> bool {
    let pair = draft.killed.as_ref().zip(known.killed.as_ref());
    pair.is_some_and(|(day, years)| day.count.max.is_some_and(|most| most.saturating_mul(100) < years.count.min))
}

/// "Thirty-two were killed on Sunday ... Earlier this month 16 died in a raid": of a day among many, with a number of its own.
fn is_of_a_month(draft: &Draft, known: &Draft) -> bool {
    let own = |draft: &Draft| draft.when.filter(|(_, near)| *near <= Nearness::Sentence).map(|(days, _)| days);
    let length = |days: &DateRange| days.from.zip(days.to).map(|(from, to)| to.number() - from.number());
    let long = own(draft).as_ref().and_then(length).is_some_and(|days| days >= FORTNIGHT);
    let short = known.when.as_ref().and_then(|(days, _)| length(days)).is_some_and(|days| days < FEW);
    let counts = known.killed.as_ref().zip(draft.killed.as_ref());
    long && short && counts.is_some_and(|(known, told)| !told.toll && told.count.min != known.count.min)
}

/// "Nearly 800 killed, report says ... On 3 October an airstrike killed 45": what a report of today says of a day long before, with
/// another number.
fn are_of_other_months(news: &DateRange, told: &DateRange, known: &Draft, draft: &Draft) -> bool {
    let before = told.to.zip(news.from).is_some_and(|(end, start)| end < start.plus(-MONTH));
    let counts = known.killed.as_ref().zip(draft.killed.as_ref());
    before && counts.is_some_and(|(known, told)| told.count.min != known.count.min)
}

/// Days after which nothing is news.
const MONTH: i32 = 30;

/// Days of a span that is no more than told around an event, and of one that is the event's own.
const FORTNIGHT: i32 = 13;
const FEW: i32 = 4;

/// What is told of years ago is not the news itself, unless it counts the same people.
fn are_years_apart(a: &DateRange, b: &DateRange) -> bool {
    let before = |a: &DateRange, b: &DateRange| a.to.zip(b.from).is_some_and(|(end, start)| end < start.plus(-HISTORY));
    before(a, b) || before(b, a)
}
