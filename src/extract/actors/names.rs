//! Actors with a name: the aliases of `data/actors.tsv`, the leaders of `data/leaders.tsv`, and groups that the article
//! itself introduces ("Full Name (ABC)").
//!
//! An ambiguous alias (RSF, AFP, PA) waits until the whole article is read: it counts if the actor also appears under
//! another name, or if a word of its context does; if two bearers are as likely, it stays unread.
//! Known failures: a relative or a namesake of a leader called by surname alone; a river, ship or street named after one.

use super::{Found, learned, plain};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::lexicon::{Alias, LeaderName, Part, Spelling, WordSet, actors, leaders, nouns, titles};
use crate::model::{DateRange, Use};

/// An alias that may mean several actors, or none.
struct Pending {
    first: usize,
    end: usize,
    bearers: &'static [Alias],
}

/// The named actors of the text.
#[must_use]
pub fn read(document: &Document<'_>, earlier: &[Mention]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut pending = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        at = match alias(document, at, &mut found, &mut seen, &mut pending) {
            Some(end) => end,
            None => leader(document, at, &mut found).unwrap_or(at + 1),
        };
    }
    found.extend(pending.into_iter().filter_map(|pending| resolve(document, &pending, &seen)));
    found.sort_by_key(|mention| mention.first);
    learned::add(document, earlier, &mut found);
    found.into_iter().map(|found| found.mention(document)).filter(|mention| !is_place(mention, earlier)).collect()
}

/// A resolved place of at least the same length keeps its name: "Houthi" in "Wadi Houthi" is no actor.
fn is_place(mention: &Mention, earlier: &[Mention]) -> bool {
    earlier.iter().any(|place| {
        let Value::Location(location) = &place.value else { return false };
        let longer = place.end - place.first > mention.end - mention.first;
        longer && location.usage == Use::Literal && place.first <= mention.first && mention.end <= place.end
    })
}

fn alias(
    document: &Document<'_>,
    at: usize,
    found: &mut Vec<Found>,
    seen: &mut Vec<usize>,
    pending: &mut Vec<Pending>,
) -> Option<usize> {
    let (length, bearers) = actors().aliases.longest(document, at)?;
    let end = at + length;
    let written = |alias: &&Alias| is_written_so(document, at, end, alias.spelling);
    let certain = bearers.iter().filter(written).find(|alias| !matches!(alias.spelling, Spelling::Ambiguous(_)));
    if let Some(alias) = certain {
        seen.push(alias.actor);
        let end = with_members(document, end);
        found.push(named(at, end, alias.actor));
        return Some(end);
    }
    bearers.iter().find(written)?;
    pending.push(Pending { first: at, end, bearers });
    Some(end)
}

fn named(first: usize, end: usize, actor: usize) -> Found {
    let actor = &actors().list[actor];
    Found {
        first,
        end,
        rule: "actors/name",
        name: Some(actor.name.to_owned()),
        path: actor.path.clone(),
        person: false,
        plural: true,
        part: Part::Either,
    }
}

fn is_written_so(document: &Document<'_>, first: usize, end: usize, spelling: Spelling) -> bool {
    let tokens = &document.tokens[first..end];
    match spelling {
        Spelling::Capitals(wanted) => tokens.iter().filter(|token| token.shape.is_capital()).count() >= wanted,
        Spelling::Acronym => tokens.iter().all(|token| {
            let long = token.end - token.start >= 4;
            token.shape.is_all_caps() || token.shape.is_digits() || (long && token.shape.is_capital())
        }),
        Spelling::Ambiguous(exactly) => {
            !document.sentence_at(first).shouted && document.span(first, end).of(document.text) == exactly
        }
    }
}

/// "Hamas gunmen", "RSF soldiers": the noun belongs to the name.
fn with_members(document: &Document<'_>, end: usize) -> usize {
    if !plain(document.gap(end)) || document.tokens.get(end).is_none_or(|next| next.shape.is_capital()) {
        return end;
    }
    match nouns().longest(document, end) {
        Some((length, noun)) if matches!(noun.part, Part::Initiator | Part::Either) => end + length,
        _ => end,
    }
}

fn resolve(document: &Document<'_>, pending: &Pending, seen: &[usize]) -> Option<Found> {
    let written = |alias: &&Alias| is_written_so(document, pending.first, pending.end, alias.spelling);
    let bearers = || pending.bearers.iter().filter(written);
    let introduced = bearers().find(|alias| seen.contains(&alias.actor));
    let actor = match introduced {
        Some(alias) => alias.actor,
        None => {
            let mut likely = bearers().filter(|alias| has_context(document, alias.actor));
            let first = likely.next()?;
            if likely.next().is_some() {
                return None;
            }
            first.actor
        }
    };
    Some(named(pending.first, with_members(document, pending.end), actor))
}

fn has_context(document: &Document<'_>, actor: usize) -> bool {
    let context = &actors().list[actor].context;
    document.tokens.iter().any(|token| context.contains(&token.hash))
}

fn leader(document: &Document<'_>, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !document.tokens[at].shape.is_capital() && document.word(at) != "bin" && document.word(at) != "al" {
        return None;
    }
    let (length, names) = leaders().names.longest(document, at)?;
    let end = at + length;
    let holds = |name: &&LeaderName| is_in_office(document, name.leader()) && may_mean(document, at, end, **name);
    let mut holders = names.iter().filter(holds);
    let (Some(name), None) = (holders.next(), holders.next()) else { return None };
    let leader = &leaders().list[name.leader()];
    found.push(Found {
        first: at,
        end,
        rule: "actors/leader",
        name: Some(leader.name.to_owned()),
        path: leader.path.clone(),
        person: true,
        plural: false,
        part: Part::Either,
    });
    Some(end)
}

/// True if the article can be from the years in office, or its date is not known.
fn is_in_office(document: &Document<'_>, leader: usize) -> bool {
    let written = document.published.range;
    written == DateRange::default() || written.overlaps(&leaders().list[leader].office)
}

fn may_mean(document: &Document<'_>, first: usize, end: usize, name: LeaderName) -> bool {
    let tokens = &document.tokens[first..end];
    if !tokens.iter().any(|token| token.shape.is_capital()) {
        return false;
    }
    match name {
        LeaderName::Full(_) => true,
        LeaderName::Surname(_) => stands_alone(document, first, end),
        LeaderName::Shared(leader) => {
            has_title(document, first) || (stands_alone(document, first, end) && has_full_name(document, leader))
        }
    }
}

fn has_full_name(document: &Document<'_>, leader: usize) -> bool {
    (0..document.tokens.len())
        .any(|at| leaders().names.longest(document, at).is_some_and(|(_, names)| names.contains(&LeaderName::Full(leader))))
}

/// Words that begin a sentence with a capital and are no given name.
const OPENERS: WordSet<32> = WordSet::of([
    "but",
    "and",
    "while",
    "as",
    "when",
    "after",
    "if",
    "for",
    "in",
    "on",
    "with",
    "that",
    "since",
    "because",
    "although",
    "however",
    "then",
    "yet",
    "so",
    "both",
    "before",
    "though",
    "meanwhile",
    "said",
    "says",
    "by",
    "to",
    "from",
    "former",
    "under",
    "mr",
    "like",
]);

/// No other capitalised word next to it: "Hunter Biden" and "Putin Street" are not the president.
fn stands_alone(document: &Document<'_>, first: usize, end: usize) -> bool {
    if document.sentence_at(first).shouted || has_title(document, first) {
        return true;
    }
    let headline = document.sentence_of(first) < document.body_starts;
    let named_before = || {
        let before = first.checked_sub(1).filter(|_| plain(document.gap(first)));
        before.is_some_and(|at| document.tokens[at].shape.is_capital() && !OPENERS.has(document.tokens[at].hash))
            && document.sentence_of(first - 1) == document.sentence_of(first)
    };
    let named_after = || {
        document.gap(end).only(Gap::SPACE.and(Gap::HYPHEN))
            && document.tokens.get(end).is_some_and(|next| next.shape.is_capital())
    };
    headline || !(named_before() || named_after())
}

/// A title of one to three words right before token `first`.
fn has_title(document: &Document<'_>, first: usize) -> bool {
    (1..=3).any(|back| {
        let at = first.checked_sub(back);
        at.is_some_and(|at| titles().longest(document, at).is_some_and(|(length, _)| length == back))
    }) && document.gap(first).only(Gap::SPACE.and(Gap::PERIOD).and(Gap::LINE))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, show};
    use super::*;
    use crate::model::{Provenance, Published};

    fn found(text: &str) -> String {
        found_in(text, "2025-06")
    }

    fn found_in(text: &str, published: &str) -> String {
        let mut article = article(text);
        article.published = Published { range: published.parse().unwrap_or_default(), by: Provenance::Field };
        let document = Document::of(&article);
        show(&document, &read(&document, &[]))
    }

    #[test]
    fn names_are_read_with_their_members_and_hedges() {
        for (text, expected) in [
            ("Hamas gunmen fled", "Hamas gunmen = Palestine/Hamas (Hamas)"),
            ("blamed on suspected Boko Haram militants", "Boko Haram militants = Nigeria/Boko Haram (Boko Haram)?"),
            ("Kataib Hezbollah said", "Kataib Hezbollah = Iraq/Kataib Hezbollah (Kataib Hezbollah)"),
            ("the al-Qaeda network", "al-Qaeda network = Transnational/al-Qaeda (al-Qaeda)"),
            (
                "Farabundo Marti national Liberation front",
                concat!(
                    "Farabundo Marti national Liberation front = ",
                    "El Salvador/FMLN (Farabundo Marti National Liberation Front)"
                ),
            ),
            (
                "Ukraine's domestic intelligence service, the SBU",
                concat!(
                    "Ukraine's domestic intelligence service = ",
                    "Ukraine/Intelligence/SBU (SBU); SBU = Ukraine/Intelligence/SBU (SBU)"
                ),
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_tell_a_name_from_a_word() {
        for text in ["it is a shining path to the south", "a hut in eta time", "pa is well", "they let him go", "The fars side"] {
            assert_eq!(found(text), "", "{text}");
        }
        assert_eq!(
            found("Nato and Isis"),
            concat!("Nato = International/NATO (NATO); ", "Isis = Transnational/Islamic State (Islamic State)")
        );
    }

    #[test]
    fn an_ambiguous_name_needs_its_context() {
        let forces = "Sudan/Rapid Support Forces (Rapid Support Forces)";
        for (text, expected) in [
            ("RSF condemned the arrest of a reporter", String::new()),
            ("In Sudan the RSF shelled a camp", format!("RSF = {forces}")),
            ("The AFP news agency said", String::new()),
            ("SNA soldiers in Somalia", "SNA soldiers = Somalia/Military (Somali National Army)".to_owned()),
            ("SNA units went from Syria to Somalia", String::new()),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_leader_counts_in_office_and_under_the_own_name() {
        for (text, published, expected) in [
            ("Putin said so", "2025", "Putin = Russia/Government (Vladimir Putin)"),
            ("Maria Putina said so", "2025", ""),
            ("Viktor Zelensky, a farmer", "2025", ""),
            ("President Bush spoke", "2005", "Bush = United States/Government (George W. Bush)"),
            ("A bush burned", "2005", ""),
            ("Barack Obama spoke", "2024", ""),
            ("Katz ordered it", "2025", ""),
            (
                "Defence Minister Israel Katz spoke. Katz left.",
                "2025",
                "Israel Katz = Israel/Government (Israel Katz); Katz = Israel/Government (Israel Katz)",
            ),
        ] {
            assert_eq!(found_in(text, published), expected, "{text}");
        }
    }
}
