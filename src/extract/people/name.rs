//! The names of people, as far as two of them can be told apart: "Ruiz", "Ana Ruiz" and "Ana Ruiz Vega" may be one.
//!
//! Known failures: two of one family who are told by their surname alone are taken for one.

/// The words of a name, in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

/// Words behind a surname.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

impl Name {
    /// The name that these words write.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let words: Vec<_> = words.map(str::to_lowercase).collect();
        Self(words.join(" "))
    }

    /// True if both may be of one person: the one's surname is a word of the other.
    pub fn may_be(&self, other: &Self) -> bool {
        self.has(other.surname()) || other.has(self.surname())
    }

    /// True if one says no word that the other does not: "Ana Ruiz", and not her mother "Eva Ruiz".
    pub fn is_surely(&self, other: &Self) -> bool {
        let within = |one: &Self, other: &Self| one.0.split(' ').all(|word| other.has(word));
        within(self, other) || within(other, self)
    }

    fn has(&self, surname: &str) -> bool {
        self.0.split(' ').any(|word| word == surname)
    }

    fn surname(&self) -> &str {
        self.0.split(' ').rev().find(|word| !SUFFIXES.contains(word)).unwrap_or(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be(one: &str, other: &str) -> bool {
        Name::of(one.split(' ')).may_be(&Name::of(other.split(' ')))
    }

    #[test]
    fn one_person_is_told_by_more_and_by_fewer_words() {
        assert!(may_be("Ana Ruiz Vega", "Ruiz"));
        assert!(may_be("Ana Ruiz Vega", "Ana Ruiz"));
        assert!(may_be("Dale Brooks Jr", "Brooks"));
        assert!(!may_be("Ana Ruiz Vega", "Luis Vidal"));
        assert!(!may_be("Luis Carlos Vidal", "Carlos Ruiz Vega"));
        assert!(!may_be("Dale Brooks Jr", "Dale Hunter Jr"));
        let name = |words: &str| Name::of(words.split(' '));
        assert!(name("Ana Ruiz").is_surely(&name("Ana Ruiz Vega")));
        assert!(!name("Ana Ruiz").is_surely(&name("Eva Ruiz")));
    }
}
