//! The usual name of a state's organ, whatever the text calls it: "Russian troops" and "Moscow's soldiers" are the Armed Forces
//! of Russia.

use crate::extract::ActorMention;

/// Countries whose name takes an article in a sentence.
const WITH_ARTICLE: &[&str] = &["Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Vatican"];

/// The usual name of an organ as a whole; `None` for a single officer, for anybody else, and for a finer part of an organ. Who
/// speaks for a government without a name, "the Kenyan president", is the government.
pub fn official_name(actor: &ActorMention) -> Option<String> {
    if actor.person || actor.path.depth() != 2 {
        return None;
    }
    let mut steps = actor.path.steps();
    let (country, organ) = (steps.next()?, steps.next()?);
    if !actor.plural && organ != "Government" {
        return None;
    }
    let body = match organ {
        "Government" | "Police" => organ,
        "Military" => "Armed Forces",
        "Security forces" => "Security Forces",
        _ => return None,
    };
    let compound =
        ["United ", "Democratic ", "Central ", "Dominican ", "Republic "].iter().any(|begins| country.starts_with(begins));
    let article = if compound || country.ends_with("Islands") || WITH_ARTICLE.contains(&country) { "the " } else { "" };
    Some([body, " of ", article, country].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Part;
    use crate::model::Path;

    fn name(path: &str, plural: bool) -> Option<String> {
        let path = Path::parse(path);
        official_name(&ActorMention { name: None, path, hedged: false, person: false, plural, part: Part::Either })
    }

    #[test]
    fn an_organ_has_one_name() {
        assert_eq!(name("Russia/Military", true).as_deref(), Some("Armed Forces of Russia"));
        assert_eq!(name("United States/Police", true).as_deref(), Some("Police of the United States"));
        for other in ["Russia", "Russia/Military/Navy", "Russia/Nationals", "Boko Haram"] {
            assert_eq!(name(other, true), None, "{other}");
        }
        assert_eq!(name("Russia/Military", false), None, "one soldier is no army");
        assert_eq!(name("Kenya/Government", false).as_deref(), Some("Government of Kenya"));
    }
}
