//! What a format makes of a file: the text, where its parts stand, and every clue about it. The resolver makes the article.

use std::borrow::Cow;

use crate::model::{Provenance, Span};

/// What a clue speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Headline.
    Title,
    /// Publication date.
    Published,
    /// Who wrote it; one clue an author.
    Author,
    /// Who published it.
    Outlet,
    /// Address.
    Url,
    /// Language.
    Language,
    /// A day after which it was not published: it was changed or saved on it.
    NotAfter,
}

impl Field {
    /// The name as the article has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Published => "published",
            Self::Author => "authors",
            Self::Outlet => "outlet",
            Self::Url => "url",
            Self::Language => "language",
            Self::NotAfter => "not after",
        }
    }
}

/// Something a format found out. Clues of the same trust count in the order they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// What it speaks of.
    pub field: Field,
    /// The value as it stood.
    pub value: String,
    /// Where it stood: `front matter`, `og:title`, `line 1` ...
    pub place: Cow<'static, str>,
    /// What kind of place that is: how far it is trusted.
    pub trust: Provenance,
}

impl Clue {
    /// True if its place speaks of the making of a story, which began before it was published.
    pub fn is_of_making(&self) -> bool {
        ["created", "Created"].iter().any(|word| self.place.contains(word))
    }
}

/// An article before the resolver chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its key inside a file that holds many.
    pub member: Option<String>,
    /// The file in an archive that holds it alone: its name speaks for it, as that of a file on disk does.
    pub file: Option<String>,
    /// The id it came with.
    pub id: Option<String>,
    /// The text.
    pub text: String,
    /// Where the headline stands.
    pub title_span: Option<Span>,
    /// Where the story stands.
    pub body: Span,
    /// Where the dateline stands.
    pub dateline: Option<Span>,
    /// What was found out.
    pub clues: Vec<Clue>,
}

impl Draft {
    /// A draft whose body is the whole of `text`.
    pub fn whole(text: String) -> Self {
        let body = span(0, text.len());
        Self { text, body, ..Self::default() }
    }

    /// Cuts the text off behind byte `at`, or before the character that stands there.
    pub fn cut_off(&mut self, at: usize) {
        self.text.truncate(border(&self.text, at));
        let end = span(0, self.text.len()).end;
        self.body = Span::new(self.body.start.min(end), self.body.end.min(end));
        self.title_span = self.title_span.filter(|title| title.end <= end);
        self.dateline = self.dateline.filter(|dateline| dateline.end <= end);
    }

    /// Adds a clue, unless its value is blank.
    pub fn clue(&mut self, field: Field, value: &str, place: impl Into<Cow<'static, str>>, trust: Provenance) {
        let value = value.trim();
        if !value.is_empty() {
            self.clues.push(Clue { field, value: value.to_owned(), place: place.into(), trust });
        }
    }
}

/// The span of these bytes. Texts are below 4 GiB: see [`super::Limit::Document`].
pub fn span(start: usize, end: usize) -> Span {
    Span::new(u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX))
}

/// The last border between characters of `text` at or before byte `at`.
pub fn border(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The words of `text` with single blanks between them.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The lines of `text` that hold words, each with single blanks between them.
pub fn tidy(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
