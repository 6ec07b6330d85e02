//! Text made fit for a terminal: harmless, as wide as it is, and coloured only if asked for. What articles say is not ours:
//! a title may carry escape sequences that would move the cursor, or marks that turn the reading direction round.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

/// What a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colours and bold.
    pub color: bool,
    /// Columns.
    pub width: usize,
}

impl Look {
    /// No colour, 100 columns: what a file or a pipe gets.
    pub const PLAIN: Self = Self { color: false, width: 100 };

    /// `text` in `style`, if colours are shown.
    #[must_use]
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// `text` on one line, without anything that a terminal obeys instead of showing.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !obeyed(c) {
            clean.push(c);
        }
    }
    clean
}

/// Control characters, marks of reading direction, and tags that show nothing.
fn obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Columns that `text` takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// `text` in at most `width` columns, its end replaced by `…` if it is longer.
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| {
        let taken = c.width().unwrap_or(0);
        let fits = taken <= room;
        room = room.saturating_sub(taken);
        fits
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// `text` in lines of at most `width` columns, each behind `indent`, the words in `marked` byte ranges in `style`.
/// The ranges are sorted and do not overlap.
#[must_use]
pub fn wrap(text: &str, marked: &[(usize, usize)], indent: &str, look: Look, style: Style) -> String {
    let width = look.width.saturating_sub(columns(indent)).max(20);
    let mut out = String::from(indent);
    let mut taken = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let (start, bare) = (at, word.trim_end());
        at += word.len();
        if bare.is_empty() {
            continue;
        }
        let wide = columns(bare);
        if taken > 0 && taken + 1 + wide > width {
            let _ = write!(out, "\n{indent}");
            taken = 0;
        } else if taken > 0 {
            out.push(' ');
            taken += 1;
        }
        taken += wide;
        mark(&mut out, bare, start, marked, look, style);
    }
    out
}

/// Writes `word`, which stands at byte `start` of its text, with its marked parts in `style`.
fn mark(out: &mut String, word: &str, start: usize, marked: &[(usize, usize)], look: Look, style: Style) {
    let mut done = 0;
    for &(from, to) in marked {
        let from = from.saturating_sub(start).clamp(done, word.len());
        let to = to.saturating_sub(start).clamp(from, word.len());
        if let (Some(before), Some(inside)) = (word.get(done..from), word.get(from..to)) {
            out.push_str(before);
            out.push_str(&look.paint(style, inside));
            done = to;
        }
    }
    out.push_str(word.get(done..).unwrap_or_default());
}

/// `1 article`, `2 articles`.
#[must_use]
pub fn plural(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOR: Look = Look { color: true, width: 24 };

    #[test]
    fn what_a_terminal_would_obey_is_gone() {
        for (text, shown) in [
            ("Kyiv\u{1b}[2J\u{7}", "Kyiv[2J"),
            ("two\r\nlines\tand tabs", "two lines and tabs"),
            ("\u{9b}31mred", "31mred"),
            ("\u{202e}kcatta\u{202c}", "kcatta"),
            ("Kfar Aza כפר עזה", "Kfar Aza כפר עזה"),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }

    #[test]
    fn text_is_cut_by_columns_not_by_bytes() {
        for (text, width, shown) in
            [("Kharkiv", 7, "Kharkiv"), ("Kharkiv", 6, "Khark…"), ("東京大阪", 6, "東京…"), ("a bc", 3, "a…"), ("ab", 0, "…")]
        {
            assert_eq!(fit(text, width), shown);
        }
    }

    #[test]
    fn lines_break_at_spaces_and_marks_survive_them() {
        let text = "Three people were killed in Kharkiv overnight";
        let shown = wrap(text, &[(18, 24)], "  ", COLOR, Style::new().bold());
        assert_eq!(shown, "  Three people were\n  \u{1b}[1mkilled\u{1b}[0m in Kharkiv\n  overnight");
        let crossing = wrap(text, &[(6, 17)], "", Look { color: true, width: 80 }, Style::new().bold());
        assert_eq!(crossing, "Three \u{1b}[1mpeople\u{1b}[0m \u{1b}[1mwere\u{1b}[0m killed in Kharkiv overnight");
        assert_eq!(wrap(text, &[(18, 24)], "", Look { width: 80, ..Look::PLAIN }, Style::new().bold()), text);
    }
}
