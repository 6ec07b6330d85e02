//! What the gazetteer knows of a place.

use super::layout::KINDS;
use crate::model::{Path, Precision};

/// The number of a place in this program's gazetteer. It changes with the data: keep GeoNames ids, not these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country or territory with a code of its own.
    Country,
    /// A first-level division: state, province, oblast.
    Admin1,
    /// A second-level division: county, district.
    Admin2,
    /// The capital of a country.
    Capital,
    /// The seat of a first-level division.
    Seat,
    /// Any other populated place.
    Town,
    /// A part of a town.
    Part,
    /// A region without borders of its own inside one or several countries: Donbas, Kashmir.
    Region,
    /// A region of the world or a continent.
    Area,
    /// A sea, strait, lake, river or canal.
    Water,
    /// A camp, crossing, bridge or plant.
    Site,
}

impl Kind {
    const ALL: [Self; KINDS.len()] = [
        Self::Country,
        Self::Admin1,
        Self::Admin2,
        Self::Capital,
        Self::Seat,
        Self::Town,
        Self::Part,
        Self::Region,
        Self::Area,
        Self::Water,
        Self::Site,
    ];

    pub(super) fn numbered(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Area)
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Admin1 => "region",
            Self::Admin2 => "district",
            Self::Capital => "capital",
            Self::Seat => "seat of a region",
            Self::Town => "town",
            Self::Part => "part of a town",
            Self::Region | Self::Area => "area",
            Self::Water => "water",
            Self::Site => "site",
        }
    }

    /// A town of any sort, or a part of one.
    #[must_use]
    pub const fn is_town(self) -> bool {
        matches!(self, Self::Capital | Self::Seat | Self::Town | Self::Part)
    }

    /// How exactly an event is located that happened somewhere in it.
    #[must_use]
    pub const fn precision(self) -> Precision {
        match self {
            Self::Country => Precision::Country,
            Self::Admin1 => Precision::Admin1,
            Self::Admin2 => Precision::Admin2,
            Self::Region | Self::Area | Self::Water => Precision::Area,
            Self::Capital | Self::Seat | Self::Town | Self::Part | Self::Site => Precision::Point,
        }
    }
}

/// An entry of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its number here.
    pub number: PlaceId,
    /// GeoNames id; `None` if it is not in GeoNames.
    pub id: Option<u32>,
    /// Main name.
    pub name: &'static str,
    /// `Country/Region/City`.
    pub path: Path,
    /// ISO 3166 two-letter code; `None` if it lies in several countries or none.
    pub country: Option<&'static str>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People; 0 if not known.
    pub population: u32,
    /// What sort of place it is.
    pub kind: Kind,
    /// What it lies in, nearest first.
    pub parents: Vec<PlaceId>,
}
