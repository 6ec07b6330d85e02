//! Words in a text: when a word, phrase, neighbourhood, prefix or near-spelling stands there.
//!
//! Headline and body are looked at apart: a phrase never runs from one into the other.

use crate::document::words;
use crate::model::{Article, Field};

use super::{Pattern, Text};

/// Makes terms of words: the engine's analyzer, so that search and definition agree.
pub trait Analyzer {
    /// The term of one word, as the index knows it: lower case, stemmed.
    fn term(&self, word: &str) -> String;

    /// As [`Analyzer::term`], without the stemming: what a prefix is compared by.
    fn lower(&self, word: &str) -> String;

    /// The terms of a text, one for each of its [`words`], in order.
    fn terms(&self, text: &str) -> Vec<String> {
        words(text).map(|(start, end)| self.term(&text[start..end])).collect()
    }
}

/// The terms of an article, in the order of the text.
pub struct Words<'a> {
    analyzer: &'a dyn Analyzer,
    title: Vec<String>,
    body: Vec<String>,
}

impl<'a> Words<'a> {
    /// The terms of headline and body.
    #[must_use]
    pub fn of(article: &Article, analyzer: &'a dyn Analyzer) -> Self {
        Self::new(article.title.as_deref().unwrap_or(""), article.body.of(&article.text), analyzer)
    }

    /// The terms of a headline and a body.
    #[must_use]
    pub fn new(title: &str, body: &str, analyzer: &'a dyn Analyzer) -> Self {
        Self { analyzer, title: analyzer.terms(title), body: analyzer.terms(body) }
    }

    /// True if the words stand where they are looked for.
    #[must_use]
    pub fn match_text(&self, text: &Text) -> bool {
        let stands = |terms: &[String]| text.pattern.stands_in(terms, self.analyzer);
        match text.field {
            Field::Title => stands(&self.title),
            Field::Body => stands(&self.body),
            _ => stands(&self.title) || stands(&self.body),
        }
    }
}

impl Pattern {
    /// True if the pattern stands in a text of these terms.
    #[must_use]
    pub fn stands_in(&self, terms: &[String], analyzer: &dyn Analyzer) -> bool {
        let all = |words: &[String]| words.iter().map(|word| analyzer.term(word)).collect::<Vec<_>>();
        match self {
            Self::Word(word) => terms.contains(&analyzer.term(word)),
            Self::Phrase { words, slop } => phrase_stands(terms, &all(words), *slop),
            Self::Near { left, right, between, ordered } => {
                let (left, right) = (runs(terms, &all(left)), runs(terms, &all(right)));
                left.iter().any(|l| right.iter().any(|r| near(*l, *r, *between) || (!ordered && near(*r, *l, *between))))
            }
            Self::Prefix(prefix) => {
                let (lower, term) = (analyzer.lower(prefix), analyzer.term(prefix));
                terms.iter().any(|t| t.starts_with(&lower) || *t == term)
            }
            Self::Fuzzy { word, edits } => {
                let term = analyzer.term(word);
                terms.iter().any(|t| edits_between(t, &term) <= usize::from(*edits))
            }
        }
    }
}

/// True if the words can be laid on different places of the text so that, from each to the next, the steps that differ
/// from one place forward add up to at most `slop`.
fn phrase_stands(terms: &[String], words: &[String], slop: u32) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    (0..terms.len()).any(|at| terms[at] == *first && rest_stands(terms, rest, &mut vec![at], slop as usize))
}

fn rest_stands(terms: &[String], words: &[String], taken: &mut Vec<usize>, budget: usize) -> bool {
    let (Some((word, rest)), Some(last)) = (words.split_first(), taken.last().copied()) else { return true };
    let lowest = (last + 1).saturating_sub(budget);
    let highest = (last + 1).saturating_add(budget).min(terms.len().saturating_sub(1));
    for at in lowest..=highest {
        if terms[at] != *word || taken.contains(&at) {
            continue;
        }
        taken.push(at);
        let stands = rest_stands(terms, rest, taken, budget - at.abs_diff(last + 1));
        taken.pop();
        if stands {
            return true;
        }
    }
    false
}

/// Where the words stand in order without a gap: first place and one past the last.
fn runs(terms: &[String], words: &[String]) -> Vec<(usize, usize)> {
    let found = terms.windows(words.len().max(1)).enumerate().filter(|(_, run)| *run == words);
    found.map(|(at, _)| (at, at + words.len())).collect()
}

/// True if `left` ends before `right` begins, with at most `between` words between them.
const fn near(left: (usize, usize), right: (usize, usize), between: u32) -> bool {
    left.1 <= right.0 && right.0 - left.1 <= between as usize
}

/// Letters to add, drop, change or swap with their neighbour to make one word of the other; none is touched twice.
pub(super) fn edits_between(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut cost = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            cost[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = cost[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let swap = if swapped { cost[i - 2][j - 2] + 1 } else { usize::MAX };
                change.min(swap).min(cost[i - 1][j] + 1).min(cost[i][j - 1] + 1)
            };
        }
    }
    cost[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{Analyzer, edits_between};
    use crate::query::Pattern;

    /// Lower case, without a last `s`.
    struct Plain;

    impl Analyzer for Plain {
        fn term(&self, word: &str) -> String {
            self.lower(word).trim_end_matches('s').to_owned()
        }

        fn lower(&self, word: &str) -> String {
            word.to_lowercase()
        }
    }

    fn stands(pattern: &Pattern, text: &str) -> bool {
        pattern.stands_in(&Plain.terms(text), &Plain)
    }

    fn list(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_phrase_may_be_loosened_by_its_slop() {
        for (words, slop, text, expected) in [
            ("missile strike", 0, "Missile strikes hit", true),
            ("missile strike", 0, "missile and strike", false),
            ("missile strike", 1, "missile and strike", true),
            ("missile strike", 1, "strike missile", false),
            ("missile strike", 2, "strike missile", true),
            ("a b c", 1, "a x b x c", false),
            ("a b c", 2, "a x b x c", true),
            ("very very", 1, "very", false),
            ("very very", 0, "very very", true),
            ("a a b", 0, "a a a b", true),
        ] {
            let pattern = Pattern::Phrase { words: list(words), slop };
            assert_eq!(stands(&pattern, text), expected, "{words}~{slop} in {text}");
        }
    }

    #[test]
    fn near_counts_the_words_between() {
        for (left, right, between, ordered, text, expected) in [
            ("drone", "port", 0, false, "port drone", true),
            ("drone", "port", 0, true, "port drone", false),
            ("drone", "port", 1, true, "drone hit port", true),
            ("drone", "port", 1, true, "drone hit the port", false),
            ("sea drone", "oil port", 1, false, "oil port sea drone", true),
            ("a", "a", 5, false, "a", false),
            ("a", "a", 5, false, "a b a", true),
        ] {
            let pattern = Pattern::Near { left: list(left), right: list(right), between, ordered };
            assert_eq!(stands(&pattern, text), expected, "{left} NEAR/{between} {right} in {text}");
        }
    }

    #[test]
    fn a_prefix_also_finds_its_own_stem() {
        for (prefix, text, expected) in [("miss", "missiles", true), ("missiles", "missile", true), ("issile", "missile", false)]
        {
            assert_eq!(stands(&Pattern::Prefix(prefix.to_owned()), text), expected, "{prefix}* in {text}");
        }
    }

    #[test]
    fn edits_are_counted_once_a_letter() {
        for (a, b, expected) in [("kyiv", "kiev", 2), ("odesa", "odessa", 1), ("ab", "ba", 1), ("ca", "abc", 3), ("", "ab", 2)] {
            assert_eq!(edits_between(a, b), expected, "{a} {b}");
            assert_eq!(edits_between(b, a), expected, "{b} {a}");
        }
    }
}
