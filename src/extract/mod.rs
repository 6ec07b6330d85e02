//! Article → report: a list of passes that find mentions, then the incidents assembled from them. Pure: no I/O, no clock,
//! no unordered map; the same text gives the same report, byte for byte.

pub mod dates;
mod mention;
pub mod quantities;
mod vocabulary;

pub use mention::{ActorMention, Mention, Quantity, Unit, Value};
