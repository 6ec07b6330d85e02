//! Deaths of a disease: an epidemic has no day and no scene, and its numbers run on from report to report.

use std::ops::Range;

use super::draft::Draft;
use super::signs::SLAYINGS;
use crate::extract::sight::{Sight, within};
use crate::lexicon::{Attachment, HarmKind, WordSet};
use crate::model::Path;

/// Names of diseases that are too loose for a means.
const SICKNESS: WordSet<8> = WordSet::of(["disease", "flu", "h1n1", "h5n1", "influenza", "outbreak", "virus", "viruses"]);

/// True if what the draft counts died of a disease: its sentence names one, or the article's heading and lead do, and neither
/// tells of a deed.
pub(super) fn is_of_disease(sight: &Sight<'_>, draft: &Draft, about_disease: bool) -> bool {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    if !draft.is_counted() {
        return false;
    }
    let near = draft.anchor.start.saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(draft.anchor.end + BESIDE);
    let beside = disease_words(sight, &near) > 0 && !names_deed(sight, &near);
    beside || (about_disease || disease_words(sight, &sentence) > 0) && !names_deed(sight, &sentence)
}

/// How near a disease stands to those who died of it, whatever else the sentence tells of.
const BESIDE: usize = 8;

/// True if the heading or the first two sentences of the body speak of a disease, and of no deed.
pub(super) fn is_about_disease(sight: &Sight<'_>) -> bool {
    let end = sight.document.body_starts + 2;
    let lead: Vec<_> = sight.document.sentences.iter().take(end).map(|sentence| sentence.tokens()).collect();
    // One loose word can be a manner of speaking: "the disease of corruption".
    lead.iter().map(|sentence| disease_words(sight, sentence)).sum::<usize>() > 1
        && !lead.iter().any(|sentence| names_deed(sight, sentence))
}

fn is_disease(means: &Path) -> bool {
    means.steps().next() == Some("Disease")
}

fn disease_words(sight: &Sight<'_>, sentence: &Range<usize>) -> usize {
    let named = within(&sight.means, sentence.clone()).iter().filter(|means| is_disease(means.value)).count();
    named + sentence.clone().filter(|&at| sight.is_among(at, &SICKNESS)).count()
}

/// A weapon, an accident, an attack or a murder; but a disease kills, too.
fn names_deed(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    let deed = |at: usize| {
        let Some((_, cue)) = sight.cue(at) else { return false };
        let by_hand = match cue.harm {
            Some((HarmKind::Killed, Attachment::Verb)) => !sight.is_word(at, &["kill", "killed", "killing", "kills"]),
            Some((_, Attachment::Weak)) => true,
            _ => sight.is_word(at, SLAYINGS),
        };
        cue.attack.is_some() || by_hand
    };
    within(&sight.means, sentence.clone()).iter().any(|means| !is_disease(means.value)) || sentence.clone().any(deed)
}
