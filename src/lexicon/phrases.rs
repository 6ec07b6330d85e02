//! Phrases of one to eight words, found by the hashes of their words: no automaton, no allocation while reading.
//!
//! A table knows the hash of every phrase and of every beginning of one. Looking a phrase up walks the tokens as long as what
//! was walked begins some phrase, and remembers the last that was one: the longest match. Most words begin no phrase at all, and
//! bear no mark of the table, which is what lets every pass have its own.

use super::gate::Gate;
use super::hashed::HashedMap;
use crate::document::fold::{fold_into, hash_phrase, hash_word};
use crate::document::{Document, Gap, Mark, words};

/// What a phrase, or the beginning of one, is worth.
#[derive(Debug)]
struct Entry<T> {
    goes_on: bool,
    value: Option<T>,
}

/// A table of phrases with a value each.
#[derive(Debug)]
pub struct Phrases<T> {
    entries: HashedMap<Entry<T>>,
    /// The first words of all phrases, until [`Self::marked`], and their mark from then on.
    first_words: Vec<u64>,
    mark: Mark,
    /// The words that are a phrase by themselves.
    single_words: Gate,
    /// The hashes of first and second word of the longer ones.
    pairs: Gate,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        let (entries, first_words, mark) = (HashedMap::default(), Vec::new(), Mark::default());
        Self { entries, first_words, mark, single_words: Gate::default(), pairs: Gate::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; of two equal phrases the first stays. A phrase without a word is ignored.
    pub fn insert(&mut self, phrase: &str, value: T) {
        let hashes: Vec<u64> = words(phrase).map(|(start, end)| hash_word(&phrase[start..end])).collect();
        self.first_words.extend(hashes.first());
        match hashes[..] {
            [] => {}
            [only] => self.single_words.add(only),
            [first, second, ..] => self.pairs.add(hash_phrase(hash_phrase(0, first), second)),
        }
        let mut so_far = 0;
        for (at, word) in hashes.iter().enumerate() {
            so_far = hash_phrase(so_far, *word);
            let entry = self.entries.get_or_insert_with(so_far, || Entry { goes_on: false, value: None });
            if at + 1 < hashes.len() {
                entry.goes_on = true;
            } else if entry.value.is_none() {
                entry.value = Some(value);
                return;
            }
        }
    }

    /// The table with all its phrases: from now on words bear its mark. Without it every word is asked for, which finds the same.
    #[must_use]
    pub fn marked(mut self) -> Self {
        self.mark = Mark::of(std::mem::take(&mut self.first_words));
        self
    }

    /// The mark of the words with which phrases begin.
    #[must_use]
    pub const fn mark(&self) -> Mark {
        self.mark
    }

    /// The value of exactly this phrase.
    #[must_use]
    pub fn get(&self, phrase: &str) -> Option<&T> {
        let hash = words(phrase).fold(0, |so_far, (start, end)| hash_phrase(so_far, hash_word(&phrase[start..end])));
        self.entries.get(hash)?.value.as_ref()
    }

    /// The value of every phrase, in no order that means anything.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.values().filter_map(|entry| entry.value.as_ref())
    }

    /// The first token from `at` on at which a phrase may begin, past the last if there is none.
    #[must_use]
    pub fn next(&self, document: &Document<'_>, at: usize) -> usize {
        document.next_marked(at, self.mark)
    }

    /// The first phrase from token `at` on, as long as it goes: where it begins, how many tokens it has, and its value. Words that begin
    /// others are passed by in one walk: there are more of them than of phrases.
    #[must_use]
    pub fn find(&self, document: &Document<'_>, at: usize) -> Option<(usize, usize, &T)> {
        let mut from = at;
        while from < document.tokens.len() {
            let sentence = document.sentence_at(from);
            let words = if sentence.marks.has(self.mark) { &document.tokens[from..sentence.end] } else { &[] };
            for (number, word) in words.iter().enumerate() {
                let at = from + number;
                if word.marks.has(self.mark)
                    && self.may_begin(document, at)
                    && let Some((length, value)) = self.walk(document, at)
                {
                    return Some((at, length, value));
                }
            }
            from = sentence.end;
        }
        None
    }

    /// The longest phrase that begins at token `at`: how many tokens it has, and its value.
    #[inline]
    #[must_use]
    pub fn longest(&self, document: &Document<'_>, at: usize) -> Option<(usize, &T)> {
        // Asked of every word by every pass, and nearly always in vain: the answer must not cost a call.
        if !document.tokens.get(at)?.marks.has(self.mark) || !self.may_begin(document, at) {
            return None;
        }
        self.walk(document, at)
    }

    /// False for a word that begins longer phrases only, if the next word does not go on with one: "the", "at", "a" begin many.
    #[inline]
    fn may_begin(&self, document: &Document<'_>, at: usize) -> bool {
        let first = document.tokens[at].hash;
        self.single_words.may_have(first)
            || document.tokens.get(at + 1).is_some_and(|next| self.pairs.may_have(hash_phrase(hash_phrase(0, first), next.hash)))
    }

    #[inline(never)]
    fn walk(&self, document: &Document<'_>, at: usize) -> Option<(usize, &T)> {
        let (mut so_far, mut best) = (0, None);
        let end = document.sentence_at(at).end;
        for next in at..end {
            if next > at && !joins(document.gap(next)) {
                break;
            }
            so_far = hash_phrase(so_far, document.tokens[next].hash);
            let Some(entry) = self.entries.get(so_far) else { break };
            if let Some(value) = &entry.value {
                best = Some((next + 1 - at, value));
            }
            if !entry.goes_on {
                break;
            }
        }
        best
    }
}

/// The same text for all spellings of a phrase that a table cannot tell apart: "al-Qaeda" and "Al Qaeda".
#[must_use]
pub fn phrase_key(phrase: &str) -> String {
    let mut key = String::with_capacity(phrase.len());
    for (start, end) in words(phrase) {
        fold_into(&phrase[start..end], &mut key);
        key.push(' ');
    }
    key
}

/// Gaps that may stand inside a phrase: spaces, hyphens, apostrophes, the periods of "U.S.", a single line end.
#[must_use]
pub const fn joins(gap: Gap) -> bool {
    let inside = Gap::SPACE.and(Gap::HYPHEN).and(Gap::APOSTROPHE).and(Gap::PERIOD).and(Gap::LINE).and(Gap::OTHER);
    gap.only(inside) && !gap.has(Gap::BLANK_LINE)
}
