//! Whom a pronoun before the verb of an attack means: "Gunmen stormed a bar. They killed four guests."
//!
//! Only the subject of the sentence before, and only if it fits the pronoun; and in "soldiers killed the gunmen after they attacked a
//! church" those who were killed for it. Known failures: a pronoun for the victims told of
//! before.

use super::meant::{can_strike, is_group, may_attack};
use super::{deed, governed};
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::Classes;

/// Tokens from its beginning in which a sentence names its subject.
const OPENING: usize = 14;

/// "Soldiers shot three gunmen after they attacked a church": the attackers whom the verb before hit.
pub fn object_meant<'s, 'a>(sight: &'s Sight<'a>, verb: usize) -> Option<&'s Seen<'a, ActorMention>> {
    let pronoun = verb.checked_sub(1).filter(|&at| sight.is_word(at, &["they", "he", "she"]))?;
    let after = pronoun.checked_sub(1).filter(|&at| sight.is_word(at, &["after", "when", "as", "because"]))?;
    let floor = sight.document.sentence_at(verb).first;
    let several = sight.is_word(pronoun, &["they"]);
    let object = within(&sight.actors, floor.max(after.saturating_sub(NEAR))..after).last()?;
    let hit = floor.max(object.mention.first.saturating_sub(4))..object.mention.first;
    let harmed = hit.into_iter().any(|at| deed::is_harm(sight, at));
    let fits = object.value.plural == several && (is_group(object.value) || object.value.path.is_under("Unknown"));
    (harmed && fits).then_some(object)
}

/// Tokens from those who were hit to the pronoun that means them.
const NEAR: usize = 8;

/// The doer that the pronoun right before token `verb` stands for.
pub fn antecedent<'a>(sight: &Sight<'a>, verb: usize) -> Option<Seen<'a, ActorMention>> {
    let pronoun = verb.checked_sub(1)?;
    let group = sight.is_word(pronoun, &["it"]);
    let fits: fn(&ActorMention) -> bool = if group {
        |actor| is_group(actor)
    } else if sight.is_word(pronoun, &["they"]) {
        |actor| actor.plural
    } else if sight.is_word(pronoun, &["he", "she"]) {
        |actor| !actor.plural
    } else {
        return None;
    };
    let number = sight.document.sentence_of(pronoun);
    let opens = sight.document.sentences[number].first == pronoun || sight.document.gap(pronoun).has(Gap::COMMA);
    let before = &sight.document.sentences[number.checked_sub(1).filter(|_| opens)?];
    let near = before.paragraph + 1 >= sight.document.sentences[number].paragraph;
    let opening = within(&sight.actors, before.first..before.end.min(before.first + OPENING));
    let acting = |a: &&Seen<'a, ActorMention>| can_strike(a.value) && may_attack(a.value);
    let only = opening.iter().find(acting).filter(|a| near && fits(a.value))?;
    let end = only.mention.end;
    let said = (end..end + 3).any(|at| sight.is(at, Classes::SPEECH));
    (!said && governed::is_subject(sight, only, end)).then_some(*only)
}
