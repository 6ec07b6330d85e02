use crate::model::Provenance;
use crate::source::trial::read_as;

const HEADER: &str = "Message-ID: <1@example.org>\nDate: Tue, 3 Jun 2025 23:30:00 -0400\nFrom: Ana Ruiz <ana@example.org>\nSubject: Fire in Leeds\n";
const STORY: &str = "Two people were hurt in a fire in Leeds on Monday, the fire service said.";

/// What became of a message with this header below the usual one, and its articles, parted by `|`.
fn read(rest: &str) -> (String, String) {
    read_bytes(format!("{HEADER}{rest}").as_bytes())
}

fn read_bytes(message: &[u8]) -> (String, String) {
    let (outcome, articles) = read_as("a.eml", message, "");
    let texts: Vec<String> = articles.iter().map(|article| article.body.of(&article.text).trim().to_owned()).collect();
    (outcome, texts.join("|"))
}

fn parts(kind: &str, parts: &[(&str, &str)]) -> String {
    let shown: String = parts.iter().map(|(header, text)| format!("--b\n{header}\n\n{text}\n")).collect();
    format!("MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{shown}--b--\n")
}

#[test]
fn a_message_tells_its_subject_day_and_author() {
    let message = format!(
        "{HEADER}Organization: Example News\nArchived-At: <https://example.org/list/1>\nContent-Language: en\n\n{STORY}\n"
    );
    let (outcome, articles) = read_as("2025-06-20.eml", message.as_bytes(), "");
    let article = &articles[0];
    assert_eq!((outcome.as_str(), article.title.as_deref()), ("eml ok", Some("Fire in Leeds")));
    assert_eq!(article.title_span.map(|span| span.of(&article.text)), Some("Fire in Leeds"));
    // The day of the zone it was written in, and before the name of the file.
    assert_eq!((article.published.range.to_string().as_str(), article.published.by), ("2025-06-03", Provenance::Metadata));
    assert_eq!((article.authors.join(" ").as_str(), article.outlet.as_deref()), ("Ana Ruiz", Some("Example News")));
    assert_eq!(article.url.as_deref(), Some("https://example.org/list/1"));
    assert!(article.findings.iter().any(|finding| finding.place == "header `From`" && finding.value == "example.org"));
}

#[test]
fn who_sends_a_newsletter_round_is_its_outlet() {
    let list = "List-Unsubscribe: <https://example.org/u>\n";
    for (header, outlet) in [
        (
            format!("From: Morning Post <news@example.org>\nList-Id: \"Example Daily\" <daily.example.org>\n{list}"),
            "Example Daily",
        ),
        (format!("From: Morning Post <news@example.org>\n{list}"), "Morning Post"),
    ] {
        let message = format!("Message-ID: <1@a>\nSubject: a\n{header}\n{STORY}\n");
        let article = &read_as("a.eml", message.as_bytes(), "").1[0];
        assert_eq!((article.outlet.as_deref(), article.authors.len()), (Some(outlet), 0), "{header}");
    }
}

#[test]
fn the_text_is_taken_whatever_it_is_wrapped_in() {
    let page = format!("<html><body><div style='display:none'>Preheader</div><p>{STORY}</p></body></html>");
    let stub = "Content-Type: text/plain";
    for (rest, text) in [
        (format!("\n{STORY}\n"), STORY),
        (format!("Content-Type: text/html\n\n{page}\n"), STORY),
        (parts("alternative", &[(stub, STORY), ("Content-Type: text/html", "<p>Other</p>")]), STORY),
        (parts("alternative", &[("Content-Type: text/html", &page)]), STORY),
        (parts("alternative", &[(stub, "See the page."), ("Content-Type: text/html", &page)]), STORY),
        (parts("mixed", &[("Content-Type: text/plain", STORY)]), STORY),
        (parts("related", &[("Content-Type: text/html", &page), ("Content-Type: image/png", "x")]), STORY),
        ("Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=koi8-r\n\n8NXbx8E=\n".to_owned(), "Пушга"),
        ("Content-Transfer-Encoding: quoted-printable\n\nDeux bless=C3=A9s=\n .\n".to_owned(), "Deux blessés ."),
        (format!("Content-Type: text\n\n{STORY}"), STORY),
        (format!("Content-Type: multipart/report; bo\n\n{STORY}"), STORY),
        ("Content-Type: text/plain; charset=us-ascii\n\nDeux blessés.\n".to_owned(), "Deux blessés."),
        ("Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: base64\n\nxOO6ww==\n".to_owned(), "你好"),
    ] {
        let (outcome, found) = read(&rest);
        assert_eq!((outcome.as_str(), found.as_str()), ("eml ok", text), "{rest}");
    }
    let undeclared = encoding_rs::WINDOWS_1252.encode("\nDeux blessés à Orléans, où le feu a pris.\n").0.into_owned();
    let (_, found) = read_bytes(&[HEADER.as_bytes(), &undeclared].concat());
    assert_eq!(found, "Deux blessés à Orléans, où le feu a pris.");
}

#[test]
fn what_is_attached_is_read_if_it_is_a_message_and_else_named_if_an_article_may_be_in_it() {
    let story = ("Content-Type: text/plain", STORY);
    let pdf = "Content-Type: application/pdf; name=\"report.pdf\"\nContent-Disposition: attachment; filename=\"report.pdf\"";
    let image = "Content-Type: image/png\nContent-Disposition: attachment; filename=\"logo.png\"";
    let forwarded = ("Content-Type: message/rfc822", "Subject: Flood in York\n\nA flood hit York.");
    for (message, outcome, texts) in [
        (parts("mixed", &[story, (image, "x")]), "ok", STORY.to_owned()),
        (
            parts("mixed", &[story, (pdf, "x")]),
            "partial: the attachment `report.pdf` is not read: save it as a file",
            STORY.to_owned(),
        ),
        (parts("mixed", &[story, forwarded]), "ok", format!("{STORY}|A flood hit York.")),
        (parts("mixed", &[forwarded]), "ok", "A flood hit York.".to_owned()),
        (
            parts("mixed", &[(pdf, "x")]),
            "skipped: no text in it; the attachment `report.pdf` is not read: save it as a file",
            String::new(),
        ),
        (parts("mixed", &[story]).replace("--b--", ""), "partial: cut off: its last part has no end", STORY.to_owned()),
        (
            format!(
                "{}\n--a\n{}",
                "Content-Type: multipart/mixed; boundary=a\n",
                parts("alternative", &[story, ("Content-Type: text/html", "<p>x")])
            )
            .replace("\n<p>x\n--b--\n", "\n<p"),
            "partial: cut off: its last part has no end",
            STORY.to_owned(),
        ),
        ("\n".to_owned(), "skipped: no text in it", String::new()),
    ] {
        assert_eq!(read(&message), (format!("eml {outcome}"), texts), "{message}");
    }
    let many = vec![(pdf, "x"); 9];
    let told = read(&parts("mixed", &many)).0;
    assert!(told.ends_with("is not read: save it as a file; and 5 more"), "{told}");
}

#[test]
fn mail_is_known_by_its_header_whatever_it_is_called() {
    let saved = "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\nSubject: a\n";
    let page = format!("<html><head><title>A</title></head><body><p>{STORY}</p></body></html>");
    for (name, content, format) in [
        ("a", format!("{HEADER}\n{STORY}"), "eml"),
        ("a.txt", format!("{HEADER}\n{STORY}"), "eml"),
        ("a.txt", format!("Subject: Fire in Leeds\nDate: 3 June 2025\n\n{STORY}"), "text"),
        ("a.eml", format!("Subject: Fire in Leeds\n\n{STORY}"), "eml"),
        ("a.eml", format!("From a@b Tue Jun 03 08:00:00 2025\n{HEADER}\n{STORY}"), "mbox"),
        ("inbox", format!("From a@b Tue Jun 03 08:00:00 2025\n{HEADER}\n{STORY}"), "mbox"),
        ("a.mht", format!("{saved}Content-Type: text/html\n\n{page}"), "mhtml"),
        ("a.eml", format!("{saved}Content-Type: text/html\n\n{page}"), "mhtml"),
        ("a.mht", page.clone(), "html"),
    ] {
        let (shown, articles) = read_as(name, content.as_bytes(), "");
        assert_eq!(shown, format!("{format} ok"), "{name} {content}");
        assert!(articles[0].text.contains(STORY), "{name}: {}", articles[0].text);
    }
}

#[test]
fn a_saved_page_keeps_its_address_and_is_not_dated_by_the_day_it_was_saved() {
    let page = format!("<html><head><title>Fire in Leeds</title></head><body><p>{STORY}</p></body></html>");
    let saved = format!(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nDate: Mon, 9 Jun 2025 10:00:00 -0000\n\
         MIME-Version: 1.0\n{}",
        parts("related", &[("Content-Type: text/html", &page), ("Content-Type: text/css", "p {}")])
    );
    let saved = saved.replacen("MIME-Version: 1.0\n", "", 1);
    let (outcome, articles) = read_as("a.mhtml", saved.as_bytes(), "");
    assert_eq!((outcome.as_str(), articles[0].url.as_deref()), ("mhtml ok", Some("https://example.org/a")));
    assert_eq!(articles[0].published.range.to_string(), "..2025-06-09");
    assert!(!articles[0].published.by.is_certain());
}

#[test]
fn a_mailbox_tells_by_number_what_was_not_read() {
    let line = "From ana@example.org Tue Jun  3 08:00:00 2025";
    let pdf = "Content-Type: application/pdf; name=r.pdf\nContent-Disposition: attachment";
    let held = parts("mixed", &[("Content-Type: text/plain", STORY), (pdf, "x")]);
    let forwarded = parts("mixed", &[("Content-Type: message/rfc822", "Subject: b\n\nA flood.")]);
    let mailbox = format!("{line}\n{HEADER}\n{STORY}\n\n{line}\n{HEADER}{held}\n{line}\n{HEADER}{forwarded}\n{line}\n{HEADER}\n");
    let (outcome, articles) = read_as("a.mbox", mailbox.as_bytes(), "");
    assert_eq!(
        outcome,
        "mbox partial: message 2: the attachment `r.pdf` is not read: save it as a file; message 4: no text in it"
    );
    let members: Vec<&str> = articles.iter().filter_map(|article| article.source.member.as_deref()).collect();
    assert_eq!(members, ["1", "2", "3"]);
}

#[test]
fn a_message_with_a_message_in_it_is_read_whatever_ends_its_lines() {
    let quoted = "Content-Transfer-Encoding: quoted-printable";
    let attached = format!("From: tom@example.org\nSubject: b\n{quoted}\n\nA flood, Zo=C3=AB said.");
    let message = parts("mixed", &[("Content-Type: text/plain", STORY), ("Content-Type: message/rfc822", &attached)]);
    let bounce = parts(
        "mixed",
        &[
            (&format!("Content-Type: text/plain\n{quoted}"), STORY),
            ("Content-Type: message/delivery-status", "Reporting-MTA: dns; x"),
        ],
    );
    for (rest, texts) in [(message, format!("{STORY}|A flood, Zoë said.")), (bounce, STORY.to_owned())] {
        let lines = format!("{HEADER}{rest}");
        for message in [lines.replace('\n', "\r\n"), lines] {
            assert_eq!(read_bytes(message.as_bytes()), ("eml ok".to_owned(), texts.clone()), "{message:?}");
        }
    }
}

#[test]
fn a_byte_order_mark_costs_no_header() {
    let utf_16 =
        |text: &str, mark: &str| -> Vec<u8> { format!("{mark}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let message = format!("Subject: Fire in Leeds\nMessage-ID: <1@a>\nDate: Tue, 3 Jun 2025 08:00:00 +0000\n\n{STORY}\n");
    let mailbox = format!("From ana@example.org Tue Jun  3 08:00:00 2025\n{message}");
    for (format, text) in [("eml", message), ("mbox", mailbox)] {
        let marked = format!("\u{feff}{text}").into_bytes();
        for bytes in [marked, utf_16(&text, "\u{feff}"), utf_16(&text, "")] {
            let (outcome, articles) = read_as("a.txt", &bytes, "");
            assert_eq!(outcome, format!("{format} ok"));
            assert_eq!((articles[0].title.as_deref(), articles[0].text.contains(STORY)), (Some("Fire in Leeds"), true));
        }
    }
}

#[test]
fn a_digest_of_more_messages_than_are_read_is_read_up_to_there() {
    let story = |n: usize| format!("Subject: Story {n}\n\nTwo people were hurt in fire {n} in Leeds.");
    let stories: Vec<String> = (0..150).map(story).collect();
    let members: Vec<(&str, &str)> = stories.iter().map(|text| ("Content-Type: message/rfc822", text.as_str())).collect();
    let (outcome, texts) = read(&parts("digest", &members));
    assert_eq!(outcome, "eml partial: more than 100 messages or lists of parts in one message: nothing from there on was read");
    assert_eq!((texts.matches("Two people").count(), texts.contains("fire 98 "), texts.contains("fire 99 ")), (99, true, false));
}

#[test]
fn a_saved_page_that_is_cut_off_is_read_and_said_to_be() {
    let page = format!("<html><head><title>Fire</title></head><body><p>{STORY}</p></body></html>");
    let saved = "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nSubject: a\n";
    let image = ("Content-Type: image/png\nContent-Transfer-Encoding: base64", "AAAA");
    for parts in [
        parts("related", &[("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable", &page)]),
        parts("related", &[("Content-Type: text/html", &page), image]),
    ] {
        let (outcome, articles) = read_as("a.mhtml", format!("{saved}{}", parts.replace("--b--\n", "")).as_bytes(), "");
        assert_eq!(outcome, "mhtml partial: cut off: its last part has no end", "{parts}");
        assert!(articles[0].text.contains(STORY), "{parts}");
    }
}
