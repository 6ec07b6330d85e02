use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::source::trial::read_as;

/// A document of these files.
fn shell(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let packing = if *name == "mimetype" { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(packing)).expect("a file");
        archive.write_all(content.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    shell(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
}

fn open_document(body: &str) -> Vec<u8> {
    let content = format!("<office:document-content><office:text>{body}</office:text></office:document-content>");
    shell(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

#[test]
fn the_text_of_a_document_is_what_a_reader_of_it_sees() {
    let cases = [
        (
            "<w:p><w:r><w:t>Two &amp; three</w:t></w:r></w:p><w:p/><w:p><w:r><w:t xml:space=\"preserve\">a </w:t><w:t>b</w:t></w:r></w:p>",
            "Two & three\n\na b",
        ),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a b\nc"),
        ("<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>", "yes"),
        ("<w:p><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>new</w:t></w:r></w:moveTo></w:p>", "new"),
        ("<w:p><w:r><w:instrText>HYPERLINK</w:instrText><w:t>link</w:t></w:r></w:p>", "link"),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
             <mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>text</w:t></w:r></w:p>",
            "box\n\ntext",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "a\n\nb",
        ),
        ("<w:p>\n <w:r>\n <w:t>one\ntwo</w:t>\n</w:r></w:p>", "one two"),
        ("<w:p><w:r><w:t>cut off", "cut off"),
    ];
    for (body, expected) in cases {
        let (outcome, articles) = read_as("a.docx", &word(body), "");
        assert_eq!((outcome.as_str(), articles[0].text.as_str()), ("docx ok", expected), "{body}");
    }
    let cases = [
        (
            "<text:h>Two dead</text:h><text:p>in <text:span>Leeds</text:span><text:s/>&#8212;<text:tab/>a<text:line-break/>b</text:p>",
            "Two dead\n\nin Leeds — a\nb",
        ),
        (
            "<text:tracked-changes><text:p>no</text:p></text:tracked-changes><text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>",
            "ab",
        ),
        ("<text:p>a<text:note><text:note-body><text:p>foot</text:p></text:note-body></text:note> b</text:p>", "a b"),
    ];
    for (body, expected) in cases {
        let (outcome, articles) = read_as("a.odt", &open_document(body), "");
        assert_eq!((outcome.as_str(), articles[0].text.as_str()), ("odt ok", expected), "{body}");
    }
}

#[test]
fn a_document_is_known_whatever_it_is_called_and_what_is_none_is_told() {
    let paragraph = "<w:p><w:r><w:t>Two died.</w:t></w:r></w:p>";
    let sheet = shell(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]);
    let last = shell(&[("word/document.xml", paragraph), ("[Content_Types].xml", "")]);
    let folder = shell(&[("word/a.txt", "Two died.")]);
    for (name, content, expected) in [
        ("a", word(paragraph), "docx ok"),
        ("a.zip", last, "docx ok"),
        ("a.zip", open_document("<text:p>Two died.</text:p>"), "odt ok"),
        ("a.zip", folder, "zip ok"),
        ("a.xlsx", sheet, "zip skipped: an office document or a book, which is not read yet"),
        ("a.docx", shell(&[("a.txt", "x")]), "docx failed at parse: there is no `word/document.xml` in it"),
        ("a.docx", word(""), "docx skipped: no text in the document"),
        ("a.docx", word(paragraph)[..60].to_vec(), "docx failed at parse: no sound document"),
        ("a.odt", b"Two died.".to_vec(), "odt"),
    ] {
        let (outcome, _) = read_as(name, &content, "");
        assert!(outcome.starts_with(expected) || expected == "odt", "{name}: {outcome}");
    }
}

#[test]
fn properties_count_less_than_the_text() {
    let core = "<cp:coreProperties><dc:title>Template 3</dc:title><dc:creator>Ana Ruiz</dc:creator>\
                <dcterms:modified xsi:type=\"dcterms:W3CDTF\">2025-06-04T08:00:00Z</dcterms:modified></cp:coreProperties>";
    let document = "<w:p><w:r><w:t>Bus plunges into ravine</w:t></w:r></w:p><w:p><w:r><w:t>A bus fell into a ravine on Monday, and two people died.</w:t></w:r></w:p>";
    let file = shell(&[("[Content_Types].xml", ""), ("word/document.xml", document), ("docProps/core.xml", core)]);
    let (_, articles) = read_as("a.docx", &file, "");
    let article = &articles[0];
    assert_eq!(
        (article.title.as_deref(), article.authors.as_slice()),
        (Some("Bus plunges into ravine"), ["Ana Ruiz".to_owned()].as_slice())
    );
    assert_eq!(article.published.range.to_string(), "..2025-06-04");
}

const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>";

#[test]
fn the_chapters_of_a_book_are_read_in_order() {
    let package = "<package><metadata><dc:title>The Paper</dc:title><dc:date>2025-06-03</dc:date><dc:language>en</dc:language></metadata><manifest>\
        <item id=\"n\" href=\"nav.xhtml\" properties=\"nav\"/><item id=\"b\" href=\"text/b%20b.xhtml\"/><item id=\"a\" href=\"../a.xhtml\"/>\
        <item id=\"c\" href=\"cover.xhtml\"/><item id=\"g\" href=\"gone.xhtml\"/></manifest>\
        <spine><itemref idref=\"c\"/><itemref idref=\"n\"/><itemref idref=\"b\"/><itemref idref=\"a\"/><itemref idref=\"g\"/></spine></package>";
    let page = |title: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Two people died in a fire in Leeds.</p></body></html>"
        )
    };
    let cover = "<html><body epub:type=\"cover\"><p>The Paper of Leeds and its villages</p></body></html>";
    let file = shell(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", package),
        ("OPS/cover.xhtml", cover),
        ("OPS/nav.xhtml", &page("Contents")),
        ("OPS/text/b b.xhtml", &page("Second")),
        ("a.xhtml", &page("First")),
    ]);
    for name in ["a.epub", "a"] {
        let (outcome, articles) = read_as(name, &file, "");
        assert_eq!(outcome, "epub partial: `gone.xhtml`: not in the book");
        let titles: Vec<_> = articles.iter().filter_map(|article| article.title.as_deref()).collect();
        assert_eq!(titles, ["Second", "First"]);
        let [second, _] = articles.as_slice() else { panic!("{articles:?}") };
        assert_eq!(second.outlet.as_deref(), Some("The Paper"));
        assert_eq!(second.published.range.to_string(), "..2025-06-03");
        assert_eq!(second.source.member.as_deref(), Some("text/b%20b.xhtml"));
    }
}

#[test]
fn a_document_that_unpacks_to_too_much_is_refused() {
    let blanks = " ".repeat(64 << 20);
    let (outcome, articles) = read_as("a.docx", &word(&format!("<w:p><w:r><w:t>x</w:t></w:r></w:p>{blanks}")), "");
    assert_eq!(outcome, "docx failed at unpack: the file unpacks to more than 200 times its size, or 10 GiB");
    assert!(articles.is_empty());
}
