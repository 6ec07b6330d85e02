//! People told of by number: "a sixth person", "a third".

use crate::extract::sight::Sight;
use crate::lexicon::Classes;

/// "killed three, and a fourth [died]": one of them, by number.
pub fn is_next_in_number(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &ORDINALS) && sight.is_word(at - 1, &["a"]) && !sight.is(at + 1, Classes::OF)
}

/// The third and those behind.
pub const ORDINALS: [&str; 10] =
    ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
