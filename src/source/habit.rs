//! How an article writes a day in numbers. Whether `03/04/2025` is in March or in April is known from its language and its country: the day comes first in all languages
//! but English, and in that of most countries but the United States; those of East Asia write years first, so that two digits may be one.

use super::dates::{Habit, Order};
use super::draft::{Clue, Field};
use crate::model::Day;

/// Domains of countries that are no sign of one, or of one that writes in both orders.
const ANYWHERE: [&str; 12] = ["ca", "ph", "io", "tv", "co", "me", "ai", "fm", "ly", "cc", "to", "ws"];
/// Domains of the United States.
const MONTH_FIRST: [&str; 4] = ["us", "gov", "mil", "edu"];

/// The habit of an article of this language and address, in a file that was last changed on this day. The country of the address goes before that of the language tag, which is
/// often the one that the system came with.
pub fn of(clues: &[Clue], language: Option<&str>, url: Option<&str>, of_file: Option<Day>) -> Habit {
    let domain = url.and_then(domain).unwrap_or_default();
    let said = clues.iter().filter(|clue| clue.field == Field::Language);
    let region = said.filter_map(|clue| clue.value.split(['-', '_']).nth(1)).map(str::to_ascii_lowercase).next();
    let region = region.as_deref().unwrap_or_default();
    let is_country = |name: &str| name.len() == 2 && !ANYWHERE.contains(&name);
    let order = match language {
        None | Some("zh" | "ja" | "ko" | "hu" | "lt" | "tl") => Order::Unknown,
        Some("en") if MONTH_FIRST.contains(&domain.as_str()) => Order::MonthFirst,
        Some("en") if is_country(&domain) => Order::DayFirst,
        Some("en") if region == "us" => Order::MonthFirst,
        Some("en") if is_country(region) => Order::DayFirst,
        Some("en") => Order::Unknown,
        Some(_) if region == "us" => Order::Unknown,
        Some(_) => Order::DayFirst,
    };
    Habit { order, last_year: of_file.map_or(2099, |day| day.parts().0) }
}

/// The last part of the host: `uk` of `https://www.example.co.uk/a`.
fn domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':', '?']).next()?;
    host.rsplit('.').next().map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Provenance;
    use crate::source::draft::Draft;

    #[test]
    fn language_and_country_say_which_number_is_the_day() {
        use Order::{DayFirst, MonthFirst, Unknown};
        for (language, tag, url, expected) in [
            (Some("de"), "", "https://example.com/a", DayFirst),
            (Some("en"), "en-US", "https://example.com/a", MonthFirst),
            (Some("en"), "en-US", "https://example.com.ng/a", DayFirst),
            (Some("en"), "en_GB", "", DayFirst),
            (Some("en"), "en", "https://example.org", Unknown),
            (Some("en"), "en", "https://example.gov/a", MonthFirst),
            (Some("en"), "en-CA", "https://example.ca/a", Unknown),
            (Some("es"), "es-US", "https://example.com/a", Unknown),
            (Some("ja"), "ja-JP", "https://example.jp/a", Unknown),
            (None, "", "https://example.de/a", Unknown),
        ] {
            let mut draft = Draft::default();
            draft.clue(Field::Language, tag, "test", Provenance::Metadata);
            assert_eq!(of(&draft.clues, language, Some(url), None).order, expected, "{language:?} {tag} {url}");
        }
    }
}
