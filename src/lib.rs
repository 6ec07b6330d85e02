//! A local search engine for news archives that knows what the articles report.
//!
//! ```text
//!  files ─ source ─▶ Article ─ document ─▶ Document ─ extract ─▶ Report ─ engine ─▶ Answer ─ present ─▶ bytes
//!                                       (pure from here to Report)      ▲
//!                                            cli ──── query ─── Request ┘
//! ```

pub mod cli;
pub mod document;
pub mod engine;
pub mod error;
pub mod extract;
pub mod gazetteer;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod present;
pub mod query;
pub mod source;
