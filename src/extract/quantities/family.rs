//! Numbers that stand together: families and lists ("a woman and her two children"), and sums ("5 officers and 3 gang members").

use super::words::{VOCABULARY, Word};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Quantity, Unit, Value};
use crate::model::{Count, Qualifier};

/// Adds one mention for every family among `found`; its parts become subsets of it.
pub fn add_families(document: &Document<'_>, found: &mut Vec<Mention>) {
    let mut at = 0;
    while at < found.len() {
        let Some((family, parts)) = family(document, found, at) else {
            at += 1;
            continue;
        };
        for part in &mut found[at..at + parts] {
            if let Value::Quantity(quantity) = &mut part.value {
                quantity.subset = true;
            }
        }
        found.insert(at, family);
        at += parts + 1;
    }
}

/// True if only a comma or "and" stands between the noun of `last` and token `first`.
pub fn follows(document: &Document<'_>, last: Option<&Mention>, first: usize) -> bool {
    let Some(end) = last.map(reach).filter(|end| *end <= first) else { return false };
    if document.sentence_of(end.saturating_sub(1)) != document.sentence_of(first) {
        return false;
    }
    let comma = Gap::SPACE.and(Gap::LINE).and(Gap::COMMA);
    match first - end {
        0 => document.gap(first).has(Gap::COMMA) && document.gap(first).only(comma),
        1 => meaning(document, end) == Some(Word::And) && document.gap(end).only(comma) && document.gap(first).only(comma),
        _ => false,
    }
}

/// The family that begins with `found[at]`, and how many mentions are part of it.
fn family(document: &Document<'_>, found: &[Mention], at: usize) -> Option<(Mention, usize)> {
    let head = people(&found[at]).filter(|q| q.count.max == Some(q.count.min) && !q.count.is_zero())?;
    let (mut total, mut parts, mut end) = (head.count.min, 1, reach(&found[at]));
    let start = end;
    while let Some(member) = member(document, end, head.article && end == start) {
        let numbered = found.get(at + parts).filter(|next| next.first == member.first);
        if let Some(next) = numbered {
            let Some(quantity) = people(next).filter(|q| q.count.max == Some(q.count.min)) else { break };
            total = total.saturating_add(quantity.count.min);
            parts += 1;
            end = reach(next);
        } else if let Some(one) = member.one {
            total = total.saturating_add(1);
            end = one + 1;
        } else {
            break;
        }
    }
    if end == start {
        return None;
    }
    let words = document.span(found[at].first, end).of(document.text).to_owned();
    let count = Count { min: total, max: Some(total), words, qualifier: Qualifier::Listed };
    let quantity = Quantity { count, article: false, ..head.clone() };
    Some((Mention { first: found[at].first, end, rule: "quantities/family", value: Value::Quantity(quantity) }, parts))
}

/// Who is added to a family: the token after "and her", and the noun if it is one person without a number.
struct Member {
    first: usize,
    one: Option<usize>,
}

/// The member that is joined to a family at token `at`: ", his wife", "and her two children"; after an article also "and child".
fn member(document: &Document<'_>, at: usize, bare: bool) -> Option<Member> {
    if at >= document.tokens.len() || document.sentence_of(at) != document.sentence_of(at.checked_sub(1)?) {
        return None;
    }
    let gap = document.gap(at);
    let joined = matches!(meaning(document, at), Some(Word::And | Word::With));
    if !gap.only(Gap::SPACE.and(Gap::LINE).and(Gap::COMMA)) || !(joined || gap.has(Gap::COMMA)) {
        return None;
    }
    let owner = at + usize::from(joined);
    if meaning(document, owner) == Some(Word::Possessive) {
        let first = owner + 1;
        let one = (first..first + 3).find(|noun| is_one_person(document, *noun)).filter(|noun| unbroken(document, first, *noun));
        return Some(Member { first, one });
    }
    let child = bare && joined && is_one_person(document, owner) && !is_one_person(document, owner + 1);
    child.then_some(Member { first: owner, one: Some(owner) })
}

fn is_one_person(document: &Document<'_>, at: usize) -> bool {
    matches!(meaning(document, at), Some(Word::Person { one: true, many: false }))
}

/// True if only white space or hyphens stand between the tokens from `first` to `last`, and no small word.
fn unbroken(document: &Document<'_>, first: usize, last: usize) -> bool {
    let inside = Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN);
    (first..=last).all(|at| document.gap(at).only(inside)) && (first..last).all(|at| meaning(document, at).is_none())
}

fn meaning(document: &Document<'_>, at: usize) -> Option<Word> {
    VOCABULARY.at(document.tokens.get(at)?)
}

fn people(mention: &Mention) -> Option<&Quantity> {
    match &mention.value {
        Value::Quantity(quantity) if matches!(quantity.unit, Unit::People(_)) => Some(quantity),
        _ => None,
    }
}

/// One past the last token of a quantity and its noun.
fn reach(mention: &Mention) -> usize {
    match &mention.value {
        Value::Quantity(Quantity { unit: Unit::People(head), .. }) => mention.end.max(head + 1),
        _ => mention.end,
    }
}
