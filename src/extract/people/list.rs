//! Members that stand in one list: "a woman and her two children", "the mayor of X as well as two guards".

use super::item::{before_age, closes_phrase, item_at, item_ending, known_name};
use super::several::{aged_ending, past_ages};
use super::wholes::{is_told_apart, is_whole_of, may_end_row, opens_row};
use super::{Item, People, Single, apposition, parenthesis_start};
use crate::document::Gap;
use crate::extract::mention::Unit;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, WordSet};
use crate::model::{Count, Qualifier};

/// The list that begins with `first`: "killed [three guards, a cook and her son] in X".
pub fn listed_after(sight: &Sight<'_>, first: Item, limit: usize) -> People {
    let mut items = vec![first];
    while items.len() < LONGEST {
        let last = &items[items.len() - 1];
        let end = past_ages(sight, last.tokens.end, limit);
        let end = past_bracket(sight, past_complement(sight, end, limit));
        let explained = apposition::beginning(sight, last, end, limit);
        let end = explained.as_ref().map_or(end, |whole| past_bracket(sight, whole.tokens.end));
        let next = next_item(sight, last, end, explained.is_some(), limit);
        if let (Some(whole), Some(at)) = (explained, items.len().checked_sub(1)) {
            items[at] = whole;
        }
        match (next, items.last_mut()) {
            (Some(next), Some(last)) if is_same(sight, last, &next) => {
                *last = Item { tokens: last.tokens.start..next.tokens.end, ..next };
            }
            (Some(next), _) => items.push(next),
            _ => break,
        }
    }
    if is_told_apart(sight, &items) {
        items.truncate(1);
    }
    joined(sight, items)
}

/// "[the senator] and presidential candidate Ana Ruiz": a noun without an article of its own is of the same one.
fn is_same(sight: &Sight<'_>, last: &Item, next: &Item) -> bool {
    let bare = |item: &Item| {
        !sight.is(item.tokens.start, Classes::DETERMINER) && !sight.document.tokens[item.tokens.start].shape.is_capital()
    };
    let named = matches!(next.single, Some(Single::Name(_))) && bare(next);
    let unnamed = last.single == Some(Single::Definite)
        || last.single == Some(Single::Indefinite) && !sight.is_word(last.tokens.start, &["a", "an"]);
    named && unnamed && sight.is(last.tokens.end, Classes::AND)
}

/// Where the age in brackets ends that begins at `at`, or `at`: "Ana Ruiz [(37)], Luis Vidal (41) and".
fn past_bracket(sight: &Sight<'_>, at: usize) -> usize {
    at + usize::from(sight.document.gap(at).has(Gap::OPEN) && is_bracketed_age(sight, at))
}

fn is_bracketed_age(sight: &Sight<'_>, at: usize) -> bool {
    let digits = sight.document.tokens.get(at).is_some_and(|token| token.shape.is_digits());
    digits && sight.document.gap(at).has(Gap::OPEN) && sight.document.gap(at + 1).has(Gap::CLOSE)
}

/// Words for the doer who is harmed by his own deed.
pub const REFLEXIVES: &[&str] = &["himself", "herself", "themselves"];

/// Words of a remark between dashes.
const REMARK: usize = 18;

/// Members after which no more are looked for.
const LONGEST: usize = 12;

/// The member that stands at `end` behind a comma, "and", or both; `last`, `explained` by an apposition or not, stands before it.
fn next_item(sight: &Sight<'_>, last: &Item, end: usize, explained: bool, limit: usize) -> Option<Item> {
    if end >= limit {
        return None;
    }
    let gap = sight.document.gap(end);
    let joint = joint(sight, end);
    let start = past_determiner(sight, end + joint);
    // "Ana Ruiz, 37; Luis Vidal, 41; and Eva Vega, 9".
    let named =
        matches!(last.single, Some(Single::Name(_))) && sight.document.tokens.get(start).is_some_and(|t| t.shape.is_capital());
    let semicolon = gap.only(Gap::SEMICOLON.and(Gap::SPACE)) && gap.has(Gap::SEMICOLON) && named;
    if !gap.has(Gap::COMMA) && joint == 0 && !semicolon || sight.is_parted(end) && !semicolon {
        return None;
    }
    if opens_clause(sight, start) {
        return None;
    }
    // "six people and millions in losses": a number that counts nobody by name is no member.
    if sight.quantity_from(start).is_some_and(|q| q.value.unit == Unit::Bare && !q.value.others) {
        return None;
    }
    let item = item_at(sight, start, limit).filter(|item| !item.subset && !is_subject(sight, item.tokens.end, limit))?;
    let end = item.tokens.end;
    // ", and police arrested": behind an apposition, "and" may as well begin a clause.
    let listed = match joint {
        0 => {
            let next = following(sight, &item, limit);
            let family = item.tokens.clone().any(|at| sight.is(at, Classes::AND));
            // "kills imam, 11 others": they are told to be more.
            let more = item.others && item.single.is_none();
            (family || more || next.is_some()) && is_other(sight, (last, explained), &item, next.as_ref())
        }
        _ => !explained || closes_phrase(sight, end, limit),
    };
    listed.then_some(item)
}

/// True of a member behind a mere comma, before `next` or a family by itself, if it is not what `last` is called or is.
fn is_other(sight: &Sight<'_>, (last, explained): (&Item, bool), item: &Item, next: Option<&Item>) -> bool {
    let named = matches!(last.single, Some(Single::Name(_)));
    match item.single {
        // "three guards, two clerks and", "Ana Ruiz, two clerks and".
        None => true,
        Some(Single::Pronoun) => false,
        // "two guards, Ana Ruiz and Luis Vidal" are two; "the driver, Luis Vidal and" may be one, "the driver, officer Luis Vidal and" not.
        Some(Single::Name(_)) => {
            let titled = !sight.document.tokens[item.tokens.start].shape.is_capital();
            last.single.is_some() && (explained || named || titled)
        }
        // "Ana Ruiz, a judge and friend of the court" is one; "Ana Ruiz, a nurse and two pupils" are four.
        Some(Single::Indefinite) if named => !explained && next.is_some_and(|next| next.single != Some(Single::Indefinite)),
        // "four monks, a cook and her son", "the mayor, a clerk and two pupils".
        Some(Single::Definite | Single::Indefinite) => true,
    }
}

/// The member behind `item`, if one follows: a list ends in due form, with one that "and" joins.
fn following(sight: &Sight<'_>, item: &Item, limit: usize) -> Option<Item> {
    let end = past_bracket(sight, past_complement(sight, item.tokens.end, limit));
    let explained = apposition::beginning(sight, item, end, limit);
    let end = explained.as_ref().map_or(end, |whole| past_bracket(sight, whole.tokens.end));
    next_item(sight, item, end, explained.is_some(), limit)
}

/// "shot him, and [he] died": a subject, and no member of a list.
fn opens_clause(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["he", "she"])
}

/// A list of words for one person: "[Ana Ruiz, a nurse and mother of two,] was".
pub fn of_one(people: People) -> People {
    let listed = |count: &Count| count.qualifier == Qualifier::Listed && count.min > 1;
    let Some(count) = people.count.clone().filter(listed) else { return people };
    let first = people.names.first().cloned();
    let single = first.clone().map_or(Single::Indefinite, Single::Name);
    let count = Some(Count { min: 1, max: Some(1), ..count });
    People { count, single: Some(single), names: first.into_iter().collect(), ..people }
}

/// Those told of so far, with the members of the list that goes on behind them: "[a nurse], two doctors and four patients".
pub fn with_list(sight: &Sight<'_>, people: People, limit: usize) -> People {
    let People { tokens, count, others, subset, known, single, .. } = people;
    listed_after(sight, Item { tokens, count, others, subset, known, single }, limit)
}

/// How far behind the verb those may stand who shared a fate: "was killed near his home in X along with two guards".
const COMPANY: usize = 16;

/// Those told of so far, with those who shared their fate behind the verb that ends before token `from`.
pub fn with_company(sight: &Sight<'_>, people: People, from: usize, limit: usize) -> People {
    let steers = Classes::SPEECH.or(Classes::SUBORDINATOR).or(Classes::RELATIVE).or(Classes::AND);
    let plain = |at: &usize| !sight.is(*at, steers) && sight.cue(*at).is_none() && !sight.is_parted(*at);
    let from = from.max(people.tokens.end);
    let Some(along) = (from..limit.min(from + COMPANY)).take_while(plain).find(|&at| is_along_with(sight, at)) else {
        return people;
    };
    // "along with the four attackers" counts those told of before, "along with a clerk, who was let go" tells another fate.
    let shares = |company: &People| !company.subset && !company.known && !sight.is(company.tokens.end, Classes::RELATIVE);
    let Some(company) = super::after(sight, along + 2, limit).filter(shares) else { return people };
    let tokens = people.tokens.start..company.tokens.end;
    let words = sight.document.span(people.tokens.start, people.tokens.end).of(sight.document.text);
    let counts = people.count.as_ref().zip(company.count.as_ref());
    let count = counts.map(|(one, other)| add(Count { words: words.to_owned(), ..one.clone() }, other));
    let names = people.names.into_iter().chain(company.names).collect();
    People { tokens, count, single: None, known: false, names, ..people }
}

/// "along with", "together with".
fn is_along_with(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["along", "together"]) && sight.is_word(at + 1, &["with"])
}

/// How many words join a member to the one before: "and", "as well as", "along with".
fn joint(sight: &Sight<'_>, at: usize) -> usize {
    let next = |n: usize, word: &str| sight.is_word(at + n, &[word]);
    if sight.is(at, Classes::AND) {
        1
    } else if sight.is_word(at, &["as"]) && next(1, "well") && next(2, "as") {
        3
    } else if is_along_with(sight, at) {
        2
    } else {
        0
    }
}

/// "the mayor [of the town of X], his wife and two guards": where the member ends with what it is of.
fn past_complement(sight: &Sight<'_>, end: usize, limit: usize) -> usize {
    if !joins_complement(sight, end) || super::breaks(sight, end) {
        return end;
    }
    let steers = Classes::BE.or(Classes::HAVE).or(Classes::SUBORDINATOR).or(Classes::RELATIVE).or(Classes::SPEECH);
    let leaves = |at: usize| sight.is(at, steers) || sight.cue(at).is_some() || sight.quantity_from(at).is_some();
    for at in end + 1..limit.min(end + 9) {
        if super::breaks(sight, at) || joint(sight, at) > 0 {
            return at;
        }
        if leaves(at) {
            break;
        }
    }
    end
}

/// "the mayor of X", "a man from X", "two men in their 20s".
fn joins_complement(sight: &Sight<'_>, at: usize) -> bool {
    let age = sight.is_word(at, &["in"]) && sight.is_word(at + 1, &["his", "her", "their"]);
    sight.is(at, Classes::OF) || sight.is_word(at, &["from"]) || age
}

/// "[his] two bodyguards": the number behind a possessive.
fn past_determiner(sight: &Sight<'_>, at: usize) -> usize {
    let owned = sight.is_word(at, &["his", "her", "their", "its", "the"]) && sight.quantity_from(at + 1).is_some();
    at + usize::from(owned)
}

/// True if a verb group follows: "killed three and 12 were wounded".
fn is_subject(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    // "hurt a guard and two clerks and killed the driver": what stands behind "and" has another subject.
    (at..limit.min(at + 3)).take_while(|&next| !sight.is(next, Classes::AND)).any(|next| {
        let cue = sight.cue(next).is_some_and(|(_, cue)| cue.harm.is_some());
        let says = next == at && sight.is(next, Classes::SPEECH) && !super::breaks(sight, next);
        sight.is(next, Classes::BE.or(Classes::HAVE)) || cue || says
    })
}

/// Adds the members of the list that stand before `item`: "a soldier, two policemen and [three children]".
pub fn listed_before(sight: &Sight<'_>, item: Item, floor: usize) -> People {
    let mut items = vec![item];
    while items.len() < LONGEST {
        let start = before_owner(sight, before_titles(sight, &items[0], floor), floor);
        let start = before_age(sight, start).max(floor);
        if start <= floor || opens_clause(sight, start) {
            break;
        }
        let and = sight.is(start - 1, Classes::AND);
        let comma = sight.document.gap(start).has(Gap::COMMA) || (and && sight.document.gap(start - 1).has(Gap::COMMA));
        let row = !and && comma && items.len() == 1 && may_end_row(sight, &items[0]);
        let listed = and || (comma && items.len() > 1) || row;
        let end = if and { start - 1 } else { start };
        if !listed || end <= floor {
            break;
        }
        // "23 dead - 13 women and ten men - and 10 injured", as against "six monks - five of them old - and two cooks were killed".
        let opens = |at: &usize| sight.document.gap(*at).has(Gap::DASH);
        let harmed = |open: usize| sight.cue(open - 1).is_some_and(|(_, cue)| cue.harm.is_some());
        let dashed = and && opens(&(start - 1)) && (floor.max(1)..end).rev().take(REMARK).find(opens).is_some_and(harmed);
        if dashed {
            break;
        }
        // "six monks (four of them old) and two cooks".
        let end = parenthesis_start(sight, end - 1, floor).filter(|_| and).unwrap_or(end);
        let end = if end > floor + 1 && is_bracketed_age(sight, end - 1) { end - 1 } else { end };
        let named = apposition::ending(sight, end, floor).or_else(|| aged_ending(sight, end, floor));
        let found = named.or_else(|| item_ending(sight, end - 1, floor)).or_else(|| with_complement(sight, end, floor));
        match found.or_else(|| known_name(sight, end - 1)).map(|found| with_head_of_family(sight, found, floor)) {
            Some(found) if row && !opens_row(sight, &found) => break,
            Some(found) if !and && is_whole_of(sight, &found, &items) => return joined(sight, vec![found]),
            Some(found) if !and && is_called(sight, &found, &items[0]) => items[0].tokens.start = found.tokens.start,
            Some(found) if !found.subset && !is_source(sight, &found, floor) => items.insert(0, found),
            _ => break,
        }
    }
    joined(sight, items)
}

/// "According to [coroner Eva Hale], Ana Ruiz and Luis Vidal were killed".
fn is_source(sight: &Sight<'_>, found: &Item, floor: usize) -> bool {
    let from = floor.max(found.tokens.start.saturating_sub(5));
    let comma = |at: usize| sight.document.gap(at).has(Gap::COMMA);
    let cited = (from..found.tokens.start).rev().take_while(|&at| !comma(at + 1)).any(|at| sight.is_word(at, &["according"]));
    cited && comma(found.tokens.end)
}

/// "Luis Vidal, [a farmer, his brother]": the farmer has a name, and is counted with his family.
fn with_head_of_family(sight: &Sight<'_>, family: Item, floor: usize) -> Item {
    let start = family.tokens.start;
    let comma = |at: usize| sight.document.gap(at).has(Gap::COMMA);
    let parted = (start + 1..family.tokens.end).any(comma) && sight.is_word(start, &["a", "an"]);
    if family.single.is_some() || !parted || !comma(start) || start <= floor {
        return family;
    }
    match item_ending(sight, start - 1, floor) {
        Some(Item { tokens, single: Some(Single::Name(_)), .. }) => Item { tokens: tokens.start..family.tokens.end, ..family },
        _ => family,
    }
}

/// "[the deputy mayor], Ana Ruiz, and his wife": the same one.
fn is_called(sight: &Sight<'_>, found: &Item, next: &Item) -> bool {
    let named = matches!(next.single, Some(Single::Name(_)));
    let closed = sight.document.gap(next.tokens.end).has(Gap::COMMA) && found.tokens.end == next.tokens.start;
    named && closed && found.single == Some(Single::Definite)
}

/// "the mayor of X[, his wife]": the member whose complement ends before `end`.
pub fn with_complement(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    let lowest = floor.max(end.saturating_sub(8));
    let of = (lowest + 1..end).rev().find(|&at| joins_complement(sight, at))?;
    let whole = past_complement(sight, of, end + 1) == end;
    whole.then(|| item_ending(sight, of - 1, floor)).flatten()
}

/// "and [his] two bodyguards": where the member begins with its possessive.
fn before_owner(sight: &Sight<'_>, start: usize, floor: usize) -> usize {
    let owned = start > floor && sight.is_word(start - 1, &["his", "her", "their", "its", "the"]);
    start - usize::from(owned && !super::breaks(sight, start))
}

/// Where the member begins with its titles: "a colonel, a judge and [presidential candidate] Ana Ruiz".
fn before_titles(sight: &Sight<'_>, item: &Item, floor: usize) -> usize {
    let mut start = item.tokens.start;
    if !matches!(item.single, Some(Single::Name(_))) {
        return start;
    }
    let title = |at: usize| {
        sight.classes(at) == Classes::default() && sight.document.gap(at + 1).only(Gap::SPACE) && sight.cue(at).is_none()
    };
    while start > floor && item.tokens.start - start < 3 && title(start - 1) {
        start -= 1;
    }
    let listed = start > floor && (sight.is(start - 1, Classes::AND) || sight.document.gap(start).has(Gap::COMMA));
    if listed { start } else { item.tokens.start }
}

/// Those who did it, who count among nobody's victims.
pub const ATTACKERS: WordSet<12> = WordSet::of([
    "abductors",
    "assailant",
    "assailants",
    "attacker",
    "attackers",
    "bomber",
    "bombers",
    "hijacker",
    "hijackers",
    "kidnappers",
    "perpetrators",
    "raiders",
]);

/// All members together, without those who did it: "two bombers and [three officers] were killed".
pub fn joined(sight: &Sight<'_>, mut items: Vec<Item>) -> People {
    if items.len() > 1 {
        let attacks = |item: &Item| sight.is_among(item.tokens.end - 1, &ATTACKERS);
        if !items.iter().all(attacks) {
            items.retain(|item| !attacks(item));
        }
    }
    let tokens = items[0].tokens.start..items[items.len() - 1].tokens.end;
    let subset = items[0].subset;
    let (others, known) = (items[0].others, items.iter().all(|item| item.known));
    let named = |item: &Item| match &item.single {
        Some(Single::Name(name)) => Some(name.clone()),
        _ => None,
    };
    let names = items.iter().filter_map(named).collect();
    if items.len() == 1 {
        let item = items.into_iter().next();
        let (count, single) = item.map_or((None, None), |item| (item.count, item.single));
        return People { tokens, count, others, subset, known, single, names };
    }
    let words = sight.document.span(tokens.start, tokens.end).of(sight.document.text);
    let count = sum(&items, words);
    People { tokens, count, others, subset, known, single: None, names }
}

fn sum(items: &[Item], words: &str) -> Option<Count> {
    let nobody = Count { min: 0, max: Some(0), words: words.to_owned(), qualifier: Qualifier::Listed };
    items.iter().try_fold(nobody, |total, item| Some(add(total, item.count.as_ref()?)))
}

/// Both together; as vague as the vaguest.
fn add(total: Count, more: &Count) -> Count {
    let clear = |count: &Count| matches!(count.qualifier, Qualifier::Exact | Qualifier::Listed);
    Count {
        min: total.min.saturating_add(more.min),
        max: total.max.zip(more.max).map(|(a, b)| a.saturating_add(b)),
        qualifier: if clear(more) && clear(&total) {
            Qualifier::Listed
        } else if clear(more) {
            total.qualifier
        } else {
            more.qualifier
        },
        ..total
    }
}
