//! What holds for every table in `data/` that this room reads.

use super::rows;

const TABLES: [(&str, &str, usize); 7] = [
    ("actors", include_str!("../../data/actors.tsv"), 5),
    ("agents", include_str!("../../data/agents.tsv"), 5),
    ("leaders", include_str!("../../data/leaders.tsv"), 7),
    ("means", include_str!("../../data/means.tsv"), 3),
    ("people", include_str!("../../data/people.tsv"), 3),
    ("targets", include_str!("../../data/targets.tsv"), 3),
    ("titles", include_str!("../../data/titles.tsv"), 2),
];

#[test]
fn tables_are_sorted_and_unique() {
    for (name, table, _) in TABLES {
        let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        let keys: Vec<&str> = rows(table).map(|row| row.cell(0)).collect();
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{name}: not sorted by its first column, or a row twice");
        assert!(lines.iter().all(|line| !line.trim().is_empty() && line.trim_end() == *line), "{name}: an empty line or cell");
    }
}

#[test]
fn tables_tell_their_columns_source_and_licence() {
    for (name, table, columns) in TABLES {
        let header: String = table.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(["columns:", "source:", "licence:"].iter().all(|word| header.contains(word)), "{name}");
        let widest = table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').count()).max();
        assert!(widest.is_some_and(|widest| widest <= columns), "{name}: a row of more than {columns} columns");
    }
}

#[test]
fn agents_and_titles_use_the_words_that_are_read() {
    for row in rows(TABLES[1].1) {
        let (number, part) = (row.cell(3), row.cell(4));
        assert!(["one", "many"].contains(&number) && ["initiator", "target", "either"].contains(&part), "{}", row.cell(0));
        assert!(row.cell(1) != "-" || row.cell(2) != "-", "{}: says nothing at all", row.cell(0));
    }
    for row in rows(TABLES[3].1) {
        assert!(["", "cased", "trace", "verb"].contains(&row.cell(2)), "{}", row.cell(0));
    }
}
