//! Plain text: headline, byline, dateline and the litter at the end, told apart by the habits of newspapers.
//!
//! The text itself is never touched; only the spans say what is what. Known failures: a headline that ends in a full stop is taken
//! for the story; an all-caps kicker before a dash ("SONDAGE EXCLUSIF -") for a dateline; a name in a title ("By Popular Demand") for
//! a byline if nothing follows it.

mod byline;
mod dateline;
mod header;
mod junk;
mod lines;
mod today;

use std::path::Path;

use super::draft::{Draft, Field, border, span};
use super::format::{Confidence, Format, Input, whole_text};
use crate::model::{FileFormat, Outcome, Provenance};
use lines::Block;

/// Plain text: what has its extension or none, and does not look like anything else.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "text",
        extensions: &["txt", "text", "asc", "utf8"],
        recognised: "text in a file without extension that is nothing else",
        taken: "the text; headline, byline, dateline and labelled lines (`Published: ...`)",
    },
    sniff,
    read,
};

/// Where a dateline is looked for in a given text, in bytes.
const OPENING: usize = 4000;

fn sniff(_: &[u8], path: &Path) -> Confidence {
    if path.extension().is_none() { Confidence::Possible } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    match whole_text(input, None) {
        Ok((text, outcome)) => {
            let mut draft = Draft::whole(text);
            cut(&mut draft, 0);
            sink(draft);
            outcome
        }
        Err(outcome) => outcome,
    }
}

/// Finds headline, byline, dateline and body in the text from byte `from` on.
pub fn cut(draft: &mut Draft, from: usize) {
    let text = std::mem::take(&mut draft.text);
    let blocks = header::parted(&text, lines::blocks(&text, from));
    let header = header::read(&text, &blocks, draft);
    let end = junk::body_end(&text, &blocks, header, draft);
    let body = &blocks[header..end];
    if let (Some(first), Some(last)) = (body.first(), body.last()) {
        draft.body = span(first.start, last.end);
    }
    add_dateline(&text, body, draft);
    if let Some(date) = today::date(&text, body) {
        draft.clue(Field::Published, date, "text", Provenance::Text);
    }
    draft.text = text;
}

/// Writes the title, if a clue names it, and below it the body into the draft's text, and cuts the body.
pub fn compose(draft: &mut Draft, body: &str) {
    let title = draft.clues.iter().find(|clue| clue.field == Field::Title).map(|clue| clue.value.clone());
    if let Some(title) = title {
        draft.title_span = Some(span(0, title.len()));
        draft.text = title + "\n\n";
    }
    let from = draft.text.len();
    draft.text += body;
    draft.body = span(from, draft.text.len());
    cut(draft, from);
}

/// Looks for a dateline in a text that is otherwise taken as it is.
pub fn find_dateline(draft: &mut Draft) {
    let text = std::mem::take(&mut draft.text);
    let opening = &text[..border(&text, OPENING)];
    add_dateline(opening, &lines::blocks(opening, 0), draft);
    draft.text = text;
}

fn add_dateline(text: &str, body: &[Block], draft: &mut Draft) {
    let Some(found) = dateline::find(text, body) else { return };
    draft.dateline = found.span;
    if let Some(date) = &found.date {
        draft.clue(Field::Published, date, "dateline", Provenance::Dateline);
    }
    if let Some(agency) = &found.agency {
        draft.clue(Field::Outlet, agency, "dateline", Provenance::Dateline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_text(text: &str) -> Draft {
        let mut draft = Draft::whole(text.to_owned());
        cut(&mut draft, 0);
        draft
    }

    fn clues(draft: &Draft, field: Field) -> Vec<&str> {
        draft.clues.iter().filter(|clue| clue.field == field).map(|clue| clue.value.as_str()).collect()
    }

    const LEAD: &str = "Three people were killed when a bus left the road near the northern town on Monday, police said.";

    #[test]
    fn headline_byline_and_dateline_are_told_apart() {
        let text = format!(
            "Bus plunges into ravine\n\nBy Ana Ruiz\n\nLIMA, Peru, May 3 (AP) — {LEAD}\n\nMore was not known.\n\nRead more\n"
        );
        let draft = cut_text(&text);
        assert_eq!(draft.title_span.expect("a title").of(&text), "Bus plunges into ravine");
        assert_eq!(clues(&draft, Field::Author), ["Ana Ruiz"]);
        assert_eq!(draft.dateline.expect("a dateline").of(&text), "LIMA, Peru, May 3 (AP) —");
        assert_eq!(clues(&draft, Field::Published), ["May 3"]);
        assert_eq!(clues(&draft, Field::Outlet), ["AP"]);
        assert!(draft.body.of(&text).starts_with("LIMA") && draft.body.of(&text).ends_with("not known."));
    }

    #[test]
    fn a_headline_is_its_words_whatever_sets_it_off() {
        for headline in [
            "Bus plunges into ravine\n=======================",
            "Bus plunges into ravine\r\n----",
            "**Bus plunges into ravine**",
            "__Bus plunges into ravine__",
            "* * *\n\n# Bus plunges into ravine",
            "-----\n\nBus plunges into ravine",
        ] {
            let text = format!("{headline}\n\n{LEAD}\n");
            let draft = cut_text(&text);
            assert_eq!(draft.title_span.expect("a title").of(&text), "Bus plunges into ravine");
            assert_eq!((clues(&draft, Field::Title)[0], draft.body.of(&text)), ("Bus plunges into ravine", LEAD));
        }
    }

    #[test]
    fn markup_is_no_headline() {
        let text = format!("<p align=\"center\"><img src=x></p>\n\n{LEAD}\n");
        let draft = cut_text(&text);
        assert_eq!((draft.title_span, draft.body.of(&text)), (None, text.trim()));
    }

    #[test]
    fn carriage_returns_stay_and_change_nothing() {
        let text = format!("Bus plunges into ravine\r\n\r\nBy Ana Ruiz\r\n\r\n{LEAD}\r\n");
        let draft = cut_text(&text);
        assert_eq!(draft.text, text);
        assert_eq!(draft.title_span.expect("a title").of(&text), "Bus plunges into ravine");
        assert_eq!(draft.body.of(&text), LEAD);
    }

    #[test]
    fn a_lead_before_the_byline_belongs_to_the_body() {
        let text = format!("{LEAD}\n\nBy Ana Ruiz\n\nThe driver survived, they said.\n\nListen to the report by Ana Ruiz");
        let draft = cut_text(&text);
        assert_eq!(draft.title_span, None);
        assert_eq!(clues(&draft, Field::Author), ["Ana Ruiz"]);
        assert!(draft.body.of(&text).starts_with("Three people") && draft.body.of(&text).ends_with("they said."));
    }

    #[test]
    fn hard_wrapped_text_without_blank_lines_keeps_its_headline() {
        let text = "Bus plunges into ravine\nThree people were killed when a bus left the road near the\nnorthern town on Monday, \
                    police said. The driver, who survived,\nwas taken to a hospital in the capital.\nHis condition was not known on Tuesday, \
                    and the police said\nthat they were looking into the cause.\n";
        let draft = cut_text(text);
        assert_eq!(draft.title_span.expect("a title").of(text), "Bus plunges into ravine");
        assert!(draft.body.of(text).starts_with("Three people") && draft.body.of(text).ends_with("the cause."));
    }

    #[test]
    fn a_single_line_is_the_story_and_no_headline() {
        for text in ["Bus plunges into ravine", LEAD, "one\n"] {
            let draft = cut_text(text);
            assert_eq!((draft.title_span, draft.body.of(text)), (None, text.trim()), "{text}");
        }
    }
}
