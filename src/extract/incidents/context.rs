//! Whether an article speaks of this world at all: a film review, a football report and a drill kill and wound on every line.

use std::sync::LazyLock;

use crate::document::Document;
use crate::lexicon::{Phrases, rows};

/// A world in which harm does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    Drill,
    Fiction,
    Machines,
    Sport,
}

/// Different words of one context that settle it, and how many words of text one more is asked for.
const ENOUGH: usize = 5;
const WORDS_PER_CUE: usize = 80;

static CONTEXTS: LazyLock<Phrases<(Context, usize)>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut number = 0;
    for row in rows(include_str!("../../../data/contexts.tsv")) {
        let context = match row.cell(0) {
            "drill" => Context::Drill,
            "fiction" | WORK => Context::Fiction,
            "machines" => Context::Machines,
            _ => Context::Sport,
        };
        for phrase in row.list(1) {
            phrases.insert(phrase, (context, number));
            number += 1;
        }
    }
    phrases.marked()
});

/// The row of what tells a story: a film, a novel.
const WORK: &str = "work";

static WORKS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let works = rows(include_str!("../../../data/contexts.tsv")).filter(|row| row.cell(0) == WORK);
    works.flat_map(|row| row.list(1)).for_each(|work| phrases.insert(work, ()));
    phrases.marked()
});

/// How many words the name of a work of fiction has that begins at token `at`: "film", "video game".
pub fn work_at(document: &Document<'_>, at: usize) -> Option<usize> {
    WORKS.longest(document, at).map(|(length, ())| length)
}

/// True if the article is a review, a match report or the account of a drill. Asked only of articles with a cue of harm.
pub fn is_make_believe(document: &Document<'_>) -> bool {
    let seen = seen(document);
    let enough = ENOUGH.max(document.tokens.len() / WORDS_PER_CUE);
    let count = |context| seen.iter().filter(|(c, _)| *c == context).count();
    count(Context::Fiction) >= enough || count(Context::Sport) >= enough || count(Context::Drill) >= 2 && is_in_lead(document)
}

/// True if the article speaks of attacks on computers, which strike, hit and detonate nothing but programs. Asked only where nobody was hurt.
pub fn is_among_machines(document: &Document<'_>) -> bool {
    let enough = ENOUGH_MACHINES.max(document.tokens.len() / WORDS_PER_CUE);
    seen(document).iter().filter(|(context, _)| *context == Context::Machines).count() >= enough
}

/// Different words of computers that settle it: "hackers", "servers", "bitcoin".
const ENOUGH_MACHINES: usize = 3;

/// The different words of each context that the article has.
fn seen(document: &Document<'_>) -> Vec<(Context, usize)> {
    let mut seen: Vec<(Context, usize)> = Vec::new();
    let mut at = CONTEXTS.next(document, 0);
    while at < document.tokens.len() {
        if let Some((_, found)) = CONTEXTS.longest(document, at)
            && !seen.contains(found)
        {
            seen.push(*found);
        }
        at = CONTEXTS.next(document, at + 1);
    }
    seen
}

/// A drill is announced in the headline or the lead.
fn is_in_lead(document: &Document<'_>) -> bool {
    let lead = document.sentences.iter().take(3).flat_map(|s| s.tokens());
    lead.filter_map(|at| CONTEXTS.longest(document, at)).any(|(_, found)| found.0 == Context::Drill)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Span};

    fn make_believe(text: &str) -> bool {
        let article = Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() };
        is_make_believe(&Document::of(&article))
    }

    #[test]
    fn reviews_matches_and_drills_are_told_from_news() {
        assert!(make_believe(
            "The film opens with a scene in which the cast dies. The director shot it twice; the script is thin and the plot thinner."
        ));
        assert!(make_believe(
            "The striker scored before half time. The coach praised his midfield; the keeper saved a penalty in the final match of the season."
        ));
        assert!(make_believe("City rehearses for the big one. In the drill a mock bomb killed 30 dummies."));
        assert!(!make_believe("Hackers struck the servers of a hospital and asked for bitcoin."));
        assert!(!make_believe("A bomb killed three people outside the stadium before the match, police said."));
        assert!(!make_believe("A gunman shot the film director in the street. He died of his wounds."));
    }
}
