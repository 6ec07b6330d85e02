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
    dashed(words).or_else(|| dated(words))
}

/// One that a dash ends: "KYIV (AP) —", and "KYIV (AP) — July 23, 2025 —".
fn dashed(words: &str) -> Option<Head> {
    let (at, end) = next_dash(words, 0)?;
    let mut head = story_begins(&words[end..]).then(|| parse(words[..at].trim())).flatten()?;
    head.length = end;
    if let Some((second, second_end)) = next_dash(words, end).filter(|_| head.has_place && head.date.is_none())
        && let Some(date) = only_date(&words[end..second])
        && story_begins(&words[second_end..])
    {
        (head.date, head.length) = (Some(date.to_owned()), second_end);
    }
    Some(head)
}

/// Where the next dash stands from byte `from` on, with its end.
fn next_dash(words: &str, from: usize) -> Option<(usize, usize)> {
    let window = &words[from..border(words, WIDEST).max(from)];
    let dashes = DASHES.iter().filter_map(|dash| Some((window.find(dash)?, *dash)));
    let (at, dash) = dashes.min_by_key(|(at, dash)| (*at, usize::MAX - dash.len()))?;
    (at > 0).then(|| (from + at, from + at + dash.trim_end().len()))
}

/// One that its date ends: "KOCHI, India, Nov 14, 2021: Days of rain", "BAKU, 14 September 2022. Armenia said". Only in capitals.
fn dated(words: &str) -> Option<Head> {
    let window = &words[..border(words, WIDEST)];
    let ends = window.match_indices([':', '.']).filter(|(at, _)| window[at + 1..].starts_with(' '));
    let mut heads = ends.filter_map(|(at, mark)| Some((parse(window[..at].trim())?, at, mark)));
    heads.find_map(|(head, at, mark)| {
        let date = head.date.as_deref()?;
        // "MOSUL, Iraq, Oct. 4" may go on after its period.
        let whole = mark == ":" || !dates::mentions(date).is_empty();
        let fits = whole && head.has_place && head.capitals && story_begins(&words[at + 1..]);
        fits.then_some(Head { length: at + 1, ..head })
    })
}

/// Bytes within which a dateline ends.
const WIDEST: usize = 110;

fn story_begins(words: &str) -> bool {
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '$');
    words.trim_start().chars().next().is_some_and(opens)
}

/// These words, if they are a date and nothing else.
fn only_date(words: &str) -> Option<&str> {
    let words = words.trim();
    dates::day_at_end(words).is_some_and(|date| date == (0, words.len())).then_some(words)
}

fn parse(words: &str) -> Option<Head> {
    let Bracket { words, date, agency } = Bracket::of(words)?;
    let (place, date) = date.map_or_else(|| split_date(words), |date| (words, Some(date)));
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

/// What the bracket at the end of a dateline says.
struct Bracket<'w> {
    /// The words before it.
    words: &'w str,
    date: Option<String>,
    agency: Option<String>,
}

impl<'w> Bracket<'w> {
    /// "(AP)", "(September 17, 2024)"; `None` if it says anything else.
    fn of(words: &'w str) -> Option<Self> {
        let Some(open) = words.rfind('(') else { return Some(Self { words, date: None, agency: None }) };
        let inside = words[open + 1..].strip_suffix(')')?.trim();
        let words = words[..open].trim_end().trim_end_matches(',');
        if let Some(date) = only_date(inside).filter(|_| !words.is_empty()) {
            return Some(Self { words, date: Some(date.to_owned()), agency: None });
        }
        is_agency(inside, words).then(|| Self { words, date: None, agency: Some(inside.to_owned()) })
    }
}

/// An agency or a station known by name, or any name behind a whole date: "LIMA, May 3, 2024 (Andes Press)".
fn is_agency(name: &str, before: &str) -> bool {
    let is_call_sign = name.len() == 4 && name.starts_with(['W', 'K']) && name.bytes().all(|b| b.is_ascii_uppercase());
    let first = name.split(['/', ',']).next().unwrap_or(name).trim();
    let named = || is_place(name) && dates::mentions(before).iter().any(|date| date.end == before.len() && date.is_day());
    AGENCIES.contains(&name) || AGENCIES.contains(&first) || is_call_sign || named()
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
            ("LIMA, Peru, May 3, 2024 (Andes Press) -- ", "LIMA, Peru, May 3, 2024 (Andes Press) --|May 3, 2024|Andes Press"),
            ("LIMA (Andes Press) -- ", ""),
            ("LIMA, Peru (AP) — May 3, 2024 — ", "LIMA, Peru (AP) — May 3, 2024 —|May 3, 2024|AP"),
            ("LIMA (AP) — May be — ", "LIMA (AP) —||AP"),
            ("LIMA (May 3, 2024) — ", "LIMA (May 3, 2024) —|May 3, 2024|"),
            ("LIMA, Peru, May 3, 2024: ", "LIMA, Peru, May 3, 2024:|May 3, 2024|"),
            ("LIMA, May 3: ", "LIMA, May 3:|May 3|"),
            ("LIMA/CUSCO, 3 May 2024. ", "LIMA/CUSCO, 3 May 2024.|3 May 2024|"),
            ("ST. LOUIS, Sept. 3: ", "ST. LOUIS, Sept. 3:|Sept. 3|"),
            ("LIMA, May 3. ", ""),
            ("Lima, May 3, 2024: ", ""),
            ("LIMA: ", ""),
            ("EXCLUSIVE, May 3, 2024: ", ""),
        ] {
            assert_eq!(found(opening), expected, "{opening}");
        }
    }
}
