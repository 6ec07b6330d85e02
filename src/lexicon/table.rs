//! Reads the tables in `data/`: tab-separated lines under a header of `#` lines that tell source, licence and columns.

/// The rows of a table: lines that are neither empty nor comments, cut at tabs. A missing last cell reads as empty.
pub fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(Row)
}

/// One line of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t>(&'t str);

impl<'t> Row<'t> {
    /// Cell `column`, counted from 0; empty if the line is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'t str {
        self.0.split('\t').nth(column).unwrap_or("")
    }

    /// The `|`-separated values of a cell; none if it is empty.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split('|').filter(|value| !value.is_empty())
    }
}
