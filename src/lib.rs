//! A local search engine for news archives that knows what the articles report.
//!
//! ```text
//!  files ─ source ─▶ Article ─ document ─▶ Document ─ extract ─▶ Report ─ engine ─▶ Answer ─ present ─▶ bytes
//!                                       (pure from here to Report)      ▲
//!                                            cli ──── query ─── Request ┘
//! ```
//!
//! ```
//! use dateline::extract;
//! use dateline::model::{Article, Span};
//!
//! let text = "A car bomb killed at least 12 people in Baghdad.".to_owned();
//! let body = Span::new(0, text.len() as u32);
//! let report = extract::report(&Article { text, body, ..Article::default() });
//!
//! let incident = &report.incidents[0];
//! let killed = incident.killed.as_ref().expect("a number of dead");
//! assert_eq!((killed.min, killed.max), (12, None));
//! assert_eq!(incident.location.as_ref().and_then(|place| place.country.as_deref()), Some("IQ"));
//! assert_eq!(incident.evidence[0].quote, "A car bomb killed at least 12 people in Baghdad.");
//! ```

pub mod cli;
pub mod document;
#[deny(missing_docs)]
pub mod engine;
pub mod error;
#[deny(missing_docs)]
pub mod eval;
pub mod extract;
pub mod gazetteer;
pub mod ingest;
pub mod lexicon;
#[deny(missing_docs)]
pub mod model;
pub mod overrides;
pub mod present;
#[deny(missing_docs)]
pub mod query;
pub mod reports;
pub mod source;
