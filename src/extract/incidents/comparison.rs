//! "The deadliest attack since 2011", "the worst of this year": a period that one event is measured against, and not the time that it took.

use crate::extract::sight::Sight;
use crate::lexicon::WordSet;

/// Words from what is called the deadliest to the period: "the deadliest strike on the city since".
const REACH: usize = 12;

/// Words in "-est" that compare nothing.
const PLAIN: WordSet<16> = WordSet::of([
    "arrest",
    "conquest",
    "contest",
    "digest",
    "forest",
    "harvest",
    "interest",
    "invest",
    "midwest",
    "northwest",
    "priest",
    "protest",
    "request",
    "southwest",
    "suggest",
    "unrest",
]);

/// True if a superlative stands before the period that begins at token `period`.
pub fn is_superlative(sight: &Sight<'_>, period: usize) -> bool {
    let first = sight.document.sentence_at(period).first;
    (period.saturating_sub(REACH).max(first)..period).any(|at| {
        let word = sight.word(at);
        // "Bucharest", "Everest".
        let name = at > first && sight.document.tokens[at].shape.is_capital();
        let grade = word.len() > 5 && word.ends_with("est") && !name && !sight.is_among(at, &PLAIN);
        grade || sight.is_word(at, &["most", "worst", "first", "only"])
    })
}
