//! What stands before the story: headline, byline, date, address, section label, and lines with a label ("Published: ...").

use super::super::dates;
use super::super::draft::{Draft, Field, one_line, span};
use super::{byline, dateline, lines::Block};
use crate::model::Provenance;

/// In how many blocks from the top a byline may stand.
const BYLINE_WITHIN: usize = 6;

/// Labels and what the rest of their line is.
const LABELS: [(&str, Field); 18] = [
    ("title", Field::Title),
    ("headline", Field::Title),
    ("subject", Field::Title),
    ("date", Field::Published),
    ("published", Field::Published),
    ("published on", Field::Published),
    ("publication date", Field::Published),
    ("posted", Field::Published),
    ("posted on", Field::Published),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("byline", Field::Author),
    ("автор", Field::Author),
    ("source", Field::Outlet),
    ("outlet", Field::Outlet),
    ("publisher", Field::Outlet),
    ("url", Field::Url),
    ("link", Field::Url),
];

/// Names of sections that stand above a headline.
const SECTIONS: [&str; 16] = [
    "world",
    "news",
    "world news",
    "politics",
    "business",
    "sport",
    "sports",
    "europe",
    "asia",
    "africa",
    "americas",
    "middle east",
    "opinion",
    "breaking news",
    "latest news",
    "international",
];

/// Collects the clues above the story and returns the number of the block it begins with. At least one block is left for the story.
pub fn read(text: &str, blocks: &[Block], draft: &mut Draft) -> usize {
    let mut at = 0;
    while at + 1 < blocks.len() && at < BYLINE_WITHIN {
        let words = blocks[at].of(text);
        if dateline::of(words).is_some() || !is_header(text, blocks, at, draft) {
            break;
        }
        at += 1;
    }
    for block in blocks.iter().take(BYLINE_WITHIN).skip(at) {
        for name in byline::authors(block.of(text)) {
            draft.clue(Field::Author, &name, "byline", Provenance::Text);
        }
    }
    at
}

/// Most lines of a header that stand together, and the longest of them.
const TOGETHER: u32 = 6;
const LONGEST: usize = 160;

/// The blocks, with a first one parted into its lines that is a header pasted without blank lines: a headline, "By Anna Jones", "Published:
/// 1 June 2024". Every line but the headline must say what it is: a wrapped sentence may well have a line that is only a date.
pub fn parted(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let Some(first) = blocks.first().copied().filter(|first| (2..=TOGETHER).contains(&first.lines) && blocks.len() > 1) else {
        return blocks;
    };
    let lines: Vec<Block> = first
        .of(text)
        .split_inclusive(['\n', '\r'])
        .scan(first.start, |start, line| {
            let begins = *start + (line.len() - line.trim_start().len());
            *start += line.len();
            Some(Block { start: begins, end: begins + line.trim().len(), lines: 1 })
        })
        .filter(|line| line.end > line.start)
        .collect();
    let says_so = |line: &Block| {
        let words = line.of(text);
        label(words, line.start, &mut Draft::default())
            || date_line(words).is_some_and(|line| !ends_as_sentence(line))
            || !byline::authors(words).is_empty()
            || is_section(words)
            || is_address(words)
    };
    let short = lines.iter().all(|line| line.end - line.start <= LONGEST);
    if !short || lines.iter().filter(|line| !says_so(line)).count() > 1 {
        return blocks;
    }
    lines.into_iter().chain(blocks.into_iter().skip(1)).collect()
}

fn is_header(text: &str, blocks: &[Block], at: usize, draft: &mut Draft) -> bool {
    let block = blocks[at];
    let words = block.of(text);
    let is_ornament = !words.contains(char::is_alphanumeric);
    if is_ornament {
        return true;
    }
    if block.lines == 1 && (label(words, block.start, draft) || is_section(words)) {
        return true;
    }
    let authors = byline::authors(words);
    if !authors.is_empty() {
        authors.iter().for_each(|name| draft.clue(Field::Author, name, "byline", Provenance::Text));
        return true;
    }
    if let Some(date) = date_line(words) {
        draft.clue(Field::Published, date, "opening line", Provenance::Text);
        return true;
    }
    if is_address(words) {
        draft.clue(Field::Url, words, "opening line", Provenance::Text);
        return true;
    }
    let has_title = draft.clues.iter().any(|clue| clue.field == Field::Title);
    if !has_title && is_headline(words) {
        let headline = bare_headline(words);
        let start = block.start + words.find(headline).unwrap_or(0);
        draft.title_span = Some(span(start, start + headline.len()));
        draft.clue(Field::Title, &one_line(headline), "headline", Provenance::Text);
        return true;
    }
    false
}

/// Takes "Published: 3 May 2024" apart.
fn label(words: &str, start: usize, draft: &mut Draft) -> bool {
    let Some((name, value)) = words.split_once(':') else { return false };
    let name = name.trim().to_lowercase();
    let Some((_, field)) = LABELS.iter().find(|(label, _)| *label == name) else { return false };
    let value_start = start + (words.len() - value.len()) + (value.len() - value.trim_start().len());
    let value = value.trim();
    let fits = match field {
        Field::Published => dates::stamp(value).is_some(),
        Field::Url => is_address(value),
        _ => !value.is_empty() && value.chars().count() <= 200,
    };
    if fits {
        if *field == Field::Title {
            draft.title_span = Some(span(value_start, value_start + value.len()));
        }
        draft.clue(*field, value, "labelled line", Provenance::Text);
    }
    fits
}

fn is_section(words: &str) -> bool {
    SECTIONS.contains(&words.to_lowercase().as_str())
}

fn is_address(words: &str) -> bool {
    (words.starts_with("http://") || words.starts_with("https://")) && !words.contains(char::is_whitespace)
}

/// The words of a line that is nothing but a date, with or without "Published" before it and a time behind it.
fn date_line(words: &str) -> Option<&str> {
    if words.len() > 80 || words.to_lowercase().starts_with("updated") {
        return None;
    }
    let found = dates::mentions(words).into_iter().find(|mention| mention.is_day())?;
    let around = [&words[..found.start], &words[found.end..]].concat().to_lowercase();
    let is_filler = |word: &str| {
        word.is_empty()
            || word.bytes().all(|b| b.is_ascii_digit())
            || [
                "published",
                "posted",
                "on",
                "at",
                "am",
                "pm",
                "a",
                "p",
                "m",
                "gmt",
                "utc",
                "est",
                "edt",
                "bst",
                "cet",
                "the",
                "date",
            ]
            .contains(&word)
            || dates::is_weekday(word)
    };
    around.split(|c: char| !c.is_alphanumeric()).all(is_filler).then_some(words)
}

/// Short, one or two lines, and no sentence.
fn is_headline(words: &str) -> bool {
    if words.len() > 800 || words.chars().count() > 200 || words.lines().count() > 2 {
        return false;
    }
    let mut count = 0;
    let mut last = "";
    for word in words.split_whitespace() {
        count += 1;
        last = word;
    }
    let is_markup = words.starts_with('<') && words.ends_with('>');
    let ends_open = bare(last).ends_with([',', ';', ':']);
    count <= 30 && words.chars().any(char::is_alphabetic) && !ends_as_sentence(last) && !ends_open && !is_markup
}

/// Without the line of signs below it, and without emphasis.
fn bare_headline(words: &str) -> &str {
    let (first, last) = words.split_once(['\n', '\r']).unwrap_or((words, ""));
    let last = last.trim();
    let is_line = last.len() > 2 && ['=', '-', '~', '*', '_'].iter().any(|sign| last.chars().all(|c| c == *sign));
    let words = if is_line { first.trim_end() } else { words };
    let words = words.strip_prefix("# ").map_or(words, str::trim_start);
    ["**", "__", "*", "_"].iter().find_map(|sign| words.strip_prefix(sign)?.strip_suffix(sign)).unwrap_or(words)
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(['"', '\'', '”', '’', '»', ')'])
}

/// True if the last word has the stop of a sentence behind it: not that of "U.S." or "p.m."
fn ends_as_sentence(words: &str) -> bool {
    let last = bare(words.split_whitespace().next_back().unwrap_or_default());
    let is_abbreviation = last.strip_suffix('.').is_some_and(|rest| rest.contains('.'));
    last.ends_with('.') && !last.ends_with("...") && !is_abbreviation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_short_and_no_sentences() {
        for (words, expected) in [
            ("Bus plunges into ravine", true),
            ("Who shot the mayor?", true),
            ("Strikes kill three in the U.S.", true),
            ("“We will not leave”", true),
            ("Talks end with no deal...", true),
            ("The bus left the road.", false),
            ("The mayor said:", false),
            ("12345", false),
            (&"word ".repeat(31), false),
        ] {
            assert_eq!(is_headline(words.trim()), expected, "{words}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date_dates_the_article() {
        for (words, expected) in [
            ("July 23, 2025", true),
            ("Published on Wednesday, 23 July 2025 at 14:05 GMT", true),
            ("2025-07-23", true),
            ("Updated July 23, 2025", false),
            ("On February 24, 2022 the war began", false),
            ("July 2025", false),
        ] {
            assert_eq!(date_line(words).is_some(), expected, "{words}");
        }
    }
}
