//! Actors with a name: the aliases of `data/actors.tsv`, then groups that the article itself introduces (`learned`), then
//! people in office (`leaders`).
//!
//! An ambiguous alias (RSF, AFP, PA) waits until the whole article is read: it counts if the actor also appears under
//! another name, or if a word of its context does; if two bearers are as likely, it stays unread.
//! Known failures: an actor's name inside a name that no table knows ("the Hezbollah Street bakery").

use super::{Found, leaders, learned, plain, suspects};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::lexicon::{Alias, Part, Spelling, WordSet, actors, nouns};
use crate::model::Use;

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
    let mut from = 0;
    while let Some((at, length, bearers)) = actors().aliases.find(document, from) {
        let end = alias(document, (at, at + length), bearers, &mut found, &mut seen, &mut pending);
        from = end.unwrap_or(at + 1);
    }
    let mut contexts = Contexts::default();
    found.extend(pending.into_iter().filter_map(|pending| resolve(document, &pending, &seen, &mut contexts)));
    found.sort_by_key(|mention| mention.first);
    learned::add(document, earlier, &mut found);
    let people = leaders::read(document, &found);
    found.extend(people);
    found.sort_by_key(|mention| mention.first);
    let accused = suspects::read(document, &found);
    found.extend(accused);
    found.sort_by_key(|mention| mention.first);
    let places: Vec<&Mention> = earlier.iter().filter(|mention| matches!(mention.value, Value::Location(_))).collect();
    found.into_iter().map(|found| found.mention(document)).filter(|mention| !is_place(mention, &places)).collect()
}

/// A resolved place of at least the same length keeps its name: "Houthi" in "Wadi Houthi" is no actor.
fn is_place(mention: &Mention, places: &[&Mention]) -> bool {
    let upto = places.partition_point(|place| place.first <= mention.first);
    places[..upto].last().is_some_and(|place| {
        let Value::Location(location) = &place.value else { return false };
        let longer = place.end - place.first > mention.end - mention.first;
        longer && location.usage == Use::Literal && place.first <= mention.first && mention.end <= place.end
    })
}

fn alias(
    document: &Document<'_>,
    (at, end): (usize, usize),
    bearers: &'static [Alias],
    found: &mut Vec<Found>,
    seen: &mut Vec<usize>,
    pending: &mut Vec<Pending>,
) -> Option<usize> {
    let (end, bearers) = across_dash(document, at, end).map_or((end, bearers), |(end, bearers)| (end, bearers.as_slice()));
    if is_tie_to_another(document, end) {
        return Some(end + 1);
    }
    let written =
        |alias: &&Alias| is_written_so(document, at, end, alias.spelling) || has_members(document, at, end, alias.spelling);
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

/// "The al-Qaeda-[linked] JNIM attacked": whose friend the group is that is named behind it, and no doer.
fn is_tie_to_another(document: &Document<'_>, end: usize) -> bool {
    const TIES: [&str; 5] = ["affiliated", "aligned", "allied", "inspired", "linked"];
    let tied = document.gap(end).only(Gap::HYPHEN) && TIES.contains(&document.word(end));
    let next = || document.tokens.get(end + 1).filter(|next| next.shape.is_capital());
    tied && next().is_some() && actors().aliases.longest(document, end + 1).is_some()
}

/// "Islamic State – Khorasan Province": the name of a branch goes on behind a dash.
fn across_dash(document: &Document<'_>, first: usize, dash: usize) -> Option<(usize, &'static Vec<Alias>)> {
    const BRANCH: usize = 5;
    let gap = document.gap(dash);
    if !gap.has(Gap::DASH) || !gap.only(Gap::DASH.and(Gap::SPACE)) {
        return None;
    }
    let limit = document.sentence_at(first).end.min(dash + BRANCH);
    (dash + 1..=limit).rev().find_map(|end| {
        let written = document.span(first, end).of(document.text).replace(['–', '—'], " ");
        actors().aliases.get(&written).map(|bearers| (end, bearers))
    })
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
        // "The Sinaloa cartel", "the Wagner group": what it is may stand in small letters.
        Spelling::Capitals(wanted) => {
            let body = tokens[1..].last().is_some_and(|last| !last.shape.is_capital() && BODIES.has(last.hash));
            tokens.iter().filter(|token| token.shape.is_capital()).count() + usize::from(body && tokens[0].shape.is_capital())
                >= wanted
        }
        // "FARC-EP", "Nato", and "Farc-EP", of which one part is written out.
        Spelling::Acronym => {
            let in_capitals = tokens[1..].iter().any(|token| token.shape.is_all_caps());
            tokens.iter().all(|token| {
                let long = in_capitals || token.end - token.start >= 4;
                token.shape.is_all_caps() || token.shape.is_digits() || (long && token.shape.is_capital())
            })
        }
        Spelling::Ambiguous(exactly) => {
            !document.sentence_at(first).shouted && document.span(first, end).of(document.text) == exactly
        }
    }
}

const BODIES: WordSet<8> = WordSet::of(["alliance", "army", "cartel", "front", "gang", "group", "movement", "network"]);

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

/// "Islamic state militants": a name that lost its second capital keeps its members.
fn has_members(document: &Document<'_>, first: usize, end: usize, spelling: Spelling) -> bool {
    let name = matches!(spelling, Spelling::Capitals(_)) && end - first > 1 && document.tokens[first].shape.is_capital();
    name && with_members(document, end) > end
}

fn resolve(document: &Document<'_>, pending: &Pending, seen: &[usize], contexts: &mut Contexts) -> Option<Found> {
    let written = |alias: &&Alias| is_written_so(document, pending.first, pending.end, alias.spelling);
    let bearers = || pending.bearers.iter().filter(written);
    let introduced = bearers().find(|alias| seen.contains(&alias.actor));
    let actor = match introduced {
        Some(alias) => alias.actor,
        None => {
            let mut likely = bearers().filter(|alias| contexts.has(document, alias.actor));
            let first = likely.next()?;
            if likely.next().is_some() {
                return None;
            }
            first.actor
        }
    };
    Some(named(pending.first, with_members(document, pending.end), actor))
}

/// Whether the article has a context word of an actor: looked for once an actor.
#[derive(Default)]
struct Contexts(Vec<(usize, bool)>);

impl Contexts {
    fn has(&mut self, document: &Document<'_>, actor: usize) -> bool {
        if let Some((_, known)) = self.0.iter().find(|(known, _)| *known == actor) {
            return *known;
        }
        let context = &actors().list[actor].context;
        let has = document.tokens.iter().any(|token| context.contains(&token.hash));
        self.0.push((actor, has));
        has
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, show};
    use super::*;

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        show(&document, &read(&document, &[]))
    }

    #[test]
    fn names_are_read_with_their_members_and_hedges() {
        for (text, expected) in [
            ("Hamas gunmen fled", "Hamas gunmen = Hamas (Hamas)"),
            ("blamed on suspected Boko Haram militants", "Boko Haram militants = Boko Haram (Boko Haram)?"),
            ("Kataib Hezbollah said", "Kataib Hezbollah = Kataib Hezbollah (Kataib Hezbollah)"),
            ("the Sinaloa cartel and the shining path", "Sinaloa cartel = Sinaloa Cartel (Sinaloa Cartel)"),
            ("the al-Qaeda network", "al-Qaeda network = al-Qaeda (al-Qaeda)"),
            (
                "Farabundo Marti national Liberation front",
                concat!(
                    "Farabundo Marti national Liberation front = ",
                    "FMLN (Farabundo Marti National Liberation Front (FMLN))"
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
        assert_eq!(found("Nato and Isis"), concat!("Nato = International/NATO (NATO); ", "Isis = Islamic State (Islamic State)"));
    }

    #[test]
    fn an_ambiguous_name_needs_its_context() {
        let forces = "Rapid Support Forces (Rapid Support Forces)";
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
}
