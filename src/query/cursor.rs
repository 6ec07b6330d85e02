//! A place in the query string, and the pieces that can be read from there.

use super::error::{Fault, QueryError};

/// Reads a query string from left to right.
pub struct Cursor<'q> {
    text: &'q str,
    at: usize,
}

impl<'q> Cursor<'q> {
    pub const fn new(text: &'q str) -> Self {
        Self { text, at: 0 }
    }

    /// Byte of the query.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What was read since `from`.
    pub fn since(&self, from: usize) -> &'q str {
        &self.text[from..self.at]
    }

    /// What is still to be read.
    pub fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    pub fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Reads `piece` if it comes next.
    pub fn take(&mut self, piece: &str) -> bool {
        let comes = self.rest().starts_with(piece);
        if comes {
            self.at += piece.len();
        }
        comes
    }

    /// Reads `length` bytes, which end on a character border.
    pub fn advance(&mut self, length: usize) {
        self.at += length;
    }

    /// Reads up to the first character that is in `stops` or white space.
    pub fn take_until(&mut self, stops: &str) -> &'q str {
        let from = self.at;
        let length = self.rest().find(|c: char| c.is_whitespace() || stops.contains(c));
        self.at = length.map_or(self.text.len(), |length| from + length);
        self.since(from)
    }

    /// The run of characters that comes next, up to white space, a parenthesis or a quote.
    pub fn peek_bare(&self) -> &'q str {
        Self { text: self.text, at: self.at }.take_bare()
    }

    /// As [`Cursor::peek_bare`], read.
    pub fn take_bare(&mut self) -> &'q str {
        self.take_until("()\"")
    }

    /// Reads what stands in quotes, if a quote comes next; `\"` and `\\` stand for `"` and `\`.
    pub fn take_quoted(&mut self) -> Result<Option<String>, QueryError> {
        let from = self.at;
        if !self.take("\"") {
            return Ok(None);
        }
        let mut quoted = String::new();
        let mut characters = self.rest().char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return Ok(Some(quoted));
                }
                '\\' if self.rest()[at + 1..].starts_with(['"', '\\']) => quoted.extend(characters.next().map(|(_, c)| c)),
                c => quoted.push(c),
            }
        }
        Err(QueryError::new(from, Fault::OpenQuote))
    }
}
