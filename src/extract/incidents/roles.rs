//! The roles of a telling: whom it hit and who says so are read here, who did it by `doer`, with what by `arms`.

use std::ops::Range;

use super::draft::Draft;
use super::meant::role;
use super::planted::FOILED;
use super::{arms, claimant, doer, harmed};
use crate::extract::sight::{Sight, within};
use crate::model::{Path, Role};

/// Fills initiator, target, means and claimant.
pub fn fill(sight: &Sight<'_>, draft: &mut Draft) {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    draft.claimant = claimant::read(sight, &sentence);
    draft.initiator = if draft.rule == FOILED { Vec::new() } else { doer::read(sight, draft, &sentence) };
    draft.means = arms::read(sight, draft, &sentence);
    draft.target = targets(sight, draft, &sentence);
}

/// Who was harmed, or what was hit: the actors among the victims, and the objects of the attack.
fn targets(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Role> {
    let doers: Vec<&Path> = draft.initiator.iter().map(|r| &r.path).collect();
    let actors = within(&sight.actors, draft.clause.clone());
    let mut found: Vec<Role> = Vec::new();
    for actor in actors {
        let role = role(sight, actor);
        if claimant::speaks(sight, actor, sentence.end)
            || doers.contains(&&role.path)
            || found.iter().any(|f| f.path == role.path)
            || role.path.is_under("Unknown")
        {
            continue;
        }
        if harmed::is_hit(sight, draft, actor) {
            found.push(role);
        }
    }
    found
}
