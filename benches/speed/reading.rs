//! How fast files are read, before anything is extracted: web pages, mail, JSON lines; and how much memory that needs.
//!
//! The files are made of the articles of the other parts. A page is as large as those of news sites are: 120 KB, most of which is menus, teasers and scripts. A
//! third of the mails is plain, a third a page in quoted-printable, a third packed in base64.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use dateline::model::Article;
use dateline::source::{self, Options};

use crate::measure::{Figures, process_time};
use crate::text::Maker;

/// Different articles that the files are made of.
const ARTICLES: usize = 2000;
/// Web pages that are read.
const PAGES: usize = 500;

/// Reads a file of this kind and of so many megabytes.
pub fn read(kind: &str, folder: &Path, megabytes: usize) -> Figures {
    let path = folder.join(match kind {
        "read.mail" => "mail.mbox",
        "read.json lines" => "lines.jsonl",
        _ => "pages",
    });
    make(kind, &path, megabytes);
    let begun = process_time();
    let (mut bytes, mut articles, mut text) = (0, 0, 0);
    for found in source::walk(std::slice::from_ref(&path), &source::Selection::default()).expect("files") {
        bytes += found.size;
        source::read(&found, &Options::default(), &mut |article| {
            articles += 1;
            text += article.text.len();
        });
    }
    let mut figures = Figures::default();
    figures.add("cpu", (process_time() - begun).as_secs_f64());
    figures.add("bytes", bytes as f64);
    figures.add("articles", f64::from(articles));
    assert!(text > articles as usize * 500, "the articles have texts");
    let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
    gone.expect("the files removed");
    figures
}

fn make(kind: &str, path: &Path, megabytes: usize) {
    let maker = Maker::new();
    if kind == "read.pages" {
        std::fs::create_dir_all(path).expect("a folder");
        for n in 0..PAGES {
            std::fs::write(path.join(format!("{n}.html")), page(&maker.article(n), n)).expect("a page");
        }
        return;
    }
    let items: Vec<String> = (0..ARTICLES)
        .map(|n| if kind == "read.mail" { mail(&maker.article(n), n) } else { line(&maker.article(n), n) })
        .collect();
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let mut left = megabytes * 1_000_000;
    for item in items.iter().cycle() {
        file.write_all(item.as_bytes()).expect("written");
        left = left.saturating_sub(item.len());
        if left == 0 {
            break;
        }
    }
    file.flush().expect("written");
}

fn line(article: &Article, n: usize) -> String {
    let record = serde_json::json!({
        "id": n.to_string(),
        "title": article.title,
        "date": format!("2024-05-{:02}", n % 28 + 1),
        "url": format!("https://example.org/{n}"),
        "author": "Ana Ruiz",
        "text": article.body.of(&article.text),
    });
    record.to_string() + "\n"
}

fn mail(article: &Article, n: usize) -> String {
    let (title, body) = (article.title.as_deref().unwrap_or("News"), article.body.of(&article.text));
    let head = format!(
        "From news@example.org Fri May  3 08:00:00 2024\nFrom: Example News <news@example.org>\nTo: list@example.org\nSubject: {title}\nDate: Fri, 3 May 2024 \
         08:00:00 +0000\nMessage-ID: <{n}@example.org>\nMIME-Version: 1.0\n"
    );
    let (kind, encoding, content) = match n % 3 {
        0 => ("plain", "8bit", body.to_owned()),
        1 => (
            "html",
            "quoted-printable",
            quoted(&format!("<html><body><h1>{title}</h1><p>{}</p></body></html>", body.replace('\n', "</p><p>"))),
        ),
        _ => ("plain", "base64", packed(body.as_bytes())),
    };
    format!("{head}Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{content}\n\n")
}

/// Quoted-printable, in lines of 72 signs.
fn quoted(text: &str) -> String {
    let (mut quoted, mut width) = (String::new(), 0);
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && byte != b'=' || byte == b' ' {
            quoted.push(char::from(byte));
            width += 1;
        } else {
            let _ = write!(quoted, "={byte:02X}");
            width += 3;
        }
        if width >= 72 {
            quoted.push_str("=\n");
            width = 0;
        }
    }
    quoted
}

/// Base64, in lines of 76 signs.
fn packed(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut packed = String::new();
    for (number, chunk) in bytes.chunks(3).enumerate() {
        let three = chunk.iter().chain([&0, &0]).take(3).fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
        for place in 0..4 {
            let sign = SIGNS[(three >> (18 - 6 * place) & 63) as usize];
            packed.push(if place > chunk.len() { '=' } else { char::from(sign) });
        }
        if number % 19 == 18 {
            packed.push('\n');
        }
    }
    packed
}

fn page(article: &Article, n: usize) -> String {
    let title = article.title.as_deref().unwrap_or("News");
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | Example</title><meta property=\"og:site_name\" content=\"Example\"><meta \
         property=\"article:published_time\" content=\"2024-05-{:02}T08:00:00Z\"><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":{},\
         \"datePublished\":\"2024-05-{:02}T08:00:00Z\"}}</script><script>{}</script></head><body><nav><ul>",
        n % 28 + 1,
        serde_json::json!(title),
        n % 28 + 1,
        "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};".repeat(600),
    );
    for link in 0..200 {
        let _ = write!(
            page,
            "<li class=\"nav__item nav__item--{link}\"><a class=\"nav__link\" href=\"/section/{link}\">Section {link}</a></li>"
        );
    }
    let _ = write!(page, "</ul></nav><main><article><h1>{title}</h1><div class=\"byline\">By Ana Ruiz</div><div class=\"body\">");
    for paragraph in article.body.of(&article.text).split(". ") {
        let _ = write!(page, "<p class=\"body__paragraph\">{paragraph}.</p>");
    }
    page.push_str("</div></article></main><section class=\"more-news\">");
    for card in 0..60 {
        let _ = write!(
            page,
            "<div class=\"card card--small\"><a class=\"card__link\" href=\"/story/{card}\"><div class=\"card__picture\"><picture><source srcset=\"/img/{card}-400.webp 400w, \
             /img/{card}-800.webp 800w\"><img loading=\"lazy\" alt=\"\" src=\"/img/{card}.jpg\"></picture></div><h3 class=\"card__title\">Story {card} of the day, with a \
             title</h3><p class=\"card__text\">A summary that says what the story is about.</p></a></div>"
        );
    }
    page + "</section><footer><p>© Example</p></footer></body></html>"
}
