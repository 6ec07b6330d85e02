//! What the close readers look at: a document together with the mentions already found in it, each kind in the order of the
//! text, so that "the quantity that begins here" and "the places of this clause" are quick questions.

use std::cell::OnceCell;
use std::ops::Range;

use super::dates;
use super::mention::{ActorMention, Mention, Quantity, Value};
use crate::document::{Document, Gap};
use crate::lexicon::{Classes, Cue, WordSet, classes, cues};
use crate::model::{DateRange, Day, Location, Path};

/// A mention with its value unwrapped.
#[derive(Debug)]
pub struct Seen<'m, T> {
    /// The mention.
    pub mention: &'m Mention,
    /// Its value.
    pub value: &'m T,
}

impl<T> Clone for Seen<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Seen<'_, T> {}

/// A document and its mentions by kind.
#[derive(Debug)]
pub struct Sight<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Numbers of people or things.
    pub quantities: Vec<Seen<'a, Quantity>>,
    /// Places.
    pub locations: Vec<Seen<'a, Location>>,
    /// Who can act or be harmed.
    pub actors: Vec<Seen<'a, ActorMention>>,
    /// Weapons and causes.
    pub means: Vec<Seen<'a, Path>>,
    /// Days.
    pub dates: Vec<Seen<'a, DateRange>>,
    /// [`dates::today`], once somebody has asked.
    today: OnceCell<Option<Day>>,
    /// For every token the cue that begins there, counted from 1 in `cues`; 0 for none. Looked up once, asked for often.
    cue_numbers: Vec<u32>,
    cues: Vec<(usize, Cue)>,
    /// Where the cues begin.
    cue_starts: Vec<usize>,
}

impl<'a> Sight<'a> {
    /// Sorts the mentions, which come in the order of the text, by kind.
    #[must_use]
    pub fn new(document: &'a Document<'a>, mentions: &'a [Mention]) -> Self {
        debug_assert!(mentions.is_sorted_by_key(|mention| mention.first), "mentions out of order");
        let (cue_numbers, cues, cue_starts) = all_cues(document);
        let most = mentions.len();
        let mut sight = Self {
            document,
            quantities: Vec::with_capacity(most),
            locations: Vec::with_capacity(most),
            actors: Vec::with_capacity(most),
            means: Vec::with_capacity(most),
            dates: Vec::with_capacity(most),
            today: OnceCell::new(),
            cue_numbers,
            cues,
            cue_starts,
        };
        for mention in mentions {
            match &mention.value {
                Value::Quantity(value) => sight.quantities.push(Seen { mention, value }),
                Value::Location(value) => sight.locations.push(Seen { mention, value }),
                Value::Actor(value) => sight.actors.push(Seen { mention, value }),
                Value::Means(value, _) => sight.means.push(Seen { mention, value }),
                Value::Date(value) => sight.dates.push(Seen { mention, value }),
                Value::Decided(_) => {}
            }
        }
        sight
    }

    /// The longest cue that begins at token `at`: how many tokens it has, and what it is a cue of.
    #[inline]
    #[must_use]
    pub fn cue(&self, at: usize) -> Option<(usize, Cue)> {
        let number = *self.cue_numbers.get(at)?;
        self.cues.get((number as usize).checked_sub(1)?).copied()
    }

    /// The first token from `at` on with which a cue begins, past the last if there is none.
    #[must_use]
    pub fn next_cue(&self, at: usize) -> usize {
        let next = self.cue_starts.partition_point(|start| *start < at);
        self.cue_starts.get(next).copied().unwrap_or(self.document.tokens.len())
    }

    /// The day that "today" means, if it is known.
    #[must_use]
    pub fn today(&self) -> Option<Day> {
        *self.today.get_or_init(|| dates::today(self.document))
    }

    /// False for a text without any word of harm or attack.
    #[must_use]
    pub const fn has_cues(&self) -> bool {
        !self.cues.is_empty()
    }

    /// The classes of token `at`.
    #[inline(always)]
    #[must_use]
    pub fn classes(&self, at: usize) -> Classes {
        self.document.tokens.get(at).map_or_else(Classes::default, classes)
    }

    /// True if token `at` is in one of these classes.
    #[must_use]
    pub fn is(&self, at: usize, class: Classes) -> bool {
        self.classes(at).any(class)
    }

    /// The word of token `at`, as it stands.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    /// True if token `at` is one of `words`, whatever its case (ASCII).
    #[inline]
    #[must_use]
    pub fn is_word(&self, at: usize, words: &[&str]) -> bool {
        // The length and the first letter part most words without a look at the rest.
        let Some(token) = self.document.tokens.get(at) else { return false };
        let word = &self.document.text.as_bytes()[token.start as usize..token.end as usize];
        let Some(first) = word.first().map(|byte| byte | 0x20) else { return false };
        words.iter().any(|w| w.len() == word.len() && w.as_bytes()[0] == first && w.as_bytes().eq_ignore_ascii_case(word))
    }

    /// True if token `at` is one of `words`: for long lists, and for what is asked of every word.
    #[inline]
    #[must_use]
    pub fn is_among<const N: usize>(&self, at: usize, words: &WordSet<N>) -> bool {
        self.document.tokens.get(at).is_some_and(|token| words.has(token.hash))
    }

    /// True if a mark that parts clauses for good stands before token `at`.
    #[must_use]
    pub fn is_parted(&self, at: usize) -> bool {
        self.document.gap(at).has(Gap::SEMICOLON.and(Gap::COLON).and(Gap::DASH).and(Gap::BLANK_LINE))
    }

    /// The quantity whose tokens, head noun included, contain token `at`; of several (a family and its members) the longest.
    #[must_use]
    pub fn quantity_at(&self, at: usize) -> Option<Seen<'a, Quantity>> {
        let upto = self.quantities.partition_point(|q| q.mention.first <= at);
        let near = self.quantities[..upto].iter().rev().take(6);
        let covering = near.filter(|q| at < q.value.noun_end(q.mention));
        covering.max_by_key(|q| q.value.noun_end(q.mention) - q.mention.first).copied()
    }

    /// The quantity that begins with token `at`; of several the longest.
    #[must_use]
    pub fn quantity_from(&self, at: usize) -> Option<Seen<'a, Quantity>> {
        within(&self.quantities, at..at + 1).iter().max_by_key(|q| q.value.noun_end(q.mention)).copied()
    }
}

fn all_cues(document: &Document<'_>) -> (Vec<u32>, Vec<(usize, Cue)>, Vec<usize>) {
    let (table, mut numbers) = (cues(), vec![0; document.tokens.len()]);
    let likely = document.tokens.len() / 16;
    let (mut found, mut starts) = (Vec::with_capacity(likely), Vec::with_capacity(likely));
    let mut from = 0;
    while let Some((at, length, cue)) = table.find(document, from) {
        found.push((length, *cue));
        starts.push(at);
        numbers[at] = found.len() as u32;
        from = at + 1;
    }
    (numbers, found, starts)
}

/// Those of `seen` that begin in `range`.
#[must_use]
pub fn within<'s, 'm, T>(seen: &'s [Seen<'m, T>], range: Range<usize>) -> &'s [Seen<'m, T>] {
    const FEW: usize = 4;
    let left = &seen[seen.partition_point(|s| s.mention.first < range.start)..];
    let few = left.iter().take(FEW).position(|s| s.mention.first >= range.end);
    // Nearly always a sentence or less is asked for, and few begin in it.
    let many = || if left.len() <= FEW { left.len() } else { left.partition_point(|s| s.mention.first < range.end) };
    &left[..few.unwrap_or_else(many)]
}

/// The one of `seen` that covers token `at`.
#[must_use]
pub fn covering<'m, T>(seen: &[Seen<'m, T>], at: usize) -> Option<Seen<'m, T>> {
    all_covering(seen, at).next()
}

/// Those of `seen` that cover token `at`, the last to begin first.
pub fn all_covering<'m, T>(seen: &[Seen<'m, T>], at: usize) -> impl Iterator<Item = Seen<'m, T>> {
    let upto = seen.partition_point(|s| s.mention.first <= at);
    seen[..upto].iter().rev().take(3).filter(move |s| at < s.mention.end).copied()
}
