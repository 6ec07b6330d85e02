//! What people write for places, means and actors, and what is found by it.

#[allow(dead_code, reason = "a test uses what it needs")]
mod harness;

use harness::Dir;

#[test]
fn a_place_is_known_by_whatever_people_write_for_it() {
    let dir = Dir::new();
    let story = |name: &str, text: &str| _ = dir.file(&format!("news/{name}.txt"), text);
    story("gao", "Five die in Mali\n\nBAMAKO, Mali, June 2, 2025 — Gunmen killed five people in Gao on Monday.\n");
    story("chad", "Two die in Chad\n\nN'DJAMENA, June 2, 2025 — A bomb killed two people in N'Djamena, Chad, on Monday.\n");
    story(
        "kharkiv",
        "Two die in Kharkiv\n\nKHARKIV, Ukraine, June 2, 2025 — A missile killed two people in Kharkiv on Monday.\n",
    );
    assert!(dir.run("index news").starts_with("exit 0"));
    for (written, found) in [
        ("Kharkiv Oblast", "kharkiv"),
        ("Ukraine/Kharkiv Oblast/Kharkiv", "kharkiv"),
        ("Kharkiv region", "kharkiv"),
        ("Kharkiv, Ukraine", "kharkiv"),
        ("UA", "kharkiv"),
        ("TD", "chad"),
        ("West Africa", "gao"),
        ("Sahel", "chad gao"),
        ("Africa", "chad gao"),
        ("Ukraine/Odesa Oblast", ""),
        ("IQ", ""),
    ] {
        let rows = dir.run(&format!("search --format jsonl --location '{written}'"));
        let mut names: Vec<&str> =
            ["chad", "gao", "kharkiv"].into_iter().filter(|name| rows.contains(&format!("{name}.txt"))).collect();
        names.sort_unstable();
        assert_eq!(names.join(" "), found, "{written}: {rows}");
        assert!(rows.starts_with(if found.is_empty() { "exit 1" } else { "exit 0" }), "{written}: {rows}");
    }
    for (written, near) in [("Kharkv Oblast", "`Kharkiv`"), ("Ukraine/Kharkv", "`Ukraine/Kharkiv`"), ("irak", "`Iraq`")] {
        let told = dir.run(&format!("search --location '{written}'"));
        assert!(told.starts_with("exit 2") && told.contains(near), "{written}: {told}");
    }
}

#[test]
fn a_word_for_a_means_or_an_actor_finds_what_it_is_kept_under() {
    let dir = Dir::with_news();
    dir.file("news/bomb.txt", "A bomb killed two soldiers in Leeds, the army said on Monday.\n");
    assert!(dir.run("index news").starts_with("exit 0"));
    for (flags, kept) in [("--means bombing", "Explosive"), ("--claimant army", "Military"), ("--target soldier", "Military")] {
        let told = dir.run(&format!("search --format csv {flags}"));
        assert!(told.starts_with("exit 0") && told.contains("bomb.txt"), "{flags}: {told}");
        assert!(told.contains(&format!("is kept under `{kept}`: that is looked for")), "{flags}: {told}");
    }
}
