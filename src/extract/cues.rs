//! Where cues of harm and attack stand in a sentence: what decides whether it is read closely.

use std::ops::Range;

use super::sight::Sight;
use crate::document::Gap;
use crate::lexicon::Cue;

/// A cue with its tokens.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is a cue of.
    pub cue: Cue,
}

/// The cues of a sentence, traps left out.
#[must_use]
pub fn find_cues(sight: &Sight<'_>, sentence: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match sight.cue(at) {
            Some((length, cue)) => {
                if !cue.trap && !inside_name(sight, at, length) {
                    found.push(Found { tokens: at..at + length, cue });
                }
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// "Slaying" as a surname, "Hurt" as a title: a capital in the middle of a sentence that is not in capitals, beside another.
fn inside_name(sight: &Sight<'_>, at: usize, length: usize) -> bool {
    let sentence = sight.document.sentence_at(at);
    let capital = |at: usize| sight.document.tokens.get(at).is_some_and(|t| t.shape.is_capital());
    if sentence.shouted || at == sentence.first || length > 1 || !capital(at) {
        return false;
    }
    let headline = sentence.tokens().filter(|&t| capital(t)).count() * 2 > sentence.tokens().len();
    !headline && (capital(at - 1) && sight.document.gap(at) == Gap::SPACE || (at + 1 < sentence.end && capital(at + 1)))
}
