//! Killings of which the news only speaks: "implicated in the murder of", "suspected of killing", "the house where X was murdered".
//!
//! The day of the arrest, the trial or the march is not theirs, and neither is that of the article: none but the one that their own
//! words name.

use super::dating::{REACTIONS, dates_an_event};
use super::draft::Draft;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs;
use crate::lexicon::{Classes, WordSet};
use crate::model::DateRange;

/// Those who deal with a deed of the past, and what they do.
const FRAMES: WordSet<57> = WordSet::of([
    "accused",
    "accuses",
    "accusing",
    "acquitted",
    "anniversary",
    "assassins",
    "authors",
    "avenge",
    "blamed",
    "blames",
    "blaming",
    "charge",
    "charged",
    "charges",
    "charging",
    "clarify",
    "complicity",
    "confess",
    "confessed",
    "confessing",
    "convicted",
    "conviction",
    "culprits",
    "guilty",
    "implicated",
    "indicted",
    "inquiry",
    "investigate",
    "investigated",
    "investigates",
    "investigating",
    "investigation",
    "investigations",
    "involved",
    "involvement",
    "jailed",
    "killers",
    "linked",
    "mastermind",
    "masterminded",
    "masterminding",
    "masterminds",
    "murderers",
    "participants",
    "participated",
    "participating",
    "participation",
    "perpetrators",
    "probe",
    "proceedings",
    "punish",
    "responsible",
    "sentenced",
    "solve",
    "suspect",
    "suspects",
    "trial",
]);

/// Words that frame a deed only with their preposition behind them: "suspected of", as against "suspected militants".
const TIED: WordSet<4> = WordSet::of(["part", "suspected", "tried", "wanted"]);

/// What ties a frame to its deed.
const TIES: &[&str] = &["for", "in", "of", "to", "with"];

/// Words around a deed that are looked through for its day and for other deeds.
const REACH: usize = 60;

/// Words between a frame and the deed: "responsible, as he said, for the murder".
const FRAME_REACH: usize = 8;

/// Words between its day and the deed: "Monday's fatal drug-related shooting".
const ADJECTIVES: usize = 3;

/// What tells that the deed itself is the news after all: "charged over a crash that caused the death of".
const NEWS: &[&str] = &["caused", "causing", "claimed", "left", "leading", "led", "resulted", "resulting"];

/// What a date can hang on and still be the deed's: "the murder of two judges, committed in Cali on Monday".
const DONE: &[&str] = &["committed", "happened", "occurred", "out", "perpetrated", "place"];

/// What is said of a trial, and no victim of a deed is called.
const GOES_ON: &[&str] = &["began", "begin", "begins", "ended", "fled", "opened", "opens", "resumed", "started", "went"];

/// True if the news is what is done or said about the deed, not the deed.
pub fn is_recalled(sight: &Sight<'_>, draft: &Draft) -> bool {
    let anchor = &draft.anchor;
    if is_before_sentence(sight, draft) {
        return true;
    }
    match draft.rule {
        "harm/genitive" => !sight.is_word(anchor.start, &["body"]) && !follows_from(sight, draft, NEWS),
        "harm/noun-of" => is_framed(sight, draft, anchor.start),
        "harm/active" if sight.word(anchor.start).ends_with("ing") => {
            let group = verbs::group(sight, anchor.start, draft.clause.start);
            is_framed(sight, draft, group.start) && hangs_on_frame(sight, draft, group.start)
        }
        "harm/active" | "harm/passive" | "harm/died" => aside(sight, draft).is_some() || is_commemorated(sight, draft),
        _ => false,
    }
}

/// "Two women who started a fire in which four people were killed have been jailed": a deed inside what tells who was judged.
fn is_before_sentence(sight: &Sight<'_>, draft: &Draft) -> bool {
    const JUDGED: WordSet<9> = WordSet::of([
        "acquitted",
        "cleared",
        "convicted",
        "extradited",
        "found",
        "imprisoned",
        "indicted",
        "jailed",
        "sentenced",
    ]);
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let who = (sentence.start..draft.anchor.start.min(sentence.start + WHO)).any(|at| sight.is(at, Classes::RELATIVE));
    let behind = draft.anchor.end..sentence.end.min(draft.anchor.end + JUDGMENT);
    let judged = |at: usize| {
        let guilty = !sight.is_word(at, &["found"]) || sight.is_word(at + 1, &["guilty"]);
        let verb = sight.is(at - 1, Classes::BE)
            && (sight.is(at.wrapping_sub(2), Classes::HAVE) || sight.is_word(at - 1, &["was", "were"]));
        sight.is_among(at, &JUDGED) && guilty && verb
    };
    let parted = || (draft.anchor.end..sentence.end).any(|at| sight.document.gap(at).has(Gap::SEMICOLON));
    who && !parted() && behind.skip(1).any(judged)
}

/// Words of who was judged before "who", and from the deed to the judgment.
const WHO: usize = 6;
const JUDGMENT: usize = 14;

/// "implicated in the murder of", "accused of killing": a frame before the deed that begins at `deed`, and nothing that makes it news.
fn is_framed(sight: &Sight<'_>, draft: &Draft, deed: usize) -> bool {
    let floor = sight.document.sentences[draft.sentence].first.max(deed.saturating_sub(FRAME_REACH));
    let other = |at: usize| sight.is_parted(at + 1) || sight.is_word(at, NEWS);
    let mut before = (floor..deed).rev().take_while(|&at| !other(at));
    before.find_map(|at| {
        let framed = sight.is_among(at, &REACTIONS) || is_frame(sight, at);
        (framed || sight.is(at, Classes::SPEECH)).then_some(framed)
    }) == Some(true)
}

/// "The anniversary of the bombing that killed 168", "to commemorate the nine who were killed".
fn is_commemorated(sight: &Sight<'_>, draft: &Draft) -> bool {
    let floor = sight.document.sentences[draft.sentence].first.max(draft.anchor.start.saturating_sub(FRAME_REACH));
    let parted = |at: usize| sight.is_parted(at + 1) && !sight.document.gap(at + 1).has(Gap::COMMA);
    let mut before = (floor..draft.anchor.start).rev().take_while(|&at| !parted(at));
    before.any(|at| sight.is_word(at, &["anniversary"]) || sight.word(at).starts_with("commemorat"))
}

fn is_frame(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_among(at, &FRAMES) || sight.is_among(at, &TIED) && sight.is_word(at + 1, &["for", "in", "of"])
}

/// "accused by two men of killing", "convicted of driving into a crowd, killing five": the deed, or the one that it came of, hangs on its
/// frame by a preposition. "Two were arrested after gunmen opened fire, killing five" tells of it itself.
fn hangs_on_frame(sight: &Sight<'_>, draft: &Draft, deed: usize) -> bool {
    let floor = sight.document.sentences[draft.sentence].first.max(deed.saturating_sub(FRAME_REACH));
    // "Confessed to killing": the verb group has taken the preposition in.
    let own = |tie: usize| tie + 1 == deed || tie >= deed;
    let framed = |tie: usize| sight.word(tie + 1).ends_with("ing") && is_frame(sight, tie - 1);
    (floor + 1..draft.anchor.start).any(|tie| sight.is_word(tie, TIES) && (own(tie) || framed(tie)))
}

/// True if one of these words stands shortly before the deed.
fn follows_from(sight: &Sight<'_>, draft: &Draft, words: &[&str]) -> bool {
    let floor = sight.document.sentences[draft.sentence].first.max(draft.anchor.start.saturating_sub(FRAME_REACH));
    (floor..draft.anchor.start).any(|at| sight.is_word(at, words))
}

/// "the house where X was murdered", "the family of a judge who was killed": where the relative clause of the deed opens, in a
/// sentence that tells of no other.
fn aside(sight: &Sight<'_>, draft: &Draft) -> Option<usize> {
    const OPENERS: &[&str] = &["where", "which", "who", "whose"];
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let verb = verbs::group(sight, draft.anchor.start, sentence.start).start;
    let floor = sentence.start.max(verb.saturating_sub(FRAME_REACH));
    let runs_on = |at: &usize| *at + 1 == verb || !sight.document.gap(at + 1).has(Gap::COMMA) && !sight.is_parted(at + 1);
    let opens = (floor..verb).rev().take_while(runs_on).find(|&at| sight.is_word(at, OPENERS))?;
    let verbal = |at: usize| sight.is(at, Classes::BE.or(Classes::HAVE)) || sight.word(at).ends_with("ed");
    let own = match sight.word(opens) {
        "where" => draft.rule == "harm/passive" && is_known_spot(sight, opens) && !(opens..verb).any(verbal),
        "whose" => !(opens..verb).any(verbal),
        _ => opens + 1 == verb,
    };
    let other = |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some() || cue.attack.is_some());
    let main = (sentence.start.max(opens.saturating_sub(REACH))..opens)
        .chain(draft.anchor.end..sentence.end.min(draft.anchor.end + REACH));
    (own && opens > sentence.start && !main.into_iter().any(other)).then_some(opens)
}

/// Words from the article of a spot to what is told of it: "the house in Cali where".
const SPOT: usize = 5;

/// "guarded the house where", but "fled to the hills where": somebody came to the one, and it went on there.
fn is_known_spot(sight: &Sight<'_>, relative: usize) -> bool {
    let article = (relative.saturating_sub(SPOT)..relative).find(|&at| sight.is_word(at, &["the", "this", "that"]));
    let came = |at: usize| at > 0 && sight.is_word(at - 1, &["into", "to", "toward", "towards"]);
    article.is_some_and(|at| !came(at)) && !sight.document.gap(relative).has(Gap::COMMA)
}

/// The day that the words of a recalled deed name themselves: "Monday's murder", "the murder of a judge in Cali on Monday".
pub fn own_day(sight: &Sight<'_>, draft: &Draft) -> Option<DateRange> {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let opens = aside(sight, draft).unwrap_or(draft.anchor.start);
    let before = within(&sight.dates, sentence.start.max(draft.anchor.start.saturating_sub(REACH))..draft.anchor.start);
    // "the April 2006 shooting death of": no word of the grammar between.
    let joined = |date: &Seen<'_, DateRange>| {
        let first = date.mention.end + usize::from(sight.document.gap(date.mention.end).has(Gap::APOSTROPHE));
        let plain = |at| sight.document.gap(at) == Gap::SPACE && sight.classes(at) == Classes::default();
        draft.anchor.start.checked_sub(first).is_some_and(|words| words <= ADJECTIVES) && (first..draft.anchor.start).all(plain)
    };
    let owner = |date: &&Seen<'_, DateRange>| date.mention.first > opens || joined(date);
    let attached = |date: &&Seen<'_, DateRange>| is_attached(sight, draft.anchor.end, date);
    let own = before.iter().rev().find(owner).or_else(|| {
        let mut behind = within(&sight.dates, draft.anchor.end..sentence.end.min(draft.anchor.end + REACH)).iter();
        behind.find(attached)
    });
    own.filter(|date| dates_an_event(sight, date)).map(|date| *date.value)
}

/// True if only the deed's own words stand between it and the date: no verb of the sentence that it is a part of.
fn is_attached(sight: &Sight<'_>, deed_end: usize, date: &Seen<'_, DateRange>) -> bool {
    let preposition = usize::from(sight.is_word(date.mention.first - 1, &["on", "in"]));
    let verb = date.mention.first - 1 - preposition;
    if sight.is_word(verb, DONE) {
        return true;
    }
    let finite = Classes::BE.or(Classes::HAVE).or(Classes::MODAL).or(Classes::SPEECH);
    let relative = (deed_end..verb).find(|&at| sight.is(at, Classes::RELATIVE)).unwrap_or(verb + 1);
    let main = (deed_end..relative.min(verb + 1)).any(|at| sight.is(at, finite) || sight.is_among(at, &REACTIONS));
    let hangs = verb >= deed_end && (sight.word(verb).ends_with("ed") || sight.is_word(verb, GOES_ON));
    !main && (!hangs || relative < verb)
}
