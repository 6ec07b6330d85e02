//! People in office: the names of `data/leaders.tsv`, if the article is from their years.
//!
//! A surname that others share counts after a title, or where the article has the full name somewhere.
//! Known failures: a relative or a namesake called by surname alone; a ship or a street named after a leader.

use super::{Found, Taken, plain};
use crate::document::{Document, Gap};
use crate::lexicon::{LeaderName, Part, WordSet, leaders, titles};
use crate::model::DateRange;

/// The leaders named outside the actors found before.
pub fn read(document: &Document<'_>, before: &[Found]) -> Vec<Found> {
    let mut taken = Taken::of(std::iter::empty());
    taken.runs = before.iter().map(|found| (found.first, found.end)).collect();
    let (mut found, mut shared, mut introduced) = (Vec::new(), Vec::new(), Vec::new());
    let mut from = 0;
    while let Some((at, length, names)) = leaders().names.find(document, from) {
        let end = at + length;
        let Some(name) = holder(document, at, end, names).filter(|_| taken.covers(at, end).is_none()) else {
            from = at + 1;
            continue;
        };
        match name {
            LeaderName::Full(leader) => {
                introduced.push(leader);
                found.push(person(at, end, leader));
            }
            LeaderName::Surname(leader) if stands_alone(document, at, end) => found.push(person(at, end, leader)),
            LeaderName::Shared(leader) if has_title(document, at) => found.push(person(at, end, leader)),
            LeaderName::Shared(leader) if stands_alone(document, at, end) => shared.push((at, end, leader)),
            _ => {}
        }
        from = end;
    }
    let known = shared.into_iter().filter(|(_, _, leader)| introduced.contains(leader));
    found.extend(known.map(|(first, end, leader)| person(first, end, leader)));
    found
}

/// The only person in office who bears the name from token `at` to `end`.
fn holder(document: &Document<'_>, at: usize, end: usize, names: &[LeaderName]) -> Option<LeaderName> {
    if !document.tokens[at..end].iter().any(|token| token.shape.is_capital()) {
        return None;
    }
    let mut holders = names.iter().filter(|name| is_in_office(document, name.leader()));
    holders.next().filter(|_| holders.next().is_none()).copied()
}

fn person(first: usize, end: usize, leader: usize) -> Found {
    let leader = &leaders().list[leader];
    Found {
        first,
        end,
        rule: "actors/leader",
        name: Some(leader.name.to_owned()),
        path: leader.path.clone(),
        person: true,
        plural: false,
        part: Part::Either,
    }
}

/// True if the article can be from the years in office, or its date is not known.
fn is_in_office(document: &Document<'_>, leader: usize) -> bool {
    let written = document.published.range;
    written == DateRange::default() || written.overlaps(&leaders().list[leader].office)
}

/// Words that begin a sentence with a capital and are no given name.
const OPENERS: WordSet<32> = WordSet::of([
    "but",
    "and",
    "while",
    "as",
    "when",
    "after",
    "if",
    "for",
    "in",
    "on",
    "with",
    "that",
    "since",
    "because",
    "although",
    "however",
    "then",
    "yet",
    "so",
    "both",
    "before",
    "though",
    "meanwhile",
    "said",
    "says",
    "by",
    "to",
    "from",
    "former",
    "under",
    "mr",
    "like",
]);

/// No other capitalised word next to it: "Hunter Biden" and "Putin Street" are not the president.
fn stands_alone(document: &Document<'_>, first: usize, end: usize) -> bool {
    if document.sentence_at(first).shouted || has_title(document, first) {
        return true;
    }
    let headline = document.sentence_of(first) < document.body_starts;
    let named_before = || {
        let before = first.checked_sub(1).filter(|_| plain(document.gap(first)));
        before.is_some_and(|at| document.tokens[at].shape.is_capital() && !OPENERS.has(document.tokens[at].hash))
            && document.sentence_of(first - 1) == document.sentence_of(first)
    };
    let named_after = || {
        document.gap(end).only(Gap::SPACE.and(Gap::HYPHEN))
            && document.tokens.get(end).is_some_and(|next| next.shape.is_capital())
    };
    headline || !(named_before() || named_after())
}

/// A title of one to three words right before token `first`.
fn has_title(document: &Document<'_>, first: usize) -> bool {
    (1..=3).any(|back| {
        let at = first.checked_sub(back);
        at.is_some_and(|at| titles().longest(document, at).is_some_and(|(length, _)| length == back))
    }) && document.gap(first).only(Gap::SPACE.and(Gap::PERIOD).and(Gap::LINE))
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::super::sample::{article, show};
    use super::*;
    use crate::model::{Provenance, Published};

    fn found_in(text: &str, published: &str) -> String {
        let mut article = article(text);
        article.published = Published { range: published.parse().unwrap_or_default(), by: Provenance::Field };
        let document = Document::of(&article);
        show(&document, &names::read(&document, &[]))
    }

    #[test]
    fn a_leader_counts_in_office_and_under_the_own_name() {
        for (text, published, expected) in [
            ("Putin said so", "2025", "Putin = Russia/Government (Vladimir Putin)"),
            ("Maria Putina said so", "2025", ""),
            ("Viktor Zelensky, a farmer", "2025", ""),
            ("President Bush spoke", "2005", "Bush = United States/Government (George W. Bush)"),
            ("President Bush spoke", "1990", "Bush = United States/Government (George H.W. Bush)"),
            ("A bush burned", "2005", ""),
            ("Barack Obama spoke", "2024", ""),
            ("Katz ordered it", "2025", ""),
            (
                "Defence Minister Israel Katz spoke. Katz left.",
                "2025",
                "Israel Katz = Israel/Government (Israel Katz); Katz = Israel/Government (Israel Katz)",
            ),
        ] {
            assert_eq!(found_in(text, published), expected, "{text}");
        }
    }
}
