//! Whatever stands in a text, extraction neither panics nor quotes what is not there: random strings of the words that the rules
//! look for, in every order, with every mark between them.

use dateline::extract;
use dateline::model::{Article, DateRange, Provenance, Published, Span};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: &[&str] = &[
    "killed",
    "killing",
    "were",
    "was",
    "been",
    "injured",
    "wounded",
    "dead",
    "deaths",
    "toll",
    "rose",
    "to",
    "at",
    "least",
    "three",
    "12",
    "1,200",
    "dozens",
    "several",
    "a",
    "an",
    "the",
    "people",
    "soldiers",
    "man",
    "woman",
    "children",
    "another",
    "others",
    "none",
    "nobody",
    "no",
    "casualties",
    "including",
    "among",
    "of",
    "them",
    "those",
    "who",
    "that",
    "which",
    "said",
    "according",
    "claimed",
    "responsibility",
    "the lives of",
    "lives",
    "blamed",
    "on",
    "by",
    "in",
    "near",
    "from",
    "and",
    "but",
    "after",
    "while",
    "if",
    "could",
    "had",
    "has",
    "not",
    "Russian",
    "Ukrainian",
    "Russia",
    "Ukraine",
    "Moscow",
    "Kyiv",
    "Kharkiv",
    "Odesa",
    "Georgia",
    "Paris",
    "Texas",
    "Lebanon",
    "Valley",
    "Oblast",
    "city",
    "province",
    "police",
    "gunmen",
    "rebels",
    "Hamas",
    "Boko Haram",
    "(FMLN)",
    "[ELN]",
    "Front",
    "Army",
    "missile",
    "drone",
    "strike",
    "strikes",
    "attack",
    "attacked",
    "bomb",
    "exploded",
    "shot",
    "stabbed",
    "earthquake",
    "Monday",
    "yesterday",
    "June 2",
    "2025",
    "since",
    "overnight",
    "John",
    "Smith",
    "President",
    "he",
    "they",
    "hospital",
    "responsible",
    "two of the attackers",
    "first count",
    "feared",
    "missing",
    "kidnapped",
    "displaced",
    "homeless",
    "U.S.",
    "St.",
    "é",
    "Київ",
    "مدينة",
    "🚀",
    "s",
    "t",
    "A",
    "I",
];
const MARKS: &[&str] = &[
    " ", " ", " ", " ", ", ", ". ", "; ", ": ", " – ", "-", "'", "’s ", "\" ", " “", "\n", "\n\n", "\u{a0}", "", "/", "%", " $",
];

fn text() -> impl Strategy<Value = String> {
    vec((select(WORDS), select(MARKS)), 1..90).prop_map(|parts| parts.concat_pairs())
}

trait ConcatPairs {
    fn concat_pairs(&self) -> String;
}

impl ConcatPairs for Vec<(&str, &str)> {
    fn concat_pairs(&self) -> String {
        self.iter().flat_map(|(word, mark)| [*word, *mark]).collect()
    }
}

fn article(text: String, dated: bool) -> Article {
    let day = "2025-06-04".parse().expect("a day");
    let published = if dated { Published { range: DateRange::day(day), by: Provenance::Field } } else { Published::default() };
    let body = Span::new(0, text.len() as u32);
    Article { text, body, published, ..Article::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_odd(text in text(), dated: bool, shouted: bool) {
        let text = if shouted { text.to_uppercase() } else { text };
        let article = article(text, dated);
        let report = extract::report(&article);
        for location in &report.locations {
            prop_assert_eq!(location.span.of(&article.text), &location.text);
        }
        for incident in &report.incidents {
            prop_assert!(!incident.evidence.is_empty());
            for evidence in &incident.evidence {
                prop_assert_eq!(evidence.span.of(&article.text), &evidence.quote);
            }
            for count in [&incident.killed, &incident.injured, &incident.combined].into_iter().flatten() {
                prop_assert!(count.max.is_none_or(|max| max >= count.min), "{:?}", count);
            }
        }
    }
}
