//! Writes the table that [`super::layout`] describes. Runs in the build script only.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::fold::{fold, hash_phrase, hash_word};
use crate::layout::{
    GOES_ON, HEADER_BYTES, KIND_BITS, KINDS, MAIN_NAME, MAIN_OF_ONE, MEANT, NO_COUNTRY, NO_PLACE, NUMBER_BITS, SLOT_BYTES,
    SPELLING_BYTES,
};
use crate::words::words;

/// Countries in whose place names an Arabic article comes and goes.
const ARTICLES_COME_AND_GO: [&str; 22] = [
    "AE", "BH", "DZ", "EG", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN",
    "YE",
];
const ARTICLES: [&str; 9] = ["al", "el", "ad", "as", "ash", "at", "ar", "an", "az"];
/// Words that names write in two ways.
const TWO_SPELLINGS: [(&str, &str); 6] =
    [("saint", "st"), ("st", "saint"), ("fort", "ft"), ("mount", "mt"), ("sankt", "st"), ("sainte", "ste")];

/// Shorter spellings ("NY") stand for too much else to be looked for in their place.
const SHORTEST_SPELLING: usize = 4;
/// Numbers of the kinds that have parts: capital, seat, town.
const TOWNS: std::ops::RangeInclusive<u8> = 3..=5;
/// People from which on a town, and not its division, is meant by a name that both bear.
const SHARES: u32 = 20_000;
/// Towns asked in which division one lies that the table does not have.
const NEIGHBOURS: usize = 3;
/// Kilometres from a town beyond which nothing is taken for a part of it.
const PART_KM: f64 = 25.0;
/// People by squared kilometre from which on a town is taken for the one. Of a hundred parts above 10,000 all but enclaves lay in
/// their town; of seventy between that and this, five lay right beside it.
const OUTWEIGHS: f64 = 7_500.0;

struct Place {
    id: u32,
    name: String,
    lat: f64,
    lon: f64,
    population: u32,
    parent: u32,
    country: u8,
    kind: u8,
}

#[derive(Default)]
struct Gazetteer {
    places: Vec<Place>,
    codes: Vec<String>,
    /// Folded name → its places, with [`MAIN_NAME`].
    names: BTreeMap<String, BTreeSet<u32>>,
    /// Country number and folded name → places.
    known: HashMap<(u8, String), Vec<u32>>,
    /// Those of `places_extra.tsv`.
    chosen: BTreeSet<u32>,
}

/// The table made from `countries.tsv`, `places.tsv` and `places_extra.tsv`, in this order.
pub fn bake(countries: &str, places: &str, extra: &str) -> Vec<u8> {
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_countries(countries);
    gazetteer.add_places(places);
    gazetteer.add_extra(extra);
    gazetteer.put_chosen_in_divisions();
    gazetteer.put_parts_in_towns();
    gazetteer.share_names_with_towns();
    gazetteer.lead_where_alone();
    gazetteer.written()
}

fn cells(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn number<N: std::str::FromStr + Default>(cell: &str) -> N {
    cell.parse().unwrap_or_default()
}

fn kind(name: &str) -> u8 {
    let at = KINDS.iter().position(|kind| *kind == name);
    at.unwrap_or_else(|| panic!("unknown kind of place `{name}`")) as u8
}

impl Gazetteer {
    fn add_countries(&mut self, table: &str) {
        for row in cells(table) {
            let country = self.codes.len() as u8;
            self.codes.push(row[0].to_owned());
            let place = Place {
                id: number(row[5]),
                name: row[2].to_owned(),
                lat: number(row[7]),
                lon: number(row[8]),
                population: number(row[6]),
                parent: NO_PLACE,
                country,
                kind: kind("country"),
            };
            self.add(place, row[3].split('|'));
        }
        assert!(self.codes.len() < usize::from(NO_COUNTRY));
    }

    fn country(&self, code: &str) -> u8 {
        if code.is_empty() {
            return NO_COUNTRY;
        }
        let at = self.codes.binary_search_by(|known| known.as_str().cmp(code));
        at.unwrap_or_else(|_| panic!("unknown country `{code}`")) as u8
    }

    fn add_places(&mut self, table: &str) {
        let mut divisions: HashMap<(u8, &str), u32> = HashMap::new();
        for row in cells(table) {
            let country = self.country(row[0]);
            let is_division = row[2] == "adm1";
            let parent = if is_division { None } else { divisions.get(&(country, row[1])).copied() };
            let place = Place {
                id: number(row[8]),
                name: row[3].to_owned(),
                lat: number(row[5]),
                lon: number(row[6]),
                population: number(row[7]),
                parent: parent.unwrap_or(u32::from(country)),
                country,
                kind: kind(row[2]),
            };
            let at = self.add(place, row[4].split('|'));
            if is_division {
                divisions.insert((country, row[1]), at);
            }
        }
    }

    fn add_extra(&mut self, table: &str) {
        for row in cells(table) {
            let country = self.country(row[3]);
            let (lat, lon): (f64, f64) = (number(row[4]), number(row[5]));
            let mut names: Vec<&str> = vec![row[0]];
            names.extend(row[1].split('|'));
            let parent = if country == NO_COUNTRY { NO_PLACE } else { u32::from(country) };
            let at = self.twin(country, &names, row[2] == "town", lat, lon).unwrap_or_else(|| {
                let place =
                    Place { id: 0, name: row[0].to_owned(), lat, lon, population: 0, parent, country, kind: kind(row[2]) };
                self.add(place, std::iter::empty())
            });
            self.chosen.insert(at);
            if row[2] == "town" {
                row[0].clone_into(&mut self.places[at as usize].name);
            }
            for (rank, name) in names.into_iter().enumerate() {
                // `=Gaza`: a name as good as the main one.
                let flag = if name.starts_with('=') || rank == 0 { MAIN_NAME } else { 0 };
                self.add_name(name, at, flag);
            }
        }
    }

    /// A town chosen by hand lies in the division of the towns around it, if they agree: Palma in Cabo Delgado.
    fn put_chosen_in_divisions(&mut self) {
        for at in self.chosen.clone() {
            let town = &self.places[at as usize];
            if town.kind != kind("town") || town.parent != u32::from(town.country) {
                continue;
            }
            let others = self.places.iter().filter(|other| other.country == town.country && TOWNS.contains(&other.kind));
            let others = others.filter(|other| other.parent != u32::from(other.country));
            let mut around: Vec<(f64, u32)> = others.map(|other| (km(town, other), other.parent)).collect();
            around.sort_by(|a, b| a.0.total_cmp(&b.0));
            around.truncate(NEIGHBOURS);
            let agreed = around.first().map(|nearest| nearest.1);
            if let Some(division) = agreed.filter(|division| around.iter().all(|neighbour| neighbour.1 == *division)) {
                self.places[at as usize].parent = division;
            }
        }
    }

    /// GeoNames says that a part is one of a populated place, not of which. Where one town outweighs all others by far it is that
    /// town: Rogers Park lies in Chicago. The rest stay below their division: a wrong town is worse than none.
    fn put_parts_in_towns(&mut self) {
        let mut towns: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, place) in self.places.iter().enumerate().filter(|(_, place)| TOWNS.contains(&place.kind)) {
            towns.entry(place.parent).or_default().push(at);
        }
        for at in 0..self.places.len() {
            let part = &self.places[at];
            if part.kind != kind("part") {
                continue;
            }
            let near = towns.get(&part.parent).into_iter().flatten().map(|town| (weight(part, &self.places[*town]), *town));
            let heaviest = near.filter(|(weight, _)| *weight >= OUTWEIGHS).max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, town)) = heaviest {
                self.places[at].parent = town as u32;
            }
        }
    }

    /// "Basra" is the main name of a province, and one spelling of many of its seat, Basrah: but it is the city that is meant. A town that is called
    /// something else (Salvador, in Bahia) leaves the name to its division.
    fn share_names_with_towns(&mut self) {
        let (main, place) = (|bearer: u32| bearer & MAIN_NAME != 0, |bearer: u32| &self.places[(bearer & !MAIN_NAME) as usize]);
        for (name, bearers) in &mut self.names {
            let divisions = bearers.iter().filter(|at| main(**at) && place(**at).kind == kind("adm1"));
            let divisions: Vec<u32> = divisions.map(|at| at & !MAIN_NAME).collect();
            let shares = |at: u32| {
                let town = place(at);
                let inside = divisions.contains(&town.parent) && TOWNS.contains(&town.kind);
                !main(at) && inside && town.population >= SHARES && skeleton(&town.name) == skeleton(name)
            };
            if !divisions.is_empty() {
                let towns: Vec<u32> = bearers.iter().copied().filter(|at| shares(*at)).collect();
                bearers.extend(towns.into_iter().map(|at| at | MAIN_NAME));
            }
        }
    }

    /// "Katsina State", "Donbass": another name of a division or of a place chosen by hand, and of nothing else, is as good as its main one.
    fn lead_where_alone(&mut self) {
        for (name, bearers) in &mut self.names {
            let Some(at) = bearers.first().copied().filter(|_| bearers.len() == 1).filter(|at| at & MAIN_NAME == 0) else {
                continue;
            };
            let place = &self.places[at as usize];
            let sure = name.contains(' ') || skeleton(name) == skeleton(&place.name);
            if self.chosen.contains(&at) || place.kind == kind("adm1") && sure {
                bearers.insert(at | MAIN_NAME);
            }
        }
    }

    /// The place of the same country, name and sort less than a degree away (three for divisions, whose points differ more).
    fn twin(&self, country: u8, names: &[&str], town: bool, lat: f64, lon: f64) -> Option<u32> {
        names.iter().find_map(|name| {
            let found = self.known.get(&(country, key(name)?))?;
            found.iter().copied().find(|at| {
                let place = &self.places[*at as usize];
                let is_town = (3..=6).contains(&place.kind);
                let reach = if town { 1.0 } else { 3.0 };
                is_town == town && place.kind != 2 && (place.lat - lat).abs() < reach && (place.lon - lon).abs() < reach
            })
        })
    }

    fn add<'n>(&mut self, place: Place, aliases: impl Iterator<Item = &'n str>) -> u32 {
        let at = self.places.len() as u32;
        let (name, country) = (place.name.clone(), place.country);
        self.places.push(place);
        for alias in aliases {
            self.add_name(alias, at, 0);
        }
        self.add_name(&name, at, MAIN_NAME);
        if let Some(key) = key(&name) {
            self.known.entry((country, key)).or_default().push(at);
        }
        at
    }

    fn add_name(&mut self, name: &str, at: u32, flag: u32) {
        let name = name.trim_start_matches('=');
        let Some(key) = key(name) else { return };
        let place = &self.places[at as usize];
        let code = self.codes.get(usize::from(place.country)).map_or("", String::as_str);
        for variant in variants(name, &key, code) {
            self.names.entry(variant).or_default().insert(at | flag);
        }
        self.names.entry(key).or_default().insert(at | flag);
    }

    fn written(&self) -> Vec<u8> {
        let (entries, offsets, spellings) = self.entries();
        let (places, names) = self.records();
        let slots = slots(&offsets);
        let mut out = Vec::new();
        let entries_at = HEADER_BYTES + slots.len() * SLOT_BYTES;
        let places_at = entries_at + entries.len();
        let names_at = places_at + places.len();
        let spellings_at = names_at + names.len();
        let counts = [self.places.len(), self.codes.len(), spellings_at, spellings.len() / SPELLING_BYTES];
        for value in [slots.len(), entries_at, places_at, names_at].into_iter().chain(counts) {
            out.extend((value as u32).to_le_bytes());
        }
        for (check, value) in slots {
            out.extend(check.to_le_bytes());
            out.extend(value.to_le_bytes());
        }
        out.extend(entries);
        out.extend(places);
        out.extend(names);
        out.extend(spellings);
        out
    }

    /// The entries, for every name the offset of its entry, and the spellings.
    fn entries(&self) -> (Vec<u8>, Vec<(&str, u32)>, Vec<u8>) {
        let (mut out, mut offsets) = (Vec::new(), Vec::new());
        let mut meant: Vec<(u32, u32, bool)> = Vec::new();
        for (name, candidates) in &self.names {
            offsets.push((name.as_str(), out.len() as u32));
            let places: BTreeSet<u32> = candidates.iter().map(|c| c & !MAIN_NAME).collect();
            let mut ranked: Vec<u32> = places.into_iter().collect();
            ranked.sort_by_key(|at| std::cmp::Reverse(self.places[*at as usize].population));
            ranked.truncate(255);
            let is_long = name.len() >= SHORTEST_SPELLING;
            meant.extend(ranked.iter().take(MEANT).map(|place| (*place, out.len() as u32, is_long)));
            out.push(name.len() as u8);
            out.extend(name.as_bytes());
            let any_main = ranked.iter().any(|at| candidates.contains(&(at | MAIN_NAME)));
            let kinds = ranked.iter().fold(0, |kinds, at| kinds | 1 << self.places[*at as usize].kind);
            out.extend((kinds | if any_main { MAIN_OF_ONE } else { 0 }).to_le_bytes());
            out.push(ranked.len() as u8);
            for at in ranked {
                let (place, is_main) = (&self.places[at as usize], candidates.contains(&(at | MAIN_NAME)));
                out.extend(candidate(at, place.kind, place.population, is_main).to_le_bytes());
            }
        }
        (out, offsets, spellings(meant))
    }

    fn records(&self) -> (Vec<u8>, Vec<u8>) {
        assert!(self.places.len() < 1 << NUMBER_BITS, "the places no longer fit a candidate");
        let (mut out, mut names) = (Vec::new(), Vec::new());
        for place in &self.places {
            out.extend(place.id.to_le_bytes());
            out.extend(&(names.len() as u32).to_le_bytes()[..3]);
            if place.kind == kind("country") {
                names.extend(self.codes[usize::from(place.country)].as_bytes());
            }
            out.extend(&((place.lat * 1000.0).round() as i32).to_le_bytes()[..3]);
            out.extend(&((place.lon * 1000.0).round() as i32).to_le_bytes()[..3]);
            out.extend(place.population.to_le_bytes());
            out.extend(&place.parent.to_le_bytes()[..3]);
            out.extend([place.country, place.kind]);
            names.push(place.name.len() as u8);
            names.extend(place.name.as_bytes());
        }
        assert!(names.len() < 1 << 24, "the names no longer fit three bytes");
        (out, names)
    }
}

/// A place that bears a name: its number, its kind, the magnitude of its population, and [`MAIN_NAME`].
fn candidate(place: u32, kind: u8, population: u32, is_main: bool) -> u32 {
    let kind = u32::from(kind) << NUMBER_BITS;
    let magnitude = u32::from(magnitude(population)) << (NUMBER_BITS + KIND_BITS);
    place | kind | magnitude | if is_main { MAIN_NAME } else { 0 }
}

/// Ten times the decimal logarithm of `population + 1`, in whole numbers: at most 96, which fits seven bits.
fn magnitude(population: u32) -> u8 {
    let n = u64::from(population) + 1;
    let bits = n.ilog2();
    let rest = ((n << 4) >> bits) as u32 - 16;
    ((bits * 16 + rest) * 301 / 1600) as u8
}

/// Places with the offsets of their names, the long ones of those that have several.
fn spellings(mut meant: Vec<(u32, u32, bool)>) -> Vec<u8> {
    meant.sort_unstable();
    let several = meant.chunk_by(|a, b| a.0 == b.0).filter(|names| names.len() > 1).flatten();
    let long = several.filter(|(_, _, is_long)| *is_long);
    long.flat_map(|(place, offset, _)| [place.to_le_bytes(), offset.to_le_bytes()].concat()).collect()
}

fn km(one: &Place, other: &Place) -> f64 {
    let east = (other.lon - one.lon) * one.lat.to_radians().cos();
    (other.lat - one.lat).hypot(east) * 111.2
}

/// How strongly a town pulls at a part of some town: its people by the square of the kilometres between them; 0 if it is smaller.
fn weight(part: &Place, town: &Place) -> f64 {
    let km = km(part, town);
    if km > PART_KM || town.population <= part.population { 0.0 } else { f64::from(town.population) / (km * km + 4.0) }
}

/// A name as the table knows it: its words folded, one space between. `None` if it has none or is longer than 250 bytes.
fn key(name: &str) -> Option<String> {
    let folded: Vec<String> = words(name).map(|(start, end)| fold(&name[start..end])).collect();
    let key = folded.join(" ");
    (!key.is_empty() && key.len() <= 250).then_some(key)
}

/// What all ways to write a name from another script have in common, more or less: its consonants, those that sound alike as one.
fn skeleton(name: &str) -> String {
    let key = key(name).unwrap_or_default();
    let mut words: Vec<&str> = key.split(' ').collect();
    if words.len() > 1 && ARTICLES.contains(&words[0]) {
        words.remove(0);
    }
    let short = |word: &&str| TWO_SPELLINGS.iter().find(|(long, _)| long == word).map_or("", |(_, short)| *short) == "st";
    let words = words.iter().map(|word| if short(word) { "st" } else { word });
    let mut letters: Vec<char> = words.flat_map(str::chars).filter(|letter| !"aeiouyhwj'".contains(*letter)).collect();
    letters.iter_mut().for_each(|letter| match *letter {
        'c' | 'q' | 'g' => *letter = 'k',
        'z' => *letter = 's',
        _ => {}
    });
    letters.dedup();
    letters.into_iter().collect()
}

/// Other ways in which a newspaper writes the same name.
fn variants(name: &str, key: &str, country: &str) -> Vec<String> {
    let mut found = Vec::new();
    if name.contains(['\'', '’', '‘']) {
        found.extend(self::key(&name.replace(['\'', '’', '‘'], "")));
    }
    if let Some((first, rest)) = key.split_once(' ') {
        if ARTICLES_COME_AND_GO.contains(&country) && ARTICLES.contains(&first) && rest.len() > 3 {
            found.push(rest.to_owned());
        }
        found.extend(TWO_SPELLINGS.iter().filter(|(long, _)| *long == first).map(|(_, short)| format!("{short} {rest}")));
    }
    found
}

/// The open-addressing table: for every phrase, and every beginning of one, the check and the value of [`crate::layout`].
fn slots(offsets: &[(&str, u32)]) -> Vec<(u32, u32)> {
    let mut values: BTreeMap<u64, u32> = BTreeMap::new();
    for (name, offset) in offsets {
        let hashes: Vec<u64> = name.split(' ').map(hash_word).collect();
        let mut so_far = 0;
        for (at, word) in hashes.iter().enumerate() {
            so_far = hash_phrase(so_far, *word);
            let value = values.entry(so_far).or_insert(0);
            if at + 1 < hashes.len() {
                *value |= GOES_ON;
            } else {
                assert!(*value & !GOES_ON == 0, "two names share the hash of `{name}`");
                *value |= offset + 1;
            }
        }
    }
    let size = (values.len() * 3 / 2).next_power_of_two();
    let mut slots = vec![(0, 0); size];
    for (hash, value) in values {
        let check = (hash >> 32) as u32;
        let mut at = hash as usize & (size - 1);
        while slots[at].1 != 0 {
            assert!(slots[at].0 != check, "two phrases share half a hash");
            at = (at + 1) & (size - 1);
        }
        slots[at] = (check, value);
    }
    slots
}
