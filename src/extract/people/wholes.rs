//! What stands in a row before or behind those counted: the same people once more, one by one, or others.

use super::item::is_noun;
use super::{Item, Single};
use crate::document::Gap;
use crate::extract::mention::Unit;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, WordSet};

/// "killed [five farmers], a family of four and a guest": the same five once more, one by one.
pub fn is_told_apart(sight: &Sight<'_>, items: &[Item]) -> bool {
    let [whole, parts @ ..] = items else { return false };
    let comma = sight.document.gap(whole.tokens.end).has(Gap::COMMA) && !sight.is(whole.tokens.end, Classes::AND);
    parts.len() > 1 && comma && whole.single.is_none() && are_sorts(sight, whole, parts) && add_up(parts, whole)
}

/// "five farmers: two women and three boys", "six people, four guards and two clerks": what the whole may consist of, as against "five
/// soldiers, three guards and two clerks".
fn are_sorts(sight: &Sight<'_>, whole: &Item, parts: &[Item]) -> bool {
    const ANYBODY: [&str; 8] = ["casualties", "civilians", "dead", "passengers", "people", "persons", "victims", "wounded"];
    const SORTS: WordSet<13> = WordSet::of([
        "boy",
        "boys",
        "child",
        "children",
        "couple",
        "family",
        "girl",
        "girls",
        "man",
        "men",
        "woman",
        "women",
        "teenagers",
    ]);
    let named = parts.iter().all(|part| matches!(part.single, Some(Single::Name(_))));
    let sort = || parts.iter().any(|part| part.tokens.clone().any(|at| sight.is_among(at, &SORTS)));
    named || sight.is_word(whole.tokens.end - 1, &ANYBODY) || sort()
}

/// True if the members are exactly as many as the whole.
fn add_up(parts: &[Item], whole: &Item) -> bool {
    let exactly = |item: &Item| item.count.as_ref().filter(|count| count.max == Some(count.min)).map(|count| count.min);
    let sum = parts.iter().try_fold(0_u32, |sum, part| sum.checked_add(exactly(part)?));
    sum.is_some() && sum == exactly(whole)
}

/// "[Two guards], Ana Ruiz and Luis Vidal, were killed": those named between the commas are the two.
pub fn is_whole_of(sight: &Sight<'_>, found: &Item, named: &[Item]) -> bool {
    let closed = named.last().is_some_and(|last| sight.document.gap(last.tokens.end).has(Gap::COMMA));
    let sorts = || are_named(named) || named.len() > 1 && are_sorts(sight, found, named);
    closed && found.single.is_none() && sorts() && add_up(named, found)
}

/// True of members that are one person each.
fn are_named(items: &[Item]) -> bool {
    items.iter().all(|item| item.single.is_some())
}

/// "Five soldiers, [12 militants] killed": people with a number of their own, and the verb right behind them.
pub fn may_end_row(sight: &Sight<'_>, item: &Item) -> bool {
    let (start, end) = (item.tokens.start, item.tokens.end);
    let told = || sight.is(end, Classes::BE) || sight.cue(end).is_some_and(|(_, cue)| cue.harm.is_some());
    counts_persons(sight, item) && start > sight.document.sentence_at(start).first && !sight.is_parted(end) && told()
}

/// "[Five soldiers], 12 militants killed", "Officials: [mayor], two guards killed": what a headline begins with.
pub fn opens_row(sight: &Sight<'_>, item: &Item) -> bool {
    let start = item.tokens.start;
    let opens = start == sight.document.sentence_at(start).first || sight.document.gap(start).has(Gap::COLON);
    opens && (counts_persons(sight, item) || item.single == Some(Single::Indefinite))
}

/// "12 militants", as against "12" and "12 dead".
fn counts_persons(sight: &Sight<'_>, item: &Item) -> bool {
    let counted = sight.quantity_from(item.tokens.start).filter(|q| !q.value.article && !q.value.subset);
    counted.is_some_and(|q| matches!(q.value.unit, Unit::People(noun) if is_noun(sight, noun)))
}
