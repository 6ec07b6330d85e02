//! "Today, 29 March 2021, the gallery made known": a story that says itself on which day it was written.

use super::super::dates;
use super::lines::Block;

/// The words of the date that stands beside "today" in the first paragraph, outside quotations.
pub fn date<'t>(text: &'t str, body: &[Block]) -> Option<&'t str> {
    let lead = body.first()?.of(text);
    let told_today = |start: usize| {
        let before = lead[..start].trim_end_matches([' ', ',', '(']);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        word.is_some_and(|word| word.eq_ignore_ascii_case("today")) && !before.contains(['"', '“', '«', '‘'])
    };
    let dates = dates::mentions(lead).into_iter().filter(|date| date.range.single().is_some());
    dates.filter(|date| told_today(date.start)).map(|date| &lead[date.start..date.end]).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_beside_a_date() {
        for (text, expected) in [
            ("Today, 3 May 2024, the bridge was opened.", "3 May 2024"),
            ("The bridge was opened today (May 3, 2024) at noon.", "May 3, 2024"),
            ("The bridge was opened on 3 May 2024. Today it is closed.", ""),
            ("He wrote: “Today, 3 May 1945, we are free.”", ""),
            ("USA Today, May 2024, page 3", ""),
        ] {
            let block = Block { start: 0, end: text.len(), lines: 1 };
            assert_eq!(date(text, &[block]).unwrap_or_default(), expected, "{text}");
        }
    }
}
