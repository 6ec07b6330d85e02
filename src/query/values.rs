//! What an article and an incident hold for each field: one reading for the definition of right, the index and facets.

use crate::model::{Count, DateRange, Field, Incident, PACKED, PACKED_TAR, Path, Report, Role, Scope, Use};

/// The article's values of a path field: of everything it mentions, and of its incidents. Sorted, unique.
///
/// Only literal mentions locate: "Russian strikes" does not put an article in Russia.
#[must_use]
pub fn article_paths(report: &Report, field: Field) -> Vec<Path> {
    let mut paths: Vec<Path> = match field {
        Field::Location => {
            let literal = report.locations.iter().filter(|l| l.usage == Use::Literal);
            literal.filter_map(|l| l.path.clone()).collect()
        }
        Field::Actor => report.actors.iter().map(|a| a.path.clone()).collect(),
        Field::Means => report.means.iter().map(|m| m.path.clone()).collect(),
        Field::Outlet => names(report.outlet.as_deref()),
        Field::Author => names(report.authors.iter().map(String::as_str)),
        Field::Language => names(report.language.as_deref()),
        Field::Format => names(extensions(&report.source.path).iter().map(String::as_str)),
        _ => Vec::new(),
    };
    paths.extend(report.incidents.iter().flat_map(|incident| incident_paths(incident, field)));
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// The incident's values of a path field; `actor` is any of its roles.
#[must_use]
pub fn incident_paths(incident: &Incident, field: Field) -> Vec<Path> {
    let of = |roles: &[Role]| roles.iter().map(|role| role.path.clone()).collect::<Vec<_>>();
    match field {
        Field::Location => incident.location.iter().filter_map(|l| l.path.clone()).collect(),
        Field::Means => incident.means.iter().map(|m| m.path.clone()).collect(),
        Field::Initiator => of(&incident.initiator),
        Field::Target => of(&incident.target),
        Field::Claimant => of(&incident.claimant),
        Field::Actor => [&incident.initiator, &incident.target, &incident.claimant].into_iter().flat_map(|r| of(r)).collect(),
        _ => Vec::new(),
    }
}

/// What the incident says of a count field; `None` if nothing.
#[must_use]
pub const fn incident_count(incident: &Incident, field: Field) -> Option<&Count> {
    match field {
        Field::Killed => incident.killed.as_ref(),
        Field::Injured => incident.injured.as_ref(),
        Field::Combined => incident.combined.as_ref(),
        Field::Missing => incident.missing.as_ref(),
        Field::Captured => incident.captured.as_ref(),
        Field::Displaced => incident.displaced.as_ref(),
        _ => None,
    }
}

/// The days the incident can have happened: if it does not say, any day until the article was published.
#[must_use]
pub fn incident_days(incident: &Incident, report: &Report) -> DateRange {
    incident.when.unwrap_or(DateRange { from: None, to: report.published.range.to })
}

/// A scope's name in queries and facets.
#[must_use]
pub const fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Incident => "incident",
        Scope::Aggregate => "aggregate",
        Scope::Cumulative => "cumulative",
    }
}

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Path> {
    names.into_iter().map(|name| Path::of([name])).filter(|path| !path.as_str().is_empty()).collect()
}

/// The extension, and of a packed file that of what is in it: a `.warc.gz` is a web archive, too.
fn extensions(path: &str) -> Vec<String> {
    let mut name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let mut found = Vec::new();
    while let Some((stem, extension)) =
        name.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && !extension.is_empty())
    {
        let is_packed = PACKED.contains(&extension);
        found.push(extension.to_owned());
        if extension == PACKED_TAR {
            found.push("tar".to_owned());
        }
        if !is_packed {
            break;
        }
        name = stem.to_owned();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::extensions;

    #[test]
    fn the_format_is_the_extension_in_lower_case_and_what_is_packed() {
        for (path, expected) in [
            ("a/b.TXT", "txt"),
            ("a.b/c", ""),
            (".hidden", ""),
            ("-", ""),
            ("x.", ""),
            ("story.warc.GZ", "gz warc"),
            ("a.b.txt", "txt"),
            ("a.gz", "gz"),
            ("a.tar.xz", "xz tar"),
            ("a.tgz", "tgz tar"),
            ("a.json.gz.zst", "zst gz json"),
        ] {
            assert_eq!(extensions(path).join(" "), expected, "{path}");
        }
    }
}
