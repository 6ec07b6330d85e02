//! source → extract → engine over threads, with a tally at the end.

mod ordered;
mod reading;

pub use ordered::{Give, ordered_map};
pub use reading::{GiveArticle, Piece, read_all, said};
