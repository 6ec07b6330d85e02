use std::io::{Cursor, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};

use crate::source::packed::gzip;
use crate::source::trial::read_as;

const STORY: &str = "Two people were hurt in a fire in Leeds on Monday, the fire service said.";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*name, options).expect("a file");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A header and the content of one member.
fn member(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
    let mut block = [0u8; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
    block[148..156].fill(b' ');
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    let padding = vec![0; (512 - content.len() % 512) % 512];
    [&block, content, &padding].concat()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive: Vec<u8> = files.iter().flat_map(|(name, content)| member(name, b'0', content)).collect();
    archive.extend([0; 1024]);
    archive
}

fn members(articles: &[crate::model::Article]) -> String {
    articles.iter().filter_map(|article| article.source.member.as_deref()).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_file_in_an_archive_is_read_by_its_own_format_and_dated_by_its_own_name() {
    let lines = format!("{{\"text\":\"{STORY}\"}}\n{{\"text\":\"{STORY}\"}}\n");
    let inner = zip(&[("deep.txt", STORY.as_bytes())]);
    let files: &[(&str, &[u8])] = &[
        ("news/2025-06-03.txt", STORY.as_bytes()),
        ("../../etc/a.txt", STORY.as_bytes()),
        ("two.jsonl", lines.as_bytes()),
        ("inner.zip", &inner),
        ("__MACOSX/._a.txt", b"\0\0\0\0\0\0\0\0\0\0"),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        ("b.txt.gz", &gzip(STORY.as_bytes())),
    ];
    for (name, content, format) in [
        ("a.zip", zip(files), "zip"),
        ("a.tar", tar(files), "tar"),
        ("2024-01-01.tgz", gzip(&tar(files)), "tar"),
        ("a", zip(files), "zip"),
    ] {
        let (outcome, articles) = read_as(name, &content, "");
        assert_eq!(outcome, format!("{format} ok"), "{name}");
        let expected = "news/2025-06-03.txt ../../etc/a.txt two.jsonl#1 two.jsonl#2 inner.zip#deep.txt b.txt.gz";
        assert_eq!(members(&articles), expected, "{name}");
        assert_eq!(articles[0].published.range.to_string(), "2025-06-03", "{name}");
        assert!(articles[1..].iter().all(|article| !article.published.by.is_certain()), "{name}");
        let ids: std::collections::BTreeSet<_> = articles.iter().map(|article| &article.id).collect();
        assert_eq!(ids.len(), articles.len());
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_are_read() {
    let files: &[(&str, &[u8])] = &[("a.txt", STORY.as_bytes()), ("b.pdf", b"%PDF-1.7"), ("c.json", b"{\"text\":")];
    let told = "partial: `b.pdf`: a PDF document, which is not read yet: make a text of it (`pdftotext`); `c.json`: not JSON: EOF while parsing a value at line 1 column 8";
    for (name, content, format) in [("a.zip", zip(files), "zip"), ("a.tar", tar(files), "tar")] {
        let (outcome, articles) = read_as(name, &content, "");
        assert_eq!((outcome, articles.len()), (format!("{format} {told}"), 1));
    }
    for (name, content, outcome) in [
        (
            "a.zip",
            zip(&[("b.pdf", b"%PDF-1.7")]),
            "zip skipped: no article in it: `b.pdf`: a PDF document, which is not read yet: make a text of it (`pdftotext`)",
        ),
        ("a.zip", zip(&[]), "zip skipped: no article in it"),
        ("a.zip", zip(&[("a.txt", b"\n")]), "zip skipped: no article in it: `a.txt`: empty: nothing but blanks"),
        (
            "a.zip",
            zip(&[("c.json", b"{")]),
            "zip failed at parse: `c.json`: not JSON: EOF while parsing an object at line 1 column 1",
        ),
        (
            "a.xlsx",
            zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]),
            "zip skipped: an office document, but no text: save its table as CSV, or its slides as text",
        ),
        (
            "a.tar",
            tar(files)[..1600].to_vec(),
            "tar partial: `b.pdf`: a PDF document, which is not read yet: make a text of it (`pdftotext`); cut off: the archive has no end",
        ),
        (
            "a.zip",
            zip(files)[..100].to_vec(),
            "zip failed at parse: the end of the archive is missing, and with it the list of its files",
        ),
    ] {
        assert_eq!(read_as(name, &content, "").0, outcome, "{name}");
    }
}

#[test]
fn long_names_links_and_old_headers_of_tar_are_known() {
    let name = format!("{}/2025-06-03.txt", "long".repeat(30));
    let pax = format!("path={name}\n");
    let pax = format!("{} {pax}", pax.len() + 4);
    let archive = [
        member("././@LongLink", b'L', format!("{name}\0").as_bytes()),
        member("cut", b'0', STORY.as_bytes()),
        member("pax", b'x', pax.as_bytes()),
        member("cut", b'0', STORY.as_bytes()),
        member("folder/", b'5', b""),
        member("link.txt", b'2', b""),
        member("old.txt", 0, STORY.as_bytes()),
        vec![0; 1024],
    ]
    .concat();
    let (outcome, articles) = read_as("a.tar", &archive, "");
    assert_eq!((outcome.as_str(), members(&articles)), ("tar ok", format!("{name} {name} old.txt")));
}

#[test]
fn a_member_too_large_to_hold_is_streamed_from_where_it_lies() {
    let line = format!("{{\"text\":\"{}\"}}\n", "word ".repeat(200_000));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in [("a.jsonl", line.repeat(70)), ("b.txt", STORY.to_owned())] {
        archive.start_file(name, options).expect("a file");
        archive.write_all(content.as_bytes()).expect("written");
    }
    let (outcome, articles) = read_as("a.zip", &archive.finish().expect("an archive").into_inner(), "");
    assert_eq!((outcome.as_str(), articles.len()), ("zip ok", 71));
    assert!(articles[..70].iter().all(|article| article.text.len() == 1_000_000) && articles[70].text == STORY);
}

#[test]
fn bombs_are_refused_at_any_depth() {
    let zeros = vec![b'a'; 30 << 20];
    let bomb = zip(&[("a.txt", &zeros)]);
    let (outcome, _) = read_as("a.zip", &bomb, "");
    assert!(outcome.contains("`a.txt`: the file unpacks to more than 200 times its size"), "{outcome}");
    let many: Vec<(String, Vec<u8>)> = (0..200).map(|n| (format!("{n}.zip"), zip(&[("a.txt", &zeros[..1 << 20])]))).collect();
    let files: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    let (outcome, articles) = read_as("a.zip", &zip(&files), "");
    assert!(outcome.contains("200 times its size") && articles.len() < 60, "{} {outcome}", articles.len());
    let deep = (0..5).fold(zip(&[("a.txt", STORY.as_bytes())]), |inner, n| zip(&[(&format!("{n}.zip"), &inner)]));
    let (outcome, articles) = read_as("a.zip", &deep, "");
    assert!(outcome.contains("archives within archives, more than 3 deep") && articles.is_empty(), "{outcome}");
}

#[test]
fn archives_that_follow_each_other_in_a_file_are_all_read() {
    let (one, two) = (tar(&[("a.txt", STORY.as_bytes())]), tar(&[("b.txt", STORY.as_bytes())]));
    let padded = [one.as_slice(), &[0; 10_000]].concat();
    for (content, outcome, found) in [
        ([one.as_slice(), &two].concat(), "tar ok", "a.txt b.txt"),
        ([padded.as_slice(), &[0; 9]].concat(), "tar ok", "a.txt"),
        ([padded.as_slice(), b"rest"].concat(), "tar ok", "a.txt"),
        ([one.as_slice(), &two[..1024]].concat(), "tar partial: cut off: the archive has no end", "a.txt b.txt"),
        (
            [one.as_slice(), &[b'x'; 512]].concat(),
            "tar partial: reading stopped: there is no header where one should be",
            "a.txt",
        ),
    ] {
        let (shown, articles) = read_as("a.tar", &content, "");
        assert_eq!((shown.as_str(), members(&articles).as_str()), (outcome, found));
    }
}

#[test]
fn a_link_that_bears_the_size_of_its_member_hides_nothing() {
    let long = format!("{STORY} ").repeat(20);
    let story = |name: &str| member(name, b'0', STORY.as_bytes());
    for linked in [STORY, &long] {
        let link = member("l.txt", b'1', linked.as_bytes());
        for link in [&link[..512], &link] {
            let (outcome, articles) = read_as("a.tar", &[&story("a.txt"), link, &story("b.txt"), link, &[0; 1024]].concat(), "");
            assert_eq!((outcome.as_str(), members(&articles).as_str()), ("tar ok", "a.txt b.txt"), "{}", link.len());
        }
    }
}

#[test]
fn what_is_unpacked_with_its_archive_is_not_counted_again() {
    // Six MiB, of which ten are free.
    let long = format!("{STORY}\n\n").repeat((6 << 20) / STORY.len());
    let (outcome, articles) = read_as("a.tar.gz", &gzip(&tar(&[("a.txt", long.as_bytes())])), "");
    assert_eq!((outcome.as_str(), articles.len()), ("tar ok", 1));
}

#[test]
fn a_zip_archive_without_its_end_is_read_as_far_as_it_goes() {
    let files: &[(&str, &[u8])] = &[("a.txt", STORY.as_bytes()), ("._b.txt", b"x"), ("c/", b""), ("d.txt", STORY.as_bytes())];
    let whole = zip(files);
    let list = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a list");
    for (end, found) in [(list, "a.txt d.txt"), (list + 50, "a.txt d.txt"), (list - 10, "a.txt")] {
        let (outcome, articles) = read_as("a.zip", &whole[..end], "");
        let told = "zip partial: the end of the archive is missing, and with it the list of its files";
        assert_eq!((outcome.as_str(), members(&articles).as_str()), (told, found));
    }
    let office = zip(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]);
    let told = "zip failed at parse: an office document or a book that was cut off before its text";
    assert_eq!(read_as("a.xlsx", &office[..100], "").0, told);
}

/// A record of this kind about this address.
fn record(kind: &str, address: &str, content: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-06-05T10:00:00Z\r\nContent-Type: text/plain\r\n\
         Content-Length: {}\r\n\r\n",
        content.len()
    );
    [header.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn answer(header: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {header}\r\n\r\n").as_bytes(), body].concat()
}

#[test]
fn what_servers_answered_is_read_once_with_its_address() {
    let page = format!("<html><title>Fire in Leeds</title><body><p>{STORY}</p></body></html>");
    let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    let pieces = format!("5\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n", &page[..5], page.len() - 5, &page[5..]);
    let brotli = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/story.html.br")).expect("a file");
    let archive = [
        record("warcinfo", "", b"software: x"),
        record("request", "http://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "http://a.example/1", &answer(html, page.as_bytes())),
        record("response", "http://a.example/1", &answer(html, page.as_bytes())),
        record("response", "<http://a.example/2>", &answer(&format!("{html}\r\nTransfer-Encoding: chunked"), pieces.as_bytes())),
        record("response", "http://a.example/3", &answer(&format!("{html}\r\nContent-Encoding: gzip"), &gzip(page.as_bytes()))),
        record("response", "http://a.example/4", &answer(&format!("{html}\r\nContent-Encoding: br"), &brotli)),
        record("response", "http://a.example/1", &answer(html, page.replace("Monday", "Sunday").as_bytes())),
        record("response", "http://a.example/404", &answer("404 Not Found\r\nContent-Type: text/html", page.as_bytes())),
        record("response", "http://a.example/a.png", &answer("200 OK\r\nContent-Type: image/png", b"\x89PNG")),
        record("response", "http://a.example/map", &answer("200 OK\r\nContent-Type: text/xml", b"<urlset><url>x</url></urlset>")),
        record("conversion", "http://a.example/5", STORY.as_bytes()),
        record("revisit", "http://a.example/6", &answer(html, b"")),
    ]
    .concat();
    let list = format!("{{\"url\":\"http://a.example/1\",\"text\":\"{STORY}\"}}\n");
    let collection =
        zip(&[("datapackage.json", b"{}"), ("pages/pages.jsonl", list.as_bytes()), ("archive/data.warc.gz", &gzip(&archive))]);
    let collections = zip(&[("datapackage.json", b"{}"), ("a.wacz", &collection)]);
    for (name, content, format, before) in [
        ("b.wacz", collections, "zip", "a.wacz#archive/data.warc.gz#"),
        ("a.warc", archive.clone(), "warc", ""),
        ("a.warc.gz", gzip(&archive), "warc", ""),
        ("a", archive.clone(), "warc", ""),
        ("a.wacz", collection, "zip", "archive/data.warc.gz#"),
    ] {
        let (outcome, articles) = read_as(name, &content, "");
        assert_eq!(outcome, format!("{format} ok"), "{name}");
        let expected = ["1", "2", "3", "4", "1#2", "5"].map(|page| format!("{before}http://a.example/{page}"));
        assert_eq!(members(&articles), expected.join(" "), "{name}");
        assert!(articles.iter().all(|article| article.published.range.to_string() == "..2025-06-05"), "{name}");
        assert_eq!(articles[1].url.as_deref(), Some("http://a.example/2"));
        assert!(articles.iter().all(|article| article.text.contains("were hurt in a fire")), "{name}");
    }
    let short = String::from_utf8_lossy(&record("conversion", "http://a.example/0", STORY.as_bytes()))
        .replace("Length: 73", "Length: 40");
    assert_eq!(read_as("a.warc", &[short.as_bytes(), &archive].concat(), "").1.len(), 7);
    let without = short.replace("Content-Length", "Content-Lost");
    assert_eq!(read_as("a.warc", &[without.as_bytes(), &archive].concat(), "").1.len(), 6);
    for (content, expected) in [
        (archive[..archive.len() - 400].to_vec(), "warc partial: cut off: the last record has no end"),
        ([archive.as_slice(), b"junk"].concat(), "warc partial: what stands between its records was passed over, and is none"),
        (
            [record("conversion", "http://a.example/1", STORY.as_bytes()), b"\xff\0\r\njunk\n".to_vec(), archive].concat(),
            "warc partial: what stands between its records was passed over, and is none",
        ),
        (
            b"WARC/1.0\r\n\r\n".to_vec(),
            "warc failed at parse: a record does not say how long it is: what follows was passed over up to the next",
        ),
        (
            record("response", "http://a.example/1", b"junk"),
            "warc failed at parse: `http://a.example/1`: no sound answer: it does not begin with `HTTP/`",
        ),
        (record("response", "http://a.example/1", &answer("404 No", b"")), "warc skipped: no article in it"),
        (
            b"\x5d\x2a\x4d\x18\0\0\0\0".to_vec(),
            " skipped: packed by zstd with a dictionary, which is not read yet: unpack it first",
        ),
    ] {
        assert_eq!(read_as("a.warc", &content, "").0, expected);
    }
}

#[test]
fn an_answer_is_read_whatever_crawlers_made_of_its_header() {
    let page = format!("<html><title>Fire in Leeds</title><body><p>{STORY}</p></body></html>");
    let cookies = "Set-Cookie: a=b\r\n".repeat(500);
    for header in [
        "HTTP/2 200\r\ncontent-type: text/html",
        "HTTP/1.1 200 OK\r\nno colon\r\nX Y: z\r\nContent-Type: text/html",
        "HTTP/1.1 200 OK\r\nContent-Type : text/html",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8",
        "HTTP/1.1 203 Non-Authoritative\nContent-Type: text/html\n",
        &format!("HTTP/1.1 200 OK\r\n{cookies}Content-Type: text/html"),
        "ICY 200 OK\r\nX-City: K\u{f6}ln\r\nContent-Type: text/html",
        "HTTP/1.1 200 OK",
    ] {
        let answered = [header.as_bytes(), b"\r\n\r\n", page.as_bytes()].concat();
        let (outcome, articles) = read_as("a.warc", &record("response", "http://a.example/1", &answered), "");
        assert_eq!((outcome.as_str(), articles.len()), ("warc ok", 1), "{header}");
        assert!(articles[0].text.ends_with(STORY), "{header}");
    }
    let cut = record("response", "http://a.example/1", b"HTTP/1.1 200 OK\r\nContent-Type: text/html");
    let told = "warc failed at parse: `http://a.example/1`: cut off: the answer's header has no end";
    assert_eq!(read_as("a.warc", &cut, "").0, told);
    let pieces = format!("{:x}\r\n{page}\r\n1f", page.len());
    let cut = answer("200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", pieces.as_bytes());
    assert_eq!(
        read_as("a.warc", &record("response", "http://a.example/1", &cut), "").1[0].text,
        format!("Fire in Leeds\n\n{STORY}")
    );
}

#[test]
fn the_encoding_that_a_server_names_is_the_pages() {
    let page = encoding_rs::WINDOWS_1251.encode("<html><title>Пожар</title><body><p>Двое погибли.</p></body></html>").0;
    for (charset, expected) in [("windows-1251", "Двое"), ("\"Windows-1251\"", "Двое"), ("koi8-r", "дБНЕ")] {
        let answered = answer(&format!("200 OK\r\nContent-Type: text/html; charset={charset}"), &page);
        let (_, articles) = read_as("a.warc", &record("response", "http://a.example/1", &answered), "");
        assert!(articles[0].text.contains(expected), "{}", articles[0].text);
    }
    let header = "200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html; charset=koi8-r";
    let (_, articles) = read_as("a.warc", &record("response", "http://a.example/1", &answer(header, &gzip(&page))), "");
    assert!(articles[0].text.contains("дБНЕ"), "{}", articles[0].text);
    let packed = gzip(format!("<html><body><p>{}</p></body></html>", STORY.repeat(40)).as_bytes());
    let cut = &packed[..packed.len() - 12];
    let (outcome, articles) = read_as("a.warc", &record("response", "http://a.example/1", &answer(header, cut)), "");
    assert!(outcome.contains("unpacking stopped: ") && articles[0].text.contains(STORY), "{outcome}");
}

#[test]
fn a_header_without_an_end_to_speak_of_loses_no_other_record() {
    let story = |number: u32| record("conversion", &format!("http://a.example/{number}"), STORY.as_bytes());
    let long =
        [b"WARC/1.0\r\nWARC-Type: response\r\nX: ".as_slice(), &[b'a'; 70_000], b"\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"]
            .concat();
    let (outcome, articles) = read_as("a.warc", &[story(1), long, story(2)].concat(), "");
    assert_eq!(members(&articles), "http://a.example/1 http://a.example/2");
    assert_eq!(
        outcome,
        "warc partial: the header of a record is longer than 64 KiB: what follows was passed over up to the next"
    );
    let blank = b"\r\n".repeat(70_000);
    let (outcome, articles) = read_as("a.warc", &[story(1), blank, story(2)].concat(), "");
    assert_eq!((outcome.as_str(), articles.len()), ("warc ok", 2));
}

#[test]
fn what_a_crawler_says_of_itself_is_no_page_and_a_document_is_told() {
    let log = b"2025-06-05 Resolving a.example\n\nSaving to: page.html\n";
    let film = [b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n".as_slice(), &[0; 200_000]].concat();
    let archive = [
        record("resource", "metadata://gnu.org/software/wget/warc/wget.log", log),
        record("resource", "urn:X-wpull:log", log),
        record("response", "http://a.example/robots.txt", &answer("200 OK\r\nContent-Type: text/plain", b"User-agent: *\n")),
        record("resource", "urn:text:http://a.example/1", STORY.as_bytes()),
        record("resource", "file:///home/ana/a.txt", STORY.as_bytes()),
        record("response", "http://a.example/film", &film),
        record("response", "http://a.example/a.pdf", &answer("200 OK\r\nContent-Type: application/pdf", b"%PDF-1.4")),
        record("resource", "http://a.example/2", STORY.as_bytes()),
    ]
    .concat();
    let (outcome, articles) = read_as("a.warc", &archive, "");
    assert_eq!(members(&articles), "file:///home/ana/a.txt http://a.example/2");
    let told = "`http://a.example/a.pdf`: a PDF document, which is not read yet: make a text of it (`pdftotext`)";
    assert_eq!(outcome, format!("warc partial: {told}"));
}

#[test]
fn a_page_whose_text_did_not_change_is_one_article_however_often_it_was_fetched() {
    let header = "200 OK\r\nContent-Type: text/html";
    let page = |text: &str, visits: u32| {
        format!("<html><title>Fire</title><script>var n={visits}</script><body><p>{text}</p></body></html>")
    };
    let fetched =
        [(STORY, 1), (STORY, 2), ("Three people were hurt in a fire in Leeds on Monday, it is said now.", 3), (STORY, 4)];
    let archive: Vec<u8> = fetched
        .iter()
        .flat_map(|(text, visits)| record("response", "http://a.example/1", &answer(header, page(text, *visits).as_bytes())))
        .collect();
    let (outcome, articles) = read_as("a.warc", &archive, "");
    assert_eq!((outcome.as_str(), members(&articles).as_str()), ("warc ok", "http://a.example/1 http://a.example/1#3"));
}
