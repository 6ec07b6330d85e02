//! What is kept of an article so that its copies and later versions are found.

use crate::document::fold::hash_phrase;
use crate::document::{BINS, Names, Sketch, Wording};
use crate::model::{Article, Report};

/// Words of headline and body below which two articles may say the same by chance: "Air raid alert over".
const SAYS_LITTLE: u32 = 8;

/// Numbers of the column that holds a sketch.
pub const NUMBERS: usize = BINS / 8;

/// The columns of an article, not yet packed.
pub struct Traits {
    /// Equal for articles that say the same word for word. Of a text too short for a sketch headline and date count, too: such lines come
    /// again on other days and mean something else. `None` if it says too little.
    pub wording: Option<u64>,
    /// The wording of the body.
    pub sketch: Option<Sketch>,
    /// Names and numbers of the body.
    pub names: Names,
    /// The address, and outlet with headline: a later version of an article has one of them.
    pub versions: [Option<u32>; 2],
}

impl Traits {
    /// Of an article as it is about to be stored.
    pub fn of(article: &Article, report: &Report) -> Self {
        let body = Wording::of(article.body.of(&article.text));
        let title = report.title.as_deref().map(Wording::of);
        let wording = match (body.sketch, &title) {
            (Some(_), _) => Some(body.hash),
            (None, title) if body.words + title.as_ref().map_or(0, |title| title.words) < SAYS_LITTLE => None,
            (None, title) => {
                let days = [report.published.range.from, report.published.range.to];
                let numbers = days.map(|day| day.map_or(u64::MAX, |day| i64::from(day.number()).unsigned_abs()));
                let title = title.as_ref().map_or(0, |title| title.hash);
                Some([title, numbers[0], numbers[1]].into_iter().fold(body.hash, hash_phrase))
            }
        };
        let headline = report.outlet.as_deref().zip(title.filter(|title| title.words > 0));
        let headline = headline.map(|(outlet, title)| hash_phrase(Wording::of(outlet).hash, title.hash));
        let address = report.url.as_deref().map(address).filter(|address| !address.is_empty()).map(|url| Wording::of(url).hash);
        // Half of a hash: what meets by chance is told apart by its wording.
        Self {
            wording,
            sketch: body.sketch,
            names: body.names,
            versions: [address, headline].map(|hash| hash.map(|hash| hash as u32)),
        }
    }
}

/// The part of an address that tells the page: how it was fetched, and the place in it, do not.
fn address(url: &str) -> &str {
    let page = url.split('#').next().unwrap_or_default().trim();
    let page = page.split_once("://").map_or(page, |(_, page)| page);
    page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/')
}

/// The bins of a sketch, eight to a number, the first lowest.
pub fn pack_sketch(sketch: &Sketch) -> [u64; NUMBERS] {
    let mut packed = [0; NUMBERS];
    for (number, eight) in packed.iter_mut().zip(sketch.bins.chunks_exact(8)) {
        *number = eight.iter().rev().fold(0, |number, bin| number << 8 | u64::from(*bin));
    }
    packed
}

/// What [`pack_sketch`] packed.
pub fn unpack_sketch(packed: impl Iterator<Item = u64>, runs: u32) -> Sketch {
    let mut bins = [0; BINS];
    for (eight, number) in bins.chunks_exact_mut(8).zip(packed) {
        eight.copy_from_slice(&number.to_le_bytes());
    }
    Sketch { bins, runs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateRange, Extractor, Provenance, Published, Span};

    fn traits(title: Option<&str>, body: &str, day: &str, url: Option<&str>, outlet: Option<&str>) -> Traits {
        let published = Published { range: DateRange::day(day.parse().expect("a day")), by: Provenance::Field };
        let article = Article {
            text: body.to_owned(),
            body: Span::new(0, body.len() as u32),
            title: title.map(str::to_owned),
            url: url.map(str::to_owned),
            outlet: outlet.map(str::to_owned),
            published,
            ..Article::default()
        };
        Traits::of(&article, &Report::empty(&article, Extractor { name: String::new(), version: String::new() }))
    }

    #[test]
    fn a_long_text_is_known_by_its_body_and_a_short_one_by_headline_and_day_as_well() {
        let wording = |title, body: &str, day| traits(title, body, day, None, None).wording;
        let long = "word for word the same ".repeat(10);
        assert_eq!(wording(Some("A"), &long, "2025-06-02"), wording(Some("B"), &long.to_uppercase(), "2025-08-02"));
        let short = "Sirens sounded in the city at noon.";
        let same = wording(Some("Air raid alert"), short, "2025-06-02");
        assert!(same.is_some());
        assert_eq!(same, wording(Some("Air raid alert"), short, "2025-06-02"));
        assert_ne!(same, wording(Some("Air raid alert"), short, "2025-06-03"));
        assert_ne!(same, wording(Some("Another alert"), short, "2025-06-02"));
        assert_eq!(wording(Some("Untitled"), "", "2025-06-02"), None);
    }

    #[test]
    fn a_version_has_the_address_or_the_headline_of_its_outlet() {
        let versions = |title, url, outlet| traits(title, "", "2025-06-02", url, outlet).versions;
        let [page, headline] = versions(Some("Blast in Kyiv"), Some("https://www.example.org/a/1/#top"), Some("The Example"));
        assert!(page.is_some() && headline.is_some());
        assert_eq!(versions(None, Some("http://example.org/a/1"), None), [page, None]);
        assert_eq!(versions(Some("Blast in KYIV"), None, Some("The Example")), [None, headline]);
        assert_ne!(versions(Some("Blast in Kyiv"), None, Some("Another")), [None, headline]);
        assert_eq!(versions(None, None, Some("The Example")), [None, None]);
    }

    #[test]
    fn a_sketch_comes_back_as_it_was() {
        let sketch = Wording::of(&(0..60).map(|n| format!("word{n} ")).collect::<String>()).sketch.expect("a sketch");
        assert_eq!(unpack_sketch(pack_sketch(&sketch).into_iter(), sketch.runs), sketch);
    }
}
