//! What can be wrong with a query: where, why, and what to write instead.

use crate::model::{Field, Kind};

use super::resolve::nearest;

/// A query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct QueryError {
    /// Byte of the query where the trouble begins.
    pub at: usize,
    /// The flag it came by, without dashes; `None` for the query string.
    pub flag: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// `(a b`
    #[error("this `(` is never closed")]
    Unclosed,
    /// `a b)`
    #[error("this `)` was never opened")]
    Unopened,
    /// `"a b`
    #[error("this quote is never closed")]
    OpenQuote,
    /// `()`, `""`, `—`
    #[error("there is no word in `{0}`")]
    NoWord(String),
    /// `a OR`, `NOT`
    #[error("`{0}` needs something to its {1}")]
    Dangling(String, &'static str),
    /// `a && b`, `a NEAR b`
    #[error("`{0}` is not an operator")]
    NotAnOperator(String),
    /// `kiled:3`
    #[error("there is no field `{0}`")]
    NoField(String),
    /// `killed:`
    #[error("`{0}:` has no value")]
    NoValue(String),
    /// `location:(a OR b)`
    #[error("`{0}:` takes no parentheses")]
    NoGroup(Field),
    /// `ki*v`
    #[error("`*` stands only at the end of a word, not as in `{0}`")]
    Wildcard(String),
    /// `S-4*`, `"a b"*`
    #[error("`{mark}` follows a single word, not `{written}`")]
    SingleWord {
        /// `*` or `~`.
        mark: char,
        /// What it followed.
        written: String,
    },
    /// `word~3`
    #[error("a word can be at most 2 edits away, not `{0}`")]
    Edits(String),
    /// `"word"~2`
    #[error("`~` loosens a phrase of two words or more, not `{0}`")]
    Slop(String),
    /// `a NEAR/x b`
    #[error("`{0}` does not give a number of words from 0 to {MOST_BETWEEN}")]
    Distance(String),
    /// `a NEAR/5 killed:3`
    #[error("`{0}` joins words or phrases only")]
    NearWhat(String),
    /// `published:june`
    #[error("`{value}` is not a date or a range of dates")]
    Days {
        /// The field asked for.
        field: Field,
        /// What was written.
        value: String,
    },
    /// `killed:many`
    #[error("`{value}` is {}", no_count(value).unwrap_or("not a number or a range of numbers"))]
    Number {
        /// The field asked for.
        field: Field,
        /// What was written.
        value: String,
    },
    /// `--from june`
    #[error("`{value}` is not a date")]
    Day {
        /// The flag, which takes one end only.
        flag: &'static str,
        /// What was written.
        value: String,
    },
    /// `--min-killed 3..5`
    #[error("`{value}` is {}", no_count(value).unwrap_or("not a number"))]
    People {
        /// The flag, which takes one end only.
        flag: &'static str,
        /// What was written.
        value: String,
    },
    /// `killed:9..3`
    #[error("nothing lies in `{0}`")]
    EmptyRange(String),
    /// `scope:war`
    #[error("`{0}` is not a scope")]
    Scope(String),
    /// `location:Kharkv`
    #[error("no {field} is known as `{value}`")]
    Unknown {
        /// The field asked for.
        field: Field,
        /// What was written.
        value: String,
        /// Known names like it, nearest first.
        nearest: Vec<String>,
    },
    /// `incident:killed`
    #[error("`incident:` takes conditions in parentheses")]
    IncidentWhat,
    /// `incident:(outlet:AP)`
    #[error("`{0}` is no condition on an incident")]
    NotOfIncident(String),
    /// `((((((…`
    #[error("parentheses are nested more than {DEEPEST} deep")]
    TooDeep,
}

/// How many words may stand between two, or move in a phrase.
pub(super) const MOST_BETWEEN: u32 = 100;

/// How deep parentheses may be nested.
pub(super) const DEEPEST: usize = 64;

impl QueryError {
    pub(super) const fn new(at: usize, fault: Fault) -> Self {
        Self { at, flag: None, fault }
    }

    /// What to write instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match &self.fault {
            Fault::Unclosed => "add the missing `)`".to_owned(),
            Fault::Unopened => "remove it, or add the missing `(`".to_owned(),
            Fault::OpenQuote => "add the missing `\"`".to_owned(),
            Fault::NoWord(_) => "write at least one letter or digit, or `*` for every article".to_owned(),
            Fault::Dangling(operator, _) if operator == "-" => "write it right before a word, as in `-missile`".to_owned(),
            Fault::Dangling(operator, _) => format!("for the word itself write `\"{operator}\"`"),
            Fault::NotAnOperator(written) => instead_of(written),
            Fault::NoField(name) => no_field(name),
            Fault::NoValue(name) => {
                format!("write the value right after the colon or comma, without a space; for the word itself write `\"{name}\"`")
            }
            Fault::NoGroup(field) => {
                format!("for any of several write `{field}:first,second`, with quotes around names of more words")
            }
            Fault::Wildcard(_) => "write the beginning of the word and then `*`, as in `missil*`".to_owned(),
            Fault::SingleWord { mark, .. } => format!("write it after one word only, as in `missile{mark}`"),
            Fault::Edits(_) => "write `~1` or `~2`".to_owned(),
            Fault::Slop(word) => format!("for a near spelling write `{word}~1`"),
            Fault::Distance(_) => "write it as in `drone NEAR/5 port` or `\"drone port\"~3`".to_owned(),
            Fault::NearWhat(_) => "write a word or a \"phrase\" on both sides".to_owned(),
            Fault::Days { field: Field::Published, .. } => {
                "write `2025`, `2025-06`, `2025-06-02`, `2025-06..2025-07`, `>=2025-06-02` or `unknown`".to_owned()
            }
            Fault::Days { .. } => "write `2025`, `2025-06`, `2025-06-02`, `2025-06..2025-07` or `>=2025-06-02`".to_owned(),
            Fault::Number { field, .. } => {
                format!("write `{field}:3`, `{field}:>=3` or `{field}:3..10`, without commas in numbers")
            }
            Fault::Day { flag, .. } => format!("write `--{flag} 2025`, `--{flag} 2025-06` or `--{flag} 2025-06-02`"),
            Fault::People { flag, .. } => format!("write `--{flag} 3`, without commas in numbers"),
            Fault::EmptyRange(_) => "write the smaller end first".to_owned(),
            Fault::Scope(_) => "write `incident`, `aggregate` or `cumulative`".to_owned(),
            Fault::Unknown { field, nearest, .. } => unknown(*field, nearest),
            Fault::IncidentWhat => "write them as in `incident:(location:Kharkiv killed:>=3)`".to_owned(),
            Fault::NotOfIncident(_) => {
                "conditions of one incident all hold together: no words, `OR` or `NOT`; write the rest outside the parentheses"
                    .to_owned()
            }
            Fault::TooDeep => "write fewer parentheses".to_owned(),
        };
        Some(hint)
    }
}

/// Why a value is no count that is a number.
fn no_count(value: &str) -> Option<&'static str> {
    let digits = value.trim_start_matches(['<', '>', '=']);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (is_number && digits.parse::<u32>().is_err()).then_some("more than can be counted here (4294967295)")
}

fn instead_of(written: &str) -> String {
    match written {
        "&" | "&&" | "+" => "leave it out: all words must match; or write `AND`".to_owned(),
        "|" | "||" => "write `OR`".to_owned(),
        "!" => "write `NOT`, or `-` right before the word".to_owned(),
        near => format!("say how many words may stand between, as in `{near}/5`; for the word itself write `\"{near}\"`"),
    }
}

/// What people write for the fields, in search tools and in daily life.
const OTHER_NAMES: &[(&str, Field)] = &[
    ("attacker", Field::Initiator),
    ("date", Field::Published),
    ("dead", Field::Killed),
    ("deaths", Field::Killed),
    ("event", Field::When),
    ("fatalities", Field::Killed),
    ("from", Field::Published),
    ("headline", Field::Title),
    ("perpetrator", Field::Initiator),
    ("place", Field::Location),
    ("source", Field::Outlet),
    ("type", Field::Format),
    ("victim", Field::Target),
    ("weapon", Field::Means),
    ("where", Field::Location),
    ("wounded", Field::Injured),
];

fn no_field(name: &str) -> String {
    let fields = Field::ALL.iter().map(|field| field.name()).chain(["incident"]);
    let quotes = "for the words themselves use quotes";
    if let Some(field) = Field::of_flag(name) {
        return format!("in a query the flag `--{name}` is written `{field}:`; {quotes}");
    }
    let other = OTHER_NAMES.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, field)| field.to_string());
    match other.or_else(|| nearest(name, fields, 1).pop()) {
        Some(field) => format!("did you mean `{field}`? {quotes}"),
        None => format!("fields are {}; {quotes}", Field::ALL.iter().map(|f| format!("`{f}`")).collect::<Vec<_>>().join(", ")),
    }
}

fn unknown(field: Field, nearest: &[String]) -> String {
    debug_assert!(field.kind() == Kind::Path);
    if nearest.is_empty() {
        return format!("`dateline facets --by {field}` lists those in the index");
    }
    let names = nearest.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    format!("did you mean {}?", names.join(" or "))
}
