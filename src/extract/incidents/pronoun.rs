//! Whom a pronoun before the verb of an attack means: "Gunmen stormed a bar. They killed four guests."
//!
//! Only the subject of the sentence before, and only if it fits the pronoun. Known failures: a pronoun for the victims told of
//! before.

use super::meant::{can_strike, is_group, may_attack};
use super::subject;
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::Classes;

/// Tokens from its beginning in which a sentence names its subject.
const OPENING: usize = 14;

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
    (!said && subject::is_subject(sight, only, end)).then_some(*only)
}
