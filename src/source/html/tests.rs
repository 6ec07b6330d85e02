//! Pages as they are saved, small and hostile.

use std::path::Path;
use std::time::{Duration, Instant};

use super::*;
use crate::source::load::Loaded;

const STORY: &str = "<p>Three people were killed when a bus left the road near the northern town on Monday, police said in a statement to \
                     reporters.</p><p>The driver, who survived the fall with light injuries, was taken to a hospital in the provincial capital, \
                     where he was questioned by investigators.</p><p>It was the second accident on that road within a month, and local people \
                     have long asked for a barrier along the slope, the mayor told a radio station.</p>";

fn read_page(page: &str) -> (Option<Draft>, Outcome) {
    let mut draft = None;
    let loaded = Loaded::held(page.as_bytes());
    let options = crate::source::Options::default();
    let input = Input { path: Path::new("a.html"), loaded: &loaded, options: &options, depth: 0 };
    let outcome = read(&input, &mut |found| draft = Some(found));
    (draft, outcome)
}

fn first(draft: &Draft, field: Field) -> &str {
    draft.clues.iter().find(|clue| clue.field == field).map_or("", |clue| &clue.value)
}

fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"en\"><head>{head}</head><body>{body}</body></html>")
}

#[test]
fn the_text_is_title_and_body_and_spans_stand_in_it() {
    let page = page(
        "<title>Bus plunges into ravine | The Example</title><meta property='og:site_name' content='The Example'>",
        &format!(
            "<nav><a href='/'>Home</a></nav><article><h1>Bus plunges into ravine</h1>{STORY}</article><footer>© Example</footer>"
        ),
    );
    let (draft, outcome) = read_page(&page);
    let draft = draft.expect("a draft");
    assert_eq!(outcome, Outcome::Ok);
    assert_eq!(draft.title_span.expect("a title").of(&draft.text), "Bus plunges into ravine");
    let body = draft.body.of(&draft.text);
    assert!(body.starts_with("Three people") && body.ends_with("a radio station."), "{body}");
    assert_eq!(body.matches("\n\n").count(), 2, "{body}");
    assert_eq!(first(&draft, Field::Outlet), "The Example");
}

#[test]
fn headings_between_bare_paragraphs_are_kept() {
    for (open, close) in [("", ""), ("<ARTICLE>", "</ARTICLE>")] {
        let page = page(
            "<title>The day</title>",
            &format!("{open}<h2>Two die in Leeds</h2>{STORY}<h2>Three hurt in York</h2>{STORY}{close}"),
        );
        let draft = read_page(&page).0.expect("a draft");
        let headings = draft.text.lines().filter(|line| line.starts_with("Two die") || line.starts_with("Three hurt")).count();
        assert_eq!((draft.text.lines().next(), headings), (Some("The day"), 2), "{}", draft.text);
    }
}

#[test]
fn dates_come_from_the_best_place() {
    let linked = |fields: &str| format!("<script type='application/ld+json'>{fields}</script>");
    let meta = "<meta property='article:published_time' content='2024-05-01'>";
    for (head, body, expected) in [
        (&*(meta.to_owned() + &linked(r#"{"@type":"NewsArticle","datePublished":"2024-05-02"}"#)), "", "2024-05-02"),
        (&*(linked(r#"{"@type":"NewsArticle","dateCreated":"2024-05-02"}"#) + meta), "", "2024-05-01"),
        ("<meta property='article:published_time' content='2024-05-03T22:00:00-04:00'>", "", "2024-05-03T22:00:00-04:00"),
        (
            &*linked(r#"{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"datePublished":"2024-05-04"}]}"#),
            "",
            "2024-05-04",
        ),
        (&*linked(r#"[{"@type":"ReportageNewsArticle","dateCreated":"2024-05-05"}]"#), "", "2024-05-05"),
        (&*linked(r#"{"@type":"NewsArticle","headline":"a "b"","datePublished":"2024-05-06",}"#), "", "2024-05-06"),
        (&*linked(r#"{"@type":"Organization","datePublished":"2001-01-01"}"#), "", ""),
        ("", "<span itemprop='datePublished' content='2024-05-07'>x</span>", "2024-05-07"),
        ("<meta name='date' content='2024-05-08'>", "<time datetime='2024-05-09'>x</time>", "2024-05-08"),
        ("", "<time datetime='2024-05-09T08:00'>May</time>", "2024-05-09T08:00"),
        ("", "<time>9 May 2024</time>", "9 May 2024"),
        ("", "<time class='updated' datetime='2024-06-09'>x</time>", ""),
        ("", "<aside><time datetime='2024-06-09'>x</time></aside>", ""),
        ("", "<div class='post-date'>Posted <b>10 May 2024</b></div>", "10 May 2024"),
        ("", "<div class='byline'>Updated 10 June 2024</div>", ""),
        ("<meta property='article:modified_time' content='2024-06-01'>", "", ""),
    ] {
        let (draft, _) = read_page(&page(head, &format!("{body}<article>{STORY}</article>")));
        assert_eq!(first(&draft.expect("a draft"), Field::Published), expected, "{head}{body}");
    }
}

#[test]
fn the_day_of_a_change_bounds_a_page_that_names_no_other() {
    let linked = |fields: &str| format!("<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",{fields}}}</script>");
    let meta = |name: &str, value: &str| format!("<meta property='{name}' content='{value}'>");
    for (head, published) in [
        (meta("article:modified_time", "2024-06-01T08:00:00Z"), "..2024-06-01"),
        (meta("dateModified", "2024-06-01"), "..2024-06-01"),
        (linked("\"dateModified\":\"2024-06-02\""), "..2024-06-02"),
        (linked("\"dateModified\":\"yesterday\""), "..2025-08-01"),
        (meta("article:modified_time", "1970-01-01T00:00:00Z"), "..2025-08-01"),
        (linked("\"datePublished\":\"2024-05-31\",\"dateModified\":\"2024-05-02\""), "2024-05-31"),
    ] {
        let page = page(&head, &format!("<article>{STORY}</article>"));
        let (_, articles) = crate::source::trial::read_as("a.html", page.as_bytes(), "");
        assert_eq!(articles[0].published.range.to_string(), published, "{head}");
    }
}

#[test]
fn title_authors_address_and_outlet() {
    let head = r#"<title>x</title><link rel="canonical" href="https://example.org/2024/05/03/bus">
        <meta property="og:title" content="Bus &amp; ravine"><meta name="author" content="By Ana Ruiz">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Bus plunges","author":[{"name":"Ana Ruiz"},{"name":"Tom Berg"}],
        "publisher":{"name":"Example"},"url":"https://example.org/other"}</script>"#;
    let (draft, _) = read_page(&page(head, STORY));
    let draft = draft.expect("a draft");
    assert_eq!(first(&draft, Field::Title), "Bus plunges");
    assert_eq!(first(&draft, Field::Author), "Ana Ruiz");
    assert_eq!(first(&draft, Field::Url), "https://example.org/2024/05/03/bus");
    assert_eq!(first(&draft, Field::Outlet), "Example");
}

#[test]
fn a_wall_leaves_the_description() {
    let description = "Three people were killed when a bus left the road near the northern town. ".repeat(4);
    let (draft, outcome) =
        read_page(&page(&format!("<meta property='og:description' content='{description}'>"), "<p>Please sign in.</p>"));
    assert_eq!(draft.expect("a draft").body.len() as usize, description.trim().len());
    assert!(matches!(outcome, Outcome::Partial { .. }));
}

#[test]
fn pages_cut_off_or_without_text_are_told() {
    let whole = page("<title>Bus</title>", &format!("<article>{STORY}{STORY}</article>"));
    let (draft, _) = read_page(&whole[..whole.len() - 300]);
    assert!(draft.expect("a draft").text.contains("Three people"));
    assert!(matches!(read_page(&page("", "<script>x</script>")).1, Outcome::Skipped { .. }));
}

#[test]
fn hostile_pages_neither_overflow_nor_take_long() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
    for (name, hostile) in [
        ("div", "<div>".repeat(20_000)),
        ("span", "<span>".repeat(50_000)),
        ("font", "<font><i>".repeat(20_000)),
        ("list", "<ul><li>".repeat(20_000)),
        ("table", "<table><tr><td>".repeat(10_000)),
        ("br", "<br>".repeat(300_000)),
        ("attributes", format!("<p{attributes}>")),
        ("quotes", "<a b=\"".repeat(50_000)),
        ("tags in quotes", "<a b='<a ' c='<a '".repeat(50_000) + " <"),
        ("attributes of no tag", (0..50_000).map(|n| format!("<a x{n} <a y{n}=1 ")).collect()),
        ("ends in quotes", "<a b='>' ".repeat(50_000)),
        ("json", format!("<script type='application/ld+json'>{}</script>", "[".repeat(100_000))),
    ] {
        let start = Instant::now();
        let (draft, _) = read_page(&page("", &format!("<article>{STORY}</article>{hostile}")));
        assert!(draft.is_some_and(|draft| draft.text.contains("Three people")), "{name}");
        assert!(start.elapsed() < Duration::from_secs(30), "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn paragraphs_without_a_blank_between_their_tags_stay_apart() {
    let body = "<article><h2>Blast</h2><p>Two people were killed in Kyiv on Monday, police said.</p><p>Three people were killed in Odesa on \
                Monday.<br>Nobody was hurt in Lviv.</p></article>";
    let draft = read_page(&page("", body)).0.expect("a draft");
    for line in [
        "Two people were killed in Kyiv on Monday, police said.",
        "Three people were killed in Odesa on Monday.",
        "Nobody was hurt in Lviv.",
    ] {
        assert!(draft.text.lines().any(|found| found == line), "{}", draft.text);
    }
}

#[test]
fn paragraphs_stay_apart_whatever_signs_are_in_them() {
    let body = "<p>Two&nbsp;people died in&nbsp;Leeds on Monday, 12&thinsp;000 fled &mdash; said the mayor &amp; others.</p><p>The \
                cause of the blaze was not known, officials told reporters at the scene.</p>";
    let draft = read_page(&page("", &format!("<article>{body}</article>"))).0.expect("a draft");
    assert!(draft.text.contains("others.\n"), "{}", draft.text);
    let soft = STORY.replace("killed", "kil&shy;led").replace("police", "po\u{ad}lice");
    let draft = read_page(&page("", &format!("<article>{soft}</article>"))).0.expect("a draft");
    assert!(draft.text.contains("killed") && draft.text.contains("police"), "{}", draft.text);
}

#[test]
fn a_page_that_is_written_by_its_scripts_gives_the_story_it_tells_search_engines() {
    let story = "Two people were killed in a fire in Leeds on Monday, the fire service said.";
    let linked = |body: &str| {
        let article = serde_json::json!({ "@type": "NewsArticle", "headline": "Fire", "articleBody": body });
        format!("<script type='application/ld+json'>{article}</script>")
    };
    for (told, body, expected) in [
        (
            format!("{story}\nMore was not known."),
            "<noscript>Please enable JavaScript.</noscript>",
            format!("{story}\n\nMore was not known."),
        ),
        (format!("<p>{story}</p><p>More &amp; more.</p>"), "<div></div>", format!("{story}\n\nMore & more.")),
        ("Two people".to_owned(), &*format!("<article><p>{story}</p></article>"), story.to_owned()),
    ] {
        let draft = read_page(&page(&linked(&told), body)).0.expect("a draft");
        assert_eq!(draft.body.of(&draft.text), expected, "{told}");
    }
}

#[test]
fn a_page_is_parted_as_shown_whatever_it_hides() {
    let story = "Two people were hurt in a fire in Leeds on Monday, the fire service said.";
    let more = format!("<p>{story}</p><p>Three people were killed in Odesa on Monday.</p>");
    for style in ["", " style='display:none'"] {
        let body = format!("<article><p>{story} {story}</p><div class=more{style}>{more}</div></article>");
        let draft = read_page(&page("", &body)).0.expect("a draft");
        let lines: Vec<&str> = draft.body.of(&draft.text).lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines[1..], [story, "Three people were killed in Odesa on Monday."], "{style}");
    }
}
