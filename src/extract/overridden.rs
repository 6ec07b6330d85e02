//! What the user's own table says of the names in a text, before any pass reads it: the passes see it as earlier mentions.

use super::locations::Spot;
use super::{ActorMention, Mention, Value};
use crate::document::Document;
use crate::gazetteer::PlaceId;
use crate::lexicon::Part;
use crate::overrides::Overrides;

/// The rules that judge a name to be part of another one: a table that says what the name means does not gainsay them.
const OF_ANOTHER_NAME: [&str; 3] = ["locations/inside-name", "locations/other-name", "locations/person-before"];

/// Places decided, and actors named, by the table.
pub fn read(document: &Document<'_>, overrides: &Overrides) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() && !overrides.is_empty() {
        let place = overrides.place_at(document, at);
        let actor = overrides.actor_at(document, at).and_then(|(length, rule)| Some((length, rule.actor.as_ref()?, rule.rule)));
        let mut next = at + 1;
        if let Some((length, rule)) = place {
            next = at + length;
            mentions.push(Mention { first: at, end: next, rule: rule.rule, value: Value::Decided(rule.place) });
        }
        if let Some((length, known, rule)) = actor {
            next = next.max(at + length);
            let (name, path) = (Some(known.name.clone()), known.path.clone());
            let value = ActorMention { name, path, hedged: false, person: false, plural: true, part: Part::Either };
            mentions.push(Mention { first: at, end: at + length, rule, value: Value::Actor(value) });
        }
        at = next;
    }
    mentions
}

/// Drops what a pass took for another actor where the table knows one.
pub fn give_way(found: &mut Vec<Mention>, earlier: &[Mention]) {
    let is_named = |mention: &&Mention| matches!(mention.value, Value::Actor(_)) && mention.rule.starts_with("override");
    let named: Vec<&Mention> = earlier.iter().filter(is_named).collect();
    found.retain(|mention| {
        let next = named.partition_point(|other| other.end <= mention.first);
        !matches!(mention.value, Value::Actor(_)) || named.get(next).is_none_or(|other| mention.end <= other.first)
    });
}

/// The names of places that the table decides, in the order of the text.
fn decided(earlier: &[Mention]) -> impl Iterator<Item = (&Mention, Option<PlaceId>)> {
    earlier.iter().filter_map(|mention| match mention.value {
        Value::Decided(place) => Some((mention, place)),
        _ => None,
    })
}

/// Puts a spot wherever the table sets a place: also names that the gazetteer does not know, or not so long.
pub fn claim(spots: &mut Vec<Spot>, earlier: &[Mention]) {
    let is_found = |mention: &Mention| spot_at(spots, mention.first).is_some_and(|at| mention.end <= spots[at].end);
    let set = decided(earlier).filter(|(mention, _)| !is_found(mention));
    let claims: Vec<Spot> =
        set.filter_map(|(mention, place)| Some(Spot::set(mention.first, mention.end, place?, mention.rule))).collect();
    if claims.is_empty() {
        return;
    }
    spots.retain(|spot| {
        let next = claims.partition_point(|claim| claim.end <= spot.first);
        claims.get(next).is_none_or(|claim| spot.end <= claim.first)
    });
    spots.extend(claims);
    spots.sort_by_key(|spot| spot.first);
}

/// Gives the spots that the table speaks of the place that it sets, or none.
pub fn decide(spots: &mut [Spot], earlier: &[Mention]) {
    for (mention, place) in decided(earlier) {
        let at = spot_at(spots, mention.first).filter(|at| spots[*at].name_end() == mention.end);
        let Some(spot) = at.map(|at| &mut spots[at]) else { continue };
        match place {
            None => spot.ban(mention.rule),
            Some(_) if spot.is_rejected() && OF_ANOTHER_NAME.contains(&spot.rule) => {}
            Some(place) => spot.become_known(place, mention.rule),
        }
    }
}

/// Drops the places that other readers found in names that the table bans.
pub fn drop_banned(mentions: &mut Vec<Mention>, earlier: &[Mention]) {
    let bans: Vec<&Mention> = decided(earlier).filter(|(_, place)| place.is_none()).map(|(mention, _)| mention).collect();
    mentions.retain(|mention| {
        bans.binary_search_by_key(&mention.first, |ban| ban.first).map_or(true, |at| bans[at].end != mention.end)
    });
}

fn spot_at(spots: &[Spot], first: usize) -> Option<usize> {
    spots.binary_search_by_key(&first, |spot| spot.first).ok()
}
