//! Markdown with front matter: YAML between `---`, or TOML between `+++`. Below it the rules of plain text hold.
//!
//! Front matter that cannot be parsed, or has no end, is reported and left out of the body; its plain lines (`title: ...`) are taken, and the article
//! is read all the same.

use std::path::Path;

use super::draft::{Draft, Field, span};
use super::fields::{Target, known};
use super::format::{Confidence, Format, Input, is_any_text, whole_text};
use super::{decode, text};
use crate::model::{FileFormat, Outcome, Provenance, Span};

/// Markdown, and any text that begins with front matter.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "markdown",
        extensions: &["md", "markdown", "mdx", "qmd"],
        recognised: "front matter between `---` or `+++`, in a `.txt` or a file without extension",
        taken: "the text; the fields of its front matter (YAML or TOML)",
    },
    sniff,
    read,
};

fn sniff(head: &[u8], path: &Path) -> Confidence {
    // Asked of every text: most are told by their first bytes, whatever stands before and between the signs.
    let is_fenced = head.iter().take(8).any(|byte| matches!(byte, b'-' | b'+'));
    let has_front_matter = is_fenced && is_any_text(path) && front_matter(&decode::glance(head)).is_some();
    if has_front_matter { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let (text, mut outcome) = match whole_text(input, None) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let mut draft = Draft::whole(text);
    let mut body = 0;
    if let Some(front) = front_matter(&draft.text) {
        body = front.body;
        let parsed = match front.syntax {
            Syntax::Yaml => yaml(&draft.text[front.start..front.end]),
            Syntax::Toml => toml_fields(&draft.text[front.start..front.end]),
        };
        let fields = parsed.unwrap_or_else(|reason| {
            outcome = Outcome::Partial { reason: format!("only plain lines of the front matter were read: {reason}") };
            plain_fields(&draft.text[front.start..front.end], front.syntax.sign()).collect()
        });
        fields.iter().for_each(|(name, value)| add(&mut draft, name, value));
        if !front.is_closed {
            let reason = "the front matter has no end: it was read up to the first line that is no field of it".to_owned();
            outcome = Outcome::Partial { reason };
        }
        draft.title_span = title_span(&draft, front.start, front.end);
    }
    cut(&mut draft, body);
    sink(draft);
    outcome
}

#[derive(Clone, Copy)]
enum Syntax {
    Yaml,
    Toml,
}

impl Syntax {
    /// What stands between the name of a field and its value.
    const fn sign(self) -> char {
        match self {
            Self::Yaml => ':',
            Self::Toml => '=',
        }
    }
}

/// Where front matter stands, and where what follows it begins.
struct FrontMatter {
    syntax: Syntax,
    start: usize,
    end: usize,
    body: usize,
    is_closed: bool,
}

/// A first line `---` or `+++`, closed by a line of the same signs.
fn front_matter(text: &str) -> Option<FrontMatter> {
    let (fence, syntax) = match text.get(..3)? {
        "---" => ("---", Syntax::Yaml),
        "+++" => ("+++", Syntax::Toml),
        _ => return None,
    };
    let mut at = 0;
    let mut start = 0;
    // Where the fields end, if nothing closes them.
    let mut fields_end = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let words = line.trim_end();
        let closes = words == fence || (fence == "---" && words == "...");
        if number == 0 {
            if words != fence {
                return None;
            }
            start = line.len();
        } else if closes {
            return Some(FrontMatter { syntax, start, end: at, body: at + line.len(), is_closed: true });
        } else if fields_end.is_none() && !is_field(line, syntax) {
            fields_end = Some(at);
        }
        at += line.len();
    }
    let end = fields_end?;
    let says_something = plain_fields(&text[start..end], syntax.sign()).any(|(name, _)| known(&name).is_some());
    says_something.then_some(FrontMatter { syntax, start, end, body: end, is_closed: false })
}

/// True for a line of a field, or one that goes on with it.
fn is_field(line: &str, syntax: Syntax) -> bool {
    let goes_on = line.starts_with([' ', '\t', '-', '#']) && !line.trim().is_empty();
    goes_on || line.split_once(syntax.sign()).is_some_and(|(name, _)| is_name(name))
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.len() <= 32 && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// Name and value of the lines that any reader would understand: "title: Two die: police".
fn plain_fields(front: &str, sign: char) -> impl Iterator<Item = (String, String)> {
    front.lines().filter_map(move |line| {
        let (name, value) = line.split_once(sign).filter(|(name, _)| is_name(name) && !name.starts_with([' ', '\t']))?;
        let value = value.trim();
        let quoted = |sign: char| value.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign));
        let bare = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
        let is_plain = !bare.starts_with(['[', '{', '|', '>', '&', '*', '!', '"', '\'']) && !bare.is_empty();
        is_plain.then(|| (name.trim().to_owned(), bare.to_owned()))
    })
}

type Fields = Vec<(String, String)>;

fn yaml(front: &str) -> Result<Fields, String> {
    use saphyr::{LoadableYamlNode, Yaml};
    let documents = Yaml::load_from_str(front).map_err(|error| error.to_string())?;
    let Some(first) = documents.first() else { return Ok(Vec::new()) };
    let fields = first.as_mapping().ok_or("it is no list of fields")?;
    let mut found = Vec::new();
    for (name, value) in fields {
        let Some(name) = name.as_str() else { continue };
        yaml_texts(value, &mut |text| found.push((name.to_owned(), text)));
    }
    Ok(found)
}

fn yaml_texts(value: &saphyr::Yaml<'_>, found: &mut dyn FnMut(String)) {
    if let Some(text) = value.as_str() {
        found(text.to_owned());
    } else if let Some(number) = value.as_integer() {
        found(number.to_string());
    } else if let Some(list) = value.as_vec() {
        list.iter().for_each(|value| yaml_texts(value, found));
    } else if let Some(name) = value.as_mapping_get("name") {
        yaml_texts(name, found);
    }
}

fn toml_fields(front: &str) -> Result<Fields, String> {
    let table: toml::Table = front.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let mut found = Vec::new();
    for (name, value) in &table {
        toml_texts(value, &mut |text| found.push((name.clone(), text)));
    }
    Ok(found)
}

fn toml_texts(value: &toml::Value, found: &mut dyn FnMut(String)) {
    match value {
        toml::Value::String(text) => found(text.clone()),
        toml::Value::Integer(number) => found(number.to_string()),
        toml::Value::Datetime(date) => found(date.to_string()),
        toml::Value::Array(list) => list.iter().for_each(|value| toml_texts(value, found)),
        toml::Value::Table(table) => table.get("name").into_iter().for_each(|name| toml_texts(name, found)),
        toml::Value::Float(_) | toml::Value::Boolean(_) => {}
    }
}

fn add(draft: &mut Draft, name: &str, value: &str) {
    let Some((target, _)) = known(name) else { return };
    let field = match target {
        Target::Id if draft.id.is_none() && !value.trim().is_empty() => {
            draft.id = Some(value.trim().to_owned());
            return;
        }
        Target::Id | Target::Text => return,
        Target::Title => Field::Title,
        Target::Published => Field::Published,
        Target::Url => Field::Url,
        Target::Outlet => Field::Outlet,
        Target::Authors => Field::Author,
        Target::Language => Field::Language,
    };
    draft.clue(field, value, "front matter", Provenance::Field);
}

/// Where the title stands in the front matter, if it does word for word.
fn title_span(draft: &Draft, start: usize, end: usize) -> Option<Span> {
    let title = draft.clues.iter().find(|clue| clue.field == Field::Title)?;
    let at = start + draft.text[start..end].find(&title.value)?;
    Some(span(at, at + title.value.len()))
}

/// As for plain text, but a first heading (`# ...`, of any level) is the headline, and with a title above nothing else is one.
fn cut(draft: &mut Draft, body: usize) {
    let rest = &draft.text[body..];
    let heading_at = body + (rest.len() - rest.trim_start().len());
    let line = draft.text[heading_at..].lines().next().unwrap_or("");
    let heading = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'));
    let Some(words) = heading.map(|words| words.trim().trim_end_matches('#').trim_end().to_owned()) else {
        return text::cut(draft, body);
    };
    let after = heading_at + line.len();
    if draft.text[after..].trim().is_empty() {
        return text::cut(draft, body);
    }
    let start = heading_at + line.find(&words).unwrap_or(0);
    let heading = span(start, start + words.len());
    draft.title_span = draft.title_span.or(Some(heading));
    let is_known = draft.clues.iter().any(|clue| clue.field == Field::Title);
    draft.clue(Field::Title, &words, "heading", Provenance::Text);
    text::cut(
        draft,
        if is_known && draft.title_span != Some(heading) && !same_title(draft, &words) { heading_at } else { after },
    );
}

/// True if the heading only repeats the title.
fn same_title(draft: &Draft, words: &str) -> bool {
    draft.clues.iter().any(|clue| clue.field == Field::Title && clue.trust == Provenance::Field && clue.value == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "Three people were killed when a bus left the road near the northern town on Monday, police said.";

    fn read_text(text: &str) -> (Draft, Outcome) {
        let mut drafts = Vec::new();
        let loaded = super::super::load::Loaded::held(text.as_bytes());
        let options = super::super::Options::default();
        let outcome = read(&Input { path: Path::new("a.md"), loaded: &loaded, options: &options, depth: 0 }, &mut |draft| {
            drafts.push(draft)
        });
        (drafts.pop().expect("a draft"), outcome)
    }

    fn shown(draft: &Draft) -> String {
        let clues = draft.clues.iter().map(|clue| format!("{}={}", clue.field.name(), clue.value));
        clues.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn front_matter_gives_fields_and_is_no_body() {
        for (front, expected) in [
            (
                "---\ntitle: \"A: b\"\ndate: 2024-05-03T10:00:00-04:00\nauthors: [Ana Ruiz, Tom Berg]\nsource: Example\n---\n",
                "title=A: b published=2024-05-03T10:00:00-04:00 authors=Ana Ruiz authors=Tom Berg outlet=Example",
            ),
            (
                "+++\ntitle = 'A'\ndate = 2024-05-03\nauthor = { name = \"Ana Ruiz\" }\n+++\n",
                "authors=Ana Ruiz published=2024-05-03 title=A",
            ),
            ("---\r\ntitle: A\r\nlastmod: 2024-06-01\r\n---\r\n", "title=A"),
            ("---\ntitle: [\n---\n", ""),
            ("---\n\n", ""),
        ] {
            let text = format!("{front}\n{STORY}\n\nMore was not known.\n");
            let (draft, _) = read_text(&text);
            assert_eq!(shown(&draft), expected, "{front}");
            assert!(draft.body.of(&text).starts_with("Three") || front == "---\n\n", "{front}");
        }
    }

    #[test]
    fn broken_front_matter_is_reported_and_the_story_read() {
        let (draft, outcome) = read_text(&format!("---\ntitle: \"open\nx: [\n---\n{STORY}"));
        assert!(matches!(outcome, Outcome::Partial { .. }), "{outcome:?}");
        assert_eq!(draft.body.of(&draft.text), STORY);
    }

    #[test]
    fn plain_lines_are_read_of_front_matter_that_is_broken_or_has_no_end() {
        for front in [
            "---\ntitle: Fire: in Leeds\ndate: 2025-06-03\ntags: [a\n---\n",
            "---\ntitle: Fire: in Leeds\ndate: 2025-06-03\ntags:\n  - a\n\n",
            "---\ntitle: 'Fire: in Leeds'\ndate: 2025-06-03\n",
            "+++\ntitle = 'Fire: in Leeds'\ndate = 2025-06-03\n\n",
        ] {
            let text = format!("{front}{STORY}\n\nMore was not known: nothing came.\n");
            let (draft, outcome) = read_text(&text);
            let mut clues: Vec<&str> = draft.clues.iter().map(|clue| clue.value.as_str()).collect();
            clues.sort_unstable();
            assert_eq!(clues, ["2025-06-03", "Fire: in Leeds"], "{front}");
            assert!(draft.body.of(&text).starts_with(STORY) && matches!(outcome, Outcome::Partial { .. }), "{front} {outcome:?}");
        }
        let rule = format!("---\n{STORY}\n");
        assert_eq!(read_text(&rule).1, Outcome::Ok);
    }

    #[test]
    fn a_heading_is_the_headline() {
        let text = format!("# Bus plunges into ravine #\n\nBy Ana Ruiz\n\n{STORY}\n");
        let (draft, _) = read_text(&text);
        assert_eq!(draft.title_span.expect("a title").of(&text), "Bus plunges into ravine");
        assert_eq!(draft.body.of(&text), STORY);
        assert_eq!(shown(&read_text(&format!("## Bus plunges\n\n{STORY}\n")).0), "title=Bus plunges");
    }

    #[test]
    fn a_title_in_front_matter_stands_where_it_stands() {
        let text = format!("---\ntitle: Bus plunges\n---\n\n# Bus plunges\n\n{STORY}\n");
        let (draft, _) = read_text(&text);
        assert_eq!(draft.title_span.expect("a title").of(&text), "Bus plunges");
        assert_eq!(draft.title_span.expect("a title").start, 11);
        assert_eq!(draft.body.of(&text), STORY);
    }
}
