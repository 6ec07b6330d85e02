//! "By Stefan Example and Ana Ruiz, Reuters": who wrote it.

use super::super::dates;

/// Words that open a byline.
const OPENERS: [&str; 9] = ["by", "von", "par", "por", "di", "door", "автор", "автор:", "by:"];
/// Lower-case words inside names.
const PARTICLES: [&str; 20] = [
    "de", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "da", "dos", "del", "di", "du", "ter", "bint", "abu",
    "y",
];
/// What joins names.
const JOINERS: [&str; 7] = ["and", "und", "et", "&", "with", "con", "mit"];
/// What may follow a name after a comma, by its first word.
const ROLES: [&str; 26] = [
    "ap",
    "afp",
    "reuters",
    "associated",
    "agence",
    "bbc",
    "cnn",
    "upi",
    "dpa",
    "efe",
    "ansa",
    "tass",
    "xinhua",
    "staff",
    "special",
    "correspondent",
    "chief",
    "senior",
    "foreign",
    "world",
    "africa",
    "asia",
    "europe",
    "defence",
    "defense",
    "editor",
];

/// The names in a line that is a byline and nothing else; empty if it is not one.
pub fn authors(line: &str) -> Vec<String> {
    if line.len() > 160 || line.contains(['\n', '\r']) || line.chars().count() >= 80 {
        return Vec::new();
    }
    let mut words = line.split_whitespace().map(|word| word.trim_matches(['*', '_']));
    let opens = words.next().is_some_and(|word| OPENERS.contains(&word.to_lowercase().as_str()));
    let rest: Vec<&str> = words.collect();
    if !opens || rest.is_empty() {
        return Vec::new();
    }
    names(&rest.join(" ")).unwrap_or_default()
}

fn names(rest: &str) -> Option<Vec<String>> {
    let rest = rest.split(" | ").next().unwrap_or(rest);
    let mut names = Vec::new();
    for part in rest.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        if !names.is_empty() && is_tail(part) {
            break;
        }
        for name in split_joined(part) {
            if !is_name(&name) {
                return None;
            }
            names.push(name);
        }
    }
    Some(names)
}

fn is_tail(part: &str) -> bool {
    let first = part.split_whitespace().next().unwrap_or("").to_lowercase();
    ROLES.contains(&first.as_str()) || part.contains(|c: char| c.is_ascii_digit()) || dates::is_weekday(&first)
}

/// The names of "A B and C D".
fn split_joined(part: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    for word in part.split_whitespace() {
        if JOINERS.contains(&word.to_lowercase().as_str()) {
            names.push(String::new());
        } else if let Some(name) = names.last_mut() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Two to five capitalised words, particles aside, none of them a month or a day of the week.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_capitalised = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    let fits = |word: &&str| {
        let plain = word.trim_end_matches('.').to_lowercase();
        let is_word = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        is_word && !dates::is_weekday(&plain) && (is_capitalised(&word) || PARTICLES.contains(&plain.as_str()))
    };
    let capitalised = words.iter().filter(is_capitalised).count();
    let first = words.first().map_or("", |word| word.trim_end_matches('.'));
    (2..=5).contains(&words.len())
        && capitalised >= 2
        && words.iter().all(fits)
        && (first.len() <= 3 || dates::month(first).is_none())
        && !first.eq_ignore_ascii_case("the")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_their_traps() {
        for (line, expected) in [
            ("By Stefan J. Example", "Stefan J. Example"),
            ("By ANA RUIZ", "ANA RUIZ"),
            ("*By Ana Ruiz, Reuters*", "Ana Ruiz"),
            ("By **Ana Ruiz**", "Ana Ruiz"),
            ("By Ana Ruiz and Tom van der Berg", "Ana Ruiz; Tom van der Berg"),
            ("By Ana Ruiz, Tom Berg and Li Wei, Associated Press", "Ana Ruiz; Tom Berg; Li Wei"),
            ("By Ana Ruiz, July 3, 2024", "Ana Ruiz"),
            ("By Ana Ruiz | Reuters", "Ana Ruiz"),
            ("Von Jürgen Groß", "Jürgen Groß"),
            ("Por María de la Cruz", "María de la Cruz"),
            ("Автор: Олена Коваль", "Олена Коваль"),
            ("By Tuesday the water had risen", ""),
            ("By 2030", ""),
            ("By Monday Morning", ""),
            ("By July Fourth", ""),
            ("By sea and by land", ""),
            ("By the River", ""),
            ("By Reuters", ""),
            ("Bystanders Saw Everything", ""),
            ("Ana Ruiz", ""),
        ] {
            assert_eq!(authors(line).join("; "), expected, "{line}");
        }
    }
}
