//! Reports that somebody else made, or that we printed: JSON lines in the shape that `dateline extract --format jsonl` prints.
//!
//! Whoever writes such a line is believed in what it says, but held to its shape: every value is read by hand, so that what is wrong is told by
//! its place in the line (`incidents[0].killed.min`), and what is quoted must stand in the text. A line is taken whole or not at all, and never
//! stops the lines after it.

mod article;
mod lines;
mod mentions;
mod report;
mod value;

#[cfg(test)]
mod tests;

pub use lines::{read, read_file};
pub use report::{Answer, answer};

/// Rises when the same line is read in another way: files of reports are then read again.
pub const READER_VERSION: &str = "reports+1";
