use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::mentions::{PRECISIONS, USES};
use super::*;
use crate::model::{Actor, Count, Evidence, Incident, Location, Means, MeansUsed, Path, Qualifier, Role, Scope};

const TEXT: &str = "Odesa hit\n\nThree people, among them Зоя, were killed in Kharkiv on 2 June, officials said.";

fn span() -> impl Strategy<Value = Span> {
    let end = TEXT.len() as u32;
    prop_oneof![9 => (0..=end, 0..=end).prop_map(|(start, end)| Span::new(start, end)), 1 => any::<(u32, u32)>().prop_map(|(start, end)| Span::new(start, end))]
}

/// Words of the span, other words of the text, or any.
fn words(span: Span) -> impl Strategy<Value = String> {
    let some = select(vec!["Three", "killed", "Kharkiv", "", "0123456789abcdef"]).prop_map(str::to_owned);
    prop_oneof![3 => Just(span.of(TEXT).to_owned()), 2 => some, 1 => ".{0,9}"]
}

fn spoken() -> impl Strategy<Value = (Span, String)> {
    span().prop_flat_map(|span| (Just(span), words(span)))
}

fn string() -> impl Strategy<Value = String> {
    words(Span::new(0, 9))
}

fn path() -> impl Strategy<Value = Path> {
    select(vec!["Ukraine", "Ukraine/Kharkiv", "Unknown/Gunmen", "a/b/c/d/e/f/g/h/i/j/k/l/m"]).prop_map(Path::parse)
}

fn days() -> impl Strategy<Value = DateRange> {
    let day = || of(prop_oneof![20_000..20_400_i32, -4_000_000..3_000_000_i32].prop_map(Day::from_number));
    (day(), day()).prop_map(|(from, to)| DateRange { from, to })
}

fn location() -> impl Strategy<Value = Location> {
    let degrees = || {
        of(prop_oneof![
            (-18_000_000..18_000_000_i32).prop_map(|n| f64::from(n) / 1e5),
            any::<i16>().prop_map(|n| f64::from(n) / 7.0)
        ])
    };
    let place = (
        of(0..3_u32),
        of(string()),
        of(path()),
        of(select(vec!["UA", "RU"])),
        (degrees(), degrees()),
        of(select(&PRECISIONS[..])),
    );
    (spoken(), place, select(&USES[..]), any::<u32>(), any::<i32>()).prop_map(
        |((span, text), (id, name, path, country, (lat, lon), precision), usage, candidates, margin)| Location {
            text,
            span,
            id,
            name,
            path,
            country: country.map(str::to_owned),
            lat,
            lon,
            precision,
            usage,
            candidates,
            margin,
        },
    )
}

fn count() -> impl Strategy<Value = Count> {
    use Qualifier::{About, AtLeast, Exact, LessThan, Listed, MoreThan, Nearly, Range, UpTo, Vague, Zero};
    let qualifiers = vec![Exact, AtLeast, MoreThan, UpTo, LessThan, Range, About, Nearly, Vague, Zero, Listed];
    (any::<u32>(), any::<Option<u32>>(), string(), select(qualifiers)).prop_map(|(min, max, words, qualifier)| Count {
        min,
        max,
        words,
        qualifier,
    })
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    let role = (path(), of(string()), string(), any::<bool>());
    vec(role.prop_map(|(path, name, text, hedged)| Role { path, name, text, hedged }), 0..3)
}

/// Some of the incidents are where the first mention is.
fn incident(locations: Vec<Location>) -> impl Strategy<Value = Incident> {
    let first = locations.first().cloned();
    let place = prop_oneof![of(location()), Just(first)];
    let rule = select(vec!["harm/passive", "harm/list"]);
    let evidence = vec((spoken(), rule).prop_map(|((span, quote), rule)| Evidence { span, quote, rule: rule.into() }), 0..3);
    let means = vec((path(), string()).prop_map(|(path, text)| MeansUsed { path, text }), 0..2);
    let counts = (of(count()), of(count()), of(count()), of(count()), of(count()), of(count()));
    let scope = select(vec![Scope::Incident, Scope::Aggregate, Scope::Cumulative]);
    (scope, of(days()), place, (roles(), roles(), roles()), means, counts, evidence).prop_map(
        |(scope, when, location, roles, means, counts, evidence)| Incident {
            scope,
            when,
            location,
            initiator: roles.0,
            target: roles.1,
            means,
            claimant: roles.2,
            killed: counts.0,
            injured: counts.1,
            combined: counts.2,
            missing: counts.3,
            captured: counts.4,
            displaced: counts.5,
            evidence,
        },
    )
}

fn article() -> impl Strategy<Value = Article> {
    let source =
        (string(), of(string()), of("[0-9a-f]{64}|x")).prop_map(|(path, member, sha256)| Source { path, member, sha256 });
    let finding = (string(), string(), string(), any::<bool>());
    let findings = vec(finding.prop_map(|(field, value, place, chosen)| Finding { field, value, place, chosen }), 0..3);
    let published = (days(), select(&PROVENANCES[..])).prop_map(|(range, by)| Published { range, by });
    let details = (vec(string(), 0..3), of(string()), of(string()), of(string()));
    ((string(), source, of(string())), (span(), of(span()), of(span())), details, published, findings).prop_map(
        |((id, source, title), (body, title_span, dateline), (authors, outlet, url, language), published, findings)| Article {
            id,
            source,
            title,
            text: TEXT.to_owned(),
            title_span,
            body,
            dateline,
            authors,
            outlet,
            url,
            language,
            published,
            findings,
        },
    )
}

fn stored() -> impl Strategy<Value = Stored> {
    let actor = (spoken(), path(), string()).prop_map(|((span, text), path, name)| Actor { text, span, name, path });
    let means = (spoken(), path()).prop_map(|((span, text), path)| Means { text, span, path });
    let date = (spoken(), days()).prop_map(|((span, text), range)| DateMention { text, span, range });
    let locations = vec(location(), 0..4);
    let incidents = locations.prop_flat_map(|locations| (Just(locations.clone()), vec(incident(locations), 0..3)));
    (article(), incidents, vec(actor, 0..3), vec(means, 0..3), vec(date, 0..3)).prop_map(
        |(article, (locations, incidents), actors, means, dates)| {
            let extractor = Extractor { name: "random".to_owned(), version: "1".to_owned() };
            let blank = Report::empty(&article, extractor);
            Stored { report: Report { locations, actors, means, dates, incidents, ..blank }, article }
        },
    )
}

proptest! {
    #[test]
    fn any_report_comes_back_as_it_was(stored in stored()) {
        let bytes = write(&stored.article, &stored.report);
        prop_assert_eq!(read(&bytes, stored.article.text.clone()), Some(stored));
    }

    #[test]
    fn damaged_bytes_are_noticed_or_harmless(stored in stored(), cut: prop::sample::Index, at: prop::sample::Index, byte: u8) {
        let mut bytes = write(&stored.article, &stored.report);
        let text = || stored.article.text.clone();
        prop_assert_eq!(read(&bytes[..cut.index(bytes.len())], text()), None);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, text());
    }
}
