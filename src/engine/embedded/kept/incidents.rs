//! Incidents, packed: the sentences that are evidence come first, for the other words mostly stand in them.

use crate::model::{Count, Evidence, Incident, Location, MeansUsed, Qualifier, Role, Scope, Span};

use super::super::bytes::{Input, Output};
use super::mentions::{read_location, read_name, write_location, write_name};
use super::{NOWHERE, one_of, read_days, read_list, write_days, write_list};

const SCOPES: [Scope; 3] = [Scope::Incident, Scope::Aggregate, Scope::Cumulative];

const QUALIFIERS: [Qualifier; 11] = [
    Qualifier::Exact,
    Qualifier::AtLeast,
    Qualifier::MoreThan,
    Qualifier::UpTo,
    Qualifier::LessThan,
    Qualifier::Range,
    Qualifier::About,
    Qualifier::Nearly,
    Qualifier::Vague,
    Qualifier::Zero,
    Qualifier::Listed,
];

/// How an incident's location is written; from [`MENTION`] on, it is the mention of this number.
mod place {
    pub const NONE: u64 = 0;
    pub const OTHER: u64 = 1;
    pub const MENTION: u64 = 2;
}

/// An incident of a report with these mentions of places; `base` is a day near it.
pub fn write<'a>(out: &mut Output<'a>, incident: &'a Incident, locations: &'a [Location], base: i64) {
    write_list(out, &incident.evidence, |out, evidence| {
        out.span(evidence.span);
        out.string(&evidence.quote, evidence.span);
        out.string(&evidence.rule, NOWHERE);
    });
    let near = sentence(incident);
    out.number(incident.scope as u64);
    out.number(u64::from(incident.when.is_some()));
    if let Some(when) = &incident.when {
        write_days(out, when, base);
    }
    write_location_of(out, incident, locations);
    for roles in [&incident.initiator, &incident.target, &incident.claimant] {
        write_list(out, roles, |out, role| write_role(out, role, near));
    }
    write_list(out, &incident.means, |out, means| {
        out.path(Some(&means.path), near);
        out.string(&means.text, near);
    });
    let counts = counts(incident);
    out.number((0..).zip(counts).map(|(bit, count)| u64::from(count.is_some()) << bit).sum());
    counts.into_iter().flatten().for_each(|count| write_count(out, count, near));
}

/// See [`write()`].
pub fn read(from: &mut Input<'_>, locations: &[Location], base: i64) -> Option<Incident> {
    let evidence = read_list(from, |from| {
        let span = from.span()?;
        Some(Evidence { span, quote: from.string(span)?, rule: from.string(NOWHERE)?.into() })
    })?;
    let mut incident = Incident { evidence, ..Incident::default() };
    let near = sentence(&incident);
    incident.scope = one_of(&SCOPES, from.number()?)?;
    if from.number()? == 1 {
        incident.when = Some(read_days(from, base)?);
    }
    incident.location = match from.number()? {
        place::NONE => None,
        place::OTHER => Some(read_location(from, locations)?),
        mention => Some(locations.get(usize::try_from(mention - place::MENTION).ok()?)?.clone()),
    };
    for roles in [&mut incident.initiator, &mut incident.target, &mut incident.claimant] {
        *roles = read_list(from, |from| read_role(from, near))?;
    }
    incident.means = read_list(from, |from| Some(MeansUsed { path: from.path(near)??, text: from.string(near)? }))?;
    let said = from.number()?;
    for (bit, count) in (0..).zip(counts_mut(&mut incident)) {
        if said >> bit & 1 == 1 {
            *count = Some(read_count(from, near)?);
        }
    }
    Some(incident)
}

/// The first sentence of evidence.
fn sentence(incident: &Incident) -> Span {
    incident.evidence.first().map_or(NOWHERE, |evidence| evidence.span)
}

fn write_location_of<'a>(out: &mut Output<'a>, incident: &'a Incident, locations: &'a [Location]) {
    let Some(location) = &incident.location else { return out.number(place::NONE) };
    let is_same = |mention: &Location| mention.span == location.span && mention == location;
    match (place::MENTION..).zip(locations).find(|(_, mention)| is_same(mention)) {
        Some((number, _)) => out.number(number),
        None => {
            out.number(place::OTHER);
            write_location(out, location, locations);
        }
    }
}

fn write_role<'a>(out: &mut Output<'a>, role: &'a Role, near: Span) {
    out.number(u64::from(role.hedged));
    out.path(Some(&role.path), near);
    write_name(out, role.name.as_deref(), Some(&role.path), near);
    out.string(&role.text, near);
}

fn read_role(from: &mut Input<'_>, near: Span) -> Option<Role> {
    let hedged = from.number()? == 1;
    let path = from.path(near)??;
    let name = read_name(from, Some(&path), near)?;
    Some(Role { path, name, text: from.string(near)?, hedged })
}

const fn counts(incident: &Incident) -> [Option<&Count>; 6] {
    [
        incident.killed.as_ref(),
        incident.injured.as_ref(),
        incident.combined.as_ref(),
        incident.missing.as_ref(),
        incident.captured.as_ref(),
        incident.displaced.as_ref(),
    ]
}

const fn counts_mut(incident: &mut Incident) -> [&mut Option<Count>; 6] {
    [
        &mut incident.killed,
        &mut incident.injured,
        &mut incident.combined,
        &mut incident.missing,
        &mut incident.captured,
        &mut incident.displaced,
    ]
}

fn write_count<'a>(out: &mut Output<'a>, count: &'a Count, near: Span) {
    out.number(count.qualifier as u64);
    out.number(u64::from(count.min));
    out.maybe(count.max);
    out.string(&count.words, near);
}

fn read_count(from: &mut Input<'_>, near: Span) -> Option<Count> {
    let qualifier = one_of(&QUALIFIERS, from.number()?)?;
    Some(Count { qualifier, min: from.small()?, max: from.maybe()?, words: from.string(near)? })
}
