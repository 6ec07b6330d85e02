//! Reads the baked table where it lies, byte by byte: no parsing, no unsafe code, the same on every machine.

use super::layout::{
    GOES_ON, HEADER_BYTES, KIND_BITS, MAIN_NAME, MAIN_OF_ONE, MEANT, NO_COUNTRY, NO_PLACE, NUMBER_BITS, PLACE_BYTES, SLOT_BYTES,
    SPELLING_BYTES,
};
use super::place::{Kind, Place, PlaceId};
use crate::document::fold::{fold, hash_phrase, hash_word};
use crate::document::{Document, words};
use crate::lexicon::joins;
use crate::model::Path;

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// The gazetteer that was baked into the program. Costs nothing to have.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gazetteer;

/// A name of the gazetteer: the phrase, and the places that bear it.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Where its entry begins.
    entry: usize,
}

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// It is the place's main name, not an alternate spelling.
    pub main: bool,
    /// What sort of place it is.
    pub kind: Kind,
    /// Ten times the decimal logarithm of its people and one, cut off: 0 to 96.
    pub magnitude: u8,
}

impl Candidate {
    fn unpacked(value: u32) -> Self {
        let bits = |from: u32, many: u32| (value >> from) & ((1 << many) - 1);
        Self {
            place: PlaceId(bits(0, NUMBER_BITS)),
            main: value & MAIN_NAME != 0,
            kind: Kind::numbered(bits(NUMBER_BITS, KIND_BITS) as u8),
            magnitude: bits(NUMBER_BITS + KIND_BITS, 7) as u8,
        }
    }
}

/// Steps of the deepest path, and more than the table has.
const DEPTH: usize = 8;

fn u32_at(at: usize) -> u32 {
    TABLE.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn u24_at(at: usize) -> u32 {
    TABLE.get(at..at + 3).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], 0]))
}

fn i24_at(at: usize) -> i32 {
    (u24_at(at) << 8) as i32 >> 8
}

fn byte_at(at: usize) -> u8 {
    TABLE.get(at).copied().unwrap_or(0)
}

/// Bytes with their number before them.
fn bytes_at(at: usize) -> &'static [u8] {
    let length = usize::from(byte_at(at));
    TABLE.get(at + 1..at + 1 + length).unwrap_or(&[])
}

/// A string with its length before it.
fn string_at(at: usize) -> &'static str {
    std::str::from_utf8(bytes_at(at)).unwrap_or("")
}

/// The header, read when the program is compiled: every look into the table begins with one of its numbers.
static HEADER: [usize; HEADER_BYTES / 4] = {
    let mut header = [0; HEADER_BYTES / 4];
    let mut field = 0;
    while field < header.len() {
        let at = field * 4;
        header[field] = u32::from_le_bytes([TABLE[at], TABLE[at + 1], TABLE[at + 2], TABLE[at + 3]]) as usize;
        field += 1;
    }
    header
};

fn header(field: usize) -> usize {
    HEADER[field]
}

/// The value of the slot that holds a phrase's hash.
fn slot_value(hash: u64) -> Option<u32> {
    let mask = header(0).wrapping_sub(1);
    let check = (hash >> 32) as u32;
    let mut slot = hash as usize & mask;
    loop {
        let at = HEADER_BYTES + slot * SLOT_BYTES;
        let value = u32_at(at + 4);
        if value == 0 {
            return None;
        }
        if u32_at(at) == check {
            return Some(value);
        }
        slot = (slot + 1) & mask;
    }
}

fn name_of(value: u32) -> Option<Name> {
    let offset = (value & !GOES_ON).checked_sub(1)?;
    Some(Name { entry: header(1) + offset as usize })
}

/// The entries of the names that may well mean a place that has several.
fn names_of(place: PlaceId) -> impl Iterator<Item = usize> {
    let at = |number: usize| header(6) + number * SPELLING_BYTES;
    let (mut low, mut high) = (0, header(7));
    while low < high {
        let middle = usize::midpoint(low, high);
        if u32_at(at(middle)) < place.0 { low = middle + 1 } else { high = middle }
    }
    let of_place = (low..header(7)).take_while(move |number| u32_at(at(*number)) == place.0);
    of_place.map(move |number| header(1) + u32_at(at(number) + 4) as usize)
}

impl Name {
    /// The name folded, one space between its words.
    #[must_use]
    pub fn folded(self) -> &'static str {
        string_at(self.entry)
    }

    /// Bytes of the name folded.
    #[must_use]
    pub fn letters(self) -> usize {
        usize::from(byte_at(self.entry))
    }

    /// A number that is the same for the same name, and differs for others.
    #[must_use]
    pub const fn number(self) -> usize {
        self.entry
    }

    /// How many places bear it, 1 to 255.
    #[must_use]
    pub fn len(self) -> usize {
        usize::from(byte_at(self.count_at()))
    }

    /// Never: a name that nobody bears is not in the table.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The places that bear it, the most populous first.
    pub fn candidates(self) -> impl Iterator<Item = Candidate> {
        let first = self.count_at() + 1;
        let packed = TABLE.get(first..first + 4 * self.len()).unwrap_or(&[]);
        packed.chunks_exact(4).map(|b| Candidate::unpacked(u32::from_le_bytes([b[0], b[1], b[2], b[3]])))
    }

    /// The other names of the most populous places that are so called, where those are among the most populous of the other
    /// name, too; in alphabetical order.
    #[must_use]
    pub fn spellings(self) -> Vec<Self> {
        let meant = self.candidates().take(MEANT);
        let mut names: Vec<usize> = meant.flat_map(|candidate| names_of(candidate.place)).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().filter(|entry| *entry != self.entry).map(|entry| Self { entry }).collect()
    }

    /// True if one of its places is of this kind.
    #[must_use]
    pub fn has_kind(self, kind: Kind) -> bool {
        self.kinds() >> kind as u16 & 1 == 1
    }

    /// True if it is the main name of one of its places.
    #[must_use]
    pub fn is_main(self) -> bool {
        self.kinds() & MAIN_OF_ONE != 0
    }

    fn kinds(self) -> u16 {
        let at = self.kinds_at();
        u16::from_le_bytes([byte_at(at), byte_at(at + 1)])
    }

    fn kinds_at(self) -> usize {
        self.entry + 1 + usize::from(byte_at(self.entry))
    }

    fn count_at(self) -> usize {
        self.kinds_at() + 2
    }

    fn next(self) -> Self {
        Self { entry: self.count_at() + 1 + 4 * self.len() }
    }

    /// The hash is only a hint: the words themselves must be the name's.
    fn is_spelled<'w>(self, mut words: impl Iterator<Item = &'w str>) -> bool {
        let same = |known: &[u8], word: &str| {
            if word.is_ascii() { known.eq_ignore_ascii_case(word.as_bytes()) } else { known == fold(word).as_bytes() }
        };
        bytes_at(self.entry).split(|byte| *byte == b' ').all(|known| words.next().is_some_and(|word| same(known, word)))
            && words.next().is_none()
    }
}

impl Gazetteer {
    /// The longest name that begins at token `at` and stays in its sentence: how many tokens it has, and the name.
    #[must_use]
    pub fn longest(self, document: &Document<'_>, at: usize) -> Option<(usize, Name)> {
        let (mut so_far, mut best) = (0, None);
        let end = document.sentence_at(at).end;
        for next in at..end {
            if next > at && !joins(document.gap(next)) {
                break;
            }
            so_far = hash_phrase(so_far, document.tokens[next].hash);
            let Some(value) = slot_value(so_far) else { break };
            if let Some(name) = name_of(value).filter(|name| name.is_spelled((at..=next).map(|word| document.word(word)))) {
                best = Some((next + 1 - at, name));
            }
            if value & GOES_ON == 0 {
                break;
            }
        }
        best
    }

    /// The name that is exactly `text`, in any case and with or without accents.
    #[must_use]
    pub fn name(self, text: &str) -> Option<Name> {
        let hash = words(text).fold(0, |so_far, (start, end)| hash_phrase(so_far, hash_word(&text[start..end])));
        name_of(slot_value(hash)?).filter(|name| name.is_spelled(words(text).map(|(start, end)| &text[start..end])))
    }

    /// All names in alphabetical order.
    pub fn names(self) -> impl Iterator<Item = Name> {
        let end = header(2);
        std::iter::successors(Some(Name { entry: header(1) }), |name| Some(name.next())).take_while(move |name| name.entry < end)
    }

    /// Everything about a place. Cheap parts alone: [`Self::kind`], [`Self::population`], [`Self::point`], [`Self::parent`].
    #[must_use]
    pub fn place(self, place: PlaceId) -> Place {
        let parents = std::iter::successors(self.parent(place), |above| self.parent(*above)).collect();
        Place {
            number: place,
            id: self.id(place),
            name: self.display_name(place),
            path: self.path(place),
            country: self.country(place).map(|country| self.code(country)),
            lat: self.point(place).0,
            lon: self.point(place).1,
            population: self.population(place),
            kind: self.kind(place),
            parents,
        }
    }

    /// Its path, from its country down.
    #[must_use]
    pub fn path(self, place: PlaceId) -> Path {
        let mut steps = [place; DEPTH];
        let above = std::iter::successors(self.parent(place), |above| self.parent(*above));
        let depth = steps[1..].iter_mut().zip(above).map(|(step, above)| *step = above).count();
        Path::of_steps(steps[..=depth].iter().rev().map(|step| self.display_name_bytes(*step)))
    }

    /// GeoNames id; `None` if it is not in GeoNames.
    #[must_use]
    pub fn id(self, place: PlaceId) -> Option<u32> {
        Some(u32_at(record(place))).filter(|id| *id > 0)
    }

    /// Main name.
    #[must_use]
    pub fn display_name(self, place: PlaceId) -> &'static str {
        std::str::from_utf8(self.display_name_bytes(place)).unwrap_or("")
    }

    fn display_name_bytes(self, place: PlaceId) -> &'static [u8] {
        let skip = if self.kind(place) == Kind::Country { 2 } else { 0 };
        bytes_at(header(3) + u24_at(record(place) + 4) as usize + skip)
    }

    /// The two-letter code of a country; empty for anything else.
    #[must_use]
    pub fn code(self, country: PlaceId) -> &'static str {
        if self.kind(country) != Kind::Country {
            return "";
        }
        let at = header(3) + u24_at(record(country) + 4) as usize;
        TABLE.get(at..at + 2).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or("")
    }

    /// Degrees north and east.
    #[must_use]
    pub fn point(self, place: PlaceId) -> (f64, f64) {
        let at = record(place) + 7;
        (f64::from(i24_at(at)) / 1000.0, f64::from(i24_at(at + 3)) / 1000.0)
    }

    /// People; 0 if not known.
    #[must_use]
    pub fn population(self, place: PlaceId) -> u32 {
        u32_at(record(place) + 13)
    }

    /// What it lies in: a country, a first-level division, or for a part its town.
    #[must_use]
    pub fn parent(self, place: PlaceId) -> Option<PlaceId> {
        let parent = PlaceId(u24_at(record(place) + 17));
        (parent.0 != NO_PLACE && parent != place).then_some(parent)
    }

    /// The country it lies in, itself if it is one.
    #[must_use]
    pub fn country(self, place: PlaceId) -> Option<PlaceId> {
        let country = byte_at(record(place) + 20);
        (country != NO_COUNTRY).then_some(PlaceId(u32::from(country)))
    }

    /// The first-level division it lies in, itself if it is one.
    #[must_use]
    pub fn division(self, place: PlaceId) -> Option<PlaceId> {
        std::iter::successors(Some(place), |inner| self.parent(*inner)).find(|place| self.kind(*place) == Kind::Admin1)
    }

    /// What sort of place it is.
    #[must_use]
    pub fn kind(self, place: PlaceId) -> Kind {
        Kind::numbered(byte_at(record(place) + 21))
    }

    /// All countries, by code.
    pub fn countries(self) -> impl Iterator<Item = PlaceId> {
        (0..header(5) as u32).map(PlaceId)
    }

    /// The country with this two-letter code.
    #[must_use]
    pub fn country_coded(self, code: &str) -> Option<PlaceId> {
        self.countries().find(|country| self.code(*country) == code)
    }
}

fn record(place: PlaceId) -> usize {
    header(2) + place.0 as usize * PLACE_BYTES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_what_the_names_of_its_steps_make() {
        for place in (0..header(4) as u32).map(PlaceId) {
            let steps: Vec<PlaceId> = std::iter::successors(Some(place), |inner| Gazetteer.parent(*inner)).collect();
            let names = steps.iter().rev().map(|step| Gazetteer.display_name(*step));
            assert_eq!(Gazetteer.path(place), Path::of(names));
        }
    }
}
