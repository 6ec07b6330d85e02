//! Members that stand in one list: "a woman and her two children", "the mayor of X as well as two guards".

use super::item::{before_age, item_at, item_ending, known_name};
use super::{Item, People, Single, parenthesis_start};
use crate::document::Gap;
use crate::extract::mention::Unit;
use crate::extract::sight::Sight;
use crate::lexicon::Classes;
use crate::model::{Count, Qualifier};

/// The next member of a list: after a comma, "and", or both.
pub fn next_item(sight: &Sight<'_>, end: usize, limit: usize) -> Option<Item> {
    if end >= limit {
        return None;
    }
    let end = past_complement(sight, end, limit);
    let comma = sight.document.gap(end).has(Gap::COMMA);
    let joint = joint(sight, end);
    let and = joint > 0;
    if !comma && !and || sight.is_parted(end) {
        return None;
    }
    let start = past_determiner(sight, end + joint);
    if opens_clause(sight, start) {
        return None;
    }
    // "six people and millions in losses": a number that counts nobody by name is no member.
    if sight.quantity_from(start).is_some_and(|q| q.value.unit == Unit::Bare && !q.value.others) {
        return None;
    }
    let item = item_at(sight, start, limit)?;
    // "Smith, a policeman" explains who Smith was; only a list joined by "and" goes on after its first comma.
    let list = and || (comma && item.single.is_none() && closes_with_and(sight, item.tokens.end, limit));
    (list && !item.subset && !is_subject(sight, item.tokens.end, limit)).then_some(item)
}

/// "shot him, and [he] died": a subject, and no member of a list.
fn opens_clause(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["he", "she"])
}

/// How many words join a member to the one before: "and", "as well as", "along with".
fn joint(sight: &Sight<'_>, at: usize) -> usize {
    let next = |n: usize, word: &str| sight.is_word(at + n, &[word]);
    if sight.is(at, Classes::AND) {
        1
    } else if sight.is_word(at, &["as"]) && next(1, "well") && next(2, "as") {
        3
    } else if sight.is_word(at, &["along", "together"]) && next(1, "with") {
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

/// "the mayor of X", "a man from X".
fn joins_complement(sight: &Sight<'_>, at: usize) -> bool {
    sight.is(at, Classes::OF) || sight.is_word(at, &["from"])
}

/// "[his] two bodyguards": the number behind a possessive.
fn past_determiner(sight: &Sight<'_>, at: usize) -> usize {
    let owned = sight.is_word(at, &["his", "her", "their", "its", "the"]) && sight.quantity_from(at + 1).is_some();
    at + usize::from(owned)
}

fn closes_with_and(sight: &Sight<'_>, from: usize, limit: usize) -> bool {
    (from..limit.min(from + 8)).any(|at| sight.is(at, Classes::AND))
}

/// True if a verb group follows: "killed three and 12 were wounded".
fn is_subject(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    // "hurt a guard and two clerks and killed the driver": what stands behind "and" has another subject.
    (at..limit.min(at + 3)).take_while(|&next| !sight.is(next, Classes::AND)).any(|next| {
        let cue = sight.cue(next).is_some_and(|(_, cue)| cue.harm.is_some());
        sight.is(next, Classes::BE.or(Classes::HAVE)) || cue
    })
}

/// Adds the members of the list that stand before `item`: "a soldier, two policemen and [three children]".
pub fn listed_before(sight: &Sight<'_>, item: Item, floor: usize) -> People {
    let mut items = vec![item];
    while items.len() < 12 {
        let start = before_owner(sight, before_titles(sight, &items[0], floor), floor);
        let start = before_age(sight, start).max(floor);
        if start <= floor || opens_clause(sight, start) {
            break;
        }
        let and = sight.is(start - 1, Classes::AND);
        let comma = sight.document.gap(start).has(Gap::COMMA) || (and && sight.document.gap(start - 1).has(Gap::COMMA));
        let listed = and || (comma && items.len() > 1);
        let end = if and { start - 1 } else { start };
        if !listed || end <= floor {
            break;
        }
        // "six monks (four of them old) and two cooks".
        let end = parenthesis_start(sight, end - 1, floor).filter(|_| and).unwrap_or(end);
        let named = before_apposition(sight, end, floor);
        let found = named.or_else(|| item_ending(sight, end - 1, floor)).or_else(|| with_complement(sight, end, floor));
        match found.or_else(|| known_name(sight, end - 1)) {
            Some(found) if !and && is_whole_of(sight, &found, &items) => return joined(sight, vec![found]),
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

/// "[Two guards], Ana Ruiz and Luis Vidal, were killed": those named between the commas are the two.
fn is_whole_of(sight: &Sight<'_>, found: &Item, named: &[Item]) -> bool {
    let closed = named.last().is_some_and(|last| sight.document.gap(last.tokens.end).has(Gap::COMMA));
    let as_many = found.count.as_ref().is_some_and(|count| count.min as usize == named.len() && count.max == Some(count.min));
    closed && as_many && found.single.is_none() && named.iter().all(|item| item.single.is_some())
}

/// How many words may say who somebody named was: ", a 37-year-old clerk from the town of X,".
const APPOSITION: usize = 14;

/// "[Ana Ruiz], a clerk from X, and": the name whose apposition ends before `end`.
pub fn before_apposition(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
    if !sight.document.gap(end).has(Gap::COMMA) {
        return None;
    }
    let steers = Classes::BE.or(Classes::HAVE).or(Classes::SPEECH);
    let goes_on = |at: usize| !sight.is(at, steers) && sight.cue(at).is_none() && !sight.is_parted(at);
    let inside = (floor + 1..end).rev().take(APPOSITION).take_while(|&at| goes_on(at));
    let mut opens = inside.filter(|&at| sight.document.gap(at).has(Gap::COMMA));
    let open = opens.find(|&at| sight.is_word(at, &["a", "an", "the"]))?;
    item_ending(sight, open - 1, floor).filter(|item| matches!(item.single, Some(Single::Name(_))))
}

/// "the mayor of X[, his wife]": the member whose complement ends before `end`.
fn with_complement(sight: &Sight<'_>, end: usize, floor: usize) -> Option<Item> {
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

pub fn joined(sight: &Sight<'_>, items: Vec<Item>) -> People {
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
    let mut total = Count { min: 0, max: Some(0), words: words.to_owned(), qualifier: Qualifier::Listed };
    for item in items {
        let count = item.count.as_ref()?;
        total.min = total.min.saturating_add(count.min);
        total.max = total.max.zip(count.max).map(|(a, b)| a.saturating_add(b));
        if count.qualifier != Qualifier::Exact && count.qualifier != Qualifier::Listed {
            total.qualifier = count.qualifier;
        }
    }
    Some(total)
}
