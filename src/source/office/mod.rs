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
use super::format::{Format, Input, failed};
use super::text;
use crate::model::{FileFormat, Outcome, Provenance};
use shell::Shell;
use story::Elements;

/// Documents of Word and of whatever else writes its format.
pub const DOCX: Format = Format {
    about: FileFormat {
        name: "docx",
        extensions: &["docx", "docm", "dotx"],
        recognised: "a zip archive with `word/` in it",
        taken: "the text, as from `text`; not published later than it was changed",
    },
    sniff: |head, path| shell::sniff(head, path, &DOCX, |names| names.starts_with(b"word/")),
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
    properties: &'static str,
    elements: Elements,
}

const WORD: Kind = Kind {
    text: "word/document.xml",
    properties: "docProps/core.xml",
    elements: Elements {
        paragraphs: &["p"],
        words: &["t"],
        gaps: &[("tab", " "), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-")],
        // The same once more, for programs that do not know the first; and what a change struck out or moved away.
        hidden: &["Fallback", "del", "moveFrom"],
    },
};

const OPEN_DOCUMENT: Kind = Kind {
    text: "content.xml",
    properties: "meta.xml",
    elements: Elements {
        paragraphs: &["p", "h"],
        words: &[],
        gaps: &[("tab", " "), ("s", " "), ("line-break", "\n")],
        hidden: &["annotation", "tracked-changes", "note", "scripts"],
    },
};

/// The reader of a document in a zip archive that was not recognised by its beginning, by the names of the files in it.
pub fn reader_of(has: impl Fn(&str) -> bool) -> Option<&'static Format> {
    let of_kind = [(&DOCX, WORD.text), (&EPUB, book::CONTAINER), (&ODT, OPEN_DOCUMENT.text)];
    of_kind.into_iter().find(|(_, file)| has(file)).map(|(format, _)| format)
}

fn document(input: &Input<'_>, sink: &mut dyn FnMut(Draft), kind: &Kind) -> Outcome {
    let mut shell = match Shell::open(input) {
        Ok(shell) => shell,
        Err(outcome) => return outcome,
    };
    let (xml, remark) = match shell.file(kind.text) {
        Ok(Some(read)) => read,
        Ok(None) => return failed("parse", &format!("there is no `{}` in it", kind.text)),
        Err(reason) => return failed("unpack", &reason),
    };
    let paragraphs = story::paragraphs(&xml, &kind.elements);
    if paragraphs.is_empty() {
        return Outcome::Skipped { reason: "no text in the document".to_owned() };
    }
    let mut draft = Draft::whole(paragraphs.join("\n\n"));
    text::cut(&mut draft, 0);
    // Without them the document is read all the same.
    if let Ok(Some((xml, _))) = shell.file(kind.properties) {
        tell(&mut draft, &properties::of(&xml));
    }
    sink(draft);
    remark.map_or(Outcome::Ok, |reason| Outcome::Partial { reason })
}

/// What the properties say, behind what the text says.
fn tell(draft: &mut Draft, properties: &[(String, String)]) {
    for (name, value) in properties {
        let field = match name.as_str() {
            "title" => Field::Title,
            "creator" | "initial-creator" => Field::Author,
            "modified" | "date" => Field::NotAfter,
            "language" => Field::Language,
            _ => continue,
        };
        draft.clue(field, value, format!("property `{name}`"), Provenance::Text);
    }
}

#[cfg(test)]
mod tests;
