//! What single words tell about a place name next to them, as one table of bits.

use std::sync::LazyLock;

use crate::document::Token;
use crate::lexicon::{Vocabulary, rows};

/// What is known of a word; a set of the bits below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class { $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)* }
    };
}

classes! {
    /// A person's given name.
    GIVEN = 0;
    /// A person's surname.
    SURNAME = 1;
    /// Stands before a person's name: "Mr", "President", "Sheriff".
    TITLE = 2;
    /// A preposition that a place follows: "in", "near".
    LOCATIVE = 3;
    /// Said or decided by governments: "said", "accused".
    SPEECH = 4;
    /// Ends the name of a body, a building or a document: "University", "Agreement".
    BODY = 5;
    /// A sort of division: "province", "oblast", "county".
    DIVISION = 6;
    /// A sort of settlement or site: "city", "village", "port".
    SETTLEMENT = 7;
    /// "northern", "south-west", "central".
    DIRECTION = 8;
    /// A small word of the grammar, a day, a month.
    FUNCTION = 9;
    /// Policy: never a place.
    NEVER = 10;
    /// Policy: a place only before a comma and its region.
    COMMA_ONLY = 11;
    /// Policy: a place only after a preposition.
    LOCATIVE_ONLY = 12;
    /// Policy: an English word.
    ENGLISH = 13;
    /// "backed", "led": what a government does, after a hyphen.
    BACKING = 14;
    /// Natural features: "River", "Valley", "Mountains".
    FEATURE = 15;
    /// "across", "throughout": all of a region.
    ACROSS = 16;
    /// "near", "outside": not in, but by it.
    NEAR = 17;
    /// A public body of a town: "Police", "Fire", "City".
    PUBLIC = 18;
    /// Money: "dollars", "francs".
    CURRENCY = 19;
    /// The legal form or trade of a firm: "Corp", "Ltd", "Holdings".
    FIRM = 20;
    /// "virus", "fever".
    DISEASE = 21;
    /// A country's house abroad: "embassy", "consulate".
    MISSION = 22;
    /// Ends the name of a quarter or an estate, of another place than the name before it: "Heights", "Gardens".
    QUARTER = 23;
}

impl Class {
    /// True if any bit of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const LISTS: &[(Class, &str)] = &[
    (
        Class::TITLE,
        "mr mrs ms miss dr prof professor president premier minister chancellor king queen prince princess sultan emir sheikh general gen \
         colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl private pvt admiral adm commander cmdr sheriff \
         deputy officer detective det constable inspector chief judge justice senator sen sens representative rep reps congressman \
         congresswoman governor gov mayor councilman councilwoman councillor alderman commissioner secretary ambassador pope bishop \
         archbishop cardinal father rev reverend rabbi imam ayatollah mullah coach attorney sir lord lady dame baron trooper supt \
         superintendent spokesman spokeswoman director chairman chairwoman quarterback guard pitcher",
    ),
    (
        Class::LOCATIVE,
        "in at near from to outside around into through toward towards across throughout inside via within between off over leaving \
         entering reaching reached visit visited visiting hit struck bombed shelled attacked captured seized beyond along past above \
         left toured headed approaching surrounding nearby",
    ),
    (Class::ACROSS, "across throughout"),
    (Class::NEAR, "near outside around by off nearing"),
    (
        Class::SPEECH,
        "said says say saying told tells puts accused accuses accusing blamed blames claimed claims announced announces warned warns denied \
         denies demanded demands offered offers rejected rejects agreed agrees proposed proposes condemned condemns urged urges vowed \
         vows ordered orders imposed imposes threatened threatens insisted insists pledged pledges refused refuses called calls \
         expressed wants wanted hopes hoped believes believed thinks argued argues maintains maintained confirmed confirms acknowledged \
         admitted decided decides asked asks signed protested criticised criticized backed backs supports supported recognised \
         recognized considers sees views regards summoned expelled approved opposes opposed",
    ),
    (
        Class::BODY,
        "university college school academy institute hospital church cathedral mosque temple street st road rd avenue ave boulevard blvd \
         drive lane court plaza park stadium arena airport station bridge tunnel hotel theatre theater museum library press times post \
         globe herald tribune journal gazette news daily sun star chronicle observer telegraph mail weekly radio tv television \
         agreement accord accords treaty pact protocol declaration convention conference summit process plan act bill council \
         commission committee board bureau department agency authority association federation union league club society foundation \
         trust fund bank group company corp corporation co inc ltd llc airlines airways air railway railways motors electric energy \
         power gas oil police fire force army navy guard brigade regiment division battalion ministry parliament senate assembly \
         congress chamber exchange stock symphony orchestra festival games marathon cup open championship center centre medical clinic \
         health services service cemetery mall market mill house building hall tower castle fort base camp prison jail terminal \
         highway turnpike expressway parkway interstate route trail united city fc dynamo spartak inn motel suites restaurant grill cafe \
         pub bar nightclub supermarket apartments crossing",
    ),
    (
        Class::CURRENCY,
        "dollar dollars dlr dlrs franc francs mark marks pound pounds yen yuan rouble roubles ruble rubles peso pesos krona kronor crowns lira lire rupee rupees rial rials dinar dinars shekel shekels guilders",
    ),
    (
        Class::FIRM,
        "inc corp corporation co ltd plc nv sa ag bv spa gmbh llc limited incorporated holdings securities industries banking bank \
         airlines airways insurance petroleum motors",
    ),
    (Class::MISSION, "embassy embassies consulate consulates ambassador ambassadors diplomat diplomats"),
    (Class::DISEASE, "virus fever flu encephalitis influenza strain strains"),
    (
        Class::PUBLIC,
        "police fire city town county village public high elementary middle school schools area district department municipal mayor \
         council councilman sheriff hospital airport post state regional community township superior circuit common airport residents",
    ),
    (
        Class::DIVISION,
        "province oblast region governorate county parish district department state prefecture raion krai canton municipality territory \
         voivodeship division borough shire emirate area peninsula strip republic provinces regions counties states districts valley \
         countryside suburbs suburb",
    ),
    (
        Class::SETTLEMENT,
        "city cities town towns village villages port capital hamlet settlement suburb township resort enclave neighborhood \
         neighbourhood municipality community outskirts island islands stronghold hub base camp",
    ),
    (
        Class::DIRECTION,
        "northern southern eastern western central north south east west northeast northwest southeast southwest northeastern \
         northwestern southeastern southwestern upper lower greater inner outer mid downtown suburban rural coastal occupied nearby \
         neighboring neighbouring war torn far",
    ),
    (
        Class::FUNCTION,
        "the a an and or but if in on at to of from by with for as is are was were be been has have had will would could may might this \
         that these those he she it they we you i his her its their our my who what when where why how which not no yes so then than \
         after before since while until during against about into over under between also more most some many all any both each other \
         monday tuesday wednesday friday saturday thursday sunday january february march april june july august september october november december jan \
         feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun today yesterday tomorrow meanwhile however although \
         though because here there now only just still even last next first two three four five six seven eight nine ten one new old \
         near outside around inside across throughout according dear like unlike via within",
    ),
    (Class::BACKING, "backed led brokered sponsored supported funded controlled supplied made allied mediated aligned"),
    (Class::QUARTER, "heights hills ridge springs falls creek gardens estates meadows acres glen grove square"),
    (
        Class::FEATURE,
        "river lake mountain mountains hills hill valley bay gulf sea ocean creek canyon desert forest basin falls beach point cape \
         heights ridge springs mount strait canal delta pass reservoir dam crater glacier island islands",
    ),
];

static CLASSES: LazyLock<Vocabulary<Class>> = LazyLock::new(|| {
    let lists = LISTS.iter().flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, *class)));
    let names = rows(include_str!("../../../data/person_names.tsv")).flat_map(|row| {
        let sort = row.cell(1);
        let given = sort.starts_with("given").then_some((row.cell(0), Class::GIVEN));
        given.into_iter().chain(sort.ends_with("surname").then_some((row.cell(0), Class::SURNAME)))
    });
    let policies = rows(include_str!("../../../data/place_stopwords.tsv")).map(|row| {
        let policy = match row.cell(1) {
            "never" => Class::NEVER,
            "comma-only" => Class::COMMA_ONLY,
            "locative" => Class::LOCATIVE_ONLY,
            _ => Class::ENGLISH,
        };
        (row.cell(0), policy)
    });
    Vocabulary::joined(lists.chain(names).chain(policies), Class::or)
});

/// What is known of a word.
#[inline]
pub fn class_of(word: &Token) -> Class {
    CLASSES.at(word).unwrap_or_default()
}
