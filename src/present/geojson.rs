//! GeoJSON (RFC 7946): one point an incident whose place is known to a coordinate. What has no coordinate cannot stand on a
//! map, so it is counted in the member `unplaced` instead of vanishing.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Item, Listing, Look, Output, Summary};
use crate::model::{Incident, Path, Role};
use crate::query::Answer;

struct GeoJson<'w> {
    out: Box<dyn Write + 'w>,
    features: u64,
    unplaced: u64,
}

pub(super) fn open<'w>(_: Listing, out: Box<dyn Write + 'w>, _: Look) -> Box<dyn Output + 'w> {
    Box::new(GeoJson { out, features: 0, unplaced: 0 })
}

impl GeoJson<'_> {
    fn put(&mut self, article: &Value, incident: &Incident) -> io::Result<()> {
        let Some(feature) = feature(article, incident) else {
            self.unplaced += 1;
            return Ok(());
        };
        let before = if self.features == 0 { "{\"type\":\"FeatureCollection\",\"features\":[" } else { "," };
        self.features += 1;
        write!(self.out, "{before}\n{feature}")
    }
}

impl Output for GeoJson<'_> {
    fn item(&mut self, item: Item<'_>) -> io::Result<()> {
        match item {
            Item::Hit(hit, _) => {
                let article =
                    json!({"id": hit.id, "title": hit.title, "published": hit.published, "source": hit.source, "url": hit.url});
                hit.incidents.iter().try_for_each(|incident| self.put(&article, incident))
            }
            Item::Incident(hit, incident) => {
                let article =
                    json!({"id": hit.id, "title": hit.title, "published": hit.published, "source": hit.source, "url": hit.url});
                self.put(&article, incident)
            }
            Item::Report(_, report) => {
                let article = json!({"id": report.id, "title": report.title, "published": report.published, "source": report.source, "url": report.url});
                report.incidents.iter().try_for_each(|incident| self.put(&article, incident))
            }
            Item::Facet(_)
            | Item::Timeline(_)
            | Item::Story(_)
            | Item::File(_)
            | Item::Format(_)
            | Item::Score(_)
            | Item::Difference(..) => Ok(()),
        }
    }

    fn finish(&mut self, summary: Summary<'_>) -> io::Result<()> {
        let before = if self.features == 0 { "{\"type\":\"FeatureCollection\",\"features\":[" } else { "\n" };
        let totals = |answer: &Answer| format!(",\"certain\":{},\"possible\":{}", answer.certain, answer.possible);
        let totals = summary.answer.map_or_else(String::new, totals);
        writeln!(self.out, "{before}],\"unplaced\":{}{totals}}}", self.unplaced)?;
        self.out.flush()
    }
}

fn feature(article: &Value, incident: &Incident) -> Option<Value> {
    let location = incident.location.as_ref()?;
    let (lat, lon) = (location.lat?, location.lon?);
    let roles = |roles: &[Role]| roles.iter().map(|role| role.path.clone()).collect::<Vec<Path>>();
    Some(json!({
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "article": article,
            "scope": incident.scope,
            "when": incident.when,
            "location": location.path,
            "name": location.name,
            "precision": location.precision,
            "initiator": roles(&incident.initiator),
            "target": roles(&incident.target),
            "means": incident.means.iter().map(|means| means.path.clone()).collect::<Vec<Path>>(),
            "killed": incident.killed,
            "injured": incident.injured,
            "combined": incident.combined,
            "missing": incident.missing,
            "captured": incident.captured,
            "displaced": incident.displaced,
            "evidence": incident.evidence,
        },
    }))
}
