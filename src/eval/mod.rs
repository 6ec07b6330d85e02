//! How well extraction does on articles that somebody has read: precision and recall, field by field.
//!
//! `gold` is what a reader wrote down, `align` decides which incident found is which incident read, `score` compares the two. Nothing
//! here reads files or knows how a report was made, so that any extractor can be scored.

mod align;
mod gold;
mod score;
#[cfg(test)]
mod tests;

pub use gold::{Interval, Labels, Place, Read};
pub use score::{Difference, FieldScore, Scores};
