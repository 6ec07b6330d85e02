//! From a name as written to the paths it means.
//!
//! The query knows neither gazetteer nor index: whoever reads a query hands in a [`Resolver`]. [`among`] is the plain one,
//! over paths that are known, as an index's own values are.

use std::collections::BTreeSet;

use crate::document::fold::fold;
use crate::model::{Field, Path};

use super::text::edits_between;

/// Knows which paths a name means.
pub trait Resolver {
    /// The paths that `written` means in `field`, in any spelling. `Ukraine/Kharkiv` and, with a leading `/`, `/Ukraine`
    /// are whole paths and mean themselves.
    ///
    /// # Errors
    /// If nothing bears the name: the nearest names that something bears, nearest first.
    fn resolve(&self, field: Field, written: &str) -> Result<Vec<Path>, Vec<String>>;
}

/// Takes every name for a path.
pub struct AsWritten;

impl Resolver for AsWritten {
    fn resolve(&self, _: Field, written: &str) -> Result<Vec<Path>, Vec<String>> {
        Ok(vec![Path::parse(written)])
    }
}

/// The paths among `known`, and above them, that `written` means: every path that ends in its last step and holds the
/// others before, in order; but a path of two steps or more, or with a leading `/`, that is known means only itself.
/// Case and accents do not matter; what lies below another is left out.
///
/// # Errors
/// If there is none: up to three names that are like it.
pub fn among<'a>(known: impl IntoIterator<Item = &'a str>, written: &str) -> Result<Vec<Path>, Vec<String>> {
    let paths: BTreeSet<&str> = known.into_iter().flat_map(prefixes).collect();
    let wanted = fold(Path::parse(written).as_str());
    let whole = written.starts_with('/') || wanted.contains('/');
    let exact: Vec<&str> = paths.iter().copied().filter(|path| whole && fold(path) == wanted).collect();
    let named = || paths.iter().copied().filter(|path| means(path, &wanted)).collect();
    let found: Vec<Path> = if exact.is_empty() { named() } else { exact }.into_iter().map(Path::parse).collect();
    if found.is_empty() {
        let names = paths.iter().map(|path| path.rsplit('/').next().unwrap_or(path)).chain(paths.iter().copied());
        return Err(nearest(written.trim_start_matches('/'), names, 3));
    }
    let below_another = |path: &Path| found.iter().any(|above| above != path && path.is_under(above.as_str()));
    Ok(found.iter().filter(|path| !below_another(path)).cloned().collect())
}

fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let cuts = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    cuts.map(|at| &path[..at])
}

/// True if `path` ends in the last step of `wanted` and holds the others before it, in order.
fn means(path: &str, wanted: &str) -> bool {
    let folded = fold(path);
    let mut steps = folded.rsplit('/');
    let mut wanted = wanted.rsplit('/');
    steps.next() == wanted.next() && wanted.all(|name| steps.any(|step| step == name))
}

/// Up to `most` of `names` that are like `written`: few edits away, or beginning with it. Nearest first.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<String> {
    let wanted = fold(written);
    let bearable = wanted.chars().count().div_ceil(3).min(3);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let folded = fold(name);
            let edits = if folded.len().abs_diff(wanted.len()) <= 12 { edits_between(&folded, &wanted) } else { usize::MAX };
            let begins = wanted.len() > 2 && folded.starts_with(&wanted);
            (edits <= bearable || begins).then_some((if begins { edits.min(bearable) } else { edits }, name))
        })
        .collect();
    near.sort_unstable_by_key(|(edits, name)| (*edits, name.len(), *name));
    near.dedup();
    near.into_iter().take(most).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::among;

    const KNOWN: &[&str] = &[
        "Georgia/Tbilisi",
        "Russia/Krasnodar/Sirius",
        "Ukraine/Kharkiv/Izium",
        "Ukraine/Kharkiv/Kharkiv",
        "Ukraine/Odesa",
        "Ukraine/Poltava/Kharkiv",
        "United States/Georgia/Atlanta",
        "United States/Texas/Odessa",
    ];

    fn meant(written: &str) -> String {
        match among(KNOWN.iter().copied(), written) {
            Ok(paths) => paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Err(nearest) => format!("? {}", nearest.join(" ")),
        }
    }

    #[test]
    fn a_name_means_every_path_that_ends_in_it() {
        for (written, expected) in [
            ("kharkiv", "Ukraine/Kharkiv Ukraine/Poltava/Kharkiv"),
            ("Ukraine/Kharkiv", "Ukraine/Kharkiv"),
            ("Ukraine/Kharkiv/Kharkiv", "Ukraine/Kharkiv/Kharkiv"),
            ("ukraine/izium", "Ukraine/Kharkiv/Izium"),
            ("Ukraine", "Ukraine"),
            ("/ukraine", "Ukraine"),
            ("Georgia", "Georgia United States/Georgia"),
            ("/Georgia", "Georgia"),
            ("Kharkv", "? Kharkiv"),
            ("Russia/Kharkiv", "? "),
            ("Odess", "? Odesa Odessa"),
        ] {
            assert_eq!(meant(written), expected, "{written}");
        }
    }
}
