//! Snippets: the piece of the body in which most of what was asked for stands, with the words to highlight.
//!
//! The text is cut by the same analysis that indexed it, so phrases, prefixes and near-spellings are shown where they match.

use std::collections::HashMap;
use std::ops::Range;

use crate::engine::analysis::Term;
use crate::engine::stemming::Stemming;
use crate::engine::stems::Stems;
use crate::model::Field;
use crate::query::{Analyzer, Pattern, Query, Snippet, Text};

/// How many bytes of text a snippet shows, about.
const LENGTH: usize = 240;
/// How many bytes stand before the first match, at most.
const LEAD: usize = 60;

/// Makes the snippets of one query.
pub struct Highlighter {
    patterns: Vec<Pattern>,
    initials: Option<Initials>,
    /// What each language's words were stemmed to.
    stems: Vec<(&'static Stemming, Stems)>,
}

/// The first bytes of the words looked for, in small letters. A stem begins as its word does: most words of a text need no stemming
/// to know that they are none of these.
struct Initials([bool; 256]);

impl Initials {
    /// None if a pattern may stand for words that begin otherwise.
    fn of(patterns: &[Pattern]) -> Option<Self> {
        let mut initials = Self([false; 256]);
        for pattern in patterns {
            let words: Vec<&String> = match pattern {
                Pattern::Word(word) | Pattern::Prefix(word) => vec![word],
                Pattern::Phrase { words, .. } => words.iter().collect(),
                Pattern::Near { left, right, .. } => left.iter().chain(right).collect(),
                Pattern::Fuzzy { .. } => return None,
            };
            for word in words {
                initials.0[usize::from(*Stemming::english().lower(word).as_bytes().first()?)] = true;
            }
        }
        Some(initials)
    }

    /// Words that begin beyond ASCII always may: their small letters can begin with another byte.
    fn may_begin(&self, word: &str) -> bool {
        word.bytes().next().is_some_and(|byte| !byte.is_ascii() || self.0[usize::from(byte.to_ascii_lowercase())])
    }
}

impl Highlighter {
    /// Highlights what `query` looks for in the body; what it excludes is left out.
    pub fn new(query: &Query) -> Self {
        let mut patterns = Vec::new();
        gather(query, &mut patterns);
        Self { initials: Initials::of(&patterns), patterns, stems: Vec::new() }
    }

    /// The best piece of `body`, which is in `language`; `None` if it is empty.
    pub fn snippet(&mut self, body: &str, language: Option<&str>) -> Option<Snippet> {
        let stemming = Stemming::of(language);
        let terms = self.terms(body, stemming);
        let marked = self.marked(&terms, stemming);
        let window = best_window(&terms, &marked, body)?;
        let highlights = terms.iter().zip(&marked).filter(|(term, marks)| **marks != 0 && inside(&term.bytes, &window));
        let highlights = highlights.map(|(term, _)| term.bytes.start - window.start..term.bytes.end - window.start).collect();
        Some(Snippet { text: body[window].to_owned(), highlights })
    }

    /// The words of `body`. In English, those that cannot be among what is looked for are not stemmed.
    fn terms(&mut self, body: &str, stemming: &'static Stemming) -> Vec<Term> {
        let initials = self.initials.as_ref().filter(|_| stemming.is_english());
        let known = self.stems.iter().position(|(known, _)| std::ptr::eq(*known, stemming));
        let at = known.unwrap_or_else(|| {
            self.stems.push((stemming, stemming.stems()));
            self.stems.len() - 1
        });
        self.stems[at].1.terms(body, |word| initials.is_none_or(|initials| initials.may_begin(word)))
    }

    /// For every term a bit for each pattern that it is part of; patterns beyond the 64th are not told apart.
    fn marked(&self, terms: &[Term], stemming: &Stemming) -> Vec<u64> {
        let mut marked = vec![0; terms.len()];
        let stems: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
        for (number, pattern) in self.patterns.iter().enumerate() {
            let bit = 1 << number.min(63);
            match pattern {
                Pattern::Phrase { words, .. } => mark_words(&stems, pattern, &[words], bit, &mut marked, stemming),
                Pattern::Near { left, right, .. } => mark_words(&stems, pattern, &[left, right], bit, &mut marked, stemming),
                Pattern::Word(_) | Pattern::Prefix(_) | Pattern::Fuzzy { .. } => {
                    mark_each(&stems, pattern, bit, &mut marked, stemming);
                }
            }
        }
        marked
    }
}

fn mark_each(stems: &[&str], pattern: &Pattern, bit: u64, marked: &mut [u64], stemming: &Stemming) {
    let mut judged: HashMap<&str, bool> = HashMap::new();
    for (stem, marks) in stems.iter().zip(marked).filter(|(stem, _)| !stem.is_empty()) {
        let stands = judged.entry(stem).or_insert_with(|| pattern.stands_in(&[(*stem).to_owned()], stemming));
        *marks |= if *stands { bit } else { 0 };
    }
}

/// Marks the words of a phrase wherever the pattern stands in a short stretch that begins with one of them.
fn mark_words(stems: &[&str], pattern: &Pattern, groups: &[&Vec<String>], bit: u64, marked: &mut [u64], stemming: &Stemming) {
    let words: Vec<String> = groups.iter().copied().flatten().map(|word| stemming.term(word)).collect();
    let room = match pattern {
        Pattern::Phrase { slop, .. } => *slop as usize,
        Pattern::Near { between, .. } => *between as usize,
        _ => 0,
    };
    for start in 0..stems.len() {
        if !words.iter().any(|word| word == stems[start]) {
            continue;
        }
        let end = stems.len().min(start.saturating_add(words.len()).saturating_add(room));
        let stretch: Vec<String> = stems[start..end].iter().map(|stem| (*stem).to_owned()).collect();
        // Only a stretch that needs its first word: else the words after it would be marked too early.
        if pattern.stands_in(&stretch, stemming) && !pattern.stands_in(&stretch[1..], stemming) {
            for (stem, marks) in stems[start..end].iter().zip(&mut marked[start..end]) {
                *marks |= if words.iter().any(|word| word == stem) { bit } else { 0 };
            }
        }
    }
}

fn gather(query: &Query, patterns: &mut Vec<Pattern>) {
    match query {
        Query::Text(Text { field: Field::Title, .. }) | Query::All | Query::Is(_) | Query::Incident(_) | Query::Not(_) => {}
        Query::Text(text) => patterns.push(text.pattern.clone()),
        Query::And(queries) | Query::Or(queries) => queries.iter().for_each(|query| gather(query, patterns)),
    }
}

/// The stretch with the most different patterns, then with the most matches, then the first.
fn best_window(terms: &[Term], marked: &[u64], body: &str) -> Option<Range<usize>> {
    let hits: Vec<(&Term, u64)> = terms.iter().zip(marked.iter().copied()).filter(|(_, marks)| *marks != 0).collect();
    let mut best = (0, 0, terms.first()?.bytes.start);
    for (number, (first, _)) in hits.iter().enumerate() {
        let reach = first.bytes.start + LENGTH - LEAD;
        let within = hits[number..].iter().take_while(|(term, _)| term.bytes.end <= reach);
        let (kinds, many) = within.fold((0u64, 0), |(kinds, many), (_, marks)| (kinds | marks, many + 1));
        if (kinds.count_ones(), many) > (best.0, best.1) {
            best = (kinds.count_ones(), many, first.bytes.start);
        }
    }
    let start = if best.1 == 0 { best.2 } else { start_of(terms, body, best.2) };
    let last = terms.iter().take_while(|term| term.bytes.end <= start + LENGTH).map(|term| term.bytes.end).last();
    let end =
        last.filter(|end| *end > start).unwrap_or_else(|| body[start..].chars().next().map_or(start, |c| start + c.len_utf8()));
    let marks = body[end..].chars().take_while(|c| ".!?…\"”»’')".contains(*c)).map(char::len_utf8).sum::<usize>();
    Some(start..end + marks)
}

/// Begins with the sentence if that is near, else with a word.
fn start_of(terms: &[Term], body: &str, hit: usize) -> usize {
    let before =
        || terms.iter().rev().skip_while(|term| term.bytes.start > hit).take_while(|term| term.bytes.start + LEAD >= hit);
    let begins = |term: &&Term| {
        let gap = body[..term.bytes.start].trim_end_matches([' ', '“', '"', '‘', '(']);
        gap.is_empty() || gap.ends_with(['.', '!', '?', '\n', '…', '”', '"'])
    };
    before().find(begins).or_else(|| before().last()).map_or(hit, |term| term.bytes.start)
}

const fn inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
