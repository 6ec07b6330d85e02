//! What a number counts: the noun after it, or the marks around it that make it no count at all.

use super::Reader;
use super::age::OLD;
use super::number::{How, Number};
use super::words::Word;
use crate::document::Gap;
use crate::extract::Unit;
use crate::extract::dates::is_month;
use crate::lexicon::{Attachment, WordSet, cues};

/// How many words a noun may stand behind its number.
pub(super) const REACH: usize = 7;

/// "8 a.m.", "8 pm", "7 o'clock".
const HALF_DAY: WordSet<2> = WordSet::of(["a", "p"]);
const HOUR: WordSet<4> = WordSet::of(["am", "pm", "o", "hrs"]);
const IN: WordSet<1> = WordSet::of(["in"]);

/// Adjectives of countries and peoples that also stand for one of them ("a Kenyan"), of endings that other words have too.
const DEMONYMS: WordSet<36> = WordSet::of([
    "andorran",
    "angolan",
    "azerbaijani",
    "bahraini",
    "botswanan",
    "catalan",
    "cuban",
    "cypriot",
    "filipina",
    "gazan",
    "german",
    "guatemalan",
    "honduran",
    "kenyan",
    "kosovan",
    "kosovar",
    "libyan",
    "moldovan",
    "montenegrin",
    "nicaraguan",
    "nigerien",
    "omani",
    "paraguayan",
    "pashtun",
    "qatari",
    "rwandan",
    "salvadoran",
    "samoan",
    "tibetan",
    "tigrayan",
    "tongan",
    "ugandan",
    "uighur",
    "uruguayan",
    "uyghur",
    "venezuelan",
]);

impl Reader<'_, '_> {
    /// What `number` counts; none if it counts nothing at all ("one another", "both sides").
    pub(super) fn unit(&self, number: &Number) -> Unit {
        if number.how == How::Article {
            // "a" counts people or nothing: that is the quicker question, and one word in thirty asks it.
            let unit = self.noun(number);
            return if matches!(unit, Unit::People(_)) && !self.is_marked(number) { unit } else { Unit::Things };
        }
        if self.is_marked(number) {
            return Unit::Things;
        }
        let unit = self.noun(number);
        match (number.how, unit) {
            (_, Unit::People(_)) => unit,
            (How::Odd, _) => Unit::Things,
            (How::Digits, Unit::Bare) if self.is_label_or_year(number) => Unit::Things,
            (How::Spelled, Unit::Bare) if self.is_label(number) => Unit::Things,
            (_, unit) => unit,
        }
    }

    /// Money, per cent, times, scores, ages, model numbers.
    fn is_marked(&self, number: &Number) -> bool {
        let (before, after) = (self.document.gap(number.first), self.document.gap(number.end));
        let next_is_digit = self.document.tokens.get(number.end).is_some_and(|t| t.shape.has_digit());
        let inside = number.first > 0 && !before.is_empty() && !before.has(Gap::SPACE) && self.same_sentence(number.first);
        if before.has(Gap::MONEY)
            || (after.has(Gap::MONEY) && !after.has(Gap::SPACE))
            || self.mark_after(number, &['%', '°', '#'])
        {
            return true;
        }
        if self.is_per_cent(number) || self.is_money(number) {
            return true;
        }
        // "8:20", "9/11", "S-400", "3-1", "1.5".
        let touching = Gap::COLON.and(Gap::HYPHEN).and(Gap::OTHER).and(Gap::PERIOD).and(Gap::DASH);
        if next_is_digit && !after.has(Gap::SPACE) && after.has(touching) {
            return true;
        }
        let score = number.first > 0 && self.document.tokens[number.first - 1].shape.has_digit() && before == Gap::DASH;
        if score || inside && before.has(Gap::COLON.and(Gap::HYPHEN).and(Gap::OTHER).and(Gap::PERIOD)) && !before.has(Gap::DASH) {
            return true;
        }
        if after == Gap::HYPHEN && self.same_sentence(number.end) && !matches!(self.word(number.end), Some(Word::Person { .. })) {
            return number.end < self.document.tokens.len();
        }
        self.is_age(number)
            || self.is_hour(number)
            || self.is_beside_month(number)
            || self.is_fraction(number)
            || self.is_of_fraction(number)
    }

    /// True if one of `marks` stands right after the number.
    fn mark_after(&self, number: &Number, marks: &[char]) -> bool {
        let end = self.document.tokens[number.end - 1].end as usize;
        self.document.gap(number.end).has(Gap::OTHER)
            && self.document.text.get(end..).and_then(|rest| rest.trim_start().chars().next()).is_some_and(|c| marks.contains(&c))
    }

    pub(super) fn plain_person(&self, at: usize) -> bool {
        matches!(self.word_after(at), Some(Word::Person { .. } | Word::Harm { .. } | Word::State))
    }

    fn is_hour(&self, number: &Number) -> bool {
        let Some(next) = self.document.tokens.get(number.end) else { return false };
        let half_day = HALF_DAY.has(next.hash) && self.document.word(number.end + 1).eq_ignore_ascii_case("m");
        half_day || HOUR.has(next.hash)
    }

    fn is_beside_month(&self, number: &Number) -> bool {
        if number.how != How::Digits || number.least > 31 && !(1800..=2100).contains(&number.least) {
            return false;
        }
        let before = number
            .first
            .checked_sub(1)
            .filter(|_| self.same_sentence(number.first) && !self.document.gap(number.first).has(Gap::COMMA));
        let after = self.document.tokens.get(number.end).filter(|t| self.plain(number.end) && t.shape.is_capital());
        let before = before.map(|at| &self.document.tokens[at]).filter(|t| t.shape.is_capital());
        before.is_some_and(is_month) || after.is_some_and(is_month)
    }

    /// "two thirds of", "one in ten", "three quarters".
    fn is_fraction(&self, number: &Number) -> bool {
        self.document.tokens.get(number.end).is_some_and(|next| IN.has(next.hash))
            && self.plain(number.end)
            && self.plain(number.end + 1)
            && self
                .number(number.end + 1)
                .is_some_and(|n| n.least > number.least && n.least <= 1000 && !self.plain_person(n.end) && n.how != How::Article)
    }

    /// "one in [three] of the passengers".
    fn is_of_fraction(&self, number: &Number) -> bool {
        let Some(part) = number.first.checked_sub(2).filter(|&part| IN.has(self.document.tokens[part + 1].hash)) else {
            return false;
        };
        (self.is_digits(part) || matches!(self.word(part), Some(Word::Number(_))))
            && self.number(part).is_some_and(|part| part.end + 1 == number.first && self.is_fraction(&part))
    }

    /// "Flight 370", "Boeing 737", "World War Two"; a bare year.
    fn is_label_or_year(&self, number: &Number) -> bool {
        let one = number.end == number.first + 1;
        let year = || (1900..=2100).contains(&number.least) || self.is_old_year(number);
        one && year() || self.is_label(number)
    }

    /// "Back in 1586,", "since 1799": a year before our time, where a number of people would go on with a noun.
    fn is_old_year(&self, number: &Number) -> bool {
        const DATING: &[&str] = &["in", "since", "until", "before", "after", "from", "circa", "early", "late", "year"];
        let dated = |at: usize| DATING.iter().any(|word| self.document.word(at).eq_ignore_ascii_case(word));
        (1000..1900).contains(&number.least) && self.plain(number.first) && dated(number.first - 1)
    }

    fn is_label(&self, number: &Number) -> bool {
        let Some(before) = number.first.checked_sub(1).filter(|_| self.plain(number.first)) else { return false };
        if self.word(before) == Some(Word::Label) {
            return true;
        }
        // A name before a number makes it part of the name, but headlines write every word so.
        let sentence = self.document.sentence_at(before);
        let headline = self.document.sentence_of(before) < self.document.body_starts || sentence.shouted;
        let named = self.document.tokens[before].shape.is_capital() && before > sentence.first;
        if !named || headline {
            return false;
        }
        match number.how {
            How::Digits => {
                // "Highway 61" is a road, "In Kharkiv 12 were killed" has a place before its number.
                let noun = matches!(self.word(before), None | Some(Word::Measure)) && !self.begins_clause(before, number.end);
                noun && !self.document.tokens[before - 1].shape.is_capital()
            }
            How::Spelled => self.document.tokens[number.first].shape.is_capital(),
            _ => false,
        }
    }

    /// "In X 12 were killed", "in X 12 died": the number is the subject of what follows.
    fn begins_clause(&self, name: usize, after: usize) -> bool {
        const LOCATIVES: &[&str] = &["in", "at", "near"];
        const VERBS: &[&str] = &["are", "die", "died", "have", "were"];
        let is = |at: usize, words: &[&str]| words.iter().any(|word| self.document.word(at).eq_ignore_ascii_case(word));
        is(name.wrapping_sub(1), LOCATIVES) && self.plain(after) && is(after, VERBS)
    }

    /// The noun after `number`.
    pub(super) fn noun(&self, number: &Number) -> Unit {
        let zero = number.how == How::Zero;
        let one = number.most == Some(1) && !zero;
        let mut at = number.end;
        let mut fallback = if zero { Unit::Things } else { Unit::Bare };
        if self.word_after(at) == Some(Word::Of) {
            at += 1;
            while let Some(Word::Definite | Word::Possessive) = self.word_after(at) {
                at += 1;
            }
            if self.word_after(at) == Some(Word::Them) || self.is_number_at(at) {
                return Unit::Bare;
            }
        }
        let one = one && at == number.end;
        let last = at + REACH;
        let (mut seen_noun, mut unknown) = (false, false);
        while at < last && self.continues(at, number.end) {
            let next = self.document.tokens[at];
            let word = self.word(at);
            match word {
                _ if self.is_of_age(at) || self.is_compound(at) => return Unit::People(at),
                // "an 8-year-old girl", "a two-storey house".
                Some(Word::Number(_) | Word::Measure) if self.hyphened(at + 1) => {}
                None if next.shape.is_digits() && self.hyphened(at + 1) => {}
                Some(Word::Person { one: single, many })
                    if self.is_head(at, if one { single } else { many || zero }, one || (single && many)) =>
                {
                    return Unit::People(at);
                }
                Some(Word::Harm { one: single, many }) if (if one { single } else { many || zero }) => {
                    if !self.is_possessor(at) {
                        return Unit::People(at);
                    }
                }
                Some(Word::State) if !zero && number.how != How::Article => fallback = Unit::People(at),
                _ if self.is_compound(at + 1) => {}
                Some(Word::Measure) if !self.plain_person(at + 1) && !self.is_beside_short_name(at + 1) => return Unit::Things,
                Some(Word::Animal) if !matches!(self.word_after(at + 1), Some(Word::Person { .. })) => return Unit::Things,
                Some(Word::And) if self.shares_noun(number, at) => return Unit::People(at - 1),
                Some(
                    Word::Grammar | Word::And | Word::Of | Word::To | Word::With | Word::Them | Word::Article | Word::Definite,
                ) => break,
                Some(Word::Possessive | Word::Between | Word::Begins | Word::Number(_) | Word::Scale(_)) => break,
                Some(
                    Word::Person { .. }
                    | Word::Harm { .. }
                    | Word::State
                    | Word::Measure
                    | Word::Animal
                    | Word::Label
                    | Word::Household,
                ) => {
                    seen_noun = seen_noun || matches!(word, Some(Word::Person { .. } | Word::Label | Word::Household));
                }
                None if next.shape.is_digits() => return Unit::Things,
                None => {
                    if self.is_demonym(at, one) {
                        return Unit::People(at);
                    }
                    if let Some(members) = (!one).then(|| self.members_of_body(at)).flatten() {
                        return Unit::People(members);
                    }
                    if !one && self.is_plural(at) && !self.plain_person(at + 1) && !self.is_possessor(at) {
                        return Unit::Things;
                    }
                    let name = next.shape.is_capital() && !self.is_shouted(at);
                    unknown |= !(self.is_participle(at) || name || self.is_state_of_people(at));
                    seen_noun |= unknown;
                }
            }
            at += 1;
        }
        match fallback {
            Unit::Bare if one && seen_noun || unknown && number.how == How::Digits => Unit::Things,
            Unit::Bare if matches!(number.how, How::Article) => Unit::Things,
            fallback => fallback,
        }
    }

    /// "four [Indian] and two Pakistani soldiers", "two male and three female students": the noun behind the next number is of both.
    fn shares_noun(&self, number: &Number, and: usize) -> bool {
        let bare = and == number.end + 1 && number.most != Some(1) && !self.is_plural(and - 1);
        let adjective = || matches!(self.word(and - 1), None | Some(Word::Person { many: false, .. }));
        let spelled = matches!(number.how, How::Digits | How::Spelled);
        let next = || self.number(and + 1).filter(|next| next.end == and + 2 && self.plain(next.first));
        let noun = |next: Number| matches!(self.noun(&next), Unit::People(noun) if noun > next.end);
        bare && spelled && adjective() && self.is_number_at(and + 1) && next().is_some_and(noun)
    }

    /// "14 [homeless] and three dead".
    fn is_state_of_people(&self, at: usize) -> bool {
        cues().longest(self.document, at).is_some_and(|(_, cue)| matches!(cue.harm, Some((_, Attachment::State))))
    }

    /// "a 34-year-old", "two 12-year-olds": the last word.
    fn is_of_age(&self, at: usize) -> bool {
        OLD.has(self.document.tokens[at].hash)
            && self.hyphened(at)
            && self.word(at - 1) == Some(Word::Measure)
            && self.is_head(at, true, true)
    }

    /// True if token `at` goes on with the noun phrase after the number that ends at `end`.
    pub(super) fn continues(&self, at: usize, end: usize) -> bool {
        if at >= self.document.tokens.len() || !self.same_sentence(at) || self.in_date(at) {
            return false;
        }
        let gap = self.document.gap(at);
        let inside = Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::APOSTROPHE).and(Gap::QUOTE);
        let dotted = gap.only(Gap::SPACE.and(Gap::PERIOD)) && self.document.tokens[at - 1].shape.is_all_caps() && at > end;
        (gap.only(inside) && !gap.has(Gap::BLANK_LINE)) || dotted || at > end && self.is_beside_short_name(at)
    }

    /// True if the noun for people at `at` is what is counted, and not a part of a longer noun ("police station").
    fn is_head(&self, at: usize, fits: bool, doubtful: bool) -> bool {
        if !fits || self.is_possessor(at) {
            return false;
        }
        let next = at + 1;
        let hyphen = self.document.gap(next) == Gap::HYPHEN && next < self.document.tokens.len();
        if hyphen || !self.plain(next) || self.in_date(next) {
            return !hyphen;
        }
        let token = self.document.tokens[next];
        match self.word(next) {
            Some(Word::Person { one, many }) => !(one || many),
            Some(Word::Harm { .. }) => false,
            Some(Word::Measure) => !doubtful,
            Some(_) => true,
            None if !doubtful => true,
            None => self.is_participle(next) || (token.shape.is_capital() && !self.is_shouted(next)) || token.shape.has_digit(),
        }
    }

    /// "soldier's", "soldiers'": what follows is counted or told, not they.
    pub(super) fn is_possessor(&self, at: usize) -> bool {
        let gap = self.document.gap(at + 1);
        let touches = gap == Gap::APOSTROPHE && self.document.word(at + 1).eq_ignore_ascii_case("s");
        touches || gap == Gap::APOSTROPHE.and(Gap::SPACE)
    }

    /// "Palestinians", "Iraqis"; "a Palestinian".
    fn is_demonym(&self, at: usize, one: bool) -> bool {
        let word = self.document.word(at);
        let after = self.document.gap(at + 1);
        let touched = !after.has(Gap::SPACE) && after.has(Gap::HYPHEN.and(Gap::DASH)) && at + 1 < self.document.tokens.len();
        if touched || !self.document.tokens[at].shape.is_capital() || self.is_possessor(at) || !word.is_ascii() {
            return false;
        }
        let ends = |endings: &[&str]| {
            endings.iter().any(|e| word.len() > e.len() + 1 && word[word.len() - e.len()..].eq_ignore_ascii_case(e))
        };
        if one {
            let after = self.document.tokens.get(at + 1);
            let closed =
                !self.plain(at + 1) || matches!(self.word(at + 1), Some(Word::Grammar | Word::And | Word::Of | Word::With));
            let known = ends(&["ian", "can", "ean", "ghan"]) || DEMONYMS.has(self.document.tokens[at].hash);
            return known && closed && after.is_none_or(|t| !t.shape.is_digits());
        }
        ends(&[
            "ians", "cans", "eans", "ghans", "aelis", "raqis", "stanis", "emenis", "outhis", "ghalis", "dians", "epalis",
            "ijanis",
        ]) && !self.plain_person(at + 1)
    }

    /// A small letter or a shout, and the look of a plural.
    fn is_plural(&self, at: usize) -> bool {
        let word = self.document.word(at).as_bytes();
        let [.., before, last] = word else { return false };
        word.len() > 3 && last.eq_ignore_ascii_case(&b's') && !b"suiSUI'".contains(before)
    }

    /// "wounded", "missing", "badly": a word that may stand between a number and its noun, or follow the noun.
    fn is_participle(&self, at: usize) -> bool {
        let word = self.document.word(at).as_bytes();
        ["ed", "ing", "ly"]
            .iter()
            .any(|e| word.len() > e.len() + 2 && word[word.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes()))
    }

    fn is_shouted(&self, at: usize) -> bool {
        self.document.sentence_at(at).shouted
    }
}
