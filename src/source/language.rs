//! Which language an article is in: what the record says, else what its words say, else what the page says.
//!
//! Pages are often mislabelled (up to one in twenty), so that the words go first; a short text tells too little, and then the page decides.

use super::draft::{Clue, Field, border};
use crate::model::Provenance;

/// How many bytes of the body are looked at.
const LOOKED_AT: usize = 1000;
/// Below this the words are not believed.
const SURE: f64 = 0.6;

/// The ISO 639-1 code of the language of `body`.
pub fn of(body: &str, clues: &[Clue], chosen: &mut [bool]) -> Option<String> {
    let said = clues.iter().enumerate().filter(|(_, clue)| clue.field == Field::Language);
    let mut said = said.filter_map(|(at, clue)| Some((at, clue.trust, code(&clue.value)?)));
    let first = said.next();
    if let Some((at, trust, code)) = &first
        && *trust <= Provenance::Field
    {
        chosen[*at] = true;
        return Some(code.clone());
    }
    if let Some(detected) = detect(body) {
        return Some(detected.to_owned());
    }
    let (at, _, code) = first?;
    chosen[at] = true;
    Some(code)
}

/// The two letters of `en`, `en-US`, `en_US`, `English`, `eng`.
fn code(value: &str) -> Option<String> {
    let value = value.trim().to_lowercase();
    let first = value.split(['-', '_']).next()?;
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(first.to_owned());
    }
    let named = |lang: &whatlang::Lang| {
        lang.code() == first || lang.eng_name().to_lowercase() == first || lang.name().to_lowercase() == first
    };
    whatlang::Lang::all().iter().find(|lang| named(lang)).and_then(|lang| two_letters(*lang)).map(ToOwned::to_owned)
}

fn detect(body: &str) -> Option<&'static str> {
    let start = &body[..border(body, LOOKED_AT)];
    if is_plainly_english(start) {
        return Some("en");
    }
    let info = whatlang::detect(start)?;
    if info.script() == whatlang::Script::Latin && holds_words_of_english(start) {
        return Some("en");
    }
    (info.confidence() >= SURE && start.len() >= 40).then(|| two_letters(info.lang())).flatten()
}

/// Words that only English has, of those that news is full of.
const ONLY_ENGLISH: [&str; 39] = [
    "after",
    "and",
    "arrested",
    "been",
    "denied",
    "died",
    "former",
    "friday",
    "from",
    "his",
    "injured",
    "killed",
    "man",
    "monday",
    "old",
    "people",
    "reported",
    "said",
    "saturday",
    "shot",
    "sunday",
    "taken",
    "that",
    "the",
    "their",
    "they",
    "this",
    "thursday",
    "today",
    "tuesday",
    "wednesday",
    "were",
    "which",
    "who",
    "with",
    "woman",
    "wounded",
    "year",
    "yesterday",
];

/// More words of English leads; another language may have one of them.
const ENGLISH_IN_LEADS: [&str; 32] = [
    "attacked",
    "by",
    "carried",
    "children",
    "dead",
    "four",
    "government",
    "had",
    "has",
    "have",
    "he",
    "hit",
    "injuring",
    "into",
    "it",
    "its",
    "killing",
    "least",
    "military",
    "near",
    "of",
    "officials",
    "out",
    "police",
    "she",
    "three",
    "troops",
    "two",
    "when",
    "while",
    "will",
    "wounding",
];

/// Small words of the other languages that are written in Latin letters, where English has none of them.
const FOREIGN: [&str; 122] = [
    "af", "al", "ang", "att", "au", "aux", "av", "avec", "bei", "bij", "bir", "bu", "che", "com", "con", "da", "dan", "dans",
    "dari", "das", "de", "dei", "del", "della", "dem", "der", "des", "det", "di", "dla", "dos", "du", "een", "ein", "eine", "el",
    "em", "en", "er", "est", "et", "fra", "för", "gli", "har", "het", "i", "ikke", "ile", "im", "ini", "itu", "ja", "je", "juu",
    "ka", "katika", "ke", "ki", "kwa", "la", "las", "le", "les", "lo", "los", "mga", "mit", "na", "nach", "ng", "nie", "nos",
    "och", "og", "oleh", "ont", "op", "os", "pada", "par", "para", "per", "po", "por", "pour", "på", "que", "qui", "sa", "se",
    "som", "sont", "su", "sur", "te", "telah", "til", "till", "um", "uma", "un", "una", "und", "une", "untuk", "van", "ve",
    "von", "voor", "w", "wa", "werd", "wurde", "wurden", "y", "ya", "yang", "z", "za", "är", "été",
];

/// Small words of English that other languages have, too, but not several of them and none of their own.
const SMALL: [&str; 14] = ["are", "at", "by", "for", "near", "of", "the", "a", "an", "as", "in", "is", "on", "to"];
/// The first seven of them: the others are words of Hungarian or Italian, too, and prove nothing by themselves.
const TELLING: u16 = 0b111_1111;

/// A report of a line or two that is full of foreign names ("Jose Miguel Torres, 18, died Saturday") is Spanish by its statistics, and
/// then nothing that it tells would be found. Two different words of English among at most sixteen settle it: a text that only quotes
/// an English title has fewer. So do three words of English leads that outweigh the small words of other languages, and three small
/// words where there is none of those.
fn holds_words_of_english(start: &str) -> bool {
    let (mut words, mut only, mut in_leads, mut foreign, mut small_english) = (0, 0, 0, 0, 0_u16);
    let (mut first, mut different, mut after_small) = (None, false, true);
    for word in start.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(150) {
        words += 1;
        let known = |known: &&str| known.eq_ignore_ascii_case(word);
        let small = !word.starts_with(char::is_uppercase);
        // "Die Band The Who": a title.
        if small || after_small {
            if let Some(known) = ONLY_ENGLISH.iter().position(known) {
                only += 1;
                different |= first.is_some_and(|first| first != known);
                first = first.or(Some(known));
            } else if ENGLISH_IN_LEADS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                in_leads += 1;
            } else if after_small && FOREIGN.contains(&word) {
                // "Rio de Janeiro" is in all languages.
                foreign += 1;
            }
            if let Some(known) = SMALL.iter().position(|known| known.eq_ignore_ascii_case(word)) {
                small_english |= 1 << known;
            }
        }
        after_small = small;
    }
    let outweighs = only > 0 && only + in_leads >= 3 && only + in_leads > 2 * foreign;
    let small = foreign == 0 && small_english.count_ones() >= 3 && small_english & TELLING != 0;
    different && only * 8 >= words || outweighs || small
}

/// Words that English has so many of; other languages have two or three of them.
const ENGLISH: [&str; 16] =
    ["the", "of", "and", "to", "that", "with", "was", "were", "said", "from", "by", "have", "has", "after", "which", "their"];

/// English is known by its small words, fifty times faster than by the statistics for all languages.
fn is_plainly_english(start: &str) -> bool {
    let (mut words, mut small, mut different) = (0, 0, 0_u16);
    for word in start.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(150) {
        words += 1;
        if let Some(known) = ENGLISH.iter().position(|known| known.eq_ignore_ascii_case(word)) {
            small += 1;
            different |= 1 << known;
        }
    }
    let has_the = different & 1 == 1;
    words >= 20 && has_the && different.count_ones() >= 4 && small * 100 >= words * 12
}

/// ISO 639-1 codes of the languages that are told apart.
fn two_letters(lang: whatlang::Lang) -> Option<&'static str> {
    const CODES: [(&str, &str); 70] = [
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "no"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let at = CODES.binary_search_by_key(&lang.code(), |(three, _)| *three).ok()?;
    Some(CODES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::draft::Draft;

    const FRENCH: &str =
        "Trois personnes ont été tuées lundi lorsqu'un autocar a quitté la route près de la ville, a indiqué la police locale.";
    const ENGLISH_TEXT: &str = "Three people were killed on Monday when the bus left the road near the town, the police said, and the driver was among \
                                those who were taken to the hospital of the provincial capital by the rescue workers.";

    fn language(body: &str, said: &str, trust: Provenance) -> String {
        let mut draft = Draft::default();
        draft.clue(Field::Language, said, "test", trust);
        of(body, &draft.clues, &mut [false]).unwrap_or_default()
    }

    #[test]
    fn records_win_over_words_and_words_over_pages() {
        for (body, said, trust, expected) in [
            (FRENCH, "", Provenance::Metadata, "fr"),
            (ENGLISH_TEXT, "", Provenance::Metadata, "en"),
            (FRENCH, "en-US", Provenance::Metadata, "fr"),
            (FRENCH, "en", Provenance::Field, "en"),
            ("Oui", "fr_FR", Provenance::Metadata, "fr"),
            ("Oui", "", Provenance::Metadata, ""),
            ("Oui", "German", Provenance::Field, "de"),
            ("Oui", "ukr", Provenance::Field, "uk"),
        ] {
            assert_eq!(language(body, said, trust), expected, "{body} {said}");
        }
    }

    #[test]
    fn a_line_of_english_is_english_whatever_its_names() {
        for (text, expected) in [
            ("KYIV, March 3 - A Russian missile killed 3 people in Odesa on Tuesday.", "en"),
            ("Jose Miguel Soto, 19, of Bell Gardens\n\nJose Miguel Soto, a 19-year-old Latino male, died Monday, Jan. 4.", "en"),
            ("El diario The New York Times y la revista The Economist informaron de la muerte de tres personas en Bogota.", "es"),
            (
                "Un article de The Guardian and Associates affirme que trois personnes ont ete tuees lundi dans la ville de Lyon.",
                "fr",
            ),
            ("Drie mensen kwamen maandag om het leven toen een bus van de weg raakte, zei de politie van de stad.", "nl"),
            ("Politiet siger, at to personer blev draebt mandag, da en bus korte af vejen ved byen.", "da"),
        ] {
            let found = detect(text);
            assert_eq!(found == Some("en"), expected == "en", "{text}: {found:?}");
        }
    }

    /// Leads of one line, full of foreign names.
    const LEADS: [&str; 36] = [
        "Ukraine's SBU said it had carried out a drone attack on air bases in Russia on Sunday.",
        "Haiti: gang leader Jimmy Cherizier said his men hold Carrefour and La Saline.",
        "Gunmen killed five in Guachochi, Chihuahua, on Tuesday.",
        "Boko Haram burned two villages near Maiduguri, Borno.",
        "Hezbollah said it hit Kiryat Shmona and Metula.",
        "FARC dissidents attacked Argelia and El Plateado in Cauca, Colombia.",
        "Al-Shabaab mortar fire hit Halane camp in Mogadishu, Somalia.",
        "Jean-Pierre Lacroix condemned the attack on Bunia, Ituri.",
        "Los Choneros inmates rioted at Litoral prison, Guayaquil, and two died.",
        "M23 rebels entered Rubaya, Masisi, officials in Goma said.",
        "Le Pen supporters marched in Marseille and Nice on Saturday.",
        "Recep Tayyip Erdogan arrived in Diyarbakir on Monday.",
        "Nine die as bus plunges off cliff in La Paz, Bolivia, police say.",
        "Two dead in Santa Cruz de la Sierra after gas blast.",
        "Prabowo Subianto visited Semarang and Surabaya after floods.",
        "Houthi missile hit the bulk carrier Galaxy Leader near Hodeidah.",
        "Three soldiers were killed in Djibo, Soum, Burkina Faso.",
        "Andrzej Duda said troops had left Orzysz for Bialystok.",
        "Quake shakes Palu, Sulawesi Tengah; three injured.",
        "A car bomb killed Darya Dugina outside Bolshiye Vyazemy.",
        "Police in Rio de Janeiro shot dead four men in Complexo do Alemao.",
        "Wagner fighters died near Tinzaouaten, Kidal, Mali.",
        "Sinaloa cartel gunmen shot at troops in Culiacan.",
        "Fire at El Dorado market in San Pedro Sula leaves ten hurt, officials said.",
        "Tigray forces took Alamata and Korem, witnesses said.",
        "Shelling in Nikopol, Dnipropetrovsk, wounded a woman of 62.",
        "Julani's men seized Khan Sheikhoun in Idlib, the Observatory said.",
        "Dar es Salaam police said a dhow sank off Zanzibar.",
        "Jeanine Anez was arrested in Trinidad, Beni, on Saturday.",
        "Van der Bellen said he would name Schallenberg on Friday.",
        "An airstrike on a jail in Sa'dah, Yemen, kills at least 70 detainees.",
        "A bus overturns near Antsirabe, Madagascar, killing 22 people.",
        "JNIM claims an ambush on a convoy in Djibo, Burkina Faso.",
        "Iran executes six prisoners in Ahvaz, Khuzestan.",
        "A gold mine collapses in Kayes, Mali, killing 12.",
        "M23 rebels seize Minembwe in South Kivu.",
    ];

    /// Leads in other languages, some with English names in them.
    const FOREIGN_LEADS: [(&str, &str); 30] = [
        ("fr", "Un drone russe a frappé un immeuble de Kharkiv dimanche, tuant trois civils."),
        ("fr", "The Guardian et The Times affirment que deux hommes sont morts à Lyon."),
        ("fr", "Le groupe Boko Haram a attaqué un village du lac Tchad, selon la police."),
        ("es", "Al menos tres muertos por un ataque con drones en Kiev el domingo."),
        ("es", "El New York Times informó de la muerte de dos soldados en Cali."),
        ("es", "Un coche bomba mató a cuatro policías en Jamundí, Valle del Cauca."),
        ("es", "Las FARC atacaron la base militar de Tumaco, dijo el gobierno."),
        ("de", "Bei einem Angriff auf Charkiw sind am Sonntag drei Menschen getötet worden."),
        ("de", "Der Mann hat in Solingen drei Menschen mit einem Messer getötet."),
        ("de", "Die Band The Who spielt am Freitag in Berlin, sagte die Polizei."),
        ("it", "Un uomo ha ucciso due persone a Napoli, secondo la polizia."),
        ("it", "Il New York Times e il Guardian hanno parlato di tre morti a Gaza."),
        ("it", "Tre soldati sono morti in un attacco di droni vicino a Kherson."),
        ("pt", "Três pessoas morreram em um ataque a tiros no Rio de Janeiro."),
        ("pt", "A polícia de São Paulo prendeu o homem que matou dois jovens."),
        ("pt", "Um drone atingiu a cidade de Kharkiv e matou uma mulher no domingo."),
        ("nl", "De man had het huis van de burgemeester in brand gestoken, zei de politie."),
        ("nl", "Bij een aanval op Charkov zijn zondag drie mensen omgekomen of gewond."),
        ("nl", "Het schip was op weg van Antwerpen naar Hull toen het werd geraakt."),
        ("tr", "Hatay'da pazar günü bir evde çıkan yangında üç kişi öldü."),
        ("tr", "Polis, Diyarbakır'da dört kişinin gözaltına alındığını açıkladı."),
        ("tr", "Rus insansız hava aracı Harkiv'de bir binayı vurdu, iki kişi öldü."),
        ("id", "Tiga orang tewas dalam ledakan bom di Makassar pada hari Minggu."),
        ("id", "Polisi mengatakan dua tentara tewas ditembak di Intan Jaya, Papua."),
        ("id", "Gempa mengguncang Palu dan Donggala, kata pejabat setempat."),
        ("sw", "Watu watatu wameuawa katika shambulio la bomu mjini Mogadishu."),
        ("sw", "Polisi wa Kenya walisema watu wawili walifariki Mombasa siku ya Jumapili."),
        ("sw", "Wapiganaji wa Al-Shabaab walishambulia kambi ya jeshi karibu na Baidoa."),
        ("pl", "Trzy osoby zginęły w niedzielę w ataku na Charków, podała policja."),
        ("pl", "Rosyjski dron uderzył w blok mieszkalny w Odessie, zginął mężczyzna."),
    ];

    #[test]
    fn a_lead_of_foreign_names_is_english_and_a_foreign_one_is_not() {
        let other = |lead: &&&str| detect(lead).is_some_and(|language| language != "en");
        assert_eq!(LEADS.iter().filter(other).collect::<Vec<_>>(), Vec::<&&str>::new());
        let english = |lead: &&(&str, &str)| detect(lead.1) == Some("en");
        assert_eq!(FOREIGN_LEADS.iter().filter(english).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
    }

    #[test]
    fn the_table_is_sorted_for_its_search() {
        for lang in whatlang::Lang::all() {
            assert!(two_letters(*lang).is_some(), "{lang:?}");
        }
    }
}
