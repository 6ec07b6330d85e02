//! The subject before what is inserted between it and its verb: "The group, which holds the north, shelled the town",
//! "the front, an alliance that wants to overthrow the government, killed nine".
//!
//! Known failures: an insertion that opens with a name.

use super::governed::{is_modifier, is_subject};
use super::meant::{can_strike, may_attack};
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::WordSet;

/// Tokens that an insertion may have.
const REACH: usize = 30;

/// Words with which an insertion opens.
const OPENS: WordSet<19> = WordSet::of([
    "a",
    "an",
    "the",
    "which",
    "who",
    "whose",
    "one",
    "some",
    "armed",
    "backed",
    "led",
    "supported",
    "allied",
    "once",
    "formerly",
    "largely",
    "mainly",
    "mostly",
    "originally",
]);

/// "The army, supported by clan militias, killed nine": those who fought at the side of the head.
pub fn helper<'s, 'a>(sight: &'s Sight<'a>, head: &Seen<'a, ActorMention>) -> Option<&'s Seen<'a, ActorMention>> {
    const HELPED: &[&str] = &["accompanied", "aided", "assisted", "joined", "supported"];
    let end = head.mention.end;
    let helped = sight.is_word(end, HELPED) && sight.is_word(end + 1, &["by"]);
    within(&sight.actors, end + 2..end + 6).iter().find(|a| helped && can_strike(a.value) && may_attack(a.value))
}

/// The actor before an insertion that ends right before the verb group which begins at token `verb`.
pub fn head<'s, 'a>(sight: &'s Sight<'a>, verb: usize) -> Option<&'s Seen<'a, ActorMention>> {
    let floor = sight.document.sentence_at(verb).first;
    if !sight.document.gap(verb).has(Gap::COMMA) || sight.word(verb).ends_with("ing") {
        return None;
    }
    let before = within(&sight.actors, floor.max(verb.saturating_sub(REACH))..verb);
    let opens = |at: usize| at < verb && sight.document.gap(at).has(Gap::COMMA) && sight.is_among(at, &OPENS);
    let acts = |a: &Seen<'_, ActorMention>| can_strike(a.value) && may_attack(a.value) && !is_modifier(sight, a);
    let heads = before.iter().rev().filter(|a| opens(a.mention.end) && acts(a));
    heads.into_iter().find(|a| is_subject(sight, a, a.mention.end))
}
