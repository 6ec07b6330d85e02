//! source → extract → engine over threads, with a tally at the end.
