//! What befell those who did it: "before police shot him dead". Whoever did that did not do the deed told.
//!
//! Known failures: a sequel told in a sentence of its own without a word for the attacker.

use super::deed::{is_bounded, is_harm};
use super::draft::Draft;
use super::meant;
use crate::extract::sight::{Sight, within};
use crate::extract::verbs;
use crate::lexicon::Classes;

/// "Gunmen killed two guards before they were shot by police": a "by" behind another harm than the one told.
pub fn is_of_another_harm(sight: &Sight<'_>, draft: &Draft, by: usize) -> bool {
    let Some(harm) = (draft.anchor.end..by).rev().find(|&at| is_harm(sight, at)) else { return false };
    let floor = sight.document.sentence_at(harm).first;
    let start = verbs::group(sight, harm, floor).start;
    let them = |at: usize| sight.is(at, Classes::SINGULAR_PRONOUN.or(Classes::PLURAL_PRONOUN));
    // "A farmer was abducted before being killed by soldiers": the same one.
    let passive = draft.rule == "harm/passive";
    let before_being = |at: usize| !passive && sight.is_word(at, &["before"]) && sight.is_word(at + 1, &["being"]);
    // "In critical condition after he was shot by an officer": he is the one told of.
    let again = start > 1 && sight.is_word(start - 2, &["after", "as", "because", "when"]) && draft.rule != "harm/active";
    let attackers = (start.saturating_sub(1)..harm).any(|at| them(at) && !again || before_being(at));
    attackers || draft.rule == "harm/active" || harm >= draft.clause.end
}

/// "Commandos killed the last attacker in a siege in which 15 people died": whoever struck the attackers did not kill those told of.
fn hits_the_attackers(sight: &Sight<'_>, draft: &Draft, verb: usize) -> bool {
    let object = is_harm(sight, verb).then(|| within(&sight.actors, verb + 1..verb + 8).first()).flatten();
    object.is_some_and(|object| {
        let told = draft.victims.iter().any(|victims| victims.contains(&object.mention.first));
        let parted = (verb + 1..=object.mention.first).any(|at| is_bounded(sight, at));
        // "Police killed a man and gunmen killed two officers": no object, but the subject of another deed.
        let acts = is_harm(sight, object.mention.end);
        !told && !parted && !acts && meant::is_called_by_deed(object.value)
    })
}

/// True if the verb at `verb` tells what befell those who did the deed of the draft.
pub fn is_one(sight: &Sight<'_>, draft: &Draft, verb: usize) -> bool {
    hits_the_attackers(sight, draft, verb) || ends_them(sight, draft, verb)
}

/// "Killing four before police shot him dead", "killed six until soldiers killed the gunman": a harm behind the one told.
fn ends_them(sight: &Sight<'_>, draft: &Draft, verb: usize) -> bool {
    let told = verb >= draft.anchor.end && is_harm(sight, verb);
    told && (draft.anchor.end..verb).any(|at| sight.is_word(at, &["before", "until"]) && !is_bounded_between(sight, at, verb))
}

fn is_bounded_between(sight: &Sight<'_>, from: usize, to: usize) -> bool {
    (from + 1..=to).any(|at| is_bounded(sight, at))
}
