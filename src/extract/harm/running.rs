//! Deaths counted one by one: "a sixth person has died" makes six of them.

use super::reader::Reader;
use crate::document::Gap;
use crate::extract::people::{ORDINALS, People};
use crate::lexicon::{HarmKind, WordSet};
use crate::model::{Count, Qualifier};

impl Reader<'_, '_> {
    /// How many have died with the one so numbered. "Two were wounded and a third died" is one dead: in a sentence that counts others, they
    /// must be the dead before this one.
    pub(super) fn running_total(&self, kind: HarmKind, people: &People) -> Option<Count> {
        let sight = self.sight;
        // "A second man was killed" may be in another town, "a second person has died" goes on counting.
        let died = sight.is_word(self.cue.start, &["died", "dies"]);
        let second = |at: usize| (died && sight.is_word(at, &["second"])).then_some(2);
        let later = |at: usize| ORDINALS.iter().position(|word| sight.is_word(at, &[word])).map(|at| at as u32 + 3);
        let ordinal = |at: usize| second(at).or_else(|| later(at));
        // "He is the third journalist killed this year" counts over other events.
        let article = sight.is_word(people.tokens.start, &["a", "an", "another"])
            || sight.is_word(people.tokens.start.wrapping_sub(1), &["a"]);
        if !article {
            return None;
        }
        let last = people.tokens.end - 1;
        let counts = |at: usize| at == last || !self.is_ranking(at);
        let number = people.tokens.clone().take(NEAR).find_map(|at| ordinal(at).filter(|_| counts(at)))?;
        let one = kind == HarmKind::Killed && people.count.as_ref().is_some_and(|count| count.max == Some(1));
        let before = |count: &Count| count.max == Some(count.min) && count.min.checked_add(1) == Some(number);
        let follows = self.earlier.is_none_or(|told| told.kind == HarmKind::Killed && told.count.as_ref().is_some_and(before));
        let words = sight.document.span(people.tokens.start, people.tokens.end).of(sight.document.text).to_owned();
        (one && follows).then_some(Count { min: number, max: Some(number), words, qualifier: Qualifier::Exact })
    }

    /// "a sixth form student", "a sixth-grader", "a Fifth Avenue shopkeeper": the ordinal is of the noun behind it, as against "a fifth British
    /// soldier", "a seventh shooting victim".
    fn is_ranking(&self, at: usize) -> bool {
        let sight = self.sight;
        let name = sight.document.tokens[at].shape.is_capital();
        name || sight.document.gap(at + 1).has(Gap::HYPHEN) || sight.is_among(at + 1, &RANKED)
    }
}

/// What ordinals number besides people.
const RANKED: WordSet<32> = WordSet::of([
    "army",
    "battalion",
    "brigade",
    "century",
    "class",
    "corps",
    "country",
    "cousin",
    "day",
    "degree",
    "division",
    "floor",
    "form",
    "generation",
    "grade",
    "grader",
    "half",
    "infantry",
    "lieutenant",
    "mate",
    "officer",
    "party",
    "place",
    "quarter",
    "rank",
    "regiment",
    "row",
    "secretary",
    "street",
    "tier",
    "world",
    "year",
]);

/// Words of the noun phrase among which its ordinal stands: "another, sixth".
const NEAR: usize = 3;
