//! Reads the query language.
//!
//! ```ebnf
//! query     = [ any ] ;                                       (* nothing: every article *)
//! any       = all , { "OR" , all } ;
//! all       = unary , { [ "AND" ] , unary } ;
//! unary     = { "NOT" | "-" } , item ;
//! item      = "(" , any , ")" | "*" | near | condition | incident ;
//! near      = text , { ( "NEAR" | "BEFORE" ) , "/" , number , text } ;
//! text      = [ textfield , ":" ] , ( word | word , "*" | word , "~" , [ "1" | "2" ] | phrase | "(" , any , ")" ) ;
//! phrase    = '"' , word , { word } , '"' , [ "~" , number ] ;
//! textfield = "text" | "title" | "body" ;
//! condition = field , ":" , value , { "," , value } ;
//! value     = name | path | days | count | scope ;            (* bare, or in quotes: \" and \\ stand for " and \ *)
//! days      = date | date , ".." , [ date ] | ".." , date | compare , date | "unknown" ;
//! count     = number | number , ".." , [ number ] | ".." , number | compare , number ;
//! compare   = ">=" | ">" | "<=" | "<" ;
//! date      = YYYY | YYYY-MM | YYYY-MM-DD ;
//! incident  = "incident:(" , condition , { [ "AND" ] , condition } , ")" ;
//! ```
//!
//! Operators are words in capitals. A bare word that holds several words (`S-400`) is a phrase. Values joined by commas
//! mean any of them. Marks that hold no letter or digit are passed over, as the index passes over them.

use crate::model::{Field, Kind};

use super::cursor::Cursor;
use super::error::{DEEPEST, Fault, QueryError};
use super::pattern::{bare_pattern, cut, joined, number, run};
use super::resolve::Resolver;
use super::{Condition, Pattern, Query, Text, value};

/// Reads a query; names are resolved by `resolver`. The query is not yet in normal form, so that flags can join it.
///
/// # Errors
/// If the text is no query: where, why, and what to write instead.
pub fn parse(text: &str, resolver: &dyn Resolver) -> Result<Query, QueryError> {
    let mut parser = Parser { cursor: Cursor::new(text), resolver, depth: 0 };
    if text.trim().is_empty() {
        return Ok(Query::All);
    }
    let query = parser.any(Field::Text)?;
    parser.cursor.skip_space();
    if parser.cursor.rest().is_empty() { Ok(query) } else { Err(QueryError::new(parser.cursor.at(), Fault::Unopened)) }
}

struct Parser<'q> {
    cursor: Cursor<'q>,
    resolver: &'q dyn Resolver,
    depth: usize,
}

type Parsed<T> = Result<T, QueryError>;

impl Parser<'_> {
    fn any(&mut self, field: Field) -> Parsed<Query> {
        let mut any = vec![self.all(field)?];
        while self.keyword("OR") {
            let at = self.cursor.at() - "OR".len();
            any.push(self.operand(("OR", at), |parser| parser.all(field))?);
        }
        Ok(if any.len() == 1 { any.swap_remove(0) } else { Query::Or(any) })
    }

    fn all(&mut self, field: Field) -> Parsed<Query> {
        self.cursor.skip_space();
        let from = self.cursor.at();
        let mut all = Vec::new();
        while !self.at_end_of_all() {
            let at = self.cursor.at();
            if self.keyword("AND") {
                if all.is_empty() {
                    return Err(QueryError::new(at, Fault::Dangling("AND".to_owned(), "left")));
                }
                all.push(self.operand(("AND", at), |parser| parser.required(field))?);
            } else {
                all.extend(self.unary(field)?);
            }
        }
        match all.len() {
            0 if self.peek_keyword("OR") => Err(QueryError::new(self.cursor.at(), Fault::Dangling("OR".to_owned(), "left"))),
            0 if self.depth == 0 && self.cursor.rest().starts_with(')') => {
                Err(QueryError::new(self.cursor.at(), Fault::Unopened))
            }
            0 => Err(QueryError::new(from, Fault::NoWord(self.cursor.since(from).trim_end().to_owned()))),
            1 => Ok(all.swap_remove(0)),
            _ => Ok(Query::And(all)),
        }
    }

    fn at_end_of_all(&mut self) -> bool {
        self.cursor.skip_space();
        let rest = self.cursor.rest();
        rest.is_empty() || rest.starts_with(')') || self.peek_keyword("OR")
    }

    /// What stands right of an operator; nothing there is the operator's fault.
    fn operand<T>(&mut self, (operator, at): (&str, usize), read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.cursor.skip_space();
        let rest = self.cursor.rest();
        let nothing = rest.is_empty() || rest.starts_with(')') || self.peek_keyword("OR") || self.peek_keyword("AND");
        if nothing { Err(QueryError::new(at, Fault::Dangling(operator.to_owned(), "right"))) } else { read(self) }
    }

    fn required(&mut self, field: Field) -> Parsed<Query> {
        let at = self.cursor.at();
        let read = self.unary(field)?;
        read.ok_or_else(|| QueryError::new(at, Fault::NoWord(self.cursor.since(at).to_owned())))
    }

    fn unary(&mut self, field: Field) -> Parsed<Option<Query>> {
        let mut inverted = false;
        let mut operator = None;
        loop {
            self.cursor.skip_space();
            let at = self.cursor.at();
            let next = self.cursor.rest().chars().nth(1);
            if self.keyword("NOT") {
                operator = Some(("NOT", at));
            } else if next.is_some_and(|c| !c.is_whitespace() && c != ')') && self.cursor.take("-") {
                operator = Some(("-", at));
            } else {
                break;
            }
            inverted = !inverted;
        }
        let query = match operator {
            Some(operator) => Some(self.operand(operator, |parser| parser.required_item(field))?),
            None => self.item(field)?,
        };
        Ok(if inverted { query.map(|query| Query::Not(Box::new(query))) } else { query })
    }

    fn required_item(&mut self, field: Field) -> Parsed<Query> {
        let at = self.cursor.at();
        let read = self.item(field)?;
        read.ok_or_else(|| QueryError::new(at, Fault::NoWord(self.cursor.since(at).to_owned())))
    }

    /// One item; `None` if it was only marks without a letter or digit.
    fn item(&mut self, field: Field) -> Parsed<Option<Query>> {
        if self.cursor.rest().starts_with('(') {
            return self.group(field).map(Some);
        }
        let at = self.cursor.at();
        let bare = self.cursor.peek_bare();
        let Some((name, _)) = bare.split_once(':').filter(|(name, _)| is_name(name)) else {
            return self.text(field);
        };
        let after = &self.cursor.rest()[name.len() + 1..];
        let known = name.parse::<Field>().ok();
        if known.is_none()
            && name != "incident"
            && (after.is_empty() || after.starts_with("//") || after.starts_with(char::is_whitespace))
        {
            return self.text(field);
        }
        self.cursor.advance(name.len() + 1);
        match known {
            Some(field) if field.kind() == Kind::Text => self.text_of(field, at).map(Some),
            Some(field) => self.condition(field).map(|condition| Some(Query::Is(condition))),
            None if name == "incident" => self.incident(at).map(Some),
            None => Err(QueryError::new(at, Fault::NoField(name.to_owned()))),
        }
    }

    fn group(&mut self, field: Field) -> Parsed<Query> {
        let at = self.cursor.at();
        self.cursor.take("(");
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(at, Fault::TooDeep));
        }
        self.cursor.skip_space();
        if self.cursor.take(")") {
            return Err(QueryError::new(at, Fault::NoWord("()".to_owned())));
        }
        if self.cursor.rest().is_empty() {
            return Err(QueryError::new(at, Fault::Unclosed));
        }
        let query = self.any(field)?;
        self.cursor.skip_space();
        self.depth -= 1;
        if self.cursor.take(")") { Ok(query) } else { Err(QueryError::new(at, Fault::Unclosed)) }
    }

    /// What follows `title:`.
    fn text_of(&mut self, field: Field, at: usize) -> Parsed<Query> {
        if self.cursor.rest().starts_with('(') {
            return self.group(field);
        }
        let from = self.cursor.at();
        if self.cursor.rest().starts_with(')') || self.cursor.peek_bare().is_empty() && !self.cursor.rest().starts_with('"') {
            return Err(QueryError::new(at, Fault::NoValue(field.to_string())));
        }
        if self.cursor.peek_bare() == "*" {
            return Err(QueryError::new(from, Fault::Wildcard("*".to_owned())));
        }
        let query = self.text(field)?;
        query.ok_or_else(|| QueryError::new(from, Fault::NoWord(self.cursor.since(from).to_owned())))
    }

    /// A pattern, and what it is near to.
    fn text(&mut self, field: Field) -> Parsed<Option<Query>> {
        if self.cursor.peek_bare() == "*" {
            self.cursor.take("*");
            return Ok(Some(Query::All));
        }
        let at = self.cursor.at();
        let Some(mut last) = self.pattern()? else { return Ok(None) };
        let mut near = Vec::new();
        while let Some((operator, between)) = self.near_operator()? {
            let left = run(&last).ok_or_else(|| QueryError::new(at, Fault::NearWhat(operator.to_owned())))?;
            let right_at = self.near_operand(operator)?;
            let no_run = || QueryError::new(right_at, Fault::NearWhat(operator.to_owned()));
            let next = self.pattern()?.ok_or_else(no_run)?;
            let right = run(&next).ok_or_else(no_run)?;
            near.push(Pattern::Near { left, right, between, ordered: operator == "BEFORE" });
            last = next;
        }
        let text = |pattern| Query::Text(Text { field, pattern });
        Ok(Some(match near.len() {
            0 => text(last),
            1 => text(near.swap_remove(0)),
            _ => Query::And(near.into_iter().map(text).collect()),
        }))
    }

    /// `NEAR/5` or `BEFORE/5`, if one comes next.
    fn near_operator(&mut self) -> Parsed<Option<(&'static str, u32)>> {
        self.cursor.skip_space();
        let bare = self.cursor.peek_bare();
        let Some((name, distance)) = bare.split_once('/') else { return Ok(None) };
        let Some(operator) = ["NEAR", "BEFORE"].into_iter().find(|operator| *operator == name) else { return Ok(None) };
        let between = number(distance).ok_or_else(|| QueryError::new(self.cursor.at(), Fault::Distance(bare.to_owned())))?;
        self.cursor.take_bare();
        Ok(Some((operator, between)))
    }

    /// Where the right side of a near operator begins; it must be words.
    fn near_operand(&mut self, operator: &str) -> Parsed<usize> {
        let at = self.cursor.at();
        self.cursor.skip_space();
        let rest = self.cursor.rest();
        if rest.is_empty() || rest.starts_with(')') {
            return Err(QueryError::new(at, Fault::Dangling(operator.to_owned(), "right")));
        }
        let named = self.cursor.peek_bare().split_once(':').is_some_and(|(name, _)| is_name(name));
        if named || rest.starts_with(['(', '-']) {
            return Err(QueryError::new(self.cursor.at(), Fault::NearWhat(operator.to_owned())));
        }
        Ok(self.cursor.at())
    }

    fn pattern(&mut self) -> Parsed<Option<Pattern>> {
        let at = self.cursor.at();
        let faulty = |fault| QueryError::new(at, fault);
        if let Some(quoted) = self.cursor.take_quoted()? {
            let written = self.cursor.since(at).to_owned();
            return self.phrase(&quoted, &written).map(Some).map_err(faulty);
        }
        bare_pattern(self.cursor.take_bare()).map_err(faulty)
    }

    /// A phrase whose closing quote was just read.
    fn phrase(&mut self, quoted: &str, written: &str) -> Result<Pattern, Fault> {
        let words = cut(quoted);
        if words.is_empty() {
            return Err(Fault::NoWord(written.to_owned()));
        }
        if self.cursor.rest().starts_with('*') {
            return Err(Fault::SingleWord { mark: '*', written: written.to_owned() });
        }
        if !self.cursor.take("~") {
            return Ok(joined(words, 0));
        }
        let slop = self.cursor.take_until("()\"");
        match words.as_slice() {
            [word] => Err(Fault::Slop(word.clone())),
            _ => number(slop).map(|slop| joined(words, slop)).ok_or_else(|| Fault::Distance(format!("~{slop}"))),
        }
    }

    /// What follows `location:` and the like.
    fn condition(&mut self, field: Field) -> Parsed<Condition> {
        let at = self.cursor.at();
        if self.cursor.rest().starts_with('(') {
            return Err(QueryError::new(at, Fault::NoGroup(field)));
        }
        let mut written = Vec::new();
        loop {
            let value_at = self.cursor.at();
            let value = match self.cursor.take_quoted()? {
                Some(quoted) => quoted,
                None => self.cursor.take_until(",()\"").to_owned(),
            };
            if value.trim().is_empty() {
                return Err(QueryError::new(value_at, Fault::NoValue(field.to_string())));
            }
            written.push(value);
            if !self.cursor.take(",") {
                break;
            }
        }
        value::condition(field, &written, self.resolver).map_err(|fault| QueryError::new(at, fault))
    }

    /// What follows `incident:`.
    fn incident(&mut self, at: usize) -> Parsed<Query> {
        let open = self.cursor.at();
        if !self.cursor.take("(") {
            return Err(QueryError::new(at, Fault::IncidentWhat));
        }
        let mut conditions = Vec::new();
        loop {
            self.cursor.skip_space();
            if self.cursor.take(")") {
                break;
            }
            if self.cursor.rest().is_empty() {
                return Err(QueryError::new(open, Fault::Unclosed));
            }
            if !conditions.is_empty() && self.keyword("AND") {
                let at = self.cursor.at() - "AND".len();
                self.operand(("AND", at), |_| Ok(()))?;
            }
            conditions.push(self.condition_of_incident()?);
        }
        if conditions.is_empty() { Err(QueryError::new(at, Fault::IncidentWhat)) } else { Ok(Query::Incident(conditions)) }
    }

    fn condition_of_incident(&mut self) -> Parsed<Condition> {
        let at = self.cursor.at();
        let bare = self.cursor.peek_bare();
        let named = bare.split_once(':').and_then(|(name, _)| Some((name, name.parse::<Field>().ok()?)));
        match named {
            Some((name, field)) if field.fits_incident() => {
                self.cursor.advance(name.len() + 1);
                self.condition(field)
            }
            _ => {
                let first = self.cursor.rest().chars().next().map(String::from).unwrap_or_default();
                let written = if bare.is_empty() { first } else { bare.to_owned() };
                Err(QueryError::new(at, Fault::NotOfIncident(written)))
            }
        }
    }

    fn peek_keyword(&self, keyword: &str) -> bool {
        self.cursor.peek_bare() == keyword
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        self.cursor.skip_space();
        self.peek_keyword(keyword) && self.cursor.take(keyword)
    }
}

/// Could be meant as a field's name: a flag's is not, and is told.
fn is_name(text: &str) -> bool {
    let is_word = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    is_word || Field::of_flag(text).is_some()
}
