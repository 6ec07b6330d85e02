//! Texts that a pass could take the square of their length for: thousands of the thing that a rule looks back or ahead from.

use std::sync::OnceLock;

use dateline::gazetteer::{Gazetteer, Kind};

/// Each is repeated; `{town}` is another town each time, `{abc}` another acronym, `{n}` another number.
pub const HOSTILE: &[&str] = &[
    "the men walked to the old town and ",
    "the men walked to the old town. ",
    "in {town}, ",
    "{town} and ",
    "{town}. ",
    "{town}, {town}\n",
    "Kharkiv, ",
    " - Leeds",
    "{n} were shot in {town} and later died, and a fourth was killed; ",
    "IN {town} THE MAYOR SAID ",
    "Mr. Petrov of {town} met Jordan Smith. ",
    "{n} people were killed in {town} and {n} others were wounded, ",
    "{n} people were killed in {town} on Monday. ",
    "{n} PEOPLE WERE KILLED IN {town} ON MONDAY. ",
    "{n} people were killed in {town}, police said. The Shining Path claimed responsibility. ",
    "The group claimed responsibility. ",
    "The rebels claimed to have killed {n} soldiers in {town}. ",
    "Officials in {town} had first spoken of {n} dead. ",
    "The death toll rose to {n}. ",
    "Nobody was hurt. ",
    "{n} have died since January. ",
    "including {n} children ",
    "killed wounded ",
    "A man was killed. ",
    "He died. ",
    "Three people were killed in {town}.\n\n",
    "{town}:\n\n{n} dead\n\n",
    "Israeli strikes hit {town} and ",
    "Russian forces fired missiles at {town}. ",
    "Mayor Ivan Petrov of {town} said ",
    "the {town} Liberation Front (ABC) said ",
    "the {town} Liberation Front said. ",
    "{town}. The Red Liberation Front ({abc}) said ",
    "the Army of {town} ({abc}) said ",
    "since Monday ",
    "on {n} May 2024, ",
    "three days earlier ",
    "2 3 4 ",
    "twenty one hundred ",
    "a woman and her two children, ",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "a.b.",
    "((((",
    "“”… ",
    "“He said ",
    "\u{a0}\u{200b}🚀 ",
    "قتل ثلاثة أشخاص في ",
    "В Харькове погибли {n} человек. ",
];

/// Towns enough that no name comes twice in the largest text.
fn towns() -> &'static [&'static str] {
    static TOWNS: OnceLock<Vec<&'static str>> = OnceLock::new();
    TOWNS.get_or_init(|| {
        let places = Gazetteer.names().flat_map(|name| name.candidates()).filter(|c| c.main).map(|c| c.place);
        let towns = places.filter(|place| Gazetteer.kind(*place) == Kind::Town && Gazetteer.population(*place) > 15_000);
        towns.map(|place| Gazetteer.display_name(place)).collect()
    })
}

/// Four letters, of which no other of half a million numbers has the same.
fn acronym(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    [number / 17_576, number / 676, number / 26, number].map(letter).iter().collect()
}

/// A text of at least so many bytes.
pub fn filled(pattern: &str, bytes: usize) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let town = towns()[number * 7 % towns().len()];
        let filled = pattern.replace("{town}", town).replace("{n}", &(number % 90 + 2).to_string());
        text.push_str(&filled.replace("{abc}", &acronym(number)));
    }
    text
}
