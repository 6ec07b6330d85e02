//! Bombs laid, thrown or made harmless, told without what came of them: "placed a charge under a bus", "two bombs were defused".
//!
//! Known failures: a bomb of the hypothetical sort in a verb that does not say so ("he would have").

use std::ops::Range;

use super::arms::telling;
use super::attack::{ARMED, around};
use super::draft::Draft;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{Classes, Telling, WordSet};
use crate::model::Path;

/// What is done with a bomb before it goes off.
const LAYS: WordSet<13> = WordSet::of([
    "deactivated",
    "defused",
    "defusing",
    "disarmed",
    "hurled",
    "hurling",
    "lobbed",
    "placed",
    "placing",
    "planted",
    "threw",
    "throwing",
    "tossed",
]);
const LAID: WordSet<9> =
    WordSet::of(["deactivated", "defused", "disarmed", "hurled", "lobbed", "placed", "planted", "thrown", "tossed"]);
/// The rule of a bomb that was made harmless: whoever did that has not laid it.
pub const FOILED: &str = "incident/foiled-attack";

const FOILS: WordSet<4> = WordSet::of(["deactivated", "defused", "defusing", "disarmed"]);

/// The attack with a bomb that a sentence tells by saying that it was laid or thrown. "The bomb" was told of before.
pub fn read(sight: &Sight<'_>, sentence: usize) -> Option<Draft> {
    let range = sight.document.sentences[sentence].tokens();
    let bombs = within(&sight.means, range.clone()).iter().filter(|means| is_bomb(means));
    bombs.filter(|bomb| !is_known(sight, bomb, range.start)).find_map(|bomb| {
        let verb = laid_before(sight, bomb, &range).or_else(|| laid_after(sight, bomb, &range))?;
        if verbs::group(sight, verb, range.start).reality != Reality::Real {
            return None;
        }
        let clause = around(sight, &(verb..verb + 1), &range);
        let foiled = sight.is_among(verb, &FOILS);
        let (anchor, rule) = if foiled { (bomb.mention.tokens(), FOILED) } else { (verb..verb + 1, ARMED) };
        Some(Draft::new(sentence, clause, anchor, rule))
    })
}

/// True if the text names any bomb.
pub fn may_be_told(sight: &Sight<'_>) -> bool {
    sight.means.iter().any(is_bomb)
}

fn is_bomb(means: &Seen<'_, Path>) -> bool {
    telling(means) == Telling::Name && (means.value.is_under("Explosive") || means.value.is_under("Arson"))
}

/// "Placed a powerful bomb": the verb before, with nothing but the bomb's own words between.
fn laid_before(sight: &Sight<'_>, bomb: &Seen<'_, Path>, range: &Range<usize>) -> Option<usize> {
    let first = bomb.mention.first;
    let own = |at: usize| !sight.is(at, Classes::PREPOSITION) && plain(sight, at + 1);
    (range.start..first).rev().take(WORDS).take_while(|&at| own(at)).find(|&at| sight.is_among(at, &LAYS))
}

/// "Bombs were thrown", "a grenade was also thrown".
fn laid_after(sight: &Sight<'_>, bomb: &Seen<'_, Path>, range: &Range<usize>) -> Option<usize> {
    let end = bomb.mention.end;
    let laid = (end..range.end).take(WORDS).take_while(|&at| plain(sight, at)).find(|&at| sight.is_among(at, &LAID))?;
    verbs::group(sight, laid, end).passive.then_some(laid)
}

/// Words between a bomb and what is done with it.
const WORDS: usize = 5;

fn plain(sight: &Sight<'_>, at: usize) -> bool {
    sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN))
}

/// "The bomb was placed in a car".
fn is_known(sight: &Sight<'_>, bomb: &Seen<'_, Path>, floor: usize) -> bool {
    let first = bomb.mention.first;
    (first.saturating_sub(3).max(floor)..first).any(|at| sight.is_word(at, &["the", "this", "that", "these", "those"]))
}
