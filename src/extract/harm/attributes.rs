//! Words of harm as adjectives: the state of those behind them.

use super::reader::Reader;
use crate::document::Gap;
use crate::extract::people::{self, People};
use crate::lexicon::Classes;

impl Reader<'_, '_> {
    /// "dead people", "slain police officer": the state of those behind it, not of who stands before it.
    pub(super) fn is_before_person(&self) -> bool {
        let sight = self.sight;
        let (next, plain) = (self.cue.end, |at: usize| sight.document.gap(at) == Gap::SPACE && at < self.range.end);
        let person = |at: usize| plain(at) && people::names_person(sight, at);
        let body = plain(next) && sight.is_word(next, &["body", "bodies", "people", "man", "woman"]);
        let slain = sight.is_word(self.cue.start, &["slain", "deceased"]);
        body || slain && (person(next) || plain(next) && sight.classes(next) == Classes::default() && person(next + 1))
    }

    /// "12 dead people", "30 injured passengers".
    pub(super) fn attribute(&self) -> Option<(Option<People>, &'static str)> {
        let quantity = self.sight.quantity_at(self.cue.start.checked_sub(1)?)?;
        let people = people::before(self.sight, quantity.mention.end, self.floor)?;
        Some((Some(people), "harm/attribute"))
    }
}
