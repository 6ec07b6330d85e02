//! The words of the design as types: what an article is, what a report says of it, and the values both are made of.

mod article;
mod count;
mod date;
mod field;
mod file_name;
mod format;
mod ledger;
mod path;
mod report;
mod span;
mod telling;

pub use article::{Article, Finding, Provenance, Published, Source};
pub use count::{Count, Profile, Qualifier};
pub use date::{BadDate, DateRange, Day};
pub use field::{Field, Kind, Level, Spec};
pub use file_name::{file_path, file_text};
pub use format::{FileFormat, PACKED, PACKED_TAR};
pub use ledger::{FileRecord, Flags, Instructions, LeftOut, Outcome};
pub use path::Path;
pub use report::{Actor, DateMention, Extractor, Incident, Location, Means, MeansUsed, Precision, Report, Role, Scope, Use};
pub use span::{Evidence, Span};
pub use telling::{Slot, Telling};
