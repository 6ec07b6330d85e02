//! Assembles incidents from mentions: first drafts (one telling of one event, from one sentence), then their slots, then the
//! drafts that tell the same event are merged.
//!
//! Slots are filled from the clause first, then the sentence, the paragraph, its heading, and last the article's lead.

mod again;
mod antecedent;
mod arms;
mod attack;
mod away;
mod blame;
mod chain;
mod claimant;
mod comparison;
mod context;
mod counts;
mod cumulative;
mod dating;
mod days;
mod deed;
mod disease;
mod doer;
mod draft;
mod elsewhere;
mod explained;
mod filed;
mod governed;
mod harmed;
mod inserted;
mod instrument;
mod land;
mod meant;
mod members;
mod merge;
mod named;
mod organs;
mod place;
mod planted;
mod pronoun;
mod recalled;
mod remark;
mod roles;
mod same_place;
mod scope;
mod sequel;
mod sides;
mod signs;
mod slots;
mod standing;
mod stray;
mod struck;
mod subject;
mod telling;
mod undated;
mod victims;
mod wave;
mod ways;
mod when;

pub use context::work_at;
pub use explained::tellings as explained;

use super::cues;
use super::harm;
use super::mention::Mention;
use super::sight::Sight;
use crate::document::Document;
use crate::model::Incident;
use draft::Draft;

/// The incidents that `mentions` of `document` add up to, in the order of the text.
#[must_use]
pub fn assemble(document: &Document<'_>, mentions: &[Mention]) -> Vec<Incident> {
    let sight = Sight::new(document, mentions);
    let drafts = tellings(&sight);
    if drafts.is_empty() {
        return Vec::new();
    }
    let mut incidents = merge::merge(&sight, drafts);
    land::fill(&sight, &mut incidents);
    organs::fill(&sight, &mut incidents);
    incidents
}

/// What the sentences tell, each telling with its slots filled.
fn tellings(sight: &Sight<'_>) -> Vec<Draft> {
    let document = sight.document;
    if !sight.has_cues() && !planted::may_be_told(sight) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for number in 0..document.sentences.len() {
        let found = cues::find_cues(sight, document.sentences[number].tokens());
        let harms = harm::read(sight, number, &found);
        let told = telling::of_sentence(sight, number, &found, harms);
        let remark = if drafts.is_empty() { None } else { remark::of(sight, number, &told) };
        drafts.extend(remark.map_or(told, |remark| vec![remark]));
    }
    if !drafts.is_empty() && context::is_make_believe(document) {
        return Vec::new();
    }
    let harmless = || drafts.iter().all(|draft| !draft.harmful && !draft.is_counted());
    if !drafts.is_empty() && harmless() && context::is_among_machines(document) {
        return Vec::new();
    }
    drafts.chunk_by_mut(|a, b| a.sentence == b.sentence).for_each(|told| roles::fill(sight, told));
    for at in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let Some(draft) = rest.first_mut().filter(|d| !d.is_remark()) else { continue };
        place::fill(sight, draft, before);
        when::fill(sight, draft, before);
        place::forget_scene_of_news(sight, draft);
    }
    // An attack told without harm, a weapon or a scene of its own is talk about attacks.
    drafts.retain(|draft| draft.is_remark() || draft.harmful || draft.is_counted() || draft.is_placed());
    scope::mark(sight, &mut drafts);
    drafts
}
