//! Whose men the doers were: "the bombers were members of the front", "the attacker had pledged allegiance to the group".
//!
//! Known failures: a tie that is only told of, "had links to", names nobody.

use std::ops::Range;

use super::meant::{is_called_by_deed, is_group, is_suspect, role};
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Sight, within};
use crate::lexicon::{Classes, WordSet};
use crate::model::Role;

/// Every word that the reader asks for first: nearly all words end there.
const TIES: WordSet<6> = WordSet::of(["allegiance", "belong", "belonged", "belonging", "member", "members"]);

/// The group that the doers of the sentence belong to.
pub fn groups(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    let ties = |at: &usize| TIES.has(sight.document.tokens[*at].hash);
    sentence.clone().filter(ties).find_map(|at| group_at(sight, sentence, at)).map(|role| vec![role]).unwrap_or_default()
}

fn group_at(sight: &Sight<'_>, sentence: &Range<usize>, at: usize) -> Option<Role> {
    let doers = within(&sight.actors, sentence.start.max(at.saturating_sub(9))..at);
    let denied = |from: usize| (from..at).any(|word| sight.is(word, Classes::NEGATION) || sight.is_word(word, &["no", "denied"]));
    let named = doers.iter().rev().find(|a| attacked(a.value)).map(|doer| doer.mention.end);
    let suspect = || (sentence.start.max(at.saturating_sub(9))..at).rev().find(|&at| sight.is_word(at, &["suspect", "suspects"]));
    let doer = named.or_else(suspect)?;
    let joined = sight.is_word(at + 1, &["of", "to"]) && !denied(doer);
    let group = within(&sight.actors, at + 2..sentence.end.min(at + 7)).iter().find(|a| is_group(a.value)).filter(|_| joined)?;
    Some(role(sight, group))
}

/// Those who did it, whoever they are: "attackers", "bombers", a suspect.
fn attacked(actor: &ActorMention) -> bool {
    is_suspect(actor) || is_called_by_deed(actor)
}
