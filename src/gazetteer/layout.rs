//! How the baked gazetteer lies in memory: what the writer (in the build script) and the reader must agree on.
//!
//! All numbers are little-endian. The header is eight `u32`: number of slots (a power of two), then the offsets of entries, places and
//! names, the number of places and of countries, the offset of the spellings and their number. The sections follow each other in
//! this order:
//!
//! - slots, 8 bytes each, open addressing by phrase hash: the hash's upper half, then a value. Value 0 is an empty slot; [`GOES_ON`] says that
//!   the phrase begins a longer one; the other bits are 1 + the offset of its entry, or 0 if it is only a beginning.
//! - entries: length and bytes of the folded name, the kinds of its candidates (`u16`, a bit each, and [`MAIN_OF_ONE`]), their number, then a
//!   `u32` each, the most populous first: the place's number, its kind, the magnitude of its population (ten times the decimal logarithm of its people and one, cut off) and [`MAIN_NAME`]. That is what a
//!   name is weighed by, without a look at its places: some names have hundreds, which lie all over the table.
//! - places, [`PLACE_BYTES`] each: id `u32`, name `u24`, latitude and longitude `i24` in thousandths of a degree, population `u32`, parent
//!   `u24`, country `u8`, kind `u8`. Countries come first, so that a country's number is its place's number.
//! - names: length and bytes each. A country's name is preceded by its two-letter code.
//! - spellings, [`SPELLING_BYTES`] each, sorted: a place's number, and the offset of the entry of a name that may well mean it: one
//!   that is not too short, of which the place is among the [`MEANT`] most populous bearers. Places with one
//!   name are left out.

/// Bytes before the first slot.
pub const HEADER_BYTES: usize = 32;
/// Bytes of a slot.
pub const SLOT_BYTES: usize = 8;
/// Bytes of a place.
pub const PLACE_BYTES: usize = 22;
/// Bytes of a spelling.
pub const SPELLING_BYTES: usize = 8;
/// A city and the region around it often share a name, and each has spellings of its own.
pub const MEANT: usize = 3;
/// In a slot's value: the phrase begins a longer one.
pub const GOES_ON: u32 = 1 << 31;
/// In a candidate: the phrase is the place's main name, not an alternate.
pub const MAIN_NAME: u32 = 1 << 31;
/// Among the kinds of a name: it is the main name of at least one of its places.
pub const MAIN_OF_ONE: u16 = 1 << 15;
/// Bits of a candidate that are the place's number.
pub const NUMBER_BITS: u32 = 20;
/// Bits of a candidate, above its number, that are the place's kind; seven above them are its magnitude.
pub const KIND_BITS: u32 = 4;
/// "No parent".
pub const NO_PLACE: u32 = 0x00ff_ffff;
/// "No country".
pub const NO_COUNTRY: u8 = 0xff;
/// The kinds of places in the order of their numbers.
pub const KINDS: [&str; 11] = ["country", "adm1", "adm2", "capital", "seat", "town", "part", "region", "area", "water", "site"];
