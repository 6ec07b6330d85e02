//! The engine inside the program: one tantivy index in one folder, without a server.

mod documents;
mod failure;
mod folder;
mod incidents;
mod kept;
mod ledger;
mod lock;
mod writer;

pub use writer::Writer;
