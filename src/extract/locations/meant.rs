//! What sort of place the words around a name speak of. Spots of one name that mean different sorts are different names in an article.

use super::spots::Spot;
use crate::gazetteer::{Gazetteer, Kind, Name};
use crate::model::Use;

/// What "the city of" may stand before.
const TOWNS: [Kind; 3] = [Kind::Capital, Kind::Seat, Kind::Town];
/// What a town may share its name with. A division that does leaves the name to its city anyway (`settle_twins`).
const WHOLES: [Kind; 2] = [Kind::Country, Kind::Region];

/// A sort of place that is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meant {
    /// Nothing is said.
    Any,
    /// "the Kharkiv region".
    Division,
    /// "the port city of Odessa".
    Town,
    /// "Washington said".
    Seat,
}

impl Meant {
    /// What the words say; nothing where they tell no two places of the name apart.
    pub fn by(spot: &Spot, name: Name) -> Self {
        let has = |kinds: &[Kind]| kinds.iter().any(|kind| name.has_kind(*kind));
        match spot {
            _ if spot.division => Self::Division,
            _ if spot.town && has(&WHOLES) && has(&TOWNS) => Self::Town,
            _ if spot.usage == Use::Metonym && name.has_kind(Kind::Capital) && is_division_elsewhere(name) => Self::Seat,
            _ => Self::Any,
        }
    }

    /// True if a place of this kind may be meant.
    pub fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Any | Self::Division => true,
            Self::Town => TOWNS.contains(&kind),
            Self::Seat => kind == Kind::Capital,
        }
    }
}

/// The capital does not lie in the division of its country that bears its name: Washington.
fn is_division_elsewhere(name: Name) -> bool {
    let main = |kind| name.candidates().find(|bearer| bearer.main && bearer.kind == kind).map(|bearer| bearer.place);
    let both = main(Kind::Capital).zip(main(Kind::Admin1));
    both.is_some_and(|(capital, division)| {
        Gazetteer.country(capital) == Gazetteer.country(division) && Gazetteer.division(capital) != Some(division)
    })
}
