//! Those driven from home who are counted by families: "displaced 3,000 families".

use super::reader::Reader;
use crate::extract::people::People;
use crate::extract::verbs::{self, Reality};
use crate::lexicon::HarmKind;

/// The rule of those who are counted by families: nobody says how many people they are.
pub(super) const FAMILIES: &str = "harm/families";

impl Reader<'_, '_> {
    /// "displaced [3,000 families]".
    pub(super) fn families(&self) -> Option<(Option<People>, &'static str)> {
        let sight = self.sight;
        if self.kind != HarmKind::Displaced {
            return None;
        }
        let counted = sight.quantity_from(self.cue.end)?;
        let group = verbs::group(sight, self.cue.start, self.range.start);
        let told = sight.is_word(counted.mention.end, &["families", "households"]) && !group.passive;
        (told && group.reality == Reality::Real).then_some((None, FAMILIES))
    }
}
