//! The place that was hit: the object of the verb of an attack, or its subject in the passive.

use crate::document::Gap;
use crate::extract::sight::{Seen, Sight};
use crate::lexicon::{Classes, WordSet};
use crate::model::{Location, Use};

/// "struck Iran", "attacked Israel": the place right after the verb of the attack.
pub fn is_object(sight: &Sight<'_>, first: usize) -> bool {
    (first.saturating_sub(2)..first).any(|at| sight.cue(at).is_some_and(|(n, c)| at + n == first && c.attack.is_some()))
}

/// "[Beirut] was bombed", "[Kharkiv] has been shelled": the place before a passive verb of the attack.
pub fn is_struck(sight: &Sight<'_>, end: usize) -> bool {
    let helps = |at: &usize| sight.is(*at, Classes::BE.or(Classes::HAVE).or(Classes::ADVERB));
    let verb =
        (end..end + 4).find(|at| !helps(at)).filter(|&verb| verb > end && sight.is(verb - 1, Classes::BE.or(Classes::ADVERB)));
    verb.is_some_and(|verb| {
        sight.cue(verb).is_some_and(|(_, cue)| cue.attack.is_some()) && sight.word(verb).ends_with("ed")
            || sight.is_word(verb, &["hit", "struck"])
    })
}

/// "drone strikes targeting Russian coastal regions": the land of that country is the scene, whatever was told before.
pub fn is_struck_land(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const AIMED: &[&str] = &["against", "at", "hit", "hitting", "on", "struck", "target", "targeted", "targeting"];
    const LAND: WordSet<13> = WordSet::of([
        "areas",
        "border",
        "cities",
        "coast",
        "districts",
        "provinces",
        "regions",
        "soil",
        "territories",
        "territory",
        "towns",
        "villages",
        "waters",
    ]);
    let (first, end) = (place.mention.first, place.mention.end);
    let aimed = first.checked_sub(1).is_some_and(|at| sight.is_word(at, AIMED));
    let mut next = (end..end + 4).take_while(|at| sight.document.gap(*at).only(Gap::SPACE.and(Gap::LINE)));
    place.value.usage == Use::Demonym && aimed && next.any(|at| sight.is_among(at, &LAND))
}
