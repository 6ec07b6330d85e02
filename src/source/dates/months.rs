//! Names of months and of days of the week in the languages that news comes in.

use std::sync::LazyLock;

/// Names of the twelve months, lower case, in full, cut short, and as they stand in a date: a line for each way of a language.
const MONTHS: [&str; 52] = [
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jän feber mär apr mai jun jul aug sep okt nov dez",
    "jänner feber mrz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sept oct nov dic",
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago sett ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago sep oct nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "янв февр мар апр май июн июл авг сент окт нояб дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "jan feb mar apr mei jun jul agu sep okt nov des",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير فبراير مارس ابريل ماي يونيه يوليه اغسطس شتنبر اكتوبر نونبر دجنبر",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير شباط آذار نيسان أيار حزيران تموز آب أيلول أكتوبر نوفمبر ديسمبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna oktobra studenoga prosinca",
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
];

/// Names that are words of their own in other languages: months only between a day and a year ("12 out 2024", "3 set 2024").
const IN_DATES: [(&str, u32); 2] = [("set", 9), ("out", 10)];

const WEEKDAYS: [&str; 17] = [
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "tues thur thurs",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя",
    "segunda terça quarta quinta sexta feira",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pazartesi salı çarşamba perşembe cuma cumartesi",
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "senin selasa rabu kamis jumat sabtu minggu",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mandag tirsdag lørdag søndag",
];

/// The names of the months in the order of their letters, with their numbers: they are asked of many words.
static BY_NAME: LazyLock<Vec<(&str, u32)>> = LazyLock::new(|| {
    let mut names: Vec<(&str, u32)> = MONTHS.iter().flat_map(|names| names.split(' ').zip(1..)).collect();
    names.sort_unstable();
    names.dedup();
    names
});

/// The days of the week in the order of their letters.
static DAYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = WEEKDAYS.iter().flat_map(|names| names.split(' ')).collect();
    names.sort_unstable();
    names
});

/// The number (1 to 12) of the month with this name, in any case, cut short ("Sept.") or not.
#[must_use]
pub fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 || word.len() > 30 || word.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let lower = word.to_lowercase();
    let at = BY_NAME.binary_search_by(|(known, _)| (*known).cmp(lower.as_str())).ok()?;
    Some(BY_NAME[at].1)
}

/// The same of a word between a day and a year.
pub fn month_in_date(word: &str) -> Option<u32> {
    month(word).or_else(|| {
        let lower = word.trim_end_matches('.').to_lowercase();
        IN_DATES.iter().find(|(known, _)| *known == lower).map(|(_, month)| *month)
    })
}

/// True if the word is the name of a day of the week.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    // The longest name has 22 bytes.
    word.len() <= 24 && DAYS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_names_twelve_months() {
        for names in MONTHS {
            assert_eq!(names.split(' ').count(), 12, "{names}");
            assert!(names.split(' ').all(|name| name == name.to_lowercase() && month(name).is_some()), "{names}");
        }
    }

    #[test]
    fn no_name_stands_for_two_months() {
        let mut known = std::collections::BTreeMap::new();
        for names in MONTHS {
            for (at, name) in names.split(' ').enumerate() {
                assert_eq!(*known.entry(name).or_insert(at), at, "{name}");
            }
        }
    }
}
