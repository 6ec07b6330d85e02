//! Names → candidate places: a table baked by `build.rs` into the program, so that there is nothing to load.
//!
//! It stands apart from extraction because queries ask it too: `--location Kiev` must find what was read as Kyiv.

mod areas;
mod layout;
mod place;
mod search;
mod table;

pub use areas::countries_of;
pub use place::{Kind, Place, PlaceId};
pub use search::{by_name, by_path, country_code, country_name, nearest_names};
pub use table::{Candidate, Gazetteer, Name};
