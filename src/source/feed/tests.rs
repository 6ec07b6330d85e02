use crate::model::Article;
use crate::source::trial::read_as;

const STORY: &str = "Two people were hurt in a fire in Leeds on Monday, the fire service said.";

fn rss(items: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Example &amp; Sons</title>{items}</channel></rss>")
}

fn atom(entries: &str) -> String {
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Example</title>{entries}</feed>")
}

fn read(feed: &str) -> (String, Vec<Article>) {
    read_as("a.xml", feed.as_bytes(), "")
}

fn bodies(articles: &[Article]) -> String {
    articles.iter().map(|article| article.body.of(&article.text)).collect::<Vec<_>>().join("|")
}

#[test]
fn an_entry_tells_all_that_it_knows_and_the_feed_its_outlet() {
    let item = format!(
        "<item><title>Fire in Leeds</title><link>https://example.org/a</link><guid isPermaLink=\"false\">x-1</guid>\
         <pubDate>Tue, 03 Jun 2025 23:30:00 GMT</pubDate><author>desk@example.org (Ana Ruiz)</author>\
         <media:title>No title</media:title><media:content url=\"x\">No text</media:content><description>{STORY}</description></item>"
    );
    let (outcome, articles) = read(&rss(&item));
    let article = &articles[0];
    assert_eq!((outcome.as_str(), article.title.as_deref()), ("feed ok", Some("Fire in Leeds")));
    assert_eq!((article.id.as_str(), article.url.as_deref()), ("x-1", Some("https://example.org/a")));
    assert_eq!((article.authors.join(" ").as_str(), article.outlet.as_deref()), ("Ana Ruiz", Some("Example & Sons")));
    assert_eq!(article.published.range.to_string(), "2025-06-03");
    assert_eq!(article.text, format!("Fire in Leeds\n\n{STORY}"));
}

#[test]
fn text_is_freed_of_markup_however_it_is_written() {
    let two = "Two people died.\n\nMore was not known of Zoë & Co.";
    let html = "<p>Two people died.</p><p>More was not <b>known</b> of Zo&euml;<br/> &amp; Co.</p>";
    let shown = html.replace("&euml;", "ë").replace("<br/>", "");
    let escaped = shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for feed in [
        rss(&format!("<item><description>{escaped}</description></item>")),
        rss(&format!("<item><description>Short.</description><content:encoded><![CDATA[{shown}]]></content:encoded></item>")),
        rss(&format!("<item><description><![CDATA[{two}]]></description></item>")),
        atom(&format!("<entry><content type=\"html\">{escaped}</content></entry>")),
        atom(&format!("<entry><content type=\"xhtml\"><div>{shown}</div></content></entry>")),
        atom(&format!("<atom:entry><atom:summary>{}</atom:summary></atom:entry>", two.replace('&', "&amp;"))),
        format!("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><item><description>{escaped}</description></item></rdf:RDF>"),
    ] {
        let (outcome, articles) = read(&feed);
        assert_eq!((outcome.as_str(), bodies(&articles).as_str()), ("feed ok", two), "{feed}");
    }
}

#[test]
fn the_day_of_a_change_does_not_date_an_entry_but_bounds_it() {
    for (dates, published) in [
        ("<published>2025-06-03T08:00:00Z</published><updated>2025-06-09T08:00:00Z</updated>", "2025-06-03"),
        ("<published>2025-06-03T08:00:00Z</published><updated>1970-01-01T00:00:00Z</updated>", "2025-06-03"),
        ("<published>2025-06-03T08:00:00Z</published><updated>2023-06-09T08:00:00Z</updated>", "2025-06-03"),
        ("<updated>1970-01-01T00:00:00Z</updated>", "..2025-08-01"),
        ("<updated>2025-06-09T08:00:00Z</updated>", "..2025-06-09"),
        ("<updated>2025-06-09T08:00:00Z</updated><link href=\"https://example.org/2025/06/04/a\"/>", "2025-06-04"),
    ] {
        let (_, articles) = read(&atom(&format!("<entry>{dates}<summary>{STORY}</summary></entry>")));
        assert_eq!(articles[0].published.range.to_string(), published, "{dates}");
        let found = articles[0].findings.iter().map(|finding| finding.field.as_str());
        assert_eq!(found.filter(|field| *field == "not after").count(), 1);
    }
}

#[test]
fn the_address_is_the_one_that_leads_to_the_article() {
    for (links, url) in [
        (
            "<link rel=\"self\" href=\"https://a.org/feed\"/><link href='https://a.org/1?a=1&amp;b=2'/>",
            Some("https://a.org/1?a=1&b=2"),
        ),
        ("<guid>https://a.org/2</guid>", Some("https://a.org/2")),
        ("<guid isPermaLink=\"false\">https://a.org/2</guid>", None),
        ("<link> https://a.org/3\n</link>", Some("https://a.org/3")),
        ("<link>javascript:alert(1)</link>", None),
    ] {
        let (_, articles) = read(&rss(&format!("<item>{links}<description>{STORY}</description></item>")));
        assert_eq!(articles[0].url.as_deref(), url, "{links}");
    }
}

#[test]
fn an_entry_that_names_where_it_was_taken_from_has_that_outlet() {
    for feed in [
        rss(&format!("<item><source url=\"https://b.org/f\">Other Post</source><description>{STORY}</description></item>")),
        atom(&format!("<entry><source><id>x</id><title>Other Post</title></source><summary>{STORY}</summary></entry>")),
    ] {
        let article = &read(&feed).1[0];
        assert_eq!((article.outlet.as_deref(), article.title.as_deref()), (Some("Other Post"), None), "{feed}");
    }
}

#[test]
fn a_feed_that_is_not_well_formed_loses_no_entry_in_silence() {
    let item = |text: &str| format!("<item><description>{text}</description></item>");
    let headline = "<item><title>Only a headline</title></item>";
    for (feed, outcome, texts) in [
        (rss(&(item("One &nbsp;&eh; two.") + &item("b"))), "ok", "One \u{a0}&eh; two.|b"),
        (rss(&format!("<item><description>a<item><description>b</description></item>{}", item("c"))), "ok", "a|b|c"),
        (rss(&(item("a") + headline + &item("b"))), "partial: entry 2: no text: it has neither content nor summary", "a|b"),
        (rss(&item("a")).replace("</rss>", ""), "partial: cut off: the feed has no end", "a"),
        (
            rss(&item("a and b")).split(" b<").next().expect("a piece").to_owned(),
            "partial: cut off: the feed has no end",
            "a and",
        ),
        (rss(&item("<![CDATA[a and b")), "partial: cut off: the feed has no end", "a and b"),
        (rss(""), "skipped: empty: no record in it", ""),
        (rss("<!-- <item><description>x</description></item> -->"), "skipped: empty: no record in it", ""),
    ] {
        let (shown, articles) = read(&feed);
        assert!(
            shown == format!("feed {outcome}") && bodies(&articles).starts_with(texts),
            "{feed}: {shown} {}",
            bodies(&articles)
        );
    }
}

#[test]
fn a_json_feed_is_told_from_records_by_its_version() {
    let feed = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{{\"id\":7,\"title\":\"A\",\"content_html\":\"<p>{STORY}</p>\",\
         \"date_published\":\"2025-06-03T08:00:00Z\",\"author\":{{\"name\":\"Ana Ruiz\"}}}},{{\"id\":\"8\",\"summary\":\"b\"}},\
         {{\"title\":\"c\"}}],\"title\":\"Example\"}}"
    );
    let (outcome, articles) = read_as("a.json", feed.as_bytes(), "");
    assert_eq!(outcome, "feed partial: entry 3: no text: it has neither content nor summary");
    assert_eq!((bodies(&articles).as_str(), articles[0].id.as_str()), (format!("{STORY}|b").as_str(), "7"));
    assert_eq!((articles[0].outlet.as_deref(), articles[0].authors.join(" ").as_str()), (Some("Example"), "Ana Ruiz"));
    let (outcome, articles) = read_as("a.json", &feed.as_bytes()[..feed.len() - 25], "");
    assert!(outcome.starts_with("feed partial: not JSON: EOF") && articles.len() == 2, "{outcome}");
    let records = "{\"items\":[{\"text\":\"a\"}]}";
    assert_eq!(read_as("a.json", records.as_bytes(), "").0, "json ok");
}

#[test]
fn hostile_feeds_take_no_time_to_speak_of() {
    let start = std::time::Instant::now();
    for bit in ["<item>", "<![CDATA[", "<item><title>", "<!--", "<title>", "<a b=\"", "&amp;", "<item><author><name>x"] {
        read(&rss(&bit.repeat(200_000)));
    }
    let address = "<feedburner:origLink>http://a.example/1</feedburner:origLink>".repeat(100_000);
    read(&rss(&format!("<item>{address}<description>{STORY}</description></item>")));
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_text_is_markup_only_if_the_feed_says_so_or_it_looks_like_it() {
    let odd = "Shares of <Petro-Canada Inc> fell; AT&amp;T too. <expected by all.";
    let json = |name: &str, text: &str| {
        let item = serde_json::json!({ "title": "Fell <b", name: text });
        serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "items": [item] }).to_string()
    };
    let escaped = odd.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for (name, feed, text) in [
        ("a.json", json("content_text", odd), odd),
        ("a.json", json("summary", odd), odd),
        ("a.json", json("content_html", "<b>One</b> &amp; two"), "One & two"),
        ("a.xml", atom(&format!("<entry><content type=\"text\">{escaped}</content></entry>")), odd),
        ("a.xml", atom("<entry><content type=\"html\">One &amp;amp; two</content></entry>"), "One & two"),
        ("a.xml", rss("<item><description>One &lt;b&gt;died&lt;/b&gt;</description></item>"), "One died"),
        ("a.xml", rss("<item><description>&amp;lt;p&amp;gt;One died&amp;lt;/p&amp;gt;</description></item>"), "One died"),
        ("a.xml", rss("<item><description>&lt;Petro-Canada Inc&gt; fell</description></item>"), "<Petro-Canada Inc> fell"),
    ] {
        assert_eq!(bodies(&read_as(name, feed.as_bytes(), "").1), text, "{feed}");
    }
}

#[test]
fn names_in_an_element_are_found_whatever_prefix_they_bear() {
    for feed in [
        "<atom:entry><atom:author><atom:name>Ana Ruiz</atom:name></atom:author><atom:source><atom:id>x</atom:id><atom:title>Other \
         Post</atom:title></atom:source>",
        "<entry><author><names>x</names><name><![CDATA[Ana <Ruiz>]]></name></author><source><title>Other Post</title></source>",
    ] {
        let article = &read(&atom(&format!("{feed}<summary>{STORY}</summary></entry>"))).1[0];
        assert_eq!(article.outlet.as_deref(), Some("Other Post"));
        assert!(article.authors[0].starts_with("Ana "), "{:?}", article.authors);
    }
}

#[test]
fn the_address_behind_a_counter_is_the_better_one() {
    let item = "<link>https://counter.org/1</link><feedburner:origLink>https://example.org/2025/06/04/a</feedburner:origLink>";
    let article = &read(&rss(&format!("<item>{item}<description>{STORY}</description></item>"))).1[0];
    assert_eq!(article.url.as_deref(), Some("https://example.org/2025/06/04/a"));
    assert_eq!(article.published.range.to_string(), "2025-06-04");
}

#[test]
fn records_that_speak_of_feeds_are_records() {
    let line = format!("{{\"text\":\"See jsonfeed.org/version/1.1. {STORY}\"}}\n");
    let feed = "{\"version\":\"https:\\/\\/jsonfeed.org\\/version\\/1\",\"items\":[{\"summary\":\"a\"}]}";
    for (name, text, format) in [
        ("a.jsonl", line.repeat(2), "json "),
        ("a.json", line.clone(), "json "),
        ("a.json", feed.to_owned(), "feed "),
        ("a.jsonl", feed.to_owned(), "json "),
    ] {
        assert!(read_as(name, text.as_bytes(), "").0.starts_with(format), "{name} {text}");
    }
}
