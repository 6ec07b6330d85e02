//! Words for weapons and causes: `data/means.tsv`.

use std::sync::LazyLock;

use super::{Phrases, rows};
use crate::model::Path;

/// How a phrase tells of a means; what tells more stands later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// By what was done: "shot", "exploded".
    Verb,
    /// By the deed or what it left: "gunfire", "bullet wounds".
    Trace,
    /// By name: "rifle", "earthquake".
    Name,
}

/// What a phrase says of the means.
#[derive(Debug)]
pub struct Term {
    /// The means; `None` for a trap such as "flu shot".
    pub path: Option<Path>,
    /// How the phrase tells of it.
    pub telling: Telling,
    /// The only way to write it, if small letters would make it another word.
    pub exactly: Option<&'static str>,
}

/// The table of means.
pub fn means() -> &'static Phrases<Term> {
    static MEANS: LazyLock<Phrases<Term>> = LazyLock::new(|| {
        let mut means = Phrases::default();
        for row in rows(include_str!("../../data/means.tsv")) {
            let path = (row.cell(1) != "-").then(|| Path::parse(row.cell(1)));
            let exactly = (row.cell(2) == "cased").then(|| row.cell(0));
            let telling = match row.cell(2) {
                "verb" => Telling::Verb,
                "trace" => Telling::Trace,
                _ => Telling::Name,
            };
            means.insert(row.cell(0), Term { path, telling, exactly });
        }
        means.marked()
    });
    &MEANS
}

#[cfg(test)]
mod tests {
    use super::{Telling, means};

    #[test]
    fn a_term_has_a_path_unless_it_is_a_trap() {
        let path = |term: &str| means().get(term).expect("a term").path.as_ref().map(ToString::to_string);
        assert_eq!(path("glide bombs").as_deref(), Some("Airstrike/Guided bomb"));
        assert_eq!(path("flu shot"), None);
    }

    #[test]
    fn a_deed_is_no_name() {
        let telling = |term: &str| means().get(term).expect("a term").telling;
        assert_eq!([telling("shot dead"), telling("gunfire"), telling("rifle")], [Telling::Verb, Telling::Trace, Telling::Name]);
    }
}
