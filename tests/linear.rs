//! Extraction takes time in proportion to the text, whatever the text: four times the text may not take anything like sixteen times as long.
//! And it gives the same report on every thread.

use std::fs::read_to_string;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use dateline::extract;
use dateline::gazetteer::{Gazetteer, Kind};
use dateline::model::{Article, DateRange, Provenance, Published, Span};

/// Bytes of the smaller text.
const SMALL: usize = 60_000;
/// Between four (in proportion) and sixteen (the square), with room for a busy machine.
const MOST: f64 = 9.0;

fn article(text: String) -> Article {
    let published = Published { range: DateRange::day("2025-06-03".parse().expect("a day")), by: Provenance::Field };
    let body = Span::new(0, text.len() as u32);
    Article { text, body, published, language: Some("en".to_owned()), ..Article::default() }
}

/// Towns enough that no name comes twice in the smaller text.
fn towns() -> &'static [&'static str] {
    static TOWNS: OnceLock<Vec<&'static str>> = OnceLock::new();
    TOWNS.get_or_init(|| {
        let places = Gazetteer.names().flat_map(|name| name.candidates()).filter(|c| c.main).map(|c| c.place);
        let towns = places.filter(|place| Gazetteer.kind(*place) == Kind::Town && Gazetteer.population(*place) > 30_000);
        towns.map(|place| Gazetteer.display_name(place)).collect()
    })
}

/// A text of at least so many bytes; `{town}` is another town each time, `{n}` another number.
fn filled(pattern: &str, bytes: usize) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let town = towns()[number * 7 % towns().len()];
        text.push_str(&pattern.replace("{town}", town).replace("{n}", &(number % 90 + 2).to_string()));
    }
    text
}

/// CPU time of this thread; wall time where the system does not tell it.
fn time() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn seconds(text: String) -> f64 {
    let article = article(text);
    let begun = time();
    assert!(extract::report(&article).language.is_some());
    (time() - begun).as_secs_f64()
}

#[test]
#[ignore = "measures CPU time: `cargo test --test linear -- --ignored` on a quiet machine"]
fn four_times_the_text_takes_about_four_times_as_long() {
    seconds(filled("{town} ", 1000));
    for pattern in [
        "the men walked to the old town and ",
        "in {town}, ",
        "{town} and ",
        "{n} people were killed in {town} and {n} others were wounded, ",
        "{n} people were killed in {town} on Monday. ",
        "A man was killed. ",
        "Three people were killed in {town}.\n\n",
        "Israeli strikes hit {town} and ",
        "Mayor Ivan Petrov of {town} said ",
        "the {town} Liberation Front (ABC) said ",
        "since Monday ",
        "2 3 4 ",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "“”… ",
    ] {
        // A machine that is busy with something else is asked twice.
        let ratio = || seconds(filled(pattern, 4 * SMALL)) / seconds(filled(pattern, SMALL)).max(0.001);
        let least = (0..3).map(|_| ratio()).find(|ratio| *ratio < MOST);
        assert!(least.is_some(), "`{pattern}` takes more than {MOST} times as long for four times the text");
    }
}

#[test]
fn every_thread_gives_the_same_report() {
    let article =
        article(filled("{n} people were killed in {town} on Monday, and {n} were hurt by Russian strikes near {town}. ", SMALL));
    let report = || serde_json::to_string(&extract::report(&article)).expect("a report");
    let expected = report();
    let same = thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(report)).collect();
        threads.into_iter().all(|thread| thread.join().expect("a report") == expected)
    });
    assert!(same);
}
