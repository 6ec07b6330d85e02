//! Where cues of harm and attack stand in a sentence: what decides whether it is read closely.

use std::ops::Range;

use super::incidents::work_at;
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

/// The cues of a sentence, traps left out; none of one that tells a story.
#[must_use]
pub fn find_cues(sight: &Sight<'_>, sentence: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let (first, mut at) = (sentence.start, sight.next_cue(sentence.start));
    while at < sentence.end {
        let Some((length, cue)) = sight.cue(at) else { break };
        if !cue.trap && !inside_name(sight, at, length) {
            found.push(Found { tokens: at..at + length, cue });
        }
        at = sight.next_cue(at + length);
    }
    if !found.is_empty() && is_told_in_fiction(sight, first) {
        found.clear();
    }
    found
}

/// "In the new film, a gunman kills 12", "The novel tells how a bomb kills a family": harm to nobody.
fn is_told_in_fiction(sight: &Sight<'_>, first: usize) -> bool {
    const OPENING: usize = 4;
    const TELLS: &[&str] = &["depicts", "imagines", "portrays", "recounts", "tells"];
    let opening = first + usize::from(sight.is_word(first, &["in"]));
    let work = (opening..opening + OPENING).find_map(|at| Some((at, at + work_at(sight.document, at)?)));
    let scene = |(work, end): (usize, usize)| opening > first && work > opening && sight.document.gap(end).has(Gap::COMMA);
    let tells = |end: usize| sight.is_word(end, TELLS) && sight.document.gap(end).only(Gap::SPACE);
    // "In the hostage drama," is none, "the drama tells" is one.
    let staged = || (opening + 1..opening + OPENING).find(|&end| tells(end) && sight.is_word(end - 1, STAGED));
    let told = work.filter(|&(work, end)| scene((work, end)) || tells(end)).map(|(_, end)| end).or_else(staged);
    told.is_some_and(|end| (opening + 1..end).all(|at| sight.document.gap(at).only(Gap::SPACE)))
}

/// Works of fiction whose names tell of the world as well.
const STAGED: &[&str] = &["comedy", "drama", "musical", "opera", "play", "sitcom"];

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
