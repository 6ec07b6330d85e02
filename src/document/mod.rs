//! An article's text cut into paragraphs, sentences and tokens, all as byte spans of the text.
//!
//! The index and extraction take word borders from the same lines ([`words`]), so that what is found can be searched.

pub mod fold;
mod marks;
mod sentences;
mod sketch;
mod token;
mod words;

use crate::model::{Article, Published, Span};

pub use marks::{Mark, Marks};
pub use sentences::Sentence;
pub use sketch::{BINS, Names, Sketch, Wording};
pub use token::{Gap, Shape, Token};
pub use words::{Words, words};

/// A text cut up. Tokens, sentences and paragraphs are numbered from 0 in the order of the text.
#[derive(Debug)]
pub struct Document<'a> {
    /// The whole text that spans count in.
    pub text: &'a str,
    /// Words of headline and body.
    pub tokens: Vec<Token>,
    /// Sentences, which cover all tokens without a hole.
    pub sentences: Vec<Sentence>,
    /// For every token the number of its sentence.
    sentence_of: Vec<u32>,
    /// Number of the first body sentence: those before are the headline.
    pub body_starts: usize,
    /// Where the dateline stands.
    pub dateline: Option<Span>,
    /// When the article was published: what "Tuesday" counts from.
    pub published: Published,
    /// What stands after the last word.
    tail: Gap,
}

/// Words of the longest headline; the headlines of agencies and newspapers have up to twenty.
const HEADLINE: usize = 24;

impl<'a> Document<'a> {
    /// Cuts up an article's headline and body.
    #[must_use]
    pub fn of(article: &'a Article) -> Self {
        let mut document = Self {
            text: &article.text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            body_starts: 0,
            dateline: article.dateline,
            published: article.published,
            tail: Gap::default(),
        };
        if let Some(title) = article.title_span.filter(|title| title.end <= article.body.start) {
            document.add(title);
            document.body_starts = document.sentences.len();
        }
        document.add(article.body);
        if document.body_starts == 0 && document.opens_with_headline() {
            document.body_starts = 1;
        }
        document
    }

    /// A short line without a full stop above all others, where no source says which is the headline.
    fn opens_with_headline(&self) -> bool {
        let [first, second, ..] = self.sentences.as_slice() else { return false };
        let stops = ['.', '!', '?', '"', '”', ':', ';', ','];
        let ends = |sentence: &Sentence| sentence.span.of(self.text).ends_with(stops);
        // Digests have a line with the topic, and one with its part.
        let body = ends(second) || second.tokens().len() > HEADLINE || self.word(second.first).eq_ignore_ascii_case("by");
        first.paragraph != second.paragraph && first.tokens().len() <= HEADLINE && !ends(first) && body
    }

    fn add(&mut self, span: Span) {
        let before = self.tokens.len();
        self.tail = token::tokens(span.of(self.text), span.start, &mut self.tokens);
        if let Some(first) = self.tokens.get_mut(before).filter(|_| before > 0) {
            first.gap = first.gap.and(Gap::LINE).and(Gap::BLANK_LINE).and(Gap::SPACE);
        }
        self.sentence_of.reserve(self.tokens.len() - before);
        let paragraph = self.sentences.last().map_or(0, |s| s.paragraph + 1);
        let known = self.sentences.len();
        sentences::split(self.text, &self.tokens, before, paragraph, &mut self.sentences);
        for (number, sentence) in self.sentences.iter().enumerate().skip(known) {
            self.sentence_of.resize(sentence.end, number as u32);
        }
    }

    /// The word of token `at`, as it stands in the text.
    #[must_use]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| Span::new(t.start, t.end).of(self.text))
    }

    /// True if token `at` is written exactly so: a quicker question than [`Self::word`], which looks for the borders of characters.
    #[inline]
    #[must_use]
    pub fn reads(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let (start, end) = (token.start as usize, token.end as usize);
            end - start == word.len() && self.text.as_bytes()[start..end] == *word.as_bytes()
        })
    }

    /// The gap before token `at`; after the last token, the gap at the end.
    #[must_use]
    pub fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(self.tail, |t| t.gap)
    }

    /// The span from token `first` up to, not including, token `end`.
    #[must_use]
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) if first < end => Span::new(a.start, b.end),
            _ => Span::default(),
        }
    }

    /// The first token from `at` on that bears the mark, past the last if none does: sentences without it are passed over at once.
    #[must_use]
    pub fn next_marked(&self, at: usize, mark: Mark) -> usize {
        let mut at = at;
        while at < self.tokens.len() {
            let sentence = self.sentence_at(at);
            if sentence.marks.has(mark)
                && let Some(found) = self.tokens[at..sentence.end].iter().position(|token| token.marks.has(mark))
            {
                return at + found;
            }
            at = sentence.end;
        }
        at
    }

    /// The tokens that bear the mark.
    pub fn marked(&self, mark: Mark) -> impl Iterator<Item = usize> {
        let next = move |at| Some(self.next_marked(at, mark)).filter(|at| *at < self.tokens.len());
        std::iter::successors(next(0), move |at| next(at + 1))
    }

    /// The number of the sentence that token `at` stands in.
    #[must_use]
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentence_of.get(at).copied().unwrap_or(0) as usize
    }

    /// The sentence that token `at` stands in.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> &Sentence {
        &self.sentences[self.sentence_of(at)]
    }
}
