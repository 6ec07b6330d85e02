//! Counts as another profile takes them: in front of any output, so that every one of them prints the same numbers.

use std::io;

use super::{Item, Output, Summary};
use crate::model::Profile;

/// An output that is given counts under a profile.
pub struct Profiled<'w> {
    output: Box<dyn Output + 'w>,
    profile: Profile,
}

impl<'w> Profiled<'w> {
    /// `output`, which will see counts under `profile` only.
    #[must_use]
    pub fn new(output: Box<dyn Output + 'w>, profile: Profile) -> Self {
        Self { output, profile }
    }
}

impl Output for Profiled<'_> {
    fn item(&mut self, item: Item<'_>) -> io::Result<()> {
        match item {
            Item::Hit(hit, again) => {
                let incidents = hit.incidents.iter().map(|incident| incident.under(self.profile)).collect();
                self.output.item(Item::Hit(&crate::query::Hit { incidents, ..hit.clone() }, again))
            }
            Item::Incident(hit, incident) => self.output.item(Item::Incident(hit, &incident.under(self.profile))),
            Item::Report(article, report) => self.output.item(Item::Report(article, &report.under(self.profile))),
            Item::Story(story) => self.output.item(Item::Story(&story.under(self.profile))),
            other => self.output.item(other),
        }
    }

    fn finish(&mut self, summary: Summary<'_>) -> io::Result<()> {
        self.output.finish(summary)
    }
}
