//! What a record says: the values of its fields by what they mean, whatever kind of file it stands in, and the draft that they make.
//!
//! A text that is given is not cut again: what the record calls its text is the body, whole, but for a headline that the record gives, too.

use super::draft::{Draft, Field, span};
use super::fields::{FieldMap, Target};
use super::{html, text};
use crate::model::Provenance;

/// A field of a record that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub target: Target,
    /// 0 for the user's own, then in the order of the known names.
    pub rank: usize,
    pub name: String,
    pub text: String,
}

/// What a record says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record(pub Vec<Value>);

impl Record {
    /// The value of the best-named field for `target`.
    pub fn best(&self, target: Target) -> Option<&str> {
        self.of(target).min_by_key(|value| value.rank).map(|value| value.text.as_str())
    }

    /// True if the text stands under a name that means nothing else (`description` may be a feed's).
    pub fn has_own_text(&self) -> bool {
        self.of(Target::Text).any(|value| value.name != "description")
    }

    /// Name and value of all fields for `target`, best names first.
    pub fn all(&self, target: Target) -> Vec<(&str, &str)> {
        let mut values: Vec<&Value> = self.of(target).collect();
        values.sort_by_key(|value| value.rank);
        values.into_iter().map(|value| (value.name.as_str(), value.text.as_str())).collect()
    }

    fn of(&self, target: Target) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |value| value.target == target && !value.text.trim().is_empty())
    }

    /// The draft of the record, whose fields are called `kind`s; `None` if there is no text in it.
    pub fn draft(&self, kind: &str) -> Option<Draft> {
        let text = self.best(Target::Text)?;
        // What news systems export is often the markup of a page.
        let shown = html::is_markup(text).then(|| html::story_text(text)).filter(|shown| !shown.is_empty());
        let mut draft = Draft::whole(shown.unwrap_or_else(|| text.to_owned()));
        draft.id = self.best(Target::Id).map(ToOwned::to_owned);
        for (target, field) in [
            (Target::Title, Field::Title),
            (Target::Published, Field::Published),
            (Target::Url, Field::Url),
            (Target::Outlet, Field::Outlet),
            (Target::Language, Field::Language),
            (Target::Authors, Field::Author),
        ] {
            for (name, value) in self.all(target) {
                draft.clue(field, value, format!("{kind} `{name}`"), Provenance::Field);
            }
        }
        if let Some(title) = self.best(Target::Title) {
            part_headline(&mut draft, title.trim());
        }
        text::find_dateline(&mut draft);
        Some(draft)
    }
}

/// Parts from the story the headline that a text has as its first line, where the record gives it, too: it is no sentence of it.
fn part_headline(draft: &mut Draft, title: &str) {
    let start = draft.text.len() - draft.text.trim_start().len();
    let Some(rest) = draft.text[start..].strip_prefix(title).filter(|_| !title.is_empty()) else { return };
    let story = rest.trim_start();
    if rest[..rest.len() - story.len()].contains('\n') && !story.is_empty() {
        draft.title_span = Some(span(start, start + title.len()));
        draft.body = span(draft.text.len() - story.len(), draft.text.len());
    }
}

/// Why a record without a text is no article.
pub fn no_text(map: &FieldMap) -> String {
    match map.source(Target::Text) {
        Some(name) => format!("the field `{name}` is missing or blank"),
        None => "no text: none of the fields `text`, `body`, `content` ... is there (`--map text=FIELD` names it)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::source::trial::read_as;

    /// The text of the article that a record with this one gives.
    fn text(given: &str) -> String {
        let record = serde_json::json!({ "title": "x", "text": given });
        read_as("a.json", record.to_string().as_bytes(), "").1.remove(0).text
    }

    #[test]
    fn a_headline_that_stands_in_the_text_is_no_part_of_the_story() {
        for (title, given, body) in [
            ("Two die in Leeds", " Two die in Leeds\n\nA fire broke out.", "A fire broke out."),
            ("Two die in Leeds", "Two die in Leeds, police said.\nA fire.", "Two die in Leeds, police said.\nA fire."),
            ("Two die in Leeds", "Two die in Leeds\n", "Two die in Leeds\n"),
            ("", "A fire broke out.\nTwo died.", "A fire broke out.\nTwo died."),
        ] {
            let record = serde_json::json!({ "title": title, "text": given });
            let article = read_as("a.json", record.to_string().as_bytes(), "").1.remove(0);
            assert_eq!(article.body.of(&article.text), body, "{given}");
            let parted = article.title_span.map(|title| title.of(&article.text));
            assert_eq!(parted, (body != given).then_some(title), "{given}");
        }
    }

    #[test]
    fn what_is_exported_as_markup_is_read_as_it_would_be_shown() {
        for (given, shown) in [
            ("One died.\n\nTwo fled.<br>\n\nThree hid.", "One died.\nTwo fled.\nThree hid."),
            ("One died\n\nTwo\nfled\n \n<h2>What next</h2>\n\nThree hid.", "One died\nTwo fled\nWhat next\nThree hid."),
            ("One died\r\n\r\nTwo fled<br/>", "One died\nTwo fled"),
            ("<p>One\n\n<a href='x'>died</a></p>", "One died"),
            ("One <i>died</i> &amp; two fled", "One died & two fled"),
            ("<p>One.</p><p>Firms worth <US$5m were hit.</p><p>End.</p>", "One.\nFirms worth <US$5m were hit.\nEnd."),
            ("<A> fell, <B>, <I> and <TR> rose.\n\nOne died.", "<A> fell, <B>, <I> and <TR> rose.\n\nOne died."),
            ("<Petro-Canada Inc> fell.\n\nOne died.", "<Petro-Canada Inc> fell.\n\nOne died."),
            ("Growth was <expected by all.\n\nOne died.", "Growth was <expected by all.\n\nOne died."),
        ] {
            assert_eq!(text(given), shown, "{given}");
        }
    }
    #[test]
    fn what_a_style_hides_in_an_exported_story_is_a_part_of_it() {
        assert_eq!(text("<p>One.</p><div style='display: none'><p>Two died.</p></div>"), "One.\nTwo died.");
    }
}
