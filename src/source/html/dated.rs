//! The dates that a page shows, where they stand, and what they are of. A page is full of days that are not the one on which it was published: of today, of changes, of
//! other stories, of comments. What tells them apart is the place (near the headline, outside of what holds other things), the class of the element, and
//! the words before.

use super::entities;
use super::labels::{self, Role};
use super::main_text::is_inline;
use super::scan::{Piece, Tag};
use crate::source::dates::{self, Habit, Order, Sign};
use crate::source::draft::{Field, border, one_line};

/// Longest text of a line that is looked at, in bytes.
const LONGEST: usize = 400;
/// Lines of more letters than this are of the story.
const LONG: usize = 100;
/// How many of those may stand above the line with the date: a deck and a lead.
const DECKS: usize = 2;
/// Short lines that are kept.
const SHORT: usize = 100;
/// Elements that are watched at a time.
const OPEN: usize = 64;

/// An element that says something of what is in it.
struct Open<'t> {
    name: &'t str,
    role: Role,
    /// Open elements of its name in it, and itself.
    depth: u32,
    /// Bytes of text in it: one that holds the story is not called after a line of it.
    text: usize,
}

/// A day that is shown.
struct Shown {
    /// The number of its line.
    line: u32,
    order: u8,
    changed: bool,
    /// An `<article>` or `<main>` was opened before.
    framed: bool,
    value: String,
}

/// Reads the dates that a page shows.
#[derive(Default)]
pub struct Dated<'t> {
    open: Vec<Open<'t>>,
    text: String,
    line: u32,
    long: Vec<u32>,
    framed: bool,
    /// What the line before said of a date to come.
    sign: Option<Sign>,
    headings: Vec<(u32, String)>,
    /// The short lines before the story: one of them may be the headline of a page that has no heading.
    short: Vec<(u32, String)>,
    shown: Vec<Shown>,
}

/// A clue: its place in the order of trust, what it is of, the value, and where it stood.
pub type Told = (u8, Field, String, &'static str);

const PUBLISHED: u8 = 2;
const CREATED: u8 = 3;
const TIME: u8 = 4;
const LABELLED: u8 = 5;
const BARE: u8 = 6;
const FAR: u8 = 7;

impl<'t> Dated<'t> {
    /// Goes on by a piece of the page.
    pub fn piece(&mut self, piece: &Piece<'t>) {
        match piece {
            Piece::Text(text) => self.words(text),
            Piece::Tag(tag) if tag.closes => self.close(tag),
            Piece::Tag(tag) => self.open(*tag),
            Piece::Raw(..) | Piece::Comment(_) => {}
        }
    }

    fn is_aside(&self) -> bool {
        self.open.iter().any(|open| matches!(open.role, Role::Aside(_)))
    }

    fn words(&mut self, text: &str) {
        if self.is_aside() {
            return;
        }
        let room = LONGEST.saturating_sub(self.text.len());
        self.text.push_str(&text[..border(text, room)]);
        for open in &mut self.open {
            open.text += text.len();
        }
    }

    fn open(&mut self, tag: Tag<'t>) {
        let is_whole = tag.is_whole() || tag.is_void();
        if !is_inline(tag.name) {
            self.end_of_line();
        } else if ["span", "a", "abbr"].iter().any(|name| tag.is(name)) {
            // Style sheets put room between them.
            self.text.push(' ');
        }
        let closes_itself = ["p", "li", "td", "th", "tr", "dt", "dd"].iter().any(|name| tag.is(name));
        if closes_itself && self.open.last().is_some_and(|open| tag.is(open.name)) {
            self.end_of_line();
            self.open.pop();
        }
        self.framed |= tag.is("article") || tag.is("main");
        let role = labels::role(&tag);
        if role == Some(Role::Heading) && self.headings.is_empty() {
            // What holds the headline is the article, whatever it is called after.
            self.open.retain(|open| open.role != Role::Aside(true));
        }
        let role = role.filter(|_| !self.is_aside());
        if role.is_some() {
            self.end_of_line();
        }
        if !self.is_aside() {
            self.stamp(&tag, role);
        }
        match role.filter(|_| self.open.len() < OPEN) {
            _ if is_whole => {}
            Some(role) => self.open.push(Open { name: tag.name, role, depth: 1, text: 0 }),
            None => {
                if let Some(open) = self.open.iter_mut().rfind(|open| tag.is(open.name)) {
                    open.depth += 1;
                }
            }
        }
    }

    fn close(&mut self, tag: &Tag<'t>) {
        if !is_inline(tag.name) {
            self.end_of_line();
        }
        let Some(at) = self.open.iter().rposition(|open| tag.is(open.name)) else { return };
        self.open[at].depth -= 1;
        if self.open[at].depth == 0 {
            self.end_of_line();
            self.open.truncate(at);
        }
    }

    /// The day that an element bears in an attribute.
    fn stamp(&mut self, tag: &Tag<'_>, role: Option<Role>) {
        let role = role.filter(|role| !matches!(role, Role::Heading | Role::Aside(_)));
        let is_small = ["span", "abbr", "time"].iter().any(|name| tag.is(name));
        if role.is_none() && !is_small {
            return;
        }
        let Some(value) = labels::stamp(tag, role.is_some()) else { return };
        let around = self.role();
        let changed = role == Some(Role::Changed) || around == Some(Role::Changed);
        let changed = self.sign.map_or(changed, |sign| sign == Sign::Changed);
        if self.sign == Some(Sign::Other) {
            return;
        }
        let order = match role.or(around) {
            Some(Role::Published) => PUBLISHED,
            Some(Role::Created) => CREATED,
            Some(Role::Time) | Some(Role::Changed) => TIME,
            Some(_) => LABELLED,
            None => BARE,
        };
        let value = one_line(&entities::decode(value));
        self.show(self.line + 1, order, changed, value);
    }

    fn show(&mut self, line: u32, order: u8, changed: bool, value: String) {
        if self.shown.len() < 200 {
            self.shown.push(Shown { line, order, changed, framed: self.framed, value });
        }
    }

    /// What the elements say that the text stands in: the innermost that holds nothing but a line.
    fn role(&self) -> Option<Role> {
        self.open.iter().rev().find(|open| open.text <= 2 * LONG && open.role != Role::Heading).map(|open| open.role)
    }

    /// Looks at the line that is over.
    fn end_of_line(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = one_line(&entities::decode(&std::mem::take(&mut self.text)));
        if text.is_empty() {
            return;
        }
        self.line += 1;
        if self.open.iter().any(|open| open.role == Role::Heading) {
            if self.headings.len() < 8 {
                self.headings.push((self.line, text));
            }
            return;
        }
        if text.chars().count() >= LONG {
            self.long.push(self.line);
        }
        if text.len() <= 2 * LONG {
            if self.long.len() < DECKS && self.short.len() < SHORT {
                self.short.push((self.line, text.clone()));
            }
            self.dates(&dates::western_digits(&text));
        } else {
            self.sign = None;
        }
    }

    /// The days of a short line.
    fn dates(&mut self, text: &str) {
        let role = self.role();
        let said = self.sign.take();
        let mut mentions = dates::mentions(text);
        mentions.retain(dates::Mention::is_day);
        if mentions.is_empty() && role.is_some() {
            // Which number is the day is found out later.
            let orders = [Order::DayFirst, Order::MonthFirst];
            mentions.extend(orders.iter().find_map(|order| dates::of_two_digits(text, Habit { order: *order, last_year: 2099 })));
        }
        if mentions.is_empty() {
            // "Published" in an element of its own, and the day in the next.
            self.sign = if text.len() <= 40 { dates::sign(text) } else { None };
            return;
        }
        let mut from = 0;
        let last = mentions.len() - 1;
        for (number, mention) in mentions.into_iter().enumerate() {
            let before = &text[from..mention.start];
            let after = if number == last { &text[mention.end..] } else { "" };
            from = mention.end;
            let sign = dates::sign(before).or_else(|| sign_behind(after)).or(said);
            let sign = sign.or((role == Some(Role::Changed)).then_some(Sign::Changed));
            let order = match role {
                Some(Role::Published) => PUBLISHED,
                Some(Role::Created) => CREATED,
                Some(_) => LABELLED,
                None if sign.is_some() || is_line_of_date(before, &text[mention.end..]) => BARE,
                None => continue,
            };
            if sign != Some(Sign::Other) {
                let value = text[mention.start..mention.end].to_owned();
                self.show(self.line, order, sign == Some(Sign::Changed), value);
            }
        }
    }

    /// The headings of the page.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|(_, text)| text.as_str())
    }

    /// The line of the headline: that heading, or else a line that is in one of the names of the page.
    fn headline(&self, heading: Option<&str>, names: &[String]) -> Option<u32> {
        let is_name = |text: &str| text.contains(' ') && names.iter().any(|name| name.contains(text));
        let heading = self.headings.iter().find(|(_, text)| Some(text.as_str()) == heading).or(self.headings.first());
        heading.or_else(|| self.short.iter().find(|(_, text)| is_name(text))).map(|(line, _)| *line)
    }

    /// The days that speak for the publication and for changes, by where they stand from the headline.
    pub fn finish(mut self, heading: Option<&str>, names: &[String]) -> Vec<Told> {
        self.end_of_line();
        let heading = self.headline(heading, names);
        let is_near = |shown: &Shown| {
            let from = heading.unwrap_or(0);
            let decks = self.long.iter().filter(|line| (from..shown.line).contains(*line)).count();
            let is_above = heading.is_some_and(|heading| shown.line < heading && shown.line + 2 < heading && !shown.framed);
            decks < DECKS && !is_above
        };
        let mut far = self.shown.iter().filter(|shown| !shown.changed && !is_near(shown) && shown.order < BARE);
        let first_far = far.next().and_then(|shown| dates::stamp(&shown.value));
        let far_agree = far.all(|shown| dates::stamp(&shown.value) == first_far);
        let mut told = Vec::new();
        for shown in &self.shown {
            let near = is_near(shown);
            let below = heading.is_none_or(|heading| shown.line >= heading);
            let order = match (shown.order, near) {
                (BARE, true) if heading.is_none() => continue,
                (order, true) => order,
                (PUBLISHED, false) if far_agree || !below => PUBLISHED,
                (CREATED, false) if far_agree => CREATED,
                (BARE, false) => continue,
                (_, false) if far_agree && below => FAR,
                _ => continue,
            };
            let field = if shown.changed { Field::NotAfter } else { Field::Published };
            told.push((order, field, shown.value.clone(), place(shown.order)));
        }
        told
    }
}

fn place(order: u8) -> &'static str {
    match order {
        PUBLISHED => "itemprop `datePublished`",
        CREATED => "itemprop `dateCreated`",
        TIME => "`<time>`",
        LABELLED => "an element for the date",
        _ => "a line by the headline",
    }
}

/// A word behind a date that is all there is behind it: "2024/05/04 10:00 更新".
fn sign_behind(after: &str) -> Option<Sign> {
    let word = after.trim_matches(|c: char| !c.is_alphabetic());
    let is_one = !word.is_empty() && !word.contains(char::is_whitespace);
    dates::sign(word).filter(|sign| is_one && *sign != Sign::Other)
}

/// True for a line that is a date and, parted from it by a sign, a name, a place or a source: no sentence with a date in it.
fn is_line_of_date(before: &str, after: &str) -> bool {
    const SMALL: [&str; 8] = ["on", "le", "am", "el", "den", "il", "em", "op"];
    const BY: [&str; 8] = ["by", "von", "par", "por", "di", "door", "автор", "oleh"];
    const AFTER: [&str; 12] = ["at", "à", "às", "um", "uhr", "kl", "в", "о", "г", "r", "by", "року"];
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let bare = |word: &str| word.trim_matches(is_sign).to_lowercase();
    let mut leads: Vec<&str> = before.split_whitespace().collect();
    while leads.last().is_some_and(|word| dates::is_weekday(&bare(word)) || *word == ",") {
        leads.pop();
    }
    let names = leads.first().is_some_and(|word| BY.contains(&bare(word).as_str()));
    let parted = leads.last().is_some_and(|word| word.ends_with(is_sign) && !word.ends_with(','));
    let is_small = |word: &&str| SMALL.contains(&bare(word).as_str()) || !word.contains(char::is_alphabetic);
    let begins = leads.iter().all(is_small) || (leads.len() <= 8 && (names || parted));
    let tail = after.trim_start();
    let ends = tail.is_empty()
        || tail.starts_with(|c: char| !c.is_alphabetic())
        || tail.split_whitespace().next().is_some_and(|word| AFTER.contains(&bare(word).as_str()))
        || !tail.is_ascii() && tail.chars().count() <= 30;
    begins && ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_date_is_no_sentence_with_one() {
        for (before, after, expected) in [
            ("", "", true),
            ("On Friday, ", " at 14:05", true),
            ("By Ana Ruiz on ", "", true),
            ("Ana Ruiz | ", " · 2 min", true),
            ("Анна Іваненко — П'ятниця, ", ", 14:05", true),
            ("14:05, ", "", true),
            ("", " г. в 14:05", true),
            ("Attack on ", " killed 12", false),
            ("Kharkiv, ", "", false),
            ("", " killed 12 people", false),
            ("The siege that began on ", " goes on", false),
        ] {
            assert_eq!(is_line_of_date(before, after), expected, "{before}…{after}");
        }
    }
}
