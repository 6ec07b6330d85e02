//! Names in doubt that keep company: of the towns called Paris and the counties called Henry, two lie side by side.
//!
//! Asked only of names that nothing else tells apart. A single pair of neighbours is evidence; two pairs in two states are none.

use super::context::{is_beyond, km};
use crate::gazetteer::{Gazetteer, PlaceId};

/// Points for each other name in doubt that a neighbour bears, at most [`MOST`] of them.
const NEIGHBOUR: i32 = 10;
const MOST: usize = 2;
/// A county's middle and its towns, a town and the next.
const BESIDE_KM: f64 = 60.0;
/// At least as many degrees of latitude.
const BESIDE_DEGREES: f64 = 0.6;
/// Names that are asked, in the order of the text: more are a list, and lists of thousands stay linear.
const ASKED: usize = 40;

/// A place that bears a name in doubt.
struct Bearer {
    name: usize,
    place: PlaceId,
    point: (f64, f64),
}

/// The places that bear names in doubt, from south to north.
pub struct Company(Vec<Bearer>);

impl Company {
    /// Of the bearers of each name.
    pub fn of(names: impl Iterator<Item = Vec<PlaceId>>) -> Self {
        let bearers = |(name, places): (usize, Vec<PlaceId>)| {
            places.into_iter().map(move |place| Bearer { name, place, point: Gazetteer.point(place) })
        };
        let mut all: Vec<Bearer> = names.take(ASKED).enumerate().flat_map(bearers).collect();
        all.sort_by(|a, b| a.point.0.total_cmp(&b.point.0));
        Self(all)
    }

    /// Points for those that bear other names beside this place.
    pub fn points(&self, place: PlaceId) -> i32 {
        let point = Gazetteer.point(place);
        let Some(own) = self.0.iter().find(|bearer| bearer.place == place).map(|bearer| bearer.name) else { return 0 };
        let first = self.0.partition_point(|bearer| bearer.point.0 < point.0 - BESIDE_DEGREES);
        let beside = self.0[first..].iter().take_while(|bearer| bearer.point.0 < point.0 + BESIDE_DEGREES);
        let beside = beside.filter(|bearer| bearer.name != own && !is_beyond(BESIDE_KM, point, bearer.point));
        let mut names: Vec<usize> = beside.filter(|bearer| km(point, bearer.point) > 0.0).map(|bearer| bearer.name).collect();
        names.sort_unstable();
        names.dedup();
        NEIGHBOUR * names.len().min(MOST) as i32
    }
}
