//! What those who saved a page left in it: its address, and the day of the copy, after which it was not published.

use std::borrow::Cow;

use crate::source::draft::Field;

/// What the archive of the Internet shows above the pages that it gives.
const BANNER: (&str, &str) = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->");
/// Hosts whose addresses hold the day of the copy and the address of the page.
const ARCHIVES: [&str; 9] = [
    "web.archive.org",
    "archive.ph",
    "archive.is",
    "archive.today",
    "archive.md",
    "archive.li",
    "archive.fo",
    "archive.vn",
    "wayback.archive-it.org",
];

/// The page without the banner of an archive.
pub fn without_banner(page: &str) -> Cow<'_, str> {
    let Some((before, rest)) = page.split_once(BANNER.0) else { return page.into() };
    match rest.split_once(BANNER.1) {
        Some((_, after)) => [before, after].concat().into(),
        None => page.into(),
    }
}

/// What a comment says of the page and its copy: the field, the value, and who left it.
pub fn left(comment: &str) -> Vec<(Field, String, &'static str)> {
    let line = |name: &str| comment.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    let mut left = Vec::new();
    let mut say = |field: Field, value: Option<&str>, who: &'static str| {
        left.extend(value.map(|value| (field, value.to_owned(), who)));
    };
    if comment.contains("SingleFile") {
        say(Field::Url, line("url:"), "SingleFile");
        say(Field::NotAfter, line("saved date:"), "SingleFile");
    } else if let Some(rest) = comment.trim_start().strip_prefix("saved from url=(") {
        say(Field::Url, rest.split_once(')').and_then(|(_, url)| url.split_whitespace().next()), "the browser that saved it");
    } else if let Some(rest) = comment.trim_start().strip_prefix("Mirrored from ") {
        let url = rest.split_once(" by ").map(|(address, _)| format!("https://{}", address.trim()));
        say(Field::Url, url.as_deref(), "HTTrack");
        say(Field::NotAfter, rest.rsplit_once("], ").map(|(_, day)| day.trim()), "HTTrack");
    } else if let Some((_, rest)) = comment.split_once("FILE ARCHIVED ON ") {
        say(Field::NotAfter, rest.split_once(" AND ").map(|(day, _)| day), "the archive");
    }
    left
}

/// The address of a page and the day of its copy, out of the address of the copy.
pub fn original(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    if !ARCHIVES.contains(&host) {
        return None;
    }
    let at = path.find("http")?;
    let stamp = path[..at].trim_end_matches('/').rsplit('/').next()?;
    // `20240605140500id_`, `2024.06.05-140500`
    let end = stamp.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(stamp.len());
    Some((&path[at..], &stamp[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_copy_holds_that_of_the_page() {
        let page = "https://example.org/2024/05/03/bus";
        for (prefix, day) in [
            ("https://web.archive.org/web/20240605140500/", "20240605140500"),
            ("http://web.archive.org/web/20240605140500id_/", "20240605140500"),
            ("https://archive.ph/2024.06.05-140500/", "2024.06.05"),
            ("https://wayback.archive-it.org/1234/20240605140500/", "20240605140500"),
        ] {
            assert_eq!(original(&format!("{prefix}{page}")), Some((page, day)), "{prefix}");
        }
        assert_eq!(original(page), None);
        assert_eq!(original("https://archive.ph/aBcDe"), None);
    }

    #[test]
    fn a_banner_goes_and_a_cut_off_one_stays() {
        let page = "<p>a</p><!-- BEGIN WAYBACK TOOLBAR INSERT --><b>5 captures</b><!-- END WAYBACK TOOLBAR INSERT --><p>b</p>";
        assert_eq!(without_banner(page), "<p>a</p><p>b</p>");
        assert_eq!(without_banner(&page[..60]), page[..60]);
    }
}
