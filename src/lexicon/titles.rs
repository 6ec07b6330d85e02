//! Titles that stand before a name, each with what its bearer belongs to: `data/titles.tsv`.

use std::sync::LazyLock;

use super::{Phrases, rows};
use crate::model::Path;

/// The table of titles.
pub fn titles() -> &'static Phrases<Path> {
    static TITLES: LazyLock<Phrases<Path>> = LazyLock::new(|| {
        let mut titles = Phrases::default();
        for row in rows(include_str!("../../data/titles.tsv")) {
            titles.insert(row.cell(0), Path::parse(row.cell(1)));
        }
        titles.marked()
    });
    &TITLES
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_says_what_its_bearer_belongs_to() {
        assert_eq!(super::titles().get("regional governor").map(|path| path.as_str()), Some("Government/Local"));
    }
}
