//! Mentions, packed: what is named again is the earlier mention at another place.

use crate::model::{Actor, Location, Means, Path, Precision, Span, Use};

use super::super::bytes::{Input, Output};
use super::{NOWHERE, one_of};

/// How many of the mentions before are looked through for the same one. One that is further back is spelled out again, which is read as
/// well; looking through all of them, a list of all towns of a country would take the square of its length.
const REACH: usize = 256;

/// Coordinates are counted in these parts of a degree, if they are as round as that.
const PARTS: f64 = 1e4;

pub(super) const PRECISIONS: [Precision; 6] =
    [Precision::Point, Precision::Near, Precision::Admin2, Precision::Admin1, Precision::Country, Precision::Area];
pub(super) const USES: [Use; 4] = [Use::Literal, Use::Demonym, Use::Metonym, Use::Embedded];

/// What stands in a text and means something.
pub trait Mention: Sized {
    /// Where it stands.
    fn span(&self) -> Span;

    /// True if both have the same words and mean the same.
    fn is_as(&self, other: &Self) -> bool;

    /// The same, said elsewhere.
    fn at(&self, span: Span) -> Self;

    /// Writes all of it.
    fn write<'a>(&'a self, out: &mut Output<'a>, earlier: &'a [Self]);

    /// Reads what [`write`](Self::write) wrote.
    fn read(from: &mut Input<'_>, earlier: &[Self]) -> Option<Self>;
}

/// Mentions in the order of the text.
pub fn write<'a, M: Mention>(out: &mut Output<'a>, mentions: &'a [M]) {
    out.size(mentions.len());
    for (number, mention) in mentions.iter().enumerate() {
        let (earlier, span) = (&mentions[..number], mention.span());
        let is_same = |other: &M| span.start <= span.end && other.span().len() == span.len() && other.is_as(mention);
        match earlier.iter().rev().take(REACH).position(is_same) {
            Some(back) => {
                out.size(back + 1);
                out.start(span.start);
            }
            None => {
                out.number(0);
                mention.write(out, earlier);
            }
        }
    }
}

/// See [`write()`].
pub fn read<M: Mention>(from: &mut Input<'_>) -> Option<Vec<M>> {
    let mut mentions: Vec<M> = Vec::new();
    for _ in 0..from.number()? {
        let mention = match from.small::<usize>()? {
            0 => M::read(from, &mentions)?,
            back => {
                let (start, other) = (from.start()?, mentions.get(mentions.len().checked_sub(back)?)?);
                other.at(Span::new(start, start.checked_add(other.span().len())?))
            }
        };
        mentions.push(mention);
    }
    Some(mentions)
}

impl Mention for Location {
    fn span(&self) -> Span {
        self.span
    }

    fn is_as(&self, other: &Self) -> bool {
        // What is cheap and mostly differs is asked first: each mention is held against all before it.
        (self.id, self.margin, self.candidates, self.usage) == (other.id, other.margin, other.candidates, other.usage)
            && self.text == other.text
            && is_same_place(self, other)
    }

    fn at(&self, span: Span) -> Self {
        Self { span, ..self.clone() }
    }

    fn write<'a>(&'a self, out: &mut Output<'a>, earlier: &'a [Self]) {
        write_location(out, self, earlier);
    }

    fn read(from: &mut Input<'_>, earlier: &[Self]) -> Option<Self> {
        read_location(from, earlier)
    }
}

impl Mention for Actor {
    fn span(&self) -> Span {
        self.span
    }

    fn is_as(&self, other: &Self) -> bool {
        (&self.text, &self.path, &self.name) == (&other.text, &other.path, &other.name)
    }

    fn at(&self, span: Span) -> Self {
        Self { span, ..self.clone() }
    }

    fn write<'a>(&'a self, out: &mut Output<'a>, _: &'a [Self]) {
        out.span(self.span);
        out.string(&self.text, self.span);
        out.path(Some(&self.path), self.span);
        write_name(out, Some(&self.name), Some(&self.path), self.span);
    }

    fn read(from: &mut Input<'_>, _: &[Self]) -> Option<Self> {
        let span = from.span()?;
        let (text, path) = (from.string(span)?, from.path(span)??);
        let name = read_name(from, Some(&path), span)??;
        Some(Self { text, span, name, path })
    }
}

impl Mention for Means {
    fn span(&self) -> Span {
        self.span
    }

    fn is_as(&self, other: &Self) -> bool {
        (&self.text, &self.path) == (&other.text, &other.path)
    }

    fn at(&self, span: Span) -> Self {
        Self { span, ..self.clone() }
    }

    fn write<'a>(&'a self, out: &mut Output<'a>, _: &'a [Self]) {
        out.span(self.span);
        out.string(&self.text, self.span);
        out.path(Some(&self.path), self.span);
    }

    fn read(from: &mut Input<'_>, _: &[Self]) -> Option<Self> {
        let span = from.span()?;
        Some(Self { text: from.string(span)?, span, path: from.path(span)?? })
    }
}

/// A location, of which the place may be that of an earlier one.
pub fn write_location<'a>(out: &mut Output<'a>, location: &'a Location, earlier: &'a [Location]) {
    out.span(location.span);
    out.string(&location.text, location.span);
    out.number(location.usage as u64);
    out.number(u64::from(location.candidates));
    out.signed(i64::from(location.margin));
    match earlier.iter().rev().take(REACH).position(|other| is_same_place(other, location)) {
        Some(back) => out.size(back + 1),
        None => {
            out.number(0);
            write_place(out, location);
        }
    }
}

/// See [`write_location`].
pub fn read_location(from: &mut Input<'_>, earlier: &[Location]) -> Option<Location> {
    let span = from.span()?;
    let text = from.string(span)?;
    let usage = one_of(&USES, from.number()?)?;
    let candidates = from.small()?;
    let margin = i32::try_from(from.signed()?).ok()?;
    let place = match from.small::<usize>()? {
        0 => read_place(from, span)?,
        back => earlier.get(earlier.len().checked_sub(back)?)?.clone(),
    };
    Some(Location { text, span, usage, candidates, margin, ..place })
}

fn is_same_place(a: &Location, b: &Location) -> bool {
    let degrees = |location: &Location| (location.lat.map(f64::to_bits), location.lon.map(f64::to_bits));
    a.id == b.id
        && a.path == b.path
        && a.name == b.name
        && (&a.country, a.precision) == (&b.country, b.precision)
        && degrees(a) == degrees(b)
}

fn write_place<'a>(out: &mut Output<'a>, place: &'a Location) {
    out.maybe(place.id);
    out.maybe(place.precision.map(|precision| precision as u32));
    out.path(place.path.as_ref(), place.span);
    write_name(out, place.name.as_deref(), place.path.as_ref(), place.span);
    out.optional(place.country.as_deref(), NOWHERE);
    for degrees in [place.lat, place.lon] {
        write_degrees(out, degrees);
    }
}

fn read_place(from: &mut Input<'_>, span: Span) -> Option<Location> {
    let id = from.maybe()?;
    let precision = match from.maybe()? {
        Some(number) => Some(one_of(&PRECISIONS, u64::from(number))?),
        None => None,
    };
    let path = from.path(span)?;
    let name = read_name(from, path.as_ref(), span)?;
    let country = from.optional(NOWHERE)?;
    let (lat, lon) = (read_degrees(from)?, read_degrees(from)?);
    Some(Location { id, name, path, country, lat, lon, precision, ..Location::default() })
}

/// A name is mostly the last step of its path.
pub fn write_name<'a>(out: &mut Output<'a>, name: Option<&'a str>, path: Option<&'a Path>, near: Span) {
    let is_leaf = name.is_some() && name == path.map(Path::leaf);
    out.number(u64::from(!is_leaf));
    if !is_leaf {
        out.optional(name, near);
    }
}

/// See [`write_name`].
#[allow(clippy::option_option, reason = "damaged bytes are not a name that is missing")]
pub fn read_name(from: &mut Input<'_>, path: Option<&Path>, near: Span) -> Option<Option<String>> {
    match from.number()? {
        0 => path.map(|path| Some(path.leaf().to_owned())),
        _ => from.optional(near),
    }
}

/// 0: none; 1: as it is; 2: in [`PARTS`].
fn write_degrees(out: &mut Output<'_>, degrees: Option<f64>) {
    let Some(degrees) = degrees else { return out.number(0) };
    let parts = (degrees * PARTS).round();
    let is_round = degrees.abs() <= 360.0 && (parts / PARTS).to_bits() == degrees.to_bits();
    out.number(1 + u64::from(is_round));
    if is_round { out.signed(parts as i64) } else { out.exact(degrees) }
}

#[allow(clippy::option_option, reason = "damaged bytes are not degrees that are missing")]
fn read_degrees(from: &mut Input<'_>) -> Option<Option<f64>> {
    match from.number()? {
        0 => Some(None),
        1 => from.exact().map(Some),
        _ => from.signed().map(|parts| Some(parts as f64 / PARTS)),
    }
}
