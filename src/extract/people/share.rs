//! What share of those counted is meant: "most of the 60", "two of them", "one of the most prominent".

use crate::document::Gap;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, WordSet};
use crate::model::{Count, Qualifier};

/// "most of the [60 soldiers]" are 31 to 60, "half of the [40 passengers]" 20; of another share nothing is said.
pub fn share_of(sight: &Sight<'_>, first: usize, whole: &Count) -> Option<Count> {
    const SHARES: WordSet<5> = WordSet::of(["cent", "percent", "quarter", "third", "thirds"]);
    let owner = sight.is_word(first.wrapping_sub(1), &["the", "its", "their", "his", "her", "these", "those"]);
    let before = first.saturating_sub(usize::from(owner));
    let of = before > 0 && sight.is(before - 1, Classes::OF);
    let Some(share) = before.checked_sub(1 + usize::from(of)).filter(|&share| of || owner && is_half_of(sight, share, first))
    else {
        return Some(whole.clone());
    };
    if sight.is_word(share, &["most", "majority"]) {
        return Some(Count { min: whole.min / 2 + 1, qualifier: Qualifier::Range, ..whole.clone() });
    }
    if sight.is_word(share, &["half"]) {
        return Some(Count {
            min: whole.min / 2,
            max: whole.max.map(|max| max / 2),
            qualifier: Qualifier::About,
            ..whole.clone()
        });
    }
    (!sight.is_among(share, &SHARES)).then(|| whole.clone())
}

/// "half the 40 passengers", as against "in the first half the 12 fans".
fn is_half_of(sight: &Sight<'_>, share: usize, first: usize) -> bool {
    let joined = (share + 1..=first).all(|at| sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE)));
    let part = share > 0 && sight.is_word(share - 1, &["first", "latter", "other", "second", "that", "the", "this"]);
    sight.is_word(share, &["half"]) && joined && !part
}

/// "two of them", "four of the wounded", "three of those killed": of people counted elsewhere.
pub fn is_part(sight: &Sight<'_>, of: usize) -> bool {
    const COUNTED: &[&str] =
        &["dead", "wounded", "injured", "killed", "victims", "casualties", "hurt", "missing", "fatalities", "deaths"];
    let them = sight.is_word(of + 1, &["them", "whom", "which", "these"]);
    let the_dead = sight.is_word(of + 1, &["the", "those", "these"]) && (of + 2..of + 4).any(|at| sight.is_word(at, COUNTED));
    sight.is(of, Classes::OF) && (them || the_dead)
}

/// "one of the most prominent merchants": what somebody is, and no one more.
pub fn is_one_of_a_kind(sight: &Sight<'_>, of: usize) -> bool {
    sight.is(of, Classes::OF)
        && sight.is(of + 1, Classes::DETERMINER)
        && sight.is_word(of + 2, &["best", "few", "leading", "most"])
}
