//! "KYIV, July 23 (AP) —": where and when a story was filed, at its very beginning.
//!
//! In capitals a place alone will do (58 of 64 right on real articles); in title case only with a region, a date or an agency beside it,
//! in the first two blocks and before a full paragraph (title case alone was right 7 times of 18).

use super::super::dates;
use super::super::draft::{border, span};
use super::lines::Block;
use crate::model::Span;

/// What a dateline said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// Where it stands, if it names a place or a date.
    pub span: Option<Span>,
    /// The words of its date.
    pub date: Option<String>,
    /// The agency in brackets.
    pub agency: Option<String>,
}

/// A dateline inside a block, with its length in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    length: usize,
    has_place: bool,
    capitals: bool,
    date: Option<String>,
    agency: Option<String>,
}

const AGENCIES: [&str; 20] = [
    "Reuters",
    "AP",
    "AFP",
    "UPI",
    "dpa",
    "DPA",
    "EFE",
    "ANSA",
    "TASS",
    "Xinhua",
    "VOA",
    "IPS",
    "CNN",
    "BBC",
    "ANI",
    "PTI",
    "Interfax",
    "Kyodo",
    "IRNA",
    "The Associated Press",
];

/// Capitals before a dash that are no place.
const KICKERS: [&str; 24] = [
    "EXCLUSIVE",
    "BREAKING",
    "UPDATE",
    "WATCH",
    "VIDEO",
    "OPINION",
    "ANALYSIS",
    "EXPLAINER",
    "FACTBOX",
    "LIVE",
    "URGENT",
    "MIGRATION",
    "CORRECTED",
    "NEWS",
    "PHOTOS",
    "REVIEW",
    "INTERVIEW",
    "TIMELINE",
    "FEATURE",
    "SPORT",
    "NOTE",
    "WARNING",
    "EDITORIAL",
    "COMMENT",
];

const DASHES: [&str; 8] = [" — ", " – ", " -- ", " - ", "— ", "– ", "—", "–"];

/// The dateline among the first three blocks of a story.
pub fn find(text: &str, body: &[Block]) -> Option<Dateline> {
    let candidates = body.iter().take(3).enumerate();
    candidates.into_iter().find_map(|(number, block)| {
        let head = of(block.of(text))?;
        let fits = head.capitals || !head.has_place || (number < 2 && block.end - block.start >= 120);
        let says_where_or_when = head.has_place || head.date.is_some();
        fits.then(|| Dateline {
            span: says_where_or_when.then(|| span(block.start, block.start + head.length)),
            date: head.date,
            agency: head.agency,
        })
    })
}

/// The dateline that opens these words.
pub fn of(words: &str) -> Option<Head> {
    let window = &words[..border(words, 110)];
    let (at, dash) = DASHES
        .iter()
        .filter_map(|dash| Some((window.find(dash)?, *dash)))
        .min_by_key(|(at, dash)| (*at, usize::MAX - dash.len()))?;
    let after = words[at + dash.len()..].trim_start();
    let goes_on = after
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '$'));
    if !goes_on || at == 0 {
        return None;
    }
    let mut head = parse(words[..at].trim())?;
    head.length = at + dash.trim_end().len();
    Some(head)
}

fn parse(words: &str) -> Option<Head> {
    let (words, agency) = split_agency(words)?;
    let (place, date) = split_date(words);
    let mut parts = place.split(',').map(str::trim).filter(|part| !part.is_empty());
    let Some(city) = parts.next() else {
        let says_something = agency.is_some();
        return says_something.then_some(Head { length: 0, has_place: false, capitals: false, date, agency });
    };
    let regions: Vec<&str> = parts.collect();
    let capitals = city.chars().all(|c| !c.is_lowercase());
    let vouched = !regions.is_empty() || date.is_some() || agency.is_some();
    let regions_fit = regions.len() <= 2 && regions.iter().all(|region| is_place(region));
    let fits = is_place(city) && regions_fit && (capitals || vouched) && !is_kicker(city);
    fits.then_some(Head { length: 0, has_place: true, capitals, date, agency })
}

/// One to five words that begin with a capital.
fn is_place(words: &str) -> bool {
    let is_small = |word: &str| {
        ["de", "la", "el", "del", "da", "do", "di", "al", "of", "the", "on", "upon", "and", "sur", "am"].contains(&word)
    };
    let fits = |word: &str| {
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '/' | '‘'));
        let is_domain = word.trim_end_matches('.').rsplit('.').next().is_some_and(|end| word.contains('.') && end.len() > 2);
        letters && !is_domain && (word.chars().next().is_some_and(char::is_uppercase) || is_small(word))
    };
    let count = words.split_whitespace().count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    (1..=5).contains(&count) && letters >= 2 && words.split_whitespace().all(fits)
}

fn is_kicker(words: &str) -> bool {
    words.split_whitespace().any(|word| KICKERS.contains(&word))
}

/// Takes "(AP)" off the end; `None` if there are brackets that name no agency.
fn split_agency(words: &str) -> Option<(&str, Option<String>)> {
    let Some(open) = words.rfind('(') else { return Some((words, None)) };
    let inside = words[open + 1..].strip_suffix(')')?.trim();
    let is_call_sign =
        inside.len() == 4 && matches!(inside.as_bytes()[0], b'W' | b'K') && inside.bytes().all(|b| b.is_ascii_uppercase());
    let first = inside.split(['/', ',']).next().unwrap_or(inside).trim();
    let known = AGENCIES.contains(&inside) || AGENCIES.contains(&first) || is_call_sign;
    known.then(|| (words[..open].trim_end().trim_end_matches(','), Some(inside.to_owned())))
}

/// Takes ", July 23" or ", July 23, 2025" off the end.
fn split_date(words: &str) -> (&str, Option<String>) {
    let Some((start, end)) = dates::day_at_end(words) else { return (words, None) };
    (words[..start].trim_end().trim_end_matches(','), Some(words[start..end].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str =
        "Three people were killed when a bus left the road near the northern town on Monday, police said, and more were hurt.";

    fn found(opening: &str) -> String {
        let text = format!("{opening}{STORY}");
        let block = Block { start: 0, end: text.len(), lines: 1 };
        find(&text, &[block]).map_or_else(String::new, |dateline| {
            let words = dateline.span.map_or("", |span| span.of(&text));
            format!("{words}|{}|{}", dateline.date.unwrap_or_default(), dateline.agency.unwrap_or_default())
        })
    }

    #[test]
    fn datelines_and_their_traps() {
        for (opening, expected) in [
            ("KYIV, July 23 (AP) — ", "KYIV, July 23 (AP) —|July 23|AP"),
            ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine (AP) —||AP"),
            ("KYIV (Reuters) - ", "KYIV (Reuters) -||Reuters"),
            ("LIMA, 3 May 2024 -- ", "LIMA, 3 May 2024 --|3 May 2024|"),
            (
                "SANTA CRUZ DE LA SIERRA, Bolivia, March 3, 2021 (EFE) – ",
                "SANTA CRUZ DE LA SIERRA, Bolivia, March 3, 2021 (EFE) –|March 3, 2021|EFE",
            ),
            ("ST. LOUIS — ", "ST. LOUIS —||"),
            ("BEIRUT —", "BEIRUT —||"),
            ("Istanbul, Turkey — ", "Istanbul, Turkey —||"),
            ("Istanbul (AFP) – ", "Istanbul (AFP) –||AFP"),
            ("Istanbul — ", ""),
            ("(Reuters) - ", "||Reuters"),
            ("July 23 (Reuters) - ", "July 23 (Reuters) -|July 23|Reuters"),
            ("PHOENIX (KPHO) — ", "PHOENIX (KPHO) —||KPHO"),
            ("MIGRATION – ", ""),
            ("TRIBUNNEWS.COM - ", ""),
            ("BREAKING NEWS - ", ""),
            ("The minister — a former judge — said: ", ""),
            ("COVID-19 — ", ""),
            ("KYIV (pop. 3 million) — ", ""),
        ] {
            assert_eq!(found(opening), expected, "{opening}");
        }
    }
}
