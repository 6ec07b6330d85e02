//! Office documents (DOCX, ODT) and books (EPUB): zip archives whose files say what the document is, rather than being files of their own.
//!
//! A document is one article, cut as a plain text is: its first paragraphs are headline and byline. What its properties say of title and author counts
//! less than that, for programs fill them in from templates. Of a book every chapter is an article, as a page is. Known failures: foot
//! notes, comments, headers and footers are not read; what an editor struck out, and text that only a change put elsewhere, is left out; a book
//! whose parts are encrypted has no text; old documents (`.doc`), spreadsheets and presentations are not read.

mod book;
mod properties;
mod shell;
mod story;

use super::draft::{Draft, Field};
use super::format::{Format, Input, failed, no_text};
use super::html::Tag;
use super::text;
use crate::model::{FileFormat, Outcome, Provenance};
use shell::Shell;
pub use shell::names;
use story::Elements;

/// Documents of Word and of whatever else writes its format.
pub const DOCX: Format = Format {
    about: FileFormat {
        name: "docx",
        extensions: &["docx", "docm", "dotx", "dotm"],
        recognised: "a zip archive with `word/` in it",
        taken: "the text, as from `text`; not published later than it was changed",
    },
    sniff: |head, path| shell::sniff(head, path, &DOCX, |name| name.starts_with(b"word/")),
    read: |input, sink| document(input, sink, &WORD),
};

/// Documents of LibreOffice and of whatever else writes its format.
pub const ODT: Format = Format {
    about: FileFormat {
        name: "odt",
        extensions: &["odt", "ott"],
        recognised: "a zip archive that begins with the type of OpenDocument texts",
        taken: "the text, as from `text`; not published later than it was changed",
    },
    sniff: |head, path| {
        shell::sniff(head, path, &ODT, |name| name.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text"))
    },
    read: |input, sink| document(input, sink, &OPEN_DOCUMENT),
};

/// Books.
pub const EPUB: Format = Format {
    about: FileFormat {
        name: "epub",
        extensions: &["epub"],
        recognised: "a zip archive that begins with the type of EPUB",
        taken: "each chapter, as from `html`; the book as outlet; not published later than the book",
    },
    sniff: |head, path| shell::sniff(head, path, &EPUB, |name| name.starts_with(b"mimetypeapplication/epub+zip")),
    read: book::read,
};

/// A kind of document: where its text and its properties stand, and what its elements are.
struct Kind {
    text: &'static str,
    /// Where it is said what kind of document it is, and how that begins.
    said: (&'static str, &'static str),
    properties: &'static str,
    /// What its properties call who wrote it.
    author: &'static str,
    elements: Elements,
}

const WORD: Kind = Kind {
    text: "word/document.xml",
    said: ("[Content_Types].xml", ""),
    properties: "docProps/core.xml",
    author: "creator",
    elements: Elements {
        paragraphs: &["p"],
        words: &["t"],
        gaps: &[("tab", " "), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-")],
        // The same once more, for programs that do not know the first; and what a change struck out or moved away.
        hidden: &["Fallback", "del", "moveFrom"],
        runs: &["r"],
        unseen: &["vanish"],
    },
};

const OPEN_DOCUMENT: Kind = Kind {
    text: "content.xml",
    // Sheets and slides have the same files.
    said: ("mimetype", "application/vnd.oasis.opendocument.text"),
    properties: "meta.xml",
    // Their creator is whoever saved it last.
    author: "initial-creator",
    elements: Elements {
        paragraphs: &["p", "h"],
        words: &[],
        gaps: &[("tab", " "), ("s", " "), ("line-break", "\n")],
        // What is said of a picture is for those who cannot see it.
        hidden: &["annotation", "tracked-changes", "note", "scripts", "svg:title", "svg:desc"],
        runs: &[],
        unseen: &[],
    },
};

/// The reader of a document in a zip archive that was not recognised by its beginning, if it has files whose names begin so.
pub fn reader_of(has: impl Fn(&str) -> bool) -> Option<&'static Format> {
    let of_kind = [(&DOCX, "word/"), (&EPUB, book::CONTAINER), (&ODT, OPEN_DOCUMENT.text)];
    of_kind.into_iter().find(|(_, file)| has(file)).map(|(format, _)| format)
}

fn document(input: &Input<'_>, sink: &mut dyn FnMut(Draft), kind: &Kind) -> Outcome {
    let mut shell = match Shell::open(input) {
        Ok(shell) => shell,
        Err(outcome) => return outcome,
    };
    if let Ok(Some((said, _))) = shell.file(kind.said.0)
        && !said.starts_with(kind.said.1)
    {
        return Outcome::Skipped { reason: NO_TEXT.to_owned() };
    }
    let (xml, remark) = match text_of(&mut shell, kind) {
        Ok(Some((xml, remark))) => {
            let remark = remark.map(|remark| format!("`{}`: {remark}", kind.text));
            (xml, remark.or(shell.remark()))
        }
        Ok(None) => return failed("parse", &shell.lacks(kind.text)),
        Err(reason) => return failed("unpack", &format!("`{}`: {reason}", kind.text)),
    };
    let paragraphs = story::paragraphs(&xml, &kind.elements);
    if paragraphs.is_empty() {
        return no_text(remark);
    }
    let mut draft = Draft::whole(paragraphs.join("\n\n"));
    text::cut(&mut draft, 0);
    // Without them the document is read all the same.
    if let Ok(Some((xml, _))) = shell.file(kind.properties) {
        tell(&mut draft, &properties::of(&xml), kind.author);
    }
    sink(draft);
    remark.map_or(Outcome::Ok, |reason| Outcome::Partial { reason })
}

/// What is told of sheets and slides.
pub const NO_TEXT: &str = "an office document, but no text: save its table as CSV, or its slides as text";

/// The file that holds the text, where it is or where the document says that it is: some programs call it `word/document2.xml`.
fn text_of(shell: &mut Shell<'_>, kind: &Kind) -> Result<Option<(String, Option<String>)>, String> {
    if let Some(found) = shell.file(kind.text)? {
        return Ok(Some(found));
    }
    let Some((relations, _)) = shell.file("_rels/.rels")? else { return Ok(None) };
    let is_text = |tag: &Tag<'_>| tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
    let target = book::tags(&relations).find(is_text).and_then(|tag| tag.attribute("Target"));
    target.map_or(Ok(None), |target| shell.file(target.trim_start_matches('/')))
}

/// What the properties say, behind what the text says.
fn tell(draft: &mut Draft, properties: &[(String, String)], author: &str) {
    for (name, value) in properties {
        let field = match name.as_str() {
            "title" => Field::Title,
            name if name == author => Field::Author,
            "modified" | "date" => Field::NotAfter,
            "language" => Field::Language,
            _ => continue,
        };
        draft.clue(field, value, format!("property `{name}`"), Provenance::Text);
    }
}

#[cfg(test)]
mod tests;
