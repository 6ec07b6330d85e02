//! What holds of every query: it prints and reads back, its logic is sound, its normal form keeps the meaning.

mod arbitrary;

use arbitrary::{Plain, Sample, incident_condition, query, request, sample, samples};
use dateline::model::{Field, Kind, Path};
use dateline::query::facet::bucket_condition;
use dateline::query::oracle::{Entry, answer};
use dateline::query::*;
use proptest::collection::vec;
use proptest::prelude::*;

fn judge(query: &Query, sample: &Sample) -> Match {
    query.matches(&sample.report, &Words::of(&sample.article, &Plain))
}

fn entries(samples: &[Sample]) -> Vec<Entry<'_>> {
    samples.iter().map(|s| Entry { report: s.report.clone(), words: Words::of(&s.article, &Plain), story: None }).collect()
}

fn not(query: &Query) -> Query {
    Query::Not(Box::new(query.clone()))
}

/// A query whose `AND`s leave nothing to gather: every condition on incidents stands in a group of its own.
fn grouped(query: Query) -> Query {
    match query {
        Query::Is(condition) if condition.field().fits_incident() => Query::Incident(vec![condition]),
        Query::And(queries) => Query::And(queries.into_iter().map(grouped).collect()),
        Query::Or(queries) => Query::Or(queries.into_iter().map(grouped).collect()),
        Query::Not(query) => not(&grouped(*query)),
        leaf => leaf,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_query_reads_back_as_itself(query in query()) {
        let normal = query.normalise();
        let printed = normal.to_string();
        let read = parse(&printed, &AsWritten).map_err(|error| TestCaseError::fail(format!("{printed}: {error}")))?;
        prop_assert_eq!(read.normalise(), normal, "{}", printed);
    }

    #[test]
    fn the_normal_form_is_final(query in query()) {
        let normal = query.normalise();
        prop_assert_eq!(normal.clone().normalise(), normal);
    }

    #[test]
    fn the_normal_form_keeps_the_meaning_where_nothing_is_gathered(query in query(), sample in sample()) {
        let query = grouped(query);
        prop_assert_eq!(judge(&query, &sample), judge(&query.clone().normalise(), &sample));
    }

    #[test]
    fn gathering_only_ever_narrows(conditions in vec(incident_condition(), 1..5), sample in sample()) {
        // A scope asked for lets cumulative tolls in, which alone they may not enter.
        prop_assume!(conditions.iter().all(|condition| condition.field() != Field::Scope));
        let loose = Query::And(conditions.into_iter().map(Query::Is).collect());
        prop_assert!(judge(&loose.clone().normalise(), &sample) <= judge(&loose, &sample));
    }

    #[test]
    fn the_logic_is_de_morgans(a in query(), b in query(), sample in sample()) {
        let neither = not(&Query::Or(vec![a.clone(), b.clone()]));
        prop_assert_eq!(judge(&neither, &sample), judge(&Query::And(vec![not(&a), not(&b)]), &sample));
        let not_both = not(&Query::And(vec![a.clone(), b.clone()]));
        prop_assert_eq!(judge(&not_both, &sample), judge(&Query::Or(vec![not(&a), not(&b)]), &sample));
        prop_assert_eq!(judge(&not(&not(&a)), &sample), judge(&a, &sample));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[a-z:()\"*~/ ,.<>=0-9ANDORT—é&|!\\\\-]{0,40}", any in ".{0,30}") {
        for text in [text, any] {
            match parse(&text, &AsWritten) {
                Ok(query) => {
                    let normal = query.normalise();
                    let read = parse(&normal.to_string(), &AsWritten).map(Query::normalise);
                    prop_assert_eq!(read, Ok(normal), "{}", text);
                }
                Err(error) => prop_assert!(text.is_char_boundary(error.at) && error.hint().is_some(), "{}", text),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_counts_of_an_answer_add_up(request in request(), samples in samples(12)) {
        let all = Request { limit: samples.len(), offset: 0, ..request };
        let found = answer(&all, &entries(&samples));
        let listed = if all.maybe { found.certain + found.possible } else { found.certain };
        prop_assert_eq!(found.hits.len() as u64, listed);
        prop_assert_eq!(found.hits.iter().filter(|hit| hit.certain).count() as u64, found.certain);
        prop_assert!(found.undated <= found.possible);
        if let Some(timeline) = found.timeline {
            prop_assert_eq!(timeline.periods.iter().map(|period| period.articles).sum::<u64>() + timeline.undated_articles, listed);
            let incidents: usize = found.hits.iter().map(|hit| hit.incidents.len()).sum();
            let counted: u64 = timeline.periods.iter().map(|period| period.incidents).sum();
            prop_assert_eq!(counted + timeline.undated_incidents + timeline.left_out, incidents as u64);
        }
    }

    #[test]
    fn a_bucket_counts_what_asking_for_it_finds(request in request(), samples in samples(12)) {
        let entries = entries(&samples);
        for facet in answer(&request, &entries).facets {
            let maybe = request.maybe && facet.field.kind() != Kind::Days;
            for bucket in facet.buckets {
                let condition = bucket_condition(facet.field, &bucket.path).ok_or_else(|| TestCaseError::fail("no condition"))?;
                let asked = Request { maybe, ..Request::new(request.query.instead(&condition)) };
                let found = answer(&asked, &entries);
                prop_assert_eq!(bucket.count, found.certain + if maybe { found.possible } else { 0 });
                prop_assert!(bucket.children.iter().all(|child| child.count <= bucket.count));
            }
        }
    }
}

#[test]
fn the_vocabulary_makes_matches_happen() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = [0; 3];
    for _ in 0..400 {
        let drawn = (query(), sample()).new_tree(&mut runner).expect("a tree").current();
        seen[judge(&drawn.0.normalise(), &drawn.1) as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count >= 10), "no, possible, certain: {seen:?}");
    assert!(bucket_condition(Field::Killed, &Path::parse("3")).is_none());
}
