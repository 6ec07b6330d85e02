use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::model::Article;
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
        (
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r>\
             <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>yes</w:t></w:r></w:p>",
            "yes",
        ),
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
        (
            "<text:p><text:title>Fire</text:title></text:p><text:p>a<draw:frame><svg:title>A</svg:title><svg:desc>man</svg:desc></draw:frame> b</text:p>",
            "Fire\n\na b",
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
    let other = shell(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<text:p>7</text:p>")]);
    let relations = "<Relationship Target=\"styles.xml\" Type=\"x/styles\"/><Relationship Target=\"/word/document2.xml\" Type=\"http://x/officeDocument\"/>";
    let second = shell(&[("[Content_Types].xml", ""), ("_rels/.rels", relations), ("word/document2.xml", paragraph)]);
    let windows = shell(&[("[Content_Types].xml", ""), ("word\\document.xml", paragraph)]);
    let folder = shell(&[("word/a.txt", "Two died.")]);
    for (name, content, expected) in [
        ("a", word(paragraph), "docx ok"),
        ("a.zip", last, "docx ok"),
        ("a.zip", open_document("<text:p>Two died.</text:p>"), "odt ok"),
        ("a.zip", folder, "zip ok"),
        ("a.xlsx", sheet, "zip skipped: an office document, but no text: save its table as CSV, or its slides as text"),
        ("a.docx", shell(&[("a.txt", "x")]), "docx failed at parse: there is no `word/document.xml` in it"),
        ("a.docx", word(""), "docx skipped: no text in the document"),
        (
            "a.docx",
            word(paragraph)[..60].to_vec(),
            "docx failed at parse: cut off: the list of its parts is missing, and there is no `word/document.xml` in it",
        ),
        ("a.ods", other, "zip skipped: an office document, but no text"),
        ("a", second, "docx ok"),
        ("a.docx", windows, "docx ok"),
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

#[test]
fn who_saved_a_document_last_did_not_write_it() {
    let meta =
        "<office:meta><dc:creator>Tom Hall</dc:creator><meta:initial-creator>Ana Ruiz</meta:initial-creator></office:meta>";
    let content = ("content.xml", "<text:p>Two died.</text:p>");
    let file = shell(&[("mimetype", "application/vnd.oasis.opendocument.text"), content, ("meta.xml", meta)]);
    assert_eq!(read_as("a.odt", &file, "").1[0].authors, ["Ana Ruiz"]);
}

#[test]
fn a_document_that_was_cut_off_is_read_as_far_as_it_goes() {
    let paragraphs: String =
        (0..900).map(|n| format!("<w:p><w:r><w:t>Number {n} of {} died.</w:t></w:r></w:p>", n * 7919 % 503)).collect();
    let whole = word(&paragraphs);
    let list = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a list");
    let told = "partial: cut off: the list of its parts is missing";
    for (name, end, outcome, last) in [
        ("a.docx", list, format!("docx {told}"), 899),
        ("a", list + 30, format!("docx {told}"), 899),
        ("a.docx", list / 2, "docx partial: `word/document.xml`: damaged: ".to_owned(), 300),
    ] {
        let (shown, articles) = read_as(name, &whole[..end], "");
        assert!(shown.starts_with(&outcome), "{name} {end}: {shown}");
        assert!(articles[0].text.contains(&format!("Number {last} of")), "{name} {end}");
    }
    let written = open_document("<text:p>Two died.</text:p>");
    let (shown, articles) = read_as("a.zip", &written[..written.len() - 30], "");
    assert_eq!((shown, articles[0].text.as_str()), (format!("odt {told}"), "Two died."));
    let cut = "zip failed at parse: an office document or a book that was cut off before its text";
    assert_eq!(read_as("a.zip", &shell(&[("[Content_Types].xml", "<x/>"), ("b", "")])[..60], "").0, cut);
}

#[test]
fn a_bomb_in_a_document_is_refused() {
    let bomb = word(&" ".repeat(40 << 20));
    let told = "docx failed at unpack: `word/document.xml`: ";
    for bytes in [&bomb[..], &bomb[..bomb.len() - 30]] {
        let (outcome, _) = read_as("a.docx", bytes, "");
        assert!(outcome.starts_with(told) && outcome.contains("more than 200 times"), "{outcome}");
    }
}

#[test]
fn a_locked_book_is_told_as_one() {
    let package =
        "<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let book = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("META-INF/encryption.xml", "<encryption/>"),
        ("OPS/book.opf", package),
        ("OPS/a.xhtml", "\u{1}\u{2}\u{3}\u{4}"),
    ];
    let told = "epub failed at parse: `a.xhtml`: encrypted: get the book without protection";
    assert_eq!(read_as("a.epub", &shell(&book), "").0, told);
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

/// The titles of the articles of a book of these pages.
fn titles(pages: &[(&str, &str)]) -> Vec<String> {
    book(pages).into_iter().filter_map(|article| article.title).collect()
}

fn book(pages: &[(&str, &str)]) -> Vec<Article> {
    let (outcome, articles) = read_as("a.epub", &book_of(pages), "");
    assert_eq!(outcome, "epub ok");
    articles
}

fn book_of(pages: &[(&str, &str)]) -> Vec<u8> {
    let items: String = pages.iter().map(|(name, _)| format!("<item id=\"{name}\" href=\"{name}\"/>")).collect();
    let spine: String = pages.iter().map(|(name, _)| format!("<itemref idref=\"{name}\"/>")).collect();
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let container = CONTAINER.replace("OPS/", "");
    let shell_files = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", &container), ("book.opf", &package)];
    shell(&[&shell_files[..], pages].concat())
}

#[test]
fn contents_are_told_by_their_headlines_and_no_article_is_taken_for_them() {
    let story = "Two people died in a fire in Leeds on Monday, the fire service said.";
    let links: String = ["One dead in Leeds", "Two dead in York", "Three dead in Hull"]
        .iter()
        .enumerate()
        .map(|(n, title)| format!("<li><a href=\"{n}.html\">{title}</a><p>{story}</p></li>"))
        .collect();
    let page = |title: &str, body: &str| format!("<html><head><title>{title}</title></head><body>{body}</body></html>");
    let bar = "<div><a href=\"s.html\">Next</a> | <a href=\"0.html\">Up</a> | <a href=\"1.html\">Main menu</a></div>";
    let (section, article) =
        (page("World", &format!("{bar}<ul>{links}</ul>")), |title: &str| page(title, &format!("{bar}<p>{story}</p>")));
    let with_links = page("Three dead in Hull", &format!("<p>{story} {story} {story}</p><h2>More</h2><ul>{links}</ul>"));
    let pages = [
        ("s.html", section.as_str()),
        ("0.html", &article("One dead in Leeds")),
        ("1.html", &article("Two dead in York")),
        ("2.html", &with_links),
    ];
    assert_eq!(titles(&pages), ["One dead in Leeds", "Two dead in York", "Three dead in Hull"]);
    let parts = page(
        "All in one",
        &format!("<section epub:type=\"cover\"><p>Cover</p></section><section epub:type=\"chapter\"><p>{story}</p></section>"),
    );
    let toc = page("Contents", "<section epub:type=\"toc\"><nav><ol><li>One dead in Leeds</li></ol></nav></section>");
    assert_eq!(titles(&[("a.html", &parts), ("b.html", &toc)]), ["All in one"]);
}

#[test]
fn a_chapter_keeps_its_headings_and_loses_its_bars() {
    let story = "<p>Two people died in a fire in Leeds on Monday, the fire service said, and three were taken to hospital.</p>";
    let bar = "<div><hr/>| <a href=\"a.html\">Next</a> | <a href=\"b.html\">Main menu</a> |<hr/></div>";
    let page = format!(
        "<html><head><title>The day</title></head><body>{bar}<h2>In Leeds</h2>{story}{story}<h2>In York</h2>{story}{bar}</body></html>"
    );
    let articles = book(&[("a.html", &page)]);
    let text = &articles[0].text;
    assert!(text.contains("\nIn Leeds\n") && text.contains("\nIn York\n") && !text.contains("menu"), "{text}");
}

#[test]
fn an_element_that_is_whole_without_an_end_takes_no_chapter_with_it() {
    let story = "<p>Two people died in a fire in Leeds on Monday, the fire service said, and three were taken to hospital.</p>";
    for whole in ["<script src=\"a.js\"/>", "<style type=\"text/css\"/>", "<title/>", "<noscript/>", "<template />"] {
        let page = format!("<html><head>{whole}</head><body><a id=\"p1\"/><h1>Fire in Leeds</h1>{story}</body></html>");
        let articles = book(&[("a.html", &page)]);
        assert!(articles[0].text.starts_with("Fire in Leeds\n\nTwo people died"), "{whole}: {}", articles[0].text);
    }
}

#[test]
fn a_chapter_whose_words_are_not_read_is_named() {
    let read = |body: &str| read_as("a.epub", &book_of(&[("a.html", &format!("<html><body>{body}</body></html>"))]), "").0;
    assert_eq!(read("<svg><text>Two people died in Leeds.</text></svg>"), "epub failed at parse: `a.html`: no text in the page");
    assert_eq!(read("<img src=\"a.png\" alt=\"x\"/><p>&#160;</p>"), "epub ok");
}

#[test]
fn properties_may_be_data() {
    let package = "<package><metadata><dc:title><![CDATA[Post & Sons]]></dc:title></metadata><manifest><item id=\"a\" href=\"a.html\"/></manifest>\
                   <spine><itemref idref=\"a\"/></spine></package>";
    let page = "<html><body><h1>Fire</h1><p>Two people died in a fire in Leeds on Monday.</p></body></html>";
    let files = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", package),
        ("OPS/a.html", page),
    ];
    assert_eq!(read_as("a.epub", &shell(&files), "").1[0].outlet.as_deref(), Some("Post & Sons"));
}
